//! Notes about a case that only the office sees.

use super::case::respond_to_note;
use crate::access::OfficeCase;
use crate::failure::Failure;
use crate::http::form::Sent;
use crate::http::visit::Visit;
use crate::office::notes;
use crate::office::words::Words;
use crate::state::AppState;
use app::pages::office::notes::{LONGEST_NOTE, NewNote};
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

#[derive(Deserialize)]
pub struct NoteForm {
    #[serde(default)]
    id: String,
    #[serde(default)]
    note: String,
}

pub async fn create(
    State(state): State<AppState>,
    case: OfficeCase,
    visit: Visit,
    Sent(form): Sent<NoteForm>,
) -> Result<Response, Failure> {
    // An id that is none was not made by the page.
    let id = uuid::Uuid::try_parse(&form.id).map_or_else(|_| crate::store::new_id(), |id| id.to_string());
    let why = match Words::read(&form.note, LONGEST_NOTE) {
        Ok(words) if !words.is_empty() => {
            let path = format!("/office/cases/{}#notes", case.row.id);
            notes::write(&state, case, id, words).await?;
            return Ok(Redirect::to(&path).into_response());
        }
        Ok(_) => visit.tr.t("notes-empty"),
        Err(long) => visit.tr.ta("notes-too-long", &[("longest", i64::from(long.longest).into())]),
    };
    respond_to_note(&state, &visit, &case, NewNote { id, typed: form.note, error: Some(why) }).await
}
