//! The notices of liquidation and of the end of sole proprietors' activity that everybody reads.

use super::AnyConn;
use super::proceedings::ProceedingRow;
use super::schema::{companies, proceedings};
use diesel::prelude::*;

/// Which notices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sought {
    All,
    /// A folded part of the company's name.
    Name(String),
    Unp(i64),
}

/// A proceeding with the names of its company: full, short.
pub type NoticeLine = (ProceedingRow, String, Option<String>);

type Backend = <AnyConn as diesel::Connection>::Backend;

/// How many notices there are.
pub fn count(conn: &mut AnyConn, sought: &Sought) -> QueryResult<i64> {
    restricted(sought).count().get_result(conn)
}

/// A page of them, the newest first.
pub fn find(conn: &mut AnyConn, sought: &Sought, limit: i64, offset: i64) -> QueryResult<Vec<NoticeLine>> {
    restricted(sought)
        .inner_join(companies::table.on(companies::unp.eq(proceedings::unp)))
        .order((proceedings::published_on.desc(), proceedings::id.desc()))
        .limit(limit)
        .offset(offset)
        .select((ProceedingRow::as_select(), companies::name, companies::short_name))
        .load(conn)
}

fn restricted(sought: &Sought) -> proceedings::BoxedQuery<'static, Backend> {
    let query = proceedings::table.into_boxed();
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
