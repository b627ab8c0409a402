//! A budget of time narrower than the store's own: a search that has used it up answers with what it found.

use super::{AnyConn, watch};
use diesel::connection::SimpleConnection;
use diesel::{PgConnection, QueryResult};
use std::time::{Duration, Instant};

/// Time that several queries of one search may take together.
pub struct Budget {
    began: Instant,
    limit: Duration,
    /// How long PostgreSQL was last told that a query may take.
    told: Option<Duration>,
}

/// Runs what spends a budget of so long.
///
/// PostgreSQL is told once before the first query and once behind the last one how long each may take: told for each
/// query, it would be asked three times as often as there are queries. Meanwhile it plans each query for its values: a
/// common word is found soonest by reading on until enough have it, a rare one by the index, and a plan made for any word
/// takes the index.
pub fn of<T>(
    conn: &mut AnyConn,
    limit: Duration,
    spend: impl FnOnce(&mut AnyConn, &mut Budget) -> QueryResult<T>,
) -> QueryResult<T> {
    let mut budget = Budget { began: Instant::now(), limit, told: None };
    let spent = spend(conn, &mut budget);
    if let (AnyConn::Postgres(conn), Some(_)) = (conn, budget.told) {
        // What failed before tells more than that its connection is gone.
        let back = widen(conn, watch::limit());
        return spent.and_then(|value| back.map(|()| value));
    }
    spent
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
            AnyConn::Postgres(postgres) => {
                // While little is gone, what it was told will do: the last query may end a quarter beyond the budget.
                if self.told.is_none_or(|told| left < told - told / 4) {
                    narrow(postgres, left)?;
                    self.told = Some(left);
                }
                work(conn)
            }
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
}

/// How long each of this session's queries may take from now on, and that each is planned by itself.
fn narrow(conn: &mut PgConnection, limit: Duration) -> QueryResult<()> {
    conn.batch_execute(&format!("{}; SET plan_cache_mode = force_custom_plan", allow(limit)))
}

/// Ends what [`narrow`] began.
fn widen(conn: &mut PgConnection, limit: Option<Duration>) -> QueryResult<()> {
    conn.batch_execute(&format!("{}; RESET plan_cache_mode", allow(limit.unwrap_or_default())))
}

/// Without limit where that is nothing.
fn allow(limit: Duration) -> String {
    format!("SET statement_timeout = {}", limit.as_micros().div_ceil(1000))
}
