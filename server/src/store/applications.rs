//! Applications: the row of each, and what was filed, said and decided about it.

mod saving;

use self::saving::Saving;
use super::AnyConn;
use super::connection::on_either;
use super::schema::{application_events, applications, counter_drafts, decisions, filings, remarks};
use chrono::{NaiveDate, NaiveDateTime};
use diesel::dsl::{exists, not};
use diesel::prelude::*;
use portal::answers::Answers;
use portal::application::{Channel, Status};
use portal::procedures::Procedure;
use std::collections::HashMap;

/// A row of `applications`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = applications, treat_none_as_null = true)]
pub struct ApplicationRow {
    pub id: String,
    pub procedure: String,
    pub form_version: i32,
    /// `None` until whoever founds one has got its number.
    pub unp: Option<i64>,
    pub started_by: String,
    pub status: String,
    pub number: Option<String>,
    pub paper_code: Option<String>,
    pub office: Option<i32>,
    pub clerk: Option<String>,
    pub answers: String,
    pub round: i32,
    pub filed_at: Option<NaiveDateTime>,
    pub filed_on: Option<NaiveDate>,
    pub channel: Option<String>,
    pub due_on: Option<NaiveDate>,
    pub decided_at: Option<NaiveDateTime>,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub revision: i32,
    /// Whom it is for while there is no company, and that name folded; filled when it is filed.
    pub party: Option<String>,
    pub party_key: Option<String>,
}

impl ApplicationRow {
    pub fn status(&self) -> Status {
        Status::from_code(&self.status).unwrap_or(Status::Draft)
    }

    /// The procedure; rows of one that this build does not know are not loaded by [`find`].
    pub fn procedure(&self) -> Procedure {
        Procedure::from_slug(&self.procedure).unwrap_or(Procedure::ChangeOfLocation)
    }

    pub fn answers(&self) -> Answers {
        serde_json::from_str(&self.answers).unwrap_or_default()
    }

    pub fn channel(&self) -> Option<Channel> {
        Channel::from_code(self.channel.as_deref()?)
    }
}

/// A row of `filings`: what was filed in one round, word for word.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = filings, treat_none_as_default_value = false)]
pub struct FilingRow {
    pub id: String,
    pub application_id: String,
    pub round: i32,
    pub answers: String,
    pub digest: String,
    pub filed_by: Option<String>,
    pub channel: String,
    pub filed_on: NaiveDate,
    pub filed_at: NaiveDateTime,
    /// The right under which it was filed on line; none where a paper was received, or while there is no
    /// company.
    pub mandate: Option<String>,
}

impl FilingRow {
    pub fn answers(&self) -> Answers {
        serde_json::from_str(&self.answers).unwrap_or_default()
    }
}

/// A row of `application_events`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = application_events, treat_none_as_default_value = false)]
pub struct EventRow {
    pub id: String,
    pub application_id: String,
    pub position: i32,
    pub kind: String,
    pub actor: Option<String>,
    pub actor_role: String,
    pub body: String,
    pub at: NaiveDateTime,
}

/// A row of `remarks`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = remarks)]
pub struct RemarkRow {
    pub id: String,
    pub application_id: String,
    pub round: i32,
    pub field: String,
    pub body: String,
    pub created_by: String,
    pub created_at: NaiveDateTime,
}

/// A row of `decisions`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = decisions)]
pub struct DecisionRow {
    pub application_id: String,
    /// How often the case had been opened again before.
    pub turn: i32,
    pub outcome: String,
    pub reasons: String,
    pub words: String,
    pub decided_by: String,
    pub decided_at: NaiveDateTime,
}

impl DecisionRow {
    /// Codes of the catalogue.
    pub fn reasons(&self) -> Vec<String> {
        serde_json::from_str(&self.reasons).unwrap_or_default()
    }
}

pub fn find(conn: &mut AnyConn, id: &str) -> QueryResult<Option<ApplicationRow>> {
    let found = on_either!(conn, c => applications::table.find(id).select(ApplicationRow::as_select()).first(c));
    let row: Option<ApplicationRow> = found.optional()?;
    Ok(row.filter(|r| Procedure::from_slug(&r.procedure).is_some() && Status::from_code(&r.status).is_some()))
}

pub fn by_paper_code(conn: &mut AnyConn, code: &str) -> QueryResult<Option<ApplicationRow>> {
    applications::table
        .filter(applications::paper_code.eq(code))
        .select(ApplicationRow::as_select())
        .first(conn)
        .optional()
}

/// Applications by their ids, in no order.
pub fn by_ids(conn: &mut AnyConn, ids: Vec<String>) -> QueryResult<Vec<ApplicationRow>> {
    applications::table.filter(applications::id.eq_any(ids)).select(ApplicationRow::as_select()).load(conn)
}

/// The applications of some companies, the newest first; not what is being typed at a counter.
pub fn of_companies(conn: &mut AnyConn, unps: &[i64]) -> QueryResult<Vec<ApplicationRow>> {
    applications::table
        .filter(applications::filed_at.is_not_null().or(applications::channel.is_null()))
        .filter(applications::unp.eq_any(unps.to_vec()))
        .order((applications::updated_at.desc(), applications::id.desc()))
        .limit(200)
        .select(ApplicationRow::as_select())
        .load(conn)
}

/// The applications without a company that an account started, the newest first; not those that it typed at a counter
/// for somebody else.
pub fn without_company(conn: &mut AnyConn, account: &str) -> QueryResult<Vec<ApplicationRow>> {
    let typed = counter_drafts::table.filter(counter_drafts::application_id.eq(applications::id));
    applications::table
        .filter(applications::filed_at.is_not_null().or(applications::channel.is_null()))
        .filter(applications::started_by.eq(account))
        .filter(applications::unp.is_null())
        .filter(not(exists(typed)))
        .order((applications::updated_at.desc(), applications::id.desc()))
        .limit(200)
        .select(ApplicationRow::as_select())
        .load(conn)
}

pub fn add(conn: &mut AnyConn, row: &ApplicationRow) -> QueryResult<()> {
    diesel::insert_into(applications::table).values(row.clone()).execute(conn).map(drop)
}

/// Writes a changed row where it still has the revision it was read with; its revision grows by one.
/// `false`: somebody else was faster, nothing was written.
pub fn save(conn: &mut AnyConn, row: &mut ApplicationRow) -> QueryResult<bool> {
    let read = row.revision;
    row.revision += 1;
    let written = match conn {
        AnyConn::Sqlite(conn) => Saving { row, read }.execute(conn)?,
        AnyConn::Postgres(conn) => {
            diesel::update(applications::table.find(&row.id).filter(applications::revision.eq(read)))
                .set(&*row)
                .execute(conn)?
        }
    };
    Ok(written == 1)
}

/// Holds a row of the revision it was read with until the end of the write, so that whoever changes it at the same
/// moment comes after. `false`: somebody else was faster.
pub fn hold(conn: &mut AnyConn, row: &ApplicationRow) -> QueryResult<bool> {
    let as_read = applications::table.find(row.id.clone()).filter(applications::revision.eq(row.revision));
    Ok(diesel::update(as_read).set(applications::revision.eq(row.revision)).execute(conn)? == 1)
}

/// Adds a filing; a second one of the same round is a unique violation.
pub fn add_filing(conn: &mut AnyConn, filing: &FilingRow) -> QueryResult<()> {
    on_either!(conn, c => diesel::insert_into(filings::table).values(filing).execute(c)).map(drop)
}

/// All rounds, the first first.
pub fn filings(conn: &mut AnyConn, id: &str) -> QueryResult<Vec<FilingRow>> {
    on_either!(conn, c => filings::table
        .filter(filings::application_id.eq(id))
        .order(filings::round)
        .select(FilingRow::as_select())
        .load(c))
}

/// What was answered last in a decided application: what was filed, with what the office mended, or of one that was left without consideration what
/// was being corrected by then.
pub fn answered_last(conn: &mut AnyConn, row: &ApplicationRow) -> QueryResult<Answers> {
    if row.status() == Status::Unconsidered {
        return Ok(row.answers());
    }
    Ok(super::mendings::standing(conn, &row.id)?.unwrap_or_default())
}

/// Appends an event at the next position. Who adds to the same application meanwhile waits for its
/// turn: on PostgreSQL two would otherwise take the same position, and the later would fail.
pub fn add_event(conn: &mut AnyConn, mut event: EventRow) -> QueryResult<()> {
    if let AnyConn::Postgres(conn) = conn {
        applications::table
            .find(&event.application_id)
            .select(applications::id)
            .for_no_key_update()
            .first::<String>(conn)?;
    }
    let last: Option<i32> = on_either!(conn, c => application_events::table
        .filter(application_events::application_id.eq(&event.application_id))
        .select(diesel::dsl::max(application_events::position))
        .first(c))?;
    event.position = last.map_or(1, |p| p + 1);
    on_either!(conn, c => diesel::insert_into(application_events::table).values(&event).execute(c)).map(drop)
}

pub fn events(conn: &mut AnyConn, id: &str) -> QueryResult<Vec<EventRow>> {
    on_either!(conn, c => application_events::table
        .filter(application_events::application_id.eq(id))
        .order(application_events::position)
        .select(EventRow::as_select())
        .load(c))
}

/// The remarks of all rounds, in the order in which they were made.
pub fn remarks(conn: &mut AnyConn, id: &str) -> QueryResult<Vec<RemarkRow>> {
    remarks::table.filter(remarks::application_id.eq(id)).order(remarks::id).select(RemarkRow::as_select()).load(conn)
}

/// Pins a remark to a field, in place of an earlier one of the same round; an empty text takes it off.
pub fn pin_remark(conn: &mut AnyConn, remark: &RemarkRow) -> QueryResult<()> {
    let pinned = remarks::table
        .filter(remarks::application_id.eq(remark.application_id.clone()))
        .filter(remarks::round.eq(remark.round))
        .filter(remarks::field.eq(remark.field.clone()));
    diesel::delete(pinned).execute(conn)?;
    if remark.body.is_empty() {
        return Ok(());
    }
    // Of two that are pinned at one moment the later stands.
    on_either!(conn, c => diesel::insert_into(remarks::table)
        .values(remark)
        .on_conflict((remarks::application_id, remarks::round, remarks::field))
        .do_update()
        .set((
            remarks::body.eq(&remark.body),
            remarks::created_by.eq(&remark.created_by),
            remarks::created_at.eq(remark.created_at),
        ))
        .execute(c))
    .map(drop)
}

pub fn add_decision(conn: &mut AnyConn, decision: &DecisionRow) -> QueryResult<()> {
    diesel::insert_into(decisions::table).values(decision.clone()).execute(conn).map(drop)
}

/// Every decision of a case, the first first: all but the last are overtaken, and the last too where the case was opened
/// again since.
pub fn decisions(conn: &mut AnyConn, id: &str) -> QueryResult<Vec<DecisionRow>> {
    decisions::table
        .filter(decisions::application_id.eq(id))
        .order(decisions::turn)
        .select(DecisionRow::as_select())
        .load(conn)
}

pub fn number_taken(conn: &mut AnyConn, number: &str) -> QueryResult<bool> {
    let taken = applications::table.filter(applications::number.eq(number));
    on_either!(conn, c => diesel::select(diesel::dsl::exists(taken)).get_result(c))
}

/// Deletes a draft, as it was read, with its history; false where it was changed meanwhile: nothing of it is
/// deleted then, whatever the caller makes of that. One that was filed stays for ever.
///
/// Events point to their application, so they go first; the row decides before them, held until the end of the write:
/// on PostgreSQL it might otherwise be filed in between.
pub fn delete_draft(conn: &mut AnyConn, row: &ApplicationRow) -> QueryResult<bool> {
    let as_read = applications::table
        .find(&row.id)
        .filter(applications::round.eq(0))
        .filter(applications::revision.eq(row.revision))
        .select(applications::id);
    let held: Option<String> = match conn {
        AnyConn::Sqlite(conn) => as_read.first(conn).optional()?,
        AnyConn::Postgres(conn) => as_read.for_update().first(conn).optional()?,
    };
    if held.is_none() {
        return Ok(false);
    }
    let events = application_events::table.filter(application_events::application_id.eq(row.id.clone()));
    diesel::delete(events).execute(conn)?;
    diesel::delete(applications::table.find(row.id.clone())).execute(conn).map(|gone| gone == 1)
}

/// What is not decided of one procedure for several companies, drafts included, the newest first.
pub fn undecided_of(conn: &mut AnyConn, unps: &[i64], procedure: Procedure) -> QueryResult<Vec<ApplicationRow>> {
    applications::table
        .filter(applications::unp.eq_any(unps.to_vec()))
        .filter(applications::procedure.eq(procedure.slug()))
        .filter(applications::filed_at.is_not_null().or(applications::channel.is_null()))
        .filter(applications::status.eq_any(vec![
            Status::Draft.code(),
            Status::Prepared.code(),
            Status::Returned.code(),
            Status::Filed.code(),
            Status::InReview.code(),
        ]))
        .order(applications::updated_at.desc())
        .limit(100)
        .select(ApplicationRow::as_select())
        .load(conn)
}

/// What is not decided of one procedure that stands without a company, started by an account, drafts
/// included, the newest first.
pub fn undecided_without_company(
    conn: &mut AnyConn,
    account: &str,
    procedure: Procedure,
) -> QueryResult<Vec<ApplicationRow>> {
    let mut rows = without_company(conn, account)?;
    rows.retain(|row| row.procedure == procedure.slug() && !row.status().is_decided());
    Ok(rows)
}

/// When the applications of a procedure that were decided since a moment were filed and decided (UTC), the
/// latest first, at most `limit`.
pub fn decided_lately(
    conn: &mut AnyConn,
    procedure: Procedure,
    since: NaiveDateTime,
    limit: i64,
) -> QueryResult<Vec<(NaiveDateTime, NaiveDateTime)>> {
    let rows: Vec<(Option<NaiveDateTime>, Option<NaiveDateTime>)> = applications::table
        .filter(applications::procedure.eq(procedure.slug()))
        .filter(applications::status.eq_any(Status::DECISIONS.map(Status::code)))
        .filter(applications::decided_at.gt(since))
        .order(applications::decided_at.desc())
        .limit(limit)
        .select((applications::filed_at, applications::decided_at))
        .load(conn)?;
    Ok(rows.into_iter().filter_map(|(filed, decided)| filed.zip(decided)).collect())
}

/// What is not decided for some companies, drafts included, the newest first.
pub fn undecided(conn: &mut AnyConn, unps: &[i64]) -> QueryResult<Vec<ApplicationRow>> {
    applications::table
        .filter(applications::filed_at.is_not_null().or(applications::channel.is_null()))
        .filter(applications::unp.eq_any(unps.to_vec()))
        .filter(applications::status.eq_any(open_codes()))
        .order((applications::updated_at.desc(), applications::id.desc()))
        .limit(500)
        .select(ApplicationRow::as_select())
        .load(conn)
}

/// What was decided or withdrawn for a company, the latest first.
pub fn decided(conn: &mut AnyConn, unp: i64, limit: i64) -> QueryResult<Vec<ApplicationRow>> {
    applications::table
        .filter(applications::unp.eq(unp))
        .filter(applications::status.ne_all(open_codes()))
        .order((applications::decided_at.desc(), applications::id.desc()))
        .limit(limit)
        .select(ApplicationRow::as_select())
        .load(conn)
}

/// How many applications of each of some companies were decided or withdrawn.
pub fn decided_counts(conn: &mut AnyConn, unps: &[i64]) -> QueryResult<HashMap<i64, i64>> {
    let rows: Vec<(Option<i64>, i64)> = applications::table
        .filter(applications::unp.eq_any(unps.to_vec()))
        .filter(applications::status.ne_all(open_codes()))
        .group_by(applications::unp)
        .select((applications::unp, diesel::dsl::count_star()))
        .load(conn)?;
    Ok(rows.into_iter().filter_map(|(unp, count)| Some((unp?, count))).collect())
}

fn open_codes() -> Vec<&'static str> {
    Status::ALL.into_iter().filter(|status| !status.is_decided()).map(Status::code).collect()
}
