//! What open data is made from: the register and the applications, read in order and in portions.

use super::AnyConn;
use super::companies::CompanyRow;
use super::entries::{EntryKind, EntryRow};
use super::schema::{applications, companies, register_entries};
use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use portal::application::Status;

/// The companies behind a number, by number.
pub fn companies_after(conn: &mut AnyConn, unp: i64, limit: i64) -> QueryResult<Vec<CompanyRow>> {
    companies::table
        .filter(companies::unp.gt(unp))
        .order(companies::unp)
        .limit(limit)
        .select(CompanyRow::as_select())
        .load(conn)
}

/// Current entries of one kind of the companies from one number to another, by number.
pub fn entries_between(conn: &mut AnyConn, kind: EntryKind, first: i64, last: i64) -> QueryResult<Vec<EntryRow>> {
    register_entries::table
        .filter(register_entries::unp.between(first, last))
        .filter(register_entries::kind.eq(kind.code()))
        .filter(register_entries::superseded_by.is_null())
        .order((register_entries::unp, register_entries::id))
        .select(EntryRow::as_select())
        .load(conn)
}

/// Filings of one day by procedure, office and channel.
#[derive(Clone, Debug, Queryable)]
pub struct FiledRow {
    pub procedure: String,
    pub office: Option<i32>,
    pub channel: Option<String>,
    pub day: Option<NaiveDate>,
    pub count: i64,
}

pub fn filed(conn: &mut AnyConn) -> QueryResult<Vec<FiledRow>> {
    let columns = (applications::procedure, applications::office, applications::channel, applications::filed_on);
    applications::table
        .filter(applications::filed_on.is_not_null())
        .group_by(columns)
        .select((
            applications::procedure,
            applications::office,
            applications::channel,
            applications::filed_on,
            diesel::dsl::count_star(),
        ))
        .load(conn)
}

/// An application that an office decided.
#[derive(Clone, Debug, Queryable)]
pub struct DecidedRow {
    pub id: String,
    pub procedure: String,
    pub office: Option<i32>,
    pub status: String,
    pub filed_on: Option<NaiveDate>,
    pub decided_at: Option<NaiveDateTime>,
}

/// Decided applications behind an id, by id.
pub fn decided_after(conn: &mut AnyConn, id: &str, limit: i64) -> QueryResult<Vec<DecidedRow>> {
    applications::table
        .filter(applications::id.gt(id))
        .filter(applications::status.eq_any(Status::DECISIONS.map(Status::code)))
        .filter(applications::decided_at.is_not_null())
        .filter(applications::filed_on.is_not_null())
        .order(applications::id)
        .limit(limit)
        .select((
            applications::id,
            applications::procedure,
            applications::office,
            applications::status,
            applications::filed_on,
            applications::decided_at,
        ))
        .load(conn)
}
