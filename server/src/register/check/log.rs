//! The log itself: each entry says what its text says, and versions of one fact stand in one chain.

use super::Difference;
use crate::failure::Failure;
use crate::random::hex;
use crate::register::wire::{self, Feed, Origin};
use crate::store::check::{self, LoggedRow};
use crate::store::entries::{EntryKind, NewEntry};
use crate::store::{AnyConn, Db};
use diesel::{Connection, QueryResult};
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// Entries of one query.
const PIECE: i64 = 200;

pub struct Piece {
    pub last: i64,
    pub read: u64,
    pub differences: Vec<Difference>,
}

/// The entries behind an id; `None` behind the last.
pub async fn piece(db: &Db, after: i64) -> Result<Option<Piece>, Failure> {
    db.read(move |conn| conn.transaction(|conn| Ok(look(conn, after)?))).await
}

fn look(conn: &mut AnyConn, after: i64) -> QueryResult<Option<Piece>> {
    let rows = check::entries_after(conn, after, PIECE)?;
    let Some(last) = rows.last().map(|row| row.id) else { return Ok(None) };
    let pointed: Vec<i64> = rows.iter().flat_map(|row| [row.supersedes, row.superseded_by]).flatten().collect();
    let others: HashMap<i64, LoggedRow> =
        check::entries_of(conn, &pointed)?.into_iter().map(|row| (row.id, row)).collect();
    let mut differences = Vec::new();
    for row in &rows {
        says_what_its_text_says(row, &mut differences);
        stands_in_its_chain(row, &others, &mut differences);
    }
    Ok(Some(Piece { last, read: rows.len() as u64, differences }))
}

fn says_what_its_text_says(row: &LoggedRow, differences: &mut Vec<Difference>) {
    let subject = format!("{} entry {}", row.unp, row.id);
    let mut differ = |column: &str, kept: String, replayed: String| {
        if kept != replayed {
            differences.push(Difference::new(&subject, format!("register_entries.{column}"), kept, replayed));
        }
    };
    differ("digest", hex(&row.digest), hex(&Sha256::digest(row.body.as_bytes())));
    match read(row) {
        Err(why) => differ("body", row.kind.clone(), why),
        Ok(entry) => {
            let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
            differ("valid_from", day(row.valid_from), day(entry.valid_from));
            differ("valid_to", day(row.valid_to), day(entry.valid_to));
            differ("active", row.active.to_string(), entry.active.to_string());
            // A source may state two facts of one identity: the second has a number behind it.
            let known = row.identity.strip_prefix(&entry.identity);
            if !known.is_some_and(|rest| rest.is_empty() || rest.starts_with('#')) {
                differ("identity", row.identity.clone(), entry.identity);
            }
        }
    }
}

/// The entry as its text makes it.
fn read(row: &LoggedRow) -> Result<NewEntry, String> {
    let kind = EntryKind::from_code(&row.kind).ok_or("no known kind")?;
    let record = serde_json::from_str(&row.body).map_err(|error| error.to_string())?;
    let origin = Origin { source: String::new(), application_id: None, recorded_at: chrono::NaiveDateTime::default() };
    let entries = wire::read(feed(kind), record, &origin)?;
    let of_company = entries.into_iter().find(|entry| entry.unp == row.unp && entry.kind == kind);
    of_company.ok_or_else(|| "a record of another company".to_owned())
}

fn feed(kind: EntryKind) -> Feed {
    match kind {
        EntryKind::Base => Feed::Base,
        EntryKind::Short => Feed::Short,
        EntryKind::Names => Feed::Names,
        EntryKind::Person => Feed::Person,
        EntryKind::Activity => Feed::Activity,
        EntryKind::Address => Feed::Address,
        EntryKind::Head => Feed::Head,
        EntryKind::Authorised => Feed::Authorised,
        EntryKind::Charter => Feed::Charter,
        EntryKind::Participants => Feed::Participants,
        EntryKind::Event => Feed::Event,
        EntryKind::Succession => Feed::Succession,
    }
}

/// Whoever takes an entry's place points back to it, is later and of the same fact; the index of current
/// entries then leaves one chain to each fact.
fn stands_in_its_chain(row: &LoggedRow, others: &HashMap<i64, LoggedRow>, differences: &mut Vec<Difference>) {
    let subject = format!("{} entry {}", row.unp, row.id);
    let fact = |row: &LoggedRow| (row.unp, row.kind.clone(), row.identity.clone());
    let linked = |earlier: &LoggedRow, later: &LoggedRow| {
        fact(earlier) == fact(later)
            && earlier.id < later.id
            && later.supersedes == Some(earlier.id)
            && earlier.superseded_by == Some(later.id)
    };
    if let Some(id) = row.supersedes
        && !others.get(&id).is_some_and(|earlier| linked(earlier, row))
    {
        differences.push(Difference::new(&subject, "register_entries.supersedes", id, "no such former version"));
    }
    if let Some(id) = row.superseded_by
        && !others.get(&id).is_some_and(|later| linked(row, later))
    {
        differences.push(Difference::new(&subject, "register_entries.superseded_by", id, "no such later version"));
    }
}
