//! Runs: one decision about many cases, worked off one after another by the worker.

use super::AnyConn;
use super::schema::{applications, case_runs, companies, run_cases};
use chrono::NaiveDateTime;
use diesel::prelude::*;

/// A row of `case_runs`.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = case_runs, treat_none_as_default_value = false)]
pub struct RunRow {
    pub id: String,
    pub office: i32,
    pub account_id: String,
    /// `take`, `assign`, `accept`, `refuse`, `leave`; empty while it is not chosen.
    pub action: String,
    /// Codes of the catalogue, as JSON.
    pub reasons: String,
    pub words: String,
    /// To whom cases are assigned.
    pub clerk: Option<String>,
    pub created_at: NaiveDateTime,
    pub confirmed_at: Option<NaiveDateTime>,
    /// Until then it can be called off.
    pub starts_at: Option<NaiveDateTime>,
    pub cancelled_at: Option<NaiveDateTime>,
    pub finished_at: Option<NaiveDateTime>,
}

impl RunRow {
    /// Codes of the catalogue.
    pub fn reasons(&self) -> Vec<String> {
        serde_json::from_str(&self.reasons).unwrap_or_default()
    }
}

/// A row of `run_cases`. `state` is `waiting`, `done` or `failed`; `why` is a code.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = run_cases)]
pub struct RunCaseRow {
    pub run_id: String,
    pub application_id: String,
    pub position: i32,
    /// The revision that the person had before them.
    pub revision: i32,
    pub state: String,
    pub why: String,
}

/// One case of a run with what a list says of it.
#[derive(Clone, Debug, Queryable)]
pub struct RunLine {
    pub application_id: String,
    pub revision: i32,
    pub state: String,
    pub why: String,
    pub number: Option<String>,
    pub procedure: String,
    pub company: Option<String>,
    pub company_short: Option<String>,
    pub party: Option<String>,
}

impl RunLine {
    /// The company by its short name where it has one; while there is none, whom the case is for.
    pub fn title(&self) -> &str {
        [&self.company_short, &self.company, &self.party].into_iter().find_map(|name| name.as_deref()).unwrap_or("")
    }
}

pub fn add(conn: &mut AnyConn, row: &RunRow, cases: &[RunCaseRow]) -> QueryResult<()> {
    diesel::insert_into(case_runs::table).values(row.clone()).execute(conn)?;
    for case in cases {
        diesel::insert_into(run_cases::table).values(case.clone()).execute(conn)?;
    }
    Ok(())
}

pub fn find(conn: &mut AnyConn, id: &str) -> QueryResult<Option<RunRow>> {
    case_runs::table.find(id).select(RunRow::as_select()).first(conn).optional()
}

/// The cases of a run in their order.
pub fn lines(conn: &mut AnyConn, run: &str) -> QueryResult<Vec<RunLine>> {
    run_cases::table
        .inner_join(applications::table.on(applications::id.eq(run_cases::application_id)))
        .left_join(companies::table.on(companies::unp.nullable().eq(applications::unp)))
        .filter(run_cases::run_id.eq(run))
        .order(run_cases::position)
        .select((
            run_cases::application_id,
            run_cases::revision,
            run_cases::state,
            run_cases::why,
            applications::number,
            applications::procedure,
            companies::name.nullable(),
            companies::short_name.nullable(),
            applications::party,
        ))
        .load(conn)
}

/// Chooses what is done, while it is not confirmed; false where it was.
pub fn choose(
    conn: &mut AnyConn,
    run: &str,
    action: &str,
    reasons: &str,
    words: &str,
    clerk: Option<&str>,
) -> QueryResult<bool> {
    let open = case_runs::table.find(run).filter(case_runs::confirmed_at.is_null());
    diesel::update(open)
        .set((
            case_runs::action.eq(action),
            case_runs::reasons.eq(reasons),
            case_runs::words.eq(words),
            case_runs::clerk.eq(clerk.map(str::to_owned)),
        ))
        .execute(conn)
        .map(|changed| changed == 1)
}

/// Confirms a run of which the act is still that of the row; false where it is another by now, or was confirmed before.
pub fn confirm(conn: &mut AnyConn, run: &RunRow, now: NaiveDateTime, starts: NaiveDateTime) -> QueryResult<bool> {
    // A clerk stands in a run that assigns and in no other.
    let clerk = run.clerk.clone().unwrap_or_default();
    let open = case_runs::table
        .find(run.id.clone())
        .filter(case_runs::confirmed_at.is_null())
        .filter(case_runs::action.eq(run.action.clone()))
        .filter(case_runs::reasons.eq(run.reasons.clone()))
        .filter(case_runs::words.eq(run.words.clone()))
        .filter(case_runs::clerk.is_null().or(case_runs::clerk.eq(Some(clerk))).assume_not_null());
    diesel::update(open)
        .set((case_runs::confirmed_at.eq(now), case_runs::starts_at.eq(starts)))
        .execute(conn)
        .map(|changed| changed == 1)
}

/// Calls a run off before its start; false where it is too late.
pub fn cancel(conn: &mut AnyConn, run: &str, now: NaiveDateTime) -> QueryResult<bool> {
    let waiting = case_runs::table
        .find(run)
        .filter(case_runs::starts_at.gt(now))
        .filter(case_runs::cancelled_at.is_null())
        .filter(case_runs::finished_at.is_null());
    diesel::update(waiting)
        .set((case_runs::cancelled_at.eq(now), case_runs::finished_at.eq(now)))
        .execute(conn)
        .map(|changed| changed == 1)
}

/// Ends a run of which no case waits any more.
pub fn finish(conn: &mut AnyConn, run: &str, now: NaiveDateTime) -> QueryResult<()> {
    let open = case_runs::table.find(run).filter(case_runs::finished_at.is_null());
    diesel::update(open).set(case_runs::finished_at.eq(now)).execute(conn).map(drop)
}

/// The next cases of a run that wait.
pub fn waiting(conn: &mut AnyConn, run: &str, limit: i64) -> QueryResult<Vec<String>> {
    run_cases::table
        .filter(run_cases::run_id.eq(run))
        .filter(run_cases::state.eq("waiting"))
        .order(run_cases::position)
        .limit(limit)
        .select(run_cases::application_id)
        .load(conn)
}

/// Notes what became of a case of a run and gives the revision that the person had before them; `None` where
/// somebody worked it off already. Written first: whoever does the same meanwhile waits, and then finds it done.
pub fn settle(conn: &mut AnyConn, run: &str, case: &str, state: &str, why: &str) -> QueryResult<Option<i32>> {
    let open = run_cases::table.find((run.to_owned(), case.to_owned())).filter(run_cases::state.eq("waiting"));
    let changed = diesel::update(open).set((run_cases::state.eq(state), run_cases::why.eq(why))).execute(conn)?;
    if changed == 0 {
        return Ok(None);
    }
    let line = run_cases::table.find((run.to_owned(), case.to_owned()));
    line.select(run_cases::revision).first(conn).optional()
}
