//! `/api/v2/egr/…`: the USR's own interface, for the programs that speak it.
//!
//! An array even for one row; 204 and no body where there is nothing; `application/json` without more. A list is
//! sent as it is read, piece by piece: it begins at once, takes the memory of a piece, and a fault ends it
//! without its end, so that nobody takes a part for the whole.

use super::problem::bad_parameter;
use super::urls::digits;
use crate::clock::begins;
use crate::failure::Failure;
use crate::register::egr::{List, Method, Takes, by_number, shorts};
use crate::register::wire::Feed;
use crate::state::AppState;
use crate::store::company_search::{self, MOST};
use crate::store::feeds::Period;
use crate::store::{Db, DbError, budget};
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::{Datelike, Days, NaiveDate};
use portal::fold::search_key;
use portal::unp::Unp;
use std::collections::HashSet;

/// Characters of a name that are looked for.
const LONGEST: usize = 200;

type Asked<T> = Result<Path<T>, PathRejection>;

/// A method that takes nothing.
pub async fn all(State(state): State<AppState>, asked: Asked<String>) -> Result<Response, Failure> {
    let Ok(Path(name)) = asked else { return Ok(unreadable()) };
    let method = method(&name, &[Takes::Nothing])?;
    match List::all(method, 0, always()) {
        Some(list) => stream(&state.db, list).await,
        None => Ok(nothing()),
    }
}

/// A method that takes a number, a state or a part of a name.
pub async fn one(State(state): State<AppState>, asked: Asked<(String, String)>) -> Result<Response, Failure> {
    let Ok(Path((name, argument))) = asked else { return Ok(unreadable()) };
    match method(&name, &[Takes::Number, Takes::State, Takes::Name])? {
        Method::ByName => by_name(&state, &argument).await,
        Method::ByState => {
            let standing = digits(&argument).filter(|standing| (1..=13).contains(standing));
            let Some(standing) = standing else { return Ok(bad_parameter("state", "a state's code, 1 to 13")) };
            match List::all(Method::ByState, standing, always()) {
                Some(list) => stream(&state.db, list).await,
                None => Ok(nothing()),
            }
        }
        method => {
            let Ok(number) = number(&argument) else {
                return Ok(bad_parameter("regNum", "a payer's number: nine digits"));
            };
            match (number, method) {
                (Some(unp), Method::Current(feed)) => of_company(&state, unp, feed, false).await,
                (Some(unp), Method::History(feed)) => of_company(&state, unp, feed, true).await,
                _ => Ok(nothing()),
            }
        }
    }
}

/// A method that takes two days.
pub async fn period(
    State(state): State<AppState>,
    asked: Asked<(String, String, String)>,
) -> Result<Response, Failure> {
    let Ok(Path((name, from, until))) = asked else { return Ok(unreadable()) };
    let Method::Period(feed) = method(&name, &[Takes::Period])? else { return Ok(nothing()) };
    let Some(from) = day(&from) else { return Ok(bad_parameter("from", "a day, DD.MM.YYYY")) };
    let Some(until) = day(&until) else { return Ok(bad_parameter("to", "a day, DD.MM.YYYY")) };
    if from > until {
        return Ok(bad_parameter("to", "a day that is not before the first"));
    }
    stream(&state.db, List::of_period(feed, between(from, until))).await
}

fn method(name: &str, takes: &[Takes]) -> Result<Method, Failure> {
    Method::named(name).filter(|method| takes.contains(&method.takes())).ok_or(Failure::NotFound)
}

/// The register's number; none where it is a number that the register cannot have: of a person, with a wrong
/// check digit, of too many digits. That is nothing found, as in the USR, and no error.
fn number(text: &str) -> Result<Option<i64>, ()> {
    let all_digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match Unp::parse(text) {
        Ok(unp) if all_digits || unp.number().is_none() => Ok(unp.number()),
        _ if all_digits => Ok(None),
        _ => Err(()),
    }
}

fn day(text: &str) -> Option<NaiveDate> {
    let shaped = text.len() == 10
        && text.bytes().enumerate().all(|(place, byte)| match place {
            2 | 5 => byte == b'.',
            _ => byte.is_ascii_digit(),
        });
    NaiveDate::parse_from_str(text, "%d.%m.%Y").ok().filter(|day| shaped && day.year() >= 1)
}

fn between(from: NaiveDate, until: NaiveDate) -> Period {
    Period {
        days: (from, until),
        moments: (begins(from), begins(until.checked_add_days(Days::new(1)).unwrap_or(until))),
        undated: false,
    }
}

fn always() -> Period {
    let (first, last) = (NaiveDate::from_ymd_opt(1, 1, 1), NaiveDate::from_ymd_opt(9999, 12, 31));
    Period { undated: true, ..between(first.unwrap_or_default(), last.unwrap_or_default()) }
}

async fn of_company(state: &AppState, unp: i64, feed: Feed, history: bool) -> Result<Response, Failure> {
    let rows = state.db.read(move |conn| Ok::<_, Failure>(by_number(conn, unp, feed, history)?)).await?;
    Ok(whole(&rows))
}

async fn by_name(state: &AppState, typed: &str) -> Result<Response, Failure> {
    if typed.chars().count() > LONGEST {
        return Ok(bad_parameter("regName", "a part of a name, at most 200 characters"));
    }
    let text = search_key(typed);
    if text.is_empty() {
        return Ok(nothing());
    }
    let rows = state.db.read(move |conn| {
        let mut unps = company_search::named(conn, &text, company_search::Limit::ALL)?;
        let words: Vec<&str> = text.split(' ').collect();
        unps.extend(budget::alone(conn, |conn| company_search::containing(conn, &words, None))?);
        let mut seen = HashSet::new();
        unps.retain(|unp| seen.insert(*unp));
        unps.truncate(MOST as usize);
        Ok::<_, Failure>(shorts(conn, &unps)?)
    });
    Ok(whole(&rows.await?))
}

fn nothing() -> Response {
    StatusCode::NO_CONTENT.into_response()
}

fn unreadable() -> Response {
    bad_parameter("path", "UTF-8, percent-encoded")
}

fn whole(rows: &[String]) -> Response {
    match rows {
        [] => nothing(),
        rows => told(Body::from(format!("[{}]", rows.join(",")))),
    }
}

fn told(body: Body) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], body).into_response()
}

/// Sends a list while it is read. The first rows are awaited, since without any there is no body.
async fn stream(db: &Db, list: List) -> Result<Response, Failure> {
    let (mut rows, mut rest) = next(db, list).await?;
    while rows.is_empty() {
        let Some(list) = rest else { return Ok(nothing()) };
        (rows, rest) = next(db, list).await?;
    }
    let first = format!("[{}", rows.join(","));
    let pieces = futures::stream::unfold((db.clone(), Piece::Ready(first, rest)), |(db, piece)| async move {
        match piece {
            Piece::Ready(text, Some(rest)) => Some((Ok(text), (db, Piece::Behind(rest)))),
            Piece::Ready(text, None) => Some((Ok(text + "]"), (db, Piece::End))),
            Piece::Behind(mut list) => loop {
                match next(&db, list).await {
                    Ok((rows, None)) => {
                        let text = rows.iter().flat_map(|row| [",", row]).chain(["]"]).collect::<String>();
                        return Some((Ok(text), (db, Piece::End)));
                    }
                    Ok((rows, Some(rest))) if rows.is_empty() => list = rest,
                    Ok((rows, Some(rest))) => {
                        let text = rows.iter().flat_map(|row| [",", row]).collect::<String>();
                        return Some((Ok(text), (db, Piece::Behind(rest))));
                    }
                    Err(error) => {
                        tracing::warn!(%error, "a list broke off");
                        return Some((Err(std::io::Error::other(error)), (db, Piece::End)));
                    }
                }
            },
            Piece::End => None,
        }
    });
    Ok(told(Body::from_stream(futures::StreamExt::fuse(pieces))))
}

enum Piece {
    Ready(String, Option<List>),
    Behind(List),
    End,
}

/// A piece of a list; where the readers are busy it is tried again.
async fn next(db: &Db, list: List) -> Result<(Vec<String>, Option<List>), DbError> {
    for _ in 0..3 {
        let list = list.clone();
        match db.read_behind(move |conn| Ok::<_, DbError>(list.next(conn)?)).await {
            Err(DbError::Busy) => {}
            other => return other,
        }
    }
    Err(DbError::Busy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_nobody_can_have_is_nothing_found() {
        assert_eq!(number("791397355"), Ok(Some(791397355)));
        for none in ["791397356", "1", "99999999999999999999999999", "MA1953684", "000000000"] {
            assert_eq!(number(none), Ok(None), "{none}");
        }
        for absurd in ["", "x", "-1", "1e9", "79139735🙂", "' OR 1=1", "%", "\0", "УНП 791397355", "791 397 355"] {
            assert_eq!(number(absurd), Err(()), "{absurd}");
        }
    }

    #[test]
    fn a_day_is_one_of_the_calendar_in_one_form() {
        assert_eq!(day("29.02.2024"), NaiveDate::from_ymd_opt(2024, 2, 29));
        for no_day in [
            "31.02.2024",
            "1.2.2024",
            "2024-02-01",
            "00.00.0000",
            "01.01.0000",
            "+1.01.2024",
            "",
            "01.01.20244",
            "01.01.24 x",
        ] {
            assert_eq!(day(no_day), None, "{no_day}");
        }
    }

    #[test]
    fn a_period_is_of_minsk_days_by_the_clock_of_their_time() {
        let period =
            between(NaiveDate::from_ymd_opt(2003, 2, 13).unwrap(), NaiveDate::from_ymd_opt(2024, 3, 26).unwrap());
        assert_eq!(period.moments.0.to_string(), "2003-02-12 22:00:00");
        assert_eq!(period.moments.1.to_string(), "2024-03-26 21:00:00");
        assert!(always().moments.0 < always().moments.1);
    }
}
