//! Where there is nothing yet: says so, and what to do.

use leptos::prelude::*;

/// Stands in place of a list that has nothing in it.
#[component]
pub fn EmptyState(
    /// What there is none of.
    #[prop(into)]
    title: String,
    /// What to do.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <h2>{title}</h2>
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
        stays_text(|s| view! { <EmptyState title=s.clone()><p>{s}</p></EmptyState> }.into_any());
    }
}
