//! Signing in and out.

mod code;
mod kept;

pub use code::{answer, faults as faults_of, give};
pub use kept::keep_typed;

use super::form::{self, Sent, slowed};
use super::visit::{Page, Visit};
use super::{cookies, urls};
use crate::access::SignedIn;
use crate::accounts::Asker;
use crate::accounts::sign_in::{Tried, sign_in, sign_out};
use crate::failure::Failure;
use crate::state::AppState;
use crate::store::accounts::{Account, Role};
use app::pages::account::faults::Faults;
use app::pages::account::sign_in::{DemoChoice, Kept, Onward, SignInView, page};
use app::ui::Crumb;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use validator::Validate;

/// What `GET /sign-in` may carry.
#[derive(Debug, Default, Deserialize)]
pub struct Arriving {
    return_to: Option<String>,
    notice: Option<String>,
}

/// The sign-in form.
#[derive(Debug, Deserialize, Validate)]
pub struct SignInForm {
    #[serde(default)]
    #[validate(custom(function = "form::email"))]
    email: String,
    #[serde(default)]
    #[validate(custom(function = "form::given"))]
    password: String,
    return_to: Option<String>,
    kept: Option<String>,
    kept_action: Option<String>,
}

pub async fn new(visit: Visit, arriving: Result<Query<Arriving>, QueryRejection>) -> Response {
    let arriving = arriving.map(|Query(arriving)| arriving).unwrap_or_default();
    let onward = onward(arriving.return_to, None, None);
    if let (Some(who), Some(return_to)) = (&visit.signed_in, &onward.return_to) {
        return Redirect::to(&destination(&who.account, Some(return_to))).into_response();
    }
    let notice = arriving.notice.and_then(|code| match code.as_str() {
        "email-confirmed" => Some(visit.tr.t("notice-email-confirmed")),
        "password-changed" => Some(visit.tr.t("notice-password-changed")),
        "signed-out" => Some(visit.tr.t("notice-signed-out")),
        "account-closed" => Some(visit.tr.t("notice-account-closed")),
        "signed-out-everywhere" => Some(visit.tr.t("notice-signed-out-everywhere")),
        _ => None,
    });
    let view = SignInView { notice, ..blank(&visit, onward) };
    show(visit, view, StatusCode::OK).await
}

pub async fn create(
    State(state): State<AppState>,
    visit: Visit,
    asker: Asker,
    headers: HeaderMap,
    Sent(form): Sent<SignInForm>,
) -> Result<Response, Failure> {
    let faults = form::faults(visit.tr, &form, &["email", "password"]);
    let onward = onward(form.return_to, form.kept, form.kept_action);
    let view = SignInView { email: form.email.clone(), faults, ..blank(&visit, onward) };
    if !view.faults.is_empty() {
        return Ok(show(visit, view, StatusCode::UNPROCESSABLE_ENTITY).await);
    }
    let old_token = cookies::session(&headers, state.config.is_https());
    let tr = visit.tr;
    let (view, slowed_by) = match sign_in(&state, asker, &form.email, form.password, old_token).await? {
        Tried::In(token, account) => return Ok(begun(visit, &token, &account, view.onward).await),
        Tried::Code(waiting) => return Ok(code::ask(visit, waiting, view.onward, Faults::default()).await),
        Tried::Wrong => (SignInView { faults: Faults::page(tr.t("account-problem-sign-in")), ..view }, None),
        Tried::Unconfirmed => (SignInView { unconfirmed: true, ..view }, None),
        Tried::Slowed(wait) => (SignInView { faults: Faults::page(wait.in_words(tr.lang())), ..view }, Some(wait)),
    };
    let response = show(visit, view, StatusCode::UNPROCESSABLE_ENTITY).await;
    Ok(match slowed_by {
        Some(wait) => slowed(response, wait),
        None => response,
    })
}

pub async fn destroy(
    State(state): State<AppState>,
    who: Result<SignedIn, Failure>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let https = state.config.is_https();
    if let Some(token) = cookies::session(&headers, https) {
        sign_out(&state, &token, who.ok().as_ref()).await?;
    }
    let mut response = Redirect::to("/sign-in?notice=signed-out").into_response();
    cookies::drop_session(response.headers_mut(), https);
    Ok(response)
}

/// Answers a sign-in that succeeded: the cookie, and the way on.
pub(super) async fn begun(mut visit: Visit, token: &str, account: &Account, onward: Onward) -> Response {
    let state = visit.state.clone();
    let mut response = match onward.kept {
        Some(kept) => {
            visit.signed_in = SignedIn::load(&state, token).await;
            kept::send_on(visit, kept).await
        }
        None => Redirect::to(&destination(account, onward.return_to.as_deref())).into_response(),
    };
    cookies::keep_session(response.headers_mut(), token, state.config.is_https());
    response
}

/// What is carried through the sign-in: only what stays inside the portal.
pub(super) fn onward(return_to: Option<String>, kept: Option<String>, kept_action: Option<String>) -> Onward {
    let inside = |path: Option<String>| path.filter(|path| urls::inside(path).is_some());
    let kept = match (inside(kept_action), kept) {
        (Some(action), Some(body)) => Some(Kept { action, body }),
        _ => None,
    };
    Onward { return_to: inside(return_to), kept }
}

/// Where a person goes after signing in: back, unless that page is for others; else to their work.
fn destination(account: &Account, return_to: Option<&str>) -> String {
    let own = match account.role() {
        Role::Entrepreneur => "/applications",
        Role::Clerk | Role::Supervisor => "/office",
        Role::Regional => "/office/region",
        Role::Editor => "/office/data",
        Role::Of(_) => "/tasks",
        Role::Administrator | Role::Auditor => "/office/administration",
    };
    // An auditor reads the pages of every office, the region those of the offices below it.
    let reads = |path: &str| matches!(account.role(), Role::Auditor | Role::Regional) && path.starts_with("/office");
    let for_others = |path: &str| {
        let elsewhere = |place: &&str| path.starts_with(*place) && *place != own;
        !path.starts_with(own) && ["/applications", "/office", "/tasks"].iter().any(elsewhere)
    };
    match return_to.and_then(urls::inside) {
        Some(path) if reads(path) || !for_others(path) => path.to_owned(),
        _ => own.to_owned(),
    }
}

fn blank(visit: &Visit, onward: Onward) -> SignInView {
    let tr = visit.tr;
    let choice = |account: &crate::demo::DemoAccount| DemoChoice {
        key: account.key.to_owned(),
        name: account.name.to_owned(),
        who: tr.t(&format!("demo-account-{}", account.key)),
    };
    SignInView {
        tr,
        email: String::new(),
        faults: Faults::default(),
        notice: None,
        unconfirmed: false,
        signed_in_as: visit.signed_in.as_ref().map(|who| who.account.name.clone()),
        onward,
        demo: if visit.state.demo { crate::demo::ACCOUNTS.iter().map(choice).collect() } else { Vec::new() },
        demo_password: if visit.state.demo { crate::demo::PASSWORD.to_owned() } else { String::new() },
    }
}

async fn show(mut visit: Visit, view: SignInView, status: StatusCode) -> Response {
    // The language switch of an answer to a form leads to a page that can be opened.
    let back = view.onward.return_to.as_ref().or(view.onward.kept.as_ref().map(|kept| &kept.action));
    let keeps = view.onward.kept.is_some();
    visit.path = back.map_or("/sign-in".to_owned(), |back| format!("/sign-in?return_to={}", urls::encode(back)));
    let title = visit.tr.t("sign-in-title");
    let failed = !view.faults.is_empty() || view.unconfirmed;
    let head = Page::titled(title.clone())
        .crumbs(vec![Crumb::here(title)])
        .failed(failed)
        .status(status)
        .in_one_language(keeps);
    visit.page(head, move || page(view)).await
}
