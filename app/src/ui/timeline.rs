//! What happened when.

use leptos::prelude::*;

use super::markup::Markup;
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
        let body = body.into_any();
        Self { date: date.into(), title: title.into(), body, datetime: None, tone: Tone::Blue }
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

    fn view(self) -> AnyView {
        let Self { date, title, body, datetime, tone } = self;
        let mut head = Markup::default();
        write_head(&date, datetime.as_deref(), &title, &mut head);
        view! { <li class=tone.class()>{head.into_element()}<div>{body}</div></li> }.into_any()
    }
}

fn write_head(date: &str, iso: Option<&str>, title: &str, to: &mut Markup) {
    // A <time> without datetime must itself be machine-readable, which a written date is not.
    match iso {
        Some(iso) => to.raw("<time datetime=\"").value(iso).raw("\">").text(date).raw("</time>"),
        None => to.raw("<span class=\"when\">").text(date).raw("</span>"),
    };
    to.raw("<h3>").text(title).raw("</h3>");
}

impl Markup {
    /// A [`Timeline`] within what is written: its events by [`event`](Markup::event).
    pub fn timeline(&mut self, events: impl FnOnce(&mut Markup)) -> &mut Self {
        self.raw("<ol class=\"timeline\">");
        events(self);
        self.raw("</ol>")
    }

    /// An event of a [`Timeline`], on a date written out and, where it is known, as programs read it; `body` says more.
    pub fn event(
        &mut self,
        (date, iso): (&str, Option<&str>),
        title: &str,
        tone: Tone,
        body: impl FnOnce(&mut Markup),
    ) -> &mut Self {
        self.raw("<li class=\"").raw(tone.class()).raw("\">");
        write_head(date, iso, title, self);
        self.raw("<div>");
        body(self);
        self.raw("</div></li>")
    }
}

/// Events in the order given, usually the latest first. Its titles are headings of level 3.
#[component]
pub fn Timeline(
    /// The events.
    events: Vec<TimelineEvent>,
) -> impl IntoView {
    let events = events.into_iter().map(TimelineEvent::view).collect_view();
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
    fn written_events_look_like_a_view() {
        let built = html(|| {
            let body = || view! { <p>"A & B"</p> };
            let events = vec![
                TimelineEvent::new("1 May", "<Moved>", body()).datetime("2026-05-01").tone(Tone::Green),
                TimelineEvent::new("unknown", "Named", body()),
            ];
            view! { <Timeline events/> }.into_any()
        });
        let body = |to: &mut Markup| {
            to.raw("<p>").text("A & B").raw("</p>");
        };
        let mut written = Markup::default();
        written.timeline(|to| {
            to.event(("1 May", Some("2026-05-01")), "<Moved>", Tone::Green, body);
            to.event(("unknown", None), "Named", Tone::Blue, body);
        });
        assert_eq!(written.as_str(), built.replace("<!>", ""));
    }

    #[test]
    fn what_written_events_say_stays_text() {
        stays_text(|s| {
            let mut written = Markup::default();
            written.event((&s, Some(&s)), &s, Tone::Red, |to| {
                to.text(&s);
            });
            written.into_element().into_any()
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
