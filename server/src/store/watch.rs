//! Watches the queries of this thread: cuts those that take too long, notices those that fail.
//!
//! A closure gives back its own error type, in which the database's error is no longer to be seen;
//! so what befell its queries is noted here, on the thread that runs it.

use diesel::connection::{DebugQuery, Instrumentation, InstrumentationEvent};
use diesel::result::{DatabaseErrorKind, Error};
use std::cell::Cell;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

thread_local! {
    static DEADLINE: Cell<Option<Instant>> = const { Cell::new(None) };
    static LIMIT: Cell<Option<Duration>> = const { Cell::new(None) };
    static SEEN: Cell<Seen> = const { Cell::new(Seen { cut: false, failed: false, spoiled: false }) };
}

/// What befell the queries since [`start`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Seen {
    /// A query was cut since its time was up.
    pub(super) cut: bool,
    /// PostgreSQL refused a query: inside a transaction that aborts it, and the connection may be
    /// gone.
    pub(super) failed: bool,
    /// The session is not as it was, and could not be made so.
    pub(super) spoiled: bool,
}

/// Begins to watch this thread's queries; SQLite's are cut after `limit`, those of PostgreSQL by
/// the server itself (`statement_timeout`).
pub(super) fn start(limit: Option<Duration>) {
    SEEN.set(Seen::default());
    LIMIT.set(limit);
    DEADLINE.set(limit.and_then(|limit| Instant::now().checked_add(limit)));
}

/// Ends what [`start`] began.
pub(super) fn stop() -> Seen {
    DEADLINE.set(None);
    LIMIT.set(None);
    SEEN.take()
}

/// Has this thread's SQLite queries cut at a moment, unless they are sooner; gives what held before.
pub(super) fn narrow(moment: Instant) -> Option<Instant> {
    let former = DEADLINE.get();
    DEADLINE.set(Some(former.map_or(moment, |former| former.min(moment))));
    former
}

/// Ends what [`narrow`] began; whoever narrowed has told of the cut.
pub(super) fn widen(former: Option<Instant>) {
    DEADLINE.set(former);
    if former.is_none_or(|former| Instant::now() < former) {
        note(|seen| seen.cut = false);
    }
}

/// How long this thread's queries may take each, as [`start`] was told.
pub(super) fn limit() -> Option<Duration> {
    LIMIT.get()
}

/// Notes that the session of this thread's connection cannot be used again.
pub(super) fn spoil() {
    note(|seen| seen.spoiled = true);
}

/// What befell the queries so far.
pub(super) fn seen() -> Seen {
    SEEN.get()
}

/// Instructions of SQLite's machine between two looks at the clock: some tens of microseconds.
const INSTRUCTIONS: std::ffi::c_int = 2000;

/// Has every SQLite connection opened from now on ask [`is_time_up`] as it works. Diesel does not
/// give out the raw connection; SQLite hands each new one to its automatic extensions.
pub(super) fn sqlite_connections() {
    use libsqlite3_sys as ffi;
    use std::ffi::{c_char, c_int, c_void};
    use std::sync::Once;

    unsafe extern "C" fn opened(
        db: *mut ffi::sqlite3,
        _: *mut *mut c_char,
        _: *const ffi::sqlite3_api_routines,
    ) -> c_int {
        // SAFETY: SQLite calls this with a connection that it has just opened; the callback has the
        // type that SQLite asks for, takes no data and does not unwind.
        unsafe { ffi::sqlite3_progress_handler(db, INSTRUCTIONS, Some(progress), std::ptr::null_mut()) };
        let on: c_int = 1;
        // SAFETY: the arguments of this option, which is one of the stable plans: without it SQLite
        // compiles a prepared statement anew whenever a bound value may change the plan, a bound
        // LIMIT among them; three quarters of the time of a look-up by key went there.
        unsafe { ffi::sqlite3_db_config(db, ffi::SQLITE_DBCONFIG_ENABLE_QPSG, on, std::ptr::null_mut::<c_int>()) };
        ffi::SQLITE_OK
    }

    unsafe extern "C" fn progress(_: *mut c_void) -> c_int {
        c_int::from(is_time_up())
    }

    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // SAFETY: before this process uses SQLite for the first time, as both ask. A connection here is
        // only ever used by one thread at a time, so it needs no lock of its own at each step; and
        // nobody reads the statistics of memory, for which all connections share one.
        let single = unsafe { ffi::sqlite3_config(ffi::SQLITE_CONFIG_MULTITHREAD) };
        let off: c_int = 0;
        // SAFETY: the argument that this option takes.
        let uncounted = unsafe { ffi::sqlite3_config(ffi::SQLITE_CONFIG_MEMSTATUS, off) };
        if (single, uncounted) != (ffi::SQLITE_OK, ffi::SQLITE_OK) {
            tracing::debug!(single, uncounted, "SQLite was in use already; it keeps its locks");
        }
        // SAFETY: called before this process opens its first connection through this module; the
        // function lives as long as the process.
        let code = unsafe { ffi::sqlite3_auto_extension(Some(opened)) };
        if code != ffi::SQLITE_OK {
            tracing::error!(code, "long queries will not be cut: SQLite refused to be watched");
        }
    });
}

/// Whether this thread's query has used its time. Runs inside SQLite: must not unwind, so it also
/// bears the thread's end, when its locals are gone.
fn is_time_up() -> bool {
    let deadline = DEADLINE.try_with(Cell::get).ok().flatten();
    let up = deadline.is_some_and(|deadline| Instant::now() >= deadline);
    if up {
        note(|seen| seen.cut = true);
    }
    up
}

fn note(change: impl FnOnce(&mut Seen)) {
    let _ = SEEN.try_with(|cell| {
        let mut seen = cell.get();
        change(&mut seen);
        cell.set(seen);
    });
}

/// How many queries some connections have made: what a page costs is told by it.
#[derive(Clone, Debug, Default)]
pub struct QueryCount {
    made: Arc<AtomicU64>,
    texts: Option<Arc<Mutex<Vec<String>>>>,
}

impl QueryCount {
    /// One that also keeps what is asked: a page may make few queries and each of them go through a whole table.
    pub fn with_texts() -> QueryCount {
        QueryCount { texts: Some(Arc::default()), ..QueryCount::default() }
    }

    pub(super) fn get(&self) -> u64 {
        self.made.load(Ordering::Relaxed)
    }

    /// What was asked since this was called last, as Diesel writes it; nothing unless texts are kept.
    pub(super) fn take_texts(&self) -> Vec<String> {
        let texts = self.texts.as_ref().map(|texts| texts.lock().unwrap_or_else(PoisonError::into_inner));
        texts.map(|mut texts| std::mem::take(&mut *texts)).unwrap_or_default()
    }

    fn note(&self, query: &dyn DebugQuery) {
        self.made.fetch_add(1, Ordering::Relaxed);
        if let Some(texts) = &self.texts {
            texts.lock().unwrap_or_else(PoisonError::into_inner).push(query.to_string());
        }
    }
}

impl Instrumentation for QueryCount {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        if let InstrumentationEvent::StartQuery { query, .. } = event {
            self.note(query);
        }
    }
}

/// Notes failing queries of a PostgreSQL connection, and counts all.
pub(super) struct Postgres {
    limit: Duration,
    queries: QueryCount,
    began: Option<Instant>,
}

impl Postgres {
    /// `limit`: the session's `statement_timeout`.
    pub(super) fn new(limit: Duration, queries: QueryCount) -> Postgres {
        Postgres { limit, queries, began: None }
    }
}

impl Instrumentation for Postgres {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        match event {
            InstrumentationEvent::StartQuery { query, .. } => {
                self.began = Some(Instant::now());
                self.queries.note(query);
            }
            InstrumentationEvent::FinishQuery { error: Some(error), .. } => {
                // The server's "canceling statement due to statement timeout" comes in its own
                // language and without its code, so the time tells.
                let unnamed = matches!(error, Error::DatabaseError(DatabaseErrorKind::Unknown, _));
                let long = self.began.is_some_and(|began| began.elapsed() >= self.limit);
                note(|seen| {
                    seen.failed = true;
                    seen.cut |= unnamed && long;
                });
            }
            _ => (),
        }
    }
}
