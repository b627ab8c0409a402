//! A council's sets, and beginning one.

use super::questions::line;
use crate::access::{EditedSet, Editor, Publisher};
use crate::clock::minsk;
use crate::failure::Failure;
use crate::http::form::Sent;
use crate::http::visit::{Page, Visit};
use crate::office::data_drafts as office;
use crate::state::AppState;
use crate::store::{AnyConn, data_drafts, data_questions, data_sets, data_tombstones, new_id};
use app::pages::publishing::list::{DraftLine, GoneLine, ListView, SetLine, page};
use app::pages::publishing::new::{NewView, page as new_page};
use app::ui::Crumb;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

/// Questions that are done with and still listed.
const CLOSED: i64 = 30;

pub async fn list(State(state): State<AppState>, publisher: Publisher, visit: Visit) -> Result<Response, Failure> {
    let code = publisher.office;
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let sets = data_sets::of_owner(conn, code)?;
        let ids: Vec<String> = sets.iter().map(|set| set.id.clone()).collect();
        let edited = data_drafts::published_of(conn, &ids)?;
        let asked = data_questions::open_of_office(conn, code, 200)?;
        let asked = (asked, data_questions::closed_of_office(conn, code, CLOSED)?);
        Ok((data_drafts::open_of_office(conn, code)?, sets, edited, data_tombstones::of_owner(conn, code)?, asked))
    };
    let (drafts, sets, edited, gone, (open, closed)) = state.db.read(load).await?;
    let (tr, today) = (visit.tr, state.clock.today());
    let view = ListView {
        tr,
        office: state.offices.name(code, tr.lang()),
        writes: publisher.writes,
        drafts: drafts
            .iter()
            .map(|row| DraftLine {
                id: row.id.clone(),
                title: super::title(tr, row),
                status: row.status().code(),
                changed_at: minsk(row.changed_at),
            })
            .collect(),
        sets: sets
            .iter()
            .map(|set| SetLine {
                id: set.id.clone(),
                title: set.title().get(tr.lang()).to_owned(),
                version: set.latest,
                next_on: set.next_on,
                late: set.is_late(today),
                edited: edited.iter().any(|(id, _)| *id == set.id),
            })
            .collect(),
        gone: gone
            .iter()
            .map(|stone| GoneLine {
                id: stone.id.clone(),
                title: stone.title().get(tr.lang()).to_owned(),
                at: minsk(stone.withdrawn_at),
            })
            .collect(),
        questions: (
            open.iter().map(|row| line(row, today)).collect(),
            closed.iter().map(|row| line(row, today)).collect(),
        ),
    };
    let title = tr.t("editor-title");
    let head = Page::titled(&title).crumbs(vec![Crumb::here(&title)]);
    Ok(visit.page(head, move || page(view)).await)
}

pub async fn new(editor: Editor, visit: Visit) -> Response {
    form(&visit, &editor, String::new(), None).await
}

#[derive(Deserialize)]
pub struct NewForm {
    #[serde(default)]
    id: String,
    #[serde(default)]
    name: String,
}

pub async fn create(
    State(state): State<AppState>,
    editor: Editor,
    visit: Visit,
    Sent(form): Sent<NewForm>,
) -> Result<Response, Failure> {
    // An id that is none was not made by the page.
    let id = uuid::Uuid::try_parse(&form.id).map_or_else(|_| new_id(), |id| id.to_string());
    match office::begin(&state, editor.clone(), id, &form.name).await? {
        Ok(id) => Ok(Redirect::to(&format!("/office/data/drafts/{id}")).into_response()),
        Err(fault) => {
            let why = visit.tr.t(&format!("editor-name-{}", fault.code()));
            Ok(self::form(&visit, &editor, form.name, Some(why)).await)
        }
    }
}

async fn form(visit: &Visit, editor: &Editor, typed: String, error: Option<String>) -> Response {
    let tr = visit.tr;
    let failed = error.is_some();
    let view = NewView { tr, form_id: new_id(), office: editor.office, typed, error };
    let crumbs = vec![Crumb::new(tr.t("editor-title"), "/office/data"), Crumb::here(tr.t("editor-new"))];
    let head = Page::titled(tr.t("editor-new")).crumbs(crumbs).failed(failed);
    visit.page(head, move || new_page(view)).await
}

/// Begins the next version of a set.
pub async fn version(State(state): State<AppState>, set: EditedSet) -> Result<Response, Failure> {
    let id = office::begin_version(&state, set).await?;
    Ok(Redirect::to(&format!("/office/data/drafts/{id}")).into_response())
}
