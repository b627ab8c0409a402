//! The papers of a case: reading what was filed, and adding scans of what came on paper.

use super::crumbs;
use crate::access::{AssignedCase, CaseAttachment, OfficeCase};
use crate::failure::Failure;
use crate::http::attachments::{To, all_attached, file, has_faults, lines, take_each};
use crate::http::visit::{Page, Visit};
use crate::state::AppState;
use crate::store::{AnyConn, attachments};
use app::pages::attachments::{AttachmentsView, Sent, page};
use app::pages::office::words;
use axum::extract::{Multipart, State};
use axum::response::{IntoResponse, Redirect, Response};

pub async fn show(State(state): State<AppState>, case: OfficeCase, visit: Visit) -> Result<Response, Failure> {
    let mine = AssignedCase::of(case.clone()).is_ok();
    respond(&state, &visit, &case, mine, Vec::new()).await
}

pub async fn create(
    State(state): State<AppState>,
    case: AssignedCase,
    visit: Visit,
    form: Multipart,
) -> Result<Response, Failure> {
    let sent = take_each(&state, To::Case(&case), form).await?;
    if all_attached(&sent) {
        return Ok(Redirect::to(&format!("/office/cases/{}/attachments", case.row.id)).into_response());
    }
    respond(&state, &visit, &case, true, sent).await
}

pub async fn read(State(state): State<AppState>, paper: CaseAttachment) -> Result<Response, Failure> {
    file(&state, paper.attached, paper.case.clerk.signed_in.actor()).await
}

async fn respond(
    state: &AppState,
    visit: &Visit,
    case: &OfficeCase,
    mine: bool,
    sent: Vec<Sent>,
) -> Result<Response, Failure> {
    let id = case.row.id.clone();
    let load = move |conn: &mut AnyConn| Ok::<_, Failure>(attachments::of_office(conn, &id)?);
    let scans = state.db.read(load).await?;
    let mut visit = visit.clone();
    let back = format!("/office/cases/{}", case.row.id);
    visit.path = format!("{back}/attachments");
    let tr = visit.tr;
    let number = words::number(case.row.number.as_deref().unwrap_or_default());
    let failed = has_faults(&sent);
    let view = AttachmentsView {
        tr,
        caption: format!("{number} · {}", case.company.title()),
        office: true,
        papers: Vec::new(),
        files: lines(&scans, &back),
        may_add: mine,
        sent,
        scanned: false,
        back,
    };
    let title = tr.t("attachments-title-office");
    let head = Page::titled(&title).crumbs(crumbs(&visit, &case.row, Some(&title))).failed(failed);
    Ok(visit.page(head, move || page(view)).await)
}
