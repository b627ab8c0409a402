//! `/register/{unp}/alert` and the links of the mails about it. Opening a link changes nothing, since programs
//! that check mails for danger open links too; the button on its page does, and a mail program's own POST
//! (RFC 8058).

use super::form::{self, Sent, slowed};
use super::visit::{Page, Visit};
use crate::accounts::Asker;
use crate::failure::Failure;
use crate::register::alerts;
use crate::state::AppState;
use crate::store::accounts::folded_email;
use crate::store::companies::{self, CompanyRow};
use app::pages::account::faults::Faults;
use app::pages::register::alerts::{AskView, ButtonView, SaidView, ask as ask_page, button, said};
use app::ui::Crumb;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use portal::unp::Unp;
use serde::Deserialize;
use validator::Validate;

/// Who wants to be told.
#[derive(Debug, Deserialize, Validate)]
pub struct AskForm {
    #[serde(default)]
    #[validate(custom(function = "form::email"))]
    email: String,
}

async fn company(state: &AppState, unp: &str) -> Result<CompanyRow, Failure> {
    let number = Unp::parse(unp).ok().and_then(|unp| unp.number()).ok_or(Failure::NotFound)?;
    let find = move |conn: &mut crate::store::AnyConn| companies::find(conn, number).map_err(Failure::from);
    state.db.read(find).await?.ok_or(Failure::NotFound)
}

pub async fn new(State(state): State<AppState>, visit: Visit, Path(unp): Path<String>) -> Result<Response, Failure> {
    let company = company(&state, &unp).await?;
    // Whoever is signed in need not type the address.
    let email = visit.signed_in.as_ref().map(|person| person.account.email.clone()).unwrap_or_default();
    Ok(show(&visit, &company, email, Faults::default()).await)
}

pub async fn create(
    State(state): State<AppState>,
    visit: Visit,
    asker: Asker,
    Path(unp): Path<String>,
    Sent(sent): Sent<AskForm>,
) -> Result<Response, Failure> {
    let company = company(&state, &unp).await?;
    let faults = form::faults(visit.tr, &sent, &["email"]);
    if !faults.is_empty() {
        return Ok(show(&visit, &company, sent.email, faults).await);
    }
    match alerts::ask(&state, asker, company.unp, folded_email(&sent.email), visit.lang()).await? {
        Ok(()) => Ok(Redirect::to("/alerts/asked").into_response()),
        Err(wait) => {
            let faults = Faults::page(wait.in_words(visit.lang()));
            Ok(slowed(show(&visit, &company, sent.email, faults).await, wait))
        }
    }
}

async fn show(visit: &Visit, company: &CompanyRow, email: String, faults: Faults) -> Response {
    let tr = visit.tr;
    let (title, name) = (tr.t("alert-title"), company.names().title(tr.lang()));
    let crumbs = vec![
        Crumb::new(tr.t("nav-register"), "/register"),
        Crumb::new(name, format!("/register/{}", company.unp)),
        Crumb::here(&title),
    ];
    let failed = !faults.is_empty();
    let status = if failed { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let view = AskView { tr, unp: company.unp, company: name.to_owned(), email, faults };
    visit.page(Page::titled(title).crumbs(crumbs).failed(failed).status(status), move || ask_page(view)).await
}

pub async fn asked(visit: Visit) -> Response {
    message(&visit, "alert-asked", None, StatusCode::OK).await
}

pub async fn confirm(
    State(state): State<AppState>,
    visit: Visit,
    Path(token): Path<String>,
) -> Result<Response, Failure> {
    match alerts::may_confirm(&state, &token).await? {
        Some(_) => Ok(press(&visit, "alert-confirm", format!("/alerts/{token}/confirm")).await),
        None => Ok(message(&visit, "alert-dead", None, StatusCode::NOT_FOUND).await),
    }
}

pub async fn confirmed(
    State(state): State<AppState>,
    visit: Visit,
    asker: Asker,
    Path(token): Path<String>,
) -> Result<Response, Failure> {
    match alerts::confirm(&state, asker, &token).await? {
        Some(unp) => Ok(message(&visit, "alert-confirmed", Some(unp), StatusCode::OK).await),
        None => Ok(message(&visit, "alert-dead", None, StatusCode::NOT_FOUND).await),
    }
}

pub async fn stop(State(state): State<AppState>, visit: Visit, Path(token): Path<String>) -> Result<Response, Failure> {
    match alerts::may_stop(&state, &token).await? {
        Some(_) => Ok(press(&visit, "alert-stop", format!("/alerts/{token}/stop")).await),
        None => Ok(message(&visit, "alert-stopped", None, StatusCode::OK).await),
    }
}

pub async fn stopped(
    State(state): State<AppState>,
    visit: Visit,
    asker: Asker,
    Path(token): Path<String>,
) -> Result<Response, Failure> {
    alerts::stop(&state, asker, &token).await?;
    Ok(message(&visit, "alert-stopped", None, StatusCode::OK).await)
}

async fn press(visit: &Visit, key: &str, action: String) -> Response {
    let tr = visit.tr;
    let title = tr.t(&format!("{key}-title"));
    let view = ButtonView {
        tr,
        title: title.clone(),
        text: tr.t(&format!("{key}-text")),
        button: tr.t(&format!("{key}-button")),
        action,
    };
    visit.page(Page::titled(title.clone()).crumbs(vec![Crumb::here(title)]), move || button(view)).await
}

async fn message(visit: &Visit, key: &str, unp: Option<i64>, status: StatusCode) -> Response {
    let tr = visit.tr;
    let title = tr.t(&format!("{key}-title"));
    let view = SaidView { tr, title: title.clone(), text: tr.t(&format!("{key}-text")), unp };
    visit.page(Page::titled(title.clone()).crumbs(vec![Crumb::here(title)]).status(status), move || said(view)).await
}
