//! What a figure hangs on beside the code: the machine, its load, the versions.

use super::{Bench, output};
use crate::postgres;
use anyhow::Result;
use serde_json::{Value, json};
use std::fmt;
use std::fs;
use std::process::Command;

/// Names and what they are, in the order in which they are told.
pub struct Surroundings(Vec<(&'static str, String)>);

impl Surroundings {
    pub fn look(bench: &Bench) -> Result<Surroundings> {
        let said = |program: &str, arguments: &[&str]| {
            let text = output(Command::new(program).args(arguments).current_dir(&bench.root));
            text.map_or_else(|_| "not known".to_owned(), |text| text.trim().to_owned())
        };
        let cores = std::thread::available_parallelism().map_or(0, usize::from);
        let folder = bench.folder.to_string_lossy();
        Ok(Surroundings(vec![
            ("before", said("uptime", &[])),
            ("processor", format!("{cores} × {}", processor())),
            ("system", said("uname", &["-sr"])),
            ("file system", said("stat", &["-f", "-c", "%T", &folder])),
            ("portal", said("git", &["describe", "--always", "--dirty"])),
            ("rustc", said("rustc", &["--version"])),
            ("SQLite", bench.floor(&["sqlite"])?.trim().to_owned()),
            ("wrk", bench.wrk.as_ref().map_or_else(|| "not here: own loader".to_owned(), |wrk| wrk_version(wrk))),
            (
                "PostgreSQL",
                postgres::programs().map_or_else(
                    || "not here".to_owned(),
                    |programs| said(&programs.join("postgres").to_string_lossy(), &["--version"]),
                ),
            ),
        ]))
    }

    /// Looks at the machine's load again.
    pub fn finish(&mut self) {
        let after = output(&mut Command::new("uptime")).unwrap_or_default();
        self.0.insert(1, ("after", after.trim().to_owned()));
    }

    pub fn to_json(&self) -> Value {
        self.0.iter().map(|(name, text)| ((*name).to_owned(), json!(text))).collect::<serde_json::Map<_, _>>().into()
    }
}

impl fmt::Display for Surroundings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|(name, text)| writeln!(f, "{name:<12} {text}"))
    }
}

fn processor() -> String {
    let told = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = told.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    model.map_or(std::env::consts::ARCH, |(_, name)| name).trim().to_owned()
}

/// It has no option that succeeds: asked for its version it gives it, and fails.
fn wrk_version(wrk: &std::path::Path) -> String {
    let asked = Command::new(wrk).arg("-v").output();
    let text = asked.map(|asked| [asked.stdout, asked.stderr].concat()).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    text.trim_start_matches("wrk ").split(" Copyright").next().unwrap_or_default().to_owned()
}
