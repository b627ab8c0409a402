//! The pages of a long list.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use super::link::{Link, safe_href};

/// One of the numbers, or a gap between them.
pub struct Page(Kind);

enum Kind {
    Number { number: String, href: String, label: String, current: bool },
    Gap,
}

impl Page {
    /// A page's number; `label` is what screen readers say, for example "Page 3".
    pub fn new(number: impl Into<String>, href: impl Into<String>, label: impl Into<String>) -> Self {
        Self(Kind::Number { number: number.into(), href: href.into(), label: label.into(), current: false })
    }

    /// Pages left out.
    pub const fn gap() -> Self {
        Self(Kind::Gap)
    }

    /// This is the page one is on.
    #[must_use]
    pub fn current(mut self) -> Self {
        if let Kind::Number { current, .. } = &mut self.0 {
            *current = true;
        }
        self
    }

    fn into_view(self) -> AnyView {
        match self.0 {
            Kind::Gap => view! { <li><span class="gap" aria-hidden="true">"…"</span></li> }.into_any(),
            Kind::Number { number, href, label, current } => view! {
                <li><a href=safe_href(href) aria-label=label aria-current=current.then_some("page")>{number}</a></li>
            }
            .into_any(),
        }
    }
}

/// Ways to the other pages of a list.
#[component]
pub fn Pagination(
    /// What this navigates, for screen readers.
    #[prop(into)]
    label: String,
    /// The numbers, usually from [`page_window`].
    pages: Vec<Page>,
    /// The page before.
    #[prop(optional_no_strip, into)]
    previous: Option<Link>,
    /// The page after.
    #[prop(optional_no_strip, into)]
    next: Option<Link>,
) -> impl IntoView {
    let pages: Vec<_> = pages.into_iter().map(Page::into_view).collect();
    view! {
        <nav class="pages" aria-label=label>
            {previous.map(|link| view! {
                <a href=safe_href(link.href) rel="prev"><Icon glyph=Glyph::Back/><span>{link.text}</span></a>
            })}
            <ol>{pages}</ol>
            {next.map(|link| view! {
                <a href=safe_href(link.href) rel="next"><span>{link.text}</span><Icon glyph=Glyph::Forward/></a>
            })}
        </nav>
    }
}

/// Which page numbers to show, counted from 1: the first, the last, the current one and its
/// neighbours; `None` where numbers are left out. A gap never hides a single page.
pub fn page_window(current: usize, total: usize) -> Vec<Option<usize>> {
    let mut shown: Vec<Option<usize>> = Vec::new();
    let mut last = 0;
    for page in 1..=total {
        let near = page.abs_diff(current) <= 1 || page == 1 || page == total;
        let lone = page.abs_diff(current) == 2 && (page == 2 || page + 1 == total);
        if near || lone {
            if page > last + 1 {
                shown.push(None);
            }
            shown.push(Some(page));
            last = page;
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::proof::{html, stays_text};

    #[test]
    fn everything_said_stays_text() {
        stays_text(|s| {
            let pages = vec![Page::new(s.clone(), "?page=1", s.clone()).current(), Page::gap()];
            let (previous, next) = (Some(Link::new(s.clone(), "?page=0")), Some(Link::new(s.clone(), "?page=2")));
            view! { <Pagination label=s pages previous next/> }.into_any()
        });
    }

    #[test]
    fn the_page_one_is_on_says_so() {
        let out = html(|| {
            let pages = vec![Page::new("1", "?page=1", "Page 1"), Page::new("2", "?page=2", "Page 2").current()];
            view! { <Pagination label="Pages" pages/> }.into_any()
        });
        assert_eq!(out.matches("aria-current=\"page\"").count(), 1, "{out}");
    }

    #[test]
    fn the_window_shows_the_ends_and_the_neighbours() {
        let shown = |current, total| {
            page_window(current, total)
                .into_iter()
                .map(|page| page.map_or("…".to_owned(), |n| n.to_string()))
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(shown(1, 0), "");
        assert_eq!(shown(1, 1), "1");
        assert_eq!(shown(1, 3), "1 2 3");
        assert_eq!(shown(3, 5), "1 2 3 4 5");
        assert_eq!(shown(4, 7), "1 2 3 4 5 6 7");
        assert_eq!(shown(5, 100), "1 … 4 5 6 … 100");
        assert_eq!(shown(100, 100), "1 … 99 100");
    }

    #[test]
    fn a_page_beyond_the_end_still_gives_a_window() {
        assert_eq!(page_window(500, 3), vec![Some(1), None, Some(3)]);
    }
}
