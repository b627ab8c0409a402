//! The office's cases: a dense table with the deadline first, filters beside it.

use super::deadline::Deadline;
use super::words;
use crate::l10n::Tr;
use crate::ui::{
    Button, ButtonKind, ButtonLink, Cell, Column, DataTable, EmptyState, FilterGroup, FilterOption, FilterPanel, Inset,
    Link, Page, Pagination, Row, SearchBox, Sort, Tab, Tabs, Tag, Tone, UnpText, page_window, safe_href,
};
use chrono::NaiveDate;
use leptos::prelude::*;
use portal::application::{Channel, Status};

/// The parts of the inbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Filed and in nobody's hands.
    Queue,
    /// In my hands.
    Mine,
    /// In anybody's hands: for supervisors.
    Held,
    /// Somebody else prepared the decision: it waits for a second person.
    Confirm,
    /// Due soon or overdue, in anybody's hands or nobody's.
    Due,
    /// The clock stands still: with the applicant, or waiting for the fee or for other bodies.
    Returned,
    Decided,
    /// Went to another office, the case or the company's file.
    Passed,
}

impl Part {
    pub const ALL: [Part; 8] =
        [Part::Queue, Part::Mine, Part::Held, Part::Confirm, Part::Due, Part::Returned, Part::Decided, Part::Passed];

    /// The word in the address.
    pub fn code(self) -> &'static str {
        match self {
            Part::Queue => "queue",
            Part::Mine => "mine",
            Part::Held => "held",
            Part::Confirm => "confirm",
            Part::Due => "due",
            Part::Returned => "returned",
            Part::Decided => "decided",
            Part::Passed => "passed",
        }
    }

    pub fn from_code(code: &str) -> Option<Part> {
        Part::ALL.into_iter().find(|part| part.code() == code)
    }

    pub fn title(self, tr: Tr) -> String {
        match self {
            Part::Queue => tr.t("inbox-queue"),
            Part::Mine => tr.t("inbox-mine"),
            Part::Held => tr.t("inbox-held"),
            Part::Confirm => tr.t("inbox-confirm"),
            Part::Due => tr.t("inbox-due"),
            Part::Returned => tr.t("inbox-waiting"),
            Part::Decided => tr.t("inbox-decided"),
            Part::Passed => tr.t("inbox-passed"),
        }
    }

    fn empty(self, tr: Tr) -> (String, String) {
        match self {
            Part::Queue => (tr.t("inbox-queue-empty"), tr.t("inbox-queue-empty-do")),
            Part::Mine => (tr.t("inbox-mine-empty"), tr.t("inbox-mine-empty-do")),
            Part::Held => (tr.t("inbox-held-empty"), tr.t("inbox-held-empty-do")),
            Part::Confirm => (tr.t("inbox-confirm-empty"), tr.t("inbox-confirm-empty-do")),
            Part::Due => (tr.t("inbox-due-empty"), tr.t("inbox-due-empty-do")),
            Part::Returned => (tr.t("inbox-waiting-empty"), tr.t("inbox-waiting-empty-do")),
            Part::Decided => (tr.t("inbox-decided-empty"), tr.t("inbox-decided-empty-do")),
            Part::Passed => (tr.t("inbox-passed-empty"), tr.t("inbox-passed-empty-do")),
        }
    }
}

/// A column that a clerk may have or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// When and how it was filed.
    Filed,
    Clerk,
    /// Who filed it.
    Applicant,
    /// Where it stands.
    Status,
}

impl Shown {
    pub const ALL: [Shown; 4] = [Shown::Filed, Shown::Clerk, Shown::Applicant, Shown::Status];
    /// What somebody has who never chose.
    pub const USUAL: [Shown; 2] = [Shown::Filed, Shown::Clerk];

    pub fn code(self) -> &'static str {
        match self {
            Shown::Filed => "filed",
            Shown::Clerk => "clerk",
            Shown::Applicant => "applicant",
            Shown::Status => "status",
        }
    }

    pub fn from_code(code: &str) -> Option<Shown> {
        Shown::ALL.into_iter().find(|shown| shown.code() == code)
    }

    pub fn title(self, tr: Tr) -> String {
        match self {
            Shown::Filed => tr.t("inbox-column-filed"),
            Shown::Clerk => tr.t("inbox-column-clerk"),
            Shown::Applicant => tr.t("inbox-column-applicant"),
            Shown::Status => tr.t("inbox-column-status"),
        }
    }
}

/// The sort of a list: the word in the address of its column, and which way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SortView {
    pub key: &'static str,
    pub descending: bool,
    /// The address of the same list, to which a sort is added.
    pub href: String,
}

impl SortView {
    fn column(&self, title: String, key: &'static str) -> Column {
        let (now, next) = match (self.key == key, self.descending) {
            (true, false) => (Sort::Ascending, format!("-{key}")),
            (true, true) => (Sort::Descending, key.to_owned()),
            (false, _) => (Sort::Unsorted, key.to_owned()),
        };
        Column::new(title).sortable(format!("{}&sort={next}", self.href), now)
    }
}

/// A list that somebody named and kept.
#[derive(Clone, Debug)]
pub struct KeptList {
    pub name: String,
    pub href: String,
    pub current: bool,
}

/// One case in the list.
#[derive(Clone, Debug)]
pub struct InboxRow {
    pub id: String,
    /// The case or, where it is another office's now, the company in the register.
    pub href: String,
    pub deadline: Deadline,
    /// Digits alone.
    pub number: String,
    pub company: String,
    /// `None` while nothing is registered.
    pub unp: Option<i64>,
    pub procedure: String,
    pub filed_on: NaiveDate,
    pub channel: Channel,
    pub clerk: Option<String>,
    /// Who filed it, or drew it up for paper.
    pub applicant: String,
    pub status: Status,
    /// Filed again after a correction.
    pub corrected: bool,
    /// Messages of the applicant's side that the clerk has not seen.
    pub unread: i64,
    /// The revision that the reader has before them.
    pub revision: i32,
    /// Its decision is prepared and waits for a second person.
    pub prepared: bool,
    /// Where it went and when.
    pub passed: Option<(String, NaiveDate)>,
}

/// One filter with its count.
#[derive(Clone, Debug)]
pub struct FilterView {
    pub value: String,
    pub text: String,
    pub count: i64,
    pub checked: bool,
}

/// Everything that the inbox shows.
#[derive(Clone)]
pub struct InboxView {
    pub tr: Tr,
    pub office: String,
    /// The part shown; `None` while all of them are searched.
    pub part: Option<Part>,
    /// The parts and how many cases are in each, in digits.
    pub parts: Vec<(Part, String)>,
    /// What is searched for.
    pub query: String,
    pub channels: Vec<FilterView>,
    pub clerks: Vec<FilterView>,
    pub procedures: Vec<FilterView>,
    /// How near the deadline is.
    pub due: Vec<FilterView>,
    pub columns: Vec<Shown>,
    /// `None` where the list has an order of its own.
    pub sort: Option<SortView>,
    pub lists: Vec<KeptList>,
    pub supervisor: bool,
    /// Cases can be chosen for doing something with many at once; what stands behind `/office?`.
    pub choosable: Option<String>,
    /// The address at which this list is named and kept.
    pub keep_href: Option<String>,
    pub rows: Vec<InboxRow>,
    pub found: i64,
    /// What is searched for says so little that only undecided cases were looked at.
    pub cut: bool,
    /// From 1.
    pub page: usize,
    pub pages: usize,
    /// Address of another page of the same list, without the number at its end.
    pub page_href: String,
    /// The address of this very page, and where a script learns what it would show now.
    pub here: String,
    pub news: Option<String>,
}

pub fn page(view: InboxView) -> impl IntoView {
    let tr = view.tr;
    let part = view.part;
    let tabs = view.parts.iter().map(|(tab, count)| {
        Tab::new(tab.title(tr), format!("/office?tab={}", tab.code())).count(count.clone()).current(part == Some(*tab))
    });
    let tabs: Vec<Tab> = tabs.collect();
    view! {
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
        let clear =
            filtered(view).then(|| Link::new(tr.t("inbox-clear"), format!("/office?tab={}", part.code())));
        let kept = vec![("tab".to_owned(), part.code().to_owned())];
        view! { <FilterPanel title=tr.t("inbox-filters") action="/office" groups submit=tr.t("inbox-apply") clear kept /> }
    });
    view! { {search} {lists(view)} {panel} {wishes(view)} }
}

/// Whether a filter is on.
fn filtered(view: &InboxView) -> bool {
    [&view.channels, &view.clerks, &view.procedures, &view.due].into_iter().flatten().any(|f| f.checked)
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
    let table = view! { <DataTable caption=title columns rows caption_hidden=hidden dense=true row_links=true /> };
    let Some(query) = choosable else { return view! { {table} {pages} }.into_any() };
    let all = tr.ta("run-choose-all", &[("cases", view.found.min(MOST_AT_ONCE).into())]);
    view! {
        <form method="post" action="/office/runs">
            <input type="hidden" name="query" value=query />
            {table}
            <div class="actions no-print">
                <Button text=tr.t("run-choose") kind=ButtonKind::Secondary />
                <Button text=all kind=ButtonKind::Plain name="all" value="yes" />
            </div>
        </form>
        {pages}
    }
    .into_any()
}

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
        let text = tr.ta("messages-unread", &[("count", case.unread.into())]);
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
    let filtered = filtered(view);
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
