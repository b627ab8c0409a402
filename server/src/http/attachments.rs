//! The papers of an application on the applicant's side: choosing files, reading them, taking them off; and
//! what the clerk's side does the same way.

use super::applications::crumbs;
use super::data::AsStored;
use super::urls;
use super::visit::{Page, Visit};
use crate::access::{AssignedCase, AttachmentsDraft, OwnApplication, OwnAttachment};
use crate::clock::minsk;
use crate::failure::Failure;
use crate::files::intake::Incoming;
use crate::office::attachments::{self as office, Outcome};
use crate::state::AppState;
use crate::store::attachments::Attached;
use crate::store::audit::Actor;
use crate::store::{AnyConn, audit};
use app::pages::attachments::{AttachmentsView, FileLine, Sent, page};
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{Multipart, Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use portal::attachment::{FileKind, LARGEST, MOST, Scan, Shown};

/// Bytes of a form with files: as many as an application may have, each as large as it may be. What is
/// too much together is told then, not cut off.
pub const LARGEST_FORM: usize = MOST * LARGEST as usize + 1024 * 1024;

pub async fn show(State(state): State<AppState>, own: OwnApplication, visit: Visit) -> Result<Response, Failure> {
    respond(&state, &visit, &own, Vec::new()).await
}

/// Takes the files of the form, each by itself: what is good is kept, whatever the others are.
pub async fn create(
    State(state): State<AppState>,
    draft: AttachmentsDraft,
    visit: Visit,
    form: Multipart,
) -> Result<Response, Failure> {
    let sent = take_each(&state, To::Application(&draft), form).await?;
    if all_attached(&sent) {
        return Ok(Redirect::to(&format!("/applications/{}/attachments", draft.row.id)).into_response());
    }
    respond(&state, &visit, &draft, sent).await
}

pub async fn remove(
    State(state): State<AppState>,
    draft: AttachmentsDraft,
    Path((id, attachment)): Path<(String, String)>,
) -> Result<Response, Failure> {
    if attachment.contains('\0') {
        return Err(Failure::NotFound);
    }
    office::remove(&state, draft, attachment).await?;
    Ok(Redirect::to(&format!("/applications/{id}/attachments")).into_response())
}

pub async fn read(State(state): State<AppState>, own: OwnAttachment) -> Result<Response, Failure> {
    file(&state, own.attached, own.signed_in.actor()).await
}

/// What files are attached to.
#[derive(Clone, Copy)]
pub enum To<'a> {
    Application(&'a AttachmentsDraft),
    Case(&'a AssignedCase),
}

impl To<'_> {
    fn account(self) -> String {
        match self {
            To::Application(draft) => draft.signed_in.account.id.clone(),
            To::Case(case) => case.clerk.signed_in.account.id.clone(),
        }
    }

    pub async fn attach(self, state: &AppState, name: &str, file: &mut Incoming) -> Result<Outcome, Failure> {
        match self {
            To::Application(draft) => office::attach(state, draft, name, file).await,
            To::Case(case) => office::attach_scan(state, case, name, file).await,
        }
    }
}

/// Everything that was sent is attached as it was called: there is nothing to tell but the list itself.
pub fn all_attached(sent: &[Sent]) -> bool {
    sent.iter().all(|sent| matches!(sent, Sent::Attached(_)))
}

/// Takes the files of a form one after another and says what became of each. Files are read from the
/// connection as they are written to the disk: however many there are, one piece is in memory.
pub async fn take_each(state: &AppState, to: To<'_>, mut form: Multipart) -> Result<Vec<Sent>, Failure> {
    let mut results = Vec::new();
    while let Some(field) = form.next_field().await.map_err(unreadable)? {
        let given: String = field.file_name().unwrap_or_default().chars().take(200).collect();
        if field.name() != Some("files") || given.is_empty() {
            continue;
        }
        office::count(state, &to.account()).await?;
        let mut file = take(state, field).await?;
        let outcome = to.attach(state, &given, &mut file).await?;
        results.push(sent(given, outcome));
    }
    if results.is_empty() {
        results.push(Sent::Nothing);
    }
    Ok(results)
}

/// What became of a file, for the page.
pub fn sent(given: String, outcome: Outcome) -> Sent {
    match outcome {
        Outcome::Attached { name, renamed: false } => Sent::Attached(name),
        Outcome::Attached { name, renamed: true } => {
            let ending = name.rsplit('.').next().unwrap_or_default();
            let kind = FileKind::ALL.into_iter().find(|kind| kind.extensions().contains(&ending));
            Sent::Renamed { given, name, kind }
        }
        Outcome::Before(name) => Sent::Before { given, name },
        Outcome::Refused(why) => Sent::Refused { given, why },
    }
}

pub fn has_faults(sent: &[Sent]) -> bool {
    sent.iter().any(|sent| matches!(sent, Sent::Refused { .. } | Sent::Nothing))
}

async fn take(state: &AppState, mut field: Field<'_>) -> Result<Incoming, Failure> {
    let mut file = Incoming::new(state).await?;
    while let Some(piece) = field.chunk().await.map_err(unreadable)? {
        file.add(&piece).await?;
    }
    Ok(file)
}

fn unreadable(error: MultipartError) -> Failure {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Failure::TooLarge,
        _ => Failure::BadRequest("form"),
    }
}

async fn respond(state: &AppState, visit: &Visit, own: &OwnApplication, sent: Vec<Sent>) -> Result<Response, Failure> {
    let row = own.row.clone();
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        Ok((office::attached(conn, &row)?, office::are_open(conn, &row)?))
    };
    let (attached, open) = state.db.read(load).await?;
    let mut visit = visit.clone();
    let back = format!("/applications/{}", own.row.id);
    visit.path = format!("{back}/attachments");
    let tr = visit.tr;
    let view = AttachmentsView {
        tr,
        caption: tr.t(&format!("procedure-{}", own.row.procedure)),
        office: false,
        papers: own.row.procedure().rules().papers(&own.row.answers()),
        files: lines(&attached, &back),
        may_add: open && own.may_prepare,
        scanned: state.scanner.is_some(),
        sent,
        back,
    };
    let title = tr.t("attachments-title");
    let failed = has_faults(&view.sent);
    let head = Page::titled(&title).crumbs(crumbs(&visit, own, &title)).failed(failed);
    let head = if view.may_add { head.with_script("attach.js") } else { head };
    Ok(visit.page(head, move || page(view)).await)
}

/// Attachments as lines of a page. `base` is the page of the application or of the case.
pub fn lines(attached: &[Attached], base: &str) -> Vec<FileLine> {
    let line = |one: &Attached| FileLine {
        id: one.row.id.clone(),
        name: one.row.name.clone(),
        kind: one.file.kind(),
        size: one.file.bytes(),
        scan: one.file.scan(),
        digest: one.file.digest.clone(),
        at: minsk(one.row.added_at),
        erased_on: one.erased_at.map(|at| minsk(at).date()),
        href: format!("{base}/attachments/{}", one.row.id),
    };
    attached.iter().map(line).collect()
}

/// The bytes of an attachment, under the type that the verdict gave it, so that a browser shows it as that
/// or saves it and never guesses. That somebody read it is recorded.
pub async fn file(state: &AppState, attached: Attached, actor: Actor) -> Result<Response, Failure> {
    if attached.file.scan() == Scan::Infected {
        return Err(Failure::NotFound);
    }
    let (now, id) = (state.clock.now(), attached.row.id.clone());
    let record =
        move |conn: &mut AnyConn| Ok::<_, Failure>(audit::record(conn, &actor, "saw", ("attachment", &id), now)?);
    state.db.write(record).await?;
    let mut response = state.files.read(&attached.file.place).await?.into_response();
    let kind = attached.file.kind();
    let shown = kind.map_or(Shown::Saved, FileKind::shown);
    let way = if matches!(shown, Shown::Picture | Shown::Viewer) { "inline" } else { "attachment" };
    let disposition = format!("{way}; filename*=UTF-8''{}", urls::encode(&attached.row.name));
    let media_type = kind.map_or("application/octet-stream", FileKind::media_type);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(attached.file.bytes()));
    if let Ok(disposition) = HeaderValue::from_str(&disposition) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    // The browser's own viewer of PDF does not start in a sandbox; a PDF with scripts was not taken.
    if shown != Shown::Viewer {
        let policy = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'; base-uri 'none'; sandbox");
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    // It is packed already, and its length is told.
    response.extensions_mut().insert(AsStored);
    Ok(response)
}
