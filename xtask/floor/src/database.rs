//! Connections to SQLite set up as the portal sets up its own, so that only what is done differs.

use anyhow::{Context, Result, ensure};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use std::path::Path;
use std::time::Duration;

/// A connection that writes: every commit synced, as in the portal.
pub fn writer(file: &Path) -> Result<Connection> {
    let conn = open(file, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    conn.execute_batch(
        "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -16384; \
         PRAGMA journal_size_limit = 67108864;",
    )?;
    Ok(conn)
}

/// A connection that reads.
pub fn reader(file: &Path) -> Result<Connection> {
    // Opened for writing: a reader of a write-ahead log may have to make its index.
    let conn = open(file, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    conn.execute_batch("PRAGMA query_only = ON; PRAGMA mmap_size = 68719476736; PRAGMA cache_size = -8192;")?;
    Ok(conn)
}

/// UNPs in an order that only looks random: the same register gives the same.
pub fn companies(file: &Path, many: u32) -> Result<Vec<i64>> {
    let conn = reader(file)?;
    let mut scrambled =
        conn.prepare("SELECT unp FROM companies ORDER BY (unp * 2654435761) % 4294967296, unp LIMIT ?1")?;
    let unps = scrambled.query_map([many], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
    ensure!(!unps.is_empty(), "{} holds no companies", file.display());
    Ok(unps)
}

/// Codes of registering bodies, the first of them.
pub fn offices(file: &Path, many: u32) -> Result<Vec<i64>> {
    let conn = reader(file)?;
    let mut codes = conn.prepare("SELECT code FROM offices WHERE registering ORDER BY code LIMIT ?1")?;
    Ok(codes.query_map([many], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// Writes all of a database into a new file, as compact as it can be.
pub fn copy(from: &Path, to: &Path) -> Result<()> {
    let target = to.to_str().context("the path is not UTF-8")?;
    writer(from)?.execute("VACUUM INTO ?1", [target]).with_context(|| to.display().to_string())?;
    // From the beginning in the mode in which the portal opens it.
    writer(to).map(drop)
}

/// Writes the log back as far as it goes, so that what comes next does not pay for what was before.
pub fn settle(conn: &Connection) -> Result<()> {
    conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    Ok(())
}

fn open(file: &Path, access: OpenFlags) -> Result<Connection> {
    let conn = Connection::open_with_flags(file, access | OpenFlags::SQLITE_OPEN_NO_MUTEX)
        .with_context(|| file.display().to_string())?;
    conn.busy_timeout(Duration::from_secs(30))?;
    let mode: String = conn.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
    ensure!(mode == "wal", "{}: this file system cannot hold a write-ahead log", file.display());
    // Plans that do not hang on bound values: without it a bound LIMIT is planned anew each time.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(conn)
}
