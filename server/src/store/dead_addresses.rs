//! Addresses at which nobody is reached, until somebody confirms one anew.

use super::AnyConn;
use super::accounts::folded_email;
use super::connection::on_either;
use super::schema::dead_addresses;
use chrono::NaiveDateTime;
use diesel::prelude::*;

/// A row of `dead_addresses`.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = dead_addresses)]
pub struct DeadAddress {
    /// Folded.
    pub address: String,
    /// In the words of the mail server that refused.
    pub reason: String,
    pub since: NaiveDateTime,
}

/// Notes an address; one that is noted keeps its first day.
pub fn add(conn: &mut AnyConn, address: &str, reason: &str, now: NaiveDateTime) -> QueryResult<()> {
    let row = DeadAddress { address: folded_email(address), reason: reason.to_owned(), since: now };
    match conn {
        AnyConn::Sqlite(conn) => {
            diesel::insert_or_ignore_into(dead_addresses::table).values(&row).execute(conn).map(drop)
        }
        AnyConn::Postgres(conn) => {
            diesel::insert_into(dead_addresses::table).values(&row).on_conflict_do_nothing().execute(conn).map(drop)
        }
    }
}

pub fn find(conn: &mut AnyConn, address: &str) -> QueryResult<Option<DeadAddress>> {
    let wanted = folded_email(address);
    on_either!(conn, c => dead_addresses::table.find(&wanted).select(DeadAddress::as_select()).first(c)).optional()
}

/// Somebody reads there after all, or nobody uses the address any more.
pub fn revive(conn: &mut AnyConn, address: &str) -> QueryResult<()> {
    diesel::delete(dead_addresses::table.find(folded_email(address))).execute(conn).map(drop)
}
