//! What was seeded: each name once.

use super::AnyConn;
use super::schema::seeds;
use chrono::NaiveDateTime;
use diesel::prelude::*;

/// When something was seeded, where it was.
pub fn at(conn: &mut AnyConn, name: &str) -> QueryResult<Option<NaiveDateTime>> {
    seeds::table.find(name).select(seeds::at).first(conn).optional()
}

/// Notes that something was seeded; a second note is a unique violation.
pub fn note(conn: &mut AnyConn, name: &str, now: NaiveDateTime) -> QueryResult<()> {
    diesel::insert_into(seeds::table).values((seeds::name.eq(name), seeds::at.eq(now))).execute(conn).map(drop)
}
