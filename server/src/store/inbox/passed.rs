//! What went from an office to others.

use super::title;
use crate::store::AnyConn;
use crate::store::schema::{application_events, applications, companies};
use chrono::{NaiveDate, NaiveDateTime};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;

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
