//! The fields of a change of name: a legal entity's names, or a person's.

use super::paper_basis;
use crate::pages::application::step::StepView;
use crate::ui::{Field, Width};
use leptos::prelude::*;
use portal::company::Kind;

/// The inputs of a step, without those that are closed.
pub fn fields(view: &StepView) -> AnyView {
    match (view.step.slug, view.circumstances.subject.kind) {
        ("name", Kind::LegalEntity) => entity(view).into_any(),
        ("name", Kind::SoleProprietor) => person(view).into_any(),
        _ => paper_basis::fields(view),
    }
}

fn entity(view: &StepView) -> impl IntoView + use<> {
    view! {
        {text(view, "full_name", "field-full-name", Some("hint-full-name"), 250)}
        {text(view, "short_name", "field-short-name", Some("hint-short-name"), 120)}
        {text(view, "brand_name", "field-brand-name-optional", None, 120)}
        {text(view, "full_name_be", "field-full-name-be", Some("hint-full-name-be"), 250)}
        {text(view, "short_name_be", "field-short-name-be", None, 120)}
        {text(view, "approval_number", "field-approval-number-optional", Some("hint-approval-number"), 40)}
    }
}

fn person(view: &StepView) -> impl IntoView + use<> {
    view! {
        {text(view, "person_name", "field-person-name", Some("hint-manager-name"), 150)}
        {text(view, "person_name_be", "field-person-name-be-optional", None, 150)}
    }
}

pub(super) fn text(
    view: &StepView,
    name: &'static str,
    label: &str,
    hint: Option<&str>,
    longest: u32,
) -> Option<AnyView> {
    let tr = view.tr;
    view.is_open(name).then(|| {
        let (label, hint) = (tr.t(label), hint.map(|hint| tr.t(hint)));
        let (value, error) = (view.value(name), view.error(name));
        let width = if longest < 60 { Width::Chars20 } else { Width::Full };
        view! { <Field label name hint value error width maxlength=Some(longest) /> }.into_any()
    })
}
