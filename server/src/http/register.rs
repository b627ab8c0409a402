//! The public register: the search and the page of each company.

mod as_of;
mod feed;
mod naming;
mod search;
mod suggestions;

pub use feed::feed;
pub use search::search;
pub(super) use search::with_beginning;
pub use suggestions::suggestions;

use super::urls::encode;
use super::visit::{Page, Visit};
use crate::failure::Failure;
use crate::register::history::{Told, tell};
use crate::state::AppState;
use crate::store::AnyConn;
use crate::store::companies::{self, CompanyRow};
use crate::store::company_page::{self as stored, BESIDE, Beside, HISTORY, OfToday};
use crate::store::proceedings;
use app::pages::register::company::{
    self as company_page, CompanyView, Contacts, OnDay, RelatedCompany, RelatedView, UnknownView,
};
use app::ui::Crumb;
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::NaiveDate;
use portal::company::Standing;
use portal::lang::Lang;
use portal::procedures::Procedure;
use portal::unp::Unp;
use serde::Deserialize;

/// Companies with the same head, or at the same address, that a page shows.
const RELATED: usize = BESIDE as usize - 1;

/// What a company's page is asked for.
#[derive(Default, Deserialize)]
pub struct Wanted {
    /// The day whose state is shown, as typed.
    #[serde(default)]
    as_of: String,
}

pub async fn company(
    State(state): State<AppState>,
    visit: Visit,
    unp: Result<Path<String>, PathRejection>,
    wanted: Result<Query<Wanted>, QueryRejection>,
) -> Result<Response, Failure> {
    let Ok(Path(asked)) = unp else { return Err(Failure::NotFound) };
    let typed: String = wanted.map(|Query(wanted)| wanted.as_of).unwrap_or_default().trim().chars().take(20).collect();
    let number = match Unp::parse(&asked) {
        Ok(unp) if unp.as_str() == asked => unp.number(),
        Ok(unp) => {
            let day = if typed.is_empty() { String::new() } else { format!("?as_of={}", encode(&typed)) };
            return Ok(Redirect::to(&format!("/register/{unp}{day}")).into_response());
        }
        Err(_) => None,
    };
    let Some(number) = number else { return Ok(unknown(&visit, asked).await) };
    let today = state.clock.today();
    let (day, wrong) = match as_of::day(&typed, today) {
        Ok(day) => (day, None),
        Err(key) => (None, Some(visit.tr.t(key))),
    };
    let now = state.clock.now();
    let found = match day {
        None => state.db.look(move |conn| conn.at_once(|conn| of_today(conn, number))).await?,
        Some(day) => state.db.look(move |conn| conn.at_once(|conn| on(conn, number, day, now))).await?,
    };
    let shown = match found {
        Found::Unknown => return Ok(unknown(&visit, asked).await),
        Found::NotYet(current) => return Ok(as_of::not_yet(&visit, &current, day.unwrap_or(today)).await),
        Found::Company(shown) => *shown,
    };
    let office = |code: i64| state.offices.get(i32::try_from(code).ok()?).map(|o| o.name(visit.lang()).to_owned());
    let told = tell(&shown.entries, shown.row.kind(), &office);
    let mut view = view(&state, &visit, shown.row, told, day.is_none() && shown.entries.len() as i64 == HISTORY);
    view.notice = shown.proceeding.map(|row| super::notices::notice(&row, view.title().to_owned()));
    view.related = related(shown.beside, visit.lang());
    view.on = OnDay { day, typed, wrong };
    view.today = day.unwrap_or(today);
    view.others.retain(|other| crate::register::authorised::holds(other.until, day.unwrap_or(today)));
    view.may_move &= day.is_none();
    let status = if view.on.wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let register = Crumb::new(visit.tr.t("nav-register"), "/register");
    let head = Page::titled(view.title()).crumbs(vec![register, Crumb::here(view.crumb())]).status(status);
    Ok(visit.page(head, move || company_page::page(view)).await)
}

/// What there is to show.
enum Found {
    Unknown,
    /// On that day it was not in the register; the row of today.
    NotYet(Box<CompanyRow>),
    Company(Box<OfToday>),
}

impl Found {
    fn company(company: OfToday) -> Found {
        Found::Company(Box::new(company))
    }
}

fn of_today(conn: &mut AnyConn, number: i64) -> Result<Found, Failure> {
    Ok(stored::of_today(conn, number)?.map_or(Found::Unknown, Found::company))
}

/// A company as it stood on a day. Who is beside it is known of today alone.
fn on(conn: &mut AnyConn, number: i64, day: NaiveDate, now: chrono::NaiveDateTime) -> Result<Found, Failure> {
    let Some(current) = companies::find(conn, number)? else { return Ok(Found::Unknown) };
    let entries = crate::register::as_of::entries_on(conn, number, day)?;
    let row = match crate::register::as_of::company(&entries, now) {
        Some(row) if row.registered_on.is_none_or(|registered| registered <= day) => row,
        _ => return Ok(Found::NotYet(Box::new(current))),
    };
    let proceeding = match row.standing() {
        Standing::InLiquidation => proceedings::open_on(conn, number, day)?,
        _ => None,
    };
    Ok(Found::company(OfToday { row, entries, beside: Default::default(), proceeding }))
}

fn related(beside: [Vec<Beside>; 2], lang: Lang) -> [RelatedView; 2] {
    beside.map(|companies| {
        let more = companies.len() > RELATED;
        let one = |beside: Beside| RelatedCompany {
            unp: beside.unp,
            standing: Standing::from_wire(beside.standing).unwrap_or(Standing::Active),
            name: beside.title(lang),
        };
        RelatedView { companies: companies.into_iter().take(RELATED).map(one).collect(), more }
    })
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
        others: Vec::new(),
        participants: None,
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
        others: told.others,
        charter: told.charter,
        participants: told.participants,
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
        related: Default::default(),
        on: OnDay::default(),
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
