//! The list of persons barred from leading or founding companies.

use super::AnyConn;
use super::schema::disqualified;
use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

/// A row of `disqualified`.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = disqualified, treat_none_as_default_value = false)]
pub struct DisqualifiedRow {
    pub id: String,
    /// Entered together: by one form or one file.
    pub batch: String,
    pub name: String,
    /// Folded, as names are compared.
    pub name_key: String,
    pub born_on: Option<NaiveDate>,
    /// What the personal number is known by; the number itself is not kept.
    pub number_hash: Option<String>,
    pub from_day: NaiveDate,
    /// The last day; without an end where there is none.
    pub until_day: Option<NaiveDate>,
    pub act: String,
    pub entered_by: String,
    pub entered_at: NaiveDateTime,
    /// When it was taken off the list.
    pub ended_at: Option<NaiveDateTime>,
}

impl DisqualifiedRow {
    /// Whether the person is barred on a day.
    pub fn holds(&self, day: NaiveDate) -> bool {
        self.ended_at.is_none() && self.from_day <= day && self.until_day.is_none_or(|until| until >= day)
    }
}

pub fn add(conn: &mut AnyConn, row: &DisqualifiedRow) -> QueryResult<()> {
    diesel::insert_into(disqualified::table).values(row.clone()).execute(conn).map(drop)
}

pub fn find(conn: &mut AnyConn, id: &str) -> QueryResult<Option<DisqualifiedRow>> {
    disqualified::table.find(id).select(DisqualifiedRow::as_select()).first(conn).optional()
}

/// The rows that were entered together, or the one row of an id.
pub fn of(conn: &mut AnyConn, subject: &str) -> QueryResult<Vec<DisqualifiedRow>> {
    disqualified::table
        .filter(disqualified::batch.eq(subject).or(disqualified::id.eq(subject)))
        .order(disqualified::id)
        .select(DisqualifiedRow::as_select())
        .load(conn)
}

/// Takes rows off the list, or puts them on it again: those of a batch, or the one of an id.
pub fn set_ended(conn: &mut AnyConn, subject: &str, ended_at: Option<NaiveDateTime>) -> QueryResult<usize> {
    let rows = disqualified::table.filter(disqualified::batch.eq(subject).or(disqualified::id.eq(subject)));
    diesel::update(rows).set(disqualified::ended_at.eq(ended_at)).execute(conn)
}

/// Rows whose folded name begins with a text, or all; by name, behind one of them.
pub fn listed(conn: &mut AnyConn, begins: &str, behind: Option<&str>, limit: i64) -> QueryResult<Vec<DisqualifiedRow>> {
    let mut query = disqualified::table
        .filter(disqualified::ended_at.is_null())
        .order(disqualified::id.desc())
        .limit(limit)
        .select(DisqualifiedRow::as_select())
        .into_boxed();
    if !begins.is_empty() {
        query = query
            .filter(disqualified::name_key.ge(begins.to_owned()))
            .filter(disqualified::name_key.lt(format!("{begins}\u{10ffff}")));
    }
    if let Some(behind) = behind {
        query = query.filter(disqualified::id.lt(behind.to_owned()));
    }
    query.load(conn)
}

/// Whoever on the list has one of these names, or one of these numbers; at most a hundred of each.
pub fn like(conn: &mut AnyConn, names: Vec<String>, numbers: Vec<String>) -> QueryResult<Vec<DisqualifiedRow>> {
    let on_list = || disqualified::table.filter(disqualified::ended_at.is_null()).limit(100);
    let mut found: Vec<DisqualifiedRow> = on_list()
        .filter(disqualified::name_key.eq_any(names))
        .order(disqualified::id)
        .select(DisqualifiedRow::as_select())
        .load(conn)?;
    if !numbers.is_empty() {
        let by_number: Vec<DisqualifiedRow> = on_list()
            .filter(disqualified::number_hash.eq_any(numbers.into_iter().map(Some).collect::<Vec<_>>()))
            .order(disqualified::id)
            .select(DisqualifiedRow::as_select())
            .load(conn)?;
        found.extend(by_number);
    }
    Ok(found)
}

/// Which of these are on the list already: name, number and first day.
pub fn known(conn: &mut AnyConn, names: Vec<String>) -> QueryResult<Vec<DisqualifiedRow>> {
    let mut found = Vec::new();
    for some in names.chunks(500) {
        let rows: Vec<DisqualifiedRow> = disqualified::table
            .filter(disqualified::name_key.eq_any(some.to_vec()))
            .filter(disqualified::ended_at.is_null())
            .select(DisqualifiedRow::as_select())
            .load(conn)?;
        found.extend(rows);
    }
    Ok(found)
}
