//! Confirming at the counter on one's own phone: the clerk shows a code, whoever stands there opens its link without an
//! account, sees what will be filed and says yes or no. A link lives for minutes, is kept as a hash, is bound to what the
//! draft says (its digest), and takes one answer, which counts on its own day. That it is the applicant who holds the
//! phone is the clerk's to see.

use super::attachments;
use crate::access::{LinkedDraft, PaperDraft};
use crate::clock::minsk;
use crate::failure::Failure;
use crate::random;
use crate::signing::canonical::digest;
use crate::state::AppState;
use crate::store::applications::{self, ApplicationRow, EventRow, FilingRow};
use crate::store::audit::{self, Actor};
use crate::store::phone_confirmations::{self as store, PhoneConfirmationRow};
use crate::store::{AnyConn, counter_drafts, new_id};
use chrono::{Duration, NaiveDateTime};

/// Minutes for which a link works.
pub const MINUTES: i64 = 10;

/// Where the confirmation of a draft stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// No code was shown for what the draft says now.
    NotShown,
    /// A code waits for an answer until a moment.
    Waiting(NaiveDateTime),
    /// The code was not answered in time.
    Over,
    /// It was confirmed on an earlier day, and counts no more.
    Lapsed(NaiveDateTime),
    /// It was answered, and how.
    Answered { yes: bool, at: NaiveDateTime },
}

impl State {
    /// The word by which the page's script knows it.
    pub fn code(self) -> &'static str {
        match self {
            State::NotShown => "none",
            State::Waiting(_) => "waiting",
            State::Over | State::Lapsed(_) => "over",
            State::Answered { yes: true, .. } => "yes",
            State::Answered { yes: false, .. } => "no",
        }
    }
}

/// Whether a confirmation counts by now: on its own day in Minsk. Whoever confirmed stands there, and as of that day it
/// is filed.
pub fn counts(at: NaiveDateTime, now: NaiveDateTime) -> bool {
    minsk(at).date() == minsk(now).date()
}

/// The digest of what a draft says, with what is attached.
fn said(conn: &mut AnyConn, row: &ApplicationRow) -> Result<String, Failure> {
    Ok(digest(row, &attachments::attached(conn, row)?))
}

/// The moment after which links are of the round that is to be filed: what was confirmed before was filed by then.
pub(super) fn since(conn: &mut AnyConn, row: &ApplicationRow) -> Result<Option<NaiveDateTime>, Failure> {
    Ok(match row.round {
        0 => None,
        _ => applications::filings(conn, &row.id)?.last().map(|filing| filing.filed_at),
    })
}

/// Whether a link asks about what a draft says now: it may be received, says what the link was shown for, and was not
/// filed since.
pub fn is_about(conn: &mut AnyConn, row: &ApplicationRow, link: &PhoneConfirmationRow) -> Result<bool, Failure> {
    Ok(counter_drafts::is_receivable(conn, row)?
        && said(conn, row)? == link.digest
        && since(conn, row)?.is_none_or(|filed| link.created_at > filed))
}

/// Whether the last round of a case came confirmed by phone, by the events of the case.
pub fn is_by_phone(events: &[EventRow]) -> bool {
    receiving(events).is_some_and(says_by_phone)
}

fn says_by_phone(event: &EventRow) -> bool {
    event.body.contains("\"phone\":true")
}

fn is_receiving(event: &EventRow) -> bool {
    matches!(event.kind.as_str(), "received" | "corrected")
}

/// When a round was confirmed by phone, by a link that was shown after a moment; `None` where it came otherwise, whatever
/// was said by phone before.
pub fn confirmed_in(
    conn: &mut AnyConn,
    filing: &FilingRow,
    after: Option<NaiveDateTime>,
) -> Result<Option<NaiveDateTime>, Failure> {
    let events = applications::events(conn, &filing.application_id)?;
    let of_round = |event: &EventRow| is_receiving(event) && event.at == filing.filed_at;
    if !events.iter().any(|event| of_round(event) && says_by_phone(event)) {
        return Ok(None);
    }
    Ok(store::confirmed_at(conn, &filing.application_id, &filing.digest, after, filing.filed_at)?)
}

/// When the last round of a case was confirmed by phone; `None` where it came otherwise.
pub fn confirmed_for(
    conn: &mut AnyConn,
    row: &ApplicationRow,
    filings: &[FilingRow],
    events: &[EventRow],
) -> Result<Option<NaiveDateTime>, Failure> {
    let (Some(last), Some(event)) = (filings.last(), receiving(events).filter(|_| is_by_phone(events))) else {
        return Ok(None);
    };
    let before = filings.iter().rev().nth(1).map(|filing| filing.filed_at);
    let at = store::confirmed_at(conn, &row.id, &last.digest, before, last.filed_at)?;
    Ok(Some(at.unwrap_or(event.at)))
}

/// The name of whoever confirmed by phone, as the clerk read it in the identity document.
pub fn who(event: &EventRow) -> Option<String> {
    let body: serde_json::Value = serde_json::from_str(&event.body).ok()?;
    Some(body["who"].as_str()?.to_owned())
}

/// The event by which the last round of a case was received at a counter.
pub fn receiving(events: &[EventRow]) -> Option<&EventRow> {
    events.iter().rfind(|event| is_receiving(event))
}

/// Makes a link for whoever stands at the counter, in place of one that was shown before; its token.
pub async fn show(state: &AppState, draft: PaperDraft) -> Result<String, Failure> {
    let (now, actor, token) = (state.clock.now(), draft.clerk.signed_in.actor(), random::token());
    let (id, code, hash) = (draft.row.id.clone(), draft.row.paper_code.clone(), random::hashed(&token));
    let (office, shown_by) = (draft.clerk.office, draft.clerk.signed_in.account.id.clone());
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        let row = applications::find(conn, &id)?.ok_or(Failure::NotFound)?;
        if !counter_drafts::is_receivable(conn, &row)? || row.paper_code != code {
            return Err(Failure::Conflict("paper-changed"));
        }
        let link = PhoneConfirmationRow {
            id: new_id(),
            digest: said(conn, &row)?,
            application_id: id,
            token_hash: hash,
            office,
            shown_by,
            created_at: now,
            expires_at: now + Duration::minutes(MINUTES),
            answer: None,
            answered_at: None,
        };
        store::add(conn, &link)?;
        Ok(audit::record(conn, &actor, "showed-confirmation", ("application", &link.application_id), now)?)
    };
    state.db.write(write).await.map(|()| token)
}

/// Where the confirmation of what a draft says now stands.
pub fn state_of(conn: &mut AnyConn, row: &ApplicationRow, now: NaiveDateTime) -> Result<State, Failure> {
    let (digest, since) = (said(conn, row)?, since(conn, row)?);
    let Some(last) = store::latest(conn, &row.id, &digest, since)? else { return Ok(State::NotShown) };
    Ok(match (last.said_yes(), last.answered_at) {
        (Some(true), Some(at)) if !counts(at, now) => State::Lapsed(at),
        (Some(yes), Some(at)) => State::Answered { yes, at },
        _ if last.is_open(now) => State::Waiting(last.expires_at),
        _ => State::Over,
    })
}

/// The answer by a link. The first counts; what the draft says must still be what was shown.
pub async fn answer(state: &AppState, link: LinkedDraft, yes: bool) -> Result<(), Failure> {
    let now = state.clock.now();
    let actor = Actor { account_id: None, role: "visitor", request_id: link.request_id.clone() };
    let (application, link) = (link.row.id.clone(), link.link);
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        let row = applications::find(conn, &application)?.ok_or(Failure::NotFound)?;
        if !is_about(conn, &row, &link)? {
            return Err(Failure::NotFound);
        }
        if store::answer(conn, &link.id, yes, now)? {
            let action = if yes { "confirmed-by-phone" } else { "declined-by-phone" };
            audit::record(conn, &actor, action, ("application", &application), now)?;
        }
        Ok(())
    };
    state.db.write(write).await
}
