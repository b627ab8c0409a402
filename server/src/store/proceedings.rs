//! Proceedings: the row of each, its log, and what the bodies are asked.

use super::AnyConn;
use super::applications::ApplicationRow;
use super::connection::on_either;
use super::schema::{companies, proceeding_events, proceeding_tasks, proceedings};
use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use portal::company::Kind;
use portal::procedures::Procedure;
use portal::proceeding::{Answer, Body, Proceeding, Stage};

/// A row of `proceedings`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = proceedings, treat_none_as_null = true)]
pub struct ProceedingRow {
    pub id: String,
    pub unp: i64,
    pub kind: String,
    pub stage: String,
    pub application_id: String,
    pub asked_by: Option<String>,
    pub decided_on: NaiveDate,
    pub published_on: NaiveDate,
    pub claims_until: NaiveDate,
    pub due_on: NaiveDate,
    pub due_at_most: NaiveDate,
    pub extended: bool,
    pub claims_address: String,
    pub claims_phone: String,
    pub claims_email: String,
    pub ended_on: Option<NaiveDate>,
    pub updated_at: NaiveDateTime,
    pub revision: i32,
}

impl ProceedingRow {
    pub fn stage(&self) -> Stage {
        Stage::from_code(&self.stage).unwrap_or(Stage::Claims)
    }

    /// The proceeding with what the bodies have said.
    pub fn proceeding(&self, tasks: &[TaskRow]) -> Proceeding {
        let answers = tasks.iter().filter_map(|task| Some((task.body()?, task.answer())));
        Proceeding {
            kind: Kind::from_code(&self.kind).unwrap_or(Kind::LegalEntity),
            stage: self.stage(),
            decided_on: self.decided_on,
            published_on: self.published_on,
            claims_until: self.claims_until,
            due_on: self.due_on,
            due_at_most: self.due_at_most,
            extended: self.extended,
            answers: answers.collect(),
            asked_here: false,
        }
    }

    /// Takes over what an event changed.
    pub fn follow(&mut self, after: &Proceeding, today: NaiveDate) {
        self.stage = after.stage.code().to_owned();
        self.due_on = after.due_on;
        self.extended = after.extended;
        self.ended_on = after.stage.is_over().then_some(today);
    }
}

/// A row of `proceeding_events`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = proceeding_events, treat_none_as_default_value = false)]
pub struct ProceedingEventRow {
    pub id: String,
    pub proceeding_id: String,
    pub position: i32,
    pub kind: String,
    pub application_id: Option<String>,
    pub actor: Option<String>,
    pub actor_role: String,
    pub body: String,
    pub at: NaiveDateTime,
}

/// A row of `proceeding_tasks`: what one body is asked.
#[derive(Clone, Debug, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = proceeding_tasks, treat_none_as_null = true)]
pub struct TaskRow {
    pub id: String,
    pub proceeding_id: String,
    pub application_id: String,
    pub body: String,
    pub office: Option<i32>,
    pub answer: String,
    pub reason: String,
    pub asked_on: NaiveDate,
    pub due_on: Option<NaiveDate>,
    pub answered_by: Option<String>,
    pub answered_at: Option<NaiveDateTime>,
    pub closed_at: Option<NaiveDateTime>,
    pub revision: i32,
}

impl TaskRow {
    pub fn body(&self) -> Option<Body> {
        Body::from_code(&self.body)
    }

    pub fn answer(&self) -> Answer {
        Answer::from_code(&self.answer).unwrap_or(Answer::Waiting)
    }
}

pub fn find(conn: &mut AnyConn, id: &str) -> QueryResult<Option<ProceedingRow>> {
    proceedings::table.find(id).select(ProceedingRow::as_select()).first(conn).optional()
}

/// The proceeding of a company that is under way.
pub fn open_of(conn: &mut AnyConn, unp: i64) -> QueryResult<Option<ProceedingRow>> {
    on_either!(conn, c => proceedings::table
        .filter(proceedings::unp.eq(unp))
        .filter(proceedings::ended_on.is_null())
        .select(ProceedingRow::as_select())
        .first(c))
    .optional()
}

/// The proceeding of a company that was under way on a day.
pub fn open_on(conn: &mut AnyConn, unp: i64, day: NaiveDate) -> QueryResult<Option<ProceedingRow>> {
    proceedings::table
        .filter(proceedings::unp.eq(unp))
        .filter(proceedings::published_on.le(day))
        .filter(proceedings::ended_on.is_null().or(proceedings::ended_on.gt(day).assume_not_null()))
        .order(proceedings::published_on.desc())
        .select(ProceedingRow::as_select())
        .first(conn)
        .optional()
}

/// The proceedings of some companies that are under way.
pub fn under_way(conn: &mut AnyConn, unps: &[i64]) -> QueryResult<Vec<ProceedingRow>> {
    proceedings::table
        .filter(proceedings::unp.eq_any(unps.to_vec()))
        .filter(proceedings::ended_on.is_null())
        .select(ProceedingRow::as_select())
        .load(conn)
}

/// Those of [`under_way`], held until the end of the write: whoever moves one of them at the same moment comes after.
pub fn hold_under_way(conn: &mut AnyConn, unps: &[i64]) -> QueryResult<Vec<ProceedingRow>> {
    if let AnyConn::Postgres(conn) = conn {
        proceedings::table
            .filter(proceedings::unp.eq_any(unps.to_vec()))
            .filter(proceedings::ended_on.is_null())
            .order(proceedings::id)
            .select(proceedings::id)
            .for_no_key_update()
            .load::<String>(conn)?;
    }
    under_way(conn, unps)
}

/// The proceedings of some companies, the newest first, ended ones too.
pub fn of_companies(conn: &mut AnyConn, unps: &[i64]) -> QueryResult<Vec<ProceedingRow>> {
    proceedings::table
        .filter(proceedings::unp.eq_any(unps.to_vec()))
        .order(proceedings::id.desc())
        .limit(200)
        .select(ProceedingRow::as_select())
        .load(conn)
}

/// The id of the proceeding that an application opened or belongs to.
pub fn of_application(conn: &mut AnyConn, row: &ApplicationRow) -> QueryResult<Option<String>> {
    let Some(unp) = row.unp else { return Ok(None) };
    let of_company = || proceedings::table.filter(proceedings::unp.eq(unp)).order(proceedings::id.desc());
    match row.procedure() {
        Procedure::Liquidation | Procedure::Termination => of_company()
            .filter(proceedings::application_id.eq(row.id.clone()))
            .select(proceedings::id)
            .first(conn)
            .optional(),
        Procedure::LiquidationStage => of_company()
            .filter(proceedings::published_on.le(row.created_at.date()))
            .select(proceedings::id)
            .first(conn)
            .optional(),
        _ => Ok(None),
    }
}

/// Adds a proceeding; a second one that is under way for the same company is a unique violation.
pub fn add(conn: &mut AnyConn, row: &ProceedingRow) -> QueryResult<()> {
    diesel::insert_into(proceedings::table).values(row.clone()).execute(conn).map(drop)
}

/// Writes a changed row where it still has the revision it was read with. `false`: somebody else was
/// faster, nothing was written.
pub fn save(conn: &mut AnyConn, row: &mut ProceedingRow) -> QueryResult<bool> {
    let read = row.revision;
    row.revision += 1;
    let written = diesel::update(proceedings::table.find(row.id.clone()).filter(proceedings::revision.eq(read)))
        .set(row.clone())
        .execute(conn)?;
    Ok(written == 1)
}

/// Appends an event at the next position. Who adds to the same proceeding meanwhile waits for its
/// turn: on PostgreSQL two would otherwise take the same position, and the later would fail.
pub fn add_event(conn: &mut AnyConn, mut event: ProceedingEventRow) -> QueryResult<()> {
    if let AnyConn::Postgres(conn) = conn {
        proceedings::table
            .find(&event.proceeding_id)
            .select(proceedings::id)
            .for_no_key_update()
            .first::<String>(conn)?;
    }
    let last: Option<i32> = proceeding_events::table
        .filter(proceeding_events::proceeding_id.eq(event.proceeding_id.clone()))
        .select(diesel::dsl::max(proceeding_events::position))
        .first(conn)?;
    event.position = last.map_or(1, |position| position + 1);
    diesel::insert_into(proceeding_events::table).values(event).execute(conn).map(drop)
}

/// The log of a proceeding, the first first.
pub fn events(conn: &mut AnyConn, id: &str) -> QueryResult<Vec<ProceedingEventRow>> {
    proceeding_events::table
        .filter(proceeding_events::proceeding_id.eq(id))
        .order(proceeding_events::position)
        .select(ProceedingEventRow::as_select())
        .load(conn)
}

pub fn add_task(conn: &mut AnyConn, task: &TaskRow) -> QueryResult<()> {
    diesel::insert_into(proceeding_tasks::table).values(task.clone()).execute(conn).map(drop)
}

pub fn find_task(conn: &mut AnyConn, id: &str) -> QueryResult<Option<TaskRow>> {
    proceeding_tasks::table.find(id).select(TaskRow::as_select()).first(conn).optional()
}

/// Writes a changed task where it still has the revision it was read with.
pub fn save_task(conn: &mut AnyConn, task: &mut TaskRow) -> QueryResult<bool> {
    let read = task.revision;
    task.revision += 1;
    let of_revision = proceeding_tasks::table.find(task.id.clone()).filter(proceeding_tasks::revision.eq(read));
    Ok(diesel::update(of_revision).set(task.clone()).execute(conn)? == 1)
}

/// The tasks of a proceeding that are not closed, the first first.
pub fn tasks(conn: &mut AnyConn, id: &str) -> QueryResult<Vec<TaskRow>> {
    proceeding_tasks::table
        .filter(proceeding_tasks::proceeding_id.eq(id))
        .filter(proceeding_tasks::closed_at.is_null())
        .order(proceeding_tasks::id)
        .select(TaskRow::as_select())
        .load(conn)
}

/// No answer to a request for exclusion is wanted any more.
pub fn close_tasks(conn: &mut AnyConn, id: &str, now: NaiveDateTime) -> QueryResult<()> {
    let open = proceeding_tasks::table
        .filter(proceeding_tasks::proceeding_id.eq(id))
        .filter(proceeding_tasks::closed_at.is_null());
    diesel::update(open).set(proceeding_tasks::closed_at.eq(now)).execute(conn).map(drop)
}

/// A task with the names of its company.
pub type TaskLine = (TaskRow, i64, String, Option<String>);

/// The tasks of a body, what is due first standing first; `office` restricts them to the proceedings
/// of one registering body. `answered`: those that are settled, the latest first.
pub fn tasks_of_body(
    conn: &mut AnyConn,
    body: Body,
    office: Option<i32>,
    answered: bool,
    limit: i64,
) -> QueryResult<Vec<TaskLine>> {
    let mut query = proceeding_tasks::table
        .inner_join(proceedings::table.on(proceedings::id.eq(proceeding_tasks::proceeding_id)))
        .inner_join(companies::table.on(companies::unp.eq(proceedings::unp)))
        .filter(proceeding_tasks::body.eq(body.code()))
        .filter(proceeding_tasks::closed_at.is_null())
        .select((TaskRow::as_select(), companies::unp, companies::name, companies::short_name))
        .limit(limit)
        .into_boxed();
    if let Some(office) = office {
        query = query.filter(proceeding_tasks::office.eq(office));
    }
    let confirmed = Answer::Confirmed.code();
    query = match answered {
        true => query
            .filter(proceeding_tasks::answer.eq(confirmed))
            .order((proceeding_tasks::answered_at.desc(), proceeding_tasks::id.desc())),
        false => {
            query.filter(proceeding_tasks::answer.ne(confirmed)).order((proceeding_tasks::due_on, proceeding_tasks::id))
        }
    };
    query.load(conn)
}

/// The proceedings of some companies that are under way, each with what the bodies are asked.
pub fn open_of_companies(conn: &mut AnyConn, unps: &[i64]) -> QueryResult<Vec<(ProceedingRow, Vec<TaskRow>)>> {
    let open: Vec<ProceedingRow> = proceedings::table
        .filter(proceedings::unp.eq_any(unps.to_vec()))
        .filter(proceedings::ended_on.is_null())
        .order(proceedings::id)
        .select(ProceedingRow::as_select())
        .load(conn)?;
    let ids: Vec<String> = open.iter().map(|row| row.id.clone()).collect();
    let tasks: Vec<TaskRow> = proceeding_tasks::table
        .filter(proceeding_tasks::proceeding_id.eq_any(ids))
        .filter(proceeding_tasks::closed_at.is_null())
        .order(proceeding_tasks::id)
        .select(TaskRow::as_select())
        .load(conn)?;
    let of = |row: &ProceedingRow| tasks.iter().filter(|task| task.proceeding_id == row.id).cloned().collect();
    Ok(open.iter().map(|row| (row.clone(), of(row))).collect())
}
