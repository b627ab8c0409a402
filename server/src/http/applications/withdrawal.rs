//! Taking an application back, and deleting a draft.

use super::crumbs;
use crate::access::{FilableApplication, OwnDraft};
use crate::failure::Failure;
use crate::http::visit::{Page, Visit};
use crate::office::{drafting, withdrawal};
use crate::state::AppState;
use app::pages::application::withdrawal as withdrawal_page;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};

pub async fn confirm(application: FilableApplication, visit: Visit) -> Result<Response, Failure> {
    if application.row.filed_at.is_none() || application.row.status().is_decided() {
        return Err(Failure::Conflict("already-moved-on"));
    }
    let tr = visit.tr;
    let view = withdrawal_page::WithdrawalView {
        tr,
        id: application.row.id.clone(),
        number: application.row.number.clone().unwrap_or_default(),
        company: application.company.title().to_owned(),
    };
    let title = tr.t("withdrawal-title");
    let head = Page::titled(&title).crumbs(crumbs(&visit, &application, &title));
    Ok(visit.page(head, move || withdrawal_page::page(view)).await)
}

pub async fn create(State(state): State<AppState>, application: FilableApplication) -> Result<Response, Failure> {
    let id = application.row.id.clone();
    withdrawal::withdraw(&state, application).await?;
    Ok(Redirect::to(&format!("/applications/{id}")).into_response())
}

pub async fn delete_draft(State(state): State<AppState>, draft: OwnDraft) -> Result<Response, Failure> {
    drafting::delete(&state, draft).await?;
    Ok(Redirect::to("/applications").into_response())
}
