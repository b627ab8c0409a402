//! The founders of a legal entity as its registration asks for them, one after another, five at most.

use super::change_of_location::email_or_empty;
use super::{Confirms, Participant, Signer, SummaryRow, Value, manager, paper_basis};
use crate::answers::Answers;
use crate::problem::Problem;

/// The fields of each: name, address for the invitation, share in per cent, whether another follows.
pub const FOUNDERS: [[&str; 4]; 5] = [
    ["founder_1_name", "founder_1_email", "founder_1_share", "founder_1_more"],
    ["founder_2_name", "founder_2_email", "founder_2_share", "founder_2_more"],
    ["founder_3_name", "founder_3_email", "founder_3_share", "founder_3_more"],
    ["founder_4_name", "founder_4_email", "founder_4_share", "founder_4_more"],
    ["founder_5_name", "founder_5_email", "founder_5_share", "founder_5_more"],
];

const SLUGS: [&str; 5] = ["founder-1", "founder-2", "founder-3", "founder-4", "founder-5"];

/// The founders who are asked for and named.
pub(super) fn founders(answers: &Answers) -> Vec<Signer> {
    let asked = FOUNDERS.iter().enumerate().filter(|(place, _)| is_asked(*place, answers));
    let named = asked.filter(|(_, fields)| !answers.get(fields[0]).is_empty() || !answers.get(fields[1]).is_empty());
    named
        .map(|(_, fields)| Signer {
            name: answers.get(fields[0]).to_owned(),
            email: folded(answers.get(fields[1])),
            confirms: Confirms::Everything,
        })
        .collect()
}

pub(super) fn folded(email: &str) -> String {
    email.trim().to_lowercase()
}

/// The place of the founder that a step asks for.
pub(super) fn place(step: &str) -> Option<usize> {
    SLUGS.iter().position(|slug| *slug == step)
}

/// The first is always asked for, each other when the one before said that another follows.
pub(super) fn is_asked(place: usize, answers: &Answers) -> bool {
    FOUNDERS.iter().take(place).all(|fields| answers.get(fields[3]) == "yes")
}

pub(super) fn check(place: usize, answers: &Answers) -> Vec<Problem> {
    let [name, email, share, more] = FOUNDERS[place];
    let last = place + 1 == FOUNDERS.len();
    let mut problems = Vec::new();
    let mut found = |field: &'static str, code: Option<&'static str>| {
        problems.extend(code.map(|code| Problem::error(field, code)));
    };
    let name_form = manager::name_fault(answers.get(name));
    found(name, if answers.get(name).is_empty() { Some("founder-name-missing") } else { name_form });
    let address = folded(answers.get(email));
    let twice = FOUNDERS[..place].iter().any(|other| folded(answers.get(other[1])) == address);
    found(
        email,
        match address.as_str() {
            "" => Some("founder-email-missing"),
            _ if email_or_empty(&address).is_err() => Some("email-form"),
            _ => twice.then_some("founder-email-twice"),
        },
    );
    found(share, (hundredths(answers.get(share)).is_none()).then_some("share-form"));
    let says = answers.get(more);
    found(more, (!last && !matches!(says, "yes" | "no")).then_some("founder-more-missing"));
    let ends = last || says == "no";
    if problems.is_empty() && ends {
        let shares = FOUNDERS[..=place].iter().map(|fields| hundredths(answers.get(fields[2])).unwrap_or_default());
        let sum: u32 = shares.sum();
        if sum != 10_000 {
            let percent = format!("{},{:02}", sum / 100, sum % 100);
            problems.push(Problem::error(share, "shares-sum").with("sum", percent));
        }
    }
    problems
}

/// A share in hundredths of a per cent, above nothing and up to the whole.
pub(super) fn hundredths(text: &str) -> Option<u32> {
    let plain = text.trim().trim_end_matches('%').trim_end().replace(',', ".");
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 3 || part.len() > 2 || !digits(whole) || !digits(part) {
        return None;
    }
    let hundredths = whole.parse::<u32>().ok()? * 100 + format!("{part:0<2}").parse::<u32>().ok()?;
    (1..=10_000).contains(&hundredths).then_some(hundredths)
}

/// What the register keeps of them: founders are natural persons.
pub(super) fn participants(answers: &Answers) -> Vec<Participant> {
    let asked = FOUNDERS.iter().enumerate().filter(|(place, _)| is_asked(*place, answers));
    let participant = |(_, fields): (usize, &[&str; 4])| {
        let (name, share) = (answers.get(fields[0]).to_owned(), hundredths(answers.get(fields[2]))?);
        (!name.is_empty()).then_some(Participant { organisation: false, name, unp: None, share })
    };
    asked.filter_map(participant).collect()
}

pub(super) fn rows(answers: &Answers) -> Vec<SummaryRow> {
    let mut rows = Vec::new();
    for (place, [name, email, share, _]) in FOUNDERS.into_iter().enumerate() {
        if is_asked(place, answers) {
            let step = SLUGS[place];
            rows.extend([name, email].map(|field| SummaryRow {
                step,
                field,
                value: paper_basis::text(answers, field),
            }));
            let percent = match answers.get(share) {
                "" => Value::Missing,
                text => Value::Text(format!("{} %", text.trim_end_matches('%').trim_end())),
            };
            rows.push(SummaryRow { step, field: share, value: percent });
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_read_in_hundredths_of_a_per_cent() {
        for (text, read) in [
            ("100", Some(10_000)),
            (" 33,33 %", Some(3_333)),
            ("0.5", Some(50)),
            ("0", None),
            ("100,01", None),
            ("1,234", None),
            ("", None),
            ("-5", None),
            ("4294967296", None),
        ] {
            assert_eq!(hundredths(text), read, "{text}");
        }
    }
}
