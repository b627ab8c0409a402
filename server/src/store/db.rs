//! The database as the rest of the server sees it: closures that read, closures that write.
//!
//! Diesel is synchronous, so closures run on threads of the store's own, each with its connection;
//! the async threads only wait. SQLite: several readers and one writer that commits waiting writes
//! together ([`writer`](super::writer)). PostgreSQL: several writers, whose commits the server groups
//! itself.

use super::call::{Call, Kind, once};
pub use super::connection::Dialect;
use super::connection::{AnyConn, Use};
use super::glances::Glances;
use super::queue::Queue;
use super::target::Target;
pub use super::watch::QueryCount;
use super::{crew, migrations, writer};
use std::sync::Arc;
use std::time::Duration;

/// Where the database is and how long to wait for it.
#[derive(Clone, Debug)]
pub struct DbOptions {
    /// `sqlite:PATH`, a plain path, or `postgres://…`.
    pub url: String,
    /// Connections for reading; on PostgreSQL four times as many besides for writing, opened as they
    /// are needed: it commits together what several connections wait for.
    pub readers: usize,
    /// How long a call waits for its turn, and SQLite for another process's lock.
    pub busy_timeout: Duration,
    /// How long a read may run; on PostgreSQL a statement of a write as well.
    pub query_timeout: Duration,
    /// Counts the queries of all connections.
    pub queries: QueryCount,
}

/// The database; cheap to clone. When the last clone is dropped the waiting calls are still done,
/// then the threads end.
#[derive(Clone)]
pub struct Db {
    inner: Arc<Inner>,
}

struct Inner {
    dialect: Dialect,
    readers: Arc<Queue>,
    /// Of those who read something long, piece by piece.
    behind: Arc<Queue>,
    writers: Arc<Queue>,
    glances: Option<Glances>,
    patience: Duration,
    queries: QueryCount,
}

impl Db {
    /// Opens all connections. Creates the folder and the file of an SQLite database; does not
    /// migrate. Fails naming the URL without its password.
    pub fn open(options: &DbOptions) -> Result<Db, DbError> {
        let target = Target::parse(&options.url)?;
        let mut inner = Inner {
            dialect: target.dialect(),
            readers: Arc::new(Queue::new()),
            behind: Arc::new(Queue::new()),
            writers: Arc::new(Queue::new()),
            glances: None,
            patience: options.busy_timeout,
            queries: options.queries.clone(),
        };
        // SQLite's writer first: it makes the file what the readers expect.
        match inner.dialect {
            Dialect::Sqlite => {
                writer::start(&target, options, &inner.writers)?;
                inner.glances = Some(Glances::open(&target, options)?);
            }
            Dialect::Postgres => crew::start(options.readers * 4, &target, Use::Writing, options, &inner.writers)?,
        }
        crew::start(options.readers, &target, Use::Reading, options, &inner.readers)?;
        // Half the processors at most are for what is long.
        let behind = (std::thread::available_parallelism().map_or(2, usize::from) / 2).clamp(1, options.readers);
        crew::start(behind, &target, Use::ReadingBehind, options, &inner.behind)?;
        Ok(Db { inner: Arc::new(inner) })
    }

    /// Runs `f` on a reader: it cannot write, and is cut after `query_timeout`
    /// ([`DbError::TimedOut`]). Each statement sees the latest commits; where several must see one
    /// state, `f` opens `conn.transaction`.
    pub async fn read<T, E, F>(&self, f: F) -> Result<T, E>
    where
        F: FnOnce(&mut AnyConn) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<diesel::result::Error> + From<DbError> + Send + 'static,
    {
        self.ask(&self.inner.readers, Kind::Read, f).await
    }

    /// As [`read`](Db::read), for a piece of something long that programs take (a list of the whole register, open data in
    /// the making): on threads that give way to those that answer somebody who waits for a page.
    pub async fn read_behind<T, E, F>(&self, f: F) -> Result<T, E>
    where
        F: FnOnce(&mut AnyConn) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<diesel::result::Error> + From<DbError> + Send + 'static,
    {
        self.ask(&self.inner.behind, Kind::Read, f).await
    }

    /// As [`read`](Db::read), for a few look-ups by key: on SQLite they are made on the thread that
    /// asks. What takes longer than a moment is begun again on a reader, so `f` may run twice.
    pub async fn look<T, E, F>(&self, f: F) -> Result<T, E>
    where
        F: Fn(&mut AnyConn) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<diesel::result::Error> + From<DbError> + Send + 'static,
    {
        match self.inner.glances.as_ref().and_then(|glances| glances.take(&f)) {
            Some(outcome) => outcome,
            None => self.read(f).await,
        }
    }

    /// Runs `f` in one transaction. `Ok` comes only after the commit is on disk; `Err` and a panic
    /// take back `f`'s work and nobody else's. What was received is done, even if the asker has
    /// gone meanwhile.
    ///
    /// On PostgreSQL several run at once (READ COMMITTED): a check before a change must be held by
    /// the change itself, with `WHERE … revision` or a unique index. On SQLite a slow `f` holds up
    /// all others: do no work in it that is not the database's.
    pub async fn write<T, E, F>(&self, f: F) -> Result<T, E>
    where
        F: FnOnce(&mut AnyConn) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<diesel::result::Error> + From<DbError> + Send + 'static,
    {
        self.ask(&self.inner.writers, Kind::Write, f).await
    }

    /// As [`write`](Db::write), for a write that many make at once. `f` may run more than once: SQLite's writer
    /// gives it no savepoint of its own, which would have it copy each page that changes, and where one of a group
    /// fails the whole group is taken back and run again with savepoints.
    pub async fn write_repeatable<T, E, F>(&self, f: F) -> Result<T, E>
    where
        F: Fn(&mut AnyConn) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<diesel::result::Error> + From<DbError> + Send + 'static,
    {
        self.queue(&self.inner.writers, Kind::Repeatable, f).await
    }

    /// A long write (import, seed): alone in its transaction, waiting for its turn without limit,
    /// not cut. On SQLite other writes wait meanwhile, and are [`DbError::Busy`] after
    /// `busy_timeout`: beside a serving portal load in batches of a second or so.
    pub async fn bulk<T, E, F>(&self, f: F) -> Result<T, E>
    where
        F: FnOnce(&mut AnyConn) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<diesel::result::Error> + From<DbError> + Send + 'static,
    {
        self.ask(&self.inner.writers, Kind::Bulk, f).await
    }

    /// As [`read_behind`](Db::read_behind), from a thread that may wait: for work that takes minutes. It waits for its turn without
    /// limit and needs no runtime, which such work may outlive when the server stops. Panics on a thread of a runtime.
    pub fn read_here<T, E, F>(&self, f: F) -> Result<T, E>
    where
        F: FnOnce(&mut AnyConn) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<diesel::result::Error> + From<DbError> + Send + 'static,
    {
        let (call, ticket) = Call::new(Kind::Read, once(f));
        self.inner.behind.push(call)?;
        ticket.wait_here()
    }

    /// As [`write`](Db::write), waiting as [`read_here`](Db::read_here) does.
    pub fn write_here<T, E, F>(&self, f: F) -> Result<T, E>
    where
        F: FnOnce(&mut AnyConn) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<diesel::result::Error> + From<DbError> + Send + 'static,
    {
        let (call, ticket) = Call::new(Kind::Write, once(f));
        self.inner.writers.push(call)?;
        let answer = ticket.wait_here();
        if let Some(glances) = &self.inner.glances {
            glances.stir();
        }
        answer
    }

    /// How many queries were made since it was opened.
    pub fn queries(&self) -> u64 {
        self.inner.queries.get()
    }

    /// What was asked since this was called last, where the [`DbOptions`] keep it.
    pub fn take_texts(&self) -> Vec<String> {
        self.inner.queries.take_texts()
    }

    pub fn dialect(&self) -> Dialect {
        self.inner.dialect
    }

    /// Whether requests can be answered: a reader answers, and no migration is pending.
    pub async fn ready(&self) -> Result<(), DbError> {
        let pending = self.read(migrations::pending).await?;
        match pending.first() {
            None => Ok(()),
            Some(first) => Err(DbError::Migrations(format!("{first} is pending"))),
        }
    }

    async fn ask<T, E, F>(&self, queue: &Queue, kind: Kind, f: F) -> Result<T, E>
    where
        F: FnOnce(&mut AnyConn) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<diesel::result::Error> + From<DbError> + Send + 'static,
    {
        self.queue(queue, kind, once(f)).await
    }

    async fn queue<T, E, F>(&self, queue: &Queue, kind: Kind, f: F) -> Result<T, E>
    where
        F: FnMut(&mut AnyConn) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<diesel::result::Error> + From<DbError> + Send + 'static,
    {
        let (call, ticket) = Call::new(kind, f);
        queue.push(call)?;
        let answer = ticket.wait((kind != Kind::Bulk).then_some(self.inner.patience)).await;
        if let Some(glances) = self.inner.glances.as_ref().filter(|_| kind != Kind::Read) {
            glances.stir();
        }
        answer
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.readers.close();
        self.behind.close();
        self.writers.close();
    }
}

/// Why the database did not do what was asked, apart from what it says about the queries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DbError {
    /// It cannot be opened: the URL without its password, and why.
    Open(String),
    /// A connection was lost and no new one can be had.
    Pool(String),
    /// Too much is waiting, or another process holds SQLite's lock: nothing was done.
    Busy,
    /// The database was closed.
    Closed,
    /// A query was cut since it took too long.
    TimedOut,
    /// The closure panicked; its work was taken back.
    Panicked,
    /// The commit failed: nothing of the write stands.
    Commit(String),
    /// Migrations are pending or failed.
    Migrations(String),
    /// A query failed, where the caller has no error type of its own.
    Query(String),
}

impl DbError {
    /// The same, of a database that was open before.
    pub(super) fn lost(self) -> DbError {
        match self {
            DbError::Open(why) => DbError::Pool(why),
            other => other,
        }
    }
}

impl std::fmt::Display for DbError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            DbError::Open(why) => write!(f, "the database cannot be opened: {why}"),
            DbError::Pool(why) => write!(f, "the database cannot be reached: {why}"),
            DbError::Busy => write!(f, "the database is busy; nothing was done"),
            DbError::Closed => write!(f, "the database was closed"),
            DbError::TimedOut => write!(f, "a query took too long and was cut"),
            DbError::Panicked => write!(f, "a query's closure panicked; its work was taken back"),
            DbError::Commit(why) => write!(f, "the commit failed, nothing was written: {why}"),
            DbError::Migrations(why) => write!(f, "migrations: {why}"),
            DbError::Query(why) => write!(f, "a query failed: {why}"),
        }
    }
}

impl std::error::Error for DbError {}

impl From<diesel::result::Error> for DbError {
    fn from(error: diesel::result::Error) -> DbError {
        DbError::Query(error.to_string())
    }
}
