//! The consent of the adult co-owners of a dwelling in which a private unitary enterprise or a farm has its
//! location (Housing Code; domain facts § 3): each consents by their own sign-in, or signed on paper, which the
//! office compares. What is consented to is the location: a change of anything else leaves the consent as it is.

use super::change_of_location::email_or_empty;
use super::dates::Boxes;
use super::founders::folded;
use super::{Circumstances, Confirms, Signer, SummaryRow, Value, manager, paper_basis};
use crate::answers::Answers;
use crate::problem::Problem;
use chrono::NaiveDate;

/// Whether somebody besides the founder, or the head of the farm, owns the dwelling; part of the locale keys
/// `answer-consent-…`.
pub const CONSENTS: &[&str] = &["sole", "others"];

/// How an owner consents; part of the locale keys `answer-owner-how-…`.
pub const WAYS: &[&str] = &["portal", "paper"];

/// Co-owners that a form has room for.
const MOST: usize = 4;

/// Fields of each.
const EACH: usize = 7;

macro_rules! owner {
    ($place:literal) => {
        [
            concat!("owner_", $place, "_name"),
            concat!("owner_", $place, "_how"),
            concat!("owner_", $place, "_email"),
            concat!("owner_", $place, "_signed_day"),
            concat!("owner_", $place, "_signed_month"),
            concat!("owner_", $place, "_signed_year"),
            concat!("owner_", $place, "_more"),
        ]
    };
}

/// The fields of each co-owner: name, how they consent, address for the invitation, the day of the paper, whether
/// another follows.
pub const OWNERS: [[&str; EACH]; MOST] = [owner!(1), owner!(2), owner!(3), owner!(4)];

const SLUGS: [&str; 4] = ["owner-1", "owner-2", "owner-3", "owner-4"];

/// What a remark on the premises or on the consent opens: another answer brings the owners with it.
pub(super) const OPENED: &[&str] = &opened();

const PREMISES: [&str; 4] = ["premises", "room_kind", "room", "consent"];

const fn opened() -> [&'static str; PREMISES.len() + MOST * EACH] {
    let mut all = [""; PREMISES.len() + MOST * EACH];
    let mut at = 0;
    while at < all.len() {
        all[at] = match at.checked_sub(PREMISES.len()) {
            None => PREMISES[at],
            Some(owner) => OWNERS[owner / EACH][owner % EACH],
        };
        at += 1;
    }
    all
}

/// A co-owner as the answers name them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoOwner {
    pub name: String,
    pub consent: Consent,
}

/// How a co-owner consents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Consent {
    /// By their own sign-in under this address, folded.
    Portal(String),
    /// On a paper of a day, which the office compares.
    Paper(Option<NaiveDate>),
}

/// What the answers say of the dwelling's owners.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ownership {
    /// The location is in no dwelling.
    NoDwelling,
    /// Nobody else owns it.
    Sole,
    /// The first form's answer: a written consent of all is at hand.
    Written,
    Others(Vec<CoOwner>),
}

/// Who owns the dwelling, and how each consents.
pub fn ownership(answers: &Answers) -> Ownership {
    match (answers.get("premises"), answers.get("consent")) {
        ("dwelling", "sole") => Ownership::Sole,
        ("dwelling", "others") => Ownership::Others(co_owners(answers)),
        ("dwelling", "yes") => Ownership::Written,
        _ => Ownership::NoDwelling,
    }
}

fn co_owners(answers: &Answers) -> Vec<CoOwner> {
    let asked = OWNERS.iter().enumerate().filter(|(place, _)| is_asked(*place, answers));
    let owner = |(place, fields): (usize, &[&str; EACH])| {
        let consent = match answers.get(fields[1]) {
            "paper" => Consent::Paper(signed(place).date(answers)),
            _ => Consent::Portal(folded(answers.get(fields[2]))),
        };
        CoOwner { name: answers.get(fields[0]).to_owned(), consent }
    };
    asked.filter(|(_, fields)| !answers.get(fields[0]).is_empty()).map(owner).collect()
}

/// Those who consent by their own sign-in.
pub(super) fn signers(answers: &Answers) -> Vec<Signer> {
    let Ownership::Others(owners) = ownership(answers) else { return Vec::new() };
    let by_sign_in = owners.into_iter().filter_map(|owner| match owner.consent {
        Consent::Portal(email) => Some(Signer { name: owner.name, email, confirms: Confirms::Location }),
        Consent::Paper(_) => None,
    });
    by_sign_in.collect()
}

/// The place of the owner that a step asks for.
pub(super) fn place(step: &str) -> Option<usize> {
    SLUGS.iter().position(|slug| *slug == step)
}

/// The first is asked for where others own a dwelling, each other when the one before said that another follows.
pub(super) fn is_asked(place: usize, answers: &Answers) -> bool {
    answers.get("premises") == "dwelling"
        && answers.get("consent") == "others"
        && OWNERS.iter().take(place).all(|fields| answers.get(fields[6]) == "yes")
}

const fn signed(place: usize) -> Boxes {
    let [_, _, _, day, month, year, _] = OWNERS[place];
    Boxes::new([day, month, year])
}

/// What is wrong with the answer who owns the dwelling.
pub(super) fn check_consent(consent: &str, circumstances: &Circumstances) -> Option<Problem> {
    // The first form took a written consent of all for granted.
    let first_form = consent == "yes" && circumstances.form_version < 2;
    (!first_form && !CONSENTS.contains(&consent)).then(|| Problem::error("consent", "consent-missing"))
}

pub(super) fn check(place: usize, answers: &Answers, circumstances: &Circumstances) -> Vec<Problem> {
    let [name, how, email, day, _, _, more] = OWNERS[place];
    let mut problems = Vec::new();
    let mut found = |field: &'static str, code: Option<&'static str>| {
        problems.extend(code.map(|code| Problem::error(field, code)));
    };
    let name_form = manager::name_fault(answers.get(name));
    let too_long = (answers.get(name).chars().count() > 150).then_some("manager-name-form");
    found(name, if answers.get(name).is_empty() { Some("owner-name-missing") } else { name_form.or(too_long) });
    match answers.get(how) {
        "portal" => {
            let address = folded(answers.get(email));
            let twice = OWNERS[..place]
                .iter()
                .any(|other| answers.get(other[1]) == "portal" && folded(answers.get(other[2])) == address);
            let code = match address.as_str() {
                "" => Some("owner-email-missing"),
                _ if email_or_empty(&address).is_err() => Some("email-form"),
                _ => twice.then_some("owner-email-twice"),
            };
            found(email, code);
        }
        "paper" => match signed(place).check(answers, "owner-signed-missing") {
            Ok(date) => found(day, (date > circumstances.today).then_some("date-not-yet")),
            Err(problem) => problems.push(problem),
        },
        _ => found(how, Some("owner-how-missing")),
    }
    let answered = matches!(answers.get(more), "yes" | "no") || place + 1 == OWNERS.len();
    problems.extend((!answered).then(|| Problem::error(more, "owner-more-missing")));
    problems
}

/// The row of the consent, and the owners where they are named.
pub(super) fn rows(answers: &Answers) -> Vec<SummaryRow> {
    if answers.get("premises") != "dwelling" {
        return Vec::new();
    }
    let consent = match answers.get("consent") {
        "" => Value::Missing,
        "yes" => Value::Choice("consent-given".into()),
        word => Value::Choice(format!("consent-{word}")),
    };
    let mut rows = vec![SummaryRow { step: "premises", field: "consent", value: consent }];
    for (place, [name, how, email, day, _, _, _]) in OWNERS.into_iter().enumerate() {
        if !is_asked(place, answers) {
            continue;
        }
        let row = |field, value| SummaryRow { step: SLUGS[place], field, value };
        rows.push(row(name, paper_basis::text(answers, name)));
        rows.push(row(
            how,
            match answers.get(how) {
                "" => Value::Missing,
                way => Value::Choice(format!("owner-how-{way}")),
            },
        ));
        match answers.get(how) {
            "portal" => rows.push(row(email, paper_basis::text(answers, email))),
            "paper" => rows.push(row(day, signed(place).date(answers).map_or(Value::Missing, Value::Date))),
            _ => {}
        }
    }
    rows
}

/// A remark on an owner opens everything of that owner.
pub(super) fn fields_of_row(row: &str) -> &'static [&'static str] {
    OWNERS.iter().find(|fields| fields.contains(&row)).map_or(&[], |fields| fields.as_slice())
}

#[cfg(test)]
mod tests;
