//! Liquidations and terminations that end before their way is gone: the register has a state of the company that is the
//! end of it, or bankruptcy overtakes a request for exclusion.

use super::term;
use crate::clock::minsk;
use crate::store::applications::{self, EventRow};
use crate::store::audit::{self, Actor};
use crate::store::companies::CompanyRow;
use crate::store::proceedings::{self as store, ProceedingEventRow, ProceedingRow};
use crate::store::terms::{self, Terms};
use crate::store::{AnyConn, new_id};
use chrono::NaiveDateTime;
use diesel::QueryResult;
use diesel::result::Error;
use portal::proceeding::{Event, Stage};
use serde_json::json;
use std::collections::BTreeMap;

/// The event of a case about which the bodies are asked no more, though not all have answered.
pub const BODIES_DROPPED: &str = "bodies_dropped";

/// Ends the proceedings of companies whose state in the register is now the end of one.
pub fn follow_register(conn: &mut AnyConn, companies: &[CompanyRow], now: NaiveDateTime) -> QueryResult<()> {
    let ended: BTreeMap<i64, Stage> =
        companies.iter().filter_map(|row| Some((row.unp, Stage::of_register(row.standing())?))).collect();
    if ended.is_empty() {
        return Ok(());
    }
    let unps: Vec<i64> = ended.keys().copied().collect();
    let portal = Actor { account_id: None, role: "portal", request_id: String::new() };
    for row in store::hold_under_way(conn, &unps)? {
        if let Some(stage) = ended.get(&row.unp) {
            end(conn, row, *stage, &portal, now)?;
        }
    }
    Ok(())
}

/// Ends a proceeding that was read by [`store::hold_under_way`] as the register has it ended.
pub fn end(
    conn: &mut AnyConn,
    mut row: ProceedingRow,
    stage: Stage,
    actor: &Actor,
    now: NaiveDateTime,
) -> QueryResult<()> {
    let (event, today) = (Event::EndedInRegister(stage), minsk(now).date());
    let Ok(after) = row.proceeding(&[]).after(event, today) else { return Ok(()) };
    row.follow(&after, today);
    row.updated_at = now;
    if !store::save(conn, &mut row)? {
        return Err(Error::RollbackTransaction);
    }
    store::close_tasks(conn, &row.id, now)?;
    let logged = ProceedingEventRow {
        id: new_id(),
        proceeding_id: row.id.clone(),
        position: 0,
        kind: event.code().to_owned(),
        application_id: None,
        actor: actor.account_id.clone(),
        actor_role: actor.role.to_owned(),
        body: json!({ "stage": stage.code() }).to_string(),
        at: now,
    };
    store::add_event(conn, logged)?;
    audit::record(conn, actor, event.code(), ("proceeding", &row.id), now)?;
    request_overtaken(conn, &row, actor, now)
}

/// A request for exclusion whose proceeding ended otherwise: the bodies are asked no more, so the office's term for the
/// case runs on. It stands among what is due until it is refused or taken back.
pub fn request_overtaken(
    conn: &mut AnyConn,
    proceeding: &ProceedingRow,
    actor: &Actor,
    now: NaiveDateTime,
) -> QueryResult<()> {
    let Some(id) = proceeding.asked_by.as_deref() else { return Ok(()) };
    let events = applications::events(conn, id)?;
    let last = events.iter().rfind(|event| event.kind.starts_with("bodies_"));
    if last.is_none_or(|event| event.kind != "bodies_asked") {
        return Ok(());
    }
    let dropped = EventRow {
        id: new_id(),
        application_id: id.to_owned(),
        position: 0,
        kind: BODIES_DROPPED.to_owned(),
        actor: actor.account_id.clone(),
        actor_role: actor.role.to_owned(),
        body: json!({}).to_string(),
        at: now,
    };
    applications::add_event(conn, dropped)?;
    // Read behind the event, which waits for whoever changes the case at the same moment.
    let Some(mut row) = applications::find(conn, id)?.filter(|row| !row.status().is_decided()) else {
        return Ok(());
    };
    let (events, terms) = (applications::events(conn, id)?, Terms::load(conn)?);
    row.due_on = term::due(&terms, &terms::calendar(conn)?, &row, &events);
    match applications::save(conn, &mut row)? {
        true => Ok(()),
        false => Err(Error::RollbackTransaction),
    }
}
