//! Mending an applicant's typing error, and what was mended: before and after, when and why.

use super::decision::changed;
use super::words;
use crate::l10n::Tr;
use crate::pages::account::faults::Faults;
use crate::ui::{
    Button, Cell, Column, DataTable, DiffNew, DiffOld, ErrorSummary, Field, Inset, Row, SummaryList, SummaryRow,
    Textarea, Tone,
};
use chrono::NaiveDateTime;
use leptos::prelude::*;

/// The longest reason, in characters.
pub const LONGEST_WHY: u32 = 500;

/// What the form shows, with what was typed.
#[derive(Clone)]
pub struct MendingView {
    pub tr: Tr,
    pub id: String,
    pub number: String,
    pub company: String,
    pub field: &'static str,
    pub label: String,
    /// What stands there now.
    pub was: String,
    pub revision: i32,
    pub seen: i32,
    /// What happened to the case while the form was open.
    pub changed: Vec<String>,
    pub became: String,
    pub why: String,
    /// A letter about it reaches somebody.
    pub told: bool,
    pub faults: Faults,
}

pub fn page(view: MendingView) -> impl IntoView {
    let tr = view.tr;
    let case = format!("/office/cases/{}", view.id);
    let action = format!("{case}/mending/{}", view.field);
    let caption = format!("{} · {}", words::number(&view.number), view.company);
    let typed = vec![SummaryRow::new(view.label.clone(), view.was.clone())];
    let does = tr.t(if view.told { "mending-does" } else { "mending-does-nobody" });
    view! {
        <ErrorSummary title=tr.t("error-summary-title") errors=view.faults.lines() />
        <div class="two-thirds stack">
            <div class="page-head">
                <p class="caption">{caption}</p>
                <h1>{tr.t("mending-title")}</h1>
            </div>
            {changed(tr, &view.changed, ["mending-changed", "mending-changed-do"])}
            <p>{tr.t("mending-says")}</p>
            <SummaryList rows=typed title=tr.t("mending-was") />
            <form method="post" action=action class="stack" novalidate>
                <input type="hidden" name="revision" value=view.revision.to_string() />
                <input type="hidden" name="seen" value=view.seen.to_string() />
                <Field
                    label=tr.t("mending-became")
                    hint=tr.t("mending-became-hint")
                    name="became"
                    value=view.became.clone()
                    error=view.faults.of("became")
                />
                <Textarea
                    label=tr.t("mending-why")
                    hint=tr.t("mending-why-hint")
                    name="why"
                    value=view.why.clone()
                    rows=3
                    maxlength=LONGEST_WHY
                    error=view.faults.of("why")
                />
                <Inset tone=Tone::Amber><p>{does}</p></Inset>
                <div class="actions">
                    <Button text=tr.t("mending-button") />
                    <a href=case>{tr.t("decide-back-to-case")}</a>
                </div>
            </form>
        </div>
    }
}

/// One typing error that the office mended.
#[derive(Clone, Debug)]
pub struct MendedView {
    pub label: String,
    pub was: String,
    pub became: String,
    /// In Minsk.
    pub at: NaiveDateTime,
    /// The office; before the office itself its clerk.
    pub by: String,
    pub why: String,
}

/// What was mended; nothing where nothing was. `says` is the locale key of the sentence above it.
pub fn mended(tr: Tr, says: &str, list: &[MendedView]) -> impl IntoView + use<> {
    let columns = vec![
        Column::new(tr.t("compare-field")),
        Column::new(tr.t("changes-before")),
        Column::new(tr.t("mending-after")),
        Column::new(tr.t("mending-who")),
        Column::new(tr.t("mending-why-column")),
    ];
    let rows = list.iter().map(|one| {
        let (old, new) = (one.was.clone(), one.became.clone());
        let before = view! { <DiffOld old=old.clone() new=new.clone() removed=tr.t("compare-removed") /> };
        let after = view! { <DiffNew old new added=tr.t("compare-added") /> };
        Row::new(vec![
            Cell::text(one.label.clone()),
            Cell::view(before),
            Cell::view(after),
            Cell::text(format!("{}, {}", one.by, tr.moment(one.at))),
            Cell::text(one.why.clone()),
        ])
    });
    let rows: Vec<Row> = rows.collect();
    let says = tr.t(says);
    (!rows.is_empty()).then(|| {
        view! {
            <div id="mended" class="part">
                <h2>{tr.t("mending-list")}</h2>
                <p>{says}</p>
                <DataTable caption=tr.t("mending-list") columns rows caption_hidden=true dense=true />
            </div>
        }
    })
}
