//! Files of cases that were ordered, since they are too large to be waited for.

use super::statistics::exported_head;
use crate::l10n::Tr;
use crate::pages::attachments::size;
use crate::pages::register::grouped;
use crate::ui::{ButtonKind, ButtonLink, Cell, Column, DataTable, ErrorSummary, FieldError, Inset, Row, Tag, Tone};
use chrono::{NaiveDate, NaiveDateTime};
use leptos::prelude::*;

/// Where a file stands.
#[derive(Clone, Debug)]
pub enum ExportState {
    InMaking,
    Ready {
        href: String,
        /// Bytes.
        size: u64,
        cases: i64,
        /// The last day on which it can be had.
        kept: NaiveDate,
    },
    Failed,
}

/// A file that was ordered.
#[derive(Clone, Debug)]
pub struct ExportView {
    pub from: NaiveDate,
    pub until: NaiveDate,
    pub format: &'static str,
    /// Codes of the columns.
    pub columns: Vec<String>,
    pub ordered: NaiveDateTime,
    pub state: ExportState,
}

#[derive(Clone)]
pub struct ExportsView {
    pub tr: Tr,
    pub office: String,
    pub exports: Vec<ExportView>,
    pub kept_days: i64,
    /// So many are there at most, and one more was asked for.
    pub too_many: Option<usize>,
}

pub fn page(view: ExportsView) -> impl IntoView {
    let tr = view.tr;
    let errors = view.too_many.map(|most| {
        FieldError::new("exports", tr.ta("exports-too-many", &[("most", i64::try_from(most).unwrap_or(0).into())]))
    });
    let making = view.exports.iter().any(|export| matches!(export.state, ExportState::InMaking));
    let making = making.then(|| {
        view! {
            <Inset tone=Tone::Blue>
                <p>{tr.t("exports-wait")}</p>
                <p class="no-print"><a href="/office/statistics/exports">{tr.t("exports-refresh")}</a></p>
            </Inset>
        }
    });
    let rows: Vec<Row> = view.exports.iter().map(|export| row(tr, export)).collect();
    let columns = vec![
        Column::new(tr.t("exports-what")),
        Column::new(tr.t("exports-columns")),
        Column::new(tr.t("exports-ordered")),
        Column::new(tr.t("exports-state")),
        Column::new(tr.t("exports-file")),
    ];
    view! {
        <ErrorSummary title=tr.t("error-summary-title") errors=errors.into_iter().collect() />
        <div class="page-head">
            <p class="caption">{view.office.clone()}</p>
            <h1>{tr.t("exports-title")}</h1>
        </div>
        <p class="lede">{tr.ta("exports-lede", &[("days", view.kept_days.into())])}</p>
        {making}
        <div id="exports">
            <DataTable
                caption=tr.t("exports-title")
                columns
                rows
                caption_hidden=true
                dense=true
                empty=tr.t("exports-none")
            />
        </div>
        <p class="no-print">
            <ButtonLink text=tr.t("exports-another") href="/office/statistics#export" kind=ButtonKind::Secondary />
        </p>
    }
}

fn row(tr: Tr, export: &ExportView) -> Row {
    let time = tr.ta(
        "exports-time",
        &[
            ("from", tr.date_short(export.from).into()),
            ("until", tr.date_short(export.until).into()),
            ("format", export.format.into()),
        ],
    );
    let heads: Vec<String> = export.columns.iter().map(|code| exported_head(tr, code)).collect();
    let (state, file) = match &export.state {
        ExportState::InMaking => (tag(tr.t("exports-making"), Tone::Blue), Cell::text("—")),
        ExportState::Failed => (tag(tr.t("exports-failed"), Tone::Red), Cell::text(tr.t("exports-again"))),
        ExportState::Ready { href, size: bytes, cases, kept } => {
            let says = tr.ta("exports-cases", &[("cases", grouped(*cases).into()), ("size", size(tr, *bytes).into())]);
            let link = view! {
                <a href=href.clone()>{tr.t("exports-download")}</a>
                <br />
                {says}
            };
            let kept = tr.ta("exports-ready", &[("date", tr.date_short(*kept).into())]);
            (tag(kept, Tone::Green), Cell::view(link))
        }
    };
    Row::new(vec![
        Cell::text(time),
        Cell::text(heads.join(", ")),
        Cell::text(tr.moment(export.ordered)).nowrap(),
        state,
        file,
    ])
}

fn tag(text: String, tone: Tone) -> Cell {
    Cell::view(view! { <Tag text tone /> })
}
