//! What the register's log gained, in the order in which it was committed.
//!
//! The id of an entry is its place. Ids are given while `entries::in_order` is held, so that whoever reads
//! behind an id has missed none before it.

use super::AnyConn;
use super::schema::{companies, register_entries};
use chrono::{NaiveDate, NaiveDateTime};
use diesel::dsl::max;
use diesel::prelude::*;

/// An entry as the feed of changes tells it: what changed, not what it says.
#[derive(Clone, Debug, PartialEq, Queryable)]
pub struct ChangeRow {
    pub id: i64,
    pub unp: i64,
    pub kind: String,
    pub valid_from: Option<NaiveDate>,
    pub valid_to: Option<NaiveDate>,
    pub supersedes: Option<i64>,
    pub recorded_at: NaiveDateTime,
    /// What kind of subject it is of; none while the register cannot show it.
    pub subject: Option<String>,
}

/// The entries behind an id.
pub fn after(conn: &mut AnyConn, id: i64, limit: i64) -> QueryResult<Vec<ChangeRow>> {
    register_entries::table
        .left_join(companies::table.on(companies::unp.eq(register_entries::unp)))
        .filter(register_entries::id.gt(id))
        .order(register_entries::id)
        .limit(limit)
        .select((
            register_entries::id,
            register_entries::unp,
            register_entries::kind,
            register_entries::valid_from,
            register_entries::valid_to,
            register_entries::supersedes,
            register_entries::recorded_at,
            companies::kind.nullable(),
        ))
        .load(conn)
}

/// The id of the newest entry; 0 in an empty register.
pub fn newest(conn: &mut AnyConn) -> QueryResult<i64> {
    let newest: Option<i64> = register_entries::table.select(max(register_entries::id)).first(conn)?;
    Ok(newest.unwrap_or(0))
}
