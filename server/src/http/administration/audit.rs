//! The audit record, by whom, what, when and about what.

use super::{crumbs, typed};
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
use axum::extract::{Query, State};
use axum::response::Response;
use chrono::{Days, NaiveDate};
use portal::answers::Answers;
use portal::code::grouped;
use std::collections::HashMap;

/// Rows on a page.
const SHOWN: usize = 50;

/// What can be asked for, as it is recorded; each has its sentence `audit-did-…`.
const ACTIONS: [&str; 106] = [
    "signed-in",
    "signed-in-demo",
    "signed-out",
    "signed-out-everywhere",
    "sign-in-refused",
    "sign-in-code-refused",
    "signed-up",
    "signed-up-again",
    "signed-up-in-vain",
    "confirmed-email",
    "changed-email",
    "asked-for-address",
    "asked-for-reset",
    "reset-password",
    "changed-password",
    "changed-language",
    "began-second-step",
    "turned-on-second-step",
    "turned-off-second-step",
    "downloaded-data",
    "closed-account",
    "added-account",
    "administered",
    "invited-again",
    "ended-sessions",
    "saw",
    "started",
    "prepared",
    "reopened",
    "filed",
    "received",
    "taken",
    "released",
    "assigned",
    "passed_on",
    "returned",
    "corrected",
    "accepted",
    "refused",
    "unconsidered",
    "reconsidered",
    "mended",
    "started-at-counter",
    "withdrawn",
    "deleted",
    "restored",
    "attached",
    "detached",
    "noted",
    "wrote-message",
    "asked-opinion",
    "gave-opinion",
    "withdrew-opinion",
    "set-second-person",
    "wrote-letter-words",
    "prepared-decision",
    "confirmed-decision",
    "sent-back-decision",
    "recalled-decision",
    "deadline_moved",
    "office_closed",
    "removed-old",
    "removed-papers",
    "founders_invited",
    "owners_invited",
    "founder_confirmed",
    "owner_consented",
    "confirmations_void",
    "showed-confirmation",
    "confirmed-by-phone",
    "declined-by-phone",
    "paid",
    "imported",
    "exported-cases",
    "ordered-export",
    "began-run",
    "confirmed-run",
    "cancelled-run",
    "noted-absence",
    "ended-absence",
    "kept-list",
    "deleted-list",
    "offered-right",
    "accepted-right",
    "took-offer-back",
    "gave-mandate",
    "revoked-right",
    "gave-right-back",
    "made-calendar",
    "ended-calendar",
    "asked-for-alert",
    "confirmed-alert",
    "stopped-alert",
    "mail-bounced",
    "published",
    "began",
    "withdrew",
    "submitted",
    "sent-back",
    "recalled",
    "approved",
    "discarded",
    "asked",
    "confirmed",
    "answered",
    "hid",
];

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
        Ok((rows, numbers, names))
    };
    let (mut rows, numbers, names) = state.db.read(load).await?;
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
        lines: rows.iter().map(|(row, name)| line(tr, row, name.clone(), &numbers, &names, opens)).collect(),
        person: names.get(asked.get("account")).cloned(),
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
    let mut all: Vec<_> = ACTIONS.iter().map(|code| ((*code).to_owned(), did(tr, code))).collect();
    all.sort_by(|one, other| one.1.cmp(&other.1));
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
        faults.add(name, tr.t("absences-date-wrong"));
    }
    found
}

/// What was done, in words; what has none yet shows its code.
fn did(tr: Tr, code: &str) -> String {
    let key = format!("audit-did-{}", code.replace('_', "-"));
    if tr.has(&key) { tr.t(&key) } else { code.to_owned() }
}

fn line(
    tr: Tr,
    row: &AuditRow,
    name: Option<String>,
    numbers: &HashMap<String, Option<String>>,
    names: &HashMap<String, String>,
    opens: bool,
) -> LineView {
    let person = |id: &str| format!("/office/administration/users/{id}");
    let who = match (&row.account_id, name) {
        (Some(id), Some(name)) => (name, Some(person(id))),
        (Some(id), None) => (id.clone(), None),
        (None, _) => ("—".to_owned(), None),
    };
    let kind = format!("audit-about-{}", row.subject_kind.replace('_', "-"));
    let kind = if tr.has(&kind) { tr.t(&kind) } else { row.subject_kind.clone() };
    let about = match row.subject_kind.as_str() {
        "application" => match numbers.get(&row.subject).cloned().flatten() {
            Some(number) => {
                (format!("{kind} {}", grouped(&number)), opens.then(|| format!("/office/cases/{}", row.subject)))
            }
            None => (kind, None),
        },
        "account" | "user" => match names.get(&row.subject) {
            Some(name) => (format!("{kind} {name}"), Some(person(&row.subject))),
            None => (kind, None),
        },
        _ if row.subject.len() <= 20 => (format!("{kind} {}", row.subject), None),
        _ => (kind, None),
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

#[cfg(test)]
mod tests {
    use super::*;
    use portal::lang::Lang;

    #[test]
    fn every_action_that_can_be_asked_for_has_its_sentence() {
        for lang in Lang::ALL {
            for code in ACTIONS {
                assert_ne!(did(Tr(lang), code), code, "{}", lang.tag());
            }
        }
    }
}
