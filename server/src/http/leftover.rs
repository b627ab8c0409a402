//! The rest of a request that was answered before it was read to its end.
//!
//! A file that is too large is refused half-way. Were the connection closed then, with bytes still coming, the
//! sender's machine would throw the answer away, and a person would see a broken connection instead of the page
//! that says what is wrong. So what still comes is read and forgotten, up to a bound, before the answer goes out.

use axum::body::{Body, BodyDataStream, Bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::Response;
use futures::{Stream, StreamExt};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

/// Bodies up to this have come before anybody could answer.
pub(super) const SMALL: u64 = 16 * 1024;

/// The most that is read for nothing.
const LARGEST: usize = 256 * 1024 * 1024;

/// How long it is read for nothing.
const PATIENCE: Duration = Duration::from_secs(60);

/// A body of which two know: whoever reads it, and who reads the rest.
#[derive(Clone)]
struct Lent(Arc<Mutex<Option<BodyDataStream>>>);

impl Stream for Lent {
    type Item = Result<Bytes, axum::Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let mut lent = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match lent.as_mut() {
            Some(stream) => stream.poll_next_unpin(context),
            None => Poll::Ready(None),
        }
    }
}

/// Reads what a refusal has left of a request.
pub(super) async fn read_to_its_end(request: Request, next: Next) -> Response {
    if is_small(request.headers()) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let lent = Lent(Arc::new(Mutex::new(Some(body.into_data_stream()))));
    let response = next.run(Request::from_parts(parts, Body::from_stream(lent.clone()))).await;
    let status = response.status();
    let rest = lent.0.lock().unwrap_or_else(PoisonError::into_inner).take();
    if let Some(rest) = rest.filter(|_| status.is_client_error()) {
        let _ = tokio::time::timeout(PATIENCE, forget(rest)).await;
    }
    response
}

async fn forget(mut rest: BodyDataStream) {
    let mut read = 0;
    while let Some(Ok(bytes)) = rest.next().await {
        read += bytes.len();
        if read > LARGEST {
            return;
        }
    }
}

fn is_small(headers: &HeaderMap) -> bool {
    match length(headers) {
        Some(length) => length <= SMALL,
        None => !headers.contains_key(header::TRANSFER_ENCODING),
    }
}

/// The bytes of a body, where they are told.
pub(super) fn length(headers: &HeaderMap) -> Option<u64> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}
