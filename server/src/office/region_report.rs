//! The report of a region's year: punctuality and load office by office. The chart is its own table.

use crate::jobs::document::language;
use crate::state::AppState;
use app::l10n::Tr;
use app::pages::office::statistics::{lasted, per_cent};
use app::pages::region::OfficeFigures;
use app::pages::register::grouped;
use chrono::{Datelike, NaiveDate};
use documents::{Bar, Block, Document};

/// What the report says.
pub struct Year {
    pub tr: Tr,
    pub region: String,
    /// The first and the last day.
    pub time: (NaiveDate, NaiveDate),
    pub offices: Vec<OfficeFigures>,
    pub whole: OfficeFigures,
    /// More were decided than are looked at for times.
    pub cut: bool,
}

/// The report, in the reader's language.
pub fn sheet(state: &AppState, year: &Year) -> Document {
    let (tr, today, (from, until)) = (year.tr, state.clock.today(), year.time);
    let mut blocks = vec![Block::Paragraph(tr.ta("report-what", &[("date", tr.date(today).into())]))];
    if until >= today {
        blocks.push(Block::Note(tr.ta("report-sofar", &[("date", tr.date(until).into())])));
    }
    blocks.extend([Block::Heading(tr.t("report-summary")), Block::Facts(summary(year))]);
    blocks.push(Block::Heading(tr.t("region-punctuality")));
    if year.cut {
        blocks.push(Block::Paragraph(tr.t("statistics-cut")));
    }
    match year.offices.iter().any(|office| office.in_time.is_some()) {
        true => blocks.push(punctuality(year)),
        false => blocks.push(Block::Paragraph(tr.t("statistics-nothing"))),
    }
    blocks.extend([Block::Heading(tr.t("region-table")), table(year)]);
    let time = [("from", tr.date(from).into()), ("until", tr.date(until).into())];
    Document {
        lang: language(tr.lang()),
        title: tr.ta("region-report-title", &[("year", from.year().to_string().into())]),
        issuer: year.region.clone(),
        reference: None,
        reference_label: None,
        created: state.clock.now().and_utc(),
        blocks,
        qr: None,
        footer: tr.ta("report-footer", &time),
        page_label: tr.t("pdf-page"),
        mark: state.demo.then(|| tr.t("pdf-demo")),
    }
}

fn summary(year: &Year) -> Vec<(String, String)> {
    let (tr, whole) = (year.tr, &year.whole);
    vec![
        (tr.t("statistics-decided"), grouped(whole.decided)),
        (tr.t("statistics-in-time"), per_cent(whole.in_time)),
        (tr.t("region-median"), lasted(tr, whole.median)),
        (tr.t("region-open"), grouped(whole.open)),
        (tr.t("region-overdue"), grouped(whole.overdue)),
        (tr.t("region-clerks"), grouped(whole.clerks)),
    ]
}

fn punctuality(year: &Year) -> Block {
    let tr = year.tr;
    let rows = year.offices.iter().filter_map(|office| {
        let share = office.in_time?;
        let value = u32::try_from(share).unwrap_or_default();
        Some(Bar { label: office.name.clone(), written: per_cent(Some(share)), value })
    });
    Block::Bars {
        caption: tr.t("region-punctuality-says"),
        head: [tr.t("account-office"), tr.t("statistics-in-time")],
        rows: rows.collect(),
    }
}

fn table(year: &Year) -> Block {
    let tr = year.tr;
    let row = |office: &OfficeFigures| {
        vec![
            office.name.clone(),
            grouped(office.open),
            grouped(office.overdue),
            grouped(office.decided),
            lasted(tr, office.median),
            office.load().map_or_else(|| "—".to_owned(), grouped),
        ]
    };
    let heads =
        ["account-office", "region-open", "region-overdue", "statistics-decided", "region-median", "region-load"];
    Block::Table {
        caption: String::new(),
        head: heads.iter().map(|key| tr.t(key)).collect(),
        rows: year.offices.iter().map(row).collect(),
    }
}
