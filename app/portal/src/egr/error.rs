//! Why a record was refused: always the field, never the value, which may be personal data.

use std::fmt;

/// A record that cannot be read, and the one field that prevents it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WireError {
    /// Wire name of the field, with dots into reference objects (`nsi00202.nksoato`); empty when
    /// the record as a whole is at fault.
    pub field: String,
    /// What is wrong with it.
    pub problem: Problem,
}

/// What can be wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// A field without which the record means nothing is absent or null.
    Missing,
    /// The JSON type differs from the one the field has.
    WrongType {
        /// What the field holds, in English.
        expected: &'static str,
        /// What was found, in English.
        found: &'static str,
    },
    /// A number or a date beyond what can be kept.
    OutOfRange,
    /// Text that is none of the accepted forms of a date.
    NotADate,
    /// Text with U+0000, which no database keeps faithfully.
    NulCharacter,
    /// The same field twice, in different letter case.
    GivenTwice,
}

impl WireError {
    pub(super) fn at(field: &str, problem: Problem) -> Self {
        Self { field: field.to_owned(), problem }
    }

    /// The same fault, seen from the record that holds the faulty object.
    pub(super) fn within(mut self, field: &str) -> Self {
        self.field = if self.field.is_empty() { field.to_owned() } else { format!("{field}.{}", self.field) };
        self
    }
}

impl From<Problem> for WireError {
    fn from(problem: Problem) -> Self {
        Self { field: String::new(), problem }
    }
}

impl fmt::Display for WireError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let field = if self.field.is_empty() { "record" } else { &self.field };
        write!(f, "{field}: {}", self.problem)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("missing"),
            Self::WrongType { expected, found } => write!(f, "expected {expected}, found {found}"),
            Self::OutOfRange => f.write_str("out of range"),
            Self::NotADate => f.write_str("not a date"),
            Self::NulCharacter => f.write_str("contains a NUL character"),
            Self::GivenTwice => f.write_str("given twice in different letter case"),
        }
    }
}

impl std::error::Error for WireError {}
