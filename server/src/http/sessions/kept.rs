//! A form that arrives after the session has ended loses nothing: it is kept in the sign-in page,
//! and one button sends it on afterwards.

use super::{blank, show};
use crate::failure::Failure;
use crate::http::observe::wants_json;
use crate::http::urls;
use crate::http::visit::{Page, Visit};
use crate::routes::LARGEST_FORM;
use crate::state::AppState;
use app::pages::account::kept::{KeptView, page};
use app::pages::account::sign_in::{Kept, Onward};
use axum::body::to_bytes;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Goes around the routes for signed-in people: a form without a session is answered with the sign-in
/// page, which carries the form.
pub async fn keep_typed(State(state): State<AppState>, request: Request, next: Next) -> Response {
    if !is_form(&request) {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    let visit = match Visit::from_request_parts(&mut parts, &state).await {
        Ok(visit) => visit,
        Err(never) => match never {},
    };
    if visit.signed_in.is_some() {
        return next.run(Request::from_parts(parts, body)).await;
    }
    let Ok(bytes) = to_bytes(body, LARGEST_FORM).await else { return Failure::TooLarge.into_response() };
    let action = parts.uri.path_and_query().and_then(|path| urls::inside(path.as_str()));
    match (action, String::from_utf8(bytes.into())) {
        (Some(action), Ok(body)) => {
            let kept = Kept { action: action.to_owned(), body };
            let view = blank(&visit, Onward { return_to: None, kept: Some(kept) });
            show(visit, view, StatusCode::UNAUTHORIZED).await
        }
        _ => Failure::BadRequest("form").into_response(),
    }
}

/// The page after signing in: what was typed, and a button that sends it where it was going.
pub(super) async fn send_on(visit: Visit, kept: Kept) -> Response {
    let fields = form_urlencoded::parse(kept.body.as_bytes()).into_owned().collect();
    let view = KeptView { tr: visit.tr, action: kept.action, fields };
    visit.page(Page::titled(visit.tr.t("kept-title")).in_one_language(true), move || page(view)).await
}

/// A form that a person sent; programs are told by problem+json that they need to sign in.
fn is_form(request: &Request) -> bool {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or("");
    let urlencoded =
        kind.split(';').next().unwrap_or("").trim().eq_ignore_ascii_case("application/x-www-form-urlencoded");
    *request.method() == Method::POST && urlencoded && !wants_json(request.uri(), request.headers())
}
