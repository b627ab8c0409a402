//! What a council's editors prepare, what happened to it, and who was told that it is due.

use super::AnyConn;
use super::schema::{accounts, data_draft_events, data_drafts, data_reminders, data_sets};
use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error};

/// Where a draft stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Being written.
    Draft,
    /// Before a second pair of eyes.
    Review,
    /// Will be published, at once or on a day.
    Approved,
    Published,
    Discarded,
}

impl Status {
    pub const ALL: [Status; 5] =
        [Status::Draft, Status::Review, Status::Approved, Status::Published, Status::Discarded];

    /// The word in the database and in the locale key `editor-status-…`.
    pub fn code(self) -> &'static str {
        match self {
            Status::Draft => "draft",
            Status::Review => "review",
            Status::Approved => "approved",
            Status::Published => "published",
            Status::Discarded => "discarded",
        }
    }
}

/// Of these there is one a set.
const OPEN: [&str; 3] = ["draft", "review", "approved"];

/// A row of `data_drafts`.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = data_drafts, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct DataDraftRow {
    pub id: String,
    /// The set's name in addresses.
    pub data_set: String,
    /// Code of the council.
    pub office: i32,
    pub status: String,
    /// Grows with each change: whoever saves says which one they saw.
    pub revision: i32,
    /// JSON of `opendata::passport_form::Typed`.
    pub passport: String,
    /// JSON of `opendata::doctor::Plan`, once there is a file.
    pub plan: Option<String>,
    /// JSON of what the doctor found by that plan.
    pub analysis: Option<String>,
    /// SHA-256 of the file as it was read.
    pub upload: Option<String>,
    pub upload_name: String,
    /// JSON of how it was read.
    pub upload_notes: String,
    pub upload_rows: i64,
    pub created_at: NaiveDateTime,
    pub changed_by: Option<String>,
    pub changed_at: NaiveDateTime,
    pub submitted_by: Option<String>,
    pub approved_by: Option<String>,
    /// The day on which it is published; none for at once.
    pub publish_on: Option<NaiveDate>,
    /// Why it came back from review.
    pub remark: Option<String>,
    /// The version that came of it.
    pub number: Option<i32>,
}

impl DataDraftRow {
    pub fn status(&self) -> Status {
        Status::ALL.into_iter().find(|status| status.code() == self.status).unwrap_or(Status::Discarded)
    }
}

/// A row of `data_draft_events`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = data_draft_events, treat_none_as_default_value = false)]
pub struct DraftEventRow {
    pub id: String,
    pub draft_id: String,
    /// The end of the locale key `editor-event-…`.
    pub kind: String,
    /// None: the portal itself.
    pub account_id: Option<String>,
    pub note: Option<String>,
    pub at: NaiveDateTime,
}

pub fn find(conn: &mut AnyConn, id: &str) -> QueryResult<Option<DataDraftRow>> {
    data_drafts::table.find(id).select(DataDraftRow::as_select()).first(conn).optional()
}

/// The draft of a set that is neither published nor discarded.
pub fn open_of(conn: &mut AnyConn, set: &str) -> QueryResult<Option<DataDraftRow>> {
    data_drafts::table
        .filter(data_drafts::data_set.eq(set))
        .filter(data_drafts::status.eq_any(OPEN))
        .select(DataDraftRow::as_select())
        .first(conn)
        .optional()
}

/// The open drafts of a council, the last changed first.
pub fn open_of_office(conn: &mut AnyConn, office: i32) -> QueryResult<Vec<DataDraftRow>> {
    data_drafts::table
        .filter(data_drafts::office.eq(office))
        .filter(data_drafts::status.eq_any(OPEN))
        .order((data_drafts::changed_at.desc(), data_drafts::id))
        .select(DataDraftRow::as_select())
        .load(conn)
}

/// Of some sets those that editors made, with the draft of the newest version.
pub fn published_of(conn: &mut AnyConn, sets: &[String]) -> QueryResult<Vec<(String, String)>> {
    data_drafts::table
        .filter(data_drafts::data_set.eq_any(sets))
        .filter(data_drafts::status.eq(Status::Published.code()))
        .order(data_drafts::number)
        .select((data_drafts::data_set, data_drafts::id))
        .load(conn)
}

/// The draft from which a set's newest version was made; none where no editor made it.
pub fn last_published(conn: &mut AnyConn, set: &str) -> QueryResult<Option<DataDraftRow>> {
    data_drafts::table
        .filter(data_drafts::data_set.eq(set))
        .filter(data_drafts::status.eq(Status::Published.code()))
        .order((data_drafts::number.desc(), data_drafts::changed_at.desc()))
        .select(DataDraftRow::as_select())
        .first(conn)
        .optional()
}

/// Adds a draft; `false` where its set has an open one.
pub fn add(conn: &mut AnyConn, row: &DataDraftRow) -> QueryResult<bool> {
    if open_of(conn, &row.data_set)?.is_some() {
        return Ok(false);
    }
    match diesel::insert_into(data_drafts::table).values(row.clone()).execute(conn) {
        Ok(_) => Ok(true),
        Err(Error::DatabaseError(DatabaseErrorKind::UniqueViolation, _)) => Ok(false),
        Err(other) => Err(other),
    }
}

/// Saves a draft that nobody has changed since `revision`; `false` where somebody has.
pub fn save(conn: &mut AnyConn, row: &DataDraftRow, revision: i32) -> QueryResult<bool> {
    let same = data_drafts::table.find(&row.id).filter(data_drafts::revision.eq(revision));
    Ok(diesel::update(same).set(row.clone()).execute(conn)? == 1)
}

/// Deletes what the drafts of a set tell of its rows, whatever became of them: samples and faults, the values that
/// columns are bound to, titles above the table, the file's name.
pub fn forget_rows(conn: &mut AnyConn, set: &str) -> QueryResult<()> {
    diesel::update(data_drafts::table.filter(data_drafts::data_set.eq(set)))
        .set((
            data_drafts::plan.eq(None::<String>),
            data_drafts::analysis.eq(None::<String>),
            data_drafts::upload.eq(None::<String>),
            data_drafts::upload_name.eq(""),
            data_drafts::upload_notes.eq("[]"),
        ))
        .execute(conn)
        .map(drop)
}

/// Whether an open draft names an upload.
pub fn uploads(conn: &mut AnyConn) -> QueryResult<Vec<String>> {
    let named: Vec<Option<String>> = data_drafts::table
        .filter(data_drafts::status.eq_any(OPEN))
        .filter(data_drafts::upload.is_not_null())
        .select(data_drafts::upload)
        .load(conn)?;
    Ok(named.into_iter().flatten().collect())
}

pub fn tell(
    conn: &mut AnyConn,
    draft: &str,
    kind: &str,
    account: Option<&str>,
    note: Option<&str>,
    at: NaiveDateTime,
) -> QueryResult<()> {
    let row = DraftEventRow {
        id: super::new_id(),
        draft_id: draft.to_owned(),
        kind: kind.to_owned(),
        account_id: account.map(str::to_owned),
        note: note.map(str::to_owned),
        at,
    };
    diesel::insert_into(data_draft_events::table).values(row).execute(conn).map(drop)
}

/// What happened to a draft, with the names of those who did it; the last first.
pub fn events(conn: &mut AnyConn, draft: &str) -> QueryResult<Vec<(DraftEventRow, Option<String>)>> {
    data_draft_events::table
        .left_join(accounts::table.on(accounts::id.nullable().eq(data_draft_events::account_id)))
        .filter(data_draft_events::draft_id.eq(draft))
        .order((data_draft_events::at.desc(), data_draft_events::id.desc()))
        .select((DraftEventRow::as_select(), accounts::name.nullable()))
        .load(conn)
}

/// Sets of councils whose next version is due up to a day and of which nobody was reminded: name, council, day.
pub fn unreminded(conn: &mut AnyConn, until: NaiveDate) -> QueryResult<Vec<(String, i32, NaiveDate)>> {
    let due: Vec<(String, Option<i32>, Option<NaiveDate>)> = data_sets::table
        .filter(data_sets::owner.is_not_null())
        .filter(data_sets::next_on.le(until))
        .select((data_sets::id, data_sets::owner, data_sets::next_on))
        .load(conn)?;
    let ids: Vec<String> = due.iter().map(|(id, ..)| id.clone()).collect();
    let by_editors = published_of(conn, &ids)?;
    let reminded: Vec<(String, NaiveDate)> = data_reminders::table
        .filter(data_reminders::data_set.eq_any(&ids))
        .select((data_reminders::data_set, data_reminders::due_on))
        .load(conn)?;
    let wanted = due.into_iter().filter_map(|(id, owner, day)| {
        let day = day?;
        let made = by_editors.iter().any(|(set, _)| *set == id);
        (made && !reminded.contains(&(id.clone(), day))).then_some((id, owner?, day))
    });
    Ok(wanted.collect())
}

pub fn reminded(conn: &mut AnyConn, set: &str, due_on: NaiveDate, now: NaiveDateTime) -> QueryResult<()> {
    let row = (data_reminders::data_set.eq(set), data_reminders::due_on.eq(due_on), data_reminders::sent_at.eq(now));
    diesel::insert_into(data_reminders::table).values(row).execute(conn).map(drop)
}
