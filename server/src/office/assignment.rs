//! In whose hands a case is: taking it, giving it back to the queue, handing it over, spreading the queue.

use super::again::until_settled;
use super::words::Words;
use super::{add_event, advance};
use crate::access::{AssignedCase, HandableCase, OfficeCase, Supervisor};
use crate::clock::minsk;
use crate::failure::Failure;
use crate::state::AppState;
use crate::store::applications::{self, ApplicationRow};
use crate::store::audit::{self, Actor};
use crate::store::case_notes::{self, NoteRow};
use crate::store::{AnyConn, absences, hands, new_id};
use chrono::NaiveDateTime;
use portal::application::{Action, Status};
use serde_json::json;

/// Puts a case into the clerk's hands; one that is there already stays. Of two clerks at once one
/// gets it, the other `Conflict("taken")`.
pub async fn take(state: &AppState, case: OfficeCase) -> Result<(), Failure> {
    let now = state.clock.now();
    let actor = case.clerk.signed_in.actor();
    let (id, me, office) = (case.row.id.clone(), case.clerk.signed_in.account.id.clone(), case.clerk.office);
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        let mut row = applications::find(conn, &id)?.filter(|r| r.office == Some(office)).ok_or(Failure::NotFound)?;
        match row.status() {
            Status::InReview if row.clerk.as_deref() == Some(me.as_str()) => return Ok(()),
            Status::InReview => return Err(Failure::Conflict("taken")),
            _ => row.clerk = Some(me),
        }
        advance(conn, &mut row, Action::Take, &actor, json!({}), now).map(drop)
    };
    until_settled(state, write).await
}

/// Gives a case back to the queue. Its remarks stay for whoever takes it next.
pub async fn release(state: &AppState, case: AssignedCase) -> Result<(), Failure> {
    let now = state.clock.now();
    let actor = case.clerk.signed_in.actor();
    let mut row = case.row.clone();
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        row.clerk = None;
        advance(conn, &mut row, Action::Release, &actor, json!({}), now).map(drop)
    };
    state.db.write(write).await
}

/// To whom a case goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum To {
    Queue,
    /// An account of the same office.
    Clerk(String),
}

/// How handing over ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handed {
    Over,
    /// The colleague is away today; nothing was done.
    Away,
}

/// Hands a case to a colleague or back to the queue, with a note that the office alone sees. `revision` is the one
/// that the person had before them.
pub async fn hand_over(
    state: &AppState,
    case: HandableCase,
    revision: i32,
    to: To,
    note: Words,
) -> Result<Handed, Failure> {
    let (now, today, actor) = (state.clock.now(), state.clock.today(), case.clerk.signed_in.actor());
    let (mut row, office) = (case.row.clone(), case.clerk.office);
    let author = case.clerk.signed_in.account.id.clone();
    let write = move |conn: &mut AnyConn| -> Result<Handed, Failure> {
        match &to {
            // Sent twice: it is there already.
            To::Clerk(id) if row.clerk.as_ref() == Some(id) => return Ok(Handed::Over),
            _ if row.revision != revision => return Err(Failure::Conflict("changed-meanwhile")),
            To::Queue => {
                row.clerk = None;
                advance(conn, &mut row, Action::Release, &actor, json!({}), now)?;
            }
            To::Clerk(id) => {
                if !hands::colleagues(conn, office)?.iter().any(|colleague| colleague.id == *id) {
                    return Err(Failure::NotFound);
                }
                if absences::away(conn, office, today)?.contains(id) {
                    return Ok(Handed::Away);
                }
                give(conn, &mut row, id, &actor, now)?;
            }
        }
        if !note.is_empty() {
            let note = NoteRow {
                id: new_id(),
                application_id: row.id.clone(),
                author,
                body: note.as_str().to_owned(),
                created_at: now,
            };
            case_notes::add(conn, &note)?;
        }
        Ok(Handed::Over)
    };
    state.db.write(write).await
}

/// Puts a case into somebody's hands: one that nobody has is thereby taken, one that is being worked on or
/// corrected changes hands.
pub(super) fn give(
    conn: &mut AnyConn,
    row: &mut ApplicationRow,
    to: &str,
    actor: &Actor,
    now: NaiveDateTime,
) -> Result<(), Failure> {
    let from = row.clerk.replace(to.to_owned());
    let after = match row.status() {
        Status::Filed => Status::Filed.after(Action::Take).ok_or(Failure::Conflict("already-moved-on"))?,
        Status::InReview | Status::Returned => row.status(),
        _ => return Err(Failure::Conflict("already-moved-on")),
    };
    row.status = after.code().to_owned();
    row.updated_at = now;
    if !applications::save(conn, row)? {
        return Err(Failure::Conflict("changed-meanwhile"));
    }
    add_event(conn, row, super::ASSIGNED, actor, json!({ "to": to, "from": from }), now)?;
    Ok(audit::record(conn, actor, super::ASSIGNED, ("application", &row.id), now)?)
}

/// Gives what somebody holds back to the queue; how many cases it was. What the applicant corrects would come back to
/// them: a supervisor of the office gets it, where there is one, rather one who is not away.
pub(super) fn free(
    conn: &mut AnyConn,
    account: &str,
    office: i32,
    actor: &Actor,
    now: NaiveDateTime,
) -> Result<usize, Failure> {
    let cases = hands::held_by(conn, account, office)?;
    if cases.is_empty() {
        return Ok(0);
    }
    let away = absences::away(conn, office, minsk(now).date())?;
    let mut supervisors = hands::supervisors(conn, office)?;
    supervisors.retain(|person| person.id != account);
    let there = supervisors.iter().find(|person| !away.contains(&person.id));
    let supervisor = there.or(supervisors.first());
    let count = cases.len();
    for mut case in cases {
        if case.status() == Status::InReview {
            case.clerk = None;
            advance(conn, &mut case, Action::Release, actor, json!({}), now)?;
        } else if let Some(supervisor) = supervisor {
            give(conn, &mut case, &supervisor.id, actor, now)?;
        }
    }
    Ok(count)
}

/// Cases that are handed out at once.
pub const MOST_AT_ONCE: usize = 500;

/// One case of a plan, as it was shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    pub case: String,
    pub revision: i32,
    pub clerk: String,
}

/// Hands out the queue as it was planned, in one write. How many cases are with whom the plan says by now, and how
/// many are not, since they or their clerk had changed: those stay where they are.
pub async fn distribute(state: &AppState, supervisor: Supervisor, plan: Vec<Planned>) -> Result<(u32, u32), Failure> {
    let (now, today, actor) = (state.clock.now(), state.clock.today(), supervisor.signed_in.actor());
    let office = supervisor.office;
    let write = move |conn: &mut AnyConn| -> Result<(u32, u32), Failure> {
        let away = absences::away(conn, office, today)?;
        let mut there = hands::colleagues(conn, office)?;
        there.retain(|colleague| !away.contains(&colleague.id));
        let rows = applications::by_ids(conn, plan.iter().map(|planned| planned.case.clone()).collect())?;
        let (mut given, mut changed) = (0, 0);
        for planned in &plan {
            let row = rows.iter().find(|row| row.id == planned.case && row.office == Some(office));
            let able = there.iter().any(|colleague| colleague.id == planned.clerk);
            match row {
                Some(row) if row.status() == Status::InReview && row.clerk.as_ref() == Some(&planned.clerk) => {
                    given += 1
                }
                Some(row) if able && row.status() == Status::Filed && row.revision == planned.revision => {
                    give(conn, &mut row.clone(), &planned.clerk, &actor, now)?;
                    given += 1;
                }
                _ => changed += 1,
            }
        }
        Ok((given, changed))
    };
    until_settled(state, write).await
}
