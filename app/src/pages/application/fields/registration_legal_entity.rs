//! The fields of the registration of a legal entity.

use super::change_of_name::text;
use super::{change_of_activity, change_of_location, co_owners, manager, paper_basis};
use crate::pages::application::step::StepView;
use crate::ui::{Choice, Field, FieldKind, Radios, Width};
use leptos::prelude::*;
use portal::procedures::FOUNDERS;

/// The inputs of a step, without those that are closed.
pub fn fields(view: &StepView) -> AnyView {
    match view.step.slug {
        "name" => name(view).into_any(),
        "place" => change_of_location::place(view).into_any(),
        "street" => change_of_location::street(view).into_any(),
        "premises" => change_of_location::premises(view).into_any(),
        "capital" => text(view, "capital", "field-capital", Some("hint-capital"), 20).into_any(),
        "head" => manager::person(view),
        "activity" => change_of_activity::fields(view),
        "contacts" => change_of_location::contacts(view).into_any(),
        "basis" => paper_basis::fields(view),
        owner if owner.starts_with("owner-") => co_owners::owner(view),
        _ => founder(view).into_any(),
    }
}

/// The approval's number; the names that it brings are shown.
fn name(view: &StepView) -> impl IntoView + use<> {
    let name = view.answers.get("full_name").to_owned();
    let approved = (!name.is_empty()).then(|| {
        view! { <p>{view.tr.t("approval-brings")} " " <strong>{name}</strong></p> }
    });
    view! {
        {text(view, "approval_number", "field-approval-number", Some("hint-approval-of-registration"), 20)}
        {approved}
    }
}

fn founder(view: &StepView) -> AnyView {
    let tr = view.tr;
    let Some([name, email, share, more]) = FOUNDERS.iter().find(|fields| fields[..] == *view.step.fields).copied()
    else {
        return ().into_any();
    };
    let email = view.is_open(email).then(|| {
        view! {
            <Field
                label=tr.t("field-founder-email")
                name=email
                value=view.value(email)
                hint=tr.t("hint-founder-email")
                error=view.error(email)
                kind=FieldKind::Email
                width=Width::Chars30
            />
        }
    });
    let last = view.step.slug == "founder-5";
    let more = (view.is_open(more) && !last).then(|| {
        let choices = ["yes", "no"].map(|answer| Choice::new(answer, tr.t(&format!("answer-founder-more-{answer}"))));
        view! {
            <Radios
                legend=tr.t("field-founder-more")
                name=more
                choices=choices.into()
                value=view.value(more)
                error=view.error(more)
            />
        }
    });
    view! {
        {text(view, name, "field-founder-name", Some("hint-manager-name"), 150)}
        {email}
        {text(view, share, "field-founder-share", Some("hint-founder-share"), 10)}
        {more}
    }
    .into_any()
}
