//! `/office/data/questions/{id}`: a question about a set of the council, its answer, and why it is hidden.

use super::revision;
use crate::access::{AnswerableQuestion, CouncilQuestion};
use crate::clock::minsk;
use crate::failure::Failure;
use crate::http::form::Sent;
use crate::http::visit::{Page, Visit};
use crate::office::data_questions::{self as office, LONGEST_ANSWER, REASONS};
use crate::office::words::Words;
use crate::state::AppState;
use crate::store::data_questions::QuestionRow;
use crate::store::{AnyConn, case_file, data_questions, data_sets};
use app::pages::publishing::questions::{QuestionLine, QuestionView, page};
use app::ui::Crumb;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::NaiveDate;

type Pairs = Vec<(String, String)>;

/// What was typed, what is wrong with it, and whether somebody else was faster.
#[derive(Default)]
struct Sheet {
    answer: Option<String>,
    reason: String,
    errors: Vec<(&'static str, String)>,
    overtaken: bool,
}

pub async fn show(State(state): State<AppState>, question: CouncilQuestion, visit: Visit) -> Result<Response, Failure> {
    respond(&state, &visit, &question, Sheet::default()).await
}

pub async fn answer(
    State(state): State<AppState>,
    question: AnswerableQuestion,
    visit: Visit,
    Sent(sent): Sent<Pairs>,
) -> Result<Response, Failure> {
    let (tr, typed) = (visit.tr, value(&sent, "words"));
    let mut sheet = Sheet { answer: Some(typed.clone()), ..Sheet::default() };
    let words = match Words::read(&office::plain(&typed), LONGEST_ANSWER) {
        Err(long) => {
            let text = tr.ta("editor-words-too-long", &[("longest", i64::from(long.longest).into())]);
            sheet.errors.push(("words", text));
            return respond(&state, &visit, &question, sheet).await;
        }
        Ok(words) if words.is_empty() => {
            sheet.errors.push(("words", tr.t("question-problem-no-answer")));
            return respond(&state, &visit, &question, sheet).await;
        }
        Ok(words) => words,
    };
    settled(&state, &visit, &question, office::answer(&state, &question, revision(&sent), words).await, sheet).await
}

pub async fn hide(
    State(state): State<AppState>,
    question: AnswerableQuestion,
    visit: Visit,
    Sent(sent): Sent<Pairs>,
) -> Result<Response, Failure> {
    let typed = value(&sent, "reason");
    let Some(reason) = REASONS.into_iter().find(|reason| *reason == typed) else {
        let errors = vec![("reason", visit.tr.t("question-problem-no-reason"))];
        return respond(&state, &visit, &question, Sheet { errors, ..Sheet::default() }).await;
    };
    let sheet = Sheet { reason: typed, ..Sheet::default() };
    settled(&state, &visit, &question, office::hide(&state, &question, revision(&sent), reason).await, sheet).await
}

fn value(sent: &[(String, String)], name: &str) -> String {
    sent.iter().find(|(found, _)| found == name).map_or_else(String::new, |(_, value)| value.clone())
}

/// Where it was changed meanwhile the page shows what it is now, with what was typed.
async fn settled(
    state: &AppState,
    visit: &Visit,
    question: &CouncilQuestion,
    done: Result<(), Failure>,
    sheet: Sheet,
) -> Result<Response, Failure> {
    match done {
        Ok(()) => Ok(Redirect::to(&format!("/office/data/questions/{}", question.row.id)).into_response()),
        Err(Failure::Conflict("question-changed-meanwhile")) => {
            respond(state, visit, question, Sheet { overtaken: true, ..sheet }).await
        }
        Err(failure) => Err(failure),
    }
}

async fn respond(
    state: &AppState,
    visit: &Visit,
    question: &CouncilQuestion,
    sheet: Sheet,
) -> Result<Response, Failure> {
    let id = question.row.id.clone();
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let row = data_questions::find(conn, &id)?.ok_or(Failure::NotFound)?;
        let who = row.answered_by.iter().chain(&row.hidden_by).cloned().collect();
        let (names, set) = (case_file::names(conn, who)?, data_sets::find(conn, &row.data_set)?);
        Ok((row, names, set))
    };
    let (row, names, set) = state.db.read(load).await?;
    let tr = visit.tr;
    let name = |id: &Option<String>| id.as_ref().and_then(|id| names.get(id)).cloned().unwrap_or_default();
    let answered = row.answer.clone().zip(row.answered_at);
    let hidden = row.hidden.clone().zip(row.hidden_at);
    let typed = sheet.answer.or_else(|| row.answer.clone()).unwrap_or_default();
    let (failed, overtaken) = (!sheet.errors.is_empty(), sheet.overtaken);
    let view = QuestionView {
        tr,
        id: row.id.clone(),
        revision: row.revision,
        set: row.data_set.clone(),
        title: set.map(|set| set.title().get(tr.lang()).to_owned()),
        question: row.question.clone(),
        name: row.name.clone(),
        asked_at: row.asked_at.map(minsk),
        due_on: row.due_on,
        late: row.is_late(state.clock.today()),
        mailed: row.email.is_some(),
        answered: answered.map(|(text, at)| (text, minsk(at), name(&row.answered_by))),
        hidden: hidden.map(|(reason, at)| (reason, minsk(at), name(&row.hidden_by))),
        writes: question.publisher.writes,
        longest: LONGEST_ANSWER,
        reasons: &REASONS,
        typed: (typed, sheet.reason),
        errors: sheet.errors,
        overtaken,
    };
    let crumbs = vec![Crumb::new(tr.t("editor-title"), "/office/data"), Crumb::here(tr.t("question-one"))];
    let status = match (overtaken, failed) {
        (true, _) => StatusCode::CONFLICT,
        (false, true) => StatusCode::UNPROCESSABLE_ENTITY,
        (false, false) => StatusCode::OK,
    };
    let head = Page::titled(tr.t("question-one")).crumbs(crumbs).failed(failed).status(status);
    Ok(visit.page(head, move || page(view)).await)
}

/// A question as the editors' list shows it.
pub(super) fn line(row: &QuestionRow, today: NaiveDate) -> QuestionLine {
    QuestionLine {
        id: row.id.clone(),
        question: row.question.clone(),
        set: row.data_set.clone(),
        due_on: row.due_on,
        late: row.is_late(today),
        hidden: row.hidden.clone(),
    }
}
