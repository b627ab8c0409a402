//! The start of what founds something: a name, a sole proprietor, a legal entity. No company is chosen.

use super::services::{crumbs, under_review};
use super::visit::{Page, Visit};
use crate::access::{Founder, SignedIn};
use crate::failure::Failure;
use crate::office::drafting;
use crate::state::AppState;
use crate::store::{AnyConn, applications, companies, counter_drafts, mandates};
use app::pages::services::{begin, choose};
use axum::response::{IntoResponse, Redirect, Response};
use portal::answers::Answers;
use portal::company::Kind;
use portal::mandate::Scope;
use portal::procedures::{FounderFacts, Procedure};

pub async fn show(
    state: &AppState,
    visit: &Visit,
    signed_in: &SignedIn,
    procedure: Procedure,
) -> Result<Response, Failure> {
    let view = view(state, visit, signed_in, procedure, String::new()).await?;
    Ok(respond(visit, view).await)
}

/// Starts a draft, or offers the one that waits. `from` is a decided application whose answers are taken over.
pub async fn start(
    state: &AppState,
    visit: &Visit,
    signed_in: SignedIn,
    procedure: Procedure,
    anew: bool,
    from: String,
) -> Result<Response, Failure> {
    let view = view(state, visit, &signed_in, procedure, from.clone()).await?;
    let waits = !view.drafts.is_empty() || !view.under_review.is_empty();
    if view.ineligible.is_some() || (waits && !anew) {
        return Ok(respond(visit, view).await);
    }
    let founder = Founder::of(signed_in)?;
    let answers = answers_of(state, from, &founder, procedure).await?;
    let id = drafting::found(state, founder, procedure, answers).await?;
    Ok(Redirect::to(&format!("/applications/{id}")).into_response())
}

/// What the same person filed before; nothing where it is another's or does not fit the form.
async fn answers_of(state: &AppState, id: String, founder: &Founder, procedure: Procedure) -> Result<Answers, Failure> {
    // No id holds a NUL, and PostgreSQL refuses to look for one.
    if id.is_empty() || id.contains('\0') {
        return Ok(Answers::default());
    }
    let account = founder.signed_in.account.id.clone();
    let load = move |conn: &mut AnyConn| -> Result<Answers, Failure> {
        let row = applications::find(conn, &id)?.filter(|row| {
            let fits = row.procedure() == procedure && row.status().is_decided();
            fits && row.form_version == procedure.rules().form_version()
        });
        let Some(row) = row else { return Ok(Answers::default()) };
        if counter_drafts::applicant(conn, &row)? != Some(account) {
            return Ok(Answers::default());
        }
        Ok(applications::answered_last(conn, &row)?)
    };
    state.db.read(load).await
}

async fn view(
    state: &AppState,
    visit: &Visit,
    signed_in: &SignedIn,
    procedure: Procedure,
    from: String,
) -> Result<begin::BeginView, Failure> {
    let (account, today) = (signed_in.account.id.clone(), state.clock.today());
    let load = move |conn: &mut AnyConn| {
        let held = mandates::of_account(conn, &account)?;
        let heads: Vec<i64> =
            held.iter().filter(|right| right.allows(Scope::Head, today)).map(|right| right.unp).collect();
        let is_sole_proprietor = companies::of(conn, &heads)?
            .iter()
            .any(|company| company.kind() == Kind::SoleProprietor && company.standing().exists());
        let rows = applications::undecided_without_company(conn, &account, procedure)?;
        Ok::<_, Failure>((rows, FounderFacts { is_sole_proprietor }))
    };
    let (rows, facts) = state.db.read(load).await?;
    let draft = |row: &applications::ApplicationRow| choose::Waiting {
        id: row.id.clone(),
        saved: crate::clock::minsk(row.updated_at),
        status: row.status(),
        number: row.number.clone(),
    };
    let ineligible = match Founder::of(signed_in.clone()) {
        Ok(_) => procedure.rules().may_found(&facts).err().map(|why| why.0),
        Err(_) => Some("no-entrepreneur"),
    };
    Ok(begin::BeginView {
        tr: visit.tr,
        procedure,
        ineligible,
        drafts: rows.iter().filter(|row| row.status().is_open_to_applicant()).map(draft).collect(),
        under_review: rows.iter().filter_map(under_review).collect(),
        from,
    })
}

async fn respond(visit: &Visit, view: begin::BeginView) -> Response {
    let title = visit.tr.t("begin-title");
    let head = Page::titled(&title).crumbs(crumbs(visit, view.procedure.slug(), &title));
    visit.page(head, move || begin::page(view)).await
}
