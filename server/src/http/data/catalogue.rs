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
use opendata::{Format, Licence, quality};
use portal::collation::compare;
use std::collections::BTreeMap;

const PER_PAGE: usize = 20;

type Typed = Query<Vec<(String, String)>>;

/// The filters, in the order of the page; each looks at the words of a set.
const FACETS: [&str; 8] = ["kind", "owner", "theme", "format", "period", "freshness", "licence", "quality"];
/// Councils that are offered as filters; the search finds the others.
const MOST_OWNERS: usize = 20;
/// How sets are sorted; the first where nothing is asked.
const SORTS: [&str; 4] = ["usual", "newest", "title", "complete"];

pub async fn catalogue(State(state): State<AppState>, visit: Visit, Query(typed): Typed) -> Result<Response, Failure> {
    let tr = visit.tr;
    let all = state.db.read(|conn| Ok::<_, Failure>(store::all(conn)?)).await?;
    let today = state.clock.today();
    let text = typed.iter().find(|(name, _)| name == "q").map_or("", |(_, text)| text.trim());
    let text: String = text.chars().take(200).collect();
    let words = super::question::words(&text);
    let sought = Sought::of(&words);
    let found: Vec<&DataSetRow> = all.iter().filter(|set| sought.fits(&set.search)).collect();
    let chosen = |facet: &str| -> Vec<&str> {
        typed.iter().filter(|(name, _)| name == facet).map(|(_, value)| value.as_str()).collect()
    };
    let passes = |set: &DataSetRow, facet: &str| {
        let chosen = chosen(facet);
        chosen.is_empty() || said(set, facet, today).iter().any(|word| chosen.contains(&word.as_str()))
    };
    let facets = FACETS.map(|facet| {
        // A filter's counts are of what the other filters leave.
        let others = found.iter().filter(|set| FACETS.iter().all(|other| *other == facet || passes(set, other)));
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for word in others.flat_map(|set| said(set, facet, today)) {
            *counts.entry(word).or_default() += 1;
        }
        let options = counts.into_iter().map(|(value, count)| FacetOption {
            text: words_for(&state, tr, facet, &value),
            count,
            checked: chosen(facet).contains(&value.as_str()),
            value,
        });
        let mut options: Vec<FacetOption> = options.collect();
        if facet == "owner" {
            // Those that are chosen always, then those with most sets.
            let order = |option: &FacetOption| (!option.checked, std::cmp::Reverse(option.count));
            options.sort_by(|one, other| {
                order(one).cmp(&order(other)).then_with(|| compare(tr.lang(), &one.text, &other.text))
            });
            options.truncate(MOST_OWNERS);
        }
        Facet { name: facet, options }
    });
    let kept = found.into_iter().filter(|set| FACETS.iter().all(|facet| passes(set, facet)));
    let mut titled: Vec<(String, &DataSetRow)> = kept.map(|set| (set.title().get(tr.lang()).to_owned(), set)).collect();
    let asked = typed.iter().find(|(name, _)| name == "sort").map_or("", |(_, value)| value.as_str());
    let sort = SORTS.into_iter().find(|sort| *sort == asked).unwrap_or(SORTS[0]);
    // What is of the whole register and region comes before what is of one council.
    let last = |set: &DataSetRow| sort == "usual" && set.kind == "council";
    titled.sort_by(|(title, set), (other_title, other)| {
        last(set).cmp(&last(other)).then_with(|| compare(tr.lang(), title, other_title))
    });
    let mut kept: Vec<&DataSetRow> = titled.into_iter().map(|(_, set)| set).collect();
    match sort {
        "newest" => kept.sort_by_key(|set| std::cmp::Reverse(set.updated_at)),
        "complete" => kept.sort_by_key(|set| std::cmp::Reverse(set.points)),
        _ => {}
    }
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
        query: query(&text, &typed, sort),
        sort,
        sorts: SORTS.to_vec(),
        typed: text,
    };
    let head = Page::titled(tr.t("data-title")).crumbs(vec![Crumb::here(tr.t("data-title"))]);
    Ok(visit.page(head, move || page(view)).await)
}

/// What is searched for: each word as it is written, or else as it sounds in either alphabet.
struct Sought(Vec<(String, Vec<String>)>);

impl Sought {
    fn of(words: &[String]) -> Sought {
        let sounds = |word: &String| portal::sound::sought(word).into_iter().flatten().collect();
        Sought(words.iter().map(|word| (word.clone(), sounds(word))).collect())
    }

    fn fits(&self, search: &str) -> bool {
        let mut keys: Option<Vec<String>> = None;
        self.0.iter().all(|(word, sounds)| {
            search.contains(word.as_str()) || {
                let keys = keys.get_or_insert_with(|| portal::sound::keys(search));
                // Two letters sound like the beginning of too much.
                let begins = |sound: &String| sound.len() > 2 && keys.iter().any(|key| key.starts_with(sound.as_str()));
                sounds.iter().any(begins)
            }
        })
    }
}

/// The words that a filter looks at.
fn said(set: &DataSetRow, facet: &str, today: NaiveDate) -> Vec<String> {
    let one = |word: &str| vec![word.to_owned()];
    match facet {
        "kind" => one(&set.kind),
        "owner" => set.owner.map(|code| code.to_string()).into_iter().collect(),
        "theme" => one(&set.theme),
        "format" => Format::ALL.map(|format| format.code().to_owned()).to_vec(),
        "period" => one(&set.period),
        "licence" => one(&set.licence),
        "quality" => one(quality::rating(u32::try_from(set.points).unwrap_or(0))),
        _ if set.is_late(today) => one("late"),
        _ => one("current"),
    }
}

fn words_for(state: &AppState, tr: Tr, facet: &str, value: &str) -> String {
    match facet {
        "owner" => value.parse().map_or_else(|_| value.to_owned(), |code| state.offices.name(code, tr.lang())),
        "format" => Format::from_code(value).map_or_else(|| value.to_owned(), |format| format.label().to_owned()),
        "licence" => Licence::from_code(value).map_or_else(|| value.to_owned(), |licence| licence.title().to_owned()),
        "quality" => tr.t(&format!("data-rating-{value}")),
        "freshness" => tr.t(&format!("data-fresh-{value}")),
        _ => tr.t(&format!("data-{facet}-{value}")),
    }
}

/// The question without its page, for addresses.
fn query(text: &str, typed: &[(String, String)], sort: &str) -> String {
    let mut pairs = Vec::new();
    if !text.is_empty() {
        pairs.push(format!("q={}", encode(text)));
    }
    let filters = typed.iter().filter(|(name, value)| FACETS.contains(&name.as_str()) && value.len() < 40);
    pairs.extend(filters.take(40).map(|(name, value)| format!("{name}={}", encode(value))));
    if sort != SORTS[0] {
        pairs.push(format!("sort={sort}"));
    }
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
