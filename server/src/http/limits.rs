//! How many requests a network may make of the interfaces for programs, told in every answer of theirs
//! (`RateLimit-Policy`, `RateLimit`: draft-ietf-httpapi-ratelimit-headers).

use super::problem::problem;
use crate::accounts::Asker;
use crate::state::AppState;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use governor::clock::{Clock, DefaultClock};
use governor::middleware::StateInformationMiddleware;
use governor::state::keyed::DefaultKeyedStateStore;
use governor::{Quota, RateLimiter};
use std::num::NonZeroU32;

pub const POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");
pub const LEFT: HeaderName = HeaderName::from_static("ratelimit");

/// Networks that are remembered before those are forgotten that have all their requests again.
const REMEMBERED: usize = 10_000;

type Limiter = RateLimiter<String, DefaultKeyedStateStore<String>, DefaultClock, StateInformationMiddleware>;

/// The counts of one process.
pub struct Limits {
    limiter: Limiter,
    clock: DefaultClock,
    a_minute: u32,
}

impl Limits {
    pub fn new(a_minute: NonZeroU32) -> Limits {
        let limiter = RateLimiter::keyed(Quota::per_minute(a_minute)).with_middleware::<StateInformationMiddleware>();
        Limits { limiter, clock: DefaultClock::default(), a_minute: a_minute.get() }
    }

    /// Requests left, or seconds until the next is welcome.
    fn count(&self, network: String) -> Result<u32, u64> {
        if self.limiter.len() > REMEMBERED {
            self.limiter.retain_recent();
        }
        match self.limiter.check_key(&network) {
            Ok(state) => Ok(state.remaining_burst_capacity()),
            Err(until) => Err(until.wait_time_from(self.clock.now()).as_secs() + 1),
        }
    }
}

/// The layer around the interfaces.
pub async fn limited(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let Ok(asker) = Asker::from_request_parts(&mut parts, &state).await;
    let limits = &state.limits;
    let (left, mut response) = match limits.count(asker.network.unwrap_or_default()) {
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
    fn each_network_has_its_own_requests() {
        let limits = Limits::new(NonZeroU32::new(3).unwrap());
        let left: Vec<_> = (0..3).map(|_| limits.count("one".into())).collect();
        assert_eq!(left, [Ok(2), Ok(1), Ok(0)]);
        let wait = limits.count("one".into()).unwrap_err();
        assert!((1..=21).contains(&wait), "{wait}");
        assert_eq!(limits.count("other".into()), Ok(2));
    }
}
