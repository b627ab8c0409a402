//! The page of a set: what it is, how fresh, its rows, its files, its columns, its versions.

use super::chart::{ChartView, chart};
use super::questions::{self, Questions};
use super::{counted, pages, size};
use crate::l10n::Tr;
use crate::ui::{Button, Width};
use crate::ui::{
    Cell, Choice, Column, DataTable, Details, Download, DownloadList, Inset, Notification, NotificationKind, Row,
    SearchBox, Select, Sort, SummaryList, SummaryRow,
};
use chrono::{NaiveDate, NaiveDateTime};
use leptos::prelude::*;

/// A set with one page of its rows.
#[derive(Clone)]
pub struct SetView {
    pub tr: Tr,
    pub id: String,
    pub title: String,
    pub about: String,
    pub note: Option<String>,
    pub owner: String,
    /// Code of the council.
    pub council: Option<i32>,
    pub officer: String,
    pub contact: String,
    pub area: String,
    pub theme: &'static str,
    pub period: &'static str,
    pub covers: (NaiveDate, NaiveDate),
    pub next_on: Option<NaiveDate>,
    pub late: bool,
    pub synthetic: bool,
    pub licence: (String, String),
    pub version: i32,
    pub rows: u64,
    /// In Minsk.
    pub made_at: NaiveDateTime,
    pub checked_at: NaiveDateTime,
    pub files: Vec<FileLine>,
    pub columns: Vec<ColumnLine>,
    /// How often its files were taken in the last 30 days, and ever.
    pub downloads: (i64, i64),
    pub key: Vec<String>,
    pub preview: Preview,
    pub chart: Option<ChartView>,
    pub versions: Vec<VersionLine>,
    pub scores: Scores,
    pub questions: Questions,
    /// Where the portal is.
    pub public_url: String,
    /// schema.org's description, for search engines; `<` in it is escaped.
    pub structured: String,
}

#[derive(Clone)]
pub struct FileLine {
    pub label: &'static str,
    pub href: String,
    pub permanent: String,
    pub size: u64,
    pub sha256: String,
}

#[derive(Clone)]
pub struct ColumnLine {
    pub name: String,
    pub kind: &'static str,
    pub title: String,
    pub unit: Option<String>,
    pub required: bool,
    /// What a reader must know of it besides its title.
    pub about: Option<String>,
    /// The only values that occur, where they are told.
    pub categories: Vec<String>,
    pub least: Option<f64>,
    pub most: Option<f64>,
}

#[derive(Clone)]
pub struct VersionLine {
    pub number: i32,
    pub made_at: NaiveDateTime,
    pub rows: i64,
    pub csv: String,
    /// Its rows are those of the version before: only what is said of them changed.
    pub same_rows: bool,
    /// Where the delta from the version before is.
    pub delta: Option<String>,
}

/// One thing that the quality of a description is reckoned from.
#[derive(Clone)]
pub struct MarkLine {
    /// In the locale key `data-mark-…`.
    pub code: &'static str,
    pub points: u32,
    pub of: u32,
}

/// How well the set is described, and how fresh it is.
#[derive(Clone)]
pub struct Scores {
    pub marks: Vec<MarkLine>,
    /// In the locale key `data-rating-…`.
    pub rating: &'static str,
    /// From 0 to 100.
    pub freshness: u32,
    pub days_late: i64,
}

/// One page of rows, as asked for.
#[derive(Clone)]
pub struct Preview {
    pub rows: Vec<Vec<String>>,
    pub total: u64,
    pub page: usize,
    pub pages: usize,
    pub typed: String,
    /// Some column is shown otherwise than the files have it, in which the words are looked for.
    pub reworded: bool,
    /// Column and whether from the last.
    pub sort: Option<(String, bool)>,
    /// Column and text of the filter.
    pub filter: Option<(String, String)>,
    /// What could not be understood, in words.
    pub fault: Option<String>,
    /// What is wrong with the text of the filter, in words.
    pub wrong: Option<String>,
    /// The question without sort and page, ready for an address.
    pub query: String,
    /// Where all these rows are as CSV.
    pub download: String,
}

pub fn page(view: SetView) -> impl IntoView {
    let tr = view.tr;
    let synthetic = view.synthetic.then(|| {
        view! { <Notification kind=NotificationKind::Info title=tr.t("data-synthetic-note") /> }
    });
    let note = view.note.clone().map(|note| view! { <Inset><p>{note}</p></Inset> });
    view! {
        <div class="stack">
            <h1>{view.title.clone()}</h1>
            <p class="lead">{view.about.clone()}</p>
            {synthetic}
            {freshness(&view)}
            {note}
            <h2 id="files">{tr.t("data-files")}</h2>
            {files(&view)}
            {drawing(&view)}
            <h2 id="rows">{tr.t("data-preview")}</h2>
            {preview(&view)}
            <h2 id="columns">{tr.t("data-columns")}</h2>
            {columns(&view)}
            <h2>{tr.t("data-passport")}</h2>
            {passport(&view)}
            <h2 id="quality">{tr.t("data-quality")}</h2>
            {quality(&view)}
            <h2 id="versions">{tr.t("data-versions")}</h2>
            {versions(&view)}
            <h2 id="questions">{tr.t("question-section")}</h2>
            {questions::section(tr, &view.id, &view.owner, &view.contact, &view.questions)}
            <h2>{tr.t("data-code")}</h2>
            {code(&view)}
            <script type="application/ld+json" inner_html=view.structured.clone()></script>
        </div>
    }
}

/// How fresh the set is, in a sentence.
fn freshness(view: &SetView) -> impl IntoView + use<> {
    let tr = view.tr;
    let made = tr.date(view.made_at.date());
    let checked = tr.moment(view.checked_at);
    let state = tr.ta("data-fresh", &[("made", made.into()), ("checked", checked.into())]);
    let next = match view.next_on {
        None => tr.t("data-next-none"),
        Some(day) if view.late => tr.ta("data-next-late", &[("date", tr.date(day).into())]),
        Some(day) => tr.ta("data-next", &[("date", tr.date(day).into())]),
    };
    view! { <p>{state}" "{if view.late { view! { <strong>{next}</strong> }.into_any() } else { next.into_any() }}</p> }
}

fn files(view: &SetView) -> impl IntoView + use<> {
    let tr = view.tr;
    let downloads =
        view.files.iter().map(|file| Download::new(file.label, file.href.clone()).detail(size(tr, file.size)));
    let downloads: Vec<Download> = downloads.collect();
    let rows = view.files.iter().map(|file| {
        Row::new(vec![
            Cell::text(file.label),
            Cell::link(file.permanent.clone(), file.permanent.clone()),
            Cell::view(view! { <code>{file.sha256.clone()}</code> }),
        ])
    });
    let rows: Vec<Row> = rows.collect();
    let heads = vec![Column::new(tr.t("data-format")), Column::new(tr.t("data-permanent")), Column::new("SHA-256")];
    let described = format!("/data/{}", view.id);
    let openapi = format!("/api/v1/data/{}/openapi.json", view.id);
    let usage = format!("{described}/usage.csv");
    let (lately, ever) = view.downloads;
    let counted = tr.ta("data-downloads", &[("lately", lately.into()), ("ever", ever.into())]);
    view! {
        <DownloadList files=downloads />
        <p class="soft">
            {counted} " " <a href=usage>{tr.t("data-downloads-csv")}</a>
        </p>
        <Details summary=tr.t("data-permanent-about")>
            <DataTable caption=tr.t("data-permanent") columns=heads rows=rows caption_hidden=true dense=true />
            <p>
                <a href=format!("{described}/datapackage.json")>"datapackage.json"</a>", "
                <a href=format!("{described}/csv-metadata.json")>"CSVW"</a>", "
                <a href=format!("{described}/croissant.json")>"Croissant"</a>", "
                <a href=format!("{described}/versions.json")>"versions.json"</a>", "
                <a href=openapi>"OpenAPI"</a>", "
                <a href=format!("{described}/meta.csv")>"meta.csv"</a>", "
                <a href=format!("{described}.ttl")>"Turtle"</a>", "
                <a href=format!("{described}.jsonld")>"JSON-LD"</a>", "
                <a href=format!("{described}.rdf")>"RDF/XML"</a>", "
                <a href=format!("{described}/feed.atom")>"Atom"</a>
            </p>
        </Details>
    }
}

/// The rows in groups, before the rows themselves.
fn drawing(view: &SetView) -> Option<AnyView> {
    let drawn = view.chart.clone()?;
    let action = format!("/data/{}", view.id);
    Some(view! { <h2 id="chart">{view.tr.t("data-chart")}</h2> {chart(drawn, action)} }.into_any())
}

fn preview(view: &SetView) -> impl IntoView + use<> {
    let tr = view.tr;
    let asked = &view.preview;
    let base = format!("/data/{}", view.id);
    let with = |more: String| match asked.query.is_empty() {
        true => format!("{base}?{more}#rows"),
        false => format!("{base}?{}&{more}#rows", asked.query),
    };
    let heads = view.columns.iter().map(|column| {
        let now = match &asked.sort {
            Some((name, false)) if *name == column.name => Sort::Ascending,
            Some((name, true)) if *name == column.name => Sort::Descending,
            _ => Sort::Unsorted,
        };
        let turned = if now == Sort::Ascending { "-" } else { "" };
        let head = Column::new(column.title.clone()).sortable(with(format!("sort={turned}{}", column.name)), now);
        if matches!(column.kind, "integer" | "number") { head.numeric() } else { head }
    });
    let heads: Vec<Column> = heads.collect();
    let rows: Vec<Row> =
        asked.rows.iter().map(|row| Row::new(row.iter().map(|text| Cell::text(text.clone())).collect())).collect();
    let sort = asked.sort.clone().map(|(name, last)| format!("{}{name}", if last { "-" } else { "" }));
    let mut kept: Vec<(String, String)> = sort.clone().map(|sort| ("sort".to_owned(), sort)).into_iter().collect();
    let (column, text) = asked.filter.clone().unwrap_or_default();
    let fault = asked.fault.clone();
    let fault = fault.map(|text| view! { <Notification kind=NotificationKind::Attention title=text /> });
    let total = counted(tr, "data-rows-found", i64::try_from(asked.total).unwrap_or(i64::MAX));
    let choices =
        view.columns.iter().map(|c| Choice::new(c.name.clone(), format!("{} — {}", c.name, c.title))).collect();
    let sorted = sort.map(|sort| format!("sort={sort}&")).unwrap_or_default();
    let ways = pages(tr, asked.page, asked.pages, |page| with(format!("{sorted}page={page}")));
    let search_kept = kept.clone();
    let hint = asked.reworded.then(|| tr.t("data-rows-search-hint"));
    let (here, wrong) = (format!("{base}#rows"), asked.wrong.clone());
    kept.push(("q".to_owned(), asked.typed.clone()));
    view! {
        {fault}
        <SearchBox label=tr.t("data-rows-search") action=base.clone() button=tr.t("search-button") value=asked.typed.clone() hint id="rows-q" kept=search_kept />
        <Details summary=tr.t("data-rows-filter") open={asked.filter.is_some()}>
            <form method="get" action=here>
                {kept.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value /> }).collect::<Vec<_>>()}
                <Select label=tr.t("data-rows-column") name="column" choices=choices value=column width=Width::Chars30 />
                <crate::ui::Field label=tr.t("data-rows-value") name="value" value=text error=wrong width=Width::Chars30 />
                <div class="actions"><Button text=tr.t("data-apply") /></div>
            </form>
        </Details>
        <p class="cluster">
            <span role="status">{total}</span>
            <a href=asked.download.clone() download="">{tr.t("data-rows-download")}</a>
        </p>
        <div class="scroll" role="region" tabindex="0" aria-label=tr.t("data-preview")>
            <DataTable caption=tr.t("data-preview") columns=heads rows=rows caption_hidden=true dense=true empty=tr.t("data-no-rows") />
        </div>
        {ways}
    }
}

fn columns(view: &SetView) -> impl IntoView + use<> {
    let tr = view.tr;
    let rows = view.columns.iter().map(|column| {
        let kind = tr.t(&format!("data-type-{}", column.kind));
        let kind = column.unit.as_ref().map_or(kind.clone(), |unit| format!("{kind}, {unit}"));
        let mut words = Vec::new();
        if view.key.contains(&column.name) {
            words.push(tr.t("data-key"));
        }
        if column.required {
            words.push(tr.t("data-always"));
        }
        for (key, limit) in [("data-at-least", column.least), ("data-at-most", column.most)] {
            words.extend(limit.map(|limit| tr.ta(key, &[("number", limit.to_string().into())])));
        }
        if !column.categories.is_empty() {
            words.push(tr.ta("data-one-of", &[("values", column.categories.join("; ").into())]));
        }
        words.extend(column.about.clone());
        Row::new(vec![
            Cell::view(view! { <code>{column.name.clone()}</code> }),
            Cell::text(column.title.clone()),
            Cell::text(kind),
            Cell::text(words.join(". ")),
        ])
    });
    let rows: Vec<Row> = rows.collect();
    let heads = vec![
        Column::new(tr.t("data-column")),
        Column::new(tr.t("data-meaning")),
        Column::new(tr.t("data-type")),
        Column::new(tr.t("data-remarks")),
    ];
    view! { <DataTable caption=tr.t("data-columns") columns=heads rows=rows caption_hidden=true /> }
}

fn passport(view: &SetView) -> impl IntoView + use<> {
    let tr = view.tr;
    let owner = match view.council {
        Some(code) => view! { <a href=format!("/councils/{code}")>{view.owner.clone()}</a> }.into_any(),
        None => view.owner.clone().into_any(),
    };
    let (from, until) = view.covers;
    let covers = match from == until {
        true => tr.date(from),
        false => format!("{} — {}", tr.date_short(from), tr.date_short(until)),
    };
    let (licence, licence_url) = view.licence.clone();
    let contact = view.contact.clone();
    let rows = vec![
        SummaryRow::new(tr.t("data-owner"), owner),
        SummaryRow::new(tr.t("data-officer"), view.officer.clone()),
        SummaryRow::new(tr.t("data-contact"), view! { <a href=format!("mailto:{contact}")>{contact.clone()}</a> }),
        SummaryRow::new(tr.t("data-filter-theme"), tr.t(&format!("data-theme-{}", view.theme))),
        SummaryRow::new(tr.t("data-filter-period"), tr.t(&format!("data-period-{}", view.period))),
        SummaryRow::new(tr.t("data-covers"), covers),
        SummaryRow::new(tr.t("data-area"), view.area.clone()),
        SummaryRow::new(tr.t("data-licence"), view! { <a href=licence_url>{licence}</a> }),
        SummaryRow::new(tr.t("data-size"), counted(tr, "data-rows", i64::try_from(view.rows).unwrap_or(i64::MAX))),
    ];
    view! { <SummaryList rows=rows /> }
}

fn quality(view: &SetView) -> impl IntoView + use<> {
    let (tr, scores) = (view.tr, &view.scores);
    let sum = |points: fn(&MarkLine) -> u32| i64::from(scores.marks.iter().map(points).sum::<u32>());
    let described = tr.ta(
        "data-quality-points",
        &[
            ("points", sum(|mark| mark.points).into()),
            ("most", sum(|mark| mark.of).into()),
            ("rating", tr.t(&format!("data-rating-{}", scores.rating)).into()),
        ],
    );
    let fresh = [("points", i64::from(scores.freshness).into()), ("days", scores.days_late.into())];
    let fresh = tr.ta(if scores.days_late > 0 { "data-freshness-late" } else { "data-freshness-points" }, &fresh);
    let rows = scores.marks.iter().map(|mark| {
        let reason = if mark.points == mark.of { "data-mark-there" } else { "data-mark-missing" };
        Row::new(vec![
            Cell::text(tr.t(&format!("data-mark-{}", mark.code))),
            Cell::text(format!("{} / {}", mark.points, mark.of)),
            Cell::text(tr.t(reason)),
        ])
    });
    let rows: Vec<Row> = rows.collect();
    let heads = vec![
        Column::new(tr.t("data-mark")),
        Column::new(tr.t("data-points")).numeric(),
        Column::new(tr.t("data-mark-why")),
    ];
    view! {
        <p>{described}</p>
        <p>{fresh}</p>
        <Details summary=tr.t("data-quality-why")>
            <p class="soft">{tr.t("data-quality-about")}</p>
            <DataTable caption=tr.t("data-quality") columns=heads rows=rows caption_hidden=true dense=true />
        </Details>
    }
}

fn versions(view: &SetView) -> impl IntoView + use<> {
    let tr = view.tr;
    let rows = view.versions.iter().map(|version| {
        Row::new(vec![
            Cell::text(version.number.to_string()),
            Cell::text(tr.moment(version.made_at)),
            Cell::text(crate::pages::register::grouped(version.rows)),
            Cell::link("CSV", version.csv.clone()),
            match &version.delta {
                Some(_) if version.same_rows => Cell::text(tr.t("data-delta-none")),
                Some(href) => Cell::link("CSV", href.clone()),
                None => Cell::text(String::new()),
            },
        ])
    });
    let rows: Vec<Row> = rows.collect();
    let heads = vec![
        Column::new(tr.t("data-version")),
        Column::new(tr.t("data-made")),
        Column::new(tr.t("data-size")).numeric(),
        Column::new(tr.t("data-file")),
        Column::new(tr.t("data-delta")),
    ];
    view! { <DataTable caption=tr.t("data-versions") columns=heads rows=rows caption_hidden=true dense=true /> }
}

/// Examples that work when pasted.
fn code(view: &SetView) -> impl IntoView + use<> {
    let (url, id) = (&view.public_url, &view.id);
    let csv = format!("{url}/data/{id}/latest/{id}.csv");
    let parquet = format!("{url}/data/{id}/latest/{id}.parquet");
    let samples = [
        ("curl", format!("curl --compressed -o {id}.csv {csv}")),
        ("Python", format!("import pandas\nrows = pandas.read_csv(\"{csv}\")\nprint(rows.head())")),
        ("R", format!("rows <- read.csv(\"{csv}\", fileEncoding = \"UTF-8\")\nhead(rows)")),
        ("DuckDB", format!("SELECT * FROM '{parquet}' LIMIT 10;")),
        // For the advanced editor of Power Query ("Data", "From Web"): a formula would put all into one cell.
        (
            "Excel (Power Query)",
            format!(
                "let\n    Source = Csv.Document(Web.Contents(\"{csv}\"), [Delimiter = \",\", Encoding = 65001]),\n    \
                 Rows = Table.PromoteHeaders(Source)\nin\n    Rows"
            ),
        ),
    ];
    samples
        .into_iter()
        .map(|(name, text)| view! { <Details summary=name><pre><code>{text}</code></pre></Details> })
        .collect::<Vec<_>>()
}
