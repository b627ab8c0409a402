//! A budget of time narrower than the store's own: a search that has used it up answers with what it found.

use super::{AnyConn, watch};
use diesel::connection::SimpleConnection;
use diesel::{Connection, QueryResult};
use std::time::{Duration, Instant};

/// Runs reading queries for so long at most; `None` where they were cut.
pub fn within<T>(
    conn: &mut AnyConn,
    limit: Duration,
    work: impl FnOnce(&mut AnyConn) -> QueryResult<T>,
) -> QueryResult<Option<T>> {
    if limit.is_zero() {
        return Ok(None);
    }
    let began = Instant::now();
    let done = match conn {
        AnyConn::Sqlite(_) => {
            let former = watch::narrow(began + limit);
            let done = work(conn);
            watch::widen(former);
            done
        }
        AnyConn::Postgres(_) => conn.transaction(|conn| {
            conn.batch_execute(&format!("SET LOCAL statement_timeout = {}", limit.as_millis().max(1)))?;
            work(conn)
        }),
    };
    match done {
        Ok(found) => Ok(Some(found)),
        Err(_) if began.elapsed() >= limit => Ok(None),
        Err(error) => Err(error),
    }
}
