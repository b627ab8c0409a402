//! Dated configuration with its acts: working days and moved holidays, terms and fees.

use super::AnyConn;
use super::schema::{calendar_days, terms};
use chrono::NaiveDate;
use diesel::prelude::*;
use portal::money::{Byn, Fee};
use portal::procedures::Procedure;
use portal::working_days::{Calendar, DayKind};

/// A row of `terms`: a number that holds from a date on.
#[derive(Clone, Debug, Queryable, Selectable, Insertable, serde::Deserialize)]
#[diesel(table_name = terms)]
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
}

/// All terms, read at start.
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
#[diesel(table_name = calendar_days)]
pub struct CalendarDayRow {
    #[serde(rename = "date")]
    pub day: NaiveDate,
    pub kind: String,
    pub name_be: String,
    pub name_ru: String,
    pub name_en: String,
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
