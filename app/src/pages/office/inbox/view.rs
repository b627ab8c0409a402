//! What the inbox shows: its parts, columns, filters and lines.

use crate::l10n::Tr;
use crate::pages::office::deadline::Deadline;
use crate::ui::{Column, Sort};
use chrono::NaiveDate;
use portal::application::{Channel, Status};

/// The parts of the inbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Filed and in nobody's hands.
    Queue,
    /// In my hands.
    Mine,
    /// In anybody's hands: for supervisors.
    Held,
    /// Somebody else prepared the decision: it waits for a second person.
    Confirm,
    /// Due soon or overdue, in anybody's hands or nobody's.
    Due,
    /// The clock stands still: with the applicant, or waiting for the fee or for other bodies.
    Returned,
    Decided,
    /// Went to another office, the case or the company's file.
    Passed,
}

impl Part {
    pub const ALL: [Part; 8] =
        [Part::Queue, Part::Mine, Part::Held, Part::Confirm, Part::Due, Part::Returned, Part::Decided, Part::Passed];

    /// The word in the address.
    pub fn code(self) -> &'static str {
        match self {
            Part::Queue => "queue",
            Part::Mine => "mine",
            Part::Held => "held",
            Part::Confirm => "confirm",
            Part::Due => "due",
            Part::Returned => "returned",
            Part::Decided => "decided",
            Part::Passed => "passed",
        }
    }

    pub fn from_code(code: &str) -> Option<Part> {
        Part::ALL.into_iter().find(|part| part.code() == code)
    }

    pub fn title(self, tr: Tr) -> String {
        match self {
            Part::Queue => tr.t("inbox-queue"),
            Part::Mine => tr.t("inbox-mine"),
            Part::Held => tr.t("inbox-held"),
            Part::Confirm => tr.t("inbox-confirm"),
            Part::Due => tr.t("inbox-due"),
            Part::Returned => tr.t("inbox-waiting"),
            Part::Decided => tr.t("inbox-decided"),
            Part::Passed => tr.t("inbox-passed"),
        }
    }

    pub(super) fn empty(self, tr: Tr) -> (String, String) {
        match self {
            Part::Queue => (tr.t("inbox-queue-empty"), tr.t("inbox-queue-empty-do")),
            Part::Mine => (tr.t("inbox-mine-empty"), tr.t("inbox-mine-empty-do")),
            Part::Held => (tr.t("inbox-held-empty"), tr.t("inbox-held-empty-do")),
            Part::Confirm => (tr.t("inbox-confirm-empty"), tr.t("inbox-confirm-empty-do")),
            Part::Due => (tr.t("inbox-due-empty"), tr.t("inbox-due-empty-do")),
            Part::Returned => (tr.t("inbox-waiting-empty"), tr.t("inbox-waiting-empty-do")),
            Part::Decided => (tr.t("inbox-decided-empty"), tr.t("inbox-decided-empty-do")),
            Part::Passed => (tr.t("inbox-passed-empty"), tr.t("inbox-passed-empty-do")),
        }
    }
}

/// A column that a clerk may have or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// When and how it was filed.
    Filed,
    Clerk,
    /// Who filed it.
    Applicant,
    /// Where it stands.
    Status,
}

impl Shown {
    pub const ALL: [Shown; 4] = [Shown::Filed, Shown::Clerk, Shown::Applicant, Shown::Status];
    /// What somebody has who never chose.
    pub const USUAL: [Shown; 2] = [Shown::Filed, Shown::Clerk];

    pub fn code(self) -> &'static str {
        match self {
            Shown::Filed => "filed",
            Shown::Clerk => "clerk",
            Shown::Applicant => "applicant",
            Shown::Status => "status",
        }
    }

    pub fn from_code(code: &str) -> Option<Shown> {
        Shown::ALL.into_iter().find(|shown| shown.code() == code)
    }

    pub fn title(self, tr: Tr) -> String {
        match self {
            Shown::Filed => tr.t("inbox-column-filed"),
            Shown::Clerk => tr.t("inbox-column-clerk"),
            Shown::Applicant => tr.t("inbox-column-applicant"),
            Shown::Status => tr.t("inbox-column-status"),
        }
    }
}

/// The sort of a list: the word in the address of its column, and which way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SortView {
    pub key: &'static str,
    pub descending: bool,
    /// The address of the same list, to which a sort is added.
    pub href: String,
}

impl SortView {
    pub(super) fn column(&self, title: String, key: &'static str) -> Column {
        let (now, next) = match (self.key == key, self.descending) {
            (true, false) => (Sort::Ascending, format!("-{key}")),
            (true, true) => (Sort::Descending, key.to_owned()),
            (false, _) => (Sort::Unsorted, key.to_owned()),
        };
        Column::new(title).sortable(format!("{}&sort={next}", self.href), now)
    }
}

/// A list that somebody named and kept.
#[derive(Clone, Debug)]
pub struct KeptList {
    pub name: String,
    pub href: String,
    pub current: bool,
}

/// One case in the list.
#[derive(Clone, Debug)]
pub struct InboxRow {
    pub id: String,
    /// The case or, where it is another office's now, the company in the register.
    pub href: String,
    pub deadline: Deadline,
    /// Digits alone.
    pub number: String,
    pub company: String,
    /// `None` while nothing is registered.
    pub unp: Option<i64>,
    pub procedure: String,
    pub filed_on: NaiveDate,
    pub channel: Channel,
    pub clerk: Option<String>,
    /// Who filed it, or drew it up for paper.
    pub applicant: String,
    pub status: Status,
    /// Filed again after a correction.
    pub corrected: bool,
    /// Messages of the applicant's side that the clerk has not seen.
    pub unread: i64,
    /// The revision that the reader has before them.
    pub revision: i32,
    /// Its decision is prepared and waits for a second person.
    pub prepared: bool,
    /// Where it went and when.
    pub passed: Option<(String, NaiveDate)>,
}

/// One filter with its count.
#[derive(Clone, Debug)]
pub struct FilterView {
    pub value: String,
    pub text: String,
    pub count: i64,
    pub checked: bool,
}

/// Everything that the inbox shows.
#[derive(Clone)]
pub struct InboxView {
    pub tr: Tr,
    pub office: String,
    /// The part shown; `None` while all of them are searched.
    pub part: Option<Part>,
    /// The parts and how many cases are in each, in digits.
    pub parts: Vec<(Part, String)>,
    /// What is searched for.
    pub query: String,
    pub channels: Vec<FilterView>,
    pub clerks: Vec<FilterView>,
    pub procedures: Vec<FilterView>,
    /// How near the deadline is.
    pub due: Vec<FilterView>,
    pub columns: Vec<Shown>,
    /// `None` where the list has an order of its own.
    pub sort: Option<SortView>,
    pub lists: Vec<KeptList>,
    pub supervisor: bool,
    /// Cases can be chosen for doing something with many at once; what stands behind `/office?`.
    pub choosable: Option<String>,
    /// The button over chosen cases was pressed with none of them ticked.
    pub unchosen: bool,
    /// The address at which this list is named and kept.
    pub keep_href: Option<String>,
    pub rows: Vec<InboxRow>,
    pub found: i64,
    /// What is searched for says so little that only undecided cases were looked at.
    pub cut: bool,
    /// From 1.
    pub page: usize,
    pub pages: usize,
    /// Address of another page of the same list, without the number at its end.
    pub page_href: String,
    /// The address of this very page, and where a script learns what it would show now.
    pub here: String,
    pub news: Option<String>,
}

impl InboxView {
    /// Whether the list has boxes to tick.
    pub fn is_choosable(&self) -> bool {
        self.choosable.is_some() && !self.rows.is_empty()
    }
}
