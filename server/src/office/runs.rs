//! Many cases at once: they are chosen, what would fail is shown by the rules of the decision itself, one
//! confirmation is given, and the worker works them off one after another. A decision begins a minute after its
//! confirmation and can be called off until then: the register is only appended to, and a letter that went out does
//! not come back. Each case is one write with its note in the run, so that whoever is interrupted and begins anew
//! does nothing twice.

use super::again::until_settled;
use super::checks::Obstacle;
use super::decision::{self, Outcome};
use super::second_person;
use super::words::Words;
use super::{advance, assignment};
use crate::access::{Clerk, OwnRun, RunActor};
use crate::failure::Failure;
use crate::random::hex;
use crate::state::AppState;
use crate::store::applications::{self, ApplicationRow};
use crate::store::jobs::{self, JobKind};
use crate::store::runs::{self, RunCaseRow, RunRow};
use crate::store::second_person::{self as store, RuleRow};
use crate::store::{AnyConn, absences, audit, hands, mendings, new_id};
use chrono::{Duration, NaiveDateTime};
use portal::application::{Action, Status};
use portal::reasons::Against;
use serde_json::json;
use sha2::{Digest, Sha256};

/// Cases of a run at most.
pub const MOST: usize = 500;

/// How long a decision can be called off.
pub fn undo() -> Duration {
    Duration::seconds(60)
}

/// What is done with each case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    Take,
    /// To an account of the office; for supervisors.
    Assign(String),
    Accept,
    /// Refuse, or leave without consideration: codes of the catalogue, and own words.
    Against(Against, Vec<String>, String),
}

impl Act {
    /// What was chosen for a run.
    pub fn of(run: &RunRow) -> Option<Act> {
        Some(match (run.action.as_str(), &run.clerk) {
            ("take", _) => Act::Take,
            ("assign", Some(clerk)) => Act::Assign(clerk.clone()),
            ("accept", _) => Act::Accept,
            (code, _) => Act::Against(Against::from_code(code)?, run.reasons(), run.words.clone()),
        })
    }

    fn code(&self) -> &'static str {
        match self {
            Act::Take => "take",
            Act::Assign(_) => "assign",
            Act::Accept => "accept",
            Act::Against(against, ..) => against.code(),
        }
    }

    /// Sends letters, and so waits until it cannot be called off any more.
    pub fn decides(&self) -> bool {
        matches!(self, Act::Accept | Act::Against(..))
    }
}

/// Why a case is left as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// It is another office's by now, or gone.
    Gone,
    /// It was decided, returned or withdrawn.
    MovedOn,
    /// It is in a colleague's hands.
    NotYours,
    /// It is another than the person had before them.
    Changed,
    /// One of several things is granted: that is chosen case by case.
    Choice,
    /// A reason is not in the catalogue of its procedure, or not true of it.
    NoReason,
    /// To whom it should go is away or works here no more.
    Away,
    /// Whoever confirmed it has no right to by now.
    NoRight,
    /// The office wants a second person to confirm it: that is done case by case.
    SecondPerson,
    /// What stands in the way of accepting it.
    Obstacles(Vec<Obstacle>),
}

impl Why {
    /// Every code, for the sentences `run-why-…`.
    pub const CODES: [&str; 10] = [
        "gone",
        "moved-on",
        "not-yours",
        "changed",
        "choice",
        "no-reason",
        "away",
        "no-right",
        "second-person",
        "obstacles",
    ];

    pub fn code(&self) -> &'static str {
        match self {
            Why::Gone => "gone",
            Why::MovedOn => "moved-on",
            Why::NotYours => "not-yours",
            Why::Changed => "changed",
            Why::Choice => "choice",
            Why::NoReason => "no-reason",
            Why::Away => "away",
            Why::NoRight => "no-right",
            Why::SecondPerson => "second-person",
            Why::Obstacles(_) => "obstacles",
        }
    }
}

/// Begins a run over cases of the clerk's office, in this order; others are left out. `None` where none is left.
pub async fn begin(state: &AppState, clerk: Clerk, cases: Vec<String>) -> Result<Option<String>, Failure> {
    let (now, office, actor) = (state.clock.now(), clerk.office, clerk.signed_in.actor());
    let run = RunRow {
        id: new_id(),
        office,
        account_id: clerk.signed_in.account.id.clone(),
        action: String::new(),
        reasons: "[]".into(),
        words: String::new(),
        clerk: None,
        created_at: now,
        confirmed_at: None,
        starts_at: None,
        cancelled_at: None,
        finished_at: None,
    };
    let write = move |conn: &mut AnyConn| -> Result<Option<String>, Failure> {
        let rows = applications::by_ids(conn, cases.clone())?;
        let of_office =
            |id: &String| rows.iter().find(|row| row.id == *id && row.office == Some(office) && row.filed_at.is_some());
        let mut chosen: Vec<RunCaseRow> = Vec::new();
        for row in cases.iter().filter_map(of_office).take(MOST) {
            if chosen.iter().any(|case| case.application_id == row.id) {
                continue;
            }
            chosen.push(RunCaseRow {
                run_id: run.id.clone(),
                application_id: row.id.clone(),
                position: i32::try_from(chosen.len()).unwrap_or(i32::MAX),
                revision: row.revision,
                state: "waiting".into(),
                why: String::new(),
            });
        }
        if chosen.is_empty() {
            return Ok(None);
        }
        runs::add(conn, &run, &chosen)?;
        audit::record(conn, &actor, "began-run", ("run", &run.id), now)?;
        Ok(Some(run.id))
    };
    state.db.write(write).await
}

/// Chooses what is done with the cases of a run that is not confirmed.
pub async fn choose(state: &AppState, run: OwnRun, act: Act) -> Result<(), Failure> {
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        let (reasons, words, clerk) = match &act {
            Act::Against(_, reasons, words) => (json!(reasons).to_string(), words.as_str(), None),
            Act::Assign(clerk) => ("[]".to_owned(), "", Some(clerk.as_str())),
            Act::Take | Act::Accept => ("[]".to_owned(), "", None),
        };
        match runs::choose(conn, &run.row.id, act.code(), &reasons, words, clerk)? {
            true => Ok(()),
            false => Err(Failure::Conflict("already-moved-on")),
        }
    };
    state.db.write(write).await
}

/// What is chosen for a run, in few signs: its page sends them back with the button that confirms it.
pub fn shown(run: &RunRow) -> String {
    let act = json!([run.action, run.reasons, run.words, run.clerk]).to_string();
    hex(&Sha256::digest(act.as_bytes()))
}

/// Confirms a run: the worker begins with it at once, or once it cannot be called off any more. Sent twice it is
/// confirmed once. `seen` is what the page had [`shown`]; false where something else is chosen by now.
pub async fn confirm(state: &AppState, run: OwnRun, seen: String) -> Result<bool, Failure> {
    let (now, actor, id) = (state.clock.now(), run.clerk.signed_in.actor(), run.row.id);
    let write = move |conn: &mut AnyConn| -> Result<bool, Failure> {
        let row = runs::find(conn, &id)?.ok_or(Failure::NotFound)?;
        let act = Act::of(&row).ok_or(Failure::BadRequest("form"))?;
        if shown(&row) != seen || row.confirmed_at.is_some() {
            return Ok(shown(&row) == seen);
        }
        let starts = if act.decides() { now + undo() } else { now };
        if !runs::confirm(conn, &row, now, starts)? {
            // Since it was read somebody chose anew, or confirmed the same.
            let row = runs::find(conn, &id)?.ok_or(Failure::NotFound)?;
            return Ok(row.confirmed_at.is_some() && shown(&row) == seen);
        }
        jobs::add_later(conn, JobKind::Run, &id, now, starts)?;
        audit::record(conn, &actor, "confirmed-run", ("run", &id), now)?;
        Ok(true)
    };
    let confirmed = state.db.write(write).await?;
    state.work.notify_one();
    Ok(confirmed)
}

/// Calls a run off; false where it has begun.
pub async fn cancel(state: &AppState, run: OwnRun) -> Result<bool, Failure> {
    let (now, actor) = (state.clock.now(), run.clerk.signed_in.actor());
    let write = move |conn: &mut AnyConn| -> Result<bool, Failure> {
        let cancelled = runs::cancel(conn, &run.row.id, now)?;
        if cancelled {
            audit::record(conn, &actor, "cancelled-run", ("run", &run.row.id), now)?;
        }
        Ok(cancelled)
    };
    state.db.write(write).await
}

/// What would become of each case, in the order of the run: the same rules that decide.
pub fn simulate(
    conn: &mut AnyConn,
    state: &AppState,
    who: &RunActor,
    act: &Act,
    cases: &[(String, i32)],
) -> Result<Vec<Option<Why>>, Failure> {
    let ids: Vec<String> = cases.iter().map(|(id, _)| id.clone()).collect();
    let rows = applications::by_ids(conn, ids)?;
    let able = able(conn, state, who, act)?;
    let rules = store::rules(conn, who.office)?;
    let mut found = Vec::with_capacity(cases.len());
    for (id, revision) in cases {
        let row = rows.iter().find(|row| row.id == *id);
        found.push(match row {
            None => Some(Why::Gone),
            Some(row) if row.revision != *revision => Some(Why::Changed),
            Some(_) if !able => Some(Why::Away),
            Some(row) => judge(conn, state, who, (act, &rules), row)?,
        });
    }
    Ok(found)
}

/// Whether cases can go to whom the run assigns them.
fn able(conn: &mut AnyConn, state: &AppState, who: &RunActor, act: &Act) -> Result<bool, Failure> {
    let Act::Assign(to) = act else { return Ok(true) };
    let there = hands::colleagues(conn, who.office)?.iter().any(|colleague| colleague.id == *to);
    Ok(there && !absences::away(conn, who.office, state.clock.today())?.contains(to))
}

/// Why something cannot be done with a case; `None` where it can. `second` is where the office wants two people.
fn judge(
    conn: &mut AnyConn,
    state: &AppState,
    who: &RunActor,
    (act, second): (&Act, &[RuleRow]),
    row: &ApplicationRow,
) -> Result<Option<Why>, Failure> {
    if row.office != Some(who.office) {
        return Ok(Some(Why::Gone));
    }
    let mine = row.clerk.as_ref() == Some(&who.account.id);
    match (row.status(), act) {
        (Status::Filed, _) => {}
        (Status::InReview, Act::Assign(_)) => {}
        (Status::InReview, _) if mine => {}
        (Status::InReview, _) => return Ok(Some(Why::NotYours)),
        _ => return Ok(Some(Why::MovedOn)),
    }
    let rules = row.procedure().rules();
    let needed = second_person::on(second, row.procedure(), state.clock.today());
    match act {
        Act::Against(..) if needed.refusing => Ok(Some(Why::SecondPerson)),
        Act::Accept if needed.accepting => Ok(Some(Why::SecondPerson)),
        Act::Assign(_) if !who.is_supervisor() => Ok(Some(Why::NoRight)),
        Act::Take | Act::Assign(_) => Ok(None),
        Act::Against(against, codes, _) => {
            let reasons = reasons(state, row, *against, codes);
            let fit = reasons.len() == codes.len() && decision::reasons_fit(conn, row, &reasons)?;
            Ok((!fit).then_some(Why::NoReason))
        }
        Act::Accept => {
            let asked = mendings::standing(conn, &row.id)?.ok_or(Failure::NotFound)?;
            if rules.choose(&asked, 0).is_some() {
                return Ok(Some(Why::Choice));
            }
            let obstacles = decision::obstacles(conn, state, row, None)?;
            Ok((!obstacles.is_empty()).then_some(Why::Obstacles(obstacles)))
        }
    }
}

/// Those of some codes for which a case may be decided so today.
fn reasons(state: &AppState, row: &ApplicationRow, against: Against, codes: &[String]) -> Vec<String> {
    state.reasons.given(against.code(), row.procedure(), state.clock.today(), codes)
}

/// Works off a run: the job of the worker. Interrupted it goes on where it was.
pub async fn work(state: &AppState, id: &str) -> Result<(), Failure> {
    loop {
        // Read anew each time: of one that is called off meanwhile no case is settled, and all of them go on waiting.
        let wanted = id.to_owned();
        let load = move |conn: &mut AnyConn| -> Result<Option<(RunRow, Vec<String>)>, Failure> {
            let found = runs::find(conn, &wanted)?.filter(|run| run.cancelled_at.is_none());
            let Some(run) = found else { return Ok(None) };
            let next = runs::waiting(conn, &run.id, 50)?;
            Ok(Some((run, next)))
        };
        let Some((run, next)) = state.db.read(load).await? else { return Ok(()) };
        if next.is_empty() {
            break;
        }
        for case in next {
            step(state, &run, case).await?;
        }
        state.work.notify_one();
    }
    let (id, now) = (id.to_owned(), state.clock.now());
    state.db.write(move |conn| runs::finish(conn, &id, now).map_err(Failure::from)).await
}

/// One case of a run: done, or noted why not.
async fn step(state: &AppState, run: &RunRow, case: String) -> Result<(), Failure> {
    let (inner, now, id) = (state.clone(), state.clock.now(), run.id.clone());
    let done = case.clone();
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        let Some(run) = runs::find(conn, &id)?.filter(|run| run.cancelled_at.is_none()) else { return Ok(()) };
        let act = Act::of(&run).ok_or(Failure::NotFound)?;
        let Some(revision) = runs::settle(conn, &id, &done, "done", "")? else { return Ok(()) };
        let why = match RunActor::of(conn, &run)? {
            None => Some(Why::NoRight),
            Some(who) => perform(conn, &inner, &who, &act, &done, revision, now)?,
        };
        match why {
            None => Ok(()),
            // Everything of this write is undone; why is noted in another.
            Some(why) => Err(Failure::Conflict(why.code())),
        }
    };
    // What somebody changed in between need not be the case: it is tried anew, and left where the case itself changed.
    let failed = match until_settled(state, write).await {
        Ok(()) => return Ok(()),
        Err(Failure::Conflict("changed-meanwhile")) => Why::Changed.code(),
        Err(Failure::Conflict("already-moved-on")) => Why::MovedOn.code(),
        Err(Failure::Conflict(code)) if Why::CODES.contains(&code) => code,
        Err(Failure::NotFound) => Why::Gone.code(),
        Err(other) => return Err(other),
    };
    let id = run.id.clone();
    let note = move |conn: &mut AnyConn| -> Result<(), Failure> {
        Ok(runs::settle(conn, &id, &case, "failed", failed).map(drop)?)
    };
    state.db.write(note).await
}

fn perform(
    conn: &mut AnyConn,
    state: &AppState,
    who: &RunActor,
    act: &Act,
    case: &str,
    revision: i32,
    now: NaiveDateTime,
) -> Result<Option<Why>, Failure> {
    if matches!(act, Act::Accept | Act::Against(..))
        && let Some(row) = applications::find(conn, case)?
    {
        // Read anew once nobody else changes the company: a case that was decided meanwhile is told as changed, and not
        // as one in whose way stands what its own decision wrote.
        decision::hold(conn, &row)?;
    }
    let Some(mut row) = applications::find(conn, case)? else { return Ok(Some(Why::Gone)) };
    if row.revision != revision {
        return Ok(Some(Why::Changed));
    }
    if !able(conn, state, who, act)? {
        return Ok(Some(Why::Away));
    }
    let rules = store::rules(conn, who.office)?;
    if let Some(why) = judge(conn, state, who, (act, &rules), &row)? {
        return Ok(Some(why));
    }
    let actor = who.actor("run");
    if let Act::Assign(to) = act {
        if row.clerk.as_ref() != Some(to) {
            assignment::give(conn, &mut row, to, &actor, now)?;
        }
        return Ok(None);
    }
    // What nobody has is taken first: whoever decides a case has it in hand.
    if row.status() == Status::Filed {
        row.clerk = Some(who.account.id.clone());
        advance(conn, &mut row, Action::Take, &actor, json!({}), now)?;
    }
    match act {
        Act::Take | Act::Assign(_) => Ok(None),
        Act::Accept => match decision::accept_now(conn, state, &mut row, None, &actor, now)? {
            Outcome::Decided | Outcome::Prepared => Ok(None),
            Outcome::Obstacles(obstacles) => Ok(Some(Why::Obstacles(obstacles))),
        },
        Act::Against(against, codes, words) => {
            let words = Words::read(words, u32::MAX).unwrap_or_default();
            let reasons = reasons(state, &row, *against, codes);
            decision::against_now(conn, state, &mut row, (*against, &reasons, &words), &actor, now)?;
            Ok(None)
        }
    }
}
