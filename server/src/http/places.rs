//! Suggestions for the fields of an address: settlements and streets of the register, as JSON.

use crate::failure::Failure;
use crate::state::AppState;
use crate::store::places as store;
use crate::store::projection::PlaceRow;
use axum::Json;
use axum::extract::{Query, State};
use axum::http::{HeaderName, header};
use axum::response::IntoResponse;
use portal::fold::fold;
use portal::lang::Lang;
use portal::offices;
use portal::places::{cities, districts};
use serde::Serialize;
use std::collections::HashSet;
use std::sync::LazyLock;

/// So many are offered.
const MOST: usize = 10;
/// Characters of a text that are looked at.
const LONGEST: usize = 80;
/// They change seldom and are the same for everybody.
const CACHED: [(HeaderName, &str); 1] = [(header::CACHE_CONTROL, "public, max-age=300")];

/// The answer: the best first.
#[derive(Serialize)]
struct Suggestions {
    suggestions: Vec<Suggestion>,
}

/// A settlement or a street.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
struct Suggestion {
    /// The register's abbreviation: «г.», «ул.».
    kind: String,
    name: String,
    /// Where it is: the district, or the settlement of a street. In Russian, as the register has it.
    note: String,
}

type Typed = Query<Vec<(String, String)>>;

/// `?q=&area=`: `area` is the code of a registering body.
pub async fn settlements(State(state): State<AppState>, Query(typed): Typed) -> Result<impl IntoResponse, Failure> {
    let (prefix, areas) = (folded(&typed, "q"), areas(&state, &typed));
    let (begins, within) = (prefix.clone(), areas.clone());
    let rows = state.db.read(move |conn| Ok::<_, Failure>(store::settlements(conn, &begins, &within, 40)?)).await?;
    let mut found = Found::default();
    for place in known_settlements().iter().filter(|place| place.key.starts_with(&prefix)) {
        if areas.is_empty() || place.areas.iter().any(|area| areas.contains(area)) {
            found.add(&place.kind, &place.name, &place.note);
        }
    }
    for row in rows {
        found.add(&row.settlement_kind, &row.settlement, &area_name(&state, row.area));
    }
    Ok((CACHED, Json(found.answer())))
}

/// `?q=&settlement=&area=`: streets of one settlement, where it is named.
pub async fn streets(State(state): State<AppState>, Query(typed): Typed) -> Result<impl IntoResponse, Failure> {
    let (prefix, areas) = (folded(&typed, "q"), areas(&state, &typed));
    let settlement = Some(folded(&typed, "settlement")).filter(|key| !key.is_empty());
    let named = settlement.is_some();
    let rows = state.db.read(move |conn| {
        let mut rows = store::streets(conn, &prefix, settlement.clone(), &areas, 40)?;
        if rows.len() < MOST && prefix.chars().count() >= 2 {
            rows.extend(store::streets_by_word(conn, &prefix, settlement, &areas, 40)?);
        }
        Ok::<_, Failure>(rows)
    });
    let mut found = Found::default();
    for row in rows.await? {
        let note = if named { String::new() } else { in_settlement(&row) };
        found.add(&row.street_kind, &row.street, &note);
    }
    Ok((CACHED, Json(found.answer())))
}

/// Suggestions in their order, none twice.
#[derive(Default)]
struct Found {
    seen: HashSet<Suggestion>,
    suggestions: Vec<Suggestion>,
}

impl Found {
    fn add(&mut self, kind: &str, name: &str, note: &str) {
        let one = Suggestion { kind: kind.to_owned(), name: name.to_owned(), note: note.to_owned() };
        if self.suggestions.len() < MOST && self.seen.insert(one.clone()) {
            self.suggestions.push(one);
        }
    }

    fn answer(self) -> Suggestions {
        Suggestions { suggestions: self.suggestions }
    }
}

fn folded(typed: &[(String, String)], name: &str) -> String {
    let text = typed.iter().find(|(found, _)| found == name).map_or("", |(_, value)| value);
    fold(&text.chars().take(LONGEST).collect::<String>())
}

/// The bodies under whose codes the places of the chosen area stand; none where no area is chosen.
fn areas(state: &AppState, typed: &[(String, String)]) -> Vec<i32> {
    let chosen: Option<i32> = typed.iter().find(|(name, _)| name == "area").and_then(|(_, value)| value.parse().ok());
    chosen.map(|code| state.offices.of_area(code)).unwrap_or_default()
}

fn area_name(state: &AppState, area: i32) -> String {
    state.offices.get(area).map(|office| office.area().get(Lang::Ru).to_owned()).unwrap_or_default()
}

fn in_settlement(row: &PlaceRow) -> String {
    format!("{} {}", row.settlement_kind, row.settlement).trim().to_owned()
}

/// Whether the region has a settlement of this folded name.
pub fn is_settlement(key: &str) -> bool {
    known_settlements().iter().any(|known| known.key == key)
}

/// A settlement known without the register's addresses.
struct Known {
    key: String,
    kind: String,
    name: String,
    note: String,
    /// The registering bodies of the places it lies in: two for a city of two districts.
    areas: Vec<i32>,
}

fn known_settlements() -> &'static [Known] {
    static KNOWN: LazyLock<Vec<Known>> = LazyLock::new(|| {
        let mut known: Vec<Known> = cities()
            .iter()
            .map(|city| {
                let areas = (0..city.districts.len()).map(|index| city.district_soato(index)).chain([city.soato()]);
                let areas = areas.filter_map(|soato| Some(offices::competent(soato)?.code)).collect();
                let name = city.names().ru;
                Known { key: fold(&name), kind: "г.".into(), name, note: String::new(), areas }
            })
            .collect();
        for district in districts() {
            let areas: Vec<i32> = offices::competent(district.soato()).map(|office| office.code).into_iter().collect();
            known.extend(district.settlements().into_iter().map(|place| Known {
                key: fold(&place.names.ru),
                kind: place.kind.abbreviation().to_owned(),
                name: place.names.ru,
                note: district.area().ru,
                areas: areas.clone(),
            }));
        }
        // The cities first, then by name.
        let cities = cities().len();
        known[cities..].sort_by(|a, b| a.key.cmp(&b.key));
        known
    });
    &KNOWN
}
