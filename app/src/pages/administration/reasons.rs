//! The catalogue of reasons by date.

use super::changes::{ChangeView, table};
use super::dated::{RowView, cited, rows};
use super::rules::day_field;
use super::{since, why};
use crate::l10n::Tr;
use crate::pages::account::faults::Faults;
use crate::ui::{
    Button, Cell, Checkboxes, Choice, Column, DataTable, ErrorSummary, Field, Row, Select, Width, unbroken,
};
use leptos::prelude::*;
use portal::answers::Answers;

/// A reason in the list.
#[derive(Clone, Debug)]
pub struct ReasonLine {
    pub href: String,
    /// Code of the decision.
    pub decision: &'static str,
    pub code: String,
    /// What it says today; `None`: it does not hold yet, or not any more.
    pub sentence: Option<String>,
    pub procedures: usize,
    /// All procedures.
    pub all: bool,
    pub act: String,
    pub verified: bool,
    /// From when it is another, ready to be shown.
    pub next: Option<String>,
}

#[derive(Clone)]
pub struct ReasonsView {
    pub tr: Tr,
    pub lines: Vec<ReasonLine>,
    /// Codes of the decisions.
    pub decisions: Vec<&'static str>,
    pub writes: bool,
    pub typed: Answers,
    pub faults: Faults,
}

pub fn page(view: ReasonsView) -> impl IntoView {
    let tr = view.tr;
    let rows: Vec<Row> = view
        .lines
        .into_iter()
        .map(|line| {
            let checked = tr.t(if line.verified { "rule-verified" } else { "rule-unverified" });
            let fits = match line.all {
                true => tr.t("wording-all-procedures"),
                false => {
                    tr.ta("reasons-procedures", &[("count", i64::try_from(line.procedures).unwrap_or_default().into())])
                }
            };
            let code = line.code.clone();
            Row::new(vec![
                Cell::view(view! {
                    <a href=line.href>{line.sentence.unwrap_or_else(|| tr.t("reasons-not-now"))}</a>
                    <div class="soft small"><code>{code}</code></div>
                }),
                Cell::text(tr.t(&format!("reasons-for-{}", line.decision))),
                Cell::text(fits),
                Cell::view(view! { {unbroken(&line.act)} <div class="soft small">{checked}</div> }),
                Cell::text(line.next.unwrap_or_else(|| "—".to_owned())),
            ])
        })
        .collect();
    let columns = vec![
        Column::new(tr.t("reasons-reason")),
        Column::new(tr.t("reasons-for")),
        Column::new(tr.t("reasons-fits")),
        Column::new(tr.t("rule-act")),
        Column::new(tr.t("terms-next")),
    ];
    let decisions: Vec<Choice> =
        view.decisions.iter().map(|code| Choice::new(*code, tr.t(&format!("reasons-for-{code}")))).collect();
    let first = view.decisions.first().copied().unwrap_or_default();
    let new = view.writes.then(|| {
        view! {
            <h2>{tr.t("reasons-new")}</h2>
            <form method="get" action="/office/administration/reasons" class="stack two-thirds" novalidate>
                <Select label=tr.t("reasons-for") name="decision" choices=decisions value=first />
                <Field
                    label=tr.t("reasons-code")
                    hint=tr.t("reasons-code-hint")
                    name="code"
                    value=view.typed.get("code").to_owned()
                    width=Width::Chars20
                    error=view.faults.of("code")
                />
                <Button text=tr.t("wording-open") />
            </form>
        }
    });
    view! {
        <ErrorSummary title=tr.t("error-summary-title") errors=view.faults.lines() />
        <h1>{tr.t("reasons-title")}</h1>
        <p class="lede">{tr.t("reasons-lede")}</p>
        <DataTable caption=tr.t("reasons-title") columns rows caption_hidden=true dense=true />
        {new}
    }
}

/// The fields that the form sends.
pub const FIELDS: [&str; 14] = [
    "sentence_ru",
    "sentence_be",
    "sentence_en",
    "act",
    "verified",
    "procedures",
    "from_day",
    "from_month",
    "from_year",
    "until_day",
    "until_month",
    "until_year",
    "why",
    "reverts",
];

#[derive(Clone)]
pub struct ReasonView {
    pub tr: Tr,
    pub href: String,
    /// Code of the decision.
    pub decision: &'static str,
    pub title: String,
    pub rows: Vec<RowView>,
    /// Slugs and titles.
    pub procedures: Vec<(String, String)>,
    pub changes: Vec<ChangeView>,
    pub writes: bool,
    pub typed: Answers,
    pub faults: Faults,
    pub since: Vec<ChangeView>,
}

pub fn one(view: ReasonView) -> impl IntoView {
    let tr = view.tr;
    let title = view.title.clone();
    let form = view.writes.then(|| form(&view));
    view! {
        <ErrorSummary title=tr.t("error-summary-title") errors=view.faults.lines() />
        <div class="page-head">
            <p class="caption">{tr.t(&format!("reasons-for-{}", view.decision))}</p>
            <h1>{title.clone()}</h1>
        </div>
        {since(tr, &view.since)}
        {rows(tr, title, view.rows.clone(), tr.t("reasons-no-rows"))}
        {form}
        <h2>{tr.t("changes-title-administration")}</h2>
        {table(tr, tr.t("changes-title-administration"), view.changes.clone())}
    }
}

fn form(view: &ReasonView) -> impl IntoView + use<> {
    let tr = view.tr;
    let (typed, faults) = (&view.typed, &view.faults);
    let chosen: Vec<String> = typed.get("procedures").split_whitespace().map(str::to_owned).collect();
    let choices: Vec<Choice> = view.procedures.iter().map(|(slug, title)| Choice::new(slug, title)).collect();
    let sentences: Vec<_> = ["sentence_ru", "sentence_be", "sentence_en"]
        .into_iter()
        .map(|name| {
            let label = tr.t(&format!("reasons-{}", name.replace('_', "-")));
            view! {
                <Field label name=name value=typed.get(name).to_owned() maxlength=300u32 error=faults.of(name) />
            }
        })
        .collect();
    view! {
        <h2>{tr.t("reasons-enter")}</h2>
        <p class="two-thirds">{tr.t("reasons-enter-says")}</p>
        <form method="post" action=view.href.clone() class="stack two-thirds" novalidate>
            <input type="hidden" name="reverts" value=typed.get("reverts").to_owned() />
            {sentences}
            {cited(tr, typed, faults)}
            <Checkboxes
                legend=tr.t("reasons-fits")
                name="procedures"
                choices
                values=chosen
                error=faults.of("procedures")
            />
            {day_field(tr, typed, faults, "from", tr.t("terms-from"))}
            {day_field(tr, typed, faults, "until", tr.t("reasons-until"))}
            {why(tr, typed.get("why").to_owned(), faults.of("why"))}
            <Button text=tr.t("rule-check") />
        </form>
    }
}
