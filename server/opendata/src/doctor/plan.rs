//! What is to become of a file's columns, as the editor has decided.

use super::guess::guess;
use super::sheet::Reading;
use crate::schema::{Field, Schema};
use portal::fold::fold;
use serde::{Deserialize, Serialize};

/// A usual fault that is mended on request; the code is the end of the locale key `doctor-repair-…`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Repair {
    /// Spaces around values, and characters that nobody sees.
    Spaces,
    /// Days written otherwise than 2024-02-01.
    Dates,
    /// Commas of fractions, spaces of thousands.
    Numbers,
    /// «да» and «нет».
    Words,
    /// The same row again.
    Rows,
    /// Texts that a spreadsheet would reckon with.
    Formulas,
}

impl Repair {
    pub const ALL: [Repair; 6] =
        [Repair::Spaces, Repair::Dates, Repair::Numbers, Repair::Words, Repair::Rows, Repair::Formulas];

    pub fn code(self) -> &'static str {
        match self {
            Repair::Spaces => "spaces",
            Repair::Dates => "dates",
            Repair::Numbers => "numbers",
            Repair::Words => "words",
            Repair::Rows => "rows",
            Repair::Formulas => "formulas",
        }
    }

    pub fn from_code(code: &str) -> Option<Repair> {
        Repair::ALL.into_iter().find(|repair| repair.code() == code)
    }
}

/// A column of the file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// Its name as it stands in the file.
    pub head: String,
    /// Its place there, from 0; none where the newest file does not have it.
    pub at: Option<usize>,
    /// Whether it is published.
    pub kept: bool,
    pub field: Field,
}

/// The columns of a set as its files have them and as they are published.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    pub columns: Vec<Column>,
    pub key: Vec<String>,
    pub repairs: Vec<Repair>,
}

impl Plan {
    pub fn kept(&self) -> impl Iterator<Item = &Column> {
        self.columns.iter().filter(|column| column.kept)
    }

    pub fn schema(&self) -> Schema {
        Schema { fields: self.kept().map(|column| column.field.clone()).collect(), key: self.key.clone() }
    }

    /// Columns that are published and that the newest file does not have.
    pub fn missing(&self) -> Vec<&str> {
        self.kept().filter(|column| column.at.is_none()).map(|column| column.head.as_str()).collect()
    }

    /// The plan for another file of the same set: what was decided of a column stays with its name.
    /// Columns that are new come behind and are not published before somebody says so.
    pub fn refit(&self, reading: &Reading) -> Plan {
        let mut fresh = guess(reading).columns;
        let mut columns = self.columns.clone();
        for column in &mut columns {
            let same = |other: &Column| fold(&other.head) == fold(&column.head) || other.head == column.field.name;
            let found = fresh.iter().position(same).map(|place| fresh.remove(place));
            column.at = found.and_then(|found| found.at);
        }
        columns.retain(|column| column.kept || column.at.is_some());
        for mut column in fresh {
            column.kept = false;
            column.field.name = free(&column.field.name, columns.iter().map(|other| other.field.name.as_str()));
            columns.push(column);
        }
        Plan { columns, key: self.key.clone(), repairs: self.repairs.clone() }
    }
}

/// A name that no other column has.
pub(super) fn free<'a>(name: &str, taken: impl Iterator<Item = &'a str> + Clone) -> String {
    let numbered = (2..).map(|number| format!("{name}_{number}"));
    let mut names = std::iter::once(name.to_owned()).chain(numbered);
    names.find(|name| !taken.clone().any(|other| other == name)).unwrap_or_default()
}
