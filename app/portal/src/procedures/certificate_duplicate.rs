//! Duplicate of a certificate of state registration, in place of one that is lost or no longer fit for use
//! (Decree 1 of 16.01.2009; the terms stand in `terms`, dated). From the day of the decision the earlier one
//! is void.

use super::{
    Circumstances, Contacts, Form, Ineligible, RegisterChange, Rules, Step, Subject, SummaryRow, Value, paper_basis,
};
use crate::answers::Answers;
use crate::problem::{Problem, from_validation};
use crate::reasons::{DUPLICATE, Reason};
use validator::{Validate, ValidationError};

/// Why the certificate has to be issued again: part of the locale keys `answer-certificate-…`.
pub const REASONS: &[&str] = &["lost", "damaged"];

const STEPS: &[Step] = &[Step { slug: "why", fields: WhyStep::FIELDS }];

/// The rules of the procedure.
pub struct CertificateDuplicate;

impl Form for CertificateDuplicate {
    fn steps(&self) -> &'static [Step] {
        STEPS
    }

    fn check_step(&self, _: &str, answers: &Answers, _: &Circumstances) -> Vec<Problem> {
        let step = WhyStep::read(answers);
        let mut problems = step.validate().err().map_or_else(Vec::new, |e| from_validation(&e, WhyStep::FIELDS));
        if problems.is_empty() && step.certificate_words.is_empty() && step.certificate_reason == "lost" {
            problems.push(Problem::error("certificate_words", "certificate-words-missing"));
        }
        problems
    }
}

impl Rules for CertificateDuplicate {
    fn form_version(&self) -> i32 {
        1
    }

    fn eligible(&self, subject: &Subject) -> Result<(), Ineligible> {
        if subject.standing.exists() { Ok(()) } else { Err(Ineligible("certificate-not-active")) }
    }

    fn summary(&self, answers: &Answers) -> Vec<SummaryRow> {
        let reason = match answers.get("certificate_reason") {
            "" => Value::Missing,
            reason => Value::Choice(format!("certificate-{reason}")),
        };
        vec![
            SummaryRow { step: "why", field: "certificate_reason", value: reason },
            SummaryRow {
                step: "why",
                field: "certificate_words",
                value: paper_basis::text(answers, "certificate_words"),
            },
        ]
    }

    fn choices(&self, field: &str) -> &'static [&'static str] {
        match field {
            "certificate_reason" => &["certificate-lost", "certificate-damaged"],
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
            // Another reason wants other words.
            "certificate_reason" => WhyStep::FIELDS,
            "certificate_words" => &WhyStep::FIELDS[1..],
            _ => &[],
        }
    }

    fn office(&self, _: &Answers, keeper: Option<i32>) -> Option<i32> {
        keeper
    }

    fn changes(&self, answers: &Answers, _: &Circumstances) -> Vec<RegisterChange> {
        let known = REASONS.contains(&answers.get("certificate_reason"));
        if known { vec![RegisterChange::CertificateAnew] } else { Vec::new() }
    }

    fn refusal_reasons(&self) -> &'static [Reason] {
        DUPLICATE
    }
}

step! {
    /// Why a duplicate is needed.
    WhyStep {
        #[validate(custom(function = "reason"))]
        certificate_reason,
        #[validate(length(max = 1000, code = "too-long"))]
        certificate_words,
    }
}

fn reason(text: &str) -> Result<(), ValidationError> {
    if REASONS.contains(&text) { Ok(()) } else { Err(ValidationError::new("certificate-reason-missing")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::company::{Kind, Standing};
    use crate::procedures::{Names, Procedure};

    const PROCEDURE: Procedure = Procedure::CertificateDuplicate;

    fn circumstances(standing: Standing) -> Circumstances {
        Circumstances {
            barred: Vec::new(),
            today: "2026-11-23".parse().unwrap(),
            subject: Subject {
                unp: 700000018,
                kind: Kind::LegalEntity,
                standing,
                full_name: String::new(),
                names: Names::default(),
                activity: Default::default(),
                registered_on: None,
                address: None,
                head: None,
                office: Some(7201),
                others: Vec::new(),
                participants: None,
                proceeding: None,
            },
            areas: vec![],
            city_areas: vec![],
            dwelling_allowed: false,
            has_head: false,
            names: Default::default(),
            registered_already: None,
            managing: None,
            form_version: 2,
            in_force: Default::default(),
            least_claims_months: 0,
            limit_months: 0,
            filer_term: None,
        }
    }

    fn answers(reason: &str, words: &str) -> Answers {
        let mut answers = Answers::default();
        answers.set("certificate_reason", reason);
        answers.set("certificate_words", words);
        answers
    }

    #[test]
    fn a_loss_is_told_of_in_words_and_a_damaged_one_speaks_for_itself() {
        let codes = |answers: &Answers| -> Vec<String> {
            let found = PROCEDURE.check(answers, &circumstances(Standing::Active));
            found.into_iter().map(|problem| problem.code.into_owned()).collect()
        };
        assert!(codes(&answers("damaged", "")).is_empty());
        assert!(codes(&answers("lost", "Пропало при переезде")).is_empty());
        assert_eq!(codes(&answers("lost", "")), ["certificate-words-missing"]);
        assert_eq!(codes(&answers("stolen", "слова")), ["certificate-reason-missing"]);
        assert_eq!(codes(&answers("damaged", &"я".repeat(1_001))), ["too-long"]);
        assert!(PROCEDURE.rules().changes(&answers("stolen", ""), &circumstances(Standing::Active)).is_empty());
    }

    #[test]
    fn what_is_no_longer_in_the_register_gets_no_certificate() {
        let eligible = |standing| PROCEDURE.rules().eligible(&circumstances(standing).subject);
        assert!(eligible(Standing::Active).is_ok() && eligible(Standing::InLiquidation).is_ok());
        assert!(eligible(Standing::Excluded).is_err());
    }
}
