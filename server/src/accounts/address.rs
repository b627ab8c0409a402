//! The address of an account: confirmed anew where letters came back from it, or changed. Either way a
//! link is mailed there, and only whoever opens it has shown to read there.

use super::letters::{self, Addresses, Note};
use super::throttle::{self, MAIL, OLD_PASSWORD, Wait};
use super::{Asker, passwords};
use crate::access::SignedIn;
use crate::failure::Failure;
use crate::random;
use crate::state::AppState;
use crate::store::accounts::{self, Account, folded_email};
use crate::store::address_changes::{self, AddressChange};
use crate::store::audit;
use crate::store::email_tokens::{self, Purpose};
use crate::store::{AnyConn, dead_addresses};
use chrono::{Duration, NaiveDateTime};

/// How long the link works.
const WITHIN: Duration = Duration::hours(24);

/// How asking ended.
pub enum Asked {
    /// A link is on its way, or, where the address is somebody's already, its owner is told: whoever asks
    /// does not learn which.
    Sent,
    WrongPassword,
    Slowed(Wait),
}

/// Mails a link to the account's own address, to show that it is read.
pub async fn ask_again(state: &AppState, who: &SignedIn, asker: Asker) -> Result<Asked, Failure> {
    let (account, email) = (Account::clone(&who.account), who.account.email.clone());
    mail_link(state, who, asker, account, email).await
}

/// Mails a link to another address, which takes the place of the account's own once it is opened.
pub async fn change(
    state: &AppState,
    who: &SignedIn,
    asker: Asker,
    email: &str,
    password: String,
) -> Result<Asked, Failure> {
    let now = state.clock.now();
    let subject = OLD_PASSWORD.of(&who.account.id);
    let counted = subject.clone();
    let count = state.db.write(move |conn: &mut AnyConn| throttle::count(conn, &[counted], now)).await?;
    if let Err(wait) = count {
        return Ok(Asked::Slowed(wait));
    }
    if !passwords::fits(state, password, Some(who.account.password_hash.clone())).await? {
        return Ok(Asked::WrongPassword);
    }
    state.db.write(move |conn: &mut AnyConn| subject.forget(conn)).await?;
    let account = Account::clone(&who.account);
    mail_link(state, who, asker, account, folded_email(email)).await
}

async fn mail_link(
    state: &AppState,
    who: &SignedIn,
    asker: Asker,
    account: Account,
    email: String,
) -> Result<Asked, Failure> {
    let (now, actor, addresses) = (state.clock.now(), who.actor(), Addresses::of(state));
    let write = move |conn: &mut AnyConn| -> Result<Asked, Failure> {
        if let Err(wait) = throttle::count(conn, &asker.mails_of_network(), now)? {
            return Ok(Asked::Slowed(wait));
        }
        if let Err(wait) = throttle::count(conn, &[MAIL.of(&email)], now)? {
            return Ok(Asked::Slowed(wait));
        }
        audit::record(conn, &actor, "asked-for-address", ("account", &account.id), now)?;
        match accounts::by_email(conn, &email)? {
            Some(other) if other.id != account.id => {
                letters::owe(conn, &other, &Note::AlreadyHere, &addresses, now)?;
            }
            _ => {
                let (token, until) = (random::token(), now + WITHIN);
                let change = AddressChange {
                    token_hash: random::hashed(&token),
                    account_id: account.id.clone(),
                    email: email.clone(),
                    expires_at: until,
                };
                address_changes::put(conn, &change)?;
                let to = Account { email, ..account };
                letters::owe(conn, &to, &Note::Address { token, until }, &addresses, now)?;
            }
        }
        Ok(Asked::Sent)
    };
    let done = state.db.write(write).await;
    state.work.notify_one();
    done
}

/// The address that a link confirms, where it still works.
pub async fn of_link(state: &AppState, token: &str) -> Result<Option<String>, Failure> {
    let (hash, now) = (random::hashed(token), state.clock.now());
    let look = move |conn: &mut AnyConn| -> Result<_, Failure> { Ok(address_changes::find(conn, &hash, now)?) };
    Ok(state.db.read(look).await?.map(|change| change.email))
}

/// Takes the address of a link for its account's; false where the link does not work (any more), or the
/// address became somebody else's meanwhile.
pub async fn confirm(state: &AppState, asker: Asker, token: &str) -> Result<bool, Failure> {
    let (hash, now, addresses) = (random::hashed(token), state.clock.now(), Addresses::of(state));
    let write = move |conn: &mut AnyConn| -> Result<bool, Failure> { take(conn, &asker, &hash, &addresses, now) };
    let done = match state.db.write(write).await {
        // On PostgreSQL somebody may sign up with the address at the same moment.
        Err(Failure::Conflict(_)) => Ok(false),
        done => done,
    };
    state.work.notify_one();
    done
}

fn take(
    conn: &mut AnyConn,
    asker: &Asker,
    hash: &str,
    addresses: &Addresses,
    now: NaiveDateTime,
) -> Result<bool, Failure> {
    let Some(change) = address_changes::use_up(conn, hash, now)? else { return Ok(false) };
    let Some(account) = accounts::by_id(conn, &change.account_id)?.filter(|a| a.disabled_at.is_none()) else {
        return Ok(false);
    };
    if accounts::by_email(conn, &change.email)?.is_some_and(|other| other.id != account.id) {
        return Ok(false);
    }
    dead_addresses::revive(conn, &change.email)?;
    accounts::confirm_email(conn, &account.id, now)?;
    let mut action = "confirmed-email";
    if change.email != account.email {
        action = "changed-email";
        accounts::set_email(conn, &account.id, &change.email)?;
        // They were mailed to the former address.
        email_tokens::end_all(conn, &account.id, Purpose::Reset, now)?;
        // To the former address: whoever did not do this learns of it.
        letters::owe(conn, &account, &Note::AddressChanged, addresses, now)?;
    }
    audit::record(conn, &asker.actor(&account), action, ("account", &account.id), now)?;
    Ok(true)
}
