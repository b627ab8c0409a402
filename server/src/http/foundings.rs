//! The founders of an application: for whoever draws it up, and for each founder who confirms.

use super::applications::{area_names, crumbs};
use super::attachments::lines;
use super::sessions::answer;
use super::signing::{self, NotSigned};
use super::visit::{Page, Visit};
use crate::access::{CoFounder, OwnDraft};
use crate::accounts::second_step::Given;
use crate::clock::minsk;
use crate::failure::Failure;
use crate::office::attachments;
use crate::office::founders::{self, Confirmed, Invited, Signer};
use crate::signing::canonical;
use crate::state::AppState;
use crate::store::AnyConn;
use app::pages::account::faults::Faults;
use app::pages::application::{founders as list_page, founding as page};
use app::ui::Crumb;
use axum::Form;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Shown {
    /// How inviting ended.
    #[serde(default)]
    invited: Option<String>,
}

/// Who has confirmed, and who is still to.
pub async fn list(
    State(state): State<AppState>,
    draft: OwnDraft,
    Query(shown): Query<Shown>,
    visit: Visit,
) -> Result<Response, Failure> {
    let (row, inner) = (draft.row.clone(), state.clone());
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        Ok((founders::signers(conn, &row)?, founders::obstacles(conn, &inner, &row)?.is_empty()))
    };
    let (signers, ready) = state.db.read(load).await?;
    if signers.is_empty() {
        return Err(Failure::NotFound);
    }
    let me = draft.signed_in.account.email.to_lowercase();
    let view = list_page::FoundersView {
        tr: visit.tr,
        id: draft.row.id.clone(),
        company: draft.company.name.clone(),
        ready,
        said: ["sent", "not-ready", "too-many", "nobody"]
            .into_iter()
            .find(|word| shown.invited.as_deref() == Some(*word)),
        founders: signers.into_iter().map(|signer| line(signer, &me)).collect(),
    };
    let title = visit.tr.t("founders-title");
    let head = Page::titled(&title).crumbs(crumbs(&visit, &draft, &title));
    Ok(visit.page(head, move || list_page::page(view)).await)
}

fn line(signer: Signer, me: &str) -> list_page::FounderLine {
    list_page::FounderLine {
        me: signer.founder.email == me,
        name: signer.founder.name,
        email: signer.founder.email,
        confirmed: signer.confirmed_at.map(minsk),
        invited: signer.invited_at.map(minsk),
    }
}

/// Invites those who have not confirmed.
pub async fn invite(State(state): State<AppState>, draft: OwnDraft) -> Result<Response, Failure> {
    let id = draft.row.id.clone();
    if draft.row.procedure().rules().signers(&draft.row.answers()).is_empty() {
        return Err(Failure::NotFound);
    }
    let said = match founders::invite(&state, draft).await? {
        Invited::Sent(0) => "nobody",
        Invited::Sent(_) => "sent",
        Invited::NotReady => "not-ready",
        Invited::TooMany => "too-many",
    };
    Ok(Redirect::to(&format!("/applications/{id}/founders?invited={said}")).into_response())
}

/// What a founder is asked to confirm.
pub async fn show(State(state): State<AppState>, founder: CoFounder, visit: Visit) -> Result<Response, Failure> {
    respond(&state, &visit, founder, None, Faults::default()).await
}

#[derive(Deserialize)]
pub struct Confirmation {
    /// The digest of what the founder had before them.
    #[serde(default)]
    digest: String,
    #[serde(default)]
    confirmed: String,
    /// Of whoever has one-time codes.
    #[serde(default)]
    password: String,
    #[serde(default)]
    code: String,
}

pub async fn confirm(
    State(state): State<AppState>,
    founder: CoFounder,
    visit: Visit,
    Form(form): Form<Confirmation>,
) -> Result<Response, Failure> {
    let id = founder.row.id.clone();
    if form.confirmed.is_empty() {
        return respond(&state, &visit, founder, Some("problem-confirmed-missing"), Faults::default()).await;
    }
    let given = Given { password: form.password, code: form.code };
    let signing = match signing::given(&state, &founder.signed_in, visit.tr, given).await? {
        Ok(signing) => signing,
        Err(not_signed) => return unsigned(&state, &visit, founder, not_signed).await,
    };
    match founders::confirm(&state, founder.clone(), form.digest, signing).await? {
        Confirmed::Yes => Ok(Redirect::to(&format!("/foundings/{id}")).into_response()),
        Confirmed::Changed => {
            let founder = founder.again(&state).await?;
            respond(&state, &visit, founder, Some("founding-changed"), Faults::default()).await
        }
        Confirmed::NotReady => respond(&state, &visit, founder, Some("founding-not-ready"), Faults::default()).await,
        Confirmed::Refused(refused) => unsigned(&state, &visit, founder, refused.into()).await,
    }
}

/// The page once more, with what is wrong with the signature at its fields.
async fn unsigned(
    state: &AppState,
    visit: &Visit,
    founder: CoFounder,
    not_signed: NotSigned,
) -> Result<Response, Failure> {
    let page = respond(state, visit, founder, None, not_signed.faults(visit.tr)).await?;
    Ok(match not_signed.refused {
        Some(refused) => answer(page, refused),
        None => page,
    })
}

/// What a founder confirms, as a file.
pub async fn form(State(state): State<AppState>, founder: CoFounder) -> Result<Response, Failure> {
    signing::as_it_stands(&state, founder.row).await
}

async fn respond(
    state: &AppState,
    visit: &Visit,
    founder: CoFounder,
    error: Option<&'static str>,
    faults: Faults,
) -> Result<Response, Failure> {
    let (row, inner) = (founder.row.clone(), state.clone());
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let open = row.status().is_open_to_applicant();
        let ready = open && founders::obstacles(conn, &inner, &row)?.is_empty();
        Ok((founders::signers(conn, &row)?, ready, attachments::attached(conn, &row)?))
    };
    let (signers, ready, attached) = state.db.read(load).await?;
    let me = founder.signed_in.account.email.to_lowercase();
    let row = &founder.row;
    let tr = visit.tr;
    let view = page::FoundingView {
        tr,
        id: row.id.clone(),
        procedure: row.procedure(),
        company: founder.company.name.clone(),
        unp: row.unp,
        status: row.status(),
        ready,
        digest: canonical::digest(row, &attached),
        ticked: !faults.is_empty(),
        signing: signing::view(state, &founder.signed_in, faults).await?,
        attachments: lines(&attached, &format!("/applications/{}", row.id)),
        summary: row.procedure().rules().summary(&row.answers()),
        areas: area_names(state, tr.lang()),
        founders: signers.into_iter().map(|signer| line(signer, &me)).collect(),
        error: error.map(|key| tr.t(key)),
    };
    let title = tr.t("founding-title");
    let failed = error.is_some() || !view.signing.faults.is_empty();
    let head = Page::titled(&title).crumbs(vec![Crumb::here(&title)]).failed(failed);
    Ok(visit.page(head, move || page::page(view)).await)
}
