//! Files that are attached to applications: each content once, who attached it under which name, and
//! what went with which round.

use super::AnyConn;
use super::connection::on_either;
use super::schema::{attachments, filed_attachments, files};
use chrono::NaiveDateTime;
use diesel::prelude::*;
use portal::attachment::{FileKind, Scan};

/// A row of `files`; `digest` is the SHA-256 of the content, `place` where the store has it.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = files, treat_none_as_default_value = false)]
pub struct FileRow {
    pub digest: String,
    pub place: String,
    /// In bytes.
    pub size: i64,
    pub kind: String,
    pub stored_at: NaiveDateTime,
    pub scan: String,
    pub scanned_at: Option<NaiveDateTime>,
}

impl FileRow {
    /// What it was judged to be; a kind that this build does not know is only saved.
    pub fn kind(&self) -> Option<FileKind> {
        FileKind::from_code(&self.kind)
    }

    pub fn scan(&self) -> Scan {
        Scan::from_code(&self.scan)
    }

    pub fn bytes(&self) -> u64 {
        u64::try_from(self.size).unwrap_or_default()
    }
}

/// A row of `attachments`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = attachments, treat_none_as_default_value = false)]
pub struct AttachmentRow {
    pub id: String,
    pub application_id: String,
    pub digest: String,
    pub name: String,
    /// A clerk attached it: a scan of what came on paper.
    pub from_office: bool,
    pub added_by: String,
    pub added_at: NaiveDateTime,
    pub removed_at: Option<NaiveDateTime>,
}

/// A row of `filed_attachments`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = filed_attachments)]
struct FiledRow {
    application_id: String,
    round: i32,
    attachment_id: String,
}

/// An attachment with its file.
#[derive(Clone, Debug)]
pub struct Attached {
    pub row: AttachmentRow,
    pub file: FileRow,
}

pub fn file(conn: &mut AnyConn, digest: &str) -> QueryResult<Option<FileRow>> {
    files::table.find(digest).select(FileRow::as_select()).first(conn).optional()
}

/// Adds a file; `false` where the same content is there already, or comes at this moment.
pub fn add_file(conn: &mut AnyConn, row: &FileRow) -> QueryResult<bool> {
    let added =
        on_either!(conn, c => diesel::insert_into(files::table).values(row).on_conflict_do_nothing().execute(c));
    added.map(|added| added == 1)
}

pub fn add(conn: &mut AnyConn, row: &AttachmentRow) -> QueryResult<()> {
    diesel::insert_into(attachments::table).values(row.clone()).execute(conn).map(drop)
}

/// What the applicant's side has attached and not taken off, the first first.
pub fn current(conn: &mut AnyConn, application: &str) -> QueryResult<Vec<Attached>> {
    let rows: Vec<(AttachmentRow, FileRow)> = on_either!(conn, c => attachments::table
        .inner_join(files::table.on(files::digest.eq(attachments::digest)))
        .filter(attachments::application_id.eq(application))
        .filter(attachments::removed_at.is_null())
        .filter(attachments::from_office.eq(false))
        .order(attachments::id)
        .select((AttachmentRow::as_select(), FileRow::as_select()))
        .load(c))?;
    Ok(rows.into_iter().map(Attached::of).collect())
}

/// What went with one round, the first first.
pub fn filed(conn: &mut AnyConn, application: &str, round: i32) -> QueryResult<Vec<Attached>> {
    let rows: Vec<(i32, AttachmentRow, FileRow)> = filed_of(conn, application)?;
    Ok(rows.into_iter().filter(|(of, ..)| *of == round).map(|(_, row, file)| Attached { row, file }).collect())
}

/// What went with each round, in the order of the rounds.
pub fn filed_of(conn: &mut AnyConn, application: &str) -> QueryResult<Vec<(i32, AttachmentRow, FileRow)>> {
    filed_attachments::table
        .inner_join(attachments::table.on(attachments::id.eq(filed_attachments::attachment_id)))
        .inner_join(files::table.on(files::digest.eq(attachments::digest)))
        .filter(filed_attachments::application_id.eq(application))
        .order((filed_attachments::round, attachments::id))
        .select((filed_attachments::round, AttachmentRow::as_select(), FileRow::as_select()))
        .load(conn)
}

/// What the office attached itself, the first first.
pub fn of_office(conn: &mut AnyConn, application: &str) -> QueryResult<Vec<Attached>> {
    let rows: Vec<(AttachmentRow, FileRow)> = attachments::table
        .inner_join(files::table.on(files::digest.eq(attachments::digest)))
        .filter(attachments::application_id.eq(application))
        .filter(attachments::removed_at.is_null())
        .filter(attachments::from_office.eq(true))
        .order(attachments::id)
        .select((AttachmentRow::as_select(), FileRow::as_select()))
        .load(conn)?;
    Ok(rows.into_iter().map(Attached::of).collect())
}

/// One attachment of an application, taken off or not.
pub fn find(conn: &mut AnyConn, application: &str, id: &str) -> QueryResult<Option<Attached>> {
    let row: Option<(AttachmentRow, FileRow)> = attachments::table
        .inner_join(files::table.on(files::digest.eq(attachments::digest)))
        .filter(attachments::id.eq(id))
        .filter(attachments::application_id.eq(application))
        .select((AttachmentRow::as_select(), FileRow::as_select()))
        .first(conn)
        .optional()?;
    Ok(row.map(Attached::of))
}

/// Whether an attachment ever went with a round.
pub fn was_filed(conn: &mut AnyConn, id: &str) -> QueryResult<bool> {
    let filed = filed_attachments::table.filter(filed_attachments::attachment_id.eq(id));
    diesel::select(diesel::dsl::exists(filed)).get_result(conn)
}

/// Takes an attachment off; `false` where it is off already.
pub fn remove(conn: &mut AnyConn, id: &str, now: NaiveDateTime) -> QueryResult<bool> {
    diesel::update(attachments::table.find(id).filter(attachments::removed_at.is_null()))
        .set(attachments::removed_at.eq(Some(now)))
        .execute(conn)
        .map(|removed| removed == 1)
}

/// Notes that an attachment goes with a round.
pub fn add_filed(conn: &mut AnyConn, application: &str, round: i32, attachment: &str) -> QueryResult<()> {
    let row = FiledRow { application_id: application.to_owned(), round, attachment_id: attachment.to_owned() };
    on_either!(conn, c => diesel::insert_into(filed_attachments::table).values(&row).execute(c)).map(drop)
}

impl Attached {
    fn of((row, file): (AttachmentRow, FileRow)) -> Attached {
        Attached { row, file }
    }
}
