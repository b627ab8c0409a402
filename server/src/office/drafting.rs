//! Drawing up: starting a draft, saving what was typed, preparing it for paper, deleting it.

use super::merging::{self, Sent};
use super::{add_event, advance, attachments, authorised, founders, likeness};
use crate::access::{Founder, OwnDraft, Representative, SignedIn};
use crate::failure::Failure;
use crate::office::circumstances::circumstances;
use crate::state::AppState;
use crate::store::applications::{self, ApplicationRow};
use crate::store::audit;
use crate::store::{AnyConn, counter_drafts, mendings, new_id};
use chrono::NaiveDateTime;
use portal::answers::Answers;
use portal::application::{Action, Status};
use portal::problem::Problem;
use portal::procedures::{APPROVED_NAMES, Circumstances, Procedure, Step, name_who_decided};
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
/// steps. Of a returned application only the [open fields](open_fields) are written. Changing a prepared one, or one
/// that was typed at a counter and came back, makes its paper worthless. What another page wrote since this
/// one was opened is merged ([`merging`]). Answers the moment from which the text is safe.
pub async fn save(state: &AppState, draft: OwnDraft, step: &'static Step, sent: Sent) -> Result<Saved, Failure> {
    let (now, today) = (state.clock.now(), state.clock.today());
    let actor = draft.signed_in.actor();
    let (id, company, inner) = (draft.row.id.clone(), draft.company.clone(), state.clone());
    let write = move |conn: &mut AnyConn| -> Result<Vec<(String, String)>, Failure> {
        // On PostgreSQL another save may come between the read and the write: read again.
        for _ in 0..5 {
            let mut row = applications::find(conn, &id)?.ok_or(Failure::NotFound)?;
            if !row.status().is_open_to_applicant() {
                return Err(Failure::Conflict("already-filed"));
            }
            let fields: Vec<&'static str> = match row.status() {
                Status::Returned => {
                    let facts = circumstances(conn, &inner, &company, &row, today)?;
                    let (remarked, open) = (remarked_fields(conn, &row)?, open_fields(conn, &row, &facts)?);
                    // What was opened while a page stood open was not on it: that it is not sent says nothing.
                    let is_meant = |f: &&'static str| remarked.contains(f) || (open.contains(f) && sent.is_given(f));
                    step.fields.iter().copied().filter(is_meant).collect()
                }
                _ => step.fields.to_vec(),
            };
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
            if row.procedure() == Procedure::LiquidationStage {
                let mut answers = row.answers();
                name_who_decided(&mut answers, company.kind(), &company.name);
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

/// The fields that the applicant may change now, where the answers are checked by some facts. Of a returned application
/// those with remarks; and those that stop a filing by now, as an entry or a rule made since the last one may have it:
/// while they were closed, nobody could put them right. One that was changed so stays open.
pub fn open_fields(
    conn: &mut AnyConn,
    row: &ApplicationRow,
    facts: &Circumstances,
) -> Result<BTreeSet<&'static str>, Failure> {
    let procedure = row.procedure();
    if row.status() != Status::Returned {
        return Ok(fields_of(procedure).collect());
    }
    let mut open = remarked_fields(conn, row)?;
    let answers = row.answers();
    for problem in procedure.check(&answers, facts).iter().filter(|problem| problem.stops()) {
        if !open.contains(&*problem.field) {
            open.extend(asked_with(procedure, &answers, &problem.field));
        }
    }
    if let Some(filed) = mendings::standing(conn, &row.id)? {
        for field in fields_of(procedure).filter(|field| answers.get(field) != filed.get(field)) {
            if !open.contains(field) {
                open.extend(asked_with(procedure, &answers, field));
            }
        }
    }
    with_approval(procedure, &mut open);
    Ok(open)
}

/// The fields that the remarks of the current round open.
fn remarked_fields(conn: &mut AnyConn, row: &ApplicationRow) -> Result<BTreeSet<&'static str>, Failure> {
    let rules = row.procedure().rules();
    let remarks = applications::remarks(conn, &row.id)?;
    let current = remarks.iter().filter(|r| r.round == row.round);
    let mut open: BTreeSet<&'static str> =
        current.flat_map(|r| rules.fields_of_row(&r.field).iter().copied()).collect();
    with_approval(row.procedure(), &mut open);
    Ok(open)
}

/// Another name is not the one that was approved: its number goes with it.
fn with_approval(procedure: Procedure, open: &mut BTreeSet<&'static str>) {
    if procedure == Procedure::ChangeOfName && open.iter().any(|field| APPROVED_NAMES.contains(field)) {
        open.insert("approval_number");
    }
}

fn fields_of(procedure: Procedure) -> impl Iterator<Item = &'static str> {
    procedure.form().steps().iter().flat_map(|step| step.fields.iter().copied())
}

/// The fields that a field is changed with: those that a remark on its row would open.
fn asked_with(procedure: Procedure, answers: &Answers, field: &str) -> &'static [&'static str] {
    let rules = procedure.rules();
    let rows = rules.summary(answers);
    let of_rows = rows.iter().map(|row| rules.fields_of_row(row.field));
    let least = of_rows.filter(|fields| fields.contains(&field)).min_by_key(|fields| fields.len());
    least.or_else(|| procedure.step_of(field).map(|step| step.fields)).unwrap_or_default()
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
