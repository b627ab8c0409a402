//! Finding companies by their words, by a part of the name or by the first digits of the UNP.
//!
//! What people type is folded ([`portal::fold`], [`portal::sound`]): only letters, digits and single spaces
//! are left, so neither FTS5's operators nor those of LIKE or tsquery can be in it. Every query is cut at
//! [`MOST`] rows, so that it costs no more than that, whatever was asked; each runs on an index (a test asks
//! both databases for their plans).

use super::AnyConn;
use super::company_pieces::Pieces;
use super::company_terms::{self, Term};
use super::days::Day;
use super::schema::companies;
use super::written::{Bind, Numbers, Written};
use chrono::NaiveDate;
use diesel::connection::DefaultLoadingMode;
use diesel::expression::ValidGrouping;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::sql_query;
use diesel::sql_types::{BigInt, Bool, Integer, Nullable, Text};
use diesel::sqlite::Sqlite;
use portal::company::Names;
use std::fmt::Write;

/// So many companies are found at most; who looks for one among more has to say more of its name.
pub const MOST: i64 = 1000;
/// A query asks for one more, which tells that there are more.
const LIMIT: i64 = MOST + 1;
/// Words that begin or end alike of which the nearest is chosen.
const MOST_WORDS: i64 = 20_000;

/// What one company is ranked, filtered and sorted by.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = companies)]
pub struct BriefRow {
    pub unp: i64,
    pub kind: String,
    pub standing: i32,
    #[diesel(deserialize_as = Day)]
    pub registered_on: Option<NaiveDate>,
    pub office: Option<i32>,
    pub name: String,
    /// The two letters of the activity's division and what follows.
    pub activity: Option<String>,
    pub search: String,
    pub name_key: String,
}

/// A company found, as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq, QueryableByName)]
pub struct FoundRow {
    #[diesel(sql_type = BigInt)]
    pub unp: i64,
    #[diesel(sql_type = Text)]
    pub kind: String,
    #[diesel(sql_type = Integer)]
    pub standing: i32,
    #[diesel(sql_type = Text)]
    pub name: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub short_name: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub name_be: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub short_name_be: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub address: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub activity: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub head: Option<String>,
    #[diesel(sql_type = Bool)]
    pub synthetic: bool,
}

impl FoundRow {
    /// Its names in the register's two languages.
    pub fn names(&self) -> Names<'_> {
        Names {
            full: &self.name,
            short: self.short_name.as_deref(),
            full_be: self.name_be.as_deref(),
            short_be: self.short_name_be.as_deref(),
        }
    }
}

#[derive(QueryableByName)]
struct Word {
    #[diesel(sql_type = Text)]
    word: String,
}

/// Of how many companies a query gives the numbers at most; one more tells that there are more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit(i64);

impl Limit {
    /// [`MOST`].
    pub const ALL: Limit = Limit(LIMIT);

    /// Some of very many.
    pub fn first(some: usize) -> Limit {
        Limit((some as i64 + 1).min(LIMIT))
    }

    /// Whether so many found are more than were asked for.
    pub fn is_passed_by(self, found: usize) -> bool {
        found as i64 >= self.0
    }
}

/// In which order companies are found where the first of very many are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    Name,
    Newest,
    Oldest,
}

/// The first and the last day on which a company may have been registered.
pub type Days = (Option<NaiveDate>, Option<NaiveDate>);

/// Companies whose folded name begins so, by it.
pub fn named(conn: &mut AnyConn, beginning: &str, limit: Limit) -> QueryResult<Vec<i64>> {
    unps(conn, named_query(beginning, limit))
}

/// Companies whose number lies between two.
pub fn numbered(conn: &mut AnyConn, (first, last): (i64, i64)) -> QueryResult<Vec<i64>> {
    unps(conn, numbered_query(first, last))
}

/// Companies that have, for each word, one that begins as one of its readings, and of each group of marks one.
/// `words` or `marks` must hold something.
pub fn worded(conn: &mut AnyConn, words: &[Vec<String>], marks: &[Vec<String>], limit: Limit) -> QueryResult<Vec<i64>> {
    let terms = terms(conn, words)?;
    let worded = if matches!(conn, AnyConn::Postgres(_)) { worded_postgres } else { worded_sqlite };
    unps(conn, worded(&terms, marks, limit))
}

/// The first of these in an order, of those registered on some days; those without a day have no place among the newest or
/// the oldest. `words` and `marks` may both be empty: then it is all of the register.
///
/// What is common is gathered whole before its first are told: this is for who asks for an order, or for days.
pub fn in_order(
    conn: &mut AnyConn,
    words: &[Vec<String>],
    marks: &[Vec<String>],
    days: Days,
    order: Order,
) -> QueryResult<Vec<i64>> {
    let terms = terms(conn, words)?;
    unps(conn, in_order_query(&terms, marks, days, order, matches!(conn, AnyConn::Postgres(_))))
}

/// By what an index is asked for each word.
fn terms(conn: &mut AnyConn, words: &[Vec<String>]) -> QueryResult<Vec<Vec<Term>>> {
    let is_postgres = matches!(conn, AnyConn::Postgres(_));
    let of_one = |readings: &Vec<String>| match is_postgres {
        true if words.len() == 1 => Ok(readings.iter().cloned().map(Term::Beginning).collect()),
        true => company_terms::of_postgres(conn, readings),
        false => company_terms::of_fts5(conn, readings),
    };
    words.iter().map(of_one).collect()
}

/// Companies in whose names stands each of the folded words, wherever; words of one or two letters must
/// begin a word, and do not suffice by themselves.
///
/// `pieces` tells which parts of the words hardly any company has together, where that is known.
pub fn containing(conn: &mut AnyConn, words: &[&str], pieces: Option<&Pieces>) -> QueryResult<Vec<i64>> {
    match containing_query(words, pieces, matches!(conn, AnyConn::Postgres(_))) {
        Some(query) => unps(conn, query),
        None => Ok(Vec::new()),
    }
}

/// Whether the database's index of parts of names knows other letters than English ones: where PostgreSQL was told to
/// take them for marks (`LC_CTYPE` of `C`), a part of a name is looked for in every company.
pub fn knows_letters(conn: &mut AnyConn) -> QueryResult<bool> {
    #[derive(QueryableByName)]
    struct Known {
        #[diesel(sql_type = Bool)]
        known: bool,
    }
    match conn {
        AnyConn::Sqlite(_) => Ok(true),
        AnyConn::Postgres(conn) => {
            sql_query("SELECT cardinality(show_trgm('жук')) > 0 AS known").get_result(conn).map(|row: Known| row.known)
        }
    }
}

/// Words of the register that begin with the same two letters as `word` or end with the same three, and
/// are not much longer or shorter.
pub fn words_near(conn: &mut AnyConn, word: &str) -> QueryResult<Vec<String>> {
    let Some(query) = near_query(word) else { return Ok(Vec::new()) };
    let rows: Vec<Word> = query.on(conn)?;
    Ok(rows.into_iter().map(|row| row.word).collect())
}

/// The words of the register that begin so, at most so many.
pub(super) fn beginning_so(conn: &mut AnyConn, beginning: &str, limit: i64) -> QueryResult<Vec<String>> {
    let rows: Vec<Word> = beginning_query(beginning, limit).on(conn)?;
    Ok(rows.into_iter().map(|row| row.word).collect())
}

/// Whether a word of the register begins so.
pub fn is_beginning(conn: &mut AnyConn, word: &str) -> QueryResult<bool> {
    Ok(!beginning_so(conn, word, 1)?.is_empty())
}

/// Hands over what some companies are ranked and filtered by, one after another in no order: of a thousand with their texts
/// most of the memory is needed again by the next.
pub fn each_brief(conn: &mut AnyConn, unps: &[i64], mut seen: impl FnMut(BriefRow)) -> QueryResult<()> {
    if unps.is_empty() {
        return Ok(());
    }
    match conn {
        // One bound value for any number of companies, and columns by their places: each takes its time.
        AnyConn::Sqlite(conn) => {
            let among = companies::table.filter(Among(serde_json::json!(unps).to_string()));
            let rows = among.select(BriefRow::as_select()).load_iter::<BriefRow, DefaultLoadingMode>(conn)?;
            for row in rows {
                seen(row?);
            }
        }
        AnyConn::Postgres(conn) => {
            let among = companies::table.filter(companies::unp.eq_any(unps.to_vec()));
            let rows = among.select(BriefRow::as_select()).load_iter::<BriefRow, DefaultLoadingMode>(conn)?;
            for row in rows {
                seen(row?);
            }
        }
    }
    Ok(())
}

/// Whether a company's number is among some, written as JSON: SQLite has no arrays.
#[derive(QueryId, ValidGrouping)]
struct Among(String);

impl Expression for Among {
    type SqlType = Bool;
}

impl AppearsOnTable<companies::table> for Among {}

impl QueryFragment<Sqlite> for Among {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
        out.push_sql("unp IN (SELECT value FROM json_each(");
        out.push_bind_param::<Text, _>(&self.0)?;
        out.push_sql("))");
        Ok(())
    }
}

/// Some companies, in no order.
pub fn shown(conn: &mut AnyConn, unps: &[i64]) -> QueryResult<Vec<FoundRow>> {
    const COLUMNS: &str =
        "unp, kind, standing, name, short_name, name_be, short_name_be, address, activity, head, synthetic";
    by_number(conn, COLUMNS, unps)
}

/// How the database goes about the queries of a search, line by line: for the test that none of them
/// reads a whole table.
pub fn plans(conn: &mut AnyConn) -> QueryResult<Vec<String>> {
    #[derive(QueryableByName)]
    struct Sqlites {
        #[diesel(sql_type = Text)]
        detail: String,
    }
    #[derive(QueryableByName)]
    struct Postgreses {
        #[diesel(sql_type = Text, column_name = "QUERY PLAN")]
        line: String,
    }
    let words = [
        vec![Term::Exact("mogilev".to_owned()), Term::Exact("magilev".to_owned())],
        vec![Term::Beginning("agro".to_owned())],
    ];
    let marks = [vec!["s1".to_owned()], vec!["o7101".to_owned(), "o7102".to_owned()]];
    let days = (NaiveDate::from_ymd_opt(2026, 11, 1), NaiveDate::from_ymd_opt(2026, 11, 2));
    let is_postgres = matches!(conn, AnyConn::Postgres(_));
    let worded = if is_postgres { worded_postgres } else { worded_sqlite };
    let queries = [
        Some(named_query("елка", Limit::ALL)),
        Some(numbered_query(700_000_000, 700_999_999)),
        Some(worded(&words, &[], Limit::ALL)),
        Some(worded(&words, &marks, Limit::ALL)),
        Some(worded(&[], &marks, Limit::ALL)),
        Some(in_order_query(&words, &marks, days, Order::Newest, is_postgres)),
        Some(in_order_query(&[], &[], days, Order::Oldest, is_postgres)),
        Some(in_order_query(&[], &marks, (None, None), Order::Name, is_postgres)),
        containing_query(&["парк", "по"], None, is_postgres),
        containing_query(&["парк", "по"], Some(&Pieces::default()), is_postgres),
        near_query("mogilevselmash"),
        Some(beginning_query("mogilev", 1)),
        Some(by_number_query("unp", &[1, 2, 3], is_postgres)),
    ];
    let mut lines = Vec::new();
    for query in queries.into_iter().flatten() {
        match conn {
            AnyConn::Postgres(conn) => {
                let rows: Vec<Postgreses> = query.behind("EXPLAIN ").load(conn)?;
                lines.extend(rows.into_iter().map(|row| row.line));
            }
            AnyConn::Sqlite(conn) => {
                let rows: Vec<Sqlites> = query.behind("EXPLAIN QUERY PLAN ").load(conn)?;
                lines.extend(rows.into_iter().map(|row| row.detail));
            }
        }
    }
    Ok(lines)
}

fn unps(conn: &mut AnyConn, query: Written) -> QueryResult<Vec<i64>> {
    Numbers(query).on(conn)
}

fn by_number<T>(conn: &mut AnyConn, columns: &str, unps: &[i64]) -> QueryResult<Vec<T>>
where
    T: QueryableByName<Sqlite> + QueryableByName<Pg> + 'static,
{
    by_number_query(columns, unps, matches!(conn, AnyConn::Postgres(_))).on(conn)
}

fn by_number_query(columns: &str, unps: &[i64], postgres: bool) -> Written {
    // One bound value for any number of companies: the statement stays the same.
    let mut query = Written::default();
    let unps = match postgres {
        true => query.bind(Bind::Numbers(unps.to_vec())),
        false => query.text(serde_json::json!(unps).to_string()),
    };
    let among = if postgres { format!("= ANY ({unps})") } else { format!("IN (SELECT value FROM json_each({unps}))") };
    query.sql = format!("SELECT {columns} FROM companies WHERE unp {among}");
    query
}

fn named_query(beginning: &str, Limit(limit): Limit) -> Written {
    let mut query = Written::default();
    let from = query.text(beginning.to_owned());
    let to = query.text(format!("{beginning}\u{10ffff}"));
    query.sql = format!(
        "SELECT unp FROM companies WHERE name_key >= {from} AND name_key < {to} ORDER BY name_key, unp LIMIT {limit}"
    );
    query
}

fn numbered_query(first: i64, last: i64) -> Written {
    let mut query = Written::default();
    let (first, last) = (query.bind(Bind::Number(first)), query.bind(Bind::Number(last)));
    query.sql = format!("SELECT unp FROM companies WHERE unp BETWEEN {first} AND {last} ORDER BY unp LIMIT {LIMIT}");
    query
}

/// Companies that have of each group of terms one, and of each group of marks.
fn worded_sqlite(words: &[Vec<Term>], marks: &[Vec<String>], Limit(limit): Limit) -> Written {
    let mut query = Written::default();
    let sought = query.text(fts5(words, marks));
    query.sql = format!("SELECT rowid AS unp FROM company_words WHERE company_words MATCH {sought} LIMIT {limit}");
    query
}

/// The same.
fn worded_postgres(words: &[Vec<Term>], marks: &[Vec<String>], Limit(limit): Limit) -> Written {
    let mut query = Written::new("SELECT unp FROM company_words WHERE true");
    add_tsqueries(&mut query, words, marks);
    let _ = write!(query.sql, " LIMIT {limit}");
    query
}

/// What FTS5 is asked for.
fn fts5(words: &[Vec<Term>], marks: &[Vec<String>]) -> String {
    let any = |group: Vec<String>| format!("({})", group.join(" OR "));
    let asked = |term: &Term| match term {
        Term::Exact(word) => format!("\"{word}\""),
        Term::Beginning(word) => format!("\"{word}\" *"),
    };
    let words = words.iter().map(|terms| format!("(words : {})", any(terms.iter().map(asked).collect())));
    let marks = marks.iter().map(|group| {
        let quoted = group.iter().map(|mark| format!("\"{mark}\"")).collect();
        format!("(marks : {})", any(quoted))
    });
    words.chain(marks).collect::<Vec<_>>().join(" AND ")
}

/// Conditions of PostgreSQL on the rows of `company_words`.
fn add_tsqueries(query: &mut Written, words: &[Vec<Term>], marks: &[Vec<String>]) {
    let asked = |term: &Term| match term {
        Term::Exact(word) => format!("'{word}'"),
        Term::Beginning(word) => format!("'{word}':*"),
    };
    let any = |group: Vec<String>| format!("({})", group.join(" | "));
    let words: Vec<String> = words.iter().map(|terms| any(terms.iter().map(asked).collect())).collect();
    let marks: Vec<String> =
        marks.iter().map(|group| any(group.iter().map(|mark| format!("'{mark}'")).collect())).collect();
    for (column, sought) in [("words_found", words), ("marks_found", marks)] {
        if !sought.is_empty() {
            let sought = query.text(sought.join(" & "));
            let _ = write!(query.sql, " AND {column} @@ to_tsquery('simple', {sought})");
        }
    }
}

fn in_order_query(
    words: &[Vec<Term>],
    marks: &[Vec<String>],
    (from, until): Days,
    order: Order,
    postgres: bool,
) -> Written {
    let dated = from.is_some() || until.is_some();
    let by = match order {
        Order::Name => "name_key, unp",
        Order::Newest => "registered_on DESC, unp DESC",
        Order::Oldest => "registered_on, unp",
    };
    let mut query = Written::new("SELECT unp FROM companies");
    // Who is among the words is told by SQLite's list of them, which is gathered once, and not looked up for each in turn.
    let own = if postgres { "" } else { "+" };
    query.sql.push_str(if order == Order::Name && !dated { " WHERE true" } else { " WHERE registered_on IS NOT NULL" });
    for (day, sign) in [(from, ">="), (until, "<=")] {
        if let Some(day) = day {
            let day = query.text(day.to_string());
            let day = if postgres { format!("CAST({day} AS DATE)") } else { day.to_owned() };
            let _ = write!(query.sql, " AND registered_on {sign} {day}");
        }
    }
    if !(words.is_empty() && marks.is_empty()) {
        let _ = write!(query.sql, " AND {own}unp IN (");
        match postgres {
            true => {
                query.sql.push_str("SELECT unp FROM company_words WHERE true");
                add_tsqueries(&mut query, words, marks);
            }
            false => {
                let sought = query.text(fts5(words, marks));
                let _ = write!(query.sql, "SELECT rowid FROM company_words WHERE company_words MATCH {sought}");
            }
        }
        query.sql.push(')');
    }
    let _ = write!(query.sql, " ORDER BY {by} LIMIT {LIMIT}");
    query
}

fn containing_query(words: &[&str], pieces: Option<&Pieces>, postgres: bool) -> Option<Written> {
    let (long, short): (Vec<&str>, Vec<&str>) = words.iter().partition(|word| word.chars().count() >= 3);
    if long.is_empty() {
        return None;
    }
    let mut query = Written::default();
    let telling = pieces.and_then(|pieces| pieces.telling(&long));
    let look_at_all = postgres || telling.is_some();
    // Of names that are put together here no index knows, so the pieces alone are asked of it.
    let names = if postgres && telling.is_some() { "(search || '')" } else { "search" };
    match postgres {
        true => {
            query.sql.push_str("SELECT unp FROM companies WHERE true");
            for piece in telling.unwrap_or_default() {
                let pattern = query.text(format!("%{piece}%"));
                let _ = write!(query.sql, " AND search LIKE {pattern}");
            }
        }
        false => {
            let parts = telling.unwrap_or_else(|| long.iter().map(|&word| word.to_owned()).collect());
            let phrases = parts.iter().map(|part| format!("\"{part}\"")).collect::<Vec<_>>().join(" ");
            let phrases = query.text(phrases);
            let _ = write!(query.sql, "SELECT rowid AS unp FROM company_search WHERE company_search MATCH {phrases}");
        }
    }
    for word in long.iter().filter(|_| look_at_all) {
        let pattern = query.text(format!("%{word}%"));
        let _ = write!(query.sql, " AND {names} LIKE {pattern}");
    }
    // Trigrams cannot find these: a word must begin so.
    for word in short {
        let (inside, at_start) = (query.text(format!("% {word}%")), query.text(format!("%\n{word}%")));
        let _ = write!(query.sql, " AND (search LIKE {inside} OR search LIKE {at_start})");
    }
    let _ = write!(query.sql, " LIMIT {LIMIT}");
    Some(query)
}

fn near_query(word: &str) -> Option<Written> {
    let length = word.len();
    if length < 4 || !word.is_ascii() {
        return None;
    }
    let backwards: String = word.chars().rev().take(3).collect();
    let mut query = Written::default();
    let ranges = [("word", word[..2].to_owned()), ("backwards", backwards)].map(|(column, beginning)| {
        let first = query.text(beginning.clone());
        // «{» follows «z».
        let last = query.text(format!("{beginning}{{"));
        let [from, to] = [-2, 2].map(|more| query.bind(Bind::Number(length as i64 + more)));
        format!(
            "SELECT word FROM (SELECT word FROM register_words WHERE {column} >= {first} AND {column} < {last} \
             AND length(word) BETWEEN {from} AND {to} LIMIT {MOST_WORDS}) AS by_{column}"
        )
    });
    query.sql = ranges.join(" UNION ");
    Some(query)
}

fn beginning_query(word: &str, limit: i64) -> Written {
    let mut query = Written::default();
    let (first, last) = (query.text(word.to_owned()), query.text(format!("{word}{{")));
    query.sql = format!("SELECT word FROM register_words WHERE word >= {first} AND word < {last} LIMIT {limit}");
    query
}
