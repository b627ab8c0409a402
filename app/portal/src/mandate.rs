//! Rights to act: what a person may do for a company, from when until when.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What a mandate allows; a later one includes the earlier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// See the company's applications.
    Read,
    /// Draw applications up, without filing them.
    Prepare,
    /// Sign and file.
    File,
    /// The head of the company or the sole proprietor: files, and gives rights to others.
    Head,
}

impl Scope {
    pub fn code(self) -> &'static str {
        match self {
            Scope::Read => "read",
            Scope::Prepare => "prepare",
            Scope::File => "file",
            Scope::Head => "head",
        }
    }

    pub fn from_code(code: &str) -> Option<Scope> {
        [Scope::Read, Scope::Prepare, Scope::File, Scope::Head].into_iter().find(|s| s.code() == code)
    }
}

/// A dated right of one account to act for one company. Dates are inclusive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mandate {
    pub unp: i64,
    pub scope: Scope,
    pub from: NaiveDate,
    pub until: Option<NaiveDate>,
}

impl Mandate {
    pub fn allows(&self, wanted: Scope, on: NaiveDate) -> bool {
        self.scope >= wanted && self.from <= on && self.until.is_none_or(|until| on <= until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, d).unwrap()
    }

    #[test]
    fn a_right_counts_on_its_first_and_last_day_and_not_outside() {
        let mandate = Mandate { unp: 700000018, scope: Scope::File, from: day(5), until: Some(day(9)) };
        assert!(!mandate.allows(Scope::Read, day(4)));
        assert!(mandate.allows(Scope::Prepare, day(5)));
        assert!(mandate.allows(Scope::File, day(9)));
        assert!(!mandate.allows(Scope::File, day(10)));
        assert!(!mandate.allows(Scope::Head, day(6)));
    }
}
