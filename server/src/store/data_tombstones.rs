//! What stays of sets that were withdrawn.

use super::AnyConn;
use super::schema::{data_files, data_sets, data_tombstones, data_versions};
use chrono::NaiveDateTime;
use diesel::prelude::*;
use portal::lang::Names3;

/// A row of `data_tombstones`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = data_tombstones, treat_none_as_default_value = false)]
pub struct TombstoneRow {
    pub id: String,
    pub owner: Option<i32>,
    pub title_be: String,
    pub title_ru: String,
    pub title_en: String,
    /// The end of the locale key `data-gone-…`.
    pub reason: String,
    /// What the editor adds to it.
    pub words: String,
    /// The set that took its place.
    pub successor: Option<String>,
    /// JSON: the SHA-256 of each of its files.
    pub files: String,
    pub withdrawn_by: Option<String>,
    pub withdrawn_at: NaiveDateTime,
}

impl TombstoneRow {
    pub fn title(&self) -> Names3 {
        Names3::new(&self.title_be, &self.title_ru, &self.title_en)
    }
}

pub fn find(conn: &mut AnyConn, id: &str) -> QueryResult<Option<TombstoneRow>> {
    data_tombstones::table.find(id).select(TombstoneRow::as_select()).first(conn).optional()
}

/// The names of all sets that were withdrawn.
pub fn ids(conn: &mut AnyConn) -> QueryResult<Vec<String>> {
    data_tombstones::table.select(data_tombstones::id).load(conn)
}

/// What a council withdrew, the last first.
pub fn of_owner(conn: &mut AnyConn, owner: i32) -> QueryResult<Vec<TombstoneRow>> {
    data_tombstones::table
        .filter(data_tombstones::owner.eq(owner))
        .order((data_tombstones::withdrawn_at.desc(), data_tombstones::id))
        .select(TombstoneRow::as_select())
        .load(conn)
}

/// The SHA-256 of each file of a set's versions.
pub fn files_of(conn: &mut AnyConn, id: &str) -> QueryResult<Vec<String>> {
    data_files::table.filter(data_files::data_set.eq(id)).select(data_files::sha256).distinct().load(conn)
}

/// Puts a tombstone in the place of a set, its versions and its files.
pub fn bury(conn: &mut AnyConn, row: &TombstoneRow) -> QueryResult<()> {
    diesel::delete(data_files::table.filter(data_files::data_set.eq(&row.id))).execute(conn)?;
    diesel::delete(data_versions::table.filter(data_versions::data_set.eq(&row.id))).execute(conn)?;
    diesel::delete(data_sets::table.find(&row.id)).execute(conn)?;
    diesel::insert_into(data_tombstones::table).values(row.clone()).execute(conn).map(drop)
}

/// Of some files those that another set still has.
pub fn still_named(conn: &mut AnyConn, files: &[String]) -> QueryResult<Vec<String>> {
    data_files::table.filter(data_files::sha256.eq_any(files)).select(data_files::sha256).distinct().load(conn)
}
