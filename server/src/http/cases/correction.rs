//! Returning a case for correction.

use super::case_file::CaseFile;
use super::crumbs;
use super::decision::since;
use crate::access::AssignedCase;
use crate::failure::Failure;
use crate::http::visit::{Page, Visit};
use crate::office::correction::{self, Outcome};
use crate::state::AppState;
use app::pages::application::summary::label;
use app::pages::office::correction::{ReturnView, page};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form;
use portal::application::Status;
use serde::Deserialize;

pub async fn confirm(State(state): State<AppState>, case: AssignedCase, visit: Visit) -> Result<Response, Failure> {
    respond(&state, &visit, &case, How::Asked).await
}

/// Why the page is shown.
enum How<'a> {
    Asked,
    /// It was tried without remarks.
    Refused,
    /// The case, or its remarks, changed since its last event was seen.
    Changed(&'a str),
}

#[derive(Deserialize)]
pub struct ReturnForm {
    /// The revision that the clerk had before them.
    #[serde(default)]
    revision: String,
    /// The last event that the clerk had before them.
    #[serde(default)]
    seen: String,
    /// Tells the remarks that the clerk had before them.
    pinned: Option<String>,
}

pub async fn create(
    State(state): State<AppState>,
    case: AssignedCase,
    visit: Visit,
    Form(form): Form<ReturnForm>,
) -> Result<Response, Failure> {
    let revision = form.revision.parse().map_err(|_| Failure::BadRequest("form"))?;
    let again = case.clone();
    match correction::send_back(&state, case, revision, form.pinned).await {
        Ok(Outcome::Returned) => Ok(Redirect::to(&format!("/office/cases/{}", again.row.id)).into_response()),
        Ok(Outcome::NothingRemarked) => respond(&state, &visit, &again, How::Refused).await,
        // Somebody else's write came between the look at the case and this one.
        Ok(Outcome::Changed) | Err(Failure::Conflict("changed-meanwhile")) => {
            respond(&state, &visit, &again, How::Changed(&form.seen)).await
        }
        Err(other) => Err(other),
    }
}

async fn respond(state: &AppState, visit: &Visit, case: &AssignedCase, how: How<'_>) -> Result<Response, Failure> {
    let tr = visit.tr;
    let file = CaseFile::load(state, case).await?;
    // One that moved on meanwhile has nothing left to return.
    if file.row.status() != Status::InReview {
        return Err(Failure::Conflict("already-moved-on"));
    }
    let last = file.events.last().map_or(0, |event| event.position);
    let changed = match how {
        How::Changed(seen) => {
            let mut lines = since(state, tr, &file, seen.parse().unwrap_or(last));
            if lines.is_empty() {
                lines.push(tr.t("return-changed-remarks"));
            }
            lines
        }
        _ => Vec::new(),
    };
    let (is_changed, refused) = (!changed.is_empty(), matches!(how, How::Refused));
    let view = ReturnView {
        tr,
        id: case.row.id.clone(),
        number: case.row.number.clone().unwrap_or_default(),
        company: case.company.title().to_owned(),
        revision: file.row.revision,
        seen: last,
        pinned: correction::pinned(&file.remarks, file.row.round),
        changed,
        remarks: file
            .remarks_of(file.row.round)
            .map(|remark| (label(tr, &remark.field), remark.body.clone()))
            .collect(),
        refused,
    };
    let title = tr.t("return-title");
    let head = Page::titled(&title).crumbs(crumbs(visit, &case.row, Some(&title))).failed(refused);
    let head = if is_changed { head.status(StatusCode::CONFLICT) } else { head };
    Ok(visit.page(head, move || page(view)).await)
}
