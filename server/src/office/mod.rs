//! The verbs: what people do with applications. Each demands a type from `access`, changes the
//! application, its event, the audit record and the jobs in one transaction, and says how it ended.

pub mod absences;
pub mod administration;
pub mod affairs;
pub mod again;
pub mod assignment;
pub mod attachment_keeping;
pub mod attachments;
pub mod authorised;
pub mod bank_import;
pub mod bank_lines;
pub mod bill_sheet;
pub mod blank_form;
pub mod charters;
pub mod checks;
pub mod circumstances;
pub mod confirmations;
mod corrected_facts;
pub mod correction;
pub mod counter_drafts;
pub mod data_drafts;
pub mod data_notices;
pub mod data_questions;
pub mod data_reminders;
pub mod data_withdrawal;
pub mod decision;
pub mod decision_letter;
pub mod draft_keeping;
pub mod drafting;
pub mod endings;
pub mod escalation;
pub mod export;
pub mod extract_sheet;
pub mod extracts;
pub mod fees;
pub mod filing;
pub mod founders;
mod head_rights;
pub mod letters;
pub mod likeness;
pub mod lists;
pub mod mending;
pub mod merging;
pub mod messages;
pub mod name_approvals;
mod name_changes;
pub mod notes;
pub mod notices;
pub mod office_closing;
pub mod opinions;
pub mod paper;
pub mod payments;
pub mod phone;
pub mod proceedings;
pub mod reasons;
pub mod region;
pub mod region_report;
pub mod register_changes;
pub mod registrations;
pub mod reopening;
pub mod retention;
pub mod rights;
pub mod runs;
pub mod second_person;
mod standing_changes;
pub mod term;
pub mod uploads;
pub mod withdrawal;
pub mod wording;
pub mod words;
pub mod yearly_report;

use crate::failure::Failure;
use crate::store::applications::{self, ApplicationRow, EventRow};
use crate::store::audit::{self, Actor};
use crate::store::{AnyConn, new_id};
use chrono::NaiveDateTime;
use portal::application::{Action, Status};
use serde_json::Value;

/// Moves an application: checks that the action is possible, writes the changed row, the event and
/// the audit record. The caller has set the row's other columns. `Conflict("changed-meanwhile")`
/// where somebody else was faster.
pub fn advance(
    conn: &mut AnyConn,
    row: &mut ApplicationRow,
    action: Action,
    actor: &Actor,
    body: Value,
    now: NaiveDateTime,
) -> Result<Status, Failure> {
    let after = row.status().after(action).ok_or(Failure::Conflict("already-moved-on"))?;
    row.status = after.code().to_owned();
    row.updated_at = now;
    if !applications::save(conn, row)? {
        return Err(Failure::Conflict("changed-meanwhile"));
    }
    let kind = event_kind(action);
    add_event(conn, row, kind, actor, body, now)?;
    audit::record(conn, actor, kind, ("application", &row.id), now)?;
    Ok(after)
}

/// Appends an event to an application's history.
pub fn add_event(
    conn: &mut AnyConn,
    row: &ApplicationRow,
    kind: &str,
    actor: &Actor,
    body: Value,
    now: NaiveDateTime,
) -> Result<(), Failure> {
    let event = EventRow {
        id: new_id(),
        application_id: row.id.clone(),
        position: 0,
        kind: kind.to_owned(),
        actor: actor.account_id.clone(),
        actor_role: actor.role.to_owned(),
        body: body.to_string(),
        at: now,
    };
    Ok(applications::add_event(conn, event)?)
}

/// What an event of the history did to an application of a status; `None` for one that only tells something.
pub fn action_of(event: &str, status: Status) -> Option<Action> {
    match event {
        // A correction that moves a company into another office's area takes the case out of the clerk's hands;
        // a paper that was handed in at another office's counter is in nobody's.
        PASSED_ON => (status == Status::InReview).then_some(Action::Release),
        // Put into a clerk's hands by somebody else: one that nobody had is thereby taken.
        ASSIGNED => (status == Status::Filed).then_some(Action::Take),
        _ => Action::ALL.into_iter().find(|action| event_kind(*action) == event),
    }
}

/// The event of a case that somebody put into a clerk's hands.
pub const ASSIGNED: &str = "assigned";

/// The event of a case of which the deadline moved with the calendar.
pub const DEADLINE_MOVED: &str = "deadline_moved";

/// The event of a case whose office closed: it goes on at the successor, in the same hands.
pub const OFFICE_CLOSED: &str = "office_closed";

/// The event of a case that went on to another office.
pub const PASSED_ON: &str = "passed_on";

/// The event of a decided case that was opened again.
pub const REOPENED: &str = "reconsidered";

/// The word of an event in the history; part of the locale keys `event-…`.
pub fn event_kind(action: Action) -> &'static str {
    match action {
        Action::Prepare => "prepared",
        Action::Reopen => "reopened",
        Action::File => "filed",
        Action::Receive => "received",
        Action::Take => "taken",
        Action::Release => "released",
        Action::Return => "returned",
        Action::Correct => "corrected",
        Action::Accept => "accepted",
        Action::Refuse => "refused",
        Action::Leave => "unconsidered",
        Action::Reconsider => REOPENED,
        Action::Withdraw => "withdrawn",
    }
}
