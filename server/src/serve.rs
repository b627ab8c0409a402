//! Starting and stopping: the state from the configuration, the server, the worker.

use crate::accounts::sealing::Key;
use crate::clock::Clock;
use crate::config::Config;
use crate::failure::Failure;
use crate::files::{Scanner, Storehouse, intake};
use crate::giving_way;
use crate::http::cases::inbox::DecidedCounts;
use crate::http::data::{Charts, DataPlaces, DataVersions, Downloads};
use crate::http::limits::Limits;
use crate::http::services::BlankForms;
use crate::register::counting::Counts;
use crate::register::sample::Samples;
use crate::signing::cms::Cms;
use crate::signing::qualified::Verifier;
use crate::state::{AppState, Parts, Rules};
use crate::store::{Db, DbError, DbOptions, QueryCount};
use axum::serve::{ListenerExt, TapIo};
use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, Semaphore, watch};

/// Connects to the database of a configuration.
pub fn connect(config: &Config) -> Result<Db, DbError> {
    Db::open(&options(config))
}

/// Where the database of a configuration is and how long to wait for it.
pub fn options(config: &Config) -> DbOptions {
    DbOptions {
        url: config.database_url.clone(),
        readers: config.readers,
        busy_timeout: Duration::from_secs(5),
        query_timeout: config.query_timeout(),
        queries: QueryCount::default(),
    }
}

/// Reads what every page needs and makes the state.
pub async fn state(config: Config, db: Db, clock: Clock, demo: bool) -> Result<AppState, Failure> {
    // `generate_route_list` would do it; axum routes everything here.
    let _ = any_spawner::Executor::init_tokio();
    let day = clock.today();
    let rules = db.read(move |conn| Rules::load(conn, day)).await?;
    let payees = config.payees().map_err(|why| Failure::Internal(format!("payees: {why}")))?;
    if let Some(unknown) = payees.offices().find(|code| rules.offices.get(*code).is_none()) {
        return Err(Failure::Internal(format!("payees: there is no office {unknown}")));
    }
    let limits = Limits::new(NonZeroU32::new(config.api_per_minute).unwrap_or(NonZeroU32::MIN));
    let trusted = config.trust_list().map_err(Failure::Internal)?;
    let files = Storehouse::of(&config);
    let scanner = Scanner::parse(&config.clamd);
    let parts = Parts {
        db,
        clock,
        verifier: trusted.map(|roots| Arc::new(Cms(roots)) as Arc<dyn Verifier>),
        totp_key: Key::from_hex(&config.totp_key),
        config,
        demo,
        looked: Mutex::new(Instant::now()),
        payees,
        charts: Charts::default(),
        places: DataPlaces::default(),
        versions: DataVersions::default(),
        downloads: Downloads::default(),
        counts: Counts::default(),
        decided: DecidedCounts::default(),
        samples: Samples::default(),
        // Every form in every language.
        blank_forms: BlankForms::new(64),
        limits,
        work: Notify::new(),
        hashing: Semaphore::new(4),
        files,
        scanner,
        judging: Arc::new(Semaphore::new(intake::JUDGED_AT_ONCE)),
    };
    Ok(AppState::new(parts, rules))
}

/// So long after it was told to stop the portal waits for requests and answers that are under way. Nothing that was
/// acknowledged depends on it: a download goes on where it was, and a form is sent again.
const LAST_ANSWERS: Duration = Duration::from_secs(10);

/// So long an answer waits for a reader who takes nothing of it, or who went without a word; then the connection is
/// closed. Nothing else would end it: while nothing can be sent, nobody is asked for more of the answer.
const UNREAD: Duration = Duration::from_secs(120);

/// The connections to a listener, each closed after so long in which nothing of what waits to be read was taken. Whoever
/// has read everything may be silent, and whoever reads slowly is waited for.
fn connections(
    listener: TcpListener,
    unread: Duration,
) -> TapIo<TcpListener, impl FnMut(&mut TcpStream) + Send + 'static> {
    listener.tap_io(move |stream| {
        // What is streamed ends with a few bytes of their own: held back until the reader has answered to those before,
        // they would come forty milliseconds later.
        let _ = stream.set_nodelay(true);
        close_unread(stream, unread);
    })
}

/// Lets the system close a connection whose reader takes nothing for so long. It alone sees what is taken: megabytes may
/// wait in its own buffer, and the portal hears of a slow reader only once a third of them is gone.
#[cfg(target_os = "linux")]
fn close_unread(stream: &TcpStream, unread: Duration) {
    let milliseconds = u32::try_from(unread.as_millis()).unwrap_or(u32::MAX);
    let _ = rustix::net::sockopt::set_tcp_user_timeout(stream, milliseconds);
}

/// Other systems have it by other names, or not at all.
#[cfg(not(target_os = "linux"))]
fn close_unread(_: &TcpStream, _: Duration) {}

/// Serves until `stop` says so, then finishes what was begun.
pub async fn serve(state: AppState, listener: TcpListener, mut stop: watch::Receiver<bool>) -> std::io::Result<()> {
    fill_words(&state);
    let worker =
        state.config.worker.then(|| giving_way::handle().spawn(crate::jobs::worker::run(state.clone(), stop.clone())));
    let app = crate::routes::app(state).into_make_service_with_connect_info::<SocketAddr>();
    let listener = connections(listener, UNREAD);
    let mut told = stop.clone();
    let serving = axum::serve(listener, app).with_graceful_shutdown(async move {
        let _ = stop.wait_for(|stopped| *stopped).await;
    });
    let late = async {
        let _ = told.wait_for(|stopped| *stopped).await;
        tokio::time::sleep(LAST_ANSWERS).await;
    };
    tokio::select! {
        served = async { serving.await } => served?,
        () = late => tracing::warn!("somebody takes too long to send or to read, and is not waited for"),
    }
    if let Some(worker) = worker {
        let _ = worker.await;
    }
    Ok(())
}

/// Companies that were there before the search had words of them are gone through while the portal serves.
fn fill_words(state: &AppState) {
    let db = state.db.clone();
    tokio::spawn(async move {
        match crate::register::search_words::fill(&db).await {
            Ok(0) => {}
            Ok(written) => tracing::info!(written, "companies can be found by their words"),
            Err(error) => tracing::error!(?error, "not every company can be found by its words yet"),
        }
    });
}

/// Turns true at SIGTERM or Ctrl-C.
pub fn stop_signal() -> watch::Receiver<bool> {
    let (tell, stop) = watch::channel(false);
    tokio::spawn(async move {
        let interrupted = tokio::signal::ctrl_c();
        #[cfg(unix)]
        {
            use tokio::signal::unix::{SignalKind, signal};
            match signal(SignalKind::terminate()) {
                Ok(mut terminated) => tokio::select! {
                    _ = interrupted => {}
                    _ = terminated.recv() => {}
                },
                Err(_) => drop(interrupted.await),
            }
        }
        #[cfg(not(unix))]
        drop(interrupted.await);
        let _ = tell.send(true);
        // Held open for as long as anybody listens.
        tell.closed().await;
    });
    stop
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;
    use axum::Router;
    use axum::body::Body;
    use axum::routing::get;
    use futures::stream;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpSocket;

    const PATIENCE: Duration = Duration::from_secs(2);

    /// What answers are made of; no head has it.
    const BYTE: u8 = 7;
    const PIECE: usize = 64 * 1024;
    const LONG: usize = 16 * PIECE;

    /// Serves `/short`, `/long` and `/endless`; of the last one answer at a time, for as long as it has what it returns.
    async fn serving() -> (SocketAddr, Arc<Semaphore>) {
        let under_way = Arc::new(Semaphore::new(1));
        let one = under_way.clone();
        let endless = move || {
            let one = one.clone();
            async move {
                let held = one.acquire_owned().await.unwrap();
                Body::from_stream(stream::repeat_with(move || {
                    let _held = &held;
                    Ok::<_, std::io::Error>(vec![BYTE; PIECE])
                }))
            }
        };
        let app = Router::new()
            .route("/short", get(|| async { vec![BYTE] }))
            .route("/long", get(|| async { vec![BYTE; LONG] }))
            .route("/endless", get(endless));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(connections(listener, PATIENCE), app).await });
        (address, under_way)
    }

    /// A connection of somebody in whose own buffer little can wait.
    async fn connected(address: SocketAddr) -> TcpStream {
        let socket = TcpSocket::new_v4().unwrap();
        socket.set_recv_buffer_size(PIECE as u32).unwrap();
        socket.connect(address).await.unwrap()
    }

    async fn ask(stream: &mut TcpStream, path: &str) {
        let request = format!("GET {path} HTTP/1.1\r\nHost: akno.example\r\n\r\n");
        stream.write_all(request.as_bytes()).await.unwrap();
    }

    /// Reads an answer of so many bytes, with a rest before each piece.
    async fn read(stream: &mut TcpStream, length: usize, rest: Duration) {
        let (mut got, mut piece) = (0, vec![0; PIECE]);
        while got < length {
            tokio::time::sleep(rest).await;
            let read = stream.read(&mut piece).await.unwrap();
            assert_ne!(read, 0, "it breaks off after {got} bytes");
            got += piece[..read].iter().filter(|byte| **byte == BYTE).count();
        }
        assert_eq!(got, length);
    }

    #[tokio::test]
    async fn the_connection_of_whoever_stops_reading_is_closed() {
        let (address, under_way) = serving().await;
        let mut stalled = connected(address).await;
        ask(&mut stalled, "/endless").await;
        let mut begin = [0; 12];
        stalled.read_exact(&mut begin).await.unwrap();
        assert_eq!(&begin, b"HTTP/1.1 200");
        assert_eq!(under_way.available_permits(), 0);
        let over = tokio::time::timeout(PATIENCE * 15, under_way.acquire()).await;
        assert!(over.is_ok(), "the answer is kept for whoever does not read it");
    }

    #[tokio::test]
    async fn whoever_reads_slowly_gets_everything() {
        let (address, _) = serving().await;
        let mut slow = connected(address).await;
        let began = Instant::now();
        ask(&mut slow, "/long").await;
        read(&mut slow, LONG, PATIENCE / 8).await;
        assert!(began.elapsed() > PATIENCE, "it was no slow reader");
    }

    #[tokio::test]
    async fn whoever_has_read_everything_may_ask_again_much_later() {
        let (address, _) = serving().await;
        let mut idle = connected(address).await;
        for silence in [Duration::ZERO, PATIENCE * 2] {
            tokio::time::sleep(silence).await;
            ask(&mut idle, "/short").await;
            read(&mut idle, 1, Duration::ZERO).await;
        }
    }
}
