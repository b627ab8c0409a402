//! What stands in the way of accepting a case, found by the same rules that the applicant's form uses.

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
    /// The proceeding cannot take what is asked for.
    Proceeding(Refused),
    /// The answers cannot be read as changes of the register.
    Unreadable,
    /// The fee is not paid yet.
    Unpaid,
}

/// Everything that stops an acceptance. `circumstances` are those of the day of filing with the
/// company as the register has it now.
pub fn obstacles(procedure: Procedure, answers: &Answers, circumstances: &Circumstances) -> Vec<Obstacle> {
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
