//! What takes too long is cut, and what cannot have its turn is told so.

use super::{Occupied, Refusal, names, sow};
use crate::support::database::migrated;
use akno::store::connection::connect;
use akno::store::schema::seeds;
use akno::store::{Db, DbError, DbOptions, Dialect};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

#[tokio::test]
async fn a_read_that_takes_too_long_is_cut() {
    let database = migrated();
    let db = Db::open(&DbOptions { query_timeout: Duration::from_millis(300), ..database.options() }).unwrap();
    let since = Instant::now();
    let cut = db.read(|conn| Ok::<_, Refusal>(conn.batch_execute(endless(conn.dialect()))?)).await;
    assert_eq!(cut, Err(Refusal::Db(DbError::TimedOut)));
    assert!(since.elapsed() < Duration::from_secs(5), "{:?}", since.elapsed());
    for _ in 0..4 {
        assert_eq!(names(&db).await, [""; 0]);
    }
}

#[tokio::test]
async fn a_look_that_takes_too_long_is_left_to_the_readers_and_cut() {
    let database = migrated();
    let db = Db::open(&DbOptions { query_timeout: Duration::from_millis(300), ..database.options() }).unwrap();
    let runs = Arc::new(AtomicUsize::new(0));
    let counted = runs.clone();
    let cut = db.look(move |conn| {
        counted.fetch_add(1, Ordering::Relaxed);
        Ok::<_, Refusal>(conn.batch_execute(endless(conn.dialect()))?)
    });
    assert_eq!(cut.await, Err(Refusal::Db(DbError::TimedOut)));
    let glanced = usize::from(db.dialect() == Dialect::Sqlite);
    assert_eq!(runs.load(Ordering::Relaxed), 1 + glanced);
    for _ in 0..40 {
        let look = db.look(|conn| Ok::<_, Refusal>(seeds::table.select(seeds::name).load::<String>(conn)?));
        assert_eq!(look.await.unwrap(), [""; 0]);
    }
}

fn endless(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Sqlite => "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n",
        Dialect::Postgres => "SELECT pg_sleep(60)",
    }
}

#[tokio::test]
async fn a_write_that_cannot_have_its_turn_is_told_so_and_not_done() {
    let database = migrated();
    let db = Db::open(&DbOptions { busy_timeout: Duration::from_millis(300), ..database.options() }).unwrap();
    // PostgreSQL has four writers for each reader.
    let mut occupied = Vec::new();
    for _ in 0..if db.dialect() == Dialect::Sqlite { 1 } else { 4 * database.options().readers } {
        occupied.push(Occupied::writer(&db).await);
    }
    let busy = db.write(|conn| Ok::<_, Refusal>(sow(conn, "too late")?)).await;
    assert_eq!(busy, Err(Refusal::Db(DbError::Busy)));
    for one in occupied {
        one.release().await;
    }
    db.write(|conn| Ok::<_, Refusal>(sow(conn, "in time")?)).await.unwrap();
    assert_eq!(names(&db).await, ["in time"]);
}

#[tokio::test]
async fn another_process_that_holds_the_lock_makes_the_database_busy() {
    let database = migrated();
    let db = Db::open(&DbOptions { busy_timeout: Duration::from_millis(200), ..database.options() }).unwrap();
    if db.dialect() == Dialect::Postgres {
        return; // There writers do not exclude each other.
    }
    let mut other = connect(&database.options()).unwrap();
    other.batch_execute("BEGIN IMMEDIATE").unwrap();
    let busy = db.write(|conn| Ok::<_, Refusal>(sow(conn, "refused")?)).await;
    assert_eq!(busy, Err(Refusal::Db(DbError::Busy)));
    other.batch_execute("COMMIT").unwrap();
    db.write(|conn| Ok::<_, Refusal>(sow(conn, "accepted")?)).await.unwrap();
    assert_eq!(names(&db).await, ["accepted"]);
}
