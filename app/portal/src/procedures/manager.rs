//! Authorisation of a manager: a legal entity tells the registering body that it has a new head or
//! another person authorised to act, that their powers were extended, or that they ended (Decree 1 of
//! 16.01.2009; the terms stand in `terms`, dated).
//!
//! The first form knew of the head alone: its answers, without an answer whom it is about, are about the head.

use super::change_of_location::{has_belarusian_letters, only_name_characters};
use super::dates::{self, Boxes};
use super::{
    Circumstances, Contacts, Entry, Form, Ineligible, RegisterChange, Rules, Step, Subject, Succession, SummaryRow,
    Value, authorised, participants,
};
use crate::answers::Answers;
use crate::company::{Kind, Standing};
use crate::fold::fold;
use crate::problem::{Problem, from_validation};
use crate::reasons::{MANAGER, Reason};
use validator::{Validate, ValidationError};

/// The USR's own code of the notice that a head was appointed or replaced.
pub const EVENT: i32 = 21_700;

/// What happened to the head's powers; part of the locale keys `answer-manager-…`.
pub const CHANGES: &[&str] = &["appointed", "extended", "ended"];

const STEPS: &[Step] = &[
    Step { slug: "whom", fields: authorised::WHOM_FIELDS },
    Step { slug: "change", fields: ChangeStep::FIELDS },
    Step { slug: "other-change", fields: authorised::CHANGE },
    Step { slug: "other-kind", fields: authorised::KIND },
    Step { slug: "other-person", fields: authorised::PersonStep::FIELDS },
    Step { slug: "other-whose", fields: authorised::WHOSE },
    Step { slug: "term", fields: TERM },
    Step { slug: "basis", fields: BASIS },
];

const SINCE: Boxes = Boxes::new(["in_force_day", "in_force_month", "in_force_year"]);
const UNTIL: Boxes = Boxes::new(["until_day", "until_month", "until_year"]);
const DECIDED: Boxes = Boxes::new(["decided_day", "decided_month", "decided_year"]);

/// From when, and until when where the powers have an end.
const TERM: &[&str] = &["in_force_day", "in_force_month", "in_force_year", "until_day", "until_month", "until_year"];
const BASIS: &[&str] = &["decided_day", "decided_month", "decided_year", "decided_by", "decision_number"];

/// The rules of the procedure.
pub struct Manager;

impl Form for Manager {
    fn steps(&self) -> &'static [Step] {
        STEPS
    }

    fn asks(&self, step: &str, answers: &Answers) -> bool {
        let another = authorised::is_about_another(answers);
        match step {
            "whom" | "term" | "basis" => true,
            "change" => !another,
            other => another && authorised::asks(other, answers),
        }
    }

    fn check_step(&self, step: &str, answers: &Answers, circumstances: &Circumstances) -> Vec<Problem> {
        match step {
            "whom" => check_whom(answers, circumstances),
            "change" => check_change(&ChangeStep::read(answers), circumstances),
            "term" => check_term(answers, circumstances),
            "basis" => check_basis(answers, circumstances),
            other => authorised::check(other, answers, circumstances),
        }
    }
}

impl Rules for Manager {
    fn form_version(&self) -> i32 {
        2
    }

    fn eligible(&self, subject: &Subject) -> Result<(), Ineligible> {
        match (subject.kind, subject.standing) {
            (Kind::SoleProprietor, _) => Err(Ineligible("sole-proprietor-manager")),
            (_, Standing::Bankrupt) => Err(Ineligible("bankrupt")),
            (_, Standing::InLiquidation) => Err(Ineligible("liquidator-heads")),
            (_, standing) if !standing.exists() => Err(Ineligible("not-active")),
            _ => Ok(()),
        }
    }

    fn counts_from(&self, answers: &Answers) -> Option<chrono::NaiveDate> {
        SINCE.date(answers)
    }

    fn succeeds(&self, answers: &Answers, circumstances: &Circumstances) -> Option<Succession> {
        let after = match (authorised::is_about_another(answers), change_of(answers)) {
            (false, "appointed") => vec![Entry::Head, Entry::FormerHead],
            (false, "ended") => vec![Entry::Head],
            (true, "ended") => vec![Entry::Other(authorised::chosen(answers, &circumstances.subject)?.key.clone())],
            _ => return None,
        };
        Some(Succession { field: "in_force_day", day: SINCE.date(answers)?, after })
    }

    fn summary(&self, answers: &Answers) -> Vec<SummaryRow> {
        let row = |step, field, value| SummaryRow { step, field, value };
        let text = |field: &str| match answers.get(field) {
            "" => Value::Missing,
            text => Value::Text(text.to_owned()),
        };
        let date = |boxes: Boxes| boxes.date(answers).map_or(Value::Missing, Value::Date);
        let mut rows = vec![row("whom", "manager_whom", whom(answers).map_or(Value::Missing, Value::Choice))];
        if authorised::is_about_another(answers) {
            rows.extend(authorised::rows(answers));
        } else {
            let change = match answers.get("manager_change") {
                "" => Value::Missing,
                change => Value::Choice(format!("manager-{change}")),
            };
            rows.push(row("change", "manager_change", change));
            if answers.get("manager_change") == "appointed" {
                rows.extend(["manager_name", "manager_name_be", "manager_post"].map(|f| row("change", f, text(f))));
                if !answers.get("manager_email").is_empty() {
                    rows.push(row("change", "manager_email", text("manager_email")));
                }
            }
        }
        rows.push(row("term", "in_force_day", date(SINCE)));
        if change_of(answers) != "ended" {
            rows.push(row("term", "until_day", date(UNTIL)));
        }
        rows.push(row("basis", "decided_day", date(DECIDED)));
        rows.push(row("basis", "decided_by", text("decided_by")));
        rows.push(row("basis", "decision_number", text("decision_number")));
        rows
    }

    fn choices(&self, field: &str) -> &'static [&'static str] {
        match field {
            "manager_whom" => &["whom-head", "whom-other"],
            "manager_change" => &["manager-appointed", "manager-extended", "manager-ended"],
            "other_change" => &["other-appointed", "other-extended", "other-ended"],
            "other_kind" => &[
                "authority-deputy",
                "authority-board",
                "authority-managing-organisation",
                "authority-managing-proprietor",
            ],
            _ => &[],
        }
    }

    fn registered(&self, subject: &Subject, _: &Contacts) -> Answers {
        let mut answers = Answers::default();
        if let Some(head) = &subject.head {
            // Set beside a new head's name, not beside the question what happened.
            answers.set("manager_change", "appointed");
            answers.set("manager_name", &head.name);
            answers.set("manager_name_be", &head.name_be);
            answers.set("manager_post", &head.post);
            if let Some(since) = head.since {
                SINCE.set(&mut answers, since);
            }
            if let Some(until) = head.until {
                UNTIL.set(&mut answers, until);
            }
        }
        answers
    }

    fn registered_beside(&self, asked: &Answers, subject: &Subject, contacts: &Contacts) -> Answers {
        if !authorised::is_about_another(asked) {
            return self.registered(subject, contacts);
        }
        // Nobody stands where another is added; an extension or an end stands beside its own entry.
        let mut answers = asked.clone();
        for boxes in [SINCE, UNTIL] {
            boxes.0.iter().for_each(|name| answers.set(name, ""));
        }
        for field in authorised::REGISTERED {
            answers.set(field, "");
        }
        if let Some(other) = authorised::chosen(asked, subject).filter(|_| change_of(asked) != "appointed") {
            if let Some(since) = other.since {
                SINCE.set(&mut answers, since);
            }
            if let Some(until) = other.until {
                UNTIL.set(&mut answers, until);
            }
        }
        answers
    }

    fn register_says(&self, subject: &Subject) -> Option<String> {
        let head = subject.head.as_ref().map(|head| {
            let parts = [head.name.as_str(), head.post.as_str()];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
        });
        let all: Vec<String> = head.into_iter().chain(subject.others.iter().map(authorised::line)).collect();
        (!all.is_empty()).then(|| all.join("; "))
    }

    fn is_registered(&self, row: &str) -> bool {
        matches!(row, "manager_name" | "manager_name_be" | "manager_post" | "in_force_day" | "until_day")
            || authorised::REGISTERED.contains(&row)
    }

    fn fields_of_row(&self, row: &str) -> &'static [&'static str] {
        match row {
            // Another change brings other fields with it.
            "manager_change" => ChangeStep::FIELDS,
            "manager_name" => &["manager_name"],
            "manager_name_be" => &["manager_name_be"],
            "manager_post" => &["manager_post"],
            "manager_email" => &["manager_email"],
            "in_force_day" => SINCE.0.as_slice(),
            "until_day" => UNTIL.0.as_slice(),
            "decided_day" => DECIDED.0.as_slice(),
            "decided_by" => &["decided_by"],
            "decision_number" => &["decision_number"],
            other => authorised::fields_of_row(other),
        }
    }

    /// The body that keeps the company's file.
    fn office(&self, _: &Answers, keeper: Option<i32>) -> Option<i32> {
        keeper
    }

    fn changes(&self, answers: &Answers, circumstances: &Circumstances) -> Vec<RegisterChange> {
        let Some(on) = SINCE.date(answers) else { return Vec::new() };
        let until = UNTIL.date(answers);
        if authorised::is_about_another(answers) {
            let change = authorised::change(answers, circumstances, on, until);
            return change
                .map_or_else(Vec::new, |change| vec![change, RegisterChange::Event { code: authorised::EVENT, on }]);
        }
        let kept = |field: &str| answers.get(field).to_owned();
        let change = match (answers.get("manager_change"), &circumstances.subject.head) {
            ("appointed", _) => RegisterChange::Head {
                name: kept("manager_name"),
                name_be: kept("manager_name_be"),
                post: kept("manager_post"),
                email: kept("manager_email"),
                from: on,
                until,
            },
            ("extended", Some(_)) => RegisterChange::HeadUntil { on, until },
            ("ended", Some(_)) => RegisterChange::HeadEnds { on },
            _ => return Vec::new(),
        };
        vec![change, RegisterChange::Event { code: EVENT, on }]
    }

    fn papers(&self, _: &Answers) -> Vec<&'static str> {
        vec!["head-decision"]
    }

    fn mendable(&self) -> &'static [&'static str] {
        &["manager_post", "decision_number"]
    }

    fn refusal_reasons(&self) -> &'static [Reason] {
        MANAGER
    }
}

step! {
    /// What happened, and who is the new head.
    ChangeStep {
        manager_change,
        #[validate(length(max = 150, code = "too-long"), custom(function = "persons_name"))]
        manager_name,
        #[validate(length(max = 150, code = "too-long"), custom(function = "persons_name_be"))]
        manager_name_be,
        #[validate(length(max = 100, code = "too-long"), custom(function = "post"))]
        manager_post,
        #[validate(custom(function = "super::change_of_location::email_or_empty"))]
        manager_email,
    }
}

fn check_change(step: &ChangeStep, circumstances: &Circumstances) -> Vec<Problem> {
    match step.manager_change.as_str() {
        "appointed" => {
            let found = step.validate().err().map_or_else(Vec::new, |e| from_validation(&e, ChangeStep::FIELDS));
            if found.is_empty() { already_heads(step, circumstances).into_iter().collect() } else { found }
        }
        "extended" | "ended" if !circumstances.has_head => {
            vec![Problem::error("manager_change", "no-head-registered")]
        }
        "extended" | "ended" => Vec::new(),
        _ => vec![Problem::error("manager_change", "manager-change-missing")],
    }
}

/// The head in office is no new one; in another post they are.
fn already_heads(step: &ChangeStep, circumstances: &Circumstances) -> Option<Problem> {
    let head = circumstances.subject.head.as_ref()?;
    let same = fold(&head.name) == fold(&step.manager_name) && fold(&head.post) == fold(&step.manager_post);
    same.then(|| Problem::error("manager_name", "manager-already"))
}

/// Whom it is about, as a part of a locale key.
fn whom(answers: &Answers) -> Option<String> {
    match (answers.get("manager_whom"), answers.get("manager_change")) {
        ("", "") => None,
        ("", _) => Some("whom-head".to_owned()),
        (whom, _) if authorised::WHOM.contains(&whom) => Some(format!("whom-{whom}")),
        _ => None,
    }
}

fn check_whom(answers: &Answers, circumstances: &Circumstances) -> Vec<Problem> {
    match answers.get("manager_whom") {
        whom if authorised::WHOM.contains(&whom) => Vec::new(),
        "" if circumstances.form_version < 2 => Vec::new(),
        _ => vec![Problem::error("manager_whom", "manager-whom-missing")],
    }
}

/// What happened to the powers, the head's or another person's.
fn change_of(answers: &Answers) -> &str {
    answers.get(if authorised::is_about_another(answers) { "other_change" } else { "manager_change" })
}

/// The first day of the powers that are extended or end, of another person than the head.
fn others_since(answers: &Answers, circumstances: &Circumstances) -> Option<chrono::NaiveDate> {
    if !authorised::is_about_another(answers) || change_of(answers) == "appointed" {
        return None;
    }
    authorised::chosen(answers, &circumstances.subject)?.since
}

fn check_term(answers: &Answers, circumstances: &Circumstances) -> Vec<Problem> {
    let change = change_of(answers);
    let mut problems = Vec::new();
    let since = match SINCE.check(answers, "in-force-missing") {
        Ok(day) if day > circumstances.today => {
            problems.push(Problem::error("in_force_day", "date-not-yet"));
            None
        }
        Ok(day) => {
            let begun = others_since(answers, circumstances).filter(|since| day <= *since);
            problems.extend(match begun {
                Some(since) => Some(Problem::error("in_force_day", "other-before-start").with("since", since)),
                None => dates::before_registration("in_force_day", day, circumstances),
            });
            problems.extend(dates::late("in_force_day", day, circumstances));
            Some(day)
        }
        Err(problem) => {
            problems.push(problem);
            None
        }
    };
    // Powers that ended have no later end; for others it may be open, but for an extension.
    if change != "ended" && (change == "extended" || !UNTIL.is_empty(answers)) {
        match UNTIL.check(answers, "until-missing") {
            Ok(until) if since.is_some_and(|since| until <= since) => {
                problems.push(Problem::error("until_day", "until-before-start"));
            }
            Ok(_) => {}
            Err(problem) => problems.push(problem),
        }
    }
    problems
}

step! {
    /// The decision on which it rests, but for its date.
    BasisStep {
        #[validate(length(max = 200, code = "too-long"), custom(function = "decided_by"))]
        decided_by,
        #[validate(length(max = 40, code = "too-long"))]
        decision_number,
    }
}

fn check_basis(answers: &Answers, circumstances: &Circumstances) -> Vec<Problem> {
    let mut problems = Vec::new();
    match DECIDED.check(answers, "decided-missing") {
        Ok(day) if day > circumstances.today => problems.push(Problem::error("decided_day", "date-not-yet")),
        Ok(day) => {
            let after = SINCE.date(answers).filter(|since| day > *since);
            let early = dates::before_registration("decided_day", day, circumstances);
            problems.extend(early.or_else(|| {
                // Told, and does not stop the filing: powers may be confirmed afterwards.
                Some(Problem::warning("decided_day", "decided-after-start").with("since", after?))
            }));
        }
        Err(problem) => problems.push(problem),
    }
    if let Err(errors) = BasisStep::read(answers).validate() {
        problems.extend(from_validation(&errors, BasisStep::FIELDS));
    }
    problems.extend(participants::who_decides("decided_by", answers.get("decided_by"), circumstances));
    problems
}

/// Surname and name at least, in letters and in full: what else a name has, and in which order, differs from people to
/// people («Ким О Сон», «де ла Крус Мария», «Мамедов Али Гусейн оглы»).
pub(super) fn persons_name(text: &str) -> Result<(), ValidationError> {
    name_fault(text).map_or(Ok(()), |code| Err(ValidationError::new(code)))
}

/// The same as the code of what is wrong.
pub(super) fn name_fault(text: &str) -> Option<&'static str> {
    let allowed = |c: char| c.is_alphabetic() || matches!(c, ' ' | '-' | '\'' | '’' | 'ʼ' | '.');
    let words: Vec<&str> = text.split_whitespace().collect();
    match text {
        "" => Some("manager-name-missing"),
        _ if words.len() < 2 || !text.chars().all(allowed) => Some("manager-name-form"),
        _ if words.iter().any(|word| has_initial(word)) => Some("name-initials"),
        // Particles are written small, a surname and a name are not.
        _ if words.iter().filter(|word| !is_small(word)).count() < 2 => Some("name-capitals"),
        _ => None,
    }
}

/// A single letter with a point behind it. One without is a name of some peoples.
fn has_initial(word: &str) -> bool {
    let mut parts: Vec<&str> = word.split('.').collect();
    parts.pop();
    parts.into_iter().any(|part| part.chars().filter(|c| c.is_alphabetic()).count() == 1)
}

fn is_small(word: &str) -> bool {
    word.chars().any(char::is_lowercase) && !word.chars().any(char::is_uppercase)
}

pub(super) fn persons_name_or_empty(text: &str) -> Result<(), ValidationError> {
    if text.is_empty() { Ok(()) } else { persons_name(text) }
}

/// A name in Belarusian, where one is given.
pub(super) fn persons_name_be(text: &str) -> Result<(), ValidationError> {
    persons_name_or_empty(text)?;
    let belarusian = |c: char| match c.to_lowercase().next() {
        Some('и' | 'щ' | 'ъ') => false,
        Some('а'..='я' | 'ё' | 'і' | 'ў') => true,
        _ => !c.is_alphabetic() || c == 'ʼ',
    };
    if text.chars().all(belarusian) { Ok(()) } else { Err(ValidationError::new("name-not-belarusian")) }
}

/// A post, in words and, as the register has it, in Russian.
pub(super) fn post(text: &str) -> Result<(), ValidationError> {
    if text.is_empty() {
        return Err(ValidationError::new("manager-post-missing"));
    }
    only_name_characters(text)?;
    if text.chars().filter(|c| c.is_alphabetic()).count() < 2 {
        return Err(ValidationError::new("manager-post-form"));
    }
    if has_belarusian_letters(text) { Err(ValidationError::new("manager-post-in-russian")) } else { Ok(()) }
}

pub(super) fn decided_by(text: &str) -> Result<(), ValidationError> {
    if text.is_empty() { Err(ValidationError::new("decided-by-missing")) } else { Ok(()) }
}

#[cfg(test)]
mod tests;
