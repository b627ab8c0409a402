//! The documents of one's application.

use crate::access::OwnApplication;
use crate::failure::Failure;
use crate::state::AppState;
use crate::store::documents::{self, DocumentRow};
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

pub async fn show(
    State(state): State<AppState>,
    application: OwnApplication,
    Path((_, document)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let found = state.db.read(move |conn| documents::find(conn, &document).map_err(Failure::from)).await?;
    let document = found.filter(|d| d.application_id == application.row.id).ok_or(Failure::NotFound)?;
    Ok(pdf(document))
}

/// A PDF to open or keep. One that is still being typeset is asked for again by the browser itself.
pub fn pdf(document: DocumentRow) -> Response {
    let Some(bytes) = document.bytes else {
        return (
            StatusCode::ACCEPTED,
            [(header::REFRESH, "2"), (header::CONTENT_TYPE, "text/plain; charset=utf-8")],
            "…\n",
        )
            .into_response();
    };
    named_pdf(bytes, &format!("akno-{}-{}.pdf", document.kind, document.round))
}

/// Bytes of a PDF under a file name of ASCII letters.
pub fn named_pdf(bytes: impl IntoResponse, name: &str) -> Response {
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/pdf"));
    if let Ok(disposition) = HeaderValue::from_str(&format!("inline; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    response
}
