//! Asking the applicant for a correction: remarks pinned to fields, then the return.

use super::words::Words;
use super::{advance, decision_letter, notices};
use crate::access::AssignedCase;
use crate::failure::Failure;
use crate::state::AppState;
use crate::store::applications::{self, RemarkRow};
use crate::store::{AnyConn, accounts, audit, new_id};
use portal::application::{Action, Status};
use serde_json::json;
use std::collections::BTreeSet;

/// What a clerk had before them while they wrote a remark; `None`: they did not say.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// The revision of the case.
    pub revision: Option<i32>,
    /// The id of the remark that stood there; empty: there was none.
    pub before: Option<String>,
}

/// How pinning ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PinOutcome {
    Pinned,
    /// The case is another than the clerk had before them; nothing was done.
    CaseChanged,
    /// Somebody, by name, changed this very remark meanwhile, or it was taken off; nothing was done.
    RemarkChanged(Option<String>),
}

/// Pins a remark to a row of the answers, in place of an earlier one of this round; empty words take
/// it off. The applicant sees it when the case is returned.
pub async fn pin(
    state: &AppState,
    case: AssignedCase,
    field: &'static str,
    words: Words,
    seen: Seen,
) -> Result<PinOutcome, Failure> {
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
    let write = move |conn: &mut AnyConn| -> Result<PinOutcome, Failure> {
        let row = applications::find(conn, &remark.application_id)?.ok_or(Failure::NotFound)?;
        let still_mine = row.status() == Status::InReview && row.clerk.as_ref() == Some(&remark.created_by);
        let as_seen = seen.revision.is_none_or(|revision| revision == row.revision);
        // Held until the end: whoever returns the case at this moment waits, and then has other remarks before them.
        if !still_mine || row.round != remark.round || !as_seen || !applications::hold(conn, &row)? {
            return Ok(PinOutcome::CaseChanged);
        }
        let remarks = applications::remarks(conn, &row.id)?;
        let stands = remarks.iter().find(|one| one.round == row.round && one.field == remark.field);
        if seen.before.is_some_and(|before| before != stands.map_or("", |one| one.id.as_str())) {
            let Some(other) = stands else { return Ok(PinOutcome::RemarkChanged(None)) };
            let by = accounts::by_id(conn, &other.created_by)?.map(|by| by.name).unwrap_or_default();
            return Ok(PinOutcome::RemarkChanged(Some(by)));
        }
        applications::pin_remark(conn, &remark)?;
        let action = if remark.body.is_empty() { "unremarked" } else { "remarked" };
        audit::record(conn, &actor, action, ("application", &row.id), now)?;
        Ok(PinOutcome::Pinned)
    };
    state.db.write(write).await
}

/// Tells the remarks of a round from any others.
pub fn pinned(remarks: &[RemarkRow], round: i32) -> String {
    let mut ids: Vec<&str> = remarks.iter().filter(|r| r.round == round).map(|r| r.id.as_str()).collect();
    ids.sort_unstable();
    crate::random::hashed(&ids.join(" "))
}

/// How a return ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Returned,
    /// There is no remark that says what to correct; nothing was done.
    NothingRemarked,
    /// The case or its remarks are others than the clerk had before them; nothing was done.
    Changed,
}

/// Returns a case for correction, with the remarks of this round; the office's clock stands still
/// until it comes back. `revision` is the one that the clerk had before them, `seen` tells the remarks ([`pinned`]).
pub async fn send_back(
    state: &AppState,
    case: AssignedCase,
    revision: i32,
    seen: Option<String>,
) -> Result<Outcome, Failure> {
    if case.row.revision != revision {
        return Ok(Outcome::Changed);
    }
    let now = state.clock.now();
    let actor = case.clerk.signed_in.actor();
    let (mut row, inner) = (case.row.clone(), state.clone());
    let write = move |conn: &mut AnyConn| -> Result<Outcome, Failure> {
        // Held before the remarks are read: one that is pinned at this moment is either among them or refused.
        if !applications::hold(conn, &row)? {
            return Ok(Outcome::Changed);
        }
        let remarks = applications::remarks(conn, &row.id)?;
        if seen.is_some_and(|seen| seen != pinned(&remarks, row.round)) {
            return Ok(Outcome::Changed);
        }
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
