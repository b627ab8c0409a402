//! One company, today or as of a day, and its history.

use super::record::{happened, whole};
use super::{Typed, conditional, only, value};
use crate::failure::Failure;
use crate::http::problem::{bad_parameter, problem};
use crate::register::as_of;
use crate::register::history::tell;
use crate::state::AppState;
use crate::store::{companies, entries};
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use chrono::{Datelike, NaiveDate};
use portal::unp::Unp;
use serde_json::{Value, json};

type Asked = Result<Path<String>, PathRejection>;

/// `?as_of=YYYY-MM-DD`: as the register stood at the end of that day in Minsk, as far as it is known today.
pub async fn show(
    State(state): State<AppState>,
    asked: Asked,
    typed: Typed,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let number = match number(asked) {
        Ok(number) => number,
        Err(refused) => return Ok(refused),
    };
    if let Err(refused) = only(&typed, &["as_of"]) {
        return Ok(refused);
    }
    let day = match value(&typed, "as_of") {
        None => None,
        Some(text) => match day(text).filter(|day| *day <= state.clock.today()) {
            Some(day) => Some(day),
            None => return Ok(bad_parameter("as_of", "a day of the calendar, YYYY-MM-DD, today or before")),
        },
    };
    let now = state.clock.now();
    let found = state.db.read(move |conn| {
        Ok::<_, Failure>(match day {
            None => match companies::find(conn, number)? {
                Some(row) => Some((row, entries::current(conn, number)?)),
                None => None,
            },
            Some(day) => {
                let rows = as_of::entries_on(conn, number, day)?;
                as_of::company(&rows, now).map(|row| (row, rows))
            }
        })
    });
    let Some((row, rows)) = found.await? else { return Ok(unknown()) };
    let told = tell(&rows, row.kind(), &|_| None);
    Ok(conditional(&headers, &whole(&state, row, told, day)))
}

/// Everything that was ever so, the newest first.
pub async fn history(
    State(state): State<AppState>,
    asked: Asked,
    typed: Typed,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let number = match number(asked) {
        Ok(number) => number,
        Err(refused) => return Ok(refused),
    };
    if let Err(refused) = only(&typed, &[]) {
        return Ok(refused);
    }
    let found = state.db.read(move |conn| {
        let Some(row) = companies::find(conn, number)? else { return Ok::<_, Failure>(None) };
        Ok(Some((row, entries::current(conn, number)?)))
    });
    let Some((row, rows)) = found.await? else { return Ok(unknown()) };
    let lines: Vec<Value> = tell(&rows, row.kind(), &|_| None).history.into_iter().map(happened).collect();
    Ok(conditional(&headers, &json!({ "unp": row.unp.to_string(), "history": lines })))
}

/// The number of a path: 400 for what is no payer's number, 404 for a person's.
fn number(asked: Asked) -> Result<i64, Response> {
    let parsed = asked.ok().and_then(|Path(text)| Unp::parse(&text).ok());
    let unp =
        parsed.ok_or_else(|| bad_parameter("unp", "a payer's number: nine characters, the last a check digit"))?;
    unp.number().ok_or_else(unknown)
}

fn unknown() -> Response {
    problem(
        StatusCode::NOT_FOUND,
        "unknown-company",
        Some("unp"),
        "the register does not have this company, or did not on that day",
    )
}

fn day(text: &str) -> Option<NaiveDate> {
    let shaped = text.len() == 10;
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|day| shaped && day.year() >= 1)
}
