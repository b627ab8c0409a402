//! What all rules by date have in common: the act, the day, and the page that says what a change does.

use crate::l10n::Tr;
use crate::pages::account::faults::Faults;
use crate::ui::{Button, Checkbox, DateBoxes, DateField, DateLabels, Field, Width};
use leptos::prelude::*;
use portal::answers::Answers;

/// Three boxes for a day.
pub fn day_field(
    tr: Tr,
    typed: &Answers,
    faults: &Faults,
    name: &'static str,
    legend: String,
) -> impl IntoView + use<> {
    let [day, month, year] = ["day", "month", "year"].map(|part| typed.get(&format!("{name}_{part}")).to_owned());
    view! {
        <DateField
            legend
            name=name
            labels=DateLabels::new(tr.t("day"), tr.t("month"), tr.t("year"))
            value=DateBoxes::new(day, month, year)
            error=faults.of(name)
        />
    }
}

/// The act: its title, number and day, and whether somebody compared it.
pub fn act(tr: Tr, typed: &Answers, faults: &Faults) -> impl IntoView + use<> {
    view! {
        {cited(tr, typed, faults)}
        <Checkbox
            label=tr.t("rule-verified-label")
            name="verified"
            value="on"
            checked=typed.get("verified") == "on"
        />
    }
}

/// The act: its title, number and day.
pub fn cited(tr: Tr, typed: &Answers, faults: &Faults) -> impl IntoView + use<> {
    let typed_of = |name: &str| typed.get(name).to_owned();
    view! {
        <Field
            label=tr.t("rule-act-title")
            hint=tr.t("rule-act-title-hint")
            name="act_title"
            value=typed_of("act_title")
            error=faults.of("act_title")
        />
        <Field
            label=tr.t("rule-act-number")
            name="act_number"
            value=typed_of("act_number")
            width=Width::Chars10
            error=faults.of("act_number")
        />
        {day_field(tr, typed, faults, "act", tr.t("rule-act-date"))}
    }
}

/// A form that was checked, to be sent again as it was.
#[derive(Clone)]
pub struct Checked {
    pub typed: Answers,
    /// How often the subject was changed.
    pub seen: i32,
}

/// The button that saves what the page says.
pub fn confirm(tr: Tr, action: String, back: String, checked: Checked) -> impl IntoView {
    let fields: Vec<_> = checked
        .typed
        .iter()
        .map(|(name, value)| view! { <input type="hidden" name=name.to_owned() value=value.to_owned() /> })
        .collect();
    view! {
        <form method="post" action=action>
            {fields}
            <input type="hidden" name="seen" value=checked.seen.to_string() />
            <input type="hidden" name="confirmed" value="on" />
            <div class="actions">
                <Button text=tr.t("rule-save") />
                <a href=back>{tr.t("rule-back")}</a>
            </div>
        </form>
    }
}
