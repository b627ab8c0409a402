//! Where the rows of large versions lie, kept in memory: a version never changes. The first question to one waits
//! until its file was gone through once; others that come meanwhile wait for the same.

use super::question::{stored, unanswered};
use crate::failure::Failure;
use crate::state::AppState;
use opendata::places::Places;
use opendata::rows::{Found, Question};
use opendata::{Format, Published};
use std::collections::VecDeque;
use std::fs::File;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::OnceCell;

/// Rows from which it is worth it: fewer are read through in a few milliseconds.
const WORTHWHILE: u64 = 5_000;
/// Bytes that are kept in all; what was asked longest ago goes.
const KEPT: u64 = 96 * 1024 * 1024;

type Slot = Arc<OnceCell<Option<Places>>>;

/// The versions that were asked last, the last at the end.
#[derive(Debug, Default)]
pub struct DataPlaces(Mutex<VecDeque<(String, Slot)>>);

impl DataPlaces {
    /// The place for a version's places.
    fn slot(&self, sha256: &str) -> Slot {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = kept.iter().position(|(known, _)| known == sha256).and_then(|at| kept.remove(at));
        let entry = known.unwrap_or_else(|| (sha256.to_owned(), Slot::default()));
        let slot = entry.1.clone();
        kept.push_back(entry);
        slot
    }

    /// Lets go of what was asked longest ago until the rest fits. Whoever reads in one still has it.
    fn fit(&self) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let size = |slot: &Slot| slot.get().and_then(Option::as_ref).map_or(0, Places::size);
        let mut sum: u64 = kept.iter().map(|(_, slot)| size(slot)).sum();
        while sum > KEPT && kept.len() > 1 {
            sum -= kept.pop_front().map_or(0, |(_, slot)| size(&slot));
        }
    }
}

/// Answers a question by what is kept of a version; `None` where all its rows are to be read.
pub(super) async fn answer(
    state: &AppState,
    published: &Published,
    question: &Question,
) -> Result<Option<Found>, Failure> {
    let csv = published.file(Format::Csv).filter(|_| published.rows >= WORTHWHILE && question.sort.is_empty());
    let Some(csv) = csv else { return Ok(None) };
    let (path, schema) = (stored(state, published)?, published.passport.schema.clone());
    let slot = state.places.slot(&csv.sha256);
    if slot.get().is_none() {
        let make = || async {
            let (path, schema) = (path.clone(), schema.clone());
            let made = tokio::task::spawn_blocking(move || Places::of(File::open(path)?, &schema)).await;
            made.map_err(|error| Failure::Internal(error.to_string()))?.map_err(|error| unanswered(error.into()))
        };
        slot.get_or_try_init(make).await?;
        state.places.fit();
    }
    let question = question.clone();
    let work = move || match slot.get().and_then(Option::as_ref) {
        Some(places) => places.answer(&mut File::open(path)?, &schema, &question).map(Some),
        None => Ok(None),
    };
    let done = tokio::task::spawn_blocking(work).await.map_err(|error| Failure::Internal(error.to_string()))?;
    done.map_err(|error| unanswered(error.into()))
}
