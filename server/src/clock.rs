//! The clock, passed in: tests move it.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::Minsk;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// Tells the time: the system's, moved by as many milliseconds as a test asks for.
#[derive(Clone, Default)]
pub struct Clock {
    moved: Arc<AtomicI64>,
}

impl Clock {
    /// Now, in UTC, to the microsecond: what both databases keep.
    pub fn now(&self) -> NaiveDateTime {
        let now = Utc::now() + chrono::Duration::milliseconds(self.moved.load(Ordering::Relaxed));
        DateTime::from_timestamp_micros(now.timestamp_micros()).unwrap_or(now).naive_utc()
    }

    /// Today in Minsk: legal days begin there.
    pub fn today(&self) -> NaiveDate {
        minsk(self.now()).date()
    }

    /// Moves the clock, for tests of terms and sessions.
    pub fn advance(&self, by: chrono::Duration) {
        self.moved.fetch_add(by.num_milliseconds(), Ordering::Relaxed);
    }
}

/// A moment in UTC as Minsk's clocks show it.
pub fn minsk(at: NaiveDateTime) -> NaiveDateTime {
    Minsk.from_utc_datetime(&at).naive_local()
}

/// The moment in UTC at which a day begins in Minsk.
pub fn begins(day: NaiveDate) -> NaiveDateTime {
    let midnight = day.and_time(NaiveTime::MIN);
    Minsk.from_local_datetime(&midnight).earliest().map_or(midnight, |local| local.naive_utc())
}
