//! Where the page stands, as the way back up.

use leptos::prelude::*;

use super::link::Link;
use super::markup::Markup;

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

    fn write(self, to: &mut Markup) {
        let Self(link, leads) = self;
        match leads {
            true => to.raw("<li><a").href(link.href).raw(">").text(&link.text).raw("</a></li>"),
            false => to.raw("<li><span aria-current=\"page\">").text(&link.text).raw("</span></li>"),
        };
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
    let mut written = Markup::with_room(512);
    written.raw("<nav class=\"crumbs\" aria-label=\"").value(&label).raw("\"><ol>");
    for crumb in crumbs {
        crumb.write(&mut written);
    }
    written.raw("</ol></nav>");
    written.into_element()
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
