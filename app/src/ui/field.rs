//! A one-line text field, as wide as its answer.

use leptos::prelude::*;

use super::message::messages;
use super::optional_text::OptionalText;
use super::wiring::{Wiring, label};

/// What kind of text is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FieldKind {
    #[default]
    Text,
    Email,
    Password,
    Search,
    Tel,
    /// A one-time or draft code: evenly spaced, never corrected or capitalised by the device.
    Code,
    /// Digits; stays a text field, since number fields lose what is mistyped.
    Number,
}

impl FieldKind {
    const fn input_type(self) -> &'static str {
        match self {
            Self::Text | Self::Code | Self::Number => "text",
            Self::Email => "email",
            Self::Password => "password",
            Self::Search => "search",
            Self::Tel => "tel",
        }
    }

    const fn is_prose(self) -> bool {
        matches!(self, Self::Text | Self::Search)
    }
}

/// How wide the answer is, in characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Width {
    #[default]
    Full,
    Chars2,
    Chars3,
    Chars4,
    Chars5,
    Chars10,
    Chars20,
    Chars30,
}

impl Width {
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Full => "w-full",
            Self::Chars2 => "w-2",
            Self::Chars3 => "w-3",
            Self::Chars4 => "w-4",
            Self::Chars5 => "w-5",
            Self::Chars10 => "w-10",
            Self::Chars20 => "w-20",
            Self::Chars30 => "w-30",
        }
    }
}

/// A labelled one-line field with its hint and its error.
#[component]
pub fn Field(
    /// The question.
    #[prop(into)]
    label: String,
    /// Name in the form; its id is `element_id(name)`.
    #[prop(into)]
    name: String,
    /// What was typed so far, however wrong.
    #[prop(optional, into)]
    value: String,
    /// What helps to answer.
    #[prop(optional, into)]
    hint: OptionalText,
    /// What is wrong and how to mend it.
    #[prop(optional, into)]
    error: OptionalText,
    /// What kind of text is asked for.
    #[prop(optional)]
    kind: FieldKind,
    /// The `autocomplete` token (WCAG 1.3.5), for example `email`.
    #[prop(optional, into)]
    autocomplete: OptionalText,
    /// The keyboard to offer; `numeric` for [`FieldKind::Number`] unless said otherwise.
    #[prop(optional, into)]
    inputmode: OptionalText,
    /// How wide the answer is.
    #[prop(optional)]
    width: Width,
    /// Shown before the field, for example a country code; say it in the label too.
    #[prop(optional, into)]
    prefix: OptionalText,
    /// Shown after the field, for example a unit; say it in the label too.
    #[prop(optional, into)]
    suffix: OptionalText,
    /// Id of a `<datalist>` of suggestions.
    #[prop(optional, into)]
    list: OptionalText,
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
    let (hint, error, autocomplete, inputmode, prefix, suffix, list, described_by) =
        (hint.0, error.0, autocomplete.0, inputmode.0, prefix.0, suffix.0, list.0, described_by.0);
    let wiring = Wiring::new(&name, hint.is_some(), error.is_some(), described_by.as_deref());
    let class = format!("input {}{}", width.class(), if kind == FieldKind::Code { " code" } else { "" });
    let inputmode = inputmode.or_else(|| (kind == FieldKind::Number).then(|| "numeric".to_owned()));
    let plain = !kind.is_prose();
    let input = view! {
        <input
            class=class
            id=wiring.id.clone()
            name=name
            type=kind.input_type()
            value=value
            autocomplete=autocomplete
            inputmode=inputmode
            list=list
            maxlength=maxlength
            spellcheck=plain.then_some("false")
            autocapitalize=plain.then_some("none")
            aria-describedby=wiring.described_by
            aria-invalid=wiring.invalid
        />
    };
    view! {
        <div class=wiring.class>
            {self::label(wiring.id, label, as_heading)}
            {messages(wiring.hint_id, hint, wiring.error_id, error)}
            {affixed(prefix, suffix, input)}
        </div>
    }
}

fn affixed(prefix: Option<String>, suffix: Option<String>, input: impl IntoView + 'static) -> AnyView {
    if prefix.is_none() && suffix.is_none() {
        return input.into_any();
    }
    let affix = |text: String| view! { <span class="affix" aria-hidden="true">{text}</span> };
    view! { <div class="affixed">{prefix.map(affix)}{input}{suffix.map(affix)}</div> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::proof::{html, stays_text, wired};

    #[test]
    fn everything_said_and_typed_stays_text() {
        stays_text(|s| {
            view! {
                <Field label=s.clone() name="house" value=s.clone() hint=s.clone() error=s.clone()
                    prefix=s.clone() suffix=s.clone() autocomplete=s/>
            }
            .into_any()
        });
    }

    #[test]
    fn a_hostile_name_still_makes_a_valid_id() {
        stays_text(|name| view! { <Field label="House" name hint="For example 7А" error="Enter it"/> }.into_any());
    }

    #[test]
    fn an_error_is_wired_to_the_field() {
        let out = html(|| view! { <Field label="House" name="house" hint="H" error="E"/> }.into_any());
        wired(&out);
        assert!(out.contains("aria-describedby=\"house-hint house-error\""), "{out}");
        assert!(out.contains("aria-invalid=\"true\""), "{out}");
        assert!(out.contains("<label for=\"house\">"), "{out}");
    }

    #[test]
    fn a_field_without_hint_or_error_is_described_by_nothing() {
        let out = html(|| view! { <Field label="House" name="house"/> }.into_any());
        assert!(!out.contains("aria-"), "{out}");
    }

    #[test]
    fn a_question_can_be_the_heading() {
        let out = html(|| view! { <Field label="House" name="house" as_heading=true/> }.into_any());
        assert!(out.contains("<h1 class=\"label-page\"><label for=\"house\">"), "{out}");
    }

    #[test]
    fn an_optional_error_may_be_passed_as_it_is() {
        let error: Option<String> = None;
        let out = html(move || view! { <Field label="House" name="house" error/> }.into_any());
        assert!(!out.contains("aria-invalid"), "{out}");
    }
}
