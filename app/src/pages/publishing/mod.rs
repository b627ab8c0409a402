//! The pages of a council's editor: what is published, what is being prepared, and each step of it.

pub mod columns;
pub mod draft;
pub mod file;
pub mod gone;
pub mod list;
pub mod new;
pub mod passport;
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
}

fn overtaken(tr: Tr, by: Option<Overtaken>) -> impl IntoView {
    by.map(|by| {
        let lines: Vec<_> =
            by.theirs.into_iter().map(|(field, text)| view! { <li>{field} ": " <q>{text}</q></li> }).collect();
        view! {
            <Notification kind=NotificationKind::Attention title=tr.ta("editor-overtaken", &[("who", by.who.into())])>
                <p>{tr.t("editor-overtaken-what")}</p>
                <ul>{lines}</ul>
            </Notification>
        }
    })
}
