//! The office's deadline: in words and days with a bar, and the sum step by step.

use super::words;
use crate::l10n::Tr;
use crate::ui::{Cell, Column, Countdown, CountdownState, DataTable, Details, Row, Tag};
use chrono::NaiveDate;
use leptos::prelude::*;
use portal::application::Status;
use portal::working_days::{DayOfTerm, Reckoning};

/// Where the office's term for a case stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deadline {
    /// Working days after today up to and including the last one: 0 on the last day.
    Running { due: NaiveDate, left: u32, of: u32 },
    /// Working days since the last one.
    Overdue { due: NaiveDate, by: u32, of: u32 },
    /// The clock stands still since the case was returned to the applicant.
    Paused { since: Option<NaiveDate> },
    /// The clock starts when the fee is paid.
    Unpaid { since: Option<NaiveDate> },
    /// Decided or withdrawn.
    Over { how: Status, on: Option<NaiveDate> },
    /// No term is set for the procedure.
    Unset,
}

impl Deadline {
    /// The deadline in words.
    pub fn words(self, tr: Tr) -> String {
        match self {
            Deadline::Running { left: 0, .. } => tr.t("deadline-today"),
            Deadline::Running { left, .. } => tr.ta("deadline-left", &[("days", i64::from(left).into())]),
            Deadline::Overdue { by, .. } => tr.ta("deadline-overdue", &[("days", i64::from(by).into())]),
            Deadline::Paused { .. } => tr.t("deadline-paused"),
            Deadline::Unpaid { .. } => tr.t("deadline-unpaid"),
            Deadline::Over { how, .. } => words::status(tr, how).0,
            Deadline::Unset => tr.t("deadline-unset"),
        }
    }

    /// The date that goes with the words, where there is one.
    pub fn note(self, tr: Tr) -> Option<String> {
        match self {
            Deadline::Running { due, .. } => Some(tr.ta("deadline-until", &[("date", tr.date(due).into())])),
            Deadline::Overdue { due, .. } => Some(tr.ta("deadline-was", &[("date", tr.date(due).into())])),
            Deadline::Paused { since } => since.map(|day| tr.ta("deadline-since", &[("date", tr.date(day).into())])),
            Deadline::Unpaid { since } => {
                since.map(|day| tr.ta("deadline-unpaid-since", &[("date", tr.date(day).into())]))
            }
            Deadline::Over { on, .. } => on.map(|day| tr.date(day)),
            Deadline::Unset => None,
        }
    }

    /// The words with their bar; a finished case has a tag in its place.
    pub fn view(self, tr: Tr) -> AnyView {
        let text = self.words(tr);
        match self {
            Deadline::Running { left, of, .. } => {
                let state = if left <= 1 { CountdownState::Soon } else { CountdownState::Running };
                view! { <Countdown text left total=of state /> }.into_any()
            }
            Deadline::Overdue { of, .. } => {
                view! { <Countdown text left=0 total=of state=CountdownState::Overdue /> }.into_any()
            }
            Deadline::Paused { .. } | Deadline::Unpaid { .. } => {
                view! { <Countdown text left=0 total=0 state=CountdownState::Paused /> }.into_any()
            }
            Deadline::Over { how, .. } => view! { <Tag text tone=words::status(tr, how).1 /> }.into_any(),
            Deadline::Unset => text.into_any(),
        }
    }
}

/// From what a term is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Since {
    #[default]
    Filing,
    /// The fee was paid.
    Payment,
    /// The case was opened again.
    Reopening,
}

impl Since {
    /// The locale key of the sentence about it.
    fn key(self) -> &'static str {
        match self {
            Since::Filing => "reckoning-intro",
            Since::Payment => "reckoning-intro-payment",
            Since::Reopening => "reckoning-intro-reopening",
        }
    }
}

/// The sum behind a deadline: every calendar day from the one it is counted from to the last day of the term.
pub fn reckoned(tr: Tr, reckoning: Reckoning, since: Since) -> impl IntoView {
    let rows = reckoning.steps.iter().map(|(day, step)| {
        let count = match step {
            DayOfTerm::Counted(n) => n.to_string(),
            _ => String::new(),
        };
        Row::new(vec![
            Cell::text(tr.date(*day)),
            Cell::text(tr.weekday(*day)),
            Cell::text(count),
            Cell::text(meaning(tr, *step)),
        ])
    });
    let rows: Vec<Row> = rows.collect();
    let columns = vec![
        Column::new(tr.t("reckoning-day")),
        Column::new(tr.t("reckoning-weekday")),
        Column::new(tr.t("reckoning-count")).numeric(),
        Column::new(tr.t("reckoning-meaning")),
    ];
    let days = tr.ta("working-days", &[("days", i64::from(reckoning.days).into())]);
    let intro = tr.ta(since.key(), &[("start", tr.date(reckoning.start).into()), ("term", days.into())]);
    let end = match reckoning.due {
        Some(due) => tr.ta("reckoning-end", &[("due", tr.date(due).into())]),
        None => tr.t("reckoning-open"),
    };
    view! {
        <Details summary=tr.t("reckoning-title")>
            <p>{intro}</p>
            <DataTable caption=tr.t("reckoning-title") columns rows caption_hidden=true dense=true />
            <p>{end}</p>
        </Details>
    }
}

fn meaning(tr: Tr, step: DayOfTerm) -> String {
    match step {
        DayOfTerm::Counted(_) => tr.t("reckoning-counted"),
        DayOfTerm::Weekend => tr.t("reckoning-weekend"),
        DayOfTerm::Holiday => tr.t("reckoning-holiday"),
        DayOfTerm::MovedDayOff => tr.t("reckoning-moved"),
        DayOfTerm::Paused => tr.t("reckoning-paused"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use portal::lang::Lang;

    #[test]
    fn the_last_day_is_said_as_such_and_not_as_no_days() {
        let due = NaiveDate::from_ymd_opt(2026, 11, 27).unwrap();
        let words = |left| Deadline::Running { due, left, of: 5 }.words(Tr(Lang::Ru));
        assert_eq!(words(0), "Сегодня последний день");
        assert_eq!(words(1), "Остался 1 рабочий день");
        assert_eq!(words(3), "Осталось 3 рабочих дня");
        assert_eq!(Deadline::Overdue { due, by: 2, of: 5 }.words(Tr(Lang::En)), "2 working days overdue");
    }
}
