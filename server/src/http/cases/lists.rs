//! Naming a list of cases and keeping it.

use super::inbox::Asked;
use crate::access::{Clerk, DeletableList};
use crate::failure::Failure;
use crate::http::urls::encode;
use crate::http::visit::{Page, Visit};
use crate::office::lists::{self, Outcome};
use crate::office::words::Words;
use crate::state::AppState;
use crate::store::case_lists::MOST;
use app::pages::office::settings::{KeepView, LONGEST_NAME, keep};
use app::ui::Crumb;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form;
use serde::Deserialize;

/// The list in question: what stands behind `/office?`.
#[derive(Deserialize)]
pub struct Of {
    #[serde(default)]
    of: String,
}

pub async fn new(clerk: Clerk, Query(of): Query<Of>, visit: Visit) -> Result<Response, Failure> {
    let asked = Asked::of_query(&of.of, clerk.is_supervisor()).ok_or(Failure::BadRequest("form"))?;
    respond(&visit, &KeepForm { query: asked.query(), ..KeepForm::default() }, None).await
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct KeepForm {
    query: String,
    name: String,
    shared: String,
    first: String,
}

pub async fn create(
    State(state): State<AppState>,
    clerk: Clerk,
    visit: Visit,
    Form(form): Form<KeepForm>,
) -> Result<Response, Failure> {
    let asked = Asked::of_query(&form.query, clerk.is_supervisor()).filter(|_| form.query.len() <= 1_500);
    let query = asked.ok_or(Failure::BadRequest("form"))?.query();
    let form = KeepForm { query: query.clone(), ..form };
    let tr = visit.tr;
    let name = match Words::read(&form.name.replace(['\r', '\n', '\t'], " "), LONGEST_NAME) {
        Ok(name) if name.is_empty() => return respond(&visit, &form, Some(tr.t("inbox-list-name-empty"))).await,
        Ok(name) => name,
        Err(long) => {
            let why = tr.ta("inbox-list-name-long", &[("longest", i64::from(long.longest).into())]);
            return respond(&visit, &form, Some(why)).await;
        }
    };
    let (shared, first) = (!form.shared.is_empty(), !form.first.is_empty());
    match lists::keep(&state, clerk, name, query.clone(), shared, first).await? {
        Outcome::Kept => Ok(Redirect::to(&format!("/office?{query}")).into_response()),
        Outcome::NameTaken => respond(&visit, &form, Some(tr.t("inbox-list-name-taken"))).await,
        Outcome::TooMany => respond(&visit, &form, Some(tr.ta("inbox-list-too-many", &[("most", MOST.into())]))).await,
    }
}

pub async fn delete(State(state): State<AppState>, list: DeletableList) -> Result<Redirect, Failure> {
    let name = list.row.name.clone();
    lists::delete(&state, list).await?;
    Ok(Redirect::to(&format!("/office/settings?deleted={}", encode(&name))))
}

async fn respond(visit: &Visit, form: &KeepForm, error: Option<String>) -> Result<Response, Failure> {
    let tr = visit.tr;
    let view = KeepView {
        tr,
        query: form.query.clone(),
        name: form.name.clone(),
        shared: !form.shared.is_empty(),
        first: !form.first.is_empty(),
        error,
    };
    let title = tr.t("inbox-keep");
    let crumbs = vec![Crumb::new(tr.t("nav-office"), "/office"), Crumb::here(&title)];
    let head = Page::titled(&title).crumbs(crumbs).failed(view.error.is_some());
    Ok(visit.page(head, move || keep(view)).await)
}
