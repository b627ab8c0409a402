//! Check answers, file, receipt.

use super::{Open, area_names, crumbs};
use crate::access::{FilableApplication, OwnApplication, OwnDraft};
use crate::clock::minsk;
use crate::failure::Failure;
use crate::http::visit::{Page, Visit};
use crate::office::filing::{self, Outcome};
use crate::office::founders;
use crate::state::AppState;
use crate::store::{AnyConn, applications as store, bills, documents, mails};
use app::pages::application::{check as check_page, receipt as receipt_page};
use axum::Form;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use portal::problem::Problem;
use portal::procedures::Confirms;
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Shown {
    /// Show what stands in the way of filing.
    #[serde(default)]
    check: Option<String>,
}

pub async fn check(
    State(state): State<AppState>,
    draft: OwnDraft,
    Query(shown): Query<Shown>,
    visit: Visit,
) -> Result<Response, Failure> {
    let open = Open::load(&state, &draft).await?;
    let tr = visit.tr;
    let row = &draft.row;
    let answers = row.answers();
    let found = row.procedure().check(&answers, &open.circumstances);
    let ready = !found.iter().any(Problem::stops);
    let wanted = draft.row.clone();
    let all_confirmed = state.db.read(move |conn: &mut AnyConn| founders::all_confirmed(conn, &wanted)).await?;
    let view = check_page::CheckView {
        tr,
        all_confirmed,
        signers: match row.procedure().rules().signers(&answers).iter().any(|s| s.confirms == Confirms::Everything) {
            true => "founders",
            false => "owners",
        },
        id: row.id.clone(),
        procedure: row.procedure(),
        company: draft.company.name.clone(),
        unp: row.unp,
        current: row.procedure().rules().register_says(&open.circumstances.subject),
        summary: row.procedure().rules().summary(&answers),
        areas: area_names(&state, tr.lang()),
        office: row
            .procedure()
            .rules()
            .office(&answers, draft.company.office)
            .map(|code| state.offices.name(code, tr.lang())),
        problems: found,
        unconfirmed: shown.check.as_deref() == Some("confirm"),
        checked: shown.check.is_some(),
        ready,
        round: row.round + 1,
        open_fields: open.open_fields.clone(),
        may_file: draft.may_file,
        office_days: state.terms.days(row.procedure(), "office_days", state.clock.today()),
        fee: state.terms.fee(row.procedure(), state.clock.today()).filter(|_| row.filed_at.is_none()),
    };
    let failed = shown.check.is_some();
    let title = check_page::title(&view);
    let head =
        Page::titled(&title).crumbs(crumbs(&visit, &draft, &title)).failed(failed).status(axum::http::StatusCode::OK);
    Ok(visit.page(head, move || check_page::page(view)).await)
}

#[derive(Deserialize)]
pub struct FilingForm {
    #[serde(default)]
    confirmed: String,
    /// The round being filed: a second sending finds the first.
    #[serde(default)]
    round: i32,
}

pub async fn file(
    State(state): State<AppState>,
    application: FilableApplication,
    Form(form): Form<FilingForm>,
) -> Result<Response, Failure> {
    let id = application.row.id.clone();
    let round = form.round.max(1);
    if form.confirmed.is_empty() && application.row.round < round {
        return Ok(Redirect::to(&format!("/applications/{id}/check?check=confirm")).into_response());
    }
    Ok(match filing::file(&state, application, round).await? {
        Outcome::Filed { .. } => Redirect::to(&format!("/applications/{id}/receipt")).into_response(),
        Outcome::Unconfirmed => Redirect::to(&format!("/applications/{id}/founders")).into_response(),
        Outcome::Problems(_) => Redirect::to(&format!("/applications/{id}/check?check=1")).into_response(),
    })
}

/// The number, what happens next with dates, and what was sent where.
pub async fn receipt(
    State(state): State<AppState>,
    application: OwnApplication,
    visit: Visit,
) -> Result<Response, Failure> {
    let row = application.row.clone();
    let number = row.number.clone().ok_or(Failure::NotFound)?;
    let id = row.id.clone();
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let (documents, mails) = (documents::of_application(conn, &id)?, mails::of_application(conn, &id)?);
        Ok((documents, mails, store::filings(conn, &id)?, bills::of_application(conn, &id)?))
    };
    let (documents, mails, filings, bill) = state.db.read(load).await?;
    let tr = visit.tr;
    let filing = filings.last().ok_or(Failure::NotFound)?;
    let receipt = documents.iter().rfind(|d| d.kind == "receipt");
    let view = receipt_page::ReceiptView {
        tr,
        id: row.id.clone(),
        procedure: row.procedure(),
        number,
        company: application.company.title().to_owned(),
        unp: row.unp,
        filed: minsk(filing.filed_at),
        corrected: row.round > 1,
        status: row.status(),
        decided: row.decided_at.map(minsk),
        due: row.due_on,
        bill: bill.as_ref().map(super::bill::note),
        office: row.office.map(|code| state.offices.name(code, tr.lang())).unwrap_or_default(),
        document: receipt.map(|d| (d.id.clone(), d.bytes.as_ref().map(Vec::len))),
        verify: receipt.map(|d| d.verify_code.clone()),
        mails: mails
            .into_iter()
            .map(|mail| receipt_page::MailLine {
                subject: mail.subject,
                lang: mail.lang,
                recipient: mail.recipient,
                state: mail.state,
                at: minsk(mail.created_at),
            })
            .collect(),
        demo: state.demo,
    };
    let title = tr.t("receipt-title");
    let head = Page::titled(&title).crumbs(crumbs(&visit, &application, &title));
    Ok(visit.page(head, move || receipt_page::page(view)).await)
}
