//! What happened when.

use leptos::prelude::*;

use super::markup::{self, Content, Markup};
use super::tag::Tone;

/// Something that happened.
pub struct TimelineEvent {
    date: String,
    title: String,
    body: Content,
    datetime: Option<String>,
    tone: Tone,
}

impl TimelineEvent {
    /// Something that happened on `date` (written out); `body` says more.
    pub fn new(date: impl Into<String>, title: impl Into<String>, body: impl IntoAny) -> Self {
        Self::of(date.into(), title.into(), Content::View(body.into_any()))
    }

    /// The same with a body that is written already.
    pub fn written(date: impl Into<String>, title: impl Into<String>, body: Markup) -> Self {
        Self::of(date.into(), title.into(), Content::Written(body))
    }

    const fn of(date: String, title: String, body: Content) -> Self {
        Self { date, title, body, datetime: None, tone: Tone::Blue }
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

    /// Writes the event where its body is written; otherwise it is a view.
    fn write(self, to: &mut Markup) -> Option<AnyView> {
        let Self { date, title, body, datetime, tone } = self;
        let write_head = |to: &mut Markup| {
            // A <time> without datetime must itself be machine-readable, which a written date is not.
            match &datetime {
                Some(iso) => to.raw("<time datetime=\"").value(iso).raw("\">").text(&date).raw("</time>"),
                None => to.raw("<span class=\"when\">").text(&date).raw("</span>"),
            };
            to.raw("<h3>").text(&title).raw("</h3>");
        };
        match body {
            Content::Written(body) => {
                to.raw("<li class=\"").raw(tone.class()).raw("\">");
                write_head(to);
                to.raw("<div>").add(&body).raw("</div></li>");
                None
            }
            Content::View(body) => {
                let mut head = Markup::default();
                write_head(&mut head);
                Some(view! { <li class=tone.class()>{head.into_element()}<div>{body}</div></li> }.into_any())
            }
        }
    }
}

/// Events in the order given, usually the latest first. Its titles are headings of level 3.
#[component]
pub fn Timeline(
    /// The events.
    events: Vec<TimelineEvent>,
) -> impl IntoView {
    let events = markup::parts(events.into_iter().map(|event| |to: &mut Markup| event.write(to)));
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
                TimelineEvent::written(s.clone(), s.clone(), Markup::default().text(&s).taken()).datetime(s.clone()),
                TimelineEvent::new(s.clone(), s.clone(), s),
            ];
            view! { <Timeline events/> }.into_any()
        });
    }

    #[test]
    fn a_written_body_looks_like_a_view() {
        let out = html(|| {
            let written = Markup::default().raw("<p>").text("A & B").raw("</p>").taken();
            let events = vec![
                TimelineEvent::written("1 May", "<Moved>", written).datetime("2026-05-01").tone(Tone::Green),
                TimelineEvent::new("1 May", "<Moved>", view! { <p>"A & B"</p> })
                    .datetime("2026-05-01")
                    .tone(Tone::Green),
            ];
            view! { <Timeline events/> }.into_any()
        });
        let events = out.strip_prefix("<ol class=\"timeline\">").and_then(|rest| rest.strip_suffix("</ol>")).unwrap();
        let (first, second) = events.split_at(events.len() / 2);
        assert_eq!(first, second, "{out}");
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
