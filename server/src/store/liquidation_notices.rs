//! The notices of liquidation and of the end of sole proprietors' activity that everybody reads.

use super::AnyConn;
use super::companies::NamesRow;
use super::proceedings::ProceedingRow;
use super::schema::{companies, proceedings};
use chrono::NaiveDate;
use diesel::prelude::*;

/// Whether claims are still taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    All,
    /// Claims are taken on this day.
    Open(NaiveDate),
    /// The rest: the archive.
    Past(NaiveDate),
}

/// Which notices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sought {
    All,
    /// A folded part of the company's name.
    Name(String),
    Unp(i64),
}

/// A proceeding with the names of its company.
pub type NoticeLine = (ProceedingRow, NamesRow);

type Backend = <AnyConn as diesel::Connection>::Backend;

/// How many notices there are.
pub fn count(conn: &mut AnyConn, sought: &Sought, which: Which) -> QueryResult<i64> {
    restricted(sought, which).count().get_result(conn)
}

/// A page of them, the newest first.
pub fn find(
    conn: &mut AnyConn,
    sought: &Sought,
    which: Which,
    limit: i64,
    offset: i64,
) -> QueryResult<Vec<NoticeLine>> {
    restricted(sought, which)
        .inner_join(companies::table.on(companies::unp.eq(proceedings::unp)))
        .order((proceedings::published_on.desc(), proceedings::id.desc()))
        .limit(limit)
        .offset(offset)
        .select((ProceedingRow::as_select(), NamesRow::as_select()))
        .load(conn)
}

fn restricted(sought: &Sought, which: Which) -> proceedings::BoxedQuery<'static, Backend> {
    let query = proceedings::table.into_boxed();
    let query = match which {
        Which::All => query,
        Which::Open(day) => query.filter(proceedings::claims_until.ge(day)).filter(proceedings::ended_on.is_null()),
        Which::Past(day) => query.filter(proceedings::claims_until.lt(day).or(proceedings::ended_on.is_not_null())),
    };
    match sought {
        Sought::All => query,
        Sought::Unp(unp) => query.filter(proceedings::unp.eq(*unp)),
        Sought::Name(folded) => query.filter(diesel::dsl::exists(
            companies::table
                .filter(companies::unp.eq(proceedings::unp))
                .filter(companies::search.like(format!("%{}%", folded.replace(['%', '_'], " ")))),
        )),
    }
}
