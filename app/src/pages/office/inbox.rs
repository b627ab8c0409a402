//! The office's cases: a dense table with the deadline first, filters beside it.

mod view;

pub use view::{FilterView, InboxRow, InboxView, KeptList, Part, Shown, SortView};

use super::words;
use crate::l10n::Tr;
use crate::pages::register::filters_chosen;
use crate::ui::{
    Button, ButtonKind, ButtonLink, Cell, Column, DataTable, EmptyState, ErrorMessage, ErrorSummary, FieldError,
    FilterGroup, FilterOption, FilterPanel, Inset, Link, Page, Pagination, Row, SearchBox, Tab, Tabs, Tag, Tone,
    UnpText, page_window, safe_href,
};
use leptos::prelude::*;

pub fn page(view: InboxView) -> impl IntoView {
    let tr = view.tr;
    let part = view.part;
    let tabs = view.parts.iter().map(|(tab, count)| {
        Tab::new(tab.title(tr), format!("/office?tab={}", tab.code())).count(count.clone()).current(part == Some(*tab))
    });
    let tabs: Vec<Tab> = tabs.collect();
    let errors: Vec<FieldError> =
        view.unchosen.then(|| FieldError::new(CHOOSE, tr.t("run-none-chosen"))).into_iter().collect();
    view! {
        <ErrorSummary title=tr.t("error-summary-title") errors />
        <div class="page-head">
            <p class="caption">{view.office.clone()}</p>
            <h1>{tr.t("inbox-title")}</h1>
        </div>
        <Tabs label=tr.t("inbox-tabs") tabs />
        <div class="split side-first">
            <aside>{aside(&view)}</aside>
            <section>{news(&view)} {cut(&view)} {list(view)}</section>
        </div>
    }
}

/// What changed behind the list, told by a script that moves nothing: it fills the sentence in.
fn news(view: &InboxView) -> impl IntoView + use<> {
    let tr = view.tr;
    let here = safe_href(view.here.clone());
    view.news.clone().map(|src| {
        view! {
            <div id="news" class="news no-print" data-src=src data-says=tr.t("inbox-news")>
                <span role="status"></span>
                <a href=here>{tr.t("inbox-news-show")}</a>
            </div>
        }
    })
}

/// That the decided cases were not searched, and what would search them.
fn cut(view: &InboxView) -> impl IntoView + use<> {
    let text = view.cut.then(|| view.tr.t("inbox-search-cut"));
    text.map(|text| view! { <Inset tone=Tone::Amber><p>{text}</p></Inset> })
}

fn aside(view: &InboxView) -> impl IntoView + use<> {
    let tr = view.tr;
    let search = view! {
        <SearchBox
            label=tr.t("inbox-search")
            hint=tr.t("inbox-search-hint")
            action="/office"
            button=tr.t("search-button")
            id="case-q"
            value=view.query.clone()
        />
    };
    let group = |title: String, name: &str, filters: &[FilterView]| {
        let options =
            filters.iter().map(|f| FilterOption::new(&f.value, &f.text).count(f.count.to_string()).checked(f.checked));
        (filters.len() > 1 || filters.iter().any(|f| f.checked))
            .then(|| FilterGroup::new(title, name, options.collect()))
    };
    let groups: Vec<FilterGroup> = [
        group(tr.t("inbox-filter-due"), "due", &view.due),
        group(tr.t("inbox-filter-procedure"), "procedure", &view.procedures),
        group(tr.t("inbox-channel"), "channel", &view.channels),
        group(tr.t("inbox-clerk"), "clerk", &view.clerks),
    ]
    .into_iter()
    .flatten()
    .collect();
    let panel = view.part.filter(|_| !groups.is_empty()).map(|part| {
        let ticked = ticked(view);
        let clear = (ticked > 0).then(|| Link::new(tr.t("inbox-clear"), format!("/office?tab={}", part.code())));
        let kept = vec![("tab".to_owned(), part.code().to_owned())];
        let chosen = filters_chosen(tr, ticked);
        view! {
            <FilterPanel
                title=tr.t("inbox-filters")
                action="/office"
                groups
                submit=tr.t("inbox-apply")
                clear
                kept
                chosen
            />
        }
    });
    view! { {search} {lists(view)} {panel} {wishes(view)} }
}

/// How many filters are on.
fn ticked(view: &InboxView) -> usize {
    [&view.channels, &view.clerks, &view.procedures, &view.due].into_iter().flatten().filter(|f| f.checked).count()
}

/// The lists that were kept, as links.
fn lists(view: &InboxView) -> impl IntoView + use<> {
    let tr = view.tr;
    let links = view.lists.iter().map(|list| {
        let current = list.current.then_some("page");
        view! { <li><a href=safe_href(list.href.clone()) aria-current=current>{list.name.clone()}</a></li> }
    });
    let links: Vec<_> = links.collect();
    (!links.is_empty()).then(|| {
        view! {
            <nav class="kept-lists" aria-label=tr.t("inbox-lists")>
                <h2>{tr.t("inbox-lists")}</h2>
                <ul>{links}</ul>
            </nav>
        }
    })
}

/// To keep this list, and to set up the inbox.
fn wishes(view: &InboxView) -> impl IntoView + use<> {
    let tr = view.tr;
    let keep = view.keep_href.clone().map(|href| view! { <li><a href=safe_href(href)>{tr.t("inbox-keep")}</a></li> });
    let distribute =
        view.supervisor.then(|| view! { <li><a href="/office/distribution">{tr.t("distribution-title")}</a></li> });
    let figures =
        view.supervisor.then(|| view! { <li><a href="/office/statistics">{tr.t("statistics-title")}</a></li> });
    let second =
        view.supervisor.then(|| view! { <li><a href="/office/second-person">{tr.t("second-person-title")}</a></li> });
    let letters = view.supervisor.then(|| view! { <li><a href="/office/letters">{tr.t("wording-title")}</a></li> });
    view! {
        <ul class="plain no-print">
            {keep}
            {distribute}
            {figures}
            {second}
            {letters}
            <li><a href="/office/absences">{tr.t("absences-title")}</a></li>
            <li><a href="/office/settings">{tr.t("inbox-settings")}</a></li>
        </ul>
    }
}

fn list(view: InboxView) -> AnyView {
    let tr = view.tr;
    if view.rows.is_empty() {
        return empty(&view);
    }
    let first = match view.part {
        Some(Part::Passed) => tr.t("inbox-column-passed"),
        Some(Part::Decided) => tr.t("inbox-column-decided"),
        _ => tr.t("inbox-column-deadline"),
    };
    let key = if view.part == Some(Part::Decided) { "decided" } else { "due" };
    let sorted = |title: String, key: &'static str| match &view.sort {
        Some(sort) => sort.column(title, key),
        None => Column::new(title),
    };
    // Where a case is in nobody's or in one's own hands, whose it is needs no column.
    let alone = matches!(view.part, Some(Part::Queue | Part::Mine | Part::Passed));
    let shown: Vec<Shown> = view.columns.iter().copied().filter(|shown| !(alone && *shown == Shown::Clerk)).collect();
    let mut columns = vec![
        sorted(first, key),
        Column::new(tr.t("inbox-column-number")),
        sorted(tr.t("inbox-column-company"), "company"),
    ];
    columns.extend(shown.iter().map(|shown| match shown {
        Shown::Filed => sorted(shown.title(tr), "filed"),
        _ => Column::new(shown.title(tr)),
    }));
    let title = match view.part {
        Some(part) => part.title(tr),
        None => tr.ta("inbox-found", &[("count", view.found.into()), ("query", view.query.clone().into())]),
    };
    let hidden = view.part.is_some();
    let pages = pagination(&view);
    let choosable = view.choosable.clone();
    let rows: Vec<Row> = view.rows.into_iter().map(|case| row(tr, case, &shown, choosable.is_some())).collect();
    let table = view! {
        <DataTable caption=title columns rows caption_hidden=hidden dense=true row_links=true wide=true />
    };
    let Some(query) = choosable else { return view! { {table} {pages} }.into_any() };
    let all = tr.ta("run-choose-all", &[("cases", view.found.min(MOST_AT_ONCE).into())]);
    let error = view.unchosen.then(|| {
        view! { <ErrorMessage id=format!("{CHOOSE}-error") text=tr.t("run-none-chosen") /> }
    });
    view! {
        <form method="post" action="/office/runs">
            <input type="hidden" name="query" value=query />
            {table}
            {error}
            <div class="actions no-print" id=CHOOSE tabindex="-1">
                <Button text=tr.t("run-choose") kind=ButtonKind::Secondary />
                <Button text=all kind=ButtonKind::Plain name="all" value="yes" />
            </div>
        </form>
        {pages}
    }
    .into_any()
}

/// Where the buttons over chosen cases are.
const CHOOSE: &str = "choose";

/// Cases with which something is done at once.
pub const MOST_AT_ONCE: i64 = 500;

fn row(tr: Tr, case: InboxRow, shown: &[Shown], choosable: bool) -> Row {
    let pick = choosable.then(|| {
        let label = tr.ta("run-pick", &[("number", words::number(&case.number).into())]);
        view! {
            <label class="pick no-print">
                <input class="tick" type="checkbox" name="case" value=case.id.clone() />
                <span class="vh">{label}</span>
            </label>
        }
    });
    let first = match case.passed {
        Some((to, on)) => view! {
            {tr.date(on)}
            <div class="soft small">{tr.ta("inbox-passed-to", &[("office", to.into())])}</div>
        }
        .into_any(),
        None => {
            let note = case.deadline.note(tr).map(|note| view! { <div class="soft small nowrap">{note}</div> });
            let deadline = view! { {case.deadline.view(tr)} {note} };
            match pick {
                Some(pick) => view! { <div class="picked">{pick} <div>{deadline}</div></div> }.into_any(),
                None => deadline.into_any(),
            }
        }
    };
    let corrected = case.corrected.then(|| view! { <div><Tag text=tr.t("inbox-corrected") tone=Tone::Blue /></div> });
    let unread = (case.unread > 0).then(|| {
        let text = tr.ta("inbox-unread", &[("count", case.unread.into())]);
        view! { <div><Tag text=text tone=Tone::Amber /></div> }
    });
    let prepared = case.prepared.then(|| view! { <div><Tag text=tr.t("inbox-prepared") tone=Tone::Amber /></div> });
    // For the script that counts what changed; what is another office's now has no id.
    let (id, revision) = ((!case.id.is_empty()).then_some(case.id), case.revision.to_string());
    let number = view! {
        <div>
            <a class="row-link nowrap" href=case.href data-case=id data-revision=revision>
                {words::number(&case.number)}
            </a>
            <div class="soft small">{case.procedure}</div>
            {corrected}
            {prepared}
            {unread}
        </div>
    };
    let company = view! {
        <div>
            {case.company}
            {case.unp.map(|unp| view! { <div class="soft small"><UnpText unp=unp.to_string() /></div> })}
        </div>
    };
    let mut cells = vec![Cell::view(first), Cell::view(number), Cell::view(company)];
    cells.extend(shown.iter().map(|shown| match shown {
        Shown::Filed => Cell::view(view! {
            <div>
                <span class="nowrap">{tr.date_short(case.filed_on)}</span>
                <div class="soft small">{words::channel(tr, case.channel)}</div>
            </div>
        }),
        Shown::Clerk => {
            let nobody = || view! { <span class="soft">"—"</span> }.into_any();
            Cell::view(case.clerk.clone().map_or_else(nobody, IntoAny::into_any))
        }
        Shown::Applicant => Cell::text(case.applicant.clone()),
        Shown::Status => {
            let (text, tone) = words::status(tr, case.status);
            Cell::view(view! { <Tag text tone /> })
        }
    }));
    Row::new(cells)
}

fn empty(view: &InboxView) -> AnyView {
    let tr = view.tr;
    let filtered = ticked(view) > 0;
    let (title, text) = match view.part {
        None => (tr.ta("inbox-search-empty", &[("query", view.query.clone().into())]), tr.t("inbox-search-empty-do")),
        Some(_) if filtered => (tr.t("inbox-filtered-empty"), tr.t("inbox-filtered-empty-do")),
        Some(part) => part.empty(tr),
    };
    let queue = (view.part == Some(Part::Mine)).then(
        || view! { <ButtonLink text=tr.t("inbox-to-queue") href="/office?tab=queue" kind=ButtonKind::Secondary /> },
    );
    let counter = (view.part == Some(Part::Queue)).then(
        || view! { <ButtonLink text=tr.t("inbox-to-counter") href="/office/counter" kind=ButtonKind::Secondary /> },
    );
    view! {
        <EmptyState title>
            <p>{text}</p>
            {queue}
            {counter}
        </EmptyState>
    }
    .into_any()
}

fn pagination(view: &InboxView) -> Option<AnyView> {
    let tr = view.tr;
    let (current, total) = (view.page, view.pages);
    let href = |page: usize| format!("{}{page}", view.page_href);
    (total > 1).then(|| {
        let pages: Vec<Page> = page_window(current, total)
            .into_iter()
            .map(|page| match page {
                None => Page::gap(),
                Some(n) => {
                    let label = tr.ta("inbox-page-number", &[("page", i64::try_from(n).unwrap_or(0).into())]);
                    let page = Page::new(n.to_string(), href(n), label);
                    if n == current { page.current() } else { page }
                }
            })
            .collect();
        let previous = (current > 1).then(|| Link::new(tr.t("inbox-page-previous"), href(current - 1)));
        let next = (current < total).then(|| Link::new(tr.t("inbox-page-next"), href(current + 1)));
        view! { <Pagination label=tr.t("inbox-page-label") pages previous next /> }.into_any()
    })
}
