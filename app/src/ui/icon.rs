//! Drawn signs. They only ever stand beside words, so they are hidden from screen readers.

use super::markup::Markup;
use leptos::prelude::*;

/// The signs there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyph {
    Tick,
    Cross,
    Attention,
    Info,
    Clock,
    Pause,
    Search,
    Forward,
    Back,
    Up,
    Down,
    UpDown,
    Download,
    Print,
    Document,
    Pin,
}

impl Glyph {
    /// The drawing as an SVG path in a 20 by 20 box, to be stroked.
    const fn path(self) -> &'static str {
        match self {
            Self::Tick => "M4 10.5l4 4 8-9",
            Self::Cross => "M5 5l10 10M15 5L5 15",
            Self::Attention => "M10 2.5L18.5 17h-17zM10 8v4M10 14.2v.6",
            Self::Info => "M10 2a8 8 0 100 16 8 8 0 000-16zM10 9v5M10 5.8v.6",
            Self::Clock => "M10 2a8 8 0 100 16 8 8 0 000-16zM10 5.5V10l3 2.5",
            Self::Pause => "M7 4.5v11M13 4.5v11",
            Self::Search => "M8.5 2.5a6 6 0 100 12 6 6 0 000-12zM13 13l4.5 4.5",
            Self::Forward => "M3 10h13M11 5l5 5-5 5",
            Self::Back => "M17 10H4M9 5l-5 5 5 5",
            Self::Up => "M5 12l5-5 5 5",
            Self::Down => "M5 8l5 5 5-5",
            Self::UpDown => "M6 8l4-4 4 4M6 12l4 4 4-4",
            Self::Download => "M10 3v10M5.5 9l4.5 4.5L14.5 9M3 17h14",
            Self::Print => "M6 7V3h8v4M6 14H3V7h14v7h-3M6 11.5h8V17H6z",
            Self::Document => "M5 2.5h7L15.5 6v11.5H5zM8 10h5M8 13.5h5",
            Self::Pin => "M10 18v-6M6 3h8l-1 5 2.5 4h-11L7 8z",
        }
    }
}

/// A decorative sign as tall as the text.
#[component]
pub fn Icon(
    /// Which sign.
    glyph: Glyph,
) -> impl IntoView {
    let mut written = Markup::default();
    write_icon(&mut written, glyph);
    written.into_element()
}

/// [`Icon`] within what is written.
pub(super) fn write_icon(to: &mut Markup, glyph: Glyph) {
    to.raw(
        "<svg class=\"icon\" viewBox=\"0 0 20 20\" width=\"20\" height=\"20\" fill=\"none\" stroke=\"currentColor\" ",
    )
    .raw("stroke-width=\"2\" stroke-linecap=\"round\" stroke-linejoin=\"round\" aria-hidden=\"true\"><path d=\"")
    .raw(glyph.path())
    .raw("\"></path></svg>");
}

/// The portal's mark: a drawn window, a mullion, one pane filled.
#[component]
pub fn Mark() -> impl IntoView {
    view! {
        <svg class="mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">
            <rect x="3" y="3" width="26" height="26" rx="6" fill="none" stroke="currentColor" stroke-width="3"></rect>
            <path d="M16 3v26M3 16h26" stroke="currentColor" stroke-width="3"></path>
            <path d="M16 16h11.5v6.5a5 5 0 01-5 5H16z" fill="currentColor"></path>
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::proof::html;

    #[test]
    fn signs_are_hidden_from_screen_readers() {
        for glyph in [Glyph::Tick, Glyph::Cross, Glyph::Pin, Glyph::UpDown] {
            let out = html(move || view! { <Icon glyph/> }.into_any());
            assert!(out.contains("aria-hidden=\"true\""), "{out}");
            assert!(out.contains(glyph.path()));
        }
        assert!(html(|| view! { <Mark/> }.into_any()).contains("aria-hidden=\"true\""));
    }
}
