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
    for _ in 1..TRIES {
        match state.db.write(write.clone()).await {
            Err(Failure::Conflict("changed-meanwhile")) => {}
            settled => return settled,
        }
    }
    state.db.write(write).await
}
