//! The fields of a change of the main activity.

use crate::pages::application::step::StepView;
use crate::ui::{Choice, Field, FieldKind, Radios, Width};
use leptos::prelude::*;
use portal::oked;

/// The inputs of a step, without those that are closed.
pub fn fields(view: &StepView) -> AnyView {
    let tr = view.tr;
    let code = view.is_open("activity_code").then(|| {
        let known: Vec<_> = oked::ALL
            .iter()
            .chain(oked::FARMING)
            .map(|(code, title)| view! { <option value=*code>{*title}</option> })
            .collect();
        view! {
            <Field
                label=tr.t("field-activity-code")
                name="activity_code"
                value=view.value("activity_code")
                hint=tr.t("hint-activity-code")
                error=view.error("activity_code")
                kind=FieldKind::Number
                width=Width::Chars10
                list="oked"
            />
            <datalist id="oked">{known}</datalist>
        }
    });
    let title = view.is_open("activity_title").then(|| {
        view! {
            <Field
                label=tr.t("field-activity-title-optional")
                name="activity_title"
                value=view.value("activity_title")
                hint=tr.t("hint-activity-title")
                error=view.error("activity_title")
                maxlength=Some(300)
            />
        }
    });
    let licence = view.is_open("activity_licence").then(|| {
        let choices =
            ["not-needed", "held"].map(|answer| Choice::new(answer, tr.t(&format!("answer-licence-{answer}"))));
        view! {
            <Radios
                legend=tr.t("field-activity-licence")
                hint=tr.t("hint-activity-licence")
                name="activity_licence"
                choices=choices.into()
                value=view.value("activity_licence")
                error=view.error("activity_licence")
            />
        }
    });
    view! {
        {code}
        {title}
        {licence}
    }
    .into_any()
}
