//! One-time codes of one's own account: turning them on by a first code, anew for another app, and off.

use crate::access::SignedIn;
use crate::accounts::second_step::{self, Given, Refused};
use crate::clock::minsk;
use crate::failure::Failure;
use crate::http::form::{self, Sent};
use crate::http::sessions::{answer, faults_of};
use crate::http::visit::{Page, Visit};
use crate::state::AppState;
use crate::store::{AnyConn, second_steps};
use app::pages::account::faults::Faults;
use app::pages::account::second_step::{FirstCodeView, RemovalView, SecondStepView, codes, first_code, page, removal};
use app::ui::Crumb;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use validator::Validate;

const PATH: &str = "/account/second-step";

/// What was just done.
#[derive(Debug, Deserialize)]
pub struct Done {
    notice: Option<String>,
}

/// Password and code.
#[derive(Debug, Deserialize, Validate)]
pub struct GivenForm {
    #[serde(default)]
    #[validate(custom(function = "form::given"))]
    password: String,
    #[serde(default)]
    code: String,
}

/// The first code of a new secret.
#[derive(Debug, Deserialize)]
pub struct FirstCodeForm {
    #[serde(default)]
    code: String,
}

pub async fn show(visit: Visit, who: SignedIn, done: Result<Query<Done>, QueryRejection>) -> Result<Response, Failure> {
    let notice = done.ok().and_then(|Query(done)| done.notice).and_then(|code| match code.as_str() {
        "off" => Some(visit.tr.t("second-step-notice-off")),
        _ => None,
    });
    respond(visit, who, notice, Faults::default()).await
}

/// Begins: the password, and the code where there is one already.
pub async fn begin(
    State(state): State<AppState>,
    visit: Visit,
    who: SignedIn,
    Sent(form): Sent<GivenForm>,
) -> Result<Response, Failure> {
    let faults = missing(&state, &visit, &who, &form).await?;
    if !faults.is_empty() {
        return respond(visit, who, None, faults).await;
    }
    match second_step::begin(&state, &who, Given { password: form.password, code: form.code }).await? {
        Ok(()) => Ok(Redirect::to("/account/second-step/new").into_response()),
        Err(refused) => {
            let faults = faults_of(visit.tr, refused);
            Ok(answer(respond(visit, who, None, faults).await?, refused))
        }
    }
}

/// The code to scan, and the field for the first code.
pub async fn new(State(state): State<AppState>, visit: Visit, who: SignedIn) -> Result<Response, Failure> {
    show_first(&state, visit, &who, Faults::default()).await
}

/// Turned on by the first code: the recovery codes are shown, this once.
pub async fn create(
    State(state): State<AppState>,
    mut visit: Visit,
    who: SignedIn,
    Sent(form): Sent<FirstCodeForm>,
) -> Result<Response, Failure> {
    let tr = visit.tr;
    if form.code.trim().is_empty() {
        let mut faults = Faults::default();
        faults.add("code", form::fault(tr, "code", "empty"));
        return show_first(&state, visit, &who, faults).await;
    }
    match second_step::turn_on(&state, &who, form.code).await? {
        Ok(made) => {
            visit.path = PATH.to_owned();
            let title = tr.t("recovery-codes-title");
            // In another language the codes would not be there any more.
            let head = Page::titled(&title).crumbs(crumbs(&visit, &title)).in_one_language(true);
            Ok(visit.page(head, move || codes(tr, made)).await)
        }
        Err(Refused::NothingWaits) => Ok(Redirect::to(PATH).into_response()),
        Err(refused) => {
            let faults = faults_of(tr, refused);
            Ok(answer(show_first(&state, visit, &who, faults).await?, refused))
        }
    }
}

pub async fn confirm_removal(State(state): State<AppState>, visit: Visit, who: SignedIn) -> Result<Response, Failure> {
    show_removal(&state, visit, &who, Faults::default()).await
}

pub async fn remove(
    State(state): State<AppState>,
    visit: Visit,
    who: SignedIn,
    Sent(form): Sent<GivenForm>,
) -> Result<Response, Failure> {
    let faults = missing(&state, &visit, &who, &form).await?;
    if !faults.is_empty() {
        return show_removal(&state, visit, &who, faults).await;
    }
    match second_step::turn_off(&state, &who, Given { password: form.password, code: form.code }).await? {
        Ok(()) => Ok(Redirect::to("/account/second-step?notice=off").into_response()),
        Err(refused) => {
            let faults = faults_of(visit.tr, refused);
            Ok(answer(show_removal(&state, visit, &who, faults).await?, refused))
        }
    }
}

/// What was not filled in: the code only where the account has one.
async fn missing(state: &AppState, visit: &Visit, who: &SignedIn, form: &GivenForm) -> Result<Faults, Failure> {
    let mut faults = form::faults(visit.tr, form, &["password"]);
    if form.code.trim().is_empty() && is_on(state, who).await? {
        faults.add("code", form::fault(visit.tr, "code", "empty"));
    }
    Ok(faults)
}

async fn is_on(state: &AppState, who: &SignedIn) -> Result<bool, Failure> {
    let id = who.account.id.clone();
    state.db.read(move |conn: &mut AnyConn| Ok(second_step::in_force(conn, &id)?.is_some())).await
}

async fn respond(mut visit: Visit, who: SignedIn, notice: Option<String>, faults: Faults) -> Result<Response, Failure> {
    let (state, tr, id) = (visit.state.clone(), visit.tr, who.account.id.clone());
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        Ok((second_steps::since(conn, &id)?, second_steps::codes_left(conn, &id)?))
    };
    let (since, codes_left) = state.db.read(load).await?;
    visit.path = PATH.to_owned();
    let title = tr.t("second-step-title");
    let crumbs = vec![Crumb::new(tr.t("account-title"), "/account"), Crumb::here(&title)];
    let head = Page::titled(&title).crumbs(crumbs).failed(!faults.is_empty());
    let view =
        SecondStepView { tr, email: who.account.email.clone(), since: since.map(minsk), codes_left, notice, faults };
    Ok(visit.page(head, move || page(view)).await)
}

async fn show_first(state: &AppState, mut visit: Visit, who: &SignedIn, faults: Faults) -> Result<Response, Failure> {
    let Some(secret) = second_step::waiting(state, who).await? else { return Ok(Redirect::to(PATH).into_response()) };
    let tr = visit.tr;
    let address = secret.address(&who.account.email);
    visit.path = "/account/second-step/new".to_owned();
    let title = tr.t("second-step-new-title");
    let head = Page::titled(&title).crumbs(crumbs(&visit, &title)).failed(!faults.is_empty());
    let view =
        FirstCodeView { tr, drawing: ::documents::draw_code(&address).ok(), address, secret: secret.groups(), faults };
    Ok(visit.page(head, move || first_code(view)).await)
}

async fn show_removal(state: &AppState, mut visit: Visit, who: &SignedIn, faults: Faults) -> Result<Response, Failure> {
    if !is_on(state, who).await? {
        return Ok(Redirect::to(PATH).into_response());
    }
    let tr = visit.tr;
    visit.path = "/account/second-step/removal".to_owned();
    let title = tr.t("second-step-removal-title");
    let head = Page::titled(&title).crumbs(crumbs(&visit, &title)).failed(!faults.is_empty());
    let view = RemovalView { tr, email: who.account.email.clone(), faults };
    Ok(visit.page(head, move || removal(view)).await)
}

fn crumbs(visit: &Visit, title: &str) -> Vec<Crumb> {
    vec![
        Crumb::new(visit.tr.t("account-title"), "/account"),
        Crumb::new(visit.tr.t("second-step-title"), PATH),
        Crumb::here(title),
    ]
}
