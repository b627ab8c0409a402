//! The office's lists of cases: one joined query a list, one grouped query for all the counts.

use super::AnyConn;
use super::schema::{accounts, application_events, applications, companies};
use chrono::{NaiveDate, NaiveDateTime};
use diesel::dsl::{count_star, exists, max, sql};
use diesel::prelude::*;
use diesel::sql_types::Bool;
use portal::application::Status;
use std::collections::HashMap;

/// Which cases of an office.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    pub office: i32,
    /// Empty: in any state.
    pub statuses: Vec<Status>,
    /// In these hands; empty: in anybody's or nobody's.
    pub clerks: Vec<String>,
    /// Come by these channels; empty: by any.
    pub channels: Vec<String>,
    pub search: Option<Search>,
}

/// What a clerk looks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Search {
    /// The first digits of a filing number, or a whole UNP.
    Digits(String),
    /// A folded part of a company's name; an empty one finds nothing.
    Name(String),
}

/// The order of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// What is due first stands first.
    ByDue,
    /// The one that waits longest first.
    Oldest,
    /// What was decided last stands first.
    NewestDecision,
}

/// A line of a list.
#[derive(Clone, Debug, Queryable)]
pub struct CaseLine {
    pub id: String,
    pub procedure: String,
    /// `None` while nothing is registered.
    pub unp: Option<i64>,
    pub status: String,
    pub number: Option<String>,
    pub round: i32,
    pub filed_on: Option<NaiveDate>,
    pub channel: Option<String>,
    pub due_on: Option<NaiveDate>,
    pub decided_at: Option<NaiveDateTime>,
    pub office: Option<i32>,
    pub company: Option<String>,
    pub company_short: Option<String>,
    pub party: Option<String>,
    pub clerk: Option<String>,
}

impl CaseLine {
    /// The company by its short name where it has one; while there is none, whom the case is for.
    pub fn title(&self) -> &str {
        title(&self.company_short, &self.company, &self.party)
    }
}

fn title<'a>(short: &'a Option<String>, name: &'a Option<String>, party: &'a Option<String>) -> &'a str {
    [short, name, party].into_iter().find_map(Option::as_deref).unwrap_or_default()
}

type Backend = <AnyConn as diesel::Connection>::Backend;

/// The cases of a page of a list.
pub fn cases(conn: &mut AnyConn, wanted: &Wanted, order: Order, limit: i64, offset: i64) -> QueryResult<Vec<CaseLine>> {
    let mut query = restricted(wanted);
    query = match order {
        // Written out, since NULLs come first on one database and last on the other.
        Order::ByDue => query.order(sql::<Bool>("applications.due_on IS NULL")).then_order_by((
            applications::due_on,
            applications::filed_at,
            applications::id,
        )),
        Order::Oldest => query.order((applications::filed_at, applications::id)),
        Order::NewestDecision => query.order((applications::decided_at.desc(), applications::id.desc())),
    };
    query
        .left_join(companies::table.on(companies::unp.nullable().eq(applications::unp)))
        .left_join(accounts::table.on(accounts::id.nullable().eq(applications::clerk)))
        .limit(limit)
        .offset(offset)
        .select((
            applications::id,
            applications::procedure,
            applications::unp,
            applications::status,
            applications::number,
            applications::round,
            applications::filed_on,
            applications::channel,
            applications::due_on,
            applications::decided_at,
            applications::office,
            companies::name.nullable(),
            companies::short_name.nullable(),
            applications::party,
            accounts::name.nullable(),
        ))
        .load(conn)
}

/// How many cases a list has on all its pages.
pub fn count(conn: &mut AnyConn, wanted: &Wanted) -> QueryResult<i64> {
    restricted(wanted).count().get_result(conn)
}

fn restricted(wanted: &Wanted) -> applications::BoxedQuery<'static, Backend> {
    let mut query = applications::table
        .into_boxed()
        .filter(applications::office.eq(wanted.office))
        .filter(applications::filed_at.is_not_null());
    if !wanted.statuses.is_empty() {
        query = query.filter(applications::status.eq_any(wanted.statuses.iter().map(|s| s.code()).collect::<Vec<_>>()));
    }
    if !wanted.clerks.is_empty() {
        query = query.filter(applications::clerk.eq_any(wanted.clerks.clone()));
    }
    if !wanted.channels.is_empty() {
        query = query.filter(applications::channel.eq_any(wanted.channels.clone()));
    }
    match wanted.search.clone() {
        None => query,
        Some(Search::Digits(digits)) => {
            // A UNP has nine digits; a longer number is no UNP and must not overflow.
            let unp: i64 = digits.parse().unwrap_or(0);
            query.filter(
                applications::number
                    .like(format!("{digits}%"))
                    .assume_not_null()
                    .or(applications::unp.eq(unp).assume_not_null()),
            )
        }
        Some(Search::Name(folded)) if folded.is_empty() => query.filter(applications::id.eq(String::new())),
        Some(Search::Name(folded)) => {
            let part = format!("%{folded}%");
            let named = companies::table
                .filter(companies::unp.nullable().eq(applications::unp))
                .filter(companies::search.like(part.clone()));
            let alone = applications::unp.is_null().and(applications::party_key.like(part)).assume_not_null();
            query.filter(exists(named).or(alone))
        }
    }
}

/// How many cases of an office are in a state, by a channel, in a clerk's hands.
#[derive(Clone, Debug, Queryable)]
pub struct Count {
    pub status: String,
    pub channel: Option<String>,
    pub clerk: Option<String>,
    pub cases: i64,
}

/// Every count that the inbox of an office shows, but for what passed to others.
pub fn counts(conn: &mut AnyConn, office: i32) -> QueryResult<Vec<Count>> {
    let by = (applications::status, applications::channel, applications::clerk);
    applications::table
        .filter(applications::office.eq(office))
        .filter(applications::filed_at.is_not_null())
        .group_by(by)
        .select((applications::status, applications::channel, applications::clerk, count_star()))
        .load(conn)
}

/// When each of some cases was returned to the applicant last.
pub fn returned_at(conn: &mut AnyConn, cases: &[String]) -> QueryResult<HashMap<String, NaiveDateTime>> {
    let rows: Vec<(String, Option<NaiveDateTime>)> = application_events::table
        .filter(application_events::application_id.eq_any(cases.to_vec()))
        .filter(application_events::kind.eq("returned"))
        .group_by(application_events::application_id)
        .select((application_events::application_id, max(application_events::at)))
        .load(conn)?;
    Ok(rows.into_iter().filter_map(|(id, at)| Some((id, at?))).collect())
}

/// A case, or a company's file, that went from an office to another.
#[derive(Clone, Debug, Queryable)]
pub struct PassedLine {
    pub at: NaiveDateTime,
    /// The event's body: `{"from":…,"to":…}`, codes of offices.
    pub body: String,
    pub procedure: String,
    pub unp: Option<i64>,
    pub number: Option<String>,
    pub filed_on: Option<NaiveDate>,
    pub channel: Option<String>,
    pub company: Option<String>,
    pub company_short: Option<String>,
    pub party: Option<String>,
}

impl PassedLine {
    /// As that of a [`CaseLine`].
    pub fn title(&self) -> &str {
        title(&self.company_short, &self.company, &self.party)
    }
}

/// What passed from an office to others, the newest first.
pub fn passed(conn: &mut AnyConn, office: i32, limit: i64, offset: i64) -> QueryResult<Vec<PassedLine>> {
    application_events::table
        .inner_join(applications::table.on(applications::id.eq(application_events::application_id)))
        .left_join(companies::table.on(companies::unp.nullable().eq(applications::unp)))
        .filter(sql::<Bool>(PASSED))
        .filter(application_events::body.like(from_office(office)))
        .order((application_events::at.desc(), application_events::id.desc()))
        .limit(limit)
        .offset(offset)
        .select((
            application_events::at,
            application_events::body,
            applications::procedure,
            applications::unp,
            applications::number,
            applications::filed_on,
            applications::channel,
            companies::name.nullable(),
            companies::short_name.nullable(),
            applications::party,
        ))
        .load(conn)
}

pub fn count_passed(conn: &mut AnyConn, office: i32) -> QueryResult<i64> {
    application_events::table
        .filter(sql::<Bool>(PASSED))
        .filter(application_events::body.like(from_office(office)))
        .count()
        .get_result(conn)
}

/// The condition of the partial index `application_events_passed`, word for word: bound values would
/// keep both databases from using it.
const PASSED: &str = "application_events.kind IN ('file_passed', 'passed_on')";

/// The body of such an event begins with the office that gave it away.
fn from_office(office: i32) -> String {
    format!("{{\"from\":{office},%")
}
