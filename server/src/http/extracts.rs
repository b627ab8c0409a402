//! Extracts from the register: looked up and made at once, by anyone.

use super::applications::documents::named_pdf;
use super::form::{Sent, slowed};
use super::visit::{Page, Visit};
use crate::access::{ReadableExtract, Themselves};
use crate::accounts::Asker;
use crate::accounts::throttle::Wait;
use crate::clock::minsk;
use crate::failure::Failure;
use crate::office::extracts::{self as office, Asked, Made};
use crate::register::extracted::Facts;
use crate::register::finding::{self, Sought};
use crate::state::AppState;
use crate::store::companies::{self, CompanyRow};
use crate::store::company_search::FoundRow;
use crate::store::{AnyConn, extracts};
use app::pages::extract::{ask, guide as guide_page, made};
use app::ui::{Crumb, DateBoxes};
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{Datelike, NaiveDate};
use portal::company::{Kind, Standing};
use portal::fold::search_key;
use portal::lang::Lang;
use portal::unp::{Unp, UnpError};
use serde::Deserialize;

/// Companies of one name that are shown to choose from.
const HITS: i64 = 20;
/// Characters of a query that are looked for.
const LONGEST: usize = 200;

pub async fn guide(State(state): State<AppState>, visit: Visit) -> Response {
    let tr = visit.tr;
    let today = state.clock.today();
    let term = |name: &str| state.terms.of("extract", name, today);
    let mut acts: Vec<(String, bool)> = Vec::new();
    for term in ["fee", "paper_fee", "paper_days_citizen", "paper_days_entity"].into_iter().filter_map(term) {
        match acts.iter_mut().find(|(act, _)| *act == term.act) {
            Some((_, verified)) => *verified &= term.verified,
            None => acts.push((term.act.clone(), term.verified)),
        }
    }
    let value = |name: &str| term(name).map(|term| term.value);
    let paper_days = [value("paper_days_citizen"), value("paper_days_entity")];
    let view =
        guide_page::GuideView { tr, paper_fee: state.terms.fee_of("extract", "paper_fee", today), paper_days, acts };
    let title = tr.t("extract-title");
    let head = Page::titled(&title).crumbs(vec![Crumb::new(tr.t("nav-services"), "/services"), Crumb::here(&title)]);
    visit.page(head, move || guide_page::page(view)).await
}

#[derive(Deserialize)]
pub struct Wanted {
    #[serde(default)]
    q: String,
    #[serde(default)]
    unp: String,
}

/// Whose extract: by name or number; with a number, of which day.
pub async fn ask(
    State(state): State<AppState>,
    visit: Visit,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let number = |text: &str| Unp::parse(text).ok().and_then(|unp| unp.number());
    if let Some(company) = company(&state, number(&wanted.unp)).await? {
        let today = state.clock.today();
        let on = DateBoxes::new(today.day().to_string(), today.month().to_string(), today.year().to_string());
        let chosen = chosen(&state, &visit, company, on, false).await?;
        return Ok(respond(&visit, String::new(), ask::Answer::Chosen(Box::new(chosen))).await);
    }
    let typed = if wanted.q.trim().is_empty() { wanted.unp } else { wanted.q };
    let typed: String = typed.replace('\0', " ").trim().chars().take(LONGEST).collect();
    if let Some(found) = company(&state, number(&typed)).await? {
        return Ok(Redirect::to(&format!("/extracts?unp={}", found.unp)).into_response());
    }
    let answer = match (search_key(&typed), Unp::parse(&typed)) {
        (text, _) if text.is_empty() => ask::Answer::NotAsked,
        (_, Ok(unp)) => ask::Answer::UnknownUnp(unp.to_string()),
        (_, Err(UnpError::CheckDigit)) => ask::Answer::NoUnp,
        (_, Err(_)) => hits(&state, typed.clone(), visit.lang()).await?,
    };
    Ok(respond(&visit, typed, answer).await)
}

async fn hits(state: &AppState, text: String, lang: Lang) -> Result<ask::Answer, Failure> {
    let sought = Sought { text, reach: Some(HITS as usize + 1), ..Sought::default() };
    let (limit, sample) = (state.config.search_timeout(), state.samples.kept());
    let mut rows = state
        .db
        .read(move |conn| {
            let mut unps = finding::find(conn, &sought, limit, sample.as_deref())?.unps;
            unps.truncate(HITS as usize + 1);
            finding::shown(conn, &unps).map_err(Failure::from)
        })
        .await?;
    let more = rows.len() > HITS as usize;
    rows.truncate(HITS as usize);
    let hit = |row: FoundRow| ask::Hit {
        unp: row.unp,
        kind: Kind::from_code(&row.kind).unwrap_or(Kind::LegalEntity),
        standing: Standing::from_wire(row.standing).unwrap_or(Standing::Active),
        name: row.names().title(lang).to_owned(),
        address: row.address,
    };
    match rows.is_empty() {
        true => Ok(ask::Answer::Nothing),
        false => Ok(ask::Answer::Hits { hits: rows.into_iter().map(hit).collect(), more }),
    }
}

#[derive(Deserialize)]
pub struct Ordered {
    #[serde(default)]
    unp: String,
    #[serde(default)]
    on_day: String,
    #[serde(default)]
    on_month: String,
    #[serde(default)]
    on_year: String,
    #[serde(default)]
    with_address: String,
}

/// Makes the extract and leads to it.
pub async fn create(
    State(state): State<AppState>,
    visit: Visit,
    asker: Asker,
    Sent(form): Sent<Ordered>,
) -> Result<Response, Failure> {
    let unp = Unp::parse(&form.unp).ok().and_then(|unp| unp.number());
    let Some(company) = company(&state, unp).await? else { return Ok(Redirect::to("/extracts").into_response()) };
    let tr = visit.tr;
    let today = state.clock.today();
    let refused = match day(&form) {
        None => Err(tr.t("extract-day-wrong")),
        Some(on) if on > today => Err(tr.t("extract-day-future")),
        Some(on) => Ok(on),
    };
    let refused = match refused {
        Err(text) => Refused::Day(text),
        Ok(on) => {
            let personal = match (&visit.signed_in, form.with_address.is_empty()) {
                (Some(person), false) => Themselves::of(&state, person, company.unp).await?,
                _ => None,
            };
            let asked = Asked { unp: company.unp, on, lang: visit.lang(), personal, network: asker.network };
            match office::make(&state, asked).await? {
                Made::Extract(number) => return Ok(Redirect::to(&format!("/extracts/{number}")).into_response()),
                Made::NotYet(Some(since)) => {
                    Refused::Day(tr.ta("extract-day-early", &[("date", tr.date(since).into())]))
                }
                Made::NotYet(None) => Refused::Day(tr.t("extract-day-unknown")),
                Made::Slowed(wait) => Refused::Slowed(wait),
            }
        }
    };
    again(&state, &visit, company, form, refused).await
}

/// Why no extract was made.
enum Refused {
    Day(String),
    Slowed(Wait),
}

/// The form as it was sent, with what is wrong.
async fn again(
    state: &AppState,
    visit: &Visit,
    company: CompanyRow,
    form: Ordered,
    refused: Refused,
) -> Result<Response, Failure> {
    let on = DateBoxes::new(&form.on_day, &form.on_month, &form.on_year);
    let mut chosen = chosen(state, visit, company, on, !form.with_address.is_empty()).await?;
    match refused {
        Refused::Day(text) => {
            chosen.error = Some(text);
            Ok(respond(visit, String::new(), ask::Answer::Chosen(Box::new(chosen))).await)
        }
        Refused::Slowed(wait) => {
            chosen.wait = Some(visit.tr.ta("extract-slowed", &[("minutes", wait.minutes().into())]));
            Ok(slowed(respond(visit, String::new(), ask::Answer::Chosen(Box::new(chosen))).await, wait))
        }
    }
}

/// An extract that was made.
pub async fn show(State(state): State<AppState>, extract: ReadableExtract, visit: Visit) -> Result<Response, Failure> {
    let row = extract.row;
    let id = row.id.clone();
    let size = state.db.read(move |conn| extracts::bytes(conn, &id).map_err(Failure::from)).await?.len();
    let facts: Facts = serde_json::from_str(&row.facts).map_err(|e| Failure::Internal(e.to_string()))?;
    let tr = visit.tr;
    let view = made::MadeView {
        tr,
        company: facts.names().title(tr.lang()).to_owned(),
        unp: row.unp,
        on: row.on_day,
        made: minsk(row.made_at),
        size,
        personal: row.personal,
        verify_code: row.verify_code,
        digest: row.digest,
        number: row.number,
    };
    let title = tr.t("extract-ready");
    let crumbs = vec![
        Crumb::new(tr.t("nav-services"), "/services"),
        Crumb::new(tr.t("extract-title"), "/services/extract"),
        Crumb::here(&title),
    ];
    Ok(visit.page(Page::titled(&title).crumbs(crumbs), move || made::page(view)).await)
}

/// The bytes that were made, for ever the same.
pub async fn pdf(State(state): State<AppState>, extract: ReadableExtract) -> Result<Response, Failure> {
    let id = extract.row.id;
    let bytes = state.db.read(move |conn| extracts::bytes(conn, &id).map_err(Failure::from)).await?;
    Ok(named_pdf(bytes, &format!("akno-extract-{}.pdf", extract.row.number)))
}

async fn company(state: &AppState, unp: Option<i64>) -> Result<Option<CompanyRow>, Failure> {
    let Some(unp) = unp else { return Ok(None) };
    state.db.read(move |conn: &mut AnyConn| companies::find(conn, unp).map_err(Failure::from)).await
}

async fn chosen(
    state: &AppState,
    visit: &Visit,
    company: CompanyRow,
    on: DateBoxes,
    with_address: bool,
) -> Result<ask::Chosen, Failure> {
    let themselves = match &visit.signed_in {
        Some(person) => Themselves::of(state, person, company.unp).await?.is_some(),
        None => false,
    };
    Ok(ask::Chosen {
        unp: company.unp,
        kind: company.kind(),
        standing: company.standing(),
        name: company.names().title(visit.lang()).to_owned(),
        registered_on: company.registered_on,
        themselves,
        with_address,
        on,
        error: None,
        wait: None,
    })
}

async fn respond(visit: &Visit, typed: String, answer: ask::Answer) -> Response {
    let tr = visit.tr;
    let title = tr.t("extract-title");
    let failed = matches!(&answer, ask::Answer::Chosen(chosen) if chosen.error.is_some());
    let crumbs = vec![
        Crumb::new(tr.t("nav-services"), "/services"),
        Crumb::new(&title, "/services/extract"),
        Crumb::here(tr.t("extract-crumb")),
    ];
    let view = ask::AskView { tr, typed, answer };
    visit.page(Page::titled(&title).crumbs(crumbs).failed(failed), move || ask::page(view)).await
}

/// The day in the three boxes.
fn day(form: &Ordered) -> Option<NaiveDate> {
    let number = |text: &str| text.trim().parse::<u32>().ok();
    let year = number(&form.on_year).filter(|year| (1000..=9999).contains(year))?;
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, number(&form.on_month)?, number(&form.on_day)?)
}
