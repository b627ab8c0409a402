//! How long the portal keeps data of each kind. The register, decisions and what was filed are of no kind here: they are
//! never removed; of what was attached the content goes, its name and digest stay.

/// Data of a kind that is removed in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Drafts that nobody changes; their owners are warned.
    Drafts,
    /// Files of cases that were ordered.
    Exports,
    /// Answers about many companies at once.
    Batches,
    /// Links of mails, after their end.
    Links,
    /// Counts of wrong passwords.
    Failures,
    /// Who has a case open.
    Presences,
    /// Mails that were sent.
    Mails,
    /// The audit record.
    Audit,
    /// Attachments of cases that were refused, left without consideration or withdrawn, since then.
    Papers,
    /// Attachments of accepted cases, since the company was excluded from the register.
    AcceptedPapers,
    /// What an office noted for itself about a case, since the decision.
    Notes,
    /// Addresses of people outside who were asked for an opinion, since the decision.
    Experts,
    /// Persons barred from leading, since the end of the bar.
    Barred,
    /// Absences of those who work with cases, since their last day.
    Absences,
}

impl Kind {
    pub const ALL: [Kind; 14] = [
        Kind::Drafts,
        Kind::Exports,
        Kind::Batches,
        Kind::Links,
        Kind::Failures,
        Kind::Presences,
        Kind::Mails,
        Kind::Audit,
        Kind::Papers,
        Kind::AcceptedPapers,
        Kind::Notes,
        Kind::Experts,
        Kind::Barred,
        Kind::Absences,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Kind::Drafts => "drafts",
            Kind::Exports => "exports",
            Kind::Batches => "batches",
            Kind::Links => "links",
            Kind::Failures => "failures",
            Kind::Presences => "presences",
            Kind::Mails => "mails",
            Kind::Audit => "audit",
            Kind::Papers => "papers",
            Kind::AcceptedPapers => "accepted-papers",
            Kind::Notes => "notes",
            Kind::Experts => "experts",
            Kind::Barred => "barred",
            Kind::Absences => "absences",
        }
    }

    pub fn from_code(code: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Hours for which it is kept unless an administrator says otherwise; `None`: for good.
    pub fn hours(self) -> Option<i32> {
        match self {
            Kind::Drafts => Some(90 * DAY),
            Kind::Exports => Some(7 * DAY),
            Kind::Batches | Kind::Failures => Some(DAY),
            Kind::Links => Some(30 * DAY),
            Kind::Presences => Some(1),
            // For good, unless an administrator enters a term with its act.
            Kind::Mails
            | Kind::Audit
            | Kind::Papers
            | Kind::AcceptedPapers
            | Kind::Notes
            | Kind::Experts
            | Kind::Barred
            | Kind::Absences => None,
        }
    }

    /// Hours for which it is kept at least.
    pub fn least(self) -> i32 {
        match self {
            // So that the warning to its owner can come a fortnight before.
            Kind::Drafts => 30 * DAY,
            Kind::Exports | Kind::Links | Kind::Failures => DAY,
            Kind::Batches | Kind::Presences => 1,
            // Correspondence of an office: three years, its record of actions: five.
            Kind::Mails => 3 * 366 * DAY,
            Kind::Audit => 5 * 366 * DAY,
            // No act was found for these: the portal's own setting, longer than a decision can be quashed or a bar be
            // asked about.
            Kind::Papers | Kind::Notes | Kind::Barred => 3 * 366 * DAY,
            Kind::AcceptedPapers => 10 * 366 * DAY,
            Kind::Experts | Kind::Absences => 366 * DAY,
        }
    }

    /// Whether administrators are warned before anything of it is removed: what is kept for good unless they enter a term.
    pub fn is_warned(self) -> bool {
        self.hours().is_none()
    }

    /// Whether its least term is that of an act; else it is the portal's own setting.
    pub fn has_act(self) -> bool {
        matches!(self, Kind::Mails | Kind::Audit)
    }

    /// Whether it may be kept for good.
    pub fn may_stay(self) -> bool {
        self.is_warned()
    }
}

/// Hours of a day.
pub const DAY: i32 = 24;

/// Hours that a term can have at most: a hundred years.
pub const MOST: i32 = 100 * 366 * DAY;

/// Days between the warning and the removal.
pub const WARNED_BEFORE: i64 = 14;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_kept_shorter_by_default_than_it_must_be() {
        for kind in Kind::ALL {
            assert!(kind.hours().is_none_or(|hours| hours >= kind.least()), "{kind:?}");
            assert!(kind.hours().is_some() || kind.may_stay(), "{kind:?}");
            assert_eq!(Kind::from_code(kind.code()), Some(kind));
        }
    }
}
