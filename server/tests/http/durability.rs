//! What was acknowledged is there after the process was killed, and after the power was cut.
//!
//! `AKNO_CRASH_ROUNDS` sets how often; the default keeps the run short.

use crate::support::crash::{self, Disk, Doomed};
use crate::support::database::{TestDatabase, count, dialect, migrated, options};
use akno::store::connection::{AnyConn, connect};
use akno::store::schema::{audit, seeds};
use akno::store::{Db, DbError, Dialect, new_id};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use std::path::Path;
use std::time::Duration;

/// At most so many writes are under way when the child is killed.
const WRITERS: usize = 16;

#[test]
fn acknowledged_writes_survive_kill_9() {
    if let Some(role) = crash::role() {
        return write_until_killed(&role);
    }
    let database = migrated();
    let mut acknowledged = Vec::new();
    for _ in 0..crash::rounds(5) {
        let mut command = crash::again(concat!(module_path!(), "::acknowledged_writes_survive_kill_9"), "store");
        command.env("AKNO_CRASH_URL", database.url());
        acknowledged.extend(doom(command));
        let there = check(&database, &acknowledged);
        assert_eq!(there.missing, 0, "of {} acknowledged writes", acknowledged.len());
    }
}

#[test]
fn acknowledged_writes_survive_a_power_cut() {
    if let Some(role) = crash::role() {
        return write_until_killed(&role);
    }
    if dialect() == Dialect::Postgres {
        return; // Its disk is its server's.
    }
    let database = migrated();
    let disk = Disk::holding(file(&database));
    let mut acknowledged = Vec::new();
    for _ in 0..crash::rounds(5) {
        acknowledged.extend(cut(
            concat!(module_path!(), "::acknowledged_writes_survive_a_power_cut"),
            "store",
            &database,
            &disk,
        ));
        let there = check(&database, &acknowledged);
        assert_eq!(there.missing, 0, "of {} acknowledged writes", acknowledged.len());
        disk.settle();
    }
}

#[test]
fn a_disk_that_refuses_syncs_loses_nothing_acknowledged() {
    if let Some(role) = crash::role() {
        return write_until_killed(&role);
    }
    if dialect() == Dialect::Postgres {
        return;
    }
    let database = migrated();
    let disk = Disk::holding(file(&database));
    let mut acknowledged = Vec::new();
    for _ in 0..crash::rounds(3) {
        let test = concat!(module_path!(), "::a_disk_that_refuses_syncs_loses_nothing_acknowledged");
        let mut command = crash::again(test, "store on a dying disk");
        command.env("AKNO_CRASH_URL", database.url());
        disk.failing_under(&mut command, 5);
        acknowledged.extend(doom(command));
        disk.cut();
        let there = check(&database, &acknowledged);
        assert_eq!(there.missing, 0, "of {} acknowledged writes", acknowledged.len());
        disk.settle();
    }
}

/// Shows that a loss would be seen: the same with `synchronous=NORMAL`, which syncs nothing until the
/// log is written back. Killed before that, it loses everything, so this does not hang on luck.
#[test]
fn a_power_cut_loses_what_was_acknowledged_without_a_sync() {
    if let Some(role) = crash::role() {
        return write_until_killed(&role);
    }
    if dialect() == Dialect::Postgres {
        return;
    }
    let database = migrated();
    let disk = Disk::holding(file(&database));
    let test = concat!(module_path!(), "::a_power_cut_loses_what_was_acknowledged_without_a_sync");
    let acknowledged = cut(test, "store without syncs", &database, &disk);
    let there = check(&database, &acknowledged);
    assert!(there.missing > 0, "all {} writes survived a power cut without a sync", acknowledged.len());
}

/// Lets the child write, cuts the power at some moment, and gives what it acknowledged.
fn cut(test: &str, role: &str, database: &TestDatabase, disk: &Disk) -> Vec<String> {
    let mut command = crash::again(test, role);
    command.env("AKNO_CRASH_URL", database.url());
    disk.under(&mut command);
    let acknowledged = doom(command);
    disk.cut();
    acknowledged
}

fn doom(command: std::process::Command) -> Vec<String> {
    let mut child = Doomed::spawn(command);
    child.wait_for(20);
    crash::moment(Duration::from_millis(300));
    child.kill()
}

struct There {
    missing: usize,
}

/// Each acknowledged write is counted; what was not acknowledged is whole or not there at all, and
/// the database is sound.
fn check(database: &TestDatabase, acknowledged: &[String]) -> There {
    let mut conn = connect(&options(database.url())).unwrap();
    if conn.dialect() == Dialect::Sqlite {
        let sound = "SELECT COUNT(*) AS count FROM pragma_integrity_check WHERE integrity_check = 'ok'";
        assert_eq!(count(&mut conn, sound), 1, "the database is damaged");
    } else {
        // A backend may still be finishing the commit that the killed client had asked for.
        std::thread::sleep(Duration::from_millis(100));
    }
    let seeded: Vec<String> = seeds::table.select(seeds::name).load(&mut conn).unwrap();
    let mut audited: Vec<String> = audit::table.select(audit::subject).order(audit::subject).load(&mut conn).unwrap();
    let seeded: std::collections::BTreeSet<String> = seeded.into_iter().collect();
    assert!(seeded.iter().eq(audited.iter()), "half a write is there");
    audited.dedup();
    assert_eq!(audited.len(), seeded.len(), "a write is there twice");
    There { missing: acknowledged.iter().filter(|id| !seeded.contains(*id)).count() }
}

fn file(database: &TestDatabase) -> &Path {
    Path::new(database.url().strip_prefix("sqlite:").unwrap())
}

/// The child: writes, and acknowledges each write after it was told that it stands.
fn write_until_killed(role: &str) {
    let url = std::env::var("AKNO_CRASH_URL").unwrap();
    match role {
        "store" => through_the_store(&url, false),
        "store on a dying disk" => through_the_store(&url, true),
        "store without syncs" => without_syncs(&url),
        other => panic!("{other}"),
    }
}

#[tokio::main]
async fn through_the_store(url: &str, dying: bool) {
    let db = Db::open(&options(url)).unwrap();
    let mut writers = tokio::task::JoinSet::<()>::new();
    for _ in 0..WRITERS {
        let db = db.clone();
        writers.spawn(async move {
            loop {
                let id = new_id();
                let written = id.clone();
                match db.write(move |conn| Ok::<_, DbError>(write(conn, &written)?)).await {
                    Ok(()) => crash::acknowledged(&id),
                    Err(DbError::Commit(_)) if dying => (),
                    Err(error) => panic!("{error}"),
                }
            }
        });
    }
    writers.join_next().await.unwrap().unwrap();
}

/// At most 200 writes of some pages each: fewer than fill a log to be written back.
fn without_syncs(url: &str) {
    let mut conn = connect(&options(url)).unwrap();
    conn.batch_execute("PRAGMA synchronous = NORMAL").unwrap();
    for _ in 0..200 {
        let id = new_id();
        conn.transaction(|conn| write(conn, &id)).unwrap();
        crash::acknowledged(&id);
    }
    std::thread::sleep(Duration::from_secs(60));
}

/// A write of two rows, of which one alone would be half a write.
fn write(conn: &mut AnyConn, id: &str) -> QueryResult<()> {
    let now = chrono::Utc::now().naive_utc();
    diesel::insert_into(seeds::table).values((seeds::name.eq(id), seeds::at.eq(now))).execute(conn)?;
    diesel::insert_into(audit::table)
        .values((
            audit::id.eq(new_id()),
            audit::role.eq("system"),
            audit::action.eq("seeded"),
            audit::subject_kind.eq("seed"),
            audit::subject.eq(id),
            audit::at.eq(now),
        ))
        .execute(conn)?;
    Ok(())
}
