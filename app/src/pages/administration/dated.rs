//! What all texts by date have in common: their rows, and the page that says what a new one does.

use super::changes::{Difference, differences};
use super::rules::{Checked, confirm};
use crate::l10n::Tr;
use crate::pages::account::faults::Faults;
use crate::ui::{Cell, Checkbox, Column, DataTable, Field, Row, Tag, Tone, unbroken};
use chrono::NaiveDate;
use leptos::prelude::*;
use portal::answers::Answers;

/// A text, and since when it holds or will hold.
#[derive(Clone, Debug)]
pub struct RowView {
    pub from: NaiveDate,
    /// What it says, in the reader's language, line by line.
    pub says: Vec<String>,
    pub act: String,
    pub verified: bool,
    /// Who entered it; it came with the portal otherwise.
    pub by: Option<String>,
    /// Holds today.
    pub now: bool,
    /// Will hold.
    pub ahead: bool,
}

/// The rows of one text, as they follow each other.
pub fn rows(tr: Tr, caption: String, rows: Vec<RowView>, empty: String) -> impl IntoView {
    let rows: Vec<Row> = rows
        .into_iter()
        .map(|row| {
            let tag = match (row.now, row.ahead) {
                (true, _) => Some(view! { <Tag text=tr.t("terms-holds") tone=Tone::Green /> }),
                (_, true) => Some(view! { <Tag text=tr.t("terms-ahead") tone=Tone::Blue /> }),
                _ => None,
            };
            let says: Vec<_> = row.says.into_iter().map(|line| view! { <li class="as-typed">{line}</li> }).collect();
            let checked = tr.t(if row.verified { "rule-verified" } else { "rule-unverified" });
            Row::new(vec![
                Cell::view(view! { {tr.date(row.from)} " " {tag} }),
                Cell::view(view! { <ul class="plain">{says}</ul> }),
                Cell::view(view! { {unbroken(&row.act)} <div class="soft small">{checked}</div> }),
                Cell::text(row.by.unwrap_or_else(|| tr.t("rule-came"))),
            ])
        })
        .collect();
    let columns = vec![
        Column::new(tr.t("terms-from")),
        Column::new(tr.t("dated-text")),
        Column::new(tr.t("rule-act")),
        Column::new(tr.t("rule-by")),
    ];
    view! { <DataTable caption columns rows caption_hidden=true dense=true empty=empty /> }
}

/// The act that a text rests on, and whether somebody compared it.
pub fn cited(tr: Tr, typed: &Answers, faults: &Faults) -> impl IntoView + use<> {
    view! {
        <Field
            label=tr.t("rule-act")
            hint=tr.t("reasons-act-hint")
            name="act"
            value=typed.get("act").to_owned()
            maxlength=300u32
            error=faults.of("act")
        />
        <Checkbox
            label=tr.t("rule-verified-label")
            name="verified"
            value="on"
            checked=typed.get("verified") == "on"
        />
    }
}

/// What a new text would do, before it is saved.
#[derive(Clone)]
pub struct CheckView {
    pub tr: Tr,
    pub href: String,
    /// What it is of.
    pub of: String,
    pub what: Vec<Difference>,
    pub from: NaiveDate,
    /// What it means for what goes on.
    pub says: Vec<String>,
    pub checked: Checked,
}

/// The page that only saves when it is sent once more; `shown` stands between what changes and the button.
pub fn check(view: CheckView, shown: impl IntoView + 'static) -> impl IntoView {
    let tr = view.tr;
    let says: Vec<_> = view.says.into_iter().map(|line| view! { <li>{line}</li> }).collect();
    view! {
        <div class="stack">
            <div class="page-head">
                <p class="caption">{view.of}</p>
                <h1>{tr.t("rule-check-title")}</h1>
            </div>
            <p>{tr.ta("terms-check-from", &[("date", tr.date(view.from).into())])}</p>
            <ul>{says}</ul>
            {differences(tr, tr.t("changes-what"), view.what)}
            {shown}
            {confirm(tr, view.href.clone(), view.href, view.checked)}
        </div>
    }
}
