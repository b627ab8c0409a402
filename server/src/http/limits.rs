//! How many requests a network may make of the interfaces for programs, told in every answer of theirs
//! (`RateLimit-Policy`, `RateLimit`: draft-ietf-httpapi-ratelimit-headers).

use super::problem::problem;
use crate::accounts::Asker;
use crate::state::AppState;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use std::collections::HashMap;
use std::num::NonZeroU32;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

pub const POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");
pub const LEFT: HeaderName = HeaderName::from_static("ratelimit");

/// Networks that are remembered before those are forgotten that have all their requests again.
const REMEMBERED: usize = 10_000;

/// The counts of one process: a leaky bucket for each network, kept as the moment at which it is empty again
/// (GCRA).
pub struct Limits {
    a_minute: u32,
    empty_at: Mutex<HashMap<String, Instant>>,
}

impl Limits {
    pub fn new(a_minute: NonZeroU32) -> Limits {
        Limits { a_minute: a_minute.get(), empty_at: Mutex::default() }
    }

    /// Requests left, or seconds until the next is welcome. Who is refused is not held up further.
    fn count(&self, network: String, now: Instant) -> Result<u32, u64> {
        const MINUTE: Duration = Duration::from_secs(60);
        let each = MINUTE / self.a_minute;
        let mut empty_at = self.empty_at.lock().unwrap_or_else(PoisonError::into_inner);
        if empty_at.len() > REMEMBERED {
            empty_at.retain(|_, at| *at > now);
        }
        let full = empty_at.get(&network).map_or(Duration::ZERO, |at| at.saturating_duration_since(now)) + each;
        let room = each * self.a_minute;
        if full > room {
            return Err((full - room).as_secs() + 1);
        }
        empty_at.insert(network, now + full);
        let left = (room - full).as_nanos() / each.as_nanos().max(1);
        Ok(u32::try_from(left).unwrap_or(u32::MAX))
    }
}

/// The layer around the interfaces.
pub async fn limited(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let Ok(asker) = Asker::from_request_parts(&mut parts, &state).await;
    let limits = &state.limits;
    let (left, mut response) = match limits.count(asker.network.unwrap_or_default(), Instant::now()) {
        Ok(left) => (left, next.run(Request::from_parts(parts, body)).await),
        Err(seconds) => {
            let detail = format!("at most {} requests a minute; the next in {seconds} seconds", limits.a_minute);
            let mut refused = problem(StatusCode::TOO_MANY_REQUESTS, "too-many", None, &detail);
            refused.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
            (0, refused)
        }
    };
    // Seconds until all are there again.
    let whole = (u64::from(limits.a_minute - left.min(limits.a_minute)) * 60).div_ceil(u64::from(limits.a_minute));
    let told =
        [(POLICY, format!("\"minute\";q={};w=60", limits.a_minute)), (LEFT, format!("\"minute\";r={left};t={whole}"))];
    for (name, value) in told {
        if let Ok(value) = HeaderValue::from_str(&value) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_network_has_its_own_requests_and_gets_them_back() {
        let (limits, start) = (Limits::new(NonZeroU32::new(3).unwrap()), Instant::now());
        let at = |network: &str, seconds| limits.count(network.into(), start + Duration::from_secs(seconds));
        assert_eq!([at("one", 0), at("one", 0), at("one", 0)], [Ok(2), Ok(1), Ok(0)]);
        assert_eq!((at("one", 0), at("one", 5)), (Err(21), Err(16)));
        assert_eq!(at("other", 5), Ok(2));
        assert_eq!((at("one", 20), at("one", 20)), (Ok(0), Err(21)), "one every twenty seconds");
        assert_eq!(at("one", 300), Ok(2));
    }

    #[test]
    fn a_million_a_minute_can_be_counted() {
        let limits = Limits::new(NonZeroU32::new(1_000_000).unwrap());
        assert_eq!(limits.count(String::new(), Instant::now()), Ok(999_999));
    }
}
