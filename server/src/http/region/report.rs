//! The yearly report of the region: its offices beside one another, as PDF.

use super::reckoned;
use crate::access::RegionReader;
use crate::failure::Failure;
use crate::http::cases::statistics::asked;
use crate::http::visit::Visit;
use crate::office::region_report;
use crate::state::AppState;
use app::pages::office::statistics::Period;
use app::pages::region::By;
use axum::extract::{Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use chrono::Datelike;

/// Of this or the last year, in the reader's language, as it is reckoned at this moment.
pub async fn show(
    State(state): State<AppState>,
    reader: RegionReader,
    Query(pairs): Query<Vec<(String, String)>>,
    visit: Visit,
) -> Result<Response, Failure> {
    let period = if asked(&pairs) == Period::Year { Period::Year } else { Period::LastYear };
    let mut figures = reckoned::figures(&state, reader.offices(&state), period, visit.tr).await?;
    By::Name.sort(visit.lang(), &mut figures.offices, false);
    let name = format!("akno-region-{}-{}.pdf", figures.from.year(), visit.lang().tag());
    let year = region_report::Year {
        tr: visit.tr,
        region: state.offices.name(reader.region, visit.lang()),
        time: (figures.from, figures.until),
        offices: figures.offices,
        whole: figures.whole,
        cut: figures.cut,
    };
    let document = region_report::sheet(&state, &year);
    let typeset = tokio::task::spawn_blocking(move || documents::typeset(&document)).await;
    let bytes = typeset.map_err(|e| Failure::Internal(e.to_string()))?.map_err(|e| Failure::Internal(e.to_string()))?;
    let headers = [
        (header::CONTENT_TYPE, "application/pdf".to_owned()),
        (header::CONTENT_DISPOSITION, format!("inline; filename=\"{name}\"")),
    ];
    Ok((headers, bytes).into_response())
}
