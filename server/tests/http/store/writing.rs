//! What is written stands whole or not at all, beside what others write at the same moment.

use super::{Occupied, Refusal, names, sow, start};
use crate::support::database::{counted, fresh};
use akno::store::connection::AnyConn;
use akno::store::schema::seeds;
use akno::store::{Db, DbError, Dialect};
use diesel::prelude::*;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::time::Duration;

#[tokio::test]
async fn what_was_written_is_read_by_the_next_request() {
    let (db, _database) = fresh().await;
    db.write(|conn| Ok::<_, Refusal>(sow(conn, "one")?)).await.unwrap();
    assert_eq!(names(&db).await, ["one"]);
    db.ready().await.unwrap();
}

#[tokio::test]
async fn a_write_that_fails_leaves_nothing_while_its_neighbours_stand() {
    let (db, _database) = fresh().await;
    let occupied = Occupied::writer(&db).await;
    let first = start(&db, |conn| Ok(sow(conn, "first")?)).await;
    let failing = start(&db, |conn| {
        sow(conn, "half")?;
        Err::<(), _>(Refusal::Ours("no"))
    })
    .await;
    let doubling = start(&db, |conn| {
        sow(conn, "double")?;
        Ok(sow(conn, "double")?)
    })
    .await;
    let last = start(&db, |conn| Ok(sow(conn, "last")?)).await;
    occupied.release().await;
    first.await.unwrap().unwrap();
    last.await.unwrap().unwrap();
    assert_eq!(failing.await.unwrap(), Err(Refusal::Ours("no")));
    assert!(matches!(
        doubling.await.unwrap(),
        Err(Refusal::Query(diesel::result::Error::DatabaseError(
            diesel::result::DatabaseErrorKind::UniqueViolation,
            _
        )))
    ));
    assert_eq!(names(&db).await, ["first", "last"]);
}

/// Starts a write that may run more than once.
async fn start_repeatable<T: Send + 'static>(
    db: &Db,
    f: impl Fn(&mut AnyConn) -> Result<T, Refusal> + Send + 'static,
) -> tokio::task::JoinHandle<Result<T, Refusal>> {
    let db = db.clone();
    let write = tokio::spawn(async move { db.write_repeatable(f).await });
    tokio::time::sleep(Duration::from_millis(30)).await;
    write
}

#[tokio::test]
async fn of_repeatable_writes_that_fail_or_panic_nothing_is_left_and_the_others_stand_once() {
    let (db, _database) = fresh().await;
    let occupied = Occupied::writer(&db).await;
    let first = start_repeatable(&db, |conn| Ok(sow(conn, "first")?)).await;
    let once = start(&db, |conn| Ok(sow(conn, "once")?)).await;
    let failing = start_repeatable(&db, |conn| {
        sow(conn, "half")?;
        Err::<(), _>(Refusal::Ours("no"))
    })
    .await;
    let panicking = start_repeatable(&db, |conn| -> Result<(), Refusal> {
        sow(conn, "frightened")?;
        panic!("as a test demands");
    })
    .await;
    let doubling = start_repeatable(&db, |conn| Ok(sow(conn, "first")?)).await;
    let last = start_repeatable(&db, |conn| Ok(sow(conn, "last")?)).await;
    occupied.release().await;
    assert_eq!(first.await.unwrap(), Ok(()));
    assert_eq!(once.await.unwrap(), Ok(()));
    assert_eq!(failing.await.unwrap(), Err(Refusal::Ours("no")));
    assert_eq!(panicking.await.unwrap(), Err(Refusal::Db(DbError::Panicked)));
    assert!(matches!(doubling.await.unwrap(), Err(Refusal::Query(_))));
    assert_eq!(last.await.unwrap(), Ok(()));
    assert_eq!(names(&db).await, ["first", "last", "once"]);
}

#[tokio::test]
async fn repeatable_writes_that_succeed_run_once_and_stand_together() {
    let (db, _database) = fresh().await;
    let runs = Arc::new(AtomicUsize::new(0));
    let occupied = Occupied::writer(&db).await;
    let mut writes = Vec::new();
    for name in ["a", "b", "c"] {
        let runs = runs.clone();
        let write = move |conn: &mut AnyConn| {
            runs.fetch_add(1, Ordering::SeqCst);
            Ok(sow(conn, name)?)
        };
        writes.push(start_repeatable(&db, write).await);
    }
    occupied.release().await;
    for write in writes {
        assert_eq!(write.await.unwrap(), Ok(()));
    }
    assert_eq!((names(&db).await.len(), runs.load(Ordering::SeqCst)), (3, 3));
}

#[tokio::test]
async fn no_write_is_answered_before_the_group_is_committed() {
    let (db, _database) = fresh().await;
    if db.dialect() == Dialect::Postgres {
        return; // There every write has its own transaction.
    }
    let occupied = Occupied::writer(&db).await;
    let first = start(&db, |conn| Ok(sow(conn, "first")?)).await;
    let (go_on, wait) = mpsc::channel::<()>();
    let second = start(&db, move |conn| {
        let _ = wait.recv();
        // The same transaction: the neighbour's row is here already.
        Ok(seeds::table.select(seeds::name).load::<String>(conn)?)
    })
    .await;
    occupied.go_on.send(()).unwrap();
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert!(!first.is_finished(), "answered before the commit");
    assert_eq!(names(&db).await, [""; 0], "a reader saw what is not committed");
    drop(go_on);
    first.await.unwrap().unwrap();
    assert_eq!(second.await.unwrap().unwrap(), ["first"]);
    assert_eq!(names(&db).await, ["first"]);
}

#[tokio::test]
async fn a_write_whose_closure_passes_over_an_error_is_there_or_refused() {
    let (db, _database) = fresh().await;
    let answer = db
        .write(|conn| {
            sow(conn, "once")?;
            let _ = sow(conn, "once");
            Ok::<_, Refusal>(())
        })
        .await;
    // PostgreSQL aborts the transaction and would answer COMMIT with a silent rollback.
    assert_eq!(answer.is_ok(), db.dialect() == Dialect::Sqlite);
    assert_eq!(names(&db).await.len(), usize::from(answer.is_ok()));
    // A savepoint of its own makes passing over an error safe on both.
    db.write(|conn| {
        sow(conn, "kept")?;
        let _ = conn.transaction(|conn| sow(conn, "kept"));
        Ok::<_, Refusal>(())
    })
    .await
    .unwrap();
    assert!(names(&db).await.contains(&"kept".to_owned()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn concurrent_writers_lose_nothing() {
    let (db, _database) = fresh().await;
    let writers: Vec<_> = (0..16)
        .map(|writer| {
            let db = db.clone();
            tokio::spawn(async move {
                for number in 0..25 {
                    let name = format!("{writer}-{number}");
                    db.write(move |conn| Ok::<_, Refusal>(sow(conn, &name)?)).await.unwrap();
                }
            })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap();
    }
    assert_eq!(counted(&db, "SELECT COUNT(*) AS count FROM seeds").await, 400);
}

#[tokio::test]
async fn a_write_goes_on_when_its_asker_has_gone() {
    let (db, _database) = fresh().await;
    let occupied = Occupied::writer(&db).await;
    start(&db, |conn| Ok(sow(conn, "left alone")?)).await.abort();
    occupied.release().await;
    // PostgreSQL runs writes side by side: nothing else tells when this one is done.
    for _ in 0..200 {
        if !names(&db).await.is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(names(&db).await, ["left alone"]);
}

#[tokio::test]
async fn a_bulk_write_is_whole_or_not_at_all() {
    let (db, _database) = fresh().await;
    let sow_many = |conn: &mut AnyConn| (0..1000).try_for_each(|number| sow(conn, &format!("{number:04}")));
    let failed = db
        .bulk(move |conn| {
            sow_many(conn)?;
            Err::<(), _>(Refusal::Ours("half way"))
        })
        .await;
    assert_eq!(failed, Err(Refusal::Ours("half way")));
    assert_eq!(names(&db).await.len(), 0);
    db.bulk(move |conn| Ok::<_, Refusal>(sow_many(conn)?)).await.unwrap();
    assert_eq!(names(&db).await.len(), 1000);
    db.write(|conn| Ok::<_, Refusal>(sow(conn, "afterwards")?)).await.unwrap();
}
