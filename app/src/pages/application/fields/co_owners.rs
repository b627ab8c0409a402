//! Who owns the dwelling of a location, and how each consents.

use super::change_of_name::text;
use super::manager::date;
use crate::pages::application::step::StepView;
use crate::ui::{Choice, Field, FieldKind, Radios, Width};
use leptos::prelude::*;
use portal::procedures::{CONSENT_WAYS, CONSENTS, OWNERS};

/// Whether somebody else owns it.
pub(super) fn consent(view: &StepView) -> impl IntoView + use<> {
    let tr = view.tr;
    let choices: Vec<Choice> =
        CONSENTS.iter().map(|word| Choice::new(*word, tr.t(&format!("answer-consent-{word}")))).collect();
    view! {
        <Radios
            legend=tr.t("field-consent")
            name="consent"
            choices=choices
            value=view.value("consent")
            error=view.error("consent")
        />
    }
}

/// One co-owner.
pub(super) fn owner(view: &StepView) -> AnyView {
    let tr = view.tr;
    let Some(fields) = OWNERS.iter().find(|fields| fields[..] == *view.step.fields) else {
        return ().into_any();
    };
    let [name, how, email, day, _, _, more] = *fields;
    let address = || {
        view! {
            <Field
                label=tr.t("field-owner-email")
                name=email
                value=view.value(email)
                hint=tr.t("hint-owner-email")
                error=view.error(email)
                kind=FieldKind::Email
                width=Width::Chars30
            />
        }
    };
    let signed = day.trim_end_matches("_day");
    let mut revealed = [
        view.is_open(email).then(|| address().into_any()),
        date(view, signed, "field-owner-signed", Some(tr.t("hint-owner-signed"))),
    ]
    .into_iter();
    let choices: Vec<Choice> = CONSENT_WAYS
        .iter()
        .map(|way| Choice::new(*way, tr.t(&format!("answer-owner-how-{way}"))).reveal(revealed.next().flatten()))
        .collect();
    let how = view.is_open(how).then(|| {
        view! {
            <Radios
                legend=tr.t("field-owner-how")
                name=how
                choices=choices
                value=view.value(how)
                error=view.error(how)
            />
        }
    });
    let last = view.step.slug == "owner-4";
    let more = (view.is_open(more) && !last).then(|| {
        let choices = ["yes", "no"].map(|word| Choice::new(word, tr.t(&format!("answer-owner-more-{word}"))));
        view! {
            <Radios
                legend=tr.t("field-owner-more")
                name=more
                choices=choices.into()
                value=view.value(more)
                error=view.error(more)
            />
        }
    });
    view! {
        {text(view, name, "field-owner-name", Some("hint-manager-name"), 150)}
        {how}
        {more}
    }
    .into_any()
}
