//! How the portal is: numbers that anybody may know.

use crate::l10n::Tr;
use crate::pages::register::grouped;
use crate::ui::{Inset, SummaryList, SummaryRow, Tone};
use chrono::NaiveDateTime;
use leptos::prelude::*;

/// The portal's state; times are Minsk's.
#[derive(Clone)]
pub struct StatusView {
    pub tr: Tr,
    pub companies: i64,
    /// How many of them are invented.
    pub synthetic: i64,
    pub imported_at: Option<NaiveDateTime>,
    /// Records that imports could not take.
    pub refused: i64,
    /// Jobs that wait, and jobs given up.
    pub waiting: i64,
    pub failed: i64,
    pub version: &'static str,
    pub database: &'static str,
    pub now: NaiveDateTime,
}

pub fn page(view: StatusView) -> impl IntoView {
    let tr = view.tr;
    let well = view.failed == 0;
    let invented =
        (view.synthetic > 0).then(|| tr.ta("status-page-synthetic", &[("count", grouped(view.synthetic).into())]));
    let companies = match invented {
        Some(invented) => format!("{} ({invented})", grouped(view.companies)),
        None => grouped(view.companies),
    };
    let imported = view.imported_at.map_or_else(|| tr.t("status-page-never"), |at| tr.moment(at));
    let rows = vec![
        SummaryRow::new(tr.t("status-page-companies"), companies),
        SummaryRow::new(tr.t("status-page-imported"), imported),
        SummaryRow::new(tr.t("status-page-refused"), grouped(view.refused)),
        SummaryRow::new(tr.t("status-page-waiting"), grouped(view.waiting)),
        SummaryRow::new(tr.t("status-page-failed"), grouped(view.failed)),
        SummaryRow::new(tr.t("status-page-version"), view.version),
        SummaryRow::new(tr.t("status-page-database"), view.database),
    ];
    let (tone, sentence) = if well { (Tone::Green, "status-page-well") } else { (Tone::Amber, "status-page-not-well") };
    view! {
        <div class="two-thirds stack">
            <h1>{tr.t("status-page-title")}</h1>
            <Inset tone=tone><p>{tr.t(sentence)}</p></Inset>
            <SummaryList rows=rows />
            <p class="soft small">{tr.ta("status-page-now", &[("moment", tr.moment(view.now).into())])}</p>
        </div>
    }
}
