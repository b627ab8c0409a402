//! The notice that a legal entity is being liquidated: it opens a proceeding of several months, whose
//! further filings are the procedure `liquidation_stage` (Civil Code, arts. 57–61; Decree 1 of
//! 16.01.2009; the terms stand in `terms`, dated).

use super::winding_up::{self, DECIDED, date, row, text};
use super::{
    Circumstances, Contacts, Entry, Form, Ineligible, Opening, RegisterChange, Rules, Step, Subject, Succession,
    SummaryRow, liquidator,
};
use crate::answers::Answers;
use crate::company::{Kind, Standing};
use crate::problem::{Problem, from_validation};
use crate::reasons::{LIQUIDATION, Reason};
use validator::{Validate, ValidationError};

const STEPS: &[Step] = &[
    Step { slug: "decision", fields: DECISION },
    Step { slug: "liquidator", fields: liquidator::FIELDS },
    Step { slug: "claims", fields: winding_up::CLAIMS },
];

const DECISION: &[&str] =
    &["decided_day", "decided_month", "decided_year", "decided_by", "decision_number", "liquidation_order"];

/// The rules of the procedure.
pub struct Liquidation;

impl Form for Liquidation {
    fn steps(&self) -> &'static [Step] {
        STEPS
    }

    fn check_step(&self, step: &str, answers: &Answers, circumstances: &Circumstances) -> Vec<Problem> {
        match step {
            "decision" => {
                let mut problems = winding_up::check_decided(answers, circumstances);
                if let Err(errors) = DecisionStep::read(answers).validate() {
                    problems.extend(from_validation(&errors, DecisionStep::FIELDS));
                }
                problems
            }
            "liquidator" => liquidator::check(answers),
            "claims" => winding_up::check_claims(answers, circumstances),
            _ => Vec::new(),
        }
    }
}

impl Rules for Liquidation {
    fn form_version(&self) -> i32 {
        1
    }

    fn eligible(&self, subject: &Subject) -> Result<(), Ineligible> {
        match (subject.kind, subject.standing) {
            (Kind::SoleProprietor, _) => Err(Ineligible("sole-proprietor-liquidation")),
            (_, Standing::InLiquidation) => Err(Ineligible("already-in-liquidation")),
            (_, Standing::Bankrupt) => Err(Ineligible("bankrupt")),
            (_, standing) if !standing.exists() => Err(Ineligible("not-active")),
            _ => Ok(()),
        }
    }

    fn counts_from(&self, answers: &Answers) -> Option<chrono::NaiveDate> {
        DECIDED.date(answers)
    }

    /// The liquidator takes the place of the head, and nobody else may act any more.
    fn succeeds(&self, answers: &Answers, _: &Circumstances) -> Option<Succession> {
        let after = vec![Entry::Head, Entry::Others, Entry::FormerHead];
        Some(Succession { field: "decided_day", day: DECIDED.date(answers)?, after })
    }

    fn summary(&self, answers: &Answers) -> Vec<SummaryRow> {
        let mut rows = vec![row("decision", "decided_day", date(DECIDED, answers))];
        rows.extend(
            ["decided_by", "decision_number", "liquidation_order"].map(|f| row("decision", f, text(answers, f))),
        );
        rows.extend(liquidator::rows("liquidator", answers));
        rows.extend(winding_up::claims_rows(answers));
        rows
    }

    fn choices(&self, field: &str) -> &'static [&'static str] {
        match field {
            "liquidator_kind" => &["liquidator-liquidator", "liquidator-commission"],
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
        winding_up::fields_of_row(row)
    }

    /// The body that keeps the company's file.
    fn office(&self, _: &Answers, keeper: Option<i32>) -> Option<i32> {
        keeper
    }

    fn changes(&self, answers: &Answers, _: &Circumstances) -> Vec<RegisterChange> {
        let Some(decided_on) = DECIDED.date(answers) else { return Vec::new() };
        let Some(opening) = Opening::read(answers, decided_on) else { return Vec::new() };
        vec![
            RegisterChange::Standing { to: Standing::InLiquidation },
            liquidator::change(answers, decided_on),
            // With the appointment the powers to manage pass to the liquidator (Civil Code, art. 58).
            RegisterChange::OthersEnd { on: decided_on },
            RegisterChange::Open(Box::new(opening)),
        ]
    }

    fn papers(&self, _: &Answers) -> Vec<&'static str> {
        vec!["liquidation-decision", "foreign-owner"]
    }

    fn mendable(&self) -> &'static [&'static str] {
        winding_up::MENDABLE
    }

    fn refusal_reasons(&self) -> &'static [Reason] {
        LIQUIDATION
    }
}

step! {
    /// The decision, but for its date.
    DecisionStep {
        #[validate(length(max = 200, code = "too-long"), custom(function = "super::manager::decided_by"))]
        decided_by,
        #[validate(length(max = 40, code = "too-long"))]
        decision_number,
        #[validate(length(max = 1000, code = "too-long"), custom(function = "order"))]
        liquidation_order,
    }
}

fn order(text: &str) -> Result<(), ValidationError> {
    if text.is_empty() { Err(ValidationError::new("liquidation-order-missing")) } else { Ok(()) }
}

#[cfg(test)]
mod tests;
