//! The first sheet of a workbook (XLSX, ECMA-376 part 1 §§ 18.3, 18.4, 18.8). Days and times are numbers there
//! that a format makes look like days and times.

use super::packed::{Archive, add_text, attribute, each, is, part};
use super::sheet::{Note, Reading, Sheet};
use super::{LONGEST_CELL, MOST_COLUMNS, MOST_TEXT, Refusal};
use chrono::{Days, NaiveDate};
use quick_xml::events::Event;
use std::collections::HashMap;

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

/// As what a number is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum What {
    #[default]
    Number,
    Day,
    /// A time of day.
    Clock,
    /// A day with a time.
    Moment,
    /// Hours that are counted beyond a day.
    Span,
}

/// How fine a time is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Seconds {
    #[default]
    Hidden,
    Whole,
    Thousandths,
}

/// What a style makes of a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Shown {
    what: What,
    seconds: Seconds,
}

/// What each style makes of a number.
fn styles(part: impl std::io::BufRead) -> Result<Vec<Shown>, Refusal> {
    let (mut own, mut styles, mut inside) = (HashMap::<String, Shown>::new(), Vec::new(), false);
    each(part, |event| {
        match event {
            Event::Start(tag) | Event::Empty(tag) if is(tag, "numFmt") => {
                let code = attribute(tag, "formatCode").unwrap_or_default();
                own.entry(attribute(tag, "numFmtId").unwrap_or_default()).or_insert_with(|| shown(&code));
            }
            Event::Start(tag) if is(tag, "cellXfs") => inside = true,
            Event::End(tag) if tag.local_name().as_ref() == "cellXfs" => inside = false,
            Event::Start(tag) | Event::Empty(tag) if inside && is(tag, "xf") => {
                let format = attribute(tag, "numFmtId").unwrap_or_default();
                styles.push(own.get(&format).copied().unwrap_or_else(|| built_in(&format)));
            }
            _ => {}
        }
        if styles.len() + own.len() > 100_000 { Err(Refusal::TooLarge) } else { Ok(true) }
    })?;
    Ok(styles)
}

/// The formats that a file names without telling them.
fn built_in(id: &str) -> Shown {
    shown(match id.parse::<u16>() {
        Ok(14..=17 | 27..=31 | 34..=36 | 50..=58) => "d",
        Ok(18 | 20 | 32) => "h:mm",
        Ok(19 | 21 | 33 | 45) => "h:mm:ss",
        Ok(22) => "d h:mm",
        Ok(46) => "[h]:mm:ss",
        Ok(47) => "mm:ss.0",
        _ => "",
    })
}

/// What a format makes of a number. Outside of quotation marks and brackets `d` and `y` are of days, `h` and `s` of
/// times, and `m` is of either; hours, minutes or seconds alone in brackets are counted beyond a day.
fn shown(code: &str) -> Shown {
    let (mut day, mut clock, mut span, mut month, mut digits) = (false, false, false, false, false);
    let mut seconds = Seconds::Hidden;
    let mut letters = code.chars();
    while let Some(letter) = letters.next() {
        match letter.to_ascii_lowercase() {
            // What follows is a letter and no more: shown, as wide as it, or repeated.
            '\\' | '_' | '*' => {
                letters.next();
            }
            '"' => {
                for quoted in letters.by_ref() {
                    if quoted == '"' {
                        break;
                    }
                }
            }
            '[' => {
                let inside: String = letters.by_ref().take_while(|c| *c != ']').collect();
                let inside = inside.to_ascii_lowercase();
                let counts = |unit: char| !inside.is_empty() && inside.chars().all(|c| c == unit);
                span |= counts('h') || counts('m') || counts('s');
                if counts('s') {
                    seconds = seconds.max(Seconds::Whole);
                }
            }
            // What follows is for numbers below nothing.
            ';' => break,
            'd' | 'y' => day = true,
            'h' => clock = true,
            's' => {
                clock = true;
                seconds = seconds.max(Seconds::Whole);
            }
            'm' => month = true,
            '0' if seconds != Seconds::Hidden => seconds = Seconds::Thousandths,
            '0' | '#' | '?' => digits = true,
            _ => {}
        }
    }
    let what = match (day, clock || span) {
        (true, true) => What::Moment,
        (true, false) => What::Day,
        // A unit that was not quoted stands behind digits.
        (false, _) if digits => What::Number,
        (false, true) if span => What::Span,
        (false, true) => What::Clock,
        (false, false) if month => What::Day,
        (false, false) => What::Number,
    };
    Shown { what, seconds }
}

struct Kept {
    shared: Vec<String>,
    styles: Vec<Shown>,
    since_1904: bool,
}

#[derive(Default)]
struct Cell {
    column: usize,
    kind: String,
    shown: Shown,
    text: String,
}

fn rows(part: impl std::io::BufRead, kept: &Kept, sheet: &mut Sheet) -> Result<(), Refusal> {
    let (mut cells, mut cell, mut number): (Vec<String>, Cell, u64) = (Vec::new(), Cell::default(), 0);
    // Where a row or a cell does not say where it stands, it is the next one.
    let (mut inside, mut numbered, mut next) = (false, false, 0usize);
    each(part, |event| {
        match event {
            Event::Start(tag) | Event::Empty(tag) if is(tag, "row") => {
                let told = attribute(tag, "r").and_then(|row| row.parse::<u64>().ok());
                (numbered, next) = (told.is_some(), 0);
                number = told.unwrap_or(number.saturating_add(1));
                cells.clear();
            }
            Event::End(tag) if tag.local_name().as_ref() == "row" => sheet.row(number, &cells)?,
            Event::Start(tag) | Event::Empty(tag) if is(tag, "c") => {
                let name = attribute(tag, "r").unwrap_or_default();
                // A row without a number has that of its cells.
                if !numbered && let Some(row) = row(&name) {
                    number = row;
                }
                let column = column(&name).unwrap_or(next);
                next = column + 1;
                let style = attribute(tag, "s").and_then(|style| style.parse::<usize>().ok());
                cell = Cell {
                    column,
                    kind: attribute(tag, "t").unwrap_or_default(),
                    shown: style.and_then(|style| kept.styles.get(style)).copied().unwrap_or_default(),
                    text: String::new(),
                };
            }
            Event::Start(tag) if is(tag, "v") || is(tag, "t") => inside = true,
            Event::End(tag) if matches!(tag.local_name().as_ref(), "v" | "t") => inside = false,
            Event::End(tag) if tag.local_name().as_ref() == "c" => {
                // A long text stands in the file once, however many cells of the row name it.
                if kept.text(&cell).len() > LONGEST_CELL * 4 {
                    return Err(Refusal::CellTooLong { row: number });
                }
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

/// `AB12` stands in the row 12.
fn row(name: &str) -> Option<u64> {
    name.trim_start_matches(|c: char| c.is_ascii_alphabetic()).parse().ok()
}

/// The milliseconds of a day.
const DAY: u64 = 86_400_000;

impl Kept {
    /// A cell's text as it stands in the file, or the one that it names.
    fn text<'a>(&'a self, cell: &'a Cell) -> &'a str {
        match cell.kind.as_str() {
            "s" => cell.text.trim().parse().ok().and_then(|at: usize| self.shared.get(at)).map_or("", String::as_str),
            _ => &cell.text,
        }
    }

    fn said(&self, cell: &Cell) -> String {
        match cell.kind.as_str() {
            "s" => self.text(cell).to_owned(),
            "b" => (cell.text.trim() == "1").to_string(),
            // A number that was reckoned is kept to seventeen places; sixteen tell it.
            "" | "n" => match cell.text.trim().parse::<f64>() {
                Ok(days) if cell.shown.what != What::Number => {
                    self.time(days, cell.shown).unwrap_or_else(|| cell.text.clone())
                }
                Ok(number) if cell.text.contains(['E', 'e']) || cell.text.len() > 16 => rounded(number),
                _ => cell.text.clone(),
            },
            _ => cell.text.clone(),
        }
    }

    /// Days as ISO 8601 has them: `2024-02-01`, `2024-02-01T10:30:00`, `10:30`; hours beyond a day as `26:30`. A
    /// midnight behind a day is nothing, as in the other kinds of files.
    fn time(&self, days: f64, Shown { what, seconds }: Shown) -> Option<String> {
        let least = if what == What::Span { -3_000_000.0 } else { 0.0 };
        if !(least..3_000_000.0).contains(&days) {
            return None;
        }
        // A time is a fraction of a day, and no fraction tells it quite.
        let millis = match seconds {
            Seconds::Thousandths => (days.abs() * 86_400_000.0).round() as u64,
            _ => (days.abs() * 86_400.0).round() as u64 * 1_000,
        };
        let (day, of_day) = (millis / DAY, millis % DAY);
        match what {
            What::Number => None,
            What::Day => self.day(days.trunc() as u64),
            What::Clock => Some(clock(of_day, seconds)),
            What::Span => {
                let sign = if days < 0.0 && millis > 0 { "-" } else { "" };
                Some(format!("{sign}{}", clock(millis, seconds)))
            }
            // Before its first day stands a time alone.
            What::Moment if day == 0 && !self.since_1904 => Some(clock(of_day, seconds)),
            What::Moment if of_day == 0 => self.day(day),
            What::Moment => Some(format!("{}T{}", self.day(day)?, clock(of_day, seconds.max(Seconds::Whole)))),
        }
    }

    fn day(&self, days: u64) -> Option<String> {
        let since =
            if self.since_1904 { NaiveDate::from_ymd_opt(1904, 1, 1) } else { NaiveDate::from_ymd_opt(1899, 12, 30) };
        // Excel counts a 29th of February 1900 that never was.
        let days = if !self.since_1904 && days < 60 { days + 1 } else { days };
        since?.checked_add_days(Days::new(days)).map(|day| day.to_string())
    }
}

/// `08:30`, `08:30:15`, `08:30:15.250`. Seconds that a format hides are told where there are any.
fn clock(millis: u64, seconds: Seconds) -> String {
    let (whole, thousandths) = (millis / 1_000, millis % 1_000);
    let (hours, minutes, rest) = (whole / 3_600, whole / 60 % 60, whole % 60);
    match seconds {
        Seconds::Thousandths => format!("{hours:02}:{minutes:02}:{rest:02}.{thousandths:03}"),
        Seconds::Hidden if rest == 0 => format!("{hours:02}:{minutes:02}"),
        Seconds::Hidden | Seconds::Whole => format!("{hours:02}:{minutes:02}:{rest:02}"),
    }
}

/// A number without what reckoning with doubles adds to it.
fn rounded(number: f64) -> String {
    let short = format!("{number:.14e}").parse().unwrap_or(number);
    format!("{short}")
}
