//! Slowing of guesses.
//!
//! A try is counted before the password is compared, in a transaction that holds the count: of a
//! hundred guesses sent at once, exactly the free ones are compared. A try that succeeds is taken off
//! again. What is counted is named by a hash, so the table holds no address and no network.

use crate::failure::Failure;
use crate::random::hashed;
use crate::store::AnyConn;
use crate::store::sign_in_failures::{self as counts, FailureRow};
use chrono::{Duration, NaiveDateTime};
use portal::lang::Lang;

/// How many tries are free, and how long the pauses are from then on.
#[derive(Clone, Copy, Debug)]
pub struct Policy {
    /// What is counted; keeps the hashes of different things apart.
    name: &'static str,
    free: i32,
    /// Free tries count together when they fall within this time.
    within: Duration,
    /// The pause after the last free try; each further try doubles it, up to the longest.
    first_pause: Duration,
    longest_pause: Duration,
    /// After so long without a try the slowing ends.
    forget_after: Duration,
}

/// Sign-ins to one address: at most 100 guesses a day once slowed.
pub const ADDRESS: Policy = policy("address", 5, 15, 1, 15, 60);
/// Sign-ins from one network: an office or a provider's gateway has many people behind it.
pub const NETWORK: Policy = policy("network", 50, 15, 1, 15, 60);
/// The old password, asked before a new one is taken.
pub const OLD_PASSWORD: Policy = policy("old-password", 5, 15, 1, 15, 60);
/// One-time codes of one account, after the right password.
pub const CODE: Policy = policy("code", 5, 15, 1, 15, 60);
/// Mails to one address that anybody can cause: confirmation, recovery.
pub const MAIL: Policy = policy("mail", 4, 60, 15, 60, 180);
/// Such mails caused from one network.
pub const MAILS_OF_NETWORK: Policy = policy("mails-of-network", 40, 60, 2, 60, 120);

/// Extracts made from one network: each takes processor time and is kept.
pub const EXTRACTS: Policy = policy("extracts", 60, 60, 1, 15, 60);

/// Messages about cases that one person writes: each is a mail to others.
pub const MESSAGES: Policy = policy("messages", 30, 60, 2, 30, 60);

/// Files that one person attaches: each is read through whole.
pub const ATTACHMENTS: Policy = policy("attachments", 200, 60, 1, 15, 60);

/// Lists of companies asked about at once, from one network.
pub const BATCHES: Policy = policy("batches", 60, 60, 1, 15, 60);

/// Questions to the owners of open data, from one network.
pub const QUESTIONS: Policy = policy("questions", 5, 60, 10, 60, 180);
/// Mails to a council's editors that such questions cause in a day; the questions stand in their list all the same.
pub const QUESTION_MAILS: Policy = policy("question-mails", 10, 1440, 60, 1440, 1440);

/// Times in minutes.
const fn policy(
    name: &'static str,
    free: i32,
    within: i64,
    first_pause: i64,
    longest_pause: i64,
    forget_after: i64,
) -> Policy {
    Policy {
        name,
        free,
        within: Duration::minutes(within),
        first_pause: Duration::minutes(first_pause),
        longest_pause: Duration::minutes(longest_pause),
        forget_after: Duration::minutes(forget_after),
    }
}

/// What is counted under a policy.
#[derive(Clone, Debug)]
pub struct Subject {
    policy: Policy,
    hash: String,
}

impl Policy {
    /// The count of one thing: a folded address, a network, the id of an account.
    pub fn of(self, thing: &str) -> Subject {
        Subject { policy: self, hash: hashed(&format!("{}:{thing}", self.name)) }
    }

    /// Counts a try at `now`, or says how long until one is welcome and counts nothing: whoever is
    /// refused is not slowed further.
    fn count(&self, row: &mut FailureRow, now: NaiveDateTime) -> Result<(), Duration> {
        let slowed = row.failures >= self.free;
        if (slowed && now - row.last_at >= self.forget_after) || (!slowed && now - row.first_at > self.within) {
            row.failures = 0;
            row.first_at = now;
        }
        if row.failures >= self.free {
            let open_at = row.last_at + self.pause(row.failures - self.free);
            if now < open_at {
                return Err(open_at - now);
            }
        }
        row.failures = row.failures.saturating_add(1);
        row.last_at = now;
        Ok(())
    }

    fn pause(&self, doublings: i32) -> Duration {
        self.first_pause.checked_mul(1 << doublings.clamp(0, 16)).unwrap_or(self.longest_pause).min(self.longest_pause)
    }
}

impl Subject {
    /// The name under which it is kept and audited.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// Forgets the tries: whoever tried has shown that they know.
    pub fn forget(&self, conn: &mut AnyConn) -> Result<(), Failure> {
        Ok(counts::forget(conn, &self.hash)?)
    }

    /// Takes the last try off: it was none to be slowed.
    pub fn take_back(&self, conn: &mut AnyConn) -> Result<(), Failure> {
        Ok(counts::take_back(conn, &self.hash)?)
    }
}

/// Counts one try of all subjects; where any of them must wait, counts none and gives the longest
/// wait. Within a write: the counts are held until it ends. Subjects in the same order everywhere,
/// narrow before wide, so that two writes never wait for each other.
pub fn count(conn: &mut AnyConn, subjects: &[Subject], now: NaiveDateTime) -> Result<Result<(), Wait>, Failure> {
    let mut rows = Vec::with_capacity(subjects.len());
    let mut longest: Option<Duration> = None;
    for subject in subjects {
        let mut row = counts::held(conn, &subject.hash, now)?;
        match subject.policy.count(&mut row, now) {
            Ok(()) => rows.push(row),
            Err(wait) => longest = longest.max(Some(wait)),
        }
    }
    if let Some(wait) = longest {
        return Ok(Err(Wait(wait)));
    }
    for row in &rows {
        counts::save(conn, row)?;
    }
    Ok(Ok(()))
}

/// How long until the next try is welcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait(Duration);

impl Wait {
    /// Whole seconds, rounded up: for `Retry-After`.
    pub fn seconds(self) -> u64 {
        u64::try_from((self.0.num_milliseconds() + 999) / 1000).unwrap_or(1).max(1)
    }

    /// Whole minutes, rounded up: for people.
    pub fn minutes(self) -> i64 {
        i64::try_from(self.seconds().div_ceil(60)).unwrap_or(i64::MAX)
    }

    /// The sentence that says how long.
    pub fn in_words(self, lang: Lang) -> String {
        app::l10n::Tr(lang).ta("account-problem-too-many-tries", &[("minutes", self.minutes().into())])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minutes: i64) -> NaiveDateTime {
        chrono::DateTime::from_timestamp(1_790_000_000, 0).unwrap().naive_utc() + Duration::minutes(minutes)
    }

    fn fresh() -> FailureRow {
        FailureRow { subject: "x".into(), failures: 0, first_at: at(0), last_at: at(0) }
    }

    #[test]
    fn five_tries_are_free_and_the_pauses_double_up_to_a_quarter_of_an_hour() {
        let mut row = fresh();
        let mut now = at(0);
        for _ in 0..5 {
            ADDRESS.count(&mut row, now).unwrap();
        }
        for pause in [1, 2, 4, 8, 15, 15] {
            let wait = ADDRESS.count(&mut row, now).unwrap_err();
            assert_eq!(Wait(wait).minutes(), pause);
            // Asking again while waiting changes nothing.
            assert_eq!(ADDRESS.count(&mut row, now).unwrap_err(), wait);
            now += wait;
            ADDRESS.count(&mut row, now).unwrap();
        }
    }

    #[test]
    fn tries_further_apart_than_a_quarter_of_an_hour_do_not_add_up() {
        let mut row = fresh();
        for n in 0..40 {
            assert!(ADDRESS.count(&mut row, at(n * 4)).is_ok(), "try {n}");
        }
    }

    #[test]
    fn the_slowing_ends_after_an_hour_without_a_try() {
        let mut row = fresh();
        for _ in 0..5 {
            ADDRESS.count(&mut row, at(0)).unwrap();
        }
        ADDRESS.count(&mut row, at(20)).unwrap();
        assert!(ADDRESS.count(&mut row, at(21)).is_err());
        for _ in 0..5 {
            ADDRESS.count(&mut row, at(80)).unwrap();
        }
        assert!(ADDRESS.count(&mut row, at(80)).is_err());
    }

    #[test]
    fn a_wait_is_never_said_to_be_nothing() {
        assert_eq!((Wait(Duration::milliseconds(1)).seconds(), Wait(Duration::milliseconds(1)).minutes()), (1, 1));
        assert_eq!((Wait(Duration::milliseconds(60_001)).seconds(), Wait(Duration::seconds(61)).minutes()), (61, 2));
    }
}
