//! Work done after the answer: written in the transaction that causes it, claimed by a conditional
//! update, retried with growing pauses.

use super::AnyConn;
use super::connection::on_either;
use super::schema::jobs;
use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;

/// Tries after which a job is given up and shown as failed.
pub const TRIES: i32 = 12;

/// What a job does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobKind {
    /// Typeset a document; the subject is its id.
    Document,
    /// Send a mail; the subject is its id.
    Mail,
    /// Bring the open data up to date; the subject is the day.
    OpenData,
    /// Tell somebody what changed; the subject is the alert and the entry up to which is told.
    Alert,
    /// Have an attached file scanned; the subject is its digest.
    Scan,
    /// Sweep attached files that nobody refers to; the subject is the day.
    SweepFiles,
    /// Work off one decision about many cases; the subject is the run.
    Run,
    /// Make a file of cases that was ordered; the subject is the order.
    Export,
}

impl JobKind {
    pub fn code(self) -> &'static str {
        match self {
            JobKind::Document => "document",
            JobKind::Mail => "mail",
            JobKind::OpenData => "open_data",
            JobKind::Alert => "alert",
            JobKind::Scan => "scan",
            JobKind::SweepFiles => "sweep_files",
            JobKind::Run => "run",
            JobKind::Export => "export",
        }
    }

    pub fn from_code(code: &str) -> Option<JobKind> {
        let all = [
            JobKind::Document,
            JobKind::Mail,
            JobKind::OpenData,
            JobKind::Alert,
            JobKind::Run,
            JobKind::Export,
            JobKind::Scan,
            JobKind::SweepFiles,
        ];
        all.into_iter().find(|k| k.code() == code)
    }
}

/// Who waits for whom: long work has a worker of its own, so that no receipt waits for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    Quick,
    Long,
}

/// The kinds that are long work.
const LONG: [JobKind; 2] = [JobKind::OpenData, JobKind::Export];

/// A row of `jobs`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = jobs, treat_none_as_default_value = false)]
pub struct JobRow {
    pub id: String,
    pub kind: String,
    pub subject: String,
    pub run_at: NaiveDateTime,
    pub attempts: i32,
    pub claimed_by: Option<String>,
    pub claimed_until: Option<NaiveDateTime>,
    pub done_at: Option<NaiveDateTime>,
    pub failed_at: Option<NaiveDateTime>,
    pub last_error: Option<String>,
    pub created_at: NaiveDateTime,
}

/// Adds a job to be done at once. One job a kind and subject.
pub fn add(conn: &mut AnyConn, kind: JobKind, subject: &str, now: NaiveDateTime) -> QueryResult<()> {
    add_later(conn, kind, subject, now, now)
}

/// The same of a job to be done not before a moment.
pub fn add_later(
    conn: &mut AnyConn,
    kind: JobKind,
    subject: &str,
    now: NaiveDateTime,
    run_at: NaiveDateTime,
) -> QueryResult<()> {
    let job = JobRow {
        id: super::new_id(),
        kind: kind.code().to_owned(),
        subject: subject.to_owned(),
        run_at,
        attempts: 0,
        claimed_by: None,
        claimed_until: None,
        done_at: None,
        failed_at: None,
        last_error: None,
        created_at: now,
    };
    on_either!(conn, c => diesel::insert_into(jobs::table).values(&job).execute(c)).map(drop)
}

/// The subject of the job that first publishes the demo's open data, the councils' invented sets included.
pub const DEMO_OPEN_DATA: &str = "demo";

/// Adds the job for open data of a day, or that of the demo, where it is not there yet.
pub fn add_open_data(conn: &mut AnyConn, subject: &str, now: NaiveDateTime) -> QueryResult<()> {
    add_once(conn, JobKind::OpenData, subject, now)
}

/// Adds a job where it is not there yet.
pub fn add_once(conn: &mut AnyConn, kind: JobKind, subject: &str, now: NaiveDateTime) -> QueryResult<()> {
    let known = jobs::table.filter(jobs::kind.eq(kind.code())).filter(jobs::subject.eq(subject));
    if diesel::select(diesel::dsl::exists(known)).get_result(conn)? {
        return Ok(());
    }
    add(conn, kind, subject, now)
}

/// Adds a job, or has the one that is there done once more.
pub fn anew(conn: &mut AnyConn, kind: JobKind, subject: &str, now: NaiveDateTime) -> QueryResult<()> {
    let known = jobs::table.filter(jobs::kind.eq(kind.code())).filter(jobs::subject.eq(subject));
    let again = diesel::update(known)
        .set((
            jobs::run_at.eq(now),
            jobs::attempts.eq(0),
            jobs::claimed_until.eq(None::<NaiveDateTime>),
            jobs::done_at.eq(None::<NaiveDateTime>),
            jobs::failed_at.eq(None::<NaiveDateTime>),
        ))
        .execute(conn)?;
    if again == 0 { add(conn, kind, subject, now) } else { Ok(()) }
}

/// Claims one quick job that is due and that nobody holds, for `lease`; `None` where there is none.
pub fn claim(conn: &mut AnyConn, worker: &str, now: NaiveDateTime, lease: Duration) -> QueryResult<Option<JobRow>> {
    claim_in(conn, Lane::Quick, worker, now, lease)
}

/// The same of one lane.
pub fn claim_in(
    conn: &mut AnyConn,
    lane: Lane,
    worker: &str,
    now: NaiveDateTime,
    lease: Duration,
) -> QueryResult<Option<JobRow>> {
    let is_long = lane == Lane::Long;
    let free = || jobs::claimed_until.is_null().or(jobs::claimed_until.lt(now)).assume_not_null();
    let waiting = jobs::table
        .filter(jobs::done_at.is_null())
        .filter(jobs::failed_at.is_null())
        .filter(jobs::kind.eq_any(LONG.map(JobKind::code)).eq(is_long))
        .filter(jobs::run_at.le(now))
        .filter(free())
        .order((jobs::run_at, jobs::id))
        // Several workers look at once: each takes the first of a few that nobody took meanwhile.
        .limit(8)
        .select(JobRow::as_select())
        .load(conn)?;
    for mut job in waiting {
        let claimed = diesel::update(jobs::table.find(job.id.clone()).filter(jobs::done_at.is_null()).filter(free()))
            .set((
                jobs::claimed_by.eq(worker),
                jobs::claimed_until.eq(now + lease),
                jobs::attempts.eq(job.attempts + 1),
            ))
            .execute(conn)?;
        if claimed == 1 {
            job.attempts += 1;
            return Ok(Some(job));
        }
    }
    Ok(None)
}

pub fn done(conn: &mut AnyConn, id: &str, now: NaiveDateTime) -> QueryResult<()> {
    diesel::update(jobs::table.find(id)).set(jobs::done_at.eq(now)).execute(conn).map(drop)
}

/// Puts a job back: the n-th pause is 5 s, 10 s, 20 s … up to six hours; after [`TRIES`] it has failed.
pub fn retry(conn: &mut AnyConn, job: &JobRow, error: &str, now: NaiveDateTime) -> QueryResult<()> {
    let pause = Duration::seconds((5i64 << (job.attempts.clamp(1, 13) - 1)).min(21_600));
    let failed = (job.attempts >= TRIES).then_some(now);
    diesel::update(jobs::table.find(job.id.clone()))
        .set((
            jobs::run_at.eq(now + pause),
            jobs::claimed_until.eq(None::<NaiveDateTime>),
            jobs::failed_at.eq(failed),
            jobs::last_error.eq(Some(error.to_owned())),
        ))
        .execute(conn)
        .map(drop)
}

/// How many jobs wait and how many were given up.
pub fn counts(conn: &mut AnyConn) -> QueryResult<(i64, i64)> {
    let waiting =
        jobs::table.filter(jobs::done_at.is_null()).filter(jobs::failed_at.is_null()).count().get_result(conn)?;
    let failed = jobs::table.filter(jobs::failed_at.is_not_null()).count().get_result(conn)?;
    Ok((waiting, failed))
}
