//! Memory of a process, as Linux tells it; in megabytes of a million bytes.

use anyhow::{Context, Result, bail};
use std::fs;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{scope, sleep};
use std::time::{Duration, Instant};

/// How often is looked.
const EVERY: Duration = Duration::from_millis(10);

/// A line of `/proc/PID/status`, which tells kilobytes of 1,024.
fn told(process: u32, name: &str) -> Result<f64> {
    let text = fs::read_to_string(format!("/proc/{process}/status")).context("memory is told by Linux alone")?;
    kilobytes(&text, name).map(|kilobytes| kilobytes * 1024.0 / 1e6).with_context(|| format!("{name} is not told"))
}

fn kilobytes(text: &str, name: &str) -> Option<f64> {
    let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}

/// What a process holds now.
pub fn now(process: u32) -> Result<f64> {
    told(process, "VmRSS")
}

/// The most that a process holds while something is done.
pub fn highest_during<T>(process: u32, work: impl FnOnce() -> Result<T>) -> Result<f64> {
    let ended = AtomicBool::new(false);
    scope(|scope| {
        let watching = scope.spawn(|| {
            let mut most = 0.0_f64;
            while !ended.load(Ordering::Relaxed) {
                most = most.max(now(process).unwrap_or(0.0));
                sleep(EVERY);
            }
            most
        });
        let done = work();
        ended.store(true, Ordering::Relaxed);
        let most = watching.join();
        done?;
        most.map_or_else(|_| bail!("the watch broke off"), Ok)
    })
}

/// Runs a program to its end: seconds, and the most that it held.
pub fn of_a_run(command: &mut Command) -> Result<(f64, f64)> {
    let began = Instant::now();
    let mut child = command.stdin(Stdio::null()).spawn().with_context(|| format!("{:?}", command.get_program()))?;
    let mut most = 0.0_f64;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        most = most.max(told(child.id(), "VmHWM").unwrap_or(0.0));
        sleep(EVERY);
    };
    if !status.success() {
        bail!("{:?} failed ({status})", command.get_program());
    }
    Ok((began.elapsed().as_secs_f64(), most))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kilobytes_are_read_from_their_own_line() {
        let text = "Name:\takno\nVmHWM:\t  123456 kB\nVmRSS:\t  1000 kB\n";
        assert_eq!(kilobytes(text, "VmHWM"), Some(123_456.0));
        assert_eq!(kilobytes(text, "VmRSS"), Some(1000.0));
        assert_eq!(kilobytes(text, "Vm"), None);
    }

    #[test]
    fn a_run_that_fails_is_told_and_one_that_works_held_something() {
        assert!(of_a_run(Command::new("sh").args(["-c", "exit 3"])).is_err());
        let (seconds, _) = of_a_run(Command::new("sleep").arg("0.1")).unwrap();
        assert!(seconds > 0.0);
        assert!(
            highest_during(std::process::id(), || {
                sleep(EVERY * 3);
                Ok(())
            })
            .unwrap()
                > 0.0
        );
    }
}
