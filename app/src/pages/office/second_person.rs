//! Where the office wants a decision confirmed by a second person, by procedure and from a day on.

use crate::l10n::Tr;
use crate::pages::account::faults::Faults;
use crate::ui::{
    Button, Cell, Checkboxes, Choice, Column, DataTable, DateBoxes, DateField, DateLabels, ErrorSummary, Row, Select,
    Tag, Tone,
};
use chrono::NaiveDate;
use leptos::prelude::*;
use portal::answers::Answers;

/// What was set once.
#[derive(Clone, Debug)]
pub struct RuleView {
    /// Title of the procedure.
    pub procedure: String,
    pub from: NaiveDate,
    pub accepting: bool,
    pub refusing: bool,
    /// Who set it.
    pub by: String,
    pub in_force: bool,
    pub to_come: bool,
}

#[derive(Clone)]
pub struct SecondPersonView {
    pub tr: Tr,
    pub office: String,
    pub rules: Vec<RuleView>,
    /// Slugs and titles.
    pub procedures: Vec<(String, String)>,
    pub typed: Answers,
    /// `accept`, `refuse`.
    pub needs: Vec<String>,
    pub faults: Faults,
    /// Whether the reader may set rules.
    pub writes: bool,
}

pub fn page(view: SecondPersonView) -> impl IntoView {
    let tr = view.tr;
    let rows = view.rules.iter().map(|rule| {
        let what = match (rule.accepting, rule.refusing) {
            (true, true) => tr.t("second-person-both"),
            (true, false) => tr.t("second-person-accept"),
            (false, true) => tr.t("second-person-refuse"),
            (false, false) => tr.t("second-person-nothing"),
        };
        let stands = match (rule.in_force, rule.to_come) {
            (true, _) => view! { <Tag text=tr.t("second-person-in-force") tone=Tone::Green /> }.into_any(),
            (_, true) => view! { <Tag text=tr.t("second-person-to-come") tone=Tone::Blue /> }.into_any(),
            _ => view! { <span class="soft">{tr.t("second-person-over")}</span> }.into_any(),
        };
        Row::new(vec![
            Cell::text(rule.procedure.clone()),
            Cell::text(what),
            Cell::text(tr.date(rule.from)),
            Cell::view(stands),
            Cell::text(rule.by.clone()),
        ])
    });
    let rows: Vec<Row> = rows.collect();
    let columns = vec![
        Column::new(tr.t("inbox-filter-procedure")),
        Column::new(tr.t("second-person-what")),
        Column::new(tr.t("second-person-from")),
        Column::new(tr.t("run-column-state")),
        Column::new(tr.t("second-person-by")),
    ];
    view! {
        <ErrorSummary title=tr.t("error-summary-title") errors=view.faults.lines() />
        <div class="page-head">
            <p class="caption">{view.office.clone()}</p>
            <h1>{tr.t("second-person-title")}</h1>
        </div>
        <p class="two-thirds">{tr.t("second-person-says")}</p>
        <DataTable
            caption=tr.t("second-person-title")
            columns
            rows
            caption_hidden=true
            dense=true
            empty=tr.t("second-person-none")
        />
        {view.writes.then(|| form(&view))}
    }
}

fn form(view: &SecondPersonView) -> impl IntoView + use<> {
    let tr = view.tr;
    let procedures: Vec<Choice> = view.procedures.iter().map(|(slug, title)| Choice::new(slug, title)).collect();
    let [day, month, year] = ["day", "month", "year"].map(|part| view.typed.get(&format!("from_{part}")).to_owned());
    let needs =
        vec![Choice::new("accept", tr.t("second-person-accept")), Choice::new("refuse", tr.t("second-person-refuse"))];
    view! {
        <h2>{tr.t("second-person-set")}</h2>
        <form method="post" action="/office/second-person" class="stack two-thirds" novalidate>
            <Select
                label=tr.t("inbox-filter-procedure")
                name="procedure"
                choices=procedures
                value=view.typed.get("procedure").to_owned()
                blank=tr.t("second-person-choose")
                error=view.faults.of("procedure")
            />
            <Checkboxes
                legend=tr.t("second-person-what")
                name="needs"
                choices=needs
                values=view.needs.clone()
                hint=tr.t("second-person-needs-hint")
            />
            <DateField
                legend=tr.t("second-person-from")
                name="from"
                hint=tr.t("second-person-from-hint")
                labels=DateLabels::new(tr.t("day"), tr.t("month"), tr.t("year"))
                value=DateBoxes::new(day, month, year)
                error=view.faults.of("from")
            />
            <Button text=tr.t("second-person-button") />
        </form>
    }
}
