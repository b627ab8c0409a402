//! An address that speaks the API's ByPeriod feeds as a source, asked month by month.

use super::batch::{Batch, SIZE, Seen};
use super::split::{Fault, Splitter};
use super::{Done, ImportError, Outlet};
use crate::register::wire::{Feed, Origin};
use chrono::{Datelike, Days, Months, NaiveDate};
use std::io::{BufRead, BufReader};
use std::time::Duration;
use ureq::Agent;
use ureq::http::StatusCode;

/// How patient to be with an address.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// Before the second try; doubled before each further one.
    pub pause: Duration,
    /// Tries of one request.
    pub tries: u32,
    /// Until a connection stands, and until an answer begins.
    pub begin: Duration,
    /// Until an answer is whole.
    pub whole: Duration,
}

impl Default for Patience {
    fn default() -> Patience {
        let seconds = Duration::from_secs;
        Patience { pause: seconds(2), tries: 6, begin: seconds(60), whole: seconds(600) }
    }
}

/// What to ask for.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Without a slash at the end.
    pub base: String,
    pub from: NaiveDate,
    pub until: NaiveDate,
    pub patience: Patience,
}

/// Reads every feed of an address and hands its records out in batches.
pub fn read(asked: &Asked, origin: &Origin, done: &Done, outlet: &Outlet) -> Result<(), ImportError> {
    let agent = agent(&asked.patience);
    for feed in Feed::BY_PERIOD {
        Asking { asked, feed, agent: &agent, origin, outlet }.all(done)?;
    }
    Ok(())
}

pub(super) fn agent(patience: &Patience) -> Agent {
    let config = Agent::config_builder()
        .http_status_as_error(false)
        .timeout_connect(Some(patience.begin))
        .timeout_recv_response(Some(patience.begin))
        .timeout_recv_body(Some(patience.whole))
        .user_agent(concat!("akno/", env!("CARGO_PKG_VERSION")));
    config.build().new_agent()
}

/// The row of a feed in `import_runs`. It carries the first day: a run from another day is another.
pub fn run_name(feed: Feed, from: NaiveDate) -> String {
    format!("{}ByPeriod from {from}", feed.method())
}

struct Asking<'a> {
    asked: &'a Asked,
    feed: Feed,
    agent: &'a Agent,
    origin: &'a Origin,
    outlet: &'a Outlet,
}

/// How a window was answered.
#[derive(PartialEq, Eq)]
enum Answered {
    Records,
    Nothing,
    /// 404: taken for "nothing" by many clients, and also what a wrong address says.
    NotFound,
}

/// Why a try failed.
pub(super) enum Failed {
    /// Trying again may help.
    Meanwhile(String),
    /// It will not.
    ForGood(ImportError),
}

impl Asking<'_> {
    fn all(&self, done: &Done) -> Result<(), ImportError> {
        let name = run_name(self.feed, self.asked.from);
        let resumed = i32::try_from(done.position(&name)).ok().and_then(NaiveDate::from_num_days_from_ce_opt);
        let mut from = resumed.map_or(self.asked.from, |day| day.max(self.asked.from));
        let (mut asked, mut not_found) = (0, 0);
        while from <= self.asked.until {
            let until = month_end(from).min(self.asked.until);
            not_found += i32::from(self.window(&name, from, until)? == Answered::NotFound);
            asked += 1;
            from = until + Days::new(1);
        }
        if asked > 0 && asked == not_found {
            return Err(ImportError::Source(format!(
                "{}: {}ByPeriod is not there (404 each time); the address ends in /api/v2/egr",
                self.asked.base,
                self.feed.method()
            )));
        }
        let mut last = Batch::new(&name, i64::from(from.num_days_from_ce()));
        last.finished = true;
        self.outlet.send(last)
    }

    /// One window, with as many tries as patience allows.
    fn window(&self, name: &str, from: NaiveDate, until: NaiveDate) -> Result<Answered, ImportError> {
        let url = format!("{}/{}ByPeriod/{}/{}", self.asked.base, self.feed.method(), written(from), written(until));
        patiently(&url, &self.asked.patience, || self.attempt(&url, name, from, until))
    }

    fn attempt(&self, url: &str, name: &str, from: NaiveDate, until: NaiveDate) -> Result<Answered, Failed> {
        match get(self.agent, url)? {
            Got::Records(body) => self.records(body, name, from, until),
            Got::Nothing => self.nothing(name, until, Answered::Nothing),
            Got::NotFound => self.nothing(name, until, Answered::NotFound),
        }
    }

    /// Hands the records out. The position moves with the last of them: where the answer breaks off,
    /// the window is asked for again, and what was written meanwhile says nothing new.
    fn records(&self, body: impl BufRead, name: &str, from: NaiveDate, until: NaiveDate) -> Result<Answered, Failed> {
        let first = i64::from(from.num_days_from_ce());
        let (mut batch, mut seen) = (Batch::new(name, first), Seen::default());
        let mut splitter = Splitter::new(body);
        let mut index = 0;
        loop {
            match splitter.next() {
                Ok(Some(piece)) => {
                    // A place of its own for each record of each window, for the refused ones.
                    batch.add(&piece, Some(self.feed), first * 1_000_000 + index, self.origin, &mut seen);
                    index += 1;
                }
                Ok(None) => break,
                Err(fault) => {
                    self.outlet.send(batch).map_err(Failed::ForGood)?;
                    return Err(Failed::Meanwhile(broken(&fault)));
                }
            }
            if batch.read >= SIZE {
                self.outlet.send(batch.take()).map_err(Failed::ForGood)?;
            }
        }
        batch.position = next_day(until);
        self.outlet.send(batch).map_err(Failed::ForGood)?;
        Ok(Answered::Records)
    }

    fn nothing(&self, name: &str, until: NaiveDate, answered: Answered) -> Result<Answered, Failed> {
        self.outlet.send(Batch::new(name, next_day(until))).map_err(Failed::ForGood)?;
        Ok(answered)
    }
}

/// What a request got.
pub(super) enum Got {
    Records(Box<dyn BufRead>),
    Nothing,
    NotFound,
}

pub(super) fn get(agent: &Agent, url: &str) -> Result<Got, Failed> {
    let answer = agent.get(url).header("accept", "application/json").call();
    let answer = answer.map_err(|error| Failed::Meanwhile(error.to_string()))?;
    match answer.status() {
        StatusCode::NO_CONTENT => return Ok(Got::Nothing),
        StatusCode::NOT_FOUND => return Ok(Got::NotFound),
        StatusCode::OK => {}
        status if status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS => {
            return Err(Failed::Meanwhile(format!("the answer was {status}")));
        }
        status => return Err(Failed::ForGood(ImportError::Source(format!("{url}: the answer was {status}")))),
    }
    let mut body = BufReader::with_capacity(64 * 1024, answer.into_body().into_reader());
    let empty = body.fill_buf().map_err(|error| Failed::Meanwhile(error.to_string()))?.is_empty();
    if empty { Err(Failed::Meanwhile("the answer was empty".into())) } else { Ok(Got::Records(Box::new(body))) }
}

/// A request with as many tries as patience allows.
pub(super) fn patiently<T>(
    url: &str,
    patience: &Patience,
    mut attempt: impl FnMut() -> Result<T, Failed>,
) -> Result<T, ImportError> {
    let (mut pause, mut left) = (patience.pause, patience.tries.max(1));
    loop {
        let why = match attempt() {
            Ok(answered) => return Ok(answered),
            Err(Failed::ForGood(error)) => return Err(error),
            Err(Failed::Meanwhile(why)) => why,
        };
        left -= 1;
        if left == 0 {
            return Err(ImportError::Source(format!("{url}: {why}; what was read is kept, run it again to go on")));
        }
        tracing::warn!(url, why, tries_left = left, "an address did not answer as it should");
        std::thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_secs(60));
    }
}

pub(super) fn broken(fault: &Fault) -> String {
    match fault {
        Fault::NotJson => "the answer is a page, not records".into(),
        fault => format!("the answer: {fault}"),
    }
}

fn written(day: NaiveDate) -> String {
    day.format("%d.%m.%Y").to_string()
}

fn month_end(day: NaiveDate) -> NaiveDate {
    let first = day.with_day(1).unwrap_or(day);
    first.checked_add_months(Months::new(1)).and_then(|next| next.pred_opt()).unwrap_or(day)
}

fn next_day(day: NaiveDate) -> i64 {
    i64::from(day.num_days_from_ce()) + 1
}
