//! An application from the draft to the decision: its states and what moves it between them.

use serde::{Deserialize, Serialize};

/// Where an application stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Being written by the applicant.
    Draft,
    /// Drawn up to hand in on paper; not filed until a clerk accepts the paper.
    Prepared,
    /// Filed, waiting to be taken by a clerk.
    Filed,
    /// In a clerk's hands.
    InReview,
    /// Returned for correction; the clock stands still.
    Returned,
    Accepted,
    Refused,
    /// Left without consideration: the office did not look into what is asked for.
    Unconsidered,
    /// Taken back by the applicant.
    Withdrawn,
}

/// What moves an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Print it for paper; the paper gets a code.
    Prepare,
    /// Open a prepared one for changes again; its paper loses its force.
    Reopen,
    /// File it on line.
    File,
    /// A clerk receives the signed paper, in person or by post.
    Receive,
    /// A clerk takes it.
    Take,
    /// The clerk gives it back to the office's queue.
    Release,
    /// Ask for correction.
    Return,
    /// File the corrected application.
    Correct,
    Accept,
    Refuse,
    /// Leave it without consideration; one that was returned too, where the correction never comes.
    Leave,
    Withdraw,
    /// Open it again: the decision is overtaken. Never one that was accepted: the register is only appended to.
    Reconsider,
}

impl Action {
    pub const ALL: [Action; 13] = [
        Action::Prepare,
        Action::Reopen,
        Action::File,
        Action::Receive,
        Action::Take,
        Action::Release,
        Action::Return,
        Action::Correct,
        Action::Accept,
        Action::Refuse,
        Action::Leave,
        Action::Withdraw,
        Action::Reconsider,
    ];
}

impl Status {
    pub const ALL: [Status; 9] = [
        Status::Draft,
        Status::Prepared,
        Status::Filed,
        Status::InReview,
        Status::Returned,
        Status::Accepted,
        Status::Refused,
        Status::Unconsidered,
        Status::Withdrawn,
    ];

    /// How an office ends a case: every outcome but the applicant's own taking it back.
    pub const DECISIONS: [Status; 3] = [Status::Accepted, Status::Refused, Status::Unconsidered];

    /// The state after an action, or `None` where that action is not possible.
    pub fn after(self, action: Action) -> Option<Status> {
        Some(match (self, action) {
            (Status::Draft, Action::Prepare) => Status::Prepared,
            (Status::Prepared, Action::Reopen) => Status::Draft,
            (Status::Draft, Action::File) => Status::Filed,
            (Status::Prepared, Action::File | Action::Receive) => Status::Filed,
            (Status::Filed, Action::Take) => Status::InReview,
            (Status::InReview, Action::Release) => Status::Filed,
            (Status::InReview, Action::Return) => Status::Returned,
            (Status::Returned, Action::Correct) => Status::InReview,
            (Status::InReview, Action::Accept) => Status::Accepted,
            (Status::InReview, Action::Refuse) => Status::Refused,
            (Status::InReview | Status::Returned, Action::Leave) => Status::Unconsidered,
            (Status::Filed | Status::InReview | Status::Returned, Action::Withdraw) => Status::Withdrawn,
            (Status::Refused | Status::Unconsidered, Action::Reconsider) => Status::Filed,
            _ => return None,
        })
    }

    /// Whether the applicant may change answers: all of them in a draft, the marked ones when
    /// returned.
    pub fn is_open_to_applicant(self) -> bool {
        matches!(self, Status::Draft | Status::Prepared | Status::Returned)
    }

    pub fn is_decided(self) -> bool {
        self == Status::Withdrawn || Status::DECISIONS.contains(&self)
    }

    /// Whether the office's clock runs.
    pub fn clock_runs(self) -> bool {
        matches!(self, Status::Filed | Status::InReview)
    }

    pub fn code(self) -> &'static str {
        match self {
            Status::Draft => "draft",
            Status::Prepared => "prepared",
            Status::Filed => "filed",
            Status::InReview => "in_review",
            Status::Returned => "returned",
            Status::Accepted => "accepted",
            Status::Refused => "refused",
            Status::Unconsidered => "unconsidered",
            Status::Withdrawn => "withdrawn",
        }
    }

    pub fn from_code(code: &str) -> Option<Status> {
        Status::ALL.into_iter().find(|s| s.code() == code)
    }
}

/// How an application reached the office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    Online,
    InPerson,
    ByPost,
}

impl Channel {
    pub fn code(self) -> &'static str {
        match self {
            Channel::Online => "online",
            Channel::InPerson => "in_person",
            Channel::ByPost => "by_post",
        }
    }

    pub fn from_code(code: &str) -> Option<Channel> {
        [Channel::Online, Channel::InPerson, Channel::ByPost].into_iter().find(|c| c.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashSet;

    #[test]
    fn nothing_moves_a_decided_application_but_opening_one_again_of_which_the_register_has_nothing() {
        for status in Status::ALL.into_iter().filter(|s| s.is_decided()) {
            for action in Action::ALL {
                let reopened = action == Action::Reconsider && matches!(status, Status::Refused | Status::Unconsidered);
                assert_eq!(status.after(action), reopened.then_some(Status::Filed), "{status:?} {action:?}");
            }
        }
    }

    #[test]
    fn only_a_case_in_a_clerks_hands_is_decided() {
        for status in Status::ALL {
            for action in [Action::Accept, Action::Refuse, Action::Return] {
                assert_eq!(status.after(action).is_some(), status == Status::InReview);
            }
            // What was returned is still the clerk's who returned it.
            let held = matches!(status, Status::InReview | Status::Returned);
            assert_eq!(status.after(Action::Leave).is_some(), held);
        }
    }

    /// What a draft can become, and by what: written out, so that a new arm of the table is a decision.
    #[test]
    fn the_table_is_this_one_and_every_state_can_be_reached() {
        let moves: Vec<String> = Status::ALL
            .into_iter()
            .flat_map(|from| Action::ALL.map(|action| (from, action, from.after(action))))
            .filter_map(|(from, action, to)| Some(format!("{} {action:?} {}", from.code(), to?.code())))
            .collect();
        assert_eq!(
            moves,
            [
                "draft Prepare prepared",
                "draft File filed",
                "prepared Reopen draft",
                "prepared File filed",
                "prepared Receive filed",
                "filed Take in_review",
                "filed Withdraw withdrawn",
                "in_review Release filed",
                "in_review Return returned",
                "in_review Accept accepted",
                "in_review Refuse refused",
                "in_review Leave unconsidered",
                "in_review Withdraw withdrawn",
                "returned Correct in_review",
                "returned Leave unconsidered",
                "returned Withdraw withdrawn",
                "refused Reconsider filed",
                "unconsidered Reconsider filed",
            ]
        );
        let mut reached = HashSet::from([Status::Draft]);
        for _ in Status::ALL {
            let next: Vec<Status> = reached
                .iter()
                .flat_map(|from| Action::ALL.into_iter().filter_map(|action| from.after(action)))
                .collect();
            reached.extend(next);
        }
        assert_eq!(reached.len(), Status::ALL.len());
    }

    proptest! {
        /// Whatever is asked for in whatever order, an application stays within its table: it is filed before
        /// a clerk has it, decided by whoever has it in hands, and nothing moves it afterwards but opening it again.
        #[test]
        fn no_sequence_of_actions_leaves_the_table(
            actions in prop::collection::vec(prop::sample::select(Action::ALL.to_vec()), 0..60),
        ) {
            let (mut status, mut filed, mut decisions) = (Status::Draft, false, 0);
            for action in actions {
                let Some(after) = status.after(action) else { continue };
                prop_assert!(!status.is_decided() || action == Action::Reconsider, "{status:?} moved by {action:?}");
                if action == Action::Reconsider {
                    prop_assert_ne!(status, Status::Accepted);
                    decisions = 0;
                }
                filed |= matches!(action, Action::File | Action::Receive);
                if matches!(action, Action::Accept | Action::Refuse | Action::Leave) {
                    prop_assert!(matches!(status, Status::InReview | Status::Returned));
                    decisions += 1;
                }
                prop_assert_eq!(filed, !matches!(after, Status::Draft | Status::Prepared));
                prop_assert!(!(after.clock_runs() && after.is_open_to_applicant()));
                prop_assert!(!(after.is_decided() && (after.clock_runs() || after.is_open_to_applicant())));
                status = after;
            }
            prop_assert_eq!(decisions, i32::from(Status::DECISIONS.contains(&status)));
        }
    }

    #[test]
    fn codes_read_back() {
        for status in Status::ALL {
            assert_eq!(Status::from_code(status.code()), Some(status));
        }
    }
}
