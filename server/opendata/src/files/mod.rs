//! The files of one version: every format written in one pass over the rows, in memory that does not
//! grow with their number.

mod ods;
mod parquet;
mod text;
mod xlsx;

pub use ods::Ods;
pub use xlsx::Xlsx;

use crate::schema::{Schema, Value};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// A format in which every version is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    Csv,
    Json,
    Ndjson,
    Xlsx,
    Ods,
    Parquet,
}

impl Format {
    pub const ALL: [Format; 6] =
        [Format::Csv, Format::Json, Format::Ndjson, Format::Xlsx, Format::Ods, Format::Parquet];

    /// The word in the database and the ending of the file's name.
    pub fn code(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::Json => "json",
            Format::Ndjson => "ndjson",
            Format::Xlsx => "xlsx",
            Format::Ods => "ods",
            Format::Parquet => "parquet",
        }
    }

    pub fn from_code(code: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|format| format.code() == code)
    }

    /// The registered media type; NDJSON has none and uses the one in use.
    pub fn media_type(self) -> &'static str {
        match self {
            Format::Csv => "text/csv",
            Format::Json => "application/json",
            Format::Ndjson => "application/x-ndjson",
            Format::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Format::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            Format::Parquet => "application/vnd.apache.parquet",
        }
    }

    /// The name people know.
    pub fn label(self) -> &'static str {
        match self {
            Format::Csv => "CSV",
            Format::Json => "JSON",
            Format::Ndjson => "NDJSON",
            Format::Xlsx => "XLSX",
            Format::Ods => "ODS",
            Format::Parquet => "Parquet",
        }
    }

    /// Whether a compressed copy is smaller: the others are compressed inside.
    pub fn compresses(self) -> bool {
        matches!(self, Format::Csv | Format::Json | Format::Ndjson)
    }
}

/// A file that was made.
#[derive(Clone, Debug)]
pub struct MadeFile {
    pub format: Format,
    pub path: PathBuf,
    pub size: u64,
    /// SHA-256, in hexadecimal.
    pub sha256: String,
}

/// The files being written. The same rows give the same bytes.
pub struct FileSet {
    folder: PathBuf,
    width: usize,
    rows: u64,
    csv: text::Csv,
    json: text::Json,
    ndjson: text::Ndjson,
    xlsx: Xlsx,
    ods: Ods,
    parquet: parquet::Parquet,
}

impl FileSet {
    /// Begins the files of a version in an empty folder.
    pub fn create(folder: &Path, schema: &Schema) -> io::Result<FileSet> {
        let path = |format| path(folder, format);
        let heads = || schema.fields.iter().map(|field| (field.name.clone(), field.kind));
        Ok(FileSet {
            folder: folder.to_owned(),
            width: schema.fields.len(),
            rows: 0,
            csv: text::Csv::create(&path(Format::Csv), schema)?,
            json: text::Json::create(&path(Format::Json), schema)?,
            ndjson: text::Ndjson::create(&path(Format::Ndjson), schema)?,
            xlsx: Xlsx::create(heads().collect())?,
            ods: Ods::create(&path(Format::Ods), heads().map(|(name, _)| name).collect())?,
            parquet: parquet::Parquet::create(&path(Format::Parquet), schema)?,
        })
    }

    /// Adds a row, in the order of the schema's columns; rows come sorted by the schema's key.
    pub fn row(&mut self, values: Vec<Value>) -> io::Result<()> {
        if values.len() != self.width {
            return Err(io::Error::other(format!("a row has {} values of {}", values.len(), self.width)));
        }
        self.csv.row(&values)?;
        self.json.row(&values)?;
        self.ndjson.row(&values)?;
        self.xlsx.row(&values)?;
        self.ods.row(&values)?;
        self.parquet.row(values)?;
        self.rows += 1;
        Ok(())
    }

    /// Ends the files: how many rows, and each file with its hash.
    pub fn finish(self) -> io::Result<(u64, Vec<MadeFile>)> {
        self.csv.finish()?;
        self.json.finish()?;
        self.ndjson.finish()?;
        self.xlsx.finish(&path(&self.folder, Format::Xlsx))?;
        self.ods.finish()?;
        self.parquet.finish()?;
        let made = Format::ALL.into_iter().map(|format| {
            let path = path(&self.folder, format);
            let (size, sha256) = digest(&path)?;
            Ok(MadeFile { format, path, size, sha256 })
        });
        Ok((self.rows, made.collect::<io::Result<_>>()?))
    }
}

fn path(folder: &Path, format: Format) -> PathBuf {
    folder.join(format!("rows.{}", format.code()))
}

/// Size and SHA-256 of a file.
fn digest(path: &Path) -> io::Result<(u64, String)> {
    let (mut file, mut hash, mut size) = (File::open(path)?, Sha256::new(), 0);
    let mut piece = vec![0; 64 * 1024];
    loop {
        let read = file.read(&mut piece)?;
        if read == 0 {
            break;
        }
        size += read as u64;
        hash.update(&piece[..read]);
    }
    let hex = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    Ok((size, hex))
}

#[cfg(test)]
mod tests;
