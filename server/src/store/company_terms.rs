//! By which words the index of companies is asked for what somebody typed.

use super::AnyConn;
use super::company_search::beginning_so;
use diesel::QueryResult;

/// A shorter word, or one that begins with a digit, is not among the register's known words.
const SHORTEST_KNOWN: usize = 4;
/// Words by which FTS5 is asked for a beginning: it steps through the lists of so many sooner than it merges them.
const MOST_TERMS: i64 = 200;
/// The same of PostgreSQL, which compares what it finds of each with what it finds of the others.
const MOST_LEXEMES: i64 = 16;

/// Whether a word is kept among those that a mistyped one may have been, and by which a beginning is asked for:
/// every word that begins with so many letters, whatever follows.
pub fn is_known(word: &str) -> bool {
    word.len() >= SHORTEST_KNOWN && word.bytes().take(SHORTEST_KNOWN).all(|byte| byte.is_ascii_lowercase())
}

/// A word, or the beginning of one, for which an index is asked.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Term {
    Exact(String),
    Beginning(String),
}

/// What FTS5 is asked for the beginnings of a word.
///
/// A beginning that is as long as one of its prefix indexes it looks up there; for any other it reads all lists of
/// the words that begin so and merges them before it gives the first row, which for common words takes longer than
/// everything else. The words themselves it reads no further than it has to. So a beginning is asked for as the
/// words that begin so, where they are few.
pub(super) fn of_fts5(conn: &mut AnyConn, readings: &[String]) -> QueryResult<Vec<Term>> {
    let (letters, longer): (Vec<String>, Vec<String>) =
        readings.iter().cloned().partition(|reading| reading.len() == 1);
    let mut terms = among(conn, &longer, MOST_TERMS)?;
    for letter in letters {
        // Whatever the second letter is: that is in an index.
        let second = ('a'..='z').chain('0'..='9');
        terms.extend(second.map(|second| Term::Beginning(format!("{letter}{second}"))));
        terms.push(Term::Exact(letter));
    }
    terms.sort_unstable();
    terms.dedup();
    Ok(terms)
}

/// What PostgreSQL is asked for the beginnings of one word among several.
///
/// It gathers the rows of all words that begin so before it compares them with those of another word, which for
/// common ones takes ten times as long as to look, for each row of a rare word, whether the other has it too. That it does
/// with words as they are.
pub(super) fn of_postgres(conn: &mut AnyConn, readings: &[String]) -> QueryResult<Vec<Term>> {
    among(conn, readings, MOST_LEXEMES)
}

/// Readings as the register's words that begin so, where these are at most so many; else as beginnings.
fn among(conn: &mut AnyConn, readings: &[String], most: i64) -> QueryResult<Vec<Term>> {
    let mut terms = Vec::new();
    for reading in readings {
        let is_known = is_known(reading);
        let known = if is_known { beginning_so(conn, reading, most + 1)? } else { Vec::new() };
        match is_known && known.len() as i64 <= most {
            true => {
                terms.extend(known.into_iter().map(Term::Exact));
                terms.push(Term::Exact(reading.clone()));
            }
            false => terms.push(Term::Beginning(reading.clone())),
        }
    }
    terms.sort_unstable();
    terms.dedup();
    Ok(terms)
}
