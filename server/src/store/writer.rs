//! SQLite's one writer: a thread that commits waiting writes together.
//!
//! A commit costs a sync of the disk, a write only microseconds. So the writer takes all writes that
//! wait, runs each under a savepoint of its own in one transaction, commits once, and only then
//! answers: an answer means that the write is on disk. While it syncs, the next group gathers.
//!
//! Those just answered often come back at once with their next write. Taken one commit too early,
//! the first of them would leave the others to the commit after: so when fewer wait than were
//! answered, the writer gives them a quarter of a commit's time. Someone alone never waits.

use super::call::{Job, Ran};
use super::connection::{AnyConn, Use, WRITER_CACHE, is_locked};
use super::db::{DbError, DbOptions};
use super::queue::{Gathering, Queue};
use super::target::Target;
use crate::giving_way;
use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The longest that a group gathers.
const GATHER: Duration = Duration::from_millis(2);

/// The page cache during a bulk load, in KiB.
const BULK_CACHE: u32 = 131_072;

/// The most writes in one commit: bounds how long the first of them waits for the last.
const GROUP: usize = 128;

/// A group is committed once its work took so many times as long as the last commit. To commit more rarely would save
/// little of the time, and those who wait for an answer would have nothing to do meanwhile.
const WORTH: u32 = 6;

/// The least work of a group: where a commit takes next to nothing its answers still leave together.
const LEAST_TIME: Duration = Duration::from_millis(5);

/// The longest that those in a group wait for the last of it, but for one that takes longer itself: after a commit that took
/// unusually long too.
const GROUP_TIME: Duration = Duration::from_millis(100);

pub(super) fn start(target: &Target, options: &DbOptions, queue: &Arc<Queue>) -> Result<(), DbError> {
    let writer = Writer {
        conn: Some(target.connect(Use::Writing, options)?),
        target: target.clone(),
        options: options.clone(),
        gathering: Gathering::default(),
        committed_in: Duration::MAX,
    };
    let queue = queue.clone();
    std::thread::Builder::new()
        .name("writer".into())
        .spawn(move || {
            giving_way::give_way();
            writer.work(&queue);
        })
        .map_err(|why| DbError::Open(why.to_string()))?;
    Ok(())
}

struct Writer {
    conn: Option<AnyConn>,
    target: Target,
    options: DbOptions,
    gathering: Gathering,
    /// How long the last commit took.
    committed_in: Duration,
}

impl Writer {
    fn work(mut self, queue: &Queue) {
        loop {
            let group = queue.next_group(GROUP, self.gathering);
            if group.is_empty() {
                return;
            }
            let bulk = group.iter().any(|job| job.is_alone());
            if bulk {
                self.prepare_for_bulk();
            }
            let mut rest = group;
            while !rest.is_empty() {
                rest = self.commit(rest);
            }
            if bulk {
                self.settle_after_bulk();
            }
        }
    }

    /// A bulk load writes its pages once if they fit. This and what follows a load may fail without
    /// harm.
    fn prepare_for_bulk(&mut self) {
        self.tell(&format!("PRAGMA cache_size = -{BULK_CACHE}"));
    }

    /// Much has changed: lets the planner know, writes the log back as far as that goes without
    /// waiting for readers, and gives the memory back.
    fn settle_after_bulk(&mut self) {
        self.tell("PRAGMA optimize");
        self.tell("PRAGMA wal_checkpoint(PASSIVE)");
        self.tell(&format!("PRAGMA cache_size = -{WRITER_CACHE}"));
        // An index that was made may have been sorted in a file.
        self.tell("PRAGMA temp_store = MEMORY");
    }

    fn tell(&mut self, pragma: &str) {
        if let Some(conn) = &mut self.conn {
            let _ = conn.batch_execute(pragma);
        }
    }

    /// Runs and commits the group and answers all of it, but for those returned, which have yet to run: what is
    /// behind enough work for one commit, and what is behind a write that made SQLite end the whole transaction, which
    /// takes down those before it.
    fn commit(&mut self, group: Vec<Box<dyn Job>>) -> Vec<Box<dyn Job>> {
        let slow = self.options.query_timeout;
        let started = Instant::now();
        let enough = self.committed_in.saturating_mul(WORTH).clamp(LEAST_TIME, GROUP_TIME);
        let (repeatable, once): (Vec<_>, Vec<_>) = group.into_iter().partition(|job| job.can_repeat());
        let (mut done, mut left, waiting) = match self.run_together(repeatable, enough) {
            Together::Ran { done, left } => (done, left, once),
            Together::TakenBack(repeatable) => (Vec::new(), Vec::new(), repeatable.into_iter().chain(once).collect()),
        };
        let conn = match self.begin() {
            Ok(conn) => conn,
            Err(error) => {
                refuse(done, &error);
                refuse(waiting, &error);
                return left;
            }
        };
        let mut waiting = waiting.into_iter();
        while done.is_empty() || started.elapsed() < enough {
            let Some(mut job) = waiting.next() else { break };
            let began = Instant::now();
            let ran = job.run(conn, None);
            warn_if_slow(&*job, began.elapsed(), slow);
            done.push(job);
            if ran == Ran::Panicked {
                unwind_to_group(conn);
            }
            if depth(conn) != 1 {
                self.lose(done, "SQLite ended the transaction");
                left.extend(waiting);
                return left;
            }
        }
        left.extend(waiting);
        let began = Instant::now();
        match AnyConn::commit_transaction(conn) {
            Ok(()) => {
                self.committed_in = began.elapsed();
                self.gathering = Gathering { wanted: done.len(), at_most: (self.committed_in / 4).min(GATHER) };
                done.into_iter().for_each(|job| job.answer(None));
            }
            Err(error) => self.lose(done, &error.to_string()),
        }
        left
    }

    /// Runs those that can repeat one after the other in the group's transaction, which stays open, until that was
    /// enough. Where one of them fails nothing of all stands, and each is to run under a savepoint.
    fn run_together(&mut self, mut jobs: Vec<Box<dyn Job>>, enough: Duration) -> Together {
        if jobs.is_empty() {
            return Together::Ran { done: jobs, left: Vec::new() };
        }
        let slow = self.options.query_timeout;
        let Ok(conn) = self.begin() else { return Together::TakenBack(jobs) };
        let (started, mut ran, mut well) = (Instant::now(), 0, true);
        for job in &mut jobs {
            if ran > 0 && started.elapsed() >= enough {
                break;
            }
            let began = Instant::now();
            well = job.run_within(conn) && depth(conn) == 1;
            warn_if_slow(&**job, began.elapsed(), slow);
            if !well {
                break;
            }
            ran += 1;
        }
        if well {
            let left = jobs.split_off(ran);
            return Together::Ran { done: jobs, left };
        }
        unwind_to_group(conn);
        if AnyConn::rollback_transaction(conn).is_err() || depth(conn) != 0 {
            // Closed, it is rolled back for certain.
            self.conn = None;
        }
        Together::TakenBack(jobs)
    }

    /// Begins the group's transaction; nothing where it is open.
    fn begin(&mut self) -> Result<&mut AnyConn, DbError> {
        let mut conn = match self.conn.take() {
            Some(conn) => conn,
            None => self.target.connect(Use::Writing, &self.options).map_err(DbError::lost)?,
        };
        if depth(&mut conn) == 1 {
            return Ok(self.conn.insert(conn));
        }
        let AnyConn::Sqlite(sqlite) = &mut conn else { return Err(DbError::Closed) };
        match AnsiTransactionManager::begin_transaction_sql(sqlite, "BEGIN IMMEDIATE") {
            Ok(()) => Ok(self.conn.insert(conn)),
            Err(error) if is_locked(&error) => {
                // Another process writes, and did not finish within the busy timeout.
                self.conn = Some(conn);
                Err(DbError::Busy)
            }
            Err(error) => Err(DbError::Commit(error.to_string())),
        }
    }

    /// Nothing of the group stands. After a failed sync the connection cannot be trusted with the
    /// next one: SQLite recovers with a new one from what is on disk.
    fn lose(&mut self, group: Vec<Box<dyn Job>>, why: &str) {
        tracing::error!(writes = group.len(), why, "a commit failed; its writes were refused");
        self.conn = None;
        refuse(group, &DbError::Commit(why.to_owned()));
    }
}

/// How those that can repeat ran.
enum Together {
    /// All well; the transaction is open. Those left have yet to run.
    Ran { done: Vec<Box<dyn Job>>, left: Vec<Box<dyn Job>> },
    /// None stands; no transaction is open.
    TakenBack(Vec<Box<dyn Job>>),
}

fn refuse(group: Vec<Box<dyn Job>>, error: &DbError) {
    group.into_iter().for_each(|job| job.answer(Some(error.clone())));
}

/// How many transactions are open; none also if their state is unknown.
fn depth(conn: &mut AnyConn) -> u32 {
    match AnyConn::transaction_manager_status_mut(conn).transaction_depth() {
        Ok(Some(depth)) => depth.get(),
        _ => 0,
    }
}

/// Rolls back what a panicking closure left open, but not its neighbours' work.
fn unwind_to_group(conn: &mut AnyConn) {
    while depth(conn) > 1 {
        if AnyConn::rollback_transaction(conn).is_err() {
            // The depth then tells that the group is lost.
            return;
        }
    }
}

fn warn_if_slow(job: &dyn Job, took: Duration, limit: Duration) {
    if took > limit && !job.is_alone() {
        tracing::warn!(milliseconds = took.as_millis() as u64, "a write held up all others");
    }
}
