//! Cases that were decided and opened again: why, by whom, and by which act.

use super::AnyConn;
use super::schema::reopenings;
use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

/// A row of `reopenings`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = reopenings, treat_none_as_default_value = false)]
pub struct ReopeningRow {
    pub application_id: String,
    /// From 1: the decision of the turn before is overtaken by it.
    pub turn: i32,
    /// A code of `portal::reopening`.
    pub reason: String,
    pub words: String,
    /// Number of the act by which the decision was quashed; empty where there is none.
    pub act: String,
    pub act_on: Option<NaiveDate>,
    pub reopened_by: String,
    pub reopened_at: NaiveDateTime,
}

/// Adds one; a second one of the same turn is a unique violation.
pub fn add(conn: &mut AnyConn, row: &ReopeningRow) -> QueryResult<()> {
    diesel::insert_into(reopenings::table).values(row.clone()).execute(conn).map(drop)
}

/// Those of a case, the first first.
pub fn of_application(conn: &mut AnyConn, id: &str) -> QueryResult<Vec<ReopeningRow>> {
    reopenings::table
        .filter(reopenings::application_id.eq(id))
        .order(reopenings::turn)
        .select(ReopeningRow::as_select())
        .load(conn)
}

/// How often a case was opened again: the turn of what is decided now.
pub fn turn(conn: &mut AnyConn, id: &str) -> QueryResult<i32> {
    let last: Option<i32> = reopenings::table
        .filter(reopenings::application_id.eq(id))
        .select(diesel::dsl::max(reopenings::turn))
        .first(conn)?;
    Ok(last.unwrap_or(0))
}
