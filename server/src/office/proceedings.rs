//! Liquidations and terminations: a proceeding is opened by an accepted notice, and moved by what is
//! filed and decided later and by what the bodies answer. Each move is checked by `portal::proceeding`
//! and written in the caller's transaction: the row, its log and the audit record.

use super::{add_event, endings, notices};
use crate::failure::Failure;
use crate::state::AppState;
use crate::store::applications::{self, ApplicationRow};
use crate::store::audit::{self, Actor};
use crate::store::companies::CompanyRow;
use crate::store::proceedings::{self as store, ProceedingEventRow, ProceedingRow, TaskRow};
use crate::store::{AnyConn, entries, new_id};
use chrono::{NaiveDate, NaiveDateTime};
use portal::company::Standing;
use portal::procedures::{Opening, Procedure, RegisterChange, event_on_filing};
use portal::proceeding::{Answer, Event, Limits, Proceeding, Stage};
use serde_json::{Value, json};

/// The proceeding of a company that is under way, as the rules speak of it. `application` is the one
/// that is looked at.
pub fn facts(conn: &mut AnyConn, company: &CompanyRow, application: &str) -> Result<Option<Proceeding>, Failure> {
    // The register's state comes first: most companies need no look at the table.
    if !matches!(company.standing(), Standing::InLiquidation | Standing::Bankrupt) {
        return Ok(None);
    }
    let Some(row) = store::open_of(conn, company.unp)? else { return Ok(None) };
    let tasks = store::tasks(conn, &row.id)?;
    let asked_here = row.asked_by.as_deref() == Some(application);
    Ok(Some(Proceeding { asked_here, ..row.proceeding(&tasks) }))
}

/// What an accepted application does to the proceeding of its company.
pub fn apply(
    conn: &mut AnyConn,
    state: &AppState,
    row: &ApplicationRow,
    company: &CompanyRow,
    changes: &[RegisterChange],
    actor: &Actor,
    now: NaiveDateTime,
) -> Result<(), Failure> {
    for change in changes {
        match change {
            RegisterChange::Open(opening) => open(conn, state, row, company, opening, actor, now)?,
            RegisterChange::Proceeding(event) => {
                let proceeding = store::open_of(conn, company.unp)?.ok_or(Failure::Conflict("already-moved-on"))?;
                let proceeding = step(conn, proceeding, *event, Some(row), actor, now)?;
                if *event == Event::BankruptcyOpened {
                    endings::request_overtaken(conn, &proceeding, actor, now)?;
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// Opens a proceeding: its notice is published today.
fn open(
    conn: &mut AnyConn,
    state: &AppState,
    row: &ApplicationRow,
    company: &CompanyRow,
    opening: &Opening,
    actor: &Actor,
    now: NaiveDateTime,
) -> Result<(), Failure> {
    // The notice is possible since the register does not have the company in liquidation: one that still stands open
    // ended there, and nobody told the portal.
    for left in store::hold_under_way(conn, &[company.unp])? {
        endings::end(conn, left, Stage::Withdrawn, actor, now)?;
    }
    let today = crate::clock::minsk(now).date();
    let months = |name: &str| {
        let term = state.terms.days(row.procedure(), name, opening.decided_on);
        term.ok_or_else(|| Failure::Internal(format!("no term {name} of {}", row.procedure)))
    };
    let limits = Limits { ordinary: months("limit_months")?, extended: months("limit_extended_months")? };
    let opened =
        Proceeding::open(company.kind(), opening.decided_on, today, opening.claims_months, limits, &state.calendar);
    let proceeding = ProceedingRow {
        id: new_id(),
        unp: company.unp,
        kind: company.kind.clone(),
        stage: opened.stage.code().to_owned(),
        application_id: row.id.clone(),
        asked_by: None,
        decided_on: opened.decided_on,
        published_on: opened.published_on,
        claims_until: opened.claims_until,
        due_on: opened.due_on,
        due_at_most: opened.due_at_most,
        extended: false,
        claims_address: opening.address.clone(),
        claims_phone: opening.phone.clone(),
        claims_email: opening.email.clone(),
        ended_on: None,
        updated_at: now,
        revision: 1,
    };
    store::add(conn, &proceeding)?;
    log(conn, &proceeding, "opened", Some(&row.id), json!({}), actor, now)
}

/// Moves a proceeding by one event, where the rules let it.
fn step(
    conn: &mut AnyConn,
    mut row: ProceedingRow,
    event: Event,
    application: Option<&ApplicationRow>,
    actor: &Actor,
    now: NaiveDateTime,
) -> Result<ProceedingRow, Failure> {
    let today = crate::clock::minsk(now).date();
    let tasks = store::tasks(conn, &row.id)?;
    // What was filed in time is decided by the day of its filing.
    let on = application.and_then(|application| application.filed_on).unwrap_or(today);
    let after = row.proceeding(&tasks).after(event, on).map_err(|_| Failure::Conflict("already-moved-on"))?;
    row.follow(&after, today);
    row.updated_at = now;
    match event {
        Event::ExclusionAsked => row.asked_by = application.map(|application| application.id.clone()),
        Event::ExclusionDropped => row.asked_by = None,
        _ => {}
    }
    if !store::save(conn, &mut row)? {
        return Err(Failure::Conflict("changed-meanwhile"));
    }
    if event == Event::ExclusionDropped || matches!(after.stage, Stage::Withdrawn | Stage::Bankrupt) {
        store::close_tasks(conn, &row.id, now)?;
    }
    let body = match event {
        Event::Answered(body, _) => json!({ "body": body.code() }),
        Event::Extended(until) => json!({ "until": until }),
        _ => json!({}),
    };
    log(conn, &row, event.code(), application.map(|application| application.id.as_str()), body, actor, now)?;
    Ok(row)
}

/// Appends to the log of a proceeding, and to the audit record.
fn log(
    conn: &mut AnyConn,
    row: &ProceedingRow,
    kind: &str,
    application: Option<&str>,
    body: Value,
    actor: &Actor,
    now: NaiveDateTime,
) -> Result<(), Failure> {
    let event = ProceedingEventRow {
        id: new_id(),
        proceeding_id: row.id.clone(),
        position: 0,
        kind: kind.to_owned(),
        application_id: application.map(str::to_owned),
        actor: actor.account_id.clone(),
        actor_role: actor.role.to_owned(),
        body: body.to_string(),
        at: now,
    };
    store::add_event(conn, event)?;
    Ok(audit::record(conn, actor, kind, ("proceeding", &row.id), now)?)
}

/// Lets nobody else move the proceeding that an application may move, until the end of the write. Comes before anything
/// is written: the register's own changes take the company, the proceeding and then the case, and of two writes that
/// took these in another order each would wait for the other.
pub fn hold(conn: &mut AnyConn, row: &ApplicationRow) -> Result<(), Failure> {
    match row.unp.filter(|_| row.procedure() == Procedure::LiquidationStage) {
        Some(unp) => Ok(entries::lock(conn, &[unp])?),
        None => Ok(()),
    }
}

/// After a filing: a request for exclusion asks the bodies, whose answers the office's term waits for;
/// one that was corrected into something else takes the question back.
pub fn filed(
    conn: &mut AnyConn,
    state: &AppState,
    row: &mut ApplicationRow,
    actor: &Actor,
    now: NaiveDateTime,
) -> Result<(), Failure> {
    if row.procedure() != Procedure::LiquidationStage {
        return Ok(());
    }
    let Some(unp) = row.unp else { return Ok(()) };
    let Some(proceeding) = store::open_of(conn, unp)? else { return Ok(()) };
    let asked_here = proceeding.asked_by.as_deref() == Some(row.id.as_str());
    match event_on_filing(&row.answers()) {
        Some(event) if !asked_here => {
            let proceeding = step(conn, proceeding, event, Some(row), actor, now)?;
            ask(conn, state, row, &proceeding, now)?;
            add_event(conn, row, "bodies_asked", actor, json!({}), now)?;
            reckon(conn, state, row)
        }
        None if asked_here => {
            step(conn, proceeding, Event::ExclusionDropped, Some(row), actor, now)?;
            add_event(conn, row, "bodies_answered", actor, json!({}), now)?;
            reckon(conn, state, row)
        }
        _ => Ok(()),
    }
}

/// A request for exclusion that was refused or taken back: the bodies are asked no more.
pub fn dropped(conn: &mut AnyConn, row: &ApplicationRow, actor: &Actor, now: NaiveDateTime) -> Result<(), Failure> {
    if row.procedure() != Procedure::LiquidationStage {
        return Ok(());
    }
    let Some(unp) = row.unp else { return Ok(()) };
    let proceeding = store::open_of(conn, unp)?.filter(|p| p.asked_by.as_deref() == Some(row.id.as_str()));
    match proceeding {
        Some(proceeding) => step(conn, proceeding, Event::ExclusionDropped, Some(row), actor, now).map(drop),
        None => Ok(()),
    }
}

/// Puts the question before each body, and tells those who answer for it.
fn ask(
    conn: &mut AnyConn,
    state: &AppState,
    row: &ApplicationRow,
    proceeding: &ProceedingRow,
    now: NaiveDateTime,
) -> Result<(), Failure> {
    let today: NaiveDate = crate::clock::minsk(now).date();
    let days = state.terms.days(Procedure::LiquidationStage, "body_days", today);
    for body in portal::proceeding::Body::ALL {
        let task = TaskRow {
            id: new_id(),
            proceeding_id: proceeding.id.clone(),
            application_id: row.id.clone(),
            body: body.code().to_owned(),
            office: row.office,
            answer: Answer::Waiting.code().to_owned(),
            reason: String::new(),
            asked_on: today,
            due_on: days.and_then(|days| state.calendar.reckon(today, days, &[]).due),
            answered_by: None,
            answered_at: None,
            closed_at: None,
            revision: 1,
        };
        store::add_task(conn, &task)?;
        notices::asked(conn, state, row, body, &task, now)?;
    }
    Ok(())
}

/// The office's term after the bodies were asked or have answered.
fn reckon(conn: &mut AnyConn, state: &AppState, row: &mut ApplicationRow) -> Result<(), Failure> {
    let events = applications::events(conn, &row.id)?;
    row.due_on = super::term::reckon(state, row, &events).and_then(|term| term.due);
    if !applications::save(conn, row)? {
        return Err(Failure::Conflict("changed-meanwhile"));
    }
    state.still_stand(conn)
}

/// A body's answer: the task, the proceeding, and the case, whose term runs again after the last.
pub(super) fn answered(
    conn: &mut AnyConn,
    state: &AppState,
    mut task: TaskRow,
    answer: Answer,
    reason: &str,
    actor: &Actor,
    now: NaiveDateTime,
) -> Result<(), Failure> {
    let body = task.body().ok_or(Failure::NotFound)?;
    let proceeding = store::find(conn, &task.proceeding_id)?.ok_or(Failure::NotFound)?;
    let proceeding = step(conn, proceeding, Event::Answered(body, answer), None, actor, now)?;
    task.answer = answer.code().to_owned();
    task.reason = reason.to_owned();
    task.answered_by = actor.account_id.clone();
    task.answered_at = Some(now);
    if !store::save_task(conn, &mut task)? {
        return Err(Failure::Conflict("changed-meanwhile"));
    }
    let mut row = applications::find(conn, &task.application_id)?.ok_or(Failure::NotFound)?;
    let kind = if answer == Answer::Confirmed { "body_confirmed" } else { "body_objected" };
    add_event(conn, &row, kind, actor, json!({ "body": body.code() }), now)?;
    let tasks = store::tasks(conn, &proceeding.id)?;
    if proceeding.proceeding(&tasks).unconfirmed().is_empty() {
        add_event(conn, &row, "bodies_answered", actor, json!({}), now)?;
        reckon(conn, state, &mut row)?;
        notices::bodies_answered(conn, state, &row, now)?;
    } else if answer == Answer::Objected {
        notices::body_objected(conn, state, &row, now)?;
    }
    Ok(())
}
