//! Mending an applicant's evident typing error without a return. What was filed and signed stays as it is; beside it
//! stands what the office put in its place, by whom, when and why, and the applicant is told.

use super::words::Words;
use super::{add_event, circumstances::circumstances, notices};
use crate::access::AssignedCase;
use crate::failure::Failure;
use crate::state::AppState;
use crate::store::applications::{self, ApplicationRow};
use crate::store::audit;
use crate::store::mendings::{self, MendingRow};
use crate::store::{AnyConn, new_id};
use portal::mending::is_typing_error;
use portal::problem::Problem;
use serde_json::json;

/// How mending ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    Mended,
    /// Nothing would be another.
    Same,
    /// It is another answer and no typing error: the applicant has to correct it.
    Another,
    /// The rules find this in the answers then; nothing was done.
    Problem(Problem),
    /// The case is another than the clerk had before them; nothing was done.
    Changed,
}

/// Puts `became` in the place of what stands in a field that the rules let the office mend. `revision` is the one that
/// the clerk had before them. What was prepared for a second person is void with it.
pub async fn mend(
    state: &AppState,
    case: AssignedCase,
    revision: i32,
    field: &'static str,
    became: Words,
    why: Words,
) -> Result<Outcome, Failure> {
    if !case.row.procedure().rules().mendable().contains(&field) {
        return Err(Failure::NotFound);
    }
    let (now, actor, office) = (state.clock.now(), case.clerk.signed_in.actor(), case.clerk.office);
    let (mut row, company, inner) = (case.row.clone(), case.company.clone(), state.clone());
    let me = case.clerk.signed_in.account.id.clone();
    let write = move |conn: &mut AnyConn| -> Result<Outcome, Failure> {
        // As it is now, held until the end: what another mended at this moment is either read here or comes after.
        let seen = row.revision == revision;
        row = applications::find(conn, &row.id)?.ok_or(Failure::NotFound)?;
        let held = seen && row.revision == revision && applications::hold(conn, &row)?;
        let Some(answers) = mendings::standing(conn, &row.id)? else { return Err(Failure::NotFound) };
        let was = answers.get(field).to_owned();
        if !held {
            // Sent twice: it is mended already, by this very form.
            let last = mendings::of_application(conn, &row.id)?.pop();
            let done = |one: MendingRow| one.field == field && one.became == became.as_str() && one.mended_by == me;
            return Ok(if last.is_some_and(done) && was == became.as_str() {
                Outcome::Mended
            } else {
                Outcome::Changed
            });
        }
        if was == became.as_str() {
            return Ok(Outcome::Same);
        }
        if !is_typing_error(&was, became.as_str()) {
            return Ok(Outcome::Another);
        }
        let mut mended = answers.clone();
        mended.set(field, became.as_str());
        let filed_on = row.filed_on.ok_or(Failure::NotFound)?;
        let mut found = |answers: &portal::answers::Answers| -> Result<Vec<Problem>, Failure> {
            let row = ApplicationRow { answers: answers.canonical(), ..row.clone() };
            let facts = circumstances(conn, &inner, &company, &row, filed_on)?;
            let mut found = row.procedure().check(answers, &facts);
            found.retain(Problem::stops);
            Ok(found)
        };
        let before = found(&answers)?;
        if let Some(problem) =
            found(&mended)?.into_iter().find(|problem| problem.field == field || !before.contains(problem))
        {
            return Ok(Outcome::Problem(problem));
        }
        row.answers = mended.canonical();
        row.updated_at = now;
        if !applications::save(conn, &mut row)? {
            return Ok(Outcome::Changed);
        }
        let mending = MendingRow {
            id: new_id(),
            application_id: row.id.clone(),
            round: row.round,
            field: field.to_owned(),
            was,
            became: became.as_str().to_owned(),
            why: why.as_str().to_owned(),
            answers: row.answers.clone(),
            office,
            mended_by: me.clone(),
            mended_at: now,
        };
        mendings::add(conn, &mending)?;
        add_event(conn, &row, MENDED, &actor, json!({ "round": row.round, "fields": [field] }), now)?;
        audit::record(conn, &actor, MENDED, ("application", &row.id), now)?;
        notices::mended(conn, &inner, &row, now)?;
        Ok(Outcome::Mended)
    };
    let outcome = state.db.write(write).await?;
    state.work.notify_one();
    Ok(outcome)
}

/// The event of a case in which the office mended a typing error.
pub const MENDED: &str = "mended";
