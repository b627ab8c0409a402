//! Readers see one state, write nothing and do not wait for each other.

use super::{Refusal, names, sow};
use crate::support::database::fresh;
use akno::store::DbError;
use akno::store::schema::seeds;
use diesel::prelude::*;
use std::sync::{Arc, Mutex, mpsc};

#[tokio::test]
async fn readers_cannot_write() {
    let (db, _database) = fresh().await;
    for _ in 0..4 {
        let refused = db.read(|conn| Ok::<_, Refusal>(sow(conn, "by a reader")?)).await;
        assert!(matches!(refused, Err(Refusal::Query(_))), "{refused:?}");
    }
    assert_eq!(names(&db).await, [""; 0]);
}

#[tokio::test]
async fn however_much_is_read_at_length_nobody_who_waits_for_a_page_waits_for_it() {
    let (db, _database) = fresh().await;
    let (go_on, wait) = mpsc::channel::<()>();
    let wait = Arc::new(Mutex::new(wait));
    let long = || {
        let (db, wait) = (db.clone(), wait.clone());
        tokio::spawn(async move {
            db.read_behind(move |conn| {
                let _ = wait.lock().map(|wait| wait.recv());
                Ok::<_, Refusal>(seeds::table.count().get_result::<i64>(conn)?)
            })
            .await
        })
    };
    let many: Vec<_> = (0..12).map(|_| long()).collect();
    for _ in 0..8 {
        assert_eq!(names(&db).await, [""; 0]);
    }
    assert!(many.iter().all(|one| !one.is_finished()));
    drop(go_on);
    for one in many {
        assert_eq!(one.await.unwrap(), Ok(0));
    }
    let refused = db.read_behind(|conn| Ok::<_, Refusal>(sow(conn, "by a reader")?)).await;
    assert!(matches!(refused, Err(Refusal::Query(_))), "{refused:?}");
}

#[tokio::test]
async fn a_transaction_of_a_reader_sees_one_state() {
    let (db, _database) = fresh().await;
    let (go_on, wait) = mpsc::channel::<()>();
    let (begun, begins) = tokio::sync::oneshot::channel();
    let reading = tokio::spawn({
        let db = db.clone();
        async move {
            db.read(move |conn| {
                conn.transaction(|conn| {
                    let before: i64 = seeds::table.count().get_result(conn)?;
                    let _ = begun.send(());
                    let _ = wait.recv();
                    let after: i64 = seeds::table.count().get_result(conn)?;
                    Ok::<_, Refusal>((before, after))
                })
            })
            .await
        }
    });
    begins.await.unwrap();
    db.write(|conn| Ok::<_, Refusal>(sow(conn, "meanwhile")?)).await.unwrap();
    drop(go_on);
    assert_eq!(reading.await.unwrap().unwrap(), (0, 0));
    assert_eq!(names(&db).await, ["meanwhile"]);
}

#[tokio::test]
async fn a_look_that_panics_harms_nobody_and_cannot_write() {
    let (db, _database) = fresh().await;
    for _ in 0..40 {
        let panicked = db.look(|_| -> Result<(), Refusal> { panic!("in a closure") }).await;
        assert_eq!(panicked, Err(Refusal::Db(DbError::Panicked)));
    }
    let refused = db.look(|conn| Ok::<_, Refusal>(sow(conn, "written by a look")?)).await;
    assert!(matches!(refused, Err(Refusal::Query(_))), "{refused:?}");
    assert_eq!(names(&db).await, [""; 0]);
}
