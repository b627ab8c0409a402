//! Opening an office from a day on, and taking that back while the day has not come.

use super::{Outcome, Subject, Wanted, begin, note, office_mendings, unchanged};
use crate::access::Administrator;
use crate::failure::Failure;
use crate::office::again;
use crate::state::AppState;
use crate::store::AnyConn;
use crate::store::offices::{self, OfficeRow};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The kind of these changes; the subject is the code of the office.
pub const OPENING: &str = "office-opening";

/// An office that is to open: a district's, or a rural council.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// `district` or `rural`.
    pub kind: String,
    pub parent: i32,
    /// SOATO of its area.
    pub soato: i64,
    pub opened_on: NaiveDate,
    pub name_be: String,
    pub name_ru: String,
    pub name_en: String,
    pub area_be: String,
    pub area_ru: String,
    pub area_en: String,
    /// Of which area it answers.
    #[serde(default)]
    pub area_of: AreaOf,
}

/// Of which area an office answers that an administrator opens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AreaOf {
    /// Of none: it gets cases as a successor, or from the region.
    #[default]
    Nobody,
    /// Of its own.
    Own,
    /// Of that of an office that has closed.
    Closed(i32),
}

impl AreaOf {
    /// As the table has it.
    pub fn of(row: &OfficeRow) -> AreaOf {
        match row.area_of {
            None => AreaOf::Nobody,
            Some(code) if code == row.code => AreaOf::Own,
            Some(code) => AreaOf::Closed(code),
        }
    }

    pub fn column(self, code: i32) -> Option<i32> {
        match self {
            AreaOf::Nobody => None,
            AreaOf::Own => Some(code),
            AreaOf::Closed(other) => Some(other),
        }
    }
}

/// Whether an office of a kind can answer for an area from a day on: a district's for its own, or for that of an office
/// that has closed by then and for whose area no other was opened.
pub(super) fn area_fits(
    conn: &mut AnyConn,
    (kind, code): (&str, Option<i32>),
    area: AreaOf,
    day: NaiveDate,
) -> Result<bool, Failure> {
    let AreaOf::Closed(of) = area else { return Ok(area == AreaOf::Nobody || kind == "district") };
    let closed = offices::closure(conn, of)?.is_some_and(|closure| closure.closes_on <= day);
    let registers = offices::find(conn, of)?.is_some_and(|row| row.registering);
    let taken = offices::with_area(conn, of)?.into_iter().any(|other| Some(other) != code && other != of);
    Ok(kind == "district" && closed && registers && !taken)
}

impl Opening {
    pub fn of(row: &OfficeRow) -> Option<Opening> {
        Some(Opening {
            kind: row.kind.clone(),
            parent: row.parent?,
            soato: row.soato,
            opened_on: row.opened_on?,
            name_be: row.name_be.clone(),
            name_ru: row.name_ru.clone(),
            name_en: row.name_en.clone(),
            area_be: row.area_be.clone(),
            area_ru: row.area_ru.clone(),
            area_en: row.area_en.clone(),
            area_of: AreaOf::of(row),
        })
    }

    fn row(&self, code: i32) -> OfficeRow {
        OfficeRow {
            code,
            soato: self.soato,
            kind: self.kind.clone(),
            parent: Some(self.parent),
            registering: self.kind == "district",
            name_be: self.name_be.clone(),
            name_ru: self.name_ru.clone(),
            name_en: self.name_en.clone(),
            area_be: self.area_be.clone(),
            area_ru: self.area_ru.clone(),
            area_en: self.area_en.clone(),
            opened_on: Some(self.opened_on),
            area_of: self.area_of.column(code),
        }
    }

    /// The next code of its kind below its parent that no office ever had.
    fn code(&self, taken: &[i32]) -> Option<i32> {
        let mut codes = match self.kind.as_str() {
            "district" => 7101..=7199,
            _ => self.parent * 100 + 1..=self.parent * 100 + 99,
        };
        codes.find(|code| !taken.contains(code))
    }
}

/// Opens an office from a day on. `code` is one that it is to have: of one that was taken back, or as the register has it.
pub async fn open(
    state: &AppState,
    by: Administrator,
    code: Option<i32>,
    wanted: Wanted<Opening>,
) -> Result<(Outcome, i32), Failure> {
    let (now, today) = (state.clock.now(), state.clock.today());
    let write = move |conn: &mut AnyConn| -> Result<(Outcome, i32), Failure> {
        begin(conn, &by)?;
        let to = &wanted.to;
        let taken = offices::codes(conn)?;
        // The same form sent again opens one office.
        for known in &taken {
            let row = offices::find(conn, *known)?;
            if row.as_ref().and_then(Opening::of).as_ref() == Some(to) {
                return Ok((Outcome::Done, *known));
            }
        }
        if to.opened_on <= today {
            return Ok((Outcome::Refused("from-tomorrow"), 0));
        }
        let parent = offices::find(conn, to.parent)?;
        let fits = parent.is_some_and(|above| match to.kind.as_str() {
            "district" => above.kind == "region",
            "rural" => above.kind == "district",
            _ => false,
        });
        if !fits || offices::closure(conn, to.parent)?.is_some_and(|row| row.closes_on <= to.opened_on) {
            return Ok((Outcome::Refused("parent-wrong"), 0));
        }
        if !area_fits(conn, (&to.kind, None), to.area_of, to.opened_on)? {
            return Ok((Outcome::Refused("area-wrong"), 0));
        }
        if code.is_some_and(|code| taken.contains(&code)) && wanted.reverts.is_none() {
            return Ok((Outcome::Refused("code-taken"), 0));
        }
        let Some(code) = code.filter(|code| !taken.contains(code)).or_else(|| to.code(&taken)) else {
            return Ok((Outcome::Refused("codes-used-up"), 0));
        };
        let key = code.to_string();
        let about = Subject { kind: OPENING, id: &key };
        offices::add_missing(conn, vec![to.row(code)])?;
        note(conn, &by, about, (None, Some(to)), (&wanted.why, wanted.reverts), now)?;
        Ok((Outcome::Done, code))
    };
    let done = again::until_settled(state, write).await?;
    state.refresh().await?;
    Ok(done)
}

/// Takes back an opening whose day has not come, or enters it again.
pub(super) async fn put_opening_back(
    state: &AppState,
    by: Administrator,
    key: &str,
    (became, was): (Option<Opening>, Option<Opening>),
    wanted: Wanted<()>,
) -> Result<Outcome, Failure> {
    let first: i32 = key.parse().map_err(|_| Failure::NotFound)?;
    let Some(entered) = became else {
        let Some(to) = was else { return Ok(Outcome::Refused("cannot")) };
        let wanted = Wanted { to, seen: wanted.seen, why: wanted.why, reverts: wanted.reverts };
        return Ok(open(state, by, Some(first), wanted).await?.0);
    };
    let (now, today) = (state.clock.now(), state.clock.today());
    let write = move |conn: &mut AnyConn| -> Result<Outcome, Failure> {
        begin(conn, &by)?;
        // The code may have been mended since.
        let code = office_mendings::called_now(conn, first, wanted.reverts.as_deref().unwrap_or_default())?;
        let Some(known) = offices::find(conn, code)?.filter(|row| row.opened_on.is_some()) else {
            return Ok(Outcome::Done);
        };
        let key = first.to_string();
        let about = Subject { kind: OPENING, id: &key };
        if let Some(since) = unchanged(conn, about, wanted.seen)? {
            return Ok(since);
        }
        let named = offices::closures(conn)?.iter().any(|row| row.office == code || row.successor == code);
        if known.opened_on.is_none_or(|day| day <= today) {
            return Ok(Outcome::Refused("office-opened"));
        }
        if named || offices::has_below(conn, code)? {
            return Ok(Outcome::Refused("office-named"));
        }
        offices::remove(conn, code)?;
        note(conn, &by, about, (Some(&entered), None), (&wanted.why, wanted.reverts), now)?;
        Ok(Outcome::Done)
    };
    let done = again::until_settled(state, write).await?;
    state.refresh().await?;
    Ok(done)
}
