//! How many tests passed and failed, from what the runners write for machines, or write the same
//! way every time.

use std::fmt::{self, Display};
use std::iter::Sum;
use std::ops::Add;

/// Tests that ran. Skipped and ignored ones are in neither number.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Count {
    pub passed: u64,
    pub failed: u64,
}

impl Count {
    /// A check that is one thing: formatted or not.
    pub fn check(succeeded: bool) -> Count {
        Count { passed: succeeded.into(), failed: (!succeeded).into() }
    }

    /// A runner that ended badly has at least one failure, whatever it managed to write.
    pub fn and_ended(mut self, succeeded: bool) -> Count {
        if !succeeded && self.failed == 0 {
            self.failed = 1;
        }
        self
    }

    /// A stage in which nothing ran has not passed.
    pub fn or_failed_if_empty(self) -> Count {
        if self == Count::default() { Count { passed: 0, failed: 1 } } else { self }
    }
}

impl Add for Count {
    type Output = Count;
    fn add(self, other: Count) -> Count {
        Count { passed: self.passed + other.passed, failed: self.failed + other.failed }
    }
}

impl Sum for Count {
    fn sum<I: Iterator<Item = Count>>(counts: I) -> Count {
        counts.fold(Count::default(), Add::add)
    }
}

impl Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// `cargo test`: the sum of the lines `test result: …`. A test binary that was started and wrote
/// none has crashed, which is one failure.
pub fn libtest(output: &str) -> Count {
    let mut count = Count::default();
    let mut unfinished = false;
    for line in output.lines() {
        let line = line.trim_start();
        if line.starts_with("Running unittests ")
            || line.starts_with("Running tests/")
            || line.starts_with("Doc-tests ")
        {
            count.failed += u64::from(unfinished);
            unfinished = true;
        } else if let Some(result) = line.strip_prefix("test result: ") {
            unfinished = false;
            count = count + Count { passed: before(result, " passed"), failed: before(result, " failed") };
        }
    }
    count.failed += u64::from(unfinished);
    count
}

/// JUnit's XML as cargo-nextest writes it: the attributes of `<testsuites>`.
pub fn junit(xml: &str) -> Count {
    let Some(start) = xml.find("<testsuites ") else { return Count::default() };
    let tag = xml[start..].split('>').next().unwrap_or_default();
    let attribute = |name: &str| -> u64 {
        let value = tag.split_once(&format!(" {name}=\"")).and_then(|(_, rest)| rest.split('"').next());
        value.and_then(|digits| digits.parse().ok()).unwrap_or(0)
    };
    let failed = attribute("failures") + attribute("errors");
    Count { passed: attribute("tests").saturating_sub(failed), failed }
}

/// Node's TAP: the comments at its end. A test cut short by its parent's failure has failed.
pub fn tap(output: &str) -> Count {
    let total = |name: &str| -> u64 {
        let mut lines = output.lines().filter_map(|line| line.strip_prefix(&format!("# {name} ")));
        lines.next_back().and_then(|digits| digits.trim().parse().ok()).unwrap_or(0)
    };
    Count { passed: total("pass"), failed: total("fail") + total("cancelled") }
}

/// The number that stands before a word.
fn before(text: &str, word: &str) -> u64 {
    let digits = text.split(word).next().and_then(|head| head.rsplit(|c: char| !c.is_ascii_digit()).next());
    if text.contains(word) { digits.and_then(|digits| digits.parse().ok()).unwrap_or(0) } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(passed: u64, failed: u64) -> Count {
        Count { passed, failed }
    }

    #[test]
    fn the_results_of_several_test_binaries_are_added_up() {
        let output = "
     Running unittests src/lib.rs (/t/debug/deps/portal-1)

running 12 tests
test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.10s

     Running tests/samples.rs (/t/debug/deps/samples-2)
test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s
";
        assert_eq!(libtest(output), count(15, 2));
    }

    #[test]
    fn a_test_binary_that_crashes_is_a_failure_wherever_it_stands() {
        let crashed = "     Running unittests src/lib.rs (/t/a)\nrunning 2 tests\n";
        let fine = "     Running tests/http.rs (/t/b)\ntest result: ok. 4 passed; 0 failed; 0 ignored;\n";
        assert_eq!(libtest(&format!("{crashed}{fine}")), count(4, 1));
        assert_eq!(libtest(&format!("{fine}{crashed}")), count(4, 1));
    }

    #[test]
    fn tests_that_do_not_compile_are_a_failure() {
        let output = "error[E0425]: cannot find value `x`\nerror: could not compile `akno` (lib test)\n";
        assert_eq!(libtest(output).and_ended(false), count(0, 1));
        assert_eq!(junit("").and_ended(false), count(0, 1));
    }

    #[test]
    fn nextest_is_read_from_its_junit_file() {
        let xml = r#"<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="nextest-run" tests="40" failures="3" errors="1" uuid="1" timestamp="2026" time="1.2">
    <testsuite name="akno" tests="40" disabled="0" errors="1" failures="3">"#;
        assert_eq!(junit(xml), count(36, 4));
    }

    #[test]
    fn node_is_read_from_the_end_of_its_tap() {
        let output = "TAP version 13\nok 1 - files\n    # pass 99\n1..4\n# tests 5\n# suites 1\n# pass 2\n# fail 1\n# cancelled 1\n# skipped 1\n# todo 0\n";
        assert_eq!(tap(output), count(2, 2));
    }

    #[test]
    fn a_stage_in_which_nothing_ran_has_failed() {
        let output = "     Running unittests src/lib.rs (/t/a)\ntest result: ok. 0 passed; 0 failed; 0 ignored;\n";
        assert_eq!(libtest(output).or_failed_if_empty(), count(0, 1));
        assert_eq!(tap("# pass 0\n# fail 0\n").or_failed_if_empty(), count(0, 1));
        assert_eq!(count(1, 0).or_failed_if_empty(), count(1, 0));
    }

    #[test]
    fn a_runner_that_ends_badly_never_counts_as_clean() {
        assert_eq!(count(7, 0).and_ended(false), count(7, 1));
        assert_eq!(count(7, 2).and_ended(false), count(7, 2));
        assert_eq!(count(7, 0).and_ended(true), count(7, 0));
    }

    #[test]
    fn counts_add_up_and_read_as_the_last_line() {
        let total: Count = [Count::check(true), Count::check(false), count(5, 1)].into_iter().sum();
        assert_eq!(total.to_string(), "6 passed, 2 failed");
    }
}
