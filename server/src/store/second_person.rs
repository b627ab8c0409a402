//! Decisions that a second person confirms: where an office wants it so, and what was prepared.

use super::AnyConn;
use super::schema::{applications, preparations, second_person_rules};
use chrono::{NaiveDate, NaiveDateTime};
use diesel::dsl::{count_star, sql};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Integer};
use portal::application::Status;
use std::collections::HashSet;

/// A row of `second_person_rules`: only added to, so that what held on a day can be told.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = second_person_rules)]
pub struct RuleRow {
    pub id: String,
    pub office: i32,
    pub procedure: String,
    pub valid_from: NaiveDate,
    pub accepting: bool,
    pub refusing: bool,
    pub set_by: String,
    pub set_at: NaiveDateTime,
}

/// A row of `preparations`.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = preparations, treat_none_as_default_value = false)]
pub struct PreparationRow {
    pub id: String,
    pub application_id: String,
    /// `accept` or `refuse`.
    pub outcome: String,
    /// Codes of the catalogue, a JSON list.
    pub reasons: String,
    pub words: String,
    /// The place of what is granted, where it is one of several.
    pub choice: Option<i32>,
    /// That of the case as it was prepared: with another the preparation is void.
    pub revision: i32,
    pub prepared_by: String,
    pub prepared_at: NaiveDateTime,
    /// `confirmed`, `sent_back`, `recalled`, `void`; `None` while it waits.
    pub ending: Option<String>,
    pub ended_by: Option<String>,
    pub ended_at: Option<NaiveDateTime>,
    /// What whoever sent it back says.
    pub ending_words: String,
}

impl PreparationRow {
    pub fn reasons(&self) -> Vec<String> {
        serde_json::from_str(&self.reasons).unwrap_or_default()
    }
}

pub fn add_rule(conn: &mut AnyConn, row: &RuleRow) -> QueryResult<()> {
    diesel::insert_into(second_person_rules::table).values(row.clone()).execute(conn).map(drop)
}

/// What an office set, the first first.
pub fn rules(conn: &mut AnyConn, office: i32) -> QueryResult<Vec<RuleRow>> {
    second_person_rules::table
        .filter(second_person_rules::office.eq(office))
        .order((second_person_rules::valid_from, second_person_rules::set_at, second_person_rules::id))
        .select(RuleRow::as_select())
        .load(conn)
}

pub fn add(conn: &mut AnyConn, row: &PreparationRow) -> QueryResult<()> {
    diesel::insert_into(preparations::table).values(row.clone()).execute(conn).map(drop)
}

/// What waits for a second person in a case, be it void by now.
pub fn open(conn: &mut AnyConn, case: &str) -> QueryResult<Option<PreparationRow>> {
    preparations::table
        .filter(preparations::application_id.eq(case))
        .filter(preparations::ending.is_null())
        .select(PreparationRow::as_select())
        .first(conn)
        .optional()
}

/// Those of a case, the first first.
pub fn of_case(conn: &mut AnyConn, case: &str) -> QueryResult<Vec<PreparationRow>> {
    preparations::table
        .filter(preparations::application_id.eq(case))
        .order((preparations::prepared_at, preparations::id))
        .limit(200)
        .select(PreparationRow::as_select())
        .load(conn)
}

/// Ends an open one; false where it is not open any more.
pub fn end(
    conn: &mut AnyConn,
    id: &str,
    ending: &str,
    by: Option<&str>,
    words: &str,
    now: NaiveDateTime,
) -> QueryResult<bool> {
    diesel::update(preparations::table.find(id).filter(preparations::ending.is_null()))
        .set((
            preparations::ending.eq(ending),
            preparations::ended_by.eq(by),
            preparations::ended_at.eq(now),
            preparations::ending_words.eq(words),
        ))
        .execute(conn)
        .map(|changed| changed == 1)
}

/// Which of some cases wait for a second person.
pub fn waiting(conn: &mut AnyConn, cases: &[String]) -> QueryResult<HashSet<String>> {
    let of_case = applications::id.eq(preparations::application_id);
    let rows: Vec<String> = preparations::table
        .inner_join(applications::table.on(of_case.and(applications::revision.eq(preparations::revision))))
        .filter(preparations::ending.is_null())
        .filter(applications::status.eq_any([Status::InReview.code(), Status::Returned.code()]))
        .filter(applications::id.eq_any(cases.to_vec()))
        .select(applications::id)
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// How many cases of an office somebody other than `me` prepared.
pub fn count_for(conn: &mut AnyConn, office: i32, me: &str) -> QueryResult<i64> {
    let of_case = applications::id.eq(preparations::application_id);
    preparations::table
        .inner_join(applications::table.on(of_case.and(applications::revision.eq(preparations::revision))))
        .filter(preparations::ending.is_null())
        .filter(preparations::prepared_by.ne(me))
        .filter(applications::status.eq_any([Status::InReview.code(), Status::Returned.code()]))
        // The plus keeps SQLite from beginning with what the office has under review: little of it is prepared.
        .filter(sql::<Bool>("+applications.office = ").bind::<Integer, _>(office))
        .select(count_star())
        .first(conn)
}

/// How many decisions wait for a second person that name a reason.
pub fn naming(conn: &mut AnyConn, code: &str) -> QueryResult<i64> {
    preparations::table
        .filter(preparations::ending.is_null())
        .filter(preparations::reasons.like(format!("%\"{code}\"%")))
        .select(count_star())
        .first(conn)
}
