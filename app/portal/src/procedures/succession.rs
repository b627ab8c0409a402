//! From which day what is filed may hold: one entry of the register cannot end before it began, and of two that begin
//! on one day neither would be the later.

use super::{Circumstances, Rules};
use crate::answers::Answers;
use crate::problem::Problem;
use chrono::NaiveDate;

/// Days of a company's entries that what is entered next has to come after, besides those of the
/// [subject](super::Subject) itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InForce {
    /// The first day of the present address.
    pub address_since: Option<NaiveDate>,
    /// The day from which the last former head no longer holds.
    pub head_ended: Option<NaiveDate>,
}

/// The day from which what is filed holds, and the entries that have to end before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Succession {
    /// The field that asks for the day.
    pub field: &'static str,
    pub day: NaiveDate,
    pub after: Vec<Entry>,
}

/// An entry of the register that what is filed ends, or comes after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    Address,
    /// That of the head in office.
    Head,
    /// Those of the heads before: of a day with two heads nobody could say who headed the company, and one that began
    /// with the former would take the former's entry.
    FormerHead,
    /// That of somebody else who may act, by its key.
    Other(String),
    /// Those of everybody else who may act.
    Others,
}

impl Entry {
    /// Why what is filed cannot hold from a day on, as the code of a problem and the day of the entry.
    fn stands_against(&self, day: NaiveDate, circumstances: &Circumstances) -> Option<(&'static str, NaiveDate)> {
        let (subject, in_force) = (&circumstances.subject, &circumstances.in_force);
        let (code, since) = match self {
            Entry::FormerHead => {
                let ended = in_force.head_ended.filter(|ended| day < *ended)?;
                return Some(("date-former-head", ended));
            }
            Entry::Address => ("date-later-address", in_force.address_since),
            Entry::Head => ("date-later-head", subject.head.as_ref().and_then(|head| head.since)),
            Entry::Other(key) => {
                let other = subject.others.iter().find(|other| other.key == *key);
                ("date-later-other", other.and_then(|other| other.since))
            }
            Entry::Others => ("date-later-other", subject.others.iter().filter_map(|other| other.since).max()),
        };
        Some((code, since.filter(|since| day <= *since)?))
    }
}

/// What is wrong with the day from which what is filed holds, by the entries that the register has now.
pub(super) fn too_early(rules: &dyn Rules, answers: &Answers, circumstances: &Circumstances) -> Option<Problem> {
    let Succession { field, day, after } = rules.succeeds(answers, circumstances)?;
    let (code, date) = after.iter().find_map(|entry| entry.stands_against(day, circumstances))?;
    Some(Problem::error(field, code).with("date", date))
}

/// Whether a problem is that the register has an entry which does not end before what is filed begins.
pub fn is_of_register(problem: &Problem) -> bool {
    matches!(problem.code.as_ref(), "date-later-address" | "date-later-head" | "date-later-other" | "date-former-head")
}
