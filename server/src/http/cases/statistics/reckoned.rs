//! What an office's page of figures and its yearly report say, reckoned in the same handful of queries.

use crate::clock::begins;
use crate::failure::Failure;
use crate::office::{REOPENED, term};
use crate::state::AppState;
use crate::store::applications::EventRow;
use crate::store::inbox::{self, Band};
use crate::store::statistics::{self as store, Decided, Filed, MOST};
use crate::store::{AnyConn, hands, new_id};
use app::l10n::Tr;
use app::pages::office::statistics::{ClerkView, Period, ProcedureView, StageView, StatisticsView};
use chrono::{Days, Months, NaiveDate, NaiveDateTime};
use portal::application::{Channel, Status};
use portal::collation::compare;
use portal::procedures::Procedure;
use portal::statistics::{per_cent, quantile};
use std::collections::{BTreeMap, HashMap};

/// What one decided case took.
pub(crate) struct Took {
    pub office: Option<i32>,
    procedure: String,
    clerk: Option<String>,
    /// Minutes from the filing to the first clerk, from there to the decision, and in all.
    waited: Option<i64>,
    worked: Option<i64>,
    pub whole: Option<i64>,
    /// Decided by the last day of its term; `None` where it has none.
    pub in_time: Option<bool>,
}

/// What is shown of an office for a period.
pub async fn view(state: &AppState, office: i32, period: Period, tr: Tr) -> Result<StatisticsView, Failure> {
    let (from, until) = super::days(period, state.clock.today());
    let (begin, end) = (begins(from), begins(until.checked_add_days(Days::new(1)).unwrap_or(until)));
    let bands = super::super::inbox::bands(state);
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let filed = store::filed(conn, office, from, until)?;
        let decided = store::decided(conn, &[office], begin, end)?;
        let events = store::events(conn, &[office], begin, end)?;
        Ok((filed, decided, events, hands::colleagues(conn, office)?, inbox::counts_open(conn, office, bands)?))
    };
    let (filed, decided, events, colleagues, counts) = state.db.read(load).await?;
    let took = took(state, &decided, events);
    let open = |count: &&inbox::Count| Status::from_code(&count.status).is_some_and(|status| !status.is_decided());
    let clerks = colleagues.into_iter().map(|person| {
        let own: Vec<&Took> = took.iter().filter(|case| case.clerk.as_ref() == Some(&person.id)).collect();
        let in_hand = counts
            .iter()
            .filter(|count| count.status == Status::InReview.code() && count.clerk.as_ref() == Some(&person.id));
        ClerkView {
            name: person.name,
            in_hand: in_hand.map(|count| count.cases).sum(),
            decided: i64::try_from(own.len()).unwrap_or(i64::MAX),
            in_time: punctual(own.iter().copied()),
            median: quantile(&mut own.iter().filter_map(|case| case.whole).collect::<Vec<_>>(), 50),
        }
    });
    let all: i64 = filed.iter().map(|filed| filed.cases).sum();
    let online = filed.iter().filter(|filed| filed.channel.as_deref() == Some(Channel::Online.code()));
    Ok(StatisticsView {
        tr,
        audited: None,
        office: state.offices.name(office, tr.lang()),
        period,
        today: state.clock.today(),
        from,
        until,
        filed: all,
        decided: i64::try_from(decided.len()).unwrap_or(i64::MAX),
        online: per_cent(online.map(|filed| filed.cases).sum(), all),
        in_time: punctual(took.iter()),
        open: counts.iter().filter(open).map(|count| count.cases).sum(),
        overdue: counts.iter().filter(|count| count.band == Band::Overdue.code()).map(|count| count.cases).sum(),
        procedures: procedures(tr, &filed, &took),
        stages: stages(tr, &took),
        months: months(&filed, from, until),
        clerks: clerks.collect(),
        cut: i64::try_from(decided.len()).unwrap_or(i64::MAX) >= MOST,
        large: all > i64::from(state.config.export_at_once),
        order: new_id(),
    })
}

pub(crate) fn took(state: &AppState, decided: &[Decided], events: Vec<EventRow>) -> Vec<Took> {
    let mut of_case: HashMap<String, Vec<EventRow>> = HashMap::new();
    for event in events {
        of_case.entry(event.application_id.clone()).or_default().push(event);
    }
    let minutes = |from: Option<NaiveDateTime>, until: Option<NaiveDateTime>| {
        Some((until? - from?).num_minutes()).filter(|minutes| *minutes >= 0)
    };
    let one = |case: &Decided| {
        let events = of_case.get(&case.id).map(Vec::as_slice).unwrap_or_default();
        // One that was opened again is counted from there on.
        let reopened = events.iter().rposition(|event| event.kind == REOPENED);
        let filed_at = reopened.map(|place| events[place].at).or(case.filed_at);
        let taken = events[reopened.unwrap_or(0)..].iter();
        let taken =
            taken.filter(|event| ["taken", "assigned"].contains(&event.kind.as_str())).map(|event| event.at).next();
        Took {
            office: case.office,
            procedure: case.procedure.clone(),
            clerk: case.clerk.clone(),
            waited: minutes(filed_at, taken),
            worked: minutes(taken, case.decided_at),
            whole: minutes(filed_at, case.decided_at),
            in_time: in_time(state, case, events),
        }
    };
    decided.iter().map(one).collect()
}

/// Whether a case was decided within its term.
fn in_time(state: &AppState, case: &Decided, events: &[EventRow]) -> Option<bool> {
    let (filed_on, decided_at) = (case.filed_on?, case.decided_at?);
    let due = term::was_due(state, &case.procedure, case.channel.as_deref(), filed_on, events)?;
    Some(crate::clock::minsk(decided_at).date() <= due)
}

pub(crate) fn punctual<'a>(cases: impl Iterator<Item = &'a Took>) -> Option<i64> {
    let known: Vec<bool> = cases.filter_map(|case| case.in_time).collect();
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    per_cent(count(known.iter().filter(|in_time| **in_time).count()), count(known.len()))
}

fn procedures(tr: Tr, filed: &[Filed], took: &[Took]) -> Vec<ProcedureView> {
    let mut all: Vec<ProcedureView> = Procedure::ALL
        .into_iter()
        .filter_map(|procedure| {
            let slug = procedure.slug();
            let of: Vec<&Filed> = filed.iter().filter(|filed| filed.procedure == slug).collect();
            let mut times: Vec<i64> =
                took.iter().filter(|case| case.procedure == slug).filter_map(|case| case.whole).collect();
            if of.is_empty() && times.is_empty() {
                return None;
            }
            let with = |status: Status| {
                of.iter().filter(|filed| filed.status == status.code()).map(|filed| filed.cases).sum::<i64>()
            };
            let all: i64 = of.iter().map(|filed| filed.cases).sum();
            let [accepted, refused, unconsidered] = Status::DECISIONS.map(with);
            let withdrawn = with(Status::Withdrawn);
            Some(ProcedureView {
                name: tr.t(&format!("procedure-{slug}")),
                filed: all,
                accepted,
                refused,
                unconsidered,
                withdrawn,
                open: all - accepted - refused - unconsidered - withdrawn,
                in_time: punctual(took.iter().filter(|case| case.procedure == slug)),
                median: quantile(&mut times, 50),
                p90: quantile(&mut times, 90),
            })
        })
        .collect();
    all.sort_by(|one, other| other.filed.cmp(&one.filed).then_with(|| compare(tr.lang(), &one.name, &other.name)));
    all
}

fn stages(tr: Tr, took: &[Took]) -> Vec<StageView> {
    let stage = |key: &str, time: fn(&Took) -> Option<i64>| {
        let mut times: Vec<i64> = took.iter().filter_map(time).collect();
        StageView { name: tr.t(key), median: quantile(&mut times, 50), p90: quantile(&mut times, 90) }
    };
    vec![
        stage("statistics-waited", |case| case.waited),
        stage("statistics-worked", |case| case.worked),
        stage("statistics-whole", |case| case.whole),
    ]
}

/// Each month of the period, also one in which nothing was filed.
fn months(filed: &[Filed], from: NaiveDate, until: NaiveDate) -> Vec<(NaiveDate, i64)> {
    let mut counts: BTreeMap<String, i64> = BTreeMap::new();
    for one in filed {
        *counts.entry(one.month.clone()).or_default() += one.cases;
    }
    let mut months = Vec::new();
    let mut month = from;
    while month <= until {
        let count = counts.get(&month.format("%Y-%m").to_string()).copied().unwrap_or_default();
        months.push((month, count));
        let Some(next) = month.checked_add_months(Months::new(1)) else { break };
        month = next;
    }
    months
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_without_filings_stands_among_the_others() {
        let filed = Filed {
            procedure: "manager".into(),
            status: "filed".into(),
            channel: None,
            month: "2026-03".into(),
            cases: 4,
        };
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let months = months(&[filed], day("2026-01-01"), day("2026-03-02"));
        assert_eq!(months.iter().map(|(_, count)| *count).collect::<Vec<_>>(), [0, 0, 4]);
    }
}
