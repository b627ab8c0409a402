//! Returning a case for correction.

use super::crumbs;
use crate::access::AssignedCase;
use crate::failure::Failure;
use crate::http::visit::{Page, Visit};
use crate::office::correction::{self, Outcome};
use crate::state::AppState;
use crate::store::applications;
use app::pages::application::summary::label;
use app::pages::office::correction::{ReturnView, page};
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form;
use serde::Deserialize;

pub async fn confirm(State(state): State<AppState>, case: AssignedCase, visit: Visit) -> Result<Response, Failure> {
    respond(&state, &visit, &case, false).await
}

#[derive(Deserialize)]
pub struct ReturnForm {
    /// The revision that the clerk had before them.
    #[serde(default)]
    revision: String,
}

pub async fn create(
    State(state): State<AppState>,
    case: AssignedCase,
    visit: Visit,
    Form(form): Form<ReturnForm>,
) -> Result<Response, Failure> {
    let revision = form.revision.parse().map_err(|_| Failure::BadRequest("form"))?;
    let again = case.clone();
    Ok(match correction::send_back(&state, case, revision).await? {
        Outcome::Returned => Redirect::to(&format!("/office/cases/{}", again.row.id)).into_response(),
        Outcome::NothingRemarked => respond(&state, &visit, &again, true).await?,
    })
}

async fn respond(state: &AppState, visit: &Visit, case: &AssignedCase, refused: bool) -> Result<Response, Failure> {
    let tr = visit.tr;
    let (id, round) = (case.row.id.clone(), case.row.round);
    let mut remarks = state.db.read(move |conn| applications::remarks(conn, &id).map_err(Failure::from)).await?;
    remarks.retain(|remark| remark.round == round);
    let view = ReturnView {
        tr,
        id: case.row.id.clone(),
        number: case.row.number.clone().unwrap_or_default(),
        company: case.company.title().to_owned(),
        revision: case.row.revision,
        remarks: remarks.into_iter().map(|remark| (label(tr, &remark.field), remark.body)).collect(),
        refused,
    };
    let title = tr.t("return-title");
    let head = Page::titled(&title).crumbs(crumbs(visit, &case.row, Some(&title))).failed(refused);
    Ok(visit.page(head, move || page(view)).await)
}
