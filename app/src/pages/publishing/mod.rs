//! The pages of a council's editor: what is published, what is being prepared, and each step of it.

pub mod columns;
pub mod contents;
pub mod draft;
pub mod file;
pub mod gone;
pub mod list;
pub mod new;
pub mod passport;
pub mod questions;
pub mod report;
pub mod withdrawal;

use crate::l10n::Tr;
use crate::ui::{Notification, NotificationKind, Tone};
use leptos::prelude::*;

/// Words and tone of where a draft stands.
pub fn status(tr: Tr, code: &str) -> (String, Tone) {
    let tone = match code {
        "review" => Tone::Amber,
        "approved" => Tone::Blue,
        "published" => Tone::Green,
        _ => Tone::Neutral,
    };
    (tr.t(&format!("editor-status-{code}")), tone)
}

/// Somebody else saved while this was being written: what they saved stands beside what was typed.
#[derive(Clone, Debug)]
pub struct Overtaken {
    pub who: String,
    /// Field and what it says now, where that differs from what was typed.
    pub theirs: Vec<(String, String)>,
    /// Where the draft stands, when that is why nothing can be saved now: the end of the key `editor-status-…`.
    pub status: Option<&'static str>,
    /// What was typed, when the page has no field for it any more.
    pub mine: Option<String>,
}

fn overtaken(tr: Tr, by: Option<Overtaken>) -> impl IntoView {
    by.map(|by| {
        let lines: Vec<_> =
            by.theirs.into_iter().map(|(field, text)| view! { <li>{field} ": " <q>{text}</q></li> }).collect();
        let lines = (!lines.is_empty()).then(|| view! { <p>{tr.t("editor-overtaken-what")}</p> <ul>{lines}</ul> });
        let moved = by.status.map(|code| {
            let (text, _) = status(tr, code);
            view! { <p>{tr.ta("editor-overtaken-status", &[("status", text.into())])}</p> }
        });
        let mine = by.mine.map(|text| {
            view! {
                <p>{tr.t("editor-overtaken-mine")}</p>
                <p class="message-words">{text}</p>
            }
        });
        view! {
            <Notification kind=NotificationKind::Attention title=tr.ta("editor-overtaken", &[("who", by.who.into())])>
                <p>{tr.t("editor-overtaken-unsaved")}</p>
                {moved}
                {lines}
                {mine}
            </Notification>
        }
    })
}
