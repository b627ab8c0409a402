//! Messages between the applicant's side and the office about one case: while the case lives, and after
//! the decision with the office's leave. Each has an id from the form, so that what is sent twice is
//! written once.

use super::notices;
use crate::access::{Correspondent, OfficeCase};
use crate::accounts::throttle::{self, MESSAGES};
use crate::failure::Failure;
use crate::office::words::Words;
use crate::state::AppState;
use crate::store::applications::{self, ApplicationRow};
use crate::store::audit::{self, Actor};
use crate::store::messages::{self, MessageRow};
use crate::store::{AnyConn, new_id};
use chrono::NaiveDateTime;

/// Characters of a message.
pub const LONGEST: u32 = 4_000;

/// An id that a form carries, so that its second sending is known.
pub fn form_id() -> String {
    new_id()
}

/// Whether the applicant's side may write about a case now.
pub fn may_write(conn: &mut AnyConn, row: &ApplicationRow) -> Result<bool, Failure> {
    if !row.status().is_decided() {
        return Ok(row.filed_at.is_some());
    }
    let last = messages::last_of_office(conn, &row.id)?;
    Ok(last.is_some_and(|last| last.answerable && row.decided_at.is_some_and(|decided| last.created_at >= decided)))
}

/// Writes to the office; the clerk who has the case is told by mail.
pub async fn write_to_office(state: &AppState, by: Correspondent, id: String, words: Words) -> Result<(), Failure> {
    let (now, inner, actor) = (state.clock.now(), state.clone(), by.signed_in.actor());
    let case = by.row.id.clone();
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        let row = applications::find(conn, &case)?.ok_or(Failure::NotFound)?;
        if !may_write(conn, &row)? {
            return Err(Failure::Conflict("already-moved-on"));
        }
        if add(conn, &row, &actor, (id, false, false), &words, now)? {
            notices::message_to_office(conn, &inner, &row, now)?;
        }
        Ok(())
    };
    state.db.write(write).await?;
    state.work.notify_one();
    Ok(())
}

/// Writes to the applicant's side, who are told by mail. `answerable`: they may answer although the case
/// is decided.
pub async fn write_to_applicant(
    state: &AppState,
    case: OfficeCase,
    id: String,
    words: Words,
    answerable: bool,
) -> Result<(), Failure> {
    let (now, inner, actor) = (state.clock.now(), state.clone(), case.clerk.signed_in.actor());
    let row = case.row.clone();
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        if add(conn, &row, &actor, (id, true, answerable), &words, now)? {
            notices::message(conn, &inner, &row, now)?;
        }
        Ok(())
    };
    state.db.write(write).await?;
    state.work.notify_one();
    Ok(())
}

fn add(
    conn: &mut AnyConn,
    row: &ApplicationRow,
    actor: &Actor,
    (id, from_office, answerable): (String, bool, bool),
    words: &Words,
    now: NaiveDateTime,
) -> Result<bool, Failure> {
    let author = actor.account_id.clone().ok_or(Failure::NotFound)?;
    let message = MessageRow {
        id,
        application_id: row.id.clone(),
        author: author.clone(),
        from_office,
        body: words.as_str().to_owned(),
        answerable,
        created_at: now,
    };
    if !messages::add(conn, &message)? {
        return Ok(false);
    }
    // Each message is a mail to somebody: nobody sends them by the hundred.
    if throttle::count(conn, &[MESSAGES.of(&author)], now)?.is_err() {
        return Err(Failure::TooMany { retry_after: 900 });
    }
    messages::read_up_to(conn, &row.id, &author, now)?;
    audit::record(conn, actor, "wrote-message", ("application", &row.id), now)?;
    Ok(true)
}
