//! The first table of an OpenDocument spreadsheet (ODS, OpenDocument 1.3 part 3 §§ 9, 19.385).

use super::packed::{Archive, add_text, attribute, each, is, part};
use super::sheet::{Note, Reading, Sheet};
use super::{MOST_COLUMNS, MOST_ROWS, Refusal};
use quick_xml::events::{BytesStart, Event};

#[derive(Default)]
struct Row {
    cells: Vec<String>,
    /// Cells without anything, which count only when one with something follows.
    blank: usize,
    repeated: u64,
}

#[derive(Default)]
struct Cell {
    text: String,
    /// The value that the cell's attributes tell; it stands above what is shown.
    value: Option<String>,
    repeated: usize,
    paragraphs: usize,
}

pub(super) fn read(archive: &mut Archive<'_>) -> Result<Reading, Refusal> {
    let mut sheet = Sheet::default();
    let (mut tables, mut first) = (0usize, String::new());
    let (mut row, mut cell, mut number): (Row, Option<Cell>, u64) = (Row::default(), None, 1);
    let (mut in_text, mut in_note) = (0usize, 0usize);
    each(part(archive, "content.xml")?, |event| {
        match event {
            Event::Start(tag) if is(tag, "table") => {
                tables += 1;
                if tables == 1 {
                    first = attribute(tag, "name").unwrap_or_default();
                }
            }
            // Another table is only counted.
            _ if tables > 1 => return Ok(tables < 1_000),
            Event::Start(tag) | Event::Empty(tag) if is(tag, "table-row") => {
                row = Row { repeated: count(tag, "number-rows-repeated") as u64, ..Row::default() };
                if matches!(event, Event::Empty(_)) {
                    number += row.repeated;
                }
            }
            Event::End(tag) if tag.local_name().as_ref() == "table-row" => {
                let times = if row.cells.is_empty() { 0 } else { row.repeated };
                if times > MOST_ROWS {
                    return Err(Refusal::TooManyRows);
                }
                for again in 0..times {
                    sheet.row(number + again, &row.cells)?;
                }
                number += row.repeated;
            }
            Event::Start(tag) if is(tag, "table-cell") || is(tag, "covered-table-cell") => cell = Some(begun(tag)),
            Event::Empty(tag) if is(tag, "table-cell") || is(tag, "covered-table-cell") => row.take(begun(tag))?,
            Event::End(tag) if matches!(tag.local_name().as_ref(), "table-cell" | "covered-table-cell") => {
                if let Some(cell) = cell.take() {
                    row.take(cell)?;
                }
            }
            Event::Start(tag) if is(tag, "annotation") => in_note += 1,
            Event::End(tag) if tag.local_name().as_ref() == "annotation" => in_note -= 1,
            Event::Start(tag) if is(tag, "p") => {
                in_text += 1;
                if let Some(cell) = cell.as_mut().filter(|_| in_note == 0) {
                    if cell.paragraphs > 0 {
                        cell.text.push('\n');
                    }
                    cell.paragraphs += 1;
                }
            }
            Event::End(tag) if tag.local_name().as_ref() == "p" => in_text -= 1,
            Event::Empty(tag) if is(tag, "s") && in_note == 0 => {
                if let Some(cell) = &mut cell {
                    cell.text.extend(std::iter::repeat_n(' ', count(tag, "c").min(1_000)));
                }
            }
            other if in_text > 0 && in_note == 0 => {
                if let Some(cell) = &mut cell {
                    add_text(&mut cell.text, other);
                }
            }
            _ => {}
        }
        Ok(true)
    })?;
    if tables > 1 {
        sheet.note(Note::new("sheets", first));
    }
    sheet.finish()
}

fn begun(tag: &BytesStart<'_>) -> Cell {
    let value = match attribute(tag, "value-type").as_deref() {
        Some("float" | "currency" | "percentage") => attribute(tag, "value"),
        Some("date") => attribute(tag, "date-value").map(|day| day.trim_end_matches("T00:00:00").to_owned()),
        Some("boolean") => attribute(tag, "boolean-value"),
        Some("string") => attribute(tag, "string-value"),
        _ => None,
    };
    Cell { value, repeated: count(tag, "number-columns-repeated"), ..Cell::default() }
}

fn count(tag: &BytesStart<'_>, name: &str) -> usize {
    attribute(tag, name).and_then(|times| times.parse().ok()).unwrap_or(1)
}

impl Row {
    fn take(&mut self, cell: Cell) -> Result<(), Refusal> {
        let said = cell.value.unwrap_or(cell.text);
        if said.trim().is_empty() {
            self.blank = self.blank.saturating_add(cell.repeated);
            return Ok(());
        }
        let width = self.cells.len().saturating_add(self.blank).saturating_add(cell.repeated);
        if width > MOST_COLUMNS {
            return Err(Refusal::TooManyColumns);
        }
        self.cells.extend(std::iter::repeat_n(String::new(), std::mem::take(&mut self.blank)));
        self.cells.extend(std::iter::repeat_n(said, cell.repeated));
        Ok(())
    }
}
