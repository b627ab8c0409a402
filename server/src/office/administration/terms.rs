//! Terms, fees and base values. A new value is a new row with its act, from tomorrow on at the earliest: what was
//! filed, billed and reckoned by then stays as it was. A row whose day has not come can be taken back.

use super::{Outcome, Subject, Wanted, begin, note, unchanged};
use crate::access::Administrator;
use crate::failure::Failure;
use crate::office::again;
use crate::state::AppState;
use crate::store::AnyConn;
use crate::store::terms::{self, TermRow};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The kind of these changes; the subject is `procedure/name`.
pub const KIND: &str = "term";

/// A value from a day on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Value {
    pub valid_from: NaiveDate,
    pub value: i32,
    pub act: String,
    pub verified: bool,
}

impl Value {
    pub fn of(row: &TermRow) -> Value {
        Value { valid_from: row.valid_from, value: row.value, act: row.act.clone(), verified: row.verified }
    }
}

/// The key of a value's history.
pub fn subject(procedure: &str, name: &str) -> String {
    format!("{procedure}/{name}")
}

/// Enters a value that holds from a day on.
pub async fn enter(
    state: &AppState,
    by: Administrator,
    (procedure, name): (String, String),
    wanted: Wanted<Value>,
) -> Result<Outcome, Failure> {
    let (now, today) = (state.clock.now(), state.clock.today());
    let write = move |conn: &mut AnyConn| -> Result<Outcome, Failure> {
        begin(conn, &by)?;
        let rows = terms::of_subject(conn, &procedure, &name)?;
        if rows.is_empty() {
            return Err(Failure::NotFound);
        }
        let to = &wanted.to;
        if rows.iter().any(|row| Value::of(row) == *to) {
            return Ok(Outcome::Done);
        }
        let key = subject(&procedure, &name);
        let about = Subject { kind: KIND, id: &key };
        if let Some(since) = unchanged(conn, about, wanted.seen)? {
            return Ok(since);
        }
        if to.valid_from <= today {
            return Ok(Outcome::Refused("from-tomorrow"));
        }
        if rows.iter().any(|row| row.valid_from == to.valid_from) {
            return Ok(Outcome::Refused("from-taken"));
        }
        let row = TermRow {
            procedure,
            name,
            valid_from: to.valid_from,
            value: to.value,
            act: to.act.clone(),
            verified: to.verified,
            entered_by: Some(by.signed_in.account.id.clone()),
            entered_at: Some(now),
        };
        terms::add(conn, &row)?;
        note(conn, &by, about, (None, Some(to)), (&wanted.why, wanted.reverts), now)?;
        Ok(Outcome::Done)
    };
    let done = again::until_settled(state, write).await?;
    state.refresh().await?;
    Ok(done)
}

/// Takes back a value whose day has not come, or enters it again.
pub(super) async fn put_back(
    state: &AppState,
    by: Administrator,
    key: String,
    (entered, taken): (Option<Value>, Option<Value>),
    wanted: Wanted<()>,
) -> Result<Outcome, Failure> {
    let Some((procedure, name)) = key.split_once('/').map(|(one, other)| (one.to_owned(), other.to_owned())) else {
        return Ok(Outcome::Refused("cannot"));
    };
    let Some(entered) = entered else {
        // Taking back is what was done: the row comes again.
        let Some(to) = taken else { return Ok(Outcome::Refused("cannot")) };
        let wanted = Wanted { to, seen: wanted.seen, why: wanted.why, reverts: wanted.reverts };
        return enter(state, by, (procedure, name), wanted).await;
    };
    let (now, today) = (state.clock.now(), state.clock.today());
    let write = move |conn: &mut AnyConn| -> Result<Outcome, Failure> {
        begin(conn, &by)?;
        let rows = terms::of_subject(conn, &procedure, &name)?;
        if !rows.iter().any(|row| Value::of(row) == entered) {
            return Ok(Outcome::Done);
        }
        let about = Subject { kind: KIND, id: &key };
        if let Some(since) = unchanged(conn, about, wanted.seen)? {
            return Ok(since);
        }
        if entered.valid_from <= today {
            return Ok(Outcome::Refused("held-already"));
        }
        terms::remove(conn, &procedure, &name, entered.valid_from)?;
        note(conn, &by, about, (Some(&entered), None), (&wanted.why, wanted.reverts), now)?;
        Ok(Outcome::Done)
    };
    let done = again::until_settled(state, write).await?;
    state.refresh().await?;
    Ok(done)
}
