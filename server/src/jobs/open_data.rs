//! Publishing open data: nightly what is published is brought up to date; in a new demo all of it is
//! made, while the portal serves already. What editors of councils approved is published here too, and the files of
//! what they withdrew are deleted.

use super::Outcome;
use crate::publishing;
use crate::state::AppState;
use crate::store::jobs::DEMO_OPEN_DATA;

pub async fn run(state: &AppState, subject: &str) -> Outcome {
    let var_dir = &state.config.var_dir;
    if let Some(draft) = subject.strip_prefix("draft:") {
        return publishing::drafts::publish(state, draft).await.map_err(|failure| failure.to_string());
    }
    if let Some(set) = subject.strip_prefix("withdrawn:") {
        return publishing::drafts::clear_away(state, set).await.map_err(|failure| failure.to_string());
    }
    let tally = match subject {
        DEMO_OPEN_DATA => publishing::publish(&state.db, &state.clock, var_dir, true).await,
        _day => publishing::refresh(&state.db, &state.clock, var_dir.clone()).await,
    }
    .map_err(|failure| failure.to_string())?;
    if subject == DEMO_OPEN_DATA {
        crate::demo::data_draft::add(state).await.map_err(|failure| failure.to_string())?;
    }
    tracing::info!(sets = tally.sets, published = tally.published, rows = tally.rows, "open data is up to date");
    Ok(())
}
