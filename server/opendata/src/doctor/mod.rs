//! The doctor of uploads: reads what a council's editor sends, guesses its columns, names every fault by
//! row, column, reason and repair, and mends the usual ones when asked to.
//!
//! Whatever comes in becomes one thing, a [`Reading`]: CSV in UTF-8 in which every record begins with the
//! row's number in the file that was sent. Everything after that is a pass over it, so that memory
//! depends on the file alone. A small file may unpack to gigabytes and a line may never end, so every
//! way in is cut off where it holds more than a set may.

mod cells;
mod delimited;
mod encoding;
mod examine;
mod guess;
mod objects;
mod opendocument;
mod packed;
mod plan;
mod sheet;
mod workbook;

pub use cells::day;
pub use examine::{Count, Fault, Report, examine, sorted};
pub use guess::guess;
pub use plan::{Column, Plan, Repair};
pub use sheet::{Note, Reading};

/// Bytes of a file that is read.
pub const LARGEST: usize = 20 * 1024 * 1024;
/// Columns, rows and characters of one cell that a set may have.
pub const MOST_COLUMNS: usize = 256;
pub const MOST_ROWS: u64 = 500_000;
pub const LONGEST_CELL: usize = 8_000;
/// Bytes of all cells together.
const MOST_TEXT: usize = 64 * 1024 * 1024;

/// Why a file is not read at all; [`Refusal::code`] is the end of the locale key `doctor-refusal-…`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    Empty,
    /// More bytes, unpacked or not, than are read.
    TooLarge,
    TooManyColumns,
    TooManyRows,
    /// A cell without an end: often a quotation mark that is never closed.
    CellTooLong {
        row: u64,
    },
    /// It ends too early or is damaged.
    Broken,
    /// NULs and other bytes that no text has.
    Binary,
    /// The program's older format, or a picture, or a document: nothing that holds a table.
    UnknownKind,
    /// Lines in UTF-8 beside lines in another encoding; the first line that differs.
    MixedEncodings {
        row: u64,
    },
    /// The first row holds values where names of columns should be.
    NoHead,
    /// Names of columns, and no row below.
    NoRows,
    /// JSON that is no list of objects.
    NotRows {
        row: u64,
    },
    /// An object or a list where a value should be.
    Nested {
        row: u64,
        column: String,
    },
}

impl Refusal {
    pub const CODES: [&str; 13] = [
        "empty",
        "too-large",
        "too-many-columns",
        "too-many-rows",
        "cell-too-long",
        "broken",
        "binary",
        "unknown-kind",
        "mixed-encodings",
        "no-head",
        "no-rows",
        "not-rows",
        "nested",
    ];

    pub fn code(&self) -> &'static str {
        match self {
            Refusal::Empty => "empty",
            Refusal::TooLarge => "too-large",
            Refusal::TooManyColumns => "too-many-columns",
            Refusal::TooManyRows => "too-many-rows",
            Refusal::CellTooLong { .. } => "cell-too-long",
            Refusal::Broken => "broken",
            Refusal::Binary => "binary",
            Refusal::UnknownKind => "unknown-kind",
            Refusal::MixedEncodings { .. } => "mixed-encodings",
            Refusal::NoHead => "no-head",
            Refusal::NoRows => "no-rows",
            Refusal::NotRows { .. } => "not-rows",
            Refusal::Nested { .. } => "nested",
        }
    }

    /// The row it is about, where it is about one.
    pub fn row(&self) -> Option<u64> {
        match self {
            Refusal::CellTooLong { row }
            | Refusal::MixedEncodings { row }
            | Refusal::NotRows { row }
            | Refusal::Nested { row, .. } => Some(*row),
            _ => None,
        }
    }

    /// The column it is about, where it is about one.
    pub fn column(&self) -> Option<&str> {
        match self {
            Refusal::Nested { column, .. } => Some(column),
            _ => None,
        }
    }
}

/// Reads a file by what it holds, whatever its name says.
pub fn read(bytes: &[u8]) -> Result<Reading, Refusal> {
    if bytes.len() > LARGEST {
        return Err(Refusal::TooLarge);
    }
    if bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return packed::read(bytes);
    }
    if encoding::is_no_table(bytes) {
        return Err(Refusal::UnknownKind);
    }
    let (text, note) = encoding::decode(bytes)?;
    if text.trim().is_empty() {
        return Err(Refusal::Empty);
    }
    let mut reading = if objects::looks_like(&text) { objects::read(&text) } else { delimited::read(&text) }?;
    reading.notes.extend(note);
    Ok(reading)
}

#[cfg(test)]
mod tests;
