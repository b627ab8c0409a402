//! The notice that a sole proprietor ends the activity: it opens a proceeding like a liquidation's,
//! shorter: no liquidator, no interim balance (Decree 1 of 16.01.2009; the terms stand in `terms`, dated).

use super::winding_up::{self, DECIDED, date, row};
use super::{Circumstances, Contacts, Form, Ineligible, Opening, RegisterChange, Rules, Step, Subject, SummaryRow};
use crate::answers::Answers;
use crate::company::{Kind, Standing};
use crate::problem::Problem;
use crate::reasons::{LIQUIDATION, Reason};

const STEPS: &[Step] =
    &[Step { slug: "decision", fields: DECIDED.0.as_slice() }, Step { slug: "claims", fields: winding_up::CLAIMS }];

/// The rules of the procedure.
pub struct Termination;

impl Form for Termination {
    fn steps(&self) -> &'static [Step] {
        STEPS
    }

    fn check_step(&self, step: &str, answers: &Answers, circumstances: &Circumstances) -> Vec<Problem> {
        match step {
            "decision" => winding_up::check_decided(answers, circumstances),
            "claims" => winding_up::check_claims(answers, circumstances),
            _ => Vec::new(),
        }
    }
}

impl Rules for Termination {
    fn form_version(&self) -> i32 {
        1
    }

    fn eligible(&self, subject: &Subject) -> Result<(), Ineligible> {
        match (subject.kind, subject.standing) {
            (Kind::LegalEntity, _) => Err(Ineligible("entity-termination")),
            (_, Standing::InLiquidation) => Err(Ineligible("already-in-liquidation")),
            (_, Standing::Bankrupt) => Err(Ineligible("bankrupt")),
            (_, standing) if !standing.exists() => Err(Ineligible("not-active")),
            _ => Ok(()),
        }
    }

    fn counts_from(&self, answers: &Answers) -> Option<chrono::NaiveDate> {
        DECIDED.date(answers)
    }

    fn summary(&self, answers: &Answers) -> Vec<SummaryRow> {
        let mut rows = vec![row("decision", "decided_day", date(DECIDED, answers))];
        rows.extend(winding_up::claims_rows(answers));
        rows
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

    /// The body that keeps the sole proprietor's file.
    fn office(&self, _: &Answers, keeper: Option<i32>) -> Option<i32> {
        keeper
    }

    fn changes(&self, answers: &Answers, _: &Circumstances) -> Vec<RegisterChange> {
        let Some(decided_on) = DECIDED.date(answers) else { return Vec::new() };
        let Some(opening) = Opening::read(answers, decided_on) else { return Vec::new() };
        vec![RegisterChange::Standing { to: Standing::InLiquidation }, RegisterChange::Open(Box::new(opening))]
    }

    fn mendable(&self) -> &'static [&'static str] {
        winding_up::MENDABLE
    }

    fn refusal_reasons(&self) -> &'static [Reason] {
        LIQUIDATION
    }
}
