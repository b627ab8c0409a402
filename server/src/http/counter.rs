//! The counter: receiving signed papers by their code.

use super::applications::area_names;
use super::applications::bill::note as bill_note;
use super::cases::case_file::with_city;
use super::visit::{Page, Visit};
use crate::access::{Clerk, PaperDraft};
use crate::clock::minsk;
use crate::failure::Failure;
use crate::office::circumstances::circumstances;
use crate::office::filing::Outcome;
use crate::office::paper::Received;
use crate::office::words::Words;
use crate::office::{attachments, event_kind, notices, paper, phone};
use crate::random::hashed;
use crate::state::AppState;
use crate::store::{AnyConn, applications, audit, bills, case_file, counter_drafts, phone_confirmations};
use app::pages::application::summary::{label, value_text};
use app::pages::office::counter::{
    self as pages, AskView, FiledView, LONGEST_NAME, PaperState, PaperView, ReceiptForm,
};
use app::pages::office::phone::PhoneState;
use app::ui::{Crumb, DateBoxes};
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form;
use chrono::NaiveDate;
use portal::application::{Action, Channel, Status};
use portal::code::{PAPER_DIGITS, parse};
use portal::problem::Problem;
use portal::procedures::Value;
use serde::Deserialize;

pub async fn new(_: Clerk, visit: Visit) -> Response {
    ask(&visit, String::new(), None, StatusCode::OK).await
}

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub struct CodeForm {
    code: String,
}

/// Finds a paper by what was typed or scanned: the code, or the whole address of the QR.
pub async fn find(
    State(state): State<AppState>,
    clerk: Clerk,
    visit: Visit,
    Form(form): Form<CodeForm>,
) -> Result<Response, Failure> {
    let refused = StatusCode::UNPROCESSABLE_ENTITY;
    let typed: String = form.code.chars().take(300).collect();
    if typed.trim().is_empty() {
        return Ok(ask(&visit, typed, Some("counter-code-missing"), refused).await);
    }
    let Some(code) = parse(last_segment(&typed), PAPER_DIGITS) else {
        return Ok(ask(&visit, typed, Some("counter-code-mistyped"), refused).await);
    };
    match PaperDraft::of(&state, clerk, &code).await {
        Ok(_) => Ok(Redirect::to(&format!("/office/counter/{code}")).into_response()),
        Err(Failure::NotFound) => Ok(ask(&visit, typed, Some("counter-code-unknown"), refused).await),
        Err(other) => Err(other),
    }
}

pub async fn show(
    State(state): State<AppState>,
    clerk: Clerk,
    Path(code): Path<String>,
    Query(pairs): Query<Vec<(String, String)>>,
    visit: Visit,
) -> Result<Response, Failure> {
    let asked = |wanted: &str| pairs.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.clone());
    let (token, on_paper) = (asked("phone"), asked("by").as_deref() == Some("paper"));
    let draft = match PaperDraft::of(&state, clerk, &code).await {
        Ok(draft) => draft,
        Err(Failure::NotFound) => {
            return Ok(ask(&visit, code, Some("counter-code-unknown"), StatusCode::NOT_FOUND).await);
        }
        Err(other) => return Err(other),
    };
    let (now, id, actor) = (state.clock.now(), draft.row.id.clone(), draft.clerk.signed_in.actor());
    let record =
        move |conn: &mut AnyConn| Ok::<_, Failure>(audit::record(conn, &actor, "saw", ("application", &id), now)?);
    state.db.write(record).await?;
    let today = state.clock.today().to_string();
    let form = ReceiptForm {
        received_on: DateBoxes::from_iso(&today),
        channel: Channel::InPerson.code().to_owned(),
        signed: false,
        who: String::new(),
        on_paper,
        errors: Vec::new(),
    };
    respond(&state, &visit, &draft, form, token).await
}

/// What the clerk sent with the paper.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct PaperForm {
    channel: String,
    received_on_day: String,
    received_on_month: String,
    received_on_year: String,
    signed: String,
    /// Who confirmed by phone.
    who: String,
    /// What is received: `phone`, what was confirmed by phone, or `paper`, whatever was said by phone. A form that does
    /// not say goes by what was.
    by: String,
    /// Of a case that came back: the revision that the clerk had before them.
    revision: i32,
}

pub async fn receive(
    State(state): State<AppState>,
    draft: PaperDraft,
    visit: Visit,
    Form(form): Form<PaperForm>,
) -> Result<Response, Failure> {
    let code = draft.row.paper_code.clone().unwrap_or_default();
    let to_paper = Redirect::to(&format!("/office/counter/{code}")).into_response();
    // A second sending finds the first; a case that came back is received again.
    if draft.row.number.is_some() && !draft.corrects {
        return Ok(to_paper);
    }
    let again = draft.clone();
    let (row, corrects, now) = (draft.row.clone(), draft.corrects, state.clock.now());
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        // What came back is corrected after it did.
        let events = if corrects { applications::events(conn, &row.id)? } else { Vec::new() };
        let returned = events.iter().rfind(|event| event.kind == event_kind(Action::Return)).map(|event| event.at);
        Ok((phone::state_of(conn, &row, now)?, returned.unwrap_or(row.created_at)))
    };
    let (stands, since) = state.db.read(load).await?;
    let confirmed = match stands {
        phone::State::Answered { yes: true, at } => Some(minsk(at).date()),
        _ => None,
    };
    let phoned = match form.by.as_str() {
        "phone" => true,
        "paper" => false,
        _ => confirmed.is_some(),
    };
    let read = match confirmed {
        Some(on) if phoned => by_phone(&visit, on, &form),
        None if phoned => {
            // That a document was compared says nothing of a signature.
            let form = PaperForm { signed: String::new(), ..form };
            let fault = vec![("", visit.tr.t("phone-counts-no-more"))];
            return respond(&state, &visit, &again, shown(&form, fault), None).await;
        }
        _ => on_paper(&state, &visit, minsk(since).date(), &form),
    };
    match read {
        Ok(received) => match paper::receive(&state, draft, form.revision, received).await? {
            Outcome::Filed { .. } => Ok(to_paper),
            // On paper the founders sign, and whoever files: nobody confirms on line.
            Outcome::Problems(_) | Outcome::Unconfirmed | Outcome::Refused(_) => {
                respond(&state, &visit, &again, shown(&form, vec![("", visit.tr.t("counter-stopped"))]), None).await
            }
        },
        Err(faults) => respond(&state, &visit, &again, shown(&form, faults), None).await,
    }
}

type Faults = Vec<(&'static str, String)>;

/// Who confirmed by phone, as of the day of their answer: no paper came, and so it came in no way and on no day.
fn by_phone(visit: &Visit, on: NaiveDate, form: &PaperForm) -> Result<Received, Faults> {
    let tr = visit.tr;
    let mut faults = Vec::new();
    let who = Words::read(&form.who.replace(['\r', '\n'], " "), LONGEST_NAME).ok().filter(|who| !who.is_empty());
    if who.is_none() {
        faults.push(("who", tr.t("phone-who-missing")));
    }
    if form.signed.is_empty() {
        faults.push(("signed", tr.t("phone-identity-missing")));
    }
    match who {
        Some(who) if faults.is_empty() => Ok(Received::ByPhone { who: who.as_str().to_owned(), on }),
        _ => Err(faults),
    }
}

/// The day and the way in which the paper came, or everything that is wrong with the form; it came on the day on which
/// it could be prepared, or later.
fn on_paper(state: &AppState, visit: &Visit, prepared: NaiveDate, form: &PaperForm) -> Result<Received, Faults> {
    let tr = visit.tr;
    let mut faults = Vec::new();
    let channel = Channel::from_code(&form.channel).filter(|channel| *channel != Channel::Online);
    if channel.is_none() {
        faults.push(("channel", tr.t("counter-channel-missing")));
    }
    let day = |text: &str| text.trim().parse::<u32>().ok();
    let date = form
        .received_on_year
        .trim()
        .parse::<i32>()
        .ok()
        .zip(day(&form.received_on_month))
        .zip(day(&form.received_on_day));
    let date = date.and_then(|((year, month), day)| NaiveDate::from_ymd_opt(year, month, day));
    match date {
        None => faults.push(("received_on", tr.t("counter-date-not-real"))),
        Some(date) if date > state.clock.today() => faults.push(("received_on", tr.t("counter-date-future"))),
        Some(date) if date < prepared => {
            faults.push(("received_on", tr.ta("counter-date-early", &[("date", tr.date(prepared).into())])));
        }
        Some(_) => {}
    }
    if form.signed.is_empty() {
        faults.push(("signed", tr.t("counter-signed-missing")));
    }
    match (date, channel) {
        (Some(on), Some(channel)) if faults.is_empty() => Ok(Received::Paper { on, channel }),
        _ => Err(faults),
    }
}

fn shown(form: &PaperForm, errors: Faults) -> ReceiptForm {
    ReceiptForm {
        received_on: DateBoxes::new(&form.received_on_day, &form.received_on_month, &form.received_on_year),
        channel: form.channel.clone(),
        signed: !form.signed.is_empty(),
        who: form.who.chars().take(LONGEST_NAME as usize).collect(),
        on_paper: form.by == "paper",
        errors,
    }
}

async fn ask(visit: &Visit, typed: String, error: Option<&str>, status: StatusCode) -> Response {
    let tr = visit.tr;
    let view = AskView { tr, typed, error: error.map(|key| tr.t(key)) };
    let title = tr.t("counter-title");
    let head = Page::titled(&title).crumbs(vec![Crumb::here(&title)]).failed(error.is_some()).status(status);
    let head = head.with_script("scan.js");
    visit.page(head, move || pages::ask(view)).await
}

async fn respond(
    state: &AppState,
    visit: &Visit,
    draft: &PaperDraft,
    form: ReceiptForm,
    token: Option<String>,
) -> Result<Response, Failure> {
    let failed = !form.errors.is_empty();
    let view = view(state, visit, draft, form, token).await?;
    let waits = matches!(view.phone, PhoneState::Waiting { .. });
    let title = visit.tr.t("counter-title");
    let crumbs = vec![Crumb::new(&title, "/office/counter"), Crumb::here(portal::code::grouped(&view.code))];
    let mut head = Page::titled(format!("{title}: {}", view.company)).crumbs(crumbs).failed(failed);
    if waits {
        head = head.with_script("phone.js");
    }
    Ok(visit.page(head, move || pages::show(view)).await)
}

async fn view(
    state: &AppState,
    visit: &Visit,
    draft: &PaperDraft,
    form: ReceiptForm,
    token: Option<String>,
) -> Result<PaperView, Failure> {
    let tr = visit.tr;
    let row = &draft.row;
    let (inner, company, today, by) =
        (state.clone(), draft.company.clone(), state.clock.today(), row.started_by.clone());
    let now = state.clock.now();
    let (procedure, id, looked_at) = (row.procedure(), row.id.clone(), row.clone());
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let facts = circumstances(conn, &inner, &company, &looked_at, today)?;
        let documents = case_file::documents(conn, &id)?;
        let phone = phone::state_of(conn, &looked_at, now)?;
        // Only the link that the clerk has before them is drawn once more.
        let known = match token.filter(|token| token.len() < 200) {
            Some(token) => phone_confirmations::by_token(conn, &hashed(&token))?
                .filter(|link| link.application_id == looked_at.id && link.is_open(now))
                .map(|_| token),
            None => None,
        };
        let typed_here = counter_drafts::find(conn, &id)?.is_some();
        let infected = attachments::problem(&attachments::attached(conn, &looked_at)?);
        let events = if looked_at.number.is_some() { applications::events(conn, &id)? } else { Vec::new() };
        let (by_phone, told) = (phone::is_by_phone(&events), notices::reaches(conn, &inner, &looked_at)?);
        let found = (documents, bills::of_application(conn, &id)?, typed_here, infected, by_phone, told);
        Ok((phone, known, facts, case_file::names(conn, vec![by])?, found))
    };
    let (phone, token, facts, names, (documents, bill, typed_here, infected, by_phone, told)) =
        state.db.read(load).await?;
    let mut found = procedure.check(&row.answers(), &facts);
    found.extend(infected);
    let sentences =
        |stops: bool| found.iter().filter(|p| p.stops() == stops).map(|p| tr.problem(p)).collect::<Vec<String>>();
    let here = draft.clerk.office;
    // One that is still being typeset has a page that waits for it.
    let file = |kind: &str| {
        let found = documents.iter().rfind(|d| d.kind == kind).filter(|_| row.office == Some(here));
        found.map(|d| (format!("/office/cases/{}/documents/{}", row.id, d.id), d.size.is_some()))
    };
    let waiting =
        if found.iter().any(Problem::stops) { PaperState::Stopped(sentences(true)) } else { PaperState::Waiting };
    let paper = match (row.status(), &row.number) {
        (_, Some(number)) if !draft.corrects => PaperState::Filed(FiledView {
            number: number.clone(),
            office: row.office.map(|code| state.offices.name(code, tr.lang())).unwrap_or_default(),
            filed_on: row.filed_on.unwrap_or(today),
            due: row.due_on,
            href: (row.office == Some(here)).then(|| format!("/office/cases/{}", row.id)),
            receipt: file("receipt"),
            bill: bill.as_ref().map(|bill| (bill_note(bill), file("bill").map(|(href, _)| href))),
            by_phone,
            told,
        }),
        (Status::Prepared, None) | (Status::Returned, Some(_)) => waiting,
        _ => PaperState::Changed,
    };
    let area = procedure.rules().office(&row.answers(), draft.company.office);
    let competent = area.map(|code| state.offices.acting(code));
    let areas = area_names(state, tr.lang());
    let answers = with_city(row.answers(), area);
    let rows = procedure.rules().summary(&answers).into_iter().map(|answer| {
        let text = (answer.value != Value::Missing).then(|| value_text(tr, &answer.value, &areas));
        (label(tr, answer.field), text)
    });
    Ok(PaperView {
        tr,
        code: row.paper_code.clone().unwrap_or_default(),
        procedure: tr.t(&format!("procedure-{}", row.procedure)),
        company: draft.company.title().to_owned(),
        unp: row.unp,
        prepared_by: names.get(&row.started_by).cloned().unwrap_or_default(),
        typed_here,
        told,
        prepared_on: minsk(row.updated_at).date(),
        rows: rows.collect(),
        warnings: sentences(false),
        elsewhere: competent.filter(|code| *code != here).map(|code| state.offices.name(code, tr.lang())),
        state: paper,
        revision: row.revision,
        correct: draft.corrects.then(|| format!("/applications/{}", row.id)),
        phone: phone_view(state, row.paper_code.as_deref().unwrap_or_default(), phone, token),
        form,
    })
}

/// What the page says of the confirmation by phone; the code itself where the page was opened with its token.
fn phone_view(state: &AppState, code: &str, stands: phone::State, token: Option<String>) -> PhoneState {
    match stands {
        phone::State::NotShown => PhoneState::NotShown,
        phone::State::Over => PhoneState::Over,
        phone::State::Lapsed(at) => PhoneState::Lapsed(minsk(at)),
        phone::State::Answered { yes, at } => PhoneState::Answered { yes, at: minsk(at) },
        phone::State::Waiting(until) => {
            let here = format!("/office/counter/{code}");
            let look = match &token {
                Some(token) => format!("{here}?phone={token}#phone"),
                None => format!("{here}#phone"),
            };
            let drawing = token.and_then(|token| {
                let address = format!("{}/confirm/{token}", state.config.public_url);
                Some((::documents::draw_code(&address).ok()?, address))
            });
            PhoneState::Waiting { drawing, look, until: minsk(until) }
        }
    }
}

/// A scanner may type the whole address of the QR.
fn last_segment(typed: &str) -> &str {
    let address = typed.trim().split(['?', '#']).next().unwrap_or(typed).trim_end_matches('/');
    address.rsplit('/').next().unwrap_or(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scanned_address_and_a_typed_code_are_the_same() {
        for typed in [
            "4821-0937",
            " 4821 0937 ",
            "https://akno.example/office/counter/4821-0937",
            "http://x/y/4821-0937/?lang=be",
        ] {
            let digits: String = last_segment(typed).chars().filter(char::is_ascii_digit).collect();
            assert_eq!(digits, "48210937", "{typed}");
        }
    }
}
