//! What every handler is given: the database, the clock, the settings and what seldom changes.

use crate::accounts::sealing::Key;
use crate::clock::Clock;
use crate::config::Config;
use crate::files::{Scanner, Storehouse};
use crate::http::data::{Charts, DataPlaces, Downloads};
use crate::http::limits::Limits;
use crate::http::services::BlankForms;
use crate::payees::Payees;
use crate::register::counting::Counts;
use crate::register::sample::Samples;
use crate::signing::qualified::Verifier;
use crate::store::Db;
use crate::store::offices::Offices;
use crate::store::terms::Terms;
use app::pages::application::bill::PayTo;
use chrono::NaiveDate;
use portal::working_days::Calendar;
use std::sync::Arc;

/// Cheap to clone; one for the whole process.
#[derive(Clone)]
pub struct AppState(Arc<Parts>);

/// The parts of [`AppState`].
pub struct Parts {
    pub db: Db,
    pub clock: Clock,
    pub config: Config,
    /// Checks qualified signatures, where roots are trusted.
    pub verifier: Option<Arc<dyn Verifier>>,
    /// Seals the secrets of one-time codes.
    pub totp_key: Option<Key>,
    /// Demo data and sign-in buttons: only with `serve --demo`.
    pub demo: bool,
    pub offices: Offices,
    pub calendar: Arc<Calendar>,
    pub terms: Terms,
    /// Where fees are paid.
    pub payees: Payees,
    /// Charts of open data that were drawn.
    pub charts: Charts,
    /// Where the rows of open data lie that were asked for.
    pub places: DataPlaces,
    /// Files of open data that were taken and are not counted in the database yet.
    pub downloads: Downloads,
    /// Blank forms that were typeset.
    pub blank_forms: BlankForms,
    /// How many requests the interfaces for programs have had from each network.
    pub limits: Limits,
    /// How many companies there are.
    pub counts: Counts,
    /// Companies by which a search is estimated that finds more than it looks at.
    pub samples: Samples,
    /// Wakes the worker when a job was written, so that a receipt is ready in a moment.
    pub work: tokio::sync::Notify,
    /// At most so many passwords are hashed at once: each takes 19 MiB.
    pub hashing: tokio::sync::Semaphore,
    /// What people attach.
    pub files: Storehouse,
    /// Looks for viruses in it, where there is one.
    pub scanner: Option<Scanner>,
    /// At most so many files are judged at once: each is in memory meanwhile.
    pub judging: Arc<tokio::sync::Semaphore>,
}

impl AppState {
    pub fn new(parts: Parts) -> AppState {
        AppState(Arc::new(parts))
    }

    /// Where a fee is paid to an office on a day.
    pub fn pay_to(&self, office: Option<i32>, day: NaiveDate) -> PayTo {
        self.payees.on(office, day, &self.config.pay_to)
    }
}

impl std::ops::Deref for AppState {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}
