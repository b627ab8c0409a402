//! The further filings of a liquidation or of the end of a sole proprietor's activity: the interim
//! balance, the request for exclusion, an extension, another liquidator, the withdrawal of the
//! decision, bankruptcy. Which of them is possible when, `proceeding` says.

use super::dates::Boxes;
use super::winding_up::{self, DECIDED, date, row, text};
use super::{
    Circumstances, Contacts, Entry, Form, Ineligible, RegisterChange, Rules, Step, Subject, Succession, SummaryRow,
    Value, liquidator,
};
use crate::answers::Answers;
use crate::company::{Kind, Standing};
use crate::problem::Problem;
use crate::proceeding::Event;
use crate::reasons::{LIQUIDATION, Reason};
use chrono::NaiveDate;

/// Event codes of the portal, beside those of the register.
const INTERIM: i32 = 990_021;
const EXTENSION: i32 = 990_022;
const REPLACED: i32 = 990_023;

/// Which filing it is; part of the locale keys `answer-stage-…`.
pub const STAGES: &[&str] = &["interim", "final", "extension", "liquidator", "withdrawal", "bankruptcy"];

const UNTIL: Boxes = Boxes::new(["extended_day", "extended_month", "extended_year"]);

const STEPS: &[Step] = &[Step { slug: "stage", fields: STAGE }, Step { slug: "basis", fields: BASIS }];

const STAGE: &[&str] = &[
    "stage",
    "claims_count",
    "claims_total",
    "settled",
    "archived",
    "extended_day",
    "extended_month",
    "extended_year",
    "liquidator_kind",
    "liquidator_name",
    "liquidator_name_be",
    "liquidator_email",
];

const BASIS: &[&str] = &["decided_day", "decided_month", "decided_year", "decided_by", "decision_number"];

/// Kept beside the answers where nobody is asked who decided: a sole proprietor did, alone.
const ALONE: &str = "decided_alone";

/// The rules of the procedure.
pub struct LiquidationStage;

/// Puts in who decided where that is not asked: a sole proprietor does alone and without a number. A bankruptcy a court
/// opens, so the proprietor's own name is taken away from there. Nothing is put in before the basis is begun.
pub fn name_who_decided(answers: &mut Answers, kind: Kind, own_name: &str) {
    if kind != Kind::SoleProprietor {
        return;
    }
    if answers.get("stage") == "bankruptcy" {
        answers.set(ALONE, "");
        if answers.get("decided_by") == own_name.trim() {
            answers.set("decided_by", "");
        }
    } else if BASIS.iter().any(|field| !answers.get(field).is_empty()) {
        answers.set(ALONE, "yes");
        answers.set("decided_by", own_name);
        answers.set("decision_number", "");
    }
}

/// What a filing does to the proceeding as soon as it is filed: the bodies are asked for their
/// confirmations at once, so that the office can decide when they have answered.
pub fn event_on_filing(answers: &Answers) -> Option<Event> {
    (answers.get("stage") == "final").then_some(Event::ExclusionAsked)
}

impl Form for LiquidationStage {
    fn steps(&self) -> &'static [Step] {
        STEPS
    }

    fn check_step(&self, step: &str, answers: &Answers, circumstances: &Circumstances) -> Vec<Problem> {
        match step {
            "stage" => check_stage(answers, circumstances),
            "basis" => check_basis(answers, circumstances),
            _ => Vec::new(),
        }
    }
}

impl Rules for LiquidationStage {
    fn form_version(&self) -> i32 {
        1
    }

    fn eligible(&self, subject: &Subject) -> Result<(), Ineligible> {
        match (subject.standing, &subject.proceeding) {
            (Standing::InLiquidation, Some(_)) => Ok(()),
            (Standing::InLiquidation, None) => Err(Ineligible("proceeding-elsewhere")),
            (Standing::Bankrupt, _) => Err(Ineligible("bankrupt")),
            (standing, _) if !standing.exists() => Err(Ineligible("not-active")),
            _ => Err(Ineligible("not-in-liquidation")),
        }
    }

    /// Another liquidator takes the place of the one before.
    fn succeeds(&self, answers: &Answers, _: &Circumstances) -> Option<Succession> {
        let day = DECIDED.date(answers).filter(|_| answers.get("stage") == "liquidator")?;
        Some(Succession { field: "decided_day", day, after: vec![Entry::Head, Entry::FormerHead] })
    }

    fn summary(&self, answers: &Answers) -> Vec<SummaryRow> {
        let stage = answers.get("stage");
        let chosen = match stage {
            "" => Value::Missing,
            stage => Value::Choice(format!("stage-{stage}")),
        };
        let mut rows = vec![row("stage", "stage", chosen)];
        let said = |field: &'static str| match answers.get(field) {
            "" => Value::Missing,
            _ => Value::Choice(format!("{field}-yes")),
        };
        match stage {
            "interim" => rows.extend(["claims_count", "claims_total"].map(|f| row("stage", f, text(answers, f)))),
            "final" => rows.extend(["settled", "archived"].map(|f| row("stage", f, said(f)))),
            "extension" => rows.push(row("stage", "extended_day", date(UNTIL, answers))),
            "liquidator" => rows.extend(liquidator::rows("stage", answers)),
            _ => {}
        }
        rows.push(row("basis", "decided_day", date(DECIDED, answers)));
        // What was not asked can be neither changed nor remarked upon.
        if answers.get(ALONE).is_empty() {
            rows.extend(["decided_by", "decision_number"].map(|f| row("basis", f, text(answers, f))));
        }
        rows
    }

    fn choices(&self, field: &str) -> &'static [&'static str] {
        match field {
            "stage" => &[
                "stage-interim",
                "stage-final",
                "stage-extension",
                "stage-liquidator",
                "stage-withdrawal",
                "stage-bankruptcy",
            ],
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
        match row {
            // Another filing brings other fields with it.
            "stage" => STAGE,
            "claims_count" => &["claims_count"],
            "claims_total" => &["claims_total"],
            "settled" => &["settled"],
            "archived" => &["archived"],
            "extended_day" => UNTIL.0.as_slice(),
            other => winding_up::fields_of_row(other),
        }
    }

    /// The body that keeps the company's file.
    fn office(&self, _: &Answers, keeper: Option<i32>) -> Option<i32> {
        keeper
    }

    fn changes(&self, answers: &Answers, _: &Circumstances) -> Vec<RegisterChange> {
        let Some(on) = DECIDED.date(answers) else { return Vec::new() };
        let event = |code| RegisterChange::Event { code, on };
        match answers.get("stage") {
            "interim" => vec![RegisterChange::Proceeding(Event::InterimApproved), event(INTERIM)],
            "final" => {
                vec![RegisterChange::Proceeding(Event::Excluded), RegisterChange::Standing { to: Standing::Excluded }]
            }
            "extension" => match UNTIL.date(answers) {
                Some(until) => vec![RegisterChange::Proceeding(Event::Extended(until)), event(EXTENSION)],
                None => Vec::new(),
            },
            "liquidator" => vec![
                RegisterChange::Proceeding(Event::LiquidatorReplaced),
                liquidator::change(answers, on),
                event(REPLACED),
            ],
            "withdrawal" => vec![
                RegisterChange::Proceeding(Event::DecisionWithdrawn),
                RegisterChange::Standing { to: Standing::Active },
            ],
            "bankruptcy" => vec![
                RegisterChange::Proceeding(Event::BankruptcyOpened),
                RegisterChange::Standing { to: Standing::Bankrupt },
            ],
            _ => Vec::new(),
        }
    }

    fn papers(&self, answers: &Answers) -> Vec<&'static str> {
        match answers.get("stage") {
            "interim" => vec!["interim-balance", "stage-decision"],
            "final" => vec!["final-balance", "archive"],
            "bankruptcy" => vec!["court-ruling"],
            _ => vec!["stage-decision"],
        }
    }

    fn refusal_reasons(&self) -> &'static [Reason] {
        LIQUIDATION
    }
}

fn check_stage(answers: &Answers, circumstances: &Circumstances) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut missing = |field: &'static str, code: &'static str| {
        if answers.get(field).is_empty() {
            problems.push(Problem::error(field, code));
        }
    };
    let event = match answers.get("stage") {
        "interim" => Event::InterimApproved,
        "final" => {
            missing("settled", "settled-missing");
            missing("archived", "archived-missing");
            Event::ExclusionAsked
        }
        "extension" => return check_extension(answers, circumstances),
        "liquidator" => {
            problems.extend(liquidator::check(answers));
            Event::LiquidatorReplaced
        }
        "withdrawal" => Event::DecisionWithdrawn,
        "bankruptcy" => Event::BankruptcyOpened,
        _ => return vec![Problem::error("stage", "stage-missing")],
    };
    if answers.get("stage") == "interim" {
        problems.extend(check_claims_made(answers));
    }
    problems.splice(0..0, possible(event, circumstances));
    problems
}

/// Whether the proceeding can take the event today; what the application itself began it may finish.
fn possible(event: Event, circumstances: &Circumstances) -> Option<Problem> {
    let proceeding = circumstances.subject.proceeding.as_ref();
    let Some(proceeding) = proceeding else { return Some(Problem::error("stage", "stage-no-proceeding")) };
    if event == Event::ExclusionAsked && proceeding.asked_here {
        return None;
    }
    let refused = proceeding.after(event, circumstances.today).err()?;
    Some(winding_up::refused("stage", refused))
}

fn check_extension(answers: &Answers, circumstances: &Circumstances) -> Vec<Problem> {
    let until = match UNTIL.check(answers, "extended-missing") {
        Ok(until) => until,
        Err(problem) => return vec![problem],
    };
    let Some(proceeding) = &circumstances.subject.proceeding else {
        return vec![Problem::error("stage", "stage-no-proceeding")];
    };
    let refused = proceeding.after(Event::Extended(until), circumstances.today).err();
    refused.map(|why| winding_up::refused("extended_day", why)).into_iter().collect()
}

/// How many claims creditors made, and for how many roubles.
fn check_claims_made(answers: &Answers) -> Vec<Problem> {
    let mut problems = Vec::new();
    match answers.get("claims_count") {
        "" => problems.push(Problem::error("claims_count", "claims-count-missing")),
        typed if typed.parse::<u32>().is_ok_and(|count| count <= 1_000_000) => {}
        _ => problems.push(Problem::error("claims_count", "claims-count-form")),
    }
    match answers.get("claims_total") {
        "" => problems.push(Problem::error("claims_total", "claims-total-missing")),
        typed if is_money(typed) => {}
        _ => problems.push(Problem::error("claims_total", "claims-total-form")),
    }
    problems
}

/// Roubles with or without kopecks: `12 500,40`.
fn is_money(typed: &str) -> bool {
    let digits: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let (roubles, kopecks) = digits.split_once([',', '.']).unwrap_or((&digits, "0"));
    let digits = |text: &str, most: usize| {
        !text.is_empty() && text.len() <= most && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    digits(roubles, 12) && digits(kopecks, 2)
}

/// The last day of the creditors' term, where a balance was approved before it had passed: neither can tell of all
/// claims while they are still made (Civil Code, art. 59). Whoever files within the term is told so at the stage.
fn approved_early(stage: &str, approved: NaiveDate, circumstances: &Circumstances) -> Option<NaiveDate> {
    let proceeding = circumstances.subject.proceeding.as_ref()?;
    // A sole proprietor draws up no balance.
    let balance = matches!(stage, "interim" | "final") && proceeding.kind == Kind::LegalEntity;
    let early = balance && proceeding.claims_over(circumstances.today) && !proceeding.claims_over(approved);
    early.then_some(proceeding.claims_until)
}

fn check_basis(answers: &Answers, circumstances: &Circumstances) -> Vec<Problem> {
    let mut problems = Vec::new();
    match DECIDED.check(answers, "decided-missing") {
        Ok(day) if day > circumstances.today => problems.push(Problem::error("decided_day", "date-not-yet")),
        Ok(day) => {
            let opened = circumstances.subject.proceeding.as_ref().map(|proceeding| proceeding.decided_on);
            if let Some(opened) = opened.filter(|opened| day < *opened) {
                problems.push(Problem::error("decided_day", "stage-before-decision").with("decided", opened));
            } else if let Some(until) = approved_early(answers.get("stage"), day, circumstances) {
                problems.push(Problem::error("decided_day", "stage-approved-early").with("until", until));
            }
        }
        Err(problem) => problems.push(problem),
    }
    match answers.get("decided_by") {
        "" => problems.push(Problem::error("decided_by", "decided-by-missing")),
        by if by.chars().count() > 200 => problems.push(Problem::error("decided_by", "too-long")),
        _ => {}
    }
    if answers.get("decision_number").chars().count() > 40 {
        problems.push(Problem::error("decision_number", "too-long"));
    }
    problems
}

#[cfg(test)]
mod tests;
