//! A small table as a file: CSV, XLSX or ODS, all of it in memory at the end.

use super::writing::defused;
use crate::failure::Failure;
use opendata::files::{Ods, Xlsx};
use opendata::{Format, Kind, Value};
use std::io;
use std::path::Path;

/// The bytes of a table with its heads.
///
/// # Errors
/// Where the folder for what is written in between is full or missing.
pub fn bytes(format: Format, heads: Vec<(String, Kind)>, rows: &[Vec<Value>]) -> Result<Vec<u8>, Failure> {
    made(format, heads, rows).map_err(|error| Failure::Internal(format!("a table: {error}")))
}

fn made(format: Format, heads: Vec<(String, Kind)>, rows: &[Vec<Value>]) -> io::Result<Vec<u8>> {
    if format == Format::Csv {
        let mut bytes = "\u{feff}".as_bytes().to_vec();
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(&mut bytes);
        writer.write_record(heads.into_iter().map(|(head, _)| head))?;
        for row in rows {
            writer.write_record(row.iter().cloned().map(defused))?;
        }
        writer.flush()?;
        drop(writer);
        return Ok(bytes);
    }
    let path = std::env::temp_dir().join(format!("akno-{}.{}", crate::random::token(), format.code()));
    let read = workbook(format, heads, rows, &path).and_then(|()| std::fs::read(&path));
    // Where it could not even be made there is nothing to remove.
    let _ = std::fs::remove_file(&path);
    read
}

fn workbook(format: Format, heads: Vec<(String, Kind)>, rows: &[Vec<Value>], path: &Path) -> io::Result<()> {
    if format == Format::Ods {
        let mut book = Ods::create(path, heads.into_iter().map(|(head, _)| head).collect())?;
        rows.iter().try_for_each(|row| book.row(row))?;
        return book.finish();
    }
    let mut book = Xlsx::create(heads)?;
    rows.iter().try_for_each(|row| book.row(row))?;
    book.finish(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_a_file_in_each_format_and_no_cell_is_a_formula() {
        let heads = || vec![("Имя".to_owned(), Kind::Text), ("Дел".to_owned(), Kind::Integer)];
        let rows = vec![vec![Value::Text("=1+1".into()), Value::Integer(-3)], vec![Value::Nothing, Value::Integer(0)]];
        let csv = String::from_utf8(bytes(Format::Csv, heads(), &rows).unwrap()).unwrap();
        assert_eq!(csv, "\u{feff}Имя,Дел\r\n'=1+1,-3\r\n,0\r\n");
        for format in [Format::Xlsx, Format::Ods] {
            assert!(bytes(format, heads(), &rows).unwrap().starts_with(b"PK"), "{format:?}");
        }
    }
}
