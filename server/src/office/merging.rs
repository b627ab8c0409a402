//! Two pages that write one application: what each changed is merged field by field
//! ([`portal::merging`]), and where both changed the same one differently, both texts are kept until
//! somebody chooses. Until then the application is neither filed nor printed.
//!
//! A page has a random name of its own and sends with the answers what it began with; whoever sends
//! neither, as a program may, simply has the last word.

use crate::failure::Failure;
use crate::random::hashed;
use crate::store::applications::ApplicationRow;
use crate::store::{AnyConn, draft_writings};
use chrono::NaiveDateTime;
use portal::answers::Answers;
use portal::merging::{Base, Meeting, Outcome, Part, parts};
use portal::problem::Problem;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The names under which a form sends what the merging needs.
pub const PAGE: &str = "_page";
pub const BASE: &str = "_base";
/// Followed by the name of a part: the chosen text, by the page that wrote it, or [`HERE`].
pub const CHOICE: &str = "_choice-";
/// Followed by the name of a part: the pages between whose texts was to be chosen.
pub const SEEN: &str = "_seen-";
/// The choice of what stands in the field itself.
pub const HERE: &str = "here";

/// The code of what is wrong with a part of which two pages wrote different things.
pub const TWO_ANSWERS: &str = "two-answers";

/// Texts kept beside the answer of one part at most.
const MOST: usize = 8;

/// A form as it was sent.
#[derive(Clone, Debug)]
pub struct Sent {
    typed: Vec<(String, String)>,
}

impl Sent {
    /// What a button sent.
    pub fn new(typed: Vec<(String, String)>) -> Sent {
        Sent { typed }
    }

    /// What a page saved by itself: nothing is chosen before a button is pressed.
    pub fn by_itself(mut typed: Vec<(String, String)>) -> Sent {
        typed.retain(|(name, _)| !name.starts_with(CHOICE));
        Sent { typed }
    }

    pub fn value(&self, name: &str) -> &str {
        self.typed.iter().find(|(found, _)| found == name).map_or("", |(_, text)| text.as_str())
    }

    /// Whether it has a field at all, be it empty.
    pub fn is_given(&self, name: &str) -> bool {
        self.typed.iter().any(|(found, _)| found == name)
    }

    /// The name of the page; none where it is not one that a page can have.
    fn page(&self) -> Option<&str> {
        let name = self.value(PAGE);
        (name.len() == 26 && name.bytes().all(|b| b.is_ascii_alphanumeric())).then_some(name)
    }
}

/// Who wrote the parts of an application, and what stands apart.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Writings {
    /// By the name of a part: the page that wrote it last.
    #[serde(default)]
    written: BTreeMap<String, Writing>,
    /// By the name of a part: other texts than the answer, each by the page that wrote it.
    #[serde(default)]
    apart: BTreeMap<String, BTreeMap<String, Other>>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Writing {
    page: String,
    at: NaiveDateTime,
}

/// What a page wrote while another had changed the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Other {
    pub at: NaiveDateTime,
    /// The fields of the part.
    pub texts: Answers,
}

/// What became of what a page sent.
pub struct Merged {
    pub answers: Answers,
    /// Fields that the page did not change and another did, with what that one wrote.
    pub taken: Vec<(String, String)>,
    /// Anything is to be written.
    pub changed: bool,
}

/// A part of which two pages wrote different things.
#[derive(Clone)]
pub struct Unsettled {
    pub part: Part,
    /// When the answer was written, where that is known.
    pub now_at: Option<NaiveDateTime>,
    /// The other texts, the earliest first, each with the name of its page.
    pub others: Vec<(String, Other)>,
}

/// What is kept about an application's writing.
pub fn writings(conn: &mut AnyConn, application: &str) -> Result<Writings, Failure> {
    let body = draft_writings::find(conn, application)?;
    Ok(body.and_then(|body| serde_json::from_str(&body).ok()).unwrap_or_default())
}

/// Keeps it; the row of the application has been written in the same transaction.
pub fn keep(conn: &mut AnyConn, application: &str, writings: &Writings) -> Result<(), Failure> {
    let body = serde_json::to_string(writings).map_err(|error| Failure::Internal(error.to_string()))?;
    Ok(draft_writings::put(conn, application, &body)?)
}

/// What a page that shows these answers begins with.
pub fn base(fields: &[&'static str], answers: &Answers) -> Base {
    Base::of(&parts(fields), answers, digest)
}

/// Sixteen hexadecimal digits: two texts of one person hardly ever share them.
fn digest(texts: &[String]) -> String {
    let mut hex = hashed(&texts.join("\u{1}"));
    hex.truncate(16);
    hex
}

/// What is found wrong, with what stands apart first: at such a field nothing else is told.
pub fn with_unsettled(conn: &mut AnyConn, row: &ApplicationRow, found: Vec<Problem>) -> Result<Vec<Problem>, Failure> {
    let writings = writings(conn, &row.id)?;
    let answers = row.answers();
    let steps = row.procedure().steps(&answers);
    let unsettled: Vec<Unsettled> = steps.flat_map(|step| writings.unsettled(step.fields)).collect();
    Ok(prepend(&unsettled, found))
}

/// The same where what stands apart is known.
pub fn prepend(unsettled: &[Unsettled], found: Vec<Problem>) -> Vec<Problem> {
    let told = |apart: &Unsettled| Problem { field: apart.part.name.clone().into(), ..Problem::error("", TWO_ANSWERS) };
    let mut problems: Vec<Problem> = unsettled.iter().map(told).collect();
    let is_apart =
        |problem: &Problem| unsettled.iter().any(|apart| apart.part.fields.iter().any(|field| *field == problem.field));
    problems.extend(found.into_iter().filter(|problem| !is_apart(problem)));
    problems
}

impl Writings {
    /// What stands apart of some fields.
    pub fn unsettled(&self, fields: &[&'static str]) -> Vec<Unsettled> {
        let found = parts(fields).into_iter().filter_map(|part| {
            let others = self.apart.get(&part.name)?;
            let mut others: Vec<(String, Other)> = others.iter().map(|(p, o)| (p.clone(), o.clone())).collect();
            others.sort_by_key(|(_, other)| other.at);
            let now_at = self.written.get(&part.name).map(|writing| writing.at);
            (!others.is_empty()).then_some(Unsettled { part, now_at, others })
        });
        found.collect()
    }

    /// Merges what a page sent for some fields with the answers as they are.
    pub fn merge(&mut self, kept: &Answers, fields: &[&'static str], sent: &Sent, now: NaiveDateTime) -> Merged {
        let before = self.clone();
        let base = Base::read(sent.value(BASE));
        let (mut answers, mut taken) = (kept.clone(), Vec::new());
        for part in parts(fields) {
            let mut typed = Answers::default();
            part.fields.iter().for_each(|field| typed.set(field, sent.value(field)));
            self.choose(&part, sent, &mut typed);
            match self.outcome(&part, &base, sent.page(), &typed, &answers) {
                Outcome::Same => {}
                Outcome::Sent => {
                    part.set(&mut answers, &typed);
                    let page = sent.page().unwrap_or_default().to_owned();
                    self.written.insert(part.name.clone(), Writing { page, at: now });
                }
                Outcome::Kept => {
                    taken.extend(part.fields.iter().map(|field| ((*field).to_owned(), answers.get(field).to_owned())));
                }
                Outcome::Apart => self.set_apart(&part, sent.page().unwrap_or_default(), typed, now),
            }
            self.settle(&part, &answers);
        }
        Merged { changed: answers != *kept || self.apart != before.apart, answers, taken }
    }

    /// Puts a chosen text in the place of what was typed, and forgets those between which was chosen.
    fn choose(&mut self, part: &Part, sent: &Sent, typed: &mut Answers) {
        let choice = sent.value(&format!("{CHOICE}{}", part.name));
        let Some(others) = self.apart.get_mut(&part.name).filter(|_| !choice.is_empty()) else { return };
        match others.get(choice) {
            Some(other) => *typed = other.texts.clone(),
            // Chosen before, by the same page, which goes on.
            None if choice != HERE => return,
            None => {}
        }
        let seen = sent.value(&format!("{SEEN}{}", part.name));
        others.retain(|page, _| !seen.split(',').any(|name| name == page));
    }

    fn outcome(&self, part: &Part, base: &Base, page: Option<&str>, typed: &Answers, kept: &Answers) -> Outcome {
        let (sent_now, kept_now) = (part.texts(typed), part.texts(kept));
        let Some((began, page)) = base.get(part).zip(page) else {
            return if sent_now == kept_now { Outcome::Same } else { Outcome::Sent };
        };
        let meeting = Meeting {
            sent_is_base: digest(&sent_now) == began,
            kept_is_base: digest(&kept_now) == began,
            kept_is_own: self.written.get(&part.name).is_some_and(|writing| writing.page == page),
            same: sent_now == kept_now,
        };
        meeting.outcome()
    }

    fn set_apart(&mut self, part: &Part, page: &str, texts: Answers, now: NaiveDateTime) {
        let others = self.apart.entry(part.name.clone()).or_default();
        others.insert(page.to_owned(), Other { at: now, texts });
        while others.len() > MOST {
            let earliest = others.iter().min_by_key(|(_, other)| other.at).map(|(page, _)| page.clone());
            earliest.and_then(|page| others.remove(&page));
        }
    }

    /// What is the answer now stands apart no more, nor does the same text twice.
    fn settle(&mut self, part: &Part, answers: &Answers) {
        let Some(others) = self.apart.get_mut(&part.name) else { return };
        let now = part.texts(answers);
        let mut known = vec![now];
        others.retain(|_, other| {
            let texts = part.texts(&other.texts);
            let is_new = !known.contains(&texts);
            known.push(texts);
            is_new
        });
        if others.is_empty() {
            self.apart.remove(&part.name);
        }
    }
}
