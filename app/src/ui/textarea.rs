//! Longer text. The only place in the portal that may write a `<textarea>`: Leptos 0.8 does not
//! escape its content on the server, so this component does; a test forbids it everywhere else.

use leptos::prelude::*;

use super::message::messages;
use super::optional_text::OptionalText;
use super::wiring::{Wiring, label};

/// A labelled box for several lines.
#[component]
pub fn Textarea(
    /// The question.
    #[prop(into)]
    label: String,
    /// Name in the form; its id is `element_id(name)`.
    #[prop(into)]
    name: String,
    /// What was typed so far.
    #[prop(optional, into)]
    value: String,
    /// What helps to answer.
    #[prop(optional, into)]
    hint: OptionalText,
    /// What is wrong and how to mend it.
    #[prop(optional, into)]
    error: OptionalText,
    /// Lines shown.
    #[prop(default = 5)]
    rows: u32,
    /// Most characters the browser lets one type; the server checks for itself.
    #[prop(optional_no_strip, into)]
    maxlength: Option<u32>,
    /// More ids for `aria-describedby`.
    #[prop(optional, into)]
    described_by: OptionalText,
    /// The question is the page's heading.
    #[prop(optional)]
    as_heading: bool,
) -> impl IntoView {
    let (hint, error, described_by) = (hint.0, error.0, described_by.0);
    let wiring = Wiring::new(&name, hint.is_some(), error.is_some(), described_by.as_deref());
    view! {
        <div class=wiring.class>
            {self::label(wiring.id.clone(), label, as_heading)}
            {messages(wiring.hint_id, hint, wiring.error_id, error)}
            <textarea
                class="input"
                id=wiring.id
                name=name
                rows=rows
                maxlength=maxlength
                aria-describedby=wiring.described_by
                aria-invalid=wiring.invalid
                inner_html=content(&value)
            ></textarea>
        </div>
    }
}

/// The element's content as HTML. The parser drops one line break right after the opening tag, so
/// one of ours goes first and the reader's own is kept.
fn content(value: &str) -> String {
    format!("\n{}", html_escape::encode_text(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::proof::{html, stays_text, wired};

    #[test]
    fn what_was_typed_cannot_end_the_box() {
        let out = html(|| {
            view! { <Textarea label="Reason" name="reason" value="</textarea><script>alert(1)</script>"/> }.into_any()
        });
        assert_eq!(out.matches("</textarea>").count(), 1, "{out}");
        assert!(out.contains("&lt;/textarea&gt;&lt;script&gt;"), "{out}");
        assert!(!out.contains("<script"), "{out}");
    }

    #[test]
    fn a_first_line_break_is_kept() {
        let out = html(|| view! { <Textarea label="Reason" name="reason" value="\nsecond line"/> }.into_any());
        assert!(out.contains(">\n\nsecond line</textarea>"), "{out}");
    }

    #[test]
    fn everything_said_and_typed_stays_text() {
        stays_text(|s| {
            view! { <Textarea label=s.clone() name=s.clone() value=s.clone() hint=s.clone() error=s/> }.into_any()
        });
    }

    #[test]
    fn an_error_is_wired_to_the_box() {
        let out = html(|| view! { <Textarea label="Reason" name="reason" hint="H" error="E" rows=3/> }.into_any());
        wired(&out);
        assert!(out.contains("aria-describedby=\"reason-hint reason-error\""), "{out}");
        assert!(out.contains("rows=\"3\""), "{out}");
    }
}
