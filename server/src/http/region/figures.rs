//! `/office/region`: the offices of the region beside one another.

use super::reckoned;
use crate::access::RegionReader;
use crate::failure::Failure;
use crate::http::cases::statistics::asked;
use crate::http::visit::{Page, Visit};
use crate::state::AppState;
use app::pages::region::{By, RegionView, page};
use app::ui::Crumb;
use axum::extract::{Query, State};
use axum::response::Response;

/// The column by which a table is sorted, and whether the greatest comes first.
pub(super) fn order(pairs: &[(String, String)]) -> (By, bool) {
    let value = |name: &str| pairs.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str());
    match value("sort").and_then(By::from_code) {
        Some(by) => (by, value("order") == Some("desc")),
        None => (By::Overdue, true),
    }
}

pub async fn show(
    State(state): State<AppState>,
    reader: RegionReader,
    Query(pairs): Query<Vec<(String, String)>>,
    visit: Visit,
) -> Result<Response, Failure> {
    let (tr, period, (by, descending)) = (visit.tr, asked(&pairs), order(&pairs));
    let mut figures = reckoned::figures(&state, reader.offices(&state), period, tr).await?;
    by.sort(tr.lang(), &mut figures.offices, descending);
    let view = RegionView {
        tr,
        region: state.offices.name(reader.region, tr.lang()),
        period,
        from: figures.from,
        until: figures.until,
        offices: figures.offices,
        whole: figures.whole,
        cut: figures.cut,
        by,
        descending,
    };
    let title = tr.t("region-title");
    let crumbs = match reader.audited {
        true => vec![Crumb::new(tr.t("administration-title"), "/office/administration"), Crumb::here(&title)],
        false => vec![Crumb::here(&title)],
    };
    Ok(visit.page(Page::titled(&title).crumbs(crumbs), move || page(view)).await)
}
