//! Correction of an error in the register: what it says, what is right, and the paper that shows it. The
//! fact is put right as of the day from which the entry holds; the log keeps what stood there.

use super::names;
use super::{
    Circumstances, Contacts, Form, Ineligible, RegisterChange, Rules, Step, Subject, SummaryRow, Value, paper_basis,
};
use crate::answers::Answers;
use crate::company::Kind;
use crate::problem::Problem;
use crate::reasons::{CORRECTION, Reason};

/// The longest fact, in characters.
const LONGEST: usize = 250;

const STEPS: &[Step] = &[
    Step { slug: "fact", fields: &["corrected_fact"] },
    Step { slug: "right", fields: &["wrong_text", "right_text"] },
    Step { slug: "basis", fields: paper_basis::FIELDS },
];

const OF_ENTITY: &[&str] = &[
    "full-name",
    "short-name",
    "brand-name",
    "full-name-be",
    "short-name-be",
    "head-name",
    "head-post",
    "postcode",
    "house",
    "room",
];
const OF_PERSON: &[&str] = &["person-name", "person-name-be", "postcode", "house", "room"];

/// The facts that can be put right; part of the locale keys `answer-fact-…`.
pub fn facts_of(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::LegalEntity => OF_ENTITY,
        Kind::SoleProprietor => OF_PERSON,
    }
}

/// What the register says of a fact now; empty where it says nothing.
pub fn now(subject: &Subject, fact: &str) -> String {
    let names = &subject.names;
    let head = subject.head.as_ref();
    let address = subject.address.as_ref();
    match fact {
        "full-name" | "person-name" => names.full.clone(),
        "short-name" => names.short.clone(),
        "brand-name" => names.brand.clone(),
        "full-name-be" | "person-name-be" => names.full_be.clone(),
        "short-name-be" => names.short_be.clone(),
        "head-name" => head.map(|head| head.name.clone()).unwrap_or_default(),
        "head-post" => head.map(|head| head.post.clone()).unwrap_or_default(),
        "postcode" => address.map(|address| address.postcode.clone()).unwrap_or_default(),
        "house" => address.map(|address| address.house.clone()).unwrap_or_default(),
        "room" => address.map(|address| address.room.clone()).unwrap_or_default(),
        _ => String::new(),
    }
}

/// The rules of the procedure.
pub struct Correction;

impl Form for Correction {
    fn steps(&self) -> &'static [Step] {
        STEPS
    }

    fn check_step(&self, step: &str, answers: &Answers, circumstances: &Circumstances) -> Vec<Problem> {
        match step {
            "fact" => check_fact(answers, circumstances),
            "right" => check_right(answers, circumstances),
            "basis" => paper_basis::check(answers, circumstances),
            _ => Vec::new(),
        }
    }
}

impl Rules for Correction {
    fn form_version(&self) -> i32 {
        1
    }

    fn eligible(&self, subject: &Subject) -> Result<(), Ineligible> {
        if subject.standing.exists() { Ok(()) } else { Err(Ineligible("not-active")) }
    }

    fn summary(&self, answers: &Answers) -> Vec<SummaryRow> {
        let fact = match answers.get("corrected_fact") {
            "" => Value::Missing,
            fact => Value::Choice(format!("fact-{fact}")),
        };
        let row = |field| SummaryRow { step: "right", field, value: paper_basis::text(answers, field) };
        let mut rows = vec![
            SummaryRow { step: "fact", field: "corrected_fact", value: fact },
            row("wrong_text"),
            row("right_text"),
        ];
        rows.extend(paper_basis::rows("basis", answers));
        rows
    }

    fn choices(&self, field: &str) -> &'static [&'static str] {
        match field {
            "corrected_fact" => &[
                "fact-full-name",
                "fact-short-name",
                "fact-brand-name",
                "fact-full-name-be",
                "fact-short-name-be",
                "fact-head-name",
                "fact-head-post",
                "fact-person-name",
                "fact-person-name-be",
                "fact-postcode",
                "fact-house",
                "fact-room",
            ],
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
            // Another fact brings other words with it.
            "corrected_fact" => &["corrected_fact", "wrong_text", "right_text"],
            "wrong_text" | "right_text" => &["wrong_text", "right_text"],
            row => paper_basis::fields_of_row(row),
        }
    }

    fn office(&self, _: &Answers, keeper: Option<i32>) -> Option<i32> {
        keeper
    }

    fn changes(&self, answers: &Answers, circumstances: &Circumstances) -> Vec<RegisterChange> {
        let kept = |field: &str| answers.get(field).to_owned();
        let (fact, right) = (kept("corrected_fact"), kept("right_text"));
        if right.is_empty() || !facts_of(circumstances.subject.kind).contains(&fact.as_str()) {
            return Vec::new();
        }
        vec![RegisterChange::Corrected { fact, wrong: kept("wrong_text"), right }]
    }

    fn papers(&self, _: &Answers) -> Vec<&'static str> {
        vec!["shows-error"]
    }

    fn refusal_reasons(&self) -> &'static [Reason] {
        CORRECTION
    }
}

fn check_fact(answers: &Answers, circumstances: &Circumstances) -> Vec<Problem> {
    let fact = answers.get("corrected_fact");
    if !facts_of(circumstances.subject.kind).contains(&fact) {
        return vec![Problem::error("corrected_fact", "corrected-fact-missing")];
    }
    // What the register does not say cannot be wrong in it.
    match now(&circumstances.subject, fact).is_empty() {
        true => vec![Problem::error("corrected_fact", "corrected-fact-empty")],
        false => Vec::new(),
    }
}

fn check_right(answers: &Answers, circumstances: &Circumstances) -> Vec<Problem> {
    let (fact, wrong, right) = (answers.get("corrected_fact"), answers.get("wrong_text"), answers.get("right_text"));
    let now = now(&circumstances.subject, fact);
    let mut problems = Vec::new();
    if wrong.is_empty() {
        problems.push(Problem::error("wrong_text", "wrong-text-missing"));
    } else if !now.is_empty() && wrong != now {
        problems.push(Problem::error("wrong_text", "wrong-text-differs").with("now", &now));
    }
    let shown = |c: char| c.is_alphanumeric() || " .,-–'’ʼ\"«»“”„()№/&+!".contains(c);
    let fault = match right {
        "" => Some("right-text-missing"),
        _ if right == now => Some("right-text-same"),
        _ if right.chars().count() > LONGEST => Some("too-long"),
        _ if !right.chars().all(shown) || !right.chars().any(char::is_alphanumeric) => Some("name-characters"),
        _ if fact == "postcode" && !(right.len() == 6 && right.bytes().all(|b| b.is_ascii_digit())) => {
            Some("right-text-postcode")
        }
        _ => None,
    };
    problems.extend(fault.map(|code| Problem::error("right_text", code)));
    if problems.is_empty() {
        // An error put right makes no second company of one name.
        problems.extend(names::found("right_text", right, "", &circumstances.names));
    }
    problems
}

#[cfg(test)]
mod tests;
