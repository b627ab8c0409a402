//! ODS (OpenDocument 1.3 §§ 3, 9 and 19), written row by row: text is text and nothing is a formula; a
//! sheet that is full is followed by another.

use crate::schema::Value;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

const MEDIA_TYPE: &str = "application/vnd.oasis.opendocument.spreadsheet";
/// Rows of a sheet below its head: what spreadsheet programs can hold.
const FULL: u32 = 1_048_575;
/// Bytes that are collected before they are compressed.
const PIECE: usize = 64 * 1024;

const BEGINNING: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8"?>"#,
    r#"<office:document-content office:version="1.3""#,
    r#" xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0""#,
    r#" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0""#,
    r#" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0""#,
    r#" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0""#,
    r#" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0""#,
    r#" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0">"#,
    r#"<office:automatic-styles><number:date-style style:name="iso"><number:year number:style="long"/>"#,
    r#"<number:text>-</number:text><number:month number:style="long"/><number:text>-</number:text>"#,
    r#"<number:day number:style="long"/></number:date-style>"#,
    r#"<style:style style:name="day" style:family="table-cell" style:data-style-name="iso"/>"#,
    r#"<style:style style:name="head" style:family="table-cell"><style:text-properties fo:font-weight="bold"/>"#,
    r#"</style:style></office:automatic-styles><office:body><office:spreadsheet>"#
);
const END: &str = "</table:table></office:spreadsheet></office:body></office:document-content>";
const MANIFEST: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8"?>"#,
    r#"<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">"#,
    r#"<manifest:file-entry manifest:full-path="/" manifest:version="1.3" "#,
    r#"manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>"#,
    r#"<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>"#
);

/// A spreadsheet that is being written.
pub struct Ods {
    zip: ZipWriter<BufWriter<File>>,
    names: Vec<String>,
    /// XML that waits to be compressed.
    waiting: String,
    sheet: u32,
    row: u32,
}

impl Ods {
    /// Begins one with the names of its columns.
    pub fn create(path: &Path, names: Vec<String>) -> io::Result<Ods> {
        let mut zip = ZipWriter::new(BufWriter::new(File::create(path)?));
        // The media type comes first and is stored as it is, so that the file is known by its first bytes.
        zip.start_file("mimetype", options().compression_method(CompressionMethod::Stored))?;
        zip.write_all(MEDIA_TYPE.as_bytes())?;
        zip.start_file("META-INF/manifest.xml", options())?;
        zip.write_all(MANIFEST.as_bytes())?;
        zip.start_file("content.xml", options().large_file(true))?;
        let mut ods = Ods { zip, names, waiting: BEGINNING.to_owned(), sheet: 0, row: 0 };
        ods.next_sheet();
        Ok(ods)
    }

    fn next_sheet(&mut self) {
        if self.sheet > 0 {
            self.waiting.push_str("</table:table>");
        }
        self.sheet += 1;
        self.row = 0;
        // Writing into memory does not fail.
        let _ = write!(self.waiting, r#"<table:table table:name="Sheet{}"><table:table-column"#, self.sheet);
        let _ =
            write!(self.waiting, r#" table:number-columns-repeated="{}"/><table:table-row>"#, self.names.len().max(1));
        for name in &self.names {
            self.waiting.push_str(r#"<table:table-cell table:style-name="head" office:value-type="string">"#);
            paragraphs(&mut self.waiting, name);
            self.waiting.push_str("</table:table-cell>");
        }
        self.waiting.push_str("</table:table-row>");
    }

    pub fn row(&mut self, values: &[Value]) -> io::Result<()> {
        if self.row == FULL {
            self.next_sheet();
        }
        self.row += 1;
        self.waiting.push_str("<table:table-row>");
        for value in values {
            cell(&mut self.waiting, value);
        }
        self.waiting.push_str("</table:table-row>");
        if self.waiting.len() >= PIECE { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.zip.write_all(self.waiting.as_bytes())?;
        self.waiting.clear();
        Ok(())
    }

    pub fn finish(mut self) -> io::Result<()> {
        self.waiting.push_str(END);
        self.flush()?;
        self.zip.finish()?.flush()
    }
}

/// A fixed moment: the same rows give the same bytes.
fn options() -> SimpleFileOptions {
    SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).last_modified_time(DateTime::default())
}

fn cell(out: &mut String, value: &Value) {
    let attributes = match value {
        Value::Nothing => return out.push_str("<table:table-cell/>"),
        Value::Text(text) => {
            out.push_str(r#"<table:table-cell office:value-type="string">"#);
            paragraphs(out, text);
            return out.push_str("</table:table-cell>");
        }
        // Beyond 15 digits a spreadsheet would round.
        Value::Integer(number) if number.unsigned_abs() >= 1_000_000_000_000_000 => {
            return cell(out, &Value::Text(number.to_string()));
        }
        Value::Integer(number) => format!(r#"office:value-type="float" office:value="{number}""#),
        Value::Number(number) => format!(r#"office:value-type="float" office:value="{number}""#),
        Value::Boolean(yes) => format!(r#"office:value-type="boolean" office:boolean-value="{yes}""#),
        Value::Date(day) => {
            format!(r#"table:style-name="day" office:value-type="date" office:date-value="{day}""#)
        }
    };
    let _ = write!(out, "<table:table-cell {attributes}><text:p>{}</text:p></table:table-cell>", value.to_text());
}

/// A text as paragraphs: white space that XML readers would fold has elements of its own (§ 6.1.2).
fn paragraphs(out: &mut String, text: &str) {
    for line in text.split('\n') {
        out.push_str("<text:p>");
        let mut after_space = true;
        for character in line.chars() {
            match character {
                ' ' if after_space => out.push_str("<text:s/>"),
                '\t' => out.push_str("<text:tab/>"),
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                '\r' => {}
                // XML 1.0 has no other control characters.
                '\0'..='\x1f' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
                other => out.push(other),
            }
            after_space = character == ' ';
        }
        out.push_str("</text:p>");
    }
}
