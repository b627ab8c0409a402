//! The same draft on paper: prepare it, print it, sign it, hand it in.

use super::applications::documents::named_pdf;
use super::applications::{area_names, crumbs};
use super::visit::{Page, Visit};
use crate::access::OwnDraft;
use crate::failure::Failure;
use crate::jobs::document::paper_form;
use crate::office::drafting::{self, Prepared};
use crate::state::AppState;
use app::pages::application::paper as paper_page;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};

pub async fn show(State(state): State<AppState>, draft: OwnDraft, visit: Visit) -> Result<Response, Failure> {
    let tr = visit.tr;
    let row = &draft.row;
    let view = paper_page::PaperView {
        tr,
        id: row.id.clone(),
        procedure: row.procedure(),
        code: row.paper_code.clone(),
        office: state
            .competent(row.procedure(), &row.answers(), draft.company.office)
            .map(|code| state.offices.name(code, tr.lang())),
        returned: row.round > 0,
        at_counter: draft.signed_in.is_staff(),
    };
    let title = tr.t("paper-title");
    let head = Page::titled(&title).crumbs(crumbs(&visit, &draft, &title));
    Ok(visit.page(head, move || paper_page::page(view)).await)
}

pub async fn prepare(State(state): State<AppState>, draft: OwnDraft) -> Result<Response, Failure> {
    let id = draft.row.id.clone();
    Ok(match drafting::prepare(&state, draft).await? {
        Prepared::Code(_) => Redirect::to(&format!("/applications/{id}/paper")).into_response(),
        Prepared::Problems(_) => Redirect::to(&format!("/applications/{id}/check?check=1")).into_response(),
    })
}

/// The form to sign by hand, with the code by which a clerk finds the draft.
pub async fn pdf(State(state): State<AppState>, draft: OwnDraft, visit: Visit) -> Result<Response, Failure> {
    let code = draft.row.paper_code.clone().ok_or(Failure::NotFound)?;
    let areas = area_names(&state, visit.lang());
    let form = paper_form(&state, &draft.row, &draft.company, &code, visit.tr, &areas);
    let typeset = tokio::task::spawn_blocking(move || documents::typeset(&form)).await;
    let bytes = typeset.map_err(|e| Failure::Internal(e.to_string()))?.map_err(|e| Failure::Internal(e.to_string()))?;
    Ok(named_pdf(bytes, &format!("akno-{code}.pdf")))
}
