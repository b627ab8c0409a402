//! What a search found.

use leptos::prelude::*;

use super::link::Link;
use super::markup::Markup;
use super::tag::Tone;

/// A company found.
pub struct Found {
    link: Link,
    tag: Option<(String, Tone)>,
    unp: Option<String>,
    lines: Vec<String>,
}

impl Found {
    /// A company by its name, at `href`.
    pub fn new(title: impl Into<String>, href: impl Into<String>) -> Self {
        Self { link: Link::new(title, href), tag: None, unp: None, lines: Vec::new() }
    }

    /// Its status.
    #[must_use]
    pub fn tag(mut self, text: impl Into<String>, tone: Tone) -> Self {
        self.tag = Some((text.into(), tone));
        self
    }

    /// Its payer's number.
    #[must_use]
    pub fn unp(mut self, unp: impl Into<String>) -> Self {
        self.unp = Some(unp.into());
        self
    }

    /// A line more, such as the address.
    #[must_use]
    pub fn line(mut self, text: impl Into<String>) -> Self {
        self.lines.push(text.into());
        self
    }

    fn write(self, to: &mut Markup) {
        to.raw("<li><h2><a").href(&self.link.href).raw(">").text(&self.link.text);
        to.raw("</a></h2><div class=\"cluster\">");
        if let Some(unp) = self.unp {
            to.unp(&unp);
        }
        if let Some((text, tone)) = self.tag {
            to.tag(&text, tone);
        }
        to.raw("</div>");
        for line in self.lines {
            to.raw("<p class=\"soft\">").text(&line).raw("</p>");
        }
        to.raw("</li>");
    }
}

/// Companies found, the best first.
#[component]
pub fn ResultList(
    /// The companies.
    results: Vec<Found>,
) -> impl IntoView {
    let mut written = Markup::default();
    written.raw("<ol class=\"results\">");
    for found in results {
        found.write(&mut written);
    }
    written.raw("</ol>");
    written.into_element()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::proof::stays_text;

    #[test]
    fn everything_said_stays_text() {
        stays_text(|s| {
            let results =
                vec![Found::new(s.clone(), "/register/1").tag(s.clone(), Tone::Green).unp("193000001").line(s)];
            view! { <ResultList results/> }.into_any()
        });
    }
}
