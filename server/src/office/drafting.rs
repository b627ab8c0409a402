//! Drawing up: starting a draft, saving what was typed, preparing it for paper, deleting it.

use super::merging::{self, Sent};
use super::{add_event, advance, attachments, authorised, founders, likeness};
use crate::access::{Founder, OwnDraft, Representative, SignedIn};
use crate::failure::Failure;
use crate::office::circumstances::circumstances;
use crate::state::AppState;
use crate::store::applications::{self, ApplicationRow};
use crate::store::audit;
use crate::store::{AnyConn, counter_drafts, new_id};
use chrono::NaiveDateTime;
use portal::answers::Answers;
use portal::application::{Action, Status};
use portal::problem::Problem;
use portal::procedures::{APPROVED_NAMES, Procedure, Step};
use serde_json::json;
use std::collections::BTreeSet;

/// Starts a draft for a company with the answers it begins with; its id.
pub async fn start(
    state: &AppState,
    by: Representative,
    procedure: Procedure,
    answers: Answers,
) -> Result<String, Failure> {
    begin(state, by.signed_in, Some(by.company.unp), procedure, answers).await
}

/// Starts a draft of what is only founded, with the answers it begins with; its id.
pub async fn found(state: &AppState, by: Founder, procedure: Procedure, answers: Answers) -> Result<String, Failure> {
    begin(state, by.signed_in, None, procedure, answers).await
}

async fn begin(
    state: &AppState,
    by: SignedIn,
    unp: Option<i64>,
    procedure: Procedure,
    answers: Answers,
) -> Result<String, Failure> {
    let now = state.clock.now();
    let row = ApplicationRow {
        id: new_id(),
        procedure: procedure.slug().to_owned(),
        form_version: procedure.rules().form_version(),
        unp,
        started_by: by.account.id.clone(),
        status: Status::Draft.code().to_owned(),
        number: None,
        paper_code: None,
        office: None,
        clerk: None,
        answers: answers.canonical(),
        round: 0,
        filed_at: None,
        filed_on: None,
        channel: None,
        due_on: None,
        decided_at: None,
        created_at: now,
        updated_at: now,
        revision: 1,
        party: None,
        party_key: None,
    };
    let actor = by.actor();
    let id = row.id.clone();
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        applications::add(conn, &row)?;
        add_event(conn, &row, "started", &actor, json!({}), now)?;
        audit::record(conn, &actor, "started", ("application", &row.id), now)?;
        Ok(())
    };
    state.db.write(write).await?;
    Ok(id)
}

/// Saves what was typed in one step, valid or not, beside what other tabs and devices saved in other
/// steps. Of a returned application only the fields with remarks are open. Changing a prepared one, or one
/// that was typed at a counter and came back, makes its paper worthless. What another page wrote since this
/// one was opened is merged ([`merging`]). Answers the moment from which the text is safe.
pub async fn save(state: &AppState, draft: OwnDraft, step: &'static Step, sent: Sent) -> Result<Saved, Failure> {
    let now = state.clock.now();
    let actor = draft.signed_in.actor();
    let id = draft.row.id.clone();
    let write = move |conn: &mut AnyConn| -> Result<Vec<(String, String)>, Failure> {
        // On PostgreSQL another save may come between the read and the write: read again.
        for _ in 0..5 {
            let mut row = applications::find(conn, &id)?.ok_or(Failure::NotFound)?;
            if !row.status().is_open_to_applicant() {
                return Err(Failure::Conflict("already-filed"));
            }
            let open = open_fields(conn, &row)?;
            let fields: Vec<&'static str> = step.fields.iter().copied().filter(|f| open.contains(f)).collect();
            let mut writings = merging::writings(conn, &id)?;
            let merged = writings.merge(&row.answers(), &fields, &sent, now);
            if !merged.changed {
                return Ok(merged.taken);
            }
            row.answers = merged.answers.canonical();
            if step.fields.contains(&"approval_number") && row.procedure() == Procedure::RegistrationLegalEntity {
                row.answers = with_approved_names(conn, &row)?.canonical();
            }
            if step.fields.contains(&"other_unp") {
                let mut answers = row.answers();
                authorised::name_managing(conn, &mut answers)?;
                row.answers = answers.canonical();
            }
            founders::changed(conn, &row, &actor, now)?;
            if row.status() == Status::Prepared {
                row.paper_code = None;
                advance(conn, &mut row, Action::Reopen, &actor, json!({}), now)?;
                merging::keep(conn, &id, &writings)?;
                return Ok(merged.taken);
            }
            counter_drafts::end_paper(conn, &mut row)?;
            row.updated_at = now;
            if applications::save(conn, &mut row)? {
                merging::keep(conn, &id, &writings)?;
                return Ok(merged.taken);
            }
        }
        Err(Failure::Conflict("changed-meanwhile"))
    };
    let taken = state.db.write(write).await?;
    Ok(Saved { at: now, taken })
}

/// A saving.
pub struct Saved {
    /// From this moment on the text is safe.
    pub at: NaiveDateTime,
    /// Fields that the page did not change and another one did, with what that one wrote.
    pub taken: Vec<(String, String)>,
}

/// The answers with the names of the approval whose number they give; without any where there is none.
fn with_approved_names(conn: &mut AnyConn, row: &ApplicationRow) -> Result<Answers, Failure> {
    let names = likeness::approved(conn, row)?.map(|approved| approved.names).unwrap_or_default();
    let mut answers = row.answers();
    let texts = [&names.full, &names.short, &names.brand, &names.full_be, &names.short_be];
    APPROVED_NAMES.iter().zip(texts).for_each(|(field, text)| answers.set(field, text));
    Ok(answers)
}

/// The fields that the applicant may change now.
pub fn open_fields(conn: &mut AnyConn, row: &ApplicationRow) -> Result<BTreeSet<&'static str>, Failure> {
    let rules = row.procedure().rules();
    if row.status() != Status::Returned {
        return Ok(row.procedure().form().steps().iter().flat_map(|s| s.fields.iter().copied()).collect());
    }
    let remarks = applications::remarks(conn, &row.id)?;
    let current = remarks.iter().filter(|r| r.round == row.round);
    let mut open: BTreeSet<&'static str> =
        current.flat_map(|r| rules.fields_of_row(&r.field).iter().copied()).collect();
    // Another name is not the one that was approved: its number goes with it.
    if row.procedure() == Procedure::ChangeOfName && open.iter().any(|field| APPROVED_NAMES.contains(field)) {
        open.insert("approval_number");
    }
    Ok(open)
}

/// How preparing for paper ended.
pub enum Prepared {
    /// The paper's code.
    Code(String),
    /// What stands in the way.
    Problems(Vec<Problem>),
}

/// Prepares a draft to be handed in on paper: the paper gets a code by which a clerk finds it. What was typed at a
/// counter and came back for correction stays returned until the counter receives it.
pub async fn prepare(state: &AppState, draft: OwnDraft) -> Result<Prepared, Failure> {
    let (now, today) = (state.clock.now(), state.clock.today());
    let actor = draft.signed_in.actor();
    let (id, company, inner) = (draft.row.id.clone(), draft.company.clone(), state.clone());
    let write = move |conn: &mut AnyConn| -> Result<Prepared, Failure> {
        let mut row = applications::find(conn, &id)?.ok_or(Failure::NotFound)?;
        let again = counter_drafts::came_back(conn, &row)?;
        if row.status() == Status::Prepared
            && let Some(code) = &row.paper_code
        {
            return Ok(Prepared::Code(code.clone()));
        }
        let facts = circumstances(conn, &inner, &company, &row, today)?;
        let found = row.procedure().check(&row.answers(), &facts);
        let mut problems: Vec<Problem> =
            merging::with_unsettled(conn, &row, found)?.into_iter().filter(Problem::stops).collect();
        problems.extend(attachments::problem(&attachments::attached(conn, &row)?));
        if !problems.is_empty() {
            return Ok(Prepared::Problems(problems));
        }
        // Nothing was changed since it came back: its paper is the one that is there.
        if again && let Some(code) = &row.paper_code {
            return Ok(Prepared::Code(code.clone()));
        }
        let code = free_code(crate::random::paper_code, |code| Ok(applications::by_paper_code(conn, code)?.is_none()))?;
        row.paper_code = Some(code.clone());
        if again {
            row.updated_at = now;
            return match applications::save(conn, &mut row)? {
                true => Ok(Prepared::Code(code)),
                false => Err(Failure::Conflict("changed-meanwhile")),
            };
        }
        row.office = inner.competent(row.procedure(), &row.answers(), company.office);
        advance(conn, &mut row, Action::Prepare, &actor, json!({}), now)?;
        Ok(Prepared::Code(code))
    };
    state.db.write(write).await
}

/// A code that is not taken; codes are random, so the first almost always is free.
pub fn free_code(
    make: impl Fn() -> String,
    mut is_free: impl FnMut(&str) -> Result<bool, Failure>,
) -> Result<String, Failure> {
    for _ in 0..20 {
        let code = make();
        if is_free(&code)? {
            return Ok(code);
        }
    }
    Err(Failure::Internal("no free code in twenty tries".into()))
}
