//! The calendar of deadlines: its secret address is made, shown once and taken away by its owner; a
//! calendar program reads it without a sign-in.

use crate::access::{CalendarOwner, SignedIn};
use crate::failure::Failure;
use crate::http::visit::{Page, Visit};
use crate::office::affairs::{self, Affairs};
use crate::state::AppState;
use crate::store::{AnyConn, calendar_feeds};
use app::l10n::Tr;
use app::pages::business::calendar::{self as page, CalendarView};
use app::pages::business::duty;
use app::ui::Crumb;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use portal::duties::What;
use portal::ics::{self, Entry};

pub async fn show(State(state): State<AppState>, signed_in: SignedIn, visit: Visit) -> Result<Response, Failure> {
    let account = signed_in.account.id.clone();
    let since = state.db.read(move |conn| calendar_feeds::since(conn, &account).map_err(Failure::from)).await?;
    let view = CalendarView { tr: visit.tr, since: since.map(crate::clock::minsk), address: None };
    Ok(respond(visit, view).await)
}

/// Makes a new address in place of the former and shows it: kept is only its hash.
pub async fn create(State(state): State<AppState>, signed_in: SignedIn, mut visit: Visit) -> Result<Response, Failure> {
    let token = affairs::new_calendar(&state, &signed_in).await?;
    let address = format!("{}/calendar/{token}.ics", state.config.public_url);
    let since = Some(crate::clock::minsk(state.clock.now()));
    visit.path = "/businesses/calendar".to_owned();
    Ok(respond(visit.clone(), CalendarView { tr: visit.tr, since, address: Some(address) }).await)
}

pub async fn revoke(State(state): State<AppState>, signed_in: SignedIn) -> Result<Response, Failure> {
    affairs::end_calendar(&state, &signed_in).await?;
    Ok(Redirect::to("/businesses/calendar").into_response())
}

async fn respond(visit: Visit, view: CalendarView) -> Response {
    let title = visit.tr.t("calendar-title");
    let crumbs = vec![Crumb::new(visit.tr.t("nav-businesses"), "/businesses"), Crumb::here(&title)];
    let head = Page::titled(&title).crumbs(crumbs).in_one_language(view.address.is_some());
    visit.page(head, move || page::page(view)).await
}

/// The file: every duty with a last day, every bill that is not paid, and until when the office decides, of the
/// companies that the owner acts for at this moment.
pub async fn feed(State(state): State<AppState>, owner: CalendarOwner) -> Result<Response, Failure> {
    let (account, today) = (owner.account.id.clone(), state.clock.today());
    let load = move |conn: &mut AnyConn| Affairs::load(conn, &account, None, today);
    let affairs = state.db.read(load).await?;
    let tr = Tr(owner.account.lang());
    let mut entries = Vec::new();
    for company in &affairs.companies {
        let link = format!("{}/businesses/{}", state.config.public_url, company.unp);
        for due in affairs.duties(&state, company) {
            // A bill has no last day, and nothing goes on before it is paid: it stands on the day of reading.
            let unpaid = matches!(due.what, What::Pay { .. }).then_some(today);
            let Some(on) = due.until.or(unpaid) else { continue };
            entries.push(Entry {
                id: format!("{}-{}", due.what.code(), subject(&due.what, company.unp)),
                on,
                title: format!("{}: {}", company.title(), duty::title(tr, &due.what)),
                about: tr.t(&format!("duty-{}-why", due.what.code())),
                link: link.clone(),
            });
        }
        for row in affairs.open_of(company.unp).filter(|row| row.status().clock_runs()) {
            let Some(on) = row.due_on else { continue };
            let name = tr.t(&format!("procedure-{}", row.procedure));
            entries.push(Entry {
                id: format!("decision-{}", row.id),
                on,
                title: format!("{}: {}", company.title(), tr.ta("calendar-decision", &[("procedure", name.into())])),
                about: tr.t("calendar-decision-why"),
                link: format!("{}/applications/{}", state.config.public_url, row.id),
            });
        }
    }
    let file = ics::calendar(&tr.t("nav-businesses"), &entries, state.clock.now());
    let mut response = file.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/calendar; charset=utf-8"));
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("inline; filename=\"akno.ics\""));
    Ok(response)
}

/// What a duty is about, for the name of its entry.
fn subject(what: &What, unp: i64) -> String {
    match what {
        What::Correct { application, .. }
        | What::Message { application, .. }
        | What::Pay { application, .. }
        | What::File { application, .. }
        | What::HandIn { application, .. }
        | What::DraftEnds { application, .. } => application.clone(),
        What::Passage { proceeding, passage } => format!("{}-{proceeding}", passage.code()),
        What::Proceeding { proceeding } => proceeding.clone(),
        What::HeadEnds | What::OtherEnds | What::NoHead | What::RightEnds => unp.to_string(),
    }
}
