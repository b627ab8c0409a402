//! Which step of how many.

use leptos::prelude::*;

use super::segments::segments;

/// "Step 2 of 5", with the steps so far filled.
#[component]
pub fn StepIndicator(
    /// The words.
    #[prop(into)]
    text: String,
    /// The step one is on, from 1.
    current: u32,
    /// How many there are.
    total: u32,
) -> impl IntoView {
    view! { <p class="step"><span>{text}</span>{segments(current, total)}</p> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::proof::stays_text;

    #[test]
    fn the_words_stay_text() {
        stays_text(|text| view! { <StepIndicator text current=2 total=5/> }.into_any());
    }
}
