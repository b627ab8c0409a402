//! Following another register by its own interface: what began, ended or was changed there since a day comes
//! here too. What is here already changes nothing, so it may run every night, and again after a break.

use super::import::{ImportError, Outcome, Patience, run_patiently};
use crate::clock::Clock;
use crate::store::Db;
use chrono::NaiveDate;

/// Reads the ByPeriod feeds of `from`, an address that ends in `/api/v2/egr`, from a day to today.
pub async fn follow(db: &Db, clock: &Clock, from: &str, since: NaiveDate) -> Result<Outcome, ImportError> {
    follow_patiently(db, clock, from, since, Patience::default()).await
}

/// [`follow`] with a patience of one's own.
pub async fn follow_patiently(
    db: &Db,
    clock: &Clock,
    from: &str,
    since: NaiveDate,
    patience: Patience,
) -> Result<Outcome, ImportError> {
    if !from.starts_with("http://") && !from.starts_with("https://") {
        return Err(ImportError::Source(format!("--from {from}: not an address that begins with http:// or https://")));
    }
    if since > clock.today() {
        return Err(ImportError::Source(format!("--since {since} is later than today")));
    }
    run_patiently(db, clock, from, Some(since), None, patience).await
}
