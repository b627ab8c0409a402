//! What is kept about the writing of an application's answers: see [`crate::office::merging`].

use super::AnyConn;
use super::connection::on_either;
use super::schema::{deleted_drafts, draft_writings};
use chrono::NaiveDateTime;
use diesel::prelude::*;

/// JSON, of an application where anything was written by a page.
pub fn find(conn: &mut AnyConn, application: &str) -> QueryResult<Option<String>> {
    on_either!(conn, c => draft_writings::table.find(application).select(draft_writings::body).first(c)).optional()
}

/// Of several applications, each with its JSON.
pub fn of(conn: &mut AnyConn, applications: Vec<String>) -> QueryResult<Vec<(String, String)>> {
    draft_writings::table
        .filter(draft_writings::application_id.eq_any(applications))
        .select((draft_writings::application_id, draft_writings::body))
        .load(conn)
}

/// Keeps it in place of what was kept. The row of the application is written first, in the same
/// transaction: so nobody else writes this one meanwhile.
pub fn put(conn: &mut AnyConn, application: &str, body: &str) -> QueryResult<()> {
    let found = draft_writings::table.find(application);
    let set = draft_writings::body.eq(body);
    if on_either!(conn, c => diesel::update(found).set(set).execute(c))? == 0 {
        let row = (draft_writings::application_id.eq(application), set);
        on_either!(conn, c => diesel::insert_into(draft_writings::table).values(row).execute(c))?;
    }
    Ok(())
}

/// Forgets it of one application.
pub fn forget(conn: &mut AnyConn, application: &str) -> QueryResult<()> {
    diesel::delete(draft_writings::table.find(application)).execute(conn).map(drop)
}

/// Forgets it of drafts deleted before a moment: before they themselves are forgotten.
pub fn sweep(conn: &mut AnyConn, before: NaiveDateTime) -> QueryResult<()> {
    let gone = deleted_drafts::table.filter(deleted_drafts::deleted_at.le(before)).select(deleted_drafts::id);
    diesel::delete(draft_writings::table.filter(draft_writings::application_id.eq_any(gone))).execute(conn).map(drop)
}

/// Forgets it of deleted drafts without a company that an account started.
pub fn forget_without_company(conn: &mut AnyConn, account: &str) -> QueryResult<()> {
    let own = deleted_drafts::table
        .filter(deleted_drafts::started_by.eq(account.to_owned()))
        .filter(deleted_drafts::unp.is_null())
        .select(deleted_drafts::id);
    diesel::delete(draft_writings::table.filter(draft_writings::application_id.eq_any(own))).execute(conn).map(drop)
}
