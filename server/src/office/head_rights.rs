//! The portal's rights to act that follow from who heads a company: they come and go with the office,
//! and what a head granted ends with the head's own right.

use crate::failure::Failure;
use crate::store::accounts::Account;
use crate::store::mandates::{self, MandateRow};
use crate::store::{AnyConn, accounts, new_id};
use chrono::{NaiveDate, NaiveDateTime};
use portal::mandate::Scope;

/// The former head's rights end; whoever uses the portal under `email` has them from `from` on. An
/// address that nobody confirmed gives nobody a right, nor does that of somebody with a post in an office.
pub fn pass(
    conn: &mut AnyConn,
    unp: i64,
    email: &str,
    from: NaiveDate,
    until: Option<NaiveDate>,
    now: NaiveDateTime,
) -> Result<(), Failure> {
    end(conn, unp, from)?;
    let account = accounts::by_email(conn, email)?;
    let usable = |a: &Account| a.email_confirmed_at.is_some() && a.disabled_at.is_none() && a.may_act_for_companies();
    let Some(account) = account.filter(usable) else { return Ok(()) };
    let right = MandateRow {
        id: new_id(),
        account_id: account.id,
        unp,
        scope: Scope::Head.code().to_owned(),
        valid_from: from,
        valid_to: until,
        granted_by: None,
        revoked_at: None,
        created_at: now,
        authorised: None,
    };
    Ok(mandates::add(conn, &right)?)
}

/// The head's rights, and those that the head granted, have `on` as the first day on which they no
/// longer hold.
pub fn end(conn: &mut AnyConn, unp: i64, on: NaiveDate) -> Result<(), Failure> {
    let Some(last) = on.pred_opt() else { return Ok(()) };
    Ok(mandates::end_of_head(conn, unp, last)?)
}

/// The rights of who heads the company `since` a day last as long as the powers, which are extended as of `on`: a term
/// that begins on the day after the last one continues it. What a former head had ended before `since` stays ended.
pub fn extend(
    conn: &mut AnyConn,
    unp: i64,
    since: Option<NaiveDate>,
    on: NaiveDate,
    until: Option<NaiveDate>,
) -> Result<(), Failure> {
    let before = on.pred_opt().unwrap_or(on);
    let reached = since.map_or(before, |since| since.max(before));
    Ok(mandates::extend_head(conn, unp, reached, until)?)
}
