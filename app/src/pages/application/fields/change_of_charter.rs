//! The fields of a change of the charter.

use super::change_of_name::text;
use super::paper_basis;
use crate::pages::application::step::StepView;
use crate::ui::{Checkbox, Choice, Radios, Textarea};
use leptos::prelude::*;
use portal::procedures::{CHARTER_FORMS, CHARTER_PARTS, PARTICIPANT_KINDS, PARTICIPANTS};

/// The inputs of a step, without those that are closed.
pub fn fields(view: &StepView) -> AnyView {
    match view.step.slug {
        "what" => what(view).into_any(),
        "basis" => paper_basis::fields(view),
        _ => participant(view),
    }
}

/// One participant.
fn participant(view: &StepView) -> AnyView {
    let tr = view.tr;
    let Some(fields) = PARTICIPANTS.iter().find(|fields| fields[..] == *view.step.fields) else {
        return ().into_any();
    };
    let [kind, name, unp, share, more] = *fields;
    let number = text(view, unp, "field-participant-unp-optional", Some("hint-participant-unp"), 20);
    let mut revealed = [None, number].into_iter();
    let choices: Vec<Choice> = PARTICIPANT_KINDS
        .iter()
        .map(|word| Choice::new(*word, tr.t(&format!("answer-participant-{word}"))).reveal(revealed.next().flatten()))
        .collect();
    let kind = view.is_open(kind).then(|| {
        view! {
            <Radios
                legend=tr.t("field-participant-kind")
                name=kind
                choices=choices
                value=view.value(kind)
                error=view.error(kind)
            />
        }
    });
    let last = view.step.slug == "participant-5";
    let more = (view.is_open(more) && !last).then(|| {
        let choices = ["yes", "no"].map(|word| Choice::new(word, tr.t(&format!("answer-participant-more-{word}"))));
        view! {
            <Radios
                legend=tr.t("field-participant-more")
                name=more
                choices=choices.into()
                value=view.value(more)
                error=view.error(more)
            />
        }
    });
    view! {
        {kind}
        {text(view, name, "field-participant-name", Some("hint-participant-name"), 250)}
        {text(view, share, "field-founder-share", Some("hint-participant-share"), 10)}
        {more}
    }
    .into_any()
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
