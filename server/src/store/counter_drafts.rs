//! Drafts that a clerk types for a person who came with nothing prepared: they belong to nobody's account.

use super::applications::ApplicationRow;
use super::schema::{applications, companies, counter_drafts};
use super::{AnyConn, accounts};
use chrono::NaiveDateTime;
use diesel::prelude::*;
use portal::application::{Channel, Status};
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

/// The account of whoever applies: of the one who started the application, and of nobody where a clerk typed it at a
/// counter. That gives the clerk no right and no mail, whatever becomes of the application.
pub fn applicant(conn: &mut AnyConn, row: &ApplicationRow) -> QueryResult<Option<String>> {
    // What was filed on line was typed at no counter: most applications are not asked about.
    let typed = row.channel() != Some(Channel::Online) && find(conn, &row.id)?.is_some();
    Ok((!typed).then(|| row.started_by.clone()))
}

/// The language of whoever applies: the account's, or the one that they chose at the counter.
pub fn lang_of(conn: &mut AnyConn, row: &ApplicationRow) -> QueryResult<Lang> {
    Ok(match find(conn, &row.id)? {
        Some(draft) => draft.lang(),
        None => accounts::by_id(conn, &row.started_by)?.map_or(Lang::Ru, |account| account.lang()),
    })
}

/// Whether an application was typed at a counter and came back for correction: the person comes again, and it is
/// corrected and received there.
pub fn came_back(conn: &mut AnyConn, row: &ApplicationRow) -> QueryResult<bool> {
    Ok(row.status() == Status::Returned && find(conn, &row.id)?.is_some())
}

/// Ends the paper of what came back, where there is one: what was printed and signed says something else by now.
pub fn end_paper(conn: &mut AnyConn, row: &mut ApplicationRow) -> QueryResult<()> {
    if came_back(conn, row)? {
        row.paper_code = None;
    }
    Ok(())
}

/// Whether the counter of an office corrects what came back: that at which it was typed, or that of the office which
/// decides about it.
pub fn corrects(conn: &mut AnyConn, row: &ApplicationRow, office: i32) -> QueryResult<bool> {
    if row.status() != Status::Returned {
        return Ok(false);
    }
    let typed = find(conn, &row.id)?;
    Ok(typed.is_some_and(|draft| draft.office == office || row.office == Some(office)))
}

/// Whether a counter may receive an application as it stands: it was prepared for paper, or it was typed at a counter
/// and came back.
pub fn is_receivable(conn: &mut AnyConn, row: &ApplicationRow) -> QueryResult<bool> {
    Ok(row.status() == Status::Prepared || came_back(conn, row)?)
}

/// One that is not received yet, or came back for correction, as the counter lists it.
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

/// Cases that were typed at a counter and came back for correction: those that an office's own counter typed and those
/// about which it decides ([`corrects`]), the newest first.
pub fn returned_of(conn: &mut AnyConn, office: i32) -> QueryResult<Vec<OpenDraft>> {
    counter_drafts::table
        .inner_join(applications::table.on(applications::id.eq(counter_drafts::application_id)))
        .left_join(companies::table.on(companies::unp.nullable().eq(applications::unp)))
        .filter(counter_drafts::office.nullable().eq(office).or(applications::office.eq(office)))
        .filter(applications::status.eq(Status::Returned.code()))
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
