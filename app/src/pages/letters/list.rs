//! The kinds of letters, and whose words each has.

use super::kind;
use crate::l10n::Tr;
use crate::ui::{Button, Cell, Choice, Column, DataTable, Row, Select};
use chrono::NaiveDateTime;
use leptos::prelude::*;

/// The latest version of one template.
#[derive(Clone, Debug)]
pub struct TemplateView {
    /// Code of the kind.
    pub kind: &'static str,
    /// Title of the procedure; `None`: for all.
    pub procedure: Option<String>,
    pub href: String,
    /// Number, when (Minsk time) and by whom; `None`: nobody wrote any.
    pub version: Option<(i32, NaiveDateTime, String)>,
    /// All is left to what stands behind it.
    pub empty: bool,
    /// The portal's own words for all offices, which stand behind an office's.
    pub common: bool,
}

#[derive(Clone)]
pub struct ListView {
    pub tr: Tr,
    /// Name of the office, or what stands for all.
    pub of: String,
    /// Where the pages are: `/office/letters`.
    pub base: &'static str,
    /// The pages of the portal's words.
    pub portal: bool,
    pub templates: Vec<TemplateView>,
    /// Codes of the kinds.
    pub kinds: Vec<&'static str>,
    /// Slugs and titles.
    pub procedures: Vec<(String, String)>,
    pub writes: bool,
}

pub fn page(view: ListView) -> impl IntoView {
    let tr = view.tr;
    let rows: Vec<Row> = view
        .templates
        .iter()
        .map(|template| {
            let title = kind(tr, template.kind);
            let stands = match &template.version {
                Some((number, at, by)) => {
                    let values = [
                        ("number", i64::from(*number).into()),
                        ("date", tr.date_short(at.date()).into()),
                        ("name", by.clone().into()),
                    ];
                    tr.ta(if template.empty { "wording-emptied" } else { "wording-version-by" }, &values)
                }
                None if view.portal => tr.t("wording-first"),
                None => tr.t("wording-none"),
            };
            // Where an office has no words of its own, its letters bear those of all.
            let common = view.portal || template.common || template.version.is_none() || template.empty;
            let whose = if common { tr.t("wording-whose-portal") } else { view.of.clone() };
            let name = if template.common { Cell::text(title) } else { Cell::link(title, template.href.clone()) };
            Row::new(vec![
                name,
                Cell::text(template.procedure.clone().unwrap_or_else(|| tr.t("wording-all-procedures"))),
                Cell::text(whose),
                Cell::text(stands),
            ])
        })
        .collect();
    let columns = vec![
        Column::new(tr.t("wording-letter")),
        Column::new(tr.t("inbox-filter-procedure")),
        Column::new(tr.t("wording-whose")),
        Column::new(tr.t("wording-version")),
    ];
    let says = if view.portal { tr.t("wording-says-portal") } else { tr.t("wording-says") };
    view! {
        <div class="page-head">
            <p class="caption">{view.of.clone()}</p>
            <h1>{tr.t("wording-title")}</h1>
        </div>
        <p class="two-thirds">{says}</p>
        <p class="two-thirds">{tr.t("wording-fixed")}</p>
        <DataTable caption=tr.t("wording-title") columns rows caption_hidden=true dense=true />
        {view.writes.then(|| one(&view))}
    }
}

/// To words for one procedure.
fn one(view: &ListView) -> impl IntoView + use<> {
    let tr = view.tr;
    let kinds: Vec<Choice> = view.kinds.iter().map(|code| Choice::new(*code, kind(tr, code))).collect();
    let procedures: Vec<Choice> = view.procedures.iter().map(|(slug, title)| Choice::new(slug, title)).collect();
    let first = view.kinds.first().copied().unwrap_or_default();
    view! {
        <h2>{tr.t("wording-one")}</h2>
        <p class="two-thirds">{tr.t("wording-one-says")}</p>
        <form method="get" action=view.base class="stack two-thirds">
            <Select label=tr.t("wording-letter") name="kind" choices=kinds value=first />
            <Select
                label=tr.t("inbox-filter-procedure")
                name="procedure"
                choices=procedures
                blank=tr.t("wording-all-procedures")
            />
            <Button text=tr.t("wording-open") />
        </form>
    }
}
