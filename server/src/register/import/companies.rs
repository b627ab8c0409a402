//! Companies of an address as a source, one by one: what its lists by period need not tell. A state has no
//! date of its own, and the end of a row may be later than the row.

use super::address::{Failed, Got, Patience, agent, broken, get, patiently};
use super::batch::{Batch, SIZE, Seen};
use super::split::{Piece, Splitter};
use super::{Done, ImportError, Outlet};
use crate::register::wire::{Feed, Origin};
use std::io::BufRead;

/// The methods that tell one company whole.
const METHODS: [(Feed, &str); 8] = [
    (Feed::Base, "getBaseInfoByRegNum"),
    (Feed::Short, "getShortInfoByRegNum"),
    (Feed::Names, "getAllJurNamesByRegNum"),
    (Feed::Person, "getAllIPFIOByRegNum"),
    (Feed::Address, "getAllAddressByRegNum"),
    (Feed::Activity, "getAllVEDByRegNum"),
    (Feed::Event, "getEventByRegNum"),
    (Feed::Succession, "getIPtoJurByRegNum"),
];

/// The row in `import_runs`: its position is the last number that was asked for.
const RUN: &str = "ByRegNum";

/// Asks for each of some companies, in the order of their numbers.
pub fn read(
    base: &str,
    unps: &[i64],
    patience: &Patience,
    origin: &Origin,
    done: &Done,
    outlet: &Outlet,
) -> Result<(), ImportError> {
    let (agent, after) = (agent(patience), done.position(RUN));
    let mut batch = Batch::new(RUN, after);
    for unp in unps.iter().copied().filter(|unp| *unp > after) {
        for (feed, method) in METHODS {
            let url = format!("{base}/{method}/{unp}");
            let records = patiently(&url, patience, || match get(&agent, &url)? {
                Got::Records(body) => whole(body),
                Got::Nothing | Got::NotFound => Ok(Vec::new()),
            })?;
            let mut seen = Seen::default();
            // The oldest first, as a list by period has them: rows alike get the same identities by both.
            for (place, bytes) in (0..).zip(records.iter().rev()) {
                let piece = Piece { name: None, bytes, too_large: false };
                batch.add(&piece, Some(feed), unp * 10_000 + place, origin, &mut seen);
            }
        }
        batch.position = unp;
        if batch.read >= SIZE {
            outlet.send(batch.take())?;
        }
    }
    batch.finished = true;
    outlet.send(batch)
}

/// The records of one company: some dozens, and never more than a server that errs would send.
fn whole(body: impl BufRead) -> Result<Vec<Vec<u8>>, Failed> {
    const MOST: usize = 10_000;
    let mut splitter = Splitter::new(body);
    let mut records = Vec::new();
    loop {
        match splitter.next() {
            Ok(Some(_)) if records.len() == MOST => {
                return Err(Failed::ForGood(ImportError::Source(format!("more than {MOST} rows of one company"))));
            }
            Ok(Some(piece)) => records.push(piece.bytes.to_vec()),
            Ok(None) => return Ok(records),
            Err(fault) => return Err(Failed::Meanwhile(broken(&fault))),
        }
    }
}
