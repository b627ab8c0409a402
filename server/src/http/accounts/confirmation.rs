//! Confirming an address by the link that was mailed there. Opening the link changes nothing, since
//! programs that check mails for danger open links too; the button on the page does.

use super::sign_up::show_sent;
use crate::accounts::Asker;
use crate::accounts::sign_up;
use crate::failure::Failure;
use crate::http::form::{self, Sent, slowed};
use crate::http::visit::{Page, Visit};
use crate::state::AppState;
use app::pages::account::confirm::{ConfirmView, DeadLinkView, dead_link, page};
use app::pages::account::faults::Faults;
use app::ui::{Crumb, Link};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use validator::Validate;

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
    if !sign_up::may_confirm(&state, &token).await? {
        return Ok(dead(visit).await);
    }
    let title = visit.tr.t("confirm-title");
    let view = ConfirmView { tr: visit.tr, action: format!("/confirm-email/{token}") };
    let head = Page::titled(title.clone()).crumbs(vec![Crumb::here(title)]);
    Ok(visit.page(head, move || page(view)).await)
}

pub async fn confirmed(
    State(state): State<AppState>,
    visit: Visit,
    asker: Asker,
    Path(token): Path<String>,
) -> Result<Response, Failure> {
    match sign_up::confirm(&state, asker, &token).await? {
        true => Ok(Redirect::to("/sign-in?notice=email-confirmed").into_response()),
        false => Ok(dead(visit).await),
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

async fn dead(visit: Visit) -> Response {
    let tr = visit.tr;
    let onward = Link::new(tr.t("sign-in"), "/sign-in");
    let view = DeadLinkView { tr, text: tr.t("dead-link-confirm"), onward };
    let head = Page::titled(tr.t("dead-link-title")).status(StatusCode::NOT_FOUND);
    visit.page(head, move || dead_link(view)).await
}
