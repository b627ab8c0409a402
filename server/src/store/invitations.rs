//! Rights to act that are offered to an address and wait to be accepted.

use super::schema::invitations;
use super::{AnyConn, mandates};
use chrono::{Duration, NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use portal::mandate::Scope;

/// A row of `invitations`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = invitations, treat_none_as_default_value = false)]
pub struct InvitationRow {
    pub id: String,
    pub unp: i64,
    /// Folded.
    pub email: String,
    pub scope: String,
    pub valid_from: NaiveDate,
    pub valid_to: NaiveDate,
    pub invited_by: String,
    pub created_at: NaiveDateTime,
    pub expires_at: NaiveDateTime,
    pub accepted_by: Option<String>,
    pub accepted_at: Option<NaiveDateTime>,
    pub withdrawn_at: Option<NaiveDateTime>,
}

impl InvitationRow {
    pub fn scope(&self) -> Option<Scope> {
        Scope::from_code(&self.scope)
    }

    /// Whether it can still be accepted at a moment of a day.
    pub fn is_open(&self, now: NaiveDateTime, today: NaiveDate) -> bool {
        self.accepted_at.is_none() && self.withdrawn_at.is_none() && self.expires_at > now && self.valid_to >= today
    }
}

/// Whether an offer can be accepted: whoever no longer heads the company cannot give a right in it.
pub fn stands(conn: &mut AnyConn, row: &InvitationRow, now: NaiveDateTime, today: NaiveDate) -> QueryResult<bool> {
    Ok(row.is_open(now, today) && mandates::allows(conn, &row.invited_by, row.unp, Scope::Head, today)?)
}

pub fn add(conn: &mut AnyConn, row: &InvitationRow) -> QueryResult<()> {
    diesel::insert_into(invitations::table).values(row.clone()).execute(conn).map(drop)
}

pub fn find(conn: &mut AnyConn, id: &str) -> QueryResult<Option<InvitationRow>> {
    invitations::table.find(id).select(InvitationRow::as_select()).first(conn).optional()
}

/// The offers for a company that nobody accepted or took back, the newest first.
pub fn waiting(conn: &mut AnyConn, unp: i64) -> QueryResult<Vec<InvitationRow>> {
    invitations::table
        .filter(invitations::unp.eq(unp))
        .filter(invitations::accepted_at.is_null())
        .filter(invitations::withdrawn_at.is_null())
        .order(invitations::id.desc())
        .select(InvitationRow::as_select())
        .load(conn)
}

/// The offers to an address that nobody accepted or took back, the newest first.
pub fn to_address(conn: &mut AnyConn, email: &str) -> QueryResult<Vec<InvitationRow>> {
    invitations::table
        .filter(invitations::email.eq(email))
        .filter(invitations::accepted_at.is_null())
        .filter(invitations::withdrawn_at.is_null())
        .order(invitations::id.desc())
        .limit(50)
        .select(InvitationRow::as_select())
        .load(conn)
}

/// To whom the offers for a company were that were taken back or replaced, and when.
pub fn taken_back(conn: &mut AnyConn, unp: i64) -> QueryResult<Vec<(String, Option<NaiveDateTime>)>> {
    invitations::table
        .filter(invitations::unp.eq(unp))
        .filter(invitations::withdrawn_at.is_not_null())
        .order(invitations::id.desc())
        .limit(200)
        .select((invitations::email, invitations::withdrawn_at))
        .load(conn)
}

/// Takes the offer to an address back; false where none could be accepted any more. One that was over already only
/// makes room for another, which takes the place of nothing: it bears an earlier moment than this one.
pub fn withdraw(conn: &mut AnyConn, unp: i64, email: &str, now: NaiveDateTime, today: NaiveDate) -> QueryResult<bool> {
    // At most one waits for an address.
    let waiting: Option<InvitationRow> = invitations::table
        .filter(invitations::unp.eq(unp))
        .filter(invitations::email.eq(email))
        .filter(invitations::accepted_at.is_null())
        .filter(invitations::withdrawn_at.is_null())
        .select(InvitationRow::as_select())
        .first(conn)
        .optional()?;
    let Some(row) = waiting else { return Ok(false) };
    let stood = row.is_open(now, today);
    let at = if stood { now } else { row.expires_at.min(now - Duration::seconds(1)) };
    let still = invitations::table
        .find(&row.id)
        .filter(invitations::accepted_at.is_null())
        .filter(invitations::withdrawn_at.is_null());
    let ended = diesel::update(still).set(invitations::withdrawn_at.eq(at)).execute(conn)?;
    Ok(stood && ended == 1)
}

/// Marks one as accepted; false where it was accepted or taken back meanwhile.
pub fn accept(conn: &mut AnyConn, id: &str, account: &str, now: NaiveDateTime) -> QueryResult<bool> {
    let waiting = invitations::table
        .find(id)
        .filter(invitations::accepted_at.is_null())
        .filter(invitations::withdrawn_at.is_null());
    let accepted = (invitations::accepted_at.eq(now), invitations::accepted_by.eq(account));
    Ok(diesel::update(waiting).set(accepted).execute(conn)? == 1)
}

/// Takes back every offer that an account made and nobody accepted.
pub fn withdraw_of(conn: &mut AnyConn, account: &str, now: NaiveDateTime) -> QueryResult<()> {
    let waiting = invitations::table
        .filter(invitations::invited_by.eq(account))
        .filter(invitations::accepted_at.is_null())
        .filter(invitations::withdrawn_at.is_null());
    diesel::update(waiting).set(invitations::withdrawn_at.eq(now)).execute(conn).map(drop)
}
