//! The cases of the region's offices.

use super::crumbs;
use crate::access::RegionReader;
use crate::failure::Failure;
use crate::http::urls::encode;
use crate::http::visit::{Page, Visit};
use crate::state::AppState;
use crate::store::audited::{self, Wanted};
use app::pages::administration::cases::{CasesView, LineView, page};
use axum::extract::{Query, State};
use axum::response::Response;
use portal::answers::Answers;
use portal::application::Status;

/// Cases on a page.
const SHOWN: usize = 50;

const BASE: &str = "/office/region/cases";

const ASKED: [&str; 5] = ["q", "office", "status", "part", "before"];

pub async fn list(
    State(state): State<AppState>,
    reader: RegionReader,
    Query(pairs): Query<Vec<(String, String)>>,
    visit: Visit,
) -> Result<Response, Failure> {
    let mut asked = Answers::default();
    for (name, value) in pairs.iter().filter(|(name, _)| ASKED.contains(&name.as_str())) {
        asked.set(name, &value.replace('\0', ""));
    }
    let tr = visit.tr;
    let codes = reader.offices(&state);
    let digits: String = asked.get("q").chars().filter(char::is_ascii_digit).take(20).collect();
    let wanted = Wanted {
        digits: (!asked.get("q").trim().is_empty()).then_some(digits),
        office: asked.get("office").parse().ok(),
        among: Some(codes.clone()),
        status: Status::from_code(asked.get("status")),
        overdue_on: (asked.get("part") == "overdue").then(|| state.clock.today()),
        before: Some(asked.get("before").to_owned()).filter(|id| !id.is_empty()),
    };
    let limit = i64::try_from(SHOWN + 1).unwrap_or(i64::MAX);
    let mut rows = state.db.read(move |conn| audited::find(conn, &wanted, limit).map_err(Failure::from)).await?;
    let more = rows.len() > SHOWN;
    rows.truncate(SHOWN);
    let older = rows.last().filter(|_| more).map(|last| {
        let kept = ["q", "office", "status", "part"].map(|name| format!("{name}={}", encode(asked.get(name))));
        format!("{BASE}?{}&before={}", kept.join("&"), last.id)
    });
    let line = |row: &crate::store::applications::ApplicationRow| LineView {
        id: row.id.clone(),
        number: row.number.clone().unwrap_or_default(),
        procedure: tr.t(&format!("procedure-{}", row.procedure)),
        office: row.office.map(|code| state.offices.name(code, tr.lang())).unwrap_or_default(),
        status: row.status(),
        filed_on: row.filed_on,
        due_on: row.due_on,
    };
    let lede = if asked.get("part") == "overdue" { "region-cases-overdue" } else { "region-cases-lede" };
    let view = CasesView {
        tr,
        lines: rows.iter().map(line).collect(),
        filtered: ["q", "office", "status", "part"].iter().any(|name| !asked.get(name).is_empty()),
        asked,
        offices: state.offices.named(codes, tr.lang()),
        older,
        base: BASE,
        lede: tr.t(lede),
    };
    let title = tr.t("audited-title");
    let head = Page::titled(&title).crumbs(crumbs(&visit, &title));
    Ok(visit.page(head, move || page(view)).await)
}
