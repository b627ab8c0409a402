//! Is this document genuine? Answered to anyone, without sign-in and without anything personal.

use super::visit::{Page, Visit};
use crate::clock::minsk;
use crate::failure::Failure;
use crate::state::AppState;
use crate::store::{AnyConn, applications, companies, documents};
use app::pages::verify::{VerifyView, page};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;

pub async fn show(State(state): State<AppState>, Path(code): Path<String>, visit: Visit) -> Result<Response, Failure> {
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let Some(document) = documents::by_verify_code(conn, &code)? else { return Ok(None) };
        let Some(row) = applications::find(conn, &document.application_id)? else { return Ok(None) };
        let filing = applications::filings(conn, &row.id)?.into_iter().find(|f| f.round == document.round);
        let company = companies::find(conn, row.unp)?;
        Ok(filing.zip(company).map(|(filing, company)| (document, row, filing, company)))
    };
    let found = state.db.read(load).await?;
    let tr = visit.tr;
    let title = tr.t(if found.is_some() { "verify-genuine" } else { "verify-unknown" });
    let status = if found.is_some() { StatusCode::OK } else { StatusCode::NOT_FOUND };
    let view = VerifyView {
        tr,
        found: found.map(|(document, row, filing, company)| app::pages::verify::Found {
            kind: document.kind,
            procedure: row.procedure(),
            number: row.number.clone().unwrap_or_default(),
            company: company.title().to_owned(),
            unp: row.unp,
            filed: minsk(filing.filed_at),
            digest: filing.digest,
            file_digest: document.digest,
            superseded: document.round < row.round,
            status: row.status(),
        }),
    };
    Ok(visit.page(Page::titled(title).status(status), move || page(view)).await)
}
