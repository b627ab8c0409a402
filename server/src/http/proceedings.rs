//! The filer's page of a proceeding.

use super::visit::{Page, Visit};
use crate::access::OwnProceeding;
use crate::clock::minsk;
use crate::failure::Failure;
use crate::state::AppState;
use crate::store::AnyConn;
use crate::store::proceedings::{self as store, ProceedingEventRow, TaskRow};
use app::pages::proceeding::own::{self, BodyView, EventView, ProceedingView};
use app::ui::Crumb;
use axum::extract::State;
use axum::response::Response;
use portal::proceeding::Body;
use serde_json::Value;

pub async fn show(State(state): State<AppState>, proceeding: OwnProceeding, visit: Visit) -> Result<Response, Failure> {
    let id = proceeding.row.id.clone();
    let load =
        move |conn: &mut AnyConn| -> Result<_, Failure> { Ok((store::tasks(conn, &id)?, store::events(conn, &id)?)) };
    let (tasks, events) = state.db.read(load).await?;
    let (tr, row) = (visit.tr, &proceeding.row);
    let view = ProceedingView {
        tr,
        company: proceeding.company.title().to_owned(),
        unp: row.unp,
        today: state.clock.today(),
        proceeding: row.proceeding(&tasks),
        claims: [row.claims_address.clone(), row.claims_phone.clone(), row.claims_email.clone()],
        bodies: tasks.iter().filter_map(body).collect(),
        events: events.iter().map(event).collect(),
        may_prepare: proceeding.may_prepare,
    };
    let title = tr.t(own::title(view.proceeding.kind));
    let head =
        Page::titled(&title).crumbs(vec![Crumb::new(tr.t("nav-applications"), "/applications"), Crumb::here(&title)]);
    Ok(visit.page(head, move || own::page(view)).await)
}

/// A task as its proceeding's pages tell it.
pub fn body(task: &TaskRow) -> Option<BodyView> {
    Some(BodyView {
        body: task.body()?.code(),
        answer: task.answer(),
        reason: task.reason.clone(),
        on: task.answered_at.map(|at| minsk(at).date()).or(task.due_on),
    })
}

fn event(event: &ProceedingEventRow) -> EventView {
    let body: Value = serde_json::from_str(&event.body).unwrap_or_default();
    EventView {
        at: minsk(event.at),
        kind: event.kind.clone(),
        body: body["body"].as_str().and_then(Body::from_code).map(|body| body.code().to_owned()),
        application: event.application_id.clone(),
    }
}
