//! Mails about an application, in the language of each reader, owed in the transaction that causes them.

use crate::failure::Failure;
use crate::state::AppState;
use crate::store::AnyConn;
use crate::store::accounts::{self, Account};
use crate::store::applications::ApplicationRow;
use crate::store::bills::BillRow;
use crate::store::companies::CompanyRow;
use crate::store::mails::{self, Letter};
use crate::store::proceedings::TaskRow;
use crate::store::{counter_drafts, mandates, parties};
use app::l10n::{FluentValue, Tr};
use chrono::{NaiveDate, NaiveDateTime};
use portal::code::grouped;
use portal::mandate::Scope;
use portal::money::Byn;
use portal::proceeding::Body;

/// The letters that tell that the application was filed, or filed again after correction.
pub fn received(
    conn: &mut AnyConn,
    state: &AppState,
    row: &ApplicationRow,
    company: &CompanyRow,
) -> Result<Vec<Letter>, Failure> {
    letters(conn, state, row, company, "received", (row.due_on, &[]))
}

/// Tells that it was filed and what is to be paid for it.
pub fn billed(
    conn: &mut AnyConn,
    state: &AppState,
    row: &ApplicationRow,
    bill: &BillRow,
    now: NaiveDateTime,
) -> Result<(), Failure> {
    let address = format!("{}/applications/{}/bill", state.config.public_url, row.id);
    let more = [("bill", grouped(&bill.number)), ("kopecks", bill.amount.to_string()), ("address", address)];
    tell_with(conn, state, row, "billed", (None, &more), now)
}

/// Tells that the fee is paid and the term runs.
pub fn paid(conn: &mut AnyConn, state: &AppState, row: &ApplicationRow, now: NaiveDateTime) -> Result<(), Failure> {
    tell(conn, state, row, "paid", row.due_on, now)
}

/// Tells that it came back for correction, and where the letter about it is: the document's id.
pub fn returned(
    conn: &mut AnyConn,
    state: &AppState,
    row: &ApplicationRow,
    letter: &str,
    now: NaiveDateTime,
) -> Result<(), Failure> {
    let document = document_url(state, row, letter);
    tell_with(conn, state, row, "returned", (row.due_on, &[("letter", document)]), now)
}

/// Tells that it was decided, and where the letter with the decision is: the document's id.
pub fn decided(
    conn: &mut AnyConn,
    state: &AppState,
    row: &ApplicationRow,
    letter: &str,
    now: NaiveDateTime,
) -> Result<(), Failure> {
    let document = document_url(state, row, letter);
    tell_with(conn, state, row, "decided", (row.due_on, &[("letter", document)]), now)
}

/// Tells that the office mended a typing error; what and why stands in the portal.
pub fn mended(conn: &mut AnyConn, state: &AppState, row: &ApplicationRow, now: NaiveDateTime) -> Result<(), Failure> {
    tell(conn, state, row, "mended", row.due_on, now)
}

/// Tells that a decided case was opened again, and where the letter about it is: the document's id.
pub fn reopened(
    conn: &mut AnyConn,
    state: &AppState,
    row: &ApplicationRow,
    letter: &str,
    now: NaiveDateTime,
) -> Result<(), Failure> {
    let document = document_url(state, row, letter);
    tell_with(conn, state, row, "reopened", (row.due_on, &[("letter", document)]), now)
}

fn document_url(state: &AppState, row: &ApplicationRow, document: &str) -> String {
    format!("{}/applications/{}/documents/{document}", state.config.public_url, row.id)
}

/// Warns that a draft which nobody changes is deleted on a day.
pub fn draft_ends(
    conn: &mut AnyConn,
    state: &AppState,
    row: &ApplicationRow,
    on: NaiveDate,
    now: NaiveDateTime,
) -> Result<(), Failure> {
    tell(conn, state, row, "draft-ends", Some(on), now)
}

fn tell(
    conn: &mut AnyConn,
    state: &AppState,
    row: &ApplicationRow,
    what: &str,
    due: Option<NaiveDate>,
    now: NaiveDateTime,
) -> Result<(), Failure> {
    tell_with(conn, state, row, what, (due, &[]), now)
}

/// Writes to everybody who may file for the company: the case is the company's. What was decided and
/// remarked stands in the portal alone, behind a sign-in: mail is read by others. `more` are values of
/// this one letter.
fn tell_with(
    conn: &mut AnyConn,
    state: &AppState,
    row: &ApplicationRow,
    what: &str,
    (due, more): (Option<NaiveDate>, &[(&'static str, String)]),
    now: NaiveDateTime,
) -> Result<(), Failure> {
    let Some(company) = parties::of(conn, row)? else { return Ok(()) };
    for letter in letters(conn, state, row, &company, what, (due, more))? {
        mails::owe(conn, letter, now)?;
    }
    Ok(())
}

fn letters(
    conn: &mut AnyConn,
    state: &AppState,
    row: &ApplicationRow,
    company: &CompanyRow,
    what: &str,
    (due, more): (Option<NaiveDate>, &[(&'static str, String)]),
) -> Result<Vec<Letter>, Failure> {
    let letter = |reader: Account| {
        let tr = Tr(reader.lang());
        let mut values = vec![
            ("number", grouped(row.number.as_deref().unwrap_or_default()).into()),
            ("company", company.title().to_owned().into()),
            ("procedure", tr.t(&format!("procedure-{}", row.procedure)).into()),
            ("slug", row.procedure.clone().into()),
            ("due", due.map_or_else(|| tr.t("letter-no-term"), |due| tr.date(due)).into()),
            ("office", row.office.map(|o| state.offices.name(o, tr.lang())).unwrap_or_default().into()),
            ("link", format!("{}/applications/{}", state.config.public_url, row.id).into()),
        ];
        values.extend(more.iter().map(|(name, value)| (*name, value.clone().into())));
        // Sums are written as the reader's language does.
        let sum = more.iter().find(|(name, _)| *name == "kopecks").and_then(|(_, kopecks)| kopecks.parse().ok());
        values.extend(sum.map(|kopecks| ("sum", tr.money(Byn::kopecks(kopecks)).into())));
        Letter {
            account_id: Some(reader.id.clone()),
            application_id: Some(row.id.clone()),
            recipient: reader.email.clone(),
            lang: tr.lang(),
            subject: tr.ta(&format!("letter-{what}-subject"), &values),
            body: tr.ta(&format!("letter-{what}"), &values),
        }
    };
    Ok(readers(conn, state, row)?.into_iter().map(letter).collect())
}

/// Tells that the office wrote; what it wrote stands in the portal.
pub fn message(conn: &mut AnyConn, state: &AppState, row: &ApplicationRow, now: NaiveDateTime) -> Result<(), Failure> {
    tell(conn, state, row, "message", row.due_on, now)
}

/// Tells the clerk who has the case that the applicant's side wrote. Nobody is told of a case that nobody
/// has: the list of the office marks it.
pub fn message_to_office(
    conn: &mut AnyConn,
    state: &AppState,
    row: &ApplicationRow,
    now: NaiveDateTime,
) -> Result<(), Failure> {
    let Some(clerk) = row.clerk.clone() else { return Ok(()) };
    let Some(clerk) = accounts::by_id(conn, &clerk)?.filter(|clerk| clerk.disabled_at.is_none()) else { return Ok(()) };
    let values = [
        ("number", grouped(row.number.as_deref().unwrap_or_default()).into()),
        ("link", format!("{}/office/cases/{}/messages", state.config.public_url, row.id).into()),
    ];
    let letter = to_person(&clerk, "office-message", &values);
    Ok(mails::owe(conn, letter, now)?)
}

/// A mail to somebody who works with cases, about no application of their own, in their language. Its sentences are
/// `letter-{key}-subject` and `letter-{key}`.
pub(super) fn to_person(reader: &Account, key: &str, values: &[(&str, FluentValue<'_>)]) -> Letter {
    let tr = Tr(reader.lang());
    Letter {
        account_id: Some(reader.id.clone()),
        application_id: None,
        recipient: reader.email.clone(),
        lang: tr.lang(),
        subject: tr.ta(&format!("letter-{key}-subject"), values),
        body: tr.ta(&format!("letter-{key}"), values),
    }
}

/// Whether a letter about it would reach anybody by now.
pub fn reaches(conn: &mut AnyConn, state: &AppState, row: &ApplicationRow) -> Result<bool, Failure> {
    Ok(!readers(conn, state, row)?.is_empty())
}

fn readers(conn: &mut AnyConn, state: &AppState, row: &ApplicationRow) -> Result<Vec<Account>, Failure> {
    let mut ids = match row.unp {
        Some(unp) => mandates::accounts_of(conn, unp, Scope::File, state.clock.today())?,
        None => Vec::new(),
    };
    // Whoever started it is told too, while they may see it: a right that ended ends the mails.
    let today = state.clock.today();
    match (counter_drafts::applicant(conn, row)?, row.unp) {
        // Who typed it at a counter is told nothing: it is not theirs.
        (None, _) => ids.retain(|id| *id != row.started_by),
        (Some(account), unp) if !ids.contains(&account) => {
            let sees = match unp {
                Some(unp) => mandates::allows(conn, &account, unp, Scope::Read, today)?,
                None => true,
            };
            ids.extend(sees.then_some(account));
        }
        (Some(_), _) => {}
    }
    let mut readers = Vec::new();
    for id in ids {
        readers
            .extend(accounts::by_id(conn, &id)?.filter(|a| a.disabled_at.is_none() && a.email_confirmed_at.is_some()));
    }
    Ok(readers)
}

/// Tells that every body has confirmed, so that the office's term runs again.
pub fn bodies_answered(
    conn: &mut AnyConn,
    state: &AppState,
    row: &ApplicationRow,
    now: NaiveDateTime,
) -> Result<(), Failure> {
    tell(conn, state, row, "bodies-answered", row.due_on, now)
}

/// Tells that a body objected; which and why stands in the portal.
pub fn body_objected(
    conn: &mut AnyConn,
    state: &AppState,
    row: &ApplicationRow,
    now: NaiveDateTime,
) -> Result<(), Failure> {
    tell(conn, state, row, "body-objected", row.due_on, now)
}

/// Tells those who answer for a body that an answer is wanted.
pub fn asked(
    conn: &mut AnyConn,
    state: &AppState,
    row: &ApplicationRow,
    body: Body,
    task: &TaskRow,
    now: NaiveDateTime,
) -> Result<(), Failure> {
    let Some(company) = parties::of(conn, row)? else { return Ok(()) };
    for reader in accounts::of_body(conn, body, task.office)? {
        let tr = Tr(reader.lang());
        let values = [
            ("company", company.title().to_owned().into()),
            ("unp", company.unp.to_string().into()),
            ("due", task.due_on.map_or_else(|| tr.t("letter-no-term"), |due| tr.date(due)).into()),
            ("link", format!("{}/tasks/{}", state.config.public_url, task.id).into()),
        ];
        let letter = to_person(&reader, "body-asked", &values);
        mails::owe(conn, letter, now)?;
    }
    Ok(())
}
