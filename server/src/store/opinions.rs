//! Opinions asked of colleagues and of others, by a link that works once.

use super::AnyConn;
use super::schema::opinions;
use chrono::{NaiveDate, NaiveDateTime};
use diesel::dsl::count_star;
use diesel::prelude::*;

/// A row of `opinions`.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = opinions, treat_none_as_default_value = false)]
pub struct OpinionRow {
    pub id: String,
    pub application_id: String,
    pub asked_by: String,
    /// Who is asked, in words.
    pub asked_of: String,
    /// A colleague's account.
    pub account_id: Option<String>,
    /// Somebody else's address.
    pub email: Option<String>,
    /// The link of the mail, as a hash.
    pub token_hash: Option<String>,
    pub question: String,
    pub due_on: NaiveDate,
    pub asked_at: NaiveDateTime,
    pub reminded_at: Option<NaiveDateTime>,
    pub answer: Option<String>,
    /// Who answered, in words.
    pub answered_by: Option<String>,
    pub answered_at: Option<NaiveDateTime>,
    pub withdrawn_at: Option<NaiveDateTime>,
}

impl OpinionRow {
    pub fn is_open(&self) -> bool {
        self.answered_at.is_none() && self.withdrawn_at.is_none()
    }
}

/// Adds one; an id that is there already is the same form, sent again: `false`.
pub fn add(conn: &mut AnyConn, row: &OpinionRow) -> QueryResult<bool> {
    if find(conn, &row.id)?.is_some() {
        return Ok(false);
    }
    diesel::insert_into(opinions::table).values(row.clone()).execute(conn).map(|_| true)
}

pub fn find(conn: &mut AnyConn, id: &str) -> QueryResult<Option<OpinionRow>> {
    opinions::table.find(id).select(OpinionRow::as_select()).first(conn).optional()
}

/// The one that a link asks for.
pub fn by_token(conn: &mut AnyConn, token_hash: &str) -> QueryResult<Option<OpinionRow>> {
    opinions::table.filter(opinions::token_hash.eq(token_hash)).select(OpinionRow::as_select()).first(conn).optional()
}

/// Those of a case, the first first.
pub fn of_case(conn: &mut AnyConn, case: &str) -> QueryResult<Vec<OpinionRow>> {
    opinions::table
        .filter(opinions::application_id.eq(case))
        .order((opinions::asked_at, opinions::id))
        .limit(200)
        .select(OpinionRow::as_select())
        .load(conn)
}

/// How many of a case wait for an answer.
pub fn count_open(conn: &mut AnyConn, case: &str) -> QueryResult<i64> {
    opinions::table
        .filter(opinions::application_id.eq(case))
        .filter(opinions::answered_at.is_null())
        .filter(opinions::withdrawn_at.is_null())
        .select(count_star())
        .first(conn)
}

/// Answers an open one; false where it is not open any more.
pub fn answer(conn: &mut AnyConn, id: &str, answer: &str, by: &str, now: NaiveDateTime) -> QueryResult<bool> {
    let open =
        opinions::table.find(id).filter(opinions::answered_at.is_null()).filter(opinions::withdrawn_at.is_null());
    diesel::update(open)
        .set((opinions::answer.eq(answer), opinions::answered_by.eq(by), opinions::answered_at.eq(now)))
        .execute(conn)
        .map(|changed| changed == 1)
}

/// Takes an open one back; false where it is not open any more.
pub fn withdraw(conn: &mut AnyConn, id: &str, now: NaiveDateTime) -> QueryResult<bool> {
    let open =
        opinions::table.find(id).filter(opinions::answered_at.is_null()).filter(opinions::withdrawn_at.is_null());
    diesel::update(open).set(opinions::withdrawn_at.eq(now)).execute(conn).map(|changed| changed == 1)
}

/// Open ones that are due by a day and of which nobody was reminded.
pub fn to_remind(conn: &mut AnyConn, by: NaiveDate, limit: i64) -> QueryResult<Vec<OpinionRow>> {
    opinions::table
        .filter(opinions::answered_at.is_null())
        .filter(opinions::withdrawn_at.is_null())
        .filter(opinions::reminded_at.is_null())
        .filter(opinions::due_on.le(by))
        .order(opinions::id)
        .limit(limit)
        .select(OpinionRow::as_select())
        .load(conn)
}

/// Notes that somebody is reminded of an open one; a link sent anew takes the place of the former. False where another
/// node did so already, or it is not open any more: nobody is written to then.
pub fn reminded(conn: &mut AnyConn, id: &str, token_hash: Option<String>, now: NaiveDateTime) -> QueryResult<bool> {
    let waiting = opinions::table
        .find(id)
        .filter(opinions::answered_at.is_null())
        .filter(opinions::withdrawn_at.is_null())
        .filter(opinions::reminded_at.is_null());
    diesel::update(waiting)
        .set((opinions::reminded_at.eq(now), opinions::token_hash.eq(token_hash)))
        .execute(conn)
        .map(|changed| changed == 1)
}
