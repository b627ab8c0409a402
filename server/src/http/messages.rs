//! The messages of a case: the applicant's page and the office's, the same but for who writes.

use super::cases::case::saw;
use super::visit::{Page, Visit};
use crate::access::{Correspondent, OfficeCase, OwnApplication, ReadableCase};
use crate::clock::minsk;
use crate::failure::Failure;
use crate::http::form::Sent;
use crate::office::messages::{self as office, LONGEST};
use crate::office::notices;
use crate::office::words::Words;
use crate::state::AppState;
use crate::store::applications::ApplicationRow;
use crate::store::{AnyConn, messages};
use app::pages::messages::{self as page, MessageView, MessagesView};
use app::ui::Crumb;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use portal::code::grouped;
use serde::Deserialize;

#[derive(Deserialize)]
pub struct MessageForm {
    /// Made with the page: the same message sent again is one.
    #[serde(default)]
    id: String,
    #[serde(default)]
    words: String,
    #[serde(default)]
    answerable: String,
}

/// What could not be taken, and why.
struct Fault {
    typed: String,
    why: String,
}

pub async fn show(State(state): State<AppState>, own: OwnApplication, visit: Visit) -> Result<Response, Failure> {
    // A clerk who corrects it at the counter has the messages on the office's side.
    own.row.filed_at.filter(|_| !own.signed_in.is_staff()).ok_or(Failure::NotFound)?;
    respond_to_applicant(&state, &own, visit, None).await
}

pub async fn write(
    State(state): State<AppState>,
    by: Correspondent,
    visit: Visit,
    Sent(form): Sent<MessageForm>,
) -> Result<Response, Failure> {
    match read(&visit, &form) {
        Ok((id, words)) => {
            let path = format!("/applications/{}/messages#last", by.row.id);
            office::write_to_office(&state, by, id, words).await?;
            Ok(Redirect::to(&path).into_response())
        }
        Err(fault) => respond_to_applicant(&state, &by, visit, Some(fault)).await,
    }
}

pub async fn show_office(State(state): State<AppState>, case: ReadableCase, visit: Visit) -> Result<Response, Failure> {
    respond_to_office(&state, &case, visit, None).await
}

pub async fn write_office(
    State(state): State<AppState>,
    case: OfficeCase,
    visit: Visit,
    Sent(form): Sent<MessageForm>,
) -> Result<Response, Failure> {
    match read(&visit, &form) {
        Ok((id, words)) => {
            let path = format!("/office/cases/{}/messages#last", case.row.id);
            office::write_to_applicant(&state, case, id, words, !form.answerable.is_empty()).await?;
            Ok(Redirect::to(&path).into_response())
        }
        Err(fault) => respond_to_office(&state, &case, visit, Some(fault)).await,
    }
}

fn read(visit: &Visit, form: &MessageForm) -> Result<(String, Words), Fault> {
    let fault = |why: String| Fault { typed: form.words.clone(), why };
    let words = Words::read(&form.words, LONGEST)
        .map_err(|long| fault(visit.tr.ta("message-too-long", &[("longest", i64::from(long.longest).into())])))?;
    if words.is_empty() {
        return Err(fault(visit.tr.t("message-empty")));
    }
    // An id that is none was not made by the page.
    let id = uuid::Uuid::try_parse(&form.id).map_or_else(|_| office::form_id(), |id| id.to_string());
    Ok((id, words))
}

async fn respond_to_applicant(
    state: &AppState,
    own: &OwnApplication,
    visit: Visit,
    fault: Option<Fault>,
) -> Result<Response, Failure> {
    let account = own.signed_in.account.id.clone();
    let (lines, may_write) = load(state, own.row.clone(), account, true, true).await?;
    let tr = visit.tr;
    let back = format!("/applications/{}", own.row.id);
    let name = tr.t(&format!("procedure-{}", own.row.procedure));
    let crumbs = vec![Crumb::new(tr.t("nav-applications"), "/applications"), Crumb::new(&name, &back)];
    let caption = format!("{name} № {}", grouped(own.row.number.as_deref().unwrap_or_default()));
    let may_write = may_write && own.may_prepare;
    respond(visit, Side { back, crumbs, caption, may_write, decided: false, office: false, told: true }, lines, fault)
        .await
}

async fn respond_to_office(
    state: &AppState,
    case: &OfficeCase,
    visit: Visit,
    fault: Option<Fault>,
) -> Result<Response, Failure> {
    saw(state, case).await?;
    let account = case.clerk.signed_in.account.id.clone();
    let (lines, _) = load(state, case.row.clone(), account, false, case.clerk.signed_in.is_staff()).await?;
    let back = format!("/office/cases/{}", case.row.id);
    let number = grouped(case.row.number.as_deref().unwrap_or_default());
    let crumbs = vec![Crumb::new(visit.tr.t("nav-office"), "/office"), Crumb::new(format!("№ {number}"), &back)];
    let caption = format!("№ {number} · {}", case.company.title());
    let decided = case.row.status().is_decided();
    // An auditor reads along.
    let may_write = case.clerk.signed_in.is_staff();
    let (inner, row) = (state.clone(), case.row.clone());
    let told = state.db.read(move |conn: &mut AnyConn| notices::reaches(conn, &inner, &row)).await?;
    respond(visit, Side { back, crumbs, caption, may_write, decided, office: true, told }, lines, fault).await
}

/// The messages, the reader's new ones marked, and whether the applicant's side may write; what was new
/// is read from now on.
async fn load(
    state: &AppState,
    row: ApplicationRow,
    account: String,
    office_writes: bool,
    marks: bool,
) -> Result<(Vec<MessageView>, bool), Failure> {
    let now = state.clock.now();
    let (reader, id) = (account.clone(), row.id.clone());
    let look = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let unread = messages::unread(conn, std::slice::from_ref(&row.id), &reader, office_writes)?;
        let may_write = office::may_write(conn, &row)?;
        Ok((messages::of_application(conn, &row.id)?, unread.get(&row.id).copied().unwrap_or_default(), may_write))
    };
    let (rows, unread, may_write) = state.db.read(look).await?;
    if unread > 0 && marks {
        // What came while the page was made stays new.
        let last = rows.last().map_or(now, |(row, _)| row.created_at);
        let mark = move |conn: &mut AnyConn| Ok::<_, Failure>(messages::read_up_to(conn, &id, &account, last)?);
        state.db.write(mark).await?;
    }
    let from_other = rows.iter().filter(|(row, _)| row.from_office == office_writes).count();
    let known = from_other.saturating_sub(usize::try_from(unread).unwrap_or_default());
    let mut seen = 0;
    let lines = rows.into_iter().map(|(row, author)| {
        let of_other = row.from_office == office_writes;
        seen += usize::from(of_other);
        MessageView {
            at: minsk(row.created_at),
            author,
            from_office: row.from_office,
            body: row.body,
            new: of_other && seen > known,
        }
    });
    Ok((lines.collect(), may_write))
}

/// Whose page it is.
struct Side {
    back: String,
    crumbs: Vec<Crumb>,
    caption: String,
    may_write: bool,
    decided: bool,
    office: bool,
    /// What is written reaches somebody.
    told: bool,
}

async fn respond(
    mut visit: Visit,
    side: Side,
    messages: Vec<MessageView>,
    fault: Option<Fault>,
) -> Result<Response, Failure> {
    visit.path = format!("{}/messages", side.back);
    let (typed, why) = fault.map_or((String::new(), None), |fault| (fault.typed, Some(fault.why)));
    let failed = why.is_some();
    let view = MessagesView {
        tr: visit.tr,
        id: office::form_id(),
        back: side.back,
        caption: side.caption,
        messages,
        may_write: side.may_write,
        may_let_answer: side.office && side.decided,
        office: side.office,
        told: side.told,
        typed,
        why,
        longest: LONGEST,
    };
    let title = visit.tr.t("messages-title");
    let crumbs = side.crumbs.into_iter().chain([Crumb::here(&title)]).collect();
    Ok(visit.page(Page::titled(&title).crumbs(crumbs).failed(failed), move || page::page(view)).await)
}
