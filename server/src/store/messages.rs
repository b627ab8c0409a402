//! Messages about cases, and how far each person has read them.

use super::AnyConn;
use super::schema::{accounts, message_reads, messages};
use chrono::NaiveDateTime;
use diesel::prelude::*;
use std::collections::HashMap;

/// A row of `messages`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = messages)]
pub struct MessageRow {
    pub id: String,
    pub application_id: String,
    pub author: String,
    pub from_office: bool,
    pub body: String,
    /// After the decision: the office lets the applicant's side answer.
    pub answerable: bool,
    pub created_at: NaiveDateTime,
}

/// A row of `message_reads`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = message_reads)]
struct ReadRow {
    application_id: String,
    account_id: String,
    read_at: NaiveDateTime,
}

/// Adds a message; one with an id that is there already is the same, sent again: `false`.
pub fn add(conn: &mut AnyConn, row: &MessageRow) -> QueryResult<bool> {
    let known = messages::table.find(&row.id).select(messages::id).first::<String>(conn).optional()?;
    if known.is_some() {
        return Ok(false);
    }
    diesel::insert_into(messages::table).values(row.clone()).execute(conn).map(|_| true)
}

/// The messages of a case with the names of their authors, the first first.
pub fn of_application(conn: &mut AnyConn, id: &str) -> QueryResult<Vec<(MessageRow, String)>> {
    messages::table
        .inner_join(accounts::table.on(accounts::id.eq(messages::author)))
        .filter(messages::application_id.eq(id))
        .order((messages::created_at, messages::id))
        .select((MessageRow::as_select(), accounts::name))
        .load(conn)
}

/// The last message of the office about a case.
pub fn last_of_office(conn: &mut AnyConn, id: &str) -> QueryResult<Option<MessageRow>> {
    messages::table
        .filter(messages::application_id.eq(id))
        .filter(messages::from_office.eq(true))
        .order((messages::created_at.desc(), messages::id.desc()))
        .select(MessageRow::as_select())
        .first(conn)
        .optional()
}

/// Notes that somebody has read the messages of a case up to a moment.
pub fn read_up_to(conn: &mut AnyConn, id: &str, account: &str, at: NaiveDateTime) -> QueryResult<()> {
    let row = ReadRow { application_id: id.to_owned(), account_id: account.to_owned(), read_at: at };
    let known = message_reads::table.find((id, account));
    if diesel::update(known).set(message_reads::read_at.eq(at)).execute(conn)? == 0 {
        diesel::insert_into(message_reads::table).values(row).execute(conn)?;
    }
    Ok(())
}

/// How many messages of the other side somebody has not read, of each of some cases that has any.
pub fn unread(
    conn: &mut AnyConn,
    cases: &[String],
    account: &str,
    from_office: bool,
) -> QueryResult<HashMap<String, i64>> {
    if cases.is_empty() {
        return Ok(HashMap::new());
    }
    let written: Vec<(String, NaiveDateTime)> = messages::table
        .filter(messages::application_id.eq_any(cases.to_vec()))
        .filter(messages::from_office.eq(from_office))
        .select((messages::application_id, messages::created_at))
        .load(conn)?;
    if written.is_empty() {
        return Ok(HashMap::new());
    }
    let read: HashMap<String, NaiveDateTime> = message_reads::table
        .filter(message_reads::application_id.eq_any(cases.to_vec()))
        .filter(message_reads::account_id.eq(account))
        .select((message_reads::application_id, message_reads::read_at))
        .load::<(String, NaiveDateTime)>(conn)?
        .into_iter()
        .collect();
    let mut unread = HashMap::new();
    for (case, at) in written {
        if read.get(&case).is_none_or(|read| at > *read) {
            *unread.entry(case).or_insert(0) += 1;
        }
    }
    Ok(unread)
}
