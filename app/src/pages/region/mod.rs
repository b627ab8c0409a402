//! The regional administration: the offices of the region beside one another.

pub mod case;

use crate::l10n::Tr;
use crate::pages::office::statistics::{Period, lasted, per_cent};
use crate::ui::{Bar, BarChart, Cell, Column, DataTable, Fact, FactsRow, Row, Sort, Tab, Tabs};
use chrono::NaiveDate;
use leptos::prelude::*;
use portal::collation::compare;
use portal::lang::Lang;

/// What is counted of an office.
#[derive(Clone, Debug, Default)]
pub struct OfficeFigures {
    pub code: i32,
    pub name: String,
    /// Not decided: with the office or with the applicant.
    pub open: i64,
    pub overdue: i64,
    /// Due today or within two working days.
    pub soon: i64,
    /// In nobody's hands.
    pub free: i64,
    /// Accepted or refused in the period.
    pub decided: i64,
    /// Of those, in whole per cent.
    pub in_time: Option<i64>,
    /// From the filing to the decision, in minutes: half take no longer.
    pub median: Option<i64>,
    pub clerks: i64,
}

impl OfficeFigures {
    /// Open cases for each clerk, rounded; nothing where there is no clerk.
    pub fn load(&self) -> Option<i64> {
        (self.clerks > 0).then(|| (self.open * 2 + self.clerks) / (self.clerks * 2))
    }

    /// The median in whole hours.
    pub fn hours(&self) -> Option<i64> {
        self.median.map(|minutes| (minutes + 30) / 60)
    }
}

/// By what the table is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    Name,
    Open,
    Overdue,
    Soon,
    Free,
    Decided,
    InTime,
    Median,
    Clerks,
    Load,
}

/// The columns of the table and of its file, with the keys of their heads.
pub const COLUMNS: [(By, &str); 10] = [
    (By::Name, "account-office"),
    (By::Open, "region-open"),
    (By::Overdue, "region-overdue"),
    (By::Soon, "region-soon"),
    (By::Free, "region-free"),
    (By::Decided, "statistics-decided"),
    (By::InTime, "statistics-in-time"),
    (By::Median, "region-median"),
    (By::Clerks, "region-clerks"),
    (By::Load, "region-load"),
];

impl By {
    pub fn code(self) -> &'static str {
        match self {
            By::Name => "name",
            By::Open => "open",
            By::Overdue => "overdue",
            By::Soon => "soon",
            By::Free => "free",
            By::Decided => "decided",
            By::InTime => "in-time",
            By::Median => "median",
            By::Clerks => "clerks",
            By::Load => "load",
        }
    }

    pub fn from_code(code: &str) -> Option<By> {
        COLUMNS.into_iter().map(|(by, _)| by).find(|by| by.code() == code)
    }

    pub fn is_text(self) -> bool {
        self == By::Name
    }

    /// Sorts offices; those without a value come last, those alike by their names in a language.
    pub fn sort(self, lang: Lang, offices: &mut [OfficeFigures], descending: bool) {
        offices.sort_by(|one, other| {
            let names = || compare(lang, &one.name, &other.name);
            let order = match self {
                By::Name => names(),
                by => {
                    let (a, b) = (by.value(one), by.value(other));
                    if a.is_none() || b.is_none() {
                        return a.is_none().cmp(&b.is_none()).then_with(names);
                    }
                    a.cmp(&b)
                }
            };
            let order = if descending { order.reverse() } else { order };
            order.then_with(names)
        });
    }

    fn value(self, office: &OfficeFigures) -> Option<i64> {
        match self {
            By::Name => None,
            By::Open => Some(office.open),
            By::Overdue => Some(office.overdue),
            By::Soon => Some(office.soon),
            By::Free => Some(office.free),
            By::Decided => Some(office.decided),
            By::InTime => office.in_time,
            By::Median => office.median,
            By::Clerks => Some(office.clerks),
            By::Load => office.load(),
        }
    }
}

#[derive(Clone)]
pub struct RegionView {
    pub tr: Tr,
    pub region: String,
    pub period: Period,
    pub from: NaiveDate,
    pub until: NaiveDate,
    /// In the order to be shown.
    pub offices: Vec<OfficeFigures>,
    pub whole: OfficeFigures,
    pub cut: bool,
    pub by: By,
    pub descending: bool,
}

impl RegionView {
    /// The address of the same page with another period or order.
    fn href(&self, path: &str, period: Period, by: By, descending: bool) -> String {
        let order = if descending { "&order=desc" } else { "" };
        format!("{path}?period={}&sort={}{order}", period.code(), by.code())
    }
}

pub fn page(view: RegionView) -> impl IntoView {
    let tr = view.tr;
    let tabs = Period::ALL.map(|period| {
        Tab::new(period.title(tr), view.href("/office/region", period, view.by, view.descending))
            .current(period == view.period)
    });
    let time =
        tr.ta("statistics-from-until", &[("from", tr.date(view.from).into()), ("until", tr.date(view.until).into())]);
    let whole = &view.whole;
    let facts = vec![
        Fact::new(tr.t("region-open"), whole.open.to_string()),
        Fact::new(tr.t("region-overdue"), whole.overdue.to_string()),
        Fact::new(tr.t("region-soon"), whole.soon.to_string()),
        Fact::new(tr.t("statistics-decided"), whole.decided.to_string()),
        Fact::new(tr.t("statistics-in-time"), per_cent(whole.in_time)),
        Fact::new(tr.t("region-median"), lasted(tr, whole.median)),
        Fact::new(tr.t("region-clerks"), whole.clerks.to_string()),
    ];
    let cut = view.cut.then(|| view! { <p>{tr.t("statistics-cut")}</p> });
    let files = [("xlsx", "XLSX"), ("ods", "ODS"), ("csv", "CSV")].map(|(format, name)| {
        let href = view.href("/office/region/offices", view.period, view.by, view.descending);
        view! { <a href=format!("{href}&format={format}")>{name}</a> " " }
    });
    view! {
        <div class="page-head">
            <p class="caption">{view.region.clone()}</p>
            <h1>{tr.t("region-title")}</h1>
        </div>
        <p class="lede">{tr.t("region-lede")}</p>
        <Tabs label=tr.t("statistics-period") tabs=tabs.into() />
        <p class="soft">{time}</p>
        <FactsRow facts />
        <p class="no-print">
            <a href="/office/region/cases">{tr.t("region-cases")}</a>
            " · "
            <a href="/office/region/report.pdf?period=last-year">{tr.t("region-report-last")}</a>
            " · "
            <a href="/office/region/report.pdf?period=year">{tr.t("region-report")}</a>
        </p>
        {cut}
        {offices(&view)}
        <p class="no-print">{tr.t("region-files")} " " {files.collect_view()}</p>
        {chart(&view)}
        {reports(&view)}
    }
}

/// The yearly report of each office.
fn reports(view: &RegionView) -> impl IntoView + use<> {
    let tr = view.tr;
    let mut offices = view.offices.clone();
    By::Name.sort(tr.lang(), &mut offices, false);
    let rows: Vec<Row> = offices
        .into_iter()
        .map(|office| {
            let one = |period: Period, key: &str| {
                let href = format!("/office/statistics/report.pdf?office={}&period={}", office.code, period.code());
                Cell::link(tr.t(key), href)
            };
            let (last, this) = (one(Period::LastYear, "statistics-last-year"), one(Period::Year, "statistics-year"));
            Row::new(vec![Cell::text(office.name), last, this])
        })
        .collect();
    let columns = ["account-office", "statistics-last-year", "statistics-year"].map(|key| Column::new(tr.t(key)));
    view! {
        <section class="no-print">
            <h2 id="reports">{tr.t("region-reports")}</h2>
            <p>{tr.t("region-reports-say")}</p>
            <DataTable caption=tr.t("region-reports") columns=columns.into() rows caption_hidden=true dense=true />
        </section>
    }
}

fn offices(view: &RegionView) -> impl IntoView + use<> {
    let tr = view.tr;
    let columns = COLUMNS
        .into_iter()
        // The file has all; the page as many as its width.
        .filter(|(by, _)| !matches!(by, By::Free | By::Clerks))
        .map(|(by, key)| {
            let (now, next) = match (view.by == by, view.descending) {
                (true, true) => (Sort::Descending, false),
                (true, false) => (Sort::Ascending, true),
                // Of numbers the greatest are looked for first.
                (false, _) => (Sort::Unsorted, !by.is_text()),
            };
            let column = Column::new(tr.t(key)).sortable(view.href("/office/region", view.period, by, next), now);
            if by.is_text() { column } else { column.numeric() }
        })
        .collect::<Vec<_>>();
    let rows = view.offices.iter().map(|office| {
        let cases = |count: i64, more: &str| match count {
            0 => Cell::text("0"),
            count => Cell::link(count.to_string(), format!("/office/region/cases?office={}{more}", office.code)),
        };
        let load = office.load().map_or_else(|| "—".to_owned(), |load| load.to_string());
        let figures = format!("/office/statistics?office={}&period={}", office.code, view.period.code());
        Row::new(vec![
            Cell::link(office.name.clone(), figures),
            cases(office.open, ""),
            cases(office.overdue, "&part=overdue"),
            Cell::text(office.soon.to_string()),
            Cell::text(office.decided.to_string()),
            Cell::text(per_cent(office.in_time)),
            Cell::text(lasted(tr, office.median)),
            Cell::text(load),
        ])
    });
    let rows: Vec<Row> = rows.collect();
    view! { <DataTable caption=tr.t("region-table") columns rows dense=true wide=true /> }
}

/// Punctuality by office: a chart that is its own table, the least punctual first.
fn chart(view: &RegionView) -> Option<impl IntoView + use<>> {
    let tr = view.tr;
    let mut offices = view.offices.clone();
    By::InTime.sort(tr.lang(), &mut offices, false);
    let bars: Vec<Bar> = offices
        .iter()
        .filter_map(|office| {
            let share = office.in_time?;
            Some(Bar::new(&office.name, per_cent(Some(share)), f64::from(i32::try_from(share).unwrap_or_default())))
        })
        .collect();
    (!bars.is_empty()).then(|| {
        view! {
            <h2>{tr.t("region-punctuality")}</h2>
            <BarChart
                caption=tr.t("region-punctuality-says")
                rows_are=tr.t("account-office")
                numbers_are=tr.t("statistics-in-time")
                bars
            />
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_value_comes_last_in_either_order() {
        let office =
            |name: &str, in_time: Option<i64>| OfficeFigures { name: name.into(), in_time, ..Default::default() };
        let mut offices = vec![office("В", None), office("А", Some(50)), office("Б", Some(90)), office("Г", Some(50))];
        let names = |offices: &[OfficeFigures]| offices.iter().map(|one| one.name.clone()).collect::<String>();
        By::InTime.sort(Lang::Be, &mut offices, true);
        assert_eq!(names(&offices), "БАГВ");
        By::InTime.sort(Lang::Be, &mut offices, false);
        assert_eq!(names(&offices), "АГБВ");
        By::Name.sort(Lang::Be, &mut offices, false);
        assert_eq!(names(&offices), "АБВГ");
    }

    #[test]
    fn offices_stand_in_the_alphabet_of_the_readers_language() {
        let office = |name: &str| OfficeFigures { name: name.into(), ..Default::default() };
        let mut offices = vec![office("Крычаўскі"), office("Клічаўскі"), office("Кіраўскі")];
        for by in [By::Name, By::Overdue] {
            by.sort(Lang::Be, &mut offices, false);
            let names: Vec<&str> = offices.iter().map(|one| one.name.as_str()).collect();
            assert_eq!(names, ["Кіраўскі", "Клічаўскі", "Крычаўскі"]);
        }
    }

    #[test]
    fn a_load_is_rounded_and_nobody_bears_none() {
        let of = |open, clerks| OfficeFigures { open, clerks, ..Default::default() }.load();
        assert_eq!((of(5, 0), of(5, 2), of(4, 3), of(0, 3)), (None, Some(3), Some(1), Some(0)));
    }

    #[test]
    fn every_column_is_found_by_its_code() {
        for (by, _) in COLUMNS {
            assert_eq!(By::from_code(by.code()), Some(by));
        }
    }
}
