//! In whose hands cases are: an office's people, how much each has, and who has a case open.

use super::AnyConn;
use super::accounts::Role;
use super::applications::ApplicationRow;
use super::schema::{accounts, applications, escalations, presences};
use chrono::{NaiveDate, NaiveDateTime};
use diesel::dsl::count_star;
use diesel::prelude::*;
use portal::application::Status;
use portal::collation::sort_by_name;
use portal::lang::Lang;
use std::collections::HashMap;

/// Somebody who works in an office.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct Colleague {
    pub id: String,
    pub name: String,
    pub role: String,
}

/// The clerks and supervisors of an office who can sign in, by name.
pub fn colleagues(conn: &mut AnyConn, office: i32) -> QueryResult<Vec<Colleague>> {
    let mut people: Vec<Colleague> = accounts::table
        .filter(accounts::office.eq(office))
        .filter(accounts::role.eq_any([Role::Clerk.code(), Role::Supervisor.code()]))
        .filter(accounts::disabled_at.is_null())
        .order((accounts::name, accounts::id))
        .limit(500)
        .select((accounts::id, accounts::name, accounts::role))
        .load(conn)?;
    // Names of people are the same for readers of every language.
    sort_by_name(Lang::Be, &mut people, |person| &person.name);
    Ok(people)
}

/// How many cases each clerk of an office is working on.
pub fn loads(conn: &mut AnyConn, office: i32) -> QueryResult<HashMap<String, i64>> {
    let rows: Vec<(Option<String>, i64)> = applications::table
        .filter(applications::office.eq(office))
        .filter(applications::status.eq(Status::InReview.code()))
        .group_by(applications::clerk)
        .select((applications::clerk, count_star()))
        .load(conn)?;
    Ok(rows.into_iter().filter_map(|(clerk, cases)| Some((clerk?, cases))).collect())
}

/// The cases of an office that nobody has and whose clock runs, the most pressing first.
pub fn free(conn: &mut AnyConn, office: i32, limit: i64) -> QueryResult<Vec<ApplicationRow>> {
    applications::table
        .filter(applications::office.eq(office))
        .filter(applications::status.eq(Status::Filed.code()))
        .filter(applications::due_on.is_not_null())
        .order((applications::due_on, applications::filed_at, applications::id))
        .limit(limit)
        .select(ApplicationRow::as_select())
        .load(conn)
}

/// What somebody holds: what they work on, and what comes back to them once it is corrected.
pub fn held_by(conn: &mut AnyConn, account: &str, office: i32) -> QueryResult<Vec<ApplicationRow>> {
    applications::table
        .filter(applications::clerk.eq(account))
        .filter(applications::office.eq(office))
        .filter(applications::status.eq_any([Status::InReview.code(), Status::Returned.code()]))
        .order(applications::id)
        .select(ApplicationRow::as_select())
        .load(conn)
}

/// Notes that somebody has a case open; once a minute is enough.
pub fn note_presence(conn: &mut AnyConn, case: &str, account: &str, now: NaiveDateTime) -> QueryResult<()> {
    let here = presences::table.find((case.to_owned(), account.to_owned()));
    if diesel::update(here).set(presences::seen_at.eq(now)).execute(conn)? == 0 {
        diesel::insert_into(presences::table)
            .values((presences::application_id.eq(case), presences::account_id.eq(account), presences::seen_at.eq(now)))
            .execute(conn)?;
    }
    Ok(())
}

/// Who has had a case open since a moment: account, name, when last; the latest first.
pub fn present(
    conn: &mut AnyConn,
    case: &str,
    since: NaiveDateTime,
) -> QueryResult<Vec<(String, String, NaiveDateTime)>> {
    presences::table
        .inner_join(accounts::table.on(accounts::id.eq(presences::account_id)))
        .filter(presences::application_id.eq(case))
        .filter(presences::seen_at.gt(since))
        .order(presences::seen_at.desc())
        .limit(20)
        .select((presences::account_id, accounts::name, presences::seen_at))
        .load(conn)
}

/// Forgets who had cases open before a moment.
pub fn forget_presences(conn: &mut AnyConn, before: NaiveDateTime) -> QueryResult<()> {
    diesel::delete(presences::table.filter(presences::seen_at.lt(before))).execute(conn).map(drop)
}

/// Cases that are due by a day and of which no supervisor was told: office, case, last day; the most pressing
/// first. Those of an office that has no supervisor to whom mail can go ([`supervisors`]) are left out until it has
/// one: nobody would be told of them, and however many there are, they stand before no other.
pub fn to_escalate(conn: &mut AnyConn, by: NaiveDate, limit: i64) -> QueryResult<Vec<(i32, String, NaiveDate)>> {
    let told = escalations::table
        .filter(escalations::application_id.eq(applications::id))
        .filter(escalations::due_on.nullable().eq(applications::due_on));
    let supervisor = accounts::table
        .filter(accounts::office.eq(applications::office))
        .filter(accounts::role.eq(Role::Supervisor.code()))
        .filter(accounts::disabled_at.is_null())
        .filter(accounts::email_confirmed_at.is_not_null());
    let rows: Vec<(Option<i32>, String, Option<NaiveDate>)> = applications::table
        .filter(applications::status.eq_any([Status::Filed.code(), Status::InReview.code()]))
        .filter(applications::due_on.le(by))
        .filter(diesel::dsl::not(diesel::dsl::exists(told)))
        .filter(diesel::dsl::exists(supervisor))
        .order((applications::due_on, applications::id))
        .limit(limit)
        .select((applications::office, applications::id, applications::due_on))
        .load(conn)?;
    Ok(rows.into_iter().filter_map(|(office, id, due)| Some((office?, id, due?))).collect())
}

/// Notes that a supervisor was told of a case's deadline.
pub fn escalated(conn: &mut AnyConn, case: &str, due_on: NaiveDate, now: NaiveDateTime) -> QueryResult<()> {
    diesel::insert_into(escalations::table)
        .values((escalations::application_id.eq(case), escalations::due_on.eq(due_on), escalations::told_at.eq(now)))
        .execute(conn)
        .map(drop)
}

/// The supervisors of an office to whom mail can go: id, address, language.
pub fn supervisors(conn: &mut AnyConn, office: i32) -> QueryResult<Vec<super::accounts::Account>> {
    accounts::table
        .filter(accounts::office.eq(office))
        .filter(accounts::role.eq(Role::Supervisor.code()))
        .filter(accounts::disabled_at.is_null())
        .filter(accounts::email_confirmed_at.is_not_null())
        .order(accounts::id)
        .select(super::accounts::Account::as_select())
        .load(conn)
}
