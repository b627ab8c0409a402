//! The two lines that may stand between a label and its control: the hint and the error.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};

/// What helps to answer, shown before the control.
#[component]
pub fn Hint(
    /// Id that the control's `aria-describedby` names.
    #[prop(into)]
    id: String,
    /// The hint.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! { <p class="hint" id=id>{text}</p> }
}

/// What is wrong and how to mend it.
#[component]
pub fn ErrorMessage(
    /// Id that the control's `aria-describedby` names.
    #[prop(into)]
    id: String,
    /// The sentence, for example "Enter the house number, for example 7 or 7А".
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! { <p class="error" id=id><Icon glyph=Glyph::Attention/><span>{text}</span></p> }
}

/// Hint and error in the order every control shows them.
pub(super) fn messages(
    hint_id: String,
    hint: Option<String>,
    error_id: String,
    error: Option<String>,
) -> impl IntoView {
    (hint.map(|text| view! { <Hint id=hint_id text/> }), error.map(|text| view! { <ErrorMessage id=error_id text/> }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::proof::stays_text;

    #[test]
    fn hints_and_errors_stay_text() {
        stays_text(|text| view! { <Hint id="a-hint" text/> }.into_any());
        stays_text(|text| view! { <ErrorMessage id="a-error" text/> }.into_any());
    }
}
