//! Other persons authorised to act: their entries in the register, and the portal's rights that follow from
//! them, written together. What such a person granted ends with their own right.

use super::register_changes::append;
use crate::failure::Failure;
use crate::register::authorised::{self, Authorised};
use crate::register::wire::Origin;
use crate::store::accounts::Account;
use crate::store::entries::{self, EntryKind};
use crate::store::mandates::{self, MandateRow};
use crate::store::{AnyConn, accounts, companies, new_id};
use chrono::{NaiveDate, NaiveDateTime};
use portal::mandate::Scope;
use portal::procedures::{Authorisation, Authority, MANAGING_NAME, Managing};
use portal::unp::Unp;

/// Enters somebody beside those who may act already; whoever uses the portal under the address given has the
/// right to act from the first day of the powers on. An address that nobody confirmed gives nobody a right, nor does
/// that of somebody with a post in an office.
pub fn enter(
    conn: &mut AnyConn,
    unp: i64,
    granted: &Authorisation,
    origin: &Origin,
    now: NaiveDateTime,
) -> Result<(), Failure> {
    let record = Authorised::of(unp, granted);
    append(conn, &record, origin)?;
    let account = accounts::by_email(conn, &granted.email)?;
    let usable = |a: &Account| a.email_confirmed_at.is_some() && a.disabled_at.is_none() && a.may_act_for_companies();
    let Some(account) = account.filter(usable) else { return Ok(()) };
    let right = MandateRow {
        id: new_id(),
        account_id: account.id,
        unp,
        scope: scope(granted.authority).code().to_owned(),
        valid_from: granted.from,
        valid_to: granted.until,
        granted_by: None,
        revoked_at: None,
        created_at: now,
        authorised: Some(record.key()),
    };
    Ok(mandates::add(conn, &right)?)
}

/// To whom the powers of the executive body have passed may do what the head may; a deputy or a member of a
/// collegial body signs and files.
fn scope(authority: Authority) -> Scope {
    match authority.manages() {
        Some(_) => Scope::Head,
        None => Scope::File,
    }
}

/// The powers of the one with this key last until another day, or without an end, and the right with them.
pub fn extend(
    conn: &mut AnyConn,
    unp: i64,
    key: &str,
    until: Option<NaiveDate>,
    origin: &Origin,
) -> Result<(), Failure> {
    let mut record = find(conn, unp, key)?;
    record.dsrok = until.map(Into::into);
    append(conn, &record, origin)?;
    Ok(mandates::extend_authorised(conn, unp, key, until)?)
}

/// From `on` the powers of the one with this key no longer hold, nor does the right.
pub fn end(conn: &mut AnyConn, unp: i64, key: &str, on: NaiveDate, origin: &Origin) -> Result<(), Failure> {
    let record = find(conn, unp, key)?;
    close(conn, record, on, origin)
}

/// The same of everybody but the head.
pub fn end_all(conn: &mut AnyConn, unp: i64, on: NaiveDate, origin: &Origin) -> Result<(), Failure> {
    standing(conn, unp)?.into_iter().try_for_each(|record| close(conn, record, on, origin))
}

fn close(conn: &mut AnyConn, mut record: Authorised, on: NaiveDate, origin: &Origin) -> Result<(), Failure> {
    let (unp, key) = (record.ngrn, record.key());
    record.dto = Some(on.into());
    record.cact = Some("-".to_owned());
    append(conn, &record, origin)?;
    let Some(last) = on.pred_opt() else { return Ok(()) };
    Ok(mandates::end_authorised(conn, unp, &key, last)?)
}

fn standing(conn: &mut AnyConn, unp: i64) -> Result<Vec<Authorised>, Failure> {
    Ok(authorised::in_force(&entries::current_of_kind(conn, unp, EntryKind::Authorised)?))
}

/// The one that the rules found; they look at the register before each decision.
fn find(conn: &mut AnyConn, unp: i64, key: &str) -> Result<Authorised, Failure> {
    let found = standing(conn, unp)?.into_iter().find(|record| record.key() == key);
    found.ok_or(Failure::Conflict("changed-meanwhile"))
}

/// The subject to whom the management is to pass, by the number typed.
pub fn managing(conn: &mut AnyConn, typed: &str) -> Result<Option<Managing>, Failure> {
    let Some(unp) = Unp::parse(typed).ok().and_then(|unp| unp.number()) else { return Ok(None) };
    Ok(companies::find(conn, unp)?.map(|company| Managing {
        unp,
        name: company.short_name.clone().unwrap_or_else(|| company.name.clone()),
        kind: company.kind(),
        standing: company.standing(),
    }))
}

/// What is filled in beside the number of a managing subject, so that whoever typed it sees whose it is.
pub fn name_managing(conn: &mut AnyConn, answers: &mut portal::answers::Answers) -> Result<(), Failure> {
    let name = managing(conn, answers.get("other_unp"))?.map(|managing| managing.name).unwrap_or_default();
    answers.set(MANAGING_NAME, &name);
    Ok(())
}
