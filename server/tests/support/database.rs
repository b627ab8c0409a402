//! A fresh, migrated database for one test.
//!
//! `AKNO_TEST_DATABASE` chooses: `sqlite` (default), a file in a temporary folder; `postgres`, a new
//! database on the server of `AKNO_TEST_POSTGRES_URL`, whose role must be allowed to create some.

use akno::store::connection::{AnyConn, connect};
use akno::store::{Db, DbError, DbOptions, Dialect, QueryCount, migrations};
use diesel::connection::SimpleConnection;
use diesel::sql_types::BigInt;
use diesel::{QueryableByName, RunQueryDsl, sql_query};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;

/// The database goes when this is dropped.
pub struct TestDatabase {
    url: String,
    clean_up: CleanUp,
}

enum CleanUp {
    Folder(PathBuf),
    Database { server: String, name: String },
}

impl TestDatabase {
    /// For a second process, or another `Db` on the same database.
    pub fn url(&self) -> &str {
        &self.url
    }

    pub fn options(&self) -> DbOptions {
        options(&self.url)
    }
}

/// The options of the tests: patient, since they share the machine.
pub fn options(url: &str) -> DbOptions {
    DbOptions {
        url: url.to_owned(),
        readers: 2,
        busy_timeout: Duration::from_secs(20),
        query_timeout: Duration::from_secs(20),
        queries: QueryCount::with_texts(),
    }
}

/// Which database this run of the tests is about.
pub fn dialect() -> Dialect {
    match std::env::var("AKNO_TEST_DATABASE").as_deref() {
        Err(_) | Ok("" | "sqlite") => Dialect::Sqlite,
        Ok("postgres") => Dialect::Postgres,
        Ok(other) => panic!("AKNO_TEST_DATABASE is {other}; it can be sqlite or postgres"),
    }
}

/// A migrated, empty database and the `Db` on it.
pub async fn fresh() -> (Db, TestDatabase) {
    let database = migrated();
    (Db::open(&database.options()).unwrap(), database)
}

/// A migrated, empty database that nothing has open.
pub fn migrated() -> TestDatabase {
    match dialect() {
        Dialect::Sqlite => {
            let database = empty_file();
            let path = database.url().strip_prefix("sqlite:").unwrap();
            std::fs::write(path, migrated_file()).unwrap();
            database
        }
        Dialect::Postgres => create(Some(&template())),
    }
}

/// A database without tables.
pub fn empty() -> TestDatabase {
    match dialect() {
        Dialect::Sqlite => empty_file(),
        Dialect::Postgres => create(None),
    }
}

fn empty_file() -> TestDatabase {
    let folder = std::env::temp_dir().join(format!("akno-test-{}", uuid::Uuid::new_v4()));
    std::fs::create_dir_all(&folder).unwrap();
    let url = format!("sqlite:{}", folder.join("akno.db").display());
    TestDatabase { url, clean_up: CleanUp::Folder(folder) }
}

/// The bytes of a migrated database: migrating costs more than copying.
fn migrated_file() -> &'static [u8] {
    static BYTES: OnceLock<Vec<u8>> = OnceLock::new();
    BYTES.get_or_init(|| {
        let database = empty_file();
        let mut conn = connect(&database.options()).unwrap();
        migrations::up(&mut conn).unwrap();
        conn.batch_execute("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
        drop(conn);
        std::fs::read(database.url().strip_prefix("sqlite:").unwrap()).unwrap()
    })
}

fn server() -> String {
    match std::env::var("AKNO_TEST_POSTGRES_URL") {
        Ok(url) if !url.is_empty() => url,
        _ => panic!(
            "AKNO_TEST_DATABASE=postgres also needs AKNO_TEST_POSTGRES_URL: a server's maintenance \
             database, such as postgres://postgres@127.0.0.1:5433/postgres"
        ),
    }
}

fn create(template: Option<&str>) -> TestDatabase {
    let server = server();
    let name = format!("akno_test_{}", uuid::Uuid::new_v4().simple());
    let mut conn = connect(&options(&server)).unwrap();
    create_database(&mut conn, &name, template.unwrap_or("template0"));
    TestDatabase { url: beside(&server, &name), clean_up: CleanUp::Database { server, name } }
}

/// The name of a migrated template, made by the first test process that needs it. It is named by
/// the migrations' text, so that a changed migration makes a new one.
fn template() -> String {
    static NAME: OnceLock<String> = OnceLock::new();
    NAME.get_or_init(|| {
        let server = server();
        let name = format!("akno_template_{:016x}", migrations_digest());
        let mut conn = connect(&options(&server)).unwrap();
        conn.batch_execute("SELECT pg_advisory_lock(20261123)").unwrap();
        if count(
            &mut conn,
            &format!("SELECT COUNT(*) AS count FROM pg_database WHERE datname = '{name}' AND datistemplate"),
        ) == 0
        {
            // One that was begun and not finished is not marked as a template.
            conn.batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).unwrap();
            create_database(&mut conn, &name, "template0");
            migrations::up(&mut connect(&options(&beside(&server, &name))).unwrap()).unwrap();
            conn.batch_execute(&format!("ALTER DATABASE {name} IS_TEMPLATE true")).unwrap();
        }
        conn.batch_execute("SELECT pg_advisory_unlock(20261123)").unwrap();
        name
    })
    .clone()
}

/// PostgreSQL refuses while a connection to the template is on its way out.
fn create_database(conn: &mut AnyConn, name: &str, template: &str) {
    let query = format!("CREATE DATABASE {name} TEMPLATE {template} ENCODING 'UTF8'");
    for _ in 0..100 {
        match conn.batch_execute(&query) {
            Ok(()) => return,
            Err(error) if error.to_string().contains("being accessed") => std::thread::sleep(Duration::from_millis(50)),
            Err(error) => panic!("{query}: {error}"),
        }
    }
    panic!("{query}: the template stays in use");
}

fn migrations_digest() -> u64 {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../migrations/postgres");
    let mut hasher = DefaultHasher::new();
    let mut names: Vec<PathBuf> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    for name in names {
        std::fs::read(name.join("up.sql")).unwrap().hash(&mut hasher);
    }
    hasher.finish()
}

/// The URL of another database on the same server.
fn beside(server: &str, name: &str) -> String {
    let (base, query) = server.split_once('?').map_or((server, None), |(base, query)| (base, Some(query)));
    let (scheme, rest) = base.split_once("://").unwrap();
    let authority = rest.split('/').next().unwrap();
    format!("{scheme}://{authority}/{name}{}", query.map(|query| format!("?{query}")).unwrap_or_default())
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        match &self.clean_up {
            CleanUp::Folder(folder) => {
                let _ = std::fs::remove_dir_all(folder);
            }
            CleanUp::Database { server, name } => {
                if let Ok(mut conn) = connect(&options(server)) {
                    let _ = conn.batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
                }
            }
        }
    }
}

/// A transaction of another node on the same database, open until it is committed. SQLite lets nobody else write
/// meanwhile.
pub struct Rival(AnyConn);

impl Rival {
    pub fn begin(database: &TestDatabase) -> Rival {
        let mut conn = connect(&database.options()).unwrap();
        let begin = match conn.dialect() {
            Dialect::Sqlite => "BEGIN IMMEDIATE",
            Dialect::Postgres => "BEGIN",
        };
        conn.batch_execute(begin).unwrap();
        Rival(conn)
    }

    pub fn conn(&mut self) -> &mut AnyConn {
        &mut self.0
    }

    /// Commits once the others have had the time to come to where they wait for it, or to go past.
    pub async fn commit_behind_others(mut self) {
        tokio::time::sleep(Duration::from_millis(700)).await;
        self.0.batch_execute("COMMIT").unwrap();
    }
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// The number in the column `count` of the one row that `query` gives.
pub fn count(conn: &mut AnyConn, query: &str) -> i64 {
    sql_query(query).get_result::<Count>(conn).unwrap().count
}

/// [`count`] through a reader.
pub async fn counted(db: &Db, query: impl Into<String>) -> i64 {
    let query = query.into();
    db.read(move |conn| Ok::<_, DbError>(count(conn, &query))).await.unwrap()
}
