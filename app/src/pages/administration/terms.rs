//! Terms, fees and base values by date.

use super::changes::{ChangeView, table};
use super::rules::{Checked, act, confirm, day_field};
use super::{since, why};
use crate::l10n::Tr;
use crate::pages::account::faults::Faults;
use crate::ui::{Button, Cell, Column, DataTable, ErrorSummary, Field, Row, Tag, Tone, Width, unbroken};
use chrono::NaiveDate;
use leptos::prelude::*;
use portal::answers::Answers;

/// A value, and since when it holds or will hold.
#[derive(Clone, Debug)]
pub struct ValueView {
    pub value: String,
    pub from: NaiveDate,
    pub act: String,
    pub verified: bool,
    /// Who entered it; it came with the portal otherwise.
    pub by: Option<String>,
    /// Holds today.
    pub now: bool,
    /// Will hold.
    pub ahead: bool,
}

/// What has values by date.
#[derive(Clone, Debug)]
pub struct SubjectView {
    pub href: String,
    /// The procedure, or what else it is of.
    pub of: String,
    pub name: String,
    /// The value of today, and the next one.
    pub now: Option<ValueView>,
    pub next: Option<ValueView>,
}

pub fn page(tr: Tr, subjects: Vec<SubjectView>) -> impl IntoView {
    let rows: Vec<Row> = subjects
        .into_iter()
        .map(|subject| {
            let (value, act, verified) =
                subject.now.map_or_else(Default::default, |now| (now.value, now.act, now.verified));
            let checked = if verified { tr.t("rule-verified") } else { tr.t("rule-unverified") };
            let next = subject.next.map(|next| format!("{}: {}", tr.date_short(next.from), next.value));
            Row::new(vec![
                Cell::text(subject.of),
                Cell::link(subject.name, subject.href),
                Cell::text(value),
                Cell::text(next.unwrap_or_else(|| "—".to_owned())),
                Cell::view(view! { {unbroken(&act)} <div class="soft small">{checked}</div> }),
            ])
        })
        .collect();
    let columns = vec![
        Column::new(tr.t("terms-of")),
        Column::new(tr.t("terms-what")),
        Column::new(tr.t("terms-now")),
        Column::new(tr.t("terms-next")),
        Column::new(tr.t("rule-act")),
    ];
    view! {
        <h1>{tr.t("terms-admin-title")}</h1>
        <p class="lede">{tr.t("terms-admin-lede")}</p>
        <DataTable caption=tr.t("terms-admin-title") columns rows caption_hidden=true dense=true />
    }
}

#[derive(Clone)]
pub struct TermView {
    pub tr: Tr,
    /// Where the form goes.
    pub href: String,
    pub of: String,
    pub name: String,
    /// How the value is typed.
    pub hint: String,
    pub values: Vec<ValueView>,
    pub changes: Vec<ChangeView>,
    pub writes: bool,
    pub typed: Answers,
    pub faults: Faults,
    pub since: Vec<ChangeView>,
}

/// The fields that the form sends.
pub const FIELDS: [&str; 12] = [
    "value",
    "from_day",
    "from_month",
    "from_year",
    "act_title",
    "act_number",
    "act_day",
    "act_month",
    "act_year",
    "verified",
    "why",
    "reverts",
];

pub fn one(view: TermView) -> impl IntoView {
    let tr = view.tr;
    let rows: Vec<Row> = view
        .values
        .iter()
        .map(|value| {
            let tag = match (value.now, value.ahead) {
                (true, _) => Some(view! { <Tag text=tr.t("terms-holds") tone=Tone::Green /> }),
                (_, true) => Some(view! { <Tag text=tr.t("terms-ahead") tone=Tone::Blue /> }),
                _ => None,
            };
            let checked = if value.verified { tr.t("rule-verified") } else { tr.t("rule-unverified") };
            Row::new(vec![
                Cell::text(tr.date(value.from)),
                Cell::view(view! { {value.value.clone()} " " {tag} }),
                Cell::view(view! { {unbroken(&value.act)} <div class="soft small">{checked}</div> }),
                Cell::text(value.by.clone().unwrap_or_else(|| tr.t("rule-came"))),
            ])
        })
        .collect();
    let columns = vec![
        Column::new(tr.t("terms-from")),
        Column::new(tr.t("terms-value")),
        Column::new(tr.t("rule-act")),
        Column::new(tr.t("rule-by")),
    ];
    let form = view.writes.then(|| {
        let (typed, faults) = (view.typed.clone(), view.faults.clone());
        view! {
            <h2>{tr.t("terms-enter")}</h2>
            <p>{tr.t("terms-enter-says")}</p>
            <form method="post" action=view.href.clone() class="stack two-thirds" novalidate>
                <input type="hidden" name="reverts" value=typed.get("reverts").to_owned() />
                <Field
                    label=tr.t("terms-value")
                    hint=view.hint.clone()
                    name="value"
                    value=typed.get("value").to_owned()
                    width=Width::Chars10
                    error=faults.of("value")
                />
                {day_field(tr, &typed, &faults, "from", tr.t("terms-from"))}
                {act(tr, &typed, &faults)}
                {why(tr, typed.get("why").to_owned(), faults.of("why"))}
                <Button text=tr.t("rule-check") />
            </form>
        }
    });
    view! {
        <ErrorSummary title=tr.t("error-summary-title") errors=view.faults.lines() />
        <div class="page-head">
            <p class="caption">{view.of.clone()}</p>
            <h1>{view.name.clone()}</h1>
        </div>
        {since(tr, &view.since)}
        <DataTable caption=view.name.clone() columns rows caption_hidden=true dense=true />
        {form}
        <h2>{tr.t("changes-title-administration")}</h2>
        {table(tr, tr.t("changes-title-administration"), view.changes.clone())}
    }
}

/// What a new value would do, before it is saved.
#[derive(Clone)]
pub struct CheckView {
    pub tr: Tr,
    pub href: String,
    pub of: String,
    pub name: String,
    pub was: String,
    pub becomes: String,
    pub from: NaiveDate,
    /// Open cases, which stay as they are, and drafts, which count by the new value once filed; `None` of what is not
    /// filed.
    pub touched: Option<(i64, i64)>,
    pub checked: Checked,
}

pub fn check(view: CheckView) -> impl IntoView {
    let tr = view.tr;
    let touched = view.touched.map(|(open, drafts)| {
        view! {
            <ul>
                <li>{tr.ta("terms-open-stay", &[("cases", open.into())])}</li>
                <li>{tr.ta("terms-drafts-change", &[("drafts", drafts.into())])}</li>
            </ul>
        }
    });
    view! {
        <div class="two-thirds stack">
            <div class="page-head">
                <p class="caption">{view.of}</p>
                <h1>{tr.t("rule-check-title")}</h1>
            </div>
            <p class="lede">{format!("{}: {} → {}", view.name, view.was, view.becomes)}</p>
            <p>{tr.ta("terms-check-from", &[("date", tr.date(view.from).into())])}</p>
            {touched}
            {confirm(tr, view.href.clone(), view.href, view.checked)}
        </div>
    }
}
