//! The report of an office's year: the figures of its page, set for paper. Each chart is its own table.

use crate::jobs::document::language;
use crate::state::AppState;
use app::l10n::Tr;
use app::pages::office::statistics::{ProcedureView, StatisticsView, lasted, per_cent};
use app::pages::register::grouped;
use chrono::Datelike;
use documents::{Bar, Block, Document};
use portal::statistics::ELECTRONIC_2018;

/// The report, in the language of the figures.
pub fn sheet(state: &AppState, view: &StatisticsView) -> Document {
    let tr = view.tr;
    let day = view.today;
    let mut blocks = vec![Block::Paragraph(tr.ta("report-what", &[("date", tr.date(day).into())]))];
    if view.until >= day {
        blocks.push(Block::Note(tr.ta("report-sofar", &[("date", tr.date(view.until).into())])));
    }
    blocks.extend([Block::Heading(tr.t("report-summary")), Block::Facts(summary(view))]);
    blocks.push(Block::Heading(tr.t("statistics-procedures")));
    if view.procedures.is_empty() {
        blocks.push(Block::Paragraph(tr.t("statistics-nothing")));
    } else {
        blocks.extend([by_procedure(view), outcomes(view), punctuality(view)]);
    }
    blocks.extend([by_month(view), Block::Heading(tr.t("statistics-times"))]);
    blocks.push(Block::Paragraph(tr.t("statistics-times-say")));
    if view.cut {
        blocks.push(Block::Paragraph(tr.t("statistics-cut")));
    }
    blocks.extend([stages(view), Block::Heading(tr.t("statistics-clerks")), clerks(view)]);
    let time = [("from", tr.date(view.from).into()), ("until", tr.date(view.until).into())];
    Document {
        lang: language(tr.lang()),
        title: tr.ta("report-title", &[("year", view.from.year().to_string().into())]),
        issuer: view.office.clone(),
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

fn summary(view: &StatisticsView) -> Vec<(String, String)> {
    let tr = view.tr;
    vec![
        (tr.t("statistics-filed"), grouped(view.filed)),
        (tr.t("statistics-online"), per_cent(view.online)),
        (tr.t("statistics-2018"), per_cent(Some(ELECTRONIC_2018))),
        (tr.t("statistics-decided"), grouped(view.decided)),
        (tr.t("statistics-in-time"), per_cent(view.in_time)),
        (tr.t("statistics-open"), grouped(view.open)),
        (tr.t("statistics-overdue"), grouped(view.overdue)),
    ]
}

fn by_procedure(view: &StatisticsView) -> Block {
    let tr = view.tr;
    Block::Bars {
        caption: tr.t("statistics-by-procedure"),
        head: [tr.t("inbox-filter-procedure"), tr.t("statistics-filed")],
        rows: view.procedures.iter().map(|one| bar(one.name.clone(), one.filed)).collect(),
    }
}

fn by_month(view: &StatisticsView) -> Block {
    let tr = view.tr;
    let rows = view.months.iter().map(|(month, count)| bar(month.format("%m.%Y").to_string(), *count));
    Block::Bars {
        caption: tr.t("statistics-by-month"),
        head: [tr.t("statistics-month-column"), tr.t("statistics-filed")],
        rows: rows.collect(),
    }
}

fn outcomes(view: &StatisticsView) -> Block {
    let heads = [
        "case-status-accepted",
        "case-status-refused",
        "case-status-unconsidered",
        "case-status-withdrawn",
        "statistics-still-open",
    ];
    let cells = |one: &ProcedureView| {
        [one.accepted, one.refused, one.unconsidered, one.withdrawn, one.open].map(grouped).to_vec()
    };
    of_procedures(view, "report-outcomes", &heads, cells)
}

fn punctuality(view: &StatisticsView) -> Block {
    let tr = view.tr;
    let heads = ["statistics-in-time", "statistics-median", "statistics-p90"];
    let cells = |one: &ProcedureView| vec![per_cent(one.in_time), lasted(tr, one.median), lasted(tr, one.p90)];
    of_procedures(view, "statistics-times", &heads, cells)
}

/// A table with a row for each procedure.
fn of_procedures(
    view: &StatisticsView,
    caption: &str,
    heads: &[&str],
    cells: impl Fn(&ProcedureView) -> Vec<String>,
) -> Block {
    let tr = view.tr;
    let row = |one: &ProcedureView| [vec![one.name.clone()], cells(one)].concat();
    Block::Table {
        caption: tr.t(caption),
        head: headed(tr, "inbox-filter-procedure", heads),
        rows: view.procedures.iter().map(row).collect(),
    }
}

fn stages(view: &StatisticsView) -> Block {
    let tr = view.tr;
    let rows =
        view.stages.iter().map(|stage| vec![stage.name.clone(), lasted(tr, stage.median), lasted(tr, stage.p90)]);
    Block::Table {
        caption: tr.t("statistics-by-stage"),
        head: headed(tr, "statistics-stage", &["statistics-median", "statistics-p90"]),
        rows: rows.collect(),
    }
}

fn clerks(view: &StatisticsView) -> Block {
    let tr = view.tr;
    let rows = view.clerks.iter().map(|clerk| {
        vec![
            clerk.name.clone(),
            grouped(clerk.in_hand),
            grouped(clerk.decided),
            per_cent(clerk.in_time),
            lasted(tr, clerk.median),
        ]
    });
    let heads = ["statistics-in-hand", "statistics-decided", "statistics-in-time", "statistics-median"];
    Block::Table { caption: String::new(), head: headed(tr, "inbox-clerk", &heads), rows: rows.collect() }
}

fn headed(tr: Tr, first: &str, others: &[&str]) -> Vec<String> {
    std::iter::once(&first).chain(others).map(|key| tr.t(key)).collect()
}

fn bar(label: String, count: i64) -> Bar {
    Bar { label, written: grouped(count), value: u32::try_from(count).unwrap_or(if count < 0 { 0 } else { u32::MAX }) }
}
