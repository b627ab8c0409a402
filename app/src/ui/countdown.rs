//! Days left, in words first.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use super::segments::segments;

/// Where a term stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CountdownState {
    #[default]
    Running,
    /// Ends soon: needs attention.
    Soon,
    /// Has passed.
    Overdue,
    /// The clock stands still.
    Paused,
    /// Done in time.
    Done,
}

impl CountdownState {
    const fn class(self) -> &'static str {
        match self {
            Self::Running => "count blue",
            Self::Soon => "count amber",
            Self::Overdue => "count red",
            Self::Paused => "count neutral",
            Self::Done => "count green",
        }
    }

    const fn glyph(self) -> Option<Glyph> {
        match self {
            Self::Running => None,
            Self::Soon => Some(Glyph::Clock),
            Self::Overdue => Some(Glyph::Attention),
            Self::Paused => Some(Glyph::Pause),
            Self::Done => Some(Glyph::Tick),
        }
    }
}

/// What is left of a term: the words, and a box for each day, filled while it is left.
#[component]
pub fn Countdown(
    /// The days left in words, for example "3 working days left, until 26 November".
    #[prop(into)]
    text: String,
    /// Days left.
    left: u32,
    /// Days of the whole term.
    total: u32,
    /// Where the term stands.
    #[prop(optional)]
    state: CountdownState,
) -> impl IntoView {
    view! {
        <span class=state.class()>
            <span>{state.glyph().map(|glyph| view! { <Icon glyph/> })}{text}</span>
            {segments(left, total)}
        </span>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::proof::{html, stays_text};

    #[test]
    fn the_words_stay_text() {
        stays_text(|text| view! { <Countdown text left=2 total=5 state=CountdownState::Soon/> }.into_any());
    }

    #[test]
    fn only_the_words_reach_a_screen_reader() {
        let out = html(|| view! { <Countdown text="3 days left" left=3 total=5/> }.into_any());
        assert_eq!(out.matches("<svg").count(), out.matches("aria-hidden").count(), "{out}");
        assert!(out.contains("3 days left"), "{out}");
    }
}
