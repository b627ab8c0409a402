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
use crate::store::company_page::Pages;
use crate::store::{Db, DbError, DbOptions, QueryCount};
use axum::serve::ListenerExt;
use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::net::TcpListener;
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
        company_pages: Pages::default(),
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

/// Serves until `stop` says so, then finishes what was begun.
pub async fn serve(state: AppState, listener: TcpListener, mut stop: watch::Receiver<bool>) -> std::io::Result<()> {
    fill_words(&state);
    let worker =
        state.config.worker.then(|| giving_way::handle().spawn(crate::jobs::worker::run(state.clone(), stop.clone())));
    let app = crate::routes::app(state).into_make_service_with_connect_info::<SocketAddr>();
    // What is streamed ends with a few bytes of their own: held back until the reader has answered to those before, they would
    // come forty milliseconds later.
    let listener = listener.tap_io(|stream| {
        let _ = stream.set_nodelay(true);
    });
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
