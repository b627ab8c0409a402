//! How long drafts are kept: one that nobody changes for as long as administrators say (90 days unless they say
//! otherwise) is deleted, after a warning by mail [`WARNED_BEFORE`] days earlier; a deleted one can be restored for [`RESTORABLE`] days.

use super::{add_event, counter_drafts as typed_at_counter, notices};
use crate::access::{DeletedDraft, OwnDraft};
use crate::failure::Failure;
use crate::state::AppState;
use crate::store::AnyConn;
use crate::store::applications::{self, ApplicationRow};
use crate::store::audit::{self, Actor};
use crate::store::deleted_drafts::{self, DeletedDraftRow, WARNED};
use crate::store::{counter_drafts, draft_writings};
use chrono::{Duration, NaiveDateTime};
use portal::application::Status;
use portal::retention::Kind;
use serde_json::json;

/// Days between the warning and the end.
pub const WARNED_BEFORE: i64 = 14;
/// Days for which a deleted draft can be restored.
pub const RESTORABLE: i64 = 14;

/// The moment after which a draft must have been deleted to be restorable now.
pub fn restorable_since(now: NaiveDateTime) -> NaiveDateTime {
    now - Duration::days(RESTORABLE)
}

/// Deletes a draft that was never filed; it can be restored for a while.
pub async fn delete(state: &AppState, draft: OwnDraft) -> Result<(), Failure> {
    let now = state.clock.now();
    let actor: Actor = draft.signed_in.actor();
    let id = draft.row.id.clone();
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        let row = applications::find(conn, &id)?.ok_or(Failure::NotFound)?;
        if !was_never_filed(&row) {
            return Err(Failure::Conflict("already-filed"));
        }
        if counter_drafts::marked(row.channel.as_deref(), row.filed_at) {
            return typed_at_counter::delete(conn, &row, &actor, now);
        }
        put_away(conn, &row, &actor, now)
    };
    state.db.write(write).await
}

/// Brings a deleted draft back, with its answers; its id. One that is back already stays so.
pub async fn restore(state: &AppState, deleted: DeletedDraft) -> Result<String, Failure> {
    let now = state.clock.now();
    let actor = deleted.signed_in.actor();
    let row = deleted.row.clone();
    let write = move |conn: &mut AnyConn| -> Result<String, Failure> {
        if !deleted_drafts::remove(conn, &row.id)? {
            return applications::find(conn, &row.id)?.map(|found| found.id).ok_or(Failure::NotFound);
        }
        let draft = ApplicationRow {
            id: row.id,
            procedure: row.procedure,
            form_version: row.form_version,
            unp: row.unp,
            started_by: row.started_by,
            status: Status::Draft.code().to_owned(),
            number: None,
            paper_code: None,
            office: None,
            clerk: None,
            answers: row.answers,
            round: 0,
            filed_at: None,
            filed_on: None,
            channel: None,
            due_on: None,
            decided_at: None,
            created_at: row.created_at,
            updated_at: now,
            revision: 1,
            party: None,
            party_key: None,
        };
        applications::add(conn, &draft)?;
        add_event(conn, &draft, "restored", &actor, json!({}), now)?;
        audit::record(conn, &actor, "restored", ("application", &draft.id), now)?;
        Ok(draft.id)
    };
    state.db.write(write).await
}

/// Warns of the end of drafts that nobody changes, deletes those whose time is over, and forgets
/// deleted ones that can no longer be restored. For the worker, now and then.
pub async fn sweep(state: &AppState) -> Result<(), Failure> {
    let (now, inner) = (state.clock.now(), state.clone());
    let kept = state.retention.span(Kind::Drafts, state.clock.today());
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        deleted_drafts::lock(conn)?;
        let nobody = Actor { account_id: None, role: "portal", request_id: String::new() };
        for row in deleted_drafts::to_warn(conn, now - kept + Duration::days(WARNED_BEFORE))? {
            let end = (row.updated_at + kept).max(now + Duration::days(WARNED_BEFORE));
            notices::draft_ends(conn, &inner, &row, crate::clock::minsk(end).date(), now)?;
            add_event(conn, &row, WARNED, &nobody, json!({}), now)?;
        }
        for row in deleted_drafts::to_delete(conn, now - kept, now - Duration::days(WARNED_BEFORE))? {
            match put_away(conn, &row, &nobody, now) {
                // Changed in this very moment: not forgotten after all.
                Ok(()) | Err(Failure::Conflict(_)) => {}
                Err(failure) => return Err(failure),
            }
        }
        typed_at_counter::sweep(conn, now)?;
        draft_writings::sweep(conn, restorable_since(now))?;
        deleted_drafts::sweep(conn, restorable_since(now))?;
        Ok(())
    };
    state.db.write(write).await?;
    state.work.notify_one();
    Ok(())
}

fn was_never_filed(row: &ApplicationRow) -> bool {
    row.round == 0 && matches!(row.status(), Status::Draft | Status::Prepared)
}

fn put_away(conn: &mut AnyConn, row: &ApplicationRow, actor: &Actor, now: NaiveDateTime) -> Result<(), Failure> {
    let deleted = DeletedDraftRow::of(row, actor.account_id.clone(), now);
    // Deleted first: of two who delete at once, the second finds nothing to put away.
    if !applications::delete_draft(conn, row)? {
        return Err(Failure::Conflict("changed-meanwhile"));
    }
    deleted_drafts::add(conn, &deleted)?;
    Ok(audit::record(conn, actor, "deleted", ("application", &row.id), now)?)
}
