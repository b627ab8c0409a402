//! What is measured beside a fixed limit: how long the server takes to start, and what it holds of memory.

use super::Measured;
use crate::bench::Bench;
use crate::bench::database::Prepared;
use crate::bench::figures::{Figure, Wanted};
use crate::bench::pages::by_own_loader;
use crate::bench::servers::Server;
use anyhow::{Context, Result};
use std::fs;

const SECONDS_TO_START: f64 = 1.0;
const MOST_MIB: f64 = 100.0;

/// Starts the portal as many times as there are rounds.
pub fn start(bench: &Bench, url: &str, name: &str) -> Result<Figure> {
    let title = "from the start to the first answer";
    let mut figure = Figure::new(name, title, "one second", "s", Wanted::AtMost(1.0));
    for _ in 0..bench.rounds {
        let portal = Server::portal(bench, url, false)?;
        figure.add(portal.began_in.as_secs_f64(), SECONDS_TO_START);
    }
    Ok(figure)
}

/// What the portal holds for itself, after pages were read and whatever else the round measured.
pub struct Memory<'a> {
    bench: &'a Bench,
    portal: &'a Server,
    prepared: &'a Prepared,
    figure: Figure,
}

impl<'a> Memory<'a> {
    pub fn begin(bench: &'a Bench, portal: &'a Server, prepared: &'a Prepared, name: &str) -> Memory<'a> {
        let title = "private memory under load";
        let figure = Figure::new(name, title, "100 MiB", "MiB", Wanted::AtMost(1.0));
        Memory { bench, portal, prepared, figure }
    }
}

impl Measured for Memory<'_> {
    fn round(&mut self, _round: u32) -> Result<()> {
        by_own_loader(self.bench, &self.prepared.companies, self.portal.port, 1)?;
        self.figure.add(private(self.portal.id())?, MOST_MIB);
        Ok(())
    }

    fn figures(self: Box<Self>) -> Vec<Figure> {
        vec![self.figure]
    }
}

/// In MiB.
fn private(process: u32) -> Result<f64> {
    let maps = fs::read_to_string(format!("/proc/{process}/smaps")).context("only Linux tells what a process holds")?;
    Ok(private_kib(&maps) / 1024.0)
}

/// What is private to a process and no part of a file: of the mappings without an inode, what is only theirs.
fn private_kib(maps: &str) -> f64 {
    let (mut is_file, mut sum) = (false, 0.0);
    for line in maps.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            [range, _, _, _, inode, ..] if range.contains('-') => is_file = *inode != "0",
            ["Private_Clean:" | "Private_Dirty:", kib, "kB"] if !is_file => sum += kib.parse().unwrap_or(0.0),
            _ => {}
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_not_counted() {
        let maps = "7f00-7f10 r--s 00000000 fe:00 99 /var/akno.db\nPrivate_Dirty: 900 kB\n\
                    7f20-7f30 rw-p 00000000 00:00 0 [heap]\nPrivate_Clean: 1 kB\nPrivate_Dirty: 2 kB\nSwap: 5 kB\n\
                    7f40-7f50 rw-p 00000000 00:00 0\nPrivate_Dirty: 4 kB\n";
        assert_eq!(private_kib(maps), 7.0);
    }
}
