//! Files of cases that somebody ordered: made by the worker, kept for some days.

use super::AnyConn;
use super::connection::on_either;
use super::schema::case_exports;
use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

/// A row of `case_exports`. It is being made while neither `made_at` nor `failed_at` is there.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = case_exports, treat_none_as_default_value = false)]
pub struct CaseExportRow {
    pub id: String,
    pub office: i32,
    pub account_id: String,
    pub first_day: NaiveDate,
    pub last_day: NaiveDate,
    /// Codes of the columns, as JSON.
    pub chosen: String,
    pub format: String,
    pub lang: String,
    /// Where the file lies in the store of files.
    pub place: Option<String>,
    /// Bytes.
    pub size: Option<i64>,
    pub cases: Option<i64>,
    pub created_at: NaiveDateTime,
    pub made_at: Option<NaiveDateTime>,
    pub failed_at: Option<NaiveDateTime>,
    pub expires_at: NaiveDateTime,
}

impl CaseExportRow {
    /// Codes of the columns.
    pub fn columns(&self) -> Vec<String> {
        serde_json::from_str(&self.chosen).unwrap_or_default()
    }
}

/// Adds one; an id that is there already is the same form, sent again: `false`.
pub fn add(conn: &mut AnyConn, row: &CaseExportRow) -> QueryResult<bool> {
    let added = on_either!(conn, c => diesel::insert_into(case_exports::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(added == 1)
}

pub fn find(conn: &mut AnyConn, id: &str) -> QueryResult<Option<CaseExportRow>> {
    case_exports::table.find(id).select(CaseExportRow::as_select()).first(conn).optional()
}

/// What somebody ordered and what is not forgotten yet, the latest first.
pub fn of_account(
    conn: &mut AnyConn,
    account: &str,
    now: NaiveDateTime,
    limit: i64,
) -> QueryResult<Vec<CaseExportRow>> {
    case_exports::table
        .filter(case_exports::account_id.eq(account))
        .filter(case_exports::expires_at.gt(now))
        .order((case_exports::created_at.desc(), case_exports::id.desc()))
        .limit(limit)
        .select(CaseExportRow::as_select())
        .load(conn)
}

/// Where the file lies, how large it is and until when it is kept; false where another worker was faster.
pub fn made(
    conn: &mut AnyConn,
    id: &str,
    (place, size, cases): (&str, i64, i64),
    now: NaiveDateTime,
    until: NaiveDateTime,
) -> QueryResult<bool> {
    let open = case_exports::table.find(id).filter(case_exports::made_at.is_null());
    diesel::update(open)
        .set((
            case_exports::place.eq(place),
            case_exports::size.eq(size),
            case_exports::cases.eq(cases),
            case_exports::made_at.eq(now),
            case_exports::failed_at.eq(None::<NaiveDateTime>),
            case_exports::expires_at.eq(until),
        ))
        .execute(conn)
        .map(|changed| changed == 1)
}

pub fn failed(conn: &mut AnyConn, id: &str, now: NaiveDateTime) -> QueryResult<()> {
    let open = case_exports::table.find(id).filter(case_exports::made_at.is_null());
    diesel::update(open).set(case_exports::failed_at.eq(now)).execute(conn).map(drop)
}

/// Those whose days are over: the id and the format.
pub fn expired(conn: &mut AnyConn, now: NaiveDateTime, limit: i64) -> QueryResult<Vec<(String, String)>> {
    case_exports::table
        .filter(case_exports::expires_at.le(now))
        .order(case_exports::expires_at)
        .limit(limit)
        .select((case_exports::id, case_exports::format))
        .load(conn)
}

pub fn forget(conn: &mut AnyConn, ids: &[String]) -> QueryResult<()> {
    diesel::delete(case_exports::table.filter(case_exports::id.eq_any(ids.to_vec()))).execute(conn).map(drop)
}
