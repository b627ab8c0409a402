//! Offices: what they are called and how they are reached from a day on, and their closing. What an
//! office says is a new row each time; what was made earlier keeps what it said.

use super::{Outcome, Subject, Wanted, begin, note, unchanged};
use crate::access::Administrator;
use crate::failure::Failure;
use crate::office::again;
use crate::state::AppState;
use crate::store::offices::{self, ClosureRow, DetailsRow, OfficeRow};
use crate::store::{AnyConn, new_id};
use chrono::NaiveDate;
use portal::lang::Names3;
use portal::offices::REGION_CODE;
use serde::{Deserialize, Serialize};

/// The kinds of these changes; the subject is the code of the office.
pub const DETAILS: &str = "office-details";
pub const CLOSURE: &str = "office-closure";

/// What an office says of itself from a day on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    pub valid_from: NaiveDate,
    pub name_be: String,
    pub name_ru: String,
    pub name_en: String,
    pub address: String,
    pub phone: String,
    pub email: String,
    pub hours: String,
}

impl Details {
    pub fn of(row: &DetailsRow) -> Details {
        Details {
            valid_from: row.valid_from,
            name_be: row.name_be.clone(),
            name_ru: row.name_ru.clone(),
            name_en: row.name_en.clone(),
            address: row.address.clone(),
            phone: row.phone.clone(),
            email: row.email.clone(),
            hours: row.hours.clone(),
        }
    }

    /// Before anybody changed anything.
    fn first(office: &OfficeRow, valid_from: NaiveDate) -> Details {
        let Names3 { be, ru, en } = office.names();
        let [address, phone, email, hours] = [const { String::new() }; 4];
        Details { valid_from, name_be: be, name_ru: ru, name_en: en, address, phone, email, hours }
    }

    /// Whether two say the same, from whichever day.
    fn says_the_same(&self, other: &Details) -> bool {
        Details { valid_from: other.valid_from, ..self.clone() } == *other
    }
}

/// What an office says on a day, as it stands now; `None` where there is no such office.
pub fn on(conn: &mut AnyConn, code: i32, day: NaiveDate) -> Result<Option<Details>, Failure> {
    let Some(office) = offices::find(conn, code)? else { return Ok(None) };
    let rows = offices::details(conn, code)?;
    let held = rows.iter().rfind(|row| row.valid_from <= day);
    Ok(Some(held.map_or_else(|| Details::first(&office, day), Details::of)))
}

/// Enters what an office says from a day on, today at the earliest.
pub async fn enter(
    state: &AppState,
    by: Administrator,
    code: i32,
    wanted: Wanted<Details>,
) -> Result<Outcome, Failure> {
    let (now, today) = (state.clock.now(), state.clock.today());
    let write = move |conn: &mut AnyConn| -> Result<Outcome, Failure> {
        begin(conn, &by)?;
        let to = &wanted.to;
        let was = on(conn, code, to.valid_from)?.ok_or(Failure::NotFound)?;
        if was.says_the_same(to) {
            return Ok(Outcome::Done);
        }
        let key = code.to_string();
        let about = Subject { kind: DETAILS, id: &key };
        if let Some(since) = unchanged(conn, about, wanted.seen)? {
            return Ok(since);
        }
        if to.valid_from < today {
            return Ok(Outcome::Refused("from-today"));
        }
        if offices::closure(conn, code)?.is_some_and(|closure| closure.closes_on <= to.valid_from) {
            return Ok(Outcome::Refused("office-closed-then"));
        }
        let row = DetailsRow {
            id: new_id(),
            office: code,
            valid_from: to.valid_from,
            name_be: to.name_be.clone(),
            name_ru: to.name_ru.clone(),
            name_en: to.name_en.clone(),
            address: to.address.clone(),
            phone: to.phone.clone(),
            email: to.email.clone(),
            hours: to.hours.clone(),
            entered_by: Some(by.signed_in.account.id.clone()),
            entered_at: now,
        };
        offices::add_details(conn, &row)?;
        note(conn, &by, about, (Some(&was), Some(to)), (&wanted.why, wanted.reverts), now)?;
        Ok(Outcome::Done)
    };
    let done = again::until_settled(state, write).await?;
    state.refresh().await?;
    Ok(done)
}

/// Brings back what an office said before a change: from the day of the change, or from today where that has come.
pub(super) async fn put_details_back(
    state: &AppState,
    by: Administrator,
    key: &str,
    (became, was): (Details, Details),
    wanted: Wanted<()>,
) -> Result<Outcome, Failure> {
    let code = key.parse().map_err(|_| Failure::NotFound)?;
    let to = Details { valid_from: became.valid_from.max(state.clock.today()), ..was };
    enter(state, by, code, Wanted { to, seen: wanted.seen, why: wanted.why, reverts: wanted.reverts }).await
}

/// The end of an office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closure {
    /// The first day on which it no longer works.
    pub closes_on: NaiveDate,
    /// Code of the office that goes on with its work.
    pub successor: i32,
}

impl Closure {
    pub fn of(row: &ClosureRow) -> Closure {
        Closure { closes_on: row.closes_on, successor: row.successor }
    }
}

/// What speaks against a closure: the code of its sentence.
fn fault(
    conn: &mut AnyConn,
    office: &OfficeRow,
    to: &Closure,
    today: NaiveDate,
) -> Result<Option<&'static str>, Failure> {
    if office.code == REGION_CODE {
        return Ok(Some("region-stays"));
    }
    if to.closes_on <= today {
        return Ok(Some("from-tomorrow"));
    }
    let Some(successor) = offices::find(conn, to.successor)?.filter(|other| other.code != office.code) else {
        return Ok(Some("successor-none"));
    };
    if office.registering && !successor.registering {
        return Ok(Some("successor-registers-not"));
    }
    if successor.opened_on.is_some_and(|day| day > to.closes_on) {
        return Ok(Some("successor-opens-later"));
    }
    // Whoever goes on must be there on that day, and its work must not come back in a ring.
    let closures = offices::closures(conn)?;
    let closure_of = |code: i32| closures.iter().find(|row| row.office == code);
    if closure_of(successor.code).is_some_and(|row| row.closes_on <= to.closes_on) {
        return Ok(Some("successor-closed"));
    }
    let mut at = successor.code;
    for _ in 0..=closures.len() {
        match closure_of(at) {
            Some(row) if row.successor == office.code => return Ok(Some("successor-ring")),
            Some(row) => at = row.successor,
            None => break,
        }
    }
    Ok(None)
}

/// Closes an office from a day on. On that day its cases and people pass over (`office_closing`).
pub async fn close(
    state: &AppState,
    by: Administrator,
    code: i32,
    wanted: Wanted<Closure>,
) -> Result<Outcome, Failure> {
    let (now, today) = (state.clock.now(), state.clock.today());
    let write = move |conn: &mut AnyConn| -> Result<Outcome, Failure> {
        begin(conn, &by)?;
        let office = offices::find(conn, code)?.ok_or(Failure::NotFound)?;
        let to = &wanted.to;
        let known = offices::closure(conn, code)?;
        if known.as_ref().is_some_and(|row| Closure::of(row) == *to) {
            return Ok(Outcome::Done);
        }
        let key = code.to_string();
        let about = Subject { kind: CLOSURE, id: &key };
        if let Some(since) = unchanged(conn, about, wanted.seen)? {
            return Ok(since);
        }
        if known.is_some() {
            return Ok(Outcome::Refused("closure-known"));
        }
        if let Some(fault) = fault(conn, &office, to, today)? {
            return Ok(Outcome::Refused(fault));
        }
        let row = ClosureRow {
            office: code,
            closes_on: to.closes_on,
            successor: to.successor,
            entered_by: Some(by.signed_in.account.id.clone()),
            entered_at: now,
            passed_at: None,
        };
        offices::add_closure(conn, &row)?;
        note(conn, &by, about, (None, Some(to)), (&wanted.why, wanted.reverts), now)?;
        Ok(Outcome::Done)
    };
    let done = again::until_settled(state, write).await?;
    state.refresh().await?;
    Ok(done)
}

/// Calls off a closure whose day has not come, or enters it again.
pub(super) async fn put_closure_back(
    state: &AppState,
    by: Administrator,
    key: &str,
    (became, was): (Option<Closure>, Option<Closure>),
    wanted: Wanted<()>,
) -> Result<Outcome, Failure> {
    let code: i32 = key.parse().map_err(|_| Failure::NotFound)?;
    let Some(entered) = became else {
        let Some(to) = was else { return Ok(Outcome::Refused("cannot")) };
        return close(state, by, code, Wanted { to, seen: wanted.seen, why: wanted.why, reverts: wanted.reverts })
            .await;
    };
    let (now, today) = (state.clock.now(), state.clock.today());
    let write = move |conn: &mut AnyConn| -> Result<Outcome, Failure> {
        begin(conn, &by)?;
        let Some(known) = offices::closure(conn, code)?.filter(|row| Closure::of(row) == entered) else {
            return Ok(Outcome::Done);
        };
        let key = code.to_string();
        let about = Subject { kind: CLOSURE, id: &key };
        if let Some(since) = unchanged(conn, about, wanted.seen)? {
            return Ok(since);
        }
        if known.closes_on <= today {
            return Ok(Outcome::Refused("office-passed"));
        }
        offices::remove_closure(conn, code)?;
        note(conn, &by, about, (Some(&entered), None), (&wanted.why, wanted.reverts), now)?;
        Ok(Outcome::Done)
    };
    let done = again::until_settled(state, write).await?;
    state.refresh().await?;
    Ok(done)
}
