//! People: inviting them, giving them a role and an office, locking them out, ending their sessions.

use super::{Outcome, Subject, Wanted, begin, note, unchanged};
use crate::access::{Administrator, ManagedAccount};
use crate::accounts::letters::{self, Addresses, Note};
use crate::accounts::sign_up::new_link;
use crate::failure::Failure;
use crate::office::words::Words;
use crate::office::{again, assignment};
use crate::state::AppState;
use crate::store::accounts::{self, Account, Role};
use crate::store::email_tokens::{self, Purpose};
use crate::store::offices::Offices;
use crate::store::{AnyConn, absences, address_changes, audit, sessions};
use chrono::{Duration, NaiveDateTime};
use portal::lang::Lang;
use serde::{Deserialize, Serialize};

/// The kind of these changes.
pub const KIND: &str = "user";

/// How long the link of an invitation works.
const INVITED_FOR: Duration = Duration::days(7);

/// No password fits what is no hash.
const NO_PASSWORD: &str = "none";

/// What of an account administrators change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    pub role: String,
    pub office: Option<i32>,
    pub locked: bool,
}

impl Standing {
    pub fn of(account: &Account) -> Standing {
        Standing { role: account.role.clone(), office: account.office, locked: account.disabled_at.is_some() }
    }

    pub fn role(&self) -> Role {
        Role::from_code(&self.role).unwrap_or(Role::Entrepreneur)
    }
}

/// Whether an account waits for its owner to choose a password.
pub fn is_invited(account: &Account) -> bool {
    account.password_hash == NO_PASSWORD && account.disabled_at.is_none()
}

/// What is wrong with a role in an office: the code of its sentence.
pub fn misplaced(offices: &Offices, role: Role, office: Option<i32>) -> Option<&'static str> {
    match (role, office) {
        (Role::Clerk | Role::Supervisor | Role::Regional | Role::Editor, None) => Some("office-missing"),
        (Role::Entrepreneur | Role::Administrator | Role::Auditor, Some(_)) => Some("office-none"),
        (_, Some(office)) if !crate::accounts::may_belong(offices, office, role) => Some("office-wrong"),
        _ => None,
    }
}

/// Somebody who is to get an account.
#[derive(Clone, Debug)]
pub struct Invited {
    /// Made with the page: the same form sent again invites once.
    pub id: String,
    pub name: String,
    pub email: String,
    pub role: Role,
    pub office: Option<i32>,
    pub lang: Lang,
}

/// Makes an account and mails its owner the link by which to choose a password.
pub async fn invite(state: &AppState, by: Administrator, invited: Invited, why: Words) -> Result<Outcome, Failure> {
    let (now, addresses) = (state.clock.now(), Addresses::of(state));
    if let Some(fault) = misplaced(&state.offices, invited.role, invited.office) {
        return Ok(Outcome::Refused(fault));
    }
    let account = Account {
        id: invited.id,
        email: accounts::folded_email(&invited.email),
        name: invited.name.trim().to_owned(),
        password_hash: NO_PASSWORD.to_owned(),
        role: invited.role.code().to_owned(),
        office: invited.office,
        lang: invited.lang.tag().to_owned(),
        // Whoever invites vouches for the address.
        email_confirmed_at: Some(now),
        disabled_at: None,
        created_at: now,
    };
    let write = move |conn: &mut AnyConn| -> Result<Outcome, Failure> {
        begin(conn, &by)?;
        if let Some(known) = accounts::by_email(conn, &account.email)? {
            return Ok(if known.id == account.id { Outcome::Done } else { Outcome::Refused("email-known") });
        }
        if accounts::by_id(conn, &account.id)?.is_some() {
            return Err(Failure::BadRequest("form"));
        }
        accounts::add(conn, &account)?;
        let subject = Subject { kind: KIND, id: &account.id };
        note(conn, &by, subject, (None, Some(&Standing::of(&account))), (&why, None), now)?;
        send_link(conn, &account, &addresses, now)?;
        Ok(Outcome::Done)
    };
    let done = again::until_settled(state, write).await?;
    state.work.notify_one();
    Ok(done)
}

/// Sends the link of an invitation anew; earlier ones no longer work.
pub async fn invite_again(state: &AppState, managed: ManagedAccount) -> Result<(), Failure> {
    let (now, addresses, actor) = (state.clock.now(), Addresses::of(state), managed.administrator.signed_in.actor());
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        let account = accounts::by_id(conn, &managed.account.id)?.filter(is_invited);
        let account = account.ok_or(Failure::Conflict("account-changed"))?;
        send_link(conn, &account, &addresses, now)?;
        Ok(audit::record(conn, &actor, "invited-again", ("account", &account.id), now)?)
    };
    state.db.write(write).await?;
    state.work.notify_one();
    Ok(())
}

fn send_link(conn: &mut AnyConn, account: &Account, addresses: &Addresses, now: NaiveDateTime) -> Result<(), Failure> {
    let until = now + INVITED_FOR;
    let token = new_link(conn, &account.id, Purpose::Reset, until, now)?;
    letters::owe(conn, account, &Note::Invited { token, until }, addresses, now)
}

/// Gives an account another standing: a role and an office, or locks or unlocks it. What a clerk has in hand goes
/// back to the queue of their office, so that nothing is overlooked; whoever is moved is away at the new one too.
pub async fn change(state: &AppState, managed: ManagedAccount, wanted: Wanted<Standing>) -> Result<Outcome, Failure> {
    put(state, managed.administrator, managed.account.id, wanted).await
}

pub(super) async fn put(
    state: &AppState,
    by: Administrator,
    id: String,
    wanted: Wanted<Standing>,
) -> Result<Outcome, Failure> {
    let (now, today, addresses) = (state.clock.now(), state.clock.today(), Addresses::of(state));
    let to = wanted.to.clone();
    if let Some(fault) = misplaced(&state.offices, to.role(), to.office) {
        return Ok(Outcome::Refused(fault));
    }
    let write = move |conn: &mut AnyConn| -> Result<Outcome, Failure> {
        begin(conn, &by)?;
        let account = accounts::by_id(conn, &id)?.ok_or(Failure::NotFound)?;
        let was = Standing::of(&account);
        if was == to {
            return Ok(Outcome::Done);
        }
        let subject = Subject { kind: KIND, id: &id };
        if let Some(since) = unchanged(conn, subject, wanted.seen)? {
            return Ok(since);
        }
        if account.is_closed() {
            return Ok(Outcome::Refused("closed"));
        }
        if by.signed_in.account.id == id {
            return Ok(Outcome::Refused("own-account"));
        }
        let moved = was.role != to.role || was.office != to.office;
        if moved {
            accounts::set_post(conn, &id, to.role(), to.office)?;
        }
        if was.locked != to.locked {
            accounts::set_locked(conn, &id, to.locked.then_some(now))?;
        }
        if accounts::active(conn, Role::Administrator)? == 0 {
            return Err(Failure::Conflict("last-administrator"));
        }
        if (moved || to.locked)
            && let Some(office) = account.office
        {
            assignment::free(conn, &id, office, &by.signed_in.actor(), now)?;
        }
        // Where they are a substitute, that is asked again when the absence begins.
        if was.office != to.office {
            absences::move_along(conn, &id, to.office, today, now)?;
        }
        if to.locked && !was.locked {
            sessions::end_all(conn, &id)?;
            email_tokens::end_all(conn, &id, Purpose::Reset, now)?;
            address_changes::forget(conn, &id)?;
        }
        note(conn, &by, subject, (Some(&was), Some(&to)), (&wanted.why, wanted.reverts.clone()), now)?;
        match (was.locked, to.locked) {
            (false, true) => letters::owe(conn, &account, &Note::Locked, &addresses, now)?,
            (true, false) => letters::owe(conn, &account, &Note::Unlocked, &addresses, now)?,
            _ => {}
        }
        Ok(Outcome::Done)
    };
    // A case may move on meanwhile: begun anew, what it is by then counts.
    let done = again::until_settled(state, write).await?;
    state.work.notify_one();
    Ok(done)
}

/// Ends all sessions of an account.
pub async fn end_sessions(state: &AppState, managed: ManagedAccount) -> Result<(), Failure> {
    let (now, actor, id) = (state.clock.now(), managed.administrator.signed_in.actor(), managed.account.id);
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        sessions::end_all(conn, &id)?;
        Ok(audit::record(conn, &actor, "ended-sessions", ("account", &id), now)?)
    };
    state.db.write(write).await
}
