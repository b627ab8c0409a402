//! Holidays and moved working days. A term that the law gives in working days is reckoned by the calendar as it is on
//! its last day (Civil Code, art. 192 and 194), so a change of a day to come moves the deadlines of open cases, each
//! with an event that its applicant sees. Days that have begun stay as they were, and with them all that was decided.

use super::{Outcome, Subject, Wanted, begin, note, unchanged};
use crate::access::Administrator;
use crate::failure::Failure;
use crate::office::{DEADLINE_MOVED, add_event, again, term};
use crate::state::AppState;
use crate::store::applications::{self, ApplicationRow};
use crate::store::terms::{self, CalendarDayRow};
use crate::store::{AnyConn, audit, deadlines};
use chrono::NaiveDate;
use portal::working_days::{Calendar, DayKind};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// The kind of these changes; the subject is the day.
pub const KIND: &str = "calendar-day";

/// What administrators say of a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Day {
    /// A code of [`DayKind`], or `ordinary` for one that follows the week.
    pub kind: String,
    pub name_be: String,
    pub name_ru: String,
    pub name_en: String,
    pub act: String,
    pub verified: bool,
}

/// The kind of a day that follows the week.
pub const ORDINARY: &str = "ordinary";

impl Day {
    pub fn of(row: &CalendarDayRow) -> Day {
        Day {
            kind: row.kind.clone(),
            name_be: row.name_be.clone(),
            name_ru: row.name_ru.clone(),
            name_en: row.name_en.clone(),
            act: row.act.clone(),
            verified: row.verified,
        }
    }

    fn row(&self, day: NaiveDate) -> CalendarDayRow {
        CalendarDayRow {
            day,
            kind: self.kind.clone(),
            name_be: self.name_be.clone(),
            name_ru: self.name_ru.clone(),
            name_en: self.name_en.clone(),
            act: self.act.clone(),
            verified: self.verified,
            entered_by: None,
            entered_at: None,
        }
    }

    fn ordinary() -> Day {
        let [name_be, name_ru, name_en, act] = [const { String::new() }; 4];
        Day { kind: ORDINARY.to_owned(), name_be, name_ru, name_en, act, verified: false }
    }
}

/// A case of which the deadline moves: the row, and its new last day.
pub type Moved = (ApplicationRow, NaiveDate);

/// Which deadlines would move, were a day of that kind.
pub fn moves(conn: &mut AnyConn, state: &AppState, day: NaiveDate, kind: &str) -> Result<Vec<Moved>, Failure> {
    let now = terms::calendar(conn)?;
    let then = now.clone().with(day, DayKind::from_code(kind));
    let rows = deadlines::due_from(conn, day)?;
    let ids: Vec<String> = rows.iter().map(|row| row.id.clone()).collect();
    let histories = deadlines::histories(conn, &ids)?;
    let moved = |row: ApplicationRow| -> Option<Moved> {
        let events = histories.get(&row.id)?;
        let due = reckoned(state, &then, &row, events)?;
        // Not by what else may be different: that day alone moves it.
        let moves = reckoned(state, &now, &row, events) != Some(due) && row.due_on != Some(due);
        moves.then_some((row, due))
    };
    Ok(rows.into_iter().filter_map(moved).collect())
}

fn reckoned(
    state: &AppState,
    calendar: &Calendar,
    row: &ApplicationRow,
    events: &[applications::EventRow],
) -> Option<NaiveDate> {
    let filed_on = row.filed_on?;
    let days = term::days(state, row.procedure(), row.channel(), filed_on)?;
    calendar.reckon(term::begins(filed_on, events)?, days, &term::pauses(events)).due
}

/// Says what a day to come is, and moves the deadlines that it moves.
pub async fn set(state: &AppState, by: Administrator, day: NaiveDate, wanted: Wanted<Day>) -> Result<Outcome, Failure> {
    put(state, by, day, Wanted { to: Some(wanted.to), seen: wanted.seen, why: wanted.why, reverts: wanted.reverts })
        .await
}

pub(super) async fn put(
    state: &AppState,
    by: Administrator,
    day: NaiveDate,
    wanted: Wanted<Option<Day>>,
) -> Result<Outcome, Failure> {
    let (now, today, inner) = (state.clock.now(), state.clock.today(), state.clone());
    let write = move |conn: &mut AnyConn| -> Result<Outcome, Failure> {
        begin(conn, &by)?;
        let was = terms::day(conn, day)?.as_ref().map(Day::of);
        // A row is never taken away: what came with the portal would come again.
        let to = wanted.to.unwrap_or_else(Day::ordinary);
        if was.as_ref() == Some(&to) || (was.is_none() && to.kind == ORDINARY) {
            return Ok(Outcome::Done);
        }
        let key = day.to_string();
        let subject = Subject { kind: KIND, id: &key };
        if let Some(since) = unchanged(conn, subject, wanted.seen)? {
            return Ok(since);
        }
        if day <= today {
            return Ok(Outcome::Refused("day-begun"));
        }
        deadlines::hold_all(conn)?;
        let moved = moves(conn, &inner, day, &to.kind)?;
        let row =
            CalendarDayRow { entered_by: Some(by.signed_in.account.id.clone()), entered_at: Some(now), ..to.row(day) };
        terms::put_day(conn, &row)?;
        let actor = by.signed_in.actor();
        for (mut row, due) in moved {
            let from = row.due_on.replace(due);
            row.updated_at = now;
            if !applications::save(conn, &mut row)? {
                return Err(Failure::Conflict("changed-meanwhile"));
            }
            let body = json!({ "from": from, "to": due, "day": day, "act": to.act });
            add_event(conn, &row, DEADLINE_MOVED, &actor, body, now)?;
            audit::record(conn, &actor, DEADLINE_MOVED, ("application", &row.id), now)?;
        }
        note(conn, &by, subject, (was.as_ref(), Some(&to)), (&wanted.why, wanted.reverts), now)?;
        Ok(Outcome::Done)
    };
    let done = again::until_settled(state, write).await?;
    state.refresh().await?;
    Ok(done)
}
