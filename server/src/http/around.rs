//! What goes around every request, in one layer: each of axum's copies all that lie below it and boxes what it waits for.

use super::{leftover, observe, security};
use crate::giving_way;
use crate::state::AppState;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use std::io;
use std::time::Duration;

/// How long a small form may take to come whole.
const PATIENCE: Duration = Duration::from_secs(30);

/// Who changes something gives way to who reads; every answer is observed, told where it failed, and gets its headers.
pub async fn around(State(state): State<AppState>, request: Request, next: Next) -> Response {
    match giving_way::only_reads(request.method()) {
        true => answered(state, request, next).await,
        false => {
            let request = brought(request).await;
            giving_way::answered(answered(state, request, next)).await
        }
    }
}

/// A request whose small form is there whole: it comes with the head as a rule, and to fetch it from the threads that give
/// way would take two turns there and back. Where it does not come, whoever reads it meets the fault.
async fn brought(request: Request) -> Request {
    if leftover::length(request.headers()).is_none_or(|length| length > leftover::SMALL) {
        return request;
    }
    let (parts, body) = request.into_parts();
    let body = match tokio::time::timeout(PATIENCE, to_bytes(body, leftover::SMALL as usize)).await {
        Ok(Ok(bytes)) => Body::from(bytes),
        Ok(Err(why)) => broken(io::Error::other(why)),
        Err(_) => broken(io::ErrorKind::TimedOut.into()),
    };
    Request::from_parts(parts, body)
}

fn broken(why: io::Error) -> Body {
    Body::from_stream(futures::stream::once(async { Err::<Vec<u8>, _>(why) }))
}

async fn answered(state: AppState, request: Request, next: Next) -> Response {
    let mut response = observe::observe(&state, request, next).await;
    security::add_headers(&mut response, state.config.is_https());
    response
}
