//! What editors prepare: how it differs from what is published, and its publication. A draft becomes a
//! version by the same way as everything else: its files are on disk before a row names them, and one
//! transaction tells of the version, the draft, its event and its mail.

use super::storehouse::Storehouse;
use super::version::{self, Came, Edition, disk};
use crate::failure::Failure;
use crate::office::data_notices;
use crate::state::AppState;
use crate::store::audit::{self, Actor};
use crate::store::data_drafts::{self as store, DataDraftRow, Status};
use crate::store::{AnyConn, data_sets, data_tombstones};
use opendata::doctor::{Plan, Reading, Report, examine, sorted};
use opendata::passport::Owner;
use opendata::passport_form::Typed;
use opendata::{Format, Passport, Published, Schema, Value};
use portal::lang::Names3;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::time::SystemTime;

/// Rows that are shown before anything is published.
const PREVIEW: usize = 10;

/// What the doctor found in a draft's file by its plan.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Analysis {
    pub report: Report,
    /// The first sound rows, as they will stand in the CSV.
    pub preview: Vec<Vec<String>>,
    /// None where nothing is published yet, or where something is wrong.
    pub differences: Option<Differences>,
}

/// How a draft differs from the newest version, by the key.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Differences {
    pub added: u64,
    pub removed: u64,
    pub changed: u64,
    pub columns_added: Vec<String>,
    pub columns_removed: Vec<String>,
}

/// Keeps a file as the doctor read it: its name.
pub async fn keep_upload(state: &AppState, reading: Reading) -> Result<String, Failure> {
    let storehouse = Storehouse::of(&state.config.var_dir);
    apart(move || storehouse.keep_upload(&reading.csv).map_err(disk)).await
}

/// Reads an upload again: the rows alone, without what was said of them.
pub async fn read_upload(state: &AppState, sha256: &str) -> Result<Vec<u8>, Failure> {
    let (storehouse, sha256) = (Storehouse::of(&state.config.var_dir), sha256.to_owned());
    apart(move || storehouse.read_upload(&sha256).map_err(disk)).await
}

/// Looks through an upload by a plan.
pub async fn analyse(state: &AppState, set: &str, upload: &str, plan: Plan) -> Result<Analysis, Failure> {
    let csv = read_upload(state, upload).await?;
    let id = set.to_owned();
    let published = move |conn: &mut AnyConn| -> Result<_, Failure> {
        Ok(match data_sets::find(conn, &id)? {
            Some(row) => data_sets::published(conn, &row)?,
            None => None,
        })
    };
    let published = state.db.read(published).await?;
    let storehouse = Storehouse::of(&state.config.var_dir);
    apart(move || {
        let report = examine(&csv, &plan);
        let (mut preview, mut rows) = (Vec::new(), HashMap::new());
        let (schema, compared) = (plan.schema(), published.is_some() && report.is_clean());
        sorted(&csv, &plan, |values| {
            if preview.len() < PREVIEW {
                preview.push(values.iter().map(Value::to_text).collect());
            }
            if compared {
                rows.insert(digest(&schema, &values, &schema.key), whole(&schema, &values));
            }
            Ok::<_, Failure>(())
        })?;
        let differences = match published.filter(|_| compared) {
            Some(published) => differences(&storehouse, &published, &schema, rows)?,
            None => None,
        };
        Ok(Analysis { report, preview, differences })
    })
    .await
}

/// The rows of an upload as they are published by a plan, as CSV; `None` where something is wrong with them.
pub async fn rows(state: &AppState, upload: &str, plan: Plan) -> Result<Option<Vec<u8>>, Failure> {
    let bytes = read_upload(state, upload).await?;
    apart(move || {
        let broken = |error: csv::Error| Failure::Internal(format!("rows of a draft: {error}"));
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        writer.write_record(plan.kept().map(|column| &column.field.name)).map_err(broken)?;
        let write = |values: Vec<Value>| writer.write_record(values.iter().map(Value::to_text)).map_err(broken);
        let report = sorted(&bytes, &plan, write)?;
        let written = writer.into_inner().map_err(|error| Failure::Internal(error.to_string()))?;
        Ok(report.is_clean().then_some(written))
    })
    .await
}

type Hash = [u8; 16];

fn differences(
    storehouse: &Storehouse,
    published: &Published,
    schema: &Schema,
    mut rows: HashMap<Hash, Hash>,
) -> Result<Option<Differences>, Failure> {
    let Some(file) = published.file(Format::Csv) else { return Ok(None) };
    let before = &published.passport.schema;
    let names = |one: &Schema, other: &Schema| -> Vec<String> {
        let lacks = |name: &&str| other.place(name).is_none();
        one.fields.iter().map(|field| field.name.as_str()).filter(lacks).map(str::to_owned).collect()
    };
    let mut found = Differences {
        columns_added: names(schema, before),
        columns_removed: names(before, schema),
        ..Differences::default()
    };
    let same_columns = found.columns_added.is_empty() && found.columns_removed.is_empty();
    let opened = std::fs::File::open(storehouse.path(&file.sha256)).map_err(disk)?;
    let count = |_, values: Vec<Value>| {
        match rows.remove(&digest(before, &values, &schema.key)) {
            None => found.removed += 1,
            Some(now) if same_columns && now != whole(before, &values) => found.changed += 1,
            Some(_) => {}
        }
        Ok(true)
    };
    opendata::rows::each(opened, before, count).map_err(disk)?;
    found.added = rows.len() as u64;
    Ok(Some(found))
}

fn digest(schema: &Schema, values: &[Value], names: &[String]) -> Hash {
    let mut hash = Sha256::new();
    for name in names {
        let text = schema.place(name).and_then(|place| values.get(place)).map(Value::to_text).unwrap_or_default();
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text.as_bytes());
    }
    let whole = hash.finalize();
    std::array::from_fn(|place| whole[place])
}

/// All of a row, whatever the order of its columns.
fn whole(schema: &Schema, values: &[Value]) -> Hash {
    let mut names: Vec<String> = schema.fields.iter().map(|field| field.name.clone()).collect();
    names.sort();
    digest(schema, values, &names)
}

/// The council as the owner of a set.
pub fn owner(state: &AppState, office: i32) -> Owner {
    let name = state.offices.get(office).map_or_else(|| Names3::new("", "", ""), |row| row.names());
    Owner { code: Some(office), name }
}

/// The passport of a draft, where nothing is wrong with it.
pub fn passport(state: &AppState, row: &DataDraftRow, schema: Schema) -> Option<Passport> {
    let typed: Typed = serde_json::from_str(&row.passport).ok()?;
    typed.passport(&row.data_set, owner(state, row.office), schema)
}

/// Publishes an approved draft, `{id}:{revision}`: the job. One that was taken back meanwhile is left.
pub async fn publish(state: &AppState, subject: &str) -> Result<(), Failure> {
    let (id, revision) = subject.split_once(':').ok_or_else(|| Failure::Internal(format!("no draft: {subject}")))?;
    let wanted = id.to_owned();
    let found = state.db.read(move |conn| Ok::<_, Failure>(store::find(conn, &wanted)?)).await?;
    let stands = |row: &DataDraftRow| row.status() == Status::Approved && row.revision.to_string() == revision;
    let Some(row) = found.filter(stands) else { return Ok(()) };
    let broken = || Failure::Internal(format!("the draft {} cannot be read", row.id));
    let plan: Plan = row.plan.as_deref().and_then(|plan| serde_json::from_str(plan).ok()).ok_or_else(broken)?;
    let mut passport = passport(state, &row, plan.schema()).ok_or_else(broken)?;
    passport.synthetic = state.demo;
    let upload = row.upload.clone().ok_or_else(broken)?;
    let begun = SystemTime::now();
    let csv = read_upload(state, &upload).await?;
    let edition = Edition { kind: "council", passport };
    let (inner, now) = (state.clone(), state.clock.now());
    let storehouse = Storehouse::of(&state.config.var_dir);
    apart(move || {
        let with = (&inner.db, &storehouse);
        let told = inner.clone();
        let write = |files: &mut opendata::FileSet| {
            let report = sorted(&csv, &plan, |values| files.row(values).map_err(disk))?;
            if report.is_clean() {
                Ok(())
            } else {
                Err(Failure::Internal("rows of an approved draft have faults".into()))
            }
        };
        version::publish(with, edition, now, write, move |conn, came| tell(conn, &told, row, came))
    })
    .await?;
    delete_uploads(state, vec![upload], begun).await
}

/// Deletes uploads that no open draft names and that were there before a moment.
async fn delete_uploads(state: &AppState, mut uploads: Vec<String>, before: SystemTime) -> Result<(), Failure> {
    let named = state.db.read(|conn| Ok::<_, Failure>(store::uploads(conn)?)).await?;
    uploads.retain(|upload| !named.contains(upload));
    let storehouse = Storehouse::of(&state.config.var_dir);
    apart(move || uploads.iter().try_for_each(|upload| storehouse.delete_upload(upload, before)).map_err(disk)).await
}

/// Tells of the publication, in its transaction.
fn tell(conn: &mut AnyConn, state: &AppState, mut row: DataDraftRow, came: Came) -> Result<(), Failure> {
    let (before, now) = (row.revision, state.clock.now());
    row.number = match came {
        Came::Published(number) | Came::Described(number) => Some(number),
        Came::Unchanged => data_sets::find(conn, &row.data_set)?.map(|set| set.latest),
    };
    row.status = Status::Published.code().to_owned();
    row.revision += 1;
    row.upload = None;
    if !store::save(conn, &row, before)? {
        // It was taken back while its files were made: nothing is told of them.
        return Err(Failure::Conflict("changed-meanwhile"));
    }
    let kind = match came {
        Came::Published(_) => "published",
        Came::Described(_) => "described",
        Came::Unchanged => "unchanged",
    };
    store::tell(conn, &row.id, kind, None, None, now)?;
    let actor = Actor { account_id: None, role: "worker", request_id: row.id.clone() };
    audit::record(conn, &actor, "published", ("data_set", &row.data_set), now)?;
    data_notices::published(conn, state, &row, now)
}

/// Deletes the files of a set that was withdrawn and what was uploaded for its next version, but for those that another
/// set has too: the job.
pub async fn clear_away(state: &AppState, set: &str) -> Result<(), Failure> {
    let (id, begun) = (set.to_owned(), SystemTime::now());
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let Some(stone) = data_tombstones::find(conn, &id)? else { return Ok(Vec::new()) };
        let files: Vec<String> = serde_json::from_str(&stone.files).unwrap_or_default();
        let kept = data_tombstones::still_named(conn, &files)?;
        Ok(files.into_iter().filter(|file| !kept.contains(file)).collect())
    };
    let files: Vec<String> = state.db.read(load).await?;
    let (storehouse, uploads) = (Storehouse::of(&state.config.var_dir), files.clone());
    apart(move || files.iter().try_for_each(|file| storehouse.delete(file)).map_err(disk)).await?;
    delete_uploads(state, uploads, begun).await
}

/// Deletes uploads that no draft names any more.
pub async fn sweep_uploads(state: &AppState) -> Result<(), Failure> {
    let named = state.db.read(|conn| Ok::<_, Failure>(store::uploads(conn)?)).await?;
    let storehouse = Storehouse::of(&state.config.var_dir);
    apart(move || storehouse.sweep_uploads(&named).map_err(disk)).await
}

/// Work that takes its time, on a thread that nobody waits for.
async fn apart<T: Send + 'static>(work: impl FnOnce() -> Result<T, Failure> + Send + 'static) -> Result<T, Failure> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| Failure::Internal(format!("open data broke off: {error}")))?
}
