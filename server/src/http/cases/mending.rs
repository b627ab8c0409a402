//! Mending a typing error in one field of a case.

use super::case_file::CaseFile;
use super::case_view::mended_row;
use super::crumbs;
use super::decision::happened;
use crate::access::AssignedCase;
use crate::failure::Failure;
use crate::http::visit::{Page, Visit};
use crate::office::mending::{self, Outcome};
use crate::office::words::Words;
use crate::state::AppState;
use app::pages::account::faults::Faults;
use app::pages::application::summary::label;
use app::pages::office::comparison::anchor;
use app::pages::office::mending::{LONGEST_WHY, MendingView, page};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form;
use portal::answers::LONGEST;
use serde::Deserialize;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct MendingForm {
    became: String,
    why: String,
    /// The revision and the last event that the clerk had before them.
    revision: String,
    seen: String,
}

pub async fn new(
    State(state): State<AppState>,
    case: AssignedCase,
    Path((_, field)): Path<(String, String)>,
    visit: Visit,
) -> Result<Response, Failure> {
    let field = mendable(&case, &field)?;
    let form = MendingForm { became: case.row.answers().get(field).to_owned(), ..MendingForm::default() };
    respond(&state, &visit, &case, field, form, Faults::default(), false).await
}

pub async fn create(
    State(state): State<AppState>,
    case: AssignedCase,
    Path((_, field)): Path<(String, String)>,
    visit: Visit,
    Form(form): Form<MendingForm>,
) -> Result<Response, Failure> {
    let field = mendable(&case, &field)?;
    let revision: i32 = form.revision.parse().map_err(|_| Failure::BadRequest("form"))?;
    let tr = visit.tr;
    let mut faults = Faults::default();
    let became = Words::read(&form.became.replace(['\r', '\n'], " "), u32::try_from(LONGEST).unwrap_or(u32::MAX));
    match &became {
        Ok(text) if text.is_empty() => faults.add("became", tr.t("mending-became-missing")),
        Ok(_) => {}
        Err(_) => faults.add("became", tr.t("mending-another")),
    }
    let why = Words::read(&form.why, LONGEST_WHY);
    match &why {
        Ok(why) if why.is_empty() => faults.add("why", tr.t("mending-why-missing")),
        Ok(_) => {}
        Err(long) => {
            faults.add("why", tr.ta("mending-why-too-long", &[("longest", i64::from(long.longest).into())]));
        }
    }
    let (Ok(became), Ok(why), true) = (became, why, faults.is_empty()) else {
        return respond(&state, &visit, &case, field, form, faults, false).await;
    };
    let again = case.clone();
    let fault = match mending::mend(&state, case, revision, field, became, why).await? {
        Outcome::Mended => {
            let row = row_of(&again, field).unwrap_or(field);
            let back = format!("/office/cases/{}#{}", again.row.id, anchor(row));
            return Ok(Redirect::to(&back).into_response());
        }
        Outcome::Changed => return respond(&state, &visit, &again, field, form, Faults::default(), true).await,
        Outcome::Same => tr.t("mending-same"),
        Outcome::Another => tr.t("mending-another"),
        Outcome::Problem(problem) => tr.problem(&problem),
    };
    faults.add("became", fault);
    respond(&state, &visit, &again, field, form, faults, false).await
}

/// A field of this name that can be mended, where something was answered in it.
fn mendable(case: &AssignedCase, name: &str) -> Result<&'static str, Failure> {
    let known = case.row.procedure().rules().mendable().iter().copied().find(|field| *field == name);
    known.filter(|field| !case.row.answers().get(field).is_empty()).ok_or(Failure::NotFound)
}

/// The row of the summary that shows a field.
pub fn row_of(case: &AssignedCase, field: &str) -> Option<&'static str> {
    mended_row(case.row.procedure().rules(), &case.row.answers(), field)
}

/// `changed`: the case is another than the form was about; what was typed is kept.
async fn respond(
    state: &AppState,
    visit: &Visit,
    case: &AssignedCase,
    field: &'static str,
    form: MendingForm,
    faults: Faults,
    changed: bool,
) -> Result<Response, Failure> {
    let tr = visit.tr;
    let file = CaseFile::load(state, case).await?;
    let view = MendingView {
        tr,
        id: case.row.id.clone(),
        number: case.row.number.clone().unwrap_or_default(),
        company: case.company.title().to_owned(),
        field,
        label: label(tr, row_of(case, field).unwrap_or(field)),
        was: case.row.answers().get(field).to_owned(),
        revision: case.row.revision,
        seen: file.events.last().map_or(0, |event| event.position),
        changed: if changed { happened(state, tr, &file, &form.seen) } else { Vec::new() },
        became: form.became,
        why: form.why,
        told: file.told,
        faults,
    };
    let title = tr.t("mending-title");
    let failed = !view.faults.is_empty();
    let head = Page::titled(&title).crumbs(crumbs(visit, &case.row, Some(&title))).failed(failed);
    let head = if changed { head.status(StatusCode::CONFLICT) } else { head };
    Ok(visit.page(head, move || page(view)).await)
}
