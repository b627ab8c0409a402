//! The catalogue of reasons for a refusal, each with the act it rests on.
//!
//! The lists here are what the catalogue begins with; administrators keep it by date ([`Kept`]), and what holds on a day is
//! asked of that.
//!
//! The sentence of a reason is the locale key `reason-{code}`. Points of acts that were not verified
//! against their current text are marked so; a clerk always adds own words.

use crate::lang::Names3;
use crate::procedures::Procedure;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A decision for which reasons of the catalogue are given. A further one is a line of [`DECISIONS`].
pub struct Decision {
    pub code: &'static str,
    /// The status of what was decided so.
    pub outcome: &'static str,
    first: fn(Procedure) -> &'static [Reason],
}

/// The decisions with reasons. Their names are the locale keys `reasons-for-{code}`.
pub const DECISIONS: &[Decision] =
    &[Decision { code: "refuse", outcome: "refused", first: |procedure| procedure.rules().refusal_reasons() }];

impl Decision {
    pub fn of(code: &str) -> Option<&'static Decision> {
        DECISIONS.iter().find(|decision| decision.code == code)
    }

    /// The reasons that come with the portal for a procedure.
    pub fn all(&self, procedure: Procedure) -> &'static [Reason] {
        (self.first)(procedure)
    }

    /// The place of a reason among those that come with the portal for a procedure.
    pub fn came(&self, procedure: Procedure, code: &str) -> Option<usize> {
        self.all(procedure).iter().position(|reason| reason.code == code)
    }
}

/// A reason as the catalogue keeps it from a day on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    pub sentence: Names3,
    /// The act, as cited in the decision letter, in Russian.
    pub act: String,
    /// Whether the cited point was checked against the act in force.
    pub verified: bool,
    /// Slugs of the procedures that it fits.
    pub procedures: Vec<String>,
    /// The last day on which it may be given.
    pub until: Option<NaiveDate>,
}

/// A reason a clerk may give.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reason {
    pub code: &'static str,
    /// The act, as cited in the decision letter, in Russian.
    pub act: &'static str,
    /// Whether the cited point was checked against the act in force.
    pub verified: bool,
}

/// Reasons that fit a change of location.
pub const CHANGE_OF_LOCATION: &[Reason] = &[
    Reason {
        code: "not-entitled", act: "Декрет Президента Республики Беларусь от 16.01.2009 № 1", verified: false
    },
    Reason {
        code: "documents-missing",
        act: "Декрет Президента Республики Беларусь от 16.01.2009 № 1",
        verified: false,
    },
    Reason {
        code: "documents-not-in-form",
        act: "Декрет Президента Республики Беларусь от 16.01.2009 № 1",
        verified: false,
    },
    Reason {
        code: "wrong-body", act: "Декрет Президента Республики Беларусь от 16.01.2009 № 1", verified: false
    },
    Reason {
        code: "address-does-not-exist",
        act: "постановление Совета Министров Республики Беларусь от 23.02.2009 № 229",
        verified: false,
    },
    Reason {
        code: "dwelling-not-allowed", act: "Жилищный кодекс Республики Беларусь", verified: false
    },
    Reason {
        code: "untrue-statements",
        act: "Декрет Президента Республики Беларусь от 16.01.2009 № 1",
        verified: false,
    },
];

/// Reasons that fit a notification about the head.
pub const MANAGER: &[Reason] = &[
    Reason {
        code: "not-entitled", act: "Декрет Президента Республики Беларусь от 16.01.2009 № 1", verified: false
    },
    Reason {
        code: "documents-missing",
        act: "Декрет Президента Республики Беларусь от 16.01.2009 № 1",
        verified: false,
    },
    Reason {
        code: "documents-not-in-form",
        act: "Декрет Президента Республики Беларусь от 16.01.2009 № 1",
        verified: false,
    },
    Reason {
        code: "wrong-body", act: "Декрет Президента Республики Беларусь от 16.01.2009 № 1", verified: false
    },
    Reason {
        code: "untrue-statements",
        act: "Декрет Президента Республики Беларусь от 16.01.2009 № 1",
        verified: false,
    },
];

/// Reasons that fit a change of name.
pub const NAME: &[Reason] = &[
    Reason {
        code: "not-entitled", act: "Декрет Президента Республики Беларусь от 16.01.2009 № 1", verified: false
    },
    Reason {
        code: "documents-missing",
        act: "Декрет Президента Республики Беларусь от 16.01.2009 № 1",
        verified: false,
    },
    Reason {
        code: "documents-not-in-form",
        act: "Декрет Президента Республики Беларусь от 16.01.2009 № 1",
        verified: false,
    },
    Reason {
        code: "name-like-another",
        act: "постановление Совета Министров Республики Беларусь от 05.02.2009 № 154",
        verified: false,
    },
    Reason {
        code: "name-not-allowed", act: "Гражданский кодекс Республики Беларусь, статья 50", verified: false
    },
    Reason {
        code: "untrue-statements",
        act: "Декрет Президента Республики Беларусь от 16.01.2009 № 1",
        verified: false,
    },
];

/// Reasons that fit a registration.
pub const REGISTRATION: &[Reason] = &[
    Reason {
        code: "documents-missing",
        act: "Декрет Президента Республики Беларусь от 16.01.2009 № 1",
        verified: false,
    },
    Reason {
        code: "documents-not-in-form",
        act: "Декрет Президента Республики Беларусь от 16.01.2009 № 1",
        verified: false,
    },
    Reason {
        code: "wrong-body", act: "Декрет Президента Республики Беларусь от 16.01.2009 № 1", verified: false
    },
    Reason {
        code: "may-not-found", act: "Декрет Президента Республики Беларусь от 16.01.2009 № 1", verified: false
    },
    Reason {
        code: "activity-needs-licence",
        act: "Закон Республики Беларусь от 14.10.2022 № 213-З «О лицензировании»",
        verified: false,
    },
    Reason {
        code: "untrue-statements",
        act: "Декрет Президента Республики Беларусь от 16.01.2009 № 1",
        verified: false,
    },
];

/// Reasons that fit the duplicate of a certificate.
pub const DUPLICATE: &[Reason] = &[
    Reason {
        code: "not-entitled", act: "Декрет Президента Республики Беларусь от 16.01.2009 № 1", verified: false
    },
    Reason {
        code: "documents-missing",
        act: "Декрет Президента Республики Беларусь от 16.01.2009 № 1",
        verified: false,
    },
    Reason {
        code: "untrue-statements",
        act: "Декрет Президента Республики Беларусь от 16.01.2009 № 1",
        verified: false,
    },
];

/// Reasons that fit a change of the main activity.
pub const ACTIVITY: &[Reason] = &[
    Reason {
        code: "not-entitled", act: "Декрет Президента Республики Беларусь от 16.01.2009 № 1", verified: false
    },
    Reason {
        code: "activity-needs-licence",
        act: "Закон Республики Беларусь от 14.10.2022 № 213-З «О лицензировании»",
        verified: false,
    },
    Reason {
        code: "untrue-statements",
        act: "Декрет Президента Республики Беларусь от 16.01.2009 № 1",
        verified: false,
    },
];

/// Reasons that fit a correction.
pub const CORRECTION: &[Reason] = &[
    Reason {
        code: "not-entitled", act: "Декрет Президента Республики Беларусь от 16.01.2009 № 1", verified: false
    },
    Reason {
        code: "paper-does-not-show-it",
        act: "постановление Совета Министров Республики Беларусь от 23.02.2009 № 229",
        verified: false,
    },
    Reason {
        code: "change-not-error",
        act: "постановление Совета Министров Республики Беларусь от 23.02.2009 № 229",
        verified: false,
    },
    Reason {
        code: "untrue-statements",
        act: "Декрет Президента Республики Беларусь от 16.01.2009 № 1",
        verified: false,
    },
];

/// Reasons that fit a liquidation and its stages.
pub const LIQUIDATION: &[Reason] = &[
    Reason {
        code: "not-entitled", act: "Декрет Президента Республики Беларусь от 16.01.2009 № 1", verified: false
    },
    Reason {
        code: "documents-missing",
        act: "Декрет Президента Республики Беларусь от 16.01.2009 № 1",
        verified: false,
    },
    Reason {
        code: "documents-not-in-form",
        act: "Декрет Президента Республики Беларусь от 16.01.2009 № 1",
        verified: false,
    },
    Reason {
        code: "claims-unsettled", act: "Гражданский кодекс Республики Беларусь, статьи 59–61", verified: false
    },
    Reason {
        code: "untrue-statements",
        act: "Декрет Президента Республики Беларусь от 16.01.2009 № 1",
        verified: false,
    },
];

/// Finds a reason by its code.
pub fn by_code(code: &str) -> Option<&'static Reason> {
    CHANGE_OF_LOCATION
        .iter()
        .chain(MANAGER)
        .chain(LIQUIDATION)
        .chain(NAME)
        .chain(ACTIVITY)
        .chain(REGISTRATION)
        .chain(DUPLICATE)
        .chain(CORRECTION)
        .find(|r| r.code == code)
}
