//! The store itself: what its closures may rely on, on either database.

mod failing;
mod reading;
mod taking_too_long;
mod writing;

use akno::store::connection::AnyConn;
use akno::store::schema::seeds;
use akno::store::{Db, DbError};
use diesel::prelude::*;
use std::sync::mpsc;
use std::time::Duration;

/// An error type as the handlers have one.
#[derive(Debug, PartialEq)]
enum Refusal {
    Ours(&'static str),
    Query(diesel::result::Error),
    Db(DbError),
}

impl From<diesel::result::Error> for Refusal {
    fn from(error: diesel::result::Error) -> Refusal {
        Refusal::Query(error)
    }
}

impl From<DbError> for Refusal {
    fn from(error: DbError) -> Refusal {
        Refusal::Db(error)
    }
}

/// Writes one row.
fn sow(conn: &mut AnyConn, name: &str) -> Result<(), diesel::result::Error> {
    diesel::insert_into(seeds::table)
        .values((seeds::name.eq(name), seeds::at.eq(chrono::DateTime::UNIX_EPOCH.naive_utc())))
        .execute(conn)?;
    Ok(())
}

async fn names(db: &Db) -> Vec<String> {
    db.read(|conn| Ok::<_, Refusal>(seeds::table.select(seeds::name).order(seeds::name).load(conn)?)).await.unwrap()
}

/// Keeps one writer busy until told to go on; what is written meanwhile waits, on SQLite for one
/// common commit.
struct Occupied {
    go_on: mpsc::Sender<()>,
    done: tokio::task::JoinHandle<Result<(), Refusal>>,
}

impl Occupied {
    async fn writer(db: &Db) -> Occupied {
        let (go_on, wait) = mpsc::channel::<()>();
        let (begun, begins) = tokio::sync::oneshot::channel();
        let db = db.clone();
        let done = tokio::spawn(async move {
            db.write(move |_| {
                let _ = begun.send(());
                let _ = wait.recv();
                Ok(())
            })
            .await
        });
        begins.await.unwrap();
        Occupied { go_on, done }
    }

    async fn release(self) {
        drop(self.go_on);
        self.done.await.unwrap().unwrap();
    }
}

/// Starts a write, and lets it come to its place in the line.
async fn start<T: Send + 'static>(
    db: &Db,
    f: impl FnOnce(&mut AnyConn) -> Result<T, Refusal> + Send + 'static,
) -> tokio::task::JoinHandle<Result<T, Refusal>> {
    let db = db.clone();
    let write = tokio::spawn(async move { db.write(f).await });
    tokio::time::sleep(Duration::from_millis(30)).await;
    write
}
