//! Threads that give way: what changes something, and what follows an answer, stands back behind whoever only reads.
//!
//! A filing takes several times as long as a page, and typesetting a receipt a hundred times. On the threads that
//! answer everybody a page would wait until one of them is through with it. Here they have threads of their own, behind
//! which the system prefers a reader that wakes; however many read, what stands back still gets a third of a reader's share.
//!
//! A share alone does not say who is first. Of two that are owed as much Linux takes the one with the shorter turn, at once and
//! in the midst of the other's. So what answers has turns as short as they come, and what gives way has long ones. Among 900
//! filings a second the slowest hundredth of 2,500 pages a second took 0.8 to 1.0 ms with these turns, 0.9 to 1.9 without.

use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use std::panic::resume_unwind;
use std::sync::OnceLock;
use std::time::Duration;
use tokio::runtime::{Builder, Handle, Runtime};

/// How far they stand back: each step of Linux's nice values takes a fifth of the share.
const STEPS: i32 = 5;

/// A turn of whoever answers: the shortest that Linux gives.
const SHORT: Duration = Duration::from_micros(100);
/// A turn of what gives way. While it waits longer for its next, it works as much.
const LONG: Duration = Duration::from_millis(10);

/// Kept for as long as the program runs: what was begun here is never dropped half-way.
static RUNTIME: OnceLock<Option<Runtime>> = OnceLock::new();

/// The runtime of these threads; the asker's own where none can be started.
pub fn handle() -> Handle {
    let make =
        || Builder::new_multi_thread().enable_all().thread_name("gives-way").on_thread_start(give_way).build().ok();
    RUNTIME.get_or_init(make).as_ref().map_or_else(Handle::current, |runtime| runtime.handle().clone())
}

/// Lets the thread that asks stand back. Where the system does not have it so, it stays as it is.
pub fn give_way() {
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{getpriority_process, setpriority_process};
        let me = Some(rustix::thread::gettid());
        let _ = getpriority_process(me).and_then(|nice| setpriority_process(me, nice + STEPS));
    }
    take_turns_of(LONG);
}

/// Lets the thread that asks, and those that it starts from now on, come before what gives way whenever they wake.
pub fn come_first() {
    take_turns_of(SHORT);
}

/// How long the system lets the thread that asks run before it looks who else waits: since Linux 6.12 each may have its own.
/// Where that cannot be had, all have the same.
#[cfg(target_os = "linux")]
fn take_turns_of(turn: Duration) {
    let Ok(sched_nice) = rustix::process::getpriority_process(Some(rustix::thread::gettid())) else { return };
    let wish = libc::sched_attr {
        size: size_of::<libc::sched_attr>() as u32,
        sched_policy: 0,
        sched_flags: libc::SCHED_FLAG_KEEP_POLICY as u64,
        sched_nice,
        sched_priority: 0,
        sched_runtime: turn.as_nanos() as u64,
        sched_deadline: 0,
        sched_period: 0,
    };
    // SAFETY: the call reads as many bytes as `size` says of a structure that lives until it returns, and of this thread, which
    // is number 0, it changes nothing but when it runs. A kernel that does not know it refuses it.
    let refused = unsafe { libc::syscall(libc::SYS_sched_setattr, 0, &raw const wish, 0) } != 0;
    if refused {
        tracing::debug!("this system gives all threads turns of one length");
    }
}

#[cfg(not(target_os = "linux"))]
fn take_turns_of(_: Duration) {}

/// Whether requests of a method change nothing.
pub fn only_reads(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// Answers a request that may change something on the threads that give way. Whoever sent it may leave meanwhile: what was
/// begun is done.
pub async fn answered(answer: impl Future<Output = Response> + Send + 'static) -> Response {
    match handle().spawn(answer).await {
        Ok(response) => response,
        // These threads are never stopped: what ended without an answer panicked.
        Err(ended) => match ended.try_into_panic() {
            Ok(panic) => resume_unwind(panic),
            Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        },
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    fn nice() -> i32 {
        rustix::process::getpriority_process(Some(rustix::thread::gettid())).unwrap()
    }

    #[tokio::test]
    async fn what_gives_way_stands_back_and_nobody_else() {
        let before = nice();
        let here = handle().spawn(async { nice() }).await.unwrap();
        let blocking = handle().spawn_blocking(nice).await.unwrap();
        // Nobody stands further back than that.
        let behind = (before + STEPS).min(19);
        assert_eq!((here, blocking, nice()), (behind, behind, before));
    }

    /// How long this thread's turns are; nothing where the system gives all the same and does not say.
    fn turn() -> Option<Duration> {
        let mut told = std::mem::MaybeUninit::<libc::sched_attr>::zeroed();
        let size = size_of::<libc::sched_attr>();
        // SAFETY: the call writes at most `size` bytes, and any bytes are such a structure.
        let told = unsafe {
            libc::syscall(libc::SYS_sched_getattr, 0, told.as_mut_ptr(), size, 0);
            told.assume_init()
        };
        Some(Duration::from_nanos(told.sched_runtime)).filter(|turn| !turn.is_zero())
    }

    #[tokio::test]
    async fn what_answers_has_short_turns_and_what_gives_way_long_ones() {
        let answers = || {
            come_first();
            std::thread::spawn(|| (turn(), nice())).join().unwrap()
        };
        let before = nice();
        let (short, nice) = std::thread::spawn(answers).join().unwrap();
        let long = handle().spawn(async { turn() }).await.unwrap();
        assert_eq!(nice, before);
        // Linux before 6.12 tells none.
        if short.is_some() {
            assert_eq!((short, long), (Some(SHORT), Some(LONG)));
        }
    }

    #[tokio::test]
    async fn a_panic_comes_through() {
        let panics = answered(async { panic!("here") });
        let caught = tokio::spawn(panics).await.unwrap_err();
        assert_eq!(caught.into_panic().downcast_ref(), Some(&"here"));
    }
}
