//! Name approval: a founder proposes names for what will be founded, the first one preferred; the registering
//! body approves one of them, which is then kept for the founder, or refuses (Decree 1 of 16.01.2009; the
//! rules of approval: Council of Ministers 154 of 05.02.2009; the terms stand in `terms`, dated).

use super::change_of_location;
use super::names::{self, LONGEST_FULL, LONGEST_SHORT};
use super::{
    Circumstances, Contacts, Form, Ineligible, Names, Offered, RegisterChange, Rules, Step, Subject, SummaryRow, Value,
};
use crate::answers::Answers;
use crate::problem::Problem;
use crate::reasons::{NAME, Reason};
use validator::ValidationError;

const STEPS: &[Step] = &[
    Step { slug: "office", fields: &["area"] },
    Step { slug: "first", fields: &PROPOSALS[0] },
    Step { slug: "second", fields: &PROPOSALS[1] },
    Step { slug: "third", fields: &PROPOSALS[2] },
    Step { slug: "founder", fields: &["founder_name", "phone"] },
];

/// The fields of each proposal: full, short, brand name, and the first two in Belarusian.
pub const PROPOSALS: [[&str; 5]; 3] = [
    ["full_name", "short_name", "brand_name", "full_name_be", "short_name_be"],
    ["full_name_2", "short_name_2", "brand_name_2", "full_name_be_2", "short_name_be_2"],
    ["full_name_3", "short_name_3", "brand_name_3", "full_name_be_3", "short_name_be_3"],
];

/// The rules of the procedure.
pub struct NameApproval;

impl Form for NameApproval {
    fn steps(&self) -> &'static [Step] {
        STEPS
    }

    fn check_step(&self, step: &str, answers: &Answers, circumstances: &Circumstances) -> Vec<Problem> {
        match step {
            "office" => check_area(answers, circumstances),
            "first" => check_proposal(&PROPOSALS[0], answers, circumstances),
            "second" => check_another(&PROPOSALS[1], answers, circumstances),
            "third" => check_another(&PROPOSALS[2], answers, circumstances),
            "founder" => check_founder(answers),
            _ => Vec::new(),
        }
    }
}

impl Rules for NameApproval {
    fn form_version(&self) -> i32 {
        1
    }

    fn eligible(&self, _: &Subject) -> Result<(), Ineligible> {
        Ok(())
    }

    fn party(&self, answers: &Answers) -> Option<String> {
        Some(answers.get("full_name").to_owned()).filter(|name| !name.is_empty())
    }

    fn summary(&self, answers: &Answers) -> Vec<SummaryRow> {
        let text = |field: &str| match answers.get(field) {
            "" => Value::Missing,
            text => Value::Text(text.to_owned()),
        };
        let area = answers.get("area").parse().map_or(Value::Missing, Value::Area);
        let mut rows = vec![SummaryRow { step: "office", field: "area", value: area }];
        for (step, fields) in ["first", "second", "third"].into_iter().zip(&PROPOSALS) {
            if step == "first" || is_proposed(fields, answers) {
                rows.extend(fields.iter().map(|field| SummaryRow { step, field, value: text(field) }));
            }
        }
        rows.extend(["founder_name", "phone"].map(|field| SummaryRow { step: "founder", field, value: text(field) }));
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
        let all =
            STEPS.iter().flat_map(|step| step.fields.iter().enumerate().map(move |(at, field)| (step, at, field)));
        let mut found = all.filter(|(_, _, field)| **field == row);
        found.next().map_or(&[], |(step, at, _)| &step.fields[at..=at])
    }

    fn office(&self, answers: &Answers, _: Option<i32>) -> Option<i32> {
        answers.get("area").parse().ok()
    }

    fn offers(&self, answers: &Answers, circumstances: &Circumstances) -> Vec<Offered> {
        let offered = |(place, fields): (usize, &'static [&'static str; 5])| {
            let problems = check_proposal(fields, answers, circumstances);
            Offered { place, text: answers.get(fields[0]).to_owned(), problems }
        };
        PROPOSALS.iter().enumerate().filter(|(_, fields)| is_proposed(fields, answers)).map(offered).collect()
    }

    fn choose(&self, answers: &Answers, place: usize) -> Option<Answers> {
        let fields = PROPOSALS.get(place).filter(|fields| is_proposed(fields, answers))?;
        let mut chosen = answers.clone();
        let texts = fields.map(|field| answers.get(field).to_owned());
        PROPOSALS.iter().flatten().for_each(|field| chosen.set(field, ""));
        PROPOSALS[0].iter().zip(&texts).for_each(|(field, text)| chosen.set(field, text));
        Some(chosen)
    }

    /// Of answers with one proposal left: that name is approved.
    fn changes(&self, answers: &Answers, _: &Circumstances) -> Vec<RegisterChange> {
        let names = names_of(&PROPOSALS[0], answers);
        if names.full.is_empty() { Vec::new() } else { vec![RegisterChange::NameApproved(Box::new(names))] }
    }

    fn refusal_reasons(&self) -> &'static [Reason] {
        NAME
    }
}

fn is_proposed(fields: &[&str; 5], answers: &Answers) -> bool {
    fields.iter().any(|field| !answers.get(field).is_empty())
}

fn names_of(fields: &[&str; 5], answers: &Answers) -> Names {
    let [full, short, brand, full_be, short_be] = fields.map(|field| answers.get(field).to_owned());
    Names { full, short, brand, full_be, short_be }
}

/// The area in which the company will have its location, whose registering body is asked.
pub(super) fn check_area(answers: &Answers, circumstances: &Circumstances) -> Vec<Problem> {
    let area = answers.get("area");
    let known = area.parse::<i32>().is_ok_and(|code| circumstances.areas.contains(&code));
    match area {
        "" => vec![Problem::error("area", "area-missing")],
        "elsewhere" => vec![Problem::error("area", "area-elsewhere")],
        _ if !known => vec![Problem::error("area", "area-unknown")],
        _ => Vec::new(),
    }
}

type Check = fn(&str) -> Result<(), ValidationError>;

fn check_proposal(
    fields: &'static [&'static str; 5],
    answers: &Answers,
    circumstances: &Circumstances,
) -> Vec<Problem> {
    let rules: [(Check, usize); 5] = [
        (names::whole_name, LONGEST_FULL),
        (names::short_name, LONGEST_SHORT),
        (names::name_characters, LONGEST_SHORT),
        (names::whole_name_be, LONGEST_FULL),
        (names::short_name_be, LONGEST_SHORT),
    ];
    let mut problems = Vec::new();
    for (field, (check, longest)) in fields.iter().zip(rules) {
        let text = answers.get(field);
        if text.chars().count() > longest {
            problems.push(Problem::error(field, "too-long").with("max", longest));
        } else if let Err(error) = check(text) {
            problems.push(Problem { code: error.code, ..Problem::error(field, "") });
        }
    }
    let is_wrong = |problems: &[Problem]| problems.iter().any(|found| found.stops() && found.field == fields[0]);
    if !is_wrong(&problems) {
        let named = [0, 1, 3, 4].map(|place| fields[place]);
        names::agree(named, named.map(|field| answers.get(field)), &mut problems);
    }
    if !is_wrong(&problems) {
        let found = names::found(fields[0], answers.get(fields[0]), answers.get(fields[3]), &circumstances.names);
        problems.splice(0..0, found);
    }
    problems
}

/// A second and a third name may be left out whole; one that was proposed already is no other.
fn check_another(fields: &'static [&'static str; 5], answers: &Answers, circumstances: &Circumstances) -> Vec<Problem> {
    if !is_proposed(fields, answers) {
        return Vec::new();
    }
    let key = |fields: &[&str; 5]| crate::fold::search_key(answers.get(fields[0]));
    let before = PROPOSALS.iter().take_while(|other| *other != fields);
    if before.map(key).any(|other| other == key(fields) && !other.is_empty()) {
        return vec![Problem::error(fields[0], "name-proposed-twice")];
    }
    check_proposal(fields, answers, circumstances)
}

fn check_founder(answers: &Answers) -> Vec<Problem> {
    let name = match answers.get("founder_name") {
        "" => Err(ValidationError::new("founder-name-missing")),
        name => super::manager::persons_name_or_empty(name),
    };
    let checks = [("founder_name", name), ("phone", change_of_location::phone(answers.get("phone")))];
    let problem = |(field, found): (&'static str, Result<(), ValidationError>)| {
        found.err().map(|error| Problem { code: error.code, ..Problem::error(field, "") })
    };
    checks.into_iter().filter_map(problem).collect()
}

#[cfg(test)]
mod tests;
