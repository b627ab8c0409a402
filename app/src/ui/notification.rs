//! What just happened, or what the reader should know before going on.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};

/// How a notification is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotificationKind {
    /// What was asked for is done.
    Success,
    /// Good to know.
    Info,
    /// The reader should act.
    Attention,
}

impl NotificationKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Success => "note green",
            Self::Info => "note blue",
            Self::Attention => "note amber",
        }
    }

    const fn glyph(self) -> Glyph {
        match self {
            Self::Success => Glyph::Tick,
            Self::Info => Glyph::Info,
            Self::Attention => Glyph::Attention,
        }
    }

    const fn role(self) -> Option<&'static str> {
        match self {
            Self::Success => Some("status"),
            Self::Info => None,
            Self::Attention => Some("alert"),
        }
    }
}

/// A notice across the head of a page.
#[component]
pub fn Notification(
    /// How it is meant.
    kind: NotificationKind,
    /// The notice in one sentence.
    #[prop(into)]
    title: String,
    /// More about it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class=kind.class() role=kind.role()>
            <span class="spot"><Icon glyph=kind.glyph()/></span>
            <div>
                <p class="note-title">{title}</p>
                {children.map(|children| view! { <div class="note-body">{children()}</div> })}
            </div>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::proof::{html, stays_text};

    #[test]
    fn everything_said_stays_text() {
        stays_text(|s| {
            view! { <Notification kind=NotificationKind::Attention title=s.clone()><p>{s}</p></Notification> }
                .into_any()
        });
    }

    #[test]
    fn what_needs_an_act_is_an_alert_and_what_is_done_a_status() {
        let role = |kind| html(move || view! { <Notification kind title="T"/> }.into_any());
        assert!(role(NotificationKind::Attention).contains("role=\"alert\""));
        assert!(role(NotificationKind::Success).contains("role=\"status\""));
        assert!(!role(NotificationKind::Info).contains("role="));
    }
}
