//! Asking the applicant for a correction: remarks pinned to fields, then the return.

use super::words::Words;
use super::{advance, decision_letter, notices};
use crate::access::AssignedCase;
use crate::failure::Failure;
use crate::state::AppState;
use crate::store::applications::{self, RemarkRow};
use crate::store::{AnyConn, audit, new_id};
use portal::application::{Action, Status};
use serde_json::json;
use std::collections::BTreeSet;

/// Pins a remark to a row of the answers, in place of an earlier one of this round; empty words take
/// it off. The applicant sees it when the case is returned.
pub async fn pin(state: &AppState, case: AssignedCase, field: &'static str, words: Words) -> Result<(), Failure> {
    let now = state.clock.now();
    let actor = case.clerk.signed_in.actor();
    let remark = RemarkRow {
        id: new_id(),
        application_id: case.row.id.clone(),
        round: case.row.round,
        field: field.to_owned(),
        body: words.as_str().to_owned(),
        created_by: case.clerk.signed_in.account.id.clone(),
        created_at: now,
    };
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        let row = applications::find(conn, &remark.application_id)?.ok_or(Failure::NotFound)?;
        let still_mine = row.status() == Status::InReview && row.clerk.as_ref() == Some(&remark.created_by);
        if !still_mine || row.round != remark.round {
            return Err(Failure::Conflict("already-moved-on"));
        }
        applications::pin_remark(conn, &remark)?;
        let action = if remark.body.is_empty() { "unremarked" } else { "remarked" };
        audit::record(conn, &actor, action, ("application", &row.id), now)?;
        Ok(())
    };
    state.db.write(write).await
}

/// How a return ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Returned,
    /// There is no remark that says what to correct; nothing was done.
    NothingRemarked,
}

/// Returns a case for correction, with the remarks of this round; the office's clock stands still
/// until it comes back. `revision` is the one that the clerk had before them.
pub async fn send_back(state: &AppState, case: AssignedCase, revision: i32) -> Result<Outcome, Failure> {
    if case.row.revision != revision {
        return Err(Failure::Conflict("changed-meanwhile"));
    }
    let now = state.clock.now();
    let actor = case.clerk.signed_in.actor();
    let (mut row, inner) = (case.row.clone(), state.clone());
    let write = move |conn: &mut AnyConn| -> Result<Outcome, Failure> {
        let remarks = applications::remarks(conn, &row.id)?;
        let fields: BTreeSet<&str> =
            remarks.iter().filter(|r| r.round == row.round).map(|r| r.field.as_str()).collect();
        if fields.is_empty() {
            return Ok(Outcome::NothingRemarked);
        }
        let body = json!({ "round": row.round, "fields": fields });
        row.due_on = None;
        advance(conn, &mut row, Action::Return, &actor, body, now)?;
        let letter = decision_letter::order(conn, &row, decision_letter::RETURNED, now)?;
        notices::returned(conn, &inner, &row, &letter, now)?;
        Ok(Outcome::Returned)
    };
    let outcome = state.db.write(write).await?;
    state.work.notify_one();
    Ok(outcome)
}
