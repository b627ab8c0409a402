//! A file to be sent. The browser asks for it; without scripts the form sends it as `multipart/form-data`.

use leptos::prelude::*;

use super::message::messages;
use super::optional_text::OptionalText;
use super::wiring::{Wiring, label};

/// A labelled choice of one file, or of several. A file that was refused has to be chosen again: no page can fill it in.
#[component]
pub fn FileField(
    /// The question.
    #[prop(into)]
    label: String,
    /// Name in the form; its id is `element_id(name)`.
    #[prop(into)]
    name: String,
    /// Which files the browser offers, for example `.csv,text/csv`; the server judges for itself.
    #[prop(optional, into)]
    accept: OptionalText,
    /// Several files may be chosen at once.
    #[prop(optional)]
    multiple: bool,
    /// What helps to answer.
    #[prop(optional, into)]
    hint: OptionalText,
    /// What is wrong and how to mend it.
    #[prop(optional, into)]
    error: OptionalText,
) -> impl IntoView {
    let (accept, hint, error) = (accept.0, hint.0, error.0);
    let wiring = Wiring::new(&name, hint.is_some(), error.is_some(), None);
    view! {
        <div class=wiring.class>
            {self::label(wiring.id.clone(), label, false)}
            {messages(wiring.hint_id, hint, wiring.error_id, error)}
            <input
                class="input"
                type="file"
                id=wiring.id
                name=name
                accept=accept
                multiple=multiple
                aria-describedby=wiring.described_by
                aria-invalid=wiring.invalid
            />
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::proof::{html, stays_text, wired};

    #[test]
    fn everything_said_stays_text() {
        stays_text(|s| {
            view! { <FileField label=s.clone() name=s.clone() accept=s.clone() hint=s.clone() error=s/> }.into_any()
        });
    }

    #[test]
    fn an_error_is_wired_to_the_field() {
        let out = html(|| view! { <FileField label="File" name="file" hint="H" error="E"/> }.into_any());
        wired(&out);
        assert!(out.contains("aria-describedby=\"file-hint file-error\""), "{out}");
    }
}
