//! Threads that give way: what changes something, and what follows an answer, stands back behind whoever only reads.
//!
//! A filing takes several times as long as a page, and typesetting a receipt a hundred times. On the threads that
//! answer everybody a page would wait until one of them is through with it. Here they have threads of their own, behind
//! which the system prefers a reader that wakes; however many read, what stands back still gets a third of a reader's share.

use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use std::panic::resume_unwind;
use std::sync::OnceLock;
use tokio::runtime::{Builder, Handle, Runtime};

/// How far they stand back: each step of Linux's nice values takes a fifth of the share.
const STEPS: i32 = 5;

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
}

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

    #[tokio::test]
    async fn a_panic_comes_through() {
        let panics = answered(async { panic!("here") });
        let caught = tokio::spawn(panics).await.unwrap_err();
        assert_eq!(caught.into_panic().downcast_ref(), Some(&"here"));
    }
}
