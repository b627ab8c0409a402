//! How a clerk wants the inbox.

use super::inbox::Choices;
use crate::access::{Clerk, DeletableList};
use crate::failure::Failure;
use crate::http::visit::{Page, Visit};
use crate::office::lists;
use crate::state::AppState;
use crate::store::{AnyConn, case_lists};
use app::pages::office::inbox::Shown;
use app::pages::office::settings::{LONGEST_NAME, OwnListView, SettingsView, page};
use app::ui::Crumb;
use axum::extract::{Query, State};
use axum::response::{Redirect, Response};
use axum_extra::extract::Form;
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Saved {
    #[serde(default)]
    saved: String,
    /// The name of a list that was deleted.
    #[serde(default)]
    deleted: String,
}

pub async fn show(
    State(state): State<AppState>,
    clerk: Clerk,
    Query(saved): Query<Saved>,
    visit: Visit,
) -> Result<Response, Failure> {
    let (me, office) = (clerk.signed_in.account.id.clone(), clerk.office);
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        Ok((Choices::of(case_lists::choices(conn, &me)?), case_lists::seen_by(conn, &me, office)?))
    };
    let (choices, lists) = state.db.read(load).await?;
    let tr = visit.tr;
    let view = SettingsView {
        tr,
        columns: choices.columns,
        keys: choices.keys,
        first_list: choices.first_list,
        lists: lists
            .iter()
            .map(|list| OwnListView {
                id: list.id.clone(),
                name: list.name.clone(),
                href: format!("/office?{}", list.query),
                shared: list.shared,
                deletable: DeletableList::may(&clerk, list),
            })
            .collect(),
        saved: !saved.saved.is_empty(),
        deleted: Some(saved.deleted).filter(|name| !name.is_empty() && name.chars().count() <= LONGEST_NAME as usize),
    };
    let title = tr.t("inbox-settings");
    let crumbs = vec![Crumb::new(tr.t("nav-office"), "/office"), Crumb::here(&title)];
    Ok(visit.page(Page::titled(&title).crumbs(crumbs), move || page(view)).await)
}

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub struct SettingsForm {
    columns: Vec<String>,
    first_list: String,
    keys: String,
}

pub async fn save(
    State(state): State<AppState>,
    clerk: Clerk,
    Form(form): Form<SettingsForm>,
) -> Result<Redirect, Failure> {
    let columns = Shown::ALL.into_iter().filter(|shown| form.columns.iter().any(|code| code == shown.code()));
    let first = Some(form.first_list).filter(|id| !id.is_empty() && !id.contains('\0'));
    lists::choose(&state, clerk, columns.collect(), first, !form.keys.is_empty()).await?;
    Ok(Redirect::to("/office/settings?saved=1"))
}
