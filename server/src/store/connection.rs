//! One connection to either database, set up the way the portal needs it.
//!
//! SQLite: WAL, every acknowledged commit synced (`synchronous=FULL`), foreign keys on. Readers are
//! `query_only`. PostgreSQL: readers are read-only sessions; a writer's commit is never asynchronous.

use super::db::{DbError, DbOptions};
use super::target::{Target, describe, with_defaults};
use super::watch;
use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::sql_types::Text;
use diesel::sqlite::Sqlite;
use diesel::{Connection, PgConnection, QueryResult, QueryableByName, RunQueryDsl, SqliteConnection, sql_query};
use std::path::Path;
use std::time::Duration;

/// A connection to SQLite or to PostgreSQL; queries written once run on both. Opened by [`connect`]
/// or by [`Db`](super::Db), never by `AnyConn::establish`: that would make a file of any URL.
#[derive(diesel::MultiConnection)]
pub enum AnyConn {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

/// Runs one query on whichever database is spoken to. Asked through [`AnyConn`] itself, Diesel writes
/// a statement's text each time to find it among those prepared; told the database, it finds it by its
/// type. For what every page or every filing asks.
macro_rules! on_either {
    ($conn:expr, $inner:ident => $query:expr) => {
        match $conn {
            $crate::store::AnyConn::Sqlite($inner) => $query,
            $crate::store::AnyConn::Postgres($inner) => $query,
        }
    };
}
pub(super) use on_either;

/// Which of the two databases is spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    Sqlite,
    Postgres,
}

impl AnyConn {
    pub fn dialect(&self) -> Dialect {
        match self {
            AnyConn::Sqlite(_) => Dialect::Sqlite,
            AnyConn::Postgres(_) => Dialect::Postgres,
        }
    }

    /// Runs some reads on one state of the database, where that saves time: by itself each statement of SQLite locks the
    /// file and lets it go. PostgreSQL's would take two answers more; there each statement sees the state of its own.
    pub fn at_once<T, E>(&mut self, f: impl FnOnce(&mut AnyConn) -> Result<T, E>) -> Result<T, E>
    where
        E: From<diesel::result::Error>,
    {
        let AnyConn::Sqlite(conn) = self else { return f(self) };
        if AnsiTransactionManager::transaction_manager_status_mut(conn).transaction_depth()?.is_some() {
            return f(self);
        }
        if let Err(why) = Begin.execute(conn) {
            // Cut at its last step it has begun all the same.
            let _ = conn.batch_execute("ROLLBACK");
            return Err(why.into());
        }
        let outcome = f(self);
        if let AnyConn::Sqlite(conn) = self
            && let Err(why) = Commit.execute(conn)
        {
            let _ = conn.batch_execute("ROLLBACK");
            // What failed before tells more than that there is nothing to end.
            return outcome.and(Err(why.into()));
        }
        outcome
    }
}

// The beginning and the end of a few reads. Diesel's own manager of transactions has SQLite take either sentence apart
// each time; these stay prepared.

#[derive(Clone, Copy, QueryId)]
struct Begin;

#[derive(Clone, Copy, QueryId)]
struct Commit;

impl QueryFragment<Sqlite> for Begin {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
        out.push_sql("BEGIN");
        Ok(())
    }
}

impl QueryFragment<Sqlite> for Commit {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
        out.push_sql("COMMIT");
        Ok(())
    }
}

impl RunQueryDsl<SqliteConnection> for Begin {}
impl RunQueryDsl<SqliteConnection> for Commit {}

/// A connection of its own, outside [`Db`](super::Db) and without a limit on time: for migrations.
/// Creates the folder and the file of an SQLite database. Fails naming the URL without its password.
pub fn connect(options: &DbOptions) -> Result<AnyConn, DbError> {
    Target::parse(&options.url)?.connect(Use::Migrating, options)
}

/// The page cache of SQLite's writer, in KiB.
pub(super) const WRITER_CACHE: u32 = 12_288;

/// That of a reader which maps nothing into memory, in KiB: it holds the upper pages of what look-ups go through.
const READER_CACHE: u32 = 3072;

/// That of a reader which maps the file, in KiB.
const MAPPED_CACHE: u32 = 2048;

/// Gives the connection that loads millions of rows more room: they fall all over the indexes, and pages that
/// would have to be read and written again for each batch stay in memory. 256 MiB of pages and as much of log.
pub fn make_room(conn: &mut AnyConn) -> diesel::QueryResult<()> {
    if let AnyConn::Sqlite(conn) = conn {
        conn.batch_execute("PRAGMA cache_size = -262144")?;
        conn.batch_execute("PRAGMA wal_autocheckpoint = 65536")?;
    }
    Ok(())
}

/// What a connection is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    Reading,
    /// Reading something long, behind everybody else.
    ReadingBehind,
    /// Reading while others write: each of their commits would undo what is mapped into memory.
    ReadingAmidWrites,
    Writing,
    Migrating,
}

impl Use {
    pub(super) fn only_reads(self) -> bool {
        matches!(self, Use::Reading | Use::ReadingBehind | Use::ReadingAmidWrites)
    }
}

impl Target {
    pub(super) fn connect(&self, purpose: Use, options: &DbOptions) -> Result<AnyConn, DbError> {
        match self {
            Target::Sqlite(path) => sqlite(path, purpose, options).map(AnyConn::Sqlite),
            Target::Postgres(url) => postgres(url, purpose, options).map(AnyConn::Postgres),
        }
        .map_err(|why| DbError::Open(describe(&options.url, &*why)))
    }
}

type Why = Box<dyn std::error::Error + Send + Sync>;

fn sqlite(path: &Path, purpose: Use, options: &DbOptions) -> Result<SqliteConnection, Why> {
    let busy_timeout = options.busy_timeout;
    create(path)?;
    watch::sqlite_connections();
    // A name that SQLite would read as a URI is a path all the same.
    let path = path.to_str().ok_or("the path is not UTF-8")?;
    let path = if path.starts_with("file:") { format!("./{path}") } else { path.to_owned() };
    let mut conn = SqliteConnection::establish(&path)?;
    // One statement each: several in one batch stop at the first that fails. The time to wait comes
    // first, since the others may have to.
    conn.batch_execute(&format!("PRAGMA busy_timeout = {}", busy_timeout.as_millis()))?;
    write_ahead(&mut conn, busy_timeout)?;
    conn.batch_execute("PRAGMA synchronous = FULL")?;
    conn.batch_execute("PRAGMA foreign_keys = ON")?;
    if purpose.only_reads() {
        conn.batch_execute("PRAGMA query_only = ON")?;
        if purpose != Use::ReadingAmidWrites {
            // Pages are read where the system keeps them, shared by all readers; the cache of each
            // connection then holds little more than pages still in the log.
            // More than any register takes; `.cargo/config.toml` lets SQLite map so much.
            conn.batch_execute("PRAGMA mmap_size = 68719476736")?;
        }
        let cache = if purpose == Use::ReadingAmidWrites { READER_CACHE } else { MAPPED_CACHE };
        conn.batch_execute(&format!("PRAGMA cache_size = -{cache}"))?;
    } else {
        // 32 MiB of log instead of 4: a page that many commits change is written back once for all of them.
        conn.batch_execute("PRAGMA wal_autocheckpoint = 8192")?;
        conn.batch_execute(&format!("PRAGMA cache_size = -{WRITER_CACHE}"))?;
        // What a savepoint keeps to take back goes into memory: by default more than 64 KiB of it is a file.
        conn.batch_execute("PRAGMA temp_store = MEMORY")?;
        // After a long reader let the log grow, it shrinks again.
        conn.batch_execute("PRAGMA journal_size_limit = 67108864")?;
    }
    conn.set_instrumentation(options.queries.clone());
    Ok(conn)
}

/// The file holds personal data: what is created here, only its owner may read. SQLite gives the
/// log beside it the same mode.
fn create(path: &Path) -> std::io::Result<()> {
    let mut folder = std::fs::DirBuilder::new();
    let mut file = std::fs::OpenOptions::new();
    folder.recursive(true);
    file.append(true).create(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
        folder.mode(0o700);
        file.mode(0o600);
    }
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => folder.create(parent)?,
        _ => (),
    }
    if !path.exists() {
        file.open(path)?;
    }
    Ok(())
}

/// Turns the write-ahead log on. When several processes open a new file at once SQLite may refuse
/// without waiting, so this waits.
fn write_ahead(conn: &mut SqliteConnection, patience: Duration) -> Result<(), Why> {
    let since = std::time::Instant::now();
    loop {
        match conn.batch_execute("PRAGMA journal_mode = WAL") {
            Ok(()) => break,
            Err(error) if is_locked(&error) && since.elapsed() < patience => {
                std::thread::sleep(Duration::from_millis(20));
            }
            Err(error) => return Err(error.into()),
        }
    }
    let mode: Vec<Setting> = sql_query("SELECT journal_mode AS value FROM pragma_journal_mode").load(conn)?;
    match mode.first() {
        Some(mode) if mode.value == "wal" => Ok(()),
        _ => Err("this file system cannot hold SQLite's write-ahead log; a local disk is needed".into()),
    }
}

/// Whether SQLite refused since another process holds the lock (SQLITE_BUSY; Diesel keeps only its
/// text, which is a constant of SQLite).
pub(super) fn is_locked(error: &diesel::result::Error) -> bool {
    matches!(error, diesel::result::Error::DatabaseError(_, info) if info.message() == "database is locked")
}

fn postgres(url: &str, purpose: Use, options: &DbOptions) -> Result<PgConnection, Why> {
    let mut conn = PgConnection::establish(&with_defaults(url))?;
    conn.batch_execute("SET TIME ZONE 'UTC'")?;
    if purpose == Use::Migrating {
        return Ok(conn);
    }
    set(&mut conn, "statement_timeout", options.query_timeout)?;
    set(&mut conn, "lock_timeout", options.busy_timeout)?;
    // Each answer is a page's few rows: to compile its query, or to start other processes for it, takes longer than to run it.
    conn.batch_execute("SET jit = off; SET max_parallel_workers_per_gather = 0")?;
    // The first of many that a query finds would else be others each time, and the next page of a search show the same ones.
    conn.batch_execute("SET synchronize_seqscans = off")?;
    // A closure that never comes back would otherwise keep its locks for ever.
    set(&mut conn, "idle_in_transaction_session_timeout", options.query_timeout * 10)?;
    match purpose {
        Use::Reading | Use::ReadingBehind | Use::ReadingAmidWrites => {
            conn.batch_execute("SET default_transaction_read_only = on")?;
            // A transaction of a reader sees one state of the database, as on SQLite.
            conn.batch_execute("SET default_transaction_isolation = 'repeatable read'")?;
        }
        _ => {
            // An acknowledged write is on disk whatever the role's settings say; `remote_apply` and
            // the other stricter ones stay.
            let mode: Setting =
                sql_query("SELECT current_setting('synchronous_commit') AS value").get_result(&mut conn)?;
            if mode.value == "off" {
                conn.batch_execute("SET synchronous_commit = on")?;
            }
        }
    }
    conn.set_instrumentation(watch::Postgres::new(options.query_timeout, options.queries.clone()));
    Ok(conn)
}

fn set(conn: &mut PgConnection, name: &str, limit: Duration) -> diesel::QueryResult<()> {
    conn.batch_execute(&format!("SET {name} = {}", limit.as_millis().max(1)))
}

/// Whether the server still answers on this connection.
pub(super) fn is_alive(conn: &mut AnyConn) -> bool {
    conn.batch_execute("SELECT 1").is_ok()
}

#[derive(QueryableByName)]
struct Setting {
    #[diesel(sql_type = Text)]
    value: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_that_is_away_is_named_without_its_password() {
        let options = DbOptions {
            url: "postgres://akno:s3cr3t@127.0.0.1:1/akno".into(),
            readers: 1,
            busy_timeout: Duration::from_secs(1),
            query_timeout: Duration::from_secs(1),
            queries: super::super::QueryCount::default(),
        };
        let error = connect(&options).err().unwrap().to_string();
        assert!(error.contains("127.0.0.1:1/akno") && !error.contains("s3cr3t"), "{error}");
    }
}
