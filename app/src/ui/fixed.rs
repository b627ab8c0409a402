//! What stands on every page and is the same on all of a language: written once.

use crate::l10n::Tr;
use leptos::prelude::*;
use portal::lang::Lang;

/// Finished HTML in each language, for `inner_html`.
pub struct Fixed([String; 3]);

impl Fixed {
    pub fn of<V: IntoView>(view: impl Fn(Tr) -> V) -> Fixed {
        Fixed(Lang::ALL.map(|lang| Owner::new().with(|| view(Tr(lang)).into_view().to_html().replace("<!>", ""))))
    }

    pub fn html(&self, tr: Tr) -> &str {
        &self.0[tr.lang() as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_its_own_and_text_stays_text() {
        let fixed = Fixed::of(|tr| view! { <b>{tr.lang().tag()}</b> " < " {"&"} });
        assert_eq!(fixed.html(Tr(Lang::Be)), "<b>be</b> &lt; &amp;");
        assert_eq!(fixed.html(Tr(Lang::En)), "<b>en</b> &lt; &amp;");
    }
}
