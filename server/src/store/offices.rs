//! Registering bodies: the table, and the copy of it that every page needs.

use super::AnyConn;
use super::schema::offices;
use diesel::prelude::*;
use portal::lang::{Lang, Names3};

/// A row of `offices`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = offices)]
pub struct OfficeRow {
    pub code: i32,
    pub soato: i64,
    pub kind: String,
    pub parent: Option<i32>,
    pub registering: bool,
    pub name_be: String,
    pub name_ru: String,
    pub name_en: String,
    pub area_be: String,
    pub area_ru: String,
    pub area_en: String,
}

impl OfficeRow {
    pub fn names(&self) -> Names3 {
        Names3::new(&self.name_be, &self.name_ru, &self.name_en)
    }

    pub fn area(&self) -> Names3 {
        Names3::new(&self.area_be, &self.area_ru, &self.area_en)
    }
}

/// All offices, read at start.
#[derive(Clone, Debug, Default)]
pub struct Offices(Vec<OfficeRow>);

impl Offices {
    pub fn load(conn: &mut AnyConn) -> QueryResult<Offices> {
        offices::table.order(offices::code).select(OfficeRow::as_select()).load(conn).map(Offices)
    }

    pub fn get(&self, code: i32) -> Option<&OfficeRow> {
        self.0.iter().find(|o| o.code == code)
    }

    /// The name of an office; its code where the table does not know it.
    pub fn name(&self, code: i32, lang: Lang) -> String {
        self.get(code).map_or_else(|| code.to_string(), |o| o.names().get(lang).to_owned())
    }

    /// The code of an office's territory by SOATO, whose first digit is the region's.
    pub fn soato(&self, code: i32) -> Option<i64> {
        self.get(code).map(|office| office.soato)
    }

    /// The bodies that register companies.
    pub fn registering(&self) -> impl Iterator<Item = &OfficeRow> {
        self.0.iter().filter(|o| o.registering)
    }

    pub fn all(&self) -> &[OfficeRow] {
        &self.0
    }
}

/// Adds the offices that are not there yet; names already there are left as they are.
pub fn add_missing(conn: &mut AnyConn, rows: Vec<OfficeRow>) -> QueryResult<usize> {
    let known: Vec<i32> = offices::table.select(offices::code).load(conn)?;
    let mut added = 0;
    for row in rows.into_iter().filter(|r| !known.contains(&r.code)) {
        added += diesel::insert_into(offices::table).values(row).execute(conn)?;
    }
    Ok(added)
}
