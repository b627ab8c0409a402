//! Imports: how far each feed of a source came, and which records were refused and why.

use super::AnyConn;
use super::schema::{import_refusals, import_runs};
use chrono::NaiveDateTime;
use diesel::prelude::*;

/// A row of `import_runs`.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = import_runs)]
pub struct RunRow {
    /// The file with its size and time of change, or the base address.
    pub source: String,
    pub feed: String,
    /// Where the next run goes on: records of a file, the first day of a window of an address.
    pub position: i64,
    pub finished: bool,
    pub read: i64,
    pub added: i64,
    pub replaced: i64,
    pub unchanged: i64,
    pub refused: i64,
    pub updated_at: NaiveDateTime,
}

/// A row of `import_refusals`.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = import_refusals)]
pub struct RefusalRow {
    pub id: String,
    pub source: String,
    pub feed: String,
    pub position: i64,
    pub reason: String,
    pub record: String,
    pub refused_at: NaiveDateTime,
}

/// All feeds of a source.
pub fn of_source(conn: &mut AnyConn, source: &str) -> QueryResult<Vec<RunRow>> {
    import_runs::table
        .filter(import_runs::source.eq(source))
        .order(import_runs::feed)
        .select(RunRow::as_select())
        .load(conn)
}

/// Writes how far a feed came.
pub fn save(conn: &mut AnyConn, run: &RunRow) -> QueryResult<()> {
    let written = diesel::update(import_runs::table.find((run.source.clone(), run.feed.clone())))
        .set(run.clone())
        .execute(conn)?;
    if written == 0 {
        diesel::insert_into(import_runs::table).values(run.clone()).execute(conn)?;
    }
    Ok(())
}

/// Keeps a refused record; one already kept stays as it is.
pub fn refuse(conn: &mut AnyConn, refusal: RefusalRow) -> QueryResult<()> {
    match conn {
        AnyConn::Sqlite(conn) => {
            diesel::insert_or_ignore_into(import_refusals::table).values(refusal).execute(conn)?;
        }
        AnyConn::Postgres(conn) => {
            diesel::insert_into(import_refusals::table).values(refusal).on_conflict_do_nothing().execute(conn)?;
        }
    }
    Ok(())
}

/// The refused records of a source, in their order.
pub fn refusals(conn: &mut AnyConn, source: &str) -> QueryResult<Vec<RefusalRow>> {
    import_refusals::table
        .filter(import_refusals::source.eq(source))
        .order((import_refusals::feed, import_refusals::position))
        .select(RefusalRow::as_select())
        .load(conn)
}

/// When the newest import wrote last, and how many records were ever refused.
pub fn last(conn: &mut AnyConn) -> QueryResult<(Option<NaiveDateTime>, i64)> {
    let at = import_runs::table.select(diesel::dsl::max(import_runs::updated_at)).first(conn)?;
    let refused = import_refusals::table.count().get_result(conn)?;
    Ok((at, refused))
}
