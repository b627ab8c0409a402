//! Typing errors of applicants that the office mended: what was filed stays as it is beside them.

use super::AnyConn;
use super::applications::{self, FilingRow};
use super::schema::mendings;
use chrono::NaiveDateTime;
use diesel::prelude::*;
use portal::answers::Answers;

/// A row of `mendings`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = mendings)]
pub struct MendingRow {
    pub id: String,
    pub application_id: String,
    /// The round whose answers were mended.
    pub round: i32,
    pub field: String,
    pub was: String,
    pub became: String,
    pub why: String,
    /// All answers as they are with it.
    pub answers: String,
    /// Code of the office, and the account of the clerk.
    pub office: i32,
    pub mended_by: String,
    pub mended_at: NaiveDateTime,
}

impl MendingRow {
    fn answers(&self) -> Answers {
        serde_json::from_str(&self.answers).unwrap_or_default()
    }
}

pub fn add(conn: &mut AnyConn, row: &MendingRow) -> QueryResult<()> {
    diesel::insert_into(mendings::table).values(row.clone()).execute(conn).map(drop)
}

/// Those of an application, the first first.
pub fn of_application(conn: &mut AnyConn, id: &str) -> QueryResult<Vec<MendingRow>> {
    mendings::table
        .filter(mendings::application_id.eq(id))
        .order(mendings::id)
        .select(MendingRow::as_select())
        .load(conn)
}

/// The answers of a round as they stand: as they were filed, with what the office mended since.
pub fn answers(filing: &FilingRow, mendings: &[MendingRow]) -> Answers {
    let last = mendings.iter().rfind(|one| one.round == filing.round);
    last.map_or_else(|| filing.answers(), MendingRow::answers)
}

/// The answers of the last round as they stand; `None` of what was never filed.
pub fn standing(conn: &mut AnyConn, id: &str) -> QueryResult<Option<Answers>> {
    let Some(filing) = applications::filings(conn, id)?.pop() else { return Ok(None) };
    Ok(Some(answers(&filing, &of_application(conn, id)?)))
}
