//! Rights to act for companies.

use super::AnyConn;
use super::connection::on_either;
use super::schema::{accounts, mandates};
use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use portal::mandate::{Mandate, Scope};

/// A row of `mandates`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = mandates)]
pub struct MandateRow {
    pub id: String,
    pub account_id: String,
    pub unp: i64,
    pub scope: String,
    pub valid_from: NaiveDate,
    pub valid_to: Option<NaiveDate>,
    pub granted_by: Option<String>,
    pub revoked_at: Option<NaiveDateTime>,
    pub created_at: NaiveDateTime,
    /// What the entry is known by from which it follows, of another person authorised to act.
    pub authorised: Option<String>,
}

impl MandateRow {
    pub fn mandate(&self) -> Option<Mandate> {
        let scope = Scope::from_code(&self.scope)?;
        Some(Mandate { unp: self.unp, scope, from: self.valid_from, until: self.valid_to })
    }

    /// Whether somebody gave it, so that it can be taken away; others follow from the register.
    pub fn follows_from_grant(&self) -> bool {
        self.scope != Scope::Head.code() && self.authorised.is_none()
    }
}

pub fn add(conn: &mut AnyConn, row: &MandateRow) -> QueryResult<()> {
    diesel::insert_into(mandates::table).values(row.clone()).execute(conn).map(drop)
}

/// The mandates of an account that were not revoked; whether they count today is for
/// [`Mandate::allows`] to say.
pub fn of_account(conn: &mut AnyConn, account_id: &str) -> QueryResult<Vec<Mandate>> {
    let rows = mandates::table
        .filter(mandates::account_id.eq(account_id))
        .filter(mandates::revoked_at.is_null())
        .order(mandates::unp)
        .select(MandateRow::as_select())
        .load(conn)?;
    Ok(rows.iter().filter_map(MandateRow::mandate).collect())
}

/// The mandates of an account for one company that were not revoked; whether they count on a day is
/// for [`Mandate::allows`] to say.
pub fn held(conn: &mut AnyConn, account_id: &str, unp: i64) -> QueryResult<Vec<Mandate>> {
    let rows: Vec<MandateRow> = on_either!(conn, c => mandates::table
        .filter(mandates::account_id.eq(account_id))
        .filter(mandates::unp.eq(unp))
        .filter(mandates::revoked_at.is_null())
        .select(MandateRow::as_select())
        .load(c))?;
    Ok(rows.iter().filter_map(MandateRow::mandate).collect())
}

/// Whether an account may do something for a company on a day.
pub fn allows(conn: &mut AnyConn, account_id: &str, unp: i64, wanted: Scope, on: NaiveDate) -> QueryResult<bool> {
    Ok(held(conn, account_id, unp)?.iter().any(|mandate| mandate.allows(wanted, on)))
}

/// The accounts that may do something for a company on a day.
pub fn accounts_of(conn: &mut AnyConn, unp: i64, wanted: Scope, on: NaiveDate) -> QueryResult<Vec<String>> {
    let rows: Vec<MandateRow> = on_either!(conn, c => mandates::table
        .filter(mandates::unp.eq(unp))
        .filter(mandates::revoked_at.is_null())
        .order(mandates::account_id)
        .select(MandateRow::as_select())
        .load(c))?;
    let mut accounts: Vec<String> = rows
        .into_iter()
        .filter(|row| row.mandate().is_some_and(|m| m.allows(wanted, on)))
        .map(|row| row.account_id)
        .collect();
    accounts.dedup();
    Ok(accounts)
}

/// Ends after the day `last` the rights of a company's heads that reach beyond it, and those that one
/// of these heads granted. Rights that follow from another entry of the register stay.
pub fn end_of_head(conn: &mut AnyConn, unp: i64, last: NaiveDate) -> QueryResult<()> {
    let heads: Vec<String> = mandates::table
        .filter(mandates::unp.eq(unp))
        .filter(mandates::scope.eq(Scope::Head.code()))
        .filter(mandates::authorised.is_null())
        .filter(mandates::revoked_at.is_null())
        .select(mandates::account_id)
        .load(conn)?;
    let beyond = mandates::valid_to.is_null().or(mandates::valid_to.gt(last)).assume_not_null();
    let of_head = mandates::table
        .filter(mandates::unp.eq(unp))
        .filter(mandates::scope.eq(Scope::Head.code()))
        .filter(mandates::authorised.is_null())
        .filter(beyond);
    diesel::update(of_head).set(mandates::valid_to.eq(last)).execute(conn)?;
    end_granted(conn, unp, heads, last)
}

/// Ends after the day `last` the right that follows from an entry of another person authorised to act, and
/// those that its holder granted.
pub fn end_authorised(conn: &mut AnyConn, unp: i64, key: &str, last: NaiveDate) -> QueryResult<()> {
    let holders: Vec<String> = mandates::table
        .filter(mandates::unp.eq(unp))
        .filter(mandates::authorised.eq(key).assume_not_null())
        .select(mandates::account_id)
        .load(conn)?;
    let of_entry = mandates::table
        .filter(mandates::unp.eq(unp))
        .filter(mandates::authorised.eq(key).assume_not_null())
        .filter(mandates::valid_to.is_null().or(mandates::valid_to.gt(last)).assume_not_null());
    diesel::update(of_entry).set(mandates::valid_to.eq(last)).execute(conn)?;
    end_granted(conn, unp, holders, last)
}

/// Ends after a day what some accounts granted for a company, unless they may still grant by another right.
fn end_granted(conn: &mut AnyConn, unp: i64, by: Vec<String>, last: NaiveDate) -> QueryResult<()> {
    let still: Vec<String> = mandates::table
        .filter(mandates::unp.eq(unp))
        .filter(mandates::scope.eq(Scope::Head.code()))
        .filter(mandates::account_id.eq_any(by.clone()))
        .filter(mandates::revoked_at.is_null())
        .filter(mandates::valid_to.is_null().or(mandates::valid_to.gt(last)).assume_not_null())
        .select(mandates::account_id)
        .load(conn)?;
    let ended: Vec<Option<String>> = by.into_iter().filter(|account| !still.contains(account)).map(Some).collect();
    let granted = mandates::table
        .filter(mandates::unp.eq(unp))
        .filter(mandates::granted_by.eq_any(ended).assume_not_null())
        .filter(mandates::valid_to.is_null().or(mandates::valid_to.gt(last)).assume_not_null());
    diesel::update(granted).set(mandates::valid_to.eq(last)).execute(conn).map(drop)
}

/// Lets the right that follows from an entry of another person authorised to act last until another day, or
/// without an end.
pub fn extend_authorised(conn: &mut AnyConn, unp: i64, key: &str, until: Option<NaiveDate>) -> QueryResult<()> {
    let of_entry = mandates::table
        .filter(mandates::unp.eq(unp))
        .filter(mandates::authorised.eq(key).assume_not_null())
        .filter(mandates::revoked_at.is_null());
    diesel::update(of_entry).set(mandates::valid_to.eq(until)).execute(conn).map(drop)
}

/// Lets the rights of a company's heads that reach a day last until another day, or without an end.
pub fn extend_head(conn: &mut AnyConn, unp: i64, reached: NaiveDate, until: Option<NaiveDate>) -> QueryResult<()> {
    let of_head = mandates::table
        .filter(mandates::unp.eq(unp))
        .filter(mandates::scope.eq(Scope::Head.code()))
        .filter(mandates::authorised.is_null())
        .filter(mandates::valid_to.ge(reached).assume_not_null())
        .filter(mandates::revoked_at.is_null());
    diesel::update(of_head).set(mandates::valid_to.eq(until)).execute(conn).map(drop)
}

/// A right to act for a company with who holds it.
pub type Holder = (MandateRow, String, String);

/// The rights to act for a company that were not revoked, each with the name and the address of who
/// holds it: those that give most first.
pub fn holders(conn: &mut AnyConn, unp: i64) -> QueryResult<Vec<Holder>> {
    let mut rows: Vec<Holder> = mandates::table
        .inner_join(accounts::table.on(accounts::id.eq(mandates::account_id)))
        .filter(mandates::unp.eq(unp))
        .filter(mandates::revoked_at.is_null())
        .order((accounts::name, mandates::id))
        .select((MandateRow::as_select(), accounts::name, accounts::email))
        .load(conn)?;
    rows.sort_by_key(|(row, _, _)| std::cmp::Reverse(Scope::from_code(&row.scope)));
    Ok(rows)
}

pub fn find(conn: &mut AnyConn, id: &str) -> QueryResult<Option<MandateRow>> {
    on_either!(conn, c => mandates::table.find(id).select(MandateRow::as_select()).first(c)).optional()
}

/// The right by which an account may do something for a company on a day: of several the one that gives
/// most, and lasts longest.
pub fn right(
    conn: &mut AnyConn,
    account_id: &str,
    unp: i64,
    wanted: Scope,
    on: NaiveDate,
) -> QueryResult<Option<MandateRow>> {
    let rows: Vec<MandateRow> = on_either!(conn, c => mandates::table
        .filter(mandates::account_id.eq(account_id))
        .filter(mandates::unp.eq(unp))
        .filter(mandates::revoked_at.is_null())
        .select(MandateRow::as_select())
        .load(c))?;
    let allowed = rows.into_iter().filter(|row| row.mandate().is_some_and(|right| right.allows(wanted, on)));
    Ok(allowed.max_by_key(|row| (Scope::from_code(&row.scope), row.valid_to.is_none(), row.valid_to)))
}

/// Takes a right away at once; false where it was taken away before.
pub fn revoke(conn: &mut AnyConn, id: &str, now: NaiveDateTime) -> QueryResult<bool> {
    let held = mandates::table.find(id).filter(mandates::revoked_at.is_null());
    Ok(diesel::update(held).set(mandates::revoked_at.eq(now)).execute(conn)? == 1)
}

/// Takes away what an account was given for a company before; a right that follows from the register stays.
pub fn revoke_given(conn: &mut AnyConn, account_id: &str, unp: i64, now: NaiveDateTime) -> QueryResult<()> {
    let given = mandates::table
        .filter(mandates::account_id.eq(account_id))
        .filter(mandates::unp.eq(unp))
        .filter(mandates::scope.ne(Scope::Head.code()))
        .filter(mandates::authorised.is_null())
        .filter(mandates::revoked_at.is_null());
    diesel::update(given).set(mandates::revoked_at.eq(now)).execute(conn).map(drop)
}

/// Takes every right of an account away.
pub fn revoke_all(conn: &mut AnyConn, account_id: &str, now: NaiveDateTime) -> QueryResult<()> {
    let held = mandates::table.filter(mandates::account_id.eq(account_id)).filter(mandates::revoked_at.is_null());
    diesel::update(held).set(mandates::revoked_at.eq(now)).execute(conn).map(drop)
}
