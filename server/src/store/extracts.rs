//! Extracts from the register, with the bytes that were given out.

use super::AnyConn;
use super::schema::extracts;
use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

/// A row of `extracts` without its bytes.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = extracts)]
pub struct ExtractRow {
    pub id: String,
    /// Digits: see [`portal::code`].
    pub number: String,
    pub unp: i64,
    /// The day whose state of the register it shows.
    pub on_day: NaiveDate,
    pub lang: String,
    /// With a sole proprietor's address and contacts.
    pub personal: bool,
    /// What it says, as JSON: `register::extracted`.
    pub facts: String,
    pub facts_digest: String,
    pub verify_code: String,
    /// SHA-256 of the PDF, hexadecimal.
    pub digest: String,
    /// Minsk day on which it was made.
    pub made_on: NaiveDate,
    /// UTC.
    pub made_at: NaiveDateTime,
}

/// Keeps an extract with its bytes.
pub fn add(conn: &mut AnyConn, row: &ExtractRow, bytes: Vec<u8>) -> QueryResult<()> {
    diesel::insert_into(extracts::table).values((row.clone(), extracts::bytes.eq(bytes))).execute(conn).map(drop)
}

/// The extract made on the same day for the same question that says the same.
pub fn same(conn: &mut AnyConn, row: &ExtractRow) -> QueryResult<Option<ExtractRow>> {
    extracts::table
        .filter(extracts::unp.eq(row.unp))
        .filter(extracts::on_day.eq(row.on_day))
        .filter(extracts::lang.eq(row.lang.clone()))
        .filter(extracts::personal.eq(row.personal))
        .filter(extracts::facts_digest.eq(row.facts_digest.clone()))
        .filter(extracts::made_on.eq(row.made_on))
        .select(ExtractRow::as_select())
        .first(conn)
        .optional()
}

pub fn by_number(conn: &mut AnyConn, number: &str) -> QueryResult<Option<ExtractRow>> {
    extracts::table.filter(extracts::number.eq(number)).select(ExtractRow::as_select()).first(conn).optional()
}

pub fn by_verify_code(conn: &mut AnyConn, code: &str) -> QueryResult<Option<ExtractRow>> {
    extracts::table.filter(extracts::verify_code.eq(code)).select(ExtractRow::as_select()).first(conn).optional()
}

/// The PDF as it was given out.
pub fn bytes(conn: &mut AnyConn, id: &str) -> QueryResult<Vec<u8>> {
    extracts::table.find(id).select(extracts::bytes).first(conn)
}
