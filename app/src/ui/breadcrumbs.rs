//! Where the page stands, as the way back up.

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

    fn write(&self, to: &mut Markup) {
        let Self(link, leads) = self;
        match leads {
            true => to.raw("<li><a").href(&link.href).raw(">").text(&link.text).raw("</a></li>"),
            false => to.raw("<li><span aria-current=\"page\">").text(&link.text).raw("</span></li>"),
        };
    }
}

/// The way back up from a page, from the home page down; `label` says what this is, for screen readers.
pub(super) fn write<'a>(label: &str, crumbs: impl Iterator<Item = &'a Crumb>, to: &mut Markup) {
    to.raw("<nav class=\"crumbs\" aria-label=\"").value(label).raw("\"><ol>");
    crumbs.for_each(|crumb| crumb.write(to));
    to.raw("</ol></nav>");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::proof::{html, stays_text};
    use leptos::prelude::*;
    use leptos::tachys::html::InertElement;

    fn written(label: &str, crumbs: &[Crumb]) -> InertElement {
        let mut written = Markup::default();
        write(label, crumbs.iter(), &mut written);
        written.into_element()
    }

    #[test]
    fn everything_said_stays_text() {
        stays_text(|s| {
            let crumbs = vec![Crumb::new(s.clone(), "/"), Crumb::here(s.clone())];
            written(&s, &crumbs).into_any()
        });
    }

    #[test]
    fn the_page_itself_is_no_link() {
        let crumbs = [Crumb::new("Register", "/register"), Crumb::here("Company")];
        let out = html(|| written("Way", &crumbs).into_any());
        assert_eq!(out.matches("<a ").count(), 1, "{out}");
        assert!(out.contains("<span aria-current=\"page\">Company</span>"), "{out}");
    }
}
