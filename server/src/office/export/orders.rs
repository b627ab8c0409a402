//! Files of cases that are too large to be waited for: ordered by a form, made by the worker in memory that does not
//! grow with their number, told of by mail, kept for a week for whoever ordered them.

use super::{List, taken_out, writing};
use crate::access::{ExportActor, OwnExport, Supervisor};
use crate::failure::Failure;
use crate::office::notices;
use crate::state::AppState;
use crate::store::case_exports::{self, CaseExportRow};
use crate::store::jobs::{self, JobKind};
use crate::store::mails;
use crate::store::{AnyConn, audit};
use app::l10n::Tr;
use axum::response::Response;
use chrono::{Duration, NaiveDate};
use opendata::Format;
use portal::lang::Lang;
use portal::retention::Kind;

/// How long a file is kept, by the rules of today.
pub fn kept(state: &AppState) -> Duration {
    state.retention.span(Kind::Exports, state.clock.today())
}

/// Files that one person may have ordered at a time.
pub const MOST: usize = 20;

/// Expired files that one sweep takes away; the rest is for the next.
const AT_ONCE: i64 = 200;

/// How ordering ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Ordered,
    /// So many are there already; nothing was done.
    TooMany,
}

/// Orders a file. What is sent twice under one id is ordered once.
pub async fn order(
    state: &AppState,
    supervisor: Supervisor,
    id: String,
    time: (NaiveDate, NaiveDate),
    columns: Vec<String>,
    format: Format,
    lang: Lang,
) -> Result<Outcome, Failure> {
    let (now, actor, office) = (state.clock.now(), supervisor.signed_in.actor(), supervisor.office);
    let row = CaseExportRow {
        id,
        office,
        account_id: supervisor.signed_in.account.id.clone(),
        first_day: time.0,
        last_day: time.1,
        chosen: serde_json::to_string(&List::of(state, office, time, &columns, Tr(lang)).columns).unwrap_or_default(),
        format: format.code().to_owned(),
        lang: lang.tag().to_owned(),
        place: None,
        size: None,
        cases: None,
        created_at: now,
        made_at: None,
        failed_at: None,
        expires_at: now + kept(state),
    };
    let write = move |conn: &mut AnyConn| -> Result<Outcome, Failure> {
        let there = case_exports::of_account(conn, &row.account_id, now, MOST as i64)?;
        if there.iter().any(|other| other.id == row.id) {
            return Ok(Outcome::Ordered);
        }
        if there.len() >= MOST {
            return Ok(Outcome::TooMany);
        }
        if case_exports::add(conn, &row)? {
            jobs::add(conn, JobKind::Export, &row.id, now)?;
            audit::record(conn, &actor, "ordered-export", ("office", &office.to_string()), now)?;
        }
        Ok(Outcome::Ordered)
    };
    state.db.write(write).await
}

/// The file of an order that was made. That it was taken out is recorded.
pub async fn file(state: &AppState, own: OwnExport) -> Result<Response, Failure> {
    let format = Format::from_code(&own.row.format).ok_or(Failure::NotFound)?;
    let place = own.row.place.as_deref().ok_or(Failure::NotFound)?;
    taken_out(state, own.supervisor.signed_in.actor(), own.row.office).await?;
    let name = super::file_name((own.row.first_day, own.row.last_day), format);
    Ok(super::answered(&name, format, state.files.read(place).await?))
}

/// Makes a file that was ordered; for the worker. Whoever is no supervisor of the office any more gets none.
pub async fn work(state: &AppState, id: &str) -> Result<(), Failure> {
    let order = id.to_owned();
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let Some(row) = case_exports::find(conn, &order)?.filter(|row| row.made_at.is_none()) else { return Ok(None) };
        let actor = ExportActor::of(conn, &row)?;
        Ok(Some((row, actor)))
    };
    let Some((row, actor)) = state.db.read(load).await? else { return Ok(()) };
    let (now, id) = (state.clock.now(), row.id.clone());
    let (Some(actor), Some(format), Some(lang)) = (actor, Format::from_code(&row.format), Lang::from_tag(&row.lang))
    else {
        let end = move |conn: &mut AnyConn| Ok::<_, Failure>(case_exports::failed(conn, &id, now)?);
        return state.db.write(end).await;
    };
    let list = List::of(state, row.office, (row.first_day, row.last_day), &row.columns(), Tr(lang));
    // What a worker that was killed left there is made anew.
    let place = place_of(&row.id, format.code());
    let path = state.files.incoming().await?.join(format!("export-{}.{}", crate::random::token(), format.code()));
    let made = keep(state, list, format, &path, &place).await;
    let _ = tokio::fs::remove_file(&path).await;
    let (size, cases) = made?;
    let (now, until) = (state.clock.now(), state.clock.now() + kept(state));
    let tr = Tr(actor.account.lang());
    let values = [
        ("cases", cases.into()),
        ("date", tr.date(crate::clock::minsk(until).date()).into()),
        ("link", format!("{}/office/statistics/exports", state.config.public_url).into()),
    ];
    let letter = notices::to_person(&actor.account, "export-ready", &values);
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        if case_exports::made(conn, &id, (&place, size, cases), now, until)? {
            mails::owe(conn, letter, now)?;
        }
        Ok(())
    };
    state.db.write(write).await?;
    state.work.notify_one();
    Ok(())
}

/// Where the file of an order lies in the store.
fn place_of(id: &str, format: &str) -> String {
    format!("exports/{id}.{format}")
}

/// Writes the list and puts it into the store: how large it is and how many cases it has.
async fn keep(
    state: &AppState,
    list: List,
    format: Format,
    path: &std::path::Path,
    place: &str,
) -> Result<(i64, i64), Failure> {
    let failed = |error: std::io::Error| Failure::Internal(format!("a list of cases: {error}"));
    let cases = writing::write(list, format, path).await?;
    let file = tokio::fs::File::open(path).await.map_err(failed)?;
    let size = file.metadata().await.map_err(failed)?.len();
    state.files.keep(place, file).await?;
    Ok((i64::try_from(size).unwrap_or(i64::MAX), cases))
}

/// Takes away what was kept long enough; for the worker, now and then. Files go first: a sweep that breaks off leaves
/// a row that the next one finds.
pub async fn sweep(state: &AppState) -> Result<(), Failure> {
    let now = state.clock.now();
    let find = move |conn: &mut AnyConn| case_exports::expired(conn, now, AT_ONCE).map_err(Failure::from);
    let expired = state.db.read(find).await?;
    if expired.is_empty() {
        return Ok(());
    }
    for (id, format) in &expired {
        // Also of one that was never finished.
        state.files.remove(&place_of(id, format)).await?;
    }
    let ids: Vec<String> = expired.into_iter().map(|(id, _)| id).collect();
    state.db.write(move |conn: &mut AnyConn| case_exports::forget(conn, &ids).map_err(Failure::from)).await
}
