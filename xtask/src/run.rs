//! `cargo xtask run`: from a fresh clone to a portal in the browser.

use crate::bundle;
use crate::workspace::{Build, Workspace};
use anyhow::{Context, Result, bail};
use clap::Args;
use std::process::{Command, ExitCode};
use std::time::Instant;

#[derive(Args)]
pub struct Options {
    /// The database: a file of SQLite or postgres://… (otherwise AKNO_DATABASE_URL, then ./var/akno.db)
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    /// The port on 127.0.0.1
    #[arg(long)]
    port: Option<u16>,
    /// Optimise: slower to build, faster to serve
    #[arg(long)]
    release: bool,
    /// Further arguments for `akno serve`
    #[arg(last = true)]
    further: Vec<String>,
}

const STAGES: usize = 5;

pub fn run(workspace: &Workspace, options: &Options) -> Result<ExitCode> {
    let build = Build::of(options.release);
    let started = Instant::now();

    let site = stage(1, "Style sheet and islands", || bundle::bundle(workspace, build))?;
    stage(2, "Server (a first build takes minutes)", || {
        finished(
            workspace.cargo(build).args(server_build(build)).env("AKNO_SITE", &site.directory),
            "building the server",
        )
    })?;
    let akno = |arguments: &[&str]| {
        let mut akno = Command::new(workspace.server(build));
        akno.args(arguments).current_dir(&workspace.root);
        if let Some(url) = &options.database {
            akno.env("AKNO_DATABASE_URL", url);
        }
        akno
    };
    stage(3, "Tables", || finished(&mut akno(&["migrate", "up"]), "migrating the database"))?;
    stage(4, "Demo data", || finished(&mut akno(&["seed", "--demo"]), "seeding the demo"))?;

    // The demo's open data is made by the portal's worker, half a minute after people can come in.
    println!("[5/{STAGES}] Serving ({} after the start); Ctrl-C ends it", seconds(started));
    let mut serve = akno(&["serve", "--demo"]);
    if let Some(port) = options.port {
        serve.args(["--port", &port.to_string()]);
    }
    become_process(serve.args(&options.further))
}

/// The command that builds the server's binary.
pub fn server_build(build: Build) -> &'static [&'static str] {
    match build {
        Build::Development => &["build", "--package", "akno", "--bin", "akno"],
        Build::Release => &["build", "--package", "akno", "--bin", "akno", "--release"],
    }
}

/// Runs a command to its end; its output is the progress that people see.
pub fn finished(command: &mut Command, doing: &str) -> Result<()> {
    let status = command.status().with_context(|| format!("{doing}: {:?} cannot be started", command.get_program()))?;
    if !status.success() {
        bail!("{doing} failed ({status})");
    }
    Ok(())
}

fn stage<T>(number: usize, title: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("[{number}/{STAGES}] {title}");
    let started = Instant::now();
    let result = work()?;
    println!("[{number}/{STAGES}] {title}: {}", seconds(started));
    Ok(result)
}

fn seconds(since: Instant) -> String {
    format!("{:.1} s", since.elapsed().as_secs_f32())
}

/// The server takes this process's place, so signals reach it and nothing else.
#[cfg(unix)]
fn become_process(command: &mut Command) -> Result<ExitCode> {
    use std::os::unix::process::CommandExt;
    Err(command.exec()).with_context(|| format!("{:?} cannot be started", command.get_program()))
}

#[cfg(not(unix))]
fn become_process(command: &mut Command) -> Result<ExitCode> {
    let status = command.status().with_context(|| format!("{:?} cannot be started", command.get_program()))?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
