//! The fields of a name approval.

use super::change_of_name::text;
use crate::pages::application::step::StepView;
use crate::ui::{Choice, Field, FieldKind, Select, Width};
use leptos::prelude::*;
use portal::procedures::NAME_PROPOSALS;

/// The inputs of a step, without those that are closed.
pub fn fields(view: &StepView) -> AnyView {
    match view.step.slug {
        "office" => area(view, "hint-area-of-name").into_any(),
        "first" => proposal(view, &NAME_PROPOSALS[0]).into_any(),
        "second" => another(view, &NAME_PROPOSALS[1]).into_any(),
        "third" => another(view, &NAME_PROPOSALS[2]).into_any(),
        _ => founder(view).into_any(),
    }
}

/// The area whose registering body is asked.
pub(super) fn area(view: &StepView, hint: &str) -> impl IntoView + use<> {
    let tr = view.tr;
    let mut areas: Vec<Choice> =
        view.areas.iter().map(|(code, name)| Choice::new(code.to_string(), name.clone())).collect();
    areas.push(Choice::new("elsewhere", tr.t("answer-elsewhere")));
    view.is_open("area").then(|| {
        view! {
            <Select
                label=tr.t("field-area")
                name="area"
                choices=areas
                value=view.value("area")
                blank=tr.t("choose-blank")
                hint=tr.t(hint)
                error=view.error("area")
            />
        }
    })
}

fn proposal(view: &StepView, names: &[&'static str; 5]) -> impl IntoView + use<> {
    let [full, short, brand, full_be, short_be] = *names;
    view! {
        {text(view, full, "field-full-name", Some("hint-full-name"), 250)}
        {text(view, short, "field-short-name", Some("hint-short-name"), 120)}
        {text(view, brand, "field-brand-name-optional", None, 120)}
        {text(view, full_be, "field-full-name-be", Some("hint-full-name-be"), 250)}
        {text(view, short_be, "field-short-name-be", None, 120)}
    }
}

/// A name that need not be proposed.
fn another(view: &StepView, names: &[&'static str; 5]) -> impl IntoView + use<> {
    view! {
        <p>{view.tr.t("name-another-why")}</p>
        {proposal(view, names)}
    }
}

fn founder(view: &StepView) -> impl IntoView + use<> {
    let tr = view.tr;
    let phone = view.is_open("phone").then(|| {
        view! {
            <Field
                label=tr.t("field-phone")
                name="phone"
                value=view.value("phone")
                hint=tr.t("hint-phone")
                error=view.error("phone")
                kind=FieldKind::Tel
                autocomplete="tel".to_owned()
                width=Width::Chars20
            />
        }
    });
    view! {
        {text(view, "founder_name", "field-founder-name", Some("hint-founder-name"), 150)}
        {phone}
    }
}
