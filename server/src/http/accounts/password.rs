//! A forgotten password: a link by mail, and the page where it leads.

use crate::accounts::{Asker, passwords, recovery};
use crate::failure::Failure;
use crate::http::form::{self, Sent, slowed};
use crate::http::visit::{Page, Visit};
use crate::state::AppState;
use app::pages::account::confirm::{DeadLinkView, dead_link};
use app::pages::account::faults::Faults;
use app::pages::account::password::{self as pages, ForgottenView, ResetView};
use app::pages::account::sent::{self as sent_page, SentView};
use app::ui::{Crumb, Link};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use validator::Validate;

/// Whether the mail was just asked for.
#[derive(Debug, Deserialize)]
pub struct Asked {
    sent: Option<String>,
}

/// Whose password is forgotten.
#[derive(Debug, Deserialize, Validate)]
pub struct ForgottenForm {
    #[serde(default)]
    #[validate(custom(function = "form::email"))]
    email: String,
}

/// The new password.
#[derive(Debug, Deserialize)]
pub struct ResetForm {
    #[serde(default)]
    password: String,
}

pub async fn forgotten(visit: Visit, asked: Result<Query<Asked>, QueryRejection>) -> Response {
    let tr = visit.tr;
    if asked.map_or(true, |Query(asked)| asked.sent.is_none()) {
        return show_forgotten(visit, String::new(), Faults::default()).await;
    }
    let title = tr.t("sent-title");
    let head = Page::titled(title.clone()).crumbs(vec![Crumb::here(title)]);
    let view = SentView { tr, text: tr.t("sent-reset"), again: None, email: String::new(), demo: visit.state.demo };
    visit.page(head, move || sent_page::page(view)).await
}

pub async fn send_reset(
    State(state): State<AppState>,
    visit: Visit,
    asker: Asker,
    Sent(form): Sent<ForgottenForm>,
) -> Result<Response, Failure> {
    let faults = form::faults(visit.tr, &form, &["email"]);
    if !faults.is_empty() {
        return Ok(show_forgotten(visit, form.email, faults).await);
    }
    match recovery::ask(&state, asker, &form.email).await? {
        Ok(()) => Ok(Redirect::to("/password/forgotten?sent=yes").into_response()),
        Err(wait) => {
            let faults = Faults::page(wait.in_words(visit.lang()));
            Ok(slowed(show_forgotten(visit, form.email, faults).await, wait))
        }
    }
}

pub async fn reset(
    State(state): State<AppState>,
    visit: Visit,
    Path(token): Path<String>,
) -> Result<Response, Failure> {
    match recovery::account_of(&state, &token).await? {
        Some(account) => Ok(show_reset(visit, &token, account.email, Faults::default()).await),
        None => Ok(dead(visit).await),
    }
}

pub async fn reset_done(
    State(state): State<AppState>,
    visit: Visit,
    asker: Asker,
    Path(token): Path<String>,
    Sent(form): Sent<ResetForm>,
) -> Result<Response, Failure> {
    let Some(account) = recovery::account_of(&state, &token).await? else { return Ok(dead(visit).await) };
    if let Some(code) = passwords::fault(&form.password, &account.email, &account.name) {
        let mut faults = Faults::default();
        faults.add("password", form::fault(visit.tr, "password", code));
        return Ok(show_reset(visit, &token, account.email, faults).await);
    }
    match recovery::reset(&state, asker, &token, form.password).await? {
        true => Ok(Redirect::to("/sign-in?notice=password-changed").into_response()),
        false => Ok(dead(visit).await),
    }
}

async fn show_forgotten(visit: Visit, email: String, faults: Faults) -> Response {
    let title = visit.tr.t("forgotten-title");
    let head = Page::titled(title.clone()).crumbs(vec![Crumb::here(title)]).failed(!faults.is_empty());
    let view = ForgottenView { tr: visit.tr, email, faults };
    visit.page(head, move || pages::forgotten(view)).await
}

async fn show_reset(visit: Visit, token: &str, email: String, faults: Faults) -> Response {
    let title = visit.tr.t("reset-title");
    let head = Page::titled(title.clone()).crumbs(vec![Crumb::here(title)]).failed(!faults.is_empty());
    let view = ResetView { tr: visit.tr, action: format!("/password/reset/{token}"), email, faults };
    visit.page(head, move || pages::reset(view)).await
}

async fn dead(visit: Visit) -> Response {
    let tr = visit.tr;
    let onward = Link::new(tr.t("dead-link-reset-link"), "/password/forgotten");
    let view = DeadLinkView { tr, text: tr.t("dead-link-reset"), onward };
    let head = Page::titled(tr.t("dead-link-title")).status(StatusCode::NOT_FOUND);
    visit.page(head, move || dead_link(view)).await
}
