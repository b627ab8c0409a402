//! The long lists of the interface, piece by piece.

use super::methods::Method;
use super::telling::{self, SHORT, latest};
use crate::register::wire::Feed;
use crate::store::AnyConn;
use crate::store::entries::EntryKind;
use crate::store::feeds::{self, FeedKey, FeedRow, Period, Place};
use diesel::QueryResult;
use portal::company::{Kind, Standing};
use std::collections::HashMap;

/// Rows of one piece: some milliseconds of a reader, some hundred kilobytes.
const PIECE: i64 = 500;

/// A list and how far it was told.
#[derive(Clone, Debug)]
pub enum List {
    /// The rows of a feed.
    Rows { feed: Feed, period: Period, place: Place },
    /// The short rows: of companies of which any of the rows that make it belongs to the period. `kind` is the
    /// place in [`SHORT`] of the rows that are gone through.
    Shorts { period: Period, kind: usize, place: Place },
    /// `{ngrn}` of one state.
    Numbers { standing: i32, after: i64 },
    /// Short rows of the companies in liquidation.
    InLiquidation { kind: Kind, after: i64 },
}

impl List {
    pub fn of_period(feed: Feed, period: Period) -> List {
        let place = Place::start(&period);
        match feed {
            Feed::Short => List::Shorts { period, kind: 0, place },
            feed => List::Rows { feed, period, place },
        }
    }

    /// The list of a method that takes nothing or a state.
    pub fn all(method: Method, standing: i32, always: Period) -> Option<List> {
        match method {
            Method::ByState => Some(List::Numbers { standing, after: 0 }),
            Method::InLiquidation(kind) => Some(List::InLiquidation { kind, after: 0 }),
            Method::AllSuccessions => Some(List::of_period(Feed::Succession, always)),
            _ => None,
        }
    }

    /// The next rows, perhaps none, and the rest of the list.
    pub fn next(self, conn: &mut AnyConn) -> QueryResult<(Vec<String>, Option<List>)> {
        match self {
            List::Rows { feed, period, place } => {
                let (rows, next) = feeds::of_period(conn, feed.kind(), &period, place, PIECE)?;
                let told = rows_told(conn, rows)?;
                Ok((told, next.map(|place| List::Rows { feed, period, place })))
            }
            List::Shorts { period, kind, place } => {
                let (rows, next) = feeds::keys_of_period(conn, SHORT[kind], &period, place, PIECE)?;
                let unps = first_met(conn, &period, kind, &rows)?;
                let told = telling::shorts(conn, &unps)?;
                let rest = match next {
                    Some(place) => Some(List::Shorts { period, kind, place }),
                    None if kind + 1 < SHORT.len() => {
                        Some(List::Shorts { period, kind: kind + 1, place: Place::start(&period) })
                    }
                    None => None,
                };
                Ok((told, rest))
            }
            List::Numbers { standing, after } => {
                let numbers = feeds::of_standing(conn, standing, None, after, PIECE * 10)?;
                let rest = last_of(&numbers, PIECE * 10).map(|after| List::Numbers { standing, after });
                Ok((numbers.iter().map(|unp| format!("{{\"ngrn\":{unp}}}")).collect(), rest))
            }
            List::InLiquidation { kind, after } => {
                let standing = Standing::InLiquidation.to_wire();
                let numbers = feeds::of_standing(conn, standing, Some(kind), after, PIECE)?;
                let rest = last_of(&numbers, PIECE).map(|after| List::InLiquidation { kind, after });
                Ok((telling::shorts(conn, &numbers)?, rest))
            }
        }
    }
}

fn last_of(numbers: &[i64], limit: i64) -> Option<i64> {
    numbers.last().copied().filter(|_| numbers.len() as i64 == limit)
}

fn rows_told(conn: &mut AnyConn, rows: Vec<FeedRow>) -> QueryResult<Vec<String>> {
    let unps: Vec<i64> = rows.iter().map(|row| row.unp).collect();
    let kinds = telling::kinds(conn, &unps)?;
    Ok(rows
        .into_iter()
        .map(|row| (kinds.get(&row.unp).copied(), row))
        .map(|(kind, row)| telling::told(row, kind))
        .collect())
}

/// The companies that are first met in these rows: several rows of one company may belong to the period, and nearly
/// all rows of the later kinds are of companies that an earlier kind has told. So what they say is not read here.
fn first_met(conn: &mut AnyConn, period: &Period, kind: usize, rows: &[FeedKey]) -> QueryResult<Vec<i64>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let unps: Vec<i64> = rows.iter().map(|row| row.unp).collect();
    let all = feeds::keys_of_companies(conn, &unps, &SHORT[..=kind])?;
    let of: HashMap<i64, &[FeedKey]> = all.chunk_by(|a, b| a.unp == b.unp).map(|rows| (rows[0].unp, rows)).collect();
    let first = |row: &&FeedKey| {
        let Some(company) = of.get(&row.unp).copied() else { return false };
        let in_period = |kind: EntryKind| latest(company, kind).filter(|row| period.has(row));
        SHORT[..kind].iter().all(|earlier| in_period(*earlier).is_none())
            && in_period(SHORT[kind]).is_some_and(|latest| latest.id == row.id)
    };
    Ok(rows.iter().filter(first).map(|row| row.unp).collect())
}
