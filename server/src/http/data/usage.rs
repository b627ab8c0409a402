//! How often files are taken: counted in memory and written a moment later, many in one write, so that no download
//! waits for the database. What a crash loses is a few seconds' counts.

use super::newest;
use crate::failure::Failure;
use crate::state::AppState;
use crate::store::AnyConn;
use crate::store::data_downloads::{self as store, DownloadsRow};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use chrono::{Days, NaiveDate};
use opendata::Format;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// How long counts are gathered before they are written.
const GATHERED: Duration = Duration::from_secs(5);
/// What counts as lately.
const LATELY: u64 = 30;

type Key = (String, NaiveDate, &'static str);

/// Counts that are not written yet.
#[derive(Default)]
pub struct Downloads(Mutex<HashMap<Key, i64>>);

impl Downloads {
    /// Adds one; true where nothing was waiting.
    fn add(&self, key: Key) -> bool {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let first = waiting.is_empty();
        *waiting.entry(key).or_default() += 1;
        first
    }

    fn take(&self) -> HashMap<Key, i64> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Counts a file that is being taken.
pub(super) fn count(state: &AppState, set: &str, format: Format) {
    let key = (set.to_owned(), state.clock.today(), format.code());
    if state.downloads.add(key) {
        let state = state.clone();
        tokio::spawn(async move {
            tokio::time::sleep(GATHERED).await;
            if let Err(failure) = write(&state).await {
                tracing::warn!("downloads were not counted: {failure}");
            }
        });
    }
}

/// Writes what was gathered.
pub async fn write(state: &AppState) -> Result<(), Failure> {
    let counted: Vec<DownloadsRow> = state
        .downloads
        .take()
        .into_iter()
        .map(|((data_set, day, format), times)| DownloadsRow { data_set, day, format: format.to_owned(), times })
        .collect();
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        for row in &counted {
            store::add(conn, row)?;
        }
        Ok(())
    };
    state.db.write(write).await
}

/// How often a set was taken lately, and ever.
pub(super) async fn total(state: &AppState, set: &str) -> Result<(i64, i64), Failure> {
    let today = state.clock.today();
    let since = today.checked_sub_days(Days::new(LATELY)).unwrap_or(today);
    let set = set.to_owned();
    state.db.read(move |conn| Ok::<_, Failure>(store::total(conn, &set, since)?)).await
}

/// `/data/{set}/usage.csv`: the counts as data.
pub(super) async fn csv(state: &AppState, set: &str) -> Result<Response, Failure> {
    newest(state, set).await?;
    let wanted = set.to_owned();
    let rows = state.db.read(move |conn| Ok::<_, Failure>(store::of(conn, &wanted)?)).await?;
    let mut text = String::from("day,format,downloads\r\n");
    for row in rows {
        text.push_str(&format!("{},{},{}\r\n", row.day, row.format, row.times));
    }
    Ok(([(header::CONTENT_TYPE, "text/csv; charset=utf-8")], text).into_response())
}
