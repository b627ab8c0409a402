//! Filings acknowledged over HTTP beside the bare grouped commits of the same rows on the same disk.

use super::database::Prepared;
use super::figures::{Figure, Wanted};
use super::servers::Server;
use super::{Bench, argument, in_turn};
use anyhow::{Result, ensure};
use serde::Deserialize;
use std::path::Path;

pub struct Filings<'a> {
    bench: &'a Bench,
    portal: &'a Server,
    prepared: &'a Prepared,
    /// Filings a second, as far as is known: says how many drafts to make.
    rate: f64,
    pub figure: Figure,
}

/// What a load reports; times in milliseconds.
#[derive(Deserialize)]
pub struct Outcome {
    answered: usize,
    failed: usize,
    first_failure: Option<String>,
    pub per_second: f64,
    pub p50: f64,
    pub p95: f64,
    pub p99: f64,
}

impl Outcome {
    /// Fails where anything was not answered as it should be: such a figure says nothing.
    pub fn checked(self, what: &str) -> Result<Outcome> {
        let why = self.first_failure.as_deref().unwrap_or_default();
        ensure!(self.failed == 0, "{} {what} were not answered rightly; the first: {why}", self.failed);
        ensure!(self.answered > 0, "no {what} were answered");
        Ok(self)
    }
}

/// What bare commits report.
#[derive(Deserialize)]
pub struct Committed {
    pub per_second: f64,
    rows: usize,
    bytes: usize,
}

/// Drafts filed to learn the rate.
const FIRST: usize = 500;
/// The most drafts of one round.
const MOST: f64 = 60_000.0;

impl<'a> Filings<'a> {
    /// Warms both up, and learns how many drafts a round uses.
    pub fn begin(bench: &'a Bench, portal: &'a Server, prepared: &'a Prepared) -> Result<Filings<'a>> {
        let figure =
            Figure::new("filings", "filings at 64 clients", "bare grouped commits", "filings/s", Wanted::AtLeast(0.5));
        let rate = warm_up(bench, portal, prepared)?;
        let mut filings = Filings { bench, portal, prepared, rate, figure };
        let commits = portal.while_paused(|| filings.commits("1"))?;
        filings.figure.note(format!("a filing is {} rows of {} bytes together", commits.rows, commits.bytes));
        Ok(filings)
    }

    pub fn round(&mut self, round: u32) -> Result<()> {
        let drafts = self.prepared.drafts(self.bench, enough(self.rate, self.bench.seconds))?;
        let seconds = self.bench.seconds();
        let (ours, theirs) = in_turn(
            round,
            || file(self.bench, self.portal, &self.prepared.applicant.session, &drafts, &seconds).map(|f| f.per_second),
            || self.portal.while_paused(|| self.commits(&seconds)).map(|committed| committed.per_second),
        )?;
        self.rate = self.rate.max(ours);
        self.figure.add(ours, theirs);
        Ok(())
    }

    fn commits(&self, seconds: &str) -> Result<Committed> {
        bare_commits(self.bench, self.prepared, 64, seconds)
    }
}

/// Bare commits of the rows of filings, so many to a commit.
pub fn bare_commits(bench: &Bench, prepared: &Prepared, clients: u32, seconds: &str) -> Result<Committed> {
    let (database, applicant) = (prepared.for_commits(bench)?, &prepared.applicant);
    let (database, pattern, clients) = (argument(&database)?, argument(&prepared.filed_once)?, clients.to_string());
    let (filed, draft) = (applicant.filed.as_str(), applicant.draft.as_str());
    bench.measured(&[
        "commits",
        "--database",
        database,
        "--pattern",
        pattern,
        "--filed",
        filed,
        "--draft",
        draft,
        "--clients",
        &clients,
        "--seconds",
        seconds,
    ])
}

/// So many drafts last for the seconds of a round even if it goes half as fast again.
pub fn enough(rate: f64, seconds: u32) -> usize {
    (rate * f64::from(seconds) * 1.5).clamp(FIRST as f64, MOST) as usize
}

/// Files some drafts; how many a second.
pub fn warm_up(bench: &Bench, portal: &Server, prepared: &Prepared) -> Result<f64> {
    let drafts = prepared.drafts(bench, FIRST)?;
    file(bench, portal, &prepared.applicant.session, &drafts, "10").map(|filed| filed.per_second)
}

/// Files drafts at 64 clients until the time or the drafts are over.
pub fn file(bench: &Bench, portal: &Server, session: &str, drafts: &Path, seconds: &str) -> Result<Outcome> {
    let (port, drafts) = (portal.port.to_string(), argument(drafts)?);
    let arguments =
        ["filings", "--port", &port, "--session", session, "--drafts", drafts, "--clients", "64", "--seconds", seconds];
    bench.measured::<Outcome>(&arguments)?.checked("filings")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_drafts_enough_and_not_without_end() {
        assert_eq!(enough(1000.0, 5), 7500);
        assert_eq!(enough(1.0, 1), FIRST);
        assert_eq!(enough(1e9, 5), 60_000);
    }

    #[test]
    fn one_wrong_answer_spoils_the_figure() {
        let outcome = |answered, failed| Outcome {
            answered,
            failed,
            first_failure: (failed > 0).then(|| "500 ".to_owned()),
            per_second: 1.0,
            p50: 1.0,
            p95: 1.0,
            p99: 1.0,
        };
        assert!(outcome(10, 0).checked("filings").is_ok());
        assert!(outcome(0, 0).checked("filings").is_err());
        let problem = outcome(10, 1).checked("filings").err().expect("spoilt").to_string();
        assert!(problem.contains("500"), "{problem}");
    }
}
