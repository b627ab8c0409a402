//! `cargo xtask bench office`: sixteen clerks at a steady rate among many cases of all offices, on both databases.
//!
//! Each page is measured beside the same page of the same program on a database of few cases, in turn, round by round:
//! what many cases cost is the ratio, whatever the machine does meanwhile. Five hundred decisions at once are measured
//! beside bare commits of one filing's rows, one after another.

use super::database::{self, Applicant, Prepared};
use super::figures::{Figure, Wanted};
use super::filings::{Outcome, bare_commits};
use super::postgres::{Database, program};
use super::servers::{Server, settings};
use super::{Bench, Store, argument, in_turn, output};
use crate::postgres::Postgres;
use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Cases of the database of few.
const FEW: u32 = 2_000;
/// Clerks, each in an office of their own.
const CLERKS: usize = 16;
/// Pages a second of all clerks together: each opens two a second.
const RATE: &str = "32";
/// Milliseconds that nine of ten and half of the rest may take.
const WANTED_MS: f64 = 50.0;
/// Seconds that five hundred decisions may take.
const WANTED_SECONDS: f64 = 10.0;
/// The password of the bench's clerks, on databases that are its own.
const PASSWORD: &str = "bench-okno-2026-lyon";
/// How long a run may take, the minute in which it can be called off among it.
const PATIENCE: Duration = Duration::from_secs(600);

/// What is measured of the pages: the floor's word, and the figures' names on both databases.
const PAGES: [(&str, &str, &str, &str); 10] = [
    ("queue", "office-queue", "office-queue-pg", "p95 of the inbox, to take"),
    ("mine", "office-mine", "office-mine-pg", "p95 of the inbox, mine"),
    ("due", "office-due", "office-due-pg", "p95 of the inbox, due soon"),
    ("waiting", "office-waiting", "office-waiting-pg", "p95 of the inbox, waiting"),
    ("decided", "office-decided", "office-decided-pg", "p95 of the inbox, decided"),
    ("passed", "office-passed", "office-passed-pg", "p95 of the inbox, passed on"),
    ("number", "office-number", "office-number-pg", "p95 of a search by number"),
    ("company", "office-company", "office-company-pg", "p95 of a search by UNP"),
    ("name", "office-name", "office-name-pg", "p95 of a search by name"),
    ("case", "office-case", "office-case-pg", "p95 of a case's page"),
];

pub fn measure(bench: &Bench, cases: u32, only: Option<Store>) -> Result<Vec<Figure>> {
    let mut figures = Vec::new();
    if only != Some(Store::Postgres) {
        figures.extend(on_sqlite(bench, cases)?);
    }
    match (program("psql"), program("pgbench")) {
        _ if only == Some(Store::Sqlite) => {}
        (Some(psql), Some(pgbench)) => figures.extend(on_postgres(bench, cases, psql, pgbench)?),
        _ => println!("PostgreSQL (with psql and pgbench) is not installed: left out"),
    }
    ensure!(!figures.is_empty(), "nothing was measured");
    Ok(figures)
}

fn on_sqlite(bench: &Bench, cases: u32) -> Result<Vec<Figure>> {
    let prepared = Prepared::make(bench)?;
    let (many, few) = (bench.file("office-many.db"), bench.file("office-few.db"));
    let added = add_clerks(bench, &database::url(&prepared.database))?;
    let shape = bench.file("office-shape.json");
    let (base, filed) = (argument(&prepared.database)?, prepared.applicant.filed.as_str());
    fs::write(&shape, bench.floor(&["shape", "--database", base, "--filed", filed])?)?;
    for (file, cases) in [(&few, FEW), (&many, cases)] {
        println!("{cases} cases for SQLite");
        database::copy(bench, &prepared.database, file)?;
        let arguments =
            ["cases", "--shape", argument(&shape)?, "--database", argument(file)?, "--cases", &cases.to_string()];
        bench.floor(&arguments)?;
    }
    let urls = (database::url(&many), database::url(&few));
    let mut figures = pages(bench, &shape, &added, cases, (&urls.0, &urls.1), false)?;
    let commits = || bare_commits(bench, &prepared, 1, &bench.seconds()).map(|committed| committed.per_second);
    let went = |run: &str| bench.measured(&["run", "--database", argument(&many)?, "--id", run]);
    figures.push(bulk(bench, &added, &urls.0, "office-bulk", commits, went)?);
    for file in [&many, &few] {
        database::remove(file)?;
    }
    Ok(figures)
}

fn on_postgres(bench: &Bench, cases: u32, psql: PathBuf, pgbench: PathBuf) -> Result<Vec<Figure>> {
    println!("Two PostgreSQL servers of the bench's own: tables and demo data");
    let (many, few) = (Postgres::start()?, Postgres::start()?);
    let mut applicants = Vec::new();
    let (mut added, shape) = (PathBuf::new(), bench.file("office-shape-pg.json"));
    for (server, cases) in [(&few, FEW), (&many, cases)] {
        database::migrate_and_seed(bench, server.url())?;
        let portal = Server::portal(bench, server.url(), false)?;
        let applicant: Applicant = bench.measured(&["applicant", "--port", &portal.port.to_string()])?;
        drop(portal);
        added = add_clerks(bench, server.url())?;
        let database = Database { bench, psql: psql.clone(), pgbench: pgbench.clone(), url: server.url() };
        // The same register, so the same cases; but each database has accounts and ids of its own.
        let own = if cases == FEW { bench.file("office-shape-few-pg.json") } else { shape.clone() };
        fs::write(&own, database.sql("office.sql", &[("filed", &applicant.filed)])?)?;
        println!("{cases} cases for PostgreSQL");
        for table in ["applications", "filings", "application_events"] {
            copy_in(bench, &psql, server.url(), &own, table, cases)?;
        }
        output(Command::new(&psql).args(["--no-psqlrc", "--quiet", "--command", "VACUUM ANALYZE", server.url()]))?;
        applicants.push(applicant);
    }
    let mut figures = pages(bench, &shape, &added, cases, (many.url(), few.url()), true)?;
    let database = Database { bench, psql, pgbench, url: many.url() };
    let applicant = applicants.pop().context("nobody filed")?;
    database.begin_bare(&applicant)?;
    let commits = || database.bare_at(1, &bench.seconds());
    let went = |run: &str| {
        let text = database.sql("run.sql", &[("run", run)])?;
        serde_json::from_str(&text).with_context(|| format!("how the run went: {text}"))
    };
    figures.push(bulk(bench, &added, many.url(), "office-bulk-pg", commits, went)?);
    Ok(figures)
}

/// Sixteen clerks, one in each of the first offices; a file of their addresses.
fn add_clerks(bench: &Bench, url: &str) -> Result<PathBuf> {
    let file = bench.file("office-clerks.txt");
    let emails: Vec<String> = (0..CLERKS).map(|n| format!("bench-{n:02}@akno.example")).collect();
    for (email, office) in emails.iter().zip(offices(bench)?) {
        let mut akno = Command::new(&bench.akno);
        akno.args(["user", "add", "--role", "clerk", "--password-stdin", "--email", email, "--office", &office]);
        akno.args(["--name", "Клерк Замеров"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = settings(&mut akno, bench, url).spawn().context("akno cannot be started")?;
        child.stdin.take().context("no input")?.write_all(format!("{PASSWORD}\n").as_bytes())?;
        let said = child.wait_with_output()?;
        ensure!(said.status.success(), "{email} was not added: {}", String::from_utf8_lossy(&said.stderr));
    }
    fs::write(&file, emails.join("\n") + "\n")?;
    Ok(file)
}

/// Codes of the first offices of the reference data, which every database has.
fn offices(bench: &Bench) -> Result<Vec<String>> {
    let demo = database::demo(bench)?;
    let text = bench.floor(&["offices", "--database", argument(&demo)?, "--many", &CLERKS.to_string()])?;
    let codes: Vec<String> = text.lines().map(str::to_owned).collect();
    ensure!(codes.len() == CLERKS, "there are {} offices", codes.len());
    Ok(codes)
}

/// Pipes the rows of a table from the generator into PostgreSQL.
fn copy_in(bench: &Bench, psql: &Path, url: &str, shape: &Path, table: &str, cases: u32) -> Result<()> {
    let columns = bench.floor(&["columns", "--shape", argument(shape)?, "--table", table])?;
    let mut floor = Command::new(&bench.floor);
    floor.args(["cases", "--shape", argument(shape)?, "--table", table, "--cases", &cases.to_string()]);
    let mut made = floor.stdout(Stdio::piped()).spawn().context("floor cannot be started")?;
    let rows = made.stdout.take().context("floor says nothing")?;
    let copy = format!("COPY {table} ({}) FROM STDIN", columns.trim());
    let mut command = Command::new(psql);
    command.args(["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--command", &copy, url]).stdin(rows);
    output(&mut command)?;
    ensure!(made.wait()?.success(), "the rows of {table} were not all made");
    Ok(())
}

/// A portal with sixteen clerks signed in.
struct Office {
    portal: Server,
    /// A clerk a line: the session and the office.
    clerks: PathBuf,
    cases: u32,
}

impl Office {
    fn open(bench: &Bench, url: &str, emails: &Path, cases: u32, worker: bool) -> Result<Office> {
        let portal = Server::portal(bench, url, worker)?;
        let port = portal.port.to_string();
        let sessions =
            bench.floor(&["clerks", "--port", &port, "--emails", argument(emails)?, "--password", PASSWORD])?;
        let lines = sessions.lines().zip(offices(bench)?).map(|(session, office)| format!("{session}\t{office}\n"));
        let clerks = bench.file(&format!("office-sessions-{cases}.txt"));
        fs::write(&clerks, lines.collect::<String>())?;
        Ok(Office { portal, clerks, cases })
    }

    /// What nineteen of twenty pages of a kind take at most, in milliseconds.
    fn p95(&self, bench: &Bench, shape: &Path, kind: &str, seconds: &str) -> Result<f64> {
        let (port, cases) = (self.portal.port.to_string(), self.cases.to_string());
        let (shape, clerks) = (argument(shape)?, argument(&self.clerks)?);
        let arguments = [
            "office",
            "--port",
            &port,
            "--shape",
            shape,
            "--cases",
            &cases,
            "--clerks",
            clerks,
            "--kind",
            kind,
            "--seconds",
            seconds,
            "--rate",
            RATE,
        ];
        bench.measured::<Outcome>(&arguments)?.checked(kind).map(|outcome| outcome.p95)
    }

    /// The session of the first clerk, whose office has most cases.
    fn first(&self) -> Result<String> {
        let text = fs::read_to_string(&self.clerks)?;
        text.split('\t').next().map(str::to_owned).context("nobody signed in")
    }
}

/// Each kind of page, among many cases and among few.
fn pages(
    bench: &Bench,
    shape: &Path,
    emails: &Path,
    cases: u32,
    (many, few): (&str, &str),
    postgres: bool,
) -> Result<Vec<Figure>> {
    let many = Office::open(bench, many, emails, cases, false)?;
    let few = Office::open(bench, few, emails, FEW, false)?;
    // The ids of the few are made as those of the many are: of the same shape but for their number.
    let few_shape = if postgres { bench.file("office-shape-few-pg.json") } else { shape.to_owned() };
    let mut measured: Vec<(Figure, Vec<f64>)> = Vec::new();
    for (kind, sqlite, pg, title) in PAGES {
        let name = if postgres { pg } else { sqlite };
        measured.push((Figure::new(name, title, "the same among 2,000 cases", "ms", Wanted::AtMost(2.0)), Vec::new()));
        many.p95(bench, shape, kind, "1")?;
        few.p95(bench, &few_shape, kind, "1")?;
    }
    for round in 1..=bench.rounds {
        println!(
            "Round {round} of {} among {cases} cases{}",
            bench.rounds,
            if postgres { " on PostgreSQL" } else { "" }
        );
        for ((kind, ..), (figure, seen)) in PAGES.into_iter().zip(&mut measured) {
            let (ours, theirs) = in_turn(
                round,
                || few.portal.while_paused(|| many.p95(bench, shape, kind, &bench.seconds())),
                || many.portal.while_paused(|| few.p95(bench, &few_shape, kind, &bench.seconds())),
            )?;
            figure.add(ours, theirs);
            seen.push(ours);
        }
    }
    let told = measured.into_iter().map(|(mut figure, mut seen)| {
        seen.sort_by(f64::total_cmp);
        let median = seen[seen.len() / 2];
        let met = if median <= WANTED_MS { "met" } else { "missed" };
        figure.note(format!("{cases} cases, {CLERKS} clerks, {RATE} pages/s; wanted below {WANTED_MS} ms: {met}"));
        figure
    });
    Ok(told.collect())
}

/// How a run went.
#[derive(Deserialize)]
struct Went {
    seconds: Option<f64>,
    done: u32,
    /// Cases left as they are, by why.
    left: BTreeMap<String, u32>,
}

/// Five hundred decisions at once, from their beginning to their end, beside bare commits one after another.
fn bulk(
    bench: &Bench,
    emails: &Path,
    url: &str,
    name: &'static str,
    commits: impl Fn() -> Result<f64>,
    went: impl Fn(&str) -> Result<Went>,
) -> Result<Figure> {
    let office = Office::open(bench, url, emails, 0, true)?;
    let (port, session) = (office.portal.port.to_string(), office.first()?);
    let mut figure =
        Figure::new(name, "decisions many at once", "bare commits one by one", "a second", Wanted::AtLeast(0.25));
    for round in 1..=bench.rounds.min(3) {
        println!("500 decisions at once, round {round}: they begin after the minute in which they can be called off");
        let run = bench.measured::<Run>(&["accept-many", "--port", &port, "--session", &session])?.id;
        let since = Instant::now();
        let (seconds, done) = loop {
            sleep(Duration::from_secs(2));
            let now = went(&run)?;
            if let Some(seconds) = now.seconds {
                ensure!(now.done > 0, "no case could be decided: {:?}", now.left);
                if !now.left.is_empty() {
                    println!("  beside {} decided, left as they are: {:?}", now.done, now.left);
                }
                break (seconds.max(0.001), now.done);
            }
            if since.elapsed() > PATIENCE {
                bail!("the run goes on after {} seconds", PATIENCE.as_secs());
            }
        };
        let bare = office.portal.while_paused(&commits)?;
        figure.add(f64::from(done) / seconds, bare);
        let met = if seconds * 500.0 / f64::from(done) <= WANTED_SECONDS { "met" } else { "missed" };
        figure.note(format!("{done} in {seconds:.1} s, wanted 500 within {WANTED_SECONDS} s: {met}"));
    }
    Ok(figure)
}

/// A run that was confirmed.
#[derive(Deserialize)]
struct Run {
    id: String,
}
