//! Who liquidates a legal entity: a liquidator, or the chair of a commission.

use super::winding_up::{row, text};
use super::{RegisterChange, SummaryRow, Value};
use crate::answers::Answers;
use crate::problem::{Problem, from_validation};
use chrono::NaiveDate;
use validator::{Validate, ValidationError};

/// What the person is; part of the locale keys `answer-liquidator-…`.
pub const KINDS: &[&str] = &["liquidator", "commission"];

step! {
    /// The liquidator or the chair of the commission.
    LiquidatorStep {
        #[validate(custom(function = "kind"))]
        liquidator_kind,
        #[validate(length(max = 150, code = "too-long"), custom(function = "name"))]
        liquidator_name,
        #[validate(length(max = 150, code = "too-long"), custom(function = "super::manager::persons_name_be"))]
        liquidator_name_be,
        #[validate(custom(function = "super::change_of_location::email_or_empty"))]
        liquidator_email,
    }
}

pub(super) const FIELDS: &[&str] = LiquidatorStep::FIELDS;

pub(super) fn check(answers: &Answers) -> Vec<Problem> {
    let found = LiquidatorStep::read(answers).validate();
    found.err().map_or_else(Vec::new, |errors| from_validation(&errors, FIELDS))
}

pub(super) fn rows(step: &'static str, answers: &Answers) -> Vec<SummaryRow> {
    let kind = match answers.get("liquidator_kind") {
        "" => Value::Missing,
        kind => Value::Choice(format!("liquidator-{kind}")),
    };
    let mut rows = vec![
        row(step, "liquidator_kind", kind),
        row(step, "liquidator_name", text(answers, "liquidator_name")),
        row(step, "liquidator_name_be", text(answers, "liquidator_name_be")),
    ];
    if !answers.get("liquidator_email").is_empty() {
        rows.push(row(step, "liquidator_email", text(answers, "liquidator_email")));
    }
    rows
}

/// The liquidator acts for the company in the place of its head; the register keeps its words in Russian.
pub(super) fn change(answers: &Answers, from: NaiveDate) -> RegisterChange {
    let kept = |field: &str| answers.get(field).to_owned();
    let post = match answers.get("liquidator_kind") {
        "commission" => "председатель ликвидационной комиссии",
        _ => "ликвидатор",
    };
    RegisterChange::Head {
        name: kept("liquidator_name"),
        name_be: kept("liquidator_name_be"),
        post: post.to_owned(),
        email: kept("liquidator_email"),
        from,
        until: None,
    }
}

fn kind(text: &str) -> Result<(), ValidationError> {
    if KINDS.contains(&text) { Ok(()) } else { Err(ValidationError::new("liquidator-kind-missing")) }
}

fn name(text: &str) -> Result<(), ValidationError> {
    if text.is_empty() {
        return Err(ValidationError::new("liquidator-name-missing"));
    }
    super::manager::persons_name_or_empty(text)
}
