//! Links by which somebody who stands at the counter confirms on their own phone what will be filed.

use super::AnyConn;
use super::schema::phone_confirmations;
use chrono::NaiveDateTime;
use diesel::prelude::*;

/// A row of `phone_confirmations`.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = phone_confirmations, treat_none_as_default_value = false)]
pub struct PhoneConfirmationRow {
    pub id: String,
    pub application_id: String,
    /// Of what is confirmed: SHA-256 over the canonical form.
    pub digest: String,
    pub token_hash: String,
    pub office: i32,
    pub shown_by: String,
    pub created_at: NaiveDateTime,
    pub expires_at: NaiveDateTime,
    /// `yes` or `no`.
    pub answer: Option<String>,
    pub answered_at: Option<NaiveDateTime>,
}

impl PhoneConfirmationRow {
    pub fn is_open(&self, now: NaiveDateTime) -> bool {
        self.answer.is_none() && self.expires_at > now
    }

    /// What was answered.
    pub fn said_yes(&self) -> Option<bool> {
        self.answer.as_deref().map(|answer| answer == "yes")
    }
}

/// Adds one; links that were shown for the application before work no more.
pub fn add(conn: &mut AnyConn, row: &PhoneConfirmationRow) -> QueryResult<()> {
    let open = phone_confirmations::table
        .filter(phone_confirmations::application_id.eq(row.application_id.clone()))
        .filter(phone_confirmations::answer.is_null())
        .filter(phone_confirmations::expires_at.gt(row.created_at));
    diesel::update(open).set(phone_confirmations::expires_at.eq(row.created_at)).execute(conn)?;
    diesel::insert_into(phone_confirmations::table).values(row.clone()).execute(conn).map(drop)
}

/// The one that a link is for.
pub fn by_token(conn: &mut AnyConn, token_hash: &str) -> QueryResult<Option<PhoneConfirmationRow>> {
    phone_confirmations::table
        .filter(phone_confirmations::token_hash.eq(token_hash))
        .select(PhoneConfirmationRow::as_select())
        .first(conn)
        .optional()
}

/// The last that was shown, after a moment, for what an application says now.
pub fn latest(
    conn: &mut AnyConn,
    application: &str,
    digest: &str,
    after: Option<NaiveDateTime>,
) -> QueryResult<Option<PhoneConfirmationRow>> {
    phone_confirmations::table
        .filter(phone_confirmations::application_id.eq(application))
        .filter(phone_confirmations::digest.eq(digest))
        .filter(phone_confirmations::created_at.gt(after.unwrap_or_default()))
        .order((phone_confirmations::created_at.desc(), phone_confirmations::id.desc()))
        .select(PhoneConfirmationRow::as_select())
        .first(conn)
        .optional()
}

/// When it was confirmed by phone what an application says, by a link that was shown after one moment and not after
/// another: by the last of those, which takes the place of the others whatever was answered to them.
pub fn confirmed_at(
    conn: &mut AnyConn,
    application: &str,
    digest: &str,
    after: Option<NaiveDateTime>,
    until: NaiveDateTime,
) -> QueryResult<Option<NaiveDateTime>> {
    let last: Option<PhoneConfirmationRow> = phone_confirmations::table
        .filter(phone_confirmations::application_id.eq(application))
        .filter(phone_confirmations::digest.eq(digest))
        .filter(phone_confirmations::created_at.gt(after.unwrap_or_default()))
        .filter(phone_confirmations::created_at.le(until))
        .order((phone_confirmations::created_at.desc(), phone_confirmations::id.desc()))
        .select(PhoneConfirmationRow::as_select())
        .first(conn)
        .optional()?;
    Ok(last.filter(|row| row.said_yes() == Some(true)).and_then(|row| row.answered_at))
}

/// Keeps an answer while the link lasts; false where there was one, or the link is over.
pub fn answer(conn: &mut AnyConn, id: &str, yes: bool, now: NaiveDateTime) -> QueryResult<bool> {
    let open = phone_confirmations::table
        .find(id)
        .filter(phone_confirmations::answer.is_null())
        .filter(phone_confirmations::expires_at.gt(now));
    diesel::update(open)
        .set((phone_confirmations::answer.eq(if yes { "yes" } else { "no" }), phone_confirmations::answered_at.eq(now)))
        .execute(conn)
        .map(|changed| changed == 1)
}
