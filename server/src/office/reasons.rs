//! The catalogue of reasons as it holds on a day. What came with the portal is its first content; administrators add to
//! it by date. A decision shows the reasons in the words of its own day, whatever became of them later.

use crate::clock::minsk;
use crate::failure::Failure;
use crate::store::AnyConn;
use crate::store::applications::DecisionRow;
use crate::store::dated_texts::{self as store, DatedTextRow};
use app::l10n::Tr;
use chrono::NaiveDate;
use portal::lang::{Lang, Names3};
use portal::procedures::Procedure;
use portal::reasons::{self, DECISIONS, Decision, Kept};
use std::sync::Arc;

/// The kind of these changes; the subject is `decision/code`.
pub const KIND: &str = "reason";

/// The key of a reason.
pub fn subject(decision: &str, code: &str) -> String {
    format!("{decision}/{code}")
}

/// A reason from a day on.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Code of the decision that it is for.
    pub decision: String,
    pub code: String,
    pub from: NaiveDate,
    pub kept: Kept,
    /// It came with the portal, and nobody has entered another since.
    first: bool,
}

impl Entry {
    fn of(row: &DatedTextRow) -> Option<Entry> {
        let (decision, code) = row.subject.split_once('/')?;
        let (decision, code) = (decision.to_owned(), code.to_owned());
        Some(Entry { decision, code, from: row.valid_from, kept: row.read()?, first: row.entered_by.is_none() })
    }

    /// Whether it may be given for a procedure.
    pub fn fits(&self, procedure: Procedure) -> bool {
        // A procedure that came later than the row finds in it what the portal has for it.
        let came = || Decision::of(&self.decision).is_some_and(|known| known.came(procedure, &self.code).is_some());
        self.kept.procedures.iter().any(|slug| slug == procedure.slug()) || (self.first && came())
    }
}

/// All reasons, read at start and whenever they changed.
#[derive(Clone, Debug, Default)]
pub struct Reasons(Arc<Vec<Entry>>);

impl Reasons {
    pub fn load(conn: &mut AnyConn) -> Result<Reasons, Failure> {
        Ok(Reasons(Arc::new(store::of_kind(conn, KIND)?.iter().filter_map(Entry::of).collect())))
    }

    /// The catalogue as it comes with the portal.
    pub fn first() -> Reasons {
        Reasons(Arc::new(first_rows().iter().filter_map(Entry::of).collect()))
    }

    /// What holds of a reason on a day: the latest row by then.
    fn held(&self, decision: &str, code: &str, day: NaiveDate) -> Option<&Entry> {
        self.0.iter().rfind(|entry| entry.decision == decision && entry.code == code && entry.from <= day)
    }

    /// The sentence of a reason as it holds on a day, or of the first row that is to come.
    pub fn sentence(&self, tr: Tr, decision: &str, code: &str, day: NaiveDate) -> Option<String> {
        let first = || self.0.iter().find(|entry| entry.decision == decision && entry.code == code);
        let entry = self.held(decision, code, day).or_else(first)?;
        Some(entry.kept.sentence.get(tr.lang()).to_owned())
    }

    /// The reasons that may be given on a day for a decision about a procedure, in the order in which they came.
    pub fn on(&self, decision: &str, procedure: Procedure, day: NaiveDate) -> Vec<&Entry> {
        let mut codes: Vec<&str> = Vec::new();
        for entry in self.0.iter().filter(|entry| entry.decision == decision) {
            if codes.last() != Some(&entry.code.as_str()) {
                codes.push(&entry.code);
            }
        }
        let held = codes.into_iter().filter_map(|code| self.held(decision, code, day));
        let fits = |entry: &&Entry| entry.kept.until.is_none_or(|until| day <= until) && entry.fits(procedure);
        let mut found: Vec<&Entry> = held.filter(fits).collect();
        let came = |code: &str| Decision::of(decision).and_then(|decision| decision.came(procedure, code));
        found.sort_by_key(|entry| came(&entry.code).unwrap_or(usize::MAX));
        found
    }

    /// Those of some codes that may be given on a day.
    pub fn given(&self, decision: &str, procedure: Procedure, day: NaiveDate, codes: &[String]) -> Vec<String> {
        let known = self.on(decision, procedure, day).into_iter().map(|entry| entry.code.clone());
        known.filter(|code| codes.contains(code)).collect()
    }

    /// The reasons of a decision in the words of its day: the sentence of each, and its act where one is known.
    pub fn of(&self, tr: Tr, decision: &DecisionRow) -> Vec<(String, Option<String>)> {
        let of = DECISIONS.iter().find(|known| known.outcome.code() == decision.outcome).map_or("", |known| known.code);
        let day = minsk(decision.decided_at).date();
        decision.reasons().iter().map(|code| self.told(tr, of, code, day)).collect()
    }

    /// A reason that is given on a day for a decision.
    pub fn told(&self, tr: Tr, decision: &str, code: &str, day: NaiveDate) -> (String, Option<String>) {
        let held = self.held(decision, code, day);
        if let Some(entry) = held {
            return (entry.kept.sentence.get(tr.lang()).to_owned(), Some(entry.kept.act.clone()));
        }
        (tr.t(&format!("reason-{code}")), reasons::by_code(code).map(|reason| reason.act.to_owned()))
    }
}

/// Since when the reasons that come with the portal hold.
fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or_default()
}

/// The reasons that come with the portal, as the first rows of the catalogue.
pub fn first_rows() -> Vec<DatedTextRow> {
    let row = |decision: &Decision, reason: &reasons::Reason| {
        let [be, ru, en] = Lang::ALL.map(|lang| Tr(lang).t(&format!("reason-{}", reason.code)));
        let fits = |procedure: &Procedure| decision.came(*procedure, reason.code).is_some();
        let kept = Kept {
            sentence: Names3::new(be, ru, en),
            act: reason.act.to_owned(),
            verified: reason.verified,
            procedures: Procedure::ALL.into_iter().filter(fits).map(|p| p.slug().to_owned()).collect(),
            until: None,
        };
        DatedTextRow {
            kind: KIND.to_owned(),
            subject: subject(decision.code, reason.code),
            valid_from: first_day(),
            body: serde_json::to_string(&kept).unwrap_or_default(),
            entered_by: None,
            entered_at: None,
        }
    };
    let mut rows: Vec<DatedTextRow> = Vec::new();
    for decision in DECISIONS {
        for reason in Procedure::ALL.into_iter().flat_map(|procedure| decision.all(procedure)) {
            if !rows.iter().any(|known| known.subject == subject(decision.code, reason.code)) {
                rows.push(row(decision, reason));
            }
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_with_the_portal_is_the_first_content() {
        let found = Reasons::first();
        for procedure in Procedure::ALL {
            let day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
            let codes: Vec<&str> = found.on("refuse", procedure, day).iter().map(|entry| entry.code.as_str()).collect();
            let came: Vec<&str> = procedure.rules().refusal_reasons().iter().map(|reason| reason.code).collect();
            assert_eq!(codes, came, "{}", procedure.slug());
        }
        for entry in found.0.iter() {
            for lang in Lang::ALL {
                assert!(!entry.kept.sentence.get(lang).starts_with("reason-"), "{}", entry.code);
            }
        }
    }
}
