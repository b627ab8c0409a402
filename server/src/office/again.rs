//! A write that reads first, tried again where somebody else was faster in between.

use crate::failure::Failure;
use crate::state::AppState;
use crate::store::AnyConn;

/// Tries after which a row that changes all the time is given up.
pub(super) const TRIES: usize = 4;

/// Runs a write in its transaction; after `Conflict("changed-meanwhile")` once more, so that it reads
/// what the faster one wrote and can say what that means (PostgreSQL runs writes side by side).
pub async fn until_settled<T, F>(state: &AppState, write: F) -> Result<T, Failure>
where
    F: FnOnce(&mut AnyConn) -> Result<T, Failure> + Clone + Send + 'static,
    T: Send + 'static,
{
    let mut outcome = state.db.write(write.clone()).await;
    for _ in 1..TRIES {
        if !matches!(outcome, Err(Failure::Conflict("changed-meanwhile"))) {
            break;
        }
        // It may be the rules that changed: a clone of the write has the newest that are known.
        state.refresh().await?;
        outcome = state.db.write(write.clone()).await;
    }
    outcome
}
