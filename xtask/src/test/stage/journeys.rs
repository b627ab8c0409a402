//! The browser journeys of `end2end/`: node's own test runner drives Chromium.

use super::{Context, Counted, Step, rust};
use crate::machine;
use crate::workspace::Build;
use anyhow::{Context as _, Result};
use std::fs;
use std::path::Path;
use std::process::Command;

pub fn steps(context: &Context) -> Result<Vec<Step>> {
    let folder = context.workspace.root.join("end2end");
    let mut steps = vec![rust::build_server(context)];
    if !is_installed(&folder) {
        let mut npm = Command::new("npm");
        npm.args(["ci", "--no-audit", "--no-fund", "--prefer-offline"]).current_dir(&folder);
        steps.push(Step { command: npm, counted: Counted::Preparation });
    }
    let report = context.logs().join("journeys.tap");
    let chromium = machine::chromium().context("chromium is not installed")?;
    let mut node = Command::new("node");
    // The report goes to a file for counting and, in a form for people, to the log.
    node.args(["--test", "--test-timeout=600000", "--test-reporter=spec", "--test-reporter-destination=stdout"]);
    node.arg("--test-reporter=tap").arg(format!("--test-reporter-destination={}", report.display()));
    node.current_dir(&folder).env("AKNO_CHROMIUM", chromium).env("NO_COLOR", "1");
    node.env("AKNO_BIN", context.workspace.server(Build::Development));
    steps.push(Step { command: node, counted: Counted::Tap(report) });
    Ok(steps)
}

/// npm leaves a copy of what it installed; `npm ci` would remove all and install it again.
fn is_installed(folder: &Path) -> bool {
    let time = |file: &str| fs::metadata(folder.join(file)).and_then(|file| file.modified()).ok();
    matches!((time("node_modules/.package-lock.json"), time("package-lock.json")), (Some(done), Some(asked)) if done > asked)
}
