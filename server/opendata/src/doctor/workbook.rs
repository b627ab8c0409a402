//! The first sheet of a workbook (XLSX, ECMA-376 part 1 §§ 18.3, 18.4, 18.8). Days are numbers there
//! that a format makes look like days.

use super::packed::{Archive, add_text, attribute, each, is, part};
use super::sheet::{Note, Reading, Sheet};
use super::{MOST_COLUMNS, MOST_TEXT, Refusal};
use chrono::{Days, NaiveDate};
use quick_xml::events::Event;

pub(super) fn read(archive: &mut Archive<'_>, names: &[String]) -> Result<Reading, Refusal> {
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    let book = book(part(archive, "xl/workbook.xml")?)?;
    let (_, first) = book.sheets.first().ok_or(Refusal::Broken)?;
    let path = match has("xl/_rels/workbook.xml.rels") {
        true => target(part(archive, "xl/_rels/workbook.xml.rels")?, first)?,
        false => None,
    };
    let path = path.unwrap_or_else(|| "xl/worksheets/sheet1.xml".to_owned());
    let shared = match has("xl/sharedStrings.xml") {
        true => shared_strings(part(archive, "xl/sharedStrings.xml")?)?,
        false => Vec::new(),
    };
    let styles = match has("xl/styles.xml") {
        true => styles(part(archive, "xl/styles.xml")?)?,
        false => Vec::new(),
    };
    let mut sheet = Sheet::default();
    if let [(name, _), _, ..] = book.sheets.as_slice() {
        sheet.note(Note::new("sheets", name));
    }
    rows(part(archive, &path)?, &Kept { shared, styles, since_1904: book.since_1904 }, &mut sheet)?;
    sheet.finish()
}

#[derive(Default)]
struct Book {
    /// Name and relation of each sheet.
    sheets: Vec<(String, String)>,
    since_1904: bool,
}

fn book(part: impl std::io::BufRead) -> Result<Book, Refusal> {
    let mut book = Book::default();
    each(part, |event| {
        if let Event::Start(tag) | Event::Empty(tag) = event {
            if is(tag, "sheet") {
                book.sheets
                    .push((attribute(tag, "name").unwrap_or_default(), attribute(tag, "id").unwrap_or_default()));
            } else if is(tag, "workbookPr") {
                book.since_1904 = attribute(tag, "date1904").is_some_and(|yes| yes == "1" || yes == "true");
            }
        }
        Ok(book.sheets.len() < 1_000)
    })?;
    Ok(book)
}

/// Where the part of a relation lies.
fn target(part: impl std::io::BufRead, relation: &str) -> Result<Option<String>, Refusal> {
    let mut found = None;
    each(part, |event| {
        if let Event::Start(tag) | Event::Empty(tag) = event
            && is(tag, "Relationship")
            && attribute(tag, "Id").is_some_and(|id| id == relation)
        {
            found = attribute(tag, "Target");
        }
        Ok(found.is_none())
    })?;
    Ok(found.map(|path| match path.strip_prefix('/') {
        Some(whole) => whole.to_owned(),
        None => format!("xl/{path}"),
    }))
}

/// The texts that cells name by number.
fn shared_strings(part: impl std::io::BufRead) -> Result<Vec<String>, Refusal> {
    let (mut texts, mut inside, mut spoken, mut bytes) = (Vec::<String>::new(), false, false, 0usize);
    each(part, |event| {
        match event {
            Event::Start(tag) | Event::Empty(tag) if is(tag, "si") => texts.push(String::new()),
            // How a word is spoken is no part of it.
            Event::Start(tag) if is(tag, "rPh") => spoken = true,
            Event::End(tag) if tag.local_name().as_ref() == "rPh" => spoken = false,
            Event::Start(tag) if is(tag, "t") => inside = !spoken,
            Event::End(tag) if tag.local_name().as_ref() == "t" => inside = false,
            other if inside => {
                if let Some(last) = texts.last_mut() {
                    let before = last.len();
                    add_text(last, other);
                    bytes += last.len() - before;
                }
            }
            _ => {}
        }
        // An empty text takes room too.
        if bytes + texts.len() * 24 > MOST_TEXT { Err(Refusal::TooLarge) } else { Ok(true) }
    })?;
    Ok(texts)
}

/// Of each style whether it shows a number as a day.
fn styles(part: impl std::io::BufRead) -> Result<Vec<bool>, Refusal> {
    let (mut own, mut styles, mut inside) = (Vec::<(String, bool)>::new(), Vec::new(), false);
    each(part, |event| {
        match event {
            Event::Start(tag) | Event::Empty(tag) if is(tag, "numFmt") => {
                let code = attribute(tag, "formatCode").unwrap_or_default();
                own.push((attribute(tag, "numFmtId").unwrap_or_default(), is_of_days(&code)));
            }
            Event::Start(tag) if is(tag, "cellXfs") => inside = true,
            Event::End(tag) if tag.local_name().as_ref() == "cellXfs" => inside = false,
            Event::Start(tag) | Event::Empty(tag) if inside && is(tag, "xf") => {
                let format = attribute(tag, "numFmtId").unwrap_or_default();
                let told = own.iter().find(|(id, _)| *id == format).map(|(_, days)| *days);
                let built_in = matches!(format.parse(), Ok(14..=17 | 22 | 27..=36 | 50..=58));
                styles.push(told.unwrap_or(built_in));
            }
            _ => {}
        }
        if styles.len() + own.len() > 100_000 { Err(Refusal::TooLarge) } else { Ok(true) }
    })?;
    Ok(styles)
}

/// Whether a number's format has a day or a year outside of quotation marks and brackets.
fn is_of_days(code: &str) -> bool {
    let (mut quoted, mut bracketed, mut escaped) = (false, false, false);
    code.chars().any(|c| {
        if std::mem::take(&mut escaped) {
            return false;
        }
        match c {
            '\\' => escaped = true,
            '"' => quoted = !quoted,
            '[' => bracketed = true,
            ']' => bracketed = false,
            'd' | 'D' | 'y' | 'Y' => return !quoted && !bracketed,
            _ => {}
        }
        false
    })
}

struct Kept {
    shared: Vec<String>,
    styles: Vec<bool>,
    since_1904: bool,
}

#[derive(Default)]
struct Cell {
    column: usize,
    kind: String,
    is_day: bool,
    text: String,
}

fn rows(part: impl std::io::BufRead, kept: &Kept, sheet: &mut Sheet) -> Result<(), Refusal> {
    let (mut cells, mut cell, mut number): (Vec<String>, Cell, u64) = (Vec::new(), Cell::default(), 0);
    let mut inside = false;
    each(part, |event| {
        match event {
            Event::Start(tag) | Event::Empty(tag) if is(tag, "row") => {
                number = attribute(tag, "r").and_then(|row| row.parse().ok()).unwrap_or(number + 1);
                cells.clear();
            }
            Event::End(tag) if tag.local_name().as_ref() == "row" => sheet.row(number, &cells)?,
            Event::Start(tag) | Event::Empty(tag) if is(tag, "c") => {
                let column = attribute(tag, "r").and_then(|name| column(&name)).unwrap_or(cells.len());
                let style = attribute(tag, "s").and_then(|style| style.parse::<usize>().ok());
                cell = Cell {
                    column,
                    kind: attribute(tag, "t").unwrap_or_default(),
                    is_day: style.and_then(|style| kept.styles.get(style)).copied().unwrap_or(false),
                    text: String::new(),
                };
            }
            Event::Start(tag) if is(tag, "v") || is(tag, "t") => inside = true,
            Event::End(tag) if matches!(tag.local_name().as_ref(), "v" | "t") => inside = false,
            Event::End(tag) if tag.local_name().as_ref() == "c" => {
                let said = kept.said(&cell);
                if !said.is_empty() {
                    if cell.column >= MOST_COLUMNS {
                        return Err(Refusal::TooManyColumns);
                    }
                    if cells.len() <= cell.column {
                        cells.resize(cell.column + 1, String::new());
                    }
                    cells[cell.column] = said;
                }
            }
            Event::End(tag) if tag.local_name().as_ref() == "sheetData" => return Ok(false),
            other if inside => add_text(&mut cell.text, other),
            _ => {}
        }
        Ok(true)
    })
}

/// `AB12` stands in the column 27, counted from 0.
fn column(name: &str) -> Option<usize> {
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic).take(4);
    let place = letters.fold(0, |place, letter| place * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1);
    place.checked_sub(1)
}

impl Kept {
    fn said(&self, cell: &Cell) -> String {
        match cell.kind.as_str() {
            "s" => cell.text.trim().parse().ok().and_then(|at: usize| self.shared.get(at)).cloned().unwrap_or_default(),
            "b" => (cell.text.trim() == "1").to_string(),
            // A number that was reckoned is kept to seventeen places; sixteen tell it.
            "" | "n" => match cell.text.trim().parse::<f64>() {
                Ok(days) if cell.is_day => self.day(days).unwrap_or_else(|| cell.text.clone()),
                Ok(number) if cell.text.contains(['E', 'e']) || cell.text.len() > 16 => rounded(number),
                _ => cell.text.clone(),
            },
            _ => cell.text.clone(),
        }
    }

    fn day(&self, days: f64) -> Option<String> {
        let since =
            if self.since_1904 { NaiveDate::from_ymd_opt(1904, 1, 1) } else { NaiveDate::from_ymd_opt(1899, 12, 30) };
        if !(0.0..3_000_000.0).contains(&days) {
            return None;
        }
        // Excel counts a 29th of February 1900 that never was.
        let whole = days.trunc() as u64;
        let whole = if !self.since_1904 && whole < 60 { whole + 1 } else { whole };
        since?.checked_add_days(Days::new(whole)).map(|day| day.to_string())
    }
}

/// A number without what reckoning with doubles adds to it.
fn rounded(number: f64) -> String {
    let short = format!("{number:.14e}").parse().unwrap_or(number);
    format!("{short}")
}
