//! Links that confirm an address anew, or another one in its place. Kept as hashes; one an account.

use super::AnyConn;
use super::schema::address_changes;
use chrono::NaiveDateTime;
use diesel::prelude::*;

/// A row of `address_changes`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = address_changes)]
pub struct AddressChange {
    pub token_hash: String,
    pub account_id: String,
    /// Folded; the account's own where it is only confirmed.
    pub email: String,
    pub expires_at: NaiveDateTime,
}

/// Keeps one in place of earlier ones of the account.
pub fn put(conn: &mut AnyConn, row: &AddressChange) -> QueryResult<()> {
    forget(conn, &row.account_id)?;
    diesel::insert_into(address_changes::table).values(row.clone()).execute(conn).map(drop)
}

/// One that still works.
pub fn find(conn: &mut AnyConn, token_hash: &str, now: NaiveDateTime) -> QueryResult<Option<AddressChange>> {
    address_changes::table
        .find(token_hash)
        .filter(address_changes::expires_at.gt(now))
        .select(AddressChange::as_select())
        .first(conn)
        .optional()
}

/// Uses one up; nothing where another request did.
pub fn use_up(conn: &mut AnyConn, token_hash: &str, now: NaiveDateTime) -> QueryResult<Option<AddressChange>> {
    let found = find(conn, token_hash, now)?;
    let gone = diesel::delete(address_changes::table.find(token_hash)).execute(conn)?;
    Ok(found.filter(|_| gone == 1))
}

pub fn forget(conn: &mut AnyConn, account: &str) -> QueryResult<()> {
    diesel::delete(address_changes::table.filter(address_changes::account_id.eq(account))).execute(conn).map(drop)
}

/// Removes those that have expired.
pub fn sweep(conn: &mut AnyConn, now: NaiveDateTime) -> QueryResult<usize> {
    diesel::delete(address_changes::table.filter(address_changes::expires_at.le(now))).execute(conn)
}
