//! What becomes of attached files in time: those that nobody refers to are swept away, those that came
//! without a scanner are scanned once there is one. What was filed stays.

use crate::failure::Failure;
use crate::state::AppState;
use crate::store::AnyConn;
use crate::store::jobs::{self, JobKind};
use crate::store::{attachment_keeping as store, uploads};
use chrono::{Duration, NaiveDateTime};

/// Hours for which a file that nothing refers to stays: one that was taken off a moment ago, or is being
/// attached.
pub const UNUSED: i64 = 24;
/// Hours after which an upload that nobody goes on with is forgotten.
pub const ABANDONED: i64 = 48;

/// Rows that one sweep takes of each kind; the rest is for the next.
const AT_ONCE: i64 = 1_000;

/// One sweep, for the worker once a day. Rows go first, then the bytes that only they told of: a sweep that
/// breaks off leaves bytes that the next one finds without a row.
pub async fn sweep(state: &AppState) -> Result<(), Failure> {
    let now = state.clock.now();
    let scanning = state.scanner.is_some();
    let write = move |conn: &mut AnyConn| -> Result<Vec<String>, Failure> {
        let mut places = Vec::new();
        for id in uploads::abandoned(conn, now - Duration::hours(ABANDONED), AT_ONCE)? {
            places.extend(uploads::remove(conn, &id)?);
        }
        let before = now - Duration::hours(UNUSED);
        store::forget(conn, before, AT_ONCE)?;
        places.extend(store::forget_files(conn, before, AT_ONCE)?);
        if scanning {
            store::scan_again(conn, now)?;
            for digest in store::to_scan(conn, AT_ONCE)? {
                jobs::anew(conn, JobKind::Scan, &digest, now)?;
            }
        }
        Ok(places)
    };
    for place in state.db.write(write).await? {
        state.files.remove(&place).await?;
    }
    without_rows(state, now).await?;
    state.files.forget_incoming().await
}

/// Takes away what the store has and no row tells of: left by a write that did not come through.
async fn without_rows(state: &AppState, now: NaiveDateTime) -> Result<(), Failure> {
    for prefix in ["attached", "uploads"] {
        let mut places = state.files.places(prefix).await?;
        places.retain(|(_, at)| *at <= now - Duration::hours(UNUSED));
        let places: Vec<String> = places.into_iter().map(|(place, _)| place).collect();
        let asked = places.clone();
        let known = state.db.read(move |conn: &mut AnyConn| Ok::<_, Failure>(store::known(conn, &asked)?)).await?;
        for place in places.iter().filter(|place| !known.contains(*place)) {
            state.files.remove(place).await?;
        }
    }
    Ok(())
}
