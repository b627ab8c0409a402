//! Signing up, and confirming that the address is one's own. Nobody learns here whether an address
//! has an account: the answer is the same, and only the mailbox's owner reads the rest.

use super::letters::{self, Addresses, Note};
use super::throttle::{self, MAIL, MAILS_OF_NETWORK, Wait};
use super::{Asker, passwords};
use crate::failure::Failure;
use crate::random;
use crate::state::AppState;
use crate::store::accounts::{self, Account, Role, folded_email};
use crate::store::audit;
use crate::store::email_tokens::{self, EmailToken, Purpose};
use crate::store::{AnyConn, dead_addresses, new_id};
use chrono::{Duration, NaiveDateTime};
use portal::lang::Lang;

/// How long a link to confirm an address works.
const CONFIRM_WITHIN: Duration = Duration::hours(24);

/// Who wants an account.
#[derive(Clone, Debug)]
pub struct Newcomer {
    pub name: String,
    pub email: String,
    pub password: String,
    pub lang: Lang,
}

/// Makes an account with an unconfirmed address and mails the link that confirms it. Where the
/// address has an account, its owner is told instead. `Err(Wait)` inside: too many from this network.
pub async fn sign_up(state: &AppState, asker: Asker, newcomer: Newcomer) -> Result<Result<(), Wait>, Failure> {
    let password_hash = passwords::hash(state, newcomer.password.clone()).await?;
    let now = state.clock.now();
    let account = Account {
        id: new_id(),
        email: folded_email(&newcomer.email),
        name: newcomer.name,
        password_hash,
        role: Role::Entrepreneur.code().to_owned(),
        office: None,
        lang: newcomer.lang.tag().to_owned(),
        email_confirmed_at: None,
        disabled_at: None,
        created_at: now,
    };
    let addresses = Addresses::of(state);
    let write = || {
        let (asker, account, addresses) = (asker.clone(), account.clone(), addresses.clone());
        state.db.write(move |conn: &mut AnyConn| enter(conn, &asker, account, &addresses, now))
    };
    let done = match write().await {
        // On PostgreSQL the same address may sign up twice at once; the second then finds the first.
        Err(Failure::Conflict(_)) => write().await,
        done => done,
    };
    state.work.notify_one();
    done
}

fn enter(
    conn: &mut AnyConn,
    asker: &Asker,
    newcomer: Account,
    addresses: &Addresses,
    now: NaiveDateTime,
) -> Result<Result<(), Wait>, Failure> {
    if let Err(wait) = throttle::count(conn, &asker.mails_of_network(), now)? {
        return Ok(Err(wait));
    }
    let may_mail = throttle::count(conn, &[MAIL.of(&newcomer.email)], now)?.is_ok();
    let (account, note) = match accounts::by_email(conn, &newcomer.email)? {
        None => {
            add(conn, &newcomer)?;
            audit::record(conn, &asker.visitor(), "signed-up", ("account", &newcomer.id), now)?;
            (newcomer, true)
        }
        // Nobody has shown yet that the address is theirs: the newest to ask may be the owner, so
        // what an earlier one typed, and the links of that time, no longer count.
        Some(earlier) if earlier.email_confirmed_at.is_none() && earlier.disabled_at.is_none() => {
            if !may_mail {
                return Ok(Ok(()));
            }
            accounts::set_name(conn, &earlier.id, &newcomer.name)?;
            accounts::set_password(conn, &earlier.id, &newcomer.password_hash)?;
            accounts::set_lang(conn, &earlier.id, newcomer.lang())?;
            audit::record(conn, &asker.visitor(), "signed-up-again", ("account", &earlier.id), now)?;
            (Account { lang: newcomer.lang, ..earlier }, true)
        }
        Some(earlier) => {
            audit::record(conn, &asker.visitor(), "signed-up-in-vain", ("account", &earlier.id), now)?;
            (earlier, false)
        }
    };
    match (may_mail, note) {
        (true, true) => mail_link(conn, &account, addresses, now)?,
        (true, false) if account.disabled_at.is_none() => {
            letters::owe(conn, &account, &Note::AlreadyHere, addresses, now)?
        }
        _ => {}
    }
    Ok(Ok(()))
}

/// Mails a new link to an address that waits for confirmation; says nothing about others.
pub async fn send_again(state: &AppState, asker: Asker, email: &str) -> Result<Result<(), Wait>, Failure> {
    let now = state.clock.now();
    let email = folded_email(email);
    let addresses = Addresses::of(state);
    let send = move |conn: &mut AnyConn| -> Result<_, Failure> {
        if let Err(wait) = throttle::count(conn, &asker.mails_of_network(), now)? {
            return Ok(Err(wait));
        }
        let may_mail = throttle::count(conn, &[MAIL.of(&email)], now)?.is_ok();
        let waiting =
            accounts::by_email(conn, &email)?.filter(|a| a.email_confirmed_at.is_none() && a.disabled_at.is_none());
        if let Some(account) = waiting.filter(|_| may_mail) {
            mail_link(conn, &account, &addresses, now)?;
        }
        Ok(Ok(()))
    };
    let done = state.db.write(send).await;
    state.work.notify_one();
    done
}

/// Whether a link still confirms an address.
pub async fn may_confirm(state: &AppState, token: &str) -> Result<bool, Failure> {
    let (hash, now) = (random::hashed(token), state.clock.now());
    let look = move |conn: &mut AnyConn| -> Result<_, Failure> {
        Ok(email_tokens::account_of(conn, &hash, Purpose::Confirm, now)?.is_some())
    };
    state.db.read(look).await
}

/// Confirms the address of a link's account; false where the link does not work (any more).
pub async fn confirm(state: &AppState, asker: Asker, token: &str) -> Result<bool, Failure> {
    let (hash, now) = (random::hashed(token), state.clock.now());
    let confirm = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let Some(id) = email_tokens::use_up(conn, &hash, Purpose::Confirm, now)? else { return Ok(false) };
        accounts::confirm_email(conn, &id, now)?;
        if let Some(account) = accounts::by_id(conn, &id)? {
            dead_addresses::revive(conn, &account.email)?;
        }
        email_tokens::end_all(conn, &id, Purpose::Confirm, now)?;
        audit::record(conn, &asker.visitor(), "confirmed-email", ("account", &id), now)?;
        Ok(true)
    };
    state.db.write(confirm).await
}

/// Makes a link that confirms the address, in place of earlier ones, and owes the mail with it.
fn mail_link(conn: &mut AnyConn, account: &Account, addresses: &Addresses, now: NaiveDateTime) -> Result<(), Failure> {
    let until = now + CONFIRM_WITHIN;
    let token = new_link(conn, &account.id, Purpose::Confirm, until, now)?;
    letters::owe(conn, account, &Note::Confirm { token, until }, addresses, now)
}

/// A link's token, in place of all earlier ones for that purpose.
pub fn new_link(
    conn: &mut AnyConn,
    account_id: &str,
    purpose: Purpose,
    until: NaiveDateTime,
    now: NaiveDateTime,
) -> Result<String, Failure> {
    email_tokens::end_all(conn, account_id, purpose, now)?;
    let token = random::token();
    let row = EmailToken {
        token_hash: random::hashed(&token),
        account_id: account_id.to_owned(),
        purpose: purpose.code().to_owned(),
        created_at: now,
        expires_at: until,
        used_at: None,
    };
    email_tokens::add(conn, &row)?;
    Ok(token)
}

fn add(conn: &mut AnyConn, account: &Account) -> Result<(), Failure> {
    use diesel::result::{DatabaseErrorKind::UniqueViolation, Error::DatabaseError};
    accounts::add(conn, account).map_err(|error| match error {
        DatabaseError(UniqueViolation, _) => Failure::Conflict("changed-meanwhile"),
        other => other.into(),
    })
}

impl Asker {
    /// What is counted when somebody causes a mail to an address they typed.
    pub(crate) fn mails_of_network(&self) -> Vec<throttle::Subject> {
        self.network.iter().map(|network| MAILS_OF_NETWORK.of(network)).collect()
    }
}
