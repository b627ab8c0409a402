//! The table of the region's offices as a file: CSV, XLSX or ODS.

use super::{figures::order, reckoned};
use crate::access::RegionReader;
use crate::failure::Failure;
use crate::http::cases::statistics::{asked, format_of};
use crate::http::visit::Visit;
use crate::office::export::{answered, sheet};
use crate::state::AppState;
use crate::store::{AnyConn, audit};
use app::pages::region::{COLUMNS, OfficeFigures};
use axum::extract::{Query, State};
use axum::response::Response;
use opendata::{Kind, Value};

pub async fn offices(
    State(state): State<AppState>,
    reader: RegionReader,
    Query(pairs): Query<Vec<(String, String)>>,
    visit: Visit,
) -> Result<Response, Failure> {
    let (tr, period, (by, descending)) = (visit.tr, asked(&pairs), order(&pairs));
    let format = format_of(&pairs);
    let mut figures = reckoned::figures(&state, reader.offices(&state), period, tr).await?;
    by.sort(tr.lang(), &mut figures.offices, descending);
    let heads = COLUMNS.map(|(by, key)| {
        let kind = if by.is_text() { Kind::Text } else { Kind::Number };
        (tr.t(key), kind)
    });
    let rows: Vec<Vec<Value>> = figures.offices.iter().map(cells).collect();
    let bytes = tokio::task::spawn_blocking(move || sheet::bytes(format, heads.into(), &rows)).await;
    let bytes = bytes.map_err(|error| Failure::Internal(error.to_string()))??;
    let (actor, now) = (reader.signed_in.actor(), state.clock.now());
    let subject = reader.region.to_string();
    let note = move |conn: &mut AnyConn| -> Result<(), Failure> {
        Ok(audit::record(conn, &actor, "exported-cases", ("office", &subject), now)?)
    };
    state.db.write(note).await?;
    let name = format!("akno-region-{}-{}.{}", figures.from, figures.until, format.code());
    Ok(answered(&name, format, bytes.into()))
}

fn cells(office: &OfficeFigures) -> Vec<Value> {
    let number = |number: Option<i64>| number.map_or(Value::Nothing, Value::Integer);
    let mut cells = vec![Value::Text(office.name.clone())];
    cells.extend([office.open, office.overdue, office.soon, office.free, office.decided].map(Value::Integer));
    cells.extend([number(office.in_time), number(office.hours()), Value::Integer(office.clerks)]);
    cells.push(number(office.load()));
    cells
}
