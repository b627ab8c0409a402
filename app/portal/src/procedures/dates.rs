//! A date typed in three boxes, and what can be wrong with it in any procedure.

use super::Circumstances;
use crate::answers::Answers;
use crate::problem::Problem;
use chrono::{Datelike, NaiveDate};

/// The years that a date can have: what is filed happened after the first, and nothing is meant to last longer.
const FIRST_YEAR: u32 = 1990;
const LAST_YEAR: u32 = 2200;

/// The names of the boxes: day, month, year.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Boxes(pub(super) [&'static str; 3]);

impl Boxes {
    pub(crate) const fn new(names: [&'static str; 3]) -> Boxes {
        Boxes(names)
    }

    pub(crate) fn is_empty(self, answers: &Answers) -> bool {
        self.0.iter().all(|name| answers.get(name).is_empty())
    }

    /// The date, where the boxes hold one of the years [`FIRST_YEAR`] to [`LAST_YEAR`].
    pub(crate) fn date(self, answers: &Answers) -> Option<NaiveDate> {
        let [day, month, year] = self.0.map(|name| answers.get(name).trim().parse::<u32>().ok());
        let year = year.filter(|year| (FIRST_YEAR..=LAST_YEAR).contains(year))?;
        NaiveDate::from_ymd_opt(year as i32, month?, day?)
    }

    /// The date, or what is wrong with the boxes; `missing` is the code where all are empty.
    pub(crate) fn check(self, answers: &Answers, missing: &'static str) -> Result<NaiveDate, Problem> {
        let [day, month, year] = self.0;
        if self.is_empty(answers) {
            return Err(Problem::error(day, missing));
        }
        let parts = [(day, "date-day-missing"), (month, "date-month-missing"), (year, "date-year-missing")];
        if let Some((name, code)) = parts.into_iter().find(|(name, _)| answers.get(name).is_empty()) {
            return Err(Problem::error(name, code));
        }
        let in_digits = |name: &&str| answers.get(name).trim().bytes().all(|b| b.is_ascii_digit());
        if let Some(name) = self.0.into_iter().find(|name| !in_digits(name)) {
            return Err(Problem::error(name, "date-digits"));
        }
        // The day and the month may be right: what to look at is the year.
        let typed = answers.get(year).trim();
        let wrong = match typed.parse::<u32>() {
            _ if typed.len() != 4 => Some("date-year-digits"),
            Ok(typed) if typed < FIRST_YEAR => Some("date-long-ago"),
            Ok(typed) if typed > LAST_YEAR => Some("date-far-off"),
            _ => None,
        };
        if let Some(code) = wrong {
            return Err(Problem::error(year, code));
        }
        self.date(answers).ok_or_else(|| Problem::error(day, "date-not-real"))
    }

    pub(crate) fn set(self, answers: &mut Answers, date: NaiveDate) {
        let [day, month, year] = self.0;
        answers.set(day, &date.day().to_string());
        answers.set(month, &date.month().to_string());
        answers.set(year, &date.year().to_string());
    }
}

/// Nothing happens to a company before it is registered.
pub(crate) fn before_registration(
    field: &'static str,
    day: NaiveDate,
    circumstances: &Circumstances,
) -> Option<Problem> {
    let registered = circumstances.subject.registered_on.filter(|registered| day < *registered)?;
    Some(Problem::error(field, "date-before-company").with("registered", registered))
}

/// Told, and does not stop the filing: the filer's term is over.
pub(crate) fn late(field: &'static str, day: NaiveDate, circumstances: &Circumstances) -> Option<Problem> {
    let term = circumstances.filer_term.as_ref()?;
    let due = term.due(day).filter(|due| *due < circumstances.today)?;
    Some(Problem::warning(field, "date-late").with("due", due).with("days", term.days))
}
