//! Days on which clerks are away, and who stands in for them.

use super::AnyConn;
use super::schema::absences;
use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use std::collections::HashSet;

/// A row of `absences`.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = absences, treat_none_as_default_value = false)]
pub struct AbsenceRow {
    pub id: String,
    pub account_id: String,
    pub office: i32,
    pub first_day: NaiveDate,
    pub last_day: NaiveDate,
    /// Gets the cases when it begins.
    pub substitute: Option<String>,
    pub created_by: String,
    pub created_at: NaiveDateTime,
    /// When the cases passed to the substitute.
    pub begun_at: Option<NaiveDateTime>,
    /// Called off, or ended before its last day.
    pub ended_at: Option<NaiveDateTime>,
}

pub fn add(conn: &mut AnyConn, row: &AbsenceRow) -> QueryResult<()> {
    diesel::insert_into(absences::table).values(row.clone()).execute(conn).map(drop)
}

pub fn find(conn: &mut AnyConn, id: &str) -> QueryResult<Option<AbsenceRow>> {
    absences::table.find(id).select(AbsenceRow::as_select()).first(conn).optional()
}

/// Those of an office that are not over on a day, the first first.
pub fn of_office(conn: &mut AnyConn, office: i32, today: NaiveDate) -> QueryResult<Vec<AbsenceRow>> {
    absences::table
        .filter(absences::office.eq(office))
        .filter(absences::last_day.ge(today))
        .filter(absences::ended_at.is_null())
        .order((absences::first_day, absences::id))
        .limit(500)
        .select(AbsenceRow::as_select())
        .load(conn)
}

/// Whether somebody is away on one of these days already.
pub fn overlaps(conn: &mut AnyConn, account: &str, first: NaiveDate, last: NaiveDate) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(
        absences::table
            .filter(absences::account_id.eq(account))
            .filter(absences::ended_at.is_null())
            .filter(absences::first_day.le(last))
            .filter(absences::last_day.ge(first)),
    ))
    .get_result(conn)
}

/// Who of an office is away on a day.
pub fn away(conn: &mut AnyConn, office: i32, day: NaiveDate) -> QueryResult<HashSet<String>> {
    let accounts: Vec<String> = absences::table
        .filter(absences::office.eq(office))
        .filter(absences::ended_at.is_null())
        .filter(absences::first_day.le(day))
        .filter(absences::last_day.ge(day))
        .select(absences::account_id)
        .load(conn)?;
    Ok(accounts.into_iter().collect())
}

/// Those that have begun by a day, and whose cases have not passed to the substitute yet.
pub fn to_begin(conn: &mut AnyConn, day: NaiveDate) -> QueryResult<Vec<AbsenceRow>> {
    absences::table
        .filter(absences::begun_at.is_null())
        .filter(absences::ended_at.is_null())
        .filter(absences::first_day.le(day))
        .filter(absences::last_day.ge(day))
        .order(absences::id)
        .limit(200)
        .select(AbsenceRow::as_select())
        .load(conn)
}

/// Notes that it has begun; false where somebody noted it before, or called it off.
pub fn begin(conn: &mut AnyConn, id: &str, now: NaiveDateTime) -> QueryResult<bool> {
    let waiting = absences::table.find(id).filter(absences::begun_at.is_null()).filter(absences::ended_at.is_null());
    diesel::update(waiting).set(absences::begun_at.eq(now)).execute(conn).map(|changed| changed == 1)
}

/// Ends one; false where it was ended before.
pub fn end(conn: &mut AnyConn, id: &str, now: NaiveDateTime) -> QueryResult<bool> {
    let open = absences::table.find(id).filter(absences::ended_at.is_null());
    diesel::update(open).set(absences::ended_at.eq(now)).execute(conn).map(|changed| changed == 1)
}

/// Takes what is noted of somebody and not over along to the office where they work from now on, so that they are away
/// there; where they work in none it ends.
pub fn move_along(
    conn: &mut AnyConn,
    account: &str,
    office: Option<i32>,
    today: NaiveDate,
    now: NaiveDateTime,
) -> QueryResult<()> {
    let open = absences::table
        .filter(absences::account_id.eq(account.to_owned()))
        .filter(absences::ended_at.is_null())
        .filter(absences::last_day.ge(today));
    match office {
        Some(office) => diesel::update(open).set(absences::office.eq(office)).execute(conn).map(drop),
        None => diesel::update(open).set(absences::ended_at.eq(now)).execute(conn).map(drop),
    }
}
