//! The fields of the duplicate of a certificate.

use crate::pages::application::step::StepView;
use crate::ui::{Choice, Radios, Textarea};
use leptos::prelude::*;
use portal::procedures::DUPLICATE_REASONS;

/// The inputs of the step, without those that are closed.
pub fn fields(view: &StepView) -> AnyView {
    let tr = view.tr;
    let reason = view.is_open("certificate_reason").then(|| {
        let choices =
            DUPLICATE_REASONS.iter().map(|reason| Choice::new(*reason, tr.t(&format!("answer-certificate-{reason}"))));
        view! {
            <Radios
                legend=tr.t("field-certificate-reason")
                name="certificate_reason"
                choices=choices.collect()
                value=view.value("certificate_reason")
                error=view.error("certificate_reason")
            />
        }
    });
    let words = view.is_open("certificate_words").then(|| {
        view! {
            <Textarea
                label=tr.t("field-certificate-words")
                name="certificate_words"
                value=view.value("certificate_words")
                hint=tr.t("hint-certificate-words")
                error=view.error("certificate_words")
                maxlength=Some(1000)
            />
        }
    });
    view! {
        {reason}
        {words}
    }
    .into_any()
}
