//! One of several answers, as radios, checkboxes and selects show them.

use leptos::prelude::*;

use super::wiring::element_id;

/// An answer to choose.
pub struct Choice {
    pub(super) value: String,
    pub(super) text: String,
    hint: Option<String>,
    revealed: Option<AnyView>,
}

impl Choice {
    /// An answer that is sent as `value` and reads `text`.
    pub fn new(value: impl Into<String>, text: impl Into<String>) -> Self {
        Self { value: value.into(), text: text.into(), hint: None, revealed: None }
    }

    /// What helps to understand the answer; not shown by a select.
    #[must_use]
    pub fn hint(mut self, text: impl Into<String>) -> Self {
        self.hint = Some(text.into());
        self
    }

    /// What is asked further while this answer is chosen. Hidden by CSS alone, so its fields are
    /// sent all the same: read them only with this answer. Not shown by a select.
    #[must_use]
    pub fn reveal(mut self, view: impl IntoAny) -> Self {
        self.revealed = Some(view.into_any());
        self
    }

    /// The answer as a row one can press anywhere.
    pub(super) fn into_row(self, kind: RowKind, place: usize, name: &str, chosen: bool, group: RowAria) -> AnyView {
        // The first control bears the field's own id, so that the error summary's link finds it.
        let base = element_id(name);
        let id = if place == 0 { base } else { format!("{base}-{}", place + 1) };
        let label_for = id.clone();
        let hint_id = format!("{id}-choice-hint");
        let described_by = match (group.described_by, self.hint.is_some()) {
            (None, false) => None,
            (None, true) => Some(hint_id.clone()),
            (some, false) => some,
            (Some(group), true) => Some(format!("{group} {hint_id}")),
        };
        view! {
            <label class="choice" for=label_for>
                <input class=kind.class() type=kind.input_type() id=id name=name.to_owned() value=self.value checked=chosen
                    aria-describedby=described_by aria-invalid=group.invalid/>
                <span>{self.text}{self.hint.map(|text| view! { <span class="hint" id=hint_id>{text}</span> })}</span>
            </label>
            {self.revealed.map(|view| view! { <div class="reveal">{view}</div> })}
        }
        .into_any()
    }
}

/// Whether one answer may be chosen, or several.
#[derive(Clone, Copy)]
pub(super) enum RowKind {
    Radio,
    Checkbox,
}

impl RowKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Radio => "dot",
            Self::Checkbox => "tick",
        }
    }

    const fn input_type(self) -> &'static str {
        match self {
            Self::Radio => "radio",
            Self::Checkbox => "checkbox",
        }
    }
}

/// ARIA that a lone control carries itself because it has no fieldset to carry it.
#[derive(Default)]
pub(super) struct RowAria {
    pub described_by: Option<String>,
    pub invalid: Option<&'static str>,
}
