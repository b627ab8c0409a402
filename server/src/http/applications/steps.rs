//! One question a page: show it, save it. What was typed is stored even when it is wrong; the errors
//! are reckoned from the draft when it is shown again.

use super::{Open, area_names, crumbs};
use crate::access::OwnDraft;
use crate::clock::minsk;
use crate::failure::Failure;
use crate::http::visit::{Page, Visit};
use crate::office::drafting;
use crate::office::merging::{self, Other, Sent, TWO_ANSWERS, Unsettled};
use crate::state::AppState;
use crate::store::applications as store;
use app::l10n::Tr;
use app::pages::application::apart::{self, Apart};
use app::pages::application::step as step_page;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Form, Json};
use portal::answers::Answers;
use portal::problem::Problem;
use portal::procedures::{Procedure, Step};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

#[derive(Deserialize)]
pub struct Shown {
    /// Show what is wrong with the saved answers.
    #[serde(default)]
    check: Option<String>,
    /// Where "Save and continue" leads: `check` after "Change" on the summary.
    #[serde(default)]
    then: Option<String>,
}

pub async fn show(
    State(state): State<AppState>,
    draft: OwnDraft,
    Path((_, slug)): Path<(String, String)>,
    Query(shown): Query<Shown>,
    visit: Visit,
) -> Result<Response, Failure> {
    let step = draft.row.procedure().step(&slug).ok_or(Failure::NotFound)?;
    let open = Open::load(&state, &draft).await?;
    let tr = visit.tr;
    let row = &draft.row;
    let answers = row.answers();
    let unsettled = open.unsettled_in(step);
    let found = merging::prepend(&unsettled, row.procedure().check_step(step, &answers, &open.circumstances));
    let problems: Vec<Problem> = found.into_iter().filter(|p| shown.check.is_some() || !p.stops()).collect();
    let failed = problems.iter().any(Problem::stops);
    let steps: Vec<&Step> = row.procedure().steps(&answers).collect();
    let areas = area_names(&state, tr.lang());
    let open_here: Vec<_> = step.fields.iter().copied().filter(|field| open.open_fields.contains(field)).collect();
    let view = step_page::StepView {
        tr,
        page: crate::random::token(),
        base: merging::base(&open_here, &answers).written(),
        apart: unsettled.iter().map(|apart| choice(tr, row.procedure(), &answers, &areas, apart)).collect(),
        id: row.id.clone(),
        procedure: row.procedure(),
        step,
        position: steps.iter().position(|s| s.slug == step.slug).unwrap_or_default() as u32 + 1,
        total: steps.len() as u32,
        saved: (!answers.is_empty()).then(|| minsk(row.updated_at)),
        answers,
        problems,
        areas,
        remarks: open.remarks.iter().map(|r| (r.field.clone(), r.body.clone())).collect(),
        open_fields: open.open_fields.clone(),
        summary: row.procedure().rules().summary(&row.answers()),
        then_check: shown.then.as_deref() == Some("check"),
        circumstances: open.circumstances,
    };
    let title = tr.t(&format!("step-{}-{}", row.procedure, step.slug));
    // Errors shown after a redirect come with 200: the page itself was found.
    let head = Page::titled(&title)
        .crumbs(crumbs(&visit, &draft, &title))
        .with_islands()
        .failed(failed)
        .status(axum::http::StatusCode::OK);
    Ok(visit.page(head, move || step_page::page(view)).await)
}

/// Two answers to one question, in words.
fn choice(tr: Tr, procedure: Procedure, answers: &Answers, areas: &[(i32, String)], apart: &Unsettled) -> Apart {
    let said = |answers: &Answers| apart::said(tr, procedure, answers, &apart.part.fields, areas);
    let other = |(page, other): &(String, Other)| {
        let mut changed = answers.clone();
        apart.part.set(&mut changed, &other.texts);
        (page.clone(), said(&changed).1, minsk(other.at))
    };
    let (label, now) = said(answers);
    Apart {
        name: apart.part.name.clone(),
        label,
        now,
        now_at: apart.now_at.map(minsk),
        others: apart.others.iter().map(other).collect(),
    }
}

pub async fn save(
    State(state): State<AppState>,
    draft: OwnDraft,
    Path((id, slug)): Path<(String, String)>,
    headers: HeaderMap,
    visit: Visit,
    Form(typed): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let procedure = draft.row.procedure();
    let step = procedure.step(&slug).ok_or(Failure::NotFound)?;
    let value = |name: &str| typed.iter().find(|(found, _)| found == name).map_or("", |(_, text)| text.as_str());
    let (then_check, later) = (value("then") == "check", !value("later").is_empty());
    let by_itself =
        headers.get(header::ACCEPT).is_some_and(|accept| accept.as_bytes().starts_with(b"application/json"));
    let sent = if by_itself { Sent::by_itself(typed) } else { Sent::new(typed) };
    let saved = drafting::save(&state, draft.clone(), step, sent).await?;
    if later {
        return Ok(Redirect::to(&format!("/applications/{id}")).into_response());
    }
    // Checked as it stands now: another tab may have saved other steps meanwhile.
    let wanted = id.clone();
    let fresh =
        state.db.read(move |conn| store::find(conn, &wanted).map_err(Failure::from)).await?.ok_or(Failure::NotFound)?;
    let mut application = (*draft).clone();
    application.row = fresh.clone();
    let open = Open::load(&state, &application).await?;
    let answers = fresh.answers();
    let unsettled = open.unsettled_in(step);
    let mut problems = merging::prepend(&unsettled, procedure.check_step(step, &answers, &open.circumstances));
    problems.retain(Problem::stops);
    if by_itself {
        let (tr, areas) = (visit.tr, area_names(&state, visit.tr.lang()));
        let apart: Vec<Apart> = unsettled.iter().map(|apart| choice(tr, procedure, &answers, &areas, apart)).collect();
        let open_here: Vec<_> = step.fields.iter().copied().filter(|field| open.open_fields.contains(field)).collect();
        let base = merging::base(&open_here, &answers).written();
        return Ok(Json(Saved::new(tr, saved, base, &problems, &apart)).into_response());
    }
    let stopped = !problems.is_empty();
    let steps: Vec<&Step> = procedure.steps(&fresh.answers()).collect();
    Ok(Redirect::to(&next_page(&id, &steps, &open.open_fields, step, stopped, then_check)).into_response())
}

/// What the island is told after a saving.
#[derive(Serialize)]
struct Saved {
    /// Minsk time, `HH:MM`.
    saved_at: String,
    problems: Vec<Told>,
    /// What another page wrote in fields that this one did not change: to be shown.
    taken: Vec<Told>,
    /// What the page begins with from now on.
    base: String,
}

/// What is wrong with a field, in the reader's language, or what is written in it.
#[derive(Serialize)]
struct Told {
    field: String,
    text: String,
}

impl Saved {
    fn new(tr: Tr, saved: drafting::Saved, base: String, problems: &[Problem], apart: &[Apart]) -> Saved {
        let told = |problem: &Problem| {
            let apart = apart.iter().find(|apart| apart.name == problem.field && problem.code == TWO_ANSWERS);
            let text = apart.map_or_else(|| tr.problem(problem), |apart| apart::meanwhile(tr, apart));
            Told { field: problem.field.to_string(), text }
        };
        Saved {
            saved_at: minsk(saved.at).format("%H:%M").to_string(),
            problems: problems.iter().map(told).collect(),
            taken: saved.taken.into_iter().map(|(field, text)| Told { field, text }).collect(),
            base,
        }
    }
}

/// The same step while it has errors, then the next one with an open field, then the summary.
fn next_page(
    id: &str,
    steps: &[&Step],
    open: &BTreeSet<&'static str>,
    step: &Step,
    stopped: bool,
    then_check: bool,
) -> String {
    let position = steps.iter().position(|s| s.slug == step.slug).unwrap_or_default();
    let mut later = steps.iter().skip(position + 1);
    match later.find(|step| step.fields.iter().any(|field| open.contains(field))) {
        _ if stopped && then_check => format!("/applications/{id}/steps/{}?check=1&then=check", step.slug),
        _ if stopped => format!("/applications/{id}/steps/{}?check=1", step.slug),
        Some(next) if !then_check => format!("/applications/{id}/steps/{}", next.slug),
        _ => format!("/applications/{id}/check"),
    }
}
