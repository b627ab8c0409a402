//! `/councils`: the bodies of the region, and what each publishes.

use super::catalogue::line;
use super::question::answer;
use crate::failure::Failure;
use crate::http::visit::{Page, Visit};
use crate::state::AppState;
use crate::store::data_sets::{self as store, DataSetRow};
use app::pages::data::councils::{
    Branch, Closing, CouncilView, CouncilsView, NoticeLine, council as council_page, page,
};
use app::ui::Crumb;
use axum::extract::{Path, State};
use axum::response::Response;
use chrono::NaiveDate;
use opendata::rows::{Question, Test};
use opendata::{Published, Schema, Value};
use portal::lang::Lang;
use std::collections::HashMap;

/// So many of a council's notices stand on its page; the set has all.
const NOTICES: usize = 5;

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
        // Who answers for any of them answers for the council's data.
        let wanted: Vec<DataSetRow> = match ["reception", "notices"].map(|kind| format!("{kind}-{owner}")) {
            own if sets.iter().any(|set| own.contains(&set.id)) => {
                sets.iter().filter(|set| own.contains(&set.id)).cloned().collect()
            }
            _ => sets.iter().take(1).cloned().collect(),
        };
        let published = store::published_of(conn, &wanted)?;
        Ok::<_, Failure>((sets, published))
    });
    let (sets, published) = read.await?;
    let contact = published.first().map(|published| {
        let passport = &published.passport;
        (passport.officer.get(tr.lang()).to_owned(), passport.contact.clone())
    });
    let of_kind = |kind: &str| {
        let id = format!("{kind}-{owner}");
        published.iter().find(|published| published.passport.id == id)
    };
    let hours = match of_kind("reception") {
        None => Vec::new(),
        Some(published) => {
            let found = answer(&state, published, Question { limit: 14, ..Question::default() }).await?;
            found.rows.iter().map(|(_, row)| hours(tr, row)).collect()
        }
    };
    let notices = match of_kind("notices") {
        None => None,
        Some(published) => Some(notices(&state, tr, published).await?),
    };
    let name = office.names().get(tr.lang()).to_owned();
    let view = CouncilView {
        tr,
        code: owner,
        name: name.clone(),
        area: office.area().get(tr.lang()).to_owned(),
        above: office.parent.map(|code| (code, state.offices.name(code, tr.lang()))),
        contact,
        reach: state.offices.contacts(owner),
        closure: state.offices.closure(owner).map(|row| Closing {
            on: row.closes_on,
            done: state.offices.is_closed(owner),
            successor: (row.successor, state.offices.name(row.successor, tr.lang())),
        }),
        hours,
        notices,
        sets: lines(&state, &visit, &sets, state.clock.today()),
    };
    let above = Crumb::new(tr.t("data-councils"), "/councils");
    let crumbs = vec![Crumb::new(tr.t("data-title"), "/data"), above, Crumb::here(name.clone())];
    Ok(visit.page(Page::titled(name).crumbs(crumbs), move || council_page(view)).await)
}

/// The newest of the notices that still count today.
async fn notices(state: &AppState, tr: app::l10n::Tr, published: &Published) -> Result<Vec<NoticeLine>, Failure> {
    let schema = &published.passport.schema;
    let open = schema.place("until").map(|column| (column, Test::AtLeast(Value::Date(state.clock.today()))));
    let newest = schema.place("published_on").map(|column| (column, true));
    let question = Question {
        filters: open.into_iter().collect(),
        sort: newest.into_iter().collect(),
        limit: NOTICES,
        ..Question::default()
    };
    let found = answer(state, published, question).await?;
    Ok(found.rows.iter().map(|(_, row)| notice(tr, schema, row)).collect())
}

/// A notice: the day of publishing, the subject, and until when it counts.
fn notice(tr: app::l10n::Tr, schema: &Schema, row: &[Value]) -> NoticeLine {
    let value = |name: &str| schema.place(name).and_then(|column| row.get(column));
    let day = |name: &str| match value(name) {
        Some(Value::Date(day)) => Some(tr.date(*day)),
        _ => None,
    };
    NoticeLine {
        day: day("published_on").unwrap_or_default(),
        text: value("subject").map(Value::to_text).unwrap_or_default(),
        until: day("until").map(|day| tr.ta("data-notice-until", &[("day", day.into())])),
    }
}

/// «панядзелак, 09:00–13:00, Председатель, 5».
fn hours(tr: app::l10n::Tr, row: &[Value]) -> String {
    let text: Vec<String> = row.iter().map(Value::to_text).collect();
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
