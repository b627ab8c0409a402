//! Lists of cases that clerks named and kept, and how each wants the inbox.

use super::AnyConn;
use super::schema::{case_lists, inbox_choices};
use chrono::NaiveDateTime;
use diesel::prelude::*;

/// A row of `case_lists`. `query` is what stands behind `/office?`.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = case_lists)]
pub struct CaseListRow {
    pub id: String,
    pub account_id: String,
    pub office: i32,
    pub name: String,
    pub query: String,
    /// For everybody of the office.
    pub shared: bool,
    pub created_at: NaiveDateTime,
}

/// A row of `inbox_choices`.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = inbox_choices, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct ChoicesRow {
    pub account_id: String,
    /// Codes of columns, joined by commas.
    pub shown: String,
    /// The list that `/office` opens with.
    pub first_list: Option<String>,
    /// Keys do something.
    pub keys: bool,
}

/// More lists than this nobody keeps.
pub const MOST: i64 = 50;

/// The lists that a clerk sees: their own, and those shared in their office; by name.
pub fn seen_by(conn: &mut AnyConn, account: &str, office: i32) -> QueryResult<Vec<CaseListRow>> {
    case_lists::table
        .filter(case_lists::office.eq(office))
        .filter(case_lists::account_id.eq(account).or(case_lists::shared.eq(true)))
        .order((case_lists::name, case_lists::id))
        .limit(4 * MOST)
        .select(CaseListRow::as_select())
        .load(conn)
}

/// The lists that are shared in an office, by name.
pub fn shared_in(conn: &mut AnyConn, office: i32) -> QueryResult<Vec<CaseListRow>> {
    case_lists::table
        .filter(case_lists::office.eq(office))
        .filter(case_lists::shared.eq(true))
        .order((case_lists::name, case_lists::id))
        .limit(4 * MOST)
        .select(CaseListRow::as_select())
        .load(conn)
}

pub fn find(conn: &mut AnyConn, id: &str) -> QueryResult<Option<CaseListRow>> {
    case_lists::table.find(id).select(CaseListRow::as_select()).first(conn).optional()
}

/// A clerk's own list of that name.
pub fn named(conn: &mut AnyConn, account: &str, name: &str) -> QueryResult<Option<CaseListRow>> {
    case_lists::table
        .filter(case_lists::account_id.eq(account))
        .filter(case_lists::name.eq(name))
        .select(CaseListRow::as_select())
        .first(conn)
        .optional()
}

pub fn count_own(conn: &mut AnyConn, account: &str) -> QueryResult<i64> {
    case_lists::table.filter(case_lists::account_id.eq(account)).count().get_result(conn)
}

pub fn add(conn: &mut AnyConn, row: &CaseListRow) -> QueryResult<()> {
    diesel::insert_into(case_lists::table).values(row.clone()).execute(conn).map(drop)
}

/// Deletes a list; nobody's inbox opens with it any more.
pub fn delete(conn: &mut AnyConn, id: &str) -> QueryResult<()> {
    diesel::update(inbox_choices::table.filter(inbox_choices::first_list.eq(id)))
        .set(inbox_choices::first_list.eq(None::<String>))
        .execute(conn)?;
    diesel::delete(case_lists::table.find(id)).execute(conn).map(drop)
}

/// How somebody wants the inbox; `None` where they never said.
pub fn choices(conn: &mut AnyConn, account: &str) -> QueryResult<Option<ChoicesRow>> {
    inbox_choices::table.find(account).select(ChoicesRow::as_select()).first(conn).optional()
}

pub fn choose(conn: &mut AnyConn, row: &ChoicesRow) -> QueryResult<()> {
    let changed = diesel::update(inbox_choices::table.find(row.account_id.clone())).set(row.clone()).execute(conn)?;
    if changed == 0 {
        diesel::insert_into(inbox_choices::table).values(row.clone()).execute(conn)?;
    }
    Ok(())
}
