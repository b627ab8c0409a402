//! What passes from an office that closes to whoever goes on with its work.

use super::AnyConn;
use super::accounts::Role;
use super::applications::ApplicationRow;
use super::schema::{absences, accounts, applications, case_lists, counter_drafts, offices, proceeding_tasks};
use chrono::NaiveDate;
use diesel::dsl::count_star;
use diesel::prelude::*;
use portal::application::Status;
use portal::proceeding::Body;

/// The statuses of cases that are open.
const OPEN: [Status; 3] = [Status::Filed, Status::InReview, Status::Returned];

/// How much an office has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Belongings {
    /// Open cases, and of them those in somebody's hands.
    pub open: i64,
    pub in_hands: i64,
    /// Of the open ones those that are overdue on a day.
    pub overdue: i64,
    /// Clerks, supervisors and officers of other bodies.
    pub people: i64,
    /// Offices below it.
    pub below: i64,
}

pub fn belongings(conn: &mut AnyConn, office: i32, today: NaiveDate) -> QueryResult<Belongings> {
    let open = || {
        applications::table
            .filter(applications::office.eq(office))
            .filter(applications::status.eq_any(OPEN.map(Status::code)))
    };
    Ok(Belongings {
        open: open().select(count_star()).first(conn)?,
        in_hands: open().filter(applications::clerk.is_not_null()).select(count_star()).first(conn)?,
        overdue: open().filter(applications::due_on.lt(today)).select(count_star()).first(conn)?,
        people: accounts::table
            .filter(accounts::office.eq(office))
            .filter(accounts::role.eq_any(passing_roles()))
            .select(count_star())
            .first(conn)?,
        below: offices::table.filter(offices::parent.eq(office)).select(count_star()).first(conn)?,
    })
}

/// Whoever goes with the work; editors stay with the data of their council.
fn passing_roles() -> Vec<&'static str> {
    let mut roles = vec![Role::Clerk.code(), Role::Supervisor.code()];
    roles.extend(Body::ALL.map(Body::code));
    roles
}

/// The open cases of an office.
pub fn open_cases(conn: &mut AnyConn, office: i32) -> QueryResult<Vec<ApplicationRow>> {
    applications::table
        .filter(applications::office.eq(office))
        .filter(applications::status.eq_any(OPEN.map(Status::code)))
        .order(applications::id)
        .select(ApplicationRow::as_select())
        .load(conn)
}

/// Whether an office has open cases.
pub fn has_open(conn: &mut AnyConn, office: i32) -> QueryResult<bool> {
    let found: Option<String> = applications::table
        .filter(applications::office.eq(office))
        .filter(applications::status.eq_any(OPEN.map(Status::code)))
        .select(applications::id)
        .first(conn)
        .optional()?;
    Ok(found.is_some())
}

/// Gives what else belongs to an office to another: people, prepared papers, what was typed at its counter, questions
/// to bodies, absences and kept lists. The people are named.
pub fn hand_on(conn: &mut AnyConn, from: i32, to: i32) -> QueryResult<Vec<String>> {
    let people: Vec<String> = accounts::table
        .filter(accounts::office.eq(from))
        .filter(accounts::role.eq_any(passing_roles()))
        .order(accounts::id)
        .select(accounts::id)
        .load(conn)?;
    let with = accounts::table.filter(accounts::office.eq(from)).filter(accounts::role.eq_any(passing_roles()));
    diesel::update(with).set(accounts::office.eq(to)).execute(conn)?;
    let prepared = applications::table
        .filter(applications::office.eq(from))
        .filter(applications::status.eq_any([Status::Draft, Status::Prepared].map(Status::code)));
    diesel::update(prepared).set(applications::office.eq(to)).execute(conn)?;
    diesel::update(counter_drafts::table.filter(counter_drafts::office.eq(from)))
        .set(counter_drafts::office.eq(to))
        .execute(conn)?;
    let tasks = proceeding_tasks::table.filter(proceeding_tasks::office.eq(from));
    diesel::update(tasks.filter(proceeding_tasks::closed_at.is_null()))
        .set(proceeding_tasks::office.eq(to))
        .execute(conn)?;
    let away = absences::table.filter(absences::office.eq(from)).filter(absences::ended_at.is_null());
    diesel::update(away).set(absences::office.eq(to)).execute(conn)?;
    diesel::update(case_lists::table.filter(case_lists::office.eq(from)))
        .set(case_lists::office.eq(to))
        .execute(conn)?;
    Ok(people)
}
