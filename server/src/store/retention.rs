//! How long data is kept, and the removals of what is kept long enough.

use super::AnyConn;
use super::schema::{retention_removals, retention_terms};
use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use portal::retention::Kind;

/// A row of `retention_terms`.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = retention_terms, treat_none_as_default_value = false)]
pub struct TermRow {
    pub kind: String,
    pub valid_from: NaiveDate,
    /// Nothing: for good.
    pub hours: Option<i32>,
    pub act: String,
    pub entered_by: String,
    pub entered_at: NaiveDateTime,
}

/// All terms, read at start and whenever they changed.
#[derive(Clone, Debug, Default)]
pub struct Retention(Vec<TermRow>);

impl Retention {
    pub fn load(conn: &mut AnyConn) -> QueryResult<Retention> {
        retention_terms::table.order(retention_terms::valid_from).select(TermRow::as_select()).load(conn).map(Retention)
    }

    /// Hours for which data of a kind is kept on a day; `None`: for good. Never shorter than it must be.
    pub fn hours(&self, kind: Kind, day: NaiveDate) -> Option<i32> {
        let row = self.0.iter().rfind(|row| row.kind == kind.code() && row.valid_from <= day);
        let hours = row.map_or_else(|| kind.hours(), |row| row.hours);
        hours.map(|hours| hours.max(kind.least()))
    }

    /// The same as a span, for kinds that are never kept for good.
    pub fn span(&self, kind: Kind, day: NaiveDate) -> chrono::Duration {
        chrono::Duration::hours(i64::from(self.hours(kind, day).or(kind.hours()).unwrap_or(portal::retention::MOST)))
    }
}

/// The rows of a kind, the first first.
pub fn of(conn: &mut AnyConn, kind: Kind) -> QueryResult<Vec<TermRow>> {
    retention_terms::table
        .filter(retention_terms::kind.eq(kind.code()))
        .order(retention_terms::valid_from)
        .select(TermRow::as_select())
        .load(conn)
}

pub fn add(conn: &mut AnyConn, row: &TermRow) -> QueryResult<()> {
    diesel::insert_into(retention_terms::table).values(row.clone()).execute(conn).map(drop)
}

/// Takes a row away whose day has not come; the history of changes keeps it.
pub fn remove(conn: &mut AnyConn, kind: Kind, valid_from: NaiveDate) -> QueryResult<()> {
    diesel::delete(retention_terms::table.find((kind.code(), valid_from))).execute(conn).map(drop)
}

/// A row of `retention_removals`.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = retention_removals, treat_none_as_default_value = false)]
pub struct RemovalRow {
    pub id: String,
    pub kind: String,
    /// So many rows were to go when it was announced.
    pub count: i64,
    /// Rows from before this moment go.
    pub before: NaiveDateTime,
    pub announced_at: NaiveDateTime,
    pub remove_on: NaiveDate,
    pub halted_at: Option<NaiveDateTime>,
    pub done_at: Option<NaiveDateTime>,
    pub removed: Option<i64>,
}

impl RemovalRow {
    pub fn kind(&self) -> Option<Kind> {
        Kind::from_code(&self.kind)
    }
}

pub fn announce(conn: &mut AnyConn, row: &RemovalRow) -> QueryResult<()> {
    diesel::insert_into(retention_removals::table).values(row.clone()).execute(conn).map(drop)
}

pub fn removal(conn: &mut AnyConn, id: &str) -> QueryResult<Option<RemovalRow>> {
    retention_removals::table.find(id).select(RemovalRow::as_select()).first(conn).optional()
}

/// The removals that were announced and are not done.
pub fn open(conn: &mut AnyConn) -> QueryResult<Vec<RemovalRow>> {
    retention_removals::table
        .filter(retention_removals::done_at.is_null())
        .order(retention_removals::id)
        .select(RemovalRow::as_select())
        .load(conn)
}

/// The last removals of a kind.
pub fn last(conn: &mut AnyConn, kind: Kind, limit: i64) -> QueryResult<Vec<RemovalRow>> {
    retention_removals::table
        .filter(retention_removals::kind.eq(kind.code()))
        .order(retention_removals::id.desc())
        .limit(limit)
        .select(RemovalRow::as_select())
        .load(conn)
}

/// Halts a removal, or lets it go on; false where it is done.
pub fn set_halted(conn: &mut AnyConn, id: &str, at: Option<NaiveDateTime>) -> QueryResult<bool> {
    let open = retention_removals::table.find(id).filter(retention_removals::done_at.is_null());
    Ok(diesel::update(open).set(retention_removals::halted_at.eq(at)).execute(conn)? == 1)
}

/// Notes that a removal is done; false where somebody halted or did it meanwhile.
pub fn done(conn: &mut AnyConn, id: &str, removed: i64, now: NaiveDateTime) -> QueryResult<bool> {
    let open = retention_removals::table
        .find(id)
        .filter(retention_removals::done_at.is_null())
        .filter(retention_removals::halted_at.is_null());
    let done = (retention_removals::done_at.eq(now), retention_removals::removed.eq(removed));
    Ok(diesel::update(open).set(done).execute(conn)? == 1)
}
