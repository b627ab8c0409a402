//! The office's term for one case: working days since the filing, or since the case was opened again, or where a fee is
//! due since it was paid, less the time in which the applicant corrected and in which other bodies were asked.

use super::REOPENED;
use super::endings::BODIES_DROPPED;
use crate::clock::minsk;
use crate::state::AppState;
use crate::store::applications::{ApplicationRow, EventRow};
use crate::store::terms::Terms;
use app::pages::office::deadline::Since;
use chrono::NaiveDate;
use portal::application::Channel;
use portal::procedures::Procedure;
use portal::working_days::{Calendar, Pause, Reckoning};
use serde_json::Value as Json;

/// The day on which a case was opened again last, and what happened since; of one that never was, all that happened.
fn since_reopened(events: &[EventRow]) -> (Option<NaiveDate>, &[EventRow]) {
    match events.iter().rposition(|event| event.kind == REOPENED) {
        Some(place) => (Some(minsk(events[place].at).date()), &events[place + 1..]),
        None => (None, events),
    }
}

/// From what the term of a case is counted.
pub fn since(events: &[EventRow]) -> Since {
    let (reopened, events) = since_reopened(events);
    match events.iter().any(|event| event.kind == "billed") {
        true => Since::Payment,
        false if reopened.is_some() => Since::Reopening,
        false => Since::Filing,
    }
}

/// The times in which the clock stood still, from the history of a case.
pub fn pauses(events: &[EventRow]) -> Vec<Pause> {
    let (_, events) = since_reopened(events);
    let mut pauses = between(events, &["returned"], &["corrected", "withdrawn", "unconsidered"]);
    let settled = ["bodies_answered", BODIES_DROPPED, "withdrawn", "unconsidered"];
    pauses.extend(between(events, &["bodies_asked"], &settled));
    pauses
}

fn between(events: &[EventRow], from: &[&str], until: &[&str]) -> Vec<Pause> {
    let mut pauses: Vec<Pause> = Vec::new();
    for event in events {
        let day = minsk(event.at).date();
        if from.contains(&event.kind.as_str()) {
            pauses.push(Pause { from: day, until: None });
        } else if let Some(open) = pauses.last_mut().filter(|p| p.until.is_none())
            && until.contains(&event.kind.as_str())
        {
            open.until = Some(day);
        }
    }
    pauses
}

/// The day after which the term counts: that of the filing, or on which the case was opened again, or of the payment
/// where a bill was made out since; `None` while it is not paid.
pub fn begins(filed_on: NaiveDate, events: &[EventRow]) -> Option<NaiveDate> {
    let (reopened, events) = since_reopened(events);
    let filed_on = reopened.unwrap_or(filed_on);
    if !events.iter().any(|event| event.kind == "billed") {
        return Some(filed_on);
    }
    let paid = events.iter().find(|event| event.kind == "paid")?;
    let body: Json = serde_json::from_str(&paid.body).ok()?;
    body["on"].as_str()?.parse::<NaiveDate>().ok().map(|paid| paid.max(filed_on))
}

/// The office's working days for what came by a channel: that channel's own number where the terms have one.
pub fn days(state: &AppState, procedure: Procedure, channel: Option<Channel>, filed_on: NaiveDate) -> Option<u32> {
    days_by(&state.terms, procedure, channel, filed_on)
}

fn days_by(terms: &Terms, procedure: Procedure, channel: Option<Channel>, filed_on: NaiveDate) -> Option<u32> {
    let name = match channel {
        Some(Channel::InPerson) => "office_days_in_person",
        Some(Channel::ByPost) => "office_days_by_post",
        Some(Channel::Online) | None => "office_days",
    };
    let days = |name| terms.days(procedure, name, filed_on);
    days(name).or_else(|| days("office_days"))
}

/// The last day of [`reckon`] by the rules of the database, where no state of the portal is at hand.
pub fn due(terms: &Terms, calendar: &Calendar, row: &ApplicationRow, events: &[EventRow]) -> Option<NaiveDate> {
    let filed_on = row.filed_on?;
    let days = days_by(terms, row.procedure(), row.channel(), filed_on)?;
    calendar.reckon(begins(filed_on, events)?, days, &pauses(events)).due
}

/// The last day that a decided case had, reckoned anew from its history: its row forgets it.
pub fn was_due(
    state: &AppState,
    procedure: &str,
    channel: Option<&str>,
    filed_on: NaiveDate,
    events: &[EventRow],
) -> Option<NaiveDate> {
    let days = days(state, Procedure::from_slug(procedure)?, channel.and_then(Channel::from_code), filed_on)?;
    state.calendar.reckon(begins(filed_on, events)?, days, &pauses(events)).due
}

/// The term of a filed case, step by step; `None` for one that was not filed, whose fee is not paid, or
/// where no term is set.
pub fn reckon(state: &AppState, row: &ApplicationRow, events: &[EventRow]) -> Option<Reckoning> {
    let filed_on = row.filed_on?;
    let days = days(state, row.procedure(), row.channel(), filed_on)?;
    Some(state.calendar.reckon(begins(filed_on, events)?, days, &pauses(events)))
}
