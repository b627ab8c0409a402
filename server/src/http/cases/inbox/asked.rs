//! What the address of a list of cases asks for, and how it is written.

use super::view::band_words;
use crate::http::urls::encode;
use crate::store::inbox::{Band, Bands, Key, Order, Search, Wanted};
use app::l10n::Tr;
use app::pages::office::inbox::Part;
use app::pages::office::words;
use axum::extract::Query;
use portal::application::{Channel, Status};
use portal::fold::search_key;
use portal::procedures::Procedure;
use std::collections::HashMap;

/// What the address asks for.
pub struct Asked {
    /// `None` while all parts are searched.
    pub part: Option<Part>,
    pub(super) parts: Vec<Part>,
    pub(super) query: String,
    pub(super) channels: Vec<String>,
    pub(super) clerks: Vec<String>,
    pub(super) procedures: Vec<String>,
    pub(super) due: Vec<Band>,
    /// Where it is not the part's own.
    pub(super) sort: Option<Order>,
    /// From 1.
    pub(super) page: i64,
}

impl Asked {
    pub fn read(pairs: &[(String, String)], supervisor: bool) -> Asked {
        let all =
            |name: &'static str| pairs.iter().filter(move |(n, v)| n == name && !v.is_empty()).map(|(_, v)| v.clone());
        let parts: Vec<Part> = Part::ALL.into_iter().filter(|part| supervisor || *part != Part::Held).collect();
        let query: String = all("q").next().unwrap_or_default().trim().chars().take(100).collect();
        let part = all("tab").next().and_then(|tab| Part::from_code(&tab)).filter(|part| parts.contains(part));
        Asked {
            part: query.is_empty().then(|| part.unwrap_or(Part::Queue)),
            parts,
            channels: all("channel").filter(|code| Channel::from_code(code).is_some()).collect(),
            clerks: all("clerk").filter(|id| id.len() <= 64 && !id.contains(char::is_control)).take(50).collect(),
            procedures: all("procedure").filter(|slug| Procedure::from_slug(slug).is_some()).take(50).collect(),
            due: all("due").filter_map(|code| Band::from_code(&code)).take(Band::ALL.len()).collect(),
            sort: all("sort").next().and_then(|sort| order(&sort)),
            page: all("page").next().and_then(|page| page.parse().ok()).unwrap_or(1i64).clamp(1, 100_000),
            query,
        }
    }

    /// The same of what stands behind `/office?`; nothing where it cannot be read.
    pub fn of_query(query: &str, supervisor: bool) -> Option<Asked> {
        let uri = format!("/?{query}").parse().ok()?;
        let Query(pairs) = Query::<Vec<(String, String)>>::try_from_uri(&uri).ok()?;
        Some(Asked::read(&pairs, supervisor))
    }

    pub fn wanted(&self, office: i32, me: &str, bands: Bands) -> (Wanted, Order) {
        let wanted = Wanted { office, bands, ..Wanted::default() };
        let Some(part) = self.part else {
            return (Wanted { search: search(&self.query), ..wanted }, self.sort.unwrap_or(Order::BY_DUE));
        };
        let (statuses, usual) = match part {
            Part::Queue => (vec![Status::Filed], Order::BY_DUE),
            Part::Mine | Part::Held => (vec![Status::InReview], Order::BY_DUE),
            Part::Confirm => (vec![Status::InReview, Status::Returned], Order::BY_DUE),
            Part::Due => (vec![Status::Filed, Status::InReview], Order::BY_DUE),
            Part::Returned => (vec![Status::Returned, Status::Filed, Status::InReview], Order::OLDEST),
            Part::Decided | Part::Passed => {
                (Status::ALL.into_iter().filter(|status| status.is_decided()).collect(), Order::NEWEST_DECISION)
            }
        };
        let near = [Band::Overdue, Band::Soon];
        let due = match (part, self.due.is_empty()) {
            (Part::Due, true) => near.into(),
            (Part::Due, false) => near.into_iter().filter(|band| self.due.contains(band)).collect(),
            _ => self.due.clone(),
        };
        let wanted = Wanted {
            statuses,
            clerks: if part == Part::Mine { vec![me.to_owned()] } else { self.clerks.clone() },
            channels: self.channels.clone(),
            procedures: self.procedures.clone(),
            // Of the two near bands neither was asked for: a filter from elsewhere filters nothing here.
            due: if part == Part::Due && due.is_empty() { near.into() } else { due },
            waiting: part == Part::Returned,
            to_confirm: (part == Part::Confirm).then(|| me.to_owned()),
            ..wanted
        };
        (wanted, self.sort.unwrap_or(usual))
    }

    /// The page of the list, from 1.
    pub fn page(&self) -> i64 {
        self.page
    }

    /// Whether something can be done with many of its cases at once.
    pub fn choosable(&self) -> bool {
        !matches!(self.part, Some(Part::Confirm | Part::Returned | Part::Decided | Part::Passed))
    }

    /// What stands behind `/office?` for this list, without sort and page.
    pub(super) fn unsorted(&self) -> String {
        let mut query = match self.part {
            Some(part) => format!("tab={}", part.code()),
            None => format!("q={}", encode(&self.query)),
        };
        let due: Vec<String> = self.due.iter().map(|band| band.code().to_owned()).collect();
        let filters =
            [("channel", &self.channels), ("clerk", &self.clerks), ("procedure", &self.procedures), ("due", &due)];
        for (name, values) in filters {
            for value in values {
                query.push_str(&format!("&{name}={}", encode(value)));
            }
        }
        query
    }

    /// The clerks by whom it is filtered.
    pub fn clerks(&self) -> &[String] {
        &self.clerks
    }

    /// What is in the list, in words; `names` are those of clerks.
    pub fn words(&self, tr: Tr, names: &HashMap<String, String>) -> String {
        let mut said = vec![match self.part {
            Some(part) => part.title(tr),
            None => tr.ta("setup-list-search", &[("words", self.query.clone().into())]),
        }];
        said.extend(self.due.iter().map(|band| band_words(tr, *band)));
        said.extend(self.procedures.iter().map(|slug| tr.t(&format!("procedure-{slug}"))));
        said.extend(self.channels.iter().filter_map(|code| Channel::from_code(code)).map(|of| words::channel(tr, of)));
        said.extend(self.clerks.iter().filter_map(|id| names.get(id).cloned()));
        said.join("; ")
    }

    /// What stands behind `/office?` for this list, without the page.
    pub fn query(&self) -> String {
        let unsorted = self.unsorted();
        match self.sort {
            Some(order) => {
                format!("{unsorted}&sort={}{}", if order.descending { "-" } else { "" }, key_code(order.key))
            }
            None => unsorted,
        }
    }
}

/// The word of a sort in the address.
pub(super) fn key_code(key: Key) -> &'static str {
    match key {
        Key::Due => "due",
        Key::Filed => "filed",
        Key::Company => "company",
        Key::Decided => "decided",
    }
}

fn order(code: &str) -> Option<Order> {
    let (descending, code) = code.strip_prefix('-').map_or((false, code), |code| (true, code));
    let key = [Key::Due, Key::Filed, Key::Company, Key::Decided].into_iter().find(|key| key_code(*key) == code)?;
    Some(Order { key, descending })
}

/// A number of a case or a payer, or a part of a name. What has no letter and no digit finds nothing.
fn search(typed: &str) -> Option<Search> {
    let digits: String = typed.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–' | '—')).collect();
    if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) {
        return Some(Search::Digits(digits));
    }
    Some(Search::Name(search_key(typed)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_told_from_names() {
        assert_eq!(search("4821-0937 1234"), Some(Search::Digits("482109371234".into())));
        assert_eq!(search("790 123 453"), Some(Search::Digits("790123453".into())));
        assert_eq!(search("ООО «Ёлка»"), Some(Search::Name("ооо елка".into())));
        assert_eq!(search("Завод 7"), Some(Search::Name("завод 7".into())));
    }

    #[test]
    fn marks_alone_find_nothing_rather_than_everything() {
        assert_eq!(search("%%__"), Some(Search::Name(String::new())));
    }

    #[test]
    fn the_address_is_read_whatever_it_says() {
        let pairs =
            |text: &[(&str, &str)]| text.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect::<Vec<_>>();
        let asked = Asked::read(&pairs(&[("tab", "held"), ("tab", "x"), ("page", "-7"), ("channel", "<b>")]), false);
        assert_eq!((asked.part, asked.page, asked.channels.len()), (Some(Part::Queue), 1, 0));
        let asked = Asked::read(&pairs(&[("tab", "held"), ("page", "99999999999999999999")]), true);
        assert_eq!((asked.part, asked.page), (Some(Part::Held), 1));
    }

    #[test]
    fn an_address_is_written_as_it_was_read() {
        let query = "tab=due&channel=by_post&clerk=a%26b&procedure=liquidation&due=overdue&sort=-company";
        assert_eq!(Asked::of_query(query, false).unwrap().query(), query);
        let query = "q=%D0%BB%D1%91%D0%BD";
        assert_eq!(Asked::of_query(query, false).unwrap().query(), query);
        let hostile = "tab=%3Cb%3E&due=x&sort=drop&procedure=%00&page=7&x=y";
        assert_eq!(Asked::of_query(hostile, false).unwrap().query(), "tab=queue");
    }
}
