//! The paper on which a change rests: an owners' decision, a certificate, a court's ruling. One question
//! that several procedures ask alike.

use super::dates::{self, Boxes};
use super::{Circumstances, SummaryRow, Value, participants};
use crate::answers::Answers;
use crate::problem::{Problem, from_validation};
use validator::{Validate, ValidationError};

const DATED: Boxes = Boxes::new(["paper_day", "paper_month", "paper_year"]);

/// The names of the fields, in the order asked.
pub(super) const FIELDS: &[&str] = &["paper_day", "paper_month", "paper_year", "paper_by", "paper_number"];

step! {
    /// The paper, but for its date.
    PaperStep {
        #[validate(length(max = 200, code = "too-long"), custom(function = "paper_by"))]
        paper_by,
        #[validate(length(max = 40, code = "too-long"))]
        paper_number,
    }
}

/// What is wrong with the paper: it is dated, not in the future and not before the company, and somebody
/// issued it.
pub(super) fn check(answers: &Answers, circumstances: &Circumstances) -> Vec<Problem> {
    let mut problems = Vec::new();
    match DATED.check(answers, "paper-date-missing") {
        Ok(day) if day > circumstances.today => problems.push(Problem::error("paper_day", "date-not-yet")),
        Ok(_) => {}
        Err(problem) => problems.push(problem),
    }
    if let Err(errors) = PaperStep::read(answers).validate() {
        problems.extend(from_validation(&errors, PaperStep::FIELDS));
    }
    problems
}

/// The same, for a paper that cannot be older than the company.
pub(super) fn check_of_company(answers: &Answers, circumstances: &Circumstances) -> Vec<Problem> {
    let mut problems = check(answers, circumstances);
    if let Some(day) = DATED.date(answers).filter(|_| !problems.iter().any(|p| p.field == "paper_day")) {
        problems.extend(dates::before_registration("paper_day", day, circumstances));
    }
    problems.extend(participants::who_decides("paper_by", answers.get("paper_by"), circumstances));
    problems
}

/// The rows of the summary.
pub(super) fn rows(step: &'static str, answers: &Answers) -> Vec<SummaryRow> {
    let date = DATED.date(answers).map_or(Value::Missing, Value::Date);
    let mut rows = vec![SummaryRow { step, field: "paper_day", value: date }];
    rows.extend(["paper_by", "paper_number"].map(|field| SummaryRow { step, field, value: text(answers, field) }));
    rows
}

/// The fields that a remark on one of its rows opens.
pub(super) fn fields_of_row(row: &str) -> &'static [&'static str] {
    match row {
        "paper_day" => &DATED.0,
        "paper_by" => &["paper_by"],
        "paper_number" => &["paper_number"],
        _ => &[],
    }
}

/// A text as it was typed.
pub(super) fn text(answers: &Answers, field: &str) -> Value {
    match answers.get(field) {
        "" => Value::Missing,
        text => Value::Text(text.to_owned()),
    }
}

fn paper_by(text: &str) -> Result<(), ValidationError> {
    if text.is_empty() { Err(ValidationError::new("paper-by-missing")) } else { Ok(()) }
}
