//! What is counted of an office's cases, in a handful of queries whatever the number of cases.

use super::AnyConn;
use super::applications::EventRow;
use super::schema::{accounts, application_events, applications, companies};
use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};
use portal::application::Status;

/// How many cases of an office, filed in a time, are of a procedure, in a state, by a channel.
#[derive(Clone, Debug, QueryableByName)]
pub struct Filed {
    #[diesel(sql_type = Text)]
    pub procedure: String,
    #[diesel(sql_type = Text)]
    pub status: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub channel: Option<String>,
    /// `2026-11`.
    #[diesel(sql_type = Text)]
    pub month: String,
    #[diesel(sql_type = BigInt)]
    pub cases: i64,
}

/// Cases that are looked at one by one, for times, at most.
pub const MOST: i64 = 20_000;

pub fn filed(conn: &mut AnyConn, office: i32, from: NaiveDate, until: NaiveDate) -> QueryResult<Vec<Filed>> {
    let month = match conn {
        AnyConn::Sqlite(_) => "SUBSTR(filed_on, 1, 7)",
        AnyConn::Postgres(_) => "TO_CHAR(filed_on, 'YYYY-MM')",
    };
    // The dates and the office are the program's own.
    diesel::sql_query(format!(
        "SELECT procedure, status, channel, {month} AS month, COUNT(*) AS cases FROM applications \
         WHERE office = {office} AND filed_on >= '{from}' AND filed_on <= '{until}' GROUP BY 1, 2, 3, 4"
    ))
    .load(conn)
}

/// A case that was decided.
#[derive(Clone, Debug, Queryable)]
pub struct Decided {
    pub id: String,
    pub procedure: String,
    pub channel: Option<String>,
    pub clerk: Option<String>,
    pub filed_on: Option<NaiveDate>,
    pub filed_at: Option<NaiveDateTime>,
    pub decided_at: Option<NaiveDateTime>,
    pub office: Option<i32>,
}

/// The cases that some offices decided in a time, the latest first, at most [`MOST`].
pub fn decided(
    conn: &mut AnyConn,
    offices: &[i32],
    from: NaiveDateTime,
    until: NaiveDateTime,
) -> QueryResult<Vec<Decided>> {
    applications::table
        .filter(applications::office.eq_any(offices.to_vec()))
        .filter(applications::status.eq_any(Status::DECISIONS.map(Status::code)))
        .filter(applications::decided_at.ge(from))
        .filter(applications::decided_at.lt(until))
        .order((applications::decided_at.desc(), applications::id))
        .limit(MOST)
        .select((
            applications::id,
            applications::procedure,
            applications::channel,
            applications::clerk,
            applications::filed_on,
            applications::filed_at,
            applications::decided_at,
            applications::office,
        ))
        .load(conn)
}

/// The events by which times and terms are reckoned.
const KINDS: [&str; 12] = [
    "taken",
    "assigned",
    "returned",
    "corrected",
    "withdrawn",
    "unconsidered",
    "reconsidered",
    "bodies_asked",
    "bodies_answered",
    "bodies_dropped",
    "billed",
    "paid",
];

/// The events of those cases by which their times and terms are reckoned, in their order.
pub fn events(
    conn: &mut AnyConn,
    offices: &[i32],
    from: NaiveDateTime,
    until: NaiveDateTime,
) -> QueryResult<Vec<EventRow>> {
    application_events::table
        .inner_join(applications::table.on(applications::id.eq(application_events::application_id)))
        .filter(applications::office.eq_any(offices.to_vec()))
        .filter(applications::status.eq_any(Status::DECISIONS.map(Status::code)))
        .filter(applications::decided_at.ge(from))
        .filter(applications::decided_at.lt(until))
        .filter(application_events::kind.eq_any(KINDS))
        .order((application_events::application_id, application_events::position))
        .limit(20 * MOST)
        .select(EventRow::as_select())
        .load(conn)
}

/// The same of some cases, so many as a statement takes values.
pub fn events_of(conn: &mut AnyConn, cases: &[String]) -> QueryResult<Vec<EventRow>> {
    application_events::table
        .filter(application_events::application_id.eq_any(cases.to_vec()))
        .filter(application_events::kind.eq_any(KINDS))
        .order((application_events::application_id, application_events::position))
        .select(EventRow::as_select())
        .load(conn)
}

/// A case as a file lists it.
#[derive(Clone, Debug, Queryable)]
pub struct Listed {
    pub id: String,
    pub number: Option<String>,
    pub procedure: String,
    pub status: String,
    pub channel: Option<String>,
    pub filed_on: Option<NaiveDate>,
    pub due_on: Option<NaiveDate>,
    pub decided_at: Option<NaiveDateTime>,
    pub unp: Option<i64>,
    pub company: Option<String>,
    pub party: Option<String>,
    pub clerk: Option<String>,
}

/// How many cases an office has that were filed in a time.
pub fn count_filed(conn: &mut AnyConn, office: i32, (from, until): (NaiveDate, NaiveDate)) -> QueryResult<i64> {
    applications::table
        .filter(applications::office.eq(office))
        .filter(applications::filed_on.ge(from))
        .filter(applications::filed_on.le(until))
        .count()
        .get_result(conn)
}

/// Behind which case a list goes on: the day of its filing, and its id.
pub type Behind = (NaiveDate, String);

/// The cases of an office filed in a time, behind one of them, in the order in which they were filed.
pub fn listed(
    conn: &mut AnyConn,
    office: i32,
    (from, until): (NaiveDate, NaiveDate),
    behind: Option<&Behind>,
    limit: i64,
) -> QueryResult<Vec<Listed>> {
    let (day, id) = behind.cloned().unwrap_or((from, String::new()));
    let later = applications::filed_on.gt(day).or(applications::id.gt(id)).assume_not_null();
    applications::table
        .left_join(companies::table.on(companies::unp.nullable().eq(applications::unp)))
        .left_join(accounts::table.on(accounts::id.nullable().eq(applications::clerk)))
        .filter(applications::office.eq(office))
        // A bound of the index; that a later day needs no greater id is the other condition.
        .filter(applications::filed_on.ge(day))
        .filter(applications::filed_on.le(until))
        .filter(later)
        .order((applications::filed_on, applications::id))
        .limit(limit)
        .select((
            applications::id,
            applications::number,
            applications::procedure,
            applications::status,
            applications::channel,
            applications::filed_on,
            applications::due_on,
            applications::decided_at,
            applications::unp,
            companies::name.nullable(),
            applications::party,
            accounts::name.nullable(),
        ))
        .load(conn)
}
