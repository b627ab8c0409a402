//! An office's cases as a file, with chosen columns. Cases are read a thousand at a time and written as they come, so
//! that a hundred thousand need no more memory than a thousand. No cell is taken for a formula.

pub mod orders;
pub mod sheet;
mod writing;

use super::term;
use crate::access::Supervisor;
use crate::clock::minsk;
use crate::failure::Failure;
use crate::state::AppState;
use crate::store::applications::EventRow;
use crate::store::statistics::{self as store, Behind, Listed};
use crate::store::{AnyConn, audit};
use app::l10n::Tr;
use app::pages::office::statistics::{EXPORTED, exported_head};
use app::pages::office::words;
use axum::body::Body;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use opendata::{Format, Kind, Value};
use portal::application::{Channel, Status};
use std::collections::HashMap;
use std::fs::File;
use tokio_util::io::ReaderStream;

/// Cases that are read at once.
const PIECE: i64 = 1_000;

/// The formats of the file; the first is the one that is offered.
pub const FORMATS: [Format; 3] = [Format::Xlsx, Format::Ods, Format::Csv];

/// What is listed and how.
#[derive(Clone)]
pub struct List {
    state: AppState,
    office: i32,
    time: (NaiveDate, NaiveDate),
    columns: Vec<&'static str>,
    tr: Tr,
}

impl List {
    /// Of an office, filed in a time. Columns that are not known are left out; without any all are there.
    pub fn of(state: &AppState, office: i32, time: (NaiveDate, NaiveDate), columns: &[String], tr: Tr) -> List {
        let chosen = |code: &&&str| columns.iter().any(|column| column == **code);
        let mut known: Vec<&'static str> = EXPORTED.iter().filter(chosen).copied().collect();
        if known.is_empty() {
            known = EXPORTED.into();
        }
        List { state: state.clone(), office, time, columns: known, tr }
    }

    async fn piece(&self, behind: Option<Behind>) -> Result<Vec<Listed>, Failure> {
        let (office, time, state) = (self.office, self.time, self.state.clone());
        let with_due = self.columns.contains(&"due");
        let load = move |conn: &mut AnyConn| -> Result<Vec<Listed>, Failure> {
            let mut piece = store::listed(conn, office, time, behind.as_ref(), PIECE)?;
            if with_due {
                reckon_due(conn, &state, &mut piece)?;
            }
            Ok(piece)
        };
        self.state.db.read(load).await
    }

    fn heads(&self) -> Vec<(String, Kind)> {
        let kind = |code: &str| match code {
            "filed" | "due" | "decided" => Kind::Date,
            "unp" => Kind::Integer,
            _ => Kind::Text,
        };
        self.columns.iter().map(|code| (exported_head(self.tr, code), kind(code))).collect()
    }

    fn cells(&self, case: &Listed) -> Vec<Value> {
        let tr = self.tr;
        let date = |day: Option<NaiveDate>| day.map_or(Value::Nothing, Value::Date);
        let text = |text: Option<String>| text.filter(|text| !text.is_empty()).map_or(Value::Nothing, Value::Text);
        let cell = |code: &&str| match *code {
            "number" => text(case.number.as_deref().map(portal::code::grouped)),
            "procedure" => text(Some(tr.t(&format!("procedure-{}", case.procedure)))),
            "status" => text(Status::from_code(&case.status).map(|status| words::status(tr, status).0)),
            "channel" => {
                let channel = case.channel.as_deref().and_then(Channel::from_code);
                text(channel.map(|channel| words::channel(tr, channel)))
            }
            "filed" => date(case.filed_on),
            "due" => date(case.due_on),
            "decided" => date(case.decided_at.map(|at| minsk(at).date())),
            "unp" => case.unp.map_or(Value::Nothing, Value::Integer),
            "company" => text(case.company.clone().or_else(|| case.party.clone())),
            "clerk" => text(case.clerk.clone()),
            _ => Value::Nothing,
        };
        self.columns.iter().map(cell).collect()
    }
}

/// The last days of decided cases, so that the file shows which were in time.
fn reckon_due(conn: &mut AnyConn, state: &AppState, piece: &mut [Listed]) -> Result<(), Failure> {
    let forgotten = |case: &Listed| {
        let status = Status::from_code(&case.status);
        case.due_on.is_none() && status.is_some_and(|status| Status::DECISIONS.contains(&status))
    };
    let ids: Vec<String> = piece.iter().filter(|case| forgotten(case)).map(|case| case.id.clone()).collect();
    if ids.is_empty() {
        return Ok(());
    }
    let mut of_case: HashMap<String, Vec<EventRow>> = HashMap::new();
    for event in store::events_of(conn, &ids)? {
        of_case.entry(event.application_id.clone()).or_default().push(event);
    }
    for case in piece.iter_mut().filter(|case| forgotten(case)) {
        let events = of_case.get(&case.id).map(Vec::as_slice).unwrap_or_default();
        let channel = case.channel.as_deref();
        case.due_on = case.filed_on.and_then(|day| term::was_due(state, &case.procedure, channel, day, events));
    }
    Ok(())
}

/// Behind which case the next piece begins; `None` where this was the last.
fn next(piece: &[Listed]) -> Option<Behind> {
    let last = piece.last().filter(|_| piece.len() as i64 == PIECE)?;
    Some((last.filed_on?, last.id.clone()))
}

/// The file's name as it is saved.
pub fn file_name((from, until): (NaiveDate, NaiveDate), format: Format) -> String {
    format!("akno-cases-{from}-{until}.{}", format.code())
}

/// A file that is sent away to be saved.
pub fn answered(name: &str, format: Format, body: Body) -> Response {
    let charset = if format == Format::Csv { "; charset=utf-8" } else { "" };
    let headers = [
        (header::CONTENT_TYPE, format!("{}{charset}", format.media_type())),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    (headers, body).into_response()
}

/// The cases of the supervisor's office at once: CSV as a stream, or a workbook. That they were taken out is
/// recorded.
pub async fn cases(
    state: &AppState,
    supervisor: Supervisor,
    time: (NaiveDate, NaiveDate),
    columns: Vec<String>,
    format: Format,
    tr: Tr,
) -> Result<Response, Failure> {
    taken_out(state, supervisor.signed_in.actor(), supervisor.office).await?;
    let list = List::of(state, supervisor.office, time, &columns, tr);
    let body = match format {
        Format::Csv => lines(list),
        _ => whole(list, format).await?,
    };
    Ok(answered(&file_name(time, format), format, body))
}

/// Records that somebody takes an office's cases out.
async fn taken_out(state: &AppState, actor: audit::Actor, office: i32) -> Result<(), Failure> {
    let now = state.clock.now();
    let record = move |conn: &mut AnyConn| -> Result<(), Failure> {
        Ok(audit::record(conn, &actor, "exported-cases", ("office", &office.to_string()), now)?)
    };
    state.db.write(record).await
}

/// CSV, piece by piece as it is read.
fn lines(list: List) -> Body {
    let begin = Some((None, true));
    let pieces = futures::stream::unfold((list, begin), |(list, place)| async move {
        let (behind, first) = place?;
        let piece = match list.piece(behind).await {
            Ok(piece) => piece,
            Err(failure) => {
                tracing::warn!("a list of cases broke off: {failure}");
                return Some((Err(std::io::Error::other(failure)), (list, None)));
            }
        };
        let text = match writing::lines(&list, &piece, first) {
            Ok(text) => text,
            Err(error) => return Some((Err(std::io::Error::other(error)), (list, None))),
        };
        let place = next(&piece).map(|behind| (Some(behind), false));
        Some((Ok(text), (list, place)))
    });
    Body::from_stream(futures::StreamExt::fuse(pieces))
}

/// A workbook, made in a file that goes when it is sent.
async fn whole(list: List, format: Format) -> Result<Body, Failure> {
    let path = std::env::temp_dir().join(format!("akno-{}.{}", crate::random::token(), format.code()));
    let made = writing::write(list, format, &path).await;
    let opened = File::open(&path);
    // The open file stays readable.
    let removed = std::fs::remove_file(&path);
    made?;
    let failed = |error: std::io::Error| Failure::Internal(format!("a list of cases: {error}"));
    removed.map_err(failed)?;
    let file = tokio::fs::File::from_std(opened.map_err(failed)?);
    Ok(Body::from_stream(ReaderStream::with_capacity(file, 64 * 1024)))
}
