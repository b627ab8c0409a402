//! Companies: the current row of each, a projection of its register entries.

use super::AnyConn;
use super::connection::on_either;
use super::schema::companies;
use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use portal::company::{Kind, Standing};

/// A row of `companies`. `address` is filled for legal entities alone: a sole proprietor's is
/// personal and stays in the entries.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = companies, treat_none_as_null = true)]
pub struct CompanyRow {
    pub unp: i64,
    pub kind: String,
    pub standing: i32,
    pub registered_on: Option<NaiveDate>,
    pub excluded_on: Option<NaiveDate>,
    pub office: Option<i32>,
    pub name: String,
    pub short_name: Option<String>,
    pub brand: Option<String>,
    pub name_be: Option<String>,
    pub short_name_be: Option<String>,
    pub address: Option<String>,
    pub activity: Option<String>,
    pub head: Option<String>,
    pub synthetic: bool,
    pub search: String,
    pub name_key: String,
    pub updated_at: NaiveDateTime,
}

impl CompanyRow {
    pub fn kind(&self) -> Kind {
        Kind::from_code(&self.kind).unwrap_or(Kind::LegalEntity)
    }

    pub fn standing(&self) -> Standing {
        Standing::from_wire(self.standing).unwrap_or(Standing::Active)
    }

    /// The short name where there is one.
    pub fn title(&self) -> &str {
        self.short_name.as_deref().unwrap_or(&self.name)
    }
}

pub fn find(conn: &mut AnyConn, unp: i64) -> QueryResult<Option<CompanyRow>> {
    on_either!(conn, c => companies::table.find(unp).select(CompanyRow::as_select()).first(c)).optional()
}

/// The rows of some companies, by number.
pub fn of(conn: &mut AnyConn, unps: &[i64]) -> QueryResult<Vec<CompanyRow>> {
    companies::table
        .filter(companies::unp.eq_any(unps.to_vec()))
        .order(companies::unp)
        .select(CompanyRow::as_select())
        .load(conn)
}
