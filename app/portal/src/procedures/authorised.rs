//! Another person authorised to act for a legal entity, as the notification about the head asks for them:
//! a deputy, a member of a collegial body, a managing organisation or a managing sole proprietor. Several
//! may stand beside the head at once. A liquidator has a procedure of their own.

use super::{Circumstances, RegisterChange, Subject, SummaryRow, Value};
use crate::answers::Answers;
use crate::company::{Kind, Standing};
use crate::fold::fold;
use crate::problem::{Problem, from_validation};
use crate::unp::Unp;
use chrono::NaiveDate;
use validator::Validate;

/// The portal's code of the event; the USR's own is for heads alone.
pub const EVENT: i32 = 990_014;

/// What makes somebody other than the head act for a legal entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Authority {
    Deputy,
    /// A member of a collegial body who acts alone.
    Board,
    ManagingOrganisation,
    ManagingProprietor,
}

impl Authority {
    pub const ALL: [Authority; 4] =
        [Authority::Deputy, Authority::Board, Authority::ManagingOrganisation, Authority::ManagingProprietor];

    /// The word in the register's record and in answers; part of the locale keys `answer-authority-…`.
    pub fn code(self) -> &'static str {
        match self {
            Authority::Deputy => "deputy",
            Authority::Board => "board",
            Authority::ManagingOrganisation => "managing-organisation",
            Authority::ManagingProprietor => "managing-proprietor",
        }
    }

    pub fn from_code(code: &str) -> Option<Authority> {
        Authority::ALL.into_iter().find(|authority| authority.code() == code)
    }

    /// The kind of the registered subject to whom the powers of the executive body pass by contract (Law
    /// 2020-XII of 09.12.1992 on companies); `None` for a person who acts beside that body.
    pub fn manages(self) -> Option<Kind> {
        match self {
            Authority::ManagingOrganisation => Some(Kind::LegalEntity),
            Authority::ManagingProprietor => Some(Kind::SoleProprietor),
            Authority::Deputy | Authority::Board => None,
        }
    }
}

/// Who may act beside the head, or in the head's place, as the register says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authorised {
    /// Tells the entry from others of the company for as long as it stands.
    pub key: String,
    pub authority: Authority,
    pub name: String,
    /// In Belarusian; empty where the register has none.
    pub name_be: String,
    pub post: String,
    /// Of a managing organisation or sole proprietor.
    pub unp: Option<i64>,
    pub since: Option<NaiveDate>,
    /// The last day of the powers, where they have an end.
    pub until: Option<NaiveDate>,
}

/// Somebody who is authorised from a day on. Whoever uses the portal under `email` gets the right to act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authorisation {
    pub authority: Authority,
    pub name: String,
    pub name_be: String,
    pub post: String,
    pub unp: Option<i64>,
    pub email: String,
    pub from: NaiveDate,
    pub until: Option<NaiveDate>,
}

/// A registered subject to whom the management passes, by the number given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Managing {
    pub unp: i64,
    pub name: String,
    pub kind: Kind,
    pub standing: Standing,
}

/// Whom the notification is about; part of the locale keys `answer-whom-…`.
pub const WHOM: &[&str] = &["head", "other"];

pub(super) const WHOM_FIELDS: &[&str] = &["manager_whom"];
pub(super) const CHANGE: &[&str] = &["other_change"];
pub(super) const KIND: &[&str] = &["other_kind"];
pub(super) const WHOSE: &[&str] = &["other_person"];

/// What the register keeps of somebody authorised, besides the days.
pub(super) const REGISTERED: &[&str] = &["other_name", "other_name_be", "other_post", "other_unp"];

/// What the portal fills in from the number: nobody types it.
pub const MANAGING_NAME: &str = "other_managing";

/// Whether it is about somebody other than the head. The first form knew of the head alone.
pub fn is_about_another(answers: &Answers) -> bool {
    answers.get("manager_whom") == "other"
}

pub(super) fn asks(step: &str, answers: &Answers) -> bool {
    let change = answers.get("other_change");
    match step {
        "other-change" => true,
        "other-kind" | "other-person" => change == "appointed",
        "other-whose" => matches!(change, "extended" | "ended"),
        _ => false,
    }
}

pub(super) fn check(step: &str, answers: &Answers, circumstances: &Circumstances) -> Vec<Problem> {
    let others = &circumstances.subject.others;
    match step {
        "other-change" => match answers.get("other_change") {
            "appointed" => Vec::new(),
            "extended" | "ended" if others.is_empty() => vec![Problem::error("other_change", "no-other-registered")],
            "extended" | "ended" => Vec::new(),
            _ => vec![Problem::error("other_change", "other-change-missing")],
        },
        "other-kind" => match Authority::from_code(answers.get("other_kind")) {
            Some(_) => Vec::new(),
            None => vec![Problem::error("other_kind", "other-kind-missing")],
        },
        "other-person" => check_person(answers, circumstances),
        "other-whose" => match chosen(answers, &circumstances.subject) {
            Some(_) => Vec::new(),
            None => vec![Problem::error("other_person", "other-person-missing")],
        },
        _ => Vec::new(),
    }
}

step! {
    /// Who is authorised: a person by name and post, a managing subject by its number.
    pub(super) PersonStep {
        #[validate(length(max = 150, code = "too-long"), custom(function = "super::manager::persons_name"))]
        other_name,
        #[validate(length(max = 150, code = "too-long"), custom(function = "super::manager::persons_name_be"))]
        other_name_be,
        #[validate(length(max = 100, code = "too-long"), custom(function = "super::manager::post"))]
        other_post,
        other_unp,
        #[validate(custom(function = "super::change_of_location::email_or_empty"))]
        other_email,
    }
}

fn check_person(answers: &Answers, circumstances: &Circumstances) -> Vec<Problem> {
    let step = PersonStep::read(answers);
    let mut problems = step.validate().err().map_or_else(Vec::new, |e| from_validation(&e, PersonStep::FIELDS));
    let kind = Authority::from_code(answers.get("other_kind")).and_then(Authority::manages);
    let name = match kind {
        Some(kind) => {
            problems.retain(|problem| problem.field == "other_email");
            problems.extend(check_managing(&step.other_unp, kind, circumstances));
            managing_subject(answers, circumstances).map_or("", |managing| managing.name.as_str())
        }
        None => &step.other_name,
    };
    let already = circumstances.subject.others.iter().any(|other| fold(&other.name) == fold(name));
    if problems.is_empty() && already {
        let field = if kind.is_some() { "other_unp" } else { "other_name" };
        problems.push(Problem::error(field, "other-already"));
    }
    problems
}

fn check_managing(unp: &str, kind: Kind, circumstances: &Circumstances) -> Option<Problem> {
    let error = |code| Some(Problem::error("other_unp", code));
    if unp.is_empty() {
        return error("other-unp-missing");
    }
    let Some(number) = Unp::parse(unp).ok().and_then(|unp| unp.number()) else { return error("other-unp-form") };
    if number == circumstances.subject.unp {
        return error("other-unp-itself");
    }
    match managing_numbered(number, circumstances) {
        None => error("other-unp-unknown"),
        Some(managing) if managing.kind != kind => match kind {
            Kind::LegalEntity => error("other-unp-not-entity"),
            Kind::SoleProprietor => error("other-unp-not-proprietor"),
        },
        Some(managing) if managing.standing != Standing::Active => error("other-unp-not-active"),
        Some(_) => None,
    }
}

fn managing_numbered(number: i64, circumstances: &Circumstances) -> Option<&Managing> {
    circumstances.managing.as_ref().filter(|managing| managing.unp == number)
}

fn managing_subject<'a>(answers: &Answers, circumstances: &'a Circumstances) -> Option<&'a Managing> {
    managing_numbered(Unp::parse(answers.get("other_unp")).ok()?.number()?, circumstances)
}

/// The entry chosen for an extension or an end.
pub(super) fn chosen<'a>(answers: &Answers, subject: &'a Subject) -> Option<&'a Authorised> {
    subject.others.iter().find(|other| other.key == answers.get("other_person"))
}

pub(super) fn rows(answers: &Answers) -> Vec<SummaryRow> {
    let row = |step, field, value| SummaryRow { step, field, value };
    let text = |field: &str| super::paper_basis::text(answers, field);
    let choice = |field: &str, prefix: &str| match answers.get(field) {
        "" => Value::Missing,
        word => Value::Choice(format!("{prefix}-{word}")),
    };
    let mut rows = vec![row("other-change", "other_change", choice("other_change", "other"))];
    match answers.get("other_change") {
        "appointed" => {
            rows.push(row("other-kind", "other_kind", choice("other_kind", "authority")));
            match Authority::from_code(answers.get("other_kind")).and_then(Authority::manages) {
                Some(_) => rows.push(row("other-person", "other_unp", managing(answers))),
                None => rows.extend(
                    ["other_name", "other_name_be", "other_post"].map(|field| row("other-person", field, text(field))),
                ),
            }
            if !answers.get("other_email").is_empty() {
                rows.push(row("other-person", "other_email", text("other_email")));
            }
        }
        "extended" | "ended" => {
            let named = match answers.get("other_person").split_once('/') {
                Some((_, name)) => Value::Text(name.to_owned()),
                None => Value::Missing,
            };
            rows.push(row("other-whose", "other_person", named));
        }
        _ => {}
    }
    rows
}

/// «ООО «Управляющая» (700000018)», or the number alone where the register has no such subject.
fn managing(answers: &Answers) -> Value {
    match (answers.get("other_unp"), answers.get(MANAGING_NAME)) {
        ("", _) => Value::Missing,
        (unp, "") => Value::Text(unp.to_owned()),
        (unp, name) => Value::Text(format!("{name} ({unp})")),
    }
}

pub(super) fn fields_of_row(row: &str) -> &'static [&'static str] {
    match row {
        "manager_whom" => WHOM_FIELDS,
        "other_change" => CHANGE,
        "other_kind" => KIND,
        "other_person" => WHOSE,
        "other_name" => &["other_name"],
        "other_name_be" => &["other_name_be"],
        "other_post" => &["other_post"],
        "other_unp" => &["other_unp"],
        "other_email" => &["other_email"],
        _ => &[],
    }
}

pub(super) fn change(
    answers: &Answers,
    circumstances: &Circumstances,
    on: NaiveDate,
    until: Option<NaiveDate>,
) -> Option<RegisterChange> {
    let kept = |field: &str| answers.get(field).to_owned();
    let key = || chosen(answers, &circumstances.subject).map(|other| other.key.clone());
    match answers.get("other_change") {
        "appointed" => {
            let authority = Authority::from_code(answers.get("other_kind"))?;
            let [name, name_be, post, unp] = match authority.manages() {
                Some(_) => {
                    let managing = managing_subject(answers, circumstances)?;
                    [managing.name.clone(), String::new(), String::new(), managing.unp.to_string()]
                }
                None => [kept("other_name"), kept("other_name_be"), kept("other_post"), String::new()],
            };
            (!name.is_empty()).then(|| {
                let (unp, email) = (unp.parse().ok(), kept("other_email"));
                let granted = Authorisation { authority, name, name_be, post, unp, email, from: on, until };
                RegisterChange::Authorised(Box::new(granted))
            })
        }
        "extended" => key().map(|key| RegisterChange::AuthorisedUntil { key, on, until }),
        "ended" => key().map(|key| RegisterChange::AuthorisedEnds { key, on }),
        _ => None,
    }
}

/// «Иванов Пётр Ильич, заместитель директора».
pub(super) fn line(other: &Authorised) -> String {
    let parts = [other.name.as_str(), other.post.as_str()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests;
