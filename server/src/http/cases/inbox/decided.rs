//! How many cases large offices decided, counted once in a while.

use crate::store::inbox::{COUNTED, Count};
use portal::application::Status;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// So long the counts of an office with many decided cases are good for whoever lists them.
const AGE: Duration = Duration::from_secs(60);

/// The counts by which the decided cases of large offices are filtered: among hundred thousands counting takes longer than
/// a page may. Those of smaller offices are counted for each page.
#[derive(Default)]
pub struct DecidedCounts(Mutex<HashMap<i32, (Instant, Vec<Count>)>>);

impl DecidedCounts {
    /// An office's, at most a minute old.
    pub(super) fn of(&self, office: i32) -> Option<Vec<Count>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(&office).filter(|(counted, _)| counted.elapsed() < AGE).map(|(_, counts)| counts.clone())
    }

    /// Keeps those of the decided among some counts, where they are many and none that are younger than a minute are kept.
    pub(super) fn keep(&self, office: i32, counts: &[Count]) {
        let is_decided = |count: &&Count| Status::from_code(&count.status).is_some_and(Status::is_decided);
        let decided: Vec<Count> = counts.iter().filter(is_decided).cloned().collect();
        if decided.iter().map(|count| count.cases).sum::<i64>() <= COUNTED || self.of(office).is_some() {
            return;
        }
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(office, (Instant::now(), decided));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decided(cases: i64) -> Vec<Count> {
        let count = |status: Status, cases| Count {
            status: status.code().to_owned(),
            channel: None,
            clerk: None,
            procedure: String::new(),
            band: "none".to_owned(),
            cases,
        };
        vec![count(Status::Filed, 7), count(Status::Accepted, cases)]
    }

    #[test]
    fn the_decided_of_large_offices_alone_are_kept_each_by_itself() {
        let kept = DecidedCounts::default();
        kept.keep(1, &decided(COUNTED));
        assert!(kept.of(1).is_none(), "a small office is counted for each page");
        kept.keep(2, &decided(COUNTED + 1));
        kept.keep(2, &decided(COUNTED + 2));
        let counts = kept.of(2).unwrap();
        assert_eq!((counts.len(), counts[0].cases), (1, COUNTED + 1), "good for its minute");
        assert!(kept.of(3).is_none(), "another office");
    }
}
