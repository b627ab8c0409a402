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
use std::time::Duration;

/// The longest that a thread which serves others too may be held up.
const MOMENT: Duration = Duration::from_millis(20);

/// Connections of which each serves one glance at a time.
pub(super) struct Glances {
    target: Target,
    options: DbOptions,
    connections: Box<[Mutex<Option<AnyConn>>]>,
}

impl Glances {
    /// As many connections as threads can ask at once on this machine.
    pub(super) fn open(target: &Target, options: &DbOptions) -> Result<Glances, DbError> {
        let threads = std::thread::available_parallelism().map_or(2, usize::from).min(16);
        let connections =
            (0..threads).map(|_| target.connect(Use::Reading, options).map(|conn| Mutex::new(Some(conn))));
        let connections = connections.collect::<Result<_, DbError>>()?;
        Ok(Glances { target: target.clone(), options: options.clone(), connections })
    }

    /// Runs `f` here and now; `None` where no connection is free or `f` took too long, so that the
    /// readers are to run it.
    pub(super) fn take<T, E>(&self, f: impl FnOnce(&mut AnyConn) -> Result<T, E>) -> Option<Result<T, E>> {
        let mut free = self.connections.iter().find_map(|connection| connection.try_lock().ok())?;
        let mut conn = match free.take() {
            Some(conn) => conn,
            None => self.target.connect(Use::Reading, &self.options).ok()?,
        };
        // One on which `f` panicked is not used again. A reader runs `f` once more and tells.
        let (outcome, seen) = guarded(Some(MOMENT), || f(&mut conn)).ok()?;
        if !AnyConn::is_broken_transaction_manager(&mut conn) {
            *free = Some(conn);
        }
        (!seen.cut).then_some(outcome)
    }
}
