//! What many look up at once is asked in one question.

use crate::support::database::fresh;
use akno::store::connection::AnyConn;
use akno::store::together::Together;
use diesel::QueryResult;
use diesel::connection::SimpleConnection;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// Asked for 7 it fails, for 8 it gives one value too few.
fn doubled(conn: &mut AnyConn, keys: &[i64]) -> QueryResult<Vec<i64>> {
    ASKED.fetch_add(1, Ordering::SeqCst);
    conn.batch_execute("SELECT 1")?;
    std::thread::sleep(Duration::from_millis(20));
    if keys.contains(&7) {
        return Err(diesel::result::Error::NotFound);
    }
    Ok(keys.iter().filter(|key| **key != 8).map(|key| key * 2).collect())
}

static ASKED: AtomicUsize = AtomicUsize::new(0);

#[tokio::test]
async fn what_is_looked_up_at_once_is_asked_together_and_each_gets_their_own() {
    let (db, _database) = fresh().await;
    let together = Together::new(doubled);
    let asked: Vec<i64> = (100..200).collect();
    let found = futures::future::join_all(asked.iter().map(|&key| together.ask(&db, key))).await;
    let found: Vec<i64> = found.into_iter().map(Result::unwrap).collect();
    assert_eq!(found, asked.iter().map(|key| key * 2).collect::<Vec<_>>());
    let questions = ASKED.load(Ordering::SeqCst);
    assert!((2..=50).contains(&questions), "{questions} questions for 100 keys");
    // A failure is told to those asked along, and to nobody after them.
    for wrong in [7, 8] {
        assert!(together.ask(&db, wrong).await.is_err());
        assert_eq!(together.ask(&db, 5).await, Ok(10));
    }
    // Who leaves is not missed.
    drop(tokio::time::timeout(Duration::from_millis(1), together.ask(&db, 6)).await);
    assert_eq!(together.ask(&db, 9).await, Ok(18));
}
