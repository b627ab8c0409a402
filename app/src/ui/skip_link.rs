//! The first link of every page.

use leptos::prelude::*;

/// Leads past the header to `<main id="main">`; seen when it has the focus.
#[component]
pub fn SkipLink(
    /// For example "Skip to the content".
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! { <a class="skip" href="#main">{text}</a> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::proof::stays_text;

    #[test]
    fn the_words_stay_text() {
        stays_text(|text| view! { <SkipLink text/> }.into_any());
    }
}
