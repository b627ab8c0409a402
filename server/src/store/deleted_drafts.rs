//! Drafts that were deleted: apart from the applications, so that nothing else has to think of them.

use super::AnyConn;
use super::applications::ApplicationRow;
use super::schema::{application_events, applications, deleted_drafts};
use chrono::NaiveDateTime;
use diesel::prelude::*;
use portal::application::Status;
use portal::procedures::Procedure;

/// A row of `deleted_drafts`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = deleted_drafts, treat_none_as_default_value = false)]
pub struct DeletedDraftRow {
    /// The application's id, which it gets again.
    pub id: String,
    pub procedure: String,
    pub form_version: i32,
    pub unp: Option<i64>,
    pub started_by: String,
    pub answers: String,
    pub created_at: NaiveDateTime,
    /// Nobody where it was forgotten.
    pub deleted_by: Option<String>,
    pub deleted_at: NaiveDateTime,
}

impl DeletedDraftRow {
    /// A draft, deleted by an account or forgotten.
    pub fn of(draft: &ApplicationRow, by: Option<String>, at: NaiveDateTime) -> DeletedDraftRow {
        DeletedDraftRow {
            id: draft.id.clone(),
            procedure: draft.procedure.clone(),
            form_version: draft.form_version,
            unp: draft.unp,
            started_by: draft.started_by.clone(),
            answers: draft.answers.clone(),
            created_at: draft.created_at,
            deleted_by: by,
            deleted_at: at,
        }
    }

    pub fn procedure(&self) -> Option<Procedure> {
        Procedure::from_slug(&self.procedure)
    }
}

pub fn add(conn: &mut AnyConn, row: &DeletedDraftRow) -> QueryResult<()> {
    diesel::insert_into(deleted_drafts::table).values(row.clone()).execute(conn).map(drop)
}

pub fn find(conn: &mut AnyConn, id: &str) -> QueryResult<Option<DeletedDraftRow>> {
    deleted_drafts::table.find(id).select(DeletedDraftRow::as_select()).first(conn).optional()
}

/// Those of some companies that can still be restored, the last deleted first.
pub fn of_companies(conn: &mut AnyConn, unps: &[i64], since: NaiveDateTime) -> QueryResult<Vec<DeletedDraftRow>> {
    deleted_drafts::table
        .filter(deleted_drafts::unp.eq_any(unps.to_vec()))
        .filter(deleted_drafts::deleted_at.gt(since))
        .order((deleted_drafts::deleted_at.desc(), deleted_drafts::id))
        .limit(50)
        .select(DeletedDraftRow::as_select())
        .load(conn)
}

/// Those without a company that an account started and can still restore, the last deleted first.
pub fn without_company(conn: &mut AnyConn, account: &str, since: NaiveDateTime) -> QueryResult<Vec<DeletedDraftRow>> {
    deleted_drafts::table
        .filter(deleted_drafts::started_by.eq(account))
        .filter(deleted_drafts::unp.is_null())
        .filter(deleted_drafts::deleted_at.gt(since))
        .order((deleted_drafts::deleted_at.desc(), deleted_drafts::id))
        .limit(50)
        .select(DeletedDraftRow::as_select())
        .load(conn)
}

/// Takes one out; false where somebody else did.
pub fn remove(conn: &mut AnyConn, id: &str) -> QueryResult<bool> {
    diesel::delete(deleted_drafts::table.find(id)).execute(conn).map(|gone| gone == 1)
}

/// Lets one transaction at a time look for forgotten drafts. SQLite has one writer anyway; on
/// PostgreSQL each of several nodes would otherwise warn of the same draft.
pub fn lock(conn: &mut AnyConn) -> QueryResult<()> {
    if let AnyConn::Postgres(conn) = conn {
        // "draft" in ASCII.
        diesel::sql_query("SELECT pg_advisory_xact_lock(431415715444)").execute(conn)?;
    }
    Ok(())
}

/// Forgets those deleted before a moment.
pub fn sweep(conn: &mut AnyConn, before: NaiveDateTime) -> QueryResult<usize> {
    diesel::delete(deleted_drafts::table.filter(deleted_drafts::deleted_at.le(before))).execute(conn)
}

/// The event of a warning that a draft is about to be deleted.
pub const WARNED: &str = "expiry_warned";

/// Drafts never filed and not changed since a moment, of whose end nobody has been warned since their
/// last change: at most a hundred, the oldest first.
pub fn to_warn(conn: &mut AnyConn, unchanged_since: NaiveDateTime) -> QueryResult<Vec<ApplicationRow>> {
    let warned = application_events::table
        .filter(application_events::application_id.eq(applications::id))
        .filter(application_events::kind.eq(WARNED))
        .filter(application_events::at.ge(applications::updated_at));
    applications::table
        .filter(applications::round.eq(0))
        .filter(applications::status.eq_any(vec![Status::Draft.code(), Status::Prepared.code()]))
        .filter(applications::updated_at.le(unchanged_since))
        .filter(applications::channel.is_null())
        .filter(diesel::dsl::not(diesel::dsl::exists(warned)))
        .order((applications::updated_at, applications::id))
        .limit(100)
        .select(ApplicationRow::as_select())
        .load(conn)
}

/// Drafts never filed and not changed since a moment, of whose end somebody was warned, after their
/// last change, no later than another moment: at most a hundred, the oldest first.
pub fn to_delete(
    conn: &mut AnyConn,
    unchanged_since: NaiveDateTime,
    warned_by: NaiveDateTime,
) -> QueryResult<Vec<ApplicationRow>> {
    let warned = application_events::table
        .filter(application_events::application_id.eq(applications::id))
        .filter(application_events::kind.eq(WARNED))
        .filter(application_events::at.ge(applications::updated_at))
        .filter(application_events::at.le(warned_by));
    applications::table
        .filter(applications::round.eq(0))
        .filter(applications::status.eq_any(vec![Status::Draft.code(), Status::Prepared.code()]))
        .filter(applications::updated_at.le(unchanged_since))
        .filter(applications::channel.is_null())
        .filter(diesel::dsl::exists(warned))
        .order((applications::updated_at, applications::id))
        .limit(100)
        .select(ApplicationRow::as_select())
        .load(conn)
}

/// Forgets those without a company that an account started.
pub fn forget_without_company(conn: &mut AnyConn, account: &str) -> QueryResult<()> {
    let own =
        deleted_drafts::table.filter(deleted_drafts::started_by.eq(account)).filter(deleted_drafts::unp.is_null());
    diesel::delete(own).execute(conn).map(drop)
}
