//! Withdrawing a set.

use crate::access::EditedSet;
use crate::failure::Failure;
use crate::http::form::Sent;
use crate::http::visit::{Page, Visit};
use crate::office::data_withdrawal::{self as office, LONGEST, REASONS};
use crate::office::words::Words;
use crate::state::AppState;
use crate::store::data_sets;
use app::pages::publishing::withdrawal::{WithdrawalView, page};
use app::ui::Crumb;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct WithdrawalForm {
    reason: String,
    words: String,
    successor: String,
}

pub async fn confirm(set: EditedSet, visit: Visit) -> Response {
    respond(&visit, &set, WithdrawalForm::default(), Vec::new()).await
}

pub async fn create(
    State(state): State<AppState>,
    set: EditedSet,
    visit: Visit,
    Sent(form): Sent<WithdrawalForm>,
) -> Result<Response, Failure> {
    let tr = visit.tr;
    let mut errors = Vec::new();
    let reason = REASONS.into_iter().find(|reason| *reason == form.reason);
    if reason.is_none() {
        errors.push(("reason", tr.t("editor-withdrawal-missing")));
    }
    let words = Words::read(&form.words, LONGEST);
    if let Err(long) = &words {
        errors.push(("words", tr.ta("editor-words-too-long", &[("longest", i64::from(long.longest).into())])));
    }
    let successor = form.successor.trim().to_owned();
    let successor = (reason == Some("replaced") && !successor.is_empty()).then_some(successor);
    if let Some(name) = successor.clone() {
        let own = name == set.row.id;
        let known = state.db.read(move |conn| Ok::<_, Failure>(data_sets::find(conn, &name)?)).await;
        if own || !matches!(known, Ok(Some(_))) {
            errors.push(("successor", tr.t("editor-successor-unknown")));
        }
    }
    let (Some(reason), Ok(words), true) = (reason, words, errors.is_empty()) else {
        return Ok(respond(&visit, &set, form, errors).await);
    };
    let page = format!("/data/{}", set.row.id);
    office::withdraw(&state, set, reason, words, successor).await?;
    Ok(Redirect::to(&page).into_response())
}

async fn respond(
    visit: &Visit,
    set: &EditedSet,
    form: WithdrawalForm,
    errors: Vec<(&'static str, String)>,
) -> Response {
    let tr = visit.tr;
    let failed = !errors.is_empty();
    let view = WithdrawalView {
        tr,
        id: set.row.id.clone(),
        title: set.row.title().get(tr.lang()).to_owned(),
        reasons: &REASONS,
        typed: (form.reason, form.words, form.successor),
        errors,
    };
    let here = tr.t("editor-withdrawal");
    let crumbs = vec![Crumb::new(tr.t("editor-title"), "/office/data"), Crumb::here(&here)];
    let head = Page::titled(&here).crumbs(crumbs).failed(failed);
    visit.page(head, move || page(view)).await
}
