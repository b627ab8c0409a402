//! A person came with nothing prepared: the clerk types what they say into the same questions. It is they who file: they
//! sign the printed form or confirm on their phone, and the clerk receives it like any paper. Until then the draft is
//! nobody's but the office's, and is gone after a day.

use super::add_event;
use crate::access::Clerk;
use crate::failure::Failure;
use crate::state::AppState;
use crate::store::applications::{self, ApplicationRow};
use crate::store::audit::{self, Actor};
use crate::store::counter_drafts::{self, CounterDraftRow};
use crate::store::{AnyConn, new_id};
use chrono::{Duration, NaiveDateTime};
use portal::answers::Answers;
use portal::application::{Channel, Status};
use portal::lang::Lang;
use portal::procedures::Procedure;
use serde_json::json;

/// How long one is kept that is not received.
pub fn kept() -> Duration {
    Duration::hours(24)
}

/// Begins a draft for a company, or for what is only founded; its id.
pub async fn begin(
    state: &AppState,
    clerk: Clerk,
    procedure: Procedure,
    unp: Option<i64>,
    lang: Lang,
) -> Result<String, Failure> {
    let (now, actor) = (state.clock.now(), clerk.signed_in.actor());
    let account = clerk.signed_in.account.id.clone();
    let row = ApplicationRow {
        id: new_id(),
        procedure: procedure.slug().to_owned(),
        form_version: procedure.rules().form_version(),
        unp,
        started_by: account.clone(),
        status: Status::Draft.code().to_owned(),
        number: None,
        paper_code: None,
        office: None,
        clerk: None,
        answers: Answers::default().canonical(),
        round: 0,
        filed_at: None,
        filed_on: None,
        channel: Some(Channel::InPerson.code().to_owned()),
        due_on: None,
        decided_at: None,
        created_at: now,
        updated_at: now,
        revision: 1,
        party: None,
        party_key: None,
    };
    let draft = CounterDraftRow {
        application_id: row.id.clone(),
        office: clerk.office,
        drafted_by: account,
        lang: lang.tag().to_owned(),
        created_at: now,
    };
    let id = row.id.clone();
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        applications::add(conn, &row)?;
        counter_drafts::add(conn, &draft)?;
        add_event(conn, &row, "started", &actor, json!({ "counter": draft.office }), now)?;
        audit::record(conn, &actor, "started-at-counter", ("application", &row.id), now)?;
        Ok(())
    };
    state.db.write(write).await?;
    Ok(id)
}

/// Deletes one for good, within a write: nobody could restore it.
pub(super) fn delete(
    conn: &mut AnyConn,
    row: &ApplicationRow,
    actor: &Actor,
    now: NaiveDateTime,
) -> Result<(), Failure> {
    counter_drafts::remove(conn, &row.id)?;
    if !applications::delete_draft(conn, row)? {
        return Err(Failure::Conflict("changed-meanwhile"));
    }
    Ok(audit::record(conn, actor, "deleted", ("application", &row.id), now)?)
}

/// Deletes those that were not received in time, for the worker.
pub(super) fn sweep(conn: &mut AnyConn, now: NaiveDateTime) -> Result<(), Failure> {
    let nobody = Actor { account_id: None, role: "portal", request_id: String::new() };
    for id in counter_drafts::forgotten(conn, now - kept())? {
        if let Some(row) = applications::find(conn, &id)?.filter(|row| row.filed_at.is_none()) {
            // Where it is received in this very moment, all of the sweep is undone and tried again.
            delete(conn, &row, &nobody, now)?;
        }
    }
    Ok(())
}
