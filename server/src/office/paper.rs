//! Receiving a signed paper at the counter or by post.

use super::again::until_settled;
use super::filing::{ByPhone, Filing, Outcome, Submission};
use super::{add_event, attachments, circumstances::circumstances, merging, phone, proceedings};
use crate::access::PaperDraft;
use crate::failure::Failure;
use crate::state::AppState;
use crate::store::AnyConn;
use crate::store::{applications, counter_drafts, phone_confirmations};
use chrono::NaiveDate;
use portal::application::{Action, Channel, Status};
use portal::problem::Problem;
use serde_json::json;

/// How what is received was confirmed, and as of which day it is filed.
#[derive(Clone, Debug)]
pub enum Received {
    /// Signed on paper, which came so and on that day.
    Paper { on: NaiveDate, channel: Channel },
    /// On their own phone by whoever stood at the counter, whose name the clerk read in the identity document: as of the
    /// day of that answer.
    ByPhone { who: String, on: NaiveDate },
}

impl Received {
    fn on(&self) -> NaiveDate {
        match self {
            Received::Paper { on, .. } | Received::ByPhone { on, .. } => *on,
        }
    }

    fn channel(&self) -> Channel {
        match self {
            Received::Paper { channel, .. } => *channel,
            Received::ByPhone { .. } => Channel::InPerson,
        }
    }
}

/// Files a prepared application from its signed paper, as of the day on which the paper came. A paper
/// received already is the case it became; one whose draft was changed since counts no longer
/// (`Conflict("paper-changed")`). The case goes to the office competent for it, whichever received it.
///
/// One that was typed at the counter and came back for correction is received so again, as its next round: the very
/// revision that the clerk had before them, on the paper or on the page.
///
/// What was confirmed by phone must still be so when it is filed, on the day of the answer (`Conflict("paper-changed")`):
/// nobody signed a paper that could stand for it. A signed paper is received whatever was said by phone.
pub async fn receive(
    state: &AppState,
    draft: PaperDraft,
    revision: i32,
    received: Received,
) -> Result<Outcome, Failure> {
    let now = state.clock.now();
    let actor = draft.clerk.signed_in.actor();
    let (read, code, office) = (draft.row.clone(), draft.row.paper_code.clone(), draft.clerk.office);
    let (company, inner) = (draft.company.clone(), state.clone());
    let corrects = draft.corrects;
    let received_on = received.on();
    let write = move |conn: &mut AnyConn| -> Result<Outcome, Failure> {
        proceedings::hold(conn, &read)?;
        let row = applications::find(conn, &read.id)?.ok_or(Failure::NotFound)?;
        let action = match (row.status(), row.number.clone()) {
            (Status::Prepared, _) if row.paper_code == code => Action::Receive,
            (Status::Returned, Some(_)) if corrects => match row.paper_code == code && row.revision == revision {
                true => Action::Correct,
                false => return Err(Failure::Conflict("paper-changed")),
            },
            (_, Some(number)) => return Ok(Outcome::Filed { number }),
            _ => return Err(Failure::Conflict("paper-changed")),
        };
        let facts = circumstances(conn, &inner, &company, &row, received_on)?;
        let found = row.procedure().check(&row.answers(), &facts);
        let mut problems: Vec<Problem> =
            merging::with_unsettled(conn, &row, found)?.into_iter().filter(Problem::stops).collect();
        problems.extend(attachments::problem(&attachments::attached(conn, &row)?));
        if !problems.is_empty() {
            return Ok(Outcome::Problems(problems));
        }
        // The receipt speaks the language of whoever prepared the paper, or came to have it typed.
        let lang = counter_drafts::lang_of(conn, &row)?;
        let filing = Filing { channel: received.channel(), filed_on: received_on, lang, actor: actor.clone() };
        let mut submission = Submission::of(conn, &inner, row.clone(), company.clone(), action, filing, now)?;
        if let Received::ByPhone { who, .. } = &received {
            let since = phone::since(conn, &row)?;
            let at = phone_confirmations::confirmed_at(conn, &row.id, submission.digest(), since, now)?;
            let at = at.filter(|at| phone::counts(*at, now)).ok_or(Failure::Conflict("paper-changed"))?;
            submission.by_phone = Some(ByPhone { who: who.clone(), at });
        }
        // Of a correction that moves the case the filing itself tells.
        let competent = submission.office().filter(|competent| action == Action::Receive && *competent != office);
        let outcome = submission.write(conn, &inner, now)?;
        inner.still_stand(conn)?;
        if let Some(competent) = competent {
            add_event(conn, &row, super::PASSED_ON, &actor, json!({ "from": office, "to": competent }), now)?;
        }
        Ok(outcome)
    };
    let outcome = until_settled(state, write).await?;
    state.work.notify_one();
    Ok(outcome)
}
