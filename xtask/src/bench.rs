//! `cargo xtask bench`: the portal beside what the same machine can do at all, in turn, round by round.
//!
//! Absolute figures swing several times over on a shared machine; the ratio of two things measured
//! one after the other does not. So what is printed is the median ratio of the rounds and its spread.
//! `docs/figures.md` says what is measured and how to read it. What a measurement needs beyond this
//! light tool (HTTP, SQLite) is in the program `floor`.

mod data;
mod database;
mod figures;
mod filings;
mod office;
mod pages;
mod postgres;
mod reads;
mod register;
mod servers;
mod surroundings;

use crate::bundle;
use crate::machine::{self, Need};
use crate::run::{finished, server_build};
use crate::workspace::{Build, Workspace, on_path};
use anyhow::{Context, Result, bail, ensure};
use clap::{Args, ValueEnum};
use database::Prepared;
use figures::Figure;
use serde::de::DeserializeOwned;
use serde_json::json;
use servers::Server;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Output};
use surroundings::Surroundings;

#[derive(Args)]
pub struct Options {
    #[command(subcommand)]
    of: Option<Of>,
    /// Rounds, in each of which what is compared takes its turn
    #[arg(long, global = true, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=1000))]
    rounds: u32,
    /// Seconds of each measurement
    #[arg(long, global = true, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=600))]
    seconds: u32,
    /// Two rounds of one second: to see that it works, not to be quoted
    #[arg(long, global = true, conflicts_with_all = ["rounds", "seconds"])]
    quick: bool,
    /// Companies in the register
    #[arg(long, default_value_t = 20_000)]
    companies: u32,
    /// Let the portal typeset receipts and send mails meanwhile; otherwise they wait, as for `akno work`
    #[arg(long)]
    worker: bool,
    /// Measure only this; may be repeated
    #[arg(long, value_enum)]
    only: Vec<Metric>,
    /// Measure development builds: to see that it works, not to be quoted
    #[arg(long, global = true)]
    development: bool,
}

#[derive(clap::Subcommand)]
enum Of {
    /// Clerks among many cases, on both databases
    Office {
        /// Cases in the office's database
        #[arg(long, default_value_t = 1_000_000, value_parser = clap::value_parser!(u32).range(2_000..=20_000_000))]
        cases: u32,
        /// Measure on this database alone
        #[arg(long, value_enum)]
        database: Option<Store>,
    },
    /// Files, rows and publishing of open data
    Data {
        /// Rows of the set
        #[arg(long, default_value_t = 1_200_000, value_parser = clap::value_parser!(u32).range(2_000..=100_000_000))]
        rows: u32,
    },
    /// The register at its size: pages, searches, reads, start and memory, on both databases
    Register(register::Options),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum Store {
    Sqlite,
    Postgres,
}

impl Store {
    fn name(self) -> &'static str {
        match self {
            Store::Sqlite => "sqlite",
            Store::Postgres => "postgres",
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum Metric {
    /// A company's page beside a hand-written one
    Page,
    /// Filings beside bare grouped commits
    Filings,
    /// Reading while filings run beside reading alone
    Reads,
    /// Filings on PostgreSQL beside pgbench
    Postgres,
}

pub fn bench(workspace: &Workspace, options: &Options) -> Result<ExitCode> {
    let companies = match &options.of {
        Some(Of::Register(register)) => register.companies,
        _ => options.companies,
    };
    let bench = Bench::prepare(workspace, options, companies)?;
    let mut around = Surroundings::look(&bench)?;
    let figures = match &options.of {
        Some(Of::Office { cases, database }) => office::measure(&bench, *cases, *database)?,
        Some(Of::Data { rows }) => data::measure(&bench, *rows)?,
        Some(Of::Register(register)) => register::measure(&bench, register)?,
        None => of_the_portal(&bench, |metric| options.only.is_empty() || options.only.contains(&metric))?,
    };
    around.finish();
    report(&bench, &around, &figures)?;
    Ok(ExitCode::SUCCESS)
}

/// Pages and filings, on SQLite and on PostgreSQL.
fn of_the_portal(bench: &Bench, wants: impl Fn(Metric) -> bool) -> Result<Vec<Figure>> {
    let mut figures = Vec::new();
    if [Metric::Page, Metric::Filings, Metric::Reads].into_iter().any(&wants) {
        figures.extend(on_sqlite(bench, &wants)?);
    }
    if wants(Metric::Postgres) {
        figures.extend(postgres::measure(bench)?);
    }
    Ok(figures)
}

/// What every measurement needs to know.
struct Bench {
    /// The repository.
    root: PathBuf,
    /// Where everything is written, databases included: the disk that is measured.
    folder: PathBuf,
    akno: PathBuf,
    floor: PathBuf,
    wrk: Option<PathBuf>,
    rounds: u32,
    seconds: u32,
    companies: u32,
    worker: bool,
    /// Why the figures are not to be quoted, if so.
    reservation: Option<&'static str>,
}

impl Bench {
    /// Builds the programs and looks for wrk.
    fn prepare(workspace: &Workspace, options: &Options, companies: u32) -> Result<Bench> {
        let build = Build::of(!options.development);
        println!("Building the portal and what it is measured beside ({build:?}); a first build takes many minutes");
        let site = bundle::bundle(workspace, build)?;
        let mut akno = workspace.cargo(build);
        finished(akno.args(server_build(build)).env("AKNO_SITE", &site.directory), "building the server")?;
        // Apart from the server, whose dependencies would otherwise be compiled with other features.
        let mut floor = workspace.cargo(build);
        let release: &[&str] = if options.development { &[] } else { &["--release"] };
        finished(floor.args(["build", "--package", "floor"]).args(release), "building the floor")?;
        let akno = workspace.server(build);
        let floor = akno.with_file_name(format!("floor{}", std::env::consts::EXE_SUFFIX));
        let folder = workspace.target.join("bench");
        fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
        if on_path("wrk").is_none() && machine::is_root() {
            // Without it the floor's own loader does; a failure to install shows in the report.
            let _ = machine::provide(&[Need::Wrk]);
        }
        let (rounds, seconds) = if options.quick { (2, 1) } else { (options.rounds, options.seconds) };
        let reservation = match (options.development, options.quick || rounds < 5) {
            (true, _) => Some("development builds: not to be quoted"),
            (false, true) => Some("fewer than five rounds: not to be quoted"),
            (false, false) => None,
        };
        let (worker, wrk) = (options.worker, on_path("wrk"));
        Ok(Bench {
            root: workspace.root.clone(),
            folder,
            akno,
            floor,
            wrk,
            rounds,
            seconds,
            companies,
            worker,
            reservation,
        })
    }

    /// Runs a command of `floor` to its end; what it printed.
    fn floor(&self, arguments: &[&str]) -> Result<String> {
        let mut floor = Command::new(&self.floor);
        output(floor.args(arguments).current_dir(&self.folder))
    }

    /// Runs a command of `floor` that answers with a line of JSON.
    fn measured<T: DeserializeOwned>(&self, arguments: &[&str]) -> Result<T> {
        let text = self.floor(arguments)?;
        serde_json::from_str(&text).with_context(|| format!("floor {} answered {text}", arguments.join(" ")))
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    fn seconds(&self) -> String {
        self.seconds.to_string()
    }
}

/// The measurements on SQLite, all in each round, so that what happens to the machine meanwhile
/// happens to all of them.
fn on_sqlite(bench: &Bench, wants: impl Fn(Metric) -> bool) -> Result<Vec<Figure>> {
    let prepared = Prepared::make(bench)?;
    let portal = Server::portal(bench, &database::url(&prepared.database), bench.worker)?;
    let mut pages = wants(Metric::Page).then(|| pages::Pages::begin(bench, &portal, &prepared)).transpose()?;
    let mut filings = wants(Metric::Filings).then(|| filings::Filings::begin(bench, &portal, &prepared)).transpose()?;
    let mut reads = wants(Metric::Reads).then(|| reads::Reads::begin(bench, &portal, &prepared)).transpose()?;
    for round in 1..=bench.rounds {
        println!("Round {round} of {}", bench.rounds);
        if let Some(pages) = &mut pages {
            pages.round(round)?;
        }
        if let Some(filings) = &mut filings {
            filings.round(round)?;
        }
        if let Some(reads) = &mut reads {
            reads.round(round)?;
        }
    }
    let figures = [pages.map(|p| p.figure), filings.map(|f| f.figure), reads.map(|r| r.figure)];
    Ok(figures.into_iter().flatten().collect())
}

/// Measures two things one after the other; who is first changes from round to round.
fn in_turn<T>(round: u32, ours: impl FnOnce() -> Result<T>, theirs: impl FnOnce() -> Result<T>) -> Result<(T, T)> {
    if round % 2 == 1 {
        let ours = ours()?;
        Ok((ours, theirs()?))
    } else {
        let theirs = theirs()?;
        Ok((ours()?, theirs))
    }
}

/// Runs a program to its end; what it printed. Fails with what it complained of.
fn output(command: &mut Command) -> Result<String> {
    let Output { status, stdout, stderr } =
        command.output().with_context(|| format!("{:?} cannot be started", command.get_program()))?;
    if !status.success() {
        bail!("{:?} failed ({status}):\n{}", command.get_program(), String::from_utf8_lossy(&stderr).trim_end());
    }
    Ok(String::from_utf8(stdout)?)
}

fn report(bench: &Bench, around: &Surroundings, figures: &[Figure]) -> Result<()> {
    ensure!(!figures.is_empty(), "nothing was measured");
    println!("\n{around}");
    for figure in figures {
        println!("{figure}");
    }
    if let Some(reservation) = bench.reservation {
        println!("({reservation})");
    }
    let file = bench.file("figures.json");
    let text = json!({
        "quotable": bench.reservation.is_none(),
        "rounds": bench.rounds,
        "seconds": bench.seconds,
        "companies": bench.companies,
        "worker": bench.worker,
        "surroundings": around.to_json(),
        "figures": figures.iter().map(Figure::to_json).collect::<Vec<_>>(),
    });
    fs::write(&file, format!("{text:#}\n")).with_context(|| file.display().to_string())?;
    println!("\nEach round's figures: {}", file.display());
    Ok(())
}

/// A path as an argument of a program.
fn argument(path: &Path) -> Result<&str> {
    path.to_str().with_context(|| format!("{} is not UTF-8", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::RefCell;

    #[test]
    fn who_is_measured_first_changes_from_round_to_round() {
        let order = RefCell::new(String::new());
        let measure = |name: &'static str| {
            let order = &order;
            move || {
                order.borrow_mut().push_str(name);
                Ok(name)
            }
        };
        for round in 1..=3 {
            assert_eq!(in_turn(round, measure("p"), measure("f")).expect("measured"), ("p", "f"));
        }
        assert_eq!(*order.borrow(), "pffppf");
    }

    #[test]
    fn a_program_that_fails_is_quoted() {
        let problem =
            output(Command::new("sh").args(["-c", "echo no disk >&2; exit 3"])).expect_err("failed").to_string();
        assert!(problem.contains("no disk") && problem.contains('3'), "{problem}");
    }
}
