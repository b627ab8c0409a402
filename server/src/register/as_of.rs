//! The register as it stood on a day, from the log as it is known today: a correction made later counts
//! for the days it speaks of.
//!
//! What began after the day is left out; what ended after it is open again, so that whoever reads the
//! entries ([`projection`], [`super::history`]) sees them as on that day. A company's state has no dates
//! of its own in the wire's records: `status_on` says what it follows from.

use super::projection::{self, record};
use crate::clock::minsk;
use crate::store::AnyConn;
use crate::store::companies::CompanyRow;
use crate::store::entries::{self, EntryKind, EntryRow};
use chrono::{NaiveDate, NaiveDateTime};
use diesel::QueryResult;
use portal::company::Standing;
use portal::egr::{self, Reference, RegisteringBody, Status};
use portal::event_kind::standing_after;
use serde_json::Value;

/// The entries of a company as they stood at the end of a day in Minsk, by kind, the oldest first. Empty
/// for one that the register does not have; one that was registered later still has its later records
/// left out, so that its state is unknown.
pub fn entries_on(conn: &mut AnyConn, unp: i64, day: NaiveDate) -> QueryResult<Vec<EntryRow>> {
    let current = entries::current(conn, unp)?;
    // Of whoever came without a base record, the short one tells.
    let has_base = current.iter().any(|row| row.kind() == Some(EntryKind::Base));
    let versions = entries::versions(conn, unp, if has_base { EntryKind::Base } else { EntryKind::Short })?;
    Ok(stood(current, &versions, day))
}

/// The company's row as entries of one day make it; `None` where it was not in the register yet.
pub fn company(rows: &[EntryRow], now: NaiveDateTime) -> Option<CompanyRow> {
    projection::company(rows, now)
}

/// A version of the record that tells the state, base or short, and when the portal recorded it (UTC).
type Version = (EntryRow, NaiveDateTime);

/// `versions` are of one record, the first recorded first; the last is the current one.
fn stood(current: Vec<EntryRow>, versions: &[Version], day: NaiveDate) -> Vec<EntryRow> {
    let said: Vec<Said> = versions.iter().filter_map(Said::read).collect();
    let state = State { status: status_on(&said, &turns(&current), day), office: office_on(&said, day) };
    let tells_state = |row: &EntryRow| versions.first().is_some_and(|(version, _)| version.kind == row.kind);
    let begun = |row: &EntryRow| row.valid_from.is_none_or(|from| from <= day);
    let mut rows: Vec<EntryRow> = current.into_iter().filter(begun).collect();
    for row in &mut rows {
        if row.valid_to.is_some_and(|to| to > day) {
            reopen(row);
        } else if row.valid_to.is_some() {
            row.active = false;
        }
        if tells_state(row) {
            state.write(row);
        }
    }
    rows
}

/// What the record does not date itself.
struct State {
    status: Option<Status>,
    office: Option<RegisteringBody>,
}

impl State {
    fn write(&self, row: &mut EntryRow) {
        edit(row, |body| {
            if let Some(status) = self.status.as_ref().and_then(|status| serde_json::to_value(status).ok()) {
                body.insert("nsi00219".to_owned(), status);
            }
            if let Some(office) = self.office.as_ref().and_then(|office| serde_json::to_value(office).ok()) {
                body.insert("nsi00212".to_owned(), office);
            }
        });
    }
}

/// A record that ended later holds on the day.
fn reopen(row: &mut EntryRow) {
    row.valid_to = None;
    row.active = true;
    edit(row, |body| {
        for ended in ["dto", "nsi00212LKV", "nsi00228", "vnrlkv"] {
            body.remove(ended);
        }
        if body.contains_key("cact") {
            body.insert("cact".to_owned(), "+".into());
        }
    });
}

fn edit(row: &mut EntryRow, change: impl FnOnce(&mut serde_json::Map<String, Value>)) {
    if let Ok(Value::Object(mut body)) = serde_json::from_str(&row.body) {
        change(&mut body);
        row.body = Value::Object(body).to_string();
    }
}

/// What a version of the record says.
struct Said {
    id: i64,
    /// The day in Minsk on which the portal recorded it.
    recorded: NaiveDate,
    ended: Option<NaiveDate>,
    status: Option<Status>,
    office: Option<RegisteringBody>,
}

impl Said {
    fn read((row, recorded): &Version) -> Option<Said> {
        let (status, office) = match row.kind()? {
            EntryKind::Base => {
                let base: egr::Base = record(row)?;
                (base.nsi00219, base.nsi00212)
            }
            EntryKind::Short => (record::<egr::Short>(row)?.nsi00219, None),
            _ => return None,
        };
        Some(Said { id: row.id, recorded: minsk(*recorded).date(), ended: row.valid_to, status, office })
    }

    fn standing(&self) -> Option<Standing> {
        let code = self.status.as_ref().and_then(Reference::code)?;
        Standing::from_wire(i32::try_from(code).ok()?)
    }
}

/// An event that brought a state.
struct Turn {
    day: NaiveDate,
    id: i64,
    cancelled: Option<NaiveDate>,
    standing: Standing,
}

impl Turn {
    fn told_on(&self, day: NaiveDate) -> bool {
        self.day <= day && self.cancelled.is_none_or(|cancelled| cancelled > day)
    }

    /// Whether it changed the state between two versions: it is of a later day than the first; or the first was
    /// recorded without it and the next agrees with it, for a decision may reach the register days later.
    fn came_between(&self, known: &Said, next: &Said) -> bool {
        let agreed = self.id > known.id && Some(self.standing) == next.standing();
        agreed || (self.day, self.id) > (known.recorded, known.id)
    }
}

/// The events that brought a state, in the order of their days.
fn turns(rows: &[EntryRow]) -> Vec<Turn> {
    let events = rows.iter().filter(|row| row.kind() == Some(EntryKind::Event));
    let told = events.filter_map(|row| {
        let standing = standing_after(record::<egr::Event>(row)?.nsi00223.as_ref()?)?;
        Some(Turn { day: row.valid_from?, id: row.id, cancelled: row.valid_to, standing })
    });
    let mut turns: Vec<Turn> = told.collect();
    turns.sort_by_key(|turn| (turn.day, turn.id));
    // Who is bankrupt is liquidated as a step of that, and stays bankrupt, unless the bankruptcy was cancelled before.
    let mut state: Option<(Standing, Option<NaiveDate>)> = None;
    turns.retain(|turn| {
        let is_bankrupt =
            matches!(state, Some((Standing::Bankrupt, until)) if until.is_none_or(|until| until > turn.day));
        let is_step = turn.standing == Standing::InLiquidation && is_bankrupt;
        if !is_step {
            state = Some((turn.standing, turn.cancelled));
        }
        !is_step
    });
    turns
}

fn office_on(versions: &[Said], day: NaiveDate) -> Option<RegisteringBody> {
    let known = versions.iter().rfind(|said| said.recorded <= day).or(versions.first());
    known.and_then(|said| said.office.clone()).or_else(|| versions.last().and_then(|said| said.office.clone()))
}

/// The state in which a company was on a day.
///
/// From the day of its end, and from the day on which the portal recorded the current version, it is what that
/// version says, as on the company's page of today. Between two versions it is what the earlier one says, until
/// an event brings another. Before the first version it is what the last event before the day brought.
///
/// Where no event had brought anything yet, it is assumed that a company was active before the first event that
/// brought a state, and before its end. Where no event tells of any, the state of the first version is taken to
/// have held from the beginning, for nothing says since when it has.
fn status_on(versions: &[Said], turns: &[Turn], day: NaiveDate) -> Option<Status> {
    let (first, present) = (versions.first()?, versions.last()?);
    if present.ended.is_some_and(|ended| ended <= day) {
        return present.status.clone();
    }
    let by_then = versions.iter().rposition(|said| said.recorded <= day);
    let next = versions.get(by_then.map_or(0, |place| place + 1));
    // A version that already tells of a later end says nothing of the day.
    let known = by_then.map(|place| &versions[place]).filter(|said| said.ended.is_none() && said.status.is_some());
    let last = turns.iter().rfind(|turn| turn.told_on(day));
    if let Some(known) = known {
        // Of two versions that agree with each other an event takes nothing, unless another brought it back.
        let brought_back = |turn: &Turn, next: &Said| {
            known.standing() != next.standing()
                || turns.iter().any(|later| later.day > turn.day && Some(later.standing) == next.standing())
        };
        let brought =
            last.filter(|turn| next.is_some_and(|next| turn.came_between(known, next) && brought_back(turn, next)));
        return brought.map(|turn| status(turn.standing)).or_else(|| known.status.clone());
    }
    if let Some(turn) = last {
        return Some(status(turn.standing));
    }
    let turned_later = turns.iter().any(|turn| turn.day > day && turn.day <= first.recorded);
    if first.ended.is_some() || turned_later { Some(status(Standing::Active)) } else { first.status.clone() }
}

/// A status in the wire's words (domain facts § 1).
fn status(standing: Standing) -> Status {
    let label = match standing {
        Standing::Active => "Действующий",
        Standing::Excluded => "Исключён из ЕГР",
        Standing::InLiquidation => "В процессе ликвидации",
        Standing::Bankrupt => "В процедуре банкротства",
        Standing::EndedByReorganisation => "Прекращён при реорганизации",
        Standing::MovedToOtherBody => "Переход в другой регистрирующий орган",
        Standing::MovedToOtherTerritory => "Переход в другой территориальный орган",
        Standing::EndedInFormerForm => "Прекращён в прежней организационно-правовой форме",
        Standing::Mistake => "Ошибка",
        Standing::Suspended => "Деятельность приостановлена",
        Standing::LostCapacity => "Утрата правоспособности",
        Standing::Annulled => "Регистрация аннулирована",
        Standing::RegisteredTwice => "Двойная регистрация",
    };
    Status::of(i64::from(standing.to_wire()), label, None)
}

#[cfg(test)]
mod tests;
