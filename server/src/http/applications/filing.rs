//! Check answers, file, receipt.

use super::list::mended_views;
use super::{Open, area_names, crumbs};
use crate::access::{FilableApplication, OwnApplication, OwnDraft};
use crate::accounts::second_step::Given;
use crate::clock::minsk;
use crate::failure::Failure;
use crate::http::attachments::lines;
use crate::http::sessions::answer;
use crate::http::signing::{self, NotSigned};
use crate::http::visit::{Page, Visit};
use crate::office::attachments;
use crate::office::filing::{self, Outcome};
use crate::office::founders;
use crate::office::merging;
use crate::state::AppState;
use crate::store::applications::{ApplicationRow, RemarkRow};
use crate::store::{
    AnyConn, applications as store, attachments as files, bills, documents, mails, mendings, signatures,
};
use app::pages::account::faults::Faults;
use app::pages::application::signing::SigningView;
use app::pages::application::{check as check_page, receipt as receipt_page};
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use portal::answers::Answers;
use portal::attachment::FIELD;
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
    show_check(&state, draft, visit, shown.check.as_deref(), Faults::default()).await
}

/// The answers, what stands in the way of filing, and what is wrong with the signature.
pub(super) async fn show_check(
    state: &AppState,
    draft: OwnDraft,
    mut visit: Visit,
    check: Option<&str>,
    faults: Faults,
) -> Result<Response, Failure> {
    let open = Open::load(state, &draft).await?;
    let tr = visit.tr;
    let row = &draft.row;
    let answers = row.answers();
    let mut found = merging::prepend(&open.unsettled, row.procedure().check(&answers, &open.circumstances));
    found.extend(attachments::problem(&open.attached));
    let ready = !found.iter().any(Problem::stops);
    let wanted = draft.row.clone();
    let all_confirmed = state.db.read(move |conn: &mut AnyConn| founders::all_confirmed(conn, &wanted)).await?;
    let failed = check.is_some() || !faults.is_empty();
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
        areas: area_names(state, tr.lang()),
        office: state
            .competent(row.procedure(), &answers, draft.company.office)
            .map(|code| state.offices.name(code, tr.lang())),
        problems: found,
        remarks: remarked(row, &answers, &open),
        unconfirmed: check == Some("confirm"),
        // Whoever sent the signature had ticked it.
        ticked: !faults.is_empty(),
        signing: SigningView {
            certificate: state.verifier.is_some(),
            ..signing::view(state, &draft.signed_in, faults).await?
        },
        checked: check.is_some(),
        ready,
        round: row.round + 1,
        open_fields: open.open_fields.clone(),
        attachments: lines(&open.attached, &format!("/applications/{}", row.id)),
        attachments_open: open.attachments_open,
        may_file: draft.may_file,
        at_counter: draft.signed_in.is_staff(),
        office_days: state.terms.days(row.procedure(), "office_days", state.clock.today()),
        fee: state.terms.fee(row.procedure(), state.clock.today()).filter(|_| row.filed_at.is_none()),
    };
    visit.path = format!("/applications/{}/check", row.id);
    let title = check_page::title(&view);
    let head = Page::titled(&title).crumbs(crumbs(&visit, &draft, &title)).failed(failed);
    let head = if view.signing.faults.is_empty() { head.status(StatusCode::OK) } else { head };
    Ok(visit.page(head, move || check_page::page(view)).await)
}

/// The remarks of the round that is corrected, and which of them changed nothing.
fn remarked(row: &ApplicationRow, answers: &Answers, open: &Open) -> Vec<check_page::Remarked> {
    let rules = row.procedure().rules();
    let same = |field: &str| {
        let Some(filed) = &open.filed else { return false };
        let as_filed = |field: &str| filed.get(field) == answers.get(field);
        as_filed(field) && rules.fields_of_row(field).iter().all(|field| as_filed(field))
    };
    let line = |remark: &RemarkRow| check_page::Remarked {
        field: remark.field.clone(),
        text: remark.body.clone(),
        unchanged: if remark.field == FIELD { !open.attachments_changed } else { same(&remark.field) },
    };
    open.remarks.iter().map(line).collect()
}

#[derive(Deserialize)]
pub struct FilingForm {
    #[serde(default)]
    confirmed: String,
    /// The round being filed: a second sending finds the first.
    #[serde(default)]
    round: i32,
    /// Of whoever has one-time codes.
    #[serde(default)]
    password: String,
    #[serde(default)]
    code: String,
}

pub async fn file(
    State(state): State<AppState>,
    application: FilableApplication,
    visit: Visit,
    Form(form): Form<FilingForm>,
) -> Result<Response, Failure> {
    let id = application.row.id.clone();
    let round = form.round.max(1);
    let receipt = || Redirect::to(&format!("/applications/{id}/receipt")).into_response();
    if application.row.round >= round && application.row.number.is_some() {
        return Ok(receipt());
    }
    if form.confirmed.is_empty() {
        return Ok(Redirect::to(&format!("/applications/{id}/check?check=confirm")).into_response());
    }
    let given = Given { password: form.password, code: form.code };
    let signing = match signing::given(&state, &application.signed_in, visit.tr, given).await? {
        Ok(signing) => signing,
        Err(not_signed) => return unsigned(&state, &application, visit, not_signed).await,
    };
    Ok(match filing::file(&state, application.clone(), round, signing).await? {
        Outcome::Filed { .. } => receipt(),
        Outcome::Unconfirmed => Redirect::to(&format!("/applications/{id}/founders")).into_response(),
        Outcome::Problems(_) => Redirect::to(&format!("/applications/{id}/check?check=1")).into_response(),
        Outcome::Refused(refused) => return unsigned(&state, &application, visit, refused.into()).await,
    })
}

/// The answers once more, with what is wrong with the signature at its fields.
async fn unsigned(
    state: &AppState,
    application: &FilableApplication,
    visit: Visit,
    not_signed: NotSigned,
) -> Result<Response, Failure> {
    let (refused, faults) = (not_signed.refused, not_signed.faults(visit.tr));
    let draft = OwnDraft::of((**application).clone())?;
    let page = show_check(state, draft, visit, None, faults).await?;
    Ok(match refused {
        Some(refused) => answer(page, refused),
        None => page,
    })
}

/// The qualified signature under a round.
pub async fn signature(
    State(state): State<AppState>,
    application: OwnApplication,
    Path((_, round)): Path<(String, i32)>,
) -> Result<Response, Failure> {
    signing::detached(&state, application.row.clone(), round).await
}

/// What would be filed now: the bytes that are signed.
pub async fn draft_form(State(state): State<AppState>, draft: OwnDraft) -> Result<Response, Failure> {
    signing::as_it_stands(&state, draft.row.clone(), Confirms::Everything).await
}

/// What was filed in a round: the bytes that were signed.
pub async fn filed_form(
    State(state): State<AppState>,
    application: OwnApplication,
    Path((_, round)): Path<(String, i32)>,
) -> Result<Response, Failure> {
    signing::filed(&state, application.row.clone(), round).await
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
        let filings = store::filings(conn, &id)?;
        let round = filings.last().map_or(0, |filing| filing.round);
        let (signed, attached) = (signatures::of_round(conn, &id, round)?, files::filed(conn, &id, round)?);
        let mended = mendings::of_application(conn, &id)?;
        Ok((documents, mails, filings, bills::of_application(conn, &id)?, signed, (attached, mended)))
    };
    let (documents, mails, filings, bill, signed, (attached, mended)) = state.db.read(load).await?;
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
        contacts: row.office.map(|code| state.offices.contacts(code)).unwrap_or_default(),
        document: receipt.map(|d| (d.id.clone(), d.bytes.as_ref().map(Vec::len))),
        verify: receipt.map(|d| d.verify_code.clone()),
        signed: signed.iter().map(signing::line).collect(),
        digest: filing.digest.clone(),
        round: filing.round,
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
        attachments: lines(&attached, &format!("/applications/{}", row.id)),
        mended: mended_views(&state, tr, &row, &mended),
        demo: state.demo,
    };
    let title = tr.t("receipt-title");
    let head = Page::titled(&title).crumbs(crumbs(&visit, &application, &title));
    Ok(visit.page(head, move || receipt_page::page(view)).await)
}
