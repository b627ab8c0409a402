//! Loading the invented companies: how long it takes, and the most memory that it holds meanwhile.

use crate::bench::database::{digest_of, remove, url};
use crate::bench::figures::{Figure, Wanted};
use crate::bench::servers::settings;
use crate::bench::{Bench, argument};
use crate::run::finished;
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Fifteen minutes for a million and a half.
const SECONDS_A_COMPANY: f64 = 15.0 * 60.0 / 1_500_000.0;
const MOST_MIB: f64 = 1024.0;

/// The register on SQLite: made on the first run, which is measured, and whenever the tables change.
pub fn sqlite(bench: &Bench) -> Result<(PathBuf, Vec<Figure>)> {
    let tables = digest_of(&bench.root.join("migrations/sqlite"))?;
    let made = bench.file(&format!("register-{}-{tables}.db", bench.companies));
    if made.is_file() {
        return Ok((made, Vec::new()));
    }
    println!("Making a register of {} companies on SQLite, kept for later runs", bench.companies);
    let unfinished = bench.file("unfinished.db");
    remove(&unfinished)?;
    let figure = load(bench, &url(&unfinished), "generate-sqlite")?;
    // Without its log: what is in it is written back, and the file is whole by itself.
    bench.floor(&["settle", "--database", argument(&unfinished)?])?;
    fs::rename(&unfinished, &made)?;
    remove(&unfinished)?;
    let size = fs::metadata(&made)?.len() as f64 / f64::from(bench.companies);
    Ok((made, vec![figure.with_note(format!("{size:.0} bytes a company"))]))
}

/// The same on PostgreSQL.
pub fn postgres(bench: &Bench, url: &str) -> Result<Figure> {
    println!("Loading {} companies into PostgreSQL", bench.companies);
    load(bench, url, "generate-postgres")
}

fn load(bench: &Bench, url: &str, name: &str) -> Result<Figure> {
    let companies = bench.companies.to_string();
    let mut migrate = Command::new(&bench.akno);
    finished(settings(migrate.args(["migrate", "up"]), bench, url), "making the tables")?;
    let mut generate = Command::new(&bench.akno);
    generate.args(["register", "generate", "--companies", &companies]);
    let (seconds, mib) = watched(settings(&mut generate, bench, url))?;
    // The same numbers: the companies are there already, and only the demo's people are added.
    let mut seed = Command::new(&bench.akno);
    finished(settings(seed.args(["seed", "--demo", "--companies", &companies]), bench, url), "the demo's people")?;
    let limit = SECONDS_A_COMPANY * f64::from(bench.companies);
    let title = format!("loading {companies} companies");
    let mut figure = Figure::new(name, title, "a quarter of an hour for 1,500,000", "s", Wanted::AtMost(1.0));
    figure.add(seconds, limit);
    figure.note(format!("{mib:.0} MiB of memory at most, wanted below {MOST_MIB:.0}"));
    Ok(figure)
}

/// Runs a program to its end; how many seconds it took, and the most memory it held, in MiB.
fn watched(command: &mut Command) -> Result<(f64, f64)> {
    let began = Instant::now();
    let mut child = command.spawn().with_context(|| format!("{:?} cannot be started", command.get_program()))?;
    let mut most: f64 = 0.0;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        most = most.max(peak(child.id()).unwrap_or_default());
        sleep(Duration::from_millis(100));
    };
    ensure!(status.success(), "loading failed ({status})");
    Ok((began.elapsed().as_secs_f64(), most))
}

/// `VmHWM` of a process in MiB, with the files that it maps; Linux alone tells it.
fn peak(process: u32) -> Option<f64> {
    let status = fs::read_to_string(Path::new("/proc").join(process.to_string()).join("status")).ok()?;
    told(&status, "VmHWM:").map(|kib| kib / 1024.0)
}

/// The kibibytes of a line of `/proc/…/status`.
fn told(status: &str, name: &str) -> Option<f64> {
    status.lines().find_map(|line| line.strip_prefix(name)?.trim().strip_suffix(" kB")?.trim().parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_memory_of_a_program_is_told() {
        assert_eq!(told("VmPeak:\t  9 kB\nVmHWM:\t  2048 kB\n", "VmHWM:"), Some(2048.0));
        assert_eq!(told("Name:\takno\n", "VmHWM:"), None);
    }

    #[test]
    fn a_program_that_fails_spoils_the_figure() {
        assert!(watched(Command::new("sh").args(["-c", "exit 3"])).is_err());
    }
}
