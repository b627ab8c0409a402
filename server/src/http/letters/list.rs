//! The templates of an office, and of the portal.

use super::Desk;
use crate::access::{AdministrationReader, SetupReader};
use crate::clock::minsk;
use crate::failure::Failure;
use crate::http::administration::setup;
use crate::http::visit::{Page, Visit};
use crate::state::AppState;
use crate::store::letter_versions::{self as store, PORTAL, Told};
use app::pages::letters::list::{ListView, TemplateView, page};
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use portal::collation::sort_by_name;
use portal::letters::KINDS;
use portal::procedures::Procedure;

type Pairs = Query<Vec<(String, String)>>;

pub async fn office(
    State(state): State<AppState>,
    reader: SetupReader,
    Query(query): Pairs,
    visit: Visit,
) -> Result<Response, Failure> {
    setup::looked(&state, &reader, setup::WORDS).await?;
    respond(&state, &visit, Desk::office(&reader), &query).await
}

pub async fn portal(
    State(state): State<AppState>,
    reader: AdministrationReader,
    Query(query): Pairs,
    visit: Visit,
) -> Result<Response, Failure> {
    respond(&state, &visit, Desk::portal(&reader), &query).await
}

async fn respond(state: &AppState, visit: &Visit, desk: Desk, query: &[(String, String)]) -> Result<Response, Failure> {
    // The form that asks for one procedure.
    if let Some((_, kind)) = query.iter().find(|(name, _)| name == "kind") {
        return Ok(Redirect::to(&desk.href(desk.template(kind, query)?)).into_response());
    }
    let office = desk.office;
    let heads = state.db.read(move |conn| store::heads(conn, office).map_err(Failure::from)).await?;
    let tr = visit.tr;
    let title_of = |slug: &str| tr.t(&format!("procedure-{slug}"));
    let line = |kind: &'static str, procedure: &str, of: i32, told: Option<&Told>| TemplateView {
        kind,
        procedure: (!procedure.is_empty()).then(|| title_of(procedure)),
        href: desk.template_href(kind, procedure),
        version: told.map(|(row, by)| (row.number, minsk(row.made_at), by.clone())),
        empty: told.is_some_and(|(row, _)| row.texts().is_empty()),
        common: of == PORTAL && !desk.is_portal(),
    };
    let mut templates = Vec::new();
    for kind in KINDS {
        let found = |of: i32, procedure: &str| {
            heads
                .iter()
                .find(|(row, _)| (row.office, row.kind.as_str(), row.procedure.as_str()) == (of, kind.code, procedure))
        };
        templates.push(line(kind.code, "", office, found(office, "")));
        let of_one = Procedure::ALL.map(Procedure::slug);
        let offices = if desk.is_portal() { vec![PORTAL] } else { vec![office, PORTAL] };
        for of in offices {
            for slug in of_one.into_iter().chain((of != office).then_some("")) {
                templates.extend(found(of, slug).map(|told| line(kind.code, slug, of, Some(told))));
            }
        }
    }
    let mut procedures: Vec<(String, String)> =
        Procedure::ALL.into_iter().map(|p| (p.slug().to_owned(), title_of(p.slug()))).collect();
    sort_by_name(tr.lang(), &mut procedures, |(_, title)| title);
    let view = ListView {
        tr,
        of: desk.of(state, visit),
        base: desk.base,
        portal: desk.is_portal(),
        templates,
        kinds: KINDS.iter().map(|kind| kind.code).collect(),
        procedures,
        writes: desk.writes,
    };
    let title = tr.t("wording-title");
    let head = Page::titled(&title).crumbs(desk.crumbs(visit, &[], &title));
    Ok(visit.page(head, move || page(view)).await)
}
