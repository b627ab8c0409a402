//! More, for those who want it.

use leptos::prelude::*;

/// Text folded under one line; open on paper.
#[component]
pub fn Details(
    /// The line that unfolds it.
    #[prop(into)]
    summary: String,
    /// Whether it starts open.
    #[prop(optional)]
    open: bool,
    /// What is folded.
    children: Children,
) -> impl IntoView {
    view! {
        <details class="details" open=open>
            <summary>{summary}</summary>
            <div>{children()}</div>
        </details>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::proof::stays_text;

    #[test]
    fn everything_said_stays_text() {
        stays_text(|s| view! { <Details summary=s.clone()><p>{s}</p></Details> }.into_any());
    }
}
