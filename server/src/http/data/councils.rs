//! `/councils`: the bodies of the region, and what each publishes.

use super::catalogue::line;
use super::question::answer;
use crate::failure::Failure;
use crate::http::visit::{Page, Visit};
use crate::state::AppState;
use crate::store::data_sets::{self as store, DataSetRow};
use app::pages::data::councils::{Branch, CouncilView, CouncilsView, council as council_page, page};
use app::ui::Crumb;
use axum::extract::{Path, State};
use axum::response::Response;
use chrono::NaiveDate;
use opendata::rows::Question;
use portal::lang::Lang;
use std::collections::HashMap;

/// A city's districts have administrations, not councils.
const NO_COUNCIL: &str = "city_district";

pub async fn councils(State(state): State<AppState>, visit: Visit) -> Result<Response, Failure> {
    let tr = visit.tr;
    let sets = state.db.read(|conn| Ok::<_, Failure>(store::all(conn)?)).await?;
    let today = state.clock.today();
    let mut counts: HashMap<i32, (usize, usize)> = HashMap::new();
    for set in sets.iter().filter(|set| set.kind == "council") {
        if let Some(owner) = set.owner {
            let count = counts.entry(owner).or_default();
            *count = (count.0 + 1, count.1 + usize::from(set.is_late(today)));
        }
    }
    let view = CouncilsView {
        tr,
        councils: state.offices.all().iter().filter(|office| office.kind != NO_COUNCIL).count(),
        late: counts.values().filter(|(_, late)| *late > 0).count(),
        tree: below(&state, tr.lang(), None, &counts),
    };
    let title = tr.t("data-councils");
    let crumbs = vec![Crumb::new(tr.t("data-title"), "/data"), Crumb::here(title.clone())];
    Ok(visit.page(Page::titled(title).crumbs(crumbs), move || page(view)).await)
}

fn below(state: &AppState, lang: Lang, above: Option<i32>, counts: &HashMap<i32, (usize, usize)>) -> Vec<Branch> {
    let own = state.offices.all().iter().filter(|office| office.parent == above && office.kind != NO_COUNCIL);
    own.map(|office| {
        let (sets, late) = counts.get(&office.code).copied().unwrap_or_default();
        let below = below(state, lang, Some(office.code), counts);
        Branch { code: office.code, name: office.names().get(lang).to_owned(), sets, late, below }
    })
    .collect()
}

pub async fn council(
    State(state): State<AppState>,
    Path(code): Path<String>,
    visit: Visit,
) -> Result<Response, Failure> {
    let tr = visit.tr;
    let code = code.parse().ok().and_then(|code| state.offices.get(code)).filter(|office| office.kind != NO_COUNCIL);
    let office = code.cloned().ok_or(Failure::NotFound)?;
    let owner = office.code;
    let read = state.db.read(move |conn| {
        let sets = store::of_owner(conn, owner)?;
        let reception = sets.iter().find(|set| set.id == format!("reception-{owner}"));
        let reception = match reception {
            Some(row) => store::published(conn, row)?,
            None => None,
        };
        Ok::<_, Failure>((sets, reception))
    });
    let (sets, reception) = read.await?;
    let hours = match reception {
        None => Vec::new(),
        Some(published) => {
            let found = answer(&state, &published, Question { limit: 14, ..Question::default() }).await?;
            found.rows.iter().map(|(_, row)| hours(tr, row)).collect()
        }
    };
    let name = office.names().get(tr.lang()).to_owned();
    let view = CouncilView {
        tr,
        code: owner,
        name: name.clone(),
        area: office.area().get(tr.lang()).to_owned(),
        above: office.parent.map(|code| (code, state.offices.name(code, tr.lang()))),
        hours,
        sets: lines(&state, &visit, &sets, state.clock.today()),
    };
    let above = Crumb::new(tr.t("data-councils"), "/councils");
    let crumbs = vec![Crumb::new(tr.t("data-title"), "/data"), above, Crumb::here(name.clone())];
    Ok(visit.page(Page::titled(name).crumbs(crumbs), move || council_page(view)).await)
}

/// «панядзелак, 09:00–13:00, Председатель, 5».
fn hours(tr: app::l10n::Tr, row: &[opendata::Value]) -> String {
    let text: Vec<String> = row.iter().map(opendata::Value::to_text).collect();
    match text.as_slice() {
        [day, opens, closes, role, room] => {
            let day = tr.t(&format!("weekday-{day}"));
            format!("{day}: {opens}–{closes} · {role} · № {room}")
        }
        other => other.join(" · "),
    }
}

fn lines(
    state: &AppState,
    visit: &Visit,
    sets: &[DataSetRow],
    today: NaiveDate,
) -> Vec<app::pages::data::catalogue::SetLine> {
    sets.iter().map(|set| line(state, visit.tr, set, today)).collect()
}
