//! The papers of a case: reading what was filed, and adding scans of what came on paper.

use super::crumbs;
use crate::access::{AssignedCase, CaseAttachment, OfficeCase, ReadableCase};
use crate::failure::Failure;
use crate::files::preview;
use crate::http::attachments::{To, all_attached, file, has_faults, lines, take_each};
use crate::http::visit::{Page, Visit};
use crate::state::AppState;
use crate::store::{AnyConn, attachments, audit};
use app::pages::attachments::{AttachmentsView, Sent, TextView, page, text_page};
use app::pages::office::words;
use axum::extract::{Multipart, State};
use axum::response::{IntoResponse, Redirect, Response};
use portal::attachment::{Scan, Shown};

pub async fn show(State(state): State<AppState>, case: ReadableCase, visit: Visit) -> Result<Response, Failure> {
    let mine = !case.audited && AssignedCase::of((*case).clone()).is_ok();
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

/// The text of a document, to be read without another program.
pub async fn text(State(state): State<AppState>, paper: CaseAttachment, visit: Visit) -> Result<Response, Failure> {
    let (row, stored) = (paper.attached.row, paper.attached.file);
    let kind = stored.kind().filter(|kind| kind.shown() == Shown::Text).ok_or(Failure::NotFound)?;
    if stored.scan() == Scan::Infected {
        return Err(Failure::NotFound);
    }
    let (now, actor, id) = (state.clock.now(), paper.case.clerk.signed_in.actor(), row.id.clone());
    let record =
        move |conn: &mut AnyConn| Ok::<_, Failure>(audit::record(conn, &actor, "saw", ("attachment", &id), now)?);
    state.db.write(record).await?;
    // As many at once as are judged: each is in memory whole.
    let room = std::sync::Arc::clone(&state.judging).acquire_owned().await.map_err(|_| Failure::Unavailable)?;
    let bytes = state.files.whole(&stored.place).await?;
    let taken = tokio::task::spawn_blocking(move || preview::text(kind, &bytes)).await.ok().flatten();
    drop(room);
    let back = format!("/office/cases/{}", paper.case.row.id);
    let view = TextView {
        tr: visit.tr,
        href: format!("{back}/attachments/{}", row.id),
        back,
        name: row.name.clone(),
        cut: taken.as_ref().is_some_and(|taken| taken.cut),
        paragraphs: taken.map(|taken| taken.paragraphs),
    };
    let head = Page::titled(&row.name).crumbs(crumbs(&visit, &paper.case.row, Some(&row.name)));
    Ok(visit.page(head, move || text_page(view)).await)
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
        scanned: state.scanner.is_some(),
        back,
    };
    let title = tr.t("attachments-title-office");
    let head = Page::titled(&title).crumbs(crumbs(&visit, &case.row, Some(&title))).failed(failed);
    Ok(visit.page(head, move || page(view)).await)
}
