//! The filters of the search as an address carries them, and the panel that shows them.

use crate::http::urls::encode;
use crate::register::finding::{By, Counted, Filters, Sort, Tallies};
use crate::state::AppState;
use app::l10n::Tr;
use app::pages::register::search::{FilterView, GroupView, PanelView};
use app::pages::register::standing_words;
use chrono::{Datelike, NaiveDate};
use portal::collation::sort_by_name;
use portal::company::Standing;
use portal::legal_form::LegalForm;
use portal::oked;

/// What an address asks for beside the text; values that mean nothing are passed over.
#[derive(Clone, Debug, Default)]
pub(super) struct Wanted {
    pub filters: Filters,
    pub sort: Sort,
    /// The days as typed.
    from: String,
    until: String,
    /// The key of what is wrong with each.
    from_wrong: Option<&'static str>,
    until_wrong: Option<&'static str>,
}

impl Wanted {
    pub fn read(typed: &[(String, String)]) -> Wanted {
        let values = |name: &'static str| typed.iter().filter(move |(n, _)| n == name).map(|(_, value)| value.as_str());
        // No more of each than there are.
        let filters = Filters {
            standings: once(values("status").filter_map(standing).map(Standing::to_wire)),
            offices: once(values("office").filter_map(|code| code.parse().ok()).filter(|code: &i32| *code > 0)),
            forms: once(values("form").filter_map(LegalForm::from_code)),
            sections: once(values("section").filter_map(section)),
            from: None,
            until: None,
        };
        let text = |name| -> String { values(name).next().unwrap_or("").trim().chars().take(20).collect() };
        let (from, until) = (text("from"), text("until"));
        let mut wanted = Wanted {
            filters,
            sort: values("sort").find_map(Sort::from_code).unwrap_or_default(),
            from,
            until,
            ..Wanted::default()
        };
        let read =
            |text: &str| if text.is_empty() { Ok(None) } else { day(text).map(Some).ok_or("register-day-wrong") };
        match read(&wanted.from) {
            Ok(day) => wanted.filters.from = day,
            Err(why) => wanted.from_wrong = Some(why),
        }
        match read(&wanted.until) {
            Ok(day) => wanted.filters.until = day,
            Err(why) => wanted.until_wrong = Some(why),
        }
        if let (Some(from), Some(until)) = (wanted.filters.from, wanted.filters.until)
            && from > until
        {
            wanted.until_wrong = Some("register-days-swapped");
        }
        wanted
    }

    pub fn is_wrong(&self) -> bool {
        self.from_wrong.is_some() || self.until_wrong.is_some()
    }

    /// As part of an address, behind the text.
    pub fn query(&self) -> String {
        self.pairs().into_iter().map(|(name, value)| format!("&{name}={}", encode(&value))).collect()
    }

    /// Names and values.
    fn pairs(&self) -> Vec<(String, String)> {
        let mut pairs: Vec<(&str, String)> = Vec::new();
        let standings = self.filters.standings.iter().filter_map(|wire| Standing::from_wire(*wire));
        pairs.extend(standings.map(|standing| ("status", standing.code().to_owned())));
        pairs.extend(self.filters.offices.iter().map(|code| ("office", code.to_string())));
        pairs.extend(self.filters.forms.iter().map(|form| ("form", form.code().to_owned())));
        pairs.extend(self.filters.sections.iter().map(|letter| ("section", letter.to_string())));
        pairs.extend([("from", &self.from), ("until", &self.until)].map(|(name, day)| (name, day.clone())));
        if self.sort != Sort::Best {
            pairs.push(("sort", self.sort.code().to_owned()));
        }
        pairs.into_iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| (name.to_owned(), value)).collect()
    }
}

fn once<T: PartialEq>(values: impl Iterator<Item = T>) -> Vec<T> {
    let mut all = Vec::new();
    for value in values.take(100) {
        if !all.contains(&value) && all.len() < 40 {
            all.push(value);
        }
    }
    all
}

fn standing(code: &str) -> Option<Standing> {
    Standing::ALL.into_iter().find(|standing| standing.code() == code)
}

fn section(text: &str) -> Option<char> {
    let mut letters = text.chars();
    letters.next().filter(|letter| letters.next().is_none() && oked::SECTIONS.contains(*letter))
}

/// A day written 2024-12-31 or 31.12.2024, of a year in which something may have been registered or will be.
fn day(text: &str) -> Option<NaiveDate> {
    let day = ["%Y-%m-%d", "%d.%m.%Y"].iter().find_map(|form| NaiveDate::parse_from_str(text, form).ok())?;
    (1900..=2200).contains(&day.year()).then_some(day)
}

/// The panel beside the results. Where counts are known, only what leaves something is offered.
pub(super) fn panel(state: &AppState, tr: Tr, text: &str, wanted: &Wanted, tallies: Option<&Tallies>) -> PanelView {
    let filters = &wanted.filters;
    let standings = Standing::ALL.map(|s| (s.to_wire(), s.code().to_owned(), standing_words(tr, s)));
    let mut offices: Vec<(i32, String, String)> = state
        .offices
        .registering()
        .map(|office| (office.code, office.code.to_string(), office.area().get(tr.lang()).to_owned()))
        .collect();
    // Bodies elsewhere, of which the table knows only the number.
    let elsewhere = tallies.and_then(|t| t.offices.as_ref()).map(|known| known.keys().copied().collect::<Vec<_>>());
    let elsewhere = elsewhere.unwrap_or_default();
    for code in elsewhere.into_iter().chain(filters.offices.iter().copied()) {
        if !offices.iter().any(|(known, ..)| *known == code) {
            offices.push((code, code.to_string(), state.offices.name(code, tr.lang())));
        }
    }
    sort_by_name(tr.lang(), &mut offices, |(_, _, name)| name);
    let forms = LegalForm::ALL.map(|form| (form, form.code().to_owned(), tr.t(&format!("form-{}", form.code()))));
    let sections: Vec<(char, String, String)> = oked::SECTIONS
        .chars()
        .map(|letter| (letter, letter.to_string(), tr.t(&format!("section-{}", letter.to_ascii_lowercase()))))
        .collect();
    let is_about = |by| tallies.is_some_and(|t| t.about.contains(&by));
    let groups = vec![
        group(
            tr.t("register-filter-status"),
            "status",
            standings.to_vec(),
            &filters.standings,
            tallies.and_then(|t| t.standings.as_ref()),
            is_about(By::Standing),
        ),
        group(
            tr.t("register-filter-office"),
            "office",
            offices,
            &filters.offices,
            tallies.and_then(|t| t.offices.as_ref()),
            is_about(By::Office),
        ),
        group(
            tr.t("register-filter-form"),
            "form",
            forms.to_vec(),
            &filters.forms,
            tallies.and_then(|t| t.forms.as_ref()),
            is_about(By::Form),
        ),
        group(
            tr.t("register-filter-section"),
            "section",
            sections,
            &filters.sections,
            tallies.and_then(|t| t.sections.as_ref()),
            is_about(By::Section),
        ),
    ];
    let clear = if text.is_empty() { "/register".to_owned() } else { format!("/register?q={}", encode(text)) };
    PanelView {
        groups: groups.into_iter().filter(|group| !group.options.is_empty()).collect(),
        from: wanted.from.clone(),
        from_wrong: wanted.from_wrong.map(|key| tr.t(key)),
        until: wanted.until.clone(),
        until_wrong: wanted.until_wrong.map(|key| tr.t(key)),
        sort: wanted.sort.code(),
        sorts: Sort::ALL.map(|sort| (sort.code(), tr.t(&format!("register-sort-{}", sort.code())))).to_vec(),
        kept: wanted.pairs(),
        clear: (!filters.is_empty() || wanted.is_wrong()).then_some(clear),
    }
}

fn group<K: Ord + Copy>(
    title: String,
    name: &'static str,
    options: Vec<(K, String, String)>,
    chosen: &[K],
    counts: Option<&Counted<K>>,
    is_about: bool,
) -> GroupView {
    let options = options.into_iter().filter_map(|(key, value, text)| {
        // An estimate says nothing of what few have.
        let count = counts.and_then(|counts| counts.get(&key).copied().or((!is_about).then_some(0)));
        let checked = chosen.contains(&key);
        (checked || count != Some(0)).then_some(FilterView { value, text, count, about: is_about, checked })
    });
    GroupView { title, name, options: options.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str) -> Wanted {
        Wanted::read(&form_urlencoded::parse(query.as_bytes()).into_owned().collect::<Vec<_>>())
    }

    #[test]
    fn what_an_address_asks_for_is_written_back_the_same() {
        let wanted = read("status=active&office=7101&form=ooo&section=J&from=2015-01-01&until=31.12.2016&sort=newest");
        assert_eq!(
            wanted.query(),
            "&status=active&office=7101&form=ooo&section=J&from=2015-01-01&until=31.12.2016&sort=newest"
        );
        assert_eq!(wanted.filters.until, NaiveDate::from_ymd_opt(2016, 12, 31));
        assert!(!wanted.is_wrong());
    }

    #[test]
    fn what_means_nothing_is_passed_over_and_wrong_days_are_told() {
        let wanted =
            read("status=x&status=active&status=active&office=-1&office=x&form=&section=ЯЯ&section=z&sort=worst");
        assert_eq!(wanted.filters, Filters { standings: vec![1], ..Filters::default() });
        for wrong in ["from=31.02.2024", "until=2024-13-01", "from=2024-05-02&until=2024-05-01", "from=99999999999"] {
            assert!(read(wrong).is_wrong(), "{wrong}");
        }
    }
}
