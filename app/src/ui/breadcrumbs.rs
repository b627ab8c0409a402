//! Where the page stands, as the way back up.

use leptos::prelude::*;

use super::link::{Link, safe_href};

/// A step on the way.
#[derive(Clone)]
pub struct Crumb(Link, bool);

impl Crumb {
    /// A page above this one.
    pub fn new(text: impl Into<String>, href: impl Into<String>) -> Self {
        Self(Link::new(text, href), true)
    }

    /// This page itself.
    pub fn here(text: impl Into<String>) -> Self {
        Self(Link::new(text, ""), false)
    }

    fn into_view(self) -> AnyView {
        let Self(link, leads) = self;
        if leads {
            view! { <li><a href=safe_href(link.href)>{link.text}</a></li> }.into_any()
        } else {
            view! { <li><span aria-current="page">{link.text}</span></li> }.into_any()
        }
    }
}

/// The way back up from a page.
#[component]
pub fn Breadcrumbs(
    /// What this is, for screen readers.
    #[prop(into)]
    label: String,
    /// From the home page down.
    crumbs: Vec<Crumb>,
) -> impl IntoView {
    let crumbs: Vec<_> = crumbs.into_iter().map(Crumb::into_view).collect();
    view! { <nav class="crumbs" aria-label=label><ol>{crumbs}</ol></nav> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::proof::{html, stays_text};

    #[test]
    fn everything_said_stays_text() {
        stays_text(|s| {
            let crumbs = vec![Crumb::new(s.clone(), "/"), Crumb::here(s.clone())];
            view! { <Breadcrumbs label=s crumbs/> }.into_any()
        });
    }

    #[test]
    fn the_page_itself_is_no_link() {
        let out = html(|| {
            view! { <Breadcrumbs label="Way" crumbs=vec![Crumb::new("Register", "/register"), Crumb::here("Company")]/> }
                .into_any()
        });
        assert_eq!(out.matches("<a ").count(), 1, "{out}");
        assert!(out.contains("<span aria-current=\"page\">Company</span>"), "{out}");
    }
}
