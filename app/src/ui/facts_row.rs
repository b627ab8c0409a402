//! The few facts one wants first: deadline, fee, time, who.

use leptos::prelude::*;

/// A fact.
pub struct Fact {
    label: String,
    value: AnyView,
    note: Option<String>,
}

impl Fact {
    /// `label` is `value`.
    pub fn new(label: impl Into<String>, value: impl IntoAny) -> Self {
        Self { label: label.into(), value: value.into_any(), note: None }
    }

    /// A word more under the value.
    #[must_use]
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.note = Some(text.into());
        self
    }

    fn into_view(self) -> impl IntoView {
        view! {
            <div>
                <dt>{self.label}</dt>
                <dd>{self.value}{self.note.map(|text| view! { <div class="fact-note">{text}</div> })}</dd>
            </div>
        }
    }
}

/// Facts side by side.
#[component]
pub fn FactsRow(
    /// The facts, at most five.
    facts: Vec<Fact>,
) -> impl IntoView {
    let facts: Vec<_> = facts.into_iter().map(Fact::into_view).collect();
    view! { <dl class="facts">{facts}</dl> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::proof::stays_text;

    #[test]
    fn everything_said_stays_text() {
        stays_text(|s| {
            let facts = vec![Fact::new(s.clone(), s.clone()).note(s.clone()), Fact::new(s.clone(), s)];
            view! { <FactsRow facts/> }.into_any()
        });
    }
}
