//! Short reads of SQLite on the thread that asks.
//!
//! A look-up by key takes some microseconds; to hand it to another thread and to wait for its answer
//! takes several times as many. So what is known to be short is looked up where it is asked, with one
//! of a few connections kept for that, and cut after a moment; then, or when none of them is free, the
//! readers do it.

use super::call::guarded;
use super::connection::{AnyConn, Use};
use super::db::{DbError, DbOptions};
use super::target::Target;
use diesel::connection::TransactionManager;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// The longest that a thread which serves others too may be held up.
const MOMENT: Duration = Duration::from_millis(20);

/// After a commit a reader maps the file anew, page by page: so soon after one it reads without.
const STIRRED: u64 = 50;

/// Connections of which each serves one glance at a time.
pub(super) struct Glances {
    target: Target,
    options: DbOptions,
    /// For when nobody writes.
    calm: Pool,
    /// For when somebody does.
    stirred: Pool,
    opened: Instant,
    /// Milliseconds from `opened` to the last commit.
    committed: AtomicU64,
}

type Pool = Box<[Mutex<Option<AnyConn>>]>;

impl Glances {
    /// As many connections as threads can ask at once on this machine, those that give way among them, for either case.
    pub(super) fn open(target: &Target, options: &DbOptions) -> Result<Glances, DbError> {
        let threads = std::thread::available_parallelism().map_or(2, usize::from).min(16) * 2;
        let connect = |purpose| target.connect(purpose, options).map(|conn| Mutex::new(Some(conn)));
        let pool = |purpose| (0..threads).map(|_| connect(purpose)).collect::<Result<Pool, DbError>>();
        Ok(Glances {
            target: target.clone(),
            options: options.clone(),
            calm: pool(Use::Reading)?,
            stirred: pool(Use::ReadingAmidWrites)?,
            opened: Instant::now(),
            committed: AtomicU64::new(0),
        })
    }

    /// Something was committed.
    pub(super) fn stir(&self) {
        self.committed.store(self.age(), Ordering::Relaxed);
    }

    /// Runs `f` here and now; `None` where no connection is free or `f` took too long, so that the
    /// readers are to run it.
    pub(super) fn take<T, E>(&self, f: impl FnOnce(&mut AnyConn) -> Result<T, E>) -> Option<Result<T, E>> {
        let since = self.age().saturating_sub(self.committed.load(Ordering::Relaxed));
        let (pool, purpose) = match since < STIRRED {
            true => (&self.stirred, Use::ReadingAmidWrites),
            false => (&self.calm, Use::Reading),
        };
        let mut free = pool.iter().find_map(|connection| connection.try_lock().ok())?;
        let mut conn = match free.take() {
            Some(conn) => conn,
            None => self.target.connect(purpose, &self.options).ok()?,
        };
        // One on which `f` panicked is not used again. A reader runs `f` once more and tells.
        let (outcome, seen) = guarded(Some(MOMENT), || f(&mut conn)).ok()?;
        if !AnyConn::is_broken_transaction_manager(&mut conn) {
            *free = Some(conn);
        }
        (!seen.cut).then_some(outcome)
    }

    fn age(&self) -> u64 {
        u64::try_from(self.opened.elapsed().as_millis()).unwrap_or(u64::MAX)
    }
}
