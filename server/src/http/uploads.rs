//! Files sent piece by piece by the script of the page of attachments: begin (or find again), ask how far,
//! add a piece. The header `upload-offset` says how many bytes are safe.

use super::attachments::sent;
use super::form::Sent;
use super::visit::Visit;
use crate::access::{AttachmentsDraft, OwnUpload};
use crate::failure::Failure;
use crate::office::uploads::{self, Announced, Put};
use crate::state::AppState;
use app::pages::attachments::{self as page, told};
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::json;

const OFFSET: HeaderName = HeaderName::from_static("upload-offset");
const LENGTH: HeaderName = HeaderName::from_static("upload-length");

#[derive(Deserialize)]
pub struct Beginning {
    #[serde(default)]
    name: String,
    #[serde(default)]
    size: u64,
    /// When the file was last changed.
    #[serde(default)]
    mark: String,
}

pub async fn create(
    State(state): State<AppState>,
    draft: AttachmentsDraft,
    visit: Visit,
    Sent(form): Sent<Beginning>,
) -> Result<Response, Failure> {
    let announced = Announced { name: form.name.clone(), size: form.size, mark: form.mark };
    Ok(match uploads::begin(&state, &draft, announced).await? {
        Ok(row) => {
            let address = format!("/applications/{}/uploads/{}", row.application_id, row.id);
            let body = json!({ "upload": address, "received": row.received });
            (StatusCode::CREATED, Json(body)).into_response()
        }
        Err(why) => {
            let (_, text) = told(visit.tr, &page::Sent::Refused { given: form.name, why });
            (StatusCode::UNPROCESSABLE_ENTITY, Json(json!({ "text": text }))).into_response()
        }
    })
}

pub async fn show(upload: OwnUpload) -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    tell(&mut response, OFFSET, upload.row.received.unsigned_abs());
    tell(&mut response, LENGTH, upload.row.size.unsigned_abs());
    response
}

pub async fn put(
    State(state): State<AppState>,
    upload: OwnUpload,
    visit: Visit,
    headers: HeaderMap,
    piece: Bytes,
) -> Result<Response, Failure> {
    let start = headers.get(OFFSET).and_then(|value| value.to_str().ok()).and_then(|text| text.parse().ok());
    let start = start.ok_or(Failure::BadRequest("form"))?;
    Ok(match uploads::put(&state, &upload, start, piece).await? {
        Put::Received(bytes) => {
            let mut response = StatusCode::NO_CONTENT.into_response();
            tell(&mut response, OFFSET, bytes);
            response
        }
        Put::Elsewhere(bytes) => {
            let mut response = (StatusCode::CONFLICT, Json(json!({ "received": bytes }))).into_response();
            tell(&mut response, OFFSET, bytes);
            response
        }
        Put::Whole(outcome) => {
            let (attached, text) = told(visit.tr, &sent(upload.row.name.clone(), outcome));
            let status = if attached { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
            (status, Json(json!({ "text": text }))).into_response()
        }
    })
}

fn tell(response: &mut Response, name: HeaderName, number: u64) {
    response.headers_mut().insert(name, HeaderValue::from(number));
}
