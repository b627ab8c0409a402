//! Importing the register from its own wire format: a file, a folder of feeds, or an address.
//!
//! A thread reads and judges records, one at a time and in little memory; the database writes them in
//! batches meanwhile. Each batch carries how far its feed came, so a run that was interrupted goes on
//! where it stopped, and one that is repeated adds nothing.

mod address;
mod batch;
mod companies;
mod files;
mod lines;
mod outcome;
mod split;

pub use address::Patience;
pub use outcome::Outcome;

use self::batch::Batch;
use super::wire::Origin;
use super::{alerts, indexes};
use crate::clock::Clock;
use crate::store::import_runs::{self, RunRow};
use crate::store::projection::PlaceRow;
use crate::store::{Db, DbError};
use chrono::{NaiveDate, NaiveDateTime};
use outcome::Progress;
use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::time::Duration;
use tokio::sync::mpsc;

/// Why an import stopped. What it wrote before stands, and the next run goes on from there.
#[derive(Debug)]
pub enum ImportError {
    /// The source: what it is and what is wrong with it.
    Source(String),
    Db(DbError),
}

impl std::fmt::Display for ImportError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            ImportError::Source(what) => f.write_str(what),
            ImportError::Db(error) => write!(f, "{error}"),
        }
    }
}

impl std::error::Error for ImportError {}

impl From<DbError> for ImportError {
    fn from(error: DbError) -> ImportError {
        ImportError::Db(error)
    }
}

/// So many new entries leave the full-text indexes in pieces that are worth putting together.
const MANY: i64 = 10_000;

/// The register knows nothing older: what an address is asked for unless told otherwise.
const FIRST_DAY: Option<NaiveDate> = NaiveDate::from_ymd_opt(1990, 1, 1);

/// Imports a source: a path, or `http(s)://host/api/v2/egr`. `from` and `until` are days for an
/// address; a file is read whole. Tells its progress on standard error.
pub async fn run(
    db: &Db,
    clock: &Clock,
    source: &str,
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
) -> Result<Outcome, ImportError> {
    run_patiently(db, clock, source, from, until, Patience::default()).await
}

/// [`run`] with a patience of one's own.
pub async fn run_patiently(
    db: &Db,
    clock: &Clock,
    source: &str,
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
    patience: Patience,
) -> Result<Outcome, ImportError> {
    let outcome = take_in(db, clock, source, from, until, patience).await?;
    end(db, clock).await;
    Ok(outcome)
}

/// What [`run_patiently`] does, as a part of a run: nobody is told of it before [`end`].
pub(super) async fn take_in(
    db: &Db,
    clock: &Clock,
    source: &str,
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
    patience: Patience,
) -> Result<Outcome, ImportError> {
    let mut outcome = Outcome::default();
    if source.starts_with("http://") || source.starts_with("https://") {
        let from = from.or(FIRST_DAY).unwrap_or_default();
        let until = until.unwrap_or_else(|| clock.today());
        if from > until {
            return Err(ImportError::Source(format!("--from {from} is later than --until {until}")));
        }
        let asked = address::Asked { base: source.trim_end_matches('/').to_owned(), from, until, patience };
        let identity = asked.base.clone();
        let read = move |origin: &Origin, done: &Done, outlet: &Outlet| address::read(&asked, origin, done, outlet);
        import_one(db, clock, identity, read, &mut outcome).await?;
        return Ok(outcome);
    }
    for file in files::list(Path::new(source))? {
        let identity = files::identity(&file)?;
        let read = move |origin: &Origin, done: &Done, outlet: &Outlet| files::read(&file, origin, done, outlet);
        import_one(db, clock, identity, read, &mut outcome).await?;
    }
    Ok(outcome)
}

/// Asks an address for some companies one by one, as [`take_in`] does for all. Tells its progress on standard error.
pub(super) async fn take_in_companies(
    db: &Db,
    clock: &Clock,
    base: &str,
    unps: Vec<i64>,
    patience: Patience,
) -> Result<Outcome, ImportError> {
    let mut outcome = Outcome::default();
    let base = base.trim_end_matches('/').to_owned();
    let identity = format!("{base} by number");
    let read = move |origin: &Origin, done: &Done, outlet: &Outlet| {
        companies::read(&base, &unps, &patience, origin, done, outlet)
    };
    import_one(db, clock, identity, read, &mut outcome).await?;
    Ok(outcome)
}

/// Ends a run: whoever watches a company is told of all that it changed. Where that fails they are told later.
pub(super) async fn end(db: &Db, clock: &Clock) {
    let now = clock.now();
    if let Err(error) = db.write(move |conn| Ok::<_, DbError>(alerts::gathered(conn, now)?)).await {
        tracing::warn!(%error, "who is to be told of what was imported waits for up to an hour");
    }
}

/// How far an earlier, unfinished run of the same source came.
#[derive(Clone, Debug, Default)]
pub(super) struct Done(HashMap<String, i64>);

impl Done {
    /// Where to go on; 0 at the beginning.
    fn position(&self, feed: &str) -> i64 {
        self.0.get(feed).copied().unwrap_or(0)
    }
}

/// Where the reading thread puts batches; waits while the database is behind.
pub(super) struct Outlet(mpsc::Sender<Batch>);

impl Outlet {
    fn send(&self, batch: Batch) -> Result<(), ImportError> {
        self.0.blocking_send(batch).map_err(|_| ImportError::Db(DbError::Closed))
    }
}

/// Imports one file or address. A source whose every feed was finished begins anew.
async fn import_one<F>(
    db: &Db,
    clock: &Clock,
    source: String,
    read: F,
    outcome: &mut Outcome,
) -> Result<(), ImportError>
where
    F: FnOnce(&Origin, &Done, &Outlet) -> Result<(), ImportError> + Send + 'static,
{
    let known = source.clone();
    let runs: Vec<RunRow> = db.read(move |conn| Ok::<_, DbError>(import_runs::of_source(conn, &known)?)).await?;
    let unfinished = runs.iter().any(|run| !run.finished);
    let mut runs: HashMap<String, RunRow> =
        runs.into_iter().filter(|_| unfinished).map(|run| (run.feed.clone(), run)).collect();
    let done = Done(runs.iter().map(|(feed, run)| (feed.clone(), run.position)).collect());
    let origin = Origin { source: source.clone(), application_id: None, recorded_at: clock.now() };
    let (outlet, mut batches) = mpsc::channel(2);
    let reader = tokio::task::spawn_blocking(move || read(&origin, &done, &Outlet(outlet)));
    let mut progress = Progress::begin(&source);
    let mut places = HashSet::new();
    let added = outcome.added;
    while let Some(batch) = batches.recv().await {
        let feed = batch.feed.clone();
        let before = runs.remove(&feed).unwrap_or_else(|| fresh(&source, &feed, clock.now()));
        let refused = batch.refusals.iter().map(|refusal| (refusal.position, refusal.reason.clone())).collect();
        let (after, written) = write(db, batch, before.clone(), places, clock.now()).await?;
        places = written;
        outcome.count(&before, &after);
        progress.refused(&feed, refused);
        progress.tell(&after);
        runs.insert(feed, after);
    }
    progress.end();
    if outcome.added - added >= MANY {
        indexes::put_together(db).await?;
    }
    // Lets the planner know, and gives the log's room back.
    db.bulk(|_| Ok::<_, DbError>(())).await?;
    reader.await.map_err(|error| ImportError::Source(error.to_string()))?
}

/// One batch, one transaction; where the database is busy it is tried again.
async fn write(
    db: &Db,
    batch: Batch,
    run: RunRow,
    mut places: HashSet<PlaceRow>,
    now: NaiveDateTime,
) -> Result<(RunRow, HashSet<PlaceRow>), ImportError> {
    const TRIES: u32 = 20;
    for _ in 1..TRIES {
        let (batch, run) = (batch.clone(), run.clone());
        let mut known = std::mem::take(&mut places);
        let written = db.write(move |conn| {
            let run = batch.write(conn, run, &mut known, now)?;
            Ok::<_, DbError>((run, known))
        });
        match written.await {
            Ok(written) => return Ok(written),
            Err(DbError::Busy) => tokio::time::sleep(Duration::from_millis(500)).await,
            Err(error) => return Err(error.into()),
        }
    }
    Err(DbError::Busy.into())
}

fn fresh(source: &str, feed: &str, now: NaiveDateTime) -> RunRow {
    RunRow {
        source: source.to_owned(),
        feed: feed.to_owned(),
        position: 0,
        finished: false,
        read: 0,
        added: 0,
        replaced: 0,
        unchanged: 0,
        refused: 0,
        updated_at: now,
    }
}
