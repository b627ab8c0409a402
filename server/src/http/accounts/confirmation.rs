//! Confirming an address by the link that was mailed there, and the password that was chosen with it. Opening
//! the link changes nothing, since programs that check mails for danger open links too; the form on the page does.

use super::sign_up::show_sent;
use crate::accounts::Asker;
use crate::accounts::sign_up::{self, Confirmed};
use crate::failure::Failure;
use crate::http::form::{self, Sent, slowed};
use crate::http::visit::{Page, Visit};
use crate::http::{cookies, sessions};
use crate::state::AppState;
use app::pages::account::confirm::{ConfirmView, DeadLinkView, dead_link, page};
use app::pages::account::faults::Faults;
use app::pages::account::sign_in::Onward;
use app::ui::{Crumb, Link};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use validator::Validate;

/// The password chosen at sign-up.
#[derive(Debug, Deserialize, Validate)]
pub struct ConfirmForm {
    #[serde(default)]
    #[validate(custom(function = "form::given"))]
    password: String,
}

/// Whoever wants the mail again.
#[derive(Debug, Deserialize, Validate)]
pub struct AgainForm {
    #[serde(default)]
    #[validate(custom(function = "form::email"))]
    email: String,
}

pub async fn confirm(
    State(state): State<AppState>,
    visit: Visit,
    Path(token): Path<String>,
) -> Result<Response, Failure> {
    match sign_up::address_of(&state, &token).await? {
        Some(email) => Ok(show(visit, &token, email, Faults::default()).await),
        None => Ok(dead(visit).await),
    }
}

pub async fn confirmed(
    State(state): State<AppState>,
    visit: Visit,
    asker: Asker,
    headers: HeaderMap,
    Path(token): Path<String>,
    Sent(form): Sent<ConfirmForm>,
) -> Result<Response, Failure> {
    let Some(email) = sign_up::address_of(&state, &token).await? else { return Ok(dead(visit).await) };
    let mut faults = form::faults(visit.tr, &form, &["password"]);
    if !faults.is_empty() {
        return Ok(show(visit, &token, email, faults).await);
    }
    let old_token = cookies::session(&headers, state.config.is_https());
    match sign_up::confirm(&state, asker, &token, form.password, old_token).await? {
        Confirmed::In(session, account) => Ok(sessions::begun(visit, &session, &account, Onward::default()).await),
        Confirmed::WrongPassword => {
            faults.add("password", form::fault(visit.tr, "password", "wrong"));
            Ok(show(visit, &token, email, faults).await)
        }
        Confirmed::Slowed(wait) => {
            let faults = Faults::page(wait.in_words(visit.lang()));
            Ok(slowed(show(visit, &token, email, faults).await, wait))
        }
        Confirmed::DeadLink => Ok(dead(visit).await),
    }
}

pub async fn send_again(
    State(state): State<AppState>,
    mut visit: Visit,
    asker: Asker,
    Sent(form): Sent<AgainForm>,
) -> Result<Response, Failure> {
    let faults = form::faults(visit.tr, &form, &["email"]);
    visit.path = "/sign-up/sent".to_owned();
    if !faults.is_empty() {
        return Ok(show_sent(visit, form.email, faults).await);
    }
    match sign_up::send_again(&state, asker, &form.email).await? {
        Ok(()) => Ok(Redirect::to("/sign-up/sent").into_response()),
        Err(wait) => {
            let faults = Faults::page(wait.in_words(visit.lang()));
            Ok(slowed(show_sent(visit, form.email, faults).await, wait))
        }
    }
}

async fn show(visit: Visit, token: &str, email: String, faults: Faults) -> Response {
    let title = visit.tr.t("confirm-title");
    let head = Page::titled(title.clone()).crumbs(vec![Crumb::here(title)]).failed(!faults.is_empty());
    let view = ConfirmView { tr: visit.tr, action: format!("/confirm-email/{token}"), email, faults };
    visit.page(head, move || page(view)).await
}

async fn dead(visit: Visit) -> Response {
    let tr = visit.tr;
    let onward = Link::new(tr.t("sign-in"), "/sign-in");
    let view = DeadLinkView { tr, text: tr.t("dead-link-confirm"), onward };
    let head = Page::titled(tr.t("dead-link-title")).status(StatusCode::NOT_FOUND);
    visit.page(head, move || dead_link(view)).await
}
