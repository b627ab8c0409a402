//! Handing a case over.

use super::crumbs;
use crate::access::HandableCase;
use crate::failure::Failure;
use crate::http::visit::{Page, Visit};
use crate::office::assignment::{self, Handed, To};
use crate::office::words::Words;
use crate::state::AppState;
use crate::store::{AnyConn, absences, hands};
use app::pages::office::handover::{HandoverView, HandsView, LONGEST_NOTE, TO_QUEUE, page};
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form;
use portal::application::Status;
use serde::Deserialize;

pub async fn new(State(state): State<AppState>, case: HandableCase, visit: Visit) -> Result<Response, Failure> {
    respond(&state, &visit, &case, HandoverForm::default(), Vec::new()).await
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct HandoverForm {
    to: String,
    note: String,
    revision: String,
}

pub async fn create(
    State(state): State<AppState>,
    case: HandableCase,
    visit: Visit,
    Form(form): Form<HandoverForm>,
) -> Result<Response, Failure> {
    let revision = form.revision.parse().map_err(|_| Failure::BadRequest("form"))?;
    let tr = visit.tr;
    let mut faults = Vec::new();
    if form.to.is_empty() || form.to.contains('\0') {
        faults.push(("to", tr.t("handover-to-missing")));
    }
    let note = Words::read(&form.note, LONGEST_NOTE);
    if let Err(long) = &note {
        faults.push(("note", tr.ta("notes-too-long", &[("longest", i64::from(long.longest).into())])));
    }
    let Ok(note) = note else { return respond(&state, &visit, &case, form, faults).await };
    if !faults.is_empty() {
        return respond(&state, &visit, &case, form, faults).await;
    }
    let to = if form.to == TO_QUEUE { To::Queue } else { To::Clerk(form.to.clone()) };
    let id = case.row.id.clone();
    match assignment::hand_over(&state, case.clone(), revision, to, note).await? {
        Handed::Over => Ok(Redirect::to(&format!("/office/cases/{id}")).into_response()),
        Handed::Away => respond(&state, &visit, &case, form, vec![("to", tr.t("handover-to-away"))]).await,
    }
}

async fn respond(
    state: &AppState,
    visit: &Visit,
    case: &HandableCase,
    form: HandoverForm,
    faults: Vec<(&'static str, String)>,
) -> Result<Response, Failure> {
    let tr = visit.tr;
    let (office, today) = (case.clerk.office, state.clock.today());
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        Ok((hands::colleagues(conn, office)?, hands::loads(conn, office)?, absences::away(conn, office, today)?))
    };
    let (colleagues, loads, away) = state.db.read(load).await?;
    let hands = colleagues.into_iter().filter(|person| case.row.clerk.as_ref() != Some(&person.id));
    let failed = !faults.is_empty();
    let view = HandoverView {
        tr,
        id: case.row.id.clone(),
        number: case.row.number.clone().unwrap_or_default(),
        company: case.company.title().to_owned(),
        revision: case.row.revision,
        hands: hands
            .map(|person| HandsView {
                load: loads.get(&person.id).copied().unwrap_or_default(),
                away: away.contains(&person.id),
                id: person.id,
                name: person.name,
            })
            .collect(),
        queue: case.row.status() == Status::InReview,
        to: form.to,
        note: form.note,
        errors: faults,
    };
    let title = tr.t("handover-title");
    let head = Page::titled(&title).crumbs(crumbs(visit, &case.row, Some(&title))).failed(failed);
    Ok(visit.page(head, move || page(view)).await)
}
