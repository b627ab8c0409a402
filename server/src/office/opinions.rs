//! Opinions about a case: asked of a colleague, who answers on the case's own page, or of anybody by mail, whose link
//! shows the question alone and works for one answer. They are the office's own, and its term runs on meanwhile: no
//! act was found by which asking stops it.

use super::notices;
use super::words::Words;
use crate::access::{AskedOpinion, AssignedCase, LinkedOpinion};
use crate::failure::Failure;
use crate::random;
use crate::state::AppState;
use crate::store::accounts;
use crate::store::applications::{self, ApplicationRow};
use crate::store::audit::{self, Actor};
use crate::store::mails::{self, Letter};
use crate::store::opinions::{self, OpinionRow};
use crate::store::{AnyConn, hands};
use app::l10n::Tr;
use chrono::NaiveDateTime;
use portal::code::grouped;
use portal::lang::Lang;

/// Of whom an opinion is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Of {
    /// An account of the same office.
    Colleague(String),
    /// Anybody: in words, and by which address.
    Address(String, String),
}

/// Opinions asked about one case at most.
pub const MOST: usize = 20;

/// How asking ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Asked,
    /// So many were asked already; nothing was done.
    TooMany,
}

/// Asks for an opinion until so many working days have passed. What is sent twice under one id is asked once.
pub async fn ask(
    state: &AppState,
    case: AssignedCase,
    id: String,
    of: Of,
    question: Words,
    days: u32,
) -> Result<Outcome, Failure> {
    let (now, today, actor) = (state.clock.now(), state.clock.today(), case.clerk.signed_in.actor());
    let due_on = state.calendar.reckon(today, days, &[]).due.unwrap_or(today);
    let (inner, row, office) = (state.clone(), case.row.clone(), case.clerk.office);
    let (asked_by, lang) = (case.clerk.signed_in.account.id.clone(), case.clerk.signed_in.account.lang());
    let write = move |conn: &mut AnyConn| -> Result<Outcome, Failure> {
        if opinions::of_case(conn, &row.id)?.len() >= MOST {
            return Ok(Outcome::TooMany);
        }
        let (asked_of, account_id, email) = match of {
            Of::Address(name, email) => (name, None, Some(email)),
            Of::Colleague(account) => {
                let colleagues = hands::colleagues(conn, office)?;
                let found = colleagues.into_iter().find(|person| person.id == account && person.id != asked_by);
                let found = found.ok_or(Failure::NotFound)?;
                (found.name, Some(found.id), None)
            }
        };
        let token = email.as_ref().map(|_| random::token());
        let opinion = OpinionRow {
            id,
            application_id: row.id.clone(),
            asked_by,
            asked_of,
            account_id,
            email,
            token_hash: token.as_deref().map(random::hashed),
            question: question.as_str().to_owned(),
            due_on,
            asked_at: now,
            reminded_at: None,
            answer: None,
            answered_by: None,
            answered_at: None,
            withdrawn_at: None,
        };
        if opinions::add(conn, &opinion)? {
            mail(conn, &inner, &row, &opinion, token.as_deref(), ("opinion-asked", lang), now)?;
            audit::record(conn, &actor, "asked-opinion", ("application", &row.id), now)?;
        }
        Ok(Outcome::Asked)
    };
    let outcome = state.db.write(write).await?;
    state.work.notify_one();
    Ok(outcome)
}

/// The answer of a colleague.
pub async fn answer(state: &AppState, opinion: AskedOpinion, words: Words) -> Result<(), Failure> {
    let (by, actor) = (opinion.case.clerk.signed_in.account.name.clone(), opinion.case.clerk.signed_in.actor());
    settle(state, opinion.row, by, actor, words).await
}

/// The answer by a link; the link works for one.
pub async fn answer_by_link(state: &AppState, opinion: LinkedOpinion, words: Words) -> Result<(), Failure> {
    let actor = Actor { account_id: None, role: "visitor", request_id: opinion.request_id.clone() };
    settle(state, opinion.row.clone(), opinion.row.asked_of.clone(), actor, words).await
}

/// Keeps an answer and tells whoever asked.
async fn settle(state: &AppState, row: OpinionRow, by: String, actor: Actor, words: Words) -> Result<(), Failure> {
    let (now, inner) = (state.clock.now(), state.clone());
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        let case = applications::find(conn, &row.application_id)?.ok_or(Failure::NotFound)?;
        if case.status().is_decided() || !opinions::answer(conn, &row.id, words.as_str(), &by, now)? {
            return Err(Failure::Conflict("already-moved-on"));
        }
        audit::record(conn, &actor, "gave-opinion", ("application", &case.id), now)?;
        let Some(asker) = accounts::by_id(conn, &row.asked_by)?.filter(|asker| asker.disabled_at.is_none()) else {
            return Ok(());
        };
        let values = [
            ("number", grouped(case.number.as_deref().unwrap_or_default()).into()),
            ("link", format!("{}/office/cases/{}/opinions", inner.config.public_url, case.id).into()),
        ];
        let letter = notices::to_person(&asker, "opinion-given", &values);
        Ok(mails::owe(conn, letter, now)?)
    };
    state.db.write(write).await?;
    state.work.notify_one();
    Ok(())
}

/// Takes a question back: its link works no more.
pub async fn withdraw(state: &AppState, case: AssignedCase, opinion: String) -> Result<(), Failure> {
    let (now, actor) = (state.clock.now(), case.clerk.signed_in.actor());
    let id = case.row.id.clone();
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        let found = opinions::find(conn, &opinion)?.filter(|row| row.application_id == id).ok_or(Failure::NotFound)?;
        if opinions::withdraw(conn, &found.id, now)? {
            audit::record(conn, &actor, "withdrew-opinion", ("application", &id), now)?;
        }
        Ok(())
    };
    state.db.write(write).await
}

/// Reminds once of what is due today or on the next working day, whichever node comes first. For the worker, now and
/// then.
pub async fn sweep(state: &AppState) -> Result<(), Failure> {
    let (now, today, inner) = (state.clock.now(), state.clock.today(), state.clone());
    let by = state.calendar.reckon(today, 1, &[]).due.unwrap_or(today);
    let write = move |conn: &mut AnyConn| -> Result<bool, Failure> {
        let due = opinions::to_remind(conn, by, 200)?;
        for opinion in &due {
            let case = applications::find(conn, &opinion.application_id)?.filter(|row| !row.status().is_decided());
            // The former link is not known any more, as only its hash is: a new one takes its place.
            let token = opinion.email.as_ref().map(|_| random::token());
            let mine = opinions::reminded(conn, &opinion.id, token.as_deref().map(random::hashed), now)?;
            if let Some(case) = case.filter(|_| mine) {
                let lang = accounts::by_id(conn, &opinion.asked_by)?.map_or(Lang::Ru, |asker| asker.lang());
                mail(conn, &inner, &case, opinion, token.as_deref(), ("opinion-due", lang), now)?;
            }
        }
        Ok(!due.is_empty())
    };
    if state.db.write(write).await? {
        state.work.notify_one();
    }
    Ok(())
}

/// Writes to whom is asked. The mail says by when and where, and neither what is asked nor about whom.
pub(super) fn mail(
    conn: &mut AnyConn,
    state: &AppState,
    case: &ApplicationRow,
    opinion: &OpinionRow,
    token: Option<&str>,
    (what, lang): (&str, Lang),
    now: NaiveDateTime,
) -> Result<(), Failure> {
    let url = &state.config.public_url;
    let (recipient, account_id, lang, link) = match (&opinion.email, token, &opinion.account_id) {
        (Some(email), Some(token), _) => (email.clone(), None, lang, format!("{url}/opinions/{token}")),
        (_, _, Some(id)) => {
            let Some(account) = accounts::by_id(conn, id)?.filter(|a| a.disabled_at.is_none()) else { return Ok(()) };
            let link = format!("{url}/office/cases/{}/opinions", case.id);
            (account.email.clone(), Some(account.id.clone()), account.lang(), link)
        }
        _ => return Ok(()),
    };
    let tr = Tr(lang);
    let office = case.office.map(|code| state.offices.name(code, lang)).unwrap_or_default();
    let values = [("office", office.into()), ("date", tr.date(opinion.due_on).into()), ("link", link.into())];
    let letter = Letter {
        account_id,
        application_id: None,
        recipient,
        lang,
        subject: tr.ta(&format!("letter-{what}-subject"), &values),
        body: tr.ta(&format!("letter-{what}"), &values),
    };
    Ok(mails::owe(conn, letter, now)?)
}
