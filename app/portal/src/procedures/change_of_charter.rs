//! Change of the charter other than of the name: participants, authorised fund, management (Decree 1 of
//! 16.01.2009). The register keeps the fact of the registration, not the charter's text.

use super::{
    Circumstances, Contacts, Form, Ineligible, RegisterChange, Rules, Step, Subject, SummaryRow, Value, paper_basis,
};
use crate::answers::Answers;
use crate::company::{Kind, Standing};
use crate::problem::{Problem, from_validation};
use crate::reasons::{MANAGER, Reason};
use validator::{Validate, ValidationError};

/// The portal's code of the event; the USR's own was not found.
pub const EVENT: i32 = 990_012;

/// What can change in a charter: names of fields, part of the locale keys `field-…`.
pub const PARTS: &[&str] =
    &["charter_participants", "charter_fund", "charter_management", "charter_purpose", "charter_other"];

/// How the change is put: amendments, or the charter anew; part of the locale keys `answer-charter-…`.
pub const FORMS: &[&str] = &["amendments", "anew"];

const WHAT: &[&str] = &[
    "charter_participants",
    "charter_fund",
    "charter_management",
    "charter_purpose",
    "charter_other",
    "charter_words",
    "charter_form",
    "charter_identical",
];

const STEPS: &[Step] = &[Step { slug: "what", fields: WHAT }, Step { slug: "basis", fields: paper_basis::FIELDS }];

/// The rules of the procedure.
pub struct ChangeOfCharter;

impl Form for ChangeOfCharter {
    fn steps(&self) -> &'static [Step] {
        STEPS
    }

    fn check_step(&self, step: &str, answers: &Answers, circumstances: &Circumstances) -> Vec<Problem> {
        match step {
            "what" => check_what(answers),
            "basis" => paper_basis::check_of_company(answers, circumstances),
            _ => Vec::new(),
        }
    }
}

impl Rules for ChangeOfCharter {
    fn form_version(&self) -> i32 {
        1
    }

    fn eligible(&self, subject: &Subject) -> Result<(), Ineligible> {
        match (subject.kind, subject.standing) {
            (Kind::SoleProprietor, _) => Err(Ineligible("sole-proprietor-charter")),
            (_, Standing::Bankrupt) => Err(Ineligible("bankrupt")),
            (_, Standing::InLiquidation) => Err(Ineligible("charter-in-liquidation")),
            (_, standing) if !standing.exists() => Err(Ineligible("not-active")),
            _ => Ok(()),
        }
    }

    fn summary(&self, answers: &Answers) -> Vec<SummaryRow> {
        let row = |field, value| SummaryRow { step: "what", field, value };
        let chosen = PARTS.iter().filter(|part| !answers.get(part).is_empty());
        let mut rows: Vec<SummaryRow> = chosen.map(|part| row(part, Value::Choice("charter-changes".into()))).collect();
        if rows.is_empty() {
            rows.push(row(PARTS[0], Value::Missing));
        }
        rows.push(row("charter_words", paper_basis::text(answers, "charter_words")));
        let form = match answers.get("charter_form") {
            "" => Value::Missing,
            form => Value::Choice(format!("charter-{form}")),
        };
        rows.push(row("charter_form", form));
        rows.extend(paper_basis::rows("basis", answers));
        rows
    }

    fn choices(&self, field: &str) -> &'static [&'static str] {
        match field {
            "charter_form" => &["charter-amendments", "charter-anew"],
            _ => &[],
        }
    }

    fn registered(&self, _: &Subject, _: &Contacts) -> Answers {
        Answers::default()
    }

    fn register_says(&self, _: &Subject) -> Option<String> {
        None
    }

    fn is_registered(&self, _: &str) -> bool {
        false
    }

    fn fields_of_row(&self, row: &str) -> &'static [&'static str] {
        match row {
            "charter_words" => &["charter_words"],
            "charter_form" => &["charter_form", "charter_identical"],
            // Another part belongs to the whole question.
            part if PARTS.contains(&part) => WHAT,
            row => paper_basis::fields_of_row(row),
        }
    }

    fn office(&self, _: &Answers, keeper: Option<i32>) -> Option<i32> {
        keeper
    }

    fn changes(&self, answers: &Answers, _: &Circumstances) -> Vec<RegisterChange> {
        if answers.get("charter_words").is_empty() {
            return Vec::new();
        }
        vec![RegisterChange::EventToday { code: EVENT }]
    }

    fn papers(&self, _: &Answers) -> Vec<&'static str> {
        vec!["charter-decision", "charter-text"]
    }

    fn refusal_reasons(&self) -> &'static [Reason] {
        MANAGER
    }
}

step! {
    /// What changes, in words.
    WhatStep {
        #[validate(length(max = 2000, code = "too-long"), custom(function = "words"))]
        charter_words,
    }
}

fn check_what(answers: &Answers) -> Vec<Problem> {
    let mut problems = Vec::new();
    if PARTS.iter().all(|part| answers.get(part).is_empty()) {
        problems.push(Problem::error(PARTS[0], "charter-part-missing"));
    }
    if let Err(errors) = WhatStep::read(answers).validate() {
        problems.extend(from_validation(&errors, WhatStep::FIELDS));
    }
    if !FORMS.contains(&answers.get("charter_form")) {
        problems.push(Problem::error("charter_form", "charter-form-missing"));
    }
    if answers.get("charter_identical").is_empty() {
        problems.push(Problem::error("charter_identical", "charter-identical-missing"));
    }
    problems
}

fn words(text: &str) -> Result<(), ValidationError> {
    if text.is_empty() { Err(ValidationError::new("charter-words-missing")) } else { Ok(()) }
}

#[cfg(test)]
mod tests;
