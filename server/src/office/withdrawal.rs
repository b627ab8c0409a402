//! Taking a filed application back, while it is not decided.

use super::{advance, proceedings};
use crate::access::FilableApplication;
use crate::failure::Failure;
use crate::state::AppState;
use crate::store::AnyConn;
use crate::store::{applications, bills};
use portal::application::{Action, Status};
use serde_json::json;

/// Withdraws an application; one that is withdrawn already stays so.
pub async fn withdraw(state: &AppState, application: FilableApplication) -> Result<(), Failure> {
    let now = state.clock.now();
    let actor = application.signed_in.actor();
    let read = application.row.clone();
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        proceedings::hold(conn, &read)?;
        let mut row = applications::find(conn, &read.id)?.ok_or(Failure::NotFound)?;
        if row.status() == Status::Withdrawn {
            return Ok(());
        }
        row.due_on = None;
        row.decided_at = Some(now);
        advance(conn, &mut row, Action::Withdraw, &actor, json!({}), now)?;
        bills::cancel(conn, &row.id, now)?;
        proceedings::dropped(conn, &row, &actor, now)
    };
    state.db.write(write).await
}
