//! Handing a case to a colleague, or as the supervisor to anybody of the office, with a note for them.

use super::words;
use crate::l10n::Tr;
use crate::ui::{Button, Choice, ErrorSummary, FieldError, Radios, Textarea};
use leptos::prelude::*;

/// The longest note, in characters.
pub const LONGEST_NOTE: u32 = 2_000;

/// The value by which a case goes back to the queue.
pub const TO_QUEUE: &str = "queue";

/// Somebody to whom the case can go.
#[derive(Clone, Debug)]
pub struct HandsView {
    pub id: String,
    pub name: String,
    /// Cases that they are working on.
    pub load: i64,
    /// Away today: the case cannot go to them.
    pub away: bool,
}

/// What the page shows, with what was typed.
#[derive(Clone)]
pub struct HandoverView {
    pub tr: Tr,
    pub id: String,
    pub number: String,
    pub company: String,
    pub revision: i32,
    pub hands: Vec<HandsView>,
    /// It can go back to the queue.
    pub queue: bool,
    pub to: String,
    pub note: String,
    pub errors: Vec<(&'static str, String)>,
}

pub fn page(view: HandoverView) -> impl IntoView {
    let tr = view.tr;
    let case = format!("/office/cases/{}", view.id);
    let action = format!("{case}/handover");
    let caption = format!("{} · {}", words::number(&view.number), view.company);
    let error = |field: &str| view.errors.iter().find(|(name, _)| *name == field).map(|(_, text)| text.clone());
    let errors: Vec<FieldError> =
        view.errors.iter().map(|(field, text)| FieldError::new(*field, text.clone())).collect();
    let mut choices: Vec<Choice> = view
        .hands
        .iter()
        .map(|person| {
            let load = tr.ta("handover-load", &[("cases", person.load.into())]);
            let hint = if person.away { tr.t("handover-away") } else { load };
            Choice::new(&person.id, &person.name).hint(hint)
        })
        .collect();
    if view.queue {
        choices.push(Choice::new(TO_QUEUE, tr.t("handover-queue")).hint(tr.t("handover-queue-hint")));
    }
    view! {
        <ErrorSummary title=tr.t("error-summary-title") errors />
        <div class="two-thirds">
            <div class="page-head">
                <p class="caption">{caption}</p>
                <h1>{tr.t("handover-title")}</h1>
            </div>
            <form method="post" action=action class="stack">
                <input type="hidden" name="revision" value=view.revision.to_string() />
                <Radios legend=tr.t("handover-to") name="to" choices value=view.to.clone() error=error("to") />
                <Textarea
                    label=tr.t("handover-note")
                    hint=tr.t("handover-note-hint")
                    name="note"
                    value=view.note.clone()
                    rows=4
                    maxlength=LONGEST_NOTE
                    error=error("note")
                />
                <div class="actions">
                    <Button text=tr.t("handover-button") />
                    <a href=case>{tr.t("decide-back-to-case")}</a>
                </div>
            </form>
        </div>
    }
}
