//! My applications, and one of them.

use super::{Open, area_names, crumbs};
use crate::access::{OwnApplication, SignedIn};
use crate::clock::minsk;
use crate::failure::Failure;
use crate::http::attachments::lines;
use crate::http::cases::case_view::{mended_view, overtaken_view};
use crate::http::services::subject;
use crate::http::visit::{Page, Visit};
use crate::office::counter_drafts::kept;
use crate::office::decision_letter;
use crate::office::draft_keeping::{RESTORABLE, restorable_since};
use crate::office::rights::{self, Under};
use crate::office::term;
use crate::office::{PASSED_ON, attachments};
use crate::state::AppState;
use crate::store::applications::{ApplicationRow, EventRow};
use crate::store::companies::CompanyRow;
use crate::store::mendings::{self, MendingRow};
use crate::store::proceedings::{self, ProceedingRow};
use crate::store::{
    AnyConn, accounts, applications as store, bills, companies, deleted_drafts, documents, founders, mandates,
    messages, name_approvals, parties, reopenings,
};
use app::l10n::Tr;
use app::pages::application::{list as list_page, status as status_page, task_list};
use app::pages::office::mending::MendedView;
use app::ui::Crumb;
use axum::extract::State;
use axum::response::Response;
use chrono::Duration;
use portal::application::Status;
use portal::company::Kind;
use portal::mandate::Scope;
use portal::procedures::{FounderFacts, Progress, Step};

pub async fn list(State(state): State<AppState>, signed_in: SignedIn, visit: Visit) -> Result<Response, Failure> {
    let (account, today) = (signed_in.account.id.clone(), state.clock.today());
    let email = signed_in.account.email.to_lowercase();
    let since = restorable_since(state.clock.now());
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let mandates = mandates::of_account(conn, &account)?;
        let unps: Vec<i64> = mandates.iter().filter(|m| m.allows(Scope::Read, today)).map(|m| m.unp).collect();
        let open = proceedings::of_companies(conn, &unps)?.into_iter().filter(|row| row.ended_on.is_none()).collect();
        let prepare: Vec<i64> = mandates.iter().filter(|m| m.allows(Scope::Prepare, today)).map(|m| m.unp).collect();
        let mut deleted = deleted_drafts::of_companies(conn, &prepare, since)?;
        deleted.extend(deleted_drafts::without_company(conn, &account, since)?);
        let mut rows = store::of_companies(conn, &unps)?;
        rows.extend(store::without_company(conn, &account)?);
        rows.sort_by(|a, b| (b.updated_at, &b.id).cmp(&(a.updated_at, &a.id)));
        let approvals = name_approvals::of_holder(conn, &account)?;
        // Over, one is kept all the same while a registration is not decided that was filed with it.
        let over = approvals.iter().filter(|row| row.valid_until < today).cloned().collect();
        let relied_on = name_approvals::with_open_registration(conn, over)?;
        let mut asked = founders::open_for(conn, &email)?;
        asked.retain(|row| row.started_by != account);
        let theirs: Vec<i64> = asked.iter().filter_map(|row| row.unp).collect();
        let theirs = companies::of(conn, &theirs)?;
        let named = |row: ApplicationRow| {
            let company = theirs.iter().find(|company| Some(company.unp) == row.unp);
            let name = company.map_or_else(|| parties::in_the_making(&row).name, |company| company.title().to_owned());
            (row.id, name)
        };
        let asked: Vec<(String, String)> = asked.into_iter().map(named).collect();
        let filed = rows.iter().filter(|row| row.filed_at.is_some() && !row.status().is_decided());
        let owed = bills::owed(conn, filed.map(|row| row.id.clone()).collect())?;
        Ok((companies::of(conn, &unps)?, rows, open, deleted, (approvals, relied_on, asked, owed)))
    };
    let (companies, rows, open, deleted, (approvals, relied_on, asked, owed)): (
        Vec<CompanyRow>,
        Vec<ApplicationRow>,
        Vec<ProceedingRow>,
        _,
        _,
    ) = state.db.read(load).await?;
    let tr = visit.tr;
    let title_of =
        |unp: i64| companies.iter().find(|c| c.unp == unp).map_or_else(|| unp.to_string(), |c| c.title().to_owned());
    let view = list_page::ListView {
        tr,
        applications: rows
            .iter()
            .map(|row| list_page::Line {
                id: row.id.clone(),
                procedure: row.procedure(),
                company: row.unp.map_or_else(|| parties::in_the_making(row).name, title_of),
                status: row.status(),
                number: row.number.clone(),
                changed: minsk(row.updated_at),
                due: row.due_on,
                owed: owed.get(&row.id).copied(),
            })
            .collect(),
        deleted: deleted
            .iter()
            .filter_map(|row| {
                Some(list_page::Deleted {
                    id: row.id.clone(),
                    procedure: row.procedure()?,
                    company: row.unp.map(title_of).unwrap_or_default(),
                    deleted: minsk(row.deleted_at),
                    forgotten: row.deleted_by.is_none(),
                    until: minsk(row.deleted_at + Duration::days(RESTORABLE)),
                })
            })
            .collect(),
        to_confirm: asked,
        approvals: approvals
            .into_iter()
            .map(|row| list_page::ApprovalLine {
                standing: match (&row.used_by, row.valid_until < today) {
                    (Some(_), _) => "approval-word-used",
                    (None, true) if relied_on.iter().any(|other| other.number == row.number) => "approval-word-pending",
                    (None, true) => "approval-word-over",
                    (None, false) => "approval-word-in-force",
                },
                id: row.application_id,
                number: row.number,
                name: row.full_name,
                until: row.valid_until,
            })
            .collect(),
        companies: companies.iter().map(|c| (c.unp, c.title().to_owned(), c.standing())).collect(),
        proceedings: open
            .iter()
            .map(|row| list_page::ProceedingLine {
                id: row.id.clone(),
                company: title_of(row.unp),
                stage: row.stage(),
                due_on: row.due_on,
            })
            .collect(),
    };
    let title = tr.t("nav-applications");
    let head = Page::titled(&title).crumbs(vec![Crumb::here(&title)]);
    Ok(visit.page(head, move || list_page::page(view)).await)
}

/// A draft shows its task list; a filed application, where it stands.
pub async fn show(
    State(state): State<AppState>,
    application: OwnApplication,
    visit: Visit,
) -> Result<Response, Failure> {
    if application.row.status().is_open_to_applicant() && application.may_prepare {
        return tasks(&state, application, visit).await;
    }
    let row = application.row.clone();
    let account = application.signed_in.account.id.clone();
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let (events, documents) = (store::events(conn, &row.id)?, documents::of_application(conn, &row.id)?);
        let bill = bills::of_application(conn, &row.id)?;
        let proceeding = proceedings::of_application(conn, &row)?;
        let unread = messages::unread(conn, std::slice::from_ref(&row.id), &account, true)?.into_values().sum();
        let more = (bill, filed_by(conn, &row)?, unread, attachments::attached(conn, &row)?);
        let reopened = reopenings::of_application(conn, &row.id)?;
        let filed = (mendings::standing(conn, &row.id)?, mendings::of_application(conn, &row.id)?);
        Ok((events, documents, (store::decisions(conn, &row.id)?, reopened, filed), proceeding, more))
    };
    let (events, documents, (mut decisions, reopened, (filed, mended)), proceeding, more) = state.db.read(load).await?;
    let (bill, filer, unread, attached) = more;
    let overtaken =
        reopened.iter().zip(&decisions).map(|(one, decision)| overtaken_view(&state, visit.tr, decision, one));
    let overtaken: Vec<_> = overtaken.collect();
    let decision = decisions.pop().filter(|_| decisions.len() == reopened.len());
    let tr = visit.tr;
    let row = &application.row;
    let view = status_page::StatusView {
        tr,
        id: row.id.clone(),
        procedure: row.procedure(),
        status: row.status(),
        company: application.company.title().to_owned(),
        unp: row.unp,
        number: row.number.clone(),
        office: row.office.map(|code| state.offices.name(code, tr.lang())),
        today: state.clock.today(),
        due: row.due_on,
        left: row.due_on.map(|due| state.calendar.between(state.clock.today(), due)),
        term: term::reckon(&state, row, &events),
        since: term::since(&events),
        overtaken,
        mended: mended_views(&state, tr, row, &mended),
        bill: bill.as_ref().map(super::bill::note),
        events: events.iter().map(|e| (minsk(e.at), word(e))).collect(),
        documents: documents
            .iter()
            .map(|d| (d.id.clone(), d.kind.clone(), d.round, d.bytes.as_ref().map(Vec::len)))
            .collect(),
        decision: decision.map(|d| {
            let reasons = state.reasons.of(tr, &d);
            (d.outcome, reasons, d.words)
        }),
        may_start: application.may_prepare && may_repeat(row, &application.company),
        // Not what was being corrected when it was left without consideration.
        summary: row.procedure().rules().summary(&filed.unwrap_or_else(|| row.answers())),
        areas: area_names(&state, tr.lang()),
        may_withdraw: application.may_file && !row.status().is_decided() && row.filed_at.is_some(),
        proceeding,
        unread,
        attachments: lines(&attached, &format!("/applications/{}", row.id)),
        filed_by: filer.map(|(name, under)| under.map_or(name.clone(), |under| under.words(tr, &name))),
    };
    let title = tr.t(&format!("procedure-{}", application.row.procedure));
    let head =
        Page::titled(&title).crumbs(vec![Crumb::new(tr.t("nav-applications"), "/applications"), Crumb::here(&title)]);
    Ok(visit.page(head, move || status_page::page(view)).await)
}

/// Whether another one can be filed: of what was accepted, only where the company can use the procedure as it is now,
/// and nobody is a sole proprietor twice.
fn may_repeat(row: &ApplicationRow, company: &CompanyRow) -> bool {
    if row.status() != Status::Accepted {
        return true;
    }
    let (procedure, subject) = (row.procedure(), subject(company));
    let is_sole_proprietor = subject.kind == Kind::SoleProprietor && subject.standing.exists();
    match procedure.founds() {
        Some(_) => procedure.rules().may_found(&FounderFacts { is_sole_proprietor }).is_ok(),
        None => procedure.rules().eligible(&subject).is_ok(),
    }
}

/// What the office mended, in words: nobody's name.
pub fn mended_views(state: &AppState, tr: Tr, row: &ApplicationRow, mended: &[MendingRow]) -> Vec<MendedView> {
    mended.iter().map(|one| mended_view(tr, row, one, state.offices.name(one.office, tr.lang()))).collect()
}

/// Who filed the last round on line, and under whose right.
fn filed_by(conn: &mut AnyConn, row: &ApplicationRow) -> Result<Option<(String, Option<Under>)>, Failure> {
    let filings = store::filings(conn, &row.id)?;
    let Some(filing) = filings.last() else { return Ok(None) };
    let Some(account) = filing.filed_by.as_ref() else { return Ok(None) };
    let under = rights::under(conn, filing.mandate.as_ref())?;
    Ok(accounts::by_id(conn, account)?.map(|account| (account.name, under)))
}

/// How far each step is; one with two different answers is not done.
fn progress(row: &ApplicationRow, open: &Open) -> Vec<(&'static Step, Progress)> {
    let known = row.procedure().progress(&row.answers(), &open.circumstances);
    let settled = |(step, progress): (&'static Step, Progress)| match open.unsettled_in(step).is_empty() {
        true => (step, progress),
        false => (step, Progress::Incomplete),
    };
    known.into_iter().map(settled).collect()
}

async fn tasks(state: &AppState, application: OwnApplication, visit: Visit) -> Result<Response, Failure> {
    let open = Open::load(state, &application).await?;
    let (id, round) = (application.row.id.clone(), application.row.round);
    let letter = move |conn: &mut AnyConn| -> Result<_, Failure> {
        Ok(documents::of_round(conn, &id, decision_letter::RETURNED, round)?)
    };
    let letter = match application.row.status() {
        Status::Returned => state.db.read(letter).await?,
        _ => None,
    };
    let (unread, bill, mended) = match application.row.filed_at {
        Some(_) => {
            let (id, account) = (application.row.id.clone(), application.signed_in.account.id.clone());
            let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
                let bill = bills::of_application(conn, &id)?;
                let mended = mendings::of_application(conn, &id)?;
                Ok((messages::unread(conn, &[id], &account, true)?, bill, mended))
            };
            let (unread, bill, mended) = state.db.read(load).await?;
            (unread.into_values().sum(), bill, mended)
        }
        None => (0, None, Vec::new()),
    };
    let tr = visit.tr;
    let (row, at_counter) = (&application.row, application.signed_in.is_staff());
    let view = task_list::TaskListView {
        letter,
        tr,
        id: row.id.clone(),
        procedure: row.procedure(),
        status: row.status(),
        company: application.company.title().to_owned(),
        unp: row.unp,
        progress: progress(row, &open),
        remarks: open.remarks.iter().map(|r| (r.field.clone(), r.body.clone())).collect(),
        saved: (!row.answers().is_empty()).then(|| minsk(row.updated_at)),
        corrected: open.filed.as_ref().is_some_and(|filed| *filed != row.answers() || open.attachments_changed),
        started: row.round > 0,
        unread,
        paper_code: row.paper_code.clone(),
        bill: bill.as_ref().map(super::bill::note),
        may_file: application.may_file,
        attached: open.attached.len(),
        attachments_open: open.attachments_open,
        mended: mended_views(state, tr, row, &mended),
        at_counter: (at_counter && row.filed_at.is_none()).then(|| minsk(row.created_at + kept())),
        corrects_at_counter: at_counter && row.filed_at.is_some(),
    };
    let title = tr.t(&format!("procedure-{}", row.procedure));
    let here = crumbs(&visit, &application, &title).into_iter().take(1).chain([Crumb::here(&title)]).collect();
    Ok(visit.page(Page::titled(&title).crumbs(here), move || task_list::page(view)).await)
}

/// The word of an event for its applicant: why a case went to another office is part of it.
fn word(event: &EventRow) -> String {
    let body: serde_json::Value = serde_json::from_str(&event.body).unwrap_or_default();
    match (event.kind.as_str(), body["by"].as_str()) {
        (PASSED_ON, Some("region")) => format!("{PASSED_ON}_by_region"),
        (kind, _) => kind.to_owned(),
    }
}
