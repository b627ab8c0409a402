//! The receipt: what is done, and the number to keep, large.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use super::optional_text::OptionalText;

/// The head of a receipt; its title is the page's heading.
#[component]
pub fn Panel(
    /// What is done.
    #[prop(into)]
    title: String,
    /// What the number is, for example "Filing number".
    #[prop(optional, into)]
    label: OptionalText,
    /// The number.
    #[prop(optional, into)]
    number: OptionalText,
    /// More about it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let (label, number) = (label.0, number.0);
    view! {
        <div class="panel">
            <h1><Icon glyph=Glyph::Tick/><span>{title}</span></h1>
            {label.map(|text| view! { <p class="panel-label">{text}</p> })}
            {number.map(|text| view! { <p class="panel-number">{text}</p> })}
            {children.map(|children| children())}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::proof::stays_text;

    #[test]
    fn everything_said_stays_text() {
        stays_text(|s| view! { <Panel title=s.clone() label=s.clone() number=s.clone()><p>{s}</p></Panel> }.into_any());
    }
}
