//! Dated configuration with its acts: working days and moved holidays, terms and fees.

use super::AnyConn;
use super::schema::{calendar_days, terms};
use chrono::{Datelike, NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use portal::lang::Names3;
use portal::money::{Byn, Fee};
use portal::procedures::Procedure;
use portal::working_days::{Calendar, DayKind};

/// A row of `terms`: a number that holds from a date on.
#[derive(Clone, Debug, Queryable, Selectable, Insertable, serde::Deserialize)]
#[diesel(table_name = terms, treat_none_as_default_value = false)]
pub struct TermRow {
    pub procedure: String,
    /// `filer_days`: working days for the filer; `office_days`: for the office; `fee`: hundredths of a base
    /// value; of `base-value`, `value`: kopecks.
    pub name: String,
    pub valid_from: NaiveDate,
    pub value: i32,
    /// The act, in Russian.
    pub act: String,
    /// Whether the number was checked against the act in force.
    pub verified: bool,
    /// The administrator who entered it; `None` for what came with the portal.
    #[serde(default)]
    pub entered_by: Option<String>,
    #[serde(default)]
    pub entered_at: Option<NaiveDateTime>,
}

/// All terms, read at start and whenever they changed.
#[derive(Clone, Debug, Default)]
pub struct Terms(Vec<TermRow>);

impl Terms {
    pub fn load(conn: &mut AnyConn) -> QueryResult<Terms> {
        terms::table.order(terms::valid_from).select(TermRow::as_select()).load(conn).map(Terms)
    }

    /// The row that holds on a day.
    pub fn on(&self, procedure: Procedure, name: &str, day: NaiveDate) -> Option<&TermRow> {
        self.0.iter().rfind(|t| t.procedure == procedure.slug() && t.name == name && t.valid_from <= day)
    }

    /// The row that holds on a day, of something that is not filed: `extract`.
    pub fn of(&self, subject: &str, name: &str, day: NaiveDate) -> Option<&TermRow> {
        self.0.iter().rfind(|t| t.procedure == subject && t.name == name && t.valid_from <= day)
    }

    /// What filing costs on a day; `None` where it is free, or where the base value of that day is not known.
    pub fn fee(&self, procedure: Procedure, day: NaiveDate) -> Option<Fee> {
        self.worth(self.on(procedure, "fee", day)?, day)
    }

    /// A fee of something that is not filed, on a day.
    pub fn fee_of(&self, subject: &str, name: &str, day: NaiveDate) -> Option<Fee> {
        self.worth(self.of(subject, name, day)?, day)
    }

    fn worth(&self, fee: &TermRow, day: NaiveDate) -> Option<Fee> {
        let base_value = self.of("base-value", "value", day)?;
        let base_value = Byn::kopecks(i64::from(base_value.value));
        (fee.value > 0).then_some(Fee { hundredths: fee.value, base_value })
    }

    /// A number of days that holds on a day.
    pub fn days(&self, procedure: Procedure, name: &str, day: NaiveDate) -> Option<u32> {
        self.on(procedure, name, day).and_then(|t| u32::try_from(t.value).ok())
    }
}

/// Adds the terms that are not there yet; corrected ones are left as they are.
pub fn add_missing(conn: &mut AnyConn, rows: Vec<TermRow>) -> QueryResult<()> {
    let known: Vec<(String, String, NaiveDate)> =
        terms::table.select((terms::procedure, terms::name, terms::valid_from)).load(conn)?;
    for row in rows {
        if !known.iter().any(|(p, n, d)| *p == row.procedure && *n == row.name && *d == row.valid_from) {
            diesel::insert_into(terms::table).values(row).execute(conn)?;
        }
    }
    Ok(())
}

/// A row of `calendar_days`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable, serde::Deserialize)]
#[diesel(table_name = calendar_days, treat_none_as_default_value = false)]
pub struct CalendarDayRow {
    #[serde(rename = "date")]
    pub day: NaiveDate,
    pub kind: String,
    pub name_be: String,
    pub name_ru: String,
    pub name_en: String,
    #[serde(default)]
    pub act: String,
    #[serde(default)]
    pub verified: bool,
    /// The administrator who entered it; `None` for what came with the portal.
    #[serde(default)]
    pub entered_by: Option<String>,
    #[serde(default)]
    pub entered_at: Option<NaiveDateTime>,
}

impl CalendarDayRow {
    pub fn names(&self) -> Names3 {
        Names3::new(&self.name_be, &self.name_ru, &self.name_en)
    }
}

pub fn calendar(conn: &mut AnyConn) -> QueryResult<Calendar> {
    let rows: Vec<(NaiveDate, String)> =
        calendar_days::table.select((calendar_days::day, calendar_days::kind)).load(conn)?;
    Ok(Calendar::new(rows.into_iter().filter_map(|(day, kind)| Some((day, DayKind::from_code(&kind)?)))))
}

/// Adds the days that are not there yet.
pub fn add_missing_days(conn: &mut AnyConn, rows: Vec<CalendarDayRow>) -> QueryResult<()> {
    let known: Vec<NaiveDate> = calendar_days::table.select(calendar_days::day).load(conn)?;
    for row in rows.into_iter().filter(|r| !known.contains(&r.day)) {
        diesel::insert_into(calendar_days::table).values(row).execute(conn)?;
    }
    Ok(())
}

/// The rows of a year, by day.
pub fn days_of(conn: &mut AnyConn, year: i32) -> QueryResult<Vec<CalendarDayRow>> {
    let rows: Vec<CalendarDayRow> =
        calendar_days::table.order(calendar_days::day).select(CalendarDayRow::as_select()).load(conn)?;
    Ok(rows.into_iter().filter(|row| row.day.year() == year).collect())
}

pub fn day(conn: &mut AnyConn, day: NaiveDate) -> QueryResult<Option<CalendarDayRow>> {
    calendar_days::table.find(day).select(CalendarDayRow::as_select()).first(conn).optional()
}

/// Writes a day in place of what was there.
pub fn put_day(conn: &mut AnyConn, row: &CalendarDayRow) -> QueryResult<()> {
    diesel::delete(calendar_days::table.find(row.day)).execute(conn)?;
    diesel::insert_into(calendar_days::table).values(row.clone()).execute(conn).map(drop)
}

/// Every row, the first of each first.
pub fn all(conn: &mut AnyConn) -> QueryResult<Vec<TermRow>> {
    terms::table.order((terms::procedure, terms::name, terms::valid_from)).select(TermRow::as_select()).load(conn)
}

/// The rows of one value, the first first.
pub fn of_subject(conn: &mut AnyConn, procedure: &str, name: &str) -> QueryResult<Vec<TermRow>> {
    terms::table
        .filter(terms::procedure.eq(procedure))
        .filter(terms::name.eq(name))
        .order(terms::valid_from)
        .select(TermRow::as_select())
        .load(conn)
}

pub fn add(conn: &mut AnyConn, row: &TermRow) -> QueryResult<()> {
    diesel::insert_into(terms::table).values(row.clone()).execute(conn).map(drop)
}

/// Takes a row away whose day has not come; the history of changes keeps it.
pub fn remove(conn: &mut AnyConn, procedure: &str, name: &str, valid_from: NaiveDate) -> QueryResult<()> {
    diesel::delete(terms::table.find((procedure, name, valid_from))).execute(conn).map(drop)
}
