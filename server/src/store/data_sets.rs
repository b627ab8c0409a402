//! Open data: the sets, their versions and the files of each.

use super::AnyConn;
use super::schema::{data_files, data_sets, data_versions};
use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use opendata::compress::Coding;
use opendata::{Format, Passport, Published, PublishedFile};
use portal::lang::Names3;

/// A set as lists show it.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = data_sets, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct DataSetRow {
    pub id: String,
    /// `register`, `council`, `union`, `statistics`.
    pub kind: String,
    /// Code of the council; none for the register's operator.
    pub owner: Option<i32>,
    pub theme: String,
    pub period: String,
    pub synthetic: bool,
    pub title_be: String,
    pub title_ru: String,
    pub title_en: String,
    /// Folded words by which it is found, in three languages.
    pub search: String,
    /// Number of the newest version.
    pub latest: i32,
    pub row_count: i64,
    pub next_on: Option<NaiveDate>,
    pub created_at: NaiveDateTime,
    /// When the newest version was made.
    pub updated_at: NaiveDateTime,
    /// When it was last seen that nothing had changed.
    pub checked_at: NaiveDateTime,
    /// The SPDX name of the newest version's licence.
    pub licence: String,
    /// What its description has by `opendata::quality`.
    pub points: i32,
}

impl DataSetRow {
    pub fn title(&self) -> Names3 {
        Names3::new(&self.title_be, &self.title_ru, &self.title_en)
    }

    /// Whether the next version is overdue.
    pub fn is_late(&self, today: NaiveDate) -> bool {
        self.next_on.is_some_and(|day| day < today)
    }
}

/// A version.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = data_versions)]
pub struct DataVersionRow {
    pub data_set: String,
    pub number: i32,
    pub row_count: i64,
    /// JSON of [`Passport`].
    pub passport: String,
    pub made_at: NaiveDateTime,
}

/// A file of a version.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = data_files, treat_none_as_default_value = false)]
pub struct DataFileRow {
    pub data_set: String,
    pub number: i32,
    pub format: String,
    pub size: i64,
    pub sha256: String,
    pub brotli_size: Option<i64>,
    pub zstd_size: Option<i64>,
    pub gzip_size: Option<i64>,
}

impl DataFileRow {
    /// The size of a compressed copy, where there is one.
    pub fn compressed(&self, coding: Coding) -> Option<i64> {
        match coding {
            Coding::Brotli => self.brotli_size,
            Coding::Zstd => self.zstd_size,
            Coding::Gzip => self.gzip_size,
        }
    }
}

/// All sets, by name.
pub fn all(conn: &mut AnyConn) -> QueryResult<Vec<DataSetRow>> {
    data_sets::table.order(data_sets::id).select(DataSetRow::as_select()).load(conn)
}

pub fn find(conn: &mut AnyConn, id: &str) -> QueryResult<Option<DataSetRow>> {
    data_sets::table.find(id).select(DataSetRow::as_select()).first(conn).optional()
}

/// Holds a set until the end of the write: on PostgreSQL it can neither be withdrawn nor published in between. `false`
/// where there is none.
pub fn hold(conn: &mut AnyConn, id: &str) -> QueryResult<bool> {
    let row = data_sets::table.find(id).select(data_sets::id);
    let held: Option<String> = match conn {
        AnyConn::Sqlite(conn) => row.first(conn).optional()?,
        AnyConn::Postgres(conn) => row.for_update().first(conn).optional()?,
    };
    Ok(held.is_some())
}

/// Whether anything was ever published.
pub fn any(conn: &mut AnyConn) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(data_sets::table.select(data_sets::id))).get_result(conn)
}

/// The sets of one council, by name.
pub fn of_owner(conn: &mut AnyConn, owner: i32) -> QueryResult<Vec<DataSetRow>> {
    data_sets::table.filter(data_sets::owner.eq(owner)).order(data_sets::id).select(DataSetRow::as_select()).load(conn)
}

/// One file; `number` none for the newest version's.
pub fn file(
    conn: &mut AnyConn,
    id: &str,
    number: Option<i32>,
    format: Format,
) -> QueryResult<Option<(DataFileRow, NaiveDateTime)>> {
    let newest = data_sets::table.find(id).select(data_sets::latest);
    let number = match number {
        Some(number) => number,
        None => match newest.first(conn).optional()? {
            Some(newest) => newest,
            None => return Ok(None),
        },
    };
    let made = data_versions::table.find((id, number)).select(data_versions::made_at).first(conn).optional()?;
    let file = data_files::table.find((id, number, format.code())).select(DataFileRow::as_select());
    Ok(file.first(conn).optional()?.zip(made))
}

/// One version.
pub fn version(conn: &mut AnyConn, id: &str, number: i32) -> QueryResult<Option<DataVersionRow>> {
    data_versions::table.find((id, number)).select(DataVersionRow::as_select()).first(conn).optional()
}

/// The CSV of every version of a set, the newest first.
pub fn csv_files(conn: &mut AnyConn, id: &str) -> QueryResult<Vec<(DataFileRow, DataVersionRow)>> {
    let same = data_files::data_set.eq(data_versions::data_set).and(data_files::number.eq(data_versions::number));
    data_files::table
        .inner_join(data_versions::table.on(same))
        .filter(data_files::data_set.eq(id))
        .filter(data_files::format.eq(Format::Csv.code()))
        .order(data_files::number.desc())
        .select((DataFileRow::as_select(), DataVersionRow::as_select()))
        .load(conn)
}

/// The newest version of a set, with all that catalogues want to know of it.
pub fn published(conn: &mut AnyConn, row: &DataSetRow) -> QueryResult<Option<Published>> {
    Ok(published_of(conn, std::slice::from_ref(row))?.pop())
}

/// The newest versions of several sets, in their order.
pub fn published_of(conn: &mut AnyConn, rows: &[DataSetRow]) -> QueryResult<Vec<Published>> {
    let ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    let versions: Vec<DataVersionRow> = data_versions::table
        .inner_join(data_sets::table.on(data_sets::id.eq(data_versions::data_set)))
        .filter(data_sets::latest.eq(data_versions::number))
        .filter(data_versions::data_set.eq_any(ids.clone()))
        .select(DataVersionRow::as_select())
        .load(conn)?;
    let files: Vec<DataFileRow> = data_files::table
        .inner_join(data_sets::table.on(data_sets::id.eq(data_files::data_set)))
        .filter(data_sets::latest.eq(data_files::number))
        .filter(data_files::data_set.eq_any(ids))
        .select(DataFileRow::as_select())
        .load(conn)?;
    let of_row = |row: &DataSetRow| {
        let version = versions.iter().find(|version| version.data_set == row.id)?;
        let own = files.iter().filter(|file| file.data_set == row.id && file.number == version.number);
        let mut files: Vec<PublishedFile> = own.filter_map(published_file).collect();
        files.sort_by_key(|file| Format::ALL.iter().position(|format| *format == file.format));
        Some(Published {
            passport: passport(version)?,
            version: version.number,
            rows: u64::try_from(version.row_count).unwrap_or(0),
            created_at: row.created_at,
            made_at: version.made_at,
            files,
        })
    };
    Ok(rows.iter().filter_map(of_row).collect())
}

/// The passport of a version; none where a later program wrote it otherwise.
pub fn passport(version: &DataVersionRow) -> Option<Passport> {
    serde_json::from_str(&version.passport).ok()
}

fn published_file(row: &DataFileRow) -> Option<PublishedFile> {
    let size = u64::try_from(row.size).ok()?;
    Some(PublishedFile { format: Format::from_code(&row.format)?, size, sha256: row.sha256.clone() })
}

/// Saves a set with a new version and its files.
pub fn add_version(
    conn: &mut AnyConn,
    set: &DataSetRow,
    version: &DataVersionRow,
    files: &[DataFileRow],
) -> QueryResult<()> {
    if diesel::update(data_sets::table.find(&set.id)).set(set).execute(conn)? == 0 {
        diesel::insert_into(data_sets::table).values(set).execute(conn)?;
    }
    diesel::insert_into(data_versions::table).values(version).execute(conn)?;
    for file in files {
        diesel::insert_into(data_files::table).values(file).execute(conn)?;
    }
    Ok(())
}

/// Notes that a set was looked at and had not changed; what is kept of it for the catalogue is brought up to date.
pub fn checked(
    conn: &mut AnyConn,
    id: &str,
    next_on: Option<NaiveDate>,
    (licence, points): (&str, i32),
    now: NaiveDateTime,
) -> QueryResult<()> {
    let about = (data_sets::licence.eq(licence), data_sets::points.eq(points));
    diesel::update(data_sets::table.find(id))
        .set((data_sets::checked_at.eq(now), data_sets::next_on.eq(next_on), about))
        .execute(conn)
        .map(drop)
}
