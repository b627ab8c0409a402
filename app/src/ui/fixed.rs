//! What stands on every page, or on all pages of a kind, and is the same in a language but for a text: written once.

use super::markup::Markup;
use crate::l10n::Tr;
use leptos::prelude::*;
use portal::lang::Lang;

/// Finished HTML in each language.
pub struct Fixed([String; 3]);

impl Fixed {
    /// Holds the place of a text that differs from page to page. Not in an address that a component looks at: it is
    /// a control character, of which [`safe_href`](super::safe_href) makes a `#`.
    pub const HOLE: &str = "\u{1}";

    /// The same: a character is looked for faster than a text.
    const MARK: char = '\u{1}';

    pub fn of<V: IntoView>(view: impl Fn(Tr) -> V) -> Fixed {
        Fixed(Lang::ALL.map(|lang| Owner::new().with(|| Markup::default().view(view(Tr(lang))).taken().into_html())))
    }

    pub fn html(&self, tr: Tr) -> &str {
        &self.0[tr.lang() as usize]
    }

    /// Writes it with `text` wherever there is a [`Fixed::HOLE`]: between tags or within an attribute.
    pub fn write(&self, tr: Tr, text: &str, to: &mut Markup) {
        for (index, part) in self.html(tr).split(Self::MARK).enumerate() {
            if index > 0 {
                to.value(text);
            }
            to.finished(part);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fills_a_hole_stays_text() {
        let fixed = Fixed::of(|_| view! { <a href=format!("/{}", Fixed::HOLE)>{Fixed::HOLE}"!"</a> });
        let mut filled = Markup::default();
        fixed.write(Tr(Lang::En), "1<\"&", &mut filled);
        let value = "1&lt;&quot;&amp;";
        assert_eq!(filled.as_str(), format!("<a href=\"/{value}\">{value}!</a>"));
    }

    #[test]
    fn each_language_has_its_own_and_text_stays_text() {
        let fixed = Fixed::of(|tr| view! { <b>{tr.lang().tag()}</b> " < " {"&"} });
        assert_eq!(fixed.html(Tr(Lang::Be)), "<b>be</b> &lt; &amp;");
        assert_eq!(fixed.html(Tr(Lang::En)), "<b>en</b> &lt; &amp;");
    }
}
