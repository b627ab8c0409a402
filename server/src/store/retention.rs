//! How long data is kept, and the removals of what is kept long enough.

use super::AnyConn;
use super::schema::{
    applications, audit, batches, case_exports, email_tokens, mails, presences, retention_removals, retention_terms,
    sign_in_failures,
};
use chrono::{NaiveDate, NaiveDateTime};
use diesel::dsl::count_star;
use diesel::prelude::*;
use portal::application::Status;
use portal::retention::Kind;

/// A row of `retention_terms`.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = retention_terms, treat_none_as_default_value = false)]
pub struct TermRow {
    pub kind: String,
    pub valid_from: NaiveDate,
    /// Nothing: for good.
    pub hours: Option<i32>,
    pub act: String,
    pub entered_by: String,
    pub entered_at: NaiveDateTime,
}

/// All terms, read at start and whenever they changed.
#[derive(Clone, Debug, Default)]
pub struct Retention(Vec<TermRow>);

impl Retention {
    pub fn load(conn: &mut AnyConn) -> QueryResult<Retention> {
        retention_terms::table.order(retention_terms::valid_from).select(TermRow::as_select()).load(conn).map(Retention)
    }

    /// Hours for which data of a kind is kept on a day; `None`: for good. Never shorter than it must be.
    pub fn hours(&self, kind: Kind, day: NaiveDate) -> Option<i32> {
        let row = self.0.iter().rfind(|row| row.kind == kind.code() && row.valid_from <= day);
        let hours = row.map_or_else(|| kind.hours(), |row| row.hours);
        hours.map(|hours| hours.max(kind.least()))
    }

    /// The same as a span, for kinds that are never kept for good.
    pub fn span(&self, kind: Kind, day: NaiveDate) -> chrono::Duration {
        chrono::Duration::hours(i64::from(self.hours(kind, day).or(kind.hours()).unwrap_or(portal::retention::MOST)))
    }
}

/// The rows of a kind, the first first.
pub fn of(conn: &mut AnyConn, kind: Kind) -> QueryResult<Vec<TermRow>> {
    retention_terms::table
        .filter(retention_terms::kind.eq(kind.code()))
        .order(retention_terms::valid_from)
        .select(TermRow::as_select())
        .load(conn)
}

pub fn add(conn: &mut AnyConn, row: &TermRow) -> QueryResult<()> {
    diesel::insert_into(retention_terms::table).values(row.clone()).execute(conn).map(drop)
}

/// Takes a row away whose day has not come; the history of changes keeps it.
pub fn remove(conn: &mut AnyConn, kind: Kind, valid_from: NaiveDate) -> QueryResult<()> {
    diesel::delete(retention_terms::table.find((kind.code(), valid_from))).execute(conn).map(drop)
}

/// A row of `retention_removals`.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = retention_removals, treat_none_as_default_value = false)]
pub struct RemovalRow {
    pub id: String,
    pub kind: String,
    /// So many rows were to go when it was announced.
    pub count: i64,
    /// Rows from before this moment go.
    pub before: NaiveDateTime,
    pub announced_at: NaiveDateTime,
    pub remove_on: NaiveDate,
    pub halted_at: Option<NaiveDateTime>,
    pub done_at: Option<NaiveDateTime>,
    pub removed: Option<i64>,
}

impl RemovalRow {
    pub fn kind(&self) -> Option<Kind> {
        Kind::from_code(&self.kind)
    }
}

pub fn announce(conn: &mut AnyConn, row: &RemovalRow) -> QueryResult<()> {
    diesel::insert_into(retention_removals::table).values(row.clone()).execute(conn).map(drop)
}

pub fn removal(conn: &mut AnyConn, id: &str) -> QueryResult<Option<RemovalRow>> {
    retention_removals::table.find(id).select(RemovalRow::as_select()).first(conn).optional()
}

/// The removals that were announced and are not done.
pub fn open(conn: &mut AnyConn) -> QueryResult<Vec<RemovalRow>> {
    retention_removals::table
        .filter(retention_removals::done_at.is_null())
        .order(retention_removals::id)
        .select(RemovalRow::as_select())
        .load(conn)
}

/// The last removals of a kind.
pub fn last(conn: &mut AnyConn, kind: Kind, limit: i64) -> QueryResult<Vec<RemovalRow>> {
    retention_removals::table
        .filter(retention_removals::kind.eq(kind.code()))
        .order(retention_removals::id.desc())
        .limit(limit)
        .select(RemovalRow::as_select())
        .load(conn)
}

/// Halts a removal, or lets it go on; false where it is done.
pub fn set_halted(conn: &mut AnyConn, id: &str, at: Option<NaiveDateTime>) -> QueryResult<bool> {
    let open = retention_removals::table.find(id).filter(retention_removals::done_at.is_null());
    Ok(diesel::update(open).set(retention_removals::halted_at.eq(at)).execute(conn)? == 1)
}

/// Notes that a removal is done; false where somebody halted or did it meanwhile.
pub fn done(conn: &mut AnyConn, id: &str, removed: i64, now: NaiveDateTime) -> QueryResult<bool> {
    let open = retention_removals::table
        .find(id)
        .filter(retention_removals::done_at.is_null())
        .filter(retention_removals::halted_at.is_null());
    let done = (retention_removals::done_at.eq(now), retention_removals::removed.eq(removed));
    Ok(diesel::update(open).set(done).execute(conn)? == 1)
}

/// The least id that a row of a moment can have: ids begin with their time, so that what is older is found by the key
/// and the tables need no index by time.
fn first_id(moment: NaiveDateTime) -> String {
    let time = format!("{:012x}", moment.and_utc().timestamp_millis().max(0));
    let (high, low) = time.split_at(8);
    format!("{high}-{low}-7000-8000-000000000000")
}

/// How many rows of a kind are from before a moment.
pub fn count(conn: &mut AnyConn, kind: Kind, before: NaiveDateTime) -> QueryResult<i64> {
    match kind {
        Kind::Drafts => applications::table
            .filter(applications::round.eq(0))
            .filter(applications::status.eq_any([Status::Draft.code(), Status::Prepared.code()]))
            .filter(applications::updated_at.lt(before))
            .select(count_star())
            .first(conn),
        Kind::Exports => {
            case_exports::table.filter(case_exports::created_at.lt(before)).select(count_star()).first(conn)
        }
        Kind::Batches => batches::table.filter(batches::created_at.lt(before)).select(count_star()).first(conn),
        Kind::Links => email_tokens::table.filter(email_tokens::expires_at.lt(before)).select(count_star()).first(conn),
        Kind::Failures => {
            sign_in_failures::table.filter(sign_in_failures::last_at.lt(before)).select(count_star()).first(conn)
        }
        Kind::Presences => presences::table.filter(presences::seen_at.lt(before)).select(count_star()).first(conn),
        Kind::Mails => mails::table
            .filter(mails::id.lt(first_id(before)))
            .filter(mails::created_at.lt(before))
            .filter(mails::state.ne("waiting"))
            .select(count_star())
            .first(conn),
        Kind::Audit => audit::table
            .filter(audit::id.lt(first_id(before)))
            .filter(audit::at.lt(before))
            .select(count_star())
            .first(conn),
    }
}

/// Removes rows of a warned kind from before a moment, so many at most; how many.
pub fn forget(conn: &mut AnyConn, kind: Kind, before: NaiveDateTime, limit: i64) -> QueryResult<usize> {
    let ids: Vec<String> = match kind {
        Kind::Mails => mails::table
            .filter(mails::id.lt(first_id(before)))
            .filter(mails::created_at.lt(before))
            .filter(mails::state.ne("waiting"))
            .limit(limit)
            .select(mails::id)
            .load(conn)?,
        Kind::Audit => audit::table
            .filter(audit::id.lt(first_id(before)))
            .filter(audit::at.lt(before))
            .limit(limit)
            .select(audit::id)
            .load(conn)?,
        _ => Vec::new(),
    };
    let mut gone = 0;
    // A statement takes so many values and not more.
    for some in ids.chunks(500) {
        gone += match kind {
            Kind::Mails => diesel::delete(mails::table.filter(mails::id.eq_any(some.to_vec()))).execute(conn)?,
            _ => diesel::delete(audit::table.filter(audit::id.eq_any(some.to_vec()))).execute(conn)?,
        };
    }
    Ok(gone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_made_later_are_greater_than_the_first_of_a_moment() {
        let now = chrono::Utc::now().naive_utc();
        let second = chrono::Duration::seconds(1);
        assert!(crate::store::new_id() > first_id(now - second));
        assert!(crate::store::new_id() < first_id(now + second));
    }
}
