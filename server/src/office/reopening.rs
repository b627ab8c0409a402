//! Opening a decided case again: a decision that was quashed, or was a mistake, is overtaken, and the case is decided
//! anew. What stands in the register is only appended to, so that an accepted case is never opened again. The earlier
//! decision and its letter stay as they are.

use super::again::until_settled;
use super::assignment::{self, To};
use super::words::Words;
use super::{add_event, advance, decision_letter, fees, notices, proceedings, term};
use crate::access::ReopenableCase;
use crate::failure::Failure;
use crate::state::AppState;
use crate::store::applications::{self, ApplicationRow};
use crate::store::audit::Actor;
use crate::store::bills;
use crate::store::reopenings::{self, ReopeningRow};
use crate::store::{AnyConn, absences, hands, mendings};
use chrono::{NaiveDate, NaiveDateTime};
use portal::application::Action;
use portal::reopening::Reason;
use serde_json::json;

/// Why a case is opened again.
#[derive(Clone, Debug)]
pub struct Why {
    pub reason: Reason,
    pub words: Words,
    /// Number of the act, and its day.
    pub act: String,
    pub act_on: Option<NaiveDate>,
}

/// How opening again ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Reopened,
    /// The colleague is away today; nothing was done.
    Away,
}

/// Opens a case again that was refused or left without consideration, for the queue or a clerk of the office. The term
/// counts anew from today; a fee that was paid stays paid, one that was not is billed anew; the bodies are asked again.
/// `revision` is the one that the supervisor had before them.
pub async fn reopen(
    state: &AppState,
    case: ReopenableCase,
    revision: i32,
    why: Why,
    to: To,
) -> Result<Outcome, Failure> {
    if case.row.revision != revision {
        return Err(Failure::Conflict("changed-meanwhile"));
    }
    let (now, today, actor) = (state.clock.now(), state.clock.today(), case.supervisor.signed_in.actor());
    let (mut row, office, inner) = (case.row.clone(), case.supervisor.office, state.clone());
    let write = move |conn: &mut AnyConn| -> Result<Outcome, Failure> {
        proceedings::hold(conn, &row)?;
        if let To::Clerk(id) = &to {
            if !hands::colleagues(conn, office)?.iter().any(|colleague| colleague.id == *id) {
                return Err(Failure::NotFound);
            }
            if absences::away(conn, office, today)?.contains(id) {
                return Ok(Outcome::Away);
            }
        }
        open(conn, &inner, &mut row, &why, &actor, now)?;
        if let To::Clerk(id) = &to {
            assignment::give(conn, &mut row, id, &actor, now)?;
        }
        let letter = decision_letter::order(conn, &row, decision_letter::REOPENED, now)?;
        notices::reopened(conn, &inner, &row, &letter, now)?;
        inner.still_stand(conn)?;
        Ok(Outcome::Reopened)
    };
    let outcome = until_settled(state, write).await?;
    state.work.notify_one();
    Ok(outcome)
}

fn open(
    conn: &mut AnyConn,
    state: &AppState,
    row: &mut ApplicationRow,
    why: &Why,
    actor: &Actor,
    now: NaiveDateTime,
) -> Result<(), Failure> {
    // What was being corrected when it was left without consideration is not before the office.
    row.answers = mendings::standing(conn, &row.id)?.ok_or(Failure::NotFound)?.canonical();
    (row.clerk, row.due_on, row.decided_at) = (None, None, None);
    let turn = reopenings::turn(conn, &row.id)? + 1;
    let body = json!({ "turn": turn, "reason": why.reason.code(), "act": why.act, "on": why.act_on });
    advance(conn, row, Action::Reconsider, actor, body, now)?;
    reopenings::add(
        conn,
        &ReopeningRow {
            application_id: row.id.clone(),
            turn,
            reason: why.reason.code().to_owned(),
            words: why.words.as_str().to_owned(),
            act: why.act.clone(),
            act_on: why.act_on,
            reopened_by: actor.account_id.clone().unwrap_or_default(),
            reopened_at: now,
        },
    )?;
    bill_anew(conn, state, row, actor, now)?;
    let events = applications::events(conn, &row.id)?;
    row.due_on = term::reckon(state, row, &events).and_then(|term| term.due);
    if !applications::save(conn, row)? {
        return Err(Failure::Conflict("changed-meanwhile"));
    }
    proceedings::filed(conn, state, row, actor, now)
}

/// A bill that was cancelled with the decision is owed anew, as the fee stands today; one that was paid stays paid.
fn bill_anew(
    conn: &mut AnyConn,
    state: &AppState,
    row: &ApplicationRow,
    actor: &Actor,
    now: NaiveDateTime,
) -> Result<(), Failure> {
    let cancelled = bills::of_application(conn, &row.id)?.filter(|bill| bill.row.cancelled_at.is_some());
    if cancelled.is_none() {
        return Ok(());
    }
    let Some(bill) = fees::bill(conn, state, row, state.clock.today(), now)? else { return Ok(()) };
    let body = json!({ "bill": bill.number, "kopecks": bill.amount });
    add_event(conn, row, "billed", actor, body, now)?;
    decision_letter::order(conn, row, "bill", now)?;
    notices::billed(conn, state, row, &bill, now)
}
