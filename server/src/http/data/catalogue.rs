//! `/data`: what is published, by search and filters.

use crate::clock::minsk;
use crate::failure::Failure;
use crate::http::urls::encode;
use crate::http::visit::{Page, Visit};
use crate::state::AppState;
use crate::store::data_sets::{self as store, DataSetRow};
use app::l10n::Tr;
use app::pages::data::catalogue::{CatalogueView, Facet, FacetOption, SetLine, page};
use app::ui::Crumb;
use axum::extract::{Query, State};
use axum::response::Response;
use chrono::NaiveDate;
use std::collections::BTreeMap;

const PER_PAGE: usize = 20;

type Typed = Query<Vec<(String, String)>>;

/// The filters, in the order of the page; each is a word of a set.
const FACETS: [&str; 4] = ["kind", "theme", "period", "freshness"];

pub async fn catalogue(State(state): State<AppState>, visit: Visit, Query(typed): Typed) -> Result<Response, Failure> {
    let tr = visit.tr;
    let all = state.db.read(|conn| Ok::<_, Failure>(store::all(conn)?)).await?;
    let today = state.clock.today();
    let text = typed.iter().find(|(name, _)| name == "q").map_or("", |(_, text)| text.trim());
    let text: String = text.chars().take(200).collect();
    let words = super::question::words(&text);
    let found: Vec<&DataSetRow> = all.iter().filter(|set| words.iter().all(|word| set.search.contains(word))).collect();
    let chosen = |facet: &str| -> Vec<&str> {
        typed.iter().filter(|(name, _)| name == facet).map(|(_, value)| value.as_str()).collect()
    };
    let passes = |set: &DataSetRow, facet: &str| {
        let chosen = chosen(facet);
        chosen.is_empty() || chosen.contains(&word(set, facet, today))
    };
    let facets = FACETS.map(|facet| {
        // A filter's counts are of what the other filters leave.
        let others = found.iter().filter(|set| FACETS.iter().all(|other| *other == facet || passes(set, other)));
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for set in others {
            *counts.entry(word(set, facet, today)).or_default() += 1;
        }
        let options = counts.into_iter().map(|(value, count)| FacetOption {
            value: value.to_owned(),
            text: words_for(tr, facet, value),
            count,
            checked: chosen(facet).contains(&value),
        });
        Facet { name: facet, options: options.collect() }
    });
    let mut kept: Vec<&DataSetRow> =
        found.into_iter().filter(|set| FACETS.iter().all(|facet| passes(set, facet))).collect();
    // What is of the whole register and region comes before what is of one council.
    kept.sort_by_key(|set| (set.kind == "council", set.title().get(tr.lang()).to_owned()));
    let pages = kept.len().div_ceil(PER_PAGE).max(1);
    let number = typed.iter().find(|(name, _)| name == "page").and_then(|(_, value)| value.parse().ok());
    let number: usize = number.unwrap_or(1).clamp(1, pages);
    let shown = kept.iter().skip((number - 1) * PER_PAGE).take(PER_PAGE);
    let view = CatalogueView {
        tr,
        facets: facets.to_vec(),
        sets: shown.map(|set| line(&state, tr, set, today)).collect(),
        count: kept.len(),
        all: all.len(),
        page: number,
        pages,
        query: query(&text, &typed),
        typed: text,
    };
    let head = Page::titled(tr.t("data-title")).crumbs(vec![Crumb::here(tr.t("data-title"))]);
    Ok(visit.page(head, move || page(view)).await)
}

/// The word that a filter looks at.
fn word<'a>(set: &'a DataSetRow, facet: &str, today: NaiveDate) -> &'a str {
    match facet {
        "kind" => &set.kind,
        "theme" => &set.theme,
        "period" => &set.period,
        _ if set.is_late(today) => "late",
        _ => "current",
    }
}

fn words_for(tr: Tr, facet: &str, value: &str) -> String {
    let facet = if facet == "freshness" { "fresh" } else { facet };
    tr.t(&format!("data-{facet}-{value}"))
}

/// The question without its page, for addresses.
fn query(text: &str, typed: &[(String, String)]) -> String {
    let mut pairs = Vec::new();
    if !text.is_empty() {
        pairs.push(format!("q={}", encode(text)));
    }
    let filters = typed.iter().filter(|(name, value)| FACETS.contains(&name.as_str()) && value.len() < 40);
    pairs.extend(filters.take(40).map(|(name, value)| format!("{name}={}", encode(value))));
    pairs.join("&")
}

/// A set as lists show it.
pub(super) fn line(state: &AppState, tr: Tr, set: &DataSetRow, today: NaiveDate) -> SetLine {
    let owner = set.owner.map_or_else(|| tr.t("data-kind-register"), |code| state.offices.name(code, tr.lang()));
    SetLine {
        id: set.id.clone(),
        title: set.title().get(tr.lang()).to_owned(),
        owner,
        period: tr.t(&format!("data-period-{}", set.period)),
        updated_on: minsk(set.updated_at).date(),
        late: set.is_late(today),
        rows: set.row_count,
        synthetic: set.synthetic,
    }
}
