//! The newest versions that were asked for, kept in memory: a version never changes, and to read its passport and the
//! list of its files takes longer than to find a row in it.

use crate::failure::Failure;
use crate::state::AppState;
use crate::store::AnyConn;
use crate::store::data_sets::{self as store, DataSetRow};
use chrono::NaiveDateTime;
use opendata::Published;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

/// Versions that are kept; what was asked longest ago goes.
const KEPT: usize = 64;

/// A set, its version, and when the set began: another one under the same name is not the same.
type Key = (String, i32, NaiveDateTime);

/// The versions that were asked last, the last at the end.
#[derive(Debug, Default)]
pub struct DataVersions(Mutex<VecDeque<(Key, Arc<Published>)>>);

impl DataVersions {
    fn find(&self, key: &Key) -> Option<Arc<Published>> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at = kept.iter().rposition(|(known, _)| known == key)?;
        if at + 1 < kept.len() {
            let entry = kept.remove(at)?;
            kept.push_back(entry);
        }
        kept.back().map(|(_, published)| published.clone())
    }

    fn keep(&self, key: Key, published: Arc<Published>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|(known, _)| *known != key);
        kept.push_back((key, published));
        while kept.len() > KEPT {
            kept.pop_front();
        }
    }
}

/// The newest version of a set.
pub(super) async fn newest(state: &AppState, id: &str) -> Result<(DataSetRow, Arc<Published>), Failure> {
    let (id, inner) = (id.to_owned(), state.clone());
    let look = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let Some(row) = store::find(conn, &id)? else { return Ok(None) };
        let key = (row.id.clone(), row.latest, row.created_at);
        if let Some(published) = inner.versions.find(&key) {
            return Ok(Some((row, published)));
        }
        let Some(published) = store::published(conn, &row)?.map(Arc::new) else { return Ok(None) };
        // One that came in between is found by its own number next time.
        if published.version == row.latest {
            inner.versions.keep(key, published.clone());
        }
        Ok(Some((row, published)))
    };
    state.db.look(look).await?.ok_or(Failure::NotFound)
}
