//! Texts by date, whatever they are of. A new text is a new row, from tomorrow on at the earliest: what was decided and
//! shown by then stays as it was. A row whose day has not come can be taken back.

use super::{Outcome, Subject, Wanted, begin, note, unchanged};
use crate::access::Administrator;
use crate::failure::Failure;
use crate::office::again;
use crate::state::AppState;
use crate::store::AnyConn;
use crate::store::dated_texts::{self as store, DatedTextRow};
use chrono::NaiveDate;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// A text from a day on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dated<T> {
    pub valid_from: NaiveDate,
    pub text: T,
}

/// What may be entered by date.
pub trait Body: Clone + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static {}

impl<T: Clone + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static> Body for T {}

impl<T: Body> Dated<T> {
    /// A row as what it says; `None` where this build cannot read it.
    pub fn of(row: &DatedTextRow) -> Option<Dated<T>> {
        row.read().map(|text| Dated { valid_from: row.valid_from, text })
    }
}

/// Enters a text that holds from a day on.
pub async fn enter<T: Body>(
    state: &AppState,
    by: Administrator,
    (kind, subject): (&'static str, String),
    wanted: Wanted<Dated<T>>,
) -> Result<Outcome, Failure> {
    let (now, today) = (state.clock.now(), state.clock.today());
    let write = move |conn: &mut AnyConn| -> Result<Outcome, Failure> {
        begin(conn, &by)?;
        let rows = store::of_subject(conn, kind, &subject)?;
        let to = &wanted.to;
        if rows.iter().any(|row| Dated::of(row).as_ref() == Some(to)) {
            return Ok(Outcome::Done);
        }
        let about = Subject { kind, id: &subject };
        if let Some(since) = unchanged(conn, about, wanted.seen)? {
            return Ok(since);
        }
        if to.valid_from <= today {
            return Ok(Outcome::Refused("from-tomorrow"));
        }
        if rows.iter().any(|row| row.valid_from == to.valid_from) {
            return Ok(Outcome::Refused("from-taken"));
        }
        let row = DatedTextRow {
            kind: kind.to_owned(),
            subject: subject.clone(),
            valid_from: to.valid_from,
            body: serde_json::to_string(&to.text).map_err(|e| Failure::Internal(e.to_string()))?,
            entered_by: Some(by.signed_in.account.id.clone()),
            entered_at: Some(now),
        };
        store::add(conn, &row)?;
        note(conn, &by, about, (None, Some(to)), (&wanted.why, wanted.reverts), now)?;
        Ok(Outcome::Done)
    };
    let done = again::until_settled(state, write).await?;
    state.refresh().await?;
    Ok(done)
}

/// Takes back a text whose day has not come, or enters it again.
pub(super) async fn put_back<T: Body>(
    state: &AppState,
    by: Administrator,
    (kind, subject): (&'static str, String),
    (entered, taken): (Option<Dated<T>>, Option<Dated<T>>),
    wanted: Wanted<()>,
) -> Result<Outcome, Failure> {
    let Some(entered) = entered else {
        // Taking back is what was done: the row comes again.
        let Some(to) = taken else { return Ok(Outcome::Refused("cannot")) };
        let wanted = Wanted { to, seen: wanted.seen, why: wanted.why, reverts: wanted.reverts };
        return enter(state, by, (kind, subject), wanted).await;
    };
    let (now, today) = (state.clock.now(), state.clock.today());
    let write = move |conn: &mut AnyConn| -> Result<Outcome, Failure> {
        begin(conn, &by)?;
        let rows = store::of_subject(conn, kind, &subject)?;
        if !rows.iter().any(|row| Dated::of(row).as_ref() == Some(&entered)) {
            return Ok(Outcome::Done);
        }
        let about = Subject { kind, id: &subject };
        if let Some(since) = unchanged(conn, about, wanted.seen)? {
            return Ok(since);
        }
        if entered.valid_from <= today {
            return Ok(Outcome::Refused("held-already"));
        }
        store::remove(conn, kind, &subject, entered.valid_from)?;
        note(conn, &by, about, (Some(&entered), None), (&wanted.why, wanted.reverts), now)?;
        Ok(Outcome::Done)
    };
    let done = again::until_settled(state, write).await?;
    state.refresh().await?;
    Ok(done)
}

/// Whether the row that a change entered, or took back, is there; as JSON.
pub(super) fn present<T: Body>(
    conn: &mut AnyConn,
    (kind, subject): (&str, &str),
    state: &str,
) -> Result<serde_json::Result<String>, Failure> {
    let row: Option<Dated<T>> = serde_json::from_str(state).unwrap_or_default();
    let rows = store::of_subject(conn, kind, subject)?;
    Ok(serde_json::to_string(&row.filter(|row| rows.iter().any(|other| Dated::of(other).as_ref() == Some(row)))))
}
