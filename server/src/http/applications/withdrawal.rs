//! Taking an application back; deleting a draft and restoring it.

use super::crumbs;
use crate::access::{DeletedDraft, FilableApplication, OwnDraft};
use crate::failure::Failure;
use crate::http::visit::{Page, Visit};
use crate::office::{draft_keeping, withdrawal};
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
    let back = if draft.signed_in.is_staff() { "/office/counter/drafts" } else { "/applications#deleted" };
    draft_keeping::delete(&state, draft).await?;
    Ok(Redirect::to(back).into_response())
}

pub async fn restore(State(state): State<AppState>, deleted: DeletedDraft) -> Result<Response, Failure> {
    let id = draft_keeping::restore(&state, deleted).await?;
    Ok(Redirect::to(&format!("/applications/{id}")).into_response())
}
