//! A bank file read: a CSV whose first row names the columns, in UTF-8 or windows-1251, parted by
//! semicolons, commas or tabs. What a row says is judged by `bank_import`.

use chrono::NaiveDate;
use portal::code::bills_in;
use portal::money::Byn;

/// Rows of payments that one file may have.
pub const MOST_ROWS: usize = 2_000;
/// Characters of a value that are kept and shown again.
const SHOWN: usize = 60;

/// One row of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// From 1; the first row has the names.
    pub number: i32,
    /// The numbers of bills in its purpose.
    pub bills: Vec<String>,
    pub date: Option<NaiveDate>,
    pub document: String,
    pub amount: Option<Byn>,
    /// Date, document and amount as they stand there, and the purpose, cut.
    pub written: [String; 4],
}

/// Why a file cannot be read at all; the code is part of the key `bank-file-…`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    Empty,
    /// The first row does not name the four columns.
    NoColumns,
    TooManyRows,
}

impl Unreadable {
    pub fn code(self) -> &'static str {
        match self {
            Unreadable::Empty => "empty",
            Unreadable::NoColumns => "no-columns",
            Unreadable::TooManyRows => "too-many-rows",
        }
    }
}

/// The names of a column, folded: as this portal documents it, and as banks write it.
const DATE: &[&str] = &["date", "дата", "дата документа", "дата платежа"];
const DOCUMENT: &[&str] = &["document", "номер", "номер документа", "нумар", "нумар дакумента", "№ документа"];
const AMOUNT: &[&str] = &["amount", "сумма", "сума", "кредит", "сумма платежа"];
const PURPOSE: &[&str] =
    &["purpose", "bill", "назначение", "назначение платежа", "прызначэнне плацяжу", "счёт", "счет"];

/// Reads a file row by row; rows that are blank are left out.
pub fn read(bytes: &[u8]) -> Result<Vec<Line>, Unreadable> {
    let text = text(bytes);
    let first = text.lines().next().unwrap_or_default();
    if text.trim().is_empty() {
        return Err(Unreadable::Empty);
    }
    let parted = [b';', b'\t', b','].into_iter().max_by_key(|mark| first.bytes().filter(|b| b == mark).count());
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(parted.unwrap_or(b';'))
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut records = reader.records().map_while(Result::ok);
    let names = records.next().ok_or(Unreadable::Empty)?;
    let column = |known: &[&str]| names.iter().position(|name| known.contains(&name.trim().to_lowercase().as_str()));
    let columns = [DATE, DOCUMENT, AMOUNT, PURPOSE].map(column);
    let [Some(date), Some(document), Some(amount), Some(purpose)] = columns else { return Err(Unreadable::NoColumns) };
    let mut lines = Vec::new();
    let mut numbered = Numbered { text: &text, at: 0, line: 1 };
    for record in records {
        if record.iter().all(|value| value.trim().is_empty()) {
            continue;
        }
        if lines.len() == MOST_ROWS {
            return Err(Unreadable::TooManyRows);
        }
        let value = |at: usize| record.get(at).unwrap_or_default().trim();
        lines.push(Line {
            number: numbered.line_of(record.position().map_or(0, csv::Position::byte)),
            bills: bills_in(value(purpose)),
            date: day(value(date)),
            document: cut(value(document)),
            amount: Byn::parse(value(amount)),
            written: [date, document, amount, purpose].map(|at| cut(value(at))),
        });
    }
    Ok(lines)
}

/// Lines of a text, counted on as its rows are read.
struct Numbered<'a> {
    text: &'a str,
    at: usize,
    line: i32,
}

impl Numbered<'_> {
    /// The line on which a row stands whose beginning the reader saw at a byte: before blank lines.
    fn line_of(&mut self, byte: u64) -> i32 {
        let start = usize::try_from(byte).unwrap_or(usize::MAX).clamp(self.at, self.text.len());
        let bytes = self.text.as_bytes();
        let blank = bytes[start..].iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
        let until = start + blank;
        let breaks = bytes[self.at..until].iter().filter(|b| **b == b'\n').count();
        self.line = self.line.saturating_add(i32::try_from(breaks).unwrap_or(i32::MAX));
        self.at = until;
        self.line
    }
}

/// Banks write UTF-8, with a mark at its beginning or without, or windows-1251.
fn text(bytes: &[u8]) -> String {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::WINDOWS_1251.decode_without_bom_handling(bytes).0.into_owned(),
    };
    // PostgreSQL keeps no NUL.
    text.trim_start_matches('\u{feff}').replace('\0', "")
}

/// `29.11.2026` or `2026-11-29`.
fn day(text: &str) -> Option<NaiveDate> {
    let day = NaiveDate::parse_from_str(text, "%d.%m.%Y").or_else(|_| NaiveDate::parse_from_str(text, "%Y-%m-%d"));
    day.ok().filter(|day| (1990..=2200).contains(&chrono::Datelike::year(day)))
}

fn cut(text: &str) -> String {
    text.chars().take(SHOWN).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use portal::code::{BILL_DIGITS, code, grouped};
    use proptest::prelude::*;

    fn one(text: &str) -> Line {
        read(text.as_bytes()).unwrap().remove(0)
    }

    #[test]
    fn files_of_several_banks_read_alike() {
        let bill = code(42, BILL_DIGITS);
        let files = [
            format!("date;document;amount;purpose\n2026-11-29;15;42,00;счёт {bill}\n"),
            format!(
                "\u{feff}Дата,Номер документа,Сумма,Назначение платежа\r\n29.11.2026,15,42.00,\"Плата, счёт {}\"\r\n",
                grouped(&bill)
            ),
            format!("purpose\tамount\tamount\tdocument\tdate\n{bill}\t\t42\t15\t29.11.2026"),
        ];
        for file in files {
            let line = one(&file);
            assert_eq!(line.bills.as_slice(), std::slice::from_ref(&bill), "{file}");
            assert_eq!(line.date, NaiveDate::from_ymd_opt(2026, 11, 29));
            assert_eq!((line.document.as_str(), line.amount), ("15", Some(Byn::kopecks(4200))));
        }
        let (old, ..) =
            encoding_rs::WINDOWS_1251.encode("Дата;Номер;Сумма;Назначение\n29.11.2026;15;42,00;нет счёта\n");
        let line = read(&old).unwrap().remove(0);
        assert_eq!((line.written[3].as_str(), line.bills.len(), line.number), ("нет счёта", 0, 2));
    }

    #[test]
    fn rows_keep_the_numbers_they_have_in_the_file() {
        let lines = read(b"date;document;amount;purpose\n;;;\n\nwrong;;-3;x\n").unwrap();
        assert_eq!(lines.iter().map(|line| line.number).collect::<Vec<_>>(), [4]);
        assert_eq!((lines[0].date, lines[0].amount), (None, None));
    }

    #[test]
    fn what_is_no_bank_file_says_why() {
        assert_eq!(read(b""), Err(Unreadable::Empty));
        assert_eq!(read(b" \n \n"), Err(Unreadable::Empty));
        assert_eq!(read(b"%PDF-1.7 \xff\xfe\n"), Err(Unreadable::NoColumns));
        assert_eq!(read(b"date;document;amount\n"), Err(Unreadable::NoColumns));
        let many = "date;document;amount;purpose\n".to_owned() + &"1;1;1;1\n".repeat(MOST_ROWS + 1);
        assert_eq!(read(many.as_bytes()), Err(Unreadable::TooManyRows));
    }

    proptest! {
        #[test]
        fn no_file_breaks_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = read(&bytes);
            let mut named = b"date;document;amount;purpose\n".to_vec();
            named.extend(bytes);
            for line in read(&named).unwrap_or_default() {
                prop_assert!(line.written.iter().all(|text| text.chars().count() <= SHOWN && !text.contains('\0')));
            }
        }
    }
}
