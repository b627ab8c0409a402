//! Filing: the act by which an application reaches the office. Sent twice, it is filed once.

use super::again::until_settled;
use super::drafting::free_code;
use super::{add_event, advance, notices, proceedings, term};
use crate::access::FilableApplication;
use crate::failure::Failure;
use crate::office::circumstances::circumstances;
use crate::state::AppState;
use crate::store::applications::{self, ApplicationRow, FilingRow};
use crate::store::audit::Actor;
use crate::store::{AnyConn, documents, mandates, new_id, parties};
use chrono::{NaiveDate, NaiveDateTime};
use portal::application::{Action, Channel, Status};
use portal::fold::search_key;
use portal::lang::Lang;
use portal::mandate::Scope;
use portal::problem::Problem;
use serde_json::json;
use sha2::{Digest, Sha256};

/// How filing ended.
#[derive(Debug)]
pub enum Outcome {
    /// Filed, now or by an earlier sending of the same round.
    Filed { number: String },
    /// What has to be mended first; nothing was filed.
    Problems(Vec<Problem>),
}

/// Files round `round` of an application: the first, or the next after a return for correction.
pub async fn file(state: &AppState, application: FilableApplication, round: i32) -> Result<Outcome, Failure> {
    let (now, today) = (state.clock.now(), state.clock.today());
    let actor = application.signed_in.actor();
    let lang = application.signed_in.account.lang();
    let (id, company, inner) = (application.row.id.clone(), application.company.clone(), state.clone());
    let write = move |conn: &mut AnyConn| -> Result<Outcome, Failure> {
        let mut row = applications::find(conn, &id)?.ok_or(Failure::NotFound)?;
        if let Some(number) = row.number.clone().filter(|_| row.round >= round) {
            return Ok(Outcome::Filed { number });
        }
        let action = match row.status() {
            Status::Draft | Status::Prepared => Action::File,
            Status::Returned => Action::Correct,
            _ => return Err(Failure::Conflict("already-moved-on")),
        };
        let facts = circumstances(conn, &inner, &company, &row, today)?;
        let problems: Vec<Problem> =
            row.procedure().check(&row.answers(), &facts).into_iter().filter(Problem::stops).collect();
        if !problems.is_empty() {
            return Ok(Outcome::Problems(problems));
        }
        row.paper_code = None;
        let filing = Filing { action, channel: Channel::Online, filed_on: today, lang, actor: &actor };
        submit(conn, &inner, &mut row, filing, now)
    };
    let outcome = until_settled(state, write).await?;
    state.work.notify_one();
    Ok(outcome)
}

/// What distinguishes one way of filing from another.
pub struct Filing<'a> {
    pub action: Action,
    pub channel: Channel,
    /// The day from which terms count.
    pub filed_on: NaiveDate,
    /// The language of the receipt.
    pub lang: Lang,
    pub actor: &'a Actor,
}

/// Writes one filing of a checked application, on line or received on paper: the row, the words filed,
/// the event, the receipt to be typeset and the notice, all in the caller's transaction.
pub fn submit(
    conn: &mut AnyConn,
    state: &AppState,
    row: &mut ApplicationRow,
    filing: Filing<'_>,
    now: NaiveDateTime,
) -> Result<Outcome, Failure> {
    row.round += 1;
    let number = match row.number.clone() {
        Some(number) => number,
        None => free_code(crate::random::filing_number, |code| Ok(!applications::number_taken(conn, code)?))?,
    };
    row.number = Some(number.clone());
    let company = parties::of(conn, row)?;
    if let Some(founded) = company.as_ref().filter(|_| row.unp.is_none()) {
        row.party = Some(founded.name.clone());
        row.party_key = Some(search_key(&founded.name));
    }
    let keeper = company.filter(|_| row.unp.is_some()).and_then(|company| company.office);
    let competent = row.procedure().rules().office(&row.answers(), keeper);
    let passed_from = row.office.filter(|former| filing.action == Action::Correct && Some(*former) != competent);
    row.office = competent;
    if row.filed_at.is_none() {
        row.filed_at = Some(now);
        row.filed_on = Some(filing.filed_on);
        row.channel = Some(filing.channel.code().to_owned());
    }
    let mut events = applications::events(conn, &row.id)?;
    if filing.action == Action::Correct {
        // The event that ends the pause is written below; the term is reckoned with it.
        events.push(applications::EventRow {
            id: String::new(),
            application_id: row.id.clone(),
            position: 0,
            kind: "corrected".into(),
            actor: None,
            actor_role: String::new(),
            body: String::new(),
            at: now,
        });
    }
    row.due_on = term::reckon(state, row, &events).and_then(|term| term.due);
    advance(conn, row, filing.action, filing.actor, json!({ "round": row.round }), now)?;
    if let Some(former) = passed_from {
        pass_on(conn, row, former, filing.actor, now)?;
    }
    let mandate = right_of_filer(conn, state, row, &filing)?;
    applications::add_filing(
        conn,
        &FilingRow {
            id: new_id(),
            application_id: row.id.clone(),
            round: row.round,
            answers: row.answers.clone(),
            digest: digest(row),
            // Who signed a paper is not an account of the portal; the clerk only received it.
            filed_by: filing.actor.account_id.clone().filter(|_| filing.action != Action::Receive),
            channel: filing.channel.code().to_owned(),
            filed_on: filing.filed_on,
            filed_at: now,
            mandate,
        },
    )?;
    documents::order(conn, &row.id, "receipt", row.round, filing.lang, crate::random::token(), now)?;
    proceedings::filed(conn, state, row, filing.actor, now)?;
    notices::received(conn, state, row, now)?;
    Ok(Outcome::Filed { number })
}

/// The right under which an account files on line. One that was revoked a moment ago files nothing more.
fn right_of_filer(
    conn: &mut AnyConn,
    state: &AppState,
    row: &ApplicationRow,
    filing: &Filing<'_>,
) -> Result<Option<String>, Failure> {
    let (Some(unp), Some(account)) = (row.unp, &filing.actor.account_id) else { return Ok(None) };
    if filing.action == Action::Receive {
        return Ok(None);
    }
    let right = mandates::right(conn, account, unp, Scope::File, state.clock.today())?.ok_or(Failure::NotFound)?;
    Ok(Some(right.id))
}

/// A correction that moves the location into another area moves the case to that area's office.
fn pass_on(
    conn: &mut AnyConn,
    row: &mut ApplicationRow,
    former: i32,
    actor: &Actor,
    now: NaiveDateTime,
) -> Result<(), Failure> {
    row.clerk = None;
    row.status = Status::Filed.code().to_owned();
    if !applications::save(conn, row)? {
        return Err(Failure::Conflict("changed-meanwhile"));
    }
    add_event(conn, row, "passed_on", actor, json!({ "from": former, "to": row.office }), now)
}

/// SHA-256 over the canonical form: procedure, form version, company and answers. What founds a company
/// was signed before that had a number.
pub fn digest(row: &ApplicationRow) -> String {
    let unp = row.unp.filter(|_| row.procedure().founds().is_none());
    let canonical = json!({
        "procedure": row.procedure, "form_version": row.form_version, "unp": unp, "answers": row.answers(),
    });
    crate::random::hex(&Sha256::digest(canonical.to_string().as_bytes()))
}
