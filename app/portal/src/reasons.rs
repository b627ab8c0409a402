//! The catalogue of reasons for a refusal and for leaving without consideration, each with the act it rests on.
//!
//! The lists here are what the catalogue begins with; administrators keep it by date ([`Kept`]), and what holds on a day is
//! asked of that.
//!
//! The sentence of a reason is the locale key `reason-{code}`. Points of acts that were not verified
//! against their current text are marked so; a clerk always adds own words.

use crate::application::{Action, Status};
use crate::lang::Names3;
use crate::procedures::Procedure;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A decision for which reasons of the catalogue are given. A further one is a line of [`DECISIONS`].
pub struct Decision {
    pub code: &'static str,
    /// The status of what was decided so.
    pub outcome: Status,
    first: fn(Procedure) -> &'static [Reason],
}

/// The decisions with reasons. Their names are the locale keys `reasons-for-{code}`.
pub const DECISIONS: &[Decision] = &[
    Decision { code: "refuse", outcome: Status::Refused, first: |procedure| procedure.rules().refusal_reasons() },
    Decision { code: "leave", outcome: Status::Unconsidered, first: |_| UNCONSIDERED },
];

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

/// Reasons for leaving an application without consideration, of any procedure.
pub const UNCONSIDERED: &[Reason] = &[
    Reason {
        code: "left-other-body",
        act: "Закон Республики Беларусь от 28.10.2008 № 433-З «Об основах административных процедур»",
        verified: false,
    },
    Reason {
        code: "left-not-signed",
        act: "Закон Республики Беларусь от 28.10.2008 № 433-З «Об основах административных процедур»",
        verified: false,
    },
    Reason {
        code: LEFT_NOT_CORRECTED,
        act: "Закон Республики Беларусь от 28.10.2008 № 433-З «Об основах административных процедур»",
        verified: false,
    },
    Reason {
        code: LEFT_NOT_PAID,
        act: "Закон Республики Беларусь от 28.10.2008 № 433-З «Об основах административных процедур»",
        verified: false,
    },
    Reason {
        code: "left-filed-twice",
        act: "Закон Республики Беларусь от 28.10.2008 № 433-З «Об основах административных процедур»",
        verified: false,
    },
];

/// Only what was returned for correction and did not come back is left for it.
pub const LEFT_NOT_CORRECTED: &str = "left-not-corrected";
/// Only what has a bill that is due is left for it.
pub const LEFT_NOT_PAID: &str = "left-not-paid";

/// How a case can end without what was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Against {
    Refusing,
    /// Leaving it without consideration.
    Leaving,
}

impl Against {
    pub const ALL: [Against; 2] = [Against::Refusing, Against::Leaving];

    /// The word in forms, and of what was prepared or chosen for many: `refuse`, `leave`.
    pub fn code(self) -> &'static str {
        match self {
            Against::Refusing => "refuse",
            Against::Leaving => "leave",
        }
    }

    pub fn from_code(code: &str) -> Option<Against> {
        Against::ALL.into_iter().find(|against| against.code() == code)
    }

    pub fn action(self) -> Action {
        match self {
            Against::Refusing => Action::Refuse,
            Against::Leaving => Action::Leave,
        }
    }
}

/// Whether a reason can be true of a case as it stands.
pub fn fits(reason: &str, status: Status, unpaid: bool) -> bool {
    match reason {
        LEFT_NOT_CORRECTED => status == Status::Returned,
        LEFT_NOT_PAID => unpaid,
        _ => true,
    }
}

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
        .chain(UNCONSIDERED)
        .find(|r| r.code == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_returned_is_left_for_not_being_corrected_and_only_what_is_due_for_not_being_paid() {
        assert!(fits(LEFT_NOT_CORRECTED, Status::Returned, false));
        assert!(!fits(LEFT_NOT_CORRECTED, Status::InReview, true));
        assert!(fits(LEFT_NOT_PAID, Status::InReview, true));
        assert!(!fits(LEFT_NOT_PAID, Status::Returned, false));
        assert!(UNCONSIDERED.iter().filter(|reason| fits(reason.code, Status::InReview, false)).count() > 1);
    }

    #[test]
    fn each_code_is_in_one_catalogue_of_a_procedure_alone() {
        for procedure in crate::procedures::Procedure::ALL {
            let refusing = procedure.rules().refusal_reasons();
            assert!(!UNCONSIDERED.iter().any(|left| refusing.iter().any(|reason| reason.code == left.code)));
        }
    }
}
