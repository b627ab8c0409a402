//! Drafts that a clerk types for a person who came with nothing prepared: they belong to nobody's account.

use super::AnyConn;
use super::schema::{applications, companies, counter_drafts};
use chrono::NaiveDateTime;
use diesel::prelude::*;
use portal::application::Channel;
use portal::lang::Lang;

/// A row of `counter_drafts`; it stays when the application was received.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = counter_drafts)]
pub struct CounterDraftRow {
    pub application_id: String,
    /// Code of the office at whose counter it is typed.
    pub office: i32,
    pub drafted_by: String,
    /// The language of the person who came.
    pub lang: String,
    pub created_at: NaiveDateTime,
}

impl CounterDraftRow {
    pub fn lang(&self) -> Lang {
        Lang::from_tag(&self.lang).unwrap_or(Lang::Ru)
    }
}

pub fn add(conn: &mut AnyConn, row: &CounterDraftRow) -> QueryResult<()> {
    diesel::insert_into(counter_drafts::table).values(row.clone()).execute(conn).map(drop)
}

pub fn find(conn: &mut AnyConn, application: &str) -> QueryResult<Option<CounterDraftRow>> {
    counter_drafts::table.find(application).select(CounterDraftRow::as_select()).first(conn).optional()
}

pub fn remove(conn: &mut AnyConn, application: &str) -> QueryResult<()> {
    diesel::delete(counter_drafts::table.find(application)).execute(conn).map(drop)
}

/// One that is not received yet, as the counter lists it.
#[derive(Clone, Debug, Queryable)]
pub struct OpenDraft {
    pub id: String,
    pub procedure: String,
    pub paper_code: Option<String>,
    pub company: Option<String>,
    pub drafted_by: String,
    pub created_at: NaiveDateTime,
}

/// Those of an office that were not received yet, the newest first.
pub fn open_of(conn: &mut AnyConn, office: i32) -> QueryResult<Vec<OpenDraft>> {
    counter_drafts::table
        .inner_join(applications::table.on(applications::id.eq(counter_drafts::application_id)))
        .left_join(companies::table.on(companies::unp.nullable().eq(applications::unp)))
        .filter(counter_drafts::office.eq(office))
        .filter(applications::filed_at.is_null())
        .order((counter_drafts::created_at.desc(), counter_drafts::application_id))
        .limit(100)
        .select((
            applications::id,
            applications::procedure,
            applications::paper_code,
            companies::name.nullable(),
            counter_drafts::drafted_by,
            counter_drafts::created_at,
        ))
        .load(conn)
}

/// Applications that were begun before a moment and not received: a hundred at most, the oldest first.
pub fn forgotten(conn: &mut AnyConn, before: NaiveDateTime) -> QueryResult<Vec<String>> {
    counter_drafts::table
        .inner_join(applications::table.on(applications::id.eq(counter_drafts::application_id)))
        .filter(counter_drafts::created_at.le(before))
        .filter(applications::filed_at.is_null())
        .order((counter_drafts::created_at, counter_drafts::application_id))
        .limit(100)
        .select(counter_drafts::application_id)
        .load(conn)
}

/// How an application is marked that is typed at a counter: it has a way in which it comes before it has come.
pub fn marked(channel: Option<&str>, filed_at: Option<NaiveDateTime>) -> bool {
    filed_at.is_none() && channel == Some(Channel::InPerson.code())
}
