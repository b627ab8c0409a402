//! A list of cases written into a file: CSV, XLSX or ODS, row by row.

use super::{List, next};
use crate::failure::Failure;
use crate::store::statistics::Listed;
use opendata::files::{Ods, Xlsx};
use opendata::{Format, Value};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Writes a list into a file; how many cases it has.
pub async fn write(list: List, format: Format, path: &Path) -> Result<i64, Failure> {
    let (runtime, path) = (tokio::runtime::Handle::current(), path.to_owned());
    let failed = |error: io::Error| Failure::Internal(format!("a list of cases: {error}"));
    let make = move || -> Result<i64, Failure> {
        let mut book = Book::create(&list, format, &path).map_err(failed)?;
        let (mut behind, mut cases) = (None, 0);
        loop {
            let piece = runtime.block_on(list.piece(behind))?;
            book.add(&list, &piece, cases == 0).map_err(failed)?;
            cases += piece.len() as i64;
            behind = next(&piece);
            if behind.is_none() {
                break;
            }
        }
        book.finish(&path).map_err(failed)?;
        Ok(cases)
    };
    tokio::task::spawn_blocking(make).await.map_err(|error| Failure::Internal(error.to_string()))?
}

enum Book {
    Csv(BufWriter<File>),
    Ods(Box<Ods>),
    Xlsx(Box<Xlsx>),
}

impl Book {
    fn create(list: &List, format: Format, path: &Path) -> io::Result<Book> {
        Ok(match format {
            Format::Ods => {
                Book::Ods(Box::new(Ods::create(path, list.heads().into_iter().map(|(head, _)| head).collect())?))
            }
            Format::Xlsx => Book::Xlsx(Box::new(Xlsx::create(list.heads())?)),
            _ => Book::Csv(BufWriter::new(File::create(path)?)),
        })
    }

    fn add(&mut self, list: &List, piece: &[Listed], first: bool) -> io::Result<()> {
        match self {
            Book::Csv(file) => file.write_all(&lines(list, piece, first)?),
            Book::Ods(book) => piece.iter().try_for_each(|case| book.row(&list.cells(case))),
            Book::Xlsx(book) => piece.iter().try_for_each(|case| book.row(&list.cells(case))),
        }
    }

    fn finish(self, path: &Path) -> io::Result<()> {
        match self {
            Book::Csv(mut file) => file.flush(),
            Book::Ods(book) => book.finish(),
            Book::Xlsx(book) => book.finish(path),
        }
    }
}

/// A piece as CSV (RFC 4180, UTF-8 with a mark so that Excel knows it); the first with the head.
pub fn lines(list: &List, piece: &[Listed], first: bool) -> io::Result<Vec<u8>> {
    let mut bytes = if first { "\u{feff}".as_bytes().to_vec() } else { Vec::new() };
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(&mut bytes);
    if first {
        writer.write_record(list.heads().into_iter().map(|(head, _)| head))?;
    }
    for case in piece {
        writer.write_record(list.cells(case).into_iter().map(defused))?;
    }
    writer.flush()?;
    drop(writer);
    Ok(bytes)
}

/// A spreadsheet takes what begins so for a formula; an apostrophe before it says that it is text. A number is one.
pub(super) fn defused(value: Value) -> String {
    let text = value.to_text();
    if matches!(value, Value::Integer(_) | Value::Number(_)) {
        return text;
    }
    match text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
        true => format!("'{text}"),
        false => text,
    }
}
