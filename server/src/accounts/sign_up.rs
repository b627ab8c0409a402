//! Signing up, and confirming that the address is one's own. Nobody learns here whether an address
//! has an account: the answer is the same, and only the mailbox's owner reads the rest. Anybody may type
//! anybody's address, so that a link says only who reads the mails: to confirm takes the password too that
//! was chosen at the same sign-up.

use super::letters::{self, Addresses, Note};
use super::throttle::{self, ADDRESS, MAIL, MAILS_OF_NETWORK, NETWORK, Wait};
use super::{Asker, passwords, sign_in};
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
    let now = state.clock.now();
    let email = folded_email(&newcomer.email);
    let (network, address) = (asker.mails_of_network(), MAIL.of(&email));
    // Before the password is hashed: whoever is slowed takes no turn from those who sign in.
    let count = move |conn: &mut AnyConn| -> Result<_, Failure> {
        if let Err(wait) = throttle::count(conn, &network, now)? {
            return Ok(Err(wait));
        }
        Ok(Ok(throttle::count(conn, &[address], now)?.is_ok()))
    };
    let may_mail = match state.db.write(count).await? {
        Ok(may_mail) => may_mail,
        Err(wait) => return Ok(Err(wait)),
    };
    let password_hash = passwords::hash(state, newcomer.password).await?;
    let account = Account {
        id: new_id(),
        email,
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
        state.db.write(move |conn: &mut AnyConn| enter(conn, &asker, account, may_mail, &addresses, now))
    };
    match write().await {
        // On PostgreSQL the same address may sign up twice at once; the second then finds the first.
        Err(Failure::Conflict(_)) => write().await?,
        done => done?,
    }
    state.work.notify_one();
    Ok(Ok(()))
}

fn enter(
    conn: &mut AnyConn,
    asker: &Asker,
    newcomer: Account,
    may_mail: bool,
    addresses: &Addresses,
    now: NaiveDateTime,
) -> Result<(), Failure> {
    let (account, note) = match accounts::by_email(conn, &newcomer.email)? {
        None => {
            add(conn, &newcomer)?;
            audit::record(conn, &asker.visitor(), "signed-up", ("account", &newcomer.id), now)?;
            (newcomer, true)
        }
        // Nobody has shown yet that the address is theirs: the newest to ask may be the owner, so
        // what an earlier one typed, and the links of that time, no longer count. It may be a stranger
        // too: the owner's password does not fit the newest link then, and the owner signs up again.
        Some(earlier) if earlier.email_confirmed_at.is_none() && earlier.disabled_at.is_none() => {
            if !may_mail {
                return Ok(());
            }
            accounts::set_name(conn, &earlier.id, &newcomer.name)?;
            // That change holds the row. On PostgreSQL the address may have been confirmed just before it.
            if accounts::by_id(conn, &earlier.id)?.is_some_and(|account| account.email_confirmed_at.is_some()) {
                return Err(Failure::Conflict("changed-meanwhile"));
            }
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
    Ok(())
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

/// The address that a link confirms, where it still works.
pub async fn address_of(state: &AppState, token: &str) -> Result<Option<String>, Failure> {
    let (hash, now) = (random::hashed(token), state.clock.now());
    let look = move |conn: &mut AnyConn| -> Result<_, Failure> { waiting(conn, &hash, now) };
    Ok(state.db.read(look).await?.map(|account| account.email))
}

/// The account whose address a link confirms.
fn waiting(conn: &mut AnyConn, hash: &str, now: NaiveDateTime) -> Result<Option<Account>, Failure> {
    let Some(id) = email_tokens::account_of(conn, hash, Purpose::Confirm, now)? else { return Ok(None) };
    Ok(accounts::by_id(conn, &id)?.filter(|a| a.email_confirmed_at.is_none() && a.disabled_at.is_none()))
}

/// What came of confirming an address.
#[derive(Clone, Debug)]
pub enum Confirmed {
    /// Done; the new session's token, and whose it is.
    In(String, Box<Account>),
    /// The password is not the one that was chosen when this link was sent.
    WrongPassword,
    /// Too many tries.
    Slowed(Wait),
    /// The link does not work (any more).
    DeadLink,
}

/// Confirms the address of a link's account for whoever knows its password too, and begins a session; the one
/// the browser had ends. Tries count as those of a sign-in. Nobody has one-time codes yet: to turn them on one
/// signs in.
pub async fn confirm(
    state: &AppState,
    asker: Asker,
    token: &str,
    password: String,
    old_token: Option<String>,
) -> Result<Confirmed, Failure> {
    let (hash, now) = (random::hashed(token), state.clock.now());
    let network = asker.network.as_deref().map(|network| NETWORK.of(network));
    let (sought, from) = (hash.clone(), network.clone());
    let look = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let Some(account) = waiting(conn, &sought, now)? else { return Ok(None) };
        let address = ADDRESS.of(&account.email);
        let subjects: Vec<_> = std::iter::once(address.clone()).chain(from).collect();
        Ok(Some((throttle::count(conn, &subjects, now)?, address, account)))
    };
    let Some((counted, address, compared)) = state.db.write(look).await? else { return Ok(Confirmed::DeadLink) };
    if let Err(wait) = counted {
        return Ok(Confirmed::Slowed(wait));
    }
    let fits = passwords::fits(state, password, Some(compared.password_hash.clone())).await?;
    let lasts = Duration::hours(state.config.session_hours);
    let finish = move |conn: &mut AnyConn| -> Result<_, Failure> {
        if !fits {
            audit::record(conn, &asker.visitor(), "sign-in-refused", ("address", address.hash()), now)?;
            return Ok(Confirmed::WrongPassword);
        }
        // First, since it holds the row: on PostgreSQL somebody may sign up with the address at this moment. It is
        // taken back where the password or the link is another one by now.
        accounts::confirm_email(conn, &compared.id, now)?;
        let gone = Failure::Conflict("changed-meanwhile");
        let Some(account) = sign_in::still_as_compared(conn, &compared)? else { return Err(gone) };
        if email_tokens::use_up(conn, &hash, Purpose::Confirm, now)?.is_none() {
            return Err(gone);
        }
        email_tokens::end_all(conn, &account.id, Purpose::Confirm, now)?;
        dead_addresses::revive(conn, &account.email)?;
        address.forget(conn)?;
        if let Some(network) = &network {
            network.take_back(conn)?;
        }
        let token = sign_in::open(conn, &account, old_token.as_deref(), lasts, now)?;
        let actor = asker.actor(&account);
        audit::record(conn, &actor, "confirmed-email", ("account", &account.id), now)?;
        audit::record(conn, &actor, "signed-in", ("account", &account.id), now)?;
        Ok(Confirmed::In(token, Box::new(account)))
    };
    match state.db.write(finish).await {
        Err(Failure::Conflict(_)) => Ok(Confirmed::DeadLink),
        done => done,
    }
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
