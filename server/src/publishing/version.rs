//! One version of one set: made, kept, and told to the database, in this order.

use super::storehouse::Storehouse;
use crate::failure::Failure;
use crate::store::data_sets::{self as store, DataFileRow, DataSetRow, DataVersionRow};
use crate::store::{AnyConn, Db, data_tombstones};
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
    /// The rows differ from the newest version's, or there was none: this number was published.
    Published(i32),
    /// The rows are as they were and the passport differs: this number was published.
    Described(i32),
    Unchanged,
}

/// Publishes an edition; blocks, and so runs on a thread of its own. `write` gives the rows, sorted by
/// the key. Where rows and passport are as they were no new version comes to be; of a set that is withdrawn meanwhile
/// neither. `also` tells the rest of the story in the transaction that tells of the version, or that nothing had
/// changed.
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
    let mut same_rows = false;
    if let Some((row, Some(published))) = &before {
        same_rows = published.file(Format::Csv).map(|file| &file.sha256) == digest.as_ref();
        if same_rows && is_same(edition.kind, &published.passport, &edition.passport) {
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
    let came = if same_rows { Came::Described(number) } else { Came::Published(number) };
    let (id, made) = (set.id.clone(), kept.iter().map(|file| file.sha256.clone()).collect());
    let told = db.write_here(move |conn| {
        if !store::hold(conn, &set.id)? && data_tombstones::find(conn, &set.id)?.is_some() {
            return Err(Failure::Conflict("changed-meanwhile"));
        }
        store::add_version(conn, &set, &version, &kept)?;
        also(conn, came)
    });
    if told.is_err() {
        clear_away((db, storehouse), id, made)?;
    }
    told.map(|()| (came, rows))
}

/// Deletes the files of a version that did not come to be since its set was withdrawn meanwhile, but for those that
/// another set has too. What was not told for another reason is made again.
fn clear_away((db, storehouse): (&Db, &Storehouse), set: String, mut files: Vec<String>) -> Result<(), Failure> {
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        if data_tombstones::find(conn, &set)?.is_none() {
            return Ok(Vec::new());
        }
        let kept = data_tombstones::still_named(conn, &files)?;
        files.retain(|file| !kept.contains(file));
        Ok(files)
    };
    let files = db.read_here(load)?;
    files.iter().try_for_each(|file| storehouse.delete(file)).map_err(disk)
}

/// Whether one passport says what the other says. The day until which the next version is due stands with the set. What
/// the portal makes each night covers the day on which it was looked at: that alone is nothing new. Everywhere else the
/// period is what somebody says of the rows.
fn is_same(kind: &str, before: &Passport, now: &Passport) -> bool {
    let covers = if matches!(kind, "register" | "union") { now.covers } else { before.covers };
    Passport { covers, next_on: now.next_on, ..before.clone() } == *now
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

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;
    use opendata::passport::Owner;
    use opendata::{Period, Schema, Theme};
    use portal::lang::Names3;

    #[test]
    fn a_period_is_new_where_somebody_says_it_and_not_where_it_is_the_day_of_looking() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
        let words = Names3::new("а", "а", "a");
        let before = Passport {
            id: "places-7121".to_owned(),
            title: words.clone(),
            about: words.clone(),
            note: None,
            theme: Theme::Soci,
            keywords: Vec::new(),
            owner: Owner { code: None, name: words.clone() },
            officer: words.clone(),
            contact: String::new(),
            period: Period::Daily,
            covers: (day(1), day(1)),
            next_on: Some(day(2)),
            area: words.clone(),
            languages: Vec::new(),
            licence: opendata::Licence::default(),
            synthetic: false,
            schema: Schema::default(),
        };
        let next = Passport { covers: (day(2), day(2)), next_on: Some(day(3)), ..before.clone() };
        let described = Passport { about: Names3::new("б", "б", "b"), ..before.clone() };
        for (kind, nightly) in [("register", true), ("union", true), ("council", false), ("statistics", false)] {
            assert!(is_same(kind, &before, &before), "{kind}");
            assert_eq!(is_same(kind, &before, &next), nightly, "{kind}");
            assert!(!is_same(kind, &before, &described), "{kind}");
        }
    }
}
