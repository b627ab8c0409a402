//! The search of the register: one box, what it found, and what to try where it found nothing.

use super::{filters_chosen, grouped, spaced, standing_tone, standing_words};
use crate::l10n::Tr;
use crate::ui::{
    Choice, EmptyState, Field, FilterGroup, FilterOption, FilterPanel, Found, Link, Notification, NotificationKind,
    Page, Pagination, ResultList, SearchBox, Select, Width, page_window, unbroken,
};
use leptos::prelude::*;
use portal::company::{Kind, Standing};

/// What was typed, and what came of it.
#[derive(Clone)]
pub struct SearchView {
    pub tr: Tr,
    pub typed: String,
    /// Only the beginning of what was typed was looked for.
    pub cut: bool,
    pub answer: Answer,
    pub panel: PanelView,
}

/// The filters and the order.
#[derive(Clone)]
pub struct PanelView {
    pub groups: Vec<GroupView>,
    /// The days as typed, and what is wrong with them.
    pub from: String,
    pub from_wrong: Option<String>,
    pub until: String,
    pub until_wrong: Option<String>,
    /// The order chosen, and all of them with their words.
    pub sort: &'static str,
    pub sorts: Vec<(&'static str, String)>,
    /// Names and values of what is chosen: another text is searched for with the same filters.
    pub kept: Vec<(String, String)>,
    /// Address of the search without filters, where some are on.
    pub clear: Option<String>,
}

/// Filters of one kind.
#[derive(Clone)]
pub struct GroupView {
    pub title: String,
    pub name: &'static str,
    pub options: Vec<FilterView>,
}

/// One filter; `count` is how many it leaves, where that is known, or `about` how many.
#[derive(Clone)]
pub struct FilterView {
    pub value: String,
    pub text: String,
    pub count: Option<i64>,
    pub about: bool,
    pub checked: bool,
}

/// What a search came to.
#[derive(Clone)]
pub enum Answer {
    /// Nothing was asked.
    NotAsked,
    Found(FoundView),
    /// Nothing in the register is called that.
    NoSuchName,
    /// There may be such companies, but the filters leave none.
    NothingLeft,
    /// A filter is wrong; it says what.
    WrongFilters,
    /// Time was up before anything was found.
    TooSlow,
    /// A right UNP that the register does not have.
    NoSuchUnp(String),
    /// Nine digits, the last of which does not follow from the others; `expected` would.
    WrongCheckDigit {
        typed: String,
        expected: Option<u8>,
    },
    /// Nine digits that begin as no UNP does.
    WrongBeginning(String),
    /// Digits alone, more than nine of them.
    TooManyDigits(usize),
    /// A UNP with letters: a natural person's, none of which is in the register.
    PersonsUnp,
    /// No letter and no digit.
    OnlySigns,
}

/// One page of companies found.
#[derive(Clone)]
pub struct FoundView {
    pub companies: Vec<Hit>,
    /// How many were found, up to the most that is shown.
    pub count: i64,
    /// There are more than are shown.
    pub more: bool,
    /// About how many there are in all, where that is known.
    pub about: Option<i64>,
    /// Time was up before everything was looked at.
    pub late: bool,
    /// Nothing is spelt as typed; these are near it.
    pub corrected: bool,
    /// From 1.
    pub page: usize,
    pub pages: usize,
    /// Address of another page of the same list, without the number at its end.
    pub page_href: String,
}

/// A company found.
#[derive(Clone)]
pub struct Hit {
    pub unp: i64,
    pub kind: Kind,
    pub standing: Standing,
    /// The name in the reader's language.
    pub title: String,
    /// The name in the other language, where it is that which was found.
    pub also: Option<String>,
    pub address: Option<String>,
    /// Where it is the head or the activity that was found.
    pub head: Option<String>,
    pub activity: Option<String>,
}

pub fn page(view: SearchView) -> impl IntoView {
    let SearchView { tr, typed, cut, answer, panel } = view;
    let asked = !matches!(answer, Answer::NotAsked);
    let notice = cut.then(|| {
        view! { <Notification kind=NotificationKind::Info title=tr.t("register-search-cut") /> }
    });
    view! {
        <div class="stack">
            <h1>{tr.t("register-search-title")}</h1>
            <div class="two-thirds">
                <SearchBox
                    label=tr.t("register-search-label")
                    action="/register"
                    button=tr.t("search-button")
                    value=typed.clone()
                    hint=(!asked).then(|| tr.t("register-search-hint"))
                    id="register-q"
                    large=true
                suggestions=("/register/suggestions".to_owned(), tr.t("suggestions-found"))
                    kept=panel.kept.clone()
                />
            </div>
            {notice}
            <div class="split side-first">
                <aside>{filters(tr, typed.clone(), panel)}</aside>
                <section class="stack">{said(tr, typed, answer)}</section>
            </div>
            <p class="no-print"><a href="/register/batch">{tr.t("batch-title")}</a></p>
            <p class="no-print"><a href="/register/notices">{tr.t("notices-all")}</a></p>
        </div>
    }
}

fn said(tr: Tr, typed: String, answer: Answer) -> AnyView {
    match answer {
        Answer::NotAsked => view! { <p class="soft measure">{tr.t("register-search-about")}</p> }.into_any(),
        Answer::Found(found) => results(tr, found).into_any(),
        Answer::NoSuchName => {
            let title = tr.ta("register-none-name", &[("text", typed.into())]);
            nothing(title, vec![tr.t("register-none-name-try"), tr.t("register-none-whole")])
        }
        Answer::NothingLeft => nothing(tr.t("register-none-left"), vec![tr.t("register-none-left-try")]),
        Answer::WrongFilters => nothing(tr.t("register-filters-wrong"), vec![tr.t("register-filters-wrong-try")]),
        Answer::TooSlow => nothing(tr.t("register-too-slow"), vec![tr.t("register-too-slow-try")]),
        Answer::NoSuchUnp(unp) => {
            let title = tr.ta("register-none-unp", &[("unp", spaced(&unp).into())]);
            nothing(title, vec![tr.t("register-none-unp-try"), tr.t("register-none-whole")])
        }
        Answer::WrongCheckDigit { typed, expected } => {
            let title = tr.ta("register-wrong-digit", &[("unp", spaced(&typed).into())]);
            let text = match expected {
                Some(digit) => tr.ta("register-wrong-digit-try", &[("digit", digit.to_string().into())]),
                None => tr.t("register-wrong-digit-never"),
            };
            nothing(title, vec![text])
        }
        Answer::WrongBeginning(typed) => {
            let title = tr.ta("register-wrong-beginning", &[("unp", spaced(&typed).into())]);
            nothing(title, vec![tr.t("register-wrong-beginning-try")])
        }
        Answer::TooManyDigits(digits) => {
            let digits = i64::try_from(digits).unwrap_or(i64::MAX);
            let title = tr.ta("register-too-many-digits", &[("digits", digits.into())]);
            nothing(title, vec![tr.t("register-too-many-digits-try")])
        }
        Answer::PersonsUnp => nothing(tr.t("register-persons-unp"), vec![tr.t("register-persons-unp-try")]),
        Answer::OnlySigns => nothing(tr.t("register-only-signs"), vec![tr.t("register-search-hint")]),
    }
}

fn nothing(title: String, paragraphs: Vec<String>) -> AnyView {
    let paragraphs: Vec<_> = paragraphs.into_iter().map(|text| view! { <p>{text}</p> }).collect();
    view! { <EmptyState title=title>{paragraphs}</EmptyState> }.into_any()
}

fn results(tr: Tr, found: FoundView) -> impl IntoView {
    let most = grouped(found.count);
    let count = match (found.more, found.about) {
        (true, Some(about)) => {
            tr.ta("register-found-about", &[("about", grouped(about).into()), ("most", most.into())])
        }
        (true, None) => tr.ta("register-found-more", &[("most", most.into())]),
        (false, _) => tr.ta("register-found", &[("count", found.count.into())]),
    };
    let where_one_is = (found.pages > 1).then(|| {
        tr.ta("register-page", &[("page", found.page.to_string().into()), ("pages", found.pages.to_string().into())])
    });
    let notice = |key: &str| view! { <Notification kind=NotificationKind::Info title=tr.t(key) /> };
    let late = found.late.then(|| notice("register-late"));
    let corrected = found.corrected.then(|| notice("register-corrected"));
    let companies: Vec<Found> = found.companies.into_iter().map(|hit| company(tr, hit)).collect();
    view! {
        <div role="status">
            <p>{count}</p>
            {where_one_is.map(|text| view! { <p class="soft">{text}</p> })}
        </div>
        {late}
        {corrected}
        <ResultList results=companies />
        {(found.pages > 1).then(|| pages(tr, &found.page_href, found.page, found.pages))}
    }
}

fn company(tr: Tr, hit: Hit) -> Found {
    let href = format!("/register/{}", hit.unp);
    let mut found = Found::new(hit.title, href)
        .unp(hit.unp.to_string())
        .tag(standing_words(tr, hit.standing), standing_tone(hit.standing));
    match hit.kind {
        Kind::SoleProprietor => found = found.line(tr.t("kind-sole-proprietor")),
        Kind::LegalEntity => {}
    }
    if let Some(also) = hit.also {
        found = found.line(also);
    }
    if let Some(head) = hit.head {
        found = found.line(tr.ta("register-hit-head", &[("head", head.into())]));
    }
    if let Some(activity) = hit.activity {
        found = found.line(activity);
    }
    match hit.address {
        Some(address) => found.line(unbroken(&address)),
        None => found,
    }
}

fn filters(tr: Tr, typed: String, panel: PanelView) -> impl IntoView {
    let ticked = panel.groups.iter().flat_map(|group| &group.options).filter(|option| option.checked).count();
    let days = [&panel.from, &panel.until].into_iter().filter(|day| !day.is_empty()).count();
    let chosen = filters_chosen(tr, ticked + days);
    let groups: Vec<FilterGroup> = panel
        .groups
        .into_iter()
        .map(|group| {
            let options = group.options.into_iter().map(|filter| {
                let option = FilterOption::new(filter.value, filter.text).checked(filter.checked);
                match filter.count {
                    Some(count) if filter.about => {
                        option.count(tr.ta("register-tally-about", &[("count", grouped(count).into())]))
                    }
                    Some(count) => option.count(grouped(count)),
                    None => option,
                }
            });
            FilterGroup::new(group.title, group.name, options.collect())
        })
        .collect();
    let sorts: Vec<Choice> = panel.sorts.into_iter().map(|(code, words)| Choice::new(code, words)).collect();
    let open = panel.from_wrong.is_some() || panel.until_wrong.is_some();
    let clear = panel.clear.map(|href| Link::new(tr.t("register-filters-clear"), href));
    let kept = if typed.is_empty() { Vec::new() } else { vec![("q".to_owned(), typed)] };
    view! {
        <FilterPanel
            title=tr.t("register-filters")
            action="/register"
            groups
            submit=tr.t("register-filters-apply")
            clear
            kept
            chosen
            open
        >
            <Select label=tr.t("register-sort") name="sort" choices=sorts value=panel.sort />
            <Field
                label=tr.t("register-from")
                name="from"
                value=panel.from
                hint=tr.t("register-day-hint")
                error=panel.from_wrong
                width=Width::Chars10
            />
            <Field
                label=tr.t("register-until")
                name="until"
                value=panel.until
                error=panel.until_wrong
                width=Width::Chars10
            />
        </FilterPanel>
    }
}

fn pages(tr: Tr, page_href: &str, page: usize, pages: usize) -> impl IntoView + use<> {
    let href = |number: usize| format!("{page_href}{number}");
    let numbers = page_window(page, pages).into_iter().map(|number| match number {
        None => Page::gap(),
        Some(number) => {
            let label = tr.ta("page-number", &[("page", number.to_string().into())]);
            let one = Page::new(number.to_string(), href(number), label);
            if number == page { one.current() } else { one }
        }
    });
    let previous = (page > 1).then(|| Link::new(tr.t("page-previous"), href(page - 1)));
    let next = (page < pages).then(|| Link::new(tr.t("page-next"), href(page + 1)));
    view! { <Pagination label=tr.t("register-pages") pages=numbers.collect() previous=previous next=next /> }
}
