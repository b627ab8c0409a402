//! How often files of sets were taken: by day and format, and nothing of who took them.

use super::AnyConn;
use super::schema::data_downloads;
use chrono::NaiveDate;
use diesel::prelude::*;

/// A row of `data_downloads`.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = data_downloads)]
pub struct DownloadsRow {
    pub data_set: String,
    /// In Minsk.
    pub day: NaiveDate,
    pub format: String,
    pub times: i64,
}

/// Adds to what was counted before.
pub fn add(conn: &mut AnyConn, row: &DownloadsRow) -> QueryResult<()> {
    let own = data_downloads::table.find((&row.data_set, row.day, &row.format));
    if diesel::update(own).set(data_downloads::times.eq(data_downloads::times + row.times)).execute(conn)? == 0 {
        diesel::insert_into(data_downloads::table).values(row.clone()).execute(conn)?;
    }
    Ok(())
}

/// All that was counted of a set, the last day first.
pub fn of(conn: &mut AnyConn, set: &str) -> QueryResult<Vec<DownloadsRow>> {
    data_downloads::table
        .filter(data_downloads::data_set.eq(set))
        .order((data_downloads::day.desc(), data_downloads::format))
        .select(DownloadsRow::as_select())
        .load(conn)
}

/// How often a set was taken since a day, and ever.
pub fn total(conn: &mut AnyConn, set: &str, since: NaiveDate) -> QueryResult<(i64, i64)> {
    let days: Vec<(NaiveDate, i64)> = data_downloads::table
        .filter(data_downloads::data_set.eq(set))
        .select((data_downloads::day, data_downloads::times))
        .load(conn)?;
    let lately = days.iter().filter(|(day, _)| *day >= since).map(|(_, times)| times).sum();
    Ok((lately, days.iter().map(|(_, times)| times).sum()))
}
