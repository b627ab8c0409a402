//! The documents of one's application.

use crate::access::OwnApplication;
use crate::failure::Failure;
use crate::http::visit::{Page, Visit};
use crate::state::AppState;
use crate::store::documents::{self, DocumentRow};
use app::pages::application::typesetting::{TypesettingView, page};
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::Duration;

/// A document is typeset in a second or two; the worker may have others before it.
const USUAL: Duration = Duration::minutes(1);

pub async fn show(
    State(state): State<AppState>,
    application: OwnApplication,
    Path((_, document)): Path<(String, String)>,
    visit: Visit,
) -> Result<Response, Failure> {
    let found = state.db.read(move |conn| documents::find(conn, &document).map_err(Failure::from)).await?;
    let document = found.filter(|d| d.application_id == application.row.id).ok_or(Failure::NotFound)?;
    Ok(pdf(&visit, document, format!("/applications/{}", application.row.id)).await)
}

/// A PDF to open or keep. For one that is still being typeset a page that says so and asks again by itself; `back` leads to
/// where its reader came from.
pub async fn pdf(visit: &Visit, document: DocumentRow, back: String) -> Response {
    match document.bytes {
        Some(bytes) => named_pdf(bytes, &format!("akno-{}-{}.pdf", document.kind, document.round)),
        None => typesetting(visit, visit.state.clock.now() - document.created_at > USUAL, back).await,
    }
}

async fn typesetting(visit: &Visit, late: bool, back: String) -> Response {
    let view = TypesettingView { tr: visit.tr, late, back };
    let head = Page::titled(visit.tr.t("typesetting-title")).status(StatusCode::ACCEPTED);
    let mut response = visit.page(head, move || page(view)).await;
    let again = if late { "30" } else { "2" };
    response.headers_mut().insert(header::REFRESH, HeaderValue::from_static(again));
    response
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
