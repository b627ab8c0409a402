//! Files to save, each with its format and size.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use super::link::{Link, safe_href};

/// A file to save.
pub struct Download {
    link: Link,
    detail: Option<String>,
}

impl Download {
    /// A file called `text` at `href`.
    pub fn new(text: impl Into<String>, href: impl Into<String>) -> Self {
        Self { link: Link::new(text, href), detail: None }
    }

    /// Its format and size, for example "PDF, 84 KB".
    #[must_use]
    pub fn detail(mut self, text: impl Into<String>) -> Self {
        self.detail = Some(text.into());
        self
    }

    fn into_view(self) -> impl IntoView {
        let detail = self.detail.map(|text| {
            let text = format!(" ({text})");
            view! { <span class="soft">{text}</span> }
        });
        view! {
            <li>
                <a href=safe_href(self.link.href) download="">
                    <Icon glyph=Glyph::Download/>
                    <span>{self.link.text}{detail}</span>
                </a>
            </li>
        }
    }
}

/// Files to save.
#[component]
pub fn DownloadList(
    /// The files.
    files: Vec<Download>,
) -> impl IntoView {
    let files: Vec<_> = files.into_iter().map(Download::into_view).collect();
    view! { <ul class="downloads">{files}</ul> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::proof::stays_text;

    #[test]
    fn everything_said_stays_text() {
        stays_text(|s| view! { <DownloadList files=vec![Download::new(s.clone(), "/a.pdf").detail(s)]/> }.into_any());
    }
}
