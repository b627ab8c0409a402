//! The charter's edition and who takes part, as far as everybody may know.

use crate::l10n::Tr;
use chrono::NaiveDate;
use portal::procedures::Participant;

/// An edition of the charter.
#[derive(Clone)]
pub struct CharterView {
    pub edition: i32,
    /// How it was put: part of the locale keys `charter-form-…`.
    pub form: String,
    pub since: Option<NaiveDate>,
}

impl CharterView {
    /// «редакция 2, с 1 марта 2026 г.»
    pub fn line(&self, tr: Tr) -> String {
        let edition = tr.ta("charter-edition", &[("edition", self.edition.into())]);
        match self.since {
            Some(day) => format!("{edition}, {}", tr.ta("acting-since", &[("since", tr.date(day).into())])),
            None => edition,
        }
    }
}

/// Who takes part: organisations by name, of natural persons how many.
#[derive(Clone)]
pub struct ParticipantsView {
    pub organisations: Vec<Participant>,
    pub persons: usize,
}

impl ParticipantsView {
    pub fn lines(&self, tr: Tr) -> Vec<String> {
        let organisation = |of: &Participant| {
            let unp = of.unp.map(|unp| format!(" ({} {unp})", tr.t("unp"))).unwrap_or_default();
            format!("{}{unp}, {}", of.name, of.percent())
        };
        let persons = i64::try_from(self.persons).unwrap_or(i64::MAX);
        let persons = (persons > 0).then(|| tr.ta("participants-persons", &[("count", persons.into())]));
        self.organisations.iter().map(organisation).chain(persons).collect()
    }
}
