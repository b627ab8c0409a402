//! Following another register by its own interface: what began, ended or was changed there since a day comes
//! here too. What is here already changes nothing, so it may run every night, and again after a break.
//!
//! The lists by period come first. A register need not tell in them what has no date of its own (a state) or
//! began before (a row that ended), so each older company of which they had anything is then asked for by its
//! number. A company registered since that day is whole by the lists.

use super::import::{self, ImportError, Outcome, Patience};
use crate::clock::{Clock, begins};
use crate::store::entries::EntryKind;
use crate::store::feeds::{self, Period, Place};
use crate::store::{Db, DbError, companies};
use chrono::{Days, NaiveDate};
use std::collections::BTreeSet;

/// Reads what changed in `from`, an address that ends in `/api/v2/egr`, from a day to today.
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
    let mut outcome = import::take_in(db, clock, from, Some(since), None, patience).await?;
    let older = older_with_news(db, since, clock.today()).await?;
    if !older.is_empty() {
        outcome += import::take_in_companies(db, clock, from, older, patience).await?;
    }
    import::end(db, clock).await;
    Ok(outcome)
}

/// The companies registered before a day of which anything began, ended or was recorded anew since.
async fn older_with_news(db: &Db, since: NaiveDate, today: NaiveDate) -> Result<Vec<i64>, DbError> {
    let tomorrow = today.checked_add_days(Days::new(1)).unwrap_or(today);
    let period = Period { days: (since, today), moments: (begins(since), begins(tomorrow)), undated: false };
    let mut older = BTreeSet::new();
    for kind in EntryKind::ALL {
        let mut place = Some(Place::start(&period));
        while let Some(at) = place {
            let read = db.read(move |conn| {
                let (rows, next) = feeds::of_period(conn, kind, &period, at, 1_000)?;
                let mut unps: Vec<i64> = rows.into_iter().map(|row| row.unp).collect();
                unps.sort_unstable();
                unps.dedup();
                let known = companies::of(conn, &unps)?;
                let older = known.into_iter().filter(|row| row.registered_on.is_none_or(|day| day < since));
                Ok::<_, DbError>((older.map(|row| row.unp).collect::<Vec<_>>(), next))
            });
            let (found, next) = read.await?;
            older.extend(found);
            place = next;
        }
    }
    Ok(older.into_iter().collect())
}
