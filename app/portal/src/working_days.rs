//! Working days of Belarus and the reckoning of terms in them, with each step of the sum.
//!
//! A week works from Monday to Friday; public holidays and days moved by the Council of Ministers
//! are dated data (`working-days-by.csv`). A term counted in days begins on the day after the event
//! (Civil Code, art. 192) and ends with its last working day.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Why a date differs from the ordinary week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayKind {
    /// A public holiday, not worked.
    Holiday,
    /// A weekday made free because a Saturday is worked for it.
    MovedDayOff,
    /// A Saturday or Sunday that is worked.
    WorkingWeekend,
}

impl DayKind {
    pub fn code(self) -> &'static str {
        match self {
            DayKind::Holiday => "holiday",
            DayKind::MovedDayOff => "moved_day_off",
            DayKind::WorkingWeekend => "working_weekend",
        }
    }

    pub fn from_code(code: &str) -> Option<DayKind> {
        [DayKind::Holiday, DayKind::MovedDayOff, DayKind::WorkingWeekend].into_iter().find(|k| k.code() == code)
    }
}

/// The calendar: the dates that differ from the ordinary week.
#[derive(Clone, Debug, Default)]
pub struct Calendar {
    days: BTreeMap<NaiveDate, DayKind>,
}

/// A time in which the clock stood still: from a day (on which the case was returned) until a day
/// (on which it came back), or until now. The day of the return still counts, the day of the
/// correction does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pause {
    pub from: NaiveDate,
    pub until: Option<NaiveDate>,
}

/// What one calendar day meant for a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayOfTerm {
    /// The n-th counted working day, from 1.
    Counted(u32),
    Weekend,
    Holiday,
    MovedDayOff,
    /// The clock stood still.
    Paused,
}

/// A reckoned term: its last day, and how each day from the first to the last was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reckoning {
    /// The day of the event; the count begins on the next.
    pub start: NaiveDate,
    /// Working days of the term.
    pub days: u32,
    /// The last day, or `None` while the clock stands still.
    pub due: Option<NaiveDate>,
    pub steps: Vec<(NaiveDate, DayOfTerm)>,
}

impl Reckoning {
    /// Working days of the term that were not counted yet: all of it while the clock stands still from the first day.
    pub fn left(&self) -> u32 {
        let counted = self.steps.iter().filter(|(_, step)| matches!(step, DayOfTerm::Counted(_))).count();
        self.days.saturating_sub(u32::try_from(counted).unwrap_or(u32::MAX))
    }
}

impl Calendar {
    pub fn new(days: impl IntoIterator<Item = (NaiveDate, DayKind)>) -> Calendar {
        Calendar { days: days.into_iter().collect() }
    }

    /// The calendar, were a day of another kind; `None`: were it one of the ordinary week.
    #[must_use]
    pub fn with(mut self, day: NaiveDate, kind: Option<DayKind>) -> Calendar {
        match kind {
            Some(kind) => self.days.insert(day, kind),
            None => self.days.remove(&day),
        };
        self
    }

    pub fn is_working(&self, day: NaiveDate) -> bool {
        self.rest(day).is_none()
    }

    /// Why a day is not worked, or `None` where it is.
    fn rest(&self, day: NaiveDate) -> Option<DayOfTerm> {
        match self.days.get(&day) {
            Some(DayKind::WorkingWeekend) => None,
            Some(DayKind::Holiday) => Some(DayOfTerm::Holiday),
            Some(DayKind::MovedDayOff) => Some(DayOfTerm::MovedDayOff),
            None if matches!(day.weekday(), Weekday::Sat | Weekday::Sun) => Some(DayOfTerm::Weekend),
            None => None,
        }
    }

    /// Reckons a term of `days` working days after `start`, leaving out pauses. A term of no days ends on the
    /// day itself, or on the day on which the last pause ended; where that is not worked, on the next one.
    pub fn reckon(&self, start: NaiveDate, days: u32, pauses: &[Pause]) -> Reckoning {
        if days == 0 {
            let back = pauses.iter().try_fold(start, |day, pause| pause.until.map(|until| until.max(day)));
            let due = back.and_then(|day| day.iter_days().find(|day| self.is_working(*day)));
            return Reckoning { start, days, due, steps: Vec::new() };
        }
        let mut steps = Vec::new();
        let mut counted = 0;
        let mut day = start;
        while counted < days {
            let Some(next) = day.checked_add_days(Days::new(1)) else { break };
            day = next;
            let paused = pauses.iter().find(|p| p.from < day && p.until.is_none_or(|until| day <= until));
            if paused.is_some_and(|p| p.until.is_none()) {
                steps.push((day, DayOfTerm::Paused));
                return Reckoning { start, days, due: None, steps };
            }
            let step = if paused.is_some() {
                DayOfTerm::Paused
            } else if let Some(rest) = self.rest(day) {
                rest
            } else {
                counted += 1;
                DayOfTerm::Counted(counted)
            };
            steps.push((day, step));
        }
        Reckoning { start, days, due: Some(day), steps }
    }

    /// Working days after `from` up to and including `to`; negative when `to` lies before `from`.
    pub fn between(&self, from: NaiveDate, to: NaiveDate) -> i64 {
        let (first, last, sign) = if from <= to { (from, to, 1) } else { (to, from, -1) };
        let count = first.iter_days().skip(1).take_while(|d| *d <= last).filter(|d| self.is_working(*d)).count();
        sign * i64::try_from(count).unwrap_or(i64::MAX)
    }

    /// The first and the last date the calendar knows; outside it only weekends are known.
    pub fn known(&self) -> Option<(NaiveDate, NaiveDate)> {
        Some((*self.days.first_key_value()?.0, *self.days.last_key_value()?.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// December 2025: Saturday 20 is worked for Friday 26, and 25 is Christmas.
    fn december() -> Calendar {
        Calendar::new([
            (day("2025-12-20"), DayKind::WorkingWeekend),
            (day("2025-12-25"), DayKind::Holiday),
            (day("2025-12-26"), DayKind::MovedDayOff),
        ])
    }

    #[test]
    fn a_worked_saturday_counts_and_the_day_moved_for_it_does_not() {
        let term = december().reckon(day("2025-12-18"), 6, &[]);
        assert_eq!(term.due, Some(day("2025-12-29")));
        assert_eq!(term.steps[1], (day("2025-12-20"), DayOfTerm::Counted(2)));
        assert_eq!(term.steps[6], (day("2025-12-25"), DayOfTerm::Holiday));
        assert_eq!(term.steps[7], (day("2025-12-26"), DayOfTerm::MovedDayOff));
    }

    #[test]
    fn the_clock_stands_still_while_the_applicant_corrects() {
        let pause = Pause { from: day("2025-12-02"), until: Some(day("2025-12-08")) };
        let term = december().reckon(day("2025-12-01"), 5, &[pause]);
        assert_eq!(term.due, Some(day("2025-12-12")), "one day before the pause, four after it");
        let open = Pause { until: None, ..pause };
        assert_eq!(december().reckon(day("2025-12-01"), 5, &[open]).due, None);
    }

    #[test]
    fn days_left_are_working_days() {
        let calendar = december();
        assert_eq!(calendar.between(day("2025-12-24"), day("2025-12-29")), 1);
        assert_eq!(calendar.between(day("2025-12-29"), day("2025-12-24")), -1);
        assert_eq!(calendar.between(day("2025-12-24"), day("2025-12-24")), 0);
    }

    #[test]
    fn the_end_of_time_does_not_panic() {
        let term = december().reckon(NaiveDate::MAX, 5, &[]);
        assert_eq!(term.due, Some(NaiveDate::MAX));
    }

    #[test]
    fn a_term_of_no_days_ends_on_the_day_or_on_the_next_that_is_worked() {
        let calendar = Calendar::new([(day("2026-12-25"), DayKind::Holiday)]);
        let due = |start: &str, pauses: &[Pause]| calendar.reckon(day(start), 0, pauses).due;
        assert_eq!(due("2026-11-26", &[]), Some(day("2026-11-26")));
        assert_eq!(due("2026-12-25", &[]), Some(day("2026-12-28")), "a holiday and a weekend");
        let back = Pause { from: day("2026-11-26"), until: Some(day("2026-12-01")) };
        assert_eq!(due("2026-11-26", &[back]), Some(day("2026-12-01")));
        assert_eq!(due("2026-11-26", &[back, Pause { from: day("2026-12-02"), until: None }]), None);
    }
}
