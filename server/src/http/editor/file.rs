//! The file of a draft.

use super::{address, crumbs, overtaken, title};
use crate::access::EditableDraft;
use crate::failure::Failure;
use crate::http::form::too_large;
use crate::http::visit::{Page, Visit};
use crate::office::data_drafts::{self as office, Taken};
use crate::state::AppState;
use crate::store::data_drafts::{DataDraftRow, Status};
use app::l10n::Tr;
use app::pages::publishing::Overtaken;
use app::pages::publishing::file::{FileView, page};
use axum::extract::State;
use axum::extract::multipart::{Multipart, MultipartError, MultipartRejection};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use opendata::doctor::Refusal;

/// Bytes of a file, with what the form puts around it.
pub const LARGEST: usize = opendata::doctor::LARGEST + 64 * 1024;

pub async fn show(State(_): State<AppState>, draft: EditableDraft, visit: Visit) -> Response {
    if draft.row.status() != Status::Draft {
        return Redirect::to(&address(&draft.row)).into_response();
    }
    respond(&visit, &draft, &draft.row, None, None).await
}

pub async fn create(
    State(state): State<AppState>,
    draft: EditableDraft,
    visit: Visit,
    sent: Result<Multipart, MultipartRejection>,
) -> Result<Response, Failure> {
    let sent = sent.map_err(|_| Failure::BadRequest("form"))?;
    let (seen, name, bytes) = match take(sent).await {
        Err(Failure::TooLarge) => {
            let told = Some(refusal(visit.tr, &Refusal::TooLarge));
            return Ok(too_large(respond(&visit, &draft, &draft.row, told, None).await));
        }
        taken => taken?,
    };
    if bytes.is_empty() && name.is_empty() {
        return Ok(respond(&visit, &draft, &draft.row, Some(visit.tr.t("editor-file-none")), None).await);
    }
    let report = format!("{}/report", address(&draft.row));
    match office::take_file(&state, draft.clone(), seen, &name, bytes).await {
        Ok(Taken::Taken) => Ok(Redirect::to(&report).into_response()),
        Ok(Taken::Refused(why)) => Ok(respond(&visit, &draft, &draft.row, Some(refusal(visit.tr, &why)), None).await),
        Err(failure) => {
            let (row, told) = overtaken(&state, failure, &draft).await?;
            // No page can fill in a file.
            let again = Some(visit.tr.t("editor-file-again"));
            Ok(respond(&visit, &draft, &row, again, Some(told)).await)
        }
    }
}

/// The revision that the form was made of, the file's name and the file.
async fn take(mut sent: Multipart) -> Result<(i32, String, Vec<u8>), Failure> {
    let (mut seen, mut name, mut bytes) = (0, String::new(), Vec::new());
    while let Some(field) = sent.next_field().await.map_err(|error| unreadable(&error))? {
        match field.name().unwrap_or_default() {
            "revision" => seen = field.text().await.map_err(|error| unreadable(&error))?.parse().unwrap_or(0),
            "file" => {
                name = field.file_name().unwrap_or_default().to_owned();
                bytes = field.bytes().await.map_err(|error| unreadable(&error))?.to_vec();
            }
            _ => {}
        }
    }
    Ok((seen, name, bytes))
}

fn refusal(tr: Tr, why: &Refusal) -> String {
    let row = why.row().map_or(0, |row| i64::try_from(row).unwrap_or(i64::MAX));
    let column = why.column().unwrap_or_default().chars().take(60).collect::<String>();
    tr.ta(&format!("doctor-refusal-{}", why.code()), &[("row", row.to_string().into()), ("column", column.into())])
}

fn unreadable(error: &MultipartError) -> Failure {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Failure::TooLarge,
        _ => Failure::BadRequest("form"),
    }
}

async fn respond(
    visit: &Visit,
    draft: &EditableDraft,
    row: &DataDraftRow,
    error: Option<String>,
    overtaken: Option<Overtaken>,
) -> Response {
    let tr = visit.tr;
    let (failed, conflict) = (error.is_some(), overtaken.is_some());
    let view = FileView {
        tr,
        action: format!("{}/file", address(row)),
        back: address(row),
        revision: row.revision,
        title: title(tr, row),
        before: row.upload.as_ref().map(|_| (row.upload_name.clone(), row.upload_rows)),
        error,
        overtaken,
    };
    let here = tr.t("editor-file");
    let head = Page::titled(&here).crumbs(crumbs(visit, draft, Some(&here))).failed(failed);
    let head = if conflict { head.status(StatusCode::CONFLICT) } else { head };
    visit.page(head, move || page(view)).await
}
