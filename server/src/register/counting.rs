//! How many companies the register has, counted once in a while: among millions that takes longer than a page may.

use crate::failure::Failure;
use crate::store::{Db, projection};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// So long a count is good for whoever asks.
const AGE: Duration = Duration::from_secs(60);

/// The last count.
#[derive(Default)]
pub struct Counts(Mutex<Option<(Instant, (i64, i64))>>);

impl Counts {
    /// How many there are, and how many of them are invented; at most a minute old.
    pub async fn companies(&self, db: &Db) -> Result<(i64, i64), Failure> {
        let kept = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((counted, companies)) = kept
            && counted.elapsed() < AGE
        {
            return Ok(companies);
        }
        let companies = db.read(|conn| Ok::<_, Failure>(projection::count_companies(conn)?)).await?;
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((Instant::now(), companies));
        Ok(companies)
    }
}
