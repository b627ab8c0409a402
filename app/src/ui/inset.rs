//! A passage set apart from the text around it.

use leptos::prelude::*;

use super::tag::Tone;

/// A passage set apart by an edge and a tinted ground.
#[component]
pub fn Inset(
    /// How it is meant; say the same in words.
    #[prop(default = Tone::Blue)]
    tone: Tone,
    /// The passage.
    children: Children,
) -> impl IntoView {
    view! { <div class=format!("inset {}", tone.class())>{children()}</div> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::proof::stays_text;

    #[test]
    fn the_passage_stays_text() {
        stays_text(|s| view! { <Inset tone=Tone::Amber><p>{s}</p></Inset> }.into_any());
    }
}
