//! What the liquidation of a legal entity and the termination of a sole proprietor's activity ask alike:
//! the decision, and how creditors make their claims.

use super::dates::{self, Boxes};
use super::{Circumstances, SummaryRow, Value};
use crate::answers::Answers;
use crate::problem::{Problem, from_validation};
use crate::proceeding::{Refused, after_months};
use chrono::NaiveDate;
use validator::{Validate, ValidationError};

pub(super) const DECIDED: Boxes = Boxes::new(["decided_day", "decided_month", "decided_year"]);

/// Months that leave time for the rest of a proceeding of nine.
const MOST_CLAIMS_MONTHS: u32 = 8;

step! {
    /// How creditors make their claims.
    ClaimsStep {
        claims_months,
        #[validate(length(max = 200, code = "too-long"), custom(function = "claims_address"))]
        claims_address,
        #[validate(custom(function = "super::change_of_location::phone"))]
        claims_phone,
        #[validate(custom(function = "super::change_of_location::email_or_empty"))]
        claims_email,
    }
}

/// What is written by hand of where creditors make their claims.
pub(super) const MENDABLE: &[&str] = &["claims_address", "claims_phone", "claims_email"];

pub(super) const CLAIMS: &[&str] = ClaimsStep::FIELDS;

pub(super) fn check_claims(answers: &Answers, circumstances: &Circumstances) -> Vec<Problem> {
    let step = ClaimsStep::read(answers);
    let mut problems = Vec::new();
    let least = circumstances.least_claims_months;
    match step.claims_months.as_str() {
        "" => problems.push(Problem::error("claims_months", "claims-months-missing")),
        typed => match typed.parse::<u32>() {
            Ok(months) if months < least => {
                problems.push(Problem::error("claims_months", "claims-months-few").with("least", least));
            }
            Ok(months) if months > MOST_CLAIMS_MONTHS => {
                problems.push(Problem::error("claims_months", "claims-months-many").with("most", MOST_CLAIMS_MONTHS));
            }
            Ok(_) => {}
            Err(_) => problems.push(Problem::error("claims_months", "claims-months-form")),
        },
    }
    if let Err(errors) = step.validate() {
        problems.extend(from_validation(&errors, ClaimsStep::FIELDS));
    }
    problems
}

/// The day of the decision: past, of a company that existed, and in time.
pub(super) fn check_decided(answers: &Answers, circumstances: &Circumstances) -> Vec<Problem> {
    match DECIDED.check(answers, "decided-missing") {
        Ok(day) if day > circumstances.today => vec![Problem::error("decided_day", "date-not-yet")],
        Ok(day) => {
            let wrong =
                dates::before_registration("decided_day", day, circumstances).or_else(|| over(day, circumstances));
            wrong.into_iter().chain(dates::late("decided_day", day, circumstances)).collect()
        }
        Err(problem) => vec![problem],
    }
}

/// By a decision so old the whole proceeding had to be over by now, and could not even be extended: it takes a new one.
fn over(decided: NaiveDate, circumstances: &Circumstances) -> Option<Problem> {
    let months = Some(circumstances.limit_months).filter(|months| *months > 0)?;
    let due = after_months(decided, months);
    (due < circumstances.today).then(|| Problem::error("decided_day", "winding-up-over").with("due", due))
}

/// Why a proceeding cannot take an event, as a problem of a field.
pub(super) fn refused(field: &'static str, why: Refused) -> Problem {
    match why {
        Refused::NotNow | Refused::Unconfirmed(_) => Problem::error(field, "stage-not-now"),
        Refused::NotForProprietor => Problem::error(field, "stage-not-for-proprietor"),
        Refused::CreditorsTerm(until) => Problem::error(field, "stage-creditors-term").with("until", until),
        Refused::ExtendedBefore => Problem::error(field, "stage-extended-before"),
        Refused::TermOver(due) => Problem::error(field, "stage-term-over").with("due", due),
        Refused::TooLong(most) => Problem::error(field, "stage-too-long").with("most", most),
        Refused::NotLonger(due) => Problem::error(field, "stage-not-longer").with("due", due),
    }
}

pub(super) fn row(step: &'static str, field: &'static str, value: Value) -> SummaryRow {
    SummaryRow { step, field, value }
}

pub(super) fn text(answers: &Answers, field: &str) -> Value {
    match answers.get(field) {
        "" => Value::Missing,
        text => Value::Text(text.to_owned()),
    }
}

pub(super) fn date(boxes: Boxes, answers: &Answers) -> Value {
    boxes.date(answers).map_or(Value::Missing, Value::Date)
}

pub(super) fn claims_rows(answers: &Answers) -> Vec<SummaryRow> {
    let mut rows: Vec<SummaryRow> =
        ["claims_months", "claims_address", "claims_phone"].map(|f| row("claims", f, text(answers, f))).into();
    if !answers.get("claims_email").is_empty() {
        rows.push(row("claims", "claims_email", text(answers, "claims_email")));
    }
    rows
}

/// The fields that a remark on a row opens, where the row is one of both procedures.
pub(super) fn fields_of_row(row: &str) -> &'static [&'static str] {
    match row {
        "decided_day" => DECIDED.0.as_slice(),
        "decided_by" => &["decided_by"],
        "decision_number" => &["decision_number"],
        "claims_months" => &["claims_months"],
        "claims_address" => &["claims_address"],
        "claims_phone" => &["claims_phone"],
        "claims_email" => &["claims_email"],
        "liquidator_kind" => &["liquidator_kind"],
        "liquidator_name" => &["liquidator_name"],
        "liquidator_name_be" => &["liquidator_name_be"],
        "liquidator_email" => &["liquidator_email"],
        "liquidation_order" => &["liquidation_order"],
        _ => &[],
    }
}

fn claims_address(text: &str) -> Result<(), ValidationError> {
    match text {
        "" => Err(ValidationError::new("claims-address-missing")),
        _ if text.chars().any(char::is_control) => Err(ValidationError::new("name-characters")),
        _ => Ok(()),
    }
}
