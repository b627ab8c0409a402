//! A closure on its way to the database and its answer on the way back.

use super::connection::AnyConn;
use super::db::DbError;
use super::watch;
pub(super) use super::watch::Seen;
use diesel::Connection;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Duration;
use tokio::sync::oneshot;

/// Work for a thread that owns a connection. [`run`](Job::run) comes first, and once unless it can repeat; what it gave
/// leaves only with [`answer`](Job::answer), which for a write is after the commit.
pub(super) trait Job: Send {
    /// Whether it must be the only work in its transaction.
    fn is_alone(&self) -> bool;
    /// Claims the work; false if whoever asked no longer waits for it.
    fn claim(&self) -> bool;
    /// Whether the closure may run more than once.
    fn can_repeat(&self) -> bool;
    /// Runs the closure as its kind demands.
    fn run(&mut self, conn: &mut AnyConn, limit: Option<Duration>) -> Ran;
    /// Runs the closure in the transaction that is open, without a savepoint; false where that has to be taken back
    /// and the closure to [`run`](Job::run) once more. Only where it [can repeat](Job::can_repeat).
    fn run_within(&mut self, conn: &mut AnyConn) -> bool;
    /// Sends what the closure gave, or `failure` where it believed to have succeeded.
    fn answer(self: Box<Self>, failure: Option<DbError>);
}

/// How a run went, beside its result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ran {
    Well,
    /// A query failed on PostgreSQL: see whether the connection still works.
    Doubtfully,
    /// The session was left otherwise than it was.
    Spoiling,
    /// The closure panicked; transactions may be open.
    Panicked,
}

/// What the closure is allowed and promised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Outside a transaction; not run at all if nobody waits for the answer any more.
    Read,
    /// In a transaction, or a savepoint of the group's. Runs even if the asker has gone, as a
    /// request that was received.
    Write,
    /// A write whose closure may run more than once: as long as all goes well it needs no savepoint.
    Repeatable,
    /// A write alone in its transaction, without a limit on time.
    Bulk,
}

pub(super) struct Call<T, E, F> {
    kind: Kind,
    closure: F,
    outcome: Option<Result<T, E>>,
    reply: oneshot::Sender<Result<T, E>>,
    turn: Arc<Turn>,
}

/// What the asker holds.
pub(super) struct Ticket<T, E> {
    reply: oneshot::Receiver<Result<T, E>>,
    turn: Arc<Turn>,
}

/// A closure that runs once, as one that could be asked again.
pub(super) fn once<T, E: From<DbError>>(
    closure: impl FnOnce(&mut AnyConn) -> Result<T, E>,
) -> impl FnMut(&mut AnyConn) -> Result<T, E> {
    let mut closure = Some(closure);
    move |conn| closure.take().map_or(Err(DbError::Closed.into()), |closure| closure(conn))
}

impl<T, E, F> Call<T, E, F>
where
    F: FnMut(&mut AnyConn) -> Result<T, E> + Send + 'static,
    T: Send + 'static,
    E: From<diesel::result::Error> + From<DbError> + Send + 'static,
{
    pub(super) fn new(kind: Kind, closure: F) -> (Box<Self>, Ticket<T, E>) {
        let (sender, receiver) = oneshot::channel();
        let turn = Arc::new(Turn::default());
        let call = Call { kind, closure, outcome: None, reply: sender, turn: turn.clone() };
        (Box::new(call), Ticket { reply: receiver, turn })
    }
}

impl<T, E, F> Job for Call<T, E, F>
where
    F: FnMut(&mut AnyConn) -> Result<T, E> + Send + 'static,
    T: Send + 'static,
    E: From<diesel::result::Error> + From<DbError> + Send + 'static,
{
    fn is_alone(&self) -> bool {
        self.kind == Kind::Bulk
    }

    fn claim(&self) -> bool {
        (self.kind != Kind::Read || !self.reply.is_closed()) && self.turn.begin()
    }

    fn can_repeat(&self) -> bool {
        self.kind == Kind::Repeatable
    }

    fn run(&mut self, conn: &mut AnyConn, limit: Option<Duration>) -> Ran {
        let closure = &mut self.closure;
        let kind = self.kind;
        let caught = guarded(limit, || match kind {
            Kind::Read => closure(conn),
            Kind::Write | Kind::Repeatable | Kind::Bulk => in_transaction(conn, closure),
        });
        let (outcome, ran) = match caught {
            Err(Panicked) => (Err(DbError::Panicked.into()), Ran::Panicked),
            Ok((outcome, seen)) if seen.spoiled => (outcome, Ran::Spoiling),
            Ok((Err(_), seen)) if seen.cut => (Err(DbError::TimedOut.into()), Ran::Doubtfully),
            Ok((outcome, seen)) if seen.failed => (outcome, Ran::Doubtfully),
            Ok((outcome, _)) => (outcome, Ran::Well),
        };
        self.outcome = Some(outcome);
        ran
    }

    fn run_within(&mut self, conn: &mut AnyConn) -> bool {
        match guarded(None, || (self.closure)(conn)) {
            Ok((Ok(value), seen)) if !seen.failed => {
                self.outcome = Some(Ok(value));
                true
            }
            _ => false,
        }
    }

    fn answer(self: Box<Self>, failure: Option<DbError>) {
        let outcome = match (self.outcome, failure) {
            (Some(Err(own)), _) => Err(own),
            (_, Some(failure)) => Err(failure.into()),
            (Some(Ok(value)), None) => Ok(value),
            (None, None) => Err(DbError::Closed.into()),
        };
        // Whoever asked may have gone; the work stands all the same.
        let _ = self.reply.send(outcome);
    }
}

/// The closure panicked.
pub(super) struct Panicked;

/// Runs a closure on this thread and tells what befell its queries, which are cut after `limit`.
pub(super) fn guarded<T>(limit: Option<Duration>, closure: impl FnOnce() -> T) -> Result<(T, Seen), Panicked> {
    watch::start(limit);
    let caught = catch_unwind(AssertUnwindSafe(closure));
    let seen = watch::stop();
    caught.map(|value| (value, seen)).map_err(|_| Panicked)
}

/// A transaction, or a savepoint inside one.
fn in_transaction<T, E, F>(conn: &mut AnyConn, closure: F) -> Result<T, E>
where
    F: FnOnce(&mut AnyConn) -> Result<T, E>,
    E: From<diesel::result::Error>,
{
    conn.transaction(|conn| {
        let value = closure(conn)?;
        // After a failed query that the closure passed over, PostgreSQL answers COMMIT with a
        // rollback and no error: the write would be acknowledged and lost. Any query tells.
        if watch::seen().failed {
            diesel::connection::SimpleConnection::batch_execute(conn, "SELECT 1")?;
        }
        Ok(value)
    })
}

impl<T, E: From<DbError>> Ticket<T, E> {
    /// Waits for the answer; for the turn to come at most `patience`, after which the closure will
    /// not run at all.
    pub(super) async fn wait(mut self, patience: Option<Duration>) -> Result<T, E> {
        if let Some(patience) = patience {
            match tokio::time::timeout(patience, &mut self.reply).await {
                Ok(answer) => return answer.unwrap_or_else(|_| Err(DbError::Closed.into())),
                Err(_) if self.turn.give_up() => return Err(DbError::Busy.into()),
                Err(_) => (),
            }
        }
        self.reply.await.unwrap_or_else(|_| Err(DbError::Closed.into()))
    }

    /// Waits for the answer on this thread, without limit.
    pub(super) fn wait_here(self) -> Result<T, E> {
        self.reply.blocking_recv().unwrap_or_else(|_| Err(DbError::Closed.into()))
    }
}

/// Decides between a thread that begins the work and an asker who gives up waiting: one of them
/// wins, so that "busy, nothing was done" is true.
#[derive(Default)]
struct Turn(AtomicU8);

const WAITING: u8 = 0;
const BEGUN: u8 = 1;
const GIVEN_UP: u8 = 2;

impl Turn {
    fn begin(&self) -> bool {
        self.0.compare_exchange(WAITING, BEGUN, Ordering::AcqRel, Ordering::Acquire).is_ok()
    }

    fn give_up(&self) -> bool {
        self.0.compare_exchange(WAITING, GIVEN_UP, Ordering::AcqRel, Ordering::Acquire).is_ok()
    }
}
