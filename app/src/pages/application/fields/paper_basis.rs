//! The paper on which a change rests.

use super::manager::date;
use crate::pages::application::step::StepView;
use crate::ui::{Field, Width};
use leptos::prelude::*;

/// Its date, who issued it, its number.
pub(super) fn fields(view: &StepView) -> AnyView {
    let tr = view.tr;
    let by = view.is_open("paper_by").then(|| {
        view! {
            <Field
                label=tr.t("field-paper-by")
                name="paper_by"
                value=view.value("paper_by")
                hint=tr.t("hint-paper-by")
                error=view.error("paper_by")
                width=Width::Chars30
                maxlength=Some(200)
            />
        }
    });
    let number = view.is_open("paper_number").then(|| {
        view! {
            <Field
                label=tr.t("field-paper-number-optional")
                name="paper_number"
                value=view.value("paper_number")
                error=view.error("paper_number")
                width=Width::Chars20
                maxlength=Some(40)
            />
        }
    });
    view! {
        {date(view, "paper", "field-paper-day", None)}
        {by}
        {number}
    }
    .into_any()
}
