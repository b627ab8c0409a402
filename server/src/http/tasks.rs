//! What a body is asked before an exclusion from the register, and its answer.

use super::form::Sent;
use super::visit::{Page, Visit};
use crate::access::{BodyOfficer, BodyTask};
use crate::failure::Failure;
use crate::office::confirmations;
use crate::office::words::Words;
use crate::state::AppState;
use crate::store::proceedings::{self as store, TaskLine as StoredLine};
use crate::store::{AnyConn, audit};
use app::pages::proceeding::task::{self as task_page, LONGEST_REASON, TaskView};
use app::pages::proceeding::tasks::{self as tasks_page, TaskLine, TasksView};
use app::ui::Crumb;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use portal::proceeding::{Answer, Stage};
use serde::Deserialize;

/// Questions on the page: those that wait, and those answered last.
const SHOWN: [i64; 2] = [200, 50];

pub async fn list(State(state): State<AppState>, officer: BodyOfficer, visit: Visit) -> Result<Response, Failure> {
    let (body, office) = (officer.body, officer.office);
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let waiting = store::tasks_of_body(conn, body, office, false, SHOWN[0])?;
        Ok((waiting, store::tasks_of_body(conn, body, office, true, SHOWN[1])?))
    };
    let (waiting, answered) = state.db.read(load).await?;
    let tr = visit.tr;
    let view = TasksView {
        tr,
        body: body.code(),
        today: state.clock.today(),
        waiting: waiting.into_iter().map(line).collect(),
        answered: answered.into_iter().map(line).collect(),
    };
    let title = tr.t("tasks-title");
    let head = Page::titled(&title).crumbs(vec![Crumb::here(&title)]);
    Ok(visit.page(head, move || tasks_page::page(view)).await)
}

fn line((task, unp, name, short_name): StoredLine) -> TaskLine {
    TaskLine {
        answer: task.answer(),
        asked_on: task.asked_on,
        due_on: task.due_on,
        id: task.id,
        company: short_name.unwrap_or(name),
        unp,
    }
}

pub async fn show(State(state): State<AppState>, task: BodyTask, visit: Visit) -> Result<Response, Failure> {
    let (id, actor, now) = (task.row.id.clone(), task.officer.signed_in.actor(), state.clock.now());
    let saw = move |conn: &mut AnyConn| Ok::<_, Failure>(audit::record(conn, &actor, "saw", ("task", &id), now)?);
    state.db.write(saw).await?;
    respond(&state, &visit, &task, AnswerForm::default(), Vec::new()).await
}

/// What was sent.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct AnswerForm {
    /// The revision of the question that the officer had before them.
    revision: String,
    answer: String,
    reason: String,
}

pub async fn create(
    State(state): State<AppState>,
    task: BodyTask,
    visit: Visit,
    Sent(form): Sent<AnswerForm>,
) -> Result<Response, Failure> {
    let tr = visit.tr;
    let reason = Words::read(&form.reason, LONGEST_REASON);
    let answered = match (form.answer.as_str(), reason) {
        ("confirm", _) => Ok((Answer::Confirmed, Words::default())),
        ("object", Ok(reason)) if reason.is_empty() => Err(("reason", tr.t("task-reason-missing"))),
        ("object", Ok(reason)) => Ok((Answer::Objected, reason)),
        ("object", Err(long)) => {
            Err(("reason", tr.ta("decide-words-too-long", &[("longest", i64::from(long.longest).into())])))
        }
        _ => Err(("answer", tr.t("task-answer-missing"))),
    };
    match answered {
        Ok((answer, reason)) => {
            let revision: i32 = form.revision.parse().map_err(|_| Failure::BadRequest("form"))?;
            confirmations::answer(&state, task, revision, answer, reason).await?;
            Ok(Redirect::to("/tasks").into_response())
        }
        Err(fault) => respond(&state, &visit, &task, form, vec![fault]).await,
    }
}

async fn respond(
    state: &AppState,
    visit: &Visit,
    task: &BodyTask,
    form: AnswerForm,
    errors: Vec<(&'static str, String)>,
) -> Result<Response, Failure> {
    let (tr, row) = (visit.tr, &task.row);
    let open =
        row.closed_at.is_none() && row.answer() != Answer::Confirmed && task.proceeding.stage() == Stage::Confirmations;
    let failed = !errors.is_empty();
    let view = TaskView {
        tr,
        id: row.id.clone(),
        revision: row.revision,
        body: task.officer.body.code(),
        company: task.company.title().to_owned(),
        unp: task.company.unp,
        office: row.office.map(|code| state.offices.name(code, tr.lang())).unwrap_or_default(),
        claims_until: task.proceeding.claims_until,
        asked_on: row.asked_on,
        due_on: row.due_on,
        answer: row.answer(),
        reason: row.reason.clone(),
        open,
        typed: (form.answer, form.reason),
        errors,
    };
    let crumbs = vec![Crumb::new(tr.t("tasks-title"), "/tasks"), Crumb::here(&view.company)];
    let head = Page::titled(&view.company).crumbs(crumbs).failed(failed);
    Ok(visit.page(head, move || task_page::page(view)).await)
}
