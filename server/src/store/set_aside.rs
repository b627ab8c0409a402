//! The register's indexes, set aside while millions of companies are loaded.
//!
//! Rows fall all over an index that is not sorted as they come: each new one changes a page of its own, and the page is
//! written whole. Made at the end, an index is sorted first and written once. What is set aside stands in a table until it
//! is there again, so that whoever comes after an interrupted load can make it.

use super::{AnyConn, Dialect};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Text};

/// Loading looks companies up by this one.
const NEEDED: &str = "register_entries_current";

#[derive(QueryableByName)]
struct Index {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    sql: String,
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    number: i64,
}

/// Sets them aside, where the register holds nothing yet.
pub fn set_aside(conn: &mut AnyConn) -> QueryResult<()> {
    let there = sql_query("SELECT count(*) AS number FROM (SELECT 1 FROM register_entries LIMIT 1) AS first");
    if there.get_result::<Number>(conn)?.number > 0 {
        return Ok(());
    }
    let tables = "('companies', 'register_entries', 'company_words')";
    let indexes: Vec<Index> = sql_query(match conn.dialect() {
        Dialect::Sqlite => format!(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN {tables} AND name <> '{NEEDED}'"
        ),
        // An index that keeps something unique is a part of its table.
        Dialect::Postgres => format!(
            "SELECT indexname::text AS name, indexdef AS sql FROM pg_indexes \
             WHERE schemaname = current_schema() AND tablename IN {tables} AND indexname <> '{NEEDED}' \
             AND indexdef NOT LIKE 'CREATE UNIQUE%'"
        ),
    })
    .load(conn)?;
    sql_query("CREATE TABLE IF NOT EXISTS indexes_set_aside (name TEXT PRIMARY KEY NOT NULL, sql TEXT NOT NULL)")
        .execute(conn)?;
    for Index { name, sql } in indexes {
        sql_query(format!("DROP INDEX {name}")).execute(conn)?;
        sql_query("INSERT INTO indexes_set_aside (name, sql) VALUES ($1, $2)")
            .bind::<Text, _>(name)
            .bind::<Text, _>(sql)
            .execute(conn)?;
    }
    Ok(())
}

/// The names of those that are set aside.
pub fn waiting(conn: &mut AnyConn) -> QueryResult<Vec<String>> {
    if !is_there(conn)? {
        return Ok(Vec::new());
    }
    let waiting: Vec<Index> = sql_query("SELECT name, sql FROM indexes_set_aside ORDER BY name").load(conn)?;
    Ok(waiting.into_iter().map(|index| index.name).collect())
}

/// Makes one of them again; nothing where somebody else has.
pub fn restore(conn: &mut AnyConn, name: &str) -> QueryResult<()> {
    if !is_there(conn)? {
        return Ok(());
    }
    match conn {
        AnyConn::Postgres(conn) => sql_query("SET LOCAL maintenance_work_mem = '256MB'").execute(conn).map(drop)?,
        // What an index of millions is sorted in does not fit into memory; the writer sets it back after the bulk.
        AnyConn::Sqlite(conn) => conn.batch_execute("PRAGMA temp_store = FILE; PRAGMA threads = 1")?,
    }
    let found: Option<Index> = sql_query("SELECT name, sql FROM indexes_set_aside WHERE name = $1")
        .bind::<Text, _>(name)
        .get_result(conn)
        .optional()?;
    let Some(index) = found else { return Ok(()) };
    // First: of two that make it at once, one waits here for the other.
    let taken = sql_query("DELETE FROM indexes_set_aside WHERE name = $1").bind::<Text, _>(name).execute(conn)?;
    if taken == 0 {
        return Ok(());
    }
    sql_query(index.sql.replacen("CREATE INDEX ", "CREATE INDEX IF NOT EXISTS ", 1)).execute(conn).map(drop)
}

/// Nothing is set aside any more. PostgreSQL is made to look at what was loaded: until it does so by itself, within a minute
/// or so, it knows nothing of what the columns hold.
pub fn end(conn: &mut AnyConn) -> QueryResult<()> {
    if waiting(conn)?.is_empty() {
        if conn.dialect() == Dialect::Postgres {
            sql_query("ANALYZE companies, register_entries, register_words, company_words").execute(conn)?;
        }
        // Behind what takes time: nobody can ask what is set aside while the table goes.
        sql_query("DROP TABLE IF EXISTS indexes_set_aside").execute(conn)?;
    }
    Ok(())
}

fn is_there(conn: &mut AnyConn) -> QueryResult<bool> {
    let tables = match conn.dialect() {
        Dialect::Sqlite => "SELECT count(*) AS number FROM sqlite_master WHERE name = 'indexes_set_aside'",
        Dialect::Postgres => {
            "SELECT count(*) AS number FROM pg_tables \
             WHERE schemaname = current_schema() AND tablename = 'indexes_set_aside'"
        }
    };
    Ok(sql_query(tables).get_result::<Number>(conn)?.number > 0)
}
