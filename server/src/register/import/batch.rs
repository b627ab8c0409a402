//! Batches: records on their way from a source into the log. How far a feed came is written in the
//! same transaction as the records that brought it there.

use super::split::{LARGEST, Piece};
use crate::register::wire::{self, Feed, Origin};
use crate::register::{alerts, projection};
use crate::store::entries::{self, NewEntry};
use crate::store::import_runs::{self, RefusalRow, RunRow};
use crate::store::projection::PlaceRow;
use crate::store::{AnyConn, new_id};
use chrono::NaiveDateTime;
use diesel::QueryResult;
use serde_json::Value;
use std::collections::{HashMap, HashSet, VecDeque};

/// Records of one transaction: some tens of milliseconds, so that a serving portal hardly notices.
pub const SIZE: i64 = 500;
/// So much of a refused record is kept.
const KEPT: usize = 64 * 1024;

/// Records of one feed, read and judged.
#[derive(Clone, Debug)]
pub struct Batch {
    pub feed: String,
    pub entries: Vec<NewEntry>,
    pub refusals: Vec<Refusal>,
    pub read: i64,
    /// Repeated word for word.
    pub repeated: i64,
    /// Where the next run goes on once this batch is written.
    pub position: i64,
    pub finished: bool,
}

/// A record that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub position: i64,
    pub reason: String,
    /// Its beginning, as text.
    pub record: String,
}

impl Batch {
    pub fn new(feed: &str, position: i64) -> Batch {
        Batch {
            feed: feed.to_owned(),
            entries: Vec::new(),
            refusals: Vec::new(),
            read: 0,
            repeated: 0,
            position,
            finished: false,
        }
    }

    /// Takes the batch out, full or not, and leaves an empty one that goes on.
    pub fn take(&mut self) -> Batch {
        let next = Batch::new(&self.feed, self.position);
        std::mem::replace(self, next)
    }

    /// Judges a record that stands at `position`.
    pub fn add(&mut self, piece: &Piece<'_>, known: Option<Feed>, position: i64, origin: &Origin, seen: &mut Seen) {
        self.read += 1;
        let taken = judge(piece, known, origin).map(|entries| {
            for entry in entries {
                match seen.place(entry) {
                    Some(entry) => self.entries.push(entry),
                    None => self.repeated += 1,
                }
            }
        });
        if let Err(reason) = taken {
            let bytes = &piece.bytes[..piece.bytes.len().min(KEPT)];
            // PostgreSQL keeps no NUL in a text.
            let record = String::from_utf8_lossy(bytes).replace('\0', "\u{fffd}");
            self.refusals.push(Refusal { position, reason, record });
        }
    }

    /// Writes the batch and how far its feed came. Gives the feed's new row.
    pub fn write(
        self,
        conn: &mut AnyConn,
        mut run: RunRow,
        known: &mut HashSet<PlaceRow>,
        now: NaiveDateTime,
    ) -> QueryResult<RunRow> {
        let tally = entries::append_all(conn, self.entries)?;
        projection::follow(conn, &tally, now, known)?;
        alerts::gather(conn, &tally.touched, now)?;
        run.read += self.read;
        run.added += tally.added;
        run.replaced += tally.replaced;
        run.unchanged += tally.unchanged + self.repeated;
        run.refused += i64::try_from(self.refusals.len()).unwrap_or(i64::MAX);
        run.position = self.position;
        run.finished = self.finished;
        run.updated_at = now;
        for refusal in self.refusals {
            let row = RefusalRow {
                id: new_id(),
                source: run.source.clone(),
                feed: run.feed.clone(),
                position: refusal.position,
                reason: refusal.reason,
                record: refusal.record,
                refused_at: now,
            };
            import_runs::refuse(conn, row)?;
        }
        import_runs::save(conn, &run)?;
        Ok(run)
    }
}

fn judge(piece: &Piece<'_>, known: Option<Feed>, origin: &Origin) -> Result<Vec<NewEntry>, String> {
    if piece.too_large {
        return Err(format!("record: larger than {LARGEST} bytes"));
    }
    let text = std::str::from_utf8(piece.bytes).map_err(|_| "record: not UTF-8".to_owned())?;
    let record: Value = serde_json::from_str(text).map_err(|error| format!("record: {error}"))?;
    let feed = known.or_else(|| Feed::from_keys(record.as_object()?));
    wire::read(feed.ok_or("record: of no known feed")?, record, origin)
}

/// So many records back a repeated one is recognised.
const REMEMBERED: usize = 10_000;

/// What was read lately in one answer of a source. Two rows of one answer that would have the same
/// identity are two facts (an address corrected on the day it was entered); the same row in a later
/// answer is a later version.
#[derive(Default)]
pub struct Seen {
    digests: HashMap<Key, Vec<u8>>,
    order: VecDeque<Key>,
}

type Key = (i64, &'static str, String);

impl Seen {
    /// The entry under an identity of its own; `None` where it was just read, word for word.
    fn place(&mut self, mut entry: NewEntry) -> Option<NewEntry> {
        let identity = entry.identity.clone();
        for number in 2.. {
            let key = (entry.unp, entry.kind.code(), entry.identity.clone());
            match self.digests.get(&key) {
                Some(digest) if *digest == entry.digest => return None,
                Some(_) => entry.identity = format!("{identity}#{number}"),
                None => {
                    self.digests.insert(key.clone(), entry.digest.clone());
                    self.order.push_back(key);
                    break;
                }
            }
        }
        if self.order.len() > REMEMBERED
            && let Some(oldest) = self.order.pop_front()
        {
            self.digests.remove(&oldest);
        }
        Some(entry)
    }
}
