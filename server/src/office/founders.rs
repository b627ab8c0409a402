//! The part of founders, and of co-owners of a dwelling, in an application: they are invited by mail, each confirms
//! by their own sign-in the canonical form of what they are asked for, and a change of that voids what was confirmed.

use super::add_event;
use super::attachments::attached;
use super::circumstances::circumstances;
use super::merging;
use crate::access::{CoFounder, OwnDraft};
use crate::accounts::second_step::Refused;
use crate::failure::Failure;
use crate::signing::canonical::digest_for;
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
use portal::procedures::{Confirms, Signer as Named};
use serde_json::json;

/// Hours after which the same founder may be written to once more.
const AGAIN_AFTER: i64 = 24;

/// Invitations that one person may send in a day.
const MOST_A_DAY: i64 = 20;

/// Somebody who confirms, and when they confirmed what the answers are now.
pub struct Signer {
    pub who: Named,
    pub confirmed_at: Option<NaiveDateTime>,
    pub invited_at: Option<NaiveDateTime>,
}

/// Those who confirm an application, each with where they stand; empty where nobody has to confirm.
pub fn signers(conn: &mut AnyConn, row: &ApplicationRow) -> Result<Vec<Signer>, Failure> {
    let named = row.procedure().rules().signers(&row.answers());
    if named.is_empty() {
        return Ok(Vec::new());
    }
    let (confirmed, invited) = (founders::confirmations(conn, &row.id)?, founders::invitations(conn, &row.id)?);
    let attached = attached(conn, row)?;
    let signer = |who: Named| {
        let now = digest_for(row, &attached, who.confirms);
        Signer {
            confirmed_at: confirmed
                .iter()
                .find(|confirmed| confirmed.email == who.email && confirmed.digest == now)
                .map(|confirmed| confirmed.confirmed_at),
            invited_at: invited.iter().find(|(email, _)| *email == who.email).map(|(_, at)| *at),
            who,
        }
    };
    Ok(named.into_iter().map(signer).collect())
}

/// Whether all of them have confirmed the answers as they are now.
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

/// Writes to those who have not confirmed, but to none twice in a day.
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
            signer.confirmed_at.is_none() && !written && signer.who.email != inviter.email.to_lowercase()
        });
        let sent = founders::invited_since(conn, &inviter.id, now - Duration::days(1))?;
        if sent + i64::try_from(waiting.len()).unwrap_or(i64::MAX) > MOST_A_DAY {
            return Ok(Invited::TooMany);
        }
        let company = parties::of(conn, &row)?.ok_or(Failure::NotFound)?.title().to_owned();
        for signer in &waiting {
            founders::note_invitation(conn, &row.id, &signer.who.email, &inviter.id, now)?;
            let lang = accounts::by_email(conn, &signer.who.email)?.map_or(inviter.lang(), |account| account.lang());
            mails::owe(conn, letter(&inner, &row, &signer.who, (&inviter.name, &company), lang), now)?;
        }
        for confirms in [Confirms::Everything, Confirms::Location] {
            let invited = waiting.iter().filter(|signer| signer.who.confirms == confirms).count();
            let event = match confirms {
                Confirms::Everything => "founders_invited",
                Confirms::Location => "owners_invited",
            };
            if invited > 0 {
                add_event(conn, &row, event, &actor, json!({ "invited": invited }), now)?;
                audit::record(conn, &actor, event, ("application", &row.id), now)?;
            }
        }
        Ok(Invited::Sent(waiting.len()))
    };
    let invited = state.db.write(write).await?;
    state.work.notify_one();
    Ok(invited)
}

fn letter(state: &AppState, row: &ApplicationRow, who: &Named, (inviter, company): (&str, &str), lang: Lang) -> Letter {
    let tr = Tr(lang);
    let key = match who.confirms {
        Confirms::Everything => "letter-founder",
        Confirms::Location => "letter-owner",
    };
    let values = [
        ("name", who.name.clone().into()),
        ("inviter", inviter.to_owned().into()),
        ("company", company.to_owned().into()),
        ("link", format!("{}/foundings/{}", state.config.public_url, row.id).into()),
    ];
    Letter {
        account_id: None,
        application_id: Some(row.id.clone()),
        recipient: who.email.clone(),
        lang,
        subject: tr.ta(&format!("{key}-subject"), &values),
        body: tr.ta(key, &values),
    }
}

/// How confirming ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confirmed {
    /// Now, or by an earlier sending.
    Yes,
    /// The answers are no longer those that were seen.
    Changed,
    /// The answers are not whole yet.
    NotReady,
    /// It was not signed.
    Refused(Refused),
}

/// Somebody confirms the canonical form of a digest. Sent twice, it is confirmed once.
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
        let email = account.email.to_lowercase();
        let named = row.procedure().rules().signers(&row.answers()).into_iter().find(|named| named.email == email);
        let confirms = named.ok_or(Failure::NotFound)?.confirms;
        let digest = digest_for(&row, &attached(conn, &row)?, confirms);
        if digest != seen {
            return Ok(Confirmed::Changed);
        }
        if !obstacles(conn, &inner, &row)?.is_empty() {
            return Ok(Confirmed::NotReady);
        }
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
        let event = match confirms {
            Confirms::Everything => {
                let (account, round) = (account.id.as_str(), row.round + 1);
                let signed = Signed { row: &row, round, account, part: Part::Founder, digest: &digest };
                signing.keep(conn, signed, now)?;
                "founder_confirmed"
            }
            // Over another form than what is filed: the confirmation itself keeps digest, account and moment.
            Confirms::Location => "owner_consented",
        };
        add_event(conn, &row, event, &actor, json!({}), now)?;
        audit::record(conn, &actor, event, ("application", &row.id), now)?;
        Ok(Confirmed::Yes)
    };
    match state.db.write(write).await {
        Err(Failure::Conflict("changed-meanwhile")) => Ok(Confirmed::Changed),
        done => done,
    }
}

/// Voids what was confirmed and is no longer what the answers are, or is no longer asked of whoever confirmed it.
pub fn changed(conn: &mut AnyConn, row: &ApplicationRow, actor: &Actor, now: NaiveDateTime) -> Result<(), Failure> {
    let held = founders::confirmations(conn, &row.id)?;
    if held.is_empty() {
        return Ok(());
    }
    let attached = attached(conn, row)?;
    let asked = row.procedure().rules().signers(&row.answers());
    let asked: Vec<(String, String)> =
        asked.into_iter().map(|who| (digest_for(row, &attached, who.confirms), who.email)).collect();
    let still =
        |held: &ConfirmationRow| asked.iter().any(|(digest, email)| *digest == held.digest && *email == held.email);
    let void = held.into_iter().filter(|held| !still(held)).map(|held| held.id).collect();
    if founders::void_confirmations(conn, void, now)? > 0 {
        // Whatever voids a confirmation of a part is a change of the whole too.
        signatures::void_founders(conn, &row.id, row.round + 1, now)?;
        add_event(conn, row, "confirmations_void", actor, json!({}), now)?;
        audit::record(conn, actor, "confirmations_void", ("application", &row.id), now)?;
    }
    Ok(())
}
