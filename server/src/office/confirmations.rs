//! A body's answer to a request for exclusion: confirmed, or objected with a reason.

use super::again::until_settled;
use super::proceedings;
use super::words::Words;
use crate::access::BodyTask;
use crate::failure::Failure;
use crate::state::AppState;
use crate::store::proceedings as store;
use crate::store::{AnyConn, entries};
use portal::proceeding::Answer;

/// Writes the answer. `revision` is that of the question which the officer had before them: the same answer sent twice
/// is given once, and another one after it was answered meanwhile, or confirmed, is `Conflict("task-changed")`.
pub async fn answer(
    state: &AppState,
    task: BodyTask,
    revision: i32,
    answer: Answer,
    reason: Words,
) -> Result<(), Failure> {
    let now = state.clock.now();
    let actor = task.officer.signed_in.actor();
    let (id, unp, inner) = (task.row.id.clone(), task.proceeding.unp, state.clone());
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        // As whoever changes the register, which may end the proceeding.
        entries::lock(conn, &[unp])?;
        let row = store::find_task(conn, &id)?.filter(|row| row.closed_at.is_none()).ok_or(Failure::NotFound)?;
        if row.revision != revision || row.answer() == Answer::Confirmed {
            let same = row.answer() == answer && row.reason == reason.as_str() && row.answered_by == actor.account_id;
            return if same { Ok(()) } else { Err(Failure::Conflict("task-changed")) };
        }
        proceedings::answered(conn, &inner, row, answer, reason.as_str(), &actor, now)
    };
    until_settled(state, write).await?;
    state.work.notify_one();
    Ok(())
}
