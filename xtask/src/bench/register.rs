//! `cargo xtask bench register`: the register at the size of a country, on both databases.
//!
//! The same invented companies are loaded into SQLite and, by its own bulk path, into PostgreSQL. On each the
//! portal's pages and searches are measured beside what is written by hand over the SQLite file, beside Datasette
//! on the same rows, and beside the full-text query alone.

mod datasette;
mod limits;
mod loading;
mod searching;

use super::database::{Prepared, url};
use super::figures::{Figure, Wanted};
use super::pages::Pages;
use super::reads::Reads;
use super::servers::Server;
use super::{Bench, Store};
use crate::postgres::{Postgres, programs};
use anyhow::{Result, ensure};
use clap::{Args, ValueEnum};
use std::path::Path;

#[derive(Args)]
pub struct Options {
    /// Companies in the register; a million and a half take some gigabytes of disk on each database
    #[arg(long, default_value_t = 1_500_000, value_parser = clap::value_parser!(u32).range(1000..=60_000_000))]
    pub companies: u32,
    /// Measure on this database alone
    #[arg(long, value_enum)]
    database: Option<Store>,
    /// A PostgreSQL that holds these companies and the demo's people already: nothing is loaded, filings are written to it,
    /// and it is kept
    #[arg(long, value_name = "URL")]
    loaded: Option<String>,
    /// Measure only this; may be repeated
    #[arg(long, value_enum)]
    only: Vec<Metric>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum Metric {
    /// A company's page beside a hand-written one
    Page,
    /// A company's page beside Datasette's of the same row
    Datasette,
    /// Searches beside the full-text query alone, and their p99 at half of what is borne
    Search,
    /// Reading while filings and a download run beside reading alone
    Reads,
    /// How long the server takes to start
    Start,
    /// What it holds of memory for itself
    Memory,
}

/// Something that is measured round by round.
trait Measured {
    fn round(&mut self, round: u32) -> Result<()>;
    fn figures(self: Box<Self>) -> Vec<Figure>;
}

/// Thirty years of changes in one answer, which the portal streams.
const DOWNLOAD: &str = "/api/v2/egr/getBaseInfoByPeriod/01.01.1996/31.12.2026";

pub fn measure(bench: &Bench, options: &Options) -> Result<Vec<Figure>> {
    let is_meant = |store| options.database.is_none_or(|only| only == store);
    ensure!(options.loaded.is_none() || is_meant(Store::Postgres), "--loaded is for PostgreSQL");
    // Its rows are what the others are measured beside, also where the portal's are in PostgreSQL.
    let (database, mut figures) = loading::sqlite(bench)?;
    if is_meant(Store::Sqlite) {
        figures.extend(on(bench, options, Store::Sqlite, &database, &url(&database))?);
    }
    if is_meant(Store::Postgres) {
        match (&options.loaded, programs()) {
            (Some(url), _) => figures.extend(on(bench, options, Store::Postgres, &database, url)?),
            (None, None) => println!("PostgreSQL is not installed: left out"),
            (None, Some(_)) => {
                let postgres = Postgres::start()?;
                figures.push(loading::postgres(bench, postgres.url())?);
                figures.extend(on(bench, options, Store::Postgres, &database, postgres.url())?);
            }
        }
    }
    ensure!(!figures.is_empty(), "nothing was measured: the register is there already and --only leaves nothing");
    Ok(figures)
}

/// The measurements on one database, all in each round.
fn on(bench: &Bench, options: &Options, store: Store, database: &Path, url: &str) -> Result<Vec<Figure>> {
    let wants = |metric: Metric| options.only.is_empty() || options.only.contains(&metric);
    let name = |what: &str| format!("{what}-{}", store.name());
    let mut figures = Vec::new();
    if wants(Metric::Start) {
        figures.push(limits::start(bench, url, &name("start"))?);
    }
    let portal = Server::portal(bench, url, false)?;
    let postgres = (store == Store::Postgres).then_some(url);
    let prepared = Prepared::there(bench, database, postgres, &portal)?;
    let mut all: Vec<Box<dyn Measured + '_>> = Vec::new();
    if wants(Metric::Page) {
        let mut pages = Pages::begin(bench, &portal, &prepared)?;
        pages.figure = Figure::new(
            name("page"),
            format!("a company's page among {}", bench.companies),
            "hand-written axum + rusqlite",
            "pages/s",
            Wanted::AtLeast(0.5),
        );
        all.push(Box::new(pages));
    }
    if wants(Metric::Datasette)
        && let Some(datasette) = datasette::Beside::begin(bench, &portal, &prepared, &name("datasette"))?
    {
        all.push(Box::new(datasette));
    }
    if wants(Metric::Search) {
        for kind in searching::Kind::ALL {
            let beside = searching::Beside::begin(bench, &portal, &prepared, kind, store.name())?;
            all.push(Box::new(beside));
        }
    }
    if wants(Metric::Reads) {
        let title = "a page's p99 amid filings and a download";
        let figure = Figure::new(name("reads"), title, "quiet", "ms", Wanted::AtMost(2.0));
        all.push(Box::new(Reads::beside(bench, &portal, &prepared, Some(DOWNLOAD), figure)?));
    }
    if wants(Metric::Memory) {
        all.push(Box::new(limits::Memory::begin(bench, &portal, &prepared, &name("memory"))));
    }
    for round in 1..=bench.rounds {
        println!("Round {round} of {} on {}", bench.rounds, store.name());
        for measured in &mut all {
            measured.round(round)?;
        }
    }
    figures.extend(all.into_iter().flat_map(|measured| measured.figures()));
    Ok(figures)
}

impl Measured for Pages<'_> {
    fn round(&mut self, round: u32) -> Result<()> {
        Pages::round(self, round)
    }

    fn figures(self: Box<Self>) -> Vec<Figure> {
        vec![self.figure]
    }
}

impl Measured for Reads<'_> {
    fn round(&mut self, round: u32) -> Result<()> {
        Reads::round(self, round)
    }

    fn figures(self: Box<Self>) -> Vec<Figure> {
        vec![self.figure]
    }
}
