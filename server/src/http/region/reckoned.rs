//! The figures of all offices of a region: a handful of queries, however many offices and cases there are.

use crate::clock::begins;
use crate::failure::Failure;
use crate::http::cases::inbox::bands;
use crate::http::cases::statistics::days;
use crate::http::cases::statistics::reckoned::{Took, punctual, took};
use crate::state::AppState;
use crate::store::AnyConn;
use crate::store::{region as store, statistics};
use app::l10n::Tr;
use app::pages::office::statistics::Period;
use app::pages::region::OfficeFigures;
use chrono::{Days, NaiveDate};
use portal::statistics::quantile;

/// The figures of a period.
pub struct Figures {
    pub from: NaiveDate,
    pub until: NaiveDate,
    pub offices: Vec<OfficeFigures>,
    /// Of all offices together.
    pub whole: OfficeFigures,
    /// More were decided than are looked at for times.
    pub cut: bool,
}

/// Reckons them for offices, in the order of their codes. Closed ones are there as long as they have something.
pub async fn figures(state: &AppState, codes: Vec<i32>, period: Period, tr: Tr) -> Result<Figures, Failure> {
    let (from, until) = days(period, state.clock.today());
    let (begin, end) = (begins(from), begins(until.checked_add_days(Days::new(1)).unwrap_or(until)));
    let (bands, of) = (bands(state), codes.clone());
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let open = store::open(conn, &of, bands)?;
        let crews = store::crews(conn)?;
        let decided = statistics::decided(conn, &of, begin, end)?;
        let events = statistics::events(conn, &of, begin, end)?;
        Ok((open, crews, decided, events))
    };
    let (open, crews, decided, events) = state.db.read(load).await?;
    let took = took(state, &decided, events);
    let one = |code: i32| {
        let own: Vec<&Took> = took.iter().filter(|case| case.office == Some(code)).collect();
        let has = open.get(&code).copied().unwrap_or_default();
        let mut figures = summed(&own);
        figures.code = code;
        figures.name = state.offices.name(code, tr.lang());
        (figures.open, figures.overdue, figures.soon, figures.free) = (has.open, has.overdue, has.soon, has.free);
        figures.clerks = crews.get(&code).copied().unwrap_or_default();
        figures
    };
    let offices: Vec<OfficeFigures> = codes
        .into_iter()
        .map(one)
        .filter(|office| state.offices.is_open(office.code) || office.open + office.decided > 0)
        .collect();
    let mut whole = summed(&took.iter().collect::<Vec<_>>());
    for office in &offices {
        whole.open += office.open;
        whole.overdue += office.overdue;
        whole.soon += office.soon;
        whole.free += office.free;
        whole.clerks += office.clerks;
    }
    let cut = i64::try_from(decided.len()).unwrap_or(i64::MAX) >= statistics::MOST;
    Ok(Figures { from, until, offices, whole, cut })
}

/// What decided cases say.
fn summed(cases: &[&Took]) -> OfficeFigures {
    let mut times: Vec<i64> = cases.iter().filter_map(|case| case.whole).collect();
    OfficeFigures {
        decided: i64::try_from(cases.len()).unwrap_or(i64::MAX),
        in_time: punctual(cases.iter().copied()),
        median: quantile(&mut times, 50),
        ..OfficeFigures::default()
    }
}
