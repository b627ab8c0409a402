//! Applications: the status of each follows from its history by the table of states, and who decided did
//! so once.

use super::Difference;
use crate::failure::Failure;
use crate::office::action_of;
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
    let events = check::histories(conn, rows.iter().map(|(id, ..)| id.clone()).collect())?;
    let mut differences = Vec::new();
    for row in &rows {
        let history: Vec<&EventRow> = events.iter().filter(|event| event.application_id == row.0).collect();
        compare(row, &history, &mut differences);
    }
    Ok(Some(Piece { last, read: rows.len() as u64, differences }))
}

fn compare((id, number, status, outcome): &CaseRow, history: &[&EventRow], differences: &mut Vec<Difference>) {
    let subject = number.as_ref().unwrap_or(id);
    match replay(history) {
        Err(why) => differences.push(Difference::new(subject, "application_events", why, "a possible history")),
        Ok(replayed) => {
            if status != replayed.code() {
                differences.push(Difference::new(subject, "applications.status", status, replayed.code()));
            }
            let decided = Status::DECISIONS.contains(&replayed).then(|| replayed.code());
            if outcome.as_deref() != decided {
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
