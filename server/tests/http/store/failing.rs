//! Closures that panic or end the transaction, and connections that are lost, harm nobody else.

use super::{Occupied, Refusal, names, sow, start};
use crate::support::database::{fresh, options};
use akno::store::connection::connect;
use akno::store::schema::seeds;
use akno::store::{DbError, Dialect};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;

#[tokio::test]
async fn a_panic_in_a_closure_harms_nobody() {
    let (db, _database) = fresh().await;
    let occupied = Occupied::writer(&db).await;
    let before = start(&db, |conn| Ok(sow(conn, "before")?)).await;
    let panicking = start(&db, |conn| {
        sow(conn, "panic")?;
        // In a transaction within the transaction, too.
        conn.transaction(|conn| -> Result<(), Refusal> {
            sow(conn, "deep panic")?;
            panic!("as this test wants")
        })
    })
    .await;
    let after = start(&db, |conn| Ok(sow(conn, "after")?)).await;
    occupied.release().await;
    before.await.unwrap().unwrap();
    after.await.unwrap().unwrap();
    assert_eq!(panicking.await.unwrap(), Err(Refusal::Db(DbError::Panicked)));
    for _ in 0..5 {
        let panicked = db.read(|_| -> Result<(), Refusal> { panic!("as this test wants") }).await;
        assert_eq!(panicked, Err(Refusal::Db(DbError::Panicked)));
    }
    assert_eq!(names(&db).await, ["after", "before"]);
}

#[tokio::test]
async fn a_closure_that_ends_the_transaction_is_refused_with_those_before_it() {
    let (db, _database) = fresh().await;
    let occupied = Occupied::writer(&db).await;
    let before = start(&db, |conn| Ok(sow(conn, "before")?)).await;
    let ending = start(&db, |conn| {
        sow(conn, "ending")?;
        Ok(conn.batch_execute("ROLLBACK")?)
    })
    .await;
    let after = start(&db, |conn| Ok(sow(conn, "after")?)).await;
    occupied.done.abort();
    drop(occupied.go_on);
    assert!(ending.await.unwrap().is_err());
    after.await.unwrap().unwrap();
    match (db.dialect(), before.await.unwrap()) {
        (Dialect::Postgres, Ok(())) => assert_eq!(names(&db).await, ["after", "before"]),
        (Dialect::Sqlite, Err(Refusal::Db(DbError::Commit(_)))) => assert_eq!(names(&db).await, ["after"]),
        (_, other) => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn lost_connections_are_replaced() {
    let (db, database) = fresh().await;
    if db.dialect() == Dialect::Sqlite {
        return; // A file does not hang up.
    }
    names(&db).await;
    connect(&options(database.url()))
        .unwrap()
        .batch_execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
             WHERE datname = current_database() AND pid <> pg_backend_pid()",
        )
        .unwrap();
    // Straight away each of the four connections may fail once, and not twice.
    let mut failures = 0;
    for number in 0..12 {
        let name = format!("{number}");
        failures += usize::from(db.write(move |conn| Ok::<_, Refusal>(sow(conn, &name)?)).await.is_err());
        failures +=
            usize::from(db.read(|conn| Ok::<_, Refusal>(seeds::table.count().get_result::<i64>(conn)?)).await.is_err());
    }
    assert!(failures <= 4, "{failures} calls failed");
    db.ready().await.unwrap();
}
