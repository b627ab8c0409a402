//! Holidays and moved working days.

use super::{crumbs, restoring, rules, seen, typed, why, words};
use crate::access::{AdministrationReader, Administrator};
use crate::failure::Failure;
use crate::http::visit::{Page, Visit};
use crate::office::administration::calendar::{self as verbs, Day, KIND, ORDINARY};
use crate::office::administration::{Outcome, Wanted};
use crate::office::words::Words;
use crate::state::AppState;
use crate::store::administration::{self, Told};
use crate::store::{AnyConn, terms};
use app::pages::account::faults::Faults;
use app::pages::administration::calendar::{self as pages, CalendarView, CheckView, DayView, FIELDS, KINDS};
use app::pages::administration::rules::Checked;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form;
use chrono::{Datelike, NaiveDate, Weekday};
use portal::answers::Answers;
use portal::code::grouped;

/// Cases that the check names.
const SOME: usize = 10;

pub async fn show(
    State(state): State<AppState>,
    reader: AdministrationReader,
    Query(pairs): Query<Vec<(String, String)>>,
    visit: Visit,
) -> Result<Response, Failure> {
    let asked = typed(&pairs, &["year", "back"]);
    let today = state.clock.today();
    let year = asked.get("year").parse().ok().filter(|year| (2015..=2100).contains(year)).unwrap_or(today.year());
    let typed = restored(&state, asked.get("back")).await?;
    let said = Said { typed, faults: Faults::default(), since: Vec::new() };
    respond(&state, &visit, reader.writes(), year, said).await
}

/// The form with what a day was before a change; empty where it names none.
async fn restored(state: &AppState, id: &str) -> Result<Answers, Failure> {
    let mut typed = Answers::default();
    let Some((change, day)) = restoring::day_change(state, id).await? else { return Ok(typed) };
    typed.set("reverts", &change.id);
    restoring::write_day(&mut typed, "day", day);
    match serde_json::from_str::<Option<Day>>(&change.was).unwrap_or_default() {
        Some(was) => {
            typed.set("kind", &was.kind);
            typed.set("name_be", &was.name_be);
            typed.set("name_ru", &was.name_ru);
            typed.set("name_en", &was.name_en);
            restoring::write_act(&mut typed, &was.act);
            typed.set("verified", if was.verified { "on" } else { "" });
        }
        None => typed.set("kind", ORDINARY),
    }
    Ok(typed)
}

struct Said {
    typed: Answers,
    faults: Faults,
    since: Vec<Told>,
}

/// What the form asks for, where it is whole.
fn read(visit: &Visit, typed: &Answers) -> Result<(NaiveDate, Day, Words), Faults> {
    let tr = visit.tr;
    let mut faults = Faults::default();
    let day = rules::day(tr, typed, "day", "day-day", &mut faults);
    let kind = KINDS.into_iter().find(|kind| *kind == typed.get("kind"));
    if kind.is_none() {
        faults.add("kind", tr.t("day-kind-missing"));
    }
    if let (Some(day), Some(kind)) = (day, kind) {
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        if (kind == "working_weekend" && !weekend) || (kind == "moved_day_off" && weekend) {
            faults.add("kind", tr.t("day-kind-not-then"));
        }
    }
    let [name_ru, name_be, name_en] = ["name_ru", "name_be", "name_en"].map(|field| {
        let name = typed.get(field).split_whitespace().collect::<Vec<_>>().join(" ");
        let named = matches!(kind, Some("holiday" | "moved_day_off"));
        if (named && name.is_empty()) || name.chars().count() > 200 {
            faults.add(field, tr.t("day-name-missing"));
        }
        name
    });
    let act = rules::act(tr, typed, &mut faults);
    let reason = why(tr, typed, "why", &mut faults);
    let (Some(day), Some(kind), true) = (day, kind, faults.is_empty()) else { return Err(faults) };
    let verified = typed.get("verified") == "on";
    Ok((day, Day { kind: kind.to_owned(), name_be, name_ru, name_en, act, verified }, reason))
}

pub async fn set(
    State(state): State<AppState>,
    by: Administrator,
    visit: Visit,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let tr = visit.tr;
    let confirmed = pairs.iter().any(|(name, _)| name == "confirmed");
    let sent = typed(&pairs, &["seen"]);
    let typed = typed(&pairs, &FIELDS);
    let this_year = state.clock.today().year();
    let (day, to, reason) = match read(&visit, &typed) {
        Ok(read) => read,
        Err(faults) => {
            let said = Said { typed, faults, since: Vec::new() };
            return respond(&state, &visit, true, this_year, said).await;
        }
    };
    let mut said = Said { typed: typed.clone(), faults: Faults::default(), since: Vec::new() };
    if day <= state.clock.today() {
        said.faults.add("day", tr.t("administration-fault-day-begun"));
        return respond(&state, &visit, true, day.year(), said).await;
    }
    if !confirmed {
        return check(&state, &visit, day, &to, typed).await;
    }
    let reverts = restoring::change(&state, (KIND, &day.to_string()), said.typed.get("reverts")).await?;
    let wanted = Wanted { to, seen: seen(&sent), why: reason, reverts: reverts.map(|change| change.id) };
    match verbs::set(&state, by, day, wanted).await? {
        Outcome::Done => {
            return Ok(Redirect::to(&format!("/office/administration/calendar?year={}", day.year())).into_response());
        }
        Outcome::Since(since) => {
            said.faults = Faults::page(tr.t("administration-changed"));
            said.since = since;
        }
        Outcome::Refused(code) => said.faults.add("day", tr.t(&format!("administration-fault-{code}"))),
    }
    respond(&state, &visit, true, day.year(), said).await
}

async fn check(state: &AppState, visit: &Visit, day: NaiveDate, to: &Day, typed: Answers) -> Result<Response, Failure> {
    let (kind, inner) = (to.kind.clone(), state.clone());
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let was = terms::day(conn, day)?.map_or_else(|| ORDINARY.to_owned(), |row| row.kind);
        let seen = administration::revision(conn, KIND, &day.to_string())?;
        Ok((was, verbs::moves(conn, &inner, day, &kind)?, seen))
    };
    let (was, moved, seen) = state.db.read(load).await?;
    let tr = visit.tr;
    let some = moved
        .iter()
        .take(SOME)
        .filter_map(|(row, due)| Some((grouped(row.number.as_deref().unwrap_or_default()), row.due_on?, *due)));
    let view = CheckView {
        tr,
        day,
        was: pages::kind(tr, &was),
        becomes: pages::kind(tr, &to.kind),
        moved: moved.len(),
        some: some.collect(),
        checked: Checked { typed, seen },
    };
    let title = tr.t("rule-check-title");
    let between = [("calendar-admin-title", "/office/administration/calendar")];
    let mut visit = visit.clone();
    visit.path = "/office/administration/calendar".to_owned();
    let head = Page::titled(&title).crumbs(crumbs(&visit, &between, &title)).in_one_language(true);
    Ok(visit.page(head, move || pages::check(view)).await)
}

async fn respond(state: &AppState, visit: &Visit, writes: bool, year: i32, said: Said) -> Result<Response, Failure> {
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let changes = administration::newest(conn, Some(KIND), None, 20)?;
        let names = words::names(conn, &changes)?;
        Ok((terms::days_of(conn, year)?, changes, names))
    };
    let (days, changes, names) = state.db.read(load).await?;
    let (tr, now) = (visit.tr, state.clock.today().year());
    let failed = !said.faults.is_empty();
    let mut years: Vec<i32> = (now - 1..=now + 2).collect();
    if !years.contains(&year) {
        years.push(year);
        years.sort_unstable();
    }
    let view = CalendarView {
        tr,
        year,
        years,
        days: days
            .into_iter()
            .map(|row| DayView {
                day: row.day,
                name: row.names().get(tr.lang()).to_owned(),
                kind: row.kind,
                act: row.act,
                verified: row.verified,
            })
            .collect(),
        changes: changes.iter().map(|change| words::view(state, tr, &names, change)).collect(),
        writes,
        typed: said.typed,
        faults: said.faults,
        since: said.since.iter().map(|change| words::view(state, tr, &names, change)).collect(),
    };
    let title = tr.t("calendar-admin-title");
    let mut visit = visit.clone();
    visit.path = format!("/office/administration/calendar?year={year}");
    let head = Page::titled(&title).crumbs(crumbs(&visit, &[], &title)).failed(failed);
    Ok(visit.page(head, move || pages::page(view)).await)
}
