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
    Withdraw,
}

impl Status {
    pub const ALL: [Status; 8] = [
        Status::Draft,
        Status::Prepared,
        Status::Filed,
        Status::InReview,
        Status::Returned,
        Status::Accepted,
        Status::Refused,
        Status::Withdrawn,
    ];

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
            (Status::Filed | Status::InReview | Status::Returned, Action::Withdraw) => Status::Withdrawn,
            _ => return None,
        })
    }

    /// Whether the applicant may change answers: all of them in a draft, the marked ones when
    /// returned.
    pub fn is_open_to_applicant(self) -> bool {
        matches!(self, Status::Draft | Status::Prepared | Status::Returned)
    }

    pub fn is_decided(self) -> bool {
        matches!(self, Status::Accepted | Status::Refused | Status::Withdrawn)
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

    const ACTIONS: [Action; 11] = [
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
        Action::Withdraw,
    ];

    #[test]
    fn nothing_moves_a_decided_application() {
        for status in Status::ALL.into_iter().filter(|s| s.is_decided()) {
            for action in ACTIONS {
                assert_eq!(status.after(action), None, "{status:?} {action:?}");
            }
        }
    }

    #[test]
    fn only_a_case_in_a_clerks_hands_is_decided() {
        for status in Status::ALL {
            for action in [Action::Accept, Action::Refuse, Action::Return] {
                assert_eq!(status.after(action).is_some(), status == Status::InReview);
            }
        }
    }

    #[test]
    fn codes_read_back() {
        for status in Status::ALL {
            assert_eq!(Status::from_code(status.code()), Some(status));
        }
    }
}
