//! Clerks who are away: their cases pass to the substitute on the first day, once, and nothing new is handed
//! to them meanwhile. A substitute who cannot take them by then gets none: they go back to the queue.

use super::assignment::{free, give};
use super::notices;
use crate::access::{Clerk, EndableAbsence};
use crate::clock::minsk;
use crate::failure::Failure;
use crate::state::AppState;
use crate::store::absences::{self, AbsenceRow};
use crate::store::audit::{self, Actor};
use crate::store::{AnyConn, accounts, hands, mails, new_id};
use chrono::{NaiveDate, NaiveDateTime};

/// The longest absence, in days: parental leave lasts three years.
pub const LONGEST: i64 = 3 * 366;

/// An absence as it was asked for; its days are in order.
#[derive(Clone, Debug)]
pub struct Wanted {
    pub account: String,
    pub first: NaiveDate,
    pub last: NaiveDate,
    pub substitute: Option<String>,
}

/// How noting an absence ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Noted,
    /// The person is away on one of these days already; nothing was done.
    Overlaps,
    /// The substitute is away on the day on which the cases would pass to them; nothing was done.
    SubstituteAway,
}

/// Notes an absence: one's own, or as the supervisor that of anybody of the office.
pub async fn note(state: &AppState, clerk: Clerk, wanted: Wanted) -> Result<Outcome, Failure> {
    let (now, today, actor) = (state.clock.now(), state.clock.today(), clerk.signed_in.actor());
    let office = clerk.office;
    if wanted.account != clerk.signed_in.account.id && !clerk.is_supervisor() {
        return Err(Failure::NotFound);
    }
    let (by, queue) = (clerk.signed_in.account.id.clone(), queue(state));
    let write = move |conn: &mut AnyConn| -> Result<Outcome, Failure> {
        let colleagues = hands::colleagues(conn, office)?;
        let of_office = |id: &String| colleagues.iter().any(|colleague| colleague.id == *id);
        let substitute = wanted.substitute;
        // Nobody stands in for themselves: the form says so before it comes here.
        let can_stand_in = |id: &String| of_office(id) && *id != wanted.account;
        if !of_office(&wanted.account) || !substitute.iter().all(can_stand_in) {
            return Err(Failure::NotFound);
        }
        if absences::overlaps(conn, &wanted.account, wanted.first, wanted.last)? {
            return Ok(Outcome::Overlaps);
        }
        if let Some(id) = &substitute
            && absences::away(conn, office, wanted.first.max(today))?.contains(id)
        {
            return Ok(Outcome::SubstituteAway);
        }
        let row = AbsenceRow {
            id: new_id(),
            account_id: wanted.account,
            office,
            first_day: wanted.first,
            last_day: wanted.last,
            substitute,
            created_by: by,
            created_at: now,
            begun_at: None,
            ended_at: None,
        };
        absences::add(conn, &row)?;
        audit::record(conn, &actor, "noted-absence", ("account", &row.account_id), now)?;
        if row.first_day <= today {
            begin(conn, &row.id, &queue, &actor, now)?;
        }
        Ok(Outcome::Noted)
    };
    let outcome = state.db.write(write).await?;
    state.work.notify_one();
    Ok(outcome)
}

/// Ends an absence, or calls it off. Cases that passed to the substitute stay there.
pub async fn end(state: &AppState, absence: EndableAbsence) -> Result<(), Failure> {
    let (now, actor) = (state.clock.now(), absence.clerk.signed_in.actor());
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        if absences::end(conn, &absence.row.id, now)? {
            audit::record(conn, &actor, "ended-absence", ("account", &absence.row.account_id), now)?;
        }
        Ok(())
    };
    state.db.write(write).await
}

/// Begins the absences whose first day has come. For the worker, now and then.
pub async fn sweep(state: &AppState) -> Result<(), Failure> {
    let (now, today) = (state.clock.now(), state.clock.today());
    let due = state.db.read(move |conn| absences::to_begin(conn, today).map_err(Failure::from)).await?;
    for row in due {
        let queue = queue(state);
        let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
            let portal = Actor { account_id: None, role: "portal", request_id: String::new() };
            begin(conn, &row.id, &queue, &portal, now)
        };
        state.db.write(write).await?;
        state.work.notify_one();
    }
    Ok(())
}

/// Where what was set free is found.
fn queue(state: &AppState) -> String {
    format!("{}/office?tab=queue", state.config.public_url)
}

/// Passes what the absent person holds to the substitute, once. Whoever cannot take it by now gets nothing: then it is
/// set free and the supervisors are told.
fn begin(conn: &mut AnyConn, id: &str, queue: &str, actor: &Actor, now: NaiveDateTime) -> Result<(), Failure> {
    if !absences::begin(conn, id, now)? {
        return Ok(());
    }
    // Read after it is noted: until then whoever it is about may have been moved to another office.
    let row = absences::find(conn, id)?.ok_or(Failure::NotFound)?;
    let Some(substitute) = &row.substitute else { return Ok(()) };
    if !is_there(conn, substitute, row.office, minsk(now).date())? {
        return match free(conn, &row.account_id, row.office, actor, now)? {
            0 => Ok(()),
            cases => tell(conn, &row, cases, queue, now),
        };
    }
    for mut case in hands::held_by(conn, &row.account_id, row.office)? {
        give(conn, &mut case, substitute, actor, now)?;
    }
    Ok(())
}

/// Whether somebody works in an office and is not away on a day: since the absence was noted they may have been locked
/// out, moved, or gone on leave.
fn is_there(conn: &mut AnyConn, account: &str, office: i32, day: NaiveDate) -> Result<bool, Failure> {
    let works = hands::colleagues(conn, office)?.iter().any(|colleague| colleague.id == account);
    Ok(works && !absences::away(conn, office, day)?.contains(account))
}

/// Tells the supervisors that cases of the absent person are in nobody's hands. The mail names no case.
fn tell(conn: &mut AnyConn, row: &AbsenceRow, cases: usize, queue: &str, now: NaiveDateTime) -> Result<(), Failure> {
    let name = accounts::by_id(conn, &row.account_id)?.map(|account| account.name).unwrap_or_default();
    for reader in hands::supervisors(conn, row.office)? {
        let values = [
            ("name", name.clone().into()),
            ("cases", i64::try_from(cases).unwrap_or(i64::MAX).into()),
            ("link", queue.to_owned().into()),
        ];
        mails::owe(conn, notices::to_person(&reader, "absence-freed", &values), now)?;
    }
    Ok(())
}
