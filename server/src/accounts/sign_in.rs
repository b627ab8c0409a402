//! Signing in and out.

use super::second_step::{self, Codes, Refused};
use super::throttle::{self, ADDRESS, CODE, NETWORK, Wait};
use super::{Asker, passwords};
use crate::access::SignedIn;
use crate::failure::Failure;
use crate::random;
use crate::state::AppState;
use crate::store::AnyConn;
use crate::store::accounts::{self, Account, folded_email};
use crate::store::audit::{self, Actor};
use crate::store::second_steps;
use crate::store::sessions::{self, Session};
use chrono::{Duration, NaiveDateTime};

/// How long a sign-in waits for its code.
const CODE_WITHIN: Duration = Duration::minutes(10);

/// What came of a try to sign in.
#[derive(Clone, Debug)]
pub enum Tried {
    /// The new session's token, and whose it is.
    In(String, Box<Account>),
    /// Right, but a one-time code is still to come; the token under which this sign-in waits for it.
    Code(String),
    /// The address or the password is not right, or the account is closed: which, is not said.
    Wrong,
    /// Right, but the address was not confirmed yet.
    Unconfirmed,
    /// Too many tries.
    Slowed(Wait),
}

/// Compares the password and begins a session; the one the browser had ends.
pub async fn sign_in(
    state: &AppState,
    asker: Asker,
    email: &str,
    password: String,
    old_token: Option<String>,
) -> Result<Tried, Failure> {
    let now = state.clock.now();
    let email = folded_email(email);
    let address = ADDRESS.of(&email);
    let network = asker.network.as_deref().map(|network| NETWORK.of(network));
    let subjects: Vec<_> = std::iter::once(address.clone()).chain(network.clone()).collect();
    let look = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let counted = throttle::count(conn, &subjects, now)?;
        Ok((counted, accounts::by_email(conn, &email)?))
    };
    let (counted, account) = state.db.write(look).await?;
    if let Err(wait) = counted {
        return Ok(Tried::Slowed(wait));
    }
    let fits = passwords::fits(state, password, account.as_ref().map(|a| a.password_hash.clone())).await?;
    let lasts = Duration::hours(state.config.session_hours);
    let finish = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let account = match account {
            Some(compared) if fits => still_as_compared(conn, &compared)?,
            _ => None,
        };
        let Some(account) = account else {
            audit::record(conn, &asker.visitor(), "sign-in-refused", ("address", address.hash()), now)?;
            return Ok(Tried::Wrong);
        };
        address.forget(conn)?;
        if let Some(network) = &network {
            network.take_back(conn)?;
        }
        if account.email_confirmed_at.is_none() {
            return Ok(Tried::Unconfirmed);
        }
        if second_step::in_force(conn, &account.id)?.is_some() {
            let token = random::token();
            second_steps::begin_sign_in(conn, &random::hashed(&token), &account.id, now + CODE_WITHIN)?;
            return Ok(Tried::Code(token));
        }
        let token = open(conn, &account, old_token.as_deref(), lasts, now)?;
        audit::record(conn, &asker.actor(&account), "signed-in", ("account", &account.id), now)?;
        Ok(Tried::In(token, Box::new(account)))
    };
    state.db.write(finish).await
}

/// What came of giving the code of a sign-in.
#[derive(Clone, Debug)]
pub enum TriedCode {
    /// The new session's token, and whose it is.
    In(String, Box<Account>),
    Refused(Refused),
    /// This sign-in waits no longer: it begins again with the password.
    TooLate,
}

/// Ends a sign-in whose password was right, with a one-time code or a recovery code.
pub async fn give_code(
    state: &AppState,
    asker: Asker,
    waiting: &str,
    code: String,
    old_token: Option<String>,
) -> Result<TriedCode, Failure> {
    let (now, inner) = (state.clock.now(), state.clone());
    let waiting = random::hashed(waiting);
    let lasts = Duration::hours(state.config.session_hours);
    let finish = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let Some(id) = second_steps::sign_in_of(conn, &waiting, now)? else { return Ok(TriedCode::TooLate) };
        let tries = CODE.of(&id);
        if let Err(wait) = throttle::count(conn, std::slice::from_ref(&tries), now)? {
            return Ok(TriedCode::Refused(Refused::Slowed(wait)));
        }
        let account = accounts::by_id(conn, &id)?.filter(|account| account.disabled_at.is_none());
        let (Some(account), Some(row)) = (account, second_step::in_force(conn, &id)?) else {
            return Ok(TriedCode::TooLate);
        };
        if let Err(refused) = second_step::take(conn, &inner, &row, &code, Codes::OrRecovery, now)? {
            audit::record(conn, &asker.visitor(), "sign-in-code-refused", ("account", &id), now)?;
            return Ok(TriedCode::Refused(refused));
        }
        if !second_steps::end_sign_in(conn, &waiting)? {
            return Ok(TriedCode::TooLate);
        }
        tries.forget(conn)?;
        let token = open(conn, &account, old_token.as_deref(), lasts, now)?;
        audit::record(conn, &asker.actor(&account), "signed-in", ("account", &id), now)?;
        Ok(TriedCode::In(token, Box::new(account)))
    };
    state.db.write(finish).await
}

/// Begins a session without a password: for the demo's buttons alone.
pub async fn sign_in_demo(
    state: &AppState,
    asker: Asker,
    email: &str,
    old_token: Option<String>,
) -> Result<(String, Account), Failure> {
    if !state.demo {
        return Err(Failure::NotFound);
    }
    let now = state.clock.now();
    let email = email.to_owned();
    let lasts = Duration::hours(state.config.session_hours);
    let begin = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let account = accounts::by_email(conn, &email)?.filter(|a| a.disabled_at.is_none()).ok_or(Failure::NotFound)?;
        let token = open(conn, &account, old_token.as_deref(), lasts, now)?;
        audit::record(conn, &asker.actor(&account), "signed-in-demo", ("account", &account.id), now)?;
        Ok((token, account))
    };
    state.db.write(begin).await
}

/// Ends the session of a token at the server.
pub async fn sign_out(state: &AppState, token: &str, who: Option<&SignedIn>) -> Result<(), Failure> {
    let now = state.clock.now();
    let hash = random::hashed(token);
    let actor = who.map(|who| (who.actor(), who.account.id.clone()));
    let end = move |conn: &mut AnyConn| -> Result<_, Failure> {
        sessions::end(conn, &hash)?;
        if let Some((actor, id)) = actor {
            audit::record(conn, &actor, "signed-out", ("account", &id), now)?;
        }
        Ok(())
    };
    state.db.write(end).await
}

/// Ends all sessions of the person.
pub async fn sign_out_everywhere(state: &AppState, who: &SignedIn) -> Result<(), Failure> {
    let now = state.clock.now();
    let (actor, id): (Actor, String) = (who.actor(), who.account.id.clone());
    let end = move |conn: &mut AnyConn| -> Result<_, Failure> {
        sessions::end_all(conn, &id)?;
        Ok(audit::record(conn, &actor, "signed-out-everywhere", ("account", &id), now)?)
    };
    state.db.write(end).await
}

/// Writes a new session and ends the one the browser had: a token from before the sign-in, which
/// somebody else may know, is worth nothing after it.
pub(super) fn open(
    conn: &mut AnyConn,
    account: &Account,
    old_token: Option<&str>,
    lasts: Duration,
    now: NaiveDateTime,
) -> Result<String, Failure> {
    if let Some(old) = old_token {
        sessions::end(conn, &random::hashed(old))?;
    }
    let token = random::token();
    let session = Session {
        token_hash: random::hashed(&token),
        account_id: account.id.clone(),
        created_at: now,
        seen_at: now,
        expires_at: now + lasts,
    };
    sessions::add(conn, &session)?;
    Ok(token)
}

/// The account as it is now, unless its password was changed or it was closed while the password was
/// compared.
pub(super) fn still_as_compared(conn: &mut AnyConn, compared: &Account) -> Result<Option<Account>, Failure> {
    let account = accounts::by_id(conn, &compared.id)?;
    Ok(account.filter(|a| a.password_hash == compared.password_hash && a.disabled_at.is_none()))
}
