//! What people might type, made of the register's own words: the same register gives the same.

use crate::database::reader;
use anyhow::{Result, ensure};
use clap::ValueEnum;
use rusqlite::Connection;
use std::collections::HashMap;
use std::path::Path;

/// What kind of query.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Kind {
    /// The longest word of a name
    One,
    /// It, and the surname of the head or another word
    Two,
    /// These, and a word of the address
    Three,
    /// The first four letters of the longest word
    Prefix,
    /// Two letters of it swapped
    Typo,
    /// A word that very many companies have
    Common,
}

/// Companies of which the words are taken, and so many of which very common ones are looked for.
const SAMPLE: u32 = 20_000;
/// So many words count as very common.
const MOST_COMMON: usize = 12;
/// A shorter word with a letter wrong is another word.
const LONG: usize = 7;

/// Queries of a kind, as typed; or, where `meant`, without the typo in them.
pub fn make(database: &Path, kind: Kind, many: usize, meant: bool) -> Result<Vec<String>> {
    let conn = reader(database)?;
    let companies = sample(&conn)?;
    let queries: Vec<String> = match kind {
        Kind::Common => common(&companies),
        _ => companies.iter().filter_map(|company| company.asked(kind, meant)).take(many).collect(),
    };
    ensure!(!queries.is_empty(), "the register has no words for {kind:?}");
    Ok(queries)
}

/// What the portal asks FTS5 for queries: each word by its readings, as the beginning of a word.
pub fn fts5(queries: &[String]) -> Vec<String> {
    expressions(queries, " AND ", &|readings| {
        let words = readings.iter().map(|reading| format!("\"{reading}\" *"));
        format!("(words : ({}))", words.collect::<Vec<_>>().join(" OR "))
    })
}

/// The same as a tsquery.
pub fn tsquery(queries: &[String]) -> Vec<String> {
    expressions(queries, " & ", &|readings| {
        let words = readings.iter().map(|reading| format!("'{reading}':*"));
        format!("({})", words.collect::<Vec<_>>().join(" | "))
    })
}

fn expressions(queries: &[String], between: &str, word: &dyn Fn(&Vec<String>) -> String) -> Vec<String> {
    let made = queries.iter().map(|query| portal::sound::sought(query));
    let made = made.filter(|words| !words.is_empty());
    made.map(|words| words.iter().map(word).collect::<Vec<_>>().join(between)).collect()
}

struct Company {
    name: Vec<String>,
    head: Vec<String>,
    address: Vec<String>,
}

impl Company {
    fn asked(&self, kind: Kind, meant: bool) -> Option<String> {
        let typed = self.query(kind)?;
        if meant && kind == Kind::Typo { self.query(Kind::One) } else { Some(typed) }
    }

    fn query(&self, kind: Kind) -> Option<String> {
        let longest = self.name.iter().max_by_key(|word| word.chars().count())?;
        let letters: Vec<char> = longest.chars().collect();
        let other = self.head.first().or_else(|| self.name.iter().find(|word| *word != longest));
        let place = self.address.iter().rev().find(|word| word.chars().count() > 4);
        match kind {
            Kind::One => Some(longest.clone()),
            Kind::Two => Some(format!("{longest} {}", other?)),
            Kind::Three => Some(format!("{longest} {} {}", other?, place?)),
            Kind::Prefix => (letters.len() > 4).then(|| letters[..4].iter().collect()),
            Kind::Typo => {
                let mut wrong = letters;
                let at = (wrong.len() / 2..wrong.len() - 1).find(|at| wrong[*at] != wrong[*at + 1])?;
                wrong.swap(at, at + 1);
                (wrong.len() >= LONG).then(|| wrong.into_iter().collect())
            }
            Kind::Common => None,
        }
    }
}

fn sample(conn: &Connection) -> Result<Vec<Company>> {
    let mut select = conn.prepare(
        "SELECT name_key, head, address FROM companies ORDER BY (unp * 2654435761) % 4294967296, unp LIMIT ?1",
    )?;
    let words = |text: Option<String>| -> Vec<String> {
        let text = text.unwrap_or_default().to_lowercase();
        let words = text.split(|c: char| !c.is_alphabetic());
        words.filter(|word| word.chars().count() > 2).map(str::to_owned).collect()
    };
    let rows = select.query_map([SAMPLE], |row| {
        Ok(Company { name: words(row.get(0)?), head: words(row.get(1)?), address: words(row.get(2)?) })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The words that most companies of the sample have, the most common first.
fn common(companies: &[Company]) -> Vec<String> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for word in companies.iter().flat_map(|company| company.name.iter().chain(&company.head).chain(&company.address)) {
        *counts.entry(word).or_default() += 1;
    }
    let mut counted: Vec<(&str, usize)> = counts.into_iter().collect();
    counted.sort_by_key(|(word, count)| (std::cmp::Reverse(*count), word.to_owned()));
    counted.into_iter().take(MOST_COMMON).map(|(word, _)| word.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn company() -> Company {
        let words = |text: &str| text.split(' ').map(str::to_owned).collect();
        Company {
            name: words("строй могилевпроект"),
            head: words("иванов петр"),
            address: words("могилев ленинская каб"),
        }
    }

    #[test]
    fn a_query_is_made_of_a_companys_words() {
        let query = |kind| company().query(kind).unwrap();
        assert_eq!(query(Kind::One), "могилевпроект");
        assert_eq!(query(Kind::Two), "могилевпроект иванов");
        assert_eq!(query(Kind::Three), "могилевпроект иванов ленинская");
        assert_eq!(query(Kind::Prefix), "моги");
        assert_eq!(query(Kind::Typo), "могилепвроект");
        assert_eq!(company().asked(Kind::Typo, true).unwrap(), "могилевпроект");
        assert_eq!(company().asked(Kind::Prefix, true), company().query(Kind::Prefix));
    }

    #[test]
    fn what_most_have_is_common() {
        let companies = [company(), Company { name: vec!["парк".to_owned()], ..company() }];
        assert_eq!(common(&companies)[..3], ["иванов", "каб", "ленинская"]);
    }

    #[test]
    fn the_index_is_asked_what_the_portal_asks_it() {
        let query = ["парк 7".to_owned()];
        assert_eq!(fts5(&query), ["(words : (\"park\" *)) AND (words : (\"7\" *))"]);
        assert_eq!(tsquery(&query), ["('park':*) & ('7':*)"]);
    }
}
