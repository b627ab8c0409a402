//! The participants of a legal entity as a change of its charter names them anew, one after another, five at most;
//! and what the register keeps of them. By it later filings are told who decides: a sole participant decides
//! alone, several in a general meeting (Law 2020-XII of 09.12.1992 on companies).

use super::founders::hundredths;
use super::{Circumstances, SummaryRow, Value, manager, paper_basis};
use crate::answers::Answers;
use crate::fold::fold;
use crate::problem::Problem;
use crate::unp::Unp;

/// The fields of each: person or organisation, name, number, share in per cent, whether another follows.
pub const PARTICIPANTS: [[&str; 5]; 5] = [
    ["participant_1_kind", "participant_1_name", "participant_1_unp", "participant_1_share", "participant_1_more"],
    ["participant_2_kind", "participant_2_name", "participant_2_unp", "participant_2_share", "participant_2_more"],
    ["participant_3_kind", "participant_3_name", "participant_3_unp", "participant_3_share", "participant_3_more"],
    ["participant_4_kind", "participant_4_name", "participant_4_unp", "participant_4_share", "participant_4_more"],
    ["participant_5_kind", "participant_5_name", "participant_5_unp", "participant_5_share", "participant_5_more"],
];

const SLUGS: [&str; 5] = ["participant-1", "participant-2", "participant-3", "participant-4", "participant-5"];

/// What a participant is; part of the locale keys `answer-participant-…`.
pub const PARTICIPANT_KINDS: &[&str] = &["person", "organisation"];

/// A participant as the register keeps them. Of natural persons nothing is public.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participant {
    /// A legal entity, of which name and share are public.
    pub organisation: bool,
    pub name: String,
    /// Of an organisation that has a payer's number.
    pub unp: Option<i64>,
    /// In hundredths of a per cent.
    pub share: u32,
}

impl Participant {
    /// «60 %», «33,33 %».
    pub fn percent(&self) -> String {
        match (self.share / 100, self.share % 100) {
            (whole, 0) => format!("{whole} %"),
            (whole, part) => format!("{whole},{part:02} %"),
        }
    }
}

/// The charter that holds from the day of the decision on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Charter {
    /// `founding`, or how the change is put: part of the locale keys `charter-form-…`.
    pub form: &'static str,
    /// Who takes part from then on; `None` where that stays as it is, empty where it changes and is not told.
    pub participants: Option<Vec<Participant>>,
}

/// The place of the participant that a step asks for.
pub(super) fn place(step: &str) -> Option<usize> {
    SLUGS.iter().position(|slug| *slug == step)
}

/// The first is asked for where participants change, each other when the one before said that another follows.
pub(super) fn is_asked(place: usize, answers: &Answers) -> bool {
    !answers.get("charter_participants").is_empty()
        && PARTICIPANTS.iter().take(place).all(|fields| answers.get(fields[4]) == "yes")
}

pub(super) fn check(place: usize, answers: &Answers, circumstances: &Circumstances) -> Vec<Problem> {
    if circumstances.form_version < 2 {
        // The first form did not ask who.
        return Vec::new();
    }
    let [kind, name, unp, share, more] = PARTICIPANTS[place];
    let last = place + 1 == PARTICIPANTS.len();
    let mut problems = Vec::new();
    let mut found = |field: &'static str, code: Option<&'static str>| {
        problems.extend(code.map(|code| Problem::error(field, code)));
    };
    let organisation = answers.get(kind) == "organisation";
    found(kind, (!PARTICIPANT_KINDS.contains(&answers.get(kind))).then_some("participant-kind-missing"));
    let named = answers.get(name);
    let form = match organisation {
        true => super::change_of_location::only_name_characters(named).is_err().then_some("name-characters"),
        false => manager::name_fault(named),
    };
    let long = (named.chars().count() > 250).then_some("name-characters");
    found(name, if named.is_empty() { Some("participant-name-missing") } else { form.or(long) });
    let number = answers.get(unp);
    found(unp, (organisation && !number.is_empty() && Unp::parse(number).is_err()).then_some("other-unp-form"));
    found(share, hundredths(answers.get(share)).is_none().then_some("share-form"));
    let says = answers.get(more);
    found(more, (!last && !matches!(says, "yes" | "no")).then_some("participant-more-missing"));
    if problems.is_empty() && (last || says == "no") {
        let shares = PARTICIPANTS[..=place].iter().map(|fields| hundredths(answers.get(fields[3])).unwrap_or_default());
        let sum: u32 = shares.sum();
        if sum != 10_000 {
            let percent = format!("{},{:02}", sum / 100, sum % 100);
            problems.push(Problem::error(share, "shares-sum").with("sum", percent));
        }
    }
    problems
}

/// Those whom the answers name.
pub(super) fn named(answers: &Answers) -> Vec<Participant> {
    let asked = PARTICIPANTS.iter().enumerate().filter(|(place, _)| is_asked(*place, answers));
    let participant = |(_, fields): (usize, &[&str; 5])| {
        let organisation = answers.get(fields[0]) == "organisation";
        Some(Participant {
            organisation,
            name: Some(answers.get(fields[1]).to_owned()).filter(|name| !name.is_empty())?,
            unp: Unp::parse(answers.get(fields[2])).ok().and_then(|unp| unp.number()).filter(|_| organisation),
            share: hundredths(answers.get(fields[3]))?,
        })
    };
    asked.filter_map(participant).collect()
}

pub(super) fn rows(answers: &Answers) -> Vec<SummaryRow> {
    let mut rows = Vec::new();
    for (place, [kind, name, unp, share, _]) in PARTICIPANTS.into_iter().enumerate() {
        // Nothing was asked by the first form.
        if !is_asked(place, answers) || (place == 0 && answers.get(name).is_empty() && answers.get(kind).is_empty()) {
            continue;
        }
        let row = |field, value| SummaryRow { step: SLUGS[place], field, value };
        rows.push(row(
            kind,
            match answers.get(kind) {
                "" => Value::Missing,
                word => Value::Choice(format!("participant-{word}")),
            },
        ));
        rows.push(row(name, paper_basis::text(answers, name)));
        if answers.get(kind) == "organisation" {
            rows.push(row(unp, paper_basis::text(answers, unp)));
        }
        let percent = match answers.get(share) {
            "" => Value::Missing,
            text => Value::Text(format!("{} %", text.trim_end_matches('%').trim_end())),
        };
        rows.push(row(share, percent));
    }
    rows
}

/// A remark on a participant opens everything of that participant.
pub(super) fn fields_of_row(row: &str) -> &'static [&'static str] {
    PARTICIPANTS.iter().find(|fields| fields.contains(&row)).map_or(&[], |fields| fields.as_slice())
}

/// Told, and does not stop the filing: by the register somebody else decides than the answer says.
pub(super) fn who_decides(field: &'static str, said: &str, circumstances: &Circumstances) -> Option<Problem> {
    let known = circumstances.subject.participants.as_ref()?;
    let said = fold(said);
    let says = |words: &[&str]| words.iter().any(|word| said.contains(&fold(word)));
    match known.len() {
        1 if says(&["собрание", "сход удзельнікаў", "general meeting"]) => {
            Some(Problem::warning(field, "decided-by-sole"))
        }
        2.. if says(&["единственный участник", "единственного участника", "адзіны ўдзельнік", "sole participant"]) => {
            Some(Problem::warning(field, "decided-by-meeting").with("count", known.len()))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests;
