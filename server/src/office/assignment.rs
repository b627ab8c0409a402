//! Taking a case and giving it back to the office's queue.

use super::advance;
use super::again::until_settled;
use crate::access::{AssignedCase, OfficeCase};
use crate::failure::Failure;
use crate::state::AppState;
use crate::store::AnyConn;
use crate::store::applications;
use portal::application::{Action, Status};
use serde_json::json;

/// Puts a case into the clerk's hands; one that is there already stays. Of two clerks at once one
/// gets it, the other `Conflict("taken")`.
pub async fn take(state: &AppState, case: OfficeCase) -> Result<(), Failure> {
    let now = state.clock.now();
    let actor = case.clerk.signed_in.actor();
    let (id, me, office) = (case.row.id.clone(), case.clerk.signed_in.account.id.clone(), case.clerk.office);
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        let mut row = applications::find(conn, &id)?.filter(|r| r.office == Some(office)).ok_or(Failure::NotFound)?;
        match row.status() {
            Status::InReview if row.clerk.as_deref() == Some(me.as_str()) => return Ok(()),
            Status::InReview => return Err(Failure::Conflict("taken")),
            _ => row.clerk = Some(me),
        }
        advance(conn, &mut row, Action::Take, &actor, json!({}), now).map(drop)
    };
    until_settled(state, write).await
}

/// Gives a case back to the queue. Its remarks stay for whoever takes it next.
pub async fn release(state: &AppState, case: AssignedCase) -> Result<(), Failure> {
    let now = state.clock.now();
    let actor = case.clerk.signed_in.actor();
    let mut row = case.row.clone();
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        row.clerk = None;
        advance(conn, &mut row, Action::Release, &actor, json!({}), now).map(drop)
    };
    state.db.write(write).await
}
