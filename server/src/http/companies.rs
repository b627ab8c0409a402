//! `/api/v1/companies…`: the portal's own interface to the register, described by `/api/openapi.json`.
//!
//! A company is told by what its row and its entries say to everybody; absent is what is not known. Answers
//! that may be had again carry an ETag. Errors are problem+json with the parameter that is wrong.

#![expect(clippy::result_large_err, reason = "what is refused is the answer itself, made once and sent at once")]

mod batch;
mod changes;
mod company;
mod list;
mod record;

pub use batch::batch;
pub use changes::changes;
pub use company::{history, show};
pub use list::list;

use super::problem::bad_parameter;
use crate::random::hex;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::{NaiveDateTime, SecondsFormat};
use serde::Serialize;
use sha2::{Digest, Sha256};

/// The names and values of a query.
type Typed = axum::extract::Query<Vec<(String, String)>>;

/// A JSON answer, or 304 to whoever has it already. The tag is weak: an answer may be sent compressed.
fn conditional(headers: &HeaderMap, body: &impl Serialize) -> Response {
    let text = serde_json::to_string(body).unwrap_or_default();
    let tag = format!("W/\"{}\"", &hex(&Sha256::digest(text.as_bytes()))[..32]);
    let known = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let opaque = tag.trim_start_matches("W/");
    let has_it = known
        .flat_map(|tags| tags.split(','))
        .map(str::trim)
        .any(|known| known == "*" || known.trim_start_matches("W/") == opaque);
    let mut response = match has_it {
        true => StatusCode::NOT_MODIFIED.into_response(),
        false => ([(header::CONTENT_TYPE, "application/json")], text).into_response(),
    };
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    // Kept, but asked about each time: the register is to be relied on.
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("public, no-cache"));
    response
}

/// Refuses a query with a parameter that is not among the known ones: a slip would else widen the question.
fn only(typed: &[(String, String)], known: &[&str]) -> Result<(), Response> {
    match typed.iter().find(|(name, _)| !known.contains(&name.as_str())) {
        Some((name, _)) => {
            let name: String = name.chars().take(40).collect();
            Err(bad_parameter(&name, &format!("there is no such parameter; known are {}", known.join(", "))))
        }
        None => Ok(()),
    }
}

fn value<'a>(typed: &'a [(String, String)], name: &str) -> Option<&'a str> {
    typed.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
}

/// `limit`, from 1 to `most`.
fn limit(typed: &[(String, String)], usual: i64, most: i64) -> Result<i64, Response> {
    match value(typed, "limit") {
        None => Ok(usual),
        Some(text) => match text.parse() {
            Ok(limit) if (1..=most).contains(&limit) => Ok(limit),
            _ => Err(bad_parameter("limit", &format!("a whole number from 1 to {most}"))),
        },
    }
}

/// A moment as RFC 3339 writes it.
fn moment(at: NaiveDateTime) -> String {
    at.and_utc().to_rfc3339_opts(SecondsFormat::Micros, true)
}
