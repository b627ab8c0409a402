//! Many at once: `{"unps": ["791397355", …]}`, at most ten thousand, answered in their order.

use super::record::{Company, company};
use super::{Typed, only};
use crate::failure::Failure;
use crate::http::problem::{bad_parameter, problem};
use crate::state::AppState;
use crate::store::companies::{self, CompanyRow};
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use portal::unp::Unp;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

const MOST: usize = 10_000;
/// Numbers of one query.
const PIECE: usize = 1_000;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object with a list of numbers")]
struct Asked {
    unps: Vec<Number>,
}

/// A number as a text or as a number.
#[derive(Deserialize)]
#[serde(untagged, expecting = "a number is a text or a whole number")]
enum Number {
    Text(String),
    Number(i64),
}

#[derive(Serialize)]
struct Answer {
    /// As it was asked.
    asked: String,
    /// `found`, `unknown`, or `invalid`: no payer's number.
    result: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    company: Option<Company>,
}

pub async fn batch(
    State(state): State<AppState>,
    typed: Typed,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Failure> {
    if let Err(refused) = only(&typed, &[]) {
        return Ok(refused);
    }
    let body = match body {
        Ok(body) => body,
        Err(refused) if refused.status() == StatusCode::PAYLOAD_TOO_LARGE => return Err(Failure::TooLarge),
        Err(_) => return Ok(bad_parameter("body", "the request's body broke off")),
    };
    // A list alone would be read as an object without names.
    if body.trim_ascii_start().first() != Some(&b'{') {
        return Ok(bad_parameter("body", "{\"unps\": [\"791397355\", …]}"));
    }
    let asked: Asked = match serde_json::from_slice(&body) {
        Ok(asked) => asked,
        Err(error) => return Ok(bad_parameter("body", &format!("{{\"unps\": [\"791397355\", …]}}: {error}"))),
    };
    if asked.unps.len() > MOST {
        let detail = format!("{} numbers; at most {MOST} at once", asked.unps.len());
        return Ok(problem(StatusCode::UNPROCESSABLE_ENTITY, "too-many-numbers", Some("unps"), &detail));
    }
    let asked: Vec<(String, Option<Unp>)> = asked.unps.into_iter().map(read).collect();
    let mut numbers: Vec<i64> = asked.iter().filter_map(|(_, unp)| unp.and_then(|unp| unp.number())).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let rows = state.db.read(move |conn| {
        let mut rows: HashMap<i64, CompanyRow> = HashMap::with_capacity(numbers.len());
        for piece in numbers.chunks(PIECE) {
            rows.extend(companies::of(conn, piece)?.into_iter().map(|row| (row.unp, row)));
        }
        Ok::<_, Failure>(rows)
    });
    let rows = rows.await?;
    let told: Vec<Answer> = asked
        .into_iter()
        .map(|(asked, unp)| {
            let row = unp.and_then(|unp| unp.number()).and_then(|number| rows.get(&number).cloned());
            let result = match (&unp, &row) {
                (None, _) => "invalid",
                (_, None) => "unknown",
                _ => "found",
            };
            Answer { asked, result, company: row.map(|row| company(&state, row)) }
        })
        .collect();
    let text = serde_json::to_string(&serde_json::json!({ "companies": told }));
    let text = text.map_err(|error| Failure::Internal(error.to_string()))?;
    Ok(([(header::CONTENT_TYPE, "application/json")], text).into_response())
}

fn read(number: Number) -> (String, Option<Unp>) {
    let text = match number {
        Number::Text(text) => text,
        Number::Number(number) => number.to_string(),
    };
    let unp = Unp::parse(&text).ok();
    (text, unp)
}
