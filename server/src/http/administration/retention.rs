//! How long data is kept, and removals that can be halted.

use super::{crumbs, rules, seen, typed, why, words};
use crate::access::{AdministrationReader, Administrator};
use crate::clock::{begins, minsk};
use crate::failure::Failure;
use crate::http::visit::{Page, Visit};
use crate::office::administration::retention::{self as verbs, Halt, KIND, REMOVAL, Term};
use crate::office::administration::{Outcome, Wanted};
use crate::state::AppState;
use crate::store::administration::{self, Told};
use crate::store::retention::{self as store, RemovalRow};
use crate::store::{AnyConn, people, removals};
use app::pages::account::faults::Faults;
use app::pages::administration::retention::{
    self as pages, BASE, CheckView, FIELDS, LineView, OneView, RemovalView, TermView,
};
use app::pages::administration::rules::Checked;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form;
use chrono::Duration;
use portal::answers::Answers;
use portal::retention::{DAY, Kind, WARNED_BEFORE};
use std::collections::HashMap;

/// Removals that the page of a kind shows.
const SHOWN: i64 = 10;

/// Cases that are named of those of which something goes.
const CASES: i64 = 50;

/// A removal for a page.
pub(super) fn view_of(row: &RemovalRow) -> Option<RemovalView> {
    Some(RemovalView {
        id: row.id.clone(),
        kind: row.kind()?,
        count: row.count,
        before: minsk(row.before).date(),
        remove_on: row.remove_on,
        halted: row.halted_at.is_some(),
        done: row.done_at.map(|at| (minsk(at).date(), row.removed.unwrap_or_default())),
    })
}

pub async fn list(State(state): State<AppState>, _: AdministrationReader, visit: Visit) -> Result<Response, Failure> {
    let load = |conn: &mut AnyConn| -> Result<_, Failure> {
        let mut next = HashMap::new();
        for kind in Kind::ALL {
            next.insert(kind, store::of(conn, kind)?);
        }
        Ok((next, store::open(conn)?))
    };
    let (rows, open) = state.db.read(load).await?;
    let (tr, today) = (visit.tr, state.clock.today());
    let line = |kind: Kind| {
        let ahead = rows.get(&kind).into_iter().flatten().find(|row| row.valid_from > today);
        LineView { kind, hours: state.retention.hours(kind, today), next: ahead.map(|row| (row.hours, row.valid_from)) }
    };
    let lines = Kind::ALL.map(line).into();
    let open = open.iter().filter_map(view_of).collect();
    let title = tr.t("retention-title");
    let head = Page::titled(&title).crumbs(crumbs(&visit, &[], &title));
    Ok(visit.page(head, move || pages::page(tr, lines, open)).await)
}

fn known(code: &str) -> Result<Kind, Failure> {
    Kind::from_code(code).ok_or(Failure::NotFound)
}

/// What the page says beside the terms.
#[derive(Default)]
struct Said {
    typed: Answers,
    faults: Faults,
    since: Vec<Told>,
}

pub async fn show(
    State(state): State<AppState>,
    reader: AdministrationReader,
    Path(kind): Path<String>,
    visit: Visit,
) -> Result<Response, Failure> {
    respond(&state, &visit, reader.writes(), known(&kind)?, Said::default()).await
}

pub async fn enter(
    State(state): State<AppState>,
    by: Administrator,
    Path(kind): Path<String>,
    visit: Visit,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let (tr, kind) = (visit.tr, known(&kind)?);
    let confirmed = pairs.iter().any(|(name, _)| name == "confirmed");
    let sent = typed(&pairs, &["seen"]);
    let typed = typed(&pairs, &FIELDS);
    let mut faults = Faults::default();
    let unit = if typed.get("unit") == "hours" { 1 } else { DAY };
    let number = typed.get("value").trim().parse::<i32>().ok().filter(|number| (1..=1_000_000).contains(number));
    let hours = match typed.get("stay") {
        "on" => None,
        _ => number.map(|number| number.saturating_mul(unit)),
    };
    match (typed.get("stay") == "on", hours) {
        (false, None) => faults.add("value", tr.t("terms-value-wrong")),
        _ => {
            if let Some(code) = verbs::fault(kind, hours) {
                let least = pages::span(tr, Some(kind.least()));
                faults.add("value", tr.ta(&format!("administration-fault-{code}"), &[("least", least.into())]));
            }
        }
    }
    let from = rules::day(tr, &typed, "from", "terms-from", &mut faults);
    if from.is_some_and(|from| from <= state.clock.today()) {
        faults.add("from", tr.t("administration-fault-from-tomorrow"));
    }
    let act = rules::act(tr, &typed, &mut faults);
    let reason = why(tr, &typed, "why", &mut faults);
    let mut said = Said { typed: typed.clone(), faults, since: Vec::new() };
    let (Some(valid_from), true) = (from, said.faults.is_empty()) else {
        return respond(&state, &visit, true, kind, said).await;
    };
    let to = Term { valid_from, hours, act };
    if !confirmed {
        return check(&state, &visit, kind, to, typed).await;
    }
    match verbs::enter(&state, by, kind, Wanted { to, seen: seen(&sent), why: reason, reverts: None }).await? {
        Outcome::Done => return Ok(Redirect::to(&format!("{BASE}/{}", kind.code())).into_response()),
        Outcome::Since(since) => {
            said.faults = Faults::page(tr.t("administration-changed"));
            said.since = since;
        }
        Outcome::Refused(code) => said.faults.add("from", tr.t(&format!("administration-fault-{code}"))),
    }
    respond(&state, &visit, true, kind, said).await
}

/// Halts a removal, or lets it go on.
pub async fn halt(
    State(state): State<AppState>,
    by: Administrator,
    Path(id): Path<String>,
    visit: Visit,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let tr = visit.tr;
    let wanted = id.replace('\0', "");
    let found = state.db.read(move |conn: &mut AnyConn| store::removal(conn, &wanted).map_err(Failure::from)).await?;
    let kind = found.and_then(|row| row.kind()).ok_or(Failure::NotFound)?;
    let typed = typed(&pairs, &["halted", "halt_why", "seen"]);
    let mut said = Said { typed, ..Said::default() };
    let reason = why(tr, &said.typed, "halt_why", &mut said.faults);
    if said.faults.is_empty() {
        let to = Halt { halted: said.typed.get("halted") == "on" };
        match verbs::halt(&state, by, id, Wanted { to, seen: seen(&said.typed), why: reason, reverts: None }).await? {
            Outcome::Done => return Ok(Redirect::to(&format!("{BASE}/{}", kind.code())).into_response()),
            Outcome::Since(since) => {
                said.faults = Faults::page(tr.t("administration-changed"));
                said.since = since;
            }
            Outcome::Refused(code) => said.faults = Faults::page(tr.t(&format!("administration-fault-{code}"))),
        }
    }
    respond(&state, &visit, true, kind, said).await
}

/// How many rows would go by a new term, and from when.
async fn check(state: &AppState, visit: &Visit, kind: Kind, to: Term, typed: Answers) -> Result<Response, Failure> {
    let (from, hours) = (to.valid_from, to.hours);
    let before = hours.map(|hours| begins(from) - Duration::hours(i64::from(hours)));
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let seen = administration::revision(conn, KIND, kind.code())?;
        let count = match before {
            Some(before) => Some((removals::count(conn, kind, before)?, removals::cases(conn, kind, before, CASES)?)),
            None => None,
        };
        Ok((seen, count))
    };
    let (seen, count) = state.db.read(load).await?;
    // What is warned of is announced on the first day and goes a fortnight later.
    let first = if kind.is_warned() { from + Duration::days(WARNED_BEFORE) } else { from };
    let tr = visit.tr;
    let view = CheckView {
        tr,
        kind,
        was: state.retention.hours(kind, state.clock.today()),
        becomes: hours,
        from,
        goes: count.as_ref().map(|(count, _)| (*count, first)),
        cases: count.map(|(_, cases)| cases).unwrap_or_default(),
        checked: Checked { typed, seen },
    };
    let title = tr.t("rule-check-title");
    let mut visit = visit.clone();
    visit.path = format!("{BASE}/{}", kind.code());
    let between = [("retention-title", BASE)];
    let head = Page::titled(&title).crumbs(crumbs(&visit, &between, &title)).in_one_language(true);
    Ok(visit.page(head, move || pages::check(view)).await)
}

async fn respond(state: &AppState, visit: &Visit, writes: bool, kind: Kind, said: Said) -> Result<Response, Failure> {
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let rows = store::of(conn, kind)?;
        let last = store::last(conn, kind, SHOWN)?;
        let mut changes = administration::since(conn, KIND, kind.code(), 0)?;
        let (mut seen, mut cases) = (0, Vec::new());
        if let Some(open) = last.iter().find(|row| row.done_at.is_none()) {
            changes.extend(administration::since(conn, REMOVAL, &open.id, 0)?);
            seen = administration::revision(conn, REMOVAL, &open.id)?;
            cases = removals::cases(conn, kind, open.before, CASES)?;
        }
        let by = people::names(conn, rows.iter().map(|row| row.entered_by.clone()).collect())?;
        Ok((rows, last, changes, by, (seen, cases)))
    };
    let (rows, last, changes, by, (removal_seen, cases)) = state.db.read(load).await?;
    let by: HashMap<String, String> = by.into_iter().collect();
    let (tr, today) = (visit.tr, state.clock.today());
    let now = rows.iter().rfind(|row| row.valid_from <= today).map(|row| row.valid_from);
    let names = words::Names::new();
    let failed = !said.faults.is_empty();
    let terms = rows.iter().rev().map(|row| TermView {
        hours: row.hours,
        from: row.valid_from,
        act: row.act.clone(),
        by: by.get(&row.entered_by).cloned().unwrap_or_default(),
        now: Some(row.valid_from) == now,
        ahead: row.valid_from > today,
    });
    let view = OneView {
        tr,
        kind,
        hours: state.retention.hours(kind, today),
        terms: terms.collect(),
        removals: last.iter().filter_map(view_of).collect(),
        removal_seen,
        cases,
        changes: changes.iter().map(|change| words::view(state, tr, &names, change)).collect(),
        writes,
        typed: said.typed,
        faults: said.faults,
        since: said.since.iter().map(|change| words::view(state, tr, &names, change)).collect(),
    };
    let title = pages::name(tr, kind);
    let mut visit = visit.clone();
    visit.path = format!("{BASE}/{}", kind.code());
    let head = Page::titled(&title).crumbs(crumbs(&visit, &[("retention-title", BASE)], &title)).failed(failed);
    Ok(visit.page(head, move || pages::one(view)).await)
}
