//! Applications: the status of each follows from its history by the table of states, and it was decided once, or once
//! before each time that it was opened again.

use super::Difference;
use crate::failure::Failure;
use crate::office::{REOPENED, action_of};
use crate::store::applications::EventRow;
use crate::store::check::{self, CaseRow};
use crate::store::{AnyConn, Db};
use diesel::{Connection, QueryResult};
use portal::application::Status;

/// Applications of one query.
const PIECE: i64 = 50;

pub struct Piece {
    pub last: String,
    pub read: u64,
    pub differences: Vec<Difference>,
}

/// The applications behind an id; `None` behind the last.
pub async fn piece(db: &Db, after: &str) -> Result<Option<Piece>, Failure> {
    let after = after.to_owned();
    db.read(move |conn| conn.transaction(|conn| Ok(look(conn, &after)?))).await
}

fn look(conn: &mut AnyConn, after: &str) -> QueryResult<Option<Piece>> {
    let rows = check::cases_after(conn, after, PIECE)?;
    let Some((last, ..)) = rows.last().cloned() else { return Ok(None) };
    let ids: Vec<String> = rows.iter().map(|(id, ..)| id.clone()).collect();
    let decisions = check::decisions(conn, ids.clone())?;
    let events = check::histories(conn, ids)?;
    let mut differences = Vec::new();
    for row in &rows {
        let history: Vec<&EventRow> = events.iter().filter(|event| event.application_id == row.0).collect();
        let decided: Vec<(i32, &str)> = decisions
            .iter()
            .filter(|(case, ..)| *case == row.0)
            .map(|(_, turn, outcome)| (*turn, outcome.as_str()))
            .collect();
        compare(row, &decided, &history, &mut differences);
    }
    Ok(Some(Piece { last, read: rows.len() as u64, differences }))
}

fn compare(
    (id, number, status): &CaseRow,
    decisions: &[(i32, &str)],
    history: &[&EventRow],
    differences: &mut Vec<Difference>,
) {
    let subject = number.as_ref().unwrap_or(id);
    match replay(history) {
        Err(why) => differences.push(Difference::new(subject, "application_events", why, "a possible history")),
        Ok(replayed) => {
            if status != replayed.code() {
                differences.push(Difference::new(subject, "applications.status", status, replayed.code()));
            }
            let decided = Status::DECISIONS.contains(&replayed).then(|| replayed.code());
            // Each turn before was decided too; what was decided of this one is what the history says.
            let turns = history.iter().filter(|event| event.kind == REOPENED).count();
            let of_turn = |turn: usize| decisions.iter().find(|(one, _)| usize::try_from(*one) == Ok(turn));
            let outcome = of_turn(turns).map(|(_, outcome)| *outcome);
            if outcome != decided || decisions.len() != turns + usize::from(decided.is_some()) {
                differences.push(Difference::new(subject, "decisions.outcome", outcome, decided));
            }
        }
    }
}

/// Where a history leads from the draft on.
fn replay(history: &[&EventRow]) -> Result<Status, String> {
    let mut status = Status::Draft;
    for (place, event) in (1..).zip(history) {
        if event.position != place {
            return Err(format!("no event {place}"));
        }
        let Some(action) = action_of(&event.kind, status) else { continue };
        let refused = || format!("event {place} ({}) was not possible after {}", event.kind, status.code());
        status = status.after(action).ok_or_else(refused)?;
    }
    Ok(status)
}
