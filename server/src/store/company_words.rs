//! The index of words by which companies are found, and the words that a mistyped one may have been.
//!
//! SQLite keeps the index in FTS5 without the text itself, PostgreSQL in a GIN index. Words and marks are
//! made of lower-case ASCII letters and digits alone, so that neither has operators of a query in it.

use super::AnyConn;
use super::companies::CompanyRow;
use super::schema::{companies, word_fills};
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Array, BigInt, Text};
use std::collections::BTreeSet;

/// The words and the marks of one company, each with spaces between.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordsRow {
    pub unp: i64,
    pub words: String,
    pub marks: String,
}

/// Writes the words of some companies in the place of what was there.
pub fn save(conn: &mut AnyConn, rows: &[WordsRow]) -> QueryResult<()> {
    if rows.is_empty() {
        return Ok(());
    }
    match conn {
        AnyConn::Sqlite(conn) => {
            let rows: Vec<_> = rows.iter().map(|row| (row.unp, &row.words, &row.marks)).collect();
            sql_query(
                "INSERT OR REPLACE INTO company_words (rowid, words, marks) \
                 SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each($1)",
            )
            .bind::<Text, _>(serde_json::json!(rows).to_string())
            .execute(conn)
        }
        AnyConn::Postgres(conn) => sql_query(
            "INSERT INTO company_words (unp, words, marks) SELECT * FROM unnest($1, $2, $3) \
             ON CONFLICT (unp) DO UPDATE SET words = excluded.words, marks = excluded.marks",
        )
        .bind::<Array<BigInt>, _>(rows.iter().map(|row| row.unp).collect::<Vec<_>>())
        .bind::<Array<Text>, _>(rows.iter().map(|row| &row.words).collect::<Vec<_>>())
        .bind::<Array<Text>, _>(rows.iter().map(|row| &row.marks).collect::<Vec<_>>())
        .execute(conn),
    }
    .map(drop)
}

/// Removes the words of a company.
pub fn remove(conn: &mut AnyConn, unp: i64) -> QueryResult<()> {
    let query = match conn {
        AnyConn::Sqlite(_) => "DELETE FROM company_words WHERE rowid = $1",
        AnyConn::Postgres(_) => "DELETE FROM company_words WHERE unp = $1",
    };
    sql_query(query).bind::<BigInt, _>(unp).execute(conn).map(drop)
}

/// Remembers words that stand in the register. They stay when the last company that had one has gone:
/// what is looked for among them is then not found.
pub fn remember(conn: &mut AnyConn, words: &BTreeSet<&str>) -> QueryResult<()> {
    if words.is_empty() {
        return Ok(());
    }
    // In order, so that two that remember the same words do not wait for each other.
    let backwards: Vec<String> = words.iter().map(|word| word.chars().rev().collect()).collect();
    match conn {
        AnyConn::Sqlite(conn) => {
            let rows: Vec<_> = words.iter().zip(&backwards).collect();
            sql_query(
                "INSERT OR IGNORE INTO register_words (word, backwards) \
                 SELECT value ->> 0, value ->> 1 FROM json_each($1)",
            )
            .bind::<Text, _>(serde_json::json!(rows).to_string())
            .execute(conn)
        }
        AnyConn::Postgres(conn) => sql_query(
            "INSERT INTO register_words (word, backwards) SELECT * FROM unnest($1, $2) ON CONFLICT (word) DO NOTHING",
        )
        .bind::<Array<Text>, _>(words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>())
        .bind::<Array<Text>, _>(backwards)
        .execute(conn),
    }
    .map(drop)
}

/// The number up to which the words of a version are written, while they are not all. On PostgreSQL other
/// nodes wait meanwhile.
pub fn unfilled(conn: &mut AnyConn, version: i32) -> QueryResult<Option<i64>> {
    let found: Option<(i64, bool)> = match conn {
        AnyConn::Sqlite(conn) => {
            word_fills::table.find(version).select((word_fills::position, word_fills::finished)).first(conn)
        }
        AnyConn::Postgres(conn) => word_fills::table
            .find(version)
            .select((word_fills::position, word_fills::finished))
            .for_update()
            .first(conn),
    }
    .optional()?;
    Ok(match found {
        None => Some(0),
        Some((position, finished)) => (!finished).then_some(position),
    })
}

/// Notes how far the words of a version are written.
pub fn note(conn: &mut AnyConn, version: i32, position: i64, finished: bool) -> QueryResult<()> {
    let changed = (word_fills::position.eq(position), word_fills::finished.eq(finished));
    let rows = diesel::update(word_fills::table.find(version)).set(changed).execute(conn)?;
    if rows == 0 {
        let row = (word_fills::version.eq(version), changed.0, changed.1);
        diesel::insert_into(word_fills::table).values(row).execute(conn)?;
    }
    Ok(())
}

/// Whether the words of a version are all written.
pub fn is_filled(conn: &mut AnyConn, version: i32) -> QueryResult<bool> {
    let found: Option<bool> = word_fills::table.find(version).select(word_fills::finished).first(conn).optional()?;
    Ok(found == Some(true))
}

/// The next companies by number. On PostgreSQL they cannot change before the transaction ends.
pub fn companies_after(conn: &mut AnyConn, after: i64, limit: i64) -> QueryResult<Vec<CompanyRow>> {
    let next = companies::table.filter(companies::unp.gt(after)).order(companies::unp).limit(limit);
    match conn {
        AnyConn::Sqlite(conn) => next.select(CompanyRow::as_select()).load(conn),
        AnyConn::Postgres(conn) => next.select(CompanyRow::as_select()).for_share().load(conn),
    }
}
