//! The register as it stood on a day, from the log as it is known today: a correction made later counts
//! for the days it speaks of.
//!
//! What began after the day is left out; what ended after it is open again, so that whoever reads the
//! entries ([`projection`], [`super::history`]) sees them as on that day. A company's state has no dates
//! of its own in the wire's records: it follows from what the portal had recorded by then, failing that
//! from the events, failing that from the day of the exclusion.

use super::projection::{self, record};
use crate::clock::minsk;
use crate::store::AnyConn;
use crate::store::companies::CompanyRow;
use crate::store::entries::{self, EntryKind, EntryRow};
use chrono::{NaiveDate, NaiveDateTime};
use diesel::QueryResult;
use portal::company::Standing;
use portal::egr::{self, Reference, RegisteringBody, Status};
use serde_json::Value;

/// The entries of a company as they stood at the end of a day in Minsk, by kind, the oldest first. Empty
/// for one that the register does not have; one that was registered later still has its later records
/// left out, so that its state is unknown.
pub fn entries_on(conn: &mut AnyConn, unp: i64, day: NaiveDate) -> QueryResult<Vec<EntryRow>> {
    let current = entries::current(conn, unp)?;
    let bases = entries::versions(conn, unp, EntryKind::Base)?;
    Ok(stood(current, &bases, day))
}

/// The company's row as entries of one day make it; `None` where it was not in the register yet.
pub fn company(rows: &[EntryRow], now: NaiveDateTime) -> Option<CompanyRow> {
    projection::company(rows, now)
}

/// A version of a base record, and when the portal recorded it (UTC).
type Version = (EntryRow, NaiveDateTime);

fn stood(current: Vec<EntryRow>, bases: &[Version], day: NaiveDate) -> Vec<EntryRow> {
    let begun = |row: &EntryRow| row.valid_from.is_none_or(|from| from <= day);
    let mut rows: Vec<EntryRow> = current.into_iter().filter(begun).collect();
    let state = rows.iter().find(|row| row.kind() == Some(EntryKind::Base)).and_then(|base| {
        let base = record::<egr::Base>(base)?;
        Some(State { status: status_on(&base, bases, &rows, day), office: office_on(&base, bases, day) })
    });
    for row in &mut rows {
        if row.valid_to.is_some_and(|to| to > day) {
            reopen(row);
        } else if row.valid_to.is_some() {
            row.active = false;
        }
        if let (Some(EntryKind::Base), Some(state)) = (row.kind(), &state) {
            state.write(row);
        }
    }
    rows
}

/// What the base record does not date itself.
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

/// The version of the base record that the portal had by the end of the day.
fn known_on(bases: &[Version], day: NaiveDate) -> Option<egr::Base> {
    let known = bases.iter().rfind(|(_, recorded)| minsk(*recorded).date() <= day)?;
    record::<egr::Base>(&known.0)
}

fn office_on(base: &egr::Base, bases: &[Version], day: NaiveDate) -> Option<RegisteringBody> {
    let first = || bases.first().and_then(|(row, _)| record::<egr::Base>(row));
    known_on(bases, day).or_else(first).and_then(|known| known.nsi00212).or_else(|| base.nsi00212.clone())
}

fn status_on(base: &egr::Base, bases: &[Version], rows: &[EntryRow], day: NaiveDate) -> Option<Status> {
    if base.dto.is_some_and(|ended| ended.0 <= day) {
        return base.nsi00219.clone();
    }
    // A version that already tells of a later end says nothing of the day.
    let by_then = known_on(bases, day).filter(|known| known.dto.is_none());
    if let Some(status) = by_then.and_then(|known| known.nsi00219) {
        return Some(status);
    }
    let events = rows.iter().filter(|row| row.kind() == Some(EntryKind::Event));
    let told = events.filter(|row| row.valid_to.is_none_or(|cancelled| cancelled > day));
    let told = told.filter_map(|row| Some(((row.valid_from?, row.id), standing_after(event_code(row)?)?)));
    if let Some((_, standing)) = told.max_by_key(|(at, _)| *at) {
        return Some(status(standing));
    }
    // Before anything is known: as it first was, and whatever ended later was active until then.
    let first = bases.first().and_then(|(row, _)| record::<egr::Base>(row)).unwrap_or_else(|| base.clone());
    if first.dto.is_some() { Some(status(Standing::Active)) } else { first.nsi00219 }
}

fn event_code(row: &EntryRow) -> Option<i64> {
    record::<egr::Event>(row)?.nsi00223.as_ref().and_then(Reference::code)
}

/// The state that an event brings with it; events of other kinds leave it as it is.
fn standing_after(code: i64) -> Option<Standing> {
    Some(match code {
        990_005 => Standing::InLiquidation,
        990_006 => Standing::Bankrupt,
        990_007 => Standing::Suspended,
        990_008 => Standing::Excluded,
        990_009 => Standing::LostCapacity,
        990_010 => Standing::Annulled,
        990_011 => Standing::EndedByReorganisation,
        990_024 => Standing::Active,
        _ => return None,
    })
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
