//! XLSX: text is written as text, so that nothing in it is taken for a formula; a sheet that is full
//! is followed by another.

use crate::schema::{Kind, Value};
use chrono::NaiveDate;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use std::io;
use std::path::Path;

/// Rows of a sheet below its head: what Excel can hold.
const FULL: u32 = 1_048_575;
/// Characters of a cell that Excel can hold.
const LONGEST: usize = 32_767;

/// A workbook that is being written.
pub struct Xlsx {
    workbook: Workbook,
    sheet: Option<Worksheet>,
    heads: Vec<(String, Kind)>,
    row: u32,
    day: Format,
    bold: Format,
}

impl Xlsx {
    /// Begins one with the names of its columns and what is in them.
    pub fn create(heads: Vec<(String, Kind)>) -> io::Result<Xlsx> {
        let mut workbook = Workbook::new();
        // A fixed moment: the same rows give the same bytes.
        let made = ExcelDateTime::from_ymd(2020, 1, 1).map_err(failed)?;
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
        let mut xlsx = Xlsx {
            workbook,
            sheet: None,
            heads,
            row: 0,
            day: Format::new().set_num_format("yyyy-mm-dd"),
            bold: Format::new().set_bold(),
        };
        xlsx.next_sheet().map_err(failed)?;
        Ok(xlsx)
    }

    fn next_sheet(&mut self) -> Result<(), XlsxError> {
        if let Some(full) = self.sheet.take() {
            self.workbook.push_worksheet(full);
        }
        let mut sheet = self.workbook.new_worksheet_with_constant_memory()?;
        sheet.set_freeze_panes(1, 0)?;
        for (place, (name, kind)) in (0..).zip(&self.heads) {
            if *kind == Kind::Date {
                sheet.set_column_width(place, 11)?;
            }
            sheet.write_string_with_format(0, place, name, &self.bold)?;
        }
        self.sheet = Some(sheet);
        self.row = 0;
        Ok(())
    }

    pub fn row(&mut self, values: &[Value]) -> io::Result<()> {
        if self.row == FULL {
            self.next_sheet().map_err(failed)?;
        }
        self.row += 1;
        let Some(sheet) = &mut self.sheet else { return Ok(()) };
        for (place, value) in (0..).zip(values) {
            let row = self.row;
            let written = match value {
                Value::Nothing => continue,
                Value::Text(text) if text.chars().count() > LONGEST => {
                    return Err(io::Error::other("a text is longer than a cell of XLSX can hold"));
                }
                Value::Text(text) => sheet.write_string(row, place, text),
                // Beyond 15 digits Excel would round.
                Value::Integer(number) if number.unsigned_abs() >= 1_000_000_000_000_000 => {
                    sheet.write_string(row, place, number.to_string())
                }
                Value::Integer(number) => sheet.write_number(row, place, *number as f64),
                Value::Number(number) => sheet.write_number(row, place, *number),
                Value::Boolean(yes) => sheet.write_boolean(row, place, *yes),
                // Excel's days begin with 1900.
                Value::Date(day) if *day < NaiveDate::from_ymd_opt(1900, 3, 1).unwrap_or_default() => {
                    sheet.write_string(row, place, day.to_string())
                }
                Value::Date(day) => sheet.write_number_with_format(row, place, serial(*day), &self.day),
            };
            written.map_err(failed)?;
        }
        Ok(())
    }

    pub fn finish(mut self, path: &Path) -> io::Result<()> {
        if let Some(last) = self.sheet.take() {
            self.workbook.push_worksheet(last);
        }
        self.workbook.save(path).map_err(failed)
    }
}

/// A day as Excel counts it: 1 March 1900 is 61.
fn serial(day: NaiveDate) -> f64 {
    let beginning = NaiveDate::from_ymd_opt(1899, 12, 30).unwrap_or_default();
    (day - beginning).num_days() as f64
}

fn failed(error: XlsxError) -> io::Error {
    io::Error::other(format!("XLSX: {error}"))
}
