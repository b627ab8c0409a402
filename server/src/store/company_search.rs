//! Finding companies by a part of the name or by the first digits of the UNP.
//!
//! What people type is folded ([`portal::fold`]): only letters, digits and single spaces are left,
//! so neither FTS5's operators nor LIKE's signs can be in it. Every branch is cut at [`MOST`] rows,
//! so that a query costs no more than that, whatever was asked.

use super::AnyConn;
use chrono::NaiveDate;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Bool, Date, Integer, Nullable, Text};
use diesel::sqlite::Sqlite;
use std::fmt::Write;

/// So many companies are found at most; who looks for one among more has to say more of its name.
pub const MOST: i64 = 1000;

/// What is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sought {
    /// The folded text; not empty.
    pub text: String,
    /// First and last UNP that begin with the digits typed.
    pub unps: Option<(i64, i64)>,
}

/// A company found.
#[derive(Clone, Debug, PartialEq, Eq, QueryableByName)]
pub struct FoundRow {
    #[diesel(sql_type = BigInt)]
    pub unp: i64,
    #[diesel(sql_type = Text)]
    pub kind: String,
    #[diesel(sql_type = Integer)]
    pub standing: i32,
    #[diesel(sql_type = Nullable<Date>)]
    pub excluded_on: Option<NaiveDate>,
    #[diesel(sql_type = Text)]
    pub name: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub short_name: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub address: Option<String>,
    #[diesel(sql_type = Bool)]
    pub synthetic: bool,
}

/// Companies found: those so named first, then those whose name begins so, then those with a word
/// that does; within each the active ones first, by name.
pub fn find(conn: &mut AnyConn, sought: &Sought, offset: i64, limit: i64) -> QueryResult<Vec<FoundRow>> {
    let mut query = candidates(sought, matches!(conn, AnyConn::Postgres(_)));
    let text = &sought.text;
    query.sql.push_str(
        " SELECT unp, kind, standing, excluded_on, name, short_name, address, synthetic \
         FROM companies JOIN candidates USING (unp) ORDER BY CASE",
    );
    for (rank, pattern) in
        [format!("%\n{text}\n%"), format!("%\n{text}%"), format!("% {text}%")].into_iter().enumerate()
    {
        let pattern = query.bind(Bind::Text(pattern));
        let _ = write!(query.sql, " WHEN search LIKE {pattern} THEN {rank}");
    }
    let _ = write!(query.sql, " ELSE 3 END, standing <> 1, name_key, unp LIMIT {limit} OFFSET {offset}");
    query.load(conn)
}

/// How many companies are found; more than [`MOST`] stands for "more than that".
pub fn count(conn: &mut AnyConn, sought: &Sought) -> QueryResult<i64> {
    #[derive(QueryableByName)]
    struct Count {
        #[diesel(sql_type = BigInt)]
        found: i64,
    }
    let mut query = candidates(sought, matches!(conn, AnyConn::Postgres(_)));
    query.sql.push_str(" SELECT count(*) AS found FROM candidates");
    let rows: Vec<Count> = query.load(conn)?;
    Ok(rows.first().map_or(0, |row| row.found.min(MOST + 1)))
}

enum Bind {
    Text(String),
    Number(i64),
}

/// A query in the making. `$1`, `$2` … stand for its values on both databases: SQLite numbers them
/// in the order in which they first appear, which is the order in which they are bound.
struct Query {
    sql: String,
    binds: Vec<Bind>,
}

impl Query {
    fn bind(&mut self, bind: Bind) -> String {
        self.binds.push(bind);
        format!("${}", self.binds.len())
    }

    fn load<T>(self, conn: &mut AnyConn) -> QueryResult<Vec<T>>
    where
        T: QueryableByName<Sqlite> + QueryableByName<Pg> + 'static,
    {
        match conn {
            AnyConn::Sqlite(conn) => {
                let mut query = sql_query(self.sql).into_boxed::<Sqlite>();
                for bind in self.binds {
                    query = match bind {
                        Bind::Text(text) => query.bind::<Text, _>(text),
                        Bind::Number(number) => query.bind::<BigInt, _>(number),
                    };
                }
                query.load(conn)
            }
            AnyConn::Postgres(conn) => {
                let mut query = sql_query(self.sql).into_boxed::<Pg>();
                for bind in self.binds {
                    query = match bind {
                        Bind::Text(text) => query.bind::<Text, _>(text),
                        Bind::Number(number) => query.bind::<BigInt, _>(number),
                    };
                }
                query.load(conn)
            }
        }
    }
}

/// `WITH candidates AS (…)`: the numbers of the companies found.
fn candidates(sought: &Sought, postgres: bool) -> Query {
    let mut query = Query { sql: String::from("WITH candidates AS ("), binds: Vec::new() };
    let limit = MOST + 1;
    let from = query.bind(Bind::Text(sought.text.clone()));
    let to = query.bind(Bind::Text(format!("{}\u{10ffff}", sought.text)));
    let _ = write!(
        query.sql,
        "SELECT unp FROM (SELECT unp FROM companies WHERE name_key >= {from} AND name_key < {to} \
         ORDER BY name_key, unp LIMIT {limit}) AS named"
    );
    let (long, short): (Vec<&str>, Vec<&str>) = sought.text.split(' ').partition(|word| word.chars().count() >= 3);
    if !long.is_empty() {
        match postgres {
            true => containing_postgres(&mut query, &long),
            false => containing_sqlite(&mut query, &long),
        }
        // Trigrams cannot find these: a word must begin so.
        for word in short {
            let (inside, at_start) =
                (query.bind(Bind::Text(format!("% {word}%"))), query.bind(Bind::Text(format!("%\n{word}%"))));
            let _ = write!(query.sql, " AND (search LIKE {inside} OR search LIKE {at_start})");
        }
        let _ = write!(query.sql, " LIMIT {limit}) AS containing");
    }
    if let Some((first, last)) = sought.unps {
        let (first, last) = (query.bind(Bind::Number(first)), query.bind(Bind::Number(last)));
        let _ = write!(
            query.sql,
            " UNION SELECT unp FROM (SELECT unp FROM companies WHERE unp BETWEEN {first} AND {last} LIMIT {limit}) AS numbered"
        );
    }
    query.sql.push(')');
    query
}

fn containing_sqlite(query: &mut Query, words: &[&str]) {
    let phrases = words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(" ");
    let phrases = query.bind(Bind::Text(phrases));
    let _ = write!(
        query.sql,
        " UNION SELECT unp FROM (SELECT rowid AS unp FROM company_search WHERE company_search MATCH {phrases}"
    );
}

fn containing_postgres(query: &mut Query, words: &[&str]) {
    query.sql.push_str(" UNION SELECT unp FROM (SELECT unp FROM companies WHERE true");
    for word in words {
        let pattern = query.bind(Bind::Text(format!("%{word}%")));
        let _ = write!(query.sql, " AND search LIKE {pattern}");
    }
}
