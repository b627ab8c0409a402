//! One answer of a few.

use leptos::prelude::*;

use super::choice::{Choice, RowAria, RowKind};
use super::message::messages;
use super::optional_text::OptionalText;
use super::wiring::{Wiring, legend};

/// A question answered by one of a few rows.
#[component]
pub fn Radios(
    /// The question.
    #[prop(into)]
    legend: String,
    /// Name in the form; the first row's id is `element_id(name)`.
    #[prop(into)]
    name: String,
    /// The answers.
    choices: Vec<Choice>,
    /// Value of the chosen answer; empty when none is.
    #[prop(optional, into)]
    value: String,
    /// What helps to answer.
    #[prop(optional, into)]
    hint: OptionalText,
    /// What is wrong and how to mend it.
    #[prop(optional, into)]
    error: OptionalText,
    /// Rows side by side, for two short answers.
    #[prop(optional)]
    inline: bool,
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
            // Radios have no invalid state of their own: the group is described, not the row.
            let chosen = choice.value == value && !value.is_empty();
            choice.into_row(RowKind::Radio, place, &name, chosen, RowAria::default())
        })
        .collect();
    view! {
        <div class=wiring.class>
            <fieldset aria-describedby=wiring.described_by>
                {self::legend(legend, as_heading)}
                {messages(wiring.hint_id, hint, wiring.error_id, error)}
                <div class=if inline { "choices inline" } else { "choices" }>{rows}</div>
            </fieldset>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::proof::{html, stays_text, wired};

    fn premises() -> Vec<Choice> {
        vec![
            Choice::new("office", "Non-residential").hint("An office"),
            Choice::new("home", "Dwelling").reveal(view! { <p>"More"</p> }),
        ]
    }

    #[test]
    fn everything_said_stays_text() {
        stays_text(|s| {
            let choices = vec![
                Choice::new(s.clone(), s.clone()).hint(s.clone()),
                Choice::new("other", s.clone()).reveal(s.clone()),
            ];
            view! { <Radios legend=s.clone() name=s.clone() choices hint=s.clone() error=s.clone() value="other"/> }
                .into_any()
        });
    }

    #[test]
    fn the_group_carries_hint_and_error_and_the_first_row_the_fields_id() {
        let out = html(|| {
            view! { <Radios legend="Premises" name="premises" choices=premises() hint="H" error="E"/> }.into_any()
        });
        wired(&out);
        assert!(out.contains("<fieldset aria-describedby=\"premises-hint premises-error\">"), "{out}");
        assert!(out.contains("id=\"premises\""), "{out}");
        assert!(out.contains("aria-describedby=\"premises-choice-hint\""), "{out}");
    }

    #[test]
    fn only_the_chosen_row_is_checked() {
        let out =
            html(|| view! { <Radios legend="Premises" name="premises" choices=premises() value="home"/> }.into_any());
        assert_eq!(out.matches(" checked").count(), 1, "{out}");
        let none = html(|| view! { <Radios legend="Premises" name="premises" choices=premises()/> }.into_any());
        assert_eq!(none.matches(" checked").count(), 0, "{none}");
    }
}
