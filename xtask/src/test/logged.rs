//! Runs a command with its output in a file: quiet while all is well, with a sign of life every
//! half minute, and the end of the file at hand when it fails.

use anyhow::{Context, Result};
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

const SIGN_OF_LIFE: Duration = Duration::from_secs(30);

/// Runs to the end; whether it succeeded.
pub fn run(command: &mut Command, log: &Path) -> Result<bool> {
    let output = File::create(log).with_context(|| log.display().to_string())?;
    command.stdin(Stdio::null()).stdout(output.try_clone()?).stderr(output);
    let mut child = command.spawn().with_context(|| format!("{:?} cannot be started", command.get_program()))?;
    let started = Instant::now();
    let mut next_sign = SIGN_OF_LIFE;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status.success());
        }
        if started.elapsed() > next_sign {
            next_sign += SIGN_OF_LIFE;
            let now = read(log);
            let line = now.lines().rev().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
            println!("      {}: {}", super::minutes(started.elapsed()), line.chars().take(100).collect::<String>());
        }
        sleep(Duration::from_millis(100));
    }
}

/// What was written, broken UTF-8 included.
pub fn read(log: &Path) -> String {
    String::from_utf8_lossy(&fs::read(log).unwrap_or_default()).into_owned()
}

/// The last lines, indented, with the place of the whole.
pub fn tail(log: &Path, lines: usize) -> String {
    let text = read(log);
    let all: Vec<&str> = text.lines().collect();
    let last = &all[all.len().saturating_sub(lines)..];
    let mut tail: String = last.iter().map(|line| format!("    {line}\n")).collect();
    tail.push_str(&format!("    all of it: {}\n", log.display()));
    tail
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_streams_land_in_the_log_and_the_status_is_told() {
        let log = std::env::temp_dir().join(format!("akno-log-{}", std::process::id()));
        let mut command = Command::new("sh");
        command.args(["-c", "for i in 1 2 3 4; do echo out $i; done; echo wrong >&2; exit 3"]);
        assert!(!run(&mut command, &log).expect("started"));
        assert_eq!(read(&log), "out 1\nout 2\nout 3\nout 4\nwrong\n");
        assert!(tail(&log, 2).starts_with("    out 4\n    wrong\n    all of it: "));
        fs::remove_file(&log).expect("removed");
    }

    #[test]
    fn a_program_that_does_not_exist_is_an_error() {
        let log = std::env::temp_dir().join(format!("akno-no-log-{}", std::process::id()));
        assert!(run(&mut Command::new("/no/such/program"), &log).is_err());
        fs::remove_file(&log).expect("removed");
    }
}
