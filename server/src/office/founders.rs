//! The founders' part in an application: they are invited by mail, each confirms by their own sign-in the
//! canonical form that is filed, and a change of the answers voids what was confirmed.

use super::add_event;
use super::attachments::attached;
use super::circumstances::circumstances;
use super::merging;
use crate::access::{CoFounder, OwnDraft};
use crate::accounts::second_step::Refused;
use crate::failure::Failure;
use crate::signing::canonical::digest;
use crate::signing::{Part, Signed, Signing};
use crate::state::AppState;
use crate::store::applications::{self, ApplicationRow};
use crate::store::audit::{self, Actor};
use crate::store::founders::{self, ConfirmationRow};
use crate::store::mails::{self, Letter};
use crate::store::{AnyConn, accounts, new_id, parties, signatures};
use app::l10n::Tr;
use chrono::{Duration, NaiveDateTime};
use portal::lang::Lang;
use portal::problem::Problem;
use portal::procedures::Founder;
use serde_json::json;

/// Hours after which the same founder may be written to once more.
const AGAIN_AFTER: i64 = 24;

/// Invitations that one person may send in a day.
const MOST_A_DAY: i64 = 20;

/// A founder, and when they confirmed what the answers are now.
pub struct Signer {
    pub founder: Founder,
    pub confirmed_at: Option<NaiveDateTime>,
    pub invited_at: Option<NaiveDateTime>,
}

/// The founders of an application, each with where they stand; empty where nobody has to confirm.
pub fn signers(conn: &mut AnyConn, row: &ApplicationRow) -> Result<Vec<Signer>, Failure> {
    let named = row.procedure().rules().signers(&row.answers());
    if named.is_empty() {
        return Ok(Vec::new());
    }
    let (confirmed, invited) = (founders::confirmations(conn, &row.id)?, founders::invitations(conn, &row.id)?);
    let now = digest(row, &attached(conn, row)?);
    let signer = |founder: Founder| Signer {
        confirmed_at: confirmed
            .iter()
            .find(|confirmed| confirmed.email == founder.email && confirmed.digest == now)
            .map(|confirmed| confirmed.confirmed_at),
        invited_at: invited.iter().find(|(email, _)| *email == founder.email).map(|(_, at)| *at),
        founder,
    };
    Ok(named.into_iter().map(signer).collect())
}

/// Whether every founder has confirmed the answers as they are now.
pub fn all_confirmed(conn: &mut AnyConn, row: &ApplicationRow) -> Result<bool, Failure> {
    Ok(signers(conn, row)?.iter().all(|signer| signer.confirmed_at.is_some()))
}

/// What stops the application from being confirmed and filed.
pub fn obstacles(conn: &mut AnyConn, state: &AppState, row: &ApplicationRow) -> Result<Vec<Problem>, Failure> {
    let company = parties::of(conn, row)?.ok_or(Failure::NotFound)?;
    let facts = circumstances(conn, state, &company, row, state.clock.today())?;
    let found = row.procedure().check(&row.answers(), &facts);
    Ok(merging::with_unsettled(conn, row, found)?.into_iter().filter(Problem::stops).collect())
}

/// How inviting ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Invited {
    /// So many letters are on their way.
    Sent(usize),
    /// The answers are not whole yet: there is nothing to confirm.
    NotReady,
    /// Too many letters in a day.
    TooMany,
}

/// Writes to the founders who have not confirmed, but to none twice in a day.
pub async fn invite(state: &AppState, draft: OwnDraft) -> Result<Invited, Failure> {
    let now = state.clock.now();
    let (actor, inviter) = (draft.signed_in.actor(), draft.signed_in.account.clone());
    let (id, inner) = (draft.row.id.clone(), state.clone());
    let write = move |conn: &mut AnyConn| -> Result<Invited, Failure> {
        let row = applications::find(conn, &id)?.ok_or(Failure::NotFound)?;
        if !obstacles(conn, &inner, &row)?.is_empty() {
            return Ok(Invited::NotReady);
        }
        let recent = now - Duration::hours(AGAIN_AFTER);
        let mut waiting = signers(conn, &row)?;
        waiting.retain(|signer| {
            let written = signer.invited_at.is_some_and(|at| at > recent);
            signer.confirmed_at.is_none() && !written && signer.founder.email != inviter.email.to_lowercase()
        });
        let sent = founders::invited_since(conn, &inviter.id, now - Duration::days(1))?;
        if sent + i64::try_from(waiting.len()).unwrap_or(i64::MAX) > MOST_A_DAY {
            return Ok(Invited::TooMany);
        }
        for signer in &waiting {
            founders::note_invitation(conn, &row.id, &signer.founder.email, &inviter.id, now)?;
            let lang =
                accounts::by_email(conn, &signer.founder.email)?.map_or(inviter.lang(), |account| account.lang());
            mails::owe(conn, letter(&inner, &row, &signer.founder, &inviter.name, lang), now)?;
        }
        if !waiting.is_empty() {
            add_event(conn, &row, "founders_invited", &actor, json!({ "invited": waiting.len() }), now)?;
            audit::record(conn, &actor, "founders_invited", ("application", &row.id), now)?;
        }
        Ok(Invited::Sent(waiting.len()))
    };
    let invited = state.db.write(write).await?;
    state.work.notify_one();
    Ok(invited)
}

fn letter(state: &AppState, row: &ApplicationRow, founder: &Founder, inviter: &str, lang: Lang) -> Letter {
    let tr = Tr(lang);
    let values = [
        ("name", founder.name.clone().into()),
        ("inviter", inviter.to_owned().into()),
        ("company", parties::in_the_making(row).name.into()),
        ("link", format!("{}/foundings/{}", state.config.public_url, row.id).into()),
    ];
    Letter {
        account_id: None,
        application_id: Some(row.id.clone()),
        recipient: founder.email.clone(),
        lang,
        subject: tr.ta("letter-founder-subject", &values),
        body: tr.ta("letter-founder", &values),
    }
}

/// How confirming ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confirmed {
    /// Now, or by an earlier sending.
    Yes,
    /// The answers are no longer those that the founder saw.
    Changed,
    /// The answers are not whole yet.
    NotReady,
    /// It was not signed.
    Refused(Refused),
}

/// A founder confirms the canonical form of a digest. Sent twice, it is confirmed once.
pub async fn confirm(
    state: &AppState,
    founder: CoFounder,
    seen: String,
    signing: Signing,
) -> Result<Confirmed, Failure> {
    let now = state.clock.now();
    let (actor, account) = (founder.signed_in.actor(), founder.signed_in.account.clone());
    let (id, inner) = (founder.row.id.clone(), state.clone());
    let write = move |conn: &mut AnyConn| -> Result<Confirmed, Failure> {
        let mut row = applications::find(conn, &id)?.ok_or(Failure::NotFound)?;
        if !row.status().is_open_to_applicant() {
            return Err(Failure::Conflict("already-filed"));
        }
        let digest = digest(&row, &attached(conn, &row)?);
        if digest != seen {
            return Ok(Confirmed::Changed);
        }
        if !obstacles(conn, &inner, &row)?.is_empty() {
            return Ok(Confirmed::NotReady);
        }
        let email = account.email.to_lowercase();
        if founders::confirmations(conn, &id)?.iter().any(|row| row.email == email && row.digest == digest) {
            return Ok(Confirmed::Yes);
        }
        if let Err(refused) = signing.take(conn, &inner, now)? {
            return Ok(Confirmed::Refused(refused));
        }
        // The row moves on, so that a change at the same time is either confirmed or voids this.
        row.updated_at = now;
        if !applications::save(conn, &mut row)? {
            // As an error, so that the code is as good as before.
            return Err(Failure::Conflict("changed-meanwhile"));
        }
        let confirmation = ConfirmationRow {
            id: new_id(),
            application_id: id.clone(),
            email,
            account_id: account.id.clone(),
            digest: digest.clone(),
            confirmed_at: now,
            void_at: None,
        };
        founders::add_confirmation(conn, &confirmation)?;
        let signed =
            Signed { row: &row, round: row.round + 1, account: &account.id, part: Part::Founder, digest: &digest };
        signing.keep(conn, signed, now)?;
        add_event(conn, &row, "founder_confirmed", &actor, json!({}), now)?;
        audit::record(conn, &actor, "founder_confirmed", ("application", &row.id), now)?;
        Ok(Confirmed::Yes)
    };
    match state.db.write(write).await {
        Err(Failure::Conflict("changed-meanwhile")) => Ok(Confirmed::Changed),
        done => done,
    }
}

/// Voids what founders confirmed, since the answers have changed.
pub fn changed(conn: &mut AnyConn, row: &ApplicationRow, actor: &Actor, now: NaiveDateTime) -> Result<(), Failure> {
    if founders::void_confirmations(conn, &row.id, now)? > 0 {
        signatures::void_founders(conn, &row.id, row.round + 1, now)?;
        add_event(conn, row, "confirmations_void", actor, json!({}), now)?;
        audit::record(conn, actor, "confirmations_void", ("application", &row.id), now)?;
    }
    Ok(())
}
