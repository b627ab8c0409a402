//! The floor of a search: the full-text query alone, with the names of a page of what it finds, on as many
//! threads as there are cores, without HTTP, ranking, filters or anything around them.

use crate::database::reader;
use crate::queries::fts5;
use anyhow::{Result, anyhow, ensure};
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// As many as the portal ranks.
const MOST: i64 = 1001;
/// As many as a page shows.
const SHOWN: usize = 20;

#[derive(Serialize)]
pub struct Outcome {
    pub answered: usize,
    pub per_second: f64,
}

/// Asks again and again for so long.
pub fn measure(database: &Path, queries: &[String], during: Duration) -> Result<Outcome> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let expressions = fts5(queries);
    ensure!(!expressions.is_empty(), "no queries");
    let began = Instant::now();
    let asked: Vec<_> = (0..threads)
        .map(|first| {
            let (database, expressions): (PathBuf, Vec<String>) = (database.to_owned(), expressions.clone());
            std::thread::spawn(move || ask(&database, expressions.iter().cycle().skip(first * 7), began, during))
        })
        .collect();
    let mut answered = 0;
    for thread in asked {
        answered += thread.join().map_err(|_| anyhow!("a thread broke off"))??;
    }
    Ok(Outcome { answered, per_second: answered as f64 / began.elapsed().as_secs_f64() })
}

fn ask<'a>(
    database: &Path,
    mut expressions: impl Iterator<Item = &'a String>,
    began: Instant,
    during: Duration,
) -> Result<usize> {
    let conn = reader(database)?;
    let mut find = conn.prepare("SELECT rowid FROM company_words WHERE company_words MATCH ?1 LIMIT ?2")?;
    let mut show = conn.prepare("SELECT name, address FROM companies WHERE unp = ?1")?;
    let mut answered = 0;
    while began.elapsed() < during {
        let Some(expression) = expressions.next() else { break };
        let found: Vec<i64> = find.query_map((expression, MOST), |row| row.get(0))?.collect::<Result<_, _>>()?;
        for unp in found.iter().take(SHOWN) {
            let _: (String, Option<String>) = show.query_row([unp], |row| Ok((row.get(0)?, row.get(1)?)))?;
        }
        answered += 1;
    }
    Ok(answered)
}
