//! Who is told by mail when a company changes.

use super::AnyConn;
use super::jobs::JobKind;
use super::schema::{alerts, jobs, register_entries};
use chrono::NaiveDateTime;
use diesel::prelude::*;
use portal::lang::Lang;
use std::collections::HashMap;

/// A row of `alerts`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = alerts, treat_none_as_default_value = false)]
pub struct AlertRow {
    pub id: String,
    pub unp: i64,
    pub email: String,
    pub lang: String,
    pub confirm_hash: String,
    pub confirm_until: NaiveDateTime,
    pub confirmed_at: Option<NaiveDateTime>,
    pub stop_token: String,
    pub told: i64,
    pub created_at: NaiveDateTime,
}

impl AlertRow {
    pub fn lang(&self) -> Lang {
        Lang::ALL.into_iter().find(|lang| lang.tag() == self.lang).unwrap_or(Lang::Ru)
    }
}

pub fn add(conn: &mut AnyConn, row: &AlertRow) -> QueryResult<()> {
    diesel::insert_into(alerts::table).values(row.clone()).execute(conn).map(drop)
}

pub fn find(conn: &mut AnyConn, id: &str) -> QueryResult<Option<AlertRow>> {
    alerts::table.find(id).select(AlertRow::as_select()).first(conn).optional()
}

/// The alert of an address about a company.
pub fn of(conn: &mut AnyConn, unp: i64, email: &str) -> QueryResult<Option<AlertRow>> {
    let known = alerts::table.filter(alerts::unp.eq(unp)).filter(alerts::email.eq(email));
    known.select(AlertRow::as_select()).first(conn).optional()
}

/// The alert that a link confirms, while it does.
pub fn to_confirm(conn: &mut AnyConn, hash: &str, now: NaiveDateTime) -> QueryResult<Option<AlertRow>> {
    let open = alerts::table.filter(alerts::confirm_hash.eq(hash)).filter(alerts::confirm_until.gt(now));
    open.select(AlertRow::as_select()).first(conn).optional()
}

/// The alert that a link ends.
pub fn to_stop(conn: &mut AnyConn, token: &str) -> QueryResult<Option<AlertRow>> {
    alerts::table.filter(alerts::stop_token.eq(token)).select(AlertRow::as_select()).first(conn).optional()
}

/// Gives an alert a new link to confirm it, in the language in which it was asked for.
pub fn ask_again(conn: &mut AnyConn, id: &str, hash: &str, until: NaiveDateTime, lang: Lang) -> QueryResult<()> {
    let link = (alerts::confirm_hash.eq(hash), alerts::confirm_until.eq(until), alerts::lang.eq(lang.tag()));
    diesel::update(alerts::table.find(id)).set(link).execute(conn).map(drop)
}

/// Confirms an alert: what changes from now on is told.
pub fn confirm(conn: &mut AnyConn, id: &str, told: i64, now: NaiveDateTime) -> QueryResult<()> {
    let new = alerts::table.find(id).filter(alerts::confirmed_at.is_null());
    diesel::update(new).set((alerts::confirmed_at.eq(now), alerts::told.eq(told))).execute(conn).map(drop)
}

/// Notes up to which entry an alert is told that was told up to `before`; false where that is not so any more.
pub fn told(conn: &mut AnyConn, id: &str, before: i64, told: i64) -> QueryResult<bool> {
    let as_read = alerts::table.find(id).filter(alerts::told.eq(before));
    Ok(diesel::update(as_read).set(alerts::told.eq(told)).execute(conn)? == 1)
}

pub fn remove(conn: &mut AnyConn, id: &str) -> QueryResult<()> {
    diesel::delete(alerts::table.find(id)).execute(conn).map(drop)
}

/// The confirmed alerts about some companies: the id of each, and its company's newest entry.
pub fn about(conn: &mut AnyConn, unps: &[i64]) -> QueryResult<Vec<(String, i64)>> {
    if unps.is_empty() {
        return Ok(Vec::new());
    }
    let confirmed: Vec<(String, i64)> = alerts::table
        .filter(alerts::unp.eq_any(unps.to_vec()))
        .filter(alerts::confirmed_at.is_not_null())
        .select((alerts::id, alerts::unp))
        .load(conn)?;
    // Of most companies nobody wants to know.
    if confirmed.is_empty() {
        return Ok(Vec::new());
    }
    let watched: Vec<i64> = confirmed.iter().map(|(_, unp)| *unp).collect();
    let newest: Vec<(i64, Option<i64>)> = register_entries::table
        .filter(register_entries::unp.eq_any(watched))
        .group_by(register_entries::unp)
        .select((register_entries::unp, diesel::dsl::max(register_entries::id)))
        .load(conn)?;
    let newest: HashMap<i64, Option<i64>> = newest.into_iter().collect();
    Ok(confirmed.into_iter().filter_map(|(id, unp)| Some((id, newest.get(&unp).copied().flatten()?))).collect())
}

/// The newest entry of a company; 0 where it has none.
pub fn newest_entry(conn: &mut AnyConn, unp: i64) -> QueryResult<i64> {
    let newest: Option<i64> = register_entries::table
        .filter(register_entries::unp.eq(unp))
        .select(diesel::dsl::max(register_entries::id))
        .first(conn)?;
    Ok(newest.unwrap_or(0))
}

/// Has jobs of alerts that nobody has begun wait until a moment.
pub fn put_off(conn: &mut AnyConn, subjects: Vec<String>, until: NaiveDateTime) -> QueryResult<()> {
    if subjects.is_empty() {
        return Ok(());
    }
    let noted = jobs::table
        .filter(jobs::kind.eq(JobKind::Alert.code()))
        .filter(jobs::subject.eq_any(subjects))
        .filter(jobs::done_at.is_null())
        .filter(jobs::attempts.eq(0));
    diesel::update(noted).set(jobs::run_at.eq(until)).execute(conn).map(drop)
}

/// Has the jobs of alerts that were put off wait no longer.
pub fn make_due(conn: &mut AnyConn, now: NaiveDateTime) -> QueryResult<()> {
    let waiting = jobs::table
        .filter(jobs::kind.eq(JobKind::Alert.code()))
        .filter(jobs::done_at.is_null())
        .filter(jobs::failed_at.is_null())
        .filter(jobs::attempts.eq(0))
        .filter(jobs::run_at.gt(now));
    diesel::update(waiting).set(jobs::run_at.eq(now)).execute(conn).map(drop)
}

/// Removes what nobody confirmed in time.
pub fn sweep(conn: &mut AnyConn, now: NaiveDateTime) -> QueryResult<usize> {
    let late = alerts::table.filter(alerts::confirmed_at.is_null()).filter(alerts::confirm_until.lt(now));
    diesel::delete(late).execute(conn)
}
