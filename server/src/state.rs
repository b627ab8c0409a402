//! What every handler is given: the database, the clock, the settings and what seldom changes.

use crate::accounts::sealing::Key;
use crate::clock::Clock;
use crate::config::Config;
use crate::failure::Failure;
use crate::files::{Scanner, Storehouse};
use crate::http::cases::inbox::DecidedCounts;
use crate::http::data::{Charts, DataPlaces, DataVersions, Downloads};
use crate::http::limits::Limits;
use crate::http::services::BlankForms;
use crate::office::administration::guides::Guides;
use crate::office::reasons::Reasons;
use crate::payees::Payees;
use crate::register::counting::Counts;
use crate::register::sample::Samples;
use crate::signing::qualified::Verifier;
use crate::store::offices::Offices;
use crate::store::retention::Retention;
use crate::store::terms::{self, Terms};
use crate::store::{AnyConn, Db, administration};
use app::pages::application::bill::PayTo;
use chrono::NaiveDate;
use portal::answers::Answers;
use portal::procedures::Procedure;
use portal::working_days::Calendar;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, Instant};

/// Cheap to clone. Each holds the rules as they stood when it was cloned, and a clone has the newest: a request, which
/// begins with one, reckons by the same rules from its beginning to its end.
pub struct AppState {
    current: Arc<Current>,
    newest: Arc<RwLock<Arc<Current>>>,
}

/// The rules of one moment, with the parts that stay.
pub struct Current {
    pub offices: Offices,
    pub calendar: Arc<Calendar>,
    pub terms: Terms,
    pub reasons: Reasons,
    pub guides: Guides,
    pub retention: Retention,
    version: i64,
    day: NaiveDate,
    parts: Arc<Parts>,
}

impl Current {
    fn of(rules: Rules, parts: Arc<Parts>) -> Arc<Current> {
        let Rules { version, day, offices, calendar, terms, reasons, guides, retention } = rules;
        Arc::new(Current { offices, calendar, terms, reasons, guides, retention, version, day, parts })
    }

    /// The version of these rules, for what is reckoned by them before its write.
    pub fn version(&self) -> i64 {
        self.version
    }

    /// Fails with `Conflict("changed-meanwhile")` where an administrator changed the rules since these were read. For a
    /// write that reckoned a deadline by them, once it has written the application: whoever moves deadlines has it wait
    /// there ([`deadlines::hold_all`](crate::store::deadlines::hold_all)), or waits for it and moves this one too.
    pub fn still_stand(&self, conn: &mut AnyConn) -> Result<(), Failure> {
        let unchanged = administration::version(conn)? == self.version;
        if unchanged { Ok(()) } else { Err(Failure::Conflict("changed-meanwhile")) }
    }

    /// What orders two readings: a later version, and of the same version a later day.
    fn stand(&self) -> (i64, NaiveDate) {
        (self.version, self.day)
    }
}

/// What administrators change while the portal serves.
#[derive(Clone)]
pub struct Rules {
    /// By which every node sees that something changed.
    pub version: i64,
    /// On which they were read: with a day another name of an office may hold.
    pub day: NaiveDate,
    pub offices: Offices,
    pub calendar: Arc<Calendar>,
    pub terms: Terms,
    pub reasons: Reasons,
    pub guides: Guides,
    pub retention: Retention,
}

impl Rules {
    pub fn load(conn: &mut AnyConn, day: NaiveDate) -> Result<Rules, Failure> {
        // The version first: a change that comes meanwhile is then read once more, and never missed.
        let version = administration::version(conn)?;
        let calendar = terms::calendar(conn)?.into();
        let (offices, terms) = (Offices::load(conn, day)?, Terms::load(conn)?);
        let (reasons, guides, retention) = (Reasons::load(conn)?, Guides::load(conn)?, Retention::load(conn)?);
        Ok(Rules { version, day, offices, calendar, terms, reasons, guides, retention })
    }
}

/// How long a node may go without looking whether another one changed the rules.
const LOOK_EVERY: Duration = Duration::from_secs(1);

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
    /// When this node looked last whether the rules changed.
    pub looked: Mutex<Instant>,
    /// Where fees are paid.
    pub payees: Payees,
    /// Charts of open data that were drawn.
    pub charts: Charts,
    /// Where the rows of open data lie that were asked for.
    pub places: DataPlaces,
    /// Versions of open data that were asked for.
    pub versions: DataVersions,
    /// Files of open data that were taken and are not counted in the database yet.
    pub downloads: Downloads,
    /// Blank forms that were typeset.
    pub blank_forms: BlankForms,
    /// How many requests the interfaces for programs have had from each network.
    pub limits: Limits,
    /// How many companies there are.
    pub counts: Counts,
    /// How many cases large offices decided, by what tells them apart.
    pub decided: DecidedCounts,
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
    pub fn new(parts: Parts, rules: Rules) -> AppState {
        let current = Current::of(rules, Arc::new(parts));
        AppState { newest: Arc::new(RwLock::new(Arc::clone(&current))), current }
    }

    /// Where a fee is paid to an office on a day.
    pub fn pay_to(&self, office: Option<i32>, day: NaiveDate) -> PayTo {
        self.payees.on(office, day, &self.config.pay_to)
    }

    /// The office that answers for an application with these answers: the one that the rules name or, where it has
    /// closed, whoever goes on with its work.
    pub fn competent(&self, procedure: Procedure, answers: &Answers, keeper: Option<i32>) -> Option<i32> {
        procedure.rules().office(answers, keeper).map(|code| self.offices.acting(code))
    }

    /// Reads the rules anew where somebody changed them. For whoever has just changed them.
    pub async fn refresh(&self) -> Result<(), Failure> {
        *self.looked.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
        let version = self.db.look(|conn| administration::version(conn).map_err(Failure::from)).await?;
        let day = self.clock.today();
        if self.newest().stand() == (version, day) {
            return Ok(());
        }
        let rules = self.db.read(move |conn| Rules::load(conn, day)).await?;
        let fresh = Current::of(rules, Arc::clone(&self.current.parts));
        let mut newest = self.newest.write().unwrap_or_else(PoisonError::into_inner);
        // Of two that read at once the later one stays.
        if newest.stand() < fresh.stand() {
            *newest = fresh;
        }
        Ok(())
    }

    /// The same, once a second at most: before each request and each turn of the worker. Where the database does not
    /// answer, the rules stay as they are.
    pub async fn keep_fresh(&self) {
        let due = {
            let mut looked = self.looked.lock().unwrap_or_else(PoisonError::into_inner);
            let due = looked.elapsed() >= LOOK_EVERY;
            if due {
                *looked = Instant::now();
            }
            due
        };
        if due && let Err(failure) = self.refresh().await {
            tracing::warn!("the rules could not be looked at: {failure}");
        }
    }

    fn newest(&self) -> Arc<Current> {
        Arc::clone(&self.newest.read().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Clone for AppState {
    fn clone(&self) -> AppState {
        AppState { current: self.newest(), newest: Arc::clone(&self.newest) }
    }
}

impl std::ops::Deref for AppState {
    type Target = Current;

    fn deref(&self) -> &Current {
        &self.current
    }
}

impl std::ops::Deref for Current {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.parts
    }
}
