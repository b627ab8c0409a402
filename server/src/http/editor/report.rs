//! What the doctor found, and what it is to mend.

use super::{address, crumbs, revision, title};
use crate::access::{CouncilDraft, EditableDraft};
use crate::failure::Failure;
use crate::http::form::Sent;
use crate::http::visit::{Page, Visit};
use crate::office::data_drafts as office;
use crate::state::AppState;
use crate::store::data_drafts::Status;
use app::pages::publishing::report::{CountLine, FaultLine, ReportView, page};
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use opendata::doctor::{Note, Repair};

pub async fn show(draft: CouncilDraft, visit: Visit) -> Result<Response, Failure> {
    let (tr, row) = (visit.tr, &draft.row);
    let (Some(plan), Some(analysis)) = (office::plan(row), office::analysis(row)) else {
        return Ok(Redirect::to(&address(row)).into_response());
    };
    let report = analysis.report;
    let made = |repair: Repair| report.mended.iter().find(|(known, _)| *known == repair).map_or(0, |(_, count)| *count);
    let offered = report.offered();
    let repairs = Repair::ALL.into_iter().filter(|repair| offered.contains(repair) || plan.repairs.contains(repair));
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
        repairs: repairs.map(|repair| (repair.code().to_owned(), made(repair))).collect(),
        chosen: plan.repairs.iter().map(|repair| repair.code().to_owned()).collect(),
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
    let head = Page::titled(&here).crumbs(crumbs(&visit, &draft, Some(&here)));
    Ok(visit.page(head, move || page(view)).await)
}

pub async fn mend(
    State(state): State<AppState>,
    draft: EditableDraft,
    Sent(sent): Sent<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let asked = |repair: &Repair| sent.iter().any(|(name, value)| name == "repair" && value == repair.code());
    let repairs = Repair::ALL.into_iter().filter(asked).collect();
    let back = format!("{}/report", address(&draft.row));
    office::mend(&state, draft, revision(&sent), repairs).await?;
    Ok(Redirect::to(&back).into_response())
}
