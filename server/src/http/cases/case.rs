//! A case and its documents.

use super::case_file::CaseFile;
use super::case_view::{self, Fault};
use super::crumbs;
use super::decision::happened;
use super::walk::Place;
use crate::access::{OfficeCase, ReadableCase};
use crate::failure::Failure;
use crate::http::applications::documents::pdf;
use crate::http::signing;
use crate::http::visit::{Page, Visit};
use crate::state::AppState;
use crate::store::{AnyConn, audit, case_file, documents, hands};
use app::pages::office::case::{CaseView, page};
use app::pages::office::notes::NewNote;
use app::pages::office::walk::WalkView;
use app::pages::office::words;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use chrono::Duration;

pub async fn show(
    State(state): State<AppState>,
    case: ReadableCase,
    Query(pairs): Query<Vec<(String, String)>>,
    headers: HeaderMap,
    visit: Visit,
) -> Result<Response, Failure> {
    saw(&state, &case).await?;
    let place = Place::read(&pairs, &headers, &case.row.id);
    let walk = match &place {
        Some(place) if !case.audited => place.walk(&state, &case).await?,
        _ => None,
    };
    let mut response = answer(&state, &visit, &case, None, walk, None).await?;
    if case.audited {
        return Ok(response);
    }
    if let Some(place) = place {
        place.keep(&case.row.id, &mut response, state.config.is_https());
    }
    Ok(response)
}

/// The page of a case, with a remark that could not be saved where there is one.
pub async fn respond(
    state: &AppState,
    visit: &Visit,
    case: &OfficeCase,
    fault: Option<Fault>,
) -> Result<Response, Failure> {
    answer(state, visit, case, fault, None, None).await
}

/// The page of a case that changed since its last event was `seen`, with a remark that is therefore not saved.
pub async fn respond_changed(
    state: &AppState,
    visit: &Visit,
    case: &OfficeCase,
    fault: Fault,
    seen: &str,
) -> Result<Response, Failure> {
    let file = CaseFile::load(state, case).await?;
    let changed = happened(state, visit.tr, &file, seen);
    let view = CaseView { changed, ..case_view::view(state, visit.tr, case, &file, Some(fault)) };
    let title = format!("{} · {}", words::number(&view.number), view.company);
    let head = Page::titled(title).crumbs(crumbs(visit, &file.row, None)).failed(true).keys(file.keys);
    Ok(visit.page(head.status(StatusCode::CONFLICT), move || page(view)).await)
}

/// The page of a case with a note that could not be written.
pub async fn respond_to_note(
    state: &AppState,
    visit: &Visit,
    case: &OfficeCase,
    note: NewNote,
) -> Result<Response, Failure> {
    answer(state, visit, case, None, None, Some(note)).await
}

async fn answer(
    state: &AppState,
    visit: &Visit,
    case: &OfficeCase,
    fault: Option<Fault>,
    walk: Option<WalkView>,
    note: Option<NewNote>,
) -> Result<Response, Failure> {
    let file = CaseFile::load(state, case).await?;
    let failed = fault.is_some() || note.is_some();
    let mut view = CaseView { walk, ..case_view::view(state, visit.tr, case, &file, fault) };
    if let Some(note) = note {
        view.new_note = note;
    }
    let title = format!("{} · {}", words::number(&view.number), view.company);
    let head = Page::titled(title).crumbs(crumbs(visit, &file.row, None)).failed(failed).keys(file.keys);
    Ok(visit.page(head, move || page(view)).await)
}

pub async fn document(
    State(state): State<AppState>,
    case: ReadableCase,
    Path((_, document)): Path<(String, String)>,
    visit: Visit,
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
    let back = format!("/office/cases/{}", case.row.id);
    Ok(pdf(&visit, state.db.write(load).await?, back).await)
}

/// What was filed in a round: the bytes that were signed.
pub async fn filed_form(
    State(state): State<AppState>,
    case: ReadableCase,
    Path((_, round)): Path<(String, i32)>,
) -> Result<Response, Failure> {
    saw(&state, &case).await?;
    signing::filed(&state, case.row.clone(), round).await
}

/// The qualified signature under a round.
pub async fn signature(
    State(state): State<AppState>,
    case: ReadableCase,
    Path((_, round)): Path<(String, i32)>,
) -> Result<Response, Failure> {
    saw(&state, &case).await?;
    signing::detached(&state, case.row.clone(), round).await
}

/// Records that the clerk saw the case, once an hour, and that they have it open, once a minute.
pub async fn saw(state: &AppState, case: &OfficeCase) -> Result<(), Failure> {
    let now = state.clock.now();
    let (id, actor) = (case.row.id.clone(), case.clerk.signed_in.actor());
    let (me, subject) = (case.clerk.signed_in.account.id.clone(), id.clone());
    let reader = me.clone();
    let known = move |conn: &mut AnyConn| -> Result<(bool, bool), Failure> {
        let recorded = case_file::did_since(conn, &me, "saw", &subject, now - Duration::hours(1))?;
        let present = hands::present(conn, &subject, now - Duration::minutes(1))?;
        Ok((recorded, present.iter().any(|(account, ..)| *account == me)))
    };
    let (recorded, present) = state.db.read(known).await?;
    // An auditor who reads is in nobody's way.
    if !present && case.clerk.signed_in.is_staff() {
        let case = id.clone();
        let note = move |conn: &mut AnyConn| hands::note_presence(conn, &case, &reader, now).map_err(Failure::from);
        // Of two pages opened at once the second may fail on PostgreSQL: the first one's row says the same.
        let _ = state.db.write(note).await;
    }
    if recorded {
        return Ok(());
    }
    let record =
        move |conn: &mut AnyConn| Ok::<_, Failure>(audit::record(conn, &actor, "saw", ("application", &id), now)?);
    state.db.write(record).await
}
