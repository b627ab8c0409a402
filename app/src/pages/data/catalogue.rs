//! The catalogue: search, filters with counts, and what there is.

use super::{counted, pages};
use crate::l10n::Tr;
use crate::pages::register::filters_chosen;
use crate::ui::{EmptyState, FilterGroup, FilterOption, FilterPanel, Link, SearchBox, Tag, Tone};
use chrono::NaiveDate;
use leptos::prelude::*;

/// The catalogue as asked for.
#[derive(Clone)]
pub struct CatalogueView {
    pub tr: Tr,
    pub typed: String,
    pub facets: Vec<Facet>,
    pub sets: Vec<SetLine>,
    /// How many sets were found.
    pub count: usize,
    /// How many there are in all.
    pub all: usize,
    /// From 1.
    pub page: usize,
    pub pages: usize,
    /// The question without the page, ready for an address: `q=…&theme=econ`.
    pub query: String,
    /// How the sets are sorted, and how they can be; in the locale keys `data-sort-…`.
    pub sort: &'static str,
    pub sorts: Vec<&'static str>,
}

/// Filters of one kind.
#[derive(Clone)]
pub struct Facet {
    /// In the address, and in the locale key `data-filter-…`.
    pub name: &'static str,
    pub options: Vec<FacetOption>,
}

#[derive(Clone)]
pub struct FacetOption {
    pub value: String,
    pub text: String,
    pub count: usize,
    pub checked: bool,
}

/// A set in the list.
#[derive(Clone)]
pub struct SetLine {
    pub id: String,
    pub title: String,
    pub owner: String,
    pub period: String,
    /// In Minsk.
    pub updated_on: NaiveDate,
    pub late: bool,
    pub rows: i64,
    pub synthetic: bool,
}

pub fn page(view: CatalogueView) -> impl IntoView {
    let tr = view.tr;
    if view.all == 0 {
        return view! {
            <h1>{tr.t("data-title")}</h1>
            <EmptyState title=tr.t("data-none-yet")><p>{tr.t("data-none-yet-about")}</p></EmptyState>
        }
        .into_any();
    }
    let mut kept: Vec<(String, String)> = view
        .facets
        .iter()
        .flat_map(|facet| facet.options.iter().filter(|o| o.checked).map(|o| (facet.name.to_owned(), o.value.clone())))
        .collect();
    kept.push(("sort".to_owned(), view.sort.to_owned()));
    let found = tr.ta("data-found", &[("count", (view.count as i64).into())]);
    let query = view.query.clone();
    let href = move |page: usize| match query.is_empty() {
        true => format!("/data?page={page}"),
        false => format!("/data?{query}&page={page}"),
    };
    view! {
        <div class="stack">
            <h1>{tr.t("data-title")}</h1>
            <p class="lead">{tr.t("data-about")}</p>
            <div class="two-thirds">
                <SearchBox
                    label=tr.t("data-search-label")
                    action="/data"
                    button=tr.t("search-button")
                    value=view.typed.clone()
                    hint=tr.t("data-search-hint")
                    id="data-q"
                    kept=kept
                />
            </div>
            <div class="split side-first">
                {filters(&view)}
                <div class="stack">
                    <p role="status">{found}</p>
                    {sorting(&view)}
                    {list(tr, view.sets)}
                    {pages(tr, view.page, view.pages, href)}
                </div>
            </div>
            {for_programs(tr)}
        </div>
    }
    .into_any()
}

fn filters(view: &CatalogueView) -> impl IntoView + use<> {
    let tr = view.tr;
    let ticked = view.facets.iter().flat_map(|facet| &facet.options).filter(|option| option.checked).count();
    let chosen = filters_chosen(tr, ticked);
    let groups = view.facets.iter().map(|facet| {
        let options = facet.options.iter().map(|option| {
            FilterOption::new(option.value.clone(), option.text.clone())
                .count(option.count.to_string())
                .checked(option.checked)
        });
        FilterGroup::new(tr.t(&format!("data-filter-{}", facet.name)), facet.name, options.collect())
    });
    let groups: Vec<FilterGroup> = groups.collect();
    let mut kept = if view.typed.is_empty() { Vec::new() } else { vec![("q".to_owned(), view.typed.clone())] };
    kept.push(("sort".to_owned(), view.sort.to_owned()));
    let clear = (!view.query.is_empty()).then(|| Link::new(tr.t("data-clear"), "/data"));
    view! {
        <div>
            <FilterPanel title=tr.t("data-filters") action="/data" groups=groups submit=tr.t("data-apply") clear=clear kept=kept chosen=chosen />
        </div>
    }
}

/// Links to the same sets in another order.
fn sorting(view: &CatalogueView) -> impl IntoView + use<> {
    let tr = view.tr;
    let plain: Vec<&str> =
        view.query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("sort=")).collect();
    let ways: Vec<_> = view
        .sorts
        .iter()
        .map(|sort| {
            let pair = format!("sort={sort}");
            let href = format!("/data?{}", plain.iter().copied().chain([pair.as_str()]).collect::<Vec<_>>().join("&"));
            let here = (*sort == view.sort).then_some("true");
            view! { <a href=href aria-current=here>{tr.t(&format!("data-sort-{sort}"))}</a> }
        })
        .collect();
    view! { <p class="cluster">{tr.t("data-sort")} {ways}</p> }
}

fn list(tr: Tr, sets: Vec<SetLine>) -> AnyView {
    if sets.is_empty() {
        return view! { <EmptyState title=tr.t("data-nothing-found")><p>{tr.t("data-nothing-found-try")}</p></EmptyState> }
            .into_any();
    }
    let sets: Vec<_> = sets.into_iter().map(|set| line(tr, set)).collect();
    view! { <ol class="results">{sets}</ol> }.into_any()
}

pub(super) fn line(tr: Tr, set: SetLine) -> impl IntoView {
    let rows = counted(tr, "data-rows", set.rows);
    let updated = tr.ta("data-updated", &[("date", tr.date_short(set.updated_on).into())]);
    view! {
        <li>
            <h2><a href=format!("/data/{}", set.id)>{set.title}</a></h2>
            <div class="cluster">
                {set.late.then(|| view! { <Tag text=tr.t("data-late") tone=Tone::Amber /> })}
                {set.synthetic.then(|| view! { <Tag text=tr.t("data-synthetic") /> })}
            </div>
            <p class="soft">{set.owner}</p>
            <p class="soft">{format!("{updated} · {} · {rows}", set.period)}</p>
        </li>
    }
}

fn for_programs(tr: Tr) -> impl IntoView {
    view! {
        <h2>{tr.t("data-programs")}</h2>
        <ul>
            <li><a href="/councils">{tr.t("data-councils")}</a></li>
            <li><a href="/catalog.ttl">"DCAT-AP: Turtle"</a>", "<a href="/catalog.jsonld">"JSON-LD"</a>", "<a href="/catalog.rdf">"RDF/XML"</a></li>
            <li><a href="/api/3/action/package_search">"CKAN API"</a></li>
            <li><a href="/data/feed.atom">"Atom"</a></li>
        </ul>
    }
}
