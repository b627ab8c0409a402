//! One answer of many, folded away.

use leptos::prelude::*;

use super::choice::Choice;
use super::field::Width;
use super::icon::{Glyph, Icon};
use super::message::messages;
use super::optional_text::OptionalText;
use super::wiring::{Wiring, label};

/// A labelled list to pick one answer from. For fewer than about seven answers use radios.
#[component]
pub fn Select(
    /// The question.
    #[prop(into)]
    label: String,
    /// Name in the form; its id is `element_id(name)`.
    #[prop(into)]
    name: String,
    /// The answers; hints and revealed views are not shown.
    choices: Vec<Choice>,
    /// Value of the chosen answer.
    #[prop(optional, into)]
    value: String,
    /// Words of a first option that stands for no answer.
    #[prop(optional, into)]
    blank: OptionalText,
    /// What helps to answer.
    #[prop(optional, into)]
    hint: OptionalText,
    /// What is wrong and how to mend it.
    #[prop(optional, into)]
    error: OptionalText,
    /// How wide the answers are.
    #[prop(optional)]
    width: Width,
    /// The question is the page's heading.
    #[prop(optional)]
    as_heading: bool,
) -> impl IntoView {
    let (blank, hint, error) = (blank.0, hint.0, error.0);
    let wiring = Wiring::new(&name, hint.is_some(), error.is_some(), None);
    let options: Vec<_> = choices
        .into_iter()
        .map(|choice| {
            let selected = choice.value == value && !value.is_empty();
            view! { <option value=choice.value selected=selected>{choice.text}</option> }
        })
        .collect();
    view! {
        <div class=wiring.class>
            {self::label(wiring.id.clone(), label, as_heading)}
            {messages(wiring.hint_id, hint, wiring.error_id, error)}
            <span class=format!("select {}", width.class())>
                <select class="input" id=wiring.id name=name aria-describedby=wiring.described_by aria-invalid=wiring.invalid>
                    {blank.map(|text| view! { <option value="">{text}</option> })}
                    {options}
                </select>
                <Icon glyph=Glyph::Down/>
            </span>
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
            let choices = vec![Choice::new(s.clone(), s.clone())];
            view! { <Select label=s.clone() name=s.clone() choices blank=s.clone() hint=s.clone() error=s/> }.into_any()
        });
    }

    #[test]
    fn the_chosen_answer_is_selected_and_the_error_wired() {
        let out = html(|| {
            let choices = vec![Choice::new("1", "One"), Choice::new("2", "Two")];
            view! { <Select label="N" name="n" choices value="2" error="E"/> }.into_any()
        });
        wired(&out);
        assert_eq!(out.matches(" selected").count(), 1, "{out}");
        assert!(out.contains("<option value=\"2\" selected"), "{out}");
        assert!(out.contains("aria-describedby=\"n-error\""), "{out}");
    }
}
