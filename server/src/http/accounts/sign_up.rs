//! Signing up, and the page that says to look into the mailbox.

use crate::accounts::sign_up::{Newcomer, sign_up};
use crate::accounts::{Asker, passwords};
use crate::failure::Failure;
use crate::http::form::{self, Sent, slowed};
use crate::http::visit::{Page, Visit};
use crate::state::AppState;
use app::pages::account::faults::Faults;
use app::pages::account::sent::{self as sent_page, SentView};
use app::pages::account::sign_up::{SignUpView, page};
use app::ui::Crumb;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use validator::Validate;

/// The sign-up form.
#[derive(Debug, Deserialize, Validate)]
pub struct SignUpForm {
    #[serde(default)]
    #[validate(custom(function = "form::name"))]
    name: String,
    #[serde(default)]
    #[validate(custom(function = "form::email"))]
    email: String,
    #[serde(default)]
    password: String,
}

pub async fn new(visit: Visit) -> Response {
    let view = SignUpView { tr: visit.tr, name: String::new(), email: String::new(), faults: Faults::default() };
    show(visit, view).await
}

pub async fn create(
    State(state): State<AppState>,
    mut visit: Visit,
    asker: Asker,
    Sent(form): Sent<SignUpForm>,
) -> Result<Response, Failure> {
    let tr = visit.tr;
    let mut faults = form::faults(tr, &form, &["name", "email"]);
    if let Some(code) = passwords::fault(&form.password, &form.email, &form.name) {
        faults.add("password", form::fault(tr, "password", code));
    }
    let view = SignUpView { tr, name: form.name.clone(), email: form.email.clone(), faults };
    visit.path = "/sign-up".to_owned();
    if !view.faults.is_empty() {
        return Ok(show(visit, view).await);
    }
    let newcomer =
        Newcomer { name: form.name.trim().to_owned(), email: form.email, password: form.password, lang: visit.lang() };
    match sign_up(&state, asker, newcomer).await? {
        Ok(()) => Ok(Redirect::to("/sign-up/sent").into_response()),
        Err(wait) => {
            let faults = Faults::page(wait.in_words(tr.lang()));
            Ok(slowed(show(visit, SignUpView { faults, ..view }).await, wait))
        }
    }
}

pub async fn sent(visit: Visit) -> Response {
    show_sent(visit, String::new(), Faults::default()).await
}

/// "Look into your mailbox", with a field to have the mail sent again.
pub(super) async fn show_sent(visit: Visit, email: String, faults: Faults) -> Response {
    let tr = visit.tr;
    let title = tr.t("sent-title");
    let head = Page::titled(title.clone()).crumbs(vec![Crumb::here(title)]).failed(!faults.is_empty());
    let view = SentView { tr, text: tr.t("sent-confirm"), again: Some(faults), email, demo: visit.state.demo };
    visit.page(head, move || sent_page::page(view)).await
}

async fn show(visit: Visit, view: SignUpView) -> Response {
    let title = visit.tr.t("sign-up-title");
    let head = Page::titled(title.clone()).crumbs(vec![Crumb::here(title)]).failed(!view.faults.is_empty());
    visit.page(head, move || page(view)).await
}
