//! A right to act that the head of a company gives: what is asked for it, and what can be wrong.

use crate::answers::Answers;
use crate::mandate::Scope;
use crate::problem::Problem;
use crate::procedures::dates::Boxes;
use chrono::{Months, NaiveDate};

/// The fields of the form, in the order asked.
pub const FIELDS: [&str; 8] =
    ["email", "scope", "from_day", "from_month", "from_year", "until_day", "until_month", "until_year"];

/// What can be given; the head's own right follows from the register alone.
pub const SCOPES: [Scope; 3] = [Scope::Read, Scope::Prepare, Scope::File];

const FROM: Boxes = Boxes::new(["from_day", "from_month", "from_year"]);
const UNTIL: Boxes = Boxes::new(["until_day", "until_month", "until_year"]);

/// A right that is offered. Dates are inclusive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    pub email: String,
    pub scope: Scope,
    pub from: NaiveDate,
    pub until: NaiveDate,
}

/// What limits a right.
#[derive(Clone, Copy, Debug)]
pub struct Bounds<'a> {
    pub today: NaiveDate,
    /// The address of whoever gives it.
    pub own_email: &'a str,
    /// The last day of the giver's own right: nobody gives more than they have.
    pub own_until: Option<NaiveDate>,
    /// The most months, by the dated terms.
    pub most_months: u32,
}

/// Reads what was typed, or says what is wrong, one sentence a field. `is_email` says whether something
/// can be an address to write to.
pub fn check(answers: &Answers, bounds: Bounds<'_>, is_email: fn(&str) -> bool) -> Result<Grant, Vec<Problem>> {
    let mut problems = Vec::new();
    let email = answers.get("email").trim().to_lowercase();
    match email.as_str() {
        "" => problems.push(Problem::error("email", "grant-email-missing")),
        email if !is_email(email) => problems.push(Problem::error("email", "email-form")),
        email if email == bounds.own_email => problems.push(Problem::error("email", "grant-email-own")),
        _ => {}
    }
    let scope = SCOPES.into_iter().find(|scope| scope.code() == answers.get("scope"));
    if scope.is_none() {
        problems.push(Problem::error("scope", "grant-scope-missing"));
    }
    // Without a first day it holds from today on.
    let from = if FROM.is_empty(answers) { Ok(bounds.today) } else { FROM.check(answers, "grant-until-missing") };
    let from = from.and_then(|from| match from < bounds.today {
        true => Err(Problem::error("from_day", "grant-from-past")),
        false => Ok(from),
    });
    let until = UNTIL.check(answers, "grant-until-missing").and_then(|until| {
        let from = from.as_ref().copied().unwrap_or(bounds.today);
        let most = from.checked_add_months(Months::new(bounds.most_months)).unwrap_or(NaiveDate::MAX);
        match bounds.own_until {
            _ if until < from => Err(Problem::error("until_day", "grant-until-before-start")),
            _ if until > most => Err(Problem::error("until_day", "grant-until-too-long").with("until", most)),
            Some(own) if until > own => Err(Problem::error("until_day", "grant-until-beyond-own").with("until", own)),
            _ => Ok(until),
        }
    });
    match (scope, from, until) {
        (Some(scope), Ok(from), Ok(until)) if problems.is_empty() => Ok(Grant { email, scope, from, until }),
        (_, from, until) => {
            problems.extend(from.err().into_iter().chain(until.err()));
            Err(problems)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    fn checked(change: &[(&str, &str)], own_until: Option<NaiveDate>) -> Result<Grant, Vec<String>> {
        let mut answers = Answers::default();
        let sound = [
            ("email", "A@x.example"),
            ("scope", "file"),
            ("until_day", "31"),
            ("until_month", "12"),
            ("until_year", "2026"),
        ];
        for (field, text) in sound.iter().chain(change) {
            answers.set(field, text);
        }
        let bounds = Bounds { today: day(2026, 11, 20), own_email: "own@x.example", own_until, most_months: 36 };
        check(&answers, bounds, |text| text.contains('@'))
            .map_err(|found| found.iter().map(|p| p.code.to_string()).collect())
    }

    #[test]
    fn a_sound_right_holds_from_today_on_where_no_day_was_given() {
        let grant = checked(&[], None).unwrap();
        assert_eq!(
            grant,
            Grant {
                email: "a@x.example".into(),
                scope: Scope::File,
                from: day(2026, 11, 20),
                until: day(2026, 12, 31)
            }
        );
        let later = checked(&[("from_day", "1"), ("from_month", "12"), ("from_year", "2026")], None).unwrap();
        assert_eq!(later.from, day(2026, 12, 1));
    }

    #[test]
    fn every_fault_is_named_once() {
        let until = |d, m, y| [("until_day", d), ("until_month", m), ("until_year", y)];
        for (change, code) in [
            (vec![("email", " ")], "grant-email-missing"),
            (vec![("email", "nobody")], "email-form"),
            (vec![("email", "OWN@x.example")], "grant-email-own"),
            (vec![("scope", "head")], "grant-scope-missing"),
            (vec![("scope", "")], "grant-scope-missing"),
            (vec![("from_day", "19"), ("from_month", "11"), ("from_year", "2026")], "grant-from-past"),
            (vec![("from_day", "x"), ("from_month", "11"), ("from_year", "2026")], "date-digits"),
            (until("", "", "").into(), "grant-until-missing"),
            (until("19", "11", "2026").into(), "grant-until-before-start"),
            (until("21", "11", "2029").into(), "grant-until-too-long"),
            (until("31", "2", "2027").into(), "date-not-real"),
        ] {
            assert_eq!(checked(&change, None), Err(vec![code.to_owned()]), "{change:?}");
        }
        assert_eq!(checked(&[], Some(day(2026, 12, 30))), Err(vec!["grant-until-beyond-own".to_owned()]));
        assert!(checked(&[], Some(day(2026, 12, 31))).is_ok());
        assert_eq!(checked(&[("email", ""), ("scope", ""), ("until_day", "")], None).unwrap_err().len(), 3);
    }
}
