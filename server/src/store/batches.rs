//! Lists of numbers that somebody asked about at once, under a hash of the address's token.

use super::AnyConn;
use super::schema::batches;
use chrono::NaiveDateTime;
use diesel::prelude::*;

/// Keeps what was asked, as JSON.
pub fn add(conn: &mut AnyConn, id: &str, asked: &str, now: NaiveDateTime) -> QueryResult<()> {
    let row = (batches::id.eq(id), batches::asked.eq(asked), batches::created_at.eq(now));
    diesel::insert_into(batches::table).values(row).execute(conn).map(drop)
}

/// What was asked, where it is not older than `since`.
pub fn find(conn: &mut AnyConn, id: &str, since: NaiveDateTime) -> QueryResult<Option<String>> {
    let kept = batches::table.find(id).filter(batches::created_at.ge(since));
    kept.select(batches::asked).first(conn).optional()
}

/// Forgets what is older than `before`.
pub fn sweep(conn: &mut AnyConn, before: NaiveDateTime) -> QueryResult<usize> {
    diesel::delete(batches::table.filter(batches::created_at.lt(before))).execute(conn)
}
