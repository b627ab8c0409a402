//! `/data/{set}/question`: asking the owner of a set, and the link that confirms an address. Opening a link changes
//! nothing, since programs that check mails for danger open links too; the button on its page does.

use crate::accounts::Asker;
use crate::failure::Failure;
use crate::http::form::{Sent, email, fault, slowed};
use crate::http::visit::{Page, Visit};
use crate::office::data_questions::{self as office, Asked, LONGEST, Refused};
use crate::office::words::Words;
use crate::state::AppState;
use crate::store::accounts::folded_email;
use crate::store::data_sets::{self, DataSetRow};
use crate::store::{AnyConn, new_id};
use app::pages::account::faults::Faults;
use app::pages::data::questions::{AskView, SaidView, ask as page, said};
use app::pages::register::alerts::{ButtonView, button};
use app::ui::Crumb;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct AskForm {
    id: String,
    words: String,
    first_name: String,
    email: String,
}

/// The set, where somebody answers for it.
async fn set(state: &AppState, id: String) -> Result<DataSetRow, Failure> {
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let Some(row) = data_sets::find(conn, &id)? else { return Ok(None) };
        Ok(office::is_answered(conn, &row)?.then_some(row))
    };
    state.db.read(load).await?.ok_or(Failure::NotFound)
}

pub async fn new(State(state): State<AppState>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let set = set(&state, id).await?;
    let form = AskForm { id: new_id(), ..AskForm::default() };
    Ok(show(&state, &visit, &set, form, Faults::default()).await)
}

pub async fn create(
    State(state): State<AppState>,
    visit: Visit,
    asker: Asker,
    Path(id): Path<String>,
    Sent(form): Sent<AskForm>,
) -> Result<Response, Failure> {
    let (tr, set) = (visit.tr, set(&state, id).await?);
    // An id that is none was not made by the page.
    let id = uuid::Uuid::try_parse(&form.id).map_or_else(|_| new_id(), |id| id.to_string());
    let form = AskForm { id: id.clone(), words: office::plain(&form.words), ..form };
    let mut faults = Faults::default();
    let words = Words::read(&form.words, LONGEST);
    match &words {
        Err(long) => {
            faults.add("words", tr.ta("editor-words-too-long", &[("longest", i64::from(long.longest).into())]));
        }
        Ok(words) if words.is_empty() => faults.add("words", tr.t("question-problem-empty")),
        Ok(words) if office::has_contacts(words.as_str()) => faults.add("words", tr.t("question-problem-contacts")),
        Ok(_) => {}
    }
    let name = form.first_name.trim();
    if !office::is_first_name(name) {
        faults.add("first_name", tr.t("question-problem-name"));
    }
    let address = form.email.trim();
    if !address.is_empty() && email(address).is_err() {
        faults.add("email", fault(tr, "email", "form"));
    }
    let (Ok(words), true) = (words, faults.is_empty()) else {
        return Ok(show(&state, &visit, &set, form, faults).await);
    };
    let email = (!address.is_empty()).then(|| folded_email(address));
    let next = if email.is_some() { "/questions/mailed" } else { "/questions/asked" };
    let asked = Asked { id, set: set.id.clone(), name: name.to_owned(), words, email, lang: visit.lang() };
    match office::ask(&state, asker, asked).await? {
        Ok(()) => Ok(Redirect::to(next).into_response()),
        Err(Refused::Wait(wait)) => {
            let faults = Faults::page(wait.in_words(visit.lang()));
            Ok(slowed(show(&state, &visit, &set, form, faults).await, wait))
        }
        Err(Refused::TooMany) => {
            let faults = Faults::page(tr.t("question-problem-too-many"));
            Ok(show(&state, &visit, &set, form, faults).await)
        }
    }
}

async fn show(state: &AppState, visit: &Visit, set: &DataSetRow, form: AskForm, faults: Faults) -> Response {
    let tr = visit.tr;
    let title = set.title().get(tr.lang()).to_owned();
    let crumbs = vec![
        Crumb::new(tr.t("data-title"), "/data"),
        Crumb::new(title.clone(), format!("/data/{}", set.id)),
        Crumb::here(tr.t("question-title")),
    ];
    let failed = !faults.is_empty();
    let status = if failed { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let view = AskView {
        tr,
        form_id: form.id,
        set: set.id.clone(),
        title,
        owner: state.offices.name(office::answering(set), tr.lang()),
        longest: LONGEST,
        typed: (form.words, form.first_name, form.email),
        faults,
    };
    let head = Page::titled(tr.t("question-title")).crumbs(crumbs).failed(failed).status(status);
    visit.page(head, move || page(view)).await
}

pub async fn asked(visit: Visit) -> Response {
    message(&visit, "question-asked", None, StatusCode::OK).await
}

pub async fn mailed(visit: Visit) -> Response {
    message(&visit, "question-mailed", None, StatusCode::OK).await
}

pub async fn confirm(
    State(state): State<AppState>,
    visit: Visit,
    Path(token): Path<String>,
) -> Result<Response, Failure> {
    if office::may_confirm(&state, &token).await?.is_none() {
        return Ok(message(&visit, "question-dead", None, StatusCode::NOT_FOUND).await);
    }
    let tr = visit.tr;
    let title = tr.t("question-confirm-title");
    let view = ButtonView {
        tr,
        title: title.clone(),
        text: tr.t("question-confirm-text"),
        button: tr.t("question-confirm-button"),
        action: format!("/questions/{token}/confirm"),
    };
    Ok(visit.page(Page::titled(title.clone()).crumbs(vec![Crumb::here(title)]), move || button(view)).await)
}

pub async fn confirmed(
    State(state): State<AppState>,
    visit: Visit,
    asker: Asker,
    Path(token): Path<String>,
) -> Result<Response, Failure> {
    match office::confirm(&state, asker, &token).await? {
        Some(set) => Ok(message(&visit, "question-confirmed", Some(set), StatusCode::OK).await),
        None => Ok(message(&visit, "question-dead", None, StatusCode::NOT_FOUND).await),
    }
}

async fn message(visit: &Visit, key: &str, set: Option<String>, status: StatusCode) -> Response {
    let tr = visit.tr;
    let title = tr.t(&format!("{key}-title"));
    let view = SaidView { tr, title: title.clone(), text: tr.t(&format!("{key}-text")), set };
    visit.page(Page::titled(title.clone()).crumbs(vec![Crumb::here(title)]).status(status), move || said(view)).await
}
