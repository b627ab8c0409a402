//! Every row that filters leave, sent as it is read: `limit=all` of `/api/v1/data/{set}/rows`, as CSV or NDJSON.
//! Memory does not grow with the number of rows, and nothing is cut off without a word: where something breaks, the
//! answer breaks off too.

use super::pieces::{FULL, filled};
use super::question::stored;
use crate::failure::Failure;
use crate::state::AppState;
use axum::body::Body;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use opendata::rows::{Passing, Question, cell};
use opendata::{Published, Schema};
use serde_json::Map;
use std::fs::File;
use std::io;

/// What is asked of all rows.
struct Wanted {
    schema: Schema,
    question: Question,
    /// Columns of the answer.
    columns: Vec<usize>,
}

/// The answer to a program: `columns` of the rows of a question, as CSV or NDJSON.
pub(super) fn answer(
    state: &AppState,
    published: &Published,
    question: Question,
    columns: Vec<usize>,
    lines: bool,
) -> Result<Response, Failure> {
    let path = stored(state, published)?;
    let file =
        File::open(path).map_err(|error| Failure::Internal(format!("a published file cannot be read: {error}")))?;
    let wanted = Wanted { schema: published.passport.schema.clone(), question, columns };
    let (mut rows, mut begins) = (Passing::of(file), true);
    let pieces = filled(move |piece| match lines {
        true => wanted.ndjson(&mut rows, piece),
        false => wanted.csv(&mut rows, std::mem::take(&mut begins), piece),
    });
    let body = Body::from_stream(pieces);
    let (kind, ending) = if lines { ("application/x-ndjson", "ndjson") } else { ("text/csv", "csv") };
    let name = format!("attachment; filename=\"{}-rows.{ending}\"", published.passport.id);
    let head = [(header::CONTENT_TYPE, format!("{kind}; charset=utf-8")), (header::CONTENT_DISPOSITION, name)];
    Ok((head, body).into_response())
}

impl Wanted {
    /// Cells are passed on as they stand in the file. The first piece begins with the names of the columns.
    fn csv(&self, rows: &mut Passing<File>, begins: bool, piece: &mut Vec<u8>) -> io::Result<bool> {
        let Wanted { schema, question, columns } = self;
        let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(piece);
        if begins {
            csv.write_record(columns.iter().map(|column| &schema.fields[*column].name))?;
        }
        let all = columns.iter().copied().eq(0..schema.fields.len());
        let more = rows.go_on(schema, question, |_, record| {
            match all {
                true => csv.write_byte_record(record.as_byte_record())?,
                false => csv.write_record(columns.iter().map(|column| record.get(*column).unwrap_or("")))?,
            }
            Ok(csv.get_ref().len() < FULL)
        })?;
        csv.flush()?;
        Ok(more)
    }

    fn ndjson(&self, rows: &mut Passing<File>, piece: &mut Vec<u8>) -> io::Result<bool> {
        let Wanted { schema, question, columns } = self;
        rows.go_on(schema, question, |number, record| {
            let mut object = Map::new();
            object.insert("_id".to_owned(), number.into());
            for column in columns {
                object.insert(schema.fields[*column].name.clone(), cell(schema, record, *column).to_json());
            }
            serde_json::to_writer(&mut *piece, &serde_json::Value::Object(object))?;
            piece.push(b'\n');
            Ok(piece.len() < FULL)
        })
    }
}
