//! Publishing open data: nightly what is published is brought up to date; in a new demo all of it is
//! made, while the portal serves already.

use super::Outcome;
use crate::publishing;
use crate::state::AppState;
use crate::store::jobs::DEMO_OPEN_DATA;

pub async fn run(state: &AppState, subject: &str) -> Outcome {
    let var_dir = &state.config.var_dir;
    let tally = match subject {
        DEMO_OPEN_DATA => publishing::publish(&state.db, &state.clock, var_dir, true).await,
        _day => publishing::refresh(&state.db, &state.clock, var_dir.clone()).await,
    }
    .map_err(|failure| failure.to_string())?;
    tracing::info!(sets = tally.sets, published = tally.published, rows = tally.rows, "open data is up to date");
    Ok(())
}
