//! The administration of the portal: people, changes, the audit record.

pub mod audit;
pub mod calendar;
pub mod cases;
pub mod changes;
pub mod dated;
pub mod disqualified;
pub mod guides;
pub mod home;
pub mod new_office;
pub mod office_mending;
pub mod offices;
pub mod reasons;
pub mod retention;
pub mod rules;
pub mod setup;
pub mod terms;
pub mod user;
pub mod users;

use crate::l10n::Tr;
use crate::ui::{Inset, Textarea, Tone};
use leptos::prelude::*;

/// The question why, asked for each change.
pub fn why(tr: Tr, typed: String, error: Option<String>) -> impl IntoView {
    reason(tr, "why", typed, error)
}

/// The same under another name, for a second form on a page.
pub fn reason(tr: Tr, name: &'static str, typed: String, error: Option<String>) -> impl IntoView {
    view! {
        <Textarea
            label=tr.t("administration-why")
            hint=tr.t("administration-why-hint")
            name=name
            value=typed
            rows=2
            maxlength=500u32
            error=error
        />
    }
}

/// What somebody else changed while the page was open.
pub fn since(tr: Tr, changes: &[changes::ChangeView]) -> Option<impl IntoView + use<>> {
    let lines: Vec<_> = changes.iter().map(|change| view! { <li>{change.sentence(tr)}</li> }).collect();
    (!lines.is_empty()).then(|| {
        view! {
            <Inset tone=Tone::Amber>
                <p>{tr.t("administration-since")}</p>
                <ul>{lines}</ul>
            </Inset>
        }
    })
}
