//! The fields of a change of the charter.

use super::paper_basis;
use crate::pages::application::step::StepView;
use crate::ui::{Checkbox, Choice, Radios, Textarea};
use leptos::prelude::*;
use portal::procedures::{CHARTER_FORMS, CHARTER_PARTS};

/// The inputs of a step, without those that are closed.
pub fn fields(view: &StepView) -> AnyView {
    match view.step.slug {
        "what" => what(view).into_any(),
        _ => paper_basis::fields(view),
    }
}

fn what(view: &StepView) -> impl IntoView + use<> {
    let tr = view.tr;
    let parts: Vec<_> = CHARTER_PARTS
        .iter()
        .filter(|part| view.is_open(part))
        .map(|part| {
            let label = tr.t(&format!("field-{}", part.replace('_', "-")));
            view! { <Checkbox label name=*part checked=!view.value(part).is_empty() error=view.error(part) /> }
        })
        .collect();
    let parts = (!parts.is_empty()).then(|| {
        view! {
            <fieldset>
                <legend>{tr.t("field-charter-parts")}</legend>
                {parts}
            </fieldset>
        }
    });
    let words = view.is_open("charter_words").then(|| {
        view! {
            <Textarea
                label=tr.t("field-charter-words")
                name="charter_words"
                value=view.value("charter_words")
                hint=tr.t("hint-charter-words")
                error=view.error("charter_words")
                maxlength=Some(2000)
            />
        }
    });
    let form = view.is_open("charter_form").then(|| {
        let choices = CHARTER_FORMS.iter().map(|form| Choice::new(*form, tr.t(&format!("answer-charter-{form}"))));
        view! {
            <Radios
                legend=tr.t("field-charter-form")
                name="charter_form"
                choices=choices.collect()
                value=view.value("charter_form")
                error=view.error("charter_form")
            />
        }
    });
    let identical = view.is_open("charter_identical").then(|| {
        view! {
            <Checkbox
                label=tr.t("field-charter-identical")
                name="charter_identical"
                checked=!view.value("charter_identical").is_empty()
                error=view.error("charter_identical")
            />
        }
    });
    view! {
        {parts}
        {words}
        {form}
        {identical}
    }
}
