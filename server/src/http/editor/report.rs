//! What the doctor found, and what it is to mend.

use super::{address, crumbs, overtaken, revision, title};
use crate::access::{CouncilDraft, EditableDraft};
use crate::failure::Failure;
use crate::http::form::Sent;
use crate::http::visit::{Page, Visit};
use crate::office::data_drafts as office;
use crate::state::AppState;
use crate::store::data_drafts::{DataDraftRow, Status};
use app::pages::publishing::Overtaken;
use app::pages::publishing::report::{CountLine, FaultLine, ReportView, page};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use opendata::doctor::{Note, Repair};

pub async fn show(draft: CouncilDraft, visit: Visit) -> Result<Response, Failure> {
    respond(&visit, &draft, &draft.row, None, None).await
}

/// The report of a row; `chosen` where repairs were ticked and not saved.
async fn respond(
    visit: &Visit,
    draft: &CouncilDraft,
    row: &DataDraftRow,
    chosen: Option<Vec<Repair>>,
    overtaken: Option<Overtaken>,
) -> Result<Response, Failure> {
    let tr = visit.tr;
    let (Some(plan), Some(analysis)) = (office::plan(row), office::analysis(row)) else {
        return Ok(Redirect::to(&address(row)).into_response());
    };
    let report = analysis.report;
    let made = |repair: Repair| report.mended.iter().find(|(known, _)| *known == repair).map_or(0, |(_, count)| *count);
    let offered = report.offered();
    let repairs: Vec<Repair> =
        Repair::ALL.into_iter().filter(|repair| offered.contains(repair) || made(*repair) > 0).collect();
    let conflict = overtaken.is_some();
    let notes: Vec<Note> = serde_json::from_str(&row.upload_notes).unwrap_or_default();
    let view = ReportView {
        tr,
        action: format!("{}/report", address(row)),
        draft: address(row),
        revision: row.revision,
        title: title(tr, row),
        writes: draft.publisher.writes && row.status() == Status::Draft,
        notes: notes.into_iter().map(|note| (note.code, note.value)).collect(),
        rows: report.rows,
        faults_in_all: report.faults_in_all(),
        repairs: repairs.into_iter().map(|repair| (repair.code().to_owned(), made(repair))).collect(),
        chosen: chosen.unwrap_or(plan.repairs).iter().map(|repair| repair.code().to_owned()).collect(),
        overtaken,
        counts: report
            .counts
            .iter()
            .map(|count| CountLine { code: count.code.to_string(), column: count.column.clone(), count: count.count })
            .collect(),
        faults: report
            .faults
            .iter()
            .map(|fault| FaultLine {
                row: fault.row,
                column: fault.column.clone(),
                code: fault.code.to_string(),
                value: fault.value.clone(),
                repair: fault.repair.as_ref().map(|(repair, becomes)| (repair.code().to_owned(), becomes.clone())),
                of_row: fault.of_row,
            })
            .collect(),
        missing_columns: report.missing_columns.clone(),
        no_key: report.no_key,
    };
    let here = tr.t("editor-report");
    let status = if conflict { StatusCode::CONFLICT } else { StatusCode::OK };
    let head = Page::titled(&here).crumbs(crumbs(visit, draft, Some(&here))).status(status);
    Ok(visit.page(head, move || page(view)).await)
}

pub async fn mend(
    State(state): State<AppState>,
    draft: EditableDraft,
    visit: Visit,
    Sent(sent): Sent<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let asked = |repair: &Repair| sent.iter().any(|(name, value)| name == "repair" && value == repair.code());
    let repairs: Vec<Repair> = Repair::ALL.into_iter().filter(asked).collect();
    match office::mend(&state, draft.clone(), revision(&sent), repairs.clone()).await {
        Ok(()) => Ok(Redirect::to(&format!("{}/report", address(&draft.row))).into_response()),
        Err(failure) => {
            let (row, told) = overtaken(&state, failure, &draft).await?;
            respond(&visit, &draft, &row, Some(repairs), Some(told)).await
        }
    }
}
