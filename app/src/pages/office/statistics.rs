//! Figures about an office's work, for its supervisor: each chart with its table, and the cases as a file.

use crate::l10n::Tr;
use crate::pages::register::grouped;
use crate::ui::{
    Bar, BarChart, Button, ButtonKind, Cell, Checkboxes, Choice, Column, DataTable, Fact, FactsRow, Inset, LineChart,
    Point, Radios, Row, Select, Tab, Tabs, Tone,
};
use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;
use portal::lang::Lang;
use portal::statistics::ELECTRONIC_2018;

/// The time that is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    Month,
    LastMonth,
    Year,
    LastYear,
}

impl Period {
    pub const ALL: [Period; 4] = [Period::Month, Period::LastMonth, Period::Year, Period::LastYear];

    pub fn code(self) -> &'static str {
        match self {
            Period::Month => "month",
            Period::LastMonth => "last-month",
            Period::Year => "year",
            Period::LastYear => "last-year",
        }
    }

    pub fn from_code(code: &str) -> Option<Period> {
        Period::ALL.into_iter().find(|period| period.code() == code)
    }

    pub fn title(self, tr: Tr) -> String {
        match self {
            Period::Month => tr.t("statistics-month"),
            Period::LastMonth => tr.t("statistics-last-month"),
            Period::Year => tr.t("statistics-year"),
            Period::LastYear => tr.t("statistics-last-year"),
        }
    }
}

/// Columns of the file of cases.
pub const EXPORTED: [&str; 10] =
    ["number", "procedure", "status", "channel", "filed", "due", "decided", "unp", "company", "clerk"];

/// A column's head in the file.
pub fn exported_head(tr: Tr, code: &str) -> String {
    tr.t(&format!("export-{code}"))
}

/// What is counted of a procedure.
#[derive(Clone, Debug)]
pub struct ProcedureView {
    pub name: String,
    pub filed: i64,
    pub accepted: i64,
    pub refused: i64,
    /// Left without consideration.
    pub unconsidered: i64,
    pub withdrawn: i64,
    /// Not decided yet.
    pub open: i64,
    /// Of those decided in the time, in whole per cent.
    pub in_time: Option<i64>,
    /// From the filing to the decision, in minutes: half take no longer, nine of ten take no longer.
    pub median: Option<i64>,
    pub p90: Option<i64>,
}

/// A stage of a case.
#[derive(Clone, Debug)]
pub struct StageView {
    pub name: String,
    pub median: Option<i64>,
    pub p90: Option<i64>,
}

/// What is counted of a clerk.
#[derive(Clone, Debug)]
pub struct ClerkView {
    pub name: String,
    pub in_hand: i64,
    pub decided: i64,
    /// Of those decided, in whole per cent.
    pub in_time: Option<i64>,
    pub median: Option<i64>,
}

/// The offices among which an auditor chooses: codes and names.
#[derive(Clone, Debug)]
pub struct Audited {
    pub office: i32,
    pub offices: Vec<(String, String)>,
}

#[derive(Clone)]
pub struct StatisticsView {
    pub tr: Tr,
    pub office: String,
    /// Before an auditor.
    pub audited: Option<Audited>,
    pub period: Period,
    pub today: NaiveDate,
    pub from: NaiveDate,
    pub until: NaiveDate,
    pub filed: i64,
    pub decided: i64,
    /// In whole per cent.
    pub online: Option<i64>,
    pub in_time: Option<i64>,
    pub open: i64,
    pub overdue: i64,
    pub procedures: Vec<ProcedureView>,
    pub stages: Vec<StageView>,
    /// Filed in each month.
    pub months: Vec<(NaiveDate, i64)>,
    pub clerks: Vec<ClerkView>,
    /// More were decided than are looked at for times.
    pub cut: bool,
    /// There are more cases than a reader waits for: their file is ordered.
    pub large: bool,
    /// The id of the order, so that what is sent twice is ordered once.
    pub order: String,
}

/// A time in days and hours, as people say it.
pub fn lasted(tr: Tr, minutes: Option<i64>) -> String {
    match minutes {
        None => "—".to_owned(),
        Some(minutes) if minutes < 60 => tr.ta("lasted-minutes", &[("minutes", minutes.max(1).into())]),
        Some(minutes) if minutes < 48 * 60 => tr.ta("lasted-hours", &[("hours", (minutes / 60).into())]),
        Some(minutes) => tr.ta("lasted-days", &[("days", ((minutes + 720) / 1_440).into())]),
    }
}

/// A share as it is written.
pub fn per_cent(share: Option<i64>) -> String {
    share.map_or_else(|| "—".to_owned(), |share| format!("{share} %"))
}

pub fn page(view: StatisticsView) -> impl IntoView {
    let tr = view.tr;
    let tabs = Period::ALL.map(|period| {
        let office = view.audited.as_ref().map(|audited| format!("&office={}", audited.office)).unwrap_or_default();
        Tab::new(period.title(tr), format!("/office/statistics?period={}{office}", period.code()))
            .current(period == view.period)
    });
    let facts = vec![
        Fact::new(tr.t("statistics-filed"), view.filed.to_string()),
        Fact::new(tr.t("statistics-online"), per_cent(view.online)),
        Fact::new(tr.t("statistics-2018"), per_cent(Some(ELECTRONIC_2018))),
        Fact::new(tr.t("statistics-decided"), view.decided.to_string()),
        Fact::new(tr.t("statistics-in-time"), per_cent(view.in_time)),
        Fact::new(tr.t("statistics-open"), view.open.to_string()),
        Fact::new(tr.t("statistics-overdue"), view.overdue.to_string()),
    ];
    let time =
        tr.ta("statistics-from-until", &[("from", tr.date(view.from).into()), ("until", tr.date(view.until).into())]);
    let cut = view.cut.then(|| view! { <p>{tr.t("statistics-cut")}</p> });
    let bars: Vec<Bar> = view
        .procedures
        .iter()
        .map(|procedure| Bar::new(&procedure.name, procedure.filed.to_string(), precise(procedure.filed)))
        .collect();
    let bars = (!bars.is_empty()).then(|| {
        view! {
            <BarChart
                caption=tr.t("statistics-by-procedure")
                rows_are=tr.t("inbox-filter-procedure")
                numbers_are=tr.t("statistics-filed")
                bars
            />
        }
    });
    view! {
        <div class="page-head">
            <p class="caption">{view.office.clone()}</p>
            <h1>{tr.t("statistics-title")}</h1>
        </div>
        {view.audited.clone().map(|audited| choose(tr, view.period, audited))}
        <Tabs label=tr.t("statistics-period") tabs=tabs.into() />
        <p class="soft">{time}</p>
        <FactsRow facts />
        <h2>{tr.t("statistics-procedures")}</h2>
        {bars}
        {procedures(&view)}
        <h2>{tr.t("statistics-times")}</h2>
        <p>{tr.t("statistics-times-say")}</p>
        {cut}
        {stages(&view)}
        {months(&view)}
        {clerks(&view)}
        {reports(&view)}
        {view.audited.is_none().then(|| export(&view))}
    }
}

/// Another office, before an auditor.
fn choose(tr: Tr, period: Period, audited: Audited) -> impl IntoView {
    let choices = audited.offices.into_iter().map(|(code, name)| Choice::new(code, name)).collect();
    view! {
        <form method="get" action="/office/statistics" class="stack two-thirds no-print">
            <input type="hidden" name="period" value=period.code() />
            <Select label=tr.t("account-office") name="office" choices value=audited.office.to_string() />
            <Button text=tr.t("administration-show") kind=ButtonKind::Secondary />
        </form>
    }
}

fn whole(count: f64) -> String {
    format!("{count:.0}")
}

/// Counts are far below where a double would round them.
fn precise(count: i64) -> f64 {
    f64::from(i32::try_from(count).unwrap_or(i32::MAX))
}

fn procedures(view: &StatisticsView) -> impl IntoView + use<> {
    let tr = view.tr;
    let rows = view.procedures.iter().map(|procedure| {
        let counts = [
            procedure.filed,
            procedure.accepted,
            procedure.refused,
            procedure.unconsidered,
            procedure.withdrawn,
            procedure.open,
        ];
        let mut cells = vec![Cell::text(procedure.name.clone())];
        cells.extend(counts.map(|count| Cell::text(count.to_string())));
        cells.push(Cell::text(per_cent(procedure.in_time)));
        cells.extend([procedure.median, procedure.p90].map(|time| Cell::text(lasted(tr, time))));
        Row::new(cells)
    });
    let rows: Vec<Row> = rows.collect();
    let heads = [
        "statistics-filed",
        "case-status-accepted",
        "case-status-refused",
        "case-status-unconsidered",
        "case-status-withdrawn",
        "statistics-still-open",
        "statistics-in-time",
        "statistics-median",
        "statistics-p90",
    ];
    let mut columns = vec![Column::new(tr.t("inbox-filter-procedure"))];
    columns.extend(heads.map(|key| Column::new(tr.t(key)).numeric()));
    view! {
        <DataTable
            caption=tr.t("statistics-by-outcome")
            columns
            rows
            dense=true
            wide=true
            empty=tr.t("statistics-nothing")
        />
    }
}

fn stages(view: &StatisticsView) -> impl IntoView + use<> {
    let tr = view.tr;
    let rows = view.stages.iter().map(|stage| {
        Row::new(vec![
            Cell::text(stage.name.clone()),
            Cell::text(lasted(tr, stage.median)),
            Cell::text(lasted(tr, stage.p90)),
        ])
    });
    let rows: Vec<Row> = rows.collect();
    let columns = vec![
        Column::new(tr.t("statistics-stage")),
        Column::new(tr.t("statistics-median")).numeric(),
        Column::new(tr.t("statistics-p90")).numeric(),
    ];
    view! { <DataTable caption=tr.t("statistics-by-stage") columns rows dense=true /> }
}

fn months(view: &StatisticsView) -> Option<impl IntoView + use<>> {
    let tr = view.tr;
    let short = |month: NaiveDate| month.format("%m.%Y").to_string();
    let points: Vec<Point> =
        view.months.iter().map(|(month, count)| Point::new(short(*month), precise(*count))).collect();
    let rows = view
        .months
        .iter()
        .map(|(month, count)| Row::new(vec![Cell::text(short(*month)), Cell::text(count.to_string())]));
    let rows: Vec<Row> = rows.collect();
    let columns = vec![Column::new(tr.t("statistics-month-column")), Column::new(tr.t("statistics-filed")).numeric()];
    (points.len() > 1).then(|| {
        view! {
            <h2>{tr.t("statistics-by-month")}</h2>
            <LineChart label=tr.t("statistics-by-month") points written=whole />
            <DataTable caption=tr.t("statistics-by-month") columns rows caption_hidden=true dense=true />
        }
    })
}

/// What each clerk of the office did; nothing of an office without any.
fn clerks(view: &StatisticsView) -> Option<impl IntoView + use<>> {
    let tr = view.tr;
    let rows = view.clerks.iter().map(|clerk| {
        Row::new(vec![
            Cell::text(clerk.name.clone()),
            Cell::text(clerk.in_hand.to_string()),
            Cell::text(clerk.decided.to_string()),
            Cell::text(per_cent(clerk.in_time)),
            Cell::text(lasted(tr, clerk.median)),
        ])
    });
    let rows: Vec<Row> = rows.collect();
    let columns = vec![
        Column::new(tr.t("inbox-clerk")),
        Column::new(tr.t("statistics-in-hand")).numeric(),
        Column::new(tr.t("statistics-decided")).numeric(),
        Column::new(tr.t("statistics-in-time")).numeric(),
        Column::new(tr.t("statistics-median")).numeric(),
    ];
    (!rows.is_empty()).then(|| {
        view! {
            <h2>{tr.t("statistics-clerks")}</h2>
            <DataTable caption=tr.t("statistics-clerks") columns rows caption_hidden=true dense=true />
        }
    })
}

/// The reports of this and of the last year, in each language.
fn reports(view: &StatisticsView) -> impl IntoView + use<> {
    let tr = view.tr;
    let office = view.audited.as_ref().map(|audited| format!("&office={}", audited.office)).unwrap_or_default();
    let year = |period: Period| view.today.year() - i32::from(period == Period::LastYear);
    let one = |period: Period, lang: Lang| {
        let href = format!("/office/statistics/report.pdf?period={}&lang={}{office}", period.code(), lang.tag());
        let values =
            [("year", year(period).to_string().into()), ("language", tr.t(&format!("lang-{}", lang.tag())).into())];
        view! { <li><a href=href>{tr.ta("report-link", &values)}</a></li> }
    };
    let links: Vec<_> = [Period::LastYear, Period::Year]
        .into_iter()
        .flat_map(|period| Lang::ALL.map(|lang| one(period, lang)))
        .collect();
    view! {
        <h2 id="reports">{tr.t("report-links")}</h2>
        <ul class="plain">{links}</ul>
    }
}

fn export(view: &StatisticsView) -> impl IntoView + use<> {
    let tr = view.tr;
    let choices: Vec<Choice> = EXPORTED.iter().map(|code| Choice::new(*code, exported_head(tr, code))).collect();
    let formats = ["xlsx", "ods", "csv"].map(|code| Choice::new(code, tr.t(&format!("export-{code}"))));
    let (method, action, button) = match view.large {
        false => ("get", "/office/statistics/cases", tr.t("export-button")),
        true => ("post", "/office/statistics/exports", tr.t("export-order")),
    };
    let large = view.large.then(|| {
        let says = tr.ta("export-large", &[("cases", grouped(view.filed).into())]);
        view! {
            <Inset tone=Tone::Blue><p>{says}</p></Inset>
        }
    });
    let order = view.large.then(|| view! { <input type="hidden" name="id" value=view.order.clone() /> });
    view! {
        <h2 id="export">{tr.t("export-title")}</h2>
        <p>{tr.t("export-what")} " " <a href="/office/statistics/exports">{tr.t("export-ready-ones")}</a></p>
        {large}
        <form method=method action=action class="stack two-thirds no-print">
            {order}
            <input type="hidden" name="period" value=view.period.code() />
            <Checkboxes
                legend=tr.t("export-columns")
                hint=tr.t("export-columns-hint")
                name="column"
                choices
                values=EXPORTED.iter().map(|code| (*code).to_owned()).collect()
            />
            <Radios legend=tr.t("export-format") name="format" choices=formats.into() value="xlsx" />
            <Button text=button kind=ButtonKind::Secondary />
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use portal::lang::Lang;

    #[test]
    fn times_are_said_in_the_unit_that_fits() {
        let said = |minutes| lasted(Tr(Lang::En), minutes);
        assert_eq!([said(None), said(Some(0)), said(Some(59))], ["—", "1 min", "59 min"]);
        assert_eq!([said(Some(60)), said(Some(47 * 60)), said(Some(48 * 60))], ["1 h", "47 h", "2 days"]);
    }

    #[test]
    fn every_column_of_the_file_has_its_head() {
        for lang in Lang::ALL {
            for code in EXPORTED {
                assert!(Tr(lang).has(&format!("export-{code}")), "{code} in {}", lang.tag());
            }
        }
    }
}
