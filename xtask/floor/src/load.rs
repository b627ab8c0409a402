//! Load: clients that send one request after the other, or requests that come at a steady rate
//! whether or not the earlier ones are answered.
//!
//! A closed loop flatters the waiting times, since nobody arrives while everybody waits. At a steady
//! rate a request's time counts from the instant at which it was due, so waiting for a free
//! connection counts too.

use crate::http::{self, Answer, Connection};
use anyhow::{Result, anyhow};
use serde::Serialize;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::runtime::Runtime;
use tokio::sync::Semaphore;

/// How long filings run before and after the reads that are measured amid them.
pub const LEAD: Duration = Duration::from_millis(300);

/// Requests to send, made before the time runs.
pub struct Requests {
    made: Vec<Vec<u8>>,
    /// From the beginning again after the last.
    again: bool,
    is_right: fn(&Answer) -> bool,
}

impl Requests {
    /// Companies' pages, round and round.
    pub fn pages(port: u16, unps: &[String]) -> Requests {
        let made = unps.iter().map(|unp| http::get(port, &format!("/register/{unp}"), None)).collect();
        Requests { made, again: true, is_right: |answer| answer.status == 200 }
    }

    /// Pages that people who signed in open, round and round: the cookie and the path of each.
    pub fn opened(port: u16, pages: &[(String, String)]) -> Requests {
        let made = pages.iter().map(|(cookie, path)| http::get(port, path, Some(cookie))).collect();
        Requests { made, again: true, is_right: |answer| answer.status == 200 }
    }

    /// Any paths, round and round.
    pub fn paths(port: u16, paths: &[String]) -> Requests {
        let made = paths.iter().map(|path| http::get(port, path, None)).collect();
        Requests { made, again: true, is_right: |answer| answer.status == 200 }
    }

    /// Each draft filed once. Right is the way to the receipt: the office has it, and it is on disk.
    pub fn filings(port: u16, session: &str, drafts: &[String]) -> Requests {
        let filing = |id: &String| {
            let fields = [("confirmed", "yes"), ("round", "1")];
            http::post(port, &format!("/applications/{id}/filing"), Some(session), &fields)
        };
        let is_right = |answer: &Answer| {
            answer.status == 303 && answer.location.as_deref().is_some_and(|location| location.ends_with("/receipt"))
        };
        Requests { made: drafts.iter().map(filing).collect(), again: false, is_right }
    }

    fn get(&self, number: usize) -> Option<&[u8]> {
        let index = if self.again { number % self.made.len().max(1) } else { number };
        self.made.get(index).map(Vec::as_slice)
    }
}

pub struct Load {
    /// On 127.0.0.1.
    pub port: u16,
    pub connections: usize,
    /// No request is sent or due later.
    pub during: Duration,
    /// Requests a second at even distances; without it, each connection sends as soon as it is answered.
    pub rate: Option<f64>,
    pub requests: Requests,
}

/// How it went; times in milliseconds.
#[derive(Debug, Default, Serialize)]
pub struct Outcome {
    /// Answers that were right.
    pub answered: usize,
    pub failed: usize,
    pub first_failure: Option<String>,
    /// To the last answer.
    pub seconds: f64,
    pub per_second: f64,
    pub p50: f64,
    pub p95: f64,
    pub p99: f64,
    pub longest: f64,
}

/// Reads, and what ran meanwhile.
#[derive(Debug, Serialize)]
pub struct Amid {
    pub reads: Outcome,
    pub filings: Outcome,
    /// Bytes of a download.
    pub downloaded: usize,
}

/// Runs a load to its end.
pub async fn run(load: Load) -> Result<Outcome> {
    let mut connections = Vec::with_capacity(load.connections);
    for _ in 0..load.connections {
        connections.push(Connection::open(load.port).await?);
    }
    let course = Arc::new(Course { load, began: Instant::now(), next: AtomicUsize::new(0), due: Semaphore::new(0) });
    let paced = course.clone();
    let pacing = course.load.rate.map(|rate| std::thread::spawn(move || paced.let_in(rate)));
    let clients: Vec<_> =
        connections.into_iter().map(|connection| tokio::spawn(client(course.clone(), connection))).collect();
    let mut seen = Seen::default();
    for client in clients {
        seen.take(client.await?);
    }
    if let Some(pacing) = pacing {
        pacing.join().map_err(|_| anyhow!("the pacing broke off"))?;
    }
    Ok(seen.outcome(course.began))
}

/// Runs reads amid filings, which begin [`LEAD`] earlier, and where a path is given amid a download too.
///
/// These have a thread of their own, behind that of the reads: those who file sit at machines of their own, and a
/// page has come when it has come, not when a client is through with what came to somebody else.
pub fn run_amid(reads: Load, filings: Load, path: Option<String>) -> Result<Amid> {
    let beside = std::thread::spawn(move || {
        stand_back();
        one_thread()?.block_on(file_and_download(filings, path))
    });
    std::thread::sleep(LEAD);
    let reads = one_thread()?.block_on(run(reads))?;
    let (filings, downloaded) = beside.join().map_err(|_| anyhow!("what ran beside broke off"))??;
    Ok(Amid { reads, filings, downloaded })
}

async fn file_and_download(filings: Load, path: Option<String>) -> Result<(Outcome, usize)> {
    let taken = Arc::new(AtomicUsize::new(0));
    let downloading = path.map(|path| tokio::spawn(download(filings.port, path, taken.clone())));
    let filings = run(filings).await?;
    if let Some(downloading) = downloading {
        // It ends by itself only where it failed.
        match downloading.is_finished() {
            true => downloading.await??,
            false => downloading.abort(),
        }
    }
    Ok((filings, taken.load(Ordering::Relaxed)))
}

/// A load takes one thread, as wrk's does, and what runs beside it another.
pub fn one_thread() -> Result<Runtime> {
    Ok(tokio::runtime::Builder::new_current_thread().enable_all().build()?)
}

/// Lets the thread that asks give way, as far as the portal's filings do.
fn stand_back() {
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{getpriority_process, setpriority_process};
        let me = Some(rustix::thread::gettid());
        let _ = getpriority_process(me).and_then(|nice| setpriority_process(me, nice + 5));
    }
}

/// Takes a long answer again and again until it is aborted; how many bytes came is told by `taken`.
pub async fn download(port: u16, path: String, taken: Arc<AtomicUsize>) -> Result<()> {
    let request = format!("GET {path} HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\nconnection: close\r\n\r\n");
    let mut room = vec![0; 64 * 1024];
    loop {
        let mut stream = TcpStream::connect(("127.0.0.1", port)).await?;
        stream.write_all(request.as_bytes()).await?;
        loop {
            match stream.read(&mut room).await? {
                0 => break,
                read => taken.fetch_add(read, Ordering::Relaxed),
            };
        }
    }
}

/// A load on its way.
struct Course {
    load: Load,
    began: Instant,
    /// The number of the next request.
    next: AtomicUsize,
    /// At a steady rate: a permit for each request that is due and not yet sent.
    due: Semaphore,
}

impl Course {
    /// The number of the next request and the instant from which its time counts; `None` at the end.
    async fn next(&self) -> Option<(usize, Instant)> {
        let due = match self.load.rate {
            None => Instant::now(),
            Some(_) => {
                self.due.acquire().await.ok()?.forget();
                self.began
            }
        };
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let due = self.load.rate.map_or(due, |rate| due + Duration::from_secs_f64(number as f64 / rate));
        (due.duration_since(self.began) < self.load.during).then_some((number, due))
    }

    /// Lets requests in as they become due, on a thread of its own: the runtime's clock ticks in
    /// milliseconds.
    fn let_in(&self, rate: f64) {
        let all = (self.load.during.as_secs_f64() * rate).ceil() as usize;
        for number in 0..all {
            let due = self.began + Duration::from_secs_f64(number as f64 / rate);
            let early = due.saturating_duration_since(Instant::now());
            if !early.is_zero() {
                std::thread::sleep(early);
            }
            self.due.add_permits(1);
        }
        // One more for each connection, by which it learns that the time is over.
        self.due.add_permits(self.load.connections);
    }
}

/// A client that meets so many failures has nobody to talk to.
const TOO_MANY_FAILURES: usize = 100;

async fn client(course: Arc<Course>, connection: Connection) -> Seen {
    let mut seen = Seen::default();
    let mut connection = Some(connection);
    while let Some((number, due)) = course.next().await {
        let Some(request) = course.load.requests.get(number) else { break };
        match exchange(&mut connection, course.load.port, request).await {
            Ok(answer) if (course.load.requests.is_right)(&answer) => {
                seen.micros.push(due.elapsed().as_micros() as u64)
            }
            Ok(answer) => seen.fail(format!("{} {}", answer.status, answer.location.unwrap_or_default())),
            Err(problem) => {
                connection = None;
                seen.fail(format!("{problem:#}"));
            }
        }
        seen.last = Some(Instant::now());
        if seen.failed >= TOO_MANY_FAILURES {
            break;
        }
    }
    seen
}

async fn exchange(connection: &mut Option<Connection>, port: u16, request: &[u8]) -> Result<Answer> {
    let open = match connection.take() {
        Some(open) => open,
        None => Connection::open(port).await?,
    };
    let open = connection.insert(open);
    open.exchange(request).await
}

/// What a client saw.
#[derive(Default)]
struct Seen {
    /// Of right answers.
    micros: Vec<u64>,
    failed: usize,
    first_failure: Option<String>,
    last: Option<Instant>,
}

impl Seen {
    fn fail(&mut self, why: String) {
        self.failed += 1;
        self.first_failure.get_or_insert(why);
    }

    fn take(&mut self, other: Seen) {
        self.micros.extend(other.micros);
        self.failed += other.failed;
        self.first_failure = self.first_failure.take().or(other.first_failure);
        self.last = self.last.max(other.last);
    }

    fn outcome(mut self, began: Instant) -> Outcome {
        self.micros.sort_unstable();
        let seconds = self.last.map_or(0.0, |last| last.duration_since(began).as_secs_f64());
        Outcome {
            answered: self.micros.len(),
            failed: self.failed,
            first_failure: self.first_failure,
            seconds,
            per_second: if seconds > 0.0 { self.micros.len() as f64 / seconds } else { 0.0 },
            p50: percentile(&self.micros, 0.5),
            p95: percentile(&self.micros, 0.95),
            p99: percentile(&self.micros, 0.99),
            longest: percentile(&self.micros, 1.0),
        }
    }
}

/// In milliseconds, of sorted microseconds.
fn percentile(sorted: &[u64], share: f64) -> f64 {
    let rank = (sorted.len() as f64 * share).ceil() as usize;
    sorted.get(rank.saturating_sub(1)).map_or(0.0, |micros| *micros as f64 / 1e3)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Read, Write};
    use std::net::TcpListener;

    /// Answers every request on every connection, after a while.
    fn slow_server(pause: Duration) -> u16 {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                std::thread::spawn(move || {
                    let mut request = [0; 4096];
                    while stream.read(&mut request).is_ok_and(|read| read > 0) {
                        std::thread::sleep(pause);
                        stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok").unwrap();
                    }
                });
            }
        });
        port
    }

    fn load(port: u16, connections: usize, rate: Option<f64>) -> Load {
        let requests = Requests::pages(port, &["790000001".to_owned()]);
        Load { port, connections, during: Duration::from_millis(500), rate, requests }
    }

    #[test]
    fn percentiles_are_of_those_measured() {
        let micros: Vec<u64> = (1..=200).map(|n| n * 1000).collect();
        assert_eq!(
            (percentile(&micros, 0.5), percentile(&micros, 0.99), percentile(&micros, 1.0)),
            (100.0, 198.0, 200.0)
        );
        assert_eq!(percentile(&[], 0.5), 0.0);
        assert_eq!(percentile(&[7000], 0.99), 7.0);
    }

    #[tokio::test]
    async fn a_closed_loop_sends_the_next_when_the_last_is_answered() {
        let outcome = run(load(slow_server(Duration::from_millis(20)), 4, None)).await.unwrap();
        assert_eq!(outcome.failed, 0, "{outcome:?}");
        assert!((20..=104).contains(&outcome.answered) && outcome.p50 >= 20.0, "{outcome:?}");
    }

    #[tokio::test]
    async fn at_a_steady_rate_waiting_for_a_connection_counts() {
        // One connection bears 50 requests a second: of 100 the last is half a second late.
        let outcome = run(load(slow_server(Duration::from_millis(20)), 1, Some(100.0))).await.unwrap();
        assert_eq!((outcome.answered, outcome.failed), (50, 0), "{outcome:?}");
        assert!(outcome.longest >= 400.0, "{outcome:?}");
    }

    #[tokio::test]
    async fn what_is_not_the_right_answer_is_told() {
        let port = slow_server(Duration::ZERO);
        let requests = Requests::filings(port, "akno=1", &["x".to_owned(), "y".to_owned()]);
        let during = Duration::from_secs(5);
        let outcome = run(Load { port, connections: 4, during, rate: None, requests }).await.unwrap();
        assert_eq!((outcome.answered, outcome.failed), (0, 2), "{outcome:?}");
        assert_eq!(outcome.first_failure.as_deref(), Some("200 "));
        assert!(outcome.seconds < 5.0, "the drafts are used up: {outcome:?}");
    }
}
