//! Deciding a case: accept, which changes the register in the same transaction, refuse, or leave without consideration.

use super::checks::{self, Obstacle};
use super::second_person::{self, Prepared};
use super::words::Words;
use super::{
    add_event, advance, decision_letter, fees, name_approvals, notices, proceedings, register_changes, registrations,
};
use crate::access::{AssignedCase, DecidableCase};
use crate::failure::Failure;
use crate::office::circumstances::circumstances;
use crate::state::AppState;
use crate::store::applications::{self, ApplicationRow, DecisionRow};
use crate::store::audit::Actor;
use crate::store::companies::CompanyRow;
use crate::store::{AnyConn, bills, entries, mendings, name_approvals as approvals, parties, reopenings};
use chrono::NaiveDateTime;
use portal::answers::Answers;
use portal::application::Action;
use portal::code::{FILING_DIGITS, parse};
use portal::company::Kind;
use portal::fold::search_key;
use portal::procedures::{Procedure, RegisterChange, Rules};
use portal::reasons::{Against, fits};
use serde_json::json;

/// How deciding ended.
#[derive(Debug)]
pub enum Outcome {
    /// It is decided, as was asked.
    Decided,
    /// The office wants a second person to confirm it: that waits now.
    Prepared,
    /// What stands in the way; nothing was done.
    Obstacles(Vec<Obstacle>),
}

/// Accepts a case. The decision, the register's entries, the projection, the events, the audit record
/// and the notices are one write. `revision` is the one that the clerk had before them.
/// `choice` is the place of what is granted, where the office grants one of several things.
pub async fn accept(
    state: &AppState,
    case: AssignedCase,
    revision: i32,
    choice: Option<usize>,
) -> Result<Outcome, Failure> {
    if case.row.revision != revision {
        return Err(Failure::Conflict("changed-meanwhile"));
    }
    let now = state.clock.now();
    let actor = case.clerk.signed_in.actor();
    let (read, inner, today) = (case.row.clone(), state.clone(), state.clock.today());
    let write = move |conn: &mut AnyConn| -> Result<Outcome, Failure> {
        hold(conn, &read)?;
        // Read anew once nobody else changes the company: what was decided meanwhile is told as changed, and not as
        // something in whose way stands what its own decision wrote.
        let unchanged = applications::find(conn, &read.id)?.filter(|row| row.revision == revision);
        let Some(mut row) = unchanged else { return Err(Failure::Conflict("changed-meanwhile")) };
        if second_person::needed(conn, &row, today)?.accepting {
            let obstacles = obstacles(conn, &inner, &row, choice)?;
            if !obstacles.is_empty() {
                return Ok(Outcome::Obstacles(obstacles));
            }
            let prepared = Prepared { outcome: "accept", choice, reasons: &[], words: "" };
            second_person::prepare(conn, &mut row, &prepared, &actor, now)?;
            return Ok(Outcome::Prepared);
        }
        accept_now(conn, &inner, &mut row, choice, &actor, now)
    };
    let outcome = state.db.write(write).await?;
    state.work.notify_one();
    Ok(outcome)
}

/// [`accept`] within a write that does more.
pub(super) fn accept_now(
    conn: &mut AnyConn,
    state: &AppState,
    row: &mut ApplicationRow,
    choice: Option<usize>,
    actor: &Actor,
    now: NaiveDateTime,
) -> Result<Outcome, Failure> {
    hold(conn, row)?;
    let weighed = weigh(conn, state, row, choice)?;
    if !weighed.obstacles.is_empty() {
        return Ok(Outcome::Obstacles(weighed.obstacles));
    }
    if row.procedure().founds().is_some() {
        found(conn, state, row, weighed.changes, actor, now)?;
        return Ok(Outcome::Decided);
    }
    let company = weighed.company;
    settle(conn, row, Action::Accept, &[], "", actor, now)?;
    proceedings::apply(conn, state, row, &company, &weighed.changes, actor, now)?;
    let applied = register_changes::apply(conn, state, row, &company, weighed.changes, now)?;
    let renamed = row.procedure() == Procedure::ChangeOfName && company.kind() == Kind::LegalEntity;
    if let Some(number) = approvals::number_in(&row.answers()).filter(|_| renamed) {
        approvals::used(conn, &number, &row.id)?;
    }
    if let Some((from, to)) = applied.passed {
        add_event(conn, row, "file_passed", actor, json!({ "from": from, "to": to }), now)?;
    }
    let letter = decision_letter::order(conn, row, decision_letter::DECISION, now)?;
    notices::decided(conn, state, row, &letter, now)?;
    Ok(Outcome::Decided)
}

/// Lets nobody else accept anything for the company of a case, or decide of names where it does, until the end of the
/// write.
pub(super) fn hold(conn: &mut AnyConn, row: &ApplicationRow) -> Result<(), Failure> {
    let renames = matches!(row.procedure(), Procedure::ChangeOfName | Procedure::Correction);
    let names = (row.procedure().founds().is_some() || renames).then_some(NAMES);
    let locked: Vec<i64> = names.into_iter().chain(row.unp).collect();
    Ok(entries::lock(conn, &locked)?)
}

/// What accepting a case comes to.
struct Weighed {
    company: CompanyRow,
    /// Nothing where something stands in the way.
    changes: Vec<RegisterChange>,
    obstacles: Vec<Obstacle>,
}

fn weigh(
    conn: &mut AnyConn,
    state: &AppState,
    row: &ApplicationRow,
    choice: Option<usize>,
) -> Result<Weighed, Failure> {
    let company = parties::of(conn, row)?.ok_or(Failure::NotFound)?;
    let filed_on = row.filed_on.ok_or(Failure::NotFound)?;
    let asked = mendings::standing(conn, &row.id)?.ok_or(Failure::NotFound)?;
    let rules = row.procedure().rules();
    let Some(answers) = granted(rules, asked, choice) else {
        return Ok(Weighed { company, changes: Vec::new(), obstacles: vec![Obstacle::Unreadable] });
    };
    let weighed = ApplicationRow { answers: answers.canonical(), ..row.clone() };
    let facts = circumstances(conn, state, &company, &weighed, filed_on)?;
    let mut obstacles = checks::obstacles(row.procedure(), &answers, &facts);
    if fees::is_due(conn, &row.id)? {
        obstacles.push(Obstacle::Unpaid);
    }
    let changes = if obstacles.is_empty() { rules.changes(&answers, &facts) } else { Vec::new() };
    Ok(Weighed { company, changes, obstacles })
}

/// What stands in the way of accepting a case now, by the rules of [`accept`] itself.
pub fn obstacles(
    conn: &mut AnyConn,
    state: &AppState,
    row: &ApplicationRow,
    choice: Option<usize>,
) -> Result<Vec<Obstacle>, Failure> {
    Ok(weigh(conn, state, row, choice)?.obstacles)
}

/// The number under which those wait for each other who decide of names: no company has it.
const NAMES: i64 = 0;

/// The answers with what is granted of them; `None` where one of several had to be chosen and was not.
fn granted(rules: &dyn Rules, asked: Answers, choice: Option<usize>) -> Option<Answers> {
    match rules.choose(&asked, 0) {
        Some(_) => choice.and_then(|place| rules.choose(&asked, place)),
        None => Some(asked),
    }
}

/// Grants what is founded: a name is kept, or a company gets its number and stands in the register.
fn found(
    conn: &mut AnyConn,
    state: &AppState,
    row: &mut ApplicationRow,
    changes: Vec<RegisterChange>,
    actor: &Actor,
    now: NaiveDateTime,
) -> Result<(), Failure> {
    let change = changes.into_iter().next().ok_or(Failure::NotFound)?;
    if let RegisterChange::Registered(registration) = &change {
        row.unp = Some(registrations::allot(conn, state, registration.office)?);
    }
    if let RegisterChange::NameApproved(names) = &change {
        row.party = Some(names.full.clone());
        row.party_key = Some(search_key(&names.full));
    }
    settle(conn, row, Action::Accept, &[], "", actor, now)?;
    match change {
        RegisterChange::NameApproved(names) => name_approvals::approve(conn, state, row, &names, now)?,
        RegisterChange::Registered(registration) => {
            let entity = registration.kind == Kind::LegalEntity;
            registrations::enter(conn, state, row, *registration, now)?;
            if let Some(number) = parse(row.answers().get("approval_number"), FILING_DIGITS).filter(|_| entity) {
                approvals::used(conn, &number, &row.id)?;
            }
        }
        _ => return Err(Failure::Internal("nothing that is founded".into())),
    }
    let letter = decision_letter::order(conn, row, decision_letter::DECISION, now)?;
    notices::decided(conn, state, row, &letter, now)
}

/// Refuses a case or leaves it without consideration, for reasons of the catalogue, by their codes, with the clerk's own
/// words. The register stays as it is. `Conflict("reason-not-true")` where a reason cannot be true of the case any more.
pub async fn decide_against(
    state: &AppState,
    case: DecidableCase,
    revision: i32,
    against: Against,
    reasons: Vec<String>,
    words: Words,
) -> Result<Outcome, Failure> {
    if case.row.revision != revision {
        return Err(Failure::Conflict("changed-meanwhile"));
    }
    let now = state.clock.now();
    let actor = case.clerk.signed_in.actor();
    let (read, inner, today) = (case.row.clone(), state.clone(), state.clock.today());
    let write = move |conn: &mut AnyConn| -> Result<Outcome, Failure> {
        hold(conn, &read)?;
        // Read anew once nobody else changes the company: what was decided meanwhile is told as changed, and not as
        // something in whose way stands what its own decision wrote.
        let unchanged = applications::find(conn, &read.id)?.filter(|row| row.revision == revision);
        let Some(mut row) = unchanged else { return Err(Failure::Conflict("changed-meanwhile")) };
        if second_person::needed(conn, &row, today)?.refusing {
            all_fit(conn, &row, &reasons)?;
            let prepared = Prepared { outcome: against.code(), choice: None, reasons: &reasons, words: words.as_str() };
            second_person::prepare(conn, &mut row, &prepared, &actor, now)?;
            return Ok(Outcome::Prepared);
        }
        against_now(conn, &inner, &mut row, (against, &reasons, &words), &actor, now)?;
        Ok(Outcome::Decided)
    };
    let outcome = state.db.write(write).await?;
    state.work.notify_one();
    Ok(outcome)
}

/// [`decide_against`] within a write that does more.
pub(super) fn against_now(
    conn: &mut AnyConn,
    state: &AppState,
    row: &mut ApplicationRow,
    (against, reasons, words): (Against, &[String], &Words),
    actor: &Actor,
    now: NaiveDateTime,
) -> Result<(), Failure> {
    all_fit(conn, row, reasons)?;
    settle(conn, row, against.action(), reasons, words.as_str(), actor, now)?;
    bills::cancel(conn, &row.id, now)?;
    proceedings::dropped(conn, row, actor, now)?;
    let letter = decision_letter::order(conn, row, decision_letter::DECISION, now)?;
    notices::decided(conn, state, row, &letter, now)
}

/// Whether each of some reasons can be true of a case: by its state, and whether its fee is due.
pub fn reasons_fit(conn: &mut AnyConn, row: &ApplicationRow, reasons: &[String]) -> Result<bool, Failure> {
    let unpaid = fees::is_due(conn, &row.id)?;
    Ok(reasons.iter().all(|reason| fits(reason, row.status(), unpaid)))
}

fn all_fit(conn: &mut AnyConn, row: &ApplicationRow, reasons: &[String]) -> Result<(), Failure> {
    match reasons_fit(conn, row, reasons)? {
        true => Ok(()),
        false => Err(Failure::Conflict("reason-not-true")),
    }
}

/// Writes the decision: the row, its event and audit record, and why.
fn settle(
    conn: &mut AnyConn,
    row: &mut ApplicationRow,
    action: Action,
    reasons: &[String],
    words: &str,
    actor: &Actor,
    now: NaiveDateTime,
) -> Result<(), Failure> {
    row.due_on = None;
    row.decided_at = Some(now);
    let status = advance(conn, row, action, actor, json!({}), now)?;
    let turn = reopenings::turn(conn, &row.id)?;
    applications::add_decision(
        conn,
        &DecisionRow {
            application_id: row.id.clone(),
            turn,
            outcome: status.code().to_owned(),
            reasons: json!(reasons).to_string(),
            words: words.to_owned(),
            decided_by: actor.account_id.clone().unwrap_or_default(),
            decided_at: now,
        },
    )?;
    Ok(())
}
