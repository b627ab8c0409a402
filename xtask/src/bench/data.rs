//! `cargo xtask bench data`: open data of a large set beside nginx, `sqlite3 -csv`, Datasette, and what was wanted of
//! time, memory and bytes. What is not installed and cannot be had is said and left out.

mod beside;
mod memory;

use super::figures::{Figure, Wanted};
use super::filings::Outcome;
use super::servers::{Server, settings};
use super::{Bench, argument, in_turn, output};
use crate::machine::{self, Need};
use crate::run::finished;
use anyhow::{Context, Result, ensure};
use beside::{Nginx, Python};
use serde::Deserialize;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// The set's name, as the floor's passport has it.
const SET: &str = "measured";
/// What is wanted: seconds and bytes of publishing, bytes that a download adds, milliseconds of a p99.
const PUBLISHING_SECONDS: f64 = 180.0;
const PUBLISHING_MEGABYTES: f64 = 512.0;
const DOWNLOAD_MEGABYTES: f64 = 20.0;
const SLOWEST: f64 = 20.0;
/// Share of the snapshot that a delta may have, in percent, where one row in a hundred has changed.
const DELTA: f64 = 2.0;
/// Requests for a part of a Parquet file in which a row is found by its key.
const LOOK_UP: f64 = 2.0;

/// How fast files were taken.
#[derive(Deserialize)]
struct Taken {
    bytes: u64,
    bytes_per_second: f64,
}

pub fn measure(bench: &Bench, rows: u32) -> Result<Vec<Figure>> {
    if machine::is_root() {
        // A failure to install shows where it is missing.
        for need in [Need::Nginx, Need::Sqlite3, Need::Venv] {
            let _ = machine::provide(&[need]);
        }
    }
    let table = Table::make(bench, rows)?;
    let mut figures = table.publish(bench)?;
    let portal = Server::portal(bench, &table.url(), false)?;
    let nginx = Nginx::begin(bench, &table, &portal)?;
    let python = Python::prepare(bench);
    let datasette = match &python {
        Some(python) => python.datasette(bench, &table)?,
        None => None,
    };
    let paths = Paths::write(bench, rows)?;
    let mut files = files(bench, &portal, nginx.as_ref())?;
    let mut filtered = filtered(bench, &portal, &table)?;
    let mut single =
        looked_up("row", "one row by its key", "rows/s", (bench, &portal, datasette.as_ref()), &paths.one)?;
    let mut many =
        looked_up("rows", "100 filtered rows", "answers/s", (bench, &portal, datasette.as_ref()), &paths.many)?;
    for round in 1..=bench.rounds {
        println!("Round {round} of {} of open data", bench.rounds);
        for files in &mut files {
            files.round(round)?;
        }
        if let Some(filtered) = &mut filtered {
            filtered.round(round)?;
        }
        for looked_up in [&mut single, &mut many] {
            looked_up.round(round)?;
        }
    }
    figures.extend(files.into_iter().map(|files| files.figure));
    figures.extend(filtered.map(|filtered| filtered.figure));
    for looked_up in [single, many] {
        figures.extend(looked_up.figure);
        figures.push(looked_up.slowest);
    }
    figures.push(download(bench, &portal)?);
    figures.push(table.delta(bench, &portal)?);
    match (&python, &nginx) {
        (Some(python), Some(nginx)) => figures.extend(python.look_ups(bench, nginx, rows)?),
        _ => println!("Look-ups in Parquet are counted by DuckDB through nginx: left out"),
    }
    Ok(figures)
}

/// What the floor has written, and the portal's database with it.
pub struct Table {
    folder: PathBuf,
    database: PathBuf,
}

impl Table {
    fn make(bench: &Bench, rows: u32) -> Result<Table> {
        let folder = bench.file(&format!("table-{rows}"));
        if !folder.join("passport.json").is_file() {
            println!("Writing a table of {rows} rows, kept for later runs");
            bench.floor(&["table", "--rows", &rows.to_string(), "--folder", argument(&folder)?])?;
        }
        let database = bench.file("data.db");
        for suffix in ["", "-wal", "-shm"] {
            fs::remove_file(format!("{}{suffix}", argument(&database)?)).ok();
        }
        // Nothing of an earlier run is found published already.
        fs::remove_dir_all(bench.file("var").join("data")).ok();
        let table = Table { folder, database };
        let mut akno = Command::new(&bench.akno);
        finished(settings(akno.args(["migrate", "up"]), bench, &table.url()), "making a database")?;
        Ok(table)
    }

    fn url(&self) -> String {
        super::database::url(&self.database)
    }

    /// The SQLite database of the same rows.
    fn rows(&self) -> PathBuf {
        self.folder.join("rows.db")
    }

    /// Publishes all formats with their compressed copies, once: seconds and peak memory.
    fn publish(&self, bench: &Bench) -> Result<Vec<Figure>> {
        println!("Publishing");
        let (seconds, megabytes) = self.add(bench, "rows.csv")?;
        let mut time = Figure::new("publishing", "publishing all formats", "180 s", "s", Wanted::AtMost(1.0)).once();
        time.add(seconds, PUBLISHING_SECONDS);
        time.note(format!("`gzip -6` of the CSV alone takes {:.1} s", self.gzip()?));
        let mut memory =
            Figure::new("publishing-memory", "its peak memory", "512 MB", "MB", Wanted::AtMost(1.0)).once();
        memory.add(megabytes, PUBLISHING_MEGABYTES);
        Ok(vec![time, memory])
    }

    fn add(&self, bench: &Bench, rows: &str) -> Result<(f64, f64)> {
        let mut akno = Command::new(&bench.akno);
        akno.args(["data", "add"]).arg("--passport").arg(self.folder.join("passport.json"));
        akno.arg("--rows").arg(self.folder.join(rows)).stdout(Stdio::null());
        memory::of_a_run(settings(&mut akno, bench, &self.url()))
    }

    /// What the machine does with the same bytes at the same time, for scale.
    fn gzip(&self) -> Result<f64> {
        let began = Instant::now();
        let mut gzip = Command::new("gzip");
        gzip.args(["-6", "-c"]).arg(self.folder.join("rows.csv")).stdout(Stdio::null());
        finished(&mut gzip, "compressing the rows")?;
        Ok(began.elapsed().as_secs_f64())
    }

    /// A second version, of which one row in a hundred is another.
    fn delta(&self, bench: &Bench, portal: &Server) -> Result<Figure> {
        self.add(bench, "changed.csv")?;
        let whole = fs::metadata(self.folder.join("changed.csv"))?.len();
        let path = format!("/data/{SET}/2/{SET}-from-1.csv");
        let taken = take(bench, portal.port, &path, 1, 0)?;
        let mut figure =
            Figure::new("delta", "a delta of 1 % changed rows", "2 % of the snapshot", "%", Wanted::AtMost(1.0)).once();
        figure.add(taken.bytes as f64 / whole as f64 * 100.0, DELTA);
        Ok(figure)
    }
}

/// Takes a file over HTTP for some seconds, at least once.
fn take(bench: &Bench, port: u16, path: &str, connections: u32, seconds: u32) -> Result<Taken> {
    let (port, connections, seconds) = (port.to_string(), connections.to_string(), seconds.to_string());
    let arguments = ["download", "--port", &port, "--path", path, "--connections", &connections, "--seconds", &seconds];
    bench.measured(&arguments)
}

fn csv() -> String {
    format!("/data/{SET}/latest/{SET}.csv")
}

/// Whole files: the portal's own answer, or that through nginx, beside nginx alone.
struct Files<'a> {
    bench: &'a Bench,
    portal: &'a Server,
    nginx: &'a Nginx,
    /// The port that is asked, and whether that is the portal itself.
    port: u16,
    figure: Figure,
}

fn files<'a>(bench: &'a Bench, portal: &'a Server, nginx: Option<&'a Nginx>) -> Result<Vec<Files<'a>>> {
    let Some(nginx) = nginx else {
        println!("nginx is not installed: whole files are left out");
        return Ok(Vec::new());
    };
    let own = Figure::new("files", "a whole CSV", "nginx", "MB/s", Wanted::AtLeast(0.8));
    let through = Figure::new("files-accel", "a whole CSV by X-Accel-Redirect", "nginx", "MB/s", Wanted::AtLeast(0.95));
    let mut all = vec![
        Files { bench, portal, nginx, port: portal.port, figure: own },
        Files { bench, portal, nginx, port: nginx.server.port, figure: through },
    ];
    for files in &mut all {
        let [ours, theirs] = [(files.port, csv()), (nginx.server.port, "/alone.csv".to_owned())]
            .map(|(port, path)| take(bench, port, &path, 1, 0));
        ensure!(ours?.bytes == theirs?.bytes, "the portal and nginx give different files");
        files.figure.note(format!("2 connections, {}", nginx.version));
    }
    Ok(all)
}

impl Files<'_> {
    fn round(&mut self, round: u32) -> Result<()> {
        let megabytes =
            |port, path: &str| Ok(take(self.bench, port, path, 2, self.bench.seconds)?.bytes_per_second / 1e6);
        let (ours, theirs) = in_turn(
            round,
            || megabytes(self.port, &csv()),
            || self.portal.while_paused(|| megabytes(self.nginx.server.port, "/alone.csv")),
        )?;
        self.figure.add(ours, theirs);
        Ok(())
    }
}

/// Three rows of five as CSV, made as they are sent.
struct Filtered<'a> {
    bench: &'a Bench,
    portal: &'a Server,
    rows: PathBuf,
    figure: Figure,
}

/// In the address and in SQL.
const STATUS: &str = "действует";

fn filtered<'a>(bench: &'a Bench, portal: &'a Server, table: &Table) -> Result<Option<Filtered<'a>>> {
    let Ok(version) = output(Command::new("sqlite3").arg("--version")) else {
        println!("sqlite3 is not installed: filtered CSV is left out");
        return Ok(None);
    };
    let mut figure = Figure::new("filtered", "a filtered CSV made live", "sqlite3 -csv", "MB/s", Wanted::AtLeast(0.5));
    figure.note(format!("sqlite3 {}", version.split(' ').next().unwrap_or_default()));
    let filtered = Filtered { bench, portal, rows: table.rows(), figure };
    // Both give the same rows.
    let (ours, theirs) = (filtered.ours()?, filtered.theirs()?);
    let (ours, theirs) = (ours.1 as f64, theirs.1 as f64);
    ensure!((ours / theirs - 1.0).abs() < 0.05, "the portal gives {ours} bytes, sqlite3 {theirs}");
    Ok(Some(filtered))
}

impl Filtered<'_> {
    fn round(&mut self, round: u32) -> Result<()> {
        let rate = |(seconds, bytes): (f64, u64)| bytes as f64 / seconds / 1e6;
        let (ours, theirs) =
            in_turn(round, || Ok(rate(self.ours()?)), || self.portal.while_paused(|| Ok(rate(self.theirs()?))))?;
        self.figure.add(ours, theirs);
        Ok(())
    }

    fn ours(&self) -> Result<(f64, u64)> {
        let path = format!("/api/v1/data/{SET}/rows?status={}&format=csv&limit=all", encoded(STATUS));
        let began = Instant::now();
        let taken = take(self.bench, self.portal.port, &path, 1, 0)?;
        Ok((began.elapsed().as_secs_f64(), taken.bytes))
    }

    fn theirs(&self) -> Result<(f64, u64)> {
        let began = Instant::now();
        let mut sqlite = Command::new("sqlite3");
        sqlite.args(["-readonly", "-csv", "-header"]).arg(&self.rows);
        sqlite.arg(format!("SELECT * FROM rows WHERE status = '{STATUS}'"));
        let mut child = sqlite.stdout(Stdio::piped()).spawn().context("sqlite3 cannot be started")?;
        let mut out = child.stdout.take().context("sqlite3 says nothing")?;
        let bytes = io::copy(&mut out, &mut io::sink())?;
        ensure!(child.wait()?.success(), "sqlite3 failed");
        Ok((began.elapsed().as_secs_f64(), bytes))
    }
}

/// Files of paths: ours and Datasette's, line for line the same question.
struct Paths {
    one: (PathBuf, PathBuf),
    many: (PathBuf, PathBuf),
}

impl Paths {
    fn write(bench: &Bench, rows: u32) -> Result<Paths> {
        let write = |name: &str, lines: Vec<String>| -> Result<PathBuf> {
            let file = bench.file(name);
            fs::write(&file, lines.join("\n"))?;
            Ok(file)
        };
        // Numbers that only look random, each of which is there.
        let keys: Vec<u64> =
            (0..2000_u64).map(|n| 100_000_000 + n.wrapping_mul(2_654_435_761) % u64::from(rows)).collect();
        let districts: Vec<String> = (0..118).map(|n| encoded(&format!("Район {n}"))).collect();
        let api = format!("/api/v1/data/{SET}/rows");
        Ok(Paths {
            one: (
                write("one-ours.txt", keys.iter().map(|key| format!("{api}?unp={key}")).collect())?,
                write(
                    "one-theirs.txt",
                    keys.iter().map(|key| format!("/rows/rows/{key}.json?_shape=array")).collect(),
                )?,
            ),
            many: (
                write(
                    "many-ours.txt",
                    districts.iter().map(|name| format!("{api}?district={name}&limit=100")).collect(),
                )?,
                write(
                    "many-theirs.txt",
                    // As fast as it can be told to be: without counting, which ours does.
                    districts
                        .iter()
                        .map(|name| {
                            format!("/rows/rows.json?district={name}&_size=100&_shape=array&_nofacet=1&_nocount=1")
                        })
                        .collect(),
                )?,
            ),
        })
    }
}

/// What is asked again and again: how many a second beside Datasette, and the p99 beside what was wanted.
struct LookedUp<'a> {
    bench: &'a Bench,
    portal: &'a Server,
    datasette: Option<&'a Server>,
    ours: &'a Path,
    theirs: &'a Path,
    figure: Option<Figure>,
    slowest: Figure,
}

fn looked_up<'a>(
    name: &'static str,
    title: &'static str,
    unit: &'static str,
    (bench, portal, datasette): (&'a Bench, &'a Server, Option<&'a Server>),
    (ours, theirs): &'a (PathBuf, PathBuf),
) -> Result<LookedUp<'a>> {
    let figure = datasette.map(|_| Figure::new(name, title, "Datasette", unit, Wanted::AtLeast(10.0)));
    let (slow, what) = match name {
        "row" => ("row-p99", "the p99 of one row"),
        _ => ("rows-p99", "the p99 of 100 filtered rows"),
    };
    let mut slowest = Figure::new(slow, what, "20 ms", "ms", Wanted::AtMost(1.0));
    slowest.note("8 connections, each asks as soon as it is answered".to_owned());
    let looked_up = LookedUp { bench, portal, datasette, ours, theirs, figure, slowest };
    // The first question to a version goes through its file once.
    looked_up.ask(portal, ours, 1)?;
    if let Some(datasette) = datasette {
        looked_up.ask(datasette, theirs, 1)?;
    }
    Ok(looked_up)
}

impl LookedUp<'_> {
    fn round(&mut self, round: u32) -> Result<()> {
        let seconds = self.bench.seconds;
        let ours = || self.ask(self.portal, self.ours, seconds);
        let (p99, pair) = match self.datasette {
            None => (ours()?.p99, None),
            Some(datasette) => {
                let theirs = || self.portal.while_paused(|| self.ask(datasette, self.theirs, seconds));
                let (ours, theirs) = in_turn(round, || datasette.while_paused(ours), theirs)?;
                (ours.p99, Some((ours.per_second, theirs.per_second)))
            }
        };
        self.slowest.add(p99, SLOWEST);
        if let (Some(figure), Some((ours, theirs))) = (&mut self.figure, pair) {
            figure.add(ours, theirs);
        }
        Ok(())
    }

    fn ask(&self, server: &Server, paths: &Path, seconds: u32) -> Result<Outcome> {
        let (port, seconds) = (server.port.to_string(), seconds.to_string());
        let outcome: Outcome =
            self.bench.measured(&["paths", "--port", &port, "--paths", argument(paths)?, "--seconds", &seconds])?;
        outcome.checked("answers")
    }
}

/// What one download adds to the portal's memory while it runs.
fn download(bench: &Bench, portal: &Server) -> Result<Figure> {
    let mut figure = Figure::new("download-memory", "memory that a download adds", "20 MB", "MB", Wanted::AtMost(1.0));
    let filtered = format!("/api/v1/data/{SET}/rows?status={}&format=csv&limit=all", encoded(STATUS));
    for path in [csv(), filtered] {
        // What is used from then on anyway.
        take(bench, portal.port, &path, 1, 0)?;
        let before = memory::now(portal.id())?;
        let during = memory::highest_during(portal.id(), || take(bench, portal.port, &path, 1, bench.seconds))?;
        figure.add((during - before).max(0.0), DOWNLOAD_MEGABYTES);
    }
    figure.note("a whole file, then a filtered one".to_owned());
    Ok(figure)
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}
