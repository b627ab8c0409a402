//! Correction of an error in the register: what it says, what is right, and the paper that shows it. The
//! fact is put right as of the day from which the entry holds; the log keeps what stood there.

use super::names::{self, LONGEST_FULL, LONGEST_SHORT};
use super::{
    Circumstances, Contacts, Form, Ineligible, Names, RegisterChange, Rules, Step, Subject, SummaryRow, Value, manager,
    paper_basis,
};
use crate::answers::Answers;
use crate::company::Kind;
use crate::problem::Problem;
use crate::reasons::{CORRECTION, Reason};
use validator::ValidationError;

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
        problems.extend(check_name(fact, &now, right, circumstances));
    }
    problems
}

type Check = fn(&str) -> Result<(), ValidationError>;

/// What a name may not be by the rules that a change of name is held to: an error put right is no way round them. What
/// the name in the register breaks already, as one given before the rules may, is not asked of the right one.
fn check_name(fact: &str, now: &str, right: &str, circumstances: &Circumstances) -> Option<Problem> {
    let check: Check = match fact {
        "full-name" => names::whole_name,
        "full-name-be" => names::whole_name_be,
        "short-name" => names::short_name,
        "short-name-be" => names::short_name_be,
        "brand-name" => names::name_characters,
        "person-name" | "head-name" => manager::persons_name,
        "person-name-be" => manager::persons_name_be,
        _ => return None,
    };
    let longest = match fact {
        "short-name" | "brand-name" | "short-name-be" => LONGEST_SHORT,
        _ => LONGEST_FULL,
    };
    let is_long = |text: &str| text.chars().count() > longest;
    if is_long(right) && !is_long(now) {
        return Some(Problem::error("right_text", "too-long").with("max", longest));
    }
    if let Some(error) = check(right).err().filter(|_| check(now).is_ok()) {
        return Some(Problem { code: error.code, ..Problem::error("right_text", "") });
    }
    if matches!(fact, "person-name" | "person-name-be" | "head-name") {
        return None;
    }
    // A letter that is wrong in the form is put right; another form is no error of writing.
    let forms = names::legal_form(now).zip(names::legal_form(right)).filter(|_| fact.starts_with("full-name"));
    if forms.is_some_and(|(now, right)| !names::is_slip(&now, &right)) {
        return Some(Problem::error("right_text", "name-form-changes"));
    }
    let told = disagreement(fact, right, &circumstances.subject.names);
    if told.as_ref().is_some_and(Problem::stops) {
        return told;
    }
    let held = &circumstances.subject.names;
    let held = [&held.full, &held.short, &held.brand, &held.full_be, &held.short_be];
    let mut facts = circumstances.names.clone();
    facts.reserved.retain(|reserved| held.iter().all(|name| reserved.within(name).is_none()));
    // An error put right makes no second company of one name.
    names::found("right_text", right, "", &facts).or(told)
}

/// The names that have to agree, in the order of [`names::agree`].
const AGREEING: [&str; 4] = ["full-name", "short-name", "full-name-be", "short-name-be"];

/// How a name put right disagrees with the other names of the company, where the one in the register does not do so
/// already.
fn disagreement(fact: &str, right: &str, held: &Names) -> Option<Problem> {
    let place = AGREEING.iter().position(|name| *name == fact)?;
    let now = [&held.full, &held.short, &held.full_be, &held.short_be].map(String::as_str);
    if now[0].is_empty() {
        return None;
    }
    let mut then = now;
    then[place] = right;
    let found = |names| {
        let mut problems = Vec::new();
        names::agree(AGREEING, names, &mut problems);
        problems.into_iter().find(|problem| problem.field == fact)
    };
    let before = found(now).map(|problem| problem.code);
    let after = found(then).filter(|problem| Some(&problem.code) != before.as_ref())?;
    Some(Problem { field: "right_text".into(), ..after })
}

#[cfg(test)]
mod tests;
