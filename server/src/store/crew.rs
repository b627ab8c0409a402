//! Threads that each own a connection and take their work from one queue: the readers of either
//! database, and PostgreSQL's writers.
//!
//! No pool to check out from, no second thread to check a connection on: a look-up by key, 5 µs on
//! SQLite itself, takes 7 µs this way under load and 14 to 18 µs alone, against 30 to 50 µs by way of
//! deadpool-diesel (release build, two cores). It is also why reads need not run on the async
//! threads, where a slow one would hold up strangers' requests.
//!
//! A connection that a panic, a lost server or an unfinished transaction has left doubtful is
//! replaced before the next work.

use super::call::Ran;
use super::connection::{AnyConn, Dialect, Use, is_alive};
use super::db::{DbError, DbOptions};
use super::queue::Queue;
use super::target::Target;
use crate::giving_way;
use diesel::connection::TransactionManager;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// After so long without work the server may have gone unnoticed.
const IDLE: Duration = Duration::from_secs(1);

/// Starts `size` threads with a connection each. SQLite's are all opened now; of PostgreSQL's the
/// first, so that what is wrong shows at once, the others when they are needed.
pub(super) fn start(
    size: usize,
    target: &Target,
    purpose: Use,
    options: &DbOptions,
    queue: &Arc<Queue>,
) -> Result<(), DbError> {
    for number in 1..=size.max(1) {
        let now = number == 1 || target.dialect() == Dialect::Sqlite;
        let hand = Hand {
            conn: now.then(|| target.connect(purpose, options)).transpose()?,
            used: Instant::now(),
            target: target.clone(),
            purpose,
            options: options.clone(),
        };
        let queue = queue.clone();
        let kind = match purpose {
            Use::Reading => "reader",
            Use::ReadingBehind => "behind",
            _ => "writer",
        };
        std::thread::Builder::new()
            .name(format!("{kind}-{number}"))
            .spawn(move || {
                if purpose == Use::ReadingBehind {
                    giving_way::give_way();
                }
                hand.work(&queue);
            })
            .map_err(|why| DbError::Open(why.to_string()))?;
    }
    Ok(())
}

struct Hand {
    conn: Option<AnyConn>,
    used: Instant,
    target: Target,
    purpose: Use,
    options: DbOptions,
}

impl Hand {
    fn work(mut self, queue: &Queue) {
        let limit = self.purpose.only_reads().then_some(self.options.query_timeout);
        while let Some(mut job) = queue.next() {
            let conn = match self.connection() {
                Ok(conn) => conn,
                Err(error) => {
                    job.answer(Some(error));
                    continue;
                }
            };
            let long = job.is_alone().then(|| without_limit(conn));
            let ran = job.run(conn, limit);
            if long.is_some() {
                // The session's own limit comes back with a new session.
                self.conn = None;
            }
            job.answer(None);
            self.tidy(ran);
        }
    }

    /// The connection, a new one if there is none or it has died unseen.
    fn connection(&mut self) -> Result<&mut AnyConn, DbError> {
        if self.used.elapsed() > IDLE
            && let Some(conn @ AnyConn::Postgres(_)) = &mut self.conn
            && !is_alive(conn)
        {
            self.conn = None;
        }
        let conn = match self.conn.take() {
            Some(conn) => conn,
            None => self.target.connect(self.purpose, &self.options).map_err(DbError::lost)?,
        };
        Ok(self.conn.insert(conn))
    }

    /// Drops a connection that the work left unusable.
    fn tidy(&mut self, ran: Ran) {
        self.used = Instant::now();
        let Some(conn) = &mut self.conn else { return };
        let usable = match ran {
            Ran::Panicked | Ran::Spoiling => false,
            _ if AnyConn::is_broken_transaction_manager(conn) => false,
            Ran::Doubtfully => conn.dialect() == Dialect::Sqlite || is_alive(conn),
            Ran::Well => true,
        };
        if !usable {
            self.conn = None;
        }
    }
}

/// A bulk load may take as long as it takes.
fn without_limit(conn: &mut AnyConn) {
    use diesel::connection::SimpleConnection;
    for limit in ["statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"] {
        // Where this fails the connection is dead and the work itself says so.
        let _ = conn.batch_execute(&format!("SET {limit} = 0"));
    }
}
