//! A clerk's remark pinned to a field.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use super::optional_text::OptionalText;

/// What the clerk asks to have corrected, beside the field it is about. Line breaks are kept.
#[component]
pub fn Remark(
    /// Whose remark it is, for example "Remark of the registering body".
    #[prop(into)]
    title: String,
    /// The clerk's own words.
    #[prop(into)]
    text: String,
    /// When it was made, written out.
    #[prop(optional, into)]
    when: OptionalText,
) -> impl IntoView {
    let when = when.0;
    view! {
        <div class="remark amber">
            <p class="remark-title">
                <span><Icon glyph=Glyph::Pin/>{format!(" {title}")}</span>
                {when.map(|when| view! { <span class="remark-when">{when}</span> })}
            </p>
            <p class="remark-text">{text}</p>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::proof::stays_text;

    #[test]
    fn a_remark_stays_text() {
        stays_text(|s| view! { <Remark title=s.clone() text=s.clone() when=s/> }.into_any());
    }
}
