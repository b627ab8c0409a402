//! A forgotten password, and a new one in place of one that is known.

use super::letters::{self, Addresses, Note};
use super::sign_up::new_link;
use super::throttle::{self, ADDRESS, MAIL, OLD_PASSWORD, Wait};
use super::{Asker, passwords, sign_in};
use crate::access::SignedIn;
use crate::failure::Failure;
use crate::random;
use crate::state::AppState;
use crate::store::accounts::{self, Account, folded_email};
use crate::store::audit;
use crate::store::email_tokens::{self, Purpose};
use crate::store::{AnyConn, address_changes, dead_addresses, second_steps, sessions};
use chrono::{Duration, NaiveDateTime};
use portal::lang::Lang;

/// How long a link to choose a new password works.
const RESET_WITHIN: Duration = Duration::hours(1);

/// Mails a link to choose a new password, where the address has an account; nobody else learns
/// whether it has.
pub async fn ask(state: &AppState, asker: Asker, email: &str) -> Result<Result<(), Wait>, Failure> {
    let now = state.clock.now();
    let email = folded_email(email);
    let addresses = Addresses::of(state);
    let send = move |conn: &mut AnyConn| -> Result<_, Failure> {
        if let Err(wait) = throttle::count(conn, &asker.mails_of_network(), now)? {
            return Ok(Err(wait));
        }
        let address = MAIL.of(&email);
        let may_mail = throttle::count(conn, std::slice::from_ref(&address), now)?.is_ok();
        audit::record(conn, &asker.visitor(), "asked-for-reset", ("address", address.hash()), now)?;
        let account = accounts::by_email(conn, &email)?.filter(|a| a.disabled_at.is_none());
        if let Some(account) = account.filter(|_| may_mail) {
            let until = now + RESET_WITHIN;
            let token = new_link(conn, &account.id, Purpose::Reset, until, now)?;
            letters::owe(conn, &account, &Note::Reset { token, until }, &addresses, now)?;
        }
        Ok(Ok(()))
    };
    let done = state.db.write(send).await;
    state.work.notify_one();
    done
}

/// The account that a link may choose a new password for.
pub async fn account_of(state: &AppState, token: &str) -> Result<Option<Account>, Failure> {
    let (hash, now) = (random::hashed(token), state.clock.now());
    let look = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let Some(id) = email_tokens::account_of(conn, &hash, Purpose::Reset, now)? else { return Ok(None) };
        Ok(accounts::by_id(conn, &id)?.filter(|a| a.disabled_at.is_none()))
    };
    state.db.read(look).await
}

/// Takes a new password by a link: ends every session, ends the slowing, confirms the address and has letters
/// sent there again, since the link came there, and tells the owner. False where the link does not work (any more).
pub async fn reset(state: &AppState, asker: Asker, token: &str, password: String) -> Result<bool, Failure> {
    let password_hash = passwords::hash(state, password).await?;
    let (hash, now, addresses) = (random::hashed(token), state.clock.now(), Addresses::of(state));
    let change = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let Some(id) = email_tokens::use_up(conn, &hash, Purpose::Reset, now)? else { return Ok(false) };
        let Some(account) = accounts::by_id(conn, &id)?.filter(|a| a.disabled_at.is_none()) else { return Ok(false) };
        replace(conn, &account, &password_hash, &addresses, now)?;
        if account.email_confirmed_at.is_none() {
            accounts::confirm_email(conn, &id, now)?;
            email_tokens::end_all(conn, &id, Purpose::Confirm, now)?;
        }
        dead_addresses::revive(conn, &account.email)?;
        ADDRESS.of(&account.email).forget(conn)?;
        audit::record(conn, &asker.visitor(), "reset-password", ("account", &id), now)?;
        Ok(true)
    };
    let done = state.db.write(change).await;
    state.work.notify_one();
    done
}

/// What came of a change of password.
#[derive(Clone, Debug)]
pub enum Changed {
    /// Done; the token of the one session that is left.
    Done(String),
    /// The old password is not the right one.
    WrongOld,
    /// Too many wrong ones.
    Slowed(Wait),
}

/// Takes a new password from a signed-in person who knows the old one. Every session ends; the
/// person goes on in a new one.
pub async fn change(state: &AppState, who: &SignedIn, old: String, new: String) -> Result<Changed, Failure> {
    let now = state.clock.now();
    let subject = OLD_PASSWORD.of(&who.account.id);
    let counted = subject.clone();
    let count = state.db.write(move |conn: &mut AnyConn| throttle::count(conn, &[counted], now)).await?;
    if let Err(wait) = count {
        return Ok(Changed::Slowed(wait));
    }
    if !passwords::fits(state, old, Some(who.account.password_hash.clone())).await? {
        return Ok(Changed::WrongOld);
    }
    let password_hash = passwords::hash(state, new).await?;
    let (actor, account, addresses) = (who.actor(), who.account.clone(), Addresses::of(state));
    let lasts = Duration::hours(state.config.session_hours);
    let change = move |conn: &mut AnyConn| -> Result<_, Failure> {
        if sign_in::still_as_compared(conn, &account)?.is_none() {
            return Ok(Changed::WrongOld);
        }
        subject.forget(conn)?;
        replace(conn, &account, &password_hash, &addresses, now)?;
        audit::record(conn, &actor, "changed-password", ("account", &account.id), now)?;
        Ok(Changed::Done(sign_in::open(conn, &account, None, lasts, now)?))
    };
    let done = state.db.write(change).await;
    state.work.notify_one();
    done
}

/// Takes another language for the person's mails.
pub async fn change_language(state: &AppState, who: &SignedIn, lang: Lang) -> Result<(), Failure> {
    let (actor, id, now) = (who.actor(), who.account.id.clone(), state.clock.now());
    let change = move |conn: &mut AnyConn| -> Result<_, Failure> {
        accounts::set_lang(conn, &id, lang)?;
        Ok(audit::record(conn, &actor, "changed-language", ("account", &id), now)?)
    };
    state.db.write(change).await
}

/// What every change of password does. A change of address that waits may be the work of whoever knew the old one.
fn replace(
    conn: &mut AnyConn,
    account: &Account,
    password_hash: &str,
    addresses: &Addresses,
    now: NaiveDateTime,
) -> Result<(), Failure> {
    accounts::set_password(conn, &account.id, password_hash)?;
    email_tokens::end_all(conn, &account.id, Purpose::Reset, now)?;
    address_changes::forget(conn, &account.id)?;
    sessions::end_all(conn, &account.id)?;
    second_steps::end_sign_ins(conn, &account.id)?;
    letters::owe(conn, account, &Note::PasswordChanged, addresses, now)
}
