//! How many cases an office's parts have, by what its filters tell apart.

use super::Bands;
use crate::store::AnyConn;
use crate::store::schema::application_events;
use chrono::NaiveDateTime;
use diesel::dsl::max;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};
use std::collections::HashMap;

/// How many cases of an office are in a state, by a channel, in a clerk's hands, of a procedure, so near their
/// deadline.
#[derive(Clone, Debug, QueryableByName)]
pub struct Count {
    #[diesel(sql_type = Text)]
    pub status: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub channel: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub clerk: Option<String>,
    #[diesel(sql_type = Text)]
    pub procedure: String,
    /// Code of a [`Band`], or `none`.
    #[diesel(sql_type = Text)]
    pub band: String,
    #[diesel(sql_type = BigInt)]
    pub cases: i64,
}

/// The counts of an office's cases that nobody has decided yet: few, however many were decided.
pub fn counts_open(conn: &mut AnyConn, office: i32, bands: Bands) -> QueryResult<Vec<Count>> {
    // Written out: Diesel's own groups know columns alone.
    diesel::sql_query(format!(
        "SELECT status, channel, clerk, procedure, {} AS band, COUNT(*) AS cases FROM applications \
         WHERE office = {office} AND filed_at IS NOT NULL AND status IN ('filed', 'in_review', 'returned') \
         GROUP BY 1, 2, 3, 4, 5",
        bands.expression()
    ))
    .load(conn)
}

/// So many decided cases are counted where only their number is shown: beyond it nobody asks how many.
pub const COUNTED: i64 = 10_000;

/// The counts of an office's decided cases, as its filters need them: read from `applications_counted`, in its order.
pub fn counts_decided(conn: &mut AnyConn, office: i32) -> QueryResult<Vec<Count>> {
    diesel::sql_query(format!(
        "SELECT status, channel, clerk, procedure, 'none' AS band, COUNT(*) AS cases FROM applications \
         WHERE {} GROUP BY 1, 2, 3, 4",
        decided(office)
    ))
    .load(conn)
}

/// How many cases of an office are decided; one more than [`COUNTED`] where there are more. To count all of them for
/// every page of a large office would take longer than the page.
pub fn count_decided(conn: &mut AnyConn, office: i32) -> QueryResult<i64> {
    let one: Vec<Number> = diesel::sql_query(format!(
        "SELECT COUNT(*) AS cases FROM (SELECT 1 AS one FROM applications WHERE {} LIMIT {}) AS counted",
        decided(office),
        COUNTED + 1
    ))
    .load(conn)?;
    Ok(one.first().map_or(0, |one| one.cases))
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    cases: i64,
}

/// Written out, as the index has it.
fn decided(office: i32) -> String {
    format!(
        "office = {office} AND filed_at IS NOT NULL AND status IN ('accepted', 'refused', 'unconsidered', 'withdrawn')"
    )
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
