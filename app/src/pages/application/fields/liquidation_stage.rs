//! The fields of a stage of a liquidation: which filing it is, what goes with it, and its basis.

use super::liquidation::{by, liquidator, text};
use super::manager::date;
use crate::pages::application::step::StepView;
use crate::ui::{Checkbox, Choice, FieldKind, Radios};
use leptos::prelude::*;
use portal::company::Kind;
use portal::procedures::LIQUIDATION_STAGES;

/// The inputs of a step, without those that are closed.
pub fn fields(view: &StepView) -> AnyView {
    match view.step.slug {
        "stage" => stage(view).into_any(),
        _ => view! {
            {date(view, "decided", "field-decided", None)}
            {basis(view)}
        }
        .into_any(),
    }
}

/// Who decided. A sole proprietor does alone and is not asked; their bankruptcy, too, a court opens.
fn basis(view: &StepView) -> AnyView {
    let subject = &view.circumstances.subject;
    if subject.kind != Kind::SoleProprietor || view.answers.get("stage") == "bankruptcy" {
        return by(view, "hint-stage-decided-by").into_any();
    }
    let name = subject.full_name.clone();
    view.is_open("decided_by").then(|| view! { <input type="hidden" name="decided_by" value=name /> }).into_any()
}

fn stage(view: &StepView) -> impl IntoView + use<> {
    let tr = view.tr;
    let entity = view.circumstances.subject.kind == Kind::LegalEntity;
    if !view.is_open("stage") {
        return ["interim", "final", "extension", "liquidator"].map(|stage| more(view, stage)).into_any();
    }
    let offered = LIQUIDATION_STAGES.iter().filter(|stage| entity || !matches!(**stage, "interim" | "liquidator"));
    let choices: Vec<Choice> = offered
        .map(|stage| {
            let choice = Choice::new(*stage, tr.t(&format!("answer-stage-{stage}")));
            let choice = choice.hint(tr.t(&format!("hint-stage-{stage}")));
            match more(view, stage) {
                Some(more) => choice.reveal(more),
                None => choice,
            }
        })
        .collect();
    view! {
        <Radios
            legend=tr.t("field-stage")
            name="stage"
            choices=choices
            value=view.value("stage")
            error=view.error("stage")
        />
    }
    .into_any()
}

/// What goes with one filing.
fn more(view: &StepView, stage: &str) -> Option<AnyView> {
    match stage {
        "interim" => Some(
            view! {
                {text(view, "claims_count", "field-claims-count", None, FieldKind::Text)}
                {text(view, "claims_total", "field-claims-total", Some("hint-claims-total"), FieldKind::Text)}
            }
            .into_any(),
        ),
        "final" => Some(
            view! {
                {confirm(view, "settled", "field-settled-statement")}
                {confirm(view, "archived", "field-archived-statement")}
            }
            .into_any(),
        ),
        "extension" => date(view, "extended", "field-extended", None),
        "liquidator" => view.is_open("liquidator_name").then(|| liquidator(view)),
        _ => None,
    }
}

fn confirm(view: &StepView, name: &'static str, label: &str) -> Option<AnyView> {
    let (given, error, label) = (!view.answers.get(name).is_empty(), view.error(name), view.tr.t(label));
    view.is_open(name).then(|| view! { <Checkbox label=label name=name checked=given error=error /> }.into_any())
}
