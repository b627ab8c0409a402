//! The line before the threads that own connections.

use super::call::Job;
use super::db::DbError;
use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// More waiting calls than this are turned away at once: each would wait longer than people do.
const LONGEST: usize = 4096;

pub(super) struct Queue {
    line: Mutex<Line>,
    arrival: Condvar,
}

/// How long the first of a group waits for more: for one thread with a queue of its own.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Gathering {
    pub(super) wanted: usize,
    pub(super) at_most: Duration,
}

struct Line {
    jobs: VecDeque<Box<dyn Job>>,
    /// Threads asleep until something arrives.
    asleep: usize,
    /// How many must wait before a thread is woken: one, but while a group gathers.
    wanted: usize,
    open: bool,
}

impl Queue {
    pub(super) fn new() -> Queue {
        let line = Line { jobs: VecDeque::new(), asleep: 0, wanted: 1, open: true };
        Queue { line: Mutex::new(line), arrival: Condvar::new() }
    }

    pub(super) fn push(&self, job: Box<dyn Job>) -> Result<(), DbError> {
        let mut line = self.lock();
        if !line.open {
            return Err(DbError::Closed);
        }
        if line.jobs.len() >= LONGEST {
            return Err(DbError::Busy);
        }
        line.jobs.push_back(job);
        let wake = line.asleep > 0 && line.jobs.len() >= line.wanted;
        drop(line);
        if wake {
            self.arrival.notify_one();
        }
        Ok(())
    }

    /// Sleeps until there is work that somebody still waits for; `None` once the queue is closed
    /// and drained.
    pub(super) fn next(&self) -> Option<Box<dyn Job>> {
        self.next_group(1, Gathering::default()).pop()
    }

    /// Sleeps until there is work, lets more gather, then takes what waits, at most `most`, in order
    /// of arrival. Work that must be alone comes alone. Empty once the queue is closed and drained.
    pub(super) fn next_group(&self, most: usize, gathering: Gathering) -> Vec<Box<dyn Job>> {
        let mut line = self.lock();
        loop {
            if !line.jobs.is_empty() && line.jobs.len() < gathering.wanted && line.open {
                line = self.gather(line, gathering);
            }
            let group = line.take(most);
            if !group.is_empty() || !line.open {
                return group;
            }
            line.asleep += 1;
            line = self.arrival.wait(line).unwrap_or_else(PoisonError::into_inner);
            line.asleep -= 1;
        }
    }

    fn gather<'a>(&'a self, mut line: MutexGuard<'a, Line>, gathering: Gathering) -> MutexGuard<'a, Line> {
        line.asleep += 1;
        line.wanted = gathering.wanted;
        let waited =
            self.arrival.wait_timeout_while(line, gathering.at_most, |line| line.open && line.jobs.len() < line.wanted);
        let (mut line, _) = waited.unwrap_or_else(PoisonError::into_inner);
        line.wanted = 1;
        line.asleep -= 1;
        line
    }

    /// Lets nothing more in; what waits is still done.
    pub(super) fn close(&self) {
        self.lock().open = false;
        self.arrival.notify_all();
    }

    /// Nothing in here panics while the lock is held but for want of memory; the line is then whole.
    fn lock(&self) -> MutexGuard<'_, Line> {
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Line {
    fn take(&mut self, most: usize) -> Vec<Box<dyn Job>> {
        let mut group: Vec<Box<dyn Job>> = Vec::new();
        while group.len() < most {
            let Some(next) = self.jobs.front() else { break };
            if next.is_alone() && !group.is_empty() {
                break;
            }
            let Some(job) = self.jobs.pop_front() else { break };
            if !job.claim() {
                continue;
            }
            let alone = job.is_alone();
            group.push(job);
            if alone {
                break;
            }
        }
        group
    }
}
