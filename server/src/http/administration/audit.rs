//! The audit record, by whom, what, when and about what.

use super::rules::no_day;
use super::{crumbs, terms, typed};
use crate::access::AdministrationReader;
use crate::clock::{begins, minsk};
use crate::failure::Failure;
use crate::http::urls::encode;
use crate::http::visit::{Page, Visit};
use crate::state::AppState;
use crate::store::AnyConn;
use crate::store::accounts::Role;
use crate::store::audit::{self as store, AuditRow, Wanted};
use crate::store::people;
use app::l10n::Tr;
use app::pages::account::faults::Faults;
use app::pages::administration::audit::{AuditView, LineView, page};
use app::pages::administration::retention as retention_pages;
use app::pages::letters;
use axum::extract::{Query, State};
use axum::response::Response;
use chrono::{Days, NaiveDate};
use portal::answers::Answers;
use portal::code::grouped;
use portal::collation::sort_by_name;
use portal::retention::Kind as DataKind;
use std::collections::{HashMap, HashSet};

/// Rows on a page.
const SHOWN: usize = 50;

/// People whom a part of a name may mean.
const MOST_PEOPLE: i64 = 200;

const FIELDS: [&str; 11] = [
    "who",
    "account",
    "did",
    "about",
    "before",
    "from_day",
    "from_month",
    "from_year",
    "until_day",
    "until_month",
    "until_year",
];

pub async fn list(
    State(state): State<AppState>,
    reader: AdministrationReader,
    Query(pairs): Query<Vec<(String, String)>>,
    visit: Visit,
) -> Result<Response, Failure> {
    let tr = visit.tr;
    let asked = typed(&pairs, &FIELDS);
    let mut faults = Faults::default();
    let from = day(tr, &asked, "from", &mut faults);
    let until = day(tr, &asked, "until", &mut faults);
    let digits: String = asked.get("about").chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    if !digits.chars().all(|c| c.is_ascii_digit()) || digits.len() > 20 {
        faults.add("about", tr.t("audit-about-wrong"));
    }
    let given = |name: &str| Some(asked.get(name).trim().to_owned()).filter(|text| !text.is_empty());
    let (who, account) = (given("who"), given("account"));
    let mut wanted = Wanted {
        action: given("did"),
        from: from.map(begins),
        until: until.and_then(|day| day.checked_add_days(Days::new(1))).map(begins),
        before: given("before"),
        ..Wanted::default()
    };
    let about = Some(digits).filter(|digits| !digits.is_empty() && faults.is_empty());
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        wanted.accounts = match (account, who) {
            (Some(id), _) => Some(vec![id]),
            (None, Some(words)) => {
                let people = people::Wanted { words, ..people::Wanted::default() };
                Some(people::find(conn, &people, MOST_PEOPLE)?.into_iter().map(|person| person.id).collect())
            }
            (None, None) => None,
        };
        if let Some(digits) = &about {
            wanted.subjects = Some(store::subjects(conn, digits)?);
        }
        let rows = store::find(conn, &wanted, i64::try_from(SHOWN + 1).unwrap_or(i64::MAX))?;
        let of = |kind: &str| -> Vec<String> {
            rows.iter().filter(|(row, _)| row.subject_kind == kind).map(|(row, _)| row.subject.clone()).collect()
        };
        let numbers: HashMap<String, Option<String>> = store::numbers(conn, of("application"))?.into_iter().collect();
        let mut ids: Vec<String> = [of("account"), of("user")].concat();
        ids.extend(wanted.accounts.iter().flatten().take(1).cloned());
        let names: HashMap<String, String> = people::names(conn, ids)?.into_iter().collect();
        let drafts: HashSet<String> = store::drafts(conn, of("application"))?.into_iter().collect();
        Ok((rows, Known { numbers, drafts, names }))
    };
    let (mut rows, known) = state.db.read(load).await?;
    let more = rows.len() > SHOWN;
    rows.truncate(SHOWN);
    let older = rows.last().filter(|_| more).map(|(last, _)| {
        let kept = FIELDS.iter().filter(|name| **name != "before" && !asked.get(name).is_empty());
        let kept: Vec<String> = kept.map(|name| format!("{name}={}", encode(asked.get(name)))).collect();
        format!("/office/administration/audit?{}&before={}", kept.join("&"), last.id)
    });
    // Cases are opened by auditors alone.
    let opens = !reader.writes();
    let failed = !faults.is_empty();
    let view = AuditView {
        tr,
        lines: rows.iter().map(|(row, name)| line(&state, tr, row, name.clone(), &known, opens)).collect(),
        person: known.names.get(asked.get("account")).cloned(),
        filtered: FIELDS.iter().any(|name| *name != "before" && !asked.get(name).is_empty()),
        asked,
        actions: actions(tr),
        older,
        faults,
    };
    let title = tr.t("audit-title");
    let head = Page::titled(&title).crumbs(crumbs(&visit, &[], &title)).failed(failed);
    Ok(visit.page(head, move || page(view)).await)
}

/// The actions with their sentences, by the alphabet.
fn actions(tr: Tr) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> =
        store::ACTIONS.iter().map(|code| ((*code).to_owned(), did(tr, code))).collect();
    sort_by_name(tr.lang(), &mut all, |(_, sentence)| sentence);
    all
}

/// A day of the filter: none, or one that exists.
fn day(tr: Tr, asked: &Answers, name: &'static str, faults: &mut Faults) -> Option<NaiveDate> {
    let parts = ["day", "month", "year"].map(|part| asked.get(&format!("{name}_{part}")).trim().to_owned());
    if parts.iter().all(String::is_empty) {
        return None;
    }
    let [day, month, year] = parts.map(|part| part.parse::<u32>().ok());
    let found = year
        .filter(|year| (1990..=2200).contains(year))
        .zip(month)
        .zip(day)
        .and_then(|((year, month), day)| NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day));
    if found.is_none() {
        faults.add(name, no_day(tr, &format!("audit-{name}")));
    }
    found
}

/// What was done, in words; what has none yet shows its code.
fn did(tr: Tr, code: &str) -> String {
    let key = format!("audit-did-{}", code.replace('_', "-"));
    if tr.has(&key) { tr.t(&key) } else { code.to_owned() }
}

/// The kind of what something was done with, in words.
fn kind(tr: Tr, code: &str) -> String {
    let key = format!("audit-about-{}", code.replace('_', "-"));
    if tr.has(&key) { tr.t(&key) } else { code.to_owned() }
}

/// What only the database knows of what the rows are about.
struct Known {
    /// Numbers of applications, by id.
    numbers: HashMap<String, Option<String>>,
    /// Applications that were not filed yet.
    drafts: HashSet<String>,
    /// People's names, by account.
    names: HashMap<String, String>,
}

fn line(state: &AppState, tr: Tr, row: &AuditRow, name: Option<String>, known: &Known, opens: bool) -> LineView {
    let person = |id: &str| format!("/office/administration/users/{id}");
    let who = match (&row.account_id, name) {
        (Some(id), Some(name)) => (name, Some(person(id))),
        (Some(id), None) => (id.clone(), None),
        (None, _) => ("—".to_owned(), None),
    };
    let kind = kind(tr, &row.subject_kind);
    let about = match row.subject_kind.as_str() {
        "application" => match known.numbers.get(&row.subject).cloned().flatten() {
            Some(number) => {
                (format!("{kind} {}", grouped(&number)), opens.then(|| format!("/office/cases/{}", row.subject)))
            }
            None if known.drafts.contains(&row.subject) => (tr.t("audit-about-draft"), None),
            None => (kind, None),
        },
        "account" | "user" => match known.names.get(&row.subject) {
            Some(name) => (format!("{kind} {name}"), Some(person(&row.subject))),
            None => (kind, None),
        },
        code => match subject(state, tr, code, &row.subject) {
            Some(name) => (format!("{kind}: {name}"), None),
            None => (kind, None),
        },
    };
    let role = match (Role::from_code(&row.role), row.role.as_str()) {
        (Some(role), _) => tr.t(&format!("account-role-{}", role.code())),
        (None, "portal") => tr.t("audit-role-portal"),
        (None, "operator") => tr.t("audit-role-operator"),
        (None, "visitor") => tr.t("audit-role-visitor"),
        (None, other) => other.to_owned(),
    };
    LineView { at: minsk(row.at), who, role, did: did(tr, &row.action), about }
}

/// What is called by its code in the record, by its name: an office, a procedure, a day, a kind of data.
fn subject(state: &AppState, tr: Tr, kind: &str, code: &str) -> Option<String> {
    let procedure = |slug: &str| tr.t(&format!("procedure-{slug}"));
    match kind {
        "report" => code.parse().ok().map(|office| state.offices.name(office, tr.lang())),
        office if office == "office" || office.starts_with("office-") => {
            code.parse().ok().map(|office| state.offices.name(office, tr.lang()))
        }
        "procedure" | "guide" => Some(procedure(code)),
        "calendar-day" => code.parse().ok().map(|day: NaiveDate| tr.date(day)),
        "term" => code.split_once('/').map(|(of, name)| format!("{}, {}", terms::of(tr, of), terms::name(tr, name))),
        "reason" => code.split_once('/').map(|(_, code)| code.to_owned()),
        "retention" => DataKind::from_code(code).map(|kind| retention_pages::name(tr, kind)),
        "letter" => code.split_once('/').map(|(letter, of)| match of {
            "" => letters::kind(tr, letter),
            slug => format!("{} ({})", letters::kind(tr, letter), procedure(slug)),
        }),
        _ => Some(code).filter(|code| code.len() <= 20).map(str::to_owned),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use portal::application::Action;
    use portal::lang::Lang;
    use std::fs;
    use std::path::Path;

    #[test]
    fn every_act_and_every_subject_that_is_written_has_its_words_in_each_language() {
        for lang in Lang::ALL {
            for code in store::ACTIONS {
                assert_ne!(did(Tr(lang), code), *code, "{}", lang.tag());
            }
            for code in store::SUBJECTS {
                assert_ne!(kind(Tr(lang), code), *code, "{}", lang.tag());
            }
        }
    }

    #[test]
    fn whatever_moves_an_application_is_among_the_acts() {
        for action in Action::ALL {
            assert!(store::ACTIONS.contains(&crate::office::event_kind(action)), "{action:?}");
        }
    }

    /// What is written under a name that is reckoned is held against the lists where it is written.
    #[test]
    fn whatever_the_sources_write_is_among_the_acts_and_subjects() {
        let mut sources = Vec::new();
        read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut sources);
        let mut seen = 0;
        for call in sources.iter().flat_map(|source| source.split("audit::record(").skip(1)) {
            let ends = [";", ")?", ").map_err"].into_iter().filter_map(|end| call.find(end)).min();
            for code in call[..ends.unwrap_or(call.len())].split('"').skip(1).step_by(2) {
                assert!(store::ACTIONS.contains(&code) || store::SUBJECTS.contains(&code), "{code}");
                seen += 1;
            }
        }
        assert!(seen > 100, "{seen}");
    }

    fn read(folder: &Path, sources: &mut Vec<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                read(&path, sources);
            } else if !path.ends_with("administration/audit.rs") {
                sources.push(fs::read_to_string(path).unwrap());
            }
        }
    }
}
