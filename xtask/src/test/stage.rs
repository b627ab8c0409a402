//! The stages of the tests and the commands each consists of.

mod journeys;
mod rust;

use super::counting::{self, Count};
use super::logged;
use crate::machine::Need;
use crate::postgres::Postgres;
use crate::workspace::{Build, Workspace, bundled};
use anyhow::Result;
use clap::ValueEnum;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// In the order in which they run. The bundle comes early because the server embeds it: one build
/// serves clippy's checks, every test, and the journeys.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Stage {
    #[value(name = "fmt")]
    Format,
    Bundle,
    Clippy,
    Unit,
    HttpSqlite,
    HttpPostgres,
    Browser,
}

/// One command and how its tests are counted.
struct Step {
    command: Command,
    counted: Counted,
}

enum Counted {
    /// Passes or fails as one thing.
    Check,
    /// Counts only when it fails, and then nothing after it in its stage can run.
    Preparation,
    /// The output of `cargo test`.
    Libtest,
    /// A JUnit file that the command writes.
    Junit(PathBuf),
    /// A TAP file that the command writes.
    Tap(PathBuf),
}

/// The commands of a stage, and the server that must live as long as they run.
struct Prepared {
    steps: Vec<Step>,
    _postgres: Option<Postgres>,
}

/// What one stage leaves for the next.
pub struct Context<'a> {
    workspace: &'a Workspace,
    /// A bundle that failed is not embedded, and the rest is tested without islands.
    bundle_failed: bool,
}

impl<'a> Context<'a> {
    pub fn new(workspace: &'a Workspace) -> Context<'a> {
        Context { workspace, bundle_failed: false }
    }

    /// Cargo, with the bundle in its environment.
    fn cargo(&self) -> Command {
        let mut cargo = self.workspace.cargo(Build::Development);
        cargo.env("CARGO_TERM_COLOR", "never");
        let site = self.workspace.site(Build::Development);
        match bundled(&site).filter(|_| !self.bundle_failed) {
            Some(site) => cargo.env("AKNO_SITE", site),
            None => cargo.env_remove("AKNO_SITE"),
        };
        cargo
    }

    /// The directory of the logs of this run.
    fn logs(&self) -> PathBuf {
        self.workspace.target.join("test-logs")
    }
}

impl Stage {
    pub const ALL: [Stage; 7] = [
        Stage::Format,
        Stage::Bundle,
        Stage::Clippy,
        Stage::Unit,
        Stage::HttpSqlite,
        Stage::HttpPostgres,
        Stage::Browser,
    ];

    pub fn title(self) -> &'static str {
        match self {
            Stage::Format => "Format",
            Stage::Bundle => "WebAssembly and style sheet",
            Stage::Clippy => "Clippy",
            Stage::Unit => "Unit tests",
            Stage::HttpSqlite => "HTTP tests on SQLite",
            Stage::HttpPostgres => "HTTP tests on PostgreSQL",
            Stage::Browser => "Browser journeys",
        }
    }

    fn needs(self) -> &'static [Need] {
        match self {
            Stage::Format => &[Need::Rustfmt],
            Stage::Bundle => &[],
            Stage::Clippy => &[Need::Clippy],
            Stage::Unit | Stage::HttpSqlite => &[Need::Pdftotext],
            Stage::HttpPostgres => &[Need::Pdftotext, Need::Postgresql],
            Stage::Browser => &[Need::Chromium, Need::Node, Need::Npm, Need::DejaVu, Need::Noto, Need::Pdftotext],
        }
    }

    fn prepare(self, context: &Context) -> Result<Prepared> {
        let steps = match self {
            Stage::Format => vec![rust::format(context)],
            Stage::Bundle => vec![rust::bundle(context)?],
            Stage::Clippy => vec![rust::clippy(context)],
            Stage::Unit => rust::unit(context)?,
            Stage::HttpSqlite => vec![rust::http(context, &[("AKNO_TEST_DATABASE", "sqlite")])?],
            Stage::HttpPostgres => {
                let postgres = Postgres::start()?;
                let environment = [("AKNO_TEST_DATABASE", "postgres"), ("AKNO_TEST_POSTGRES_URL", postgres.url())];
                let steps = vec![rust::http(context, &environment)?];
                return Ok(Prepared { steps, _postgres: Some(postgres) });
            }
            Stage::Browser => journeys::steps(context)?,
        };
        Ok(Prepared { steps, _postgres: None })
    }
}

/// What all these stages need of the machine, each thing once.
pub fn needs(stages: &[Stage]) -> Vec<Need> {
    let mut needs = Vec::new();
    for need in stages.iter().flat_map(|stage| stage.needs()) {
        if !needs.contains(need) {
            needs.push(*need);
        }
    }
    needs
}

/// Runs a stage; a failure shows the end of its output.
pub fn run(stage: Stage, context: &mut Context) -> Count {
    let count = steps_of(stage, context).unwrap_or_else(|problem| {
        println!("    {problem:#}");
        Count::check(false)
    });
    if stage == Stage::Bundle {
        context.bundle_failed = count.failed > 0;
    }
    if count == Count::default() {
        println!("    not one test ran");
    }
    count.or_failed_if_empty()
}

fn steps_of(stage: Stage, context: &Context) -> Result<Count> {
    fs::create_dir_all(context.logs())?;
    let prepared = stage.prepare(context)?;
    let mut total = Count::default();
    for (number, mut step) in prepared.steps.into_iter().enumerate() {
        let log = context.logs().join(format!("{stage:?}-{}.log", number + 1).to_lowercase());
        step.counted.forget();
        let succeeded = logged::run(&mut step.command, &log)?;
        let count = step.counted.count(succeeded, &log);
        total = total + count;
        if count.failed > 0 {
            print!("{}", logged::tail(&log, 80));
            if matches!(step.counted, Counted::Preparation) {
                break;
            }
        }
    }
    Ok(total)
}

impl Counted {
    /// Removes the file of an earlier run, which must not be counted again.
    fn forget(&self) {
        if let Counted::Junit(file) | Counted::Tap(file) = self {
            fs::remove_file(file).ok();
        }
    }

    fn count(&self, succeeded: bool, log: &Path) -> Count {
        match self {
            Counted::Check => Count::check(succeeded),
            Counted::Preparation => Count::default().and_ended(succeeded),
            Counted::Libtest => counting::libtest(&logged::read(log)).and_ended(succeeded),
            Counted::Junit(file) => counting::junit(&logged::read(file)).and_ended(succeeded),
            Counted::Tap(file) => counting::tap(&logged::read(file)).and_ended(succeeded),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_need_of_several_stages_is_looked_for_once() {
        let needs = needs(&Stage::ALL);
        assert_eq!(needs.iter().filter(|need| **need == Need::Pdftotext).count(), 1);
        assert!(needs.contains(&Need::Chromium));
        assert!(!super::needs(&[Stage::Format, Stage::Unit]).contains(&Need::Chromium));
    }

    #[test]
    fn a_preparation_counts_only_when_it_fails() {
        let nowhere = Path::new("/no/such/log");
        assert_eq!(Counted::Preparation.count(true, nowhere), Count::default());
        assert_eq!(Counted::Preparation.count(false, nowhere), Count { passed: 0, failed: 1 });
    }

    #[test]
    fn a_report_of_an_earlier_run_is_not_counted_again() {
        let file = std::env::temp_dir().join(format!("akno-tap-{}", std::process::id()));
        fs::write(&file, "# pass 9\n# fail 0\n").expect("written");
        let counted = Counted::Tap(file.clone());
        assert_eq!(counted.count(true, Path::new("/")), Count { passed: 9, failed: 0 });
        counted.forget();
        assert_eq!(counted.count(false, Path::new("/")), Count { passed: 0, failed: 1 });
    }
}
