//! What a company's page reads: the row, the entries, and the companies beside it.
//!
//! SQLite answers each question where it is asked, in microseconds; PostgreSQL's answers come from another process, so
//! there one question asks for the row with its entries.

use super::AnyConn;
use super::companies::{self, CompanyRow};
use super::connection::on_either;
use super::entries::{self, EntryRow};
use super::schema::{companies as rows, register_entries};
use diesel::PgSortExpressionMethods;
use diesel::prelude::*;

/// A company beside another: number, full and short name, state.
pub type Beside = (i64, String, Option<String>, i32);

/// A company with its current entries, the newest first; `None` where there is no such company.
pub fn with_newest(conn: &mut AnyConn, unp: i64, limit: i64) -> QueryResult<Option<(CompanyRow, Vec<EntryRow>)>> {
    let AnyConn::Postgres(conn) = conn else {
        let Some(row) = companies::find(conn, unp)? else { return Ok(None) };
        return Ok(Some((row, entries::newest(conn, unp, limit)?)));
    };
    let of_company = register_entries::unp.eq(rows::unp).and(register_entries::superseded_by.is_null());
    let found: Vec<(CompanyRow, Option<EntryRow>)> = rows::table
        .left_join(register_entries::table.on(of_company))
        .filter(rows::unp.eq(unp))
        .order((register_entries::valid_from.desc().nulls_last(), register_entries::id.desc()))
        .limit(limit)
        .select((CompanyRow::as_select(), Option::<EntryRow>::as_select()))
        .load(conn)?;
    let (mut company, mut newest) = (None, Vec::with_capacity(found.len()));
    for (row, entry) in found {
        company.get_or_insert(row);
        newest.extend(entry);
    }
    Ok(company.map(|row| (row, newest)))
}

/// Legal entities that the same person heads and those at the same address, by number, at most `limit` of either; of sole
/// proprietors a row has neither.
pub fn beside(conn: &mut AnyConn, row: &CompanyRow, limit: i64) -> QueryResult<[Vec<Beside>; 2]> {
    let (head, address) = (row.head.as_deref(), row.address.as_deref());
    Ok([
        head.map_or(Ok(Vec::new()), |head| headed_by(conn, head, row.unp, limit))?,
        address.map_or(Ok(Vec::new()), |address| at_address(conn, address, row.unp, limit))?,
    ])
}

fn headed_by(conn: &mut AnyConn, head: &str, but: i64, limit: i64) -> QueryResult<Vec<Beside>> {
    on_either!(conn, c => rows::table
        .filter(rows::head.eq(head))
        .filter(rows::unp.ne(but))
        .order(rows::unp)
        .limit(limit)
        .select((rows::unp, rows::name, rows::short_name, rows::standing))
        .load(c))
}

fn at_address(conn: &mut AnyConn, address: &str, but: i64, limit: i64) -> QueryResult<Vec<Beside>> {
    on_either!(conn, c => rows::table
        .filter(rows::address.eq(address))
        .filter(rows::unp.ne(but))
        .order(rows::unp)
        .limit(limit)
        .select((rows::unp, rows::name, rows::short_name, rows::standing))
        .load(c))
}
