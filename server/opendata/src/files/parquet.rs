//! Parquet: zstd, row groups of 100,000 rows, sorted by the schema's key, so that a look-up by key
//! over HTTP ranges reads the foot and one row group's pages.

use crate::schema::{Kind, Schema, Value};
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical, ZstdLevel};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::SortingColumn;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::Type;
use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::Arc;

const ROW_GROUP: usize = 100_000;
/// 1970-01-01 as days from the beginning of our era.
const EPOCH: i32 = 719_163;

pub(super) struct Parquet {
    writer: SerializedFileWriter<File>,
    kinds: Vec<Kind>,
    columns: Vec<Vec<Value>>,
    waiting: usize,
}

impl Parquet {
    pub fn create(path: &Path, schema: &Schema) -> io::Result<Parquet> {
        let made = || -> Result<SerializedFileWriter<File>, ParquetError> {
            let fields = schema.fields.iter().map(|field| column(&field.name, field.kind).map(Arc::new));
            let table = Type::group_type_builder("rows").with_fields(fields.collect::<Result<_, _>>()?).build()?;
            let sorted = schema.key.iter().filter_map(|name| schema.place(name));
            let sorted = sorted
                .map(|place| SortingColumn { column_idx: place as i32, descending: false, nulls_first: false })
                .collect();
            let settings = WriterProperties::builder()
                .set_compression(Compression::ZSTD(ZstdLevel::try_new(9)?))
                .set_created_by("akno".to_owned())
                .set_sorting_columns(Some(sorted))
                .build();
            let file = File::create(path)?;
            SerializedFileWriter::new(file, Arc::new(table), Arc::new(settings))
        };
        let kinds: Vec<Kind> = schema.fields.iter().map(|field| field.kind).collect();
        let columns = vec![Vec::new(); kinds.len()];
        Ok(Parquet { writer: made().map_err(failed)?, kinds, columns, waiting: 0 })
    }

    pub fn row(&mut self, values: Vec<Value>) -> io::Result<()> {
        for (column, value) in self.columns.iter_mut().zip(values) {
            column.push(value);
        }
        self.waiting += 1;
        if self.waiting == ROW_GROUP { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.waiting == 0 {
            return Ok(());
        }
        let mut write = || -> Result<(), ParquetError> {
            let mut group = self.writer.next_row_group()?;
            for (kind, values) in self.kinds.iter().zip(&mut self.columns) {
                write_column(&mut group, *kind, std::mem::take(values))?;
            }
            group.close().map(drop)
        };
        write().map_err(failed)?;
        self.waiting = 0;
        Ok(())
    }

    pub fn finish(mut self) -> io::Result<()> {
        self.flush()?;
        self.writer.close().map(drop).map_err(failed)
    }
}

/// Every column may be empty: a schema that later asks less stays readable together with this one.
fn column(name: &str, kind: Kind) -> Result<Type, ParquetError> {
    let (physical, logical) = match kind {
        Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Kind::Integer => (Physical::INT64, None),
        Kind::Number => (Physical::DOUBLE, None),
        Kind::Boolean => (Physical::BOOLEAN, None),
        Kind::Date => (Physical::INT32, Some(LogicalType::Date)),
    };
    Type::primitive_type_builder(name, physical)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(logical)
        .build()
}

fn write_column(
    group: &mut SerializedRowGroupWriter<'_, File>,
    kind: Kind,
    values: Vec<Value>,
) -> Result<(), ParquetError> {
    match kind {
        Kind::Text => write::<ByteArrayType>(group, values, |value| match value {
            Value::Text(text) => Some(ByteArray::from(text.into_bytes())),
            _ => None,
        }),
        Kind::Integer => write::<Int64Type>(group, values, |value| match value {
            Value::Integer(number) => Some(number),
            _ => None,
        }),
        Kind::Number => write::<DoubleType>(group, values, |value| match value {
            Value::Number(number) => Some(number),
            _ => None,
        }),
        Kind::Boolean => write::<BoolType>(group, values, |value| match value {
            Value::Boolean(yes) => Some(yes),
            _ => None,
        }),
        Kind::Date => write::<Int32Type>(group, values, |value| match value {
            Value::Date(day) => Some(chrono::Datelike::num_days_from_ce(&day) - EPOCH),
            _ => None,
        }),
    }
}

fn write<T: DataType>(
    group: &mut SerializedRowGroupWriter<'_, File>,
    values: Vec<Value>,
    read: fn(Value) -> Option<T::T>,
) -> Result<(), ParquetError> {
    let (mut there, mut levels) = (Vec::with_capacity(values.len()), Vec::with_capacity(values.len()));
    for value in values {
        let value = read(value);
        levels.push(i16::from(value.is_some()));
        there.extend(value);
    }
    let Some(mut column) = group.next_column()? else {
        return Err(ParquetError::General("there are more columns than the schema has".to_owned()));
    };
    column.typed::<T>().write_batch(&there, Some(&levels), None)?;
    column.close()
}

fn failed(error: ParquetError) -> io::Error {
    io::Error::other(format!("Parquet: {error}"))
}
