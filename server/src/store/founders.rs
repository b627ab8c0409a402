//! Founders, and co-owners of a dwelling: who was invited to confirm an application, and what each confirmed.

use super::AnyConn;
use super::applications::ApplicationRow;
use super::schema::{applications, founder_confirmations, founder_invitations};
use chrono::NaiveDateTime;
use diesel::prelude::*;
use portal::application::Status;

/// A row of `founder_confirmations`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = founder_confirmations, treat_none_as_default_value = false)]
pub struct ConfirmationRow {
    pub id: String,
    pub application_id: String,
    /// Folded.
    pub email: String,
    pub account_id: String,
    /// SHA-256 over the canonical form that was confirmed.
    pub digest: String,
    pub confirmed_at: NaiveDateTime,
    /// When a change of the answers made it void.
    pub void_at: Option<NaiveDateTime>,
}

pub fn add_confirmation(conn: &mut AnyConn, row: &ConfirmationRow) -> QueryResult<()> {
    diesel::insert_into(founder_confirmations::table).values(row.clone()).execute(conn).map(drop)
}

/// The confirmations of an application that hold, the first first.
pub fn confirmations(conn: &mut AnyConn, application: &str) -> QueryResult<Vec<ConfirmationRow>> {
    founder_confirmations::table
        .filter(founder_confirmations::application_id.eq(application))
        .filter(founder_confirmations::void_at.is_null())
        .order(founder_confirmations::id)
        .select(ConfirmationRow::as_select())
        .load(conn)
}

/// Voids some confirmations that hold; how many that were.
pub fn void_confirmations(conn: &mut AnyConn, ids: Vec<String>, now: NaiveDateTime) -> QueryResult<usize> {
    if ids.is_empty() {
        return Ok(0);
    }
    let holding = founder_confirmations::table
        .filter(founder_confirmations::id.eq_any(ids))
        .filter(founder_confirmations::void_at.is_null());
    diesel::update(holding).set(founder_confirmations::void_at.eq(Some(now))).execute(conn)
}

/// The addresses that were invited, each with when that was last.
pub fn invitations(conn: &mut AnyConn, application: &str) -> QueryResult<Vec<(String, NaiveDateTime)>> {
    founder_invitations::table
        .filter(founder_invitations::application_id.eq(application))
        .order(founder_invitations::email)
        .select((founder_invitations::email, founder_invitations::invited_at))
        .load(conn)
}

/// Invitations that an account has sent since a moment.
pub fn invited_since(conn: &mut AnyConn, account: &str, since: NaiveDateTime) -> QueryResult<i64> {
    founder_invitations::table
        .filter(founder_invitations::invited_by.eq(account))
        .filter(founder_invitations::invited_at.gt(since))
        .count()
        .get_result(conn)
}

/// Notes that an address was invited now, in place of an earlier time.
pub fn note_invitation(
    conn: &mut AnyConn,
    application: &str,
    email: &str,
    by: &str,
    now: NaiveDateTime,
) -> QueryResult<()> {
    diesel::delete(founder_invitations::table.find((application, email))).execute(conn)?;
    let row = (
        founder_invitations::application_id.eq(application.to_owned()),
        founder_invitations::email.eq(email.to_owned()),
        founder_invitations::invited_by.eq(by.to_owned()),
        founder_invitations::invited_at.eq(now),
    );
    diesel::insert_into(founder_invitations::table).values(row).execute(conn).map(drop)
}

/// The applications open for changes to which an address was invited, the newest first.
pub fn open_for(conn: &mut AnyConn, email: &str) -> QueryResult<Vec<ApplicationRow>> {
    let open = [Status::Draft, Status::Prepared, Status::Returned].map(Status::code);
    founder_invitations::table
        .inner_join(applications::table.on(applications::id.eq(founder_invitations::application_id)))
        .filter(founder_invitations::email.eq(email.to_owned()))
        .filter(applications::status.eq_any(open))
        .order((applications::updated_at.desc(), applications::id.desc()))
        .limit(50)
        .select(ApplicationRow::as_select())
        .load(conn)
}
