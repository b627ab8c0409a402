//! What somebody who acts for a company has to do, and until when: one list over the whole company,
//! the most urgent first.

use crate::money::Byn;
use crate::procedures::Procedure;
use crate::proceeding::{Passage, Proceeding, State};
use chrono::{Days, NaiveDate};

/// Days before their end at which powers and rights are told of.
pub const TOLD_BEFORE: u64 = 60;

/// Something to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duty {
    pub what: What,
    /// The last day, where there is one.
    pub until: Option<NaiveDate>,
}

/// What is to be done; part of the locale keys `duty-…`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// The clerk's remarks are to be answered.
    Correct { application: String, procedure: Procedure },
    /// The office wrote, and the reader has not seen it.
    Message { application: String, procedure: Procedure },
    /// The bill is not paid, and the office's term begins with the payment: no act names a last day for it.
    Pay { application: String, procedure: Procedure, sum: Byn },
    /// The day of the change was answered in a draft: the filer's term runs.
    File { application: String, procedure: Procedure },
    /// The paper was prepared and has not been handed in.
    HandIn { application: String, procedure: Procedure },
    /// Nobody changes the draft: it is about to be deleted.
    DraftEnds { application: String, procedure: Procedure },
    /// The head's powers end, or have ended, by the register.
    HeadEnds,
    /// The powers of another person authorised to act end, or have ended.
    OtherEnds,
    /// The register names no head.
    NoHead,
    /// The next passage of a liquidation or of the end of an activity.
    Passage { proceeding: String, passage: Passage },
    /// The term of the whole proceeding.
    Proceeding { proceeding: String },
    /// The reader's own right to act ends.
    RightEnds,
}

impl Duty {
    /// Whether the office waits for it: for an answer to remarks or a message, or for the payment.
    fn is_awaited(&self) -> bool {
        matches!(self.what, What::Correct { .. } | What::Message { .. } | What::Pay { .. })
    }
}

impl What {
    /// The word in the locale keys.
    pub fn code(&self) -> &'static str {
        match self {
            What::Correct { .. } => "correct",
            What::Message { .. } => "message",
            What::Pay { .. } => "pay",
            What::File { .. } => "file",
            What::HandIn { .. } => "hand-in",
            What::DraftEnds { .. } => "draft-ends",
            What::HeadEnds => "head-ends",
            What::OtherEnds => "other-ends",
            What::NoHead => "no-head",
            What::Passage { .. } => "passage",
            What::Proceeding { .. } => "proceeding",
            What::RightEnds => "right-ends",
        }
    }

    /// Every word of [`What::code`], for tests of what is said.
    pub const CODES: [&'static str; 12] = [
        "correct",
        "message",
        "pay",
        "file",
        "hand-in",
        "draft-ends",
        "head-ends",
        "other-ends",
        "no-head",
        "passage",
        "proceeding",
        "right-ends",
    ];
}

/// The most urgent first: remarks, messages and bills, for which the office waits; then what has a last day, by that
/// day.
pub fn sort(duties: &mut [Duty]) {
    duties.sort_by_key(|duty| (!duty.is_awaited(), duty.until.is_none(), duty.until));
}

/// What orders companies by all that is to be done for each, the most urgent first: whether the office waits for
/// anything, then the earliest last day of any duty, wherever that one stands. Where nothing is to be done, last.
pub fn urgency(duties: &[Duty]) -> impl Ord + use<> {
    let until = duties.iter().filter_map(|duty| duty.until).min();
    (duties.is_empty(), !duties.iter().any(Duty::is_awaited), until.is_none(), until)
}

/// The end of a right or of powers, once it is near or past.
pub fn near(until: Option<NaiveDate>, today: NaiveDate) -> Option<NaiveDate> {
    until.filter(|until| *until <= today.checked_add_days(Days::new(TOLD_BEFORE)).unwrap_or(NaiveDate::MAX))
}

/// What a proceeding that is under way asks of whoever files for the company: nothing of its own while
/// the bodies or the registering body have it.
pub fn of_proceeding(id: &str, proceeding: &Proceeding, today: NaiveDate) -> Vec<Duty> {
    if proceeding.stage.is_over() {
        return Vec::new();
    }
    let whole = Duty { what: What::Proceeding { proceeding: id.to_owned() }, until: Some(proceeding.due_on) };
    let next = proceeding.milestones(today).into_iter().find(|milestone| milestone.state == State::Current);
    let own = next.filter(|next| matches!(next.passage, Passage::Claims | Passage::Interim | Passage::Request));
    let own = own
        .map(|next| Duty { what: What::Passage { proceeding: id.to_owned(), passage: next.passage }, until: next.on });
    own.into_iter().chain([whole]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::company::Kind;
    use crate::proceeding::{Answer, Body, Stage};

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap()
    }

    fn proceeding(stage: Stage) -> Proceeding {
        Proceeding {
            kind: Kind::LegalEntity,
            stage,
            decided_on: day(1, 10),
            published_on: day(1, 20),
            claims_until: day(3, 20),
            due_on: day(10, 10),
            due_at_most: day(12, 10),
            extended: false,
            answers: Vec::new(),
            asked_here: false,
        }
    }

    fn told(stage: Stage, today: NaiveDate) -> Vec<(&'static str, Option<NaiveDate>)> {
        of_proceeding("x", &proceeding(stage), today).iter().map(|d| (d.what.code(), d.until)).collect()
    }

    #[test]
    fn a_proceeding_asks_for_its_next_passage_and_for_its_end_in_time() {
        let whole = ("proceeding", Some(day(10, 10)));
        assert_eq!(told(Stage::Claims, day(2, 1)), [("passage", Some(day(3, 20))), whole]);
        assert_eq!(told(Stage::Claims, day(3, 21)), [("passage", None), whole], "the interim balance");
        assert_eq!(told(Stage::Settlement, day(4, 1)), [("passage", None), whole]);
        let mut asked = proceeding(Stage::Confirmations);
        asked.answers = Body::ALL.map(|body| (body, Answer::Waiting)).into();
        assert_eq!(of_proceeding("x", &asked, day(5, 1)).len(), 1, "the bodies answer");
        assert!(told(Stage::Excluded, day(5, 1)).is_empty());
    }

    #[test]
    fn remarks_and_bills_stand_first_and_what_has_no_day_last() {
        let of = |what, until| Duty { what, until };
        let draft = |procedure| What::File { application: "a".into(), procedure };
        let remarked = What::Correct { application: "b".into(), procedure: Procedure::Manager };
        let (application, procedure, sum) = ("c".to_owned(), Procedure::Liquidation, Byn::kopecks(4_200));
        let bill = What::Pay { application, procedure, sum };
        let mut all = vec![
            of(What::NoHead, None),
            of(draft(Procedure::Manager), Some(day(6, 2))),
            of(draft(Procedure::ChangeOfLocation), Some(day(6, 1))),
            of(remarked, None),
            of(bill, None),
        ];
        sort(&mut all);
        let codes: Vec<_> = all.iter().map(|duty| (duty.what.code(), duty.until)).collect();
        let first = [("correct", None), ("pay", None), ("file", Some(day(6, 1)))];
        assert_eq!(codes[..3], first);
        assert_eq!(codes[3..], [("file", Some(day(6, 2))), ("no-head", None)]);
    }

    #[test]
    fn a_company_with_an_overdue_duty_does_not_sink_by_a_bill_beside_it() {
        let (application, procedure, sum) = ("c".to_owned(), Procedure::Liquidation, Byn::kopecks(4_200));
        let bill = Duty { what: What::Pay { application, procedure, sum }, until: None };
        let overdue = Duty { what: What::HeadEnds, until: Some(day(1, 2)) };
        let later = Duty { what: What::RightEnds, until: Some(day(8, 1)) };
        let both = urgency(&[bill.clone(), overdue.clone()]);
        assert!(both < urgency(std::slice::from_ref(&bill)));
        assert!(both < urgency(&[bill, later.clone()]));
        assert!(both < urgency(std::slice::from_ref(&overdue)) && urgency(&[overdue]) < urgency(&[later]));
        let undated = Duty { what: What::NoHead, until: None };
        assert!(urgency(&[undated]) < urgency(&[]));
    }

    #[test]
    fn an_end_is_told_of_sixty_days_before_and_after_it() {
        assert_eq!(near(None, day(5, 1)), None);
        assert_eq!(near(Some(day(7, 1)), day(5, 1)), None);
        assert_eq!(near(Some(day(6, 30)), day(5, 1)), Some(day(6, 30)));
        assert_eq!(near(Some(day(4, 1)), day(5, 1)), Some(day(4, 1)));
    }
}
