//! What an import did, and how it tells while it does it.

use crate::store::import_runs::RunRow;
use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

/// The sum over all feeds of one run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Records read.
    pub read: i64,
    /// Entries that the register did not have.
    pub added: i64,
    /// Entries that closed a former version.
    pub replaced: i64,
    /// Entries that the register had.
    pub unchanged: i64,
    /// Records that cannot be taken; each is kept with its reason in `import_refusals`.
    pub refused: i64,
}

impl std::ops::AddAssign for Outcome {
    fn add_assign(&mut self, more: Outcome) {
        self.read += more.read;
        self.added += more.added;
        self.replaced += more.replaced;
        self.unchanged += more.unchanged;
        self.refused += more.refused;
    }
}

impl Outcome {
    /// Adds what one batch brought.
    pub(super) fn count(&mut self, before: &RunRow, after: &RunRow) {
        self.read += after.read - before.read;
        self.added += after.added - before.added;
        self.replaced += after.replaced - before.replaced;
        self.unchanged += after.unchanged - before.unchanged;
        self.refused += after.refused - before.refused;
    }
}

impl std::fmt::Display for Outcome {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Outcome { read, added, replaced, unchanged, refused } = self;
        write!(f, "{read} records read: {added} added, {replaced} replaced, {unchanged} unchanged, {refused} refused")?;
        if *refused > 0 {
            write!(f, "\nThe refused ones are kept whole, with their reasons, in the table import_refusals")?;
        }
        Ok(())
    }
}

/// Tells on standard error, at most once a second, how far a source came.
pub(super) struct Progress {
    told: Instant,
    began: Instant,
    read: i64,
    /// A terminal's line is written over; a log gets lines.
    terminal: bool,
}

impl Progress {
    pub(super) fn begin(source: &str) -> Progress {
        eprintln!("{source}");
        let now = Instant::now();
        Progress { told: now, began: now, read: 0, terminal: std::io::stderr().is_terminal() }
    }

    pub(super) fn tell(&mut self, run: &RunRow) {
        self.read = self.read.max(run.read);
        let pause = Duration::from_secs(if self.terminal { 1 } else { 5 });
        if self.told.elapsed() < pause {
            return;
        }
        self.told = Instant::now();
        let RunRow { feed, read, added, replaced, refused, .. } = run;
        let line = format!("  {feed}: {read} read, {added} added, {replaced} replaced, {refused} refused");
        if self.terminal {
            let _ = write!(std::io::stderr(), "\r{line:<100}");
        } else {
            eprintln!("{line}");
        }
    }

    /// Names each record that was refused by its place in the feed, counted from 0, and says why.
    pub(super) fn refused(&self, feed: &str, refused: Vec<(i64, String)>) {
        for (position, reason) in refused {
            let line = format!("  {feed}: record {position} refused: {reason}");
            // On a terminal over the line of the progress, which the next one writes again.
            if self.terminal { eprintln!("\r{line:<100}") } else { eprintln!("{line}") }
        }
    }

    pub(super) fn end(&self) {
        if self.terminal && self.told > self.began {
            eprintln!();
        }
    }
}
