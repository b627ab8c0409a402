//! A status in a word or two, and the five tones every status in the portal is shown in.

use leptos::prelude::*;

use super::icon::{Glyph, write_icon};
use super::markup::Markup;

/// How a status is meant. Colour never carries it alone: green, red and amber bring a sign.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    #[default]
    Neutral,
    /// In progress, or informative.
    Blue,
    /// Done, agrees.
    Green,
    /// Refused, disagrees.
    Red,
    /// Needs somebody's attention.
    Amber,
}

impl Tone {
    /// The class that carries the tone's colours.
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Blue => "blue",
            Self::Green => "green",
            Self::Red => "red",
            Self::Amber => "amber",
        }
    }

    /// The sign that says the same as the colour.
    pub(super) const fn glyph(self) -> Option<Glyph> {
        match self {
            Self::Neutral | Self::Blue => None,
            Self::Green => Some(Glyph::Tick),
            Self::Red => Some(Glyph::Cross),
            Self::Amber => Some(Glyph::Attention),
        }
    }
}

/// A status in a word or two.
#[component]
pub fn Tag(
    /// The status.
    #[prop(into)]
    text: String,
    /// How it is meant.
    #[prop(optional)]
    tone: Tone,
) -> impl IntoView {
    let mut written = Markup::default();
    written.tag(&text, tone);
    written.into_element()
}

impl Markup {
    /// [`Tag`] within what is written.
    pub fn tag(&mut self, text: &str, tone: Tone) -> &mut Self {
        self.raw("<strong class=\"tag ").raw(tone.class()).raw("\">");
        if let Some(glyph) = tone.glyph() {
            write_icon(self, glyph);
        }
        self.text(text).raw("</strong>")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::proof::{html, stays_text};

    #[test]
    fn a_status_stays_text() {
        stays_text(|text| view! { <Tag text tone=Tone::Red/> }.into_any());
    }

    #[test]
    fn green_red_and_amber_bring_a_sign_and_the_others_none() {
        for (tone, signed) in
            [(Tone::Neutral, false), (Tone::Blue, false), (Tone::Green, true), (Tone::Red, true), (Tone::Amber, true)]
        {
            let out = html(move || view! { <Tag text="Active" tone/> }.into_any());
            assert_eq!(out.contains("<svg"), signed, "{out}");
        }
    }
}
