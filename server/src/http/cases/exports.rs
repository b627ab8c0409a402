//! Files of cases that a supervisor ordered: the list of them, the order, the file.

use super::statistics::{asked, days, format_of};
use crate::access::{OwnExport, Supervisor};
use crate::clock::minsk;
use crate::failure::Failure;
use crate::http::visit::{Page, Visit};
use crate::office::export::orders::{self, MOST, Outcome};
use crate::state::AppState;
use crate::store::case_exports::{self as store, CaseExportRow};
use crate::store::new_id;
use app::pages::office::exports::{ExportState, ExportView, ExportsView, page};
use app::ui::Crumb;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form;

pub async fn list(State(state): State<AppState>, supervisor: Supervisor, visit: Visit) -> Result<Response, Failure> {
    respond(&state, &visit, &supervisor, false).await
}

pub async fn create(
    State(state): State<AppState>,
    supervisor: Supervisor,
    visit: Visit,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let of = |name: &str| pairs.iter().find(|(found, _)| found == name).map_or("", |(_, value)| value.as_str());
    // An id that is none was not made by the page.
    let id = uuid::Uuid::try_parse(of("id")).map_or_else(|_| new_id(), |id| id.to_string());
    let time = days(asked(&pairs), state.clock.today());
    let columns = pairs.iter().filter(|(name, _)| name == "column").map(|(_, code)| code.clone()).collect();
    let format = format_of(&pairs);
    match orders::order(&state, supervisor.clone(), id, time, columns, format, visit.lang()).await? {
        Outcome::Ordered => Ok(Redirect::to("/office/statistics/exports").into_response()),
        Outcome::TooMany => respond(&state, &visit, &supervisor, true).await,
    }
}

pub async fn file(State(state): State<AppState>, own: OwnExport) -> Result<Response, Failure> {
    orders::file(&state, own).await
}

async fn respond(
    state: &AppState,
    visit: &Visit,
    supervisor: &Supervisor,
    too_many: bool,
) -> Result<Response, Failure> {
    let (now, me) = (state.clock.now(), supervisor.signed_in.account.id.clone());
    let rows = state.db.read(move |conn| store::of_account(conn, &me, now, MOST as i64).map_err(Failure::from)).await?;
    let tr = visit.tr;
    let office = supervisor.office;
    let view = ExportsView {
        tr,
        office: state.offices.name(office, tr.lang()),
        // What was ordered for another office is not this one's any more.
        exports: rows.into_iter().filter(|row| row.office == office).map(shown).collect(),
        kept_days: orders::kept(state).num_days(),
        too_many: too_many.then_some(MOST),
    };
    let title = tr.t("exports-title");
    let crumbs = vec![
        Crumb::new(tr.t("nav-office"), "/office"),
        Crumb::new(tr.t("statistics-title"), "/office/statistics"),
        Crumb::here(&title),
    ];
    let mut head = Page::titled(&title).crumbs(crumbs).failed(too_many);
    if too_many {
        head = head.status(StatusCode::CONFLICT);
    }
    Ok(visit.page(head, move || page(view)).await)
}

fn shown(row: CaseExportRow) -> ExportView {
    let until = minsk(row.expires_at);
    ExportView {
        from: row.first_day,
        until: row.last_day,
        format: opendata::Format::from_code(&row.format).map_or("", opendata::Format::label),
        columns: row.columns(),
        ordered: minsk(row.created_at),
        state: match (row.made_at, row.failed_at, row.size, row.cases) {
            (Some(_), _, Some(size), Some(cases)) => ExportState::Ready {
                href: format!("/office/statistics/exports/{}", row.id),
                size: u64::try_from(size).unwrap_or(0),
                cases,
                kept: until.date(),
            },
            (None, None, ..) => ExportState::InMaking,
            _ => ExportState::Failed,
        },
    }
}
