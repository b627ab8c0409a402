//! Confirming at the counter on one's own phone: the clerk's button and what its page asks, and the page of the link.

use super::applications::area_names;
use super::cases::case_file::with_city;
use super::visit::{Page, Visit};
use crate::access::{LinkedDraft, PaperDraft};
use crate::failure::Failure;
use crate::office::phone;
use crate::state::AppState;
use crate::store::AnyConn;
use app::pages::application::summary::{label, value_text};
use app::pages::office::phone::{PhoneView, dead, page};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form;
use portal::procedures::Value;
use serde::Deserialize;
use serde_json::json;

/// Shows a code to whoever stands at the counter.
pub async fn create(State(state): State<AppState>, draft: PaperDraft) -> Result<Redirect, Failure> {
    let code = draft.row.paper_code.clone().unwrap_or_default();
    let token = phone::show(&state, draft).await?;
    Ok(Redirect::to(&format!("/office/counter/{code}?phone={token}#phone")))
}

/// What the clerk's page asks now and then.
pub async fn state(State(state): State<AppState>, draft: PaperDraft) -> Result<Response, Failure> {
    let (row, now) = (draft.row, state.clock.now());
    let stands = state.db.read(move |conn: &mut AnyConn| phone::state_of(conn, &row, now)).await?;
    Ok(Json(json!({ "state": stands.code() })).into_response())
}

/// The page of the link.
pub async fn show(
    State(state): State<AppState>,
    link: Result<LinkedDraft, Failure>,
    visit: Visit,
) -> Result<Response, Failure> {
    match link {
        Ok(link) => Ok(respond(&state, &visit, link, false).await),
        Err(Failure::NotFound) => Ok(closed(&visit).await),
        Err(other) => Err(other),
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct AnswerForm {
    answer: String,
}

pub async fn answer(
    State(state): State<AppState>,
    link: Result<LinkedDraft, Failure>,
    visit: Visit,
    Form(form): Form<AnswerForm>,
) -> Result<Response, Failure> {
    let link = match link {
        Ok(link) => link,
        Err(Failure::NotFound) => return Ok(closed(&visit).await),
        Err(other) => return Err(other),
    };
    let yes = match form.answer.as_str() {
        "yes" => true,
        "no" => false,
        _ => return Ok(respond(&state, &visit, link, true).await),
    };
    let path = format!("/confirm/{}", link.token);
    match phone::answer(&state, link, yes).await {
        Ok(()) => Ok(Redirect::to(&path).into_response()),
        Err(Failure::NotFound) => Ok(closed(&visit).await),
        Err(other) => Err(other),
    }
}

async fn respond(state: &AppState, visit: &Visit, link: LinkedDraft, unclear: bool) -> Response {
    let tr = visit.tr;
    let procedure = link.row.procedure();
    let area = procedure.rules().office(&link.row.answers(), link.company.office);
    let competent = area.map(|code| state.offices.acting(code));
    let areas = area_names(state, tr.lang());
    let rows = procedure.rules().summary(&with_city(link.row.answers(), area)).into_iter().map(|answer| {
        let text = (answer.value != Value::Missing).then(|| value_text(tr, &answer.value, &areas));
        (label(tr, answer.field), text)
    });
    let view = PhoneView {
        tr,
        token: link.token.clone(),
        office: competent.map(|code| state.offices.name(code, tr.lang())).unwrap_or_default(),
        procedure: tr.t(&format!("procedure-{}", link.row.procedure)),
        company: link.company.title().to_owned(),
        unp: link.row.unp,
        rows: rows.collect(),
        answered: link.link.said_yes(),
        unclear,
    };
    let head = Page::titled(tr.t("phone-title")).failed(unclear);
    visit.page(head, move || page(view)).await
}

async fn closed(visit: &Visit) -> Response {
    let tr = visit.tr;
    let head = Page::titled(tr.t("phone-dead")).status(StatusCode::NOT_FOUND);
    visit.page(head, move || dead(tr)).await
}
