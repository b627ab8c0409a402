//! Searches of a kind: how many a second beside the full-text query alone, and how long the slowest take at half
//! of that, when they come at a steady rate.

use super::Measured;
use crate::bench::database::Prepared;
use crate::bench::figures::{Figure, Wanted};
use crate::bench::pages::by_paths;
use crate::bench::postgres::{per_second, program};
use crate::bench::servers::Server;
use crate::bench::{Bench, argument, in_turn, output};
use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// In milliseconds.
const WANTED_P99: f64 = 10.0;
/// Scripts that pgbench chooses among.
const SCRIPTS: usize = 60;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    One,
    Two,
    Three,
    Prefix,
    Typo,
    Common,
}

impl Kind {
    pub const ALL: [Kind; 6] = [Kind::One, Kind::Two, Kind::Three, Kind::Prefix, Kind::Typo, Kind::Common];

    fn name(self) -> &'static str {
        match self {
            Kind::One => "one",
            Kind::Two => "two",
            Kind::Three => "three",
            Kind::Prefix => "prefix",
            Kind::Typo => "typo",
            Kind::Common => "common",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Kind::One => "searches for one word",
            Kind::Two => "searches for two words",
            Kind::Three => "searches for three words",
            Kind::Prefix => "searches for the beginning of a word",
            Kind::Typo => "searches for a word with a typo",
            Kind::Common => "searches for a very common word",
        }
    }
}

pub struct Beside<'a> {
    bench: &'a Bench,
    portal: &'a Server,
    prepared: &'a Prepared,
    /// As typed, one a line.
    queries: PathBuf,
    paths: PathBuf,
    /// Scripts of pgbench, where the register is in PostgreSQL.
    scripts: Vec<PathBuf>,
    rate: Figure,
    p99: Figure,
}

#[derive(Deserialize)]
struct Raw {
    answered: usize,
    per_second: f64,
}

impl<'a> Beside<'a> {
    pub fn begin(
        bench: &'a Bench,
        portal: &'a Server,
        prepared: &'a Prepared,
        kind: Kind,
        store: &str,
    ) -> Result<Beside<'a>> {
        let database = argument(&prepared.database)?;
        let made = ["queries", "--database", database, "--kind", kind.name()];
        let typed = bench.floor(&made)?;
        let queries = bench.file(&format!("queries-{}.txt", kind.name()));
        let paths = bench.file(&format!("searches-{}.txt", kind.name()));
        let searches: String = typed.lines().map(|query| format!("/register?q={}\n", encode(query))).collect();
        fs::write(&paths, searches)?;
        // A word that is in no index is not there in a moment: what is measured beside is the search for the one meant.
        let made = [&made[..], &["--meant"]].concat();
        fs::write(&queries, bench.floor(&made)?)?;
        let mut scripts = Vec::new();
        if prepared.postgres.is_some() {
            let asked = bench.floor(&[&made[..], &["--tsquery", "--many", &SCRIPTS.to_string()]].concat())?;
            for (number, asked) in asked.lines().enumerate() {
                let script = bench.file(&format!("search-{}-{number}.pgbench", kind.name()));
                fs::write(&script, statement(asked))?;
                scripts.push(script);
            }
        }
        let rate = Figure::new(
            format!("search-{}-{store}", kind.name()),
            kind.title(),
            "the full-text query alone",
            "searches/s",
            Wanted::AtLeast(0.5),
        );
        let mut p99 = Figure::new(
            format!("search-{}-p99-{store}", kind.name()),
            format!("the p99 of {}", kind.title()),
            "ten milliseconds",
            "ms",
            Wanted::AtMost(1.0),
        );
        p99.note("at a steady rate, half of what it bears in the same round".to_owned());
        let beside = Beside { bench, portal, prepared, queries, paths, scripts, rate, p99 };
        by_paths(bench, &beside.paths, portal.port, 1, None)?;
        Ok(beside)
    }

    fn raw(&self) -> Result<f64> {
        match &self.prepared.postgres {
            Some(url) => self.raw_postgres(url),
            None => {
                let (database, queries) = (argument(&self.prepared.database)?, argument(&self.queries)?);
                let seconds = self.bench.seconds();
                let arguments = ["raw", "--database", database, "--queries", queries, "--seconds", &seconds];
                let raw: Raw = self.bench.measured(&arguments)?;
                ensure!(raw.answered > 0, "the index answered nothing");
                Ok(raw.per_second)
            }
        }
    }

    fn raw_postgres(&self, url: &str) -> Result<f64> {
        let mut pgbench = Command::new(program("pgbench").context("pgbench is not installed")?);
        pgbench.args(["--no-vacuum", "--protocol=prepared", "--client=2", "--jobs=2"]);
        pgbench.args(["--time", &self.bench.seconds()]);
        for script in &self.scripts {
            pgbench.arg("--file").arg(script);
        }
        let text = output(pgbench.arg(url))?;
        per_second(&text).with_context(|| format!("pgbench said:\n{text}"))
    }
}

impl Measured for Beside<'_> {
    fn round(&mut self, round: u32) -> Result<()> {
        let (seconds, port) = (self.bench.seconds, self.portal.port);
        let (ours, theirs) = in_turn(
            round,
            || by_paths(self.bench, &self.paths, port, seconds, None).map(|outcome| outcome.per_second),
            || self.portal.while_paused(|| self.raw()),
        )?;
        self.rate.add(ours, theirs);
        let steady = by_paths(self.bench, &self.paths, port, seconds, Some((ours / 2.0).max(1.0).round()))?;
        self.p99.add(steady.p99, WANTED_P99);
        self.p99.add_beside("p50", steady.p50, WANTED_P99);
        Ok(())
    }

    fn figures(self: Box<Self>) -> Vec<Figure> {
        vec![self.rate, self.p99]
    }
}

/// What the portal asks first, and the names of a page of what it finds. All that is found, as FTS5 is asked on SQLite: it
/// is made an array, since of anything else PostgreSQL reads no further than the first twenty.
fn statement(tsquery: &str) -> String {
    let tsquery = tsquery.replace('\'', "''");
    format!(
        "SELECT name, address FROM companies WHERE unp = ANY ((ARRAY(SELECT unp FROM company_words \
         WHERE words_found @@ to_tsquery('simple', '{tsquery}') LIMIT 1001))[1:20]);\n"
    )
}

fn encode(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_written_for_an_address_and_for_sql() {
        assert_eq!(encode("а b"), "%D0%B0%20b");
        assert!(statement("('park':*)").contains("to_tsquery('simple', '(''park'':*)')"));
    }
}
