//! The table as it was sent, in one form.

use super::{LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, MOST_TEXT, Refusal};
use serde::{Deserialize, Serialize};

/// What the reader of the report should know of how a file was read; the code is the end of the locale
/// key `doctor-note-…`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    pub code: String,
    /// An encoding's or a sheet's name.
    pub value: String,
}

impl Note {
    pub const CODES: [&str; 3] = ["encoding", "sheets", "title"];

    pub(super) fn new(code: &str, value: impl Into<String>) -> Note {
        Note { code: code.to_owned(), value: value.into() }
    }
}

/// A file as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The names of the columns, as they stand there.
    pub head: Vec<String>,
    /// CSV in UTF-8 without a head; each record begins with the row's number.
    pub csv: Vec<u8>,
    pub rows: u64,
    pub notes: Vec<Note>,
}

/// The table while it is read: the head comes first, then the rows in their order.
#[derive(Default)]
pub(super) struct Sheet {
    head: Option<Vec<String>>,
    head_cells: usize,
    body: Option<csv::Writer<Vec<u8>>>,
    rows: u64,
    text: usize,
    notes: Vec<Note>,
}

impl Sheet {
    pub fn note(&mut self, note: Note) {
        self.notes.push(note);
    }

    /// Whether the head is known: what comes now are values.
    pub fn has_head(&self) -> bool {
        self.head.is_some()
    }

    /// Takes names that are known apart from the rows.
    pub fn set_head(&mut self, names: Vec<String>) -> Result<(), Refusal> {
        if names.len() > MOST_COLUMNS {
            return Err(Refusal::TooManyColumns);
        }
        self.head = Some(names);
        Ok(())
    }

    /// Takes the next row, whose number in the file is `number`; blank rows are passed over.
    pub fn row(&mut self, number: u64, cells: &[impl AsRef<str>]) -> Result<(), Refusal> {
        let filled = cells.iter().rposition(|cell| !cell.as_ref().trim().is_empty()).map_or(0, |last| last + 1);
        let cells = &cells[..filled];
        if cells.is_empty() {
            return Ok(());
        }
        if cells.len() > MOST_COLUMNS {
            return Err(Refusal::TooManyColumns);
        }
        if cells.iter().any(|cell| cell.as_ref().len() > LONGEST_CELL && cell.as_ref().chars().count() > LONGEST_CELL) {
            return Err(Refusal::CellTooLong { row: number });
        }
        if cells.iter().any(|cell| cell.as_ref().contains('\0')) {
            return Err(Refusal::Binary);
        }
        if self.is_a_title(cells) {
            self.notes.push(Note::new("title", self.head.take().unwrap_or_default().concat().trim()));
        }
        if self.head.is_none() {
            self.head_cells = cells.iter().filter(|cell| !cell.as_ref().trim().is_empty()).count();
            self.head = Some(cells.iter().map(|cell| cell.as_ref().to_owned()).collect());
            return Ok(());
        }
        self.value_row(number, cells)
    }

    fn value_row(&mut self, number: u64, cells: &[impl AsRef<str>]) -> Result<(), Refusal> {
        self.rows += 1;
        self.text += cells.iter().map(|cell| cell.as_ref().len() + 3).sum::<usize>();
        if self.rows > MOST_ROWS {
            return Err(Refusal::TooManyRows);
        }
        if self.text > MOST_TEXT {
            return Err(Refusal::TooLarge);
        }
        let body = self.body.get_or_insert_with(|| csv::WriterBuilder::new().flexible(true).from_writer(Vec::new()));
        let number = number.to_string();
        let record = std::iter::once(number.as_str()).chain(cells.iter().map(AsRef::as_ref));
        body.write_record(record).map_err(|_| Refusal::Broken)
    }

    /// A row with one cell above a row with several is a title, not the head.
    fn is_a_title(&self, next: &[impl AsRef<str>]) -> bool {
        let filled = next.iter().filter(|cell| !cell.as_ref().trim().is_empty()).count();
        self.rows == 0 && self.head.is_some() && self.head_cells == 1 && filled >= 3
    }

    pub fn finish(self) -> Result<Reading, Refusal> {
        let head = self.head.ok_or(Refusal::Empty)?;
        if head.iter().any(|name| name.contains('\0')) {
            return Err(Refusal::Binary);
        }
        let mut named = head.iter().filter(|name| !name.trim().is_empty()).peekable();
        if named.peek().is_none() || named.all(|name| super::cells::is_a_value(name.trim())) {
            return Err(Refusal::NoHead);
        }
        let csv = self.body.ok_or(Refusal::NoRows)?.into_inner().map_err(|_| Refusal::Broken)?;
        Ok(Reading { head, csv, rows: self.rows, notes: self.notes })
    }
}
