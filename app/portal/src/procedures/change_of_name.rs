//! Change of name: a legal entity's new names are registered as a change of its charter, a sole
//! proprietor's new surname as a change of the register (Decree 1 of 16.01.2009; the terms stand in
//! `terms`, dated). The name counts from the day on which the registering body decides.

use super::names;
use super::{
    Circumstances, Contacts, Form, Ineligible, Names, RegisterChange, Rules, Step, Subject, SummaryRow, paper_basis,
};
use crate::answers::Answers;
use crate::company::{Kind, Standing};
use crate::fold::search_key;
use crate::problem::{Problem, from_validation};
use crate::reasons::{NAME, Reason};
use validator::{Validate, ValidationError};

/// The portal's code of the event; the USR's own was not found.
pub const EVENT: i32 = 990_003;

const STEPS: &[Step] =
    &[Step { slug: "name", fields: NAME_FIELDS }, Step { slug: "basis", fields: paper_basis::FIELDS }];

/// Of a legal entity the first six, of a sole proprietor the last two.
const NAME_FIELDS: &[&str] = &[
    "full_name",
    "short_name",
    "brand_name",
    "full_name_be",
    "short_name_be",
    "approval_number",
    "person_name",
    "person_name_be",
];

/// The rules of the procedure.
pub struct ChangeOfName;

impl Form for ChangeOfName {
    fn steps(&self) -> &'static [Step] {
        STEPS
    }

    fn check_step(&self, step: &str, answers: &Answers, circumstances: &Circumstances) -> Vec<Problem> {
        match (step, circumstances.subject.kind) {
            ("name", Kind::LegalEntity) => check_names(&NamesStep::read(answers), circumstances),
            ("name", Kind::SoleProprietor) => check_person(&PersonStep::read(answers), circumstances),
            // A certificate of marriage may be older than the business.
            ("basis", Kind::SoleProprietor) => paper_basis::check(answers, circumstances),
            ("basis", Kind::LegalEntity) => paper_basis::check_of_company(answers, circumstances),
            _ => Vec::new(),
        }
    }
}

impl Rules for ChangeOfName {
    fn form_version(&self) -> i32 {
        1
    }

    fn eligible(&self, subject: &Subject) -> Result<(), Ineligible> {
        match subject.standing {
            Standing::Bankrupt => Err(Ineligible("bankrupt")),
            Standing::InLiquidation => Err(Ineligible("name-in-liquidation")),
            standing if !standing.exists() => Err(Ineligible("not-active")),
            _ => Ok(()),
        }
    }

    fn summary(&self, answers: &Answers) -> Vec<SummaryRow> {
        let row = |field| SummaryRow { step: "name", field, value: paper_basis::text(answers, field) };
        let is_person = !answers.get("person_name").is_empty() && answers.get("full_name").is_empty();
        let mut rows: Vec<SummaryRow> = match is_person {
            true => ["person_name", "person_name_be"].map(row).into(),
            false => ["full_name", "short_name", "brand_name", "full_name_be", "short_name_be"].map(row).into(),
        };
        if !answers.get("approval_number").is_empty() {
            rows.push(row("approval_number"));
        }
        rows.extend(paper_basis::rows("basis", answers));
        rows
    }

    fn registered(&self, subject: &Subject, _: &Contacts) -> Answers {
        let mut answers = Answers::default();
        let names = &subject.names;
        let fields: &[(&str, &str)] = match subject.kind {
            Kind::SoleProprietor => &[("person_name", &names.full), ("person_name_be", &names.full_be)],
            Kind::LegalEntity => &[
                ("full_name", &names.full),
                ("short_name", &names.short),
                ("brand_name", &names.brand),
                ("full_name_be", &names.full_be),
                ("short_name_be", &names.short_be),
            ],
        };
        for (field, text) in fields {
            answers.set(field, text);
        }
        answers
    }

    fn register_says(&self, subject: &Subject) -> Option<String> {
        let names = &subject.names;
        let line = [&names.full, &names.short, &names.full_be].map(String::as_str);
        let line = line.into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>().join("; ");
        (!line.is_empty()).then_some(line)
    }

    fn is_registered(&self, row: &str) -> bool {
        NAME_FIELDS.contains(&row) && row != "approval_number"
    }

    fn fields_of_row(&self, row: &str) -> &'static [&'static str] {
        match NAME_FIELDS.iter().position(|field| *field == row) {
            Some(at) => &NAME_FIELDS[at..=at],
            None => paper_basis::fields_of_row(row),
        }
    }

    fn office(&self, _: &Answers, keeper: Option<i32>) -> Option<i32> {
        keeper
    }

    fn changes(&self, answers: &Answers, circumstances: &Circumstances) -> Vec<RegisterChange> {
        let kept = |field: &str| answers.get(field).to_owned();
        let names = match circumstances.subject.kind {
            Kind::SoleProprietor => {
                Names { full: kept("person_name"), full_be: kept("person_name_be"), ..Names::default() }
            }
            Kind::LegalEntity => Names {
                full: kept("full_name"),
                short: kept("short_name"),
                brand: kept("brand_name"),
                full_be: kept("full_name_be"),
                short_be: kept("short_name_be"),
            },
        };
        if names.full.is_empty() {
            return Vec::new();
        }
        vec![RegisterChange::Names(Box::new(names)), RegisterChange::EventToday { code: EVENT }]
    }

    fn papers(&self, answers: &Answers) -> Vec<&'static str> {
        match answers.get("person_name").is_empty() {
            true => vec!["name-decision", "charter-text"],
            false => vec!["person-name"],
        }
    }

    fn refusal_reasons(&self) -> &'static [Reason] {
        NAME
    }
}

step! {
    /// The names of a legal entity.
    NamesStep {
        #[validate(length(max = 250, code = "too-long"), custom(function = "names::whole_name"))]
        full_name,
        #[validate(length(max = 120, code = "too-long"), custom(function = "names::short_name"))]
        short_name,
        #[validate(length(max = 120, code = "too-long"), custom(function = "names::name_characters"))]
        brand_name,
        #[validate(length(max = 250, code = "too-long"), custom(function = "names::whole_name_be"))]
        full_name_be,
        #[validate(length(max = 120, code = "too-long"), custom(function = "names::short_name_be"))]
        short_name_be,
        #[validate(length(max = 40, code = "too-long"))]
        approval_number,
    }
}

step! {
    /// The names of a person.
    PersonStep {
        #[validate(length(max = 150, code = "too-long"), custom(function = "person_name"))]
        person_name,
        #[validate(length(max = 150, code = "too-long"), custom(function = "super::manager::persons_name_be"))]
        person_name_be,
    }
}

fn check_names(step: &NamesStep, circumstances: &Circumstances) -> Vec<Problem> {
    let mut problems = step.validate().err().map_or_else(Vec::new, |e| from_validation(&e, NamesStep::FIELDS));
    // Short names were approved without quotation marks, too.
    if !step.approval_number.is_empty() && check_approval(step, circumstances).is_none() {
        let is_short = |problem: &Problem| matches!(problem.field.as_ref(), "short_name" | "short_name_be");
        problems.retain(|problem| !(is_short(problem) && problem.code == "name-not-quoted"));
    }
    if problems.iter().any(|problem| problem.field == "full_name") {
        return problems;
    }
    let now = &circumstances.subject.names;
    // Another legal form is told alone: the other names follow the full one. What was approved agrees.
    if !form_changes(&now.full, &step.full_name) && step.approval_number.is_empty() {
        let fields = ["full_name", "short_name", "full_name_be", "short_name_be"];
        let asked = [&step.full_name, &step.short_name, &step.full_name_be, &step.short_name_be];
        names::agree(fields, asked.map(String::as_str), &mut problems);
    }
    if problems.iter().any(|problem| problem.stops() && problem.field == "full_name") {
        return problems;
    }
    let sound = !problems.iter().any(Problem::stops);
    let approval = if sound { check_approval(step, circumstances) } else { None };
    let approved = sound && approval.is_none() && !step.approval_number.is_empty();
    let found = if is_same(step, now) {
        Some(Problem::error("full_name", "name-same"))
    } else if form_changes(&now.full, &step.full_name) {
        Some(Problem::error("full_name", "name-form-changes"))
    } else if approved {
        // Its words and what was nearly the same were weighed when it was approved.
        names::taken_since("full_name", &circumstances.names)
    } else {
        names::found("full_name", &step.full_name, &step.full_name_be, &circumstances.names)
    };
    problems.splice(0..0, found);
    problems.extend(approval);
    problems
}

/// What is wrong with the approval whose number is given: that the filer may not use it, that it was over on the day of
/// the filing, or that another name was approved. A correction of what was filed with it comes in time.
fn check_approval(step: &NamesStep, circumstances: &Circumstances) -> Option<Problem> {
    if step.approval_number.is_empty() {
        return None;
    }
    let Some(approved) = &circumstances.names.approved else {
        return Some(Problem::error("approval_number", "name-approval-unknown"));
    };
    if approved.until < circumstances.today && !approved.filed {
        return Some(Problem::error("approval_number", "name-approval-over").with("until", approved.until));
    }
    let kept = &approved.names;
    let kept = [&kept.full, &kept.short, &kept.brand, &kept.full_be, &kept.short_be];
    // Typed anew, with other quotation marks perhaps.
    let same = asked(step).into_iter().zip(kept).all(|(asked, kept)| search_key(asked) == search_key(kept));
    (!same).then(|| Problem::error("approval_number", "name-approval-other"))
}

fn asked(step: &NamesStep) -> [&String; 5] {
    [&step.full_name, &step.short_name, &step.brand_name, &step.full_name_be, &step.short_name_be]
}

fn is_same(step: &NamesStep, now: &Names) -> bool {
    asked(step) == [&now.full, &now.short, &now.brand, &now.full_be, &now.short_be]
}

/// Whether the words before the own name differ: another legal form is a reorganisation, not a new name.
fn form_changes(now: &str, asked: &str) -> bool {
    match (names::legal_form(now), names::legal_form(asked)) {
        (Some(now), Some(asked)) => now != asked,
        _ => false,
    }
}

fn check_person(step: &PersonStep, circumstances: &Circumstances) -> Vec<Problem> {
    let mut problems = step.validate().err().map_or_else(Vec::new, |e| from_validation(&e, PersonStep::FIELDS));
    let now = &circumstances.subject.names;
    let same = step.person_name == now.full && (step.person_name_be == now.full_be || step.person_name_be.is_empty());
    if problems.is_empty() && same {
        problems.push(Problem::error("person_name", "name-same"));
    }
    problems
}

fn person_name(text: &str) -> Result<(), ValidationError> {
    if text.is_empty() {
        return Err(ValidationError::new("person-name-missing"));
    }
    super::manager::persons_name_or_empty(text)
}

#[cfg(test)]
mod tests;
