//! What happened when.

use leptos::prelude::*;

use super::tag::Tone;

/// Something that happened.
pub struct TimelineEvent {
    date: String,
    title: String,
    body: AnyView,
    datetime: Option<String>,
    tone: Tone,
}

impl TimelineEvent {
    /// Something that happened on `date` (written out); `body` says more.
    pub fn new(date: impl Into<String>, title: impl Into<String>, body: impl IntoAny) -> Self {
        Self { date: date.into(), title: title.into(), body: body.into_any(), datetime: None, tone: Tone::Blue }
    }

    /// The date as `2026-11-23`, or with a time, for programs.
    #[must_use]
    pub fn datetime(mut self, iso: impl Into<String>) -> Self {
        self.datetime = Some(iso.into());
        self
    }

    /// Colours the mark; the title says the same.
    #[must_use]
    pub const fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }

    fn into_view(self) -> impl IntoView {
        // A <time> without datetime must itself be machine-readable, which a written date is not.
        let date = match self.datetime {
            Some(iso) => view! { <time datetime=iso>{self.date}</time> }.into_any(),
            None => view! { <span class="when">{self.date}</span> }.into_any(),
        };
        view! {
            <li class=self.tone.class()>
                {date}
                <h3>{self.title}</h3>
                <div>{self.body}</div>
            </li>
        }
    }
}

/// Events in the order given, usually the latest first. Its titles are headings of level 3.
#[component]
pub fn Timeline(
    /// The events.
    events: Vec<TimelineEvent>,
) -> impl IntoView {
    let events: Vec<_> = events.into_iter().map(TimelineEvent::into_view).collect();
    view! { <ol class="timeline">{events}</ol> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::proof::{html, stays_text};

    #[test]
    fn everything_said_stays_text() {
        stays_text(|s| {
            let events = vec![
                TimelineEvent::new(s.clone(), s.clone(), s.clone()).datetime(s.clone()).tone(Tone::Red),
                TimelineEvent::new(s.clone(), s.clone(), s),
            ];
            view! { <Timeline events/> }.into_any()
        });
    }

    #[test]
    fn a_date_for_programs_makes_a_time_element() {
        let out = html(|| {
            let events = vec![TimelineEvent::new("23 November 2026", "Address changed", "").datetime("2026-11-23")];
            view! { <Timeline events/> }.into_any()
        });
        assert!(out.contains("<time datetime=\"2026-11-23\">23 November 2026</time>"), "{out}");
    }
}
