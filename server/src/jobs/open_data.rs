//! The nightly job: what is published as open data is brought up to date.

use super::Outcome;
use crate::publishing;
use crate::state::AppState;

pub async fn run(state: &AppState) -> Outcome {
    let tally = publishing::refresh(&state.db, &state.clock, state.config.var_dir.clone())
        .await
        .map_err(|failure| failure.to_string())?;
    tracing::info!(sets = tally.sets, published = tally.published, rows = tally.rows, "open data is up to date");
    Ok(())
}
