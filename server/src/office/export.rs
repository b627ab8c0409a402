//! An office's cases as a file, with chosen columns. Cases are read a thousand at a time and written as they come, so
//! that a hundred thousand need no more memory than a thousand. No cell is taken for a formula.

use crate::access::Supervisor;
use crate::clock::minsk;
use crate::failure::Failure;
use crate::state::AppState;
use crate::store::statistics::{self as store, Listed};
use crate::store::{AnyConn, Db, audit};
use app::l10n::Tr;
use app::pages::office::statistics::exported_head;
use app::pages::office::words;
use axum::body::Body;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use portal::application::{Channel, Status};
use rust_xlsxwriter::Workbook;
use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Seek, SeekFrom};
use tokio_util::io::ReaderStream;

/// Cases that are read at once.
const PIECE: i64 = 1_000;

/// Rows of a sheet below its head: a workbook takes no more.
const LONGEST_SHEET: u32 = 1_000_000;

/// What is listed and how.
#[derive(Clone)]
struct List {
    office: i32,
    time: (NaiveDate, NaiveDate),
    columns: Vec<&'static str>,
    tr: Tr,
}

impl List {
    async fn piece(&self, db: &Db, behind: &str) -> Result<Vec<Listed>, Failure> {
        let (office, time, behind) = (self.office, self.time, behind.to_owned());
        db.read(move |conn| store::listed(conn, office, time, &behind, PIECE).map_err(Failure::from)).await
    }

    fn heads(&self) -> Vec<String> {
        self.columns.iter().map(|code| exported_head(self.tr, code)).collect()
    }

    fn cells(&self, case: &Listed) -> Vec<String> {
        let tr = self.tr;
        let date = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        let cell = |code: &&str| match *code {
            "number" => case.number.as_deref().map(portal::code::grouped).unwrap_or_default(),
            "procedure" => tr.t(&format!("procedure-{}", case.procedure)),
            "status" => Status::from_code(&case.status).map(|status| words::status(tr, status).0).unwrap_or_default(),
            "channel" => {
                let channel = case.channel.as_deref().and_then(Channel::from_code);
                channel.map(|channel| words::channel(tr, channel)).unwrap_or_default()
            }
            "filed" => date(case.filed_on),
            "due" => date(case.due_on),
            "decided" => date(case.decided_at.map(|at| minsk(at).date())),
            "unp" => case.unp.map(|unp| unp.to_string()).unwrap_or_default(),
            "company" => case.company.clone().or_else(|| case.party.clone()).unwrap_or_default(),
            "clerk" => case.clerk.clone().unwrap_or_default(),
            _ => String::new(),
        };
        self.columns.iter().map(cell).collect()
    }
}

/// The cases of the supervisor's office filed in a time: CSV as a stream, or a workbook. That they were taken out is
/// recorded.
pub async fn cases(
    state: &AppState,
    supervisor: Supervisor,
    time: (NaiveDate, NaiveDate),
    columns: Vec<&'static str>,
    csv: bool,
    tr: Tr,
) -> Result<Response, Failure> {
    let (now, actor, office) = (state.clock.now(), supervisor.signed_in.actor(), supervisor.office);
    let record = move |conn: &mut AnyConn| -> Result<(), Failure> {
        Ok(audit::record(conn, &actor, "exported-cases", ("office", &office.to_string()), now)?)
    };
    state.db.write(record).await?;
    let list = List { office, time, columns, tr };
    let (kind, format, body) = match csv {
        true => ("text/csv; charset=utf-8", "csv", lines(state.db.clone(), list)),
        false => {
            ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", workbook(state, list).await?)
        }
    };
    let name = format!("attachment; filename=\"akno-cases-{}-{}.{format}\"", time.0, time.1);
    Ok(([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, name)], body).into_response())
}

/// CSV (RFC 4180, UTF-8 with a mark so that Excel knows it), piece by piece.
fn lines(db: Db, list: List) -> Body {
    let begin = Some((String::new(), true));
    let pieces = futures::stream::unfold((db, list, begin), |(db, list, place)| async move {
        let (behind, first) = place?;
        let piece = match list.piece(&db, &behind).await {
            Ok(piece) => piece,
            Err(failure) => {
                tracing::warn!("a list of cases broke off: {failure}");
                return Some((Err(std::io::Error::other(failure)), (db, list, None)));
            }
        };
        let text = match written(&list, &piece, first) {
            Ok(text) => text,
            Err(error) => return Some((Err(std::io::Error::other(error)), (db, list, None))),
        };
        let last = piece.last().map(|case| (case.id.clone(), false));
        Some((Ok(text), (db, list, last.filter(|_| piece.len() as i64 == PIECE))))
    });
    Body::from_stream(futures::StreamExt::fuse(pieces))
}

fn written(list: &List, piece: &[Listed], first: bool) -> Result<Vec<u8>, csv::Error> {
    let mut bytes = if first { "\u{feff}".as_bytes().to_vec() } else { Vec::new() };
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(&mut bytes);
    if first {
        writer.write_record(list.heads())?;
    }
    for case in piece {
        writer.write_record(list.cells(case).into_iter().map(defused))?;
    }
    writer.flush()?;
    drop(writer);
    Ok(bytes)
}

/// A spreadsheet takes what begins so for a formula; an apostrophe before it says that it is text.
fn defused(text: String) -> String {
    match text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
        true => format!("'{text}"),
        false => text,
    }
}

/// A workbook, made in a file that goes when it is sent.
async fn workbook(state: &AppState, list: List) -> Result<Body, Failure> {
    let (db, runtime) = (state.db.clone(), tokio::runtime::Handle::current());
    let make = move || -> Result<File, Failure> {
        let failed = |error: &dyn std::fmt::Display| Failure::Internal(format!("XLSX: {error}"));
        let mut workbook = Workbook::new();
        let (mut behind, mut more) = (String::new(), true);
        while more {
            // A sheet has an end: what does not fit goes on to the next.
            let sheet = workbook.add_worksheet_with_constant_memory().map_err(|error| failed(&error))?;
            for (column, head) in (0..).zip(list.heads()) {
                sheet.write_string(0, column, head).map_err(|error| failed(&error))?;
            }
            let mut row = 1;
            while more && row < LONGEST_SHEET {
                let piece = runtime.block_on(list.piece(&db, &behind))?;
                more = piece.len() as i64 == PIECE;
                for case in &piece {
                    for (column, cell) in (0..).zip(list.cells(case)) {
                        // As text, never as a formula.
                        sheet.write_string(row, column, cell).map_err(|error| failed(&error))?;
                    }
                    row += 1;
                }
                behind = piece.last().map_or(behind, |case| case.id.clone());
            }
        }
        let path = std::env::temp_dir().join(format!("akno-{}.xlsx", crate::random::token()));
        let mut file =
            OpenOptions::new().read(true).write(true).create_new(true).open(&path).map_err(|error| failed(&error))?;
        let saved = workbook.save_to_writer(BufWriter::new(&file));
        // The open file stays readable.
        let removed = std::fs::remove_file(&path);
        saved.map_err(|error| failed(&error))?;
        removed.and_then(|()| file.seek(SeekFrom::Start(0))).map_err(|error| failed(&error))?;
        Ok(file)
    };
    let made = tokio::task::spawn_blocking(make).await.map_err(|error| Failure::Internal(error.to_string()))??;
    Ok(Body::from_stream(ReaderStream::with_capacity(tokio::fs::File::from_std(made), 64 * 1024)))
}
