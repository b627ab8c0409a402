//! Measurements of the store, not checks: run by name in a release build, on a quiet machine.
//!
//! `cargo test -p akno --release --test http -- --ignored --nocapture speed::`

use crate::support::database::{fresh, options};
use akno::store::connection::connect;
use akno::store::schema::seeds;
use akno::store::{AnyConn, Db, DbError, new_id};
use diesel::prelude::*;
use std::time::{Duration, Instant};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "a measurement"]
async fn how_many_writes_are_acknowledged_in_a_second() {
    let (db, database) = fresh().await;
    let mut conn = connect(&options(database.url())).unwrap();
    for round in 1..=5 {
        let singles = for_a_second(|| conn.transaction(sow).unwrap());
        print!("round {round}: {singles:6} single commits");
        for clients in [1, 16, 64] {
            print!("; {clients:2} clients {:6}", acknowledged(&db, clients).await);
        }
        println!(" writes/s");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "a measurement"]
async fn how_long_a_look_up_takes() {
    let (db, database) = fresh().await;
    db.bulk(|conn| (0..10_000).try_for_each(|_| sow(conn)).map_err(DbError::from)).await.unwrap();
    db.write(|conn| Ok::<_, DbError>(named(conn, "known")?)).await.unwrap();
    let mut conn = connect(&options(database.url())).unwrap();
    for round in 1..=5 {
        let direct = 1e6 / for_a_second(|| look_up(&mut conn).unwrap()) as f64;
        print!("round {round}: {direct:5.1} µs on the connection itself");
        for clients in [1, 16] {
            print!("; {clients:2} clients {:5.1}", 1e6 / read(&db, clients).await as f64);
        }
        println!(" µs a look-up");
    }
}

fn for_a_second(mut work: impl FnMut()) -> usize {
    let since = Instant::now();
    let mut count = 0;
    while since.elapsed() < Duration::from_secs(1) {
        work();
        count += 1;
    }
    count
}

async fn acknowledged(db: &Db, clients: usize) -> usize {
    all(clients, db, |db| async move { db.write(|conn| Ok::<_, DbError>(sow(conn)?)).await.unwrap() }).await
}

async fn read(db: &Db, clients: usize) -> usize {
    all(clients, db, |db| async move { db.read(|conn| Ok::<_, DbError>(look_up(conn)?)).await.unwrap() }).await
}

/// How often in a second so many clients, each one after the other, get it done.
async fn all<F>(clients: usize, db: &Db, work: fn(Db) -> F) -> usize
where
    F: Future<Output = ()> + Send + 'static,
{
    let since = Instant::now();
    let clients: Vec<_> = (0..clients)
        .map(|_| {
            let db = db.clone();
            tokio::spawn(async move {
                let mut count = 0;
                while since.elapsed() < Duration::from_secs(1) {
                    work(db.clone()).await;
                    count += 1;
                }
                count
            })
        })
        .collect();
    let mut count = 0;
    for client in clients {
        count += client.await.unwrap();
    }
    count
}

fn sow(conn: &mut AnyConn) -> QueryResult<()> {
    named(conn, &new_id())
}

fn named(conn: &mut AnyConn, name: &str) -> QueryResult<()> {
    diesel::insert_into(seeds::table)
        .values((seeds::name.eq(name), seeds::at.eq(chrono::DateTime::UNIX_EPOCH.naive_utc())))
        .execute(conn)?;
    Ok(())
}

fn look_up(conn: &mut AnyConn) -> QueryResult<()> {
    let name: String = seeds::table.find("known").select(seeds::name).first(conn)?;
    assert_eq!(name, "known");
    Ok(())
}
