//! Two answers to one question, written from two pages at once: both are shown, and one is chosen.

use super::summary::{label, value_text};
use crate::l10n::Tr;
use crate::ui::{Choice, Radios};
use chrono::NaiveDateTime;
use leptos::prelude::*;
use portal::answers::Answers;
use portal::procedures::{Procedure, Value};

/// The answers to one question.
#[derive(Clone, Debug)]
pub struct Apart {
    /// The field after which the question is called.
    pub name: String,
    pub label: String,
    /// The answer that stands now, in words, and when it was written, Minsk time.
    pub now: String,
    pub now_at: Option<NaiveDateTime>,
    /// The others: the page that wrote it, the words, and when.
    pub others: Vec<(String, String, NaiveDateTime)>,
}

impl Apart {
    /// The name of the choice; what was typed comes under the field's own name.
    pub fn control(&self) -> String {
        format!("_choice-{}", self.name)
    }
}

/// What was answered in some fields: the label of the question, and the answer in words.
pub fn said(
    tr: Tr,
    procedure: Procedure,
    answers: &Answers,
    fields: &[&'static str],
    areas: &[(i32, String)],
) -> (String, String) {
    let rules = procedure.rules();
    let summary = rules.summary(answers);
    // The row that says the least beside it: a row of a choice may open everything that follows from it.
    let about = |row: &&portal::procedures::SummaryRow| {
        let shown = rules.fields_of_row(row.field);
        fields.iter().any(|field| shown.contains(field))
    };
    let row = summary.iter().filter(about).min_by_key(|row| rules.fields_of_row(row.field).len());
    let typed: Vec<&str> = fields.iter().map(|field| answers.get(field)).filter(|text| !text.is_empty()).collect();
    let label = match (row, fields.first()) {
        (Some(row), _) => label(tr, row.field),
        (None, Some(field)) => label(tr, field),
        (None, None) => String::new(),
    };
    let words = match row.map(|row| &row.value) {
        _ if typed.is_empty() => tr.t("not-given"),
        Some(value) if *value != Value::Missing => value_text(tr, value, areas),
        // A date that is none yet, and what no row says.
        _ => typed.join(" "),
    };
    (label, words)
}

/// What is told at a field while one types on: what was written elsewhere meanwhile.
pub fn meanwhile(tr: Tr, apart: &Apart) -> String {
    tr.ta("apart-meanwhile", &[("text", apart.now.clone().into())])
}

/// The choice between the answers.
pub fn choose(tr: Tr, apart: &Apart) -> impl IntoView + use<> {
    let at = |at: NaiveDateTime| tr.ta("apart-written-at", &[("moment", tr.moment(at).into())]);
    let stands = Choice::new("here", apart.now.clone());
    let stands = stands.hint(apart.now_at.map_or_else(
        || tr.t("apart-stands"),
        |moment| tr.ta("apart-stands-since", &[("moment", tr.moment(moment).into())]),
    ));
    let others = apart.others.iter().map(|(page, words, moment)| Choice::new(page, words.clone()).hint(at(*moment)));
    let choices: Vec<Choice> = std::iter::once(stands).chain(others).collect();
    let seen: Vec<&str> = apart.others.iter().map(|(page, ..)| page.as_str()).collect();
    view! {
        <input type="hidden" name=format!("_seen-{}", apart.name) value=seen.join(",") autocomplete="off" />
        <Radios
            legend=tr.ta("apart-legend", &[("question", apart.label.clone().into())])
            name=apart.control()
            choices=choices
            hint=tr.t("apart-hint")
        />
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use portal::lang::Lang;

    #[test]
    fn answers_are_told_in_words_under_the_questions_own_label() {
        let tr = Tr(Lang::En);
        let mut answers = Answers::default();
        for (field, text) in [("street_kind", "ул."), ("street", "Мира"), ("changed_on_day", "31"), ("area", "7201")]
        {
            answers.set(field, text);
        }
        let said =
            |fields: &[&'static str]| said(tr, Procedure::ChangeOfLocation, &answers, fields, &[(7201, "X".into())]);
        assert!(said(&["street_kind", "street"]).1.contains("Мира"));
        assert_eq!(said(&["changed_on_day", "changed_on_month", "changed_on_year"]).1, "31", "no date yet: as typed");
        assert_eq!(said(&["area"]).1, "X");
        assert_eq!(said(&["house"]).1, tr.t("not-given"));
    }
}
