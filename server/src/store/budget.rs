//! A budget of time narrower than the store's own: a search that has used it up answers with what it found.

use super::{AnyConn, watch};
use diesel::connection::SimpleConnection;
use diesel::{PgConnection, QueryResult};
use std::time::{Duration, Instant};

/// PostgreSQL is told no less: within it what was told can be taken back.
const LEAST: Duration = Duration::from_millis(20);

/// What is left of the time that several queries of one search may take together.
pub struct Budget {
    began: Instant,
    limit: Duration,
    /// How long PostgreSQL was last told that a query may take.
    told: Option<Duration>,
}

/// Runs what spends a budget of so long. In a write it is as long as the write's own: a query that is cut would undo the
/// transaction.
///
/// PostgreSQL is told before the first query how long each may take, again where a quarter of that has gone, and once behind
/// the last; to tell it in a transaction around each query took three questions more. Meanwhile it plans each query for its
/// values: a common word is found soonest by reading on until enough have it, a rare one by the index, and a plan that is
/// made for any word takes the index.
pub fn of<T>(
    conn: &mut AnyConn,
    limit: Duration,
    spend: impl FnOnce(&mut AnyConn, &mut Budget) -> QueryResult<T>,
) -> QueryResult<T> {
    let mut budget = Budget { began: Instant::now(), limit, told: None };
    let spent = spend(conn, &mut budget);
    match (conn, budget.told.and(watch::limit())) {
        (AnyConn::Postgres(conn), Some(limit)) => {
            let back = widen(conn, limit);
            // What failed before tells more than what failed behind it.
            spent.and_then(|value| back.map(|()| value))
        }
        _ => spent,
    }
}

/// Runs one query of a search by itself, for as long as any read may take: PostgreSQL plans it for its values.
pub fn alone<T>(conn: &mut AnyConn, work: impl FnOnce(&mut AnyConn) -> QueryResult<T>) -> QueryResult<T> {
    let Some(limit) = watch::limit() else { return work(conn) };
    of(conn, limit, |conn, budget| {
        if let AnyConn::Postgres(postgres) = conn {
            budget.tell(postgres, limit)?;
        }
        work(conn)
    })
}

impl Budget {
    /// Runs reading queries for as long as time is left; `None` where they were cut.
    pub fn within<T>(
        &mut self,
        conn: &mut AnyConn,
        work: impl FnOnce(&mut AnyConn) -> QueryResult<T>,
    ) -> QueryResult<Option<T>> {
        let left = self.left();
        if left.is_zero() {
            return Ok(None);
        }
        let done = match conn {
            AnyConn::Sqlite(_) => {
                let former = watch::narrow(self.began + self.limit);
                let done = work(conn);
                watch::widen(former);
                done
            }
            // While little is gone, what it was told will do: the last query may end a quarter beyond the budget.
            AnyConn::Postgres(postgres)
                if watch::limit().is_some() && self.told.is_none_or(|told| left < told - told / 4) =>
            {
                self.tell(postgres, left).and_then(|()| work(conn))
            }
            AnyConn::Postgres(_) => work(conn),
        };
        match done {
            Ok(found) => Ok(Some(found)),
            // What was cut used up what was left, whichever side's clock told.
            Err(_) if self.left().is_zero() => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn left(&self) -> Duration {
        self.limit.saturating_sub(self.began.elapsed())
    }

    /// Tells PostgreSQL how long each query may take from now on, and to plan each by itself.
    fn tell(&mut self, conn: &mut PgConnection, left: Duration) -> QueryResult<()> {
        // Noted first: whatever becomes of it, it is taken back.
        let told = *self.told.insert(left.max(LEAST));
        conn.batch_execute(&format!("SET plan_cache_mode = force_custom_plan; {}", allow(told)))
    }
}

/// Takes back what [`Budget::tell`] told. Where that fails the session is not used again.
fn widen(conn: &mut PgConnection, limit: Duration) -> QueryResult<()> {
    conn.batch_execute(&format!("{}; RESET plan_cache_mode", allow(limit))).inspect_err(|_| watch::spoil())
}

fn allow(limit: Duration) -> String {
    format!("SET statement_timeout = {}", limit.as_micros().div_ceil(1000))
}
