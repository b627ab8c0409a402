//! Sessions: opaque tokens, kept as hashes, with an idle and an absolute end.

use super::AnyConn;
use super::accounts::Account;
use super::connection::on_either;
use super::schema::{accounts, sessions};
use chrono::NaiveDateTime;
use diesel::prelude::*;

/// A row of `sessions`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = sessions)]
pub struct Session {
    pub token_hash: String,
    pub account_id: String,
    pub created_at: NaiveDateTime,
    pub seen_at: NaiveDateTime,
    pub expires_at: NaiveDateTime,
}

pub fn add(conn: &mut AnyConn, session: &Session) -> QueryResult<()> {
    diesel::insert_into(sessions::table).values(session.clone()).execute(conn).map(drop)
}

/// The session and its account, where it has not ended, was seen since `idle_since`, and the account
/// is not disabled.
pub fn find(
    conn: &mut AnyConn,
    token_hash: &str,
    now: NaiveDateTime,
    idle_since: NaiveDateTime,
) -> QueryResult<Option<(Session, Account)>> {
    on_either!(conn, c => sessions::table
        .inner_join(accounts::table.on(accounts::id.eq(sessions::account_id)))
        .filter(sessions::token_hash.eq(token_hash))
        .filter(sessions::expires_at.gt(now))
        .filter(sessions::seen_at.gt(idle_since))
        .filter(accounts::disabled_at.is_null())
        .select((Session::as_select(), Account::as_select()))
        .first(c))
    .optional()
}

pub fn touch(conn: &mut AnyConn, token_hash: &str, now: NaiveDateTime) -> QueryResult<()> {
    diesel::update(sessions::table.find(token_hash)).set(sessions::seen_at.eq(now)).execute(conn).map(drop)
}

pub fn end(conn: &mut AnyConn, token_hash: &str) -> QueryResult<()> {
    diesel::delete(sessions::table.find(token_hash)).execute(conn).map(drop)
}

/// Ends every session of an account: after a change of password.
pub fn end_all(conn: &mut AnyConn, account_id: &str) -> QueryResult<()> {
    diesel::delete(sessions::table.filter(sessions::account_id.eq(account_id))).execute(conn).map(drop)
}

/// Removes sessions that ended before `now`.
pub fn sweep(conn: &mut AnyConn, now: NaiveDateTime) -> QueryResult<usize> {
    diesel::delete(sessions::table.filter(sessions::expires_at.lt(now))).execute(conn)
}
