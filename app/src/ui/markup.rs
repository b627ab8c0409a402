//! HTML written straight into one string. Leptos builds an element for each tag and boxes what differs in kind; in lists
//! of which a page has dozens of rows, and on what is asked for more often than all else (the frame, a company's page),
//! that takes longer than everything else about a page. Those are written here, and are one element to Leptos.

use html_escape::{encode_double_quoted_attribute_to_string, encode_text_to_string};
use leptos::prelude::*;
use leptos::tachys::html::InertElement;
use memchr::{memchr, memchr3};
use std::mem;

use super::link::safe;

/// HTML in the making. What is given as text stays text.
#[derive(Default)]
pub struct Markup(String);

impl Markup {
    /// With room for about so many bytes: what grows from nothing is copied each time it doubles.
    pub fn with_room(bytes: usize) -> Markup {
        Markup(String::with_capacity(bytes))
    }

    /// HTML that stands in the source. A value in an attribute stands in double quotes.
    pub fn raw(&mut self, html: &'static str) -> &mut Self {
        self.0.push_str(html);
        self
    }

    /// Text between tags.
    pub fn text(&mut self, text: &str) -> &mut Self {
        // Hardly any text holds what must be escaped: one look tells.
        match memchr3(b'&', b'<', b'>', text.as_bytes()) {
            None => self.0.push_str(text),
            Some(_) => drop(encode_text_to_string(text, &mut self.0)),
        }
        self
    }

    /// Text within the double quotes of an attribute.
    pub fn value(&mut self, value: &str) -> &mut Self {
        let bytes = value.as_bytes();
        match memchr3(b'&', b'<', b'>', bytes).or_else(|| memchr(b'"', bytes)) {
            None => self.0.push_str(value),
            Some(_) => drop(encode_double_quoted_attribute_to_string(value, &mut self.0)),
        }
        self
    }

    /// The `href` of a link, with a space before it; what leads nowhere good leads nowhere ([`safe_href`](super::safe_href)).
    pub fn href(&mut self, address: &str) -> &mut Self {
        self.raw(" href=\"").value(safe(address)).raw("\"")
    }

    /// A number, between tags or within an attribute.
    pub fn number(&mut self, number: i64) -> &mut Self {
        self.0.push_str(itoa::Buffer::new().format(number));
        self
    }

    /// What was written elsewhere.
    pub fn add(&mut self, other: &Markup) -> &mut Self {
        self.0.push_str(&other.0);
        self
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A view among what is written, for what few pages have. Within an owner, as all that renders, and without an
    /// island: nobody finds a place in what is written, so the marks by which one would are left out.
    pub fn view(&mut self, view: impl IntoView) -> &mut Self {
        let html = view.into_view().to_html();
        debug_assert!(!html.contains("<leptos-island"));
        self.finished(&html.replace("<!>", ""))
    }

    /// HTML that a component has made.
    pub(super) fn finished(&mut self, html: &str) -> &mut Self {
        self.0.push_str(html);
        self
    }

    /// What was written so far, at the end of a chain.
    pub fn taken(&mut self) -> Markup {
        mem::take(self)
    }

    pub(super) fn into_html(self) -> String {
        self.0
    }

    #[cfg(test)]
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// One element to Leptos, however many stand in it, be they whole or not. Outside of islands: a browser would not find the
    /// places behind it again. It takes no attributes from outside (`attr:class=…` on a component).
    pub fn into_element(self) -> InertElement {
        InertElement::new(self.0)
    }
}

/// What is written, or a view: what a page puts into a list may be either.
pub(super) enum Content {
    Written(Markup),
    View(AnyView),
}

impl Content {
    pub(super) fn text(text: &str) -> Content {
        Content::Written(Markup::default().text(text).taken())
    }
}

/// Bytes of a dozen rows.
const ROWS: usize = 4096;

/// Rows, each of which writes itself or is a view: those that are written are one element as far as no view comes between.
pub(super) fn parts<R: FnOnce(&mut Markup) -> Option<AnyView>>(rows: impl Iterator<Item = R>) -> Vec<AnyView> {
    let (mut parts, mut written) = (Vec::new(), Markup::with_room(ROWS));
    for write in rows {
        if let Some(view) = write(&mut written) {
            if !written.is_empty() {
                parts.push(written.taken().into_element().into_any());
            }
            parts.push(view);
        }
    }
    if !written.is_empty() {
        parts.push(written.into_element().into_any());
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::proof::{hostile, html, stays_text};

    #[test]
    fn what_is_said_stays_text_wherever_it_stands() {
        stays_text(|s| {
            let mut written = Markup::default();
            written.raw("<p title=\"").value(&s).raw("\">").text(&s).raw("</p><p>").number(7).raw("</p><a");
            written.href(&s).raw("></a>");
            written.into_element().into_any()
        });
    }

    #[test]
    fn a_link_leads_nowhere_rather_than_astray() {
        let to = |address: &str| Markup::default().href(address).taken().0;
        assert_eq!(to("/register?q=a&b=\"c\""), " href=\"/register?q=a&amp;b=&quot;c&quot;\"");
        assert_eq!(to("javascript:alert(1)"), " href=\"#\"");
    }

    #[test]
    fn it_is_written_as_leptos_writes_it() {
        // For an empty text Leptos writes a space, in which it would find its place.
        for value in hostile().into_iter().filter(|value| !value.is_empty()) {
            let mut written = Markup::default();
            written.raw("<p title=\"").value(&value).raw("\">").text(&value).raw("</p>");
            let title = value.clone();
            let by_leptos = html(|| view! { <p title=title>{value}</p> }.into_any());
            assert_eq!(written.as_str(), by_leptos);
        }
    }
}
