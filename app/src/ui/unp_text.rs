//! A payer's number (UNP) that can be read and copied: groups of three for the eye, bare digits for
//! the clipboard.

use super::markup::Markup;
use leptos::prelude::*;

/// A UNP. Nine characters are shown in groups of three; anything else as it is.
#[component]
pub fn UnpText(
    /// The number.
    #[prop(into)]
    unp: String,
) -> impl IntoView {
    let mut written = Markup::default();
    written.unp(&unp);
    written.into_element()
}

impl Markup {
    /// [`UnpText`] within what is written.
    pub fn unp(&mut self, unp: &str) -> &mut Self {
        let grouped = unp.len() == 9 && unp.bytes().all(|letter| letter.is_ascii_alphanumeric());
        self.raw("<span class=\"unp\">");
        match grouped {
            true => [0..3, 3..6, 6..9].into_iter().for_each(|three| {
                self.raw("<span>").text(&unp[three]).raw("</span>");
            }),
            false => {
                self.text(unp);
            }
        }
        self.raw("</span>")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::proof::{html, stays_text};

    #[test]
    fn nine_digits_are_three_groups_without_a_space_between() {
        let out = html(|| view! { <UnpText unp="193000001"/> }.into_any());
        assert!(out.contains("<span>193</span><span>000</span><span>001</span>"), "{out}");
    }

    #[test]
    fn anything_else_stays_as_it_is() {
        stays_text(|unp| view! { <UnpText unp/> }.into_any());
        let out = html(|| view! { <UnpText unp="12"/> }.into_any());
        assert!(out.contains("<span class=\"unp\">12</span>"), "{out}");
    }
}
