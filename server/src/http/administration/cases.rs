//! The cases of every office, before an auditor.

use super::{crumbs, typed};
use crate::access::Auditor;
use crate::failure::Failure;
use crate::http::urls::encode;
use crate::http::visit::{Page, Visit};
use crate::state::AppState;
use crate::store::audited::{self, Wanted};
use app::pages::administration::cases::{BASE, CasesView, LineView, page};
use axum::extract::{Query, State};
use axum::response::Response;
use portal::application::Status;

/// Cases on a page.
const SHOWN: usize = 50;

pub async fn list(
    State(state): State<AppState>,
    _: Auditor,
    Query(pairs): Query<Vec<(String, String)>>,
    visit: Visit,
) -> Result<Response, Failure> {
    let asked = typed(&pairs, &["q", "office", "status", "before"]);
    let digits: String = asked.get("q").chars().filter(char::is_ascii_digit).take(20).collect();
    let wanted = Wanted {
        // What holds no digit is no number, and finds nothing.
        digits: (!asked.get("q").trim().is_empty()).then_some(digits),
        office: asked.get("office").parse().ok(),
        status: Status::from_code(asked.get("status")),
        before: Some(asked.get("before").to_owned()).filter(|id| !id.is_empty()),
        ..Wanted::default()
    };
    let limit = i64::try_from(SHOWN + 1).unwrap_or(i64::MAX);
    let mut rows = state.db.read(move |conn| audited::find(conn, &wanted, limit).map_err(Failure::from)).await?;
    let more = rows.len() > SHOWN;
    rows.truncate(SHOWN);
    let tr = visit.tr;
    let older = rows.last().filter(|_| more).map(|last| {
        let kept = ["q", "office", "status"].map(|name| format!("{name}={}", encode(asked.get(name))));
        format!("/office/administration/cases?{}&before={}", kept.join("&"), last.id)
    });
    let registering = state.offices.ever().filter(|office| office.registering);
    let view = CasesView {
        tr,
        lines: rows
            .iter()
            .map(|row| LineView {
                id: row.id.clone(),
                number: row.number.clone().unwrap_or_default(),
                procedure: tr.t(&format!("procedure-{}", row.procedure)),
                office: row.office.map(|code| state.offices.name(code, tr.lang())).unwrap_or_default(),
                status: row.status(),
                filed_on: row.filed_on,
                due_on: row.due_on,
            })
            .collect(),
        filtered: ["q", "office", "status"].iter().any(|name| !asked.get(name).is_empty()),
        asked,
        // Councils have no cases; one that closed may have had some.
        offices: state.offices.named(registering.map(|office| office.code), tr.lang()),
        older,
        base: BASE,
        lede: tr.t("audited-lede"),
    };
    let title = tr.t("audited-title");
    let head = Page::titled(&title).crumbs(crumbs(&visit, &[], &title));
    Ok(visit.page(head, move || page(view)).await)
}
