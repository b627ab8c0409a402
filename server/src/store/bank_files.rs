//! Bank files: each content once an office, and what became of each row.

use super::AnyConn;
use super::schema::{applications, bank_file_rows, bank_files};
use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error};

/// A row of `bank_files`; `digest` is the SHA-256 of its content.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = bank_files)]
pub struct BankFileRow {
    pub id: String,
    pub digest: String,
    pub office: i32,
    pub name: String,
    pub imported_by: String,
    pub imported_at: NaiveDateTime,
}

/// A row of `bank_file_rows`: what the file said and what became of it.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = bank_file_rows, treat_none_as_default_value = false)]
pub struct BankLineRow {
    pub file_id: String,
    /// Of the file, from 1; the first is the row of names.
    pub line: i32,
    /// `paid`, `already` or the code of a problem.
    pub outcome: String,
    pub bill: String,
    pub paid_on: String,
    pub document: String,
    pub amount: String,
    /// The application whose bill it is, where one was found.
    pub application_id: Option<String>,
}

/// Adds a file; `false` where the same content is there already, or comes at this moment.
pub fn add(conn: &mut AnyConn, file: &BankFileRow) -> QueryResult<bool> {
    match diesel::insert_into(bank_files::table).values(file.clone()).execute(conn) {
        Ok(_) => Ok(true),
        Err(Error::DatabaseError(DatabaseErrorKind::UniqueViolation, _)) => Ok(false),
        Err(other) => Err(other),
    }
}

pub fn add_line(conn: &mut AnyConn, line: &BankLineRow) -> QueryResult<()> {
    diesel::insert_into(bank_file_rows::table).values(line.clone()).execute(conn).map(drop)
}

pub fn find(conn: &mut AnyConn, id: &str) -> QueryResult<Option<BankFileRow>> {
    bank_files::table.find(id).select(BankFileRow::as_select()).first(conn).optional()
}

/// The file of the same content that an office imported before.
pub fn same(conn: &mut AnyConn, office: i32, digest: &str) -> QueryResult<Option<BankFileRow>> {
    bank_files::table
        .filter(bank_files::office.eq(office))
        .filter(bank_files::digest.eq(digest))
        .select(BankFileRow::as_select())
        .first(conn)
        .optional()
}

/// The last files of an office, the newest first.
pub fn newest(conn: &mut AnyConn, office: i32, limit: i64) -> QueryResult<Vec<BankFileRow>> {
    bank_files::table
        .filter(bank_files::office.eq(office))
        .order((bank_files::imported_at.desc(), bank_files::id.desc()))
        .limit(limit)
        .select(BankFileRow::as_select())
        .load(conn)
}

/// How many rows of some files had each outcome.
pub fn outcomes(conn: &mut AnyConn, files: Vec<String>) -> QueryResult<Vec<(String, String, i64)>> {
    bank_file_rows::table
        .filter(bank_file_rows::file_id.eq_any(files))
        .group_by((bank_file_rows::file_id, bank_file_rows::outcome))
        .select((bank_file_rows::file_id, bank_file_rows::outcome, diesel::dsl::count_star()))
        .load(conn)
}

/// The rows of a file with the numbers of their applications, in the file's order.
pub fn lines(conn: &mut AnyConn, file: &str) -> QueryResult<Vec<(BankLineRow, Option<String>)>> {
    bank_file_rows::table
        .left_join(applications::table.on(applications::id.nullable().eq(bank_file_rows::application_id)))
        .filter(bank_file_rows::file_id.eq(file))
        .order(bank_file_rows::line)
        .select((BankLineRow::as_select(), applications::number.nullable()))
        .load(conn)
}
