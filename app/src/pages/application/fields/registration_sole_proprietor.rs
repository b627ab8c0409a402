//! The fields of the registration of a sole proprietor.

use super::change_of_name::text;
use super::{change_of_activity, change_of_location};
use crate::pages::application::step::StepView;
use leptos::prelude::*;

/// The inputs of a step, without those that are closed.
pub fn fields(view: &StepView) -> AnyView {
    match view.step.slug {
        "person" => person(view).into_any(),
        "place" => change_of_location::place(view).into_any(),
        "street" => change_of_location::street(view).into_any(),
        "activity" => change_of_activity::fields(view),
        _ => change_of_location::contacts(view).into_any(),
    }
}

fn person(view: &StepView) -> impl IntoView + use<> {
    view! {
        {text(view, "applicant_name", "field-applicant-name", Some("hint-manager-name"), 150)}
        {text(view, "applicant_name_be", "field-applicant-name-be-optional", None, 150)}
        {text(view, "personal_number", "field-personal-number", Some("hint-personal-number"), 20)}
    }
}
