//! What administrators do: each change is one row of a history that only grows, with what was before, what came
//! after, and why. Nothing is written over what somebody else changed meanwhile.

pub mod calendar;
pub mod dated;
pub mod disqualified;
pub mod disqualified_file;
pub mod guides;
pub mod letters;
pub mod office_mendings;
pub mod office_openings;
pub mod offices;
pub mod retention;
pub mod terms;
pub mod users;

use crate::access::{Administrator, RevertibleChange};
use crate::failure::Failure;
use crate::office::reasons;
use crate::office::words::Words;
use crate::state::AppState;
use crate::store::accounts::Role;
use crate::store::administration::{self, ChangeRow, Told};
use crate::store::offices as office_store;
use crate::store::retention as retention_store;
use crate::store::terms as store;
use crate::store::{AnyConn, accounts, audit, new_id};
use chrono::{NaiveDate, NaiveDateTime};
use portal::guide::Pieces;
use portal::letters::Texts;
use portal::reasons::Kept;
use portal::retention::Kind;
use serde::Serialize;

/// The kinds of changes; part of the locale keys `changes-kind-…` and `changes-one-…`.
pub const KINDS: [&str; 13] = [
    users::KIND,
    calendar::KIND,
    terms::KIND,
    offices::DETAILS,
    offices::CLOSURE,
    office_openings::OPENING,
    office_mendings::MENDING,
    letters::KIND,
    reasons::KIND,
    guides::KIND,
    disqualified::KIND,
    retention::KIND,
    retention::REMOVAL,
];

/// The longest reason for a change, in characters.
pub const LONGEST_WHY: u32 = 500;

/// A change as an administrator wants it.
#[derive(Clone, Debug)]
pub struct Wanted<T> {
    pub to: T,
    /// How often the subject had been changed when its page was made.
    pub seen: i32,
    pub why: Words,
    /// The change that this one puts back.
    pub reverts: Option<String>,
}

/// How a change ended. Only `Done` has written anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is as was wanted, by this change or already before.
    Done,
    /// Somebody changed the subject since its page was made: what, the newest first.
    Since(Vec<Told>),
    /// What is wanted breaks a rule; the code names its sentence `administration-fault-{code}`.
    Refused(&'static str),
}

/// What a change is about.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    pub kind: &'static str,
    pub id: &'a str,
}

/// Begins a change: after those before it, and by somebody who is an administrator still.
fn begin(conn: &mut AnyConn, by: &Administrator) -> Result<(), Failure> {
    administration::begin(conn)?;
    let account = accounts::by_id(conn, &by.signed_in.account.id)?;
    let still = account.is_some_and(|own| own.role() == Role::Administrator && own.disabled_at.is_none());
    if still { Ok(()) } else { Err(Failure::NotFound) }
}

/// Whether nobody changed a subject since its page was made; else what was changed.
fn unchanged(conn: &mut AnyConn, subject: Subject<'_>, seen: i32) -> Result<Option<Outcome>, Failure> {
    let since = administration::since(conn, subject.kind, subject.id, seen)?;
    Ok((!since.is_empty()).then_some(Outcome::Since(since)))
}

/// Notes a change, in the transaction that makes it. [`begin`] comes before whatever it rests on.
fn note<T: Serialize>(
    conn: &mut AnyConn,
    by: &Administrator,
    subject: Subject<'_>,
    (was, became): (Option<&T>, Option<&T>),
    (why, reverts): (&Words, Option<String>),
    now: NaiveDateTime,
) -> Result<(), Failure> {
    let json = |state: Option<&T>| serde_json::to_string(&state).map_err(|e| Failure::Internal(e.to_string()));
    let row = ChangeRow {
        id: new_id(),
        kind: subject.kind.to_owned(),
        subject: subject.id.to_owned(),
        revision: administration::revision(conn, subject.kind, subject.id)? + 1,
        was: json(was)?,
        became: json(became)?,
        why: why.as_str().to_owned(),
        account_id: by.signed_in.account.id.clone(),
        at: now,
        reverts,
    };
    administration::add(conn, &row)?;
    audit::record(conn, &by.signed_in.actor(), "administered", (subject.kind, subject.id), now)?;
    Ok(())
}

/// The office that a change is about.
fn office(change: &ChangeRow) -> Result<i32, Failure> {
    change.subject.parse().map_err(|_| Failure::NotFound)
}

/// How what a change was about stands now, as JSON.
pub fn present(conn: &mut AnyConn, change: &ChangeRow, today: NaiveDate) -> Result<String, Failure> {
    let json = match change.kind.as_str() {
        users::KIND => {
            let account = accounts::by_id(conn, &change.subject)?;
            serde_json::to_string(&account.as_ref().map(users::Standing::of))
        }
        calendar::KIND => {
            let day: NaiveDate = change.subject.parse().map_err(|_| Failure::NotFound)?;
            serde_json::to_string(&store::day(conn, day)?.as_ref().map(calendar::Day::of))
        }
        terms::KIND => {
            // Whether the row that was entered, or taken back, is there.
            let state = if change.became == "null" { &change.was } else { &change.became };
            let row: Option<terms::Value> = serde_json::from_str(state).unwrap_or_default();
            let (procedure, name) = change.subject.split_once('/').ok_or(Failure::NotFound)?;
            let rows = store::of_subject(conn, procedure, name)?;
            serde_json::to_string(&row.filter(|row| rows.iter().any(|other| terms::Value::of(other) == *row)))
        }
        offices::DETAILS => {
            let became: Option<offices::Details> = serde_json::from_str(&change.became).unwrap_or_default();
            let day = became.map(|details| details.valid_from).unwrap_or_default().max(today);
            serde_json::to_string(&offices::on(conn, office(change)?, day)?)
        }
        offices::CLOSURE => {
            let row = office_store::closure(conn, office(change)?)?;
            serde_json::to_string(&row.as_ref().map(offices::Closure::of))
        }
        office_openings::OPENING => {
            // The code may have been mended since.
            let code = office_mendings::called_now(conn, office(change)?, &change.id)?;
            let row = office_store::find(conn, code)?;
            serde_json::to_string(&row.as_ref().and_then(office_openings::Opening::of))
        }
        office_mendings::MENDING => {
            let row = office_store::find(conn, office(change)?)?;
            serde_json::to_string(&row.as_ref().and_then(office_mendings::Mended::of))
        }
        letters::KIND => serde_json::to_string(&letters::present(conn, &change.subject)?),
        kind @ (reasons::KIND | guides::KIND) => {
            let state = if change.became == "null" { &change.was } else { &change.became };
            let of = (kind, change.subject.as_str());
            if kind == reasons::KIND {
                dated::present::<Kept>(conn, of, state)?
            } else {
                dated::present::<Pieces>(conn, of, state)?
            }
        }
        retention::KIND => {
            // Whether the row that was entered, or taken back, is there.
            let state = if change.became == "null" { &change.was } else { &change.became };
            let row: Option<retention::Term> = serde_json::from_str(state).unwrap_or_default();
            let kind = Kind::from_code(&change.subject).ok_or(Failure::NotFound)?;
            let rows = retention_store::of(conn, kind)?;
            serde_json::to_string(&row.filter(|row| rows.iter().any(|other| retention::Term::of(other) == *row)))
        }
        retention::REMOVAL => serde_json::to_string(&retention::standing(conn, &change.subject)?),
        disqualified::KIND => serde_json::to_string(&disqualified::now(conn, &change.subject)?),
        _ => Ok("null".to_owned()),
    };
    json.map_err(|e| Failure::Internal(e.to_string()))
}

/// Brings back what was before a change: a change of its own, by the same rules.
pub async fn put_back(state: &AppState, change: RevertibleChange, seen: i32, why: Words) -> Result<Outcome, Failure> {
    let (by, row) = (change.administrator, change.row);
    let id = row.id.clone();
    let unreadable = |_: serde_json::Error| Failure::Internal(format!("the change {id} cannot be read"));
    let said = why.clone();
    let wanted = |id: &str| Wanted { to: (), seen, why: said.clone(), reverts: Some(id.to_owned()) };
    match row.kind.as_str() {
        users::KIND => {
            let was: Option<users::Standing> = serde_json::from_str(&row.was).map_err(&unreadable)?;
            let Some(to) = was else { return Ok(Outcome::Refused("cannot")) };
            users::put(state, by, row.subject, Wanted { to, seen, why, reverts: Some(row.id) }).await
        }
        calendar::KIND => {
            let was: Option<calendar::Day> = serde_json::from_str(&row.was).map_err(&unreadable)?;
            let day: NaiveDate = row.subject.parse().map_err(|_| Failure::NotFound)?;
            calendar::put(state, by, day, Wanted { to: was, seen, why, reverts: Some(row.id) }).await
        }
        terms::KIND => {
            let was: Option<terms::Value> = serde_json::from_str(&row.was).map_err(&unreadable)?;
            let became: Option<terms::Value> = serde_json::from_str(&row.became).map_err(&unreadable)?;
            terms::put_back(state, by, row.subject.clone(), (became, was), wanted(&row.id)).await
        }
        offices::DETAILS => {
            let was: Option<offices::Details> = serde_json::from_str(&row.was).map_err(&unreadable)?;
            let became: Option<offices::Details> = serde_json::from_str(&row.became).map_err(&unreadable)?;
            let Some(both) = became.zip(was) else { return Ok(Outcome::Refused("cannot")) };
            offices::put_details_back(state, by, &row.subject, both, wanted(&row.id)).await
        }
        offices::CLOSURE => {
            let was = serde_json::from_str(&row.was).map_err(&unreadable)?;
            let became = serde_json::from_str(&row.became).map_err(&unreadable)?;
            offices::put_closure_back(state, by, &row.subject, (became, was), wanted(&row.id)).await
        }
        office_openings::OPENING => {
            let was = serde_json::from_str(&row.was).map_err(&unreadable)?;
            let became = serde_json::from_str(&row.became).map_err(&unreadable)?;
            office_openings::put_opening_back(state, by, &row.subject, (became, was), wanted(&row.id)).await
        }
        office_mendings::MENDING => {
            let was: Option<office_mendings::Mended> = serde_json::from_str(&row.was).map_err(&unreadable)?;
            let Some(to) = was else { return Ok(Outcome::Refused("cannot")) };
            let wanted = Wanted { to, seen, why, reverts: Some(row.id.clone()) };
            office_mendings::mend(state, by, office(&row)?, wanted).await
        }
        retention::KIND => {
            let was = serde_json::from_str(&row.was).map_err(&unreadable)?;
            let became = serde_json::from_str(&row.became).map_err(&unreadable)?;
            retention::put_back(state, by, &row.subject, (became, was), wanted(&row.id)).await
        }
        retention::REMOVAL => {
            let was: Option<retention::Halt> = serde_json::from_str(&row.was).map_err(&unreadable)?;
            let Some(to) = was else { return Ok(Outcome::Refused("cannot")) };
            retention::halt(state, by, row.subject, Wanted { to, seen, why, reverts: Some(row.id) }).await
        }
        disqualified::KIND => {
            // On the list again what was taken off, off it what was entered.
            let to = row.became == "null";
            let wanted = Wanted { to, seen, why, reverts: Some(row.id) };
            disqualified::put(state, by, row.subject, wanted).await
        }
        reasons::KIND => back::<Kept>(state, by, reasons::KIND, row, (seen, why)).await,
        guides::KIND => back::<Pieces>(state, by, guides::KIND, row, (seen, why)).await,
        letters::KIND => {
            let was: Option<Texts> = serde_json::from_str(&row.was).map_err(&unreadable)?;
            letters::put_back(state, by, &row.subject, was.unwrap_or_default(), wanted(&row.id)).await
        }
        _ => Ok(Outcome::Refused("cannot")),
    }
}

/// The same for a text by date.
async fn back<T: dated::Body>(
    state: &AppState,
    by: Administrator,
    kind: &'static str,
    row: ChangeRow,
    (seen, why): (i32, Words),
) -> Result<Outcome, Failure> {
    let unreadable = |_: serde_json::Error| Failure::Internal(format!("the change {} cannot be read", row.id));
    let was = serde_json::from_str(&row.was).map_err(&unreadable)?;
    let became = serde_json::from_str(&row.became).map_err(&unreadable)?;
    let wanted = Wanted { to: (), seen, why, reverts: Some(row.id.clone()) };
    dated::put_back::<T>(state, by, (kind, row.subject.clone()), (became, was), wanted).await
}
