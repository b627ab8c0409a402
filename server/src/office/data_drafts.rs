//! What an editor does with a draft: begins it, writes its passport, gives it a file, has the file mended,
//! describes the columns, sends it to a second person and takes it back. Each change says which revision it
//! saw, so that of two editors at once the second is told and overwrites nothing.

use crate::access::{CouncilDraft, EditableDraft, EditedSet, Editor, Publisher, ReviewedDraft};
use crate::clock::begins;
use crate::failure::Failure;
use crate::office::data_notices;
use crate::office::words::Words;
use crate::publishing::definitions::definitions;
use crate::publishing::drafts::{self, Analysis};
use crate::state::AppState;
use crate::store::data_drafts::{self as store, DataDraftRow, Status};
use crate::store::jobs::{self, JobKind};
use crate::store::{AnyConn, audit, data_sets, data_tombstones};
use chrono::NaiveDate;
use opendata::doctor::{self, Plan, Reading, Refusal, Repair};
use opendata::passport_form::Typed;
use serde::Serialize;

/// Characters of a remark.
pub const LONGEST: u32 = 2_000;
/// Letters of a set's own name.
const LONGEST_NAME: usize = 40;

/// Why a set cannot have the name that was typed; the end of the locale key `editor-name-…`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameFault {
    Empty,
    Form,
    Taken,
}

impl NameFault {
    pub fn code(self) -> &'static str {
        match self {
            NameFault::Empty => "empty",
            NameFault::Form => "form",
            NameFault::Taken => "taken",
        }
    }
}

/// The name of a council's set in addresses: what was typed, and the council's code.
pub fn set_name(typed: &str, office: i32) -> Result<String, NameFault> {
    let name = typed.trim().to_lowercase();
    if name.is_empty() {
        return Err(NameFault::Empty);
    }
    let letters = name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    let hyphens = name.starts_with('-') || name.ends_with('-') || name.contains("--");
    let begins = name.starts_with(|c: char| c.is_ascii_lowercase());
    if !letters || hyphens || !begins || name.len() > LONGEST_NAME {
        return Err(NameFault::Form);
    }
    Ok(format!("{name}-{office}"))
}

/// Begins a set. `id` comes with the form, so that the same form sent twice begins one.
pub async fn begin(
    state: &AppState,
    editor: Editor,
    id: String,
    typed_name: &str,
) -> Result<Result<String, NameFault>, Failure> {
    let office = editor.office;
    let set = match set_name(typed_name, office) {
        Ok(set) => set,
        Err(fault) => return Ok(Err(fault)),
    };
    let template = definitions()?.templates.iter().any(|one| set == format!("{}-{office}", one.id));
    let mut typed = Typed::default();
    if let Some(council) = state.offices.get(office) {
        typed.set_names("area", Some(&council.area()));
    }
    typed.set("licence", opendata::Licence::default().code());
    typed.set("contact", editor.signed_in.account.email.clone());
    let row = fresh(state, &editor, id, set, &typed, None)?;
    let (actor, now) = (editor.signed_in.actor(), state.clock.now());
    let write = move |conn: &mut AnyConn| -> Result<_, Failure> {
        if let Some(same) = store::find(conn, &row.id)? {
            return if same.office == office { Ok(Ok(same.id)) } else { Err(Failure::NotFound) };
        }
        let known = template
            || data_sets::find(conn, &row.data_set)?.is_some()
            || data_tombstones::find(conn, &row.data_set)?.is_some()
            || store::open_of(conn, &row.data_set)?.is_some();
        if known {
            return Ok(Err(NameFault::Taken));
        }
        if !store::add(conn, &row)? {
            return Err(Failure::Conflict("changed-meanwhile"));
        }
        store::tell(conn, &row.id, "begun", actor.account_id.as_deref(), None, now)?;
        audit::record(conn, &actor, "began", ("data_draft", &row.id), now)?;
        Ok(Ok(row.id))
    };
    super::again::until_settled(state, write).await
}

/// Begins the next version of a published set; where one is begun already, that is it.
pub async fn begin_version(state: &AppState, set: EditedSet) -> Result<String, Failure> {
    let id = set.row.id.clone();
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let Some(row) = data_sets::find(conn, &id)? else { return Ok(None) };
        Ok(data_sets::published(conn, &row)?.zip(store::last_published(conn, &id)?))
    };
    let (published, before) = state.db.read(load).await?.ok_or(Failure::NotFound)?;
    let typed = Typed::of(&published.passport);
    let (row, editor) = (set.row, set.editor);
    let fresh = fresh(state, &editor, crate::store::new_id(), row.id, &typed, before.plan)?;
    let (actor, now) = (editor.signed_in.actor(), state.clock.now());
    let write = move |conn: &mut AnyConn| -> Result<_, Failure> {
        // It may have been withdrawn since it was read.
        if !data_sets::hold(conn, &fresh.data_set)? {
            return Err(Failure::NotFound);
        }
        if let Some(open) = store::open_of(conn, &fresh.data_set)? {
            return Ok(open.id);
        }
        if !store::add(conn, &fresh)? {
            return Err(Failure::Conflict("changed-meanwhile"));
        }
        store::tell(conn, &fresh.id, "begun", actor.account_id.as_deref(), None, now)?;
        audit::record(conn, &actor, "began", ("data_draft", &fresh.id), now)?;
        Ok(fresh.id)
    };
    super::again::until_settled(state, write).await
}

fn fresh(
    state: &AppState,
    publisher: &Publisher,
    id: String,
    data_set: String,
    typed: &Typed,
    plan: Option<String>,
) -> Result<DataDraftRow, Failure> {
    let now = state.clock.now();
    Ok(DataDraftRow {
        id,
        data_set,
        office: publisher.office,
        status: Status::Draft.code().to_owned(),
        revision: 1,
        passport: json(typed)?,
        plan,
        analysis: None,
        upload: None,
        upload_name: String::new(),
        upload_notes: "[]".to_owned(),
        upload_rows: 0,
        created_at: now,
        changed_by: Some(publisher.signed_in.account.id.clone()),
        changed_at: now,
        submitted_by: None,
        approved_by: None,
        publish_on: None,
        remark: None,
        number: None,
    })
}

/// Saves the passport as it was typed.
pub async fn save_passport(state: &AppState, draft: EditableDraft, seen: i32, typed: &Typed) -> Result<(), Failure> {
    let passport = json(typed)?;
    if draft.row.passport == passport {
        return Ok(());
    }
    let change = |row: &mut DataDraftRow| row.passport = passport;
    edit(state, draft, seen, "passport", change).await
}

/// How taking a file ended.
#[derive(Debug)]
pub enum Taken {
    Taken,
    Refused(Refusal),
}

/// Gives a draft a file. What was decided of columns before stays with their names.
pub async fn take_file(
    state: &AppState,
    draft: EditableDraft,
    seen: i32,
    name: &str,
    bytes: Vec<u8>,
) -> Result<Taken, Failure> {
    editable(&draft.row, seen)?;
    // One file of twenty megabytes unpacks to several times as much: not many of them at once.
    let _turn = TURNS.acquire().await.map_err(|error| Failure::Internal(error.to_string()))?;
    let before: Option<Plan> = draft.row.plan.as_deref().and_then(|plan| serde_json::from_str(plan).ok());
    let read = move || {
        let reading = doctor::read(&bytes)?;
        let plan = before.map_or_else(|| doctor::guess(&reading), |before| before.refit(&reading));
        Ok::<(Reading, Plan), Refusal>((reading, plan))
    };
    let read = tokio::task::spawn_blocking(read).await;
    let (reading, plan) = match read.map_err(|error| Failure::Internal(error.to_string()))? {
        Ok(read) => read,
        Err(refusal) => return Ok(Taken::Refused(refusal)),
    };
    let (notes, rows) = (json(&reading.notes)?, i64::try_from(reading.rows).unwrap_or(i64::MAX));
    let upload = drafts::keep_upload(state, reading).await?;
    if draft.row.upload.as_ref() == Some(&upload) {
        return Ok(Taken::Taken);
    }
    let analysis = drafts::analyse(state, &draft.row.data_set, &upload, plan.clone()).await?;
    let (plan, analysis) = (json(&plan)?, json(&analysis)?);
    let name: String = name.chars().filter(|c| !c.is_control()).take(120).collect();
    let change = move |row: &mut DataDraftRow| {
        (row.plan, row.analysis, row.upload) = (Some(plan), Some(analysis), Some(upload));
        (row.upload_name, row.upload_notes, row.upload_rows) = (name, notes, rows);
    };
    edit(state, draft, seen, "file", change).await?;
    Ok(Taken::Taken)
}

/// Files that are read at once.
static TURNS: tokio::sync::Semaphore = tokio::sync::Semaphore::const_new(2);

/// Has the file mended, by these repairs and no others.
pub async fn mend(state: &AppState, draft: EditableDraft, seen: i32, repairs: Vec<Repair>) -> Result<(), Failure> {
    let mut plan = plan(&draft.row).ok_or(Failure::Conflict("no-file-yet"))?;
    if plan.repairs == repairs {
        return Ok(());
    }
    plan.repairs = repairs;
    save_plan(state, draft, seen, plan, "mended").await
}

/// Saves what was decided of the columns.
pub async fn save_columns(state: &AppState, draft: EditableDraft, seen: i32, plan: Plan) -> Result<(), Failure> {
    if self::plan(&draft.row).as_ref() == Some(&plan) {
        return Ok(());
    }
    save_plan(state, draft, seen, plan, "columns").await
}

async fn save_plan(
    state: &AppState,
    draft: EditableDraft,
    seen: i32,
    plan: Plan,
    event: &'static str,
) -> Result<(), Failure> {
    editable(&draft.row, seen)?;
    let upload = draft.row.upload.clone().ok_or(Failure::Conflict("no-file-yet"))?;
    let _turn = TURNS.acquire().await.map_err(|error| Failure::Internal(error.to_string()))?;
    let analysis = drafts::analyse(state, &draft.row.data_set, &upload, plan.clone()).await?;
    let (plan, analysis) = (json(&plan)?, json(&analysis)?);
    let change = |row: &mut DataDraftRow| (row.plan, row.analysis) = (Some(plan), Some(analysis));
    edit(state, draft, seen, event, change).await
}

/// Sends a draft to a second person; only what could be published as it is.
pub async fn submit(state: &AppState, draft: EditableDraft, seen: i32) -> Result<bool, Failure> {
    editable(&draft.row, seen)?;
    if !is_ready(state, &draft.row) {
        return Ok(false);
    }
    let by = draft.publisher.signed_in.account.id.clone();
    let change = move |row: &mut DataDraftRow| {
        row.status = Status::Review.code().to_owned();
        row.submitted_by = Some(by);
        row.remark = None;
    };
    let inner = state.clone();
    let then = move |conn: &mut AnyConn, row: &DataDraftRow| data_notices::to_review(conn, &inner, row);
    write(state, &draft, (seen, &[Status::Draft]), ("submitted", None), change, then).await?;
    Ok(true)
}

/// Whether nothing stands between a draft and its publication but a second person.
pub fn is_ready(state: &AppState, row: &DataDraftRow) -> bool {
    let clean = analysis(row).is_some_and(|analysis| analysis.report.is_clean());
    let schema = plan(row).map(|plan| plan.schema());
    clean && row.upload.is_some() && schema.is_some_and(|schema| drafts::passport(state, row, schema).is_some())
}

/// Sends it back with a remark.
pub async fn send_back(state: &AppState, draft: ReviewedDraft, seen: i32, remark: Words) -> Result<(), Failure> {
    let words = remark.as_str().to_owned();
    let note = words.clone();
    let change = move |row: &mut DataDraftRow| {
        row.status = Status::Draft.code().to_owned();
        row.remark = Some(words);
    };
    let inner = state.clone();
    let then = move |conn: &mut AnyConn, row: &DataDraftRow| data_notices::sent_back(conn, &inner, row);
    write(state, &draft, (seen, &[Status::Review]), ("sent-back", Some(note)), change, then).await
}

/// Takes it back from review, or before its day has come.
pub async fn recall(state: &AppState, draft: EditableDraft, seen: i32) -> Result<(), Failure> {
    let change = |row: &mut DataDraftRow| {
        row.status = Status::Draft.code().to_owned();
        (row.approved_by, row.publish_on) = (None, None);
    };
    write(state, &draft, (seen, &[Status::Review, Status::Approved]), ("recalled", None), change, |_, _| Ok(())).await
}

/// Approves it: it is published at once, or at the beginning of a day in Minsk.
pub async fn approve(state: &AppState, draft: ReviewedDraft, seen: i32, on: Option<NaiveDate>) -> Result<(), Failure> {
    let by = draft.publisher.signed_in.account.id.clone();
    let change = move |row: &mut DataDraftRow| {
        row.status = Status::Approved.code().to_owned();
        (row.approved_by, row.publish_on) = (Some(by), on);
    };
    let now = state.clock.now();
    let then = move |conn: &mut AnyConn, row: &DataDraftRow| {
        let subject = format!("draft:{}:{}", row.id, row.revision);
        let run_at = on.map_or(now, |day| begins(day).max(now));
        Ok(jobs::add_later(conn, JobKind::OpenData, &subject, now, run_at)?)
    };
    let note = on.map(|day| day.to_string());
    write(state, &draft, (seen, &[Status::Review]), ("approved", note), change, then).await
}

/// All rows as they will be published, as CSV; `Conflict("no-file-yet")` where there are none.
pub async fn rows(state: &AppState, row: &DataDraftRow) -> Result<Vec<u8>, Failure> {
    let (Some(upload), Some(plan)) = (&row.upload, plan(row)) else { return Err(Failure::Conflict("no-file-yet")) };
    let _turn = TURNS.acquire().await.map_err(|error| Failure::Internal(error.to_string()))?;
    drafts::rows(state, upload, plan).await?.ok_or(Failure::NotFound)
}

/// Gives a draft up.
pub async fn discard(state: &AppState, draft: EditableDraft, seen: i32) -> Result<(), Failure> {
    let change = |row: &mut DataDraftRow| {
        row.status = Status::Discarded.code().to_owned();
        row.upload = None;
    };
    write(state, &draft, (seen, &[Status::Draft]), ("discarded", None), change, |_, _| Ok(())).await
}

/// The columns of a draft as they were decided.
pub fn plan(row: &DataDraftRow) -> Option<Plan> {
    serde_json::from_str(row.plan.as_deref()?).ok()
}

/// What the doctor found.
pub fn analysis(row: &DataDraftRow) -> Option<Analysis> {
    serde_json::from_str(row.analysis.as_deref()?).ok()
}

fn editable(row: &DataDraftRow, seen: i32) -> Result<(), Failure> {
    match row.status() {
        Status::Draft if row.revision == seen => Ok(()),
        Status::Draft => Err(Failure::Conflict("draft-changed-meanwhile")),
        _ => Err(Failure::Conflict("draft-moved-on")),
    }
}

async fn edit(
    state: &AppState,
    draft: EditableDraft,
    seen: i32,
    event: &'static str,
    change: impl FnOnce(&mut DataDraftRow) + Send + 'static,
) -> Result<(), Failure> {
    let by = draft.publisher.signed_in.account.id.clone();
    let changed = move |row: &mut DataDraftRow| {
        change(row);
        row.changed_by = Some(by);
    };
    write(state, &draft, (seen, &[Status::Draft]), (event, None), changed, |_, _| Ok(())).await
}

/// One change of a draft: the row, its event, the audit record and what follows, or nothing of them.
async fn write(
    state: &AppState,
    draft: &CouncilDraft,
    (seen, from): (i32, &'static [Status]),
    (event, note): (&'static str, Option<String>),
    change: impl FnOnce(&mut DataDraftRow) + Send + 'static,
    then: impl FnOnce(&mut AnyConn, &DataDraftRow) -> Result<(), Failure> + Send + 'static,
) -> Result<(), Failure> {
    let (id, actor, now) = (draft.row.id.clone(), draft.publisher.signed_in.actor(), state.clock.now());
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        let mut row = store::find(conn, &id)?.ok_or(Failure::NotFound)?;
        if !from.contains(&row.status()) {
            return Err(Failure::Conflict("draft-moved-on"));
        }
        change(&mut row);
        (row.revision, row.changed_at) = (seen + 1, now);
        if !store::save(conn, &row, seen)? {
            return Err(Failure::Conflict("draft-changed-meanwhile"));
        }
        store::tell(conn, &row.id, event, actor.account_id.as_deref(), note.as_deref(), now)?;
        audit::record(conn, &actor, event, ("data_draft", &row.id), now)?;
        then(conn, &row)
    };
    state.db.write(write).await?;
    state.work.notify_one();
    Ok(())
}

fn json(value: &impl Serialize) -> Result<String, Failure> {
    serde_json::to_string(value).map_err(|error| Failure::Internal(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_of_small_latin_letters_and_ends_with_the_council() {
        assert_eq!(set_name(" Playgrounds ", 7121), Ok("playgrounds-7121".to_owned()));
        assert_eq!(set_name("  ", 7121), Err(NameFault::Empty));
        for name in ["школы", "-a", "a-", "a--b", "a b", "9a", "a/b", &"a".repeat(41)] {
            assert_eq!(set_name(name, 7121), Err(NameFault::Form), "{name}");
        }
    }
}
