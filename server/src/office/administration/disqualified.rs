//! The list of persons barred from leading or founding companies: entered one by one or from a file, taken off again.
//! The history of changes holds no names: what was entered is found by its batch.

use super::{Outcome, Subject, Wanted, begin, note, unchanged};
use crate::access::Administrator;
use crate::failure::Failure;
use crate::office::again;
use crate::office::registrations::digest;
use crate::state::AppState;
use crate::store::disqualified::{self, DisqualifiedRow};
use crate::store::{AnyConn, administration, new_id};
use chrono::NaiveDate;
use portal::fold::search_key;
use serde::{Deserialize, Serialize};

/// The kind of these changes; the subject is a batch, or one row.
pub const KIND: &str = "disqualified";

/// Somebody who is barred.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub name: String,
    pub born_on: Option<NaiveDate>,
    /// A personal number; only its digest is kept.
    pub number: Option<String>,
    pub from: NaiveDate,
    pub until: Option<NaiveDate>,
    pub act: String,
}

/// What the history says of a batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Batch {
    /// So many persons on the list.
    pub persons: usize,
    /// The act, where all have one.
    pub act: String,
}

impl Batch {
    fn of(rows: &[DisqualifiedRow]) -> Option<Batch> {
        let on: Vec<&DisqualifiedRow> = rows.iter().filter(|row| row.ended_at.is_none()).collect();
        let first = on.first()?;
        let act = if on.iter().all(|row| row.act == first.act) { first.act.clone() } else { String::new() };
        Some(Batch { persons: on.len(), act })
    }
}

/// How many of a batch are on the list now.
pub fn now(conn: &mut AnyConn, subject: &str) -> Result<Option<Batch>, Failure> {
    Ok(Batch::of(&disqualified::of(conn, subject)?))
}

/// Enters persons under one batch; whoever is on the list in the same words already is left out. How many were
/// entered: of the same form sent again none.
pub async fn enter(
    state: &AppState,
    by: Administrator,
    batch: String,
    wanted: Wanted<Vec<Person>>,
) -> Result<(Outcome, usize), Failure> {
    let at = state.clock.now();
    let write = move |conn: &mut AnyConn| -> Result<(Outcome, usize), Failure> {
        begin(conn, &by)?;
        if administration::revision(conn, KIND, &batch)? > 0 {
            return Ok((Outcome::Done, 0));
        }
        let names = wanted.to.iter().map(|person| search_key(&person.name)).collect();
        let known = disqualified::known(conn, names)?;
        let mut rows: Vec<DisqualifiedRow> = Vec::new();
        for person in &wanted.to {
            let row = DisqualifiedRow {
                id: new_id(),
                batch: batch.clone(),
                name: person.name.clone(),
                name_key: search_key(&person.name),
                born_on: person.born_on,
                number_hash: person.number.as_deref().map(digest),
                from_day: person.from,
                until_day: person.until,
                act: person.act.clone(),
                entered_by: by.signed_in.account.id.clone(),
                entered_at: at,
                ended_at: None,
            };
            let same = |other: &DisqualifiedRow| {
                other.name_key == row.name_key
                    && other.born_on == row.born_on
                    && other.number_hash == row.number_hash
                    && other.from_day == row.from_day
                    && other.until_day == row.until_day
            };
            if !known.iter().any(same) && !rows.iter().any(same) {
                rows.push(row);
            }
        }
        let Some(became) = Batch::of(&rows) else { return Ok((Outcome::Refused("disqualified-known"), 0)) };
        for row in &rows {
            disqualified::add(conn, row)?;
        }
        let subject = Subject { kind: KIND, id: &batch };
        note(conn, &by, subject, (None, Some(&became)), (&wanted.why, wanted.reverts), at)?;
        Ok((Outcome::Done, became.persons))
    };
    again::until_settled(state, write).await
}

/// Takes a person or a batch off the list, or puts them on it again.
pub async fn put(
    state: &AppState,
    by: Administrator,
    subject: String,
    wanted: Wanted<bool>,
) -> Result<Outcome, Failure> {
    let at = state.clock.now();
    let write = move |conn: &mut AnyConn| -> Result<Outcome, Failure> {
        begin(conn, &by)?;
        let rows = disqualified::of(conn, &subject)?;
        if rows.is_empty() {
            return Err(Failure::NotFound);
        }
        let was = Batch::of(&rows);
        let on = rows.iter().filter(|row| row.ended_at.is_none()).count();
        if (wanted.to && on == rows.len()) || (!wanted.to && on == 0) {
            return Ok(Outcome::Done);
        }
        let about = Subject { kind: KIND, id: &subject };
        if let Some(since) = unchanged(conn, about, wanted.seen)? {
            return Ok(since);
        }
        disqualified::set_ended(conn, &subject, (!wanted.to).then_some(at))?;
        let became = Batch::of(&disqualified::of(conn, &subject)?);
        note(conn, &by, about, (was.as_ref(), became.as_ref()), (&wanted.why, wanted.reverts), at)?;
        Ok(Outcome::Done)
    };
    again::until_settled(state, write).await
}
