//! Writing the projections of the register's log: the current row of each company, and the places
//! that stand in addresses.

use super::AnyConn;
use super::companies::CompanyRow;
use super::schema::{companies, places};
use diesel::prelude::*;
use std::collections::HashMap;

/// A row of `places`: a settlement, or a street of one (`street` is then not empty).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Queryable, Selectable, Insertable)]
#[diesel(table_name = places)]
pub struct PlaceRow {
    /// Code of the registering body of the area; 0 where the register does not say it.
    pub area: i32,
    pub settlement_key: String,
    pub settlement_kind: String,
    pub street_key: String,
    pub street_kind: String,
    pub settlement: String,
    pub street: String,
}

/// Writes the rows of some companies; those that say nothing new are left as they are. Gives those that
/// were written.
pub fn save_companies(conn: &mut AnyConn, rows: Vec<CompanyRow>) -> QueryResult<Vec<CompanyRow>> {
    let unps: Vec<i64> = rows.iter().map(|row| row.unp).collect();
    let known: HashMap<i64, CompanyRow> =
        super::companies::of(conn, &unps)?.into_iter().map(|row| (row.unp, row)).collect();
    let (mut written, mut new) = (Vec::new(), Vec::new());
    for row in rows {
        match known.get(&row.unp) {
            None => new.push(row),
            Some(old) if (CompanyRow { updated_at: old.updated_at, ..row.clone() }) == *old => {}
            Some(_) => {
                diesel::update(companies::table.find(row.unp)).set(row.clone()).execute(conn)?;
                written.push(row);
            }
        }
    }
    // 18 values a row.
    for rows in new.chunks(500) {
        match conn {
            AnyConn::Sqlite(conn) => diesel::insert_into(companies::table).values(rows).execute(conn)?,
            AnyConn::Postgres(conn) => diesel::insert_into(companies::table).values(rows).execute(conn)?,
        };
    }
    written.extend(new);
    Ok(written)
}

/// Removes a company's row: its entries no longer say enough to show it.
pub fn remove_company(conn: &mut AnyConn, unp: i64) -> QueryResult<()> {
    super::company_words::remove(conn, unp)?;
    diesel::delete(companies::table.find(unp)).execute(conn).map(drop)
}

/// Adds the places that are not there yet. They stay when the last company has moved away: the place
/// has not.
pub fn add_places(conn: &mut AnyConn, rows: &[PlaceRow]) -> QueryResult<()> {
    for rows in rows.chunks(500) {
        match conn {
            AnyConn::Sqlite(conn) => {
                diesel::insert_or_ignore_into(places::table).values(rows).execute(conn)?;
            }
            AnyConn::Postgres(conn) => {
                diesel::insert_into(places::table).values(rows).on_conflict_do_nothing().execute(conn)?;
            }
        }
    }
    Ok(())
}

/// How many companies there are, and how many of them are invented.
pub fn count_companies(conn: &mut AnyConn) -> QueryResult<(i64, i64)> {
    // Either count is read off an index; the rows themselves would be gigabytes.
    let all: i64 = companies::table.count().get_result(conn)?;
    let real: i64 = companies::table.filter(diesel::dsl::not(companies::synthetic)).count().get_result(conn)?;
    Ok((all, all - real))
}
