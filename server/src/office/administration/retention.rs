//! How long data of each kind is kept: a new row with its act, from tomorrow on at the earliest; and halting a removal
//! that was announced.

use super::{Outcome, Subject, Wanted, begin, note, unchanged};
use crate::access::Administrator;
use crate::failure::Failure;
use crate::office::again;
use crate::state::AppState;
use crate::store::AnyConn;
use crate::store::retention::{self as store, TermRow};
use chrono::NaiveDate;
use portal::retention::{Kind, MOST};
use serde::{Deserialize, Serialize};

/// The kinds of these changes; the subject is a kind of data, or a removal.
pub const KIND: &str = "retention";
pub const REMOVAL: &str = "retention-removal";

/// A term from a day on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    pub valid_from: NaiveDate,
    /// Nothing: for good.
    pub hours: Option<i32>,
    pub act: String,
}

impl Term {
    pub fn of(row: &TermRow) -> Term {
        Term { valid_from: row.valid_from, hours: row.hours, act: row.act.clone() }
    }
}

/// What speaks against a term: the code of its sentence.
pub fn fault(kind: Kind, hours: Option<i32>) -> Option<&'static str> {
    match hours {
        None => (!kind.may_stay()).then_some("retention-not-for-good"),
        Some(hours) if hours < kind.least() => Some("retention-too-short"),
        Some(hours) if hours > MOST => Some("retention-too-long"),
        Some(_) => None,
    }
}

/// Enters a term that holds from a day on.
pub async fn enter(state: &AppState, by: Administrator, kind: Kind, wanted: Wanted<Term>) -> Result<Outcome, Failure> {
    let (now, today) = (state.clock.now(), state.clock.today());
    let write = move |conn: &mut AnyConn| -> Result<Outcome, Failure> {
        begin(conn, &by)?;
        let rows = store::of(conn, kind)?;
        let to = &wanted.to;
        if rows.iter().any(|row| Term::of(row) == *to) {
            return Ok(Outcome::Done);
        }
        let about = Subject { kind: KIND, id: kind.code() };
        if let Some(since) = unchanged(conn, about, wanted.seen)? {
            return Ok(since);
        }
        if let Some(fault) = fault(kind, to.hours) {
            return Ok(Outcome::Refused(fault));
        }
        if to.valid_from <= today {
            return Ok(Outcome::Refused("from-tomorrow"));
        }
        if rows.iter().any(|row| row.valid_from == to.valid_from) {
            return Ok(Outcome::Refused("from-taken"));
        }
        let row = TermRow {
            kind: kind.code().to_owned(),
            valid_from: to.valid_from,
            hours: to.hours,
            act: to.act.clone(),
            entered_by: by.signed_in.account.id.clone(),
            entered_at: now,
        };
        store::add(conn, &row)?;
        note(conn, &by, about, (None, Some(to)), (&wanted.why, wanted.reverts), now)?;
        Ok(Outcome::Done)
    };
    let done = again::until_settled(state, write).await?;
    state.refresh().await?;
    Ok(done)
}

/// Takes back a term whose day has not come, or enters it again.
pub(super) async fn put_back(
    state: &AppState,
    by: Administrator,
    key: &str,
    (entered, taken): (Option<Term>, Option<Term>),
    wanted: Wanted<()>,
) -> Result<Outcome, Failure> {
    let kind = Kind::from_code(key).ok_or(Failure::NotFound)?;
    let Some(entered) = entered else {
        let Some(to) = taken else { return Ok(Outcome::Refused("cannot")) };
        return enter(state, by, kind, Wanted { to, seen: wanted.seen, why: wanted.why, reverts: wanted.reverts })
            .await;
    };
    let (now, today) = (state.clock.now(), state.clock.today());
    let write = move |conn: &mut AnyConn| -> Result<Outcome, Failure> {
        begin(conn, &by)?;
        if !store::of(conn, kind)?.iter().any(|row| Term::of(row) == entered) {
            return Ok(Outcome::Done);
        }
        let about = Subject { kind: KIND, id: kind.code() };
        if let Some(since) = unchanged(conn, about, wanted.seen)? {
            return Ok(since);
        }
        if entered.valid_from <= today {
            return Ok(Outcome::Refused("held-already"));
        }
        store::remove(conn, kind, entered.valid_from)?;
        note(conn, &by, about, (Some(&entered), None), (&wanted.why, wanted.reverts), now)?;
        Ok(Outcome::Done)
    };
    let done = again::until_settled(state, write).await?;
    state.refresh().await?;
    Ok(done)
}

/// Whether a removal is halted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Halt {
    pub halted: bool,
}

/// How a removal stands; `None` where there is none.
pub fn standing(conn: &mut AnyConn, id: &str) -> Result<Option<Halt>, Failure> {
    Ok(store::removal(conn, id)?.map(|row| Halt { halted: row.halted_at.is_some() }))
}

/// Halts a removal that was announced, or lets it go on.
pub async fn halt(state: &AppState, by: Administrator, id: String, wanted: Wanted<Halt>) -> Result<Outcome, Failure> {
    let now = state.clock.now();
    let write = move |conn: &mut AnyConn| -> Result<Outcome, Failure> {
        begin(conn, &by)?;
        let row = store::removal(conn, &id)?.ok_or(Failure::NotFound)?;
        let was = Halt { halted: row.halted_at.is_some() };
        if was == wanted.to {
            return Ok(Outcome::Done);
        }
        let about = Subject { kind: REMOVAL, id: &id };
        if let Some(since) = unchanged(conn, about, wanted.seen)? {
            return Ok(since);
        }
        if !store::set_halted(conn, &id, wanted.to.halted.then_some(now))? {
            return Ok(Outcome::Refused("retention-done"));
        }
        note(conn, &by, about, (Some(&was), Some(&wanted.to)), (&wanted.why, wanted.reverts), now)?;
        Ok(Outcome::Done)
    };
    again::until_settled(state, write).await
}
