//! A company's page beside Datasette's page of the same row, from the same SQLite file.

use super::Measured;
use crate::bench::database::Prepared;
use crate::bench::figures::{Figure, Wanted};
use crate::bench::pages::by_paths;
use crate::bench::servers::{Server, free_port};
use crate::bench::{Bench, argument, in_turn, output};
use crate::run::finished;
use crate::workspace::on_path;
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

pub struct Beside<'a> {
    bench: &'a Bench,
    portal: &'a Server,
    datasette: Server,
    /// Files of paths.
    ours: PathBuf,
    theirs: PathBuf,
    figure: Figure,
}

impl<'a> Beside<'a> {
    /// `None`, with a word of why, where Datasette cannot be had.
    pub fn begin(
        bench: &'a Bench,
        portal: &'a Server,
        prepared: &'a Prepared,
        name: &str,
    ) -> Result<Option<Beside<'a>>> {
        let program = match program(bench) {
            Ok(program) => program,
            Err(problem) => {
                println!("Datasette cannot be had, left out: {problem:#}");
                return Ok(None);
            }
        };
        let port = free_port()?;
        let arguments = ["serve", argument(&prepared.database)?, "--port", &port.to_string()];
        let datasette = Server::other(&program, &arguments, port, "/-/versions.json", &bench.file("datasette.log"))?;
        let table =
            prepared.database.file_stem().and_then(|stem| stem.to_str()).context("a database without a name")?;
        let unps = fs::read_to_string(&prepared.companies)?;
        let write = |name: &str, prefix: &str| -> Result<PathBuf> {
            let file = bench.file(name);
            let paths: String = unps.lines().map(|unp| format!("{prefix}{unp}\n")).collect();
            fs::write(&file, paths)?;
            Ok(file)
        };
        let ours = write("pages.txt", "/register/")?;
        let theirs = write("datasette.txt", &format!("/{table}/companies/"))?;
        let title = "a company's page";
        let mut figure = Figure::new(name, title, "Datasette's page of its row", "pages/s", Wanted::AtLeast(75.0));
        figure.note(output(Command::new(&program).arg("--version"))?.trim().to_owned());
        let beside = Beside { bench, portal, datasette, ours, theirs, figure };
        by_paths(bench, &beside.theirs, port, 1, None)?;
        Ok(Some(beside))
    }
}

impl Measured for Beside<'_> {
    fn round(&mut self, round: u32) -> Result<()> {
        let seconds = self.bench.seconds;
        let measure = |paths: &Path, port| by_paths(self.bench, paths, port, seconds, None);
        let (ours, theirs) = in_turn(
            round,
            || self.datasette.while_paused(|| measure(&self.ours, self.portal.port)),
            || self.portal.while_paused(|| measure(&self.theirs, self.datasette.port)),
        )?;
        self.figure.add(ours.per_second, theirs.per_second);
        Ok(())
    }

    fn figures(self: Box<Self>) -> Vec<Figure> {
        vec![self.figure]
    }
}

/// Datasette in a Python environment of the bench's own, made on the first run.
fn program(bench: &Bench) -> Result<PathBuf> {
    let environment = bench.file("datasette");
    let program = environment.join("bin/datasette");
    if !program.is_file() {
        let python = on_path("python3").context("python3 is not installed")?;
        finished(Command::new(python).args(["-m", "venv"]).arg(&environment), "making a Python environment")?;
        let pip = environment.join("bin/pip");
        // Its own SQLite: the system's may be too old for the index of words.
        let wanted = ["--quiet", "install", "datasette", "pysqlite3-binary"];
        finished(Command::new(pip).args(wanted), "installing Datasette")?;
    }
    Ok(program)
}
