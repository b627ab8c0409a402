//! Files that are attached to applications: each content once, who attached it under which name, and
//! what went with which round.

use super::AnyConn;
use super::connection::on_either;
use super::schema::{attachments, erased_attachments, filed_attachments, files};
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

/// A row of `erased_attachments`: what stays of an attachment whose content was removed.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = erased_attachments, treat_none_as_default_value = false)]
pub struct ErasedRow {
    pub id: String,
    /// 0: it went with no round.
    pub round: i32,
    pub application_id: String,
    pub digest: String,
    pub name: String,
    /// In bytes.
    pub size: i64,
    pub kind: String,
    pub from_office: bool,
    pub added_by: String,
    pub added_at: NaiveDateTime,
    pub removed_at: Option<NaiveDateTime>,
    pub erased_at: NaiveDateTime,
}

/// An attachment with its file.
#[derive(Clone, Debug)]
pub struct Attached {
    pub row: AttachmentRow,
    pub file: FileRow,
    /// When its content was removed; what else is told of it stays.
    pub erased_at: Option<NaiveDateTime>,
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
    Ok(filed_of(conn, application)?.into_iter().filter(|(of, _)| *of == round).map(|(_, attached)| attached).collect())
}

/// What went with each round, in the order of the rounds.
pub fn filed_of(conn: &mut AnyConn, application: &str) -> QueryResult<Vec<(i32, Attached)>> {
    let rows: Vec<(i32, AttachmentRow, FileRow)> = filed_attachments::table
        .inner_join(attachments::table.on(attachments::id.eq(filed_attachments::attachment_id)))
        .inner_join(files::table.on(files::digest.eq(attachments::digest)))
        .filter(filed_attachments::application_id.eq(application))
        .order((filed_attachments::round, attachments::id))
        .select((filed_attachments::round, AttachmentRow::as_select(), FileRow::as_select()))
        .load(conn)?;
    let mut all: Vec<(i32, Attached)> =
        rows.into_iter().map(|(round, row, file)| (round, Attached::of((row, file)))).collect();
    let erased = erased(conn, application)?;
    all.extend(erased.into_iter().filter(|row| row.round > 0).map(|row| (row.round, Attached::erased(row))));
    all.sort_by(|(round, one), (other, two)| (round, &one.row.id).cmp(&(other, &two.row.id)));
    Ok(all)
}

/// What stays of the attachments of an application whose content was removed.
fn erased(conn: &mut AnyConn, application: &str) -> QueryResult<Vec<ErasedRow>> {
    erased_attachments::table
        .filter(erased_attachments::application_id.eq(application))
        .order((erased_attachments::id, erased_attachments::round))
        .select(ErasedRow::as_select())
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
    let mut all: Vec<Attached> = rows.into_iter().map(Attached::of).collect();
    let gone = erased(conn, application)?.into_iter().filter(|row| row.from_office && row.removed_at.is_none());
    all.extend(gone.map(Attached::erased));
    all.sort_by(|one, other| one.row.id.cmp(&other.row.id));
    Ok(all)
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

/// Takes attachments away for good and keeps what receipts and signatures quote of them; their applications. The
/// content goes with the next sweep of files, where nothing else has the same.
pub fn erase(conn: &mut AnyConn, ids: &[String], now: NaiveDateTime) -> QueryResult<Vec<String>> {
    let rows: Vec<(AttachmentRow, FileRow)> = attachments::table
        .inner_join(files::table.on(files::digest.eq(attachments::digest)))
        .filter(attachments::id.eq_any(ids.to_vec()))
        .select((AttachmentRow::as_select(), FileRow::as_select()))
        .load(conn)?;
    let rounds: Vec<(String, i32)> = filed_attachments::table
        .filter(filed_attachments::attachment_id.eq_any(ids.to_vec()))
        .select((filed_attachments::attachment_id, filed_attachments::round))
        .load(conn)?;
    let mut of = Vec::new();
    for (row, file) in rows {
        let mut went: Vec<i32> = rounds.iter().filter(|(id, _)| *id == row.id).map(|(_, round)| *round).collect();
        if went.is_empty() {
            went.push(0);
        }
        of.push(row.application_id.clone());
        for round in went {
            let erased = ErasedRow {
                id: row.id.clone(),
                round,
                application_id: row.application_id.clone(),
                digest: row.digest.clone(),
                name: row.name.clone(),
                size: file.size,
                kind: file.kind.clone(),
                from_office: row.from_office,
                added_by: row.added_by.clone(),
                added_at: row.added_at,
                removed_at: row.removed_at,
                erased_at: now,
            };
            diesel::insert_into(erased_attachments::table).values(erased).execute(conn)?;
        }
    }
    let filed = filed_attachments::table.filter(filed_attachments::attachment_id.eq_any(ids.to_vec()));
    diesel::delete(filed).execute(conn)?;
    diesel::delete(attachments::table.filter(attachments::id.eq_any(ids.to_vec()))).execute(conn)?;
    Ok(of)
}

impl Attached {
    fn of((row, file): (AttachmentRow, FileRow)) -> Attached {
        Attached { row, file, erased_at: None }
    }

    /// What is told of one whose content is gone.
    fn erased(row: ErasedRow) -> Attached {
        let file = FileRow {
            digest: row.digest.clone(),
            place: String::new(),
            size: row.size,
            kind: row.kind,
            stored_at: row.added_at,
            scan: Scan::None.code().to_owned(),
            scanned_at: None,
        };
        let kept = AttachmentRow {
            id: row.id,
            application_id: row.application_id,
            digest: row.digest,
            name: row.name,
            from_office: row.from_office,
            added_by: row.added_by,
            added_at: row.added_at,
            removed_at: row.removed_at,
        };
        Attached { row: kept, file, erased_at: Some(row.erased_at) }
    }
}
