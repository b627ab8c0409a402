//! Any of several answers, and the single statement one confirms.

use leptos::prelude::*;

use super::choice::{Choice, RowAria, RowKind};
use super::message::messages;
use super::optional_text::OptionalText;
use super::wiring::{Wiring, legend};

/// A question answered by any of several rows.
#[component]
pub fn Checkboxes(
    /// The question.
    #[prop(into)]
    legend: String,
    /// Name in the form, sent once for each chosen row; the first row's id is `element_id(name)`.
    #[prop(into)]
    name: String,
    /// The answers.
    choices: Vec<Choice>,
    /// Values of the chosen answers.
    #[prop(optional)]
    values: Vec<String>,
    /// What helps to answer.
    #[prop(optional, into)]
    hint: OptionalText,
    /// What is wrong and how to mend it.
    #[prop(optional, into)]
    error: OptionalText,
    /// The question is the page's heading.
    #[prop(optional)]
    as_heading: bool,
) -> impl IntoView {
    let (hint, error) = (hint.0, error.0);
    let wiring = Wiring::new(&name, hint.is_some(), error.is_some(), None);
    let rows: Vec<AnyView> = choices
        .into_iter()
        .enumerate()
        .map(|(place, choice)| {
            let chosen = values.contains(&choice.value);
            let aria = RowAria { described_by: None, invalid: wiring.invalid };
            choice.into_row(RowKind::Checkbox, place, &name, chosen, aria)
        })
        .collect();
    view! {
        <div class=wiring.class>
            <fieldset aria-describedby=wiring.described_by>
                {self::legend(legend, as_heading)}
                {messages(wiring.hint_id, hint, wiring.error_id, error)}
                <div class="choices">{rows}</div>
            </fieldset>
        </div>
    }
}

/// One statement to confirm.
#[component]
pub fn Checkbox(
    /// The statement.
    #[prop(into)]
    label: String,
    /// Name in the form; its id is `element_id(name)`.
    #[prop(into)]
    name: String,
    /// What is sent when it is ticked.
    #[prop(default = "yes".to_owned(), into)]
    value: String,
    /// Whether it is ticked.
    #[prop(optional)]
    checked: bool,
    /// What helps to decide.
    #[prop(optional, into)]
    hint: OptionalText,
    /// What is wrong and how to mend it.
    #[prop(optional, into)]
    error: OptionalText,
) -> impl IntoView {
    let (hint, error) = (hint.0, error.0);
    let wiring = Wiring::new(&name, hint.is_some(), error.is_some(), None);
    let aria = RowAria { described_by: wiring.described_by, invalid: wiring.invalid };
    let row = Choice::new(value, label).into_row(RowKind::Checkbox, 0, &name, checked, aria);
    view! {
        <div class=wiring.class>
            {messages(wiring.hint_id, hint, wiring.error_id, error)}
            <div class="choices">{row}</div>
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
            let choices = vec![Choice::new(s.clone(), s.clone()).hint(s.clone())];
            view! { <Checkboxes legend=s.clone() name=s.clone() choices hint=s.clone() error=s/> }.into_any()
        });
        stays_text(|s| {
            view! { <Checkbox label=s.clone() name=s.clone() value=s.clone() hint=s.clone() error=s/> }.into_any()
        });
    }

    #[test]
    fn every_chosen_row_is_checked() {
        let out = html(|| {
            let choices = vec![Choice::new("a", "A"), Choice::new("b", "B"), Choice::new("c", "C")];
            let values = vec!["a".to_owned(), "c".to_owned()];
            view! { <Checkboxes legend="L" name="letters" choices values/> }.into_any()
        });
        wired(&out);
        assert_eq!(out.matches(" checked").count(), 2, "{out}");
    }

    #[test]
    fn a_lone_statement_is_described_by_its_own_error() {
        let out = html(|| view! { <Checkbox label="I confirm" name="confirm" error="Confirm it"/> }.into_any());
        wired(&out);
        assert!(out.contains("aria-describedby=\"confirm-error\""), "{out}");
        assert!(out.contains("value=\"yes\""), "{out}");
    }
}
