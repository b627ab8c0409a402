//! Signatures: who confirmed which canonical form, how and when.

use super::AnyConn;
use super::connection::on_either;
use super::schema::{accounts, filings, signatures};
use chrono::NaiveDateTime;
use diesel::prelude::*;

/// A row of `signatures`.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = signatures, treat_none_as_default_value = false)]
pub struct SignatureRow {
    pub id: String,
    pub application_id: String,
    pub round: i32,
    pub account_id: String,
    /// `filer` or `founder`.
    pub part: String,
    /// See [`crate::signing::Method`].
    pub method: String,
    /// Version of the canonical form; see [`crate::signing::canonical`].
    pub form: String,
    /// How the digest is made.
    pub algorithm: String,
    pub digest: String,
    pub signed_at: NaiveDateTime,
    /// When a change of the answers made it void.
    pub void_at: Option<NaiveDateTime>,
    /// The detached CMS signature, of one made with a certificate.
    pub cms: Option<Vec<u8>>,
    pub certificate_subject: Option<String>,
    pub certificate_issuer: Option<String>,
    /// Hexadecimal.
    pub certificate_serial: Option<String>,
}

pub fn add(conn: &mut AnyConn, row: &SignatureRow) -> QueryResult<()> {
    on_either!(conn, c => diesel::insert_into(signatures::table).values(row).execute(c)).map(drop)
}

/// The signatures that hold under one round of an application, in the order in which they were made, each with the
/// name of whoever signed. What founders confirmed in an earlier round counts on where the same is filed again.
pub fn of_round(conn: &mut AnyConn, application: &str, round: i32) -> QueryResult<Vec<(SignatureRow, String)>> {
    let filed: Option<String> = filings::table
        .filter(filings::application_id.eq(application))
        .filter(filings::round.eq(round))
        .select(filings::digest)
        .first(conn)
        .optional()?;
    let again = signatures::part.eq("founder").and(signatures::digest.eq(filed.unwrap_or_default()));
    signatures::table
        .inner_join(accounts::table.on(accounts::id.eq(signatures::account_id)))
        .filter(signatures::application_id.eq(application.to_owned()))
        .filter(signatures::round.eq(round).or(again))
        .filter(signatures::void_at.is_null())
        .order(signatures::id)
        .select((SignatureRow::as_select(), accounts::name))
        .load(conn)
}

/// Voids what founders signed of a round that is not filed yet.
pub fn void_founders(conn: &mut AnyConn, application: &str, round: i32, now: NaiveDateTime) -> QueryResult<()> {
    let holding = signatures::table
        .filter(signatures::application_id.eq(application.to_owned()))
        .filter(signatures::round.eq(round))
        .filter(signatures::part.eq("founder"))
        .filter(signatures::void_at.is_null());
    diesel::update(holding).set(signatures::void_at.eq(Some(now))).execute(conn).map(drop)
}
