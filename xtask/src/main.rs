//! The only build tool: `cargo xtask run`, `test`, `bench`, `bundle`.
//!
//! Each command is a module of its own; `workspace` knows where things lie, `machine` what is
//! installed.

mod bench;
mod bundle;
mod machine;
mod postgres;
mod run;
mod test;
mod workspace;

use clap::{Parser, Subcommand};
use std::process::ExitCode;
use workspace::Workspace;

#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", about = "Runs, tests, measures and bundles Akno")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build everything, fill the database with demo data once, and serve on 127.0.0.1:3000
    Run(run::Options),
    /// Run every check: format, clippy, unit tests, HTTP tests on both databases, browser journeys
    Test(test::Options),
    /// Measure the portal beside what the same machine can do at all; docs/figures.md says how to read it
    Bench(bench::Options),
    /// Make the style sheet and the islands ready to be embedded into the server
    Bundle(bundle::Options),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = Workspace::find().and_then(|workspace| match arguments.command {
        Command::Run(options) => run::run(&workspace, &options),
        Command::Test(options) => test::test(&workspace, &options),
        Command::Bench(options) => bench::bench(&workspace, &options),
        Command::Bundle(options) => bundle::command(&workspace, &options).map(|()| ExitCode::SUCCESS),
    });
    outcome.unwrap_or_else(|problem| {
        eprintln!("{problem:#}");
        ExitCode::FAILURE
    })
}
