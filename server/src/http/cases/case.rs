//! A case and its documents.

use super::case_file::CaseFile;
use super::case_view::{self, Fault};
use super::crumbs;
use crate::access::OfficeCase;
use crate::failure::Failure;
use crate::http::applications::documents::pdf;
use crate::http::signing;
use crate::http::visit::{Page, Visit};
use crate::state::AppState;
use crate::store::{AnyConn, audit, case_file, documents};
use app::pages::office::case::page;
use app::pages::office::words;
use axum::extract::{Path, State};
use axum::response::Response;
use chrono::Duration;

pub async fn show(State(state): State<AppState>, case: OfficeCase, visit: Visit) -> Result<Response, Failure> {
    saw(&state, &case).await?;
    respond(&state, &visit, &case, None).await
}

/// The page of a case, with a remark that could not be saved where there is one.
pub async fn respond(
    state: &AppState,
    visit: &Visit,
    case: &OfficeCase,
    fault: Option<Fault>,
) -> Result<Response, Failure> {
    let file = CaseFile::load(state, case).await?;
    let failed = fault.is_some();
    let view = case_view::view(state, visit.tr, case, &file, fault);
    let title = format!("{} · {}", words::number(&view.number), view.company);
    let head = Page::titled(title).crumbs(crumbs(visit, &file.row, None)).failed(failed);
    Ok(visit.page(head, move || page(view)).await)
}

pub async fn document(
    State(state): State<AppState>,
    case: OfficeCase,
    Path((_, document)): Path<(String, String)>,
) -> Result<Response, Failure> {
    // No id holds a NUL, and PostgreSQL refuses to look for one.
    if document.contains('\0') {
        return Err(Failure::NotFound);
    }
    let now = state.clock.now();
    let (id, actor) = (case.row.id.clone(), case.clerk.signed_in.actor());
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let found = documents::find(conn, &document)?.filter(|found| found.application_id == id);
        let found = found.ok_or(Failure::NotFound)?;
        audit::record(conn, &actor, "saw", ("document", &found.id), now)?;
        Ok(found)
    };
    Ok(pdf(state.db.write(load).await?))
}

/// What was filed in a round: the bytes that were signed.
pub async fn filed_form(
    State(state): State<AppState>,
    case: OfficeCase,
    Path((_, round)): Path<(String, i32)>,
) -> Result<Response, Failure> {
    saw(&state, &case).await?;
    signing::filed(&state, case.row.clone(), round).await
}

/// The qualified signature under a round.
pub async fn signature(
    State(state): State<AppState>,
    case: OfficeCase,
    Path((_, round)): Path<(String, i32)>,
) -> Result<Response, Failure> {
    saw(&state, &case).await?;
    signing::detached(&state, case.row.clone(), round).await
}

/// Records that the clerk saw the case: once an hour is enough.
pub async fn saw(state: &AppState, case: &OfficeCase) -> Result<(), Failure> {
    let now = state.clock.now();
    let (id, actor) = (case.row.id.clone(), case.clerk.signed_in.actor());
    let (me, subject) = (case.clerk.signed_in.account.id.clone(), id.clone());
    let known = move |conn: &mut AnyConn| -> Result<bool, Failure> {
        Ok(case_file::did_since(conn, &me, "saw", &subject, now - Duration::hours(1))?)
    };
    if state.db.read(known).await? {
        return Ok(());
    }
    let record =
        move |conn: &mut AnyConn| Ok::<_, Failure>(audit::record(conn, &actor, "saw", ("application", &id), now)?);
    state.db.write(record).await
}
