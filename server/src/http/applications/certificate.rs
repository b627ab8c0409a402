//! Filing with a qualified signature: a file made over the canonical form that the portal gave.

use super::filing::show_check;
use crate::access::{FilableApplication, OwnDraft};
use crate::failure::Failure;
use crate::http::form::too_large;
use crate::http::signing;
use crate::http::visit::Visit;
use crate::office::filing::{self, Outcome};
use crate::signing::Signing;
use crate::signing::qualified::Refusal;
use crate::state::AppState;
use app::pages::account::faults::Faults;
use axum::extract::State;
use axum::extract::multipart::{Multipart, MultipartError};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use portal::procedures::Confirms;
use std::sync::Arc;

pub async fn file(
    State(state): State<AppState>,
    application: FilableApplication,
    visit: Visit,
    form: Multipart,
) -> Result<Response, Failure> {
    let verifier = state.verifier.clone().ok_or(Failure::NotFound)?;
    let (round, confirmed, signature) = match sent(form).await {
        Err(Failure::TooLarge) => {
            return refused(&state, &application, visit, Refusal::TooLarge).await.map(too_large);
        }
        sent => sent?,
    };
    let id = application.row.id.clone();
    let receipt = || Redirect::to(&format!("/applications/{id}/receipt")).into_response();
    if application.row.round >= round && application.row.number.is_some() {
        return Ok(receipt());
    }
    if !confirmed {
        return Ok(Redirect::to(&format!("/applications/{id}/check?check=confirm")).into_response());
    }
    let (content, now) =
        (signing::form_now(&state, application.row.clone(), Confirms::Everything).await?, state.clock.now());
    let checked = tokio::task::spawn_blocking(move || verifier.verify(content.as_bytes(), &signature, now)).await;
    let signed_with = match checked.map_err(|error| Failure::Internal(error.to_string()))? {
        Ok(verified) => Signing::Certificate(Arc::new(verified)),
        Err(refusal) => return refused(&state, &application, visit, refusal).await,
    };
    Ok(match filing::file(&state, application.clone(), round, signed_with).await? {
        Outcome::Filed { .. } => receipt(),
        Outcome::Unconfirmed => Redirect::to(&format!("/applications/{id}/founders")).into_response(),
        Outcome::Problems(_) => Redirect::to(&format!("/applications/{id}/check?check=1")).into_response(),
        // Only codes are refused within the write.
        Outcome::Refused(_) => return Err(Failure::Conflict("changed-meanwhile")),
    })
}

/// The round, whether it is confirmed that all is right, and the file.
async fn sent(mut form: Multipart) -> Result<(i32, bool, Vec<u8>), Failure> {
    let (mut round, mut confirmed, mut signature) = (1, false, Vec::new());
    while let Some(field) = form.next_field().await.map_err(unreadable)? {
        match field.name() {
            Some("round") => round = field.text().await.map_err(unreadable)?.parse().unwrap_or(1).max(1),
            Some("confirmed") => confirmed = !field.text().await.map_err(unreadable)?.is_empty(),
            Some("signature") => signature = field.bytes().await.map_err(unreadable)?.to_vec(),
            _ => {}
        }
    }
    Ok((round, confirmed, signature))
}

/// The answers once more, with what is wrong with the file at its field.
async fn refused(
    state: &AppState,
    application: &FilableApplication,
    visit: Visit,
    refusal: Refusal,
) -> Result<Response, Failure> {
    let mut faults = Faults::default();
    faults.add("signature", visit.tr.t(&format!("qualified-refused-{}", refusal.code())));
    let draft = OwnDraft::of((**application).clone())?;
    show_check(state, draft, visit, None, faults).await
}

fn unreadable(error: MultipartError) -> Failure {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Failure::TooLarge,
        _ => Failure::BadRequest("form"),
    }
}
