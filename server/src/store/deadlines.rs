//! The deadlines of open cases, where what they are reckoned by changes.

use super::AnyConn;
use super::applications::{ApplicationRow, EventRow};
use super::schema::{application_events, applications};
use chrono::NaiveDate;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use portal::application::Status;
use std::collections::HashMap;

/// Ids that one query names: SQLite takes 32,766 values in all.
const AT_ONCE: usize = 500;

/// Lets nobody change an application until the end of the write, and waits for those who do: what they filed by the
/// former rules is read and moved with the rest, and who comes after sees that the rules changed
/// (`state::Current::still_stand`). SQLite has one writer anyway.
pub fn hold_all(conn: &mut AnyConn) -> QueryResult<()> {
    if let AnyConn::Postgres(conn) = conn {
        // With nobody holding a row, lest two wait for each other.
        conn.batch_execute("LOCK TABLE applications IN EXCLUSIVE MODE")?;
    }
    Ok(())
}

/// The undecided cases that are due on a day or later.
pub fn due_from(conn: &mut AnyConn, day: NaiveDate) -> QueryResult<Vec<ApplicationRow>> {
    applications::table
        .filter(applications::status.eq_any([Status::Filed.code(), Status::InReview.code()]))
        .filter(applications::due_on.ge(day))
        .order(applications::id)
        .select(ApplicationRow::as_select())
        .load(conn)
}

/// The histories of applications, by id.
pub fn histories(conn: &mut AnyConn, ids: &[String]) -> QueryResult<HashMap<String, Vec<EventRow>>> {
    let mut found: HashMap<String, Vec<EventRow>> = HashMap::new();
    for some in ids.chunks(AT_ONCE) {
        let rows: Vec<EventRow> = application_events::table
            .filter(application_events::application_id.eq_any(some.to_vec()))
            .order((application_events::application_id, application_events::position))
            .select(EventRow::as_select())
            .load(conn)?;
        for row in rows {
            found.entry(row.application_id.clone()).or_default().push(row);
        }
    }
    Ok(found)
}

/// How many applications of a procedure wait for a decision, and how many are drafts.
pub fn open_of(conn: &mut AnyConn, procedure: &str) -> QueryResult<(i64, i64)> {
    let open = [Status::Filed, Status::InReview, Status::Returned].map(Status::code);
    let drafts = [Status::Draft, Status::Prepared].map(Status::code);
    let count = |conn: &mut AnyConn, statuses: Vec<&'static str>| {
        applications::table
            .filter(applications::procedure.eq(procedure.to_owned()))
            .filter(applications::status.eq_any(statuses))
            .count()
            .get_result(conn)
    };
    Ok((count(conn, open.into())?, count(conn, drafts.into())?))
}
