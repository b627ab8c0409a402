//! What goes around every request, in one layer: each of axum's copies all that lie below it and boxes what it waits for.

use super::{observe, security};
use crate::giving_way;
use crate::state::AppState;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;

/// Who changes something gives way to who reads; every answer is observed, told where it failed, and gets its headers.
pub async fn around(State(state): State<AppState>, request: Request, next: Next) -> Response {
    match giving_way::only_reads(request.method()) {
        true => answered(state, request, next).await,
        false => giving_way::answered(answered(state, request, next)).await,
    }
}

async fn answered(state: AppState, request: Request, next: Next) -> Response {
    let mut response = observe::observe(&state, request, next).await;
    security::add_headers(&mut response, state.config.is_https());
    response
}
