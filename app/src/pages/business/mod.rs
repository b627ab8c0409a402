//! My businesses: the companies that the reader acts for.

pub mod calendar;
pub mod duty;
pub mod holders;
pub mod invitation;
pub mod list;
pub mod rights;
pub mod show;

use crate::l10n::Tr;
use chrono::NaiveDate;
use portal::application::Status;
use portal::mandate::Scope;
use portal::procedures::Procedure;

/// A right to act for a company.
#[derive(Clone, Copy, Debug)]
pub struct RightView {
    pub scope: Scope,
    pub from: NaiveDate,
    pub until: Option<NaiveDate>,
}

impl RightView {
    /// What it allows.
    pub fn words(&self, tr: Tr) -> String {
        tr.t(&format!("account-scope-{}", self.scope.code()))
    }

    /// From when until when.
    pub fn period(&self, tr: Tr) -> String {
        let from = tr.date(self.from).into();
        match self.until {
            Some(until) => tr.ta("account-period", &[("from", from), ("until", tr.date(until).into())]),
            None => tr.ta("account-period-open", &[("from", from)]),
        }
    }
}

/// An application of the company.
#[derive(Clone, Debug)]
pub struct Line {
    pub id: String,
    pub procedure: Procedure,
    pub status: Status,
    pub number: Option<String>,
    /// The day until which the office decides.
    pub due: Option<NaiveDate>,
    /// The day of the decision, or of the last change.
    pub on: NaiveDate,
}
