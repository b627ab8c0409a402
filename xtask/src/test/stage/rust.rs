//! The stages that cargo runs. All of them select the whole workspace, so that every dependency has
//! one set of features and is built once for all.

use super::{Context, Counted, Step};
use crate::workspace::on_path;
use anyhow::Result;
use std::fs;
use std::process::Command;

/// The test binary of the server that speaks HTTP.
const HTTP: &str = "http";

pub fn format(context: &Context) -> Step {
    let mut command = context.cargo();
    // The names of the files say enough; `cargo fmt` shows the rest by mending it.
    command.args(["fmt", "--all", "--", "--check", "--files-with-diff", "--color", "never"]);
    Step { command, counted: Counted::Check }
}

/// This same tool, as its own process so that its output has a log.
pub fn bundle(context: &Context) -> Result<Step> {
    let mut command = Command::new(std::env::current_exe()?);
    command.args(["bundle", "--require-islands"]).current_dir(&context.workspace.root);
    Ok(Step { command, counted: Counted::Check })
}

pub fn clippy(context: &Context) -> Step {
    let mut command = context.cargo();
    command.args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]);
    Step { command, counted: Counted::Check }
}

/// Every test but the HTTP ones; examples in the documentation are tests too.
pub fn unit(context: &Context) -> Result<Vec<Step>> {
    let mut documentation = context.cargo();
    documentation.args(["test", "--workspace", "--doc", "--no-fail-fast"]);
    let documentation = Step { command: documentation, counted: Counted::Libtest };
    if has_nextest() {
        return Ok(vec![nextest(context, &format!("not binary({HTTP})"))?, documentation]);
    }
    let mut command = context.cargo();
    command.args(["test", "--workspace", "--no-fail-fast", "--lib", "--bins"]);
    for target in context.workspace.test_targets.iter().filter(|target| *target != HTTP) {
        command.args(["--test", target]);
    }
    Ok(vec![Step { command, counted: Counted::Libtest }, documentation])
}

/// The HTTP tests with a database named in the environment.
pub fn http(context: &Context, environment: &[(&str, &str)]) -> Result<Step> {
    let mut step = if has_nextest() {
        nextest(context, &format!("binary({HTTP})"))?
    } else {
        let mut command = context.cargo();
        command.args(["test", "--workspace", "--no-fail-fast", "--test", HTTP]);
        Step { command, counted: Counted::Libtest }
    };
    step.command.envs(environment.iter().copied());
    Ok(step)
}

/// Builds what the tests build, the server's binary among it, and runs nothing.
pub fn build_server(context: &Context) -> Step {
    let mut command = context.cargo();
    command.args(["test", "--workspace", "--test", HTTP, "--no-run"]);
    Step { command, counted: Counted::Preparation }
}

fn has_nextest() -> bool {
    on_path("cargo-nextest").is_some()
}

/// nextest keeps its reports in `target/` of the workspace unless its configuration names another
/// directory, which has to be cargo's.
fn nextest(context: &Context, filter: &str) -> Result<Step> {
    let store = context.workspace.target.join("nextest");
    let configuration = context.logs().join("nextest.toml");
    let directory = store.to_string_lossy();
    fs::write(&configuration, format!("{}\n[store]\ndir = {directory:?}\n", include_str!("../../../nextest.toml")))?;
    let mut command = context.cargo();
    command.args(["nextest", "run", "--workspace", "--no-fail-fast", "--config-file"]);
    command.arg(configuration).args(["-E", filter]);
    Ok(Step { command, counted: Counted::Junit(store.join("default/junit.xml")) })
}
