//! The secret addresses of calendars, kept as hashes.

use super::AnyConn;
use super::schema::{accounts, calendar_feeds};
use chrono::NaiveDateTime;
use diesel::prelude::*;

/// A row of `calendar_feeds`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = calendar_feeds)]
pub struct CalendarFeed {
    pub account_id: String,
    pub token_hash: String,
    pub created_at: NaiveDateTime,
}

/// Gives an account a calendar in place of the former one, whose address no longer answers.
pub fn set(conn: &mut AnyConn, feed: &CalendarFeed) -> QueryResult<()> {
    revoke(conn, &feed.account_id)?;
    diesel::insert_into(calendar_feeds::table).values(feed.clone()).execute(conn).map(drop)
}

/// Takes the calendar of an account away; false where it had none.
pub fn revoke(conn: &mut AnyConn, account_id: &str) -> QueryResult<bool> {
    diesel::delete(calendar_feeds::table.find(account_id)).execute(conn).map(|gone| gone == 1)
}

/// When the calendar of an account was made.
pub fn since(conn: &mut AnyConn, account_id: &str) -> QueryResult<Option<NaiveDateTime>> {
    calendar_feeds::table.find(account_id).select(calendar_feeds::created_at).first(conn).optional()
}

/// Whose calendar answers under a token; a closed account's does not.
pub fn account_of(conn: &mut AnyConn, token_hash: &str) -> QueryResult<Option<String>> {
    calendar_feeds::table
        .inner_join(accounts::table.on(accounts::id.eq(calendar_feeds::account_id)))
        .filter(calendar_feeds::token_hash.eq(token_hash))
        .filter(accounts::disabled_at.is_null())
        .select(calendar_feeds::account_id)
        .first(conn)
        .optional()
}
