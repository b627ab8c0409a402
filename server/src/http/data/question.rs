//! Questions to the rows of a set as addresses carry them, and their answers from the stored file.

use super::storehouse;
use crate::failure::Failure;
use crate::state::AppState;
use opendata::rows::{Found, Question, Unanswered, ask};
use opendata::{Format, Published, Schema};
use portal::fold::fold;
use std::collections::HashSet;
use std::fs::File;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Characters of a search that are looked at, and words of it.
const LONGEST: usize = 200;
const MOST_WORDS: usize = 8;

/// How long one question may read.
const PATIENCE: Duration = Duration::from_secs(15);

/// A question that is asked now.
pub(super) fn begun(question: Question) -> Question {
    Question { until: Instant::now().checked_add(PATIENCE), ..question }
}

/// Answers a question on a thread of its own: it reads a few rows of a large file, or the whole of a small one.
pub async fn answer(state: &AppState, published: &Published, question: Question) -> Result<Found, Failure> {
    let question = begun(question);
    if let Some(found) = super::places::answer(state, published, &question).await? {
        return Ok(found);
    }
    let path = stored(state, published)?;
    let schema = published.passport.schema.clone();
    let asked = tokio::task::spawn_blocking(move || ask(|| File::open(&path), &schema, &question));
    asked.await.map_err(|error| Failure::Internal(error.to_string()))?.map_err(unanswered)
}

/// Where a version's CSV lies.
pub(super) fn stored(state: &AppState, published: &Published) -> Result<PathBuf, Failure> {
    let file = published.file(Format::Csv).ok_or(Failure::NotFound)?;
    Ok(storehouse(state).path(&file.sha256))
}

/// Why a question was not answered, as a failure.
pub(super) fn unanswered(why: Unanswered) -> Failure {
    match why {
        Unanswered::TooDeep => Failure::BadRequest("data-too-deep"),
        Unanswered::TooLong => Failure::BadRequest("data-too-long"),
        Unanswered::TooManyGroups => Failure::BadRequest("data-too-many-groups"),
        Unanswered::Io(error) => Failure::Internal(format!("a published file cannot be read: {error}")),
    }
}

/// The folded words of a search.
pub fn words(text: &str) -> Vec<String> {
    let shortened: String = text.chars().take(LONGEST).collect();
    fold(&shortened).split(' ').filter(|word| !word.is_empty()).take(MOST_WORDS).map(str::to_owned).collect()
}

/// `name` or `-name`, several with commas. `Err` names the column that is not there.
pub fn sort(text: &str, schema: &Schema) -> Result<Vec<(usize, bool)>, String> {
    let columns = text.split(',').map(str::trim).filter(|name| !name.is_empty()).map(|name| {
        let (name, last) = name.strip_prefix('-').map_or((name, false), |name| (name, true));
        schema.place(name).map(|place| (place, last)).ok_or_else(|| name.to_owned())
    });
    Ok(once(columns.collect::<Result<Vec<(usize, bool)>, _>>()?, |(place, _)| *place))
}

/// Each column where it is named first: named thousands of times it would take the memory of thousands.
pub fn once<T>(named: Vec<T>, column: impl Fn(&T) -> usize) -> Vec<T> {
    let mut seen = HashSet::new();
    named.into_iter().filter(|one| seen.insert(column(one))).collect()
}
