//! The address of the account: confirmed anew where letters come back from it, or changed.

use crate::access::SignedIn;
use crate::accounts::Asker;
use crate::accounts::address::{self, Asked};
use crate::clock::minsk;
use crate::failure::Failure;
use crate::http::form::{self, Sent, slowed};
use crate::http::visit::{Page, Visit};
use crate::state::AppState;
use crate::store::dead_addresses;
use app::pages::account::address::{AddressView, NewAddressView, Returned, confirm as confirm_page, page};
use app::pages::account::confirm::{DeadLinkView, dead_link};
use app::pages::account::faults::Faults;
use app::ui::{Crumb, Link};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use validator::Validate;

#[derive(Debug, Deserialize)]
pub struct Done {
    sent: Option<String>,
}

#[derive(Debug, Deserialize, Validate)]
pub struct AddressForm {
    #[serde(default)]
    #[validate(custom(function = "form::email"))]
    email: String,
    #[serde(default)]
    #[validate(custom(function = "form::given"))]
    old_password: String,
}

pub async fn address(
    visit: Visit,
    who: SignedIn,
    done: Result<Query<Done>, QueryRejection>,
) -> Result<Response, Failure> {
    let sent = done.is_ok_and(|Query(done)| done.sent.is_some());
    show(visit, who, sent, String::new(), Faults::default()).await
}

/// A letter to the address that the account has, to show that it is read.
pub async fn ask_again(
    State(state): State<AppState>,
    visit: Visit,
    who: SignedIn,
    asker: Asker,
) -> Result<Response, Failure> {
    let asked = address::ask_again(&state, &who, asker).await?;
    answer(visit, who, asked, String::new()).await
}

/// A letter to another address.
pub async fn change_address(
    State(state): State<AppState>,
    visit: Visit,
    who: SignedIn,
    asker: Asker,
    Sent(form): Sent<AddressForm>,
) -> Result<Response, Failure> {
    let faults = form::faults(visit.tr, &form, &["email", "old_password"]);
    if !faults.is_empty() {
        return show(visit, who, false, form.email, faults).await;
    }
    let asked = address::change(&state, &who, asker, &form.email, form.old_password).await?;
    answer(visit, who, asked, form.email).await
}

async fn answer(visit: Visit, who: SignedIn, asked: Asked, typed: String) -> Result<Response, Failure> {
    match asked {
        Asked::Sent => Ok(Redirect::to("/account/email?sent=yes").into_response()),
        Asked::WrongPassword => {
            let mut faults = Faults::default();
            faults.add("old_password", form::fault(visit.tr, "old_password", "wrong"));
            show(visit, who, false, typed, faults).await
        }
        Asked::Slowed(wait) => {
            let faults = Faults::page(wait.in_words(visit.lang()));
            Ok(slowed(show(visit, who, false, typed, faults).await?, wait))
        }
    }
}

async fn show(mut visit: Visit, who: SignedIn, sent: bool, typed: String, faults: Faults) -> Result<Response, Failure> {
    let (tr, email) = (visit.tr, who.account.email.clone());
    let own = email.clone();
    let dead = visit.state.db.read(move |conn| dead_addresses::find(conn, &own).map_err(Failure::from)).await?;
    visit.path = "/account/email".to_owned();
    let title = tr.t("address-title");
    let crumbs = vec![Crumb::new(tr.t("account-title"), "/account"), Crumb::here(&title)];
    let head = Page::titled(&title).crumbs(crumbs).failed(!faults.is_empty());
    let returned = dead.map(|dead| Returned { since: minsk(dead.since), reason: dead.reason });
    let view = AddressView { tr, email, returned, sent, typed, faults, demo: visit.state.demo };
    Ok(visit.page(head, move || page(view)).await)
}

pub async fn new_address(
    State(state): State<AppState>,
    visit: Visit,
    Path(token): Path<String>,
) -> Result<Response, Failure> {
    let Some(email) = address::of_link(&state, &token).await? else { return Ok(dead(visit).await) };
    let title = visit.tr.t("confirm-title");
    let view = NewAddressView { tr: visit.tr, email, action: format!("/account/email/{token}") };
    let head = Page::titled(&title).crumbs(vec![Crumb::here(&title)]);
    Ok(visit.page(head, move || confirm_page(view)).await)
}

pub async fn take_address(
    State(state): State<AppState>,
    visit: Visit,
    asker: Asker,
    Path(token): Path<String>,
) -> Result<Response, Failure> {
    match address::confirm(&state, asker, &token).await? {
        true if visit.signed_in.is_some() => Ok(Redirect::to("/account?notice=email-confirmed").into_response()),
        true => Ok(Redirect::to("/sign-in?notice=email-confirmed").into_response()),
        false => Ok(dead(visit).await),
    }
}

async fn dead(visit: Visit) -> Response {
    let tr = visit.tr;
    let onward = Link::new(tr.t("address-title"), "/account/email");
    let view = DeadLinkView { tr, text: tr.t("dead-link-address"), onward };
    let head = Page::titled(tr.t("dead-link-title")).status(StatusCode::NOT_FOUND);
    visit.page(head, move || dead_link(view)).await
}
