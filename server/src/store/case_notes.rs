//! What an office notes about a case for itself.

use super::AnyConn;
use super::schema::{accounts, case_notes};
use chrono::NaiveDateTime;
use diesel::prelude::*;

/// A row of `case_notes`.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = case_notes)]
pub struct NoteRow {
    pub id: String,
    pub application_id: String,
    pub author: String,
    pub body: String,
    pub created_at: NaiveDateTime,
}

/// Adds a note; one with an id that is there already is the same, sent again: `false`.
pub fn add(conn: &mut AnyConn, row: &NoteRow) -> QueryResult<bool> {
    let known = case_notes::table.find(&row.id).select(case_notes::id).first::<String>(conn).optional()?;
    if known.is_some() {
        return Ok(false);
    }
    diesel::insert_into(case_notes::table).values(row.clone()).execute(conn).map(|_| true)
}

/// The notes about a case with the names of their authors, the first first.
pub fn of_case(conn: &mut AnyConn, case: &str) -> QueryResult<Vec<(NoteRow, String)>> {
    case_notes::table
        .inner_join(accounts::table.on(accounts::id.eq(case_notes::author)))
        .filter(case_notes::application_id.eq(case))
        .order((case_notes::created_at, case_notes::id))
        .limit(500)
        .select((NoteRow::as_select(), accounts::name))
        .load(conn)
}
