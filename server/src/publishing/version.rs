//! One version of one set: made, kept, and told to the database, in this order.

use super::storehouse::Storehouse;
use crate::failure::Failure;
use crate::store::data_sets::{self as store, DataFileRow, DataSetRow, DataVersionRow};
use crate::store::{AnyConn, Db};
use chrono::NaiveDateTime;
use opendata::{FileSet, Format, Passport, Published, PublishedFile, quality};
use portal::fold::fold;

/// What is to be published.
pub struct Edition {
    /// `register`, `council`, `union`, `statistics`.
    pub kind: &'static str,
    pub passport: Passport,
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Came {
    /// Rows or passport differ from the newest version: this number was published.
    Published(i32),
    Unchanged,
}

/// Publishes an edition; blocks, and so runs on a thread of its own. `write` gives the rows, sorted by
/// the key. Where rows and schema are as they were no new version comes to be. `also` tells the rest of the story in
/// the transaction that tells of the version, or that nothing had changed.
pub fn publish(
    (db, storehouse): (&Db, &Storehouse),
    edition: Edition,
    now: NaiveDateTime,
    write: impl FnOnce(&mut FileSet) -> Result<(), Failure>,
    also: impl FnOnce(&mut AnyConn, Came) -> Result<(), Failure> + Send + 'static,
) -> Result<(Came, u64), Failure> {
    let bench = storehouse.workbench().map_err(disk)?;
    let mut files = FileSet::create(bench.folder(), &edition.passport.schema).map_err(disk)?;
    write(&mut files)?;
    let (rows, made) = files.finish().map_err(disk)?;
    let id = edition.passport.id.clone();
    let before = db.read_here(move |conn| {
        let Some(row) = store::find(conn, &id)? else { return Ok::<_, Failure>(None) };
        let published = store::published(conn, &row)?;
        Ok(Some((row, published)))
    })?;
    let digest = made.iter().find(|file| file.format == Format::Csv).map(|file| file.sha256.clone());
    if let Some((row, Some(published))) = &before {
        let same_rows = published.file(Format::Csv).map(|file| &file.sha256) == digest.as_ref();
        if same_rows && is_same(&published.passport, &edition.passport) {
            let (id, next_on) = (row.id.clone(), edition.passport.next_on);
            let (licence, points) = (edition.passport.licence.code(), points(published));
            db.write_here(move |conn| {
                store::checked(conn, &id, next_on, (licence, points), now)?;
                also(conn, Came::Unchanged)
            })?;
            return Ok((Came::Unchanged, rows));
        }
    }
    let number = before.as_ref().map_or(1, |(row, _)| row.latest + 1);
    let created_at = before.map_or(now, |(row, _)| row.created_at);
    let mut set = set_row(&edition, (number, rows), created_at, now);
    set.points = points(&Published {
        passport: edition.passport.clone(),
        version: number,
        rows,
        created_at,
        made_at: now,
        files: made
            .iter()
            .map(|file| PublishedFile { format: file.format, size: file.size, sha256: file.sha256.clone() })
            .collect(),
    });
    let version = DataVersionRow {
        data_set: set.id.clone(),
        number,
        row_count: set.row_count,
        passport: serde_json::to_string(&edition.passport).map_err(|error| Failure::Internal(error.to_string()))?,
        made_at: now,
    };
    let mut kept = Vec::new();
    for file in &made {
        let copies = storehouse.keep(file).map_err(disk)?;
        kept.push(DataFileRow {
            data_set: set.id.clone(),
            number,
            format: file.format.code().to_owned(),
            size: i64::try_from(file.size).unwrap_or(i64::MAX),
            sha256: file.sha256.clone(),
            brotli_size: copies.brotli,
            zstd_size: copies.zstd,
            gzip_size: copies.gzip,
        });
    }
    db.write_here(move |conn| {
        store::add_version(conn, &set, &version, &kept)?;
        also(conn, Came::Published(number))
    })?;
    Ok((Came::Published(number), rows))
}

/// Whether two passports differ in no more than the days they cover.
fn is_same(before: &Passport, now: &Passport) -> bool {
    Passport { covers: now.covers, next_on: now.next_on, ..before.clone() } == *now
}

fn set_row(edition: &Edition, (latest, rows): (i32, u64), created_at: NaiveDateTime, now: NaiveDateTime) -> DataSetRow {
    let passport = &edition.passport;
    let title = &passport.title;
    let names = [title, &passport.about, &passport.owner.name, &passport.area].into_iter().chain(&passport.keywords);
    let words: Vec<&str> = names.flat_map(|name| [name.be.as_str(), name.ru.as_str(), name.en.as_str()]).collect();
    DataSetRow {
        id: passport.id.clone(),
        kind: edition.kind.to_owned(),
        owner: passport.owner.code,
        theme: passport.theme.code().to_owned(),
        period: passport.period.code().to_owned(),
        synthetic: passport.synthetic,
        title_be: title.be.clone(),
        title_ru: title.ru.clone(),
        title_en: title.en.clone(),
        search: fold(&format!("{} {}", passport.id, words.join(" "))),
        latest,
        row_count: i64::try_from(rows).unwrap_or(i64::MAX),
        next_on: passport.next_on,
        created_at,
        updated_at: now,
        checked_at: now,
        licence: passport.licence.code().to_owned(),
        points: 0,
    }
}

/// What a version's description has.
fn points(published: &Published) -> i32 {
    i32::try_from(quality::points(&quality::marks(published))).unwrap_or(0)
}

pub(super) fn disk(error: std::io::Error) -> Failure {
    Failure::Internal(format!("open data: {error}"))
}
