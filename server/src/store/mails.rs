//! Mails owed: written with what causes them, sent by the worker.

use super::AnyConn;
use super::connection::on_either;
use super::jobs::{self, JobKind};
use super::mail_returns;
use super::schema::mails;
use chrono::NaiveDateTime;
use diesel::prelude::*;

/// It came back: nobody got it.
pub const BOUNCED: &str = "bounced";
/// It was not sent, since nobody is reached at its address.
pub const WITHHELD: &str = "withheld";
/// Another server goes on trying.
pub const DELAYED: &str = "delayed";

/// A row of `mails`. `state` is `waiting`, `sent`, `failed` (given up here), [`DELAYED`], [`BOUNCED`] or [`WITHHELD`].
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = mails, treat_none_as_default_value = false)]
pub struct MailRow {
    pub id: String,
    pub account_id: Option<String>,
    pub application_id: Option<String>,
    pub recipient: String,
    pub lang: String,
    pub subject: String,
    pub body: String,
    pub message_id: String,
    pub state: String,
    pub last_error: Option<String>,
    pub created_at: NaiveDateTime,
    pub sent_at: Option<NaiveDateTime>,
    /// The address at which the reader's mail program ends such mails by itself.
    pub unsubscribe: Option<String>,
}

/// A letter to be sent.
#[derive(Clone)]
pub struct Letter {
    pub account_id: Option<String>,
    pub application_id: Option<String>,
    pub recipient: String,
    pub lang: portal::lang::Lang,
    pub subject: String,
    pub body: String,
}

/// Writes a mail and the job that sends it. The Message-ID is fixed here, so that a mail sent twice
/// after a crash is recognised by the reader's mail program as one.
pub fn owe(conn: &mut AnyConn, letter: Letter, now: NaiveDateTime) -> QueryResult<()> {
    write(conn, letter, None, now).map(drop)
}

/// The same of a mail that asks whether anybody reads at its address: it is sent to a dead one too.
pub fn owe_asking(conn: &mut AnyConn, letter: Letter, now: NaiveDateTime) -> QueryResult<()> {
    let id = write(conn, letter, None, now)?;
    mail_returns::ask_for_life(conn, &id)
}

/// The same of a mail of which more may follow, until its reader stops them at this address.
pub fn owe_stoppable(conn: &mut AnyConn, letter: Letter, stop: String, now: NaiveDateTime) -> QueryResult<()> {
    write(conn, letter, Some(stop), now).map(drop)
}

fn write(conn: &mut AnyConn, letter: Letter, unsubscribe: Option<String>, now: NaiveDateTime) -> QueryResult<String> {
    let id = super::new_id();
    let row = MailRow {
        message_id: format!("<{id}@akno>"),
        id: id.clone(),
        account_id: letter.account_id,
        application_id: letter.application_id,
        recipient: letter.recipient,
        lang: letter.lang.tag().to_owned(),
        subject: plain(letter.subject),
        body: plain(letter.body),
        state: "waiting".to_owned(),
        last_error: None,
        created_at: now,
        sent_at: None,
        unsubscribe,
    };
    on_either!(conn, c => diesel::insert_into(mails::table).values(&row).execute(c))?;
    jobs::add(conn, JobKind::Mail, &id, now)?;
    Ok(id)
}

/// No-break spaces are for pages; a mail is plain text that its reader copies from.
fn plain(text: String) -> String {
    text.replace('\u{a0}', " ")
}

pub fn find(conn: &mut AnyConn, id: &str) -> QueryResult<Option<MailRow>> {
    mails::table.find(id).select(MailRow::as_select()).first(conn).optional()
}

pub fn sent(conn: &mut AnyConn, id: &str, now: NaiveDateTime) -> QueryResult<()> {
    diesel::update(mails::table.find(id)).set((mails::state.eq("sent"), mails::sent_at.eq(now))).execute(conn).map(drop)
}

pub fn failed(conn: &mut AnyConn, id: &str, error: &str) -> QueryResult<()> {
    diesel::update(mails::table.find(id))
        .set((mails::state.eq("failed"), mails::last_error.eq(Some(error.to_owned()))))
        .execute(conn)
        .map(drop)
}

/// It came back, with the reason.
pub fn bounced(conn: &mut AnyConn, id: &str, reason: &str) -> QueryResult<()> {
    set_state(conn, id, BOUNCED, reason)
}

/// It is not sent at all.
pub fn withheld(conn: &mut AnyConn, id: &str, reason: &str) -> QueryResult<()> {
    set_state(conn, id, WITHHELD, reason)
}

/// It is on its way still.
pub fn delayed(conn: &mut AnyConn, id: &str, reason: &str) -> QueryResult<()> {
    set_state(conn, id, DELAYED, reason)
}

fn set_state(conn: &mut AnyConn, id: &str, state: &str, reason: &str) -> QueryResult<()> {
    diesel::update(mails::table.find(id))
        .set((mails::state.eq(state), mails::last_error.eq(Some(reason.to_owned()))))
        .execute(conn)
        .map(drop)
}

/// The newest mails, for the demo's page.
pub fn newest(conn: &mut AnyConn, limit: i64) -> QueryResult<Vec<MailRow>> {
    mails::table.order(mails::id.desc()).limit(limit).select(MailRow::as_select()).load(conn)
}

/// The mails about one application, the first first.
pub fn of_application(conn: &mut AnyConn, id: &str) -> QueryResult<Vec<MailRow>> {
    mails::table.filter(mails::application_id.eq(id)).order(mails::id).select(MailRow::as_select()).load(conn)
}

/// The newest mails to an account.
pub fn of_account(conn: &mut AnyConn, account: &str, limit: i64) -> QueryResult<Vec<MailRow>> {
    mails::table
        .filter(mails::account_id.eq(account))
        .order((mails::created_at.desc(), mails::id.desc()))
        .limit(limit)
        .select(MailRow::as_select())
        .load(conn)
}

/// Forgets the mails to an account that are about no application: those stay as proof of what was told.
pub fn forget_private(conn: &mut AnyConn, account: &str) -> QueryResult<()> {
    let private = mails::table.filter(mails::account_id.eq(account)).filter(mails::application_id.is_null());
    diesel::delete(private).execute(conn).map(drop)
}
