//! Closing an account. What the person alone needs goes; what the law keeps stays: what was filed and
//! decided, who signed it, and the record of who did what.

use super::letters::{self, Addresses, Note};
use super::throttle::{self, OLD_PASSWORD, Wait};
use super::{passwords, sign_in};
use crate::access::ClosableAccount;
use crate::failure::Failure;
use crate::office::again::until_settled;
use crate::state::AppState;
use crate::store::email_tokens::{self, Purpose};
use crate::store::{
    AnyConn, accounts, address_changes, applications, audit, calendar_feeds, dead_addresses, deleted_drafts,
    draft_writings, invitations, mails, mandates, second_steps, sessions,
};

/// What came of it.
#[derive(Clone, Debug)]
pub enum Closed {
    Done,
    /// The password is not the right one.
    WrongPassword,
    /// Too many wrong ones.
    Slowed(Wait),
}

/// Closes the account of a signed-in person who knows its password: sessions, rights to act, offers, the
/// calendar, drafts that belong to no company and mails about the account end at once, the address is
/// free again.
pub async fn close(state: &AppState, who: &ClosableAccount, password: String) -> Result<Closed, Failure> {
    let now = state.clock.now();
    let subject = OLD_PASSWORD.of(&who.account.id);
    let counted = subject.clone();
    let count = state.db.write(move |conn: &mut AnyConn| throttle::count(conn, &[counted], now)).await?;
    if let Err(wait) = count {
        return Ok(Closed::Slowed(wait));
    }
    if !passwords::fits(state, password, Some(who.account.password_hash.clone())).await? {
        return Ok(Closed::WrongPassword);
    }
    let (actor, account, addresses) = (who.actor(), who.account.clone(), Addresses::of(state));
    let close = move |conn: &mut AnyConn| -> Result<_, Failure> {
        if sign_in::still_as_compared(conn, &account)?.is_none() {
            return Ok(Closed::WrongPassword);
        }
        let id = account.id.as_str();
        subject.forget(conn)?;
        for row in applications::without_company(conn, id)?.iter().filter(|row| row.round == 0) {
            draft_writings::forget(conn, &row.id)?;
            if !applications::delete_draft(conn, row)? {
                // Another device writes in it at this moment, or files it: read again, so that it goes too or stays.
                return Err(Failure::Conflict("changed-meanwhile"));
            }
        }
        draft_writings::forget_without_company(conn, id)?;
        deleted_drafts::forget_without_company(conn, id)?;
        mandates::revoke_all(conn, id, now)?;
        invitations::withdraw_of(conn, id, now)?;
        calendar_feeds::revoke(conn, id)?;
        address_changes::forget(conn, id)?;
        dead_addresses::revive(conn, &account.email)?;
        mails::forget_private(conn, id)?;
        for purpose in [Purpose::Confirm, Purpose::Reset] {
            email_tokens::end_all(conn, id, purpose, now)?;
        }
        sessions::end_all(conn, id)?;
        second_steps::remove(conn, id)?;
        letters::owe(conn, &account, &Note::Closed, &addresses, now)?;
        accounts::close(conn, id, now)?;
        audit::record(conn, &actor, "closed-account", ("account", id), now)?;
        Ok(Closed::Done)
    };
    let done = until_settled(state, close).await;
    state.work.notify_one();
    done
}
