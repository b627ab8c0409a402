//! For whoever watches the machine: is the process alive, and can it serve.

use crate::failure::Failure;
use crate::state::AppState;
use axum::extract::State;

/// The process answers.
pub async fn live() -> &'static str {
    "live\n"
}

/// The database answers and its tables are up to date.
pub async fn ready(State(state): State<AppState>) -> Result<&'static str, Failure> {
    state.db.ready().await.map_err(|error| {
        tracing::warn!(%error, "not ready");
        Failure::Unavailable
    })?;
    Ok("ready\n")
}
