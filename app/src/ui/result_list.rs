//! What a search found.

use leptos::prelude::*;

use super::link::{Link, safe_href};
use super::tag::{Tag, Tone};
use super::unp_text::UnpText;

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

    fn into_view(self) -> impl IntoView {
        let lines: Vec<_> = self.lines.into_iter().map(|text| view! { <p class="soft">{text}</p> }).collect();
        view! {
            <li>
                <h2><a href=safe_href(self.link.href)>{self.link.text}</a></h2>
                <div class="cluster">
                    {self.unp.map(|unp| view! { <UnpText unp/> })}
                    {self.tag.map(|(text, tone)| view! { <Tag text tone/> })}
                </div>
                {lines}
            </li>
        }
    }
}

/// Companies found, the best first.
#[component]
pub fn ResultList(
    /// The companies.
    results: Vec<Found>,
) -> impl IntoView {
    let results: Vec<_> = results.into_iter().map(Found::into_view).collect();
    view! { <ol class="results">{results}</ol> }
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
