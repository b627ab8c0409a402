//! A company's page beside a hand-written one of the same bytes, under the same load.

use super::database::Prepared;
use super::figures::{Figure, Wanted};
use super::filings::Outcome;
use super::servers::Server;
use super::{Bench, argument, in_turn, output};
use anyhow::{Context, Result, ensure};
use std::path::Path;
use std::process::Command;

pub struct Pages<'a> {
    bench: &'a Bench,
    portal: &'a Server,
    floor: Server,
    companies: &'a Path,
    pub figure: Figure,
}

impl<'a> Pages<'a> {
    /// Starts the hand-written page and warms both up.
    pub fn begin(bench: &'a Bench, portal: &'a Server, prepared: &'a Prepared) -> Result<Pages<'a>> {
        let companies = prepared.companies.as_path();
        let floor = Server::page_floor(bench, &prepared.database, portal, companies)?;
        let figure =
            Figure::new("page", "a company's page", "hand-written axum + rusqlite", "pages/s", Wanted::AtLeast(0.5));
        let pages = Pages { bench, portal, floor, companies, figure };
        pages.measure(portal.port, 1)?;
        pages.measure(pages.floor.port, 1)?;
        Ok(pages)
    }

    pub fn round(&mut self, round: u32) -> Result<()> {
        let seconds = self.bench.seconds;
        let (ours, theirs) = in_turn(
            round,
            || self.measure(self.portal.port, seconds),
            || self.portal.while_paused(|| self.measure(self.floor.port, seconds)),
        )?;
        self.figure.add(ours, theirs);
        Ok(())
    }

    /// Pages a second over 16 connections, by wrk or by the floor's own loader.
    fn measure(&self, port: u16, seconds: u32) -> Result<f64> {
        match &self.bench.wrk {
            Some(wrk) => by_wrk(wrk, self.bench, self.companies, port, seconds),
            None => by_own_loader(self.bench, self.companies, port, seconds),
        }
    }
}

fn by_wrk(wrk: &Path, bench: &Bench, companies: &Path, port: u16, seconds: u32) -> Result<f64> {
    let mut command = Command::new(wrk);
    command.args(["-t1", "-c16", "-d", &format!("{seconds}s")]);
    command.arg("-s").arg(bench.root.join("xtask/src/bench/random.lua"));
    command.arg(format!("http://127.0.0.1:{port}")).arg("--").arg(companies);
    let text = output(&mut command)?;
    let (requests, micros, failed) = counted(&text).with_context(|| format!("wrk said:\n{text}"))?;
    ensure!(failed == 0.0 && requests > 0.0, "{failed} of {requests} pages were not answered rightly");
    Ok(requests * 1e6 / micros)
}

/// Requests, microseconds and failures of the line that the script prints.
fn counted(text: &str) -> Option<(f64, f64, f64)> {
    let line = text.lines().find_map(|line| line.strip_prefix("counted "))?;
    let number = |name: &str| line.split(' ').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('=')?.parse().ok());
    Some((number("requests")?, number("microseconds")?, number("failed")?))
}

/// Any pages by their paths, by the floor's own loader: as fast as they are answered, or at a steady rate.
pub fn by_paths(bench: &Bench, paths: &Path, port: u16, seconds: u32, rate: Option<f64>) -> Result<Outcome> {
    let (port, seconds, rate) = (port.to_string(), seconds.to_string(), rate.map(|rate| rate.to_string()));
    let mut arguments = vec!["reads", "--port", &port, "--paths", argument(paths)?, "--seconds", &seconds];
    arguments.extend(rate.iter().flat_map(|rate| ["--rate", rate, "--connections", "64"]));
    bench.measured::<Outcome>(&arguments)?.checked("pages")
}

/// Pages a second as fast as they are answered, by the floor's own loader.
pub fn by_own_loader(bench: &Bench, companies: &Path, port: u16, seconds: u32) -> Result<f64> {
    let (port, seconds) = (port.to_string(), seconds.to_string());
    let arguments = ["reads", "--port", &port, "--companies", argument(companies)?, "--seconds", &seconds];
    let outcome: Outcome = bench.measured(&arguments)?;
    outcome.checked("pages").map(|outcome| outcome.per_second)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scripts_line_is_found_among_what_wrk_says() {
        let text = "Running 5s test\n  1 threads\ncounted requests=1200 microseconds=600000 failed=3\n";
        assert_eq!(counted(text), Some((1200.0, 600_000.0, 3.0)));
        assert_eq!(counted("Requests/sec: 12"), None);
    }
}
