//! `akno register generate`: an invented register of any size.

use crate::support::database::fresh;
use akno::clock::Clock;
use akno::failure::Failure;
use akno::register::generate::generate;
use akno::store::projection::count_companies;
use akno::store::schema::register_entries;
use akno::store::{AnyConn, Db};
use diesel::prelude::*;

type Said = (i64, String, Vec<u8>, Option<i64>);

/// Every entry, as written: company, what it says, its digest, and what replaced it.
async fn log(db: &Db) -> Vec<Said> {
    let read = |conn: &mut AnyConn| {
        let columns = (
            register_entries::unp,
            register_entries::identity,
            register_entries::digest,
            register_entries::superseded_by,
        );
        Ok::<_, Failure>(register_entries::table.order(register_entries::id).select(columns).load::<Said>(conn)?)
    };
    db.read(read).await.unwrap()
}

async fn companies(db: &Db) -> (i64, i64) {
    db.read(|conn| Ok::<_, Failure>(count_companies(conn)?)).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_seed_gives_the_same_register_which_is_written_once() {
    let ((db, _first), (other, _second)) = (fresh().await, fresh().await);
    generate(&db, &Clock::default(), 11, 620).await.unwrap();
    generate(&other, &Clock::default(), 11, 620).await.unwrap();
    assert_eq!(companies(&db).await, (620, 620), "each is marked as invented");
    let written = log(&db).await;
    assert!(written.len() > 620 * 5 && written == log(&other).await);
    let again = generate(&db, &Clock::default(), 11, 620).await.unwrap();
    assert!(again.contains("there already"), "{again}");
    assert_eq!(log(&db).await, written);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_register_that_grows_keeps_what_it_has() {
    let (db, _database) = fresh().await;
    generate(&db, &Clock::default(), 12, 510).await.unwrap();
    let before = log(&db).await;
    // As after an interruption: the first are there, the others are not.
    generate(&db, &Clock::default(), 12, 1_030).await.unwrap();
    assert_eq!(companies(&db).await, (1_030, 1_030));
    assert_eq!(log(&db).await[..before.len()], before);
}
