//! The public register: the search and the page of each company.

mod search;

pub use search::search;

use super::visit::{Page, Visit};
use crate::failure::Failure;
use crate::register::history::{Told, tell};
use crate::state::AppState;
use crate::store::companies::{self, CompanyRow};
use crate::store::{entries, proceedings};
use app::pages::register::company::{self as company_page, CompanyView, Contacts, UnknownView};
use app::ui::Crumb;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use portal::company::Standing;
use portal::procedures::Procedure;
use portal::unp::Unp;

/// Entries of one company that its page shows.
const HISTORY: i64 = 400;

pub async fn company(
    State(state): State<AppState>,
    visit: Visit,
    unp: Result<Path<String>, PathRejection>,
) -> Result<Response, Failure> {
    let Ok(Path(asked)) = unp else { return Err(Failure::NotFound) };
    let number = match Unp::parse(&asked) {
        Ok(unp) if unp.as_str() == asked => unp.number(),
        Ok(unp) => return Ok(Redirect::to(&format!("/register/{unp}")).into_response()),
        Err(_) => None,
    };
    let Some(number) = number else { return Ok(unknown(&visit, asked).await) };
    let found = state.db.read(move |conn| {
        let Some(row) = companies::find(conn, number)? else { return Ok::<_, Failure>(None) };
        let notice = if row.standing() == Standing::InLiquidation { proceedings::open_of(conn, number)? } else { None };
        Ok(Some((row, entries::newest(conn, number, HISTORY)?, notice)))
    });
    let Some((row, entries, notice)) = found.await? else { return Ok(unknown(&visit, asked).await) };
    let office =
        |code: i64| state.offices.get(i32::try_from(code).ok()?).map(|o| o.names().get(visit.lang()).to_owned());
    let told = tell(&entries, row.kind(), &office);
    let mut view = view(&state, &visit, row, told, entries.len() as i64 == HISTORY);
    view.notice = notice.map(|row| super::notices::notice(&row, view.title().to_owned()));
    let register = Crumb::new(visit.tr.t("nav-register"), "/register");
    let head = Page::titled(view.title()).crumbs(vec![register, Crumb::here(view.crumb())]);
    Ok(visit.page(head, move || company_page::page(view)).await)
}

fn view(state: &AppState, visit: &Visit, row: CompanyRow, told: Told, more: bool) -> CompanyView {
    let filled = |text: String| (!text.is_empty()).then_some(text);
    let (kind, standing) = (row.kind(), row.standing());
    let office = told.office.or_else(|| row.office.map(|code| state.offices.name(code, visit.lang())));
    let subject = portal::procedures::Subject {
        unp: row.unp,
        kind,
        standing,
        full_name: String::new(),
        names: Default::default(),
        activity: Default::default(),
        registered_on: row.registered_on,
        address: None,
        head: None,
        office: row.office,
        proceeding: None,
    };
    CompanyView {
        tr: visit.tr,
        unp: row.unp,
        kind,
        standing,
        name: row.name,
        short_name: row.short_name,
        brand: row.brand,
        name_be: row.name_be,
        short_name_be: row.short_name_be,
        registered_on: row.registered_on,
        excluded_on: row.excluded_on,
        office,
        head: told.head,
        activity: row.activity,
        address: row.address,
        contacts: Contacts {
            phone: filled(told.contacts.phone),
            email: filled(told.contacts.email),
            site: filled(told.contacts.website),
        },
        other_activities: told.other_activities,
        history: told.history,
        more,
        synthetic: row.synthetic,
        notice: None,
        today: state.clock.today(),
        may_move: Procedure::ChangeOfLocation.rules().eligible(&subject).is_ok(),
    }
}

/// No such company: a page that says what to try.
async fn unknown(visit: &Visit, asked: String) -> Response {
    let asked = asked.chars().take(40).collect();
    let (tr, view) = (visit.tr, UnknownView { tr: visit.tr, asked });
    let title = tr.t("company-unknown-title");
    let register = Crumb::new(tr.t("nav-register"), "/register");
    let head = Page::titled(title.clone()).crumbs(vec![register, Crumb::here(title)]).status(StatusCode::NOT_FOUND);
    visit.page(head, move || company_page::unknown(view)).await
}
