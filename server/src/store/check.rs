//! What a check of the register reads: the log in its order with what each entry points to, the projections
//! by number, and what the search's indexes hold of one company.

use super::AnyConn;
use super::applications::EventRow;
use super::packing::Packed;
use super::proceedings::ProceedingRow;
use super::schema::{
    application_events, applications, companies, decisions, places, proceeding_tasks, proceedings, register_entries,
    register_words,
};
use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Binary, Text};
use std::collections::{HashMap, HashSet};

/// An entry of the log with everything that is checked of it.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable)]
#[diesel(table_name = register_entries)]
pub struct LoggedRow {
    pub id: i64,
    pub unp: i64,
    pub kind: String,
    pub identity: String,
    pub valid_from: Option<NaiveDate>,
    pub valid_to: Option<NaiveDate>,
    pub active: bool,
    #[diesel(deserialize_as = Packed)]
    pub body: String,
    pub digest: Vec<u8>,
    pub supersedes: Option<i64>,
    pub superseded_by: Option<i64>,
}

/// The next entries of the log.
pub fn entries_after(conn: &mut AnyConn, id: i64, limit: i64) -> QueryResult<Vec<LoggedRow>> {
    register_entries::table
        .filter(register_entries::id.gt(id))
        .order(register_entries::id)
        .limit(limit)
        .select(LoggedRow::as_select())
        .load(conn)
}

/// Entries by id: those to which others point.
pub fn entries_of(conn: &mut AnyConn, ids: &[i64]) -> QueryResult<Vec<LoggedRow>> {
    register_entries::table.filter(register_entries::id.eq_any(ids.to_vec())).select(LoggedRow::as_select()).load(conn)
}

/// The next numbers of which the log, the rows or the index of words hold anything.
pub fn numbers_after(conn: &mut AnyConn, unp: i64, limit: i64) -> QueryResult<Vec<i64>> {
    #[derive(QueryableByName)]
    struct Number {
        #[diesel(sql_type = BigInt)]
        unp: i64,
    }
    let logged: Vec<i64> = register_entries::table
        .filter(register_entries::superseded_by.is_null())
        .filter(register_entries::unp.gt(unp))
        .order(register_entries::unp)
        .select(register_entries::unp)
        .distinct()
        .limit(limit)
        .load(conn)?;
    let rows: Vec<i64> = companies::table
        .filter(companies::unp.gt(unp))
        .order(companies::unp)
        .select(companies::unp)
        .limit(limit)
        .load(conn)?;
    let indexed: Vec<Number> = sql_query(match conn {
        AnyConn::Sqlite(_) => "SELECT id AS unp FROM company_words_docsize WHERE id > $1 ORDER BY id LIMIT $2",
        AnyConn::Postgres(_) => "SELECT unp FROM company_words WHERE unp > $1 ORDER BY unp LIMIT $2",
    })
    .bind::<BigInt, _>(unp)
    .bind::<BigInt, _>(limit)
    .load(conn)?;
    let mut all: Vec<i64> = logged.into_iter().chain(rows).chain(indexed.into_iter().map(|row| row.unp)).collect();
    all.sort_unstable();
    all.dedup();
    all.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(all)
}

/// Which of some settlements' places are known: area, keys and kinds.
pub fn places_of(conn: &mut AnyConn, settlements: Vec<String>) -> QueryResult<HashSet<PlaceKey>> {
    let rows: Vec<PlaceKey> = places::table
        .filter(places::settlement_key.eq_any(settlements))
        .select((
            places::settlement_key,
            places::street_key,
            places::area,
            places::settlement_kind,
            places::street_kind,
        ))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// The key of a row of `places`.
pub type PlaceKey = (String, String, i32, String, String);

/// Which of some words are known to the search.
pub fn known_words(conn: &mut AnyConn, words: Vec<String>) -> QueryResult<HashSet<String>> {
    let known: Vec<String> =
        register_words::table.filter(register_words::word.eq_any(words)).select(register_words::word).load(conn)?;
    Ok(known.into_iter().collect())
}

/// What an index of the search holds of a company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Indexed {
    Nothing,
    /// PostgreSQL keeps the texts.
    Texts(String, String),
    /// SQLite keeps the tokens alone: how many there are in each column, and whether all that are looked for
    /// are among them.
    Tokens {
        counts: Vec<usize>,
        all_found: bool,
    },
}

/// The words and the marks that are indexed of a company.
pub fn words_of(conn: &mut AnyConn, unp: i64, words: &str, marks: &str) -> QueryResult<Indexed> {
    #[derive(QueryableByName)]
    struct Texts {
        #[diesel(sql_type = Text)]
        words: String,
        #[diesel(sql_type = Text)]
        marks: String,
    }
    match conn {
        AnyConn::Postgres(conn) => {
            let row: Option<Texts> = sql_query("SELECT words, marks FROM company_words WHERE unp = $1")
                .bind::<BigInt, _>(unp)
                .get_result(conn)
                .optional()?;
            Ok(row.map_or(Indexed::Nothing, |row| Indexed::Texts(row.words, row.marks)))
        }
        AnyConn::Sqlite(_) => {
            let column = |name: &str, tokens: &str| {
                let quoted: Vec<String> = tokens.split_whitespace().map(quoted).collect();
                (!quoted.is_empty()).then(|| format!("{{{name}}} : ({})", quoted.join(" AND ")))
            };
            let sought: Vec<String> = [column("words", words), column("marks", marks)].into_iter().flatten().collect();
            tokens(conn, "company_words", unp, &sought.join(" AND "))
        }
    }
}

/// The trigrams of a company's folded names; on PostgreSQL the database itself keeps that index in step.
pub fn trigrams_of(conn: &mut AnyConn, unp: i64, search: &str) -> QueryResult<Option<Indexed>> {
    if let AnyConn::Postgres(_) = conn {
        return Ok(None);
    }
    // Every third trigram: together they hold every letter.
    let letters: Vec<char> = search.chars().collect();
    let last = letters.len().saturating_sub(3);
    let sought: Vec<String> = letters
        .windows(3)
        .enumerate()
        .filter(|(place, _)| place % 3 == 0 || *place == last)
        .map(|(_, three)| quoted(&three.iter().collect::<String>()))
        .collect();
    tokens(conn, "company_search", unp, &sought.join(" AND ")).map(Some)
}

fn quoted(token: &str) -> String {
    format!("\"{}\"", token.replace('"', "\"\""))
}

fn tokens(conn: &mut AnyConn, index: &str, unp: i64, sought: &str) -> QueryResult<Indexed> {
    #[derive(QueryableByName)]
    struct Sizes {
        #[diesel(sql_type = Binary)]
        sz: Vec<u8>,
    }
    #[derive(QueryableByName)]
    struct Found {
        #[diesel(sql_type = BigInt)]
        found: i64,
    }
    let sizes: Option<Sizes> = sql_query(format!("SELECT sz FROM {index}_docsize WHERE id = $1"))
        .bind::<BigInt, _>(unp)
        .get_result(conn)
        .optional()?;
    let Some(sizes) = sizes else { return Ok(Indexed::Nothing) };
    let all_found = sought.is_empty() || {
        let found: Found =
            sql_query(format!("SELECT count(*) AS found FROM {index} WHERE {index} MATCH $1 AND rowid = $2"))
                .bind::<Text, _>(sought)
                .bind::<BigInt, _>(unp)
                .get_result(conn)?;
        found.found == 1
    };
    Ok(Indexed::Tokens { counts: varints(&sizes.sz), all_found })
}

/// SQLite's numbers of variable length: seven bits a byte, the high bit says that more follow.
fn varints(bytes: &[u8]) -> Vec<usize> {
    let (mut numbers, mut number) = (Vec::new(), 0_usize);
    for byte in bytes {
        number = (number << 7) | usize::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            numbers.push(std::mem::take(&mut number));
        }
    }
    numbers
}

/// Makes SQLite's index of trigrams anew from the rows; PostgreSQL keeps its own in step.
pub fn index_names_anew(conn: &mut AnyConn) -> QueryResult<()> {
    if let AnyConn::Sqlite(conn) = conn {
        sql_query("INSERT INTO company_search (company_search) VALUES ('rebuild')").execute(conn)?;
    }
    Ok(())
}

/// The next proceedings, by id.
pub fn proceedings_after(conn: &mut AnyConn, id: &str, limit: i64) -> QueryResult<Vec<ProceedingRow>> {
    proceedings::table
        .filter(proceedings::id.gt(id.to_owned()))
        .order(proceedings::id)
        .limit(limit)
        .select(ProceedingRow::as_select())
        .load(conn)
}

/// The days on which some applications were filed.
pub fn filed_on(conn: &mut AnyConn, ids: Vec<String>) -> QueryResult<HashMap<String, NaiveDate>> {
    let rows: Vec<(String, Option<NaiveDate>)> = applications::table
        .filter(applications::id.eq_any(ids))
        .select((applications::id, applications::filed_on))
        .load(conn)?;
    Ok(rows.into_iter().filter_map(|(id, day)| Some((id, day?))).collect())
}

/// What a body is said to have answered.
pub fn set_answer(conn: &mut AnyConn, task: &str, answer: &str) -> QueryResult<()> {
    diesel::update(proceeding_tasks::table.find(task.to_owned()))
        .set(proceeding_tasks::answer.eq(answer.to_owned()))
        .execute(conn)
        .map(drop)
}

/// An application's id, number and status, and the outcome of its decision.
pub type CaseRow = (String, Option<String>, String);

/// The next applications, by id.
pub fn cases_after(conn: &mut AnyConn, id: &str, limit: i64) -> QueryResult<Vec<CaseRow>> {
    applications::table
        .filter(applications::id.gt(id.to_owned()))
        .order(applications::id)
        .limit(limit)
        .select((applications::id, applications::number, applications::status))
        .load(conn)
}

/// The decisions of some applications: whose, of which turn, the outcome.
pub fn decisions(conn: &mut AnyConn, ids: Vec<String>) -> QueryResult<Vec<(String, i32, String)>> {
    decisions::table
        .filter(decisions::application_id.eq_any(ids))
        .select((decisions::application_id, decisions::turn, decisions::outcome))
        .load(conn)
}

/// The histories of some applications, each in its order.
pub fn histories(conn: &mut AnyConn, ids: Vec<String>) -> QueryResult<Vec<EventRow>> {
    application_events::table
        .filter(application_events::application_id.eq_any(ids))
        .order((application_events::application_id, application_events::position))
        .select(EventRow::as_select())
        .load(conn)
}

#[cfg(test)]
mod tests {
    use super::varints;

    #[test]
    fn numbers_of_variable_length_are_read() {
        assert_eq!(varints(&[0x05, 0x81, 0x00, 0x7f]), vec![5, 128, 127]);
    }
}
