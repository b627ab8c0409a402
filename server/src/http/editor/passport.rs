//! The passport of a draft: saved as it was typed, checked when it is shown.

use super::{address, crumbs, label, overtaken, revision, sentence, title, typed};
use crate::access::EditableDraft;
use crate::failure::Failure;
use crate::http::form::Sent;
use crate::http::visit::{Page, Visit};
use crate::office::data_drafts as office;
use crate::state::AppState;
use crate::store::data_drafts::{DataDraftRow, Status};
use app::l10n::Tr;
use app::pages::publishing::Overtaken;
use app::pages::publishing::passport::{Answer, PassportView, Question, page};
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use opendata::passport_form::{Kind, QUESTIONS, Typed};
use opendata::{Licence, Period, Theme};
use portal::lang::Lang;
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Shown {
    check: Option<String>,
}

pub async fn show(
    State(state): State<AppState>,
    draft: EditableDraft,
    visit: Visit,
    Query(shown): Query<Shown>,
) -> Result<Response, Failure> {
    if draft.row.status() != Status::Draft {
        return Ok(Redirect::to(&address(&draft.row)).into_response());
    }
    let typed = typed(&draft.row);
    let check = shown.check.is_some();
    Ok(respond(&state, &visit, &draft, (&draft.row, &typed), check, None).await)
}

pub async fn save(
    State(state): State<AppState>,
    draft: EditableDraft,
    visit: Visit,
    Sent(sent): Sent<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let typed = Typed::read(&sent);
    let whole = typed.wrong().is_empty();
    let back = address(&draft.row);
    match office::save_passport(&state, draft.clone(), revision(&sent), &typed).await {
        Ok(()) if whole => Ok(Redirect::to(&back).into_response()),
        Ok(()) => Ok(Redirect::to(&format!("{back}/passport?check=1")).into_response()),
        // Another editor was faster: nothing that was typed is lost, and nothing of theirs is overwritten unseen.
        Err(failure) => {
            let (row, told) = overtaken(&state, failure, &draft).await?;
            let told = Overtaken { theirs: theirs(visit.tr, &row, &typed), ..told };
            Ok(respond(&state, &visit, &draft, (&row, &typed), true, Some(told)).await)
        }
    }
}

/// What somebody else saved where something else was typed.
fn theirs(tr: Tr, row: &DataDraftRow, mine: &Typed) -> Vec<(String, String)> {
    let saved = typed(row);
    let fields = opendata::passport_form::fields().into_iter().filter(|field| saved.get(field) != mine.get(field));
    fields.map(|field| (label(tr, &field), saved.get(&field).to_owned())).collect()
}

async fn respond(
    state: &AppState,
    visit: &Visit,
    draft: &EditableDraft,
    (row, typed): (&DataDraftRow, &Typed),
    check: bool,
    overtaken: Option<Overtaken>,
) -> Response {
    let tr = visit.tr;
    let wrong = if check { typed.wrong() } else { Vec::new() };
    let conflict = overtaken.is_some();
    let view = PassportView {
        tr,
        action: format!("{}/passport", address(row)),
        back: address(row),
        revision: row.revision,
        title: title(tr, row),
        owner: state.offices.name(row.office, tr.lang()),
        questions: QUESTIONS.into_iter().map(|(name, kind)| question(tr, name, kind, typed)).collect(),
        errors: wrong.iter().map(|wrong| (wrong.field.clone(), sentence(tr, wrong))).collect(),
        overtaken,
    };
    let failed = !view.errors.is_empty();
    let here = tr.t("editor-passport");
    let mut head = Page::titled(&here).crumbs(crumbs(visit, draft, Some(&here))).failed(failed);
    // The form is right to be shown with its faults: the errors are in what is saved, not in what was sent.
    head = head.status(if conflict { StatusCode::CONFLICT } else { StatusCode::OK });
    visit.page(head, move || page(view)).await
}

fn question(tr: Tr, name: &'static str, kind: Kind, typed: &Typed) -> Question {
    let value = typed.get(name).to_owned();
    let one = |choices: Vec<(&str, String)>| Answer::One {
        value: value.clone(),
        choices: choices.into_iter().map(|(code, text)| (code.to_owned(), text)).collect(),
    };
    let answer = match kind {
        Kind::Texts { longest, lines, .. } => Answer::Texts {
            values: Lang::ALL.map(|lang| typed.get(&format!("{name}_{}", lang.tag())).to_owned()),
            longest: longest as u32,
            lines,
        },
        Kind::Theme => {
            one(Theme::ALL.iter().map(|one| (one.code(), tr.t(&format!("data-theme-{}", one.code())))).collect())
        }
        Kind::Period => {
            one(Period::ALL.iter().map(|one| (one.code(), tr.t(&format!("data-period-{}", one.code())))).collect())
        }
        Kind::Licence => one(Licence::ALL.iter().map(|one| (one.code(), one.title().to_owned())).collect()),
        Kind::Email => Answer::Line { value, email: true },
        Kind::Day => Answer::Line { value, email: false },
        Kind::Languages => Answer::Languages { values: value.split(' ').map(str::to_owned).collect() },
    };
    Question { name, answer }
}
