//! Who confirms by their own sign-in what is filed on line, and how much of it.

use super::SummaryRow;
use crate::answers::Answers;

/// Somebody who confirms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signer {
    pub name: String,
    /// Folded: the address under which they sign in.
    pub email: String,
    pub confirms: Confirms,
}

/// What somebody confirms: any change of it voids the confirmation, a change of anything else does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confirms {
    /// The whole application, as a founder does.
    Everything,
    /// The location alone, as a co-owner of the dwelling does.
    Location,
}

/// The answers that make a location.
const LOCATION: &[&str] = &[
    "area",
    "settlement_kind",
    "settlement",
    "street_kind",
    "street",
    "house",
    "building",
    "postcode",
    "premises",
    "room_kind",
    "room",
];

impl Confirms {
    /// Part of the locale keys `founding-…` and `consenting-…`.
    pub fn code(self) -> &'static str {
        match self {
            Confirms::Everything => "founding",
            Confirms::Location => "consenting",
        }
    }

    /// The answers that are confirmed.
    pub fn part(self, answers: &Answers) -> Answers {
        match self {
            Confirms::Everything => answers.clone(),
            Confirms::Location => {
                let mut part = Answers::default();
                LOCATION.iter().for_each(|field| part.set(field, answers.get(field)));
                part
            }
        }
    }

    /// Whether whoever confirms is shown a row of the summary: nobody sees more than they confirm.
    pub fn shows(self, row: &SummaryRow) -> bool {
        match self {
            Confirms::Everything => true,
            Confirms::Location => LOCATION.contains(&row.field),
        }
    }
}
