//! Documents that the portal typesets, each with the code by which anyone verifies it.

use super::AnyConn;
use super::connection::on_either;
use super::jobs::{self, JobKind};
use super::schema::{applications, documents};
use chrono::NaiveDateTime;
use diesel::prelude::*;
use portal::lang::Lang;

/// A row of `documents`; `bytes` and `digest` (SHA-256, hexadecimal) are there once it is typeset.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = documents, treat_none_as_default_value = false)]
pub struct DocumentRow {
    pub id: String,
    pub application_id: String,
    pub kind: String,
    pub round: i32,
    pub lang: String,
    pub verify_code: String,
    pub digest: Option<String>,
    pub bytes: Option<Vec<u8>>,
    pub created_at: NaiveDateTime,
    pub typeset_at: Option<NaiveDateTime>,
    /// How often the case had been opened again before.
    pub turn: i32,
}

/// Orders a document of a case that was never opened again, or of which there is one a round anyway, and the job that
/// typesets it; its id.
pub fn order(
    conn: &mut AnyConn,
    application_id: &str,
    kind: &str,
    round: i32,
    lang: Lang,
    verify_code: String,
    now: NaiveDateTime,
) -> QueryResult<String> {
    order_of_turn(conn, application_id, kind, (round, 0), lang, verify_code, now)
}

/// [`order`], of a round and a turn: one a kind and both.
pub fn order_of_turn(
    conn: &mut AnyConn,
    application_id: &str,
    kind: &str,
    (round, turn): (i32, i32),
    lang: Lang,
    verify_code: String,
    now: NaiveDateTime,
) -> QueryResult<String> {
    let row = DocumentRow {
        id: super::new_id(),
        application_id: application_id.to_owned(),
        kind: kind.to_owned(),
        round,
        lang: lang.tag().to_owned(),
        verify_code,
        digest: None,
        bytes: None,
        created_at: now,
        typeset_at: None,
        turn,
    };
    let id = row.id.clone();
    on_either!(conn, c => diesel::insert_into(documents::table).values(&row).execute(c))?;
    jobs::add(conn, JobKind::Document, &id, now)?;
    Ok(id)
}

/// The language in which an application is answered: that of its last receipt.
pub fn lang_of(conn: &mut AnyConn, application_id: &str) -> QueryResult<Option<Lang>> {
    let tag: Option<String> = documents::table
        .filter(documents::application_id.eq(application_id))
        .filter(documents::kind.eq("receipt"))
        .order(documents::round.desc())
        .select(documents::lang)
        .first(conn)
        .optional()?;
    Ok(tag.and_then(|tag| Lang::from_tag(&tag)))
}

pub fn find(conn: &mut AnyConn, id: &str) -> QueryResult<Option<DocumentRow>> {
    documents::table.find(id).select(DocumentRow::as_select()).first(conn).optional()
}

pub fn by_verify_code(conn: &mut AnyConn, code: &str) -> QueryResult<Option<DocumentRow>> {
    documents::table.filter(documents::verify_code.eq(code)).select(DocumentRow::as_select()).first(conn).optional()
}

/// The documents of one application, the first first.
pub fn of_application(conn: &mut AnyConn, id: &str) -> QueryResult<Vec<DocumentRow>> {
    documents::table
        .filter(documents::application_id.eq(id))
        .order(documents::id)
        .select(DocumentRow::as_select())
        .load(conn)
}

/// The id of the document of one kind and round, the last where the case was opened again.
pub fn of_round(conn: &mut AnyConn, application_id: &str, kind: &str, round: i32) -> QueryResult<Option<String>> {
    documents::table
        .filter(documents::application_id.eq(application_id))
        .filter(documents::kind.eq(kind))
        .filter(documents::round.eq(round))
        .order(documents::turn.desc())
        .select(documents::id)
        .first(conn)
        .optional()
}

/// Keeps the typeset bytes.
pub fn keep(conn: &mut AnyConn, id: &str, bytes: Vec<u8>, digest: &str, now: NaiveDateTime) -> QueryResult<()> {
    diesel::update(documents::table.find(id))
        .set((
            documents::bytes.eq(Some(bytes)),
            documents::digest.eq(Some(digest.to_owned())),
            documents::typeset_at.eq(Some(now)),
        ))
        .execute(conn)
        .map(drop)
}

/// A typeset document of a company, without its bytes.
#[derive(Clone, Debug, Queryable)]
pub struct CompanyDocument {
    pub id: String,
    pub application_id: String,
    pub kind: String,
    pub round: i32,
    pub typeset_at: Option<NaiveDateTime>,
    pub procedure: String,
    pub number: Option<String>,
}

/// The documents typeset for a company, the latest first.
pub fn of_company(conn: &mut AnyConn, unp: i64, limit: i64) -> QueryResult<Vec<CompanyDocument>> {
    documents::table
        .inner_join(applications::table.on(applications::id.eq(documents::application_id)))
        .filter(applications::unp.eq(unp))
        .filter(documents::typeset_at.is_not_null())
        .order(documents::id.desc())
        .limit(limit)
        .select((
            documents::id,
            documents::application_id,
            documents::kind,
            documents::round,
            documents::typeset_at,
            applications::procedure,
            applications::number,
        ))
        .load(conn)
}
