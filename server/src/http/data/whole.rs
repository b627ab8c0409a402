//! Every row that filters leave, sent as it is read: `limit=all` of `/api/v1/data/{set}/rows`, as CSV or NDJSON.
//! Memory does not grow with the number of rows, and nothing is cut off without a word: where something breaks, the
//! answer breaks off too.

use super::pieces::Pieces;
use super::question::stored;
use crate::failure::Failure;
use crate::state::AppState;
use axum::body::Body;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use opendata::rows::{Question, cell, copy};
use opendata::{Published, Schema};
use serde_json::Map;
use std::fs::File;
use std::io::{self, Write};
use tokio::sync::mpsc;

/// Pieces that wait for a slow reader.
const WAITING: usize = 2;

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
    let schema = published.passport.schema.clone();
    let (sender, receiver) = mpsc::channel(WAITING);
    tokio::task::spawn_blocking(move || {
        let mut out = Pieces::new(sender.clone());
        let done = match lines {
            true => ndjson(file, &schema, &question, &columns, &mut out),
            false => csv(file, &schema, &question, &columns, &mut out),
        };
        // A fault ends the answer without its end, so that nobody takes a part for the whole.
        if let Err(error) = done.and_then(|()| out.flush()) {
            let _ = sender.blocking_send(Err(error));
        }
    });
    let pieces = futures::stream::unfold(receiver, |mut receiver| async {
        let piece = receiver.recv().await?;
        Some((piece, receiver))
    });
    // Compression asks once more after the end.
    let body = Body::from_stream(futures::StreamExt::fuse(pieces));
    let (kind, ending) = if lines { ("application/x-ndjson", "ndjson") } else { ("text/csv", "csv") };
    let name = format!("attachment; filename=\"{}-rows.{ending}\"", published.passport.id);
    let head = [(header::CONTENT_TYPE, format!("{kind}; charset=utf-8")), (header::CONTENT_DISPOSITION, name)];
    Ok((head, body).into_response())
}

/// Cells are passed on as they stand in the file.
fn csv(file: File, schema: &Schema, question: &Question, columns: &[usize], out: &mut impl Write) -> io::Result<()> {
    let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    csv.write_record(columns.iter().map(|column| &schema.fields[*column].name))?;
    let all = columns.iter().copied().eq(0..schema.fields.len());
    copy(file, schema, question, |_, record| match all {
        true => Ok(csv.write_byte_record(record.as_byte_record())?),
        false => Ok(csv.write_record(columns.iter().map(|column| record.get(*column).unwrap_or("")))?),
    })?;
    csv.flush()
}

fn ndjson(file: File, schema: &Schema, question: &Question, columns: &[usize], out: &mut impl Write) -> io::Result<()> {
    copy(file, schema, question, |number, record| {
        let mut object = Map::new();
        object.insert("_id".to_owned(), number.into());
        for column in columns {
            object.insert(schema.fields[*column].name.clone(), cell(schema, record, *column).to_json());
        }
        serde_json::to_writer(&mut *out, &serde_json::Value::Object(object))?;
        out.write_all(b"\n")
    })
    .map(drop)
}
