//! Why a decided case is opened again, where nothing of it stands in the register.

/// A reason that a supervisor may give; its sentence is the locale key `reopening-{code}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The office itself quashed its decision.
    Quashed,
    Court,
    HigherBody,
    /// It was decided by mistake: another case was meant, or something was overlooked.
    Mistake,
}

impl Reason {
    pub const ALL: [Reason; 4] = [Reason::Quashed, Reason::Court, Reason::HigherBody, Reason::Mistake];

    pub fn code(self) -> &'static str {
        match self {
            Reason::Quashed => "quashed",
            Reason::Court => "court",
            Reason::HigherBody => "higher-body",
            Reason::Mistake => "mistake",
        }
    }

    pub fn from_code(code: &str) -> Option<Reason> {
        Reason::ALL.into_iter().find(|reason| reason.code() == code)
    }

    /// Whether somebody else decided it by an act, whose number and date are named.
    pub fn has_act(self) -> bool {
        matches!(self, Reason::Court | Reason::HigherBody)
    }
}
