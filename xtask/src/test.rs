//! `cargo xtask test`: every check there is, counted honestly. A stage that fails hides no other.

mod counting;
mod logged;
mod stage;

use crate::machine;
use crate::workspace::Workspace;
use anyhow::Result;
use clap::Args;
use counting::Count;
use stage::{Context, Stage};
use std::process::ExitCode;
use std::time::{Duration, Instant};

#[derive(Args)]
pub struct Options {
    /// Leave the browser journeys out
    #[arg(long)]
    skip_browser: bool,
    /// Run this stage alone (may be given several times)
    #[arg(long, value_name = "STAGE")]
    only: Vec<Stage>,
}

/// Runs the stages in their order. The last line of output is `N passed, N failed`.
pub fn test(workspace: &Workspace, options: &Options) -> Result<ExitCode> {
    let stages = chosen(options);
    let started = Instant::now();
    let total = match machine::provide(&stage::needs(&stages)) {
        Ok(()) => run_all(workspace, &stages),
        Err(problem) => {
            println!("{problem:#}");
            Count { passed: 0, failed: 1 }
        }
    };
    if options.skip_browser {
        println!("The browser journeys were left out (--skip-browser).");
    }
    println!("In all {}.", minutes(started.elapsed()));
    println!("{} passed, {} failed", total.passed, total.failed);
    Ok(if total.failed == 0 && total.passed > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn chosen(options: &Options) -> Vec<Stage> {
    let wanted = |stage: &Stage| {
        (options.only.is_empty() || options.only.contains(stage)) && !(options.skip_browser && *stage == Stage::Browser)
    };
    Stage::ALL.into_iter().filter(wanted).collect()
}

fn run_all(workspace: &Workspace, stages: &[Stage]) -> Count {
    let mut context = Context::new(workspace);
    let mut results = Vec::new();
    for (number, stage) in stages.iter().enumerate() {
        println!("[{}/{}] {}", number + 1, stages.len(), stage.title());
        let started = Instant::now();
        let count = stage::run(*stage, &mut context);
        let elapsed = started.elapsed();
        println!("[{}/{}] {}: {count}, {}", number + 1, stages.len(), stage.title(), minutes(elapsed));
        results.push((*stage, count, elapsed));
    }
    println!("\n{:<40} {:>8} {:>8} {:>12}", "Stage", "passed", "failed", "time");
    for (stage, count, elapsed) in &results {
        println!("{:<40} {:>8} {:>8} {:>12}", stage.title(), count.passed, count.failed, minutes(*elapsed));
    }
    results.iter().map(|(_, count, _)| *count).sum()
}

/// `7.2 s`, `3 min 20 s`
fn minutes(elapsed: Duration) -> String {
    match elapsed.as_secs() {
        0..60 => format!("{:.1} s", elapsed.as_secs_f32()),
        seconds => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stages_keep_their_order_however_they_are_asked_for() {
        let options = Options { skip_browser: false, only: vec![Stage::Unit, Stage::Format] };
        assert_eq!(chosen(&options), [Stage::Format, Stage::Unit]);
    }

    #[test]
    fn leaving_the_browser_out_leaves_everything_else_in() {
        let options = Options { skip_browser: true, only: vec![] };
        assert_eq!(chosen(&options).len(), Stage::ALL.len() - 1);
        assert!(!chosen(&options).contains(&Stage::Browser));
    }

    #[test]
    fn times_are_readable() {
        assert_eq!(minutes(Duration::from_millis(7240)), "7.2 s");
        assert_eq!(minutes(Duration::from_secs(200)), "3 min 20 s");
    }
}
