//! The second step of an account: turning one-time codes on and off, and asking for one.
//!
//! A code is good once, whatever it was given for: the step of time it belongs to is used up in the
//! transaction of what it confirms. Tries are counted before anything is compared, like those of sign-in.

use super::letters::{self, Addresses, Note};
use super::sealing;
use super::throttle::{self, CODE, OLD_PASSWORD, Subject, Wait};
use super::totp::Secret;
use super::{passwords, sign_in};
use crate::access::SignedIn;
use crate::failure::Failure;
use crate::random;
use crate::state::AppState;
use crate::store::accounts::Account;
use crate::store::second_steps::{self, SecondStepRow};
use crate::store::{AnyConn, audit};
use chrono::{Duration, NaiveDateTime};
use std::sync::Arc;

/// Recovery codes made at once.
pub const CODES: usize = 10;

/// How long a new secret waits for its first code.
const FIRST_CODE_WITHIN: Duration = Duration::hours(1);

/// Why it was not confirmed that this is the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    WrongPassword,
    WrongCode,
    /// The code was right, and was given before.
    UsedCode,
    /// Too many tries.
    Slowed(Wait),
    /// No secret waits for its first code (any more).
    NothingWaits,
}

/// What a person gives to show once more that it is they.
#[derive(Clone, Debug)]
pub struct Given {
    pub password: String,
    /// Of the app; where it is lost, a recovery code.
    pub code: String,
}

/// Which codes are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Codes {
    /// Those of the app alone.
    App,
    /// Recovery codes too.
    OrRecovery,
}

/// Somebody whose password was right; the code is for the write that it confirms.
#[derive(Clone, Debug)]
pub struct Known {
    account: Arc<Account>,
    code: String,
    subjects: [Subject; 2],
}

/// Counts a try and compares the password.
pub async fn know(state: &AppState, who: &SignedIn, given: Given) -> Result<Result<Known, Refused>, Failure> {
    let now = state.clock.now();
    let id = &who.account.id;
    let subjects = [CODE.of(id), OLD_PASSWORD.of(id)];
    let counted = subjects.clone();
    let count = state.db.write(move |conn: &mut AnyConn| throttle::count(conn, &counted, now)).await?;
    if let Err(wait) = count {
        return Ok(Err(Refused::Slowed(wait)));
    }
    if !passwords::fits(state, given.password, Some(who.account.password_hash.clone())).await? {
        return Ok(Err(Refused::WrongPassword));
    }
    Ok(Ok(Known { account: who.account.clone(), code: given.code, subjects }))
}

impl Known {
    /// Takes the code, where the account has a second step, and forgets the tries. Within the write of what is
    /// confirmed: where that fails, the code is as good as before.
    pub fn confirm(
        &self,
        conn: &mut AnyConn,
        state: &AppState,
        codes: Codes,
        now: NaiveDateTime,
    ) -> Result<Result<(), Refused>, Failure> {
        if sign_in::still_as_compared(conn, &self.account)?.is_none() {
            return Ok(Err(Refused::WrongPassword));
        }
        if let Some(row) = in_force(conn, &self.account.id)?
            && let Err(refused) = take(conn, state, &row, &self.code, codes, now)?
        {
            return Ok(Err(refused));
        }
        for subject in &self.subjects {
            subject.forget(conn)?;
        }
        Ok(Ok(()))
    }
}

/// The second step of an account, where it has one.
pub fn in_force(conn: &mut AnyConn, account: &str) -> Result<Option<SecondStepRow>, Failure> {
    Ok(second_steps::find(conn, account)?.filter(|row| row.secret.is_some()))
}

/// Uses a code up: one of the app of this half minute or the ones beside it, or a recovery code.
pub fn take(
    conn: &mut AnyConn,
    state: &AppState,
    row: &SecondStepRow,
    code: &str,
    codes: Codes,
    now: NaiveDateTime,
) -> Result<Result<(), Refused>, Failure> {
    let (id, kept) = (row.account_id.as_str(), row.secret.as_deref().unwrap_or_default());
    let Some(digits) = of_app(code) else {
        let taken = codes == Codes::OrRecovery && second_steps::use_code(conn, id, &recovery_hash(id, code), now)?;
        return Ok(if taken { Ok(()) } else { Err(Refused::WrongCode) });
    };
    let key = state.totp_key.as_ref();
    let secret = sealing::open(key, id, kept)
        .ok_or_else(|| Failure::Internal("totp_key does not open the secret of a second step".to_owned()))?;
    let Some(step) = secret.step_of(&digits, now) else { return Ok(Err(Refused::WrongCode)) };
    if !second_steps::use_step(conn, id, step)? {
        return Ok(Err(Refused::UsedCode));
    }
    if sealing::wants_sealing(key, kept) {
        second_steps::keep_secret(conn, id, &sealing::seal(key, id, &secret))?;
    }
    Ok(Ok(()))
}

/// Begins to turn the second step on, or anew: a secret waits for its first code.
pub async fn begin(state: &AppState, who: &SignedIn, given: Given) -> Result<Result<(), Refused>, Failure> {
    let now = state.clock.now();
    let known = match know(state, who, given).await? {
        Ok(known) => known,
        Err(refused) => return Ok(Err(refused)),
    };
    let (actor, inner) = (who.actor(), state.clone());
    let begin = move |conn: &mut AnyConn| -> Result<_, Failure> {
        if let Err(refused) = known.confirm(conn, &inner, Codes::OrRecovery, now)? {
            return Ok(Err(refused));
        }
        let id = known.account.id.as_str();
        second_steps::begin(conn, id, sealing::seal(inner.totp_key.as_ref(), id, &Secret::random()), now)?;
        audit::record(conn, &actor, "began-second-step", ("account", id), now)?;
        Ok(Ok(()))
    };
    state.db.write(begin).await
}

/// The secret that waits for its first code.
pub async fn waiting(state: &AppState, who: &SignedIn) -> Result<Option<Secret>, Failure> {
    let (id, now) = (who.account.id.clone(), state.clock.now());
    let row = state.db.read(move |conn: &mut AnyConn| second_steps::find(conn, &id).map_err(Failure::from)).await?;
    Ok(row.and_then(|row| pending(state, &row, now)).map(|(secret, _)| secret))
}

fn pending(state: &AppState, row: &SecondStepRow, now: NaiveDateTime) -> Option<(Secret, String)> {
    let waits = row.pending_at.is_some_and(|at| now - at < FIRST_CODE_WITHIN);
    let kept = row.pending.clone().filter(|_| waits)?;
    Some((sealing::open(state.totp_key.as_ref(), &row.account_id, &kept)?, kept))
}

/// Turns the second step on by the first code; the recovery codes, which are not kept and so shown this once.
pub async fn turn_on(state: &AppState, who: &SignedIn, code: String) -> Result<Result<Vec<String>, Refused>, Failure> {
    let (now, inner) = (state.clock.now(), state.clone());
    let (actor, account, addresses) = (who.actor(), who.account.clone(), Addresses::of(state));
    let turn_on = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let id = account.id.as_str();
        let tries = CODE.of(id);
        if let Err(wait) = throttle::count(conn, std::slice::from_ref(&tries), now)? {
            return Ok(Err(Refused::Slowed(wait)));
        }
        let Some(row) = second_steps::find(conn, id)? else { return Ok(Err(Refused::NothingWaits)) };
        let Some((secret, kept)) = pending(&inner, &row, now) else { return Ok(Err(Refused::NothingWaits)) };
        let step = of_app(&code).and_then(|digits| secret.step_of(&digits, now));
        let Some(step) = step else { return Ok(Err(Refused::WrongCode)) };
        if !second_steps::turn_on(conn, id, &kept, step, now)? {
            return Ok(Err(Refused::NothingWaits));
        }
        tries.forget(conn)?;
        let codes: Vec<String> = (0..CODES).map(|_| recovery_code()).collect();
        let hashes: Vec<String> = codes.iter().map(|code| recovery_hash(id, code)).collect();
        second_steps::replace_codes(conn, id, &hashes)?;
        letters::owe(conn, &account, &Note::SecondStepOn, &addresses, now)?;
        audit::record(conn, &actor, "turned-on-second-step", ("account", id), now)?;
        Ok(Ok(codes))
    };
    let done = state.db.write(turn_on).await;
    state.work.notify_one();
    done
}

/// Turns the second step off.
pub async fn turn_off(state: &AppState, who: &SignedIn, given: Given) -> Result<Result<(), Refused>, Failure> {
    let now = state.clock.now();
    let known = match know(state, who, given).await? {
        Ok(known) => known,
        Err(refused) => return Ok(Err(refused)),
    };
    let (actor, inner, addresses) = (who.actor(), state.clone(), Addresses::of(state));
    let turn_off = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let on = in_force(conn, &known.account.id)?.is_some();
        if let Err(refused) = known.confirm(conn, &inner, Codes::OrRecovery, now)? {
            return Ok(Err(refused));
        }
        if on {
            forget(conn, &known.account, &addresses, now)?;
            audit::record(conn, &actor, "turned-off-second-step", ("account", &known.account.id), now)?;
        }
        Ok(Ok(()))
    };
    let done = state.db.write(turn_off).await;
    state.work.notify_one();
    done
}

/// Forgets a second step and tells its owner.
pub fn forget(conn: &mut AnyConn, account: &Account, addresses: &Addresses, now: NaiveDateTime) -> Result<(), Failure> {
    second_steps::remove(conn, &account.id)?;
    letters::owe(conn, account, &Note::SecondStepOff, addresses, now)
}

/// The digits of a code of the app, however it was spaced; `None` for what can only be a recovery code.
fn of_app(code: &str) -> Option<String> {
    let signs: String = code.chars().filter(|c| !c.is_whitespace() && *c != '-').take(7).collect();
    (signs.len() == 6 && signs.bytes().all(|b| b.is_ascii_digit())).then_some(signs)
}

/// Eighty random bits in groups of four.
fn recovery_code() -> String {
    let token = random::token();
    [&token[..4], &token[4..8], &token[8..12], &token[12..16]].join("-")
}

/// The form in which a recovery code is kept, however it was typed; as random as a token, it needs no slow hash.
fn recovery_hash(account: &str, code: &str) -> String {
    let signs = code.chars().filter(|c| c.is_alphanumeric()).take(32).flat_map(char::to_lowercase);
    let read: String = signs
        .map(|c| match c {
            'o' => '0',
            'i' | 'l' => '1',
            other => other,
        })
        .collect();
    random::hashed(&format!("recovery:{account}:{read}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_of_the_app_is_read_however_it_was_spaced() {
        for code in ["123456", " 123 456 ", "123-456", "123\u{a0}456"] {
            assert_eq!(of_app(code).as_deref(), Some("123456"), "{code:?}");
        }
        for code in ["", "12345", "1234567", "١٢٣٤٥٦", "12345a", "1h0x-9ab2"] {
            assert_eq!(of_app(code), None, "{code:?}");
        }
    }

    #[test]
    fn a_recovery_code_is_read_however_it_was_copied_and_is_nobody_elses() {
        let code = recovery_code();
        assert_eq!(code.len(), 19);
        let kept = recovery_hash("elena", &code);
        assert_eq!(kept, recovery_hash("elena", &format!(" {} ", code.to_uppercase().replace('-', " "))));
        assert_eq!(recovery_hash("elena", "0o1l"), recovery_hash("elena", "OO-II"));
        assert_ne!(kept, recovery_hash("oleg", &code));
        assert!(of_app(&code).is_none());
    }
}
