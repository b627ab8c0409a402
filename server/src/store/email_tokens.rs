//! Links sent by mail: each works once, for one purpose, until it expires. Kept as hashes.

use super::AnyConn;
use super::schema::email_tokens;
use chrono::NaiveDateTime;
use diesel::prelude::*;

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Show that the address is one's own.
    Confirm,
    /// Choose a new password.
    Reset,
}

impl Purpose {
    pub fn code(self) -> &'static str {
        match self {
            Purpose::Confirm => "confirm",
            Purpose::Reset => "reset",
        }
    }
}

/// A row of `email_tokens`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = email_tokens)]
pub struct EmailToken {
    pub token_hash: String,
    pub account_id: String,
    pub purpose: String,
    pub created_at: NaiveDateTime,
    pub expires_at: NaiveDateTime,
    pub used_at: Option<NaiveDateTime>,
}

pub fn add(conn: &mut AnyConn, token: &EmailToken) -> QueryResult<()> {
    diesel::insert_into(email_tokens::table).values(token.clone()).execute(conn).map(drop)
}

/// Whose link it is, where it still works.
pub fn account_of(
    conn: &mut AnyConn,
    token_hash: &str,
    purpose: Purpose,
    now: NaiveDateTime,
) -> QueryResult<Option<String>> {
    email_tokens::table
        .find(token_hash)
        .filter(email_tokens::purpose.eq(purpose.code()))
        .filter(email_tokens::used_at.is_null())
        .filter(email_tokens::expires_at.gt(now))
        .select(email_tokens::account_id)
        .first(conn)
        .optional()
}

/// Uses a link up and gives whose it is; `None` where it was used before, even a moment ago by
/// another request, where it has expired, and where there never was one.
pub fn use_up(
    conn: &mut AnyConn,
    token_hash: &str,
    purpose: Purpose,
    now: NaiveDateTime,
) -> QueryResult<Option<String>> {
    let working = email_tokens::table
        .find(token_hash)
        .filter(email_tokens::purpose.eq(purpose.code()))
        .filter(email_tokens::used_at.is_null())
        .filter(email_tokens::expires_at.gt(now));
    if diesel::update(working).set(email_tokens::used_at.eq(now)).execute(conn)? == 0 {
        return Ok(None);
    }
    email_tokens::table.find(token_hash).select(email_tokens::account_id).first(conn).optional()
}

/// Uses up all links of an account for one purpose: a newer one takes their place.
pub fn end_all(conn: &mut AnyConn, account_id: &str, purpose: Purpose, now: NaiveDateTime) -> QueryResult<()> {
    let open = email_tokens::table
        .filter(email_tokens::account_id.eq(account_id))
        .filter(email_tokens::purpose.eq(purpose.code()))
        .filter(email_tokens::used_at.is_null());
    diesel::update(open).set(email_tokens::used_at.eq(now)).execute(conn).map(drop)
}

/// Removes links that expired before `before`.
pub fn sweep(conn: &mut AnyConn, before: NaiveDateTime) -> QueryResult<usize> {
    diesel::delete(email_tokens::table.filter(email_tokens::expires_at.lt(before))).execute(conn)
}
