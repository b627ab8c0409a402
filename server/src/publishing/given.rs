//! A set that the operator gives as files: a passport as JSON and rows as CSV, of any length. What the form of an editor
//! takes ends at twenty megabytes; this reads row by row.

use super::definitions::definitions;
use super::storehouse::Storehouse;
use super::version::{self, Came, Edition, disk};
use crate::clock::Clock;
use crate::failure::Failure;
use crate::store::{AnyConn, Db, data_drafts, data_sets, data_tombstones};
use opendata::{FileSet, Passport, Schema, Value};
use std::cmp::Ordering;
use std::fs::File;
use std::path::Path;

/// Publishes a set or its next version; where nothing has changed there is no new one. How many rows it has.
pub async fn publish(
    db: &Db,
    clock: &Clock,
    var_dir: &Path,
    passport: &Path,
    rows: &Path,
) -> Result<(Came, u64), Failure> {
    let text = std::fs::read_to_string(passport).map_err(|error| unreadable(passport, &error))?;
    let passport: Passport =
        serde_json::from_str(&text).map_err(|error| wrong(format!("the passport cannot be read: {error}")))?;
    check(&passport)?;
    let id = passport.id.clone();
    let taken = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let edited = data_drafts::last_published(conn, &id)?.is_some() || data_drafts::open_of(conn, &id)?.is_some();
        let made = data_sets::find(conn, &id)?.is_some_and(|set| set.kind != KIND);
        Ok(edited || made || data_tombstones::find(conn, &id)?.is_some())
    };
    let own = definitions()?;
    let own = own.sets.iter().chain(&own.templates).any(|one| passport.id == one.id);
    if own || db.read(taken).await? {
        return Err(wrong(format!("{} is a set of the portal's own, of an editor, or withdrawn", passport.id)));
    }
    let file = File::open(rows).map_err(|error| unreadable(rows, &error))?;
    let (db, storehouse, now) = (db.clone(), Storehouse::of(var_dir), clock.now());
    let work = move || {
        let schema = passport.schema.clone();
        let edition = Edition { kind: KIND, passport };
        version::publish((&db, &storehouse), edition, now, |files| copy(file, &schema, files), |_, _| Ok(()))
    };
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| Failure::Internal(format!("publishing broke off: {error}")))?
}

/// The kind of such a set.
const KIND: &str = "statistics";

fn wrong(why: String) -> Failure {
    Failure::Internal(why)
}

fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    wrong(format!("{}: {error}", path.display()))
}

fn check(passport: &Passport) -> Result<(), Failure> {
    let id = &passport.id;
    let sound = id.starts_with(|c: char| c.is_ascii_lowercase())
        && id.len() <= 60
        && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if !sound {
        return Err(wrong("id: small Latin letters, digits and hyphens, a letter first, at most 60".to_owned()));
    }
    let schema = &passport.schema;
    let named = |name: &str| {
        name.starts_with(|c: char| c.is_ascii_lowercase())
            && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
    };
    if let Some(field) = schema.fields.iter().find(|field| !named(&field.name)) {
        return Err(wrong(format!("column {}: small Latin letters, digits and _", field.name)));
    }
    let known = |name: &String| schema.place(name).is_some();
    if schema.fields.is_empty() || schema.key.is_empty() || !schema.key.iter().all(known) {
        return Err(wrong("schema: there are columns, and a key of some of them".to_owned()));
    }
    Ok(())
}

/// Reads row by row; the first that is not as the schema says ends it.
fn copy(file: File, schema: &Schema, files: &mut FileSet) -> Result<(), Failure> {
    let mut reader = csv::ReaderBuilder::new().buffer_capacity(64 * 1024).from_reader(file);
    let unreadable = |error: csv::Error| wrong(format!("the rows cannot be read: {error}"));
    let head = reader.headers().map_err(unreadable)?.clone();
    if !head.iter().eq(schema.fields.iter().map(|field| field.name.as_str())) {
        let wanted: Vec<&str> = schema.fields.iter().map(|field| field.name.as_str()).collect();
        return Err(wrong(format!("the first line must be {}", wanted.join(","))));
    }
    let key: Vec<usize> = schema.key.iter().filter_map(|name| schema.place(name)).collect();
    let mut before: Option<Vec<Value>> = None;
    let mut record = csv::StringRecord::new();
    let mut number = 0_u64;
    while reader.read_record(&mut record).map_err(unreadable)? {
        number += 1;
        let mut row = Vec::with_capacity(schema.fields.len());
        for (field, text) in schema.fields.iter().zip(record.iter()) {
            let value = field.kind.parse(text).filter(|value| !(field.required && *value == Value::Nothing));
            row.push(value.ok_or_else(|| {
                let shown: String = text.chars().take(60).collect();
                wrong(format!("row {number}, {}: {shown:?} is no {}", field.name, field.kind.frictionless()))
            })?);
        }
        let now: Vec<Value> = key.iter().map(|place| row[*place].clone()).collect();
        if let Some(before) = &before {
            let order = before.iter().zip(&now).map(|(a, b)| a.order(b)).fold(Ordering::Equal, Ordering::then);
            if order != Ordering::Less {
                return Err(wrong(format!("row {number}: rows are sorted by {}, each once", schema.key.join(", "))));
            }
        }
        before = Some(now);
        files.row(row).map_err(disk)?;
    }
    Ok(())
}
