//! The fields of a correction.

use super::paper_basis;
use crate::pages::application::step::StepView;
use crate::ui::{Choice, Field, Radios};
use leptos::prelude::*;
use portal::procedures::{correctable_facts, fact_now};

/// The inputs of a step, without those that are closed.
pub fn fields(view: &StepView) -> AnyView {
    match view.step.slug {
        "fact" => fact(view).into_any(),
        "right" => right(view).into_any(),
        _ => paper_basis::fields(view),
    }
}

fn fact(view: &StepView) -> impl IntoView + use<> {
    let tr = view.tr;
    view.is_open("corrected_fact").then(|| {
        let subject = &view.circumstances.subject;
        let choices = correctable_facts(subject.kind).iter().filter_map(|fact| {
            let now = Some(fact_now(subject, fact)).filter(|now| !now.is_empty())?;
            Some(Choice::new(*fact, tr.t(&format!("answer-fact-{fact}"))).hint(now))
        });
        view! {
            <Radios
                legend=tr.t("field-corrected-fact")
                hint=tr.t("hint-corrected-fact")
                name="corrected_fact"
                choices=choices.collect()
                value=view.value("corrected_fact")
                error=view.error("corrected_fact")
            />
        }
    })
}

fn right(view: &StepView) -> impl IntoView + use<> {
    let tr = view.tr;
    let wrong = view.is_open("wrong_text").then(|| {
        // What the register says is known: only a fact chosen anew asks for other words.
        let typed = Some(view.value("wrong_text")).filter(|text| !text.is_empty());
        let value = typed.unwrap_or_else(|| fact_now(&view.circumstances.subject, view.answers.get("corrected_fact")));
        view! {
            <Field
                label=tr.t("field-wrong-text")
                hint=tr.t("hint-wrong-text")
                name="wrong_text"
                value=value
                error=view.error("wrong_text")
                maxlength=Some(250)
            />
        }
    });
    let right = view.is_open("right_text").then(|| {
        view! {
            <Field
                label=tr.t("field-right-text")
                name="right_text"
                value=view.value("right_text")
                error=view.error("right_text")
                maxlength=Some(250)
            />
        }
    });
    view! {
        {wrong}
        {right}
    }
}
