//! Mending what was typed wrongly when an office was opened: its code in the register and its SOATO, while nothing names
//! the office, and of which area it answers. An area can be given at any time, and is taken away while nothing names it.

use super::office_openings::{AreaOf, area_fits};
use super::{Outcome, Subject, Wanted, begin, note, unchanged};
use crate::access::Administrator;
use crate::failure::Failure;
use crate::office::again;
use crate::state::AppState;
use crate::store::offices::{self, OfficeRow};
use crate::store::{AnyConn, administration};
use serde::{Deserialize, Serialize};

/// The kind of these changes; the subject is the code that the office has by the change.
pub const MENDING: &str = "office-mending";

/// Codes that an office may be given.
pub const CODES: std::ops::RangeInclusive<i32> = 100..=999_999;

/// What can be mended of an office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mended {
    pub code: i32,
    pub soato: i64,
    pub area_of: AreaOf,
}

impl Mended {
    /// Of an office that an administrator opened.
    pub fn of(row: &OfficeRow) -> Option<Mended> {
        row.opened_on.map(|_| Mended { code: row.code, soato: row.soato, area_of: AreaOf::of(row) })
    }

    /// Whether nothing may name the office for this to become of it.
    pub fn is_named_by(&self, was: &Mended) -> bool {
        let gives_area = was.area_of == AreaOf::Nobody;
        (self.code, self.soato) != (was.code, was.soato) || (self.area_of != was.area_of && !gives_area)
    }
}

/// Mends an office; with its code afterwards.
pub async fn mend(state: &AppState, by: Administrator, code: i32, wanted: Wanted<Mended>) -> Result<Outcome, Failure> {
    let now = state.clock.now();
    let today = state.clock.today();
    let write = move |conn: &mut AnyConn| -> Result<Outcome, Failure> {
        begin(conn, &by)?;
        let to = wanted.to;
        let row = offices::find(conn, code)?.ok_or(Failure::NotFound)?;
        let Some(was) = Mended::of(&row) else { return Ok(Outcome::Refused("office-came-along")) };
        if was == to {
            return Ok(Outcome::Done);
        }
        let key = code.to_string();
        if let Some(since) = unchanged(conn, Subject { kind: MENDING, id: &key }, wanted.seen)? {
            return Ok(since);
        }
        if to.is_named_by(&was) && !offices::references(conn, code)?.is_empty() {
            return Ok(Outcome::Refused("office-referred"));
        }
        if to.code != code && (!CODES.contains(&to.code) || offices::codes(conn)?.contains(&to.code)) {
            return Ok(Outcome::Refused("code-taken"));
        }
        let from = row.opened_on.unwrap_or(today).max(today);
        if to.area_of != was.area_of && !area_fits(conn, (&row.kind, Some(code)), to.area_of, from)? {
            return Ok(Outcome::Refused("area-wrong"));
        }
        let mended = OfficeRow { code: to.code, soato: to.soato, area_of: to.area_of.column(to.code), ..row };
        offices::mend(conn, code, &mended)?;
        let key = to.code.to_string();
        note(
            conn,
            &by,
            Subject { kind: MENDING, id: &key },
            (Some(&was), Some(&to)),
            (&wanted.why, wanted.reverts),
            now,
        )?;
        Ok(Outcome::Done)
    };
    let done = again::until_settled(state, write).await?;
    state.refresh().await?;
    Ok(done)
}

/// The changes of codes after a change, the newest first: from which to which.
fn renumbered(conn: &mut AnyConn, after: &str) -> Result<Vec<(i32, i32)>, Failure> {
    let changes = administration::newest(conn, Some(MENDING), None, 10_000)?;
    let read = |json: &str| serde_json::from_str::<Option<Mended>>(json).ok().flatten();
    // Ids begin with their time.
    let both = changes
        .iter()
        .filter(|(row, _)| row.id.as_str() > after)
        .filter_map(|(row, _)| read(&row.was).zip(read(&row.became)));
    Ok(both.map(|(was, became)| (was.code, became.code)).filter(|(was, became)| was != became).collect())
}

/// The code that an office has by now that was opened under one, by the change `opened`.
pub fn called_now(conn: &mut AnyConn, code: i32, opened: &str) -> Result<i32, Failure> {
    let changes = renumbered(conn, opened)?;
    Ok(changes.iter().rev().fold(code, |at, (was, became)| if *was == at { *became } else { at }))
}

/// The codes that an office had before.
pub fn once_called(conn: &mut AnyConn, code: i32) -> Result<Vec<i32>, Failure> {
    let (mut at, mut before) = (code, Vec::new());
    for (was, became) in renumbered(conn, "")? {
        if became == at {
            before.extend((was != code && !before.contains(&was)).then_some(was));
            at = was;
        }
    }
    Ok(before)
}
