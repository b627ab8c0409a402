//! Opening an office.

use super::offices::{BASE, names};
use super::rules::day_field;
use super::why;
use crate::l10n::Tr;
use crate::pages::account::faults::Faults;
use crate::ui::{Button, Choice, ErrorSummary, Field, FieldKind, Radios, Select, Width};
use leptos::prelude::*;
use portal::answers::Answers;

/// The fields of the form that opens one.
pub const NEW_FIELDS: [&str; 15] = [
    "kind",
    "parent",
    "soato",
    "code",
    "area_of",
    "name_ru",
    "name_be",
    "name_en",
    "area_ru",
    "area_be",
    "area_en",
    "from_day",
    "from_month",
    "from_year",
    "why",
];

/// Of which area it answers.
pub(super) fn area_of(
    tr: Tr,
    areas: &[(String, String)],
    value: String,
    error: Option<String>,
) -> impl IntoView + use<> {
    let choices = areas.iter().map(|(code, name)| Choice::new(code, name)).collect::<Vec<_>>();
    view! {
        <Select
            label=tr.t("offices-area-of")
            hint=tr.t("offices-area-of-hint")
            name="area_of"
            choices
            value=value
            blank=tr.t("offices-area-none")
            error=error
        />
    }
}

#[derive(Clone)]
pub struct NewView {
    pub tr: Tr,
    /// The region and its districts.
    pub parents: Vec<(String, String)>,
    /// The areas that it can be given.
    pub areas: Vec<(String, String)>,
    pub typed: Answers,
    pub faults: Faults,
}

pub fn new(view: NewView) -> impl IntoView {
    let tr = view.tr;
    let text = |name: &str| view.typed.get(name).to_owned();
    let kinds = vec![
        Choice::new("rural", tr.t("offices-kind-rural")).hint(tr.t("offices-new-rural")),
        Choice::new("district", tr.t("offices-kind-district")).hint(tr.t("offices-new-district")),
    ];
    let parents = view.parents.iter().map(|(code, name)| Choice::new(code, name)).collect::<Vec<_>>();
    view! {
        <ErrorSummary title=tr.t("error-summary-title") errors=view.faults.lines() />
        <div class="two-thirds stack">
            <h1>{tr.t("offices-new")}</h1>
            <form method="post" action=format!("{BASE}/new") class="stack" novalidate>
                <Radios
                    legend=tr.t("offices-kind")
                    name="kind"
                    choices=kinds
                    value=text("kind")
                    error=view.faults.of("kind")
                />
                <Select
                    label=tr.t("offices-above")
                    name="parent"
                    choices=parents
                    value=text("parent")
                    blank=tr.t("user-choose")
                    error=view.faults.of("parent")
                />
                {names(tr, &view.typed, &view.faults, "name")}
                {names(tr, &view.typed, &view.faults, "area")}
                <Field
                    label=tr.t("offices-soato")
                    hint=tr.t("offices-soato-hint")
                    name="soato"
                    value=text("soato")
                    kind=FieldKind::Number
                    width=Width::Chars10
                    error=view.faults.of("soato")
                />
                <Field
                    label=tr.t("offices-code")
                    hint=tr.t("offices-code-hint")
                    name="code"
                    value=text("code")
                    kind=FieldKind::Number
                    width=Width::Chars10
                    error=view.faults.of("code")
                />
                {area_of(tr, &view.areas, text("area_of"), view.faults.of("area_of"))}
                {day_field(tr, &view.typed, &view.faults, "from", tr.t("offices-opens-on"))}
                {why(tr, text("why"), view.faults.of("why"))}
                <Button text=tr.t("rule-check") />
            </form>
        </div>
    }
}
