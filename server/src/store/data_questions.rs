//! Questions to the owners of sets, and what was answered.

use super::AnyConn;
use super::schema::data_questions;
use chrono::{NaiveDate, NaiveDateTime};
use diesel::dsl::count_star;
use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error};
use portal::lang::Lang;

/// A row of `data_questions`.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = data_questions, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct QuestionRow {
    pub id: String,
    pub data_set: String,
    /// The body whose editors answer.
    pub office: i32,
    pub lang: String,
    /// A first name, or nothing.
    pub name: String,
    pub question: String,
    /// To whom the answer is mailed; forgotten as soon as it was.
    pub email: Option<String>,
    pub confirm_hash: Option<String>,
    pub confirm_until: Option<NaiveDateTime>,
    pub created_at: NaiveDateTime,
    /// When it came before the editors.
    pub asked_at: Option<NaiveDateTime>,
    pub due_on: Option<NaiveDate>,
    pub answer: Option<String>,
    pub answered_by: Option<String>,
    pub answered_at: Option<NaiveDateTime>,
    /// Why it is shown to nobody; the end of the locale key `question-hidden-…`.
    pub hidden: Option<String>,
    pub hidden_by: Option<String>,
    pub hidden_at: Option<NaiveDateTime>,
    pub revision: i32,
}

impl QuestionRow {
    pub fn lang(&self) -> Lang {
        Lang::ALL.into_iter().find(|lang| lang.tag() == self.lang).unwrap_or(Lang::Ru)
    }

    /// Whether it waits for an answer.
    pub fn is_open(&self) -> bool {
        self.answer.is_none() && self.hidden.is_none()
    }

    pub fn is_late(&self, today: NaiveDate) -> bool {
        self.is_open() && self.due_on.is_some_and(|day| day < today)
    }
}

/// Adds one; `false` where one of this id was added at the same time.
pub fn add(conn: &mut AnyConn, row: &QuestionRow) -> QueryResult<bool> {
    match diesel::insert_into(data_questions::table).values(row.clone()).execute(conn) {
        Ok(_) => Ok(true),
        Err(Error::DatabaseError(DatabaseErrorKind::UniqueViolation, _)) => Ok(false),
        Err(other) => Err(other),
    }
}

pub fn find(conn: &mut AnyConn, id: &str) -> QueryResult<Option<QuestionRow>> {
    data_questions::table.find(id).select(QuestionRow::as_select()).first(conn).optional()
}

/// The question that a link confirms, while it does.
pub fn to_confirm(conn: &mut AnyConn, hash: &str, now: NaiveDateTime) -> QueryResult<Option<QuestionRow>> {
    let known = data_questions::table
        .filter(data_questions::confirm_hash.eq(hash))
        .filter(data_questions::confirm_until.gt(now));
    known.select(QuestionRow::as_select()).first(conn).optional()
}

/// Saves a changed row over the revision that was seen; false where it is another one by now.
pub fn save(conn: &mut AnyConn, row: &QuestionRow, seen: i32) -> QueryResult<bool> {
    let own = data_questions::table.find(&row.id).filter(data_questions::revision.eq(seen));
    diesel::update(own).set(row.clone()).execute(conn).map(|changed| changed == 1)
}

/// How many a body has before it that nobody answered, those without a confirmed address among them.
pub fn count_open(conn: &mut AnyConn, office: i32) -> QueryResult<i64> {
    data_questions::table
        .filter(data_questions::office.eq(office))
        .filter(data_questions::answer.is_null())
        .filter(data_questions::hidden.is_null())
        .select(count_star())
        .first(conn)
}

/// Those before a body's editors that wait for an answer, the oldest first.
pub fn open_of_office(conn: &mut AnyConn, office: i32, limit: i64) -> QueryResult<Vec<QuestionRow>> {
    data_questions::table
        .filter(data_questions::office.eq(office))
        .filter(data_questions::asked_at.is_not_null())
        .filter(data_questions::answer.is_null())
        .filter(data_questions::hidden.is_null())
        .order((data_questions::asked_at, data_questions::id))
        .limit(limit)
        .select(QuestionRow::as_select())
        .load(conn)
}

/// Those that were answered or hidden, the newest first.
pub fn closed_of_office(conn: &mut AnyConn, office: i32, limit: i64) -> QueryResult<Vec<QuestionRow>> {
    let closed = data_questions::answer.is_not_null().or(data_questions::hidden.is_not_null());
    data_questions::table
        .filter(data_questions::office.eq(office))
        .filter(data_questions::asked_at.is_not_null())
        .filter(closed)
        .order((data_questions::asked_at.desc(), data_questions::id))
        .limit(limit)
        .select(QuestionRow::as_select())
        .load(conn)
}

/// What everybody may read about a set, the newest answer first.
pub fn answered(conn: &mut AnyConn, set: &str, limit: i64) -> QueryResult<Vec<QuestionRow>> {
    data_questions::table
        .filter(data_questions::data_set.eq(set))
        .filter(data_questions::answer.is_not_null())
        .filter(data_questions::hidden.is_null())
        .order((data_questions::answered_at.desc(), data_questions::id))
        .limit(limit)
        .select(QuestionRow::as_select())
        .load(conn)
}

/// Removes what nobody confirmed in time.
pub fn sweep(conn: &mut AnyConn, now: NaiveDateTime) -> QueryResult<usize> {
    let late =
        data_questions::table.filter(data_questions::asked_at.is_null()).filter(data_questions::confirm_until.lt(now));
    diesel::delete(late).execute(conn)
}
