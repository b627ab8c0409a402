//! Views of one thing, each with an address of its own.

use leptos::prelude::*;

use super::link::{Link, safe_href};

/// One view.
pub struct Tab {
    link: Link,
    count: Option<String>,
    current: bool,
}

impl Tab {
    /// A view called `text` at `href`.
    pub fn new(text: impl Into<String>, href: impl Into<String>) -> Self {
        Self { link: Link::new(text, href), count: None, current: false }
    }

    /// How many things the view holds.
    #[must_use]
    pub fn count(mut self, count: impl Into<String>) -> Self {
        self.count = Some(count.into());
        self
    }

    /// Whether this is the view one is on.
    #[must_use]
    pub const fn current(mut self, current: bool) -> Self {
        self.current = current;
        self
    }

    fn into_view(self) -> impl IntoView {
        view! {
            <li>
                <a href=safe_href(self.link.href) aria-current=self.current.then_some("page")>
                    {self.link.text}
                    {self.count.map(|count| view! { <span class="tally">{count}</span> })}
                </a>
            </li>
        }
    }
}

/// Links to the views of one thing.
#[component]
pub fn Tabs(
    /// What the views are of, for screen readers.
    #[prop(into)]
    label: String,
    /// The views.
    tabs: Vec<Tab>,
) -> impl IntoView {
    let tabs: Vec<_> = tabs.into_iter().map(Tab::into_view).collect();
    view! { <nav class="tabs" aria-label=label><ul>{tabs}</ul></nav> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::proof::{html, stays_text};

    #[test]
    fn everything_said_stays_text() {
        stays_text(|s| {
            let tabs = vec![Tab::new(s.clone(), "?a").count(s.clone()).current(true)];
            view! { <Tabs label=s tabs/> }.into_any()
        });
    }

    #[test]
    fn the_view_one_is_on_says_so() {
        let out = html(|| {
            view! { <Tabs label="Views" tabs=vec![Tab::new("A", "?a").current(true), Tab::new("B", "?b").current(false)]/> }
                .into_any()
        });
        assert_eq!(out.matches("aria-current=\"page\"").count(), 1, "{out}");
    }
}
