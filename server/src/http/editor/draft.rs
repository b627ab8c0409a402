//! A draft, and what is done with the whole of it.

use super::{address, contents, crumbs, overtaken, revision};
use crate::access::{CouncilDraft, EditableDraft, ReviewedDraft};
use crate::clock::minsk;
use crate::failure::Failure;
use crate::http::form::Sent;
use crate::http::visit::{Page, Visit};
use crate::office::data_drafts::{self as office, LONGEST};
use crate::office::words::Words;
use crate::state::AppState;
use crate::store::data_drafts::{DataDraftRow, Status};
use crate::store::{AnyConn, audit, data_drafts};
use app::pages::publishing::Overtaken;
use app::pages::publishing::draft::{Differences, DraftView, EventLine, page};
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

type Pairs = Vec<(String, String)>;

#[derive(Deserialize)]
pub struct Shown {
    check: Option<String>,
}

pub async fn show(
    State(state): State<AppState>,
    draft: CouncilDraft,
    visit: Visit,
    Query(shown): Query<Shown>,
) -> Result<Response, Failure> {
    let (id, actor, now) = (draft.row.id.clone(), draft.publisher.signed_in.actor(), state.clock.now());
    let saw = move |conn: &mut AnyConn| Ok::<_, Failure>(audit::record(conn, &actor, "saw", ("data_draft", &id), now)?);
    state.db.write(saw).await?;
    let mut errors = Vec::new();
    if shown.check.is_some() && !office::is_ready(&state, &draft.row) {
        errors.push((String::new(), visit.tr.t("editor-not-ready")));
    }
    respond(&state, &visit, &draft, Default::default(), errors).await
}

pub async fn submit(
    State(state): State<AppState>,
    draft: EditableDraft,
    Sent(sent): Sent<Pairs>,
) -> Result<Response, Failure> {
    let back = address(&draft.row);
    let ready = office::submit(&state, draft, revision(&sent)).await?;
    Ok(Redirect::to(&if ready { back } else { format!("{back}?check=1") }).into_response())
}

pub async fn recall(
    State(state): State<AppState>,
    draft: EditableDraft,
    Sent(sent): Sent<Pairs>,
) -> Result<Response, Failure> {
    let back = address(&draft.row);
    office::recall(&state, draft, revision(&sent)).await?;
    Ok(Redirect::to(&back).into_response())
}

pub async fn discard(
    State(state): State<AppState>,
    draft: EditableDraft,
    Sent(sent): Sent<Pairs>,
) -> Result<Response, Failure> {
    office::discard(&state, draft, revision(&sent)).await?;
    Ok(Redirect::to("/office/data").into_response())
}

pub async fn approve(
    State(state): State<AppState>,
    draft: ReviewedDraft,
    visit: Visit,
    Sent(sent): Sent<Pairs>,
) -> Result<Response, Failure> {
    let value = |name: &str| sent.iter().find(|(found, _)| found == name).map_or("", |(_, value)| value.trim());
    let on = match value("when") {
        "day" => match opendata::doctor::day(value("day")) {
            Ok(day) if day > state.clock.today() => Some(day),
            _ => {
                let typed = ("day".to_owned(), value("day").to_owned(), String::new());
                let errors = vec![("day".to_owned(), visit.tr.t("editor-day-wrong"))];
                return respond(&state, &visit, &draft, typed, errors).await;
            }
        },
        "now" => None,
        _ => return Err(Failure::BadRequest("form")),
    };
    let typed = (value("when").to_owned(), value("day").to_owned(), String::new());
    let done = office::approve(&state, draft.clone(), revision(&sent), on).await;
    settled(&state, &visit, &draft, done, typed).await
}

pub async fn send_back(
    State(state): State<AppState>,
    draft: ReviewedDraft,
    visit: Visit,
    Sent(sent): Sent<Pairs>,
) -> Result<Response, Failure> {
    let tr = visit.tr;
    let typed = sent.iter().find(|(name, _)| name == "remark").map_or("", |(_, value)| value.as_str());
    let fault = |why: String| vec![("remark".to_owned(), why)];
    let kept = (String::new(), String::new(), typed.to_owned());
    match Words::read(typed, LONGEST) {
        Ok(words) if words.is_empty() => {
            respond(&state, &visit, &draft, kept, fault(tr.t("editor-remark-missing"))).await
        }
        Ok(words) => {
            let done = office::send_back(&state, draft.clone(), revision(&sent), words).await;
            settled(&state, &visit, &draft, done, kept).await
        }
        Err(long) => {
            let why = tr.ta("editor-words-too-long", &[("longest", i64::from(long.longest).into())]);
            respond(&state, &visit, &draft, kept, fault(why)).await
        }
    }
}

/// Where somebody else was faster the page shows how the draft stands now, and keeps what was typed.
async fn settled(
    state: &AppState,
    visit: &Visit,
    draft: &ReviewedDraft,
    done: Result<(), Failure>,
    typed: (String, String, String),
) -> Result<Response, Failure> {
    let Err(failure) = done else { return Ok(Redirect::to(&address(&draft.row)).into_response()) };
    let (row, mut told) = overtaken(state, failure, draft).await?;
    if row.status() == Status::Review {
        told.status = None;
    } else if !typed.2.is_empty() {
        told.mine = Some(typed.2.clone());
    }
    shown(state, visit, draft, &row, typed, Vec::new(), Some(told)).await
}

async fn respond(
    state: &AppState,
    visit: &Visit,
    draft: &CouncilDraft,
    typed: (String, String, String),
    errors: Vec<(String, String)>,
) -> Result<Response, Failure> {
    shown(state, visit, draft, &draft.row, typed, errors, None).await
}

async fn shown(
    state: &AppState,
    visit: &Visit,
    draft: &CouncilDraft,
    row: &DataDraftRow,
    typed: (String, String, String),
    errors: Vec<(String, String)>,
    overtaken: Option<Overtaken>,
) -> Result<Response, Failure> {
    let tr = visit.tr;
    let conflict = overtaken.is_some();
    let id = row.id.clone();
    let events = state.db.read(move |conn| Ok::<_, Failure>(data_drafts::events(conn, &id)?)).await?;
    let (plan, analysis) = (office::plan(row), office::analysis(row));
    let heads = plan
        .as_ref()
        .map_or_else(Vec::new, |plan| plan.kept().map(|column| column.field.title.get(tr.lang()).to_owned()).collect());
    let file = row.upload.is_some() || !row.upload_name.is_empty();
    let report = analysis.as_ref().map(|analysis| &analysis.report);
    let failed = !errors.is_empty();
    // Whoever can change it has the forms.
    let open = matches!(row.status(), Status::Draft | Status::Review | Status::Approved);
    let contents = match open && !(draft.publisher.writes && row.status() == Status::Draft) {
        true => Some(contents::of(state, tr, row).await?),
        false => None,
    };
    let view = DraftView {
        tr,
        id: row.id.clone(),
        revision: row.revision,
        title: super::title(tr, row),
        set: row.data_set.clone(),
        office: state.offices.name(row.office, tr.lang()),
        status: row.status().code(),
        writes: draft.publisher.writes,
        second: draft.is_second(),
        contents,
        passport_faults: super::typed(row).wrong().len(),
        file: file.then(|| (row.upload_name.clone(), row.upload_rows)),
        file_faults: report.map(|report| report.faults_in_all() + report.missing_columns.len() as u64),
        columns: plan.filter(|_| file).map(|plan| (plan.kept().count(), plan.key.clone())),
        differences: analysis.as_ref().and_then(|analysis| analysis.differences.clone()).map(|found| Differences {
            added: found.added,
            removed: found.removed,
            changed: found.changed,
            columns_added: found.columns_added,
            columns_removed: found.columns_removed,
        }),
        preview: (heads, analysis.map(|analysis| analysis.preview).unwrap_or_default()),
        remark: row.remark.clone(),
        publish_on: row.publish_on,
        number: row.number,
        events: events
            .into_iter()
            .map(|(event, who)| EventLine { kind: event.kind, who, note: event.note, at: minsk(event.at) })
            .collect(),
        errors,
        typed,
        overtaken,
    };
    let head = Page::titled(&view.title).crumbs(crumbs(visit, draft, None)).failed(failed);
    let head = if conflict { head.status(StatusCode::CONFLICT) } else { head };
    Ok(visit.page(head, move || page(view)).await)
}
