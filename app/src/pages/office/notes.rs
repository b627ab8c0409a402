//! Notes about a case that only the office sees, and who has it open.

use crate::l10n::Tr;
use crate::ui::{Button, ButtonKind, Details, Textarea};
use chrono::NaiveDateTime;
use leptos::prelude::*;

/// The longest note, in characters.
pub const LONGEST_NOTE: u32 = 2_000;

/// A note.
#[derive(Clone, Debug)]
pub struct NoteView {
    pub author: String,
    /// In Minsk.
    pub at: NaiveDateTime,
    pub body: String,
}

/// A note about to be written, with what is wrong with it.
#[derive(Clone, Debug, Default)]
pub struct NewNote {
    /// By which its second sending is known.
    pub id: String,
    pub typed: String,
    pub error: Option<String>,
}

/// The notes, and the form for another one where the reader may write.
pub fn list(tr: Tr, case: &str, notes: Vec<NoteView>, new: Option<NewNote>) -> impl IntoView + use<> {
    let none = notes.is_empty().then(|| view! { <p class="soft">{tr.t("notes-none")}</p> });
    let notes: Vec<_> = notes
        .into_iter()
        .map(|note| {
            let iso = note.at.format("%Y-%m-%dT%H:%M").to_string();
            view! {
                <li class="message office">
                    <p class="cluster soft small">
                        <strong>{note.author}</strong>
                        <time datetime=iso>{tr.moment(note.at)}</time>
                    </p>
                    <p class="message-words">{note.body}</p>
                </li>
            }
        })
        .collect();
    // Whoever writes none is no one of the office.
    let who_sees = if new.is_some() { "notes-who-sees" } else { "notes-who-sees-audited" };
    let form = new.map(|new| form(tr, case, new));
    view! {
        <h2 id="notes">{tr.t("notes-title")}</h2>
        <p class="soft">{tr.t(who_sees)}</p>
        {none}
        <ol class="messages">{notes}</ol>
        {form}
    }
}

fn form(tr: Tr, case: &str, new: NewNote) -> impl IntoView + use<> {
    let open = new.error.is_some();
    let action = format!("/office/cases/{case}/notes");
    view! {
        <Details summary=tr.t("notes-add") open>
            <form method="post" action=action class="stack no-print" novalidate>
                <input type="hidden" name="id" value=new.id />
                <Textarea
                    label=tr.t("notes-words")
                    name="note"
                    value=new.typed
                    rows=4
                    maxlength=LONGEST_NOTE
                    error=new.error
                />
                <Button text=tr.t("notes-button") kind=ButtonKind::Secondary />
            </form>
        </Details>
    }
}

/// Who else has the case open: names with minutes since they looked last.
pub fn present(tr: Tr, others: Vec<(String, i64)>) -> Option<impl IntoView> {
    let says: Vec<String> = others
        .into_iter()
        .map(|(name, minutes)| tr.ta("present-one", &[("name", name.into()), ("minutes", minutes.into())]))
        .collect();
    (!says.is_empty()).then(|| {
        view! { <p class="note-line no-print">{tr.t("present-also")} " " {says.join(", ")} "."</p> }
    })
}
