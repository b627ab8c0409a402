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

use super::problem::{bad_parameter, repeated};
use super::urls::digits;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use chrono::{NaiveDateTime, SecondsFormat};
use serde::Serialize;

/// The names and values of a query.
type Typed = axum::extract::Query<Vec<(String, String)>>;

/// A JSON answer, or 304 to whoever has it already.
fn conditional(headers: &HeaderMap, body: &impl Serialize) -> Response {
    let text = serde_json::to_string(body).unwrap_or_default();
    let mut response = super::conditional::answer(headers, "application/json", text);
    // Kept, but asked about each time: the register is to be relied on.
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("public, no-cache"));
    response
}

/// Refuses a query with a parameter that is not among the known ones, or that stands there twice: a slip would else
/// widen the question.
fn only(typed: &[(String, String)], known: &[&str]) -> Result<(), Response> {
    if let Some((name, _)) = typed.iter().find(|(name, _)| !known.contains(&name.as_str())) {
        let name: String = name.chars().take(40).collect();
        let why = match known {
            [] => "there are no parameters here".to_owned(),
            known => format!("there is no such parameter; known are {}", known.join(", ")),
        };
        return Err(bad_parameter(&name, &why));
    }
    repeated(typed, known).map_or(Ok(()), Err)
}

fn value<'a>(typed: &'a [(String, String)], name: &str) -> Option<&'a str> {
    typed.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
}

/// `limit`, from 1 to `most`.
fn limit(typed: &[(String, String)], usual: i64, most: i64) -> Result<i64, Response> {
    match value(typed, "limit") {
        None => Ok(usual),
        Some(text) => match digits(text) {
            Some(limit) if (1..=most).contains(&limit) => Ok(limit),
            _ => Err(bad_parameter("limit", &format!("a whole number from 1 to {most}"))),
        },
    }
}

/// A moment as RFC 3339 writes it.
fn moment(at: NaiveDateTime) -> String {
    at.and_utc().to_rfc3339_opts(SecondsFormat::Micros, true)
}
