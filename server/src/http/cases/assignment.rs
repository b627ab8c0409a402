//! Taking a case and giving it back.

use crate::access::{AssignedCase, OfficeCase};
use crate::failure::Failure;
use crate::office::assignment;
use crate::state::AppState;
use axum::extract::State;
use axum::response::Redirect;

pub async fn create(State(state): State<AppState>, case: OfficeCase) -> Result<Redirect, Failure> {
    let id = case.row.id.clone();
    assignment::take(&state, case).await?;
    Ok(Redirect::to(&format!("/office/cases/{id}")))
}

pub async fn release(State(state): State<AppState>, case: AssignedCase) -> Result<Redirect, Failure> {
    assignment::release(&state, case).await?;
    Ok(Redirect::to("/office?tab=queue"))
}
