//! What stands in the way of accepting a case, found by the same rules that the applicant's form uses.

use chrono::NaiveDate;
use portal::answers::Answers;
use portal::barred::Barred;
use portal::problem::Problem;
use portal::procedures::{Circumstances, Procedure, RegisterChange};
use portal::proceeding::Refused;

/// Why a case cannot be accepted as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// An answer breaks a rule.
    Answer(Problem),
    /// The company cannot use the procedure any more: code of the sentence `ineligible-…`.
    Company(&'static str),
    /// What the register has now holds since that day, which is not before the one asked for.
    LaterEntry(NaiveDate),
    /// A former head's powers ended on that day by the register, and the new head would begin before it.
    FormerHead(NaiveDate),
    /// The proceeding cannot take what is asked for.
    Proceeding(Refused),
    /// The answers cannot be read as changes of the register.
    Unreadable,
    /// The fee is not paid yet.
    Unpaid,
}

/// Days of a company's entries that what is entered next has to come after.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InForce {
    /// The first day of the present address.
    pub address_since: Option<NaiveDate>,
    /// The day from which the last former head no longer holds.
    pub head_ended: Option<NaiveDate>,
}

/// Everything that stops an acceptance. `circumstances` are those of the day of filing with the
/// company as the register has it now; `in_force` are the days of its entries.
pub fn obstacles(
    procedure: Procedure,
    answers: &Answers,
    circumstances: &Circumstances,
    in_force: InForce,
) -> Vec<Obstacle> {
    let rules = procedure.rules();
    let mut found = Vec::new();
    found.extend(rules.eligible(&circumstances.subject).err().map(|why| Obstacle::Company(why.0)));
    let problems = procedure.check(answers, circumstances);
    found.extend(problems.into_iter().filter(Problem::stops).map(Obstacle::Answer));
    let changes = rules.changes(answers, circumstances);
    if changes.is_empty() && found.is_empty() {
        found.push(Obstacle::Unreadable);
    }
    if found.is_empty() {
        found.extend(refused(&changes, circumstances).map(Obstacle::Proceeding));
    }
    found.extend(later_entry(&changes, circumstances, in_force).map(Obstacle::LaterEntry));
    found.extend(former_head(&changes, in_force).map(Obstacle::FormerHead));
    found.extend(circumstances.barred.iter().filter(|person| person.exact).map(barred).map(Obstacle::Answer));
    found
}

/// Somebody who is on the list of those barred beyond doubt.
fn barred(person: &Barred) -> Problem {
    Problem::error(person.field, "person-barred").with("name", &person.name).with("act", &person.act)
}

/// Why the proceeding under way cannot take the change, by the day of the filing.
pub fn refused(changes: &[RegisterChange], circumstances: &Circumstances) -> Option<Refused> {
    let proceeding = circumstances.subject.proceeding.as_ref()?;
    changes.iter().find_map(|change| match change {
        RegisterChange::Proceeding(event) => proceeding.after(*event, circumstances.today).err(),
        _ => None,
    })
}

/// The first day of the entry in force, where the change would not come after it: one entry cannot
/// end before it began, and of two that begin on one day neither would be the later.
pub fn later_entry(changes: &[RegisterChange], circumstances: &Circumstances, in_force: InForce) -> Option<NaiveDate> {
    let head_since = circumstances.subject.head.as_ref().and_then(|head| head.since);
    changes.iter().find_map(|change| match change {
        RegisterChange::Address { from, .. } => in_force.address_since.filter(|since| since >= from),
        RegisterChange::Head { from, .. } => head_since.filter(|since| since >= from),
        RegisterChange::HeadEnds { on } => head_since.filter(|since| since >= on),
        RegisterChange::AuthorisedEnds { key, on } => {
            let ended = circumstances.subject.others.iter().find(|other| other.key == *key);
            ended.and_then(|other| other.since).filter(|since| since >= on)
        }
        RegisterChange::OthersEnd { on } => {
            let begun = circumstances.subject.others.iter().filter_map(|other| other.since);
            begun.max().filter(|since| since >= on)
        }
        _ => None,
    })
}

/// The day from which a former head no longer holds, where another would begin before it: of a day with two heads nobody
/// could say who headed the company, and one that began with the former would take the former's entry.
pub fn former_head(changes: &[RegisterChange], in_force: InForce) -> Option<NaiveDate> {
    changes.iter().find_map(|change| match change {
        RegisterChange::Head { from, .. } => in_force.head_ended.filter(|ended| from < ended),
        _ => None,
    })
}
