//! Files as sources: one of records, or a folder of them named after the feeds.

use super::batch::{Batch, SIZE, Seen};
use super::lines::Lines;
use super::split::{Fault, Piece, Splitter};
use super::{Done, ImportError, Outlet};
use crate::register::wire::{Feed, Origin};
use std::collections::HashMap;
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// The files of a path, in the order in which they are read: what makes a company first.
pub fn list(path: &Path) -> Result<Vec<PathBuf>, ImportError> {
    let unreadable = |error: std::io::Error| ImportError::Source(format!("{}: {error}", path.display()));
    if !std::fs::metadata(path).map_err(unreadable)?.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    for entry in std::fs::read_dir(path).map_err(unreadable)? {
        let file = entry.map_err(unreadable)?.path();
        let known =
            file.extension().is_some_and(|ending| ["json", "ndjson", "jsonl"].iter().any(|known| ending == *known));
        if known && file.is_file() {
            files.push(file);
        }
    }
    if files.is_empty() {
        return Err(ImportError::Source(format!(
            "{}: no .json, .ndjson or .jsonl file in this folder",
            path.display()
        )));
    }
    let order =
        |file: &PathBuf| Feed::BY_PERIOD.iter().position(|feed| feed_of(file) == Some(*feed)).unwrap_or(usize::MAX);
    files.sort_by_key(|file| (order(file), file.clone()));
    Ok(files)
}

/// What an import of a file is known by: a changed file is another source, and begins anew.
pub fn identity(file: &Path) -> Result<String, ImportError> {
    let told = |error: std::io::Error| ImportError::Source(format!("{}: {error}", file.display()));
    let path = file.canonicalize().map_err(told)?;
    let about = file.metadata().map_err(told)?;
    let changed = about.modified().ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok()).map_or(0, |d| d.as_secs());
    Ok(format!("{} ({} bytes, changed {changed})", path.display(), about.len()))
}

/// Reads a file and hands its records out in batches.
pub fn read(file: &Path, origin: &Origin, done: &Done, outlet: &Outlet) -> Result<(), ImportError> {
    let told = |fault: Fault| ImportError::Source(format!("{}: {fault}", file.display()));
    let opened = File::open(file).map_err(|error| told(Fault::Read(error)))?;
    let mut records = Records::new(file, BufReader::with_capacity(256 * 1024, opened));
    let stem = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let mut feeds: HashMap<String, Reading> = HashMap::new();
    let outcome = loop {
        let piece = match records.next() {
            Ok(Some(piece)) => piece,
            Ok(None) => break Ok(()),
            Err(fault) => break Err(told(fault)),
        };
        let name = piece.name.unwrap_or(&stem);
        if !feeds.contains_key(name) {
            feeds.insert(name.to_owned(), Reading::begin(name, feed_of(file), done));
        }
        let Some(reading) = feeds.get_mut(name) else { continue };
        reading.add(&piece, origin, outlet)?;
    };
    let finished = outcome.is_ok();
    for reading in feeds.into_values() {
        reading.end(finished, outlet)?;
    }
    outcome
}

/// One feed of a file, in the middle of being read.
struct Reading {
    feed: Option<Feed>,
    batch: Batch,
    seen: Seen,
    /// Records below this one an earlier run has written.
    from: i64,
    next: i64,
}

impl Reading {
    fn begin(name: &str, of_file: Option<Feed>, done: &Done) -> Reading {
        let from = done.position(name);
        Reading {
            feed: Feed::from_name(name).or(of_file),
            batch: Batch::new(name, from),
            seen: Seen::default(),
            from,
            next: 0,
        }
    }

    fn add(&mut self, piece: &Piece<'_>, origin: &Origin, outlet: &Outlet) -> Result<(), ImportError> {
        let position = self.next;
        self.next += 1;
        if position < self.from {
            return Ok(());
        }
        self.batch.add(piece, self.feed, position, origin, &mut self.seen);
        self.batch.position = self.next;
        if self.batch.read >= SIZE { outlet.send(self.batch.take()) } else { Ok(()) }
    }

    fn end(mut self, finished: bool, outlet: &Outlet) -> Result<(), ImportError> {
        self.batch.finished = finished;
        outlet.send(self.batch)
    }
}

/// Records in either form.
enum Records {
    Cut(Splitter<BufReader<File>>),
    Lines(Lines<BufReader<File>>),
}

impl Records {
    fn new(file: &Path, input: BufReader<File>) -> Records {
        match file.extension() {
            Some(ending) if ending == "ndjson" || ending == "jsonl" => Records::Lines(Lines::new(input)),
            _ => Records::Cut(Splitter::new(input)),
        }
    }

    fn next(&mut self) -> Result<Option<Piece<'_>>, Fault> {
        match self {
            Records::Cut(splitter) => splitter.next(),
            Records::Lines(lines) => lines.next(),
        }
    }
}

fn feed_of(file: &Path) -> Option<Feed> {
    Feed::from_name(&file.file_stem()?.to_string_lossy())
}
