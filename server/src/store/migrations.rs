//! Migrations: both folders are in the binary; the same command takes either database up and down.
//!
//! Two nodes that start together take turns: on PostgreSQL by an advisory lock, on SQLite by the
//! write lock, in which all pending migrations are one transaction.

use super::connection::AnyConn;
use super::db::DbError;
use super::packing;
use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};
use diesel::migration::{Migration, MigrationSource};
use diesel::pg::Pg;
use diesel::sql_types::{BigInt, Text};
use diesel::sqlite::Sqlite;
use diesel::{PgConnection, QueryableByName, RunQueryDsl, SqliteConnection, sql_query};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

const SQLITE: EmbeddedMigrations = embed_migrations!("../migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("../migrations/postgres");

/// The end of the name of the migration that packs the log's texts. On SQLite its own statements do; on
/// PostgreSQL the program, behind its statements on the way up and before them on the way down, since there a
/// packed text and one that is not stand side by side.
const PACKED: &str = "_packed_log";

/// The advisory lock that migrating nodes share: "akno" in ASCII.
const LOCK: i64 = 0x616b_6e6f;

/// Applies what is pending, in order, and names it. `conn` comes from [`connect`](super::connection::connect):
/// it must have no transaction open and no limit on time.
pub fn up(conn: &mut AnyConn) -> Result<Vec<String>, DbError> {
    let done = match conn {
        AnyConn::Sqlite(conn) => sqlite(conn, |conn| {
            let pending = conn.pending_migrations(SQLITE)?;
            pending.iter().map(|migration| apply(conn, &**migration)).collect()
        }),
        AnyConn::Postgres(conn) => postgres(conn, |conn| {
            let pending = conn.pending_migrations(POSTGRES)?;
            let mut names = Vec::new();
            for migration in pending {
                let name = apply(conn, &*migration)?;
                if name.ends_with(PACKED) {
                    packing::pack_all(conn)?;
                }
                names.push(name);
            }
            Ok(names)
        }),
    };
    done.map_err(told)
}

/// Takes back the last `steps` migrations, newest first, and names them.
pub fn down(conn: &mut AnyConn, steps: usize) -> Result<Vec<String>, DbError> {
    let done = match conn {
        AnyConn::Sqlite(conn) => sqlite(conn, |conn| revert(conn, SQLITE, steps, |_, _| Ok(()))),
        AnyConn::Postgres(conn) => postgres(conn, |conn| {
            revert(conn, POSTGRES, steps, |conn, name| {
                if name.ends_with(PACKED) {
                    packing::unpack_all(conn)?;
                }
                Ok(())
            })
        }),
    };
    done.map_err(told)
}

/// The names of the migrations that this binary has and the database has not. Only reads. What the
/// database has and the binary has not, a newer node has applied: that is no fault.
pub fn pending(conn: &mut AnyConn) -> Result<Vec<String>, DbError> {
    let known = match conn {
        AnyConn::Sqlite(_) => names::<Sqlite>(&SQLITE),
        AnyConn::Postgres(_) => names::<Pg>(&POSTGRES),
    }
    .map_err(told)?;
    let applied = applied(conn)?;
    Ok(known.into_iter().filter(|(version, _)| !applied.contains(version)).map(|(_, name)| name).collect())
}

type Outcome<T> = diesel::migration::Result<T>;

/// All in one transaction. Foreign keys are off meanwhile, as SQLite advises where a table is built
/// anew, and checked before the commit.
fn sqlite(
    conn: &mut SqliteConnection,
    steps: impl FnOnce(&mut SqliteConnection) -> Outcome<Vec<String>>,
) -> Outcome<Vec<String>> {
    packing::teach(conn)?;
    conn.batch_execute("PRAGMA foreign_keys = OFF")?;
    let done = exclusively(conn, steps);
    conn.batch_execute("PRAGMA foreign_keys = ON")?;
    done
}

fn exclusively(
    conn: &mut SqliteConnection,
    steps: impl FnOnce(&mut SqliteConnection) -> Outcome<Vec<String>>,
) -> Outcome<Vec<String>> {
    AnsiTransactionManager::begin_transaction_sql(conn, "BEGIN EXCLUSIVE")?;
    let done = steps(conn).and_then(|names| {
        if !names.is_empty() {
            check_references(conn)?;
        }
        Ok(names)
    });
    match done {
        Ok(names) => {
            AnsiTransactionManager::commit_transaction(conn)?;
            Ok(names)
        }
        Err(error) => {
            AnsiTransactionManager::rollback_transaction(conn)?;
            Err(error)
        }
    }
}

fn check_references(conn: &mut SqliteConnection) -> Outcome<()> {
    #[derive(QueryableByName)]
    struct Dangling {
        #[diesel(sql_type = Text)]
        child: String,
        #[diesel(sql_type = BigInt)]
        rows: i64,
    }
    let query = r#"SELECT "table" AS child, COUNT(*) AS rows FROM pragma_foreign_key_check GROUP BY 1"#;
    let dangling: Vec<Dangling> = sql_query(query).load(conn)?;
    match dangling.first() {
        None => Ok(()),
        Some(first) => Err(format!("{} rows of {} would refer to nothing", first.rows, first.child).into()),
    }
}

/// Each in its own transaction, unless its metadata says otherwise (CREATE INDEX CONCURRENTLY).
fn postgres(
    conn: &mut PgConnection,
    steps: impl FnOnce(&mut PgConnection) -> Outcome<Vec<String>>,
) -> Outcome<Vec<String>> {
    conn.batch_execute(&format!("SELECT pg_advisory_lock({LOCK})"))?;
    let done = steps(conn);
    conn.batch_execute(&format!("SELECT pg_advisory_unlock({LOCK})"))?;
    done
}

fn apply<DB, C>(conn: &mut C, migration: &dyn Migration<DB>) -> Outcome<String>
where
    DB: diesel::backend::Backend,
    C: MigrationHarness<DB>,
{
    conn.run_migration(migration)?;
    Ok(migration.name().to_string())
}

fn revert<DB, C, S>(
    conn: &mut C,
    source: S,
    steps: usize,
    before: impl Fn(&mut C, &str) -> Outcome<()>,
) -> Outcome<Vec<String>>
where
    DB: diesel::backend::Backend,
    C: MigrationHarness<DB>,
    S: MigrationSource<DB>,
{
    let known = source.migrations()?;
    let applied = conn.applied_migrations()?;
    let mut reverted = Vec::new();
    for version in applied.into_iter().take(steps) {
        let Some(migration) = known.iter().find(|migration| migration.name().version() == version) else {
            return Err(
                format!("migration {version} was applied by a newer program, which alone can take it back").into()
            );
        };
        before(conn, &migration.name().to_string())?;
        conn.revert_migration(&**migration)?;
        reverted.push(migration.name().to_string());
    }
    Ok(reverted)
}

/// Version and name of each, oldest first.
fn names<DB: diesel::backend::Backend>(source: &impl MigrationSource<DB>) -> Outcome<Vec<(String, String)>> {
    let mut names: Vec<(String, String)> = source
        .migrations()?
        .iter()
        .map(|migration| (migration.name().version().to_string(), migration.name().to_string()))
        .collect();
    names.sort();
    Ok(names)
}

fn applied(conn: &mut AnyConn) -> diesel::QueryResult<Vec<String>> {
    #[derive(QueryableByName)]
    struct Version {
        #[diesel(sql_type = Text)]
        version: String,
    }
    let exists = match conn {
        AnyConn::Sqlite(_) => {
            "SELECT name AS version FROM sqlite_schema WHERE type = 'table' AND name = '__diesel_schema_migrations'"
        }
        AnyConn::Postgres(_) => {
            "SELECT relname::text AS version FROM pg_class WHERE oid = to_regclass('__diesel_schema_migrations')"
        }
    };
    if sql_query(exists).load::<Version>(conn)?.is_empty() {
        return Ok(Vec::new());
    }
    // Text on both: the column is VARCHAR.
    let versions: Vec<Version> =
        sql_query("SELECT CAST(version AS TEXT) AS version FROM __diesel_schema_migrations").load(conn)?;
    Ok(versions.into_iter().map(|row| row.version).collect())
}

fn told(error: Box<dyn std::error::Error + Send + Sync>) -> DbError {
    DbError::Migrations(error.to_string())
}
