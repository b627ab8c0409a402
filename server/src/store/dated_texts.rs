//! Texts that hold from a day on, each with its body as JSON: reasons of the catalogue, pieces of the guides.

use super::AnyConn;
use super::schema::dated_texts;
use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use serde::de::DeserializeOwned;

/// A row of `dated_texts`.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = dated_texts, treat_none_as_default_value = false)]
pub struct DatedTextRow {
    /// What it is: a kind of change of the administration.
    pub kind: String,
    /// Its key within the kind.
    pub subject: String,
    pub valid_from: NaiveDate,
    /// JSON.
    pub body: String,
    /// The administrator who entered it; `None` for what came with the portal.
    pub entered_by: Option<String>,
    pub entered_at: Option<NaiveDateTime>,
}

impl DatedTextRow {
    /// The body; `None` where this build cannot read it.
    pub fn read<T: DeserializeOwned>(&self) -> Option<T> {
        serde_json::from_str(&self.body).ok()
    }
}

/// The rows of a kind, those of a subject together, the first of each first.
pub fn of_kind(conn: &mut AnyConn, kind: &str) -> QueryResult<Vec<DatedTextRow>> {
    dated_texts::table
        .filter(dated_texts::kind.eq(kind))
        .order((dated_texts::subject, dated_texts::valid_from))
        .select(DatedTextRow::as_select())
        .load(conn)
}

/// The rows of one subject, the first first.
pub fn of_subject(conn: &mut AnyConn, kind: &str, subject: &str) -> QueryResult<Vec<DatedTextRow>> {
    dated_texts::table
        .filter(dated_texts::kind.eq(kind))
        .filter(dated_texts::subject.eq(subject))
        .order(dated_texts::valid_from)
        .select(DatedTextRow::as_select())
        .load(conn)
}

pub fn add(conn: &mut AnyConn, row: &DatedTextRow) -> QueryResult<()> {
    diesel::insert_into(dated_texts::table).values(row.clone()).execute(conn).map(drop)
}

/// Takes a row away whose day has not come; the history of changes keeps it.
pub fn remove(conn: &mut AnyConn, kind: &str, subject: &str, valid_from: NaiveDate) -> QueryResult<()> {
    diesel::delete(dated_texts::table.find((kind, subject, valid_from))).execute(conn).map(drop)
}

/// Adds what comes with the portal and is not there yet; what administrators entered stays.
pub fn add_missing(conn: &mut AnyConn, rows: Vec<DatedTextRow>) -> QueryResult<()> {
    let known: Vec<(String, String, NaiveDate)> =
        dated_texts::table.select((dated_texts::kind, dated_texts::subject, dated_texts::valid_from)).load(conn)?;
    for row in rows {
        if !known.iter().any(|(kind, subject, day)| (kind, subject, day) == (&row.kind, &row.subject, &row.valid_from))
        {
            add(conn, &row)?;
        }
    }
    Ok(())
}
