//! What is kept about the way of single mails: the token under which one comes back, and that one is
//! sent to a dead address too, since it asks whether anybody reads there.

use super::AnyConn;
use super::mails::MailRow;
use super::schema::{mail_returns, mails};
use diesel::prelude::*;

/// The token of a mail, made at the first try; so a mail that is tried again has the same.
pub fn token(conn: &mut AnyConn, mail: &str) -> QueryResult<String> {
    let known: Option<String> = mail_returns::table.find(mail).select(mail_returns::token).first(conn).optional()?;
    match known {
        Some(token) => Ok(token),
        None => add(conn, mail, false),
    }
}

/// Notes that a mail asks whether anybody reads at its address.
pub fn ask_for_life(conn: &mut AnyConn, mail: &str) -> QueryResult<()> {
    add(conn, mail, true).map(drop)
}

fn add(conn: &mut AnyConn, mail: &str, asks: bool) -> QueryResult<String> {
    let token = crate::random::token();
    let row =
        (mail_returns::mail_id.eq(mail.to_owned()), mail_returns::token.eq(token.clone()), mail_returns::asks.eq(asks));
    diesel::insert_into(mail_returns::table).values(row).execute(conn)?;
    Ok(token)
}

/// Whether a mail is sent to a dead address too.
pub fn asks(conn: &mut AnyConn, mail: &str) -> QueryResult<bool> {
    let found: Option<bool> = mail_returns::table.find(mail).select(mail_returns::asks).first(conn).optional()?;
    Ok(found.unwrap_or(false))
}

/// The mail of a token.
pub fn mail_of(conn: &mut AnyConn, token: &str) -> QueryResult<Option<MailRow>> {
    mails::table
        .inner_join(mail_returns::table.on(mail_returns::mail_id.eq(mails::id)))
        .filter(mail_returns::token.eq(token.to_owned()))
        .select(MailRow::as_select())
        .first(conn)
        .optional()
}
