//! Files on their way in, piece by piece, and the pieces that came.

use super::AnyConn;
use super::schema::{upload_parts, uploads};
use chrono::NaiveDateTime;
use diesel::prelude::*;

/// A row of `uploads`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = uploads)]
pub struct UploadRow {
    pub id: String,
    pub application_id: String,
    pub account_id: String,
    /// As the browser called it.
    pub name: String,
    /// What tells it from another of the same name and size: when it was last changed, says the browser.
    pub mark: String,
    /// Bytes in all, and those that came.
    pub size: i64,
    pub received: i64,
    pub created_at: NaiveDateTime,
    pub touched_at: NaiveDateTime,
}

/// A row of `upload_parts`: bytes from `start` on, which the store has at `place`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = upload_parts)]
pub struct PartRow {
    pub upload_id: String,
    pub start: i64,
    pub place: String,
}

pub fn add(conn: &mut AnyConn, row: &UploadRow) -> QueryResult<()> {
    diesel::insert_into(uploads::table).values(row.clone()).execute(conn).map(drop)
}

pub fn find(conn: &mut AnyConn, id: &str) -> QueryResult<Option<UploadRow>> {
    uploads::table.find(id).select(UploadRow::as_select()).first(conn).optional()
}

/// What a person has begun to send to an application.
pub fn begun(conn: &mut AnyConn, application: &str, account: &str) -> QueryResult<Vec<UploadRow>> {
    uploads::table
        .filter(uploads::application_id.eq(application))
        .filter(uploads::account_id.eq(account))
        .order(uploads::id)
        .select(UploadRow::as_select())
        .load(conn)
}

/// Notes a piece where the upload still stands at its start; `false` where it does not, or is gone.
pub fn add_part(conn: &mut AnyConn, part: &PartRow, bytes: i64, now: NaiveDateTime) -> QueryResult<bool> {
    let moved = diesel::update(uploads::table.find(&part.upload_id).filter(uploads::received.eq(part.start)))
        .set((uploads::received.eq(part.start + bytes), uploads::touched_at.eq(now)))
        .execute(conn)?;
    if moved == 1 {
        diesel::insert_into(upload_parts::table).values(part.clone()).execute(conn)?;
    }
    Ok(moved == 1)
}

/// The places of an upload's pieces, in their order.
pub fn places(conn: &mut AnyConn, id: &str) -> QueryResult<Vec<String>> {
    upload_parts::table
        .filter(upload_parts::upload_id.eq(id))
        .order(upload_parts::start)
        .select(upload_parts::place)
        .load(conn)
}

/// Forgets an upload; the places that its pieces had.
pub fn remove(conn: &mut AnyConn, id: &str) -> QueryResult<Vec<String>> {
    let places = places(conn, id)?;
    diesel::delete(upload_parts::table.filter(upload_parts::upload_id.eq(id))).execute(conn)?;
    diesel::delete(uploads::table.find(id)).execute(conn)?;
    Ok(places)
}

/// Those that nobody went on with since a moment, the oldest first.
pub fn abandoned(conn: &mut AnyConn, before: NaiveDateTime, limit: i64) -> QueryResult<Vec<String>> {
    uploads::table
        .filter(uploads::touched_at.le(before))
        .order(uploads::touched_at)
        .limit(limit)
        .select(uploads::id)
        .load(conn)
}
