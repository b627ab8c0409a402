//! Terms, fees and base values by date.

use super::{crumbs, restoring, rules, seen, typed, why, words};
use crate::access::{AdministrationReader, Administrator};
use crate::failure::Failure;
use crate::http::visit::{Page, Visit};
use crate::office::administration::terms::{self as verbs, KIND, Value};
use crate::office::administration::{Outcome, Wanted};
use crate::state::AppState;
use crate::store::administration::{self, Told};
use crate::store::terms::{self as store, TermRow};
use crate::store::{AnyConn, deadlines, people};
use app::l10n::Tr;
use app::pages::account::faults::Faults;
use app::pages::administration::rules::Checked;
use app::pages::administration::terms::{self as pages, CheckView, FIELDS, SubjectView, TermView, ValueView};
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form;
use chrono::NaiveDate;
use portal::answers::Answers;
use portal::collation::compare;
use portal::money::Byn;
use portal::procedures::Procedure;
use std::collections::HashMap;

/// What a value is of.
pub fn of(tr: Tr, procedure: &str) -> String {
    match Procedure::from_slug(procedure) {
        Some(_) => tr.t(&format!("procedure-{procedure}")),
        None => tr.t(&format!("terms-of-{procedure}")),
    }
}

/// What a value is.
pub fn name(tr: Tr, name: &str) -> String {
    tr.t(&format!("terms-name-{}", name.replace('_', "-")))
}

/// Whether a value is kept in hundredths: of a base value, or of a rouble.
fn in_hundredths(name: &str) -> bool {
    name.contains("fee") || name == "value"
}

/// A value in words.
pub fn value(tr: Tr, name: &str, value: i32) -> String {
    let number = || i64::from(value).into();
    match name {
        "value" => tr.money(Byn::kopecks(i64::from(value))),
        name if name.contains("fee") && value == 0 => tr.t("guide-free"),
        name if name.contains("fee") && value % 100 == 0 => {
            tr.ta("guide-fee-whole", &[("values", i64::from(value / 100).into())])
        }
        name if name.contains("fee") => tr.ta("terms-base-values", &[("value", rules::written(value).into())]),
        name if name.contains("months") => tr.ta("terms-months", &[("value", number())]),
        name if name.contains("office_days") && value == 0 => tr.t("guide-same-day"),
        _ => tr.ta("working-days", &[("days", number())]),
    }
}

fn view_of(tr: Tr, row: &TermRow, now: bool, today: NaiveDate, by: Option<String>) -> ValueView {
    ValueView {
        value: value(tr, &row.name, row.value),
        from: row.valid_from,
        act: row.act.clone(),
        verified: row.verified,
        by,
        now,
        ahead: row.valid_from > today,
    }
}

pub async fn list(State(state): State<AppState>, _: AdministrationReader, visit: Visit) -> Result<Response, Failure> {
    let rows = state.db.read(|conn| store::all(conn).map_err(Failure::from)).await?;
    let (tr, today) = (visit.tr, state.clock.today());
    let mut subjects: Vec<SubjectView> = Vec::new();
    let mut seen: Vec<(String, String)> = Vec::new();
    for row in &rows {
        let key = (row.procedure.clone(), row.name.clone());
        if seen.contains(&key) {
            continue;
        }
        let own: Vec<&TermRow> = rows.iter().filter(|other| other.procedure == key.0 && other.name == key.1).collect();
        let now = own.iter().rfind(|row| row.valid_from <= today);
        let next = own.iter().find(|row| row.valid_from > today);
        subjects.push(SubjectView {
            href: format!("/office/administration/terms/{}/{}", key.0, key.1),
            of: of(tr, &key.0),
            name: name(tr, &key.1),
            now: now.map(|row| view_of(tr, row, true, today, None)),
            next: next.map(|row| view_of(tr, row, false, today, None)),
        });
        seen.push(key);
    }
    subjects.sort_by(|one, other| {
        compare(tr.lang(), &one.of, &other.of).then_with(|| compare(tr.lang(), &one.name, &other.name))
    });
    let title = tr.t("terms-admin-title");
    let head = Page::titled(&title).crumbs(crumbs(&visit, &[], &title));
    Ok(visit.page(head, move || pages::page(tr, subjects)).await)
}

/// No database knows a text with a zero in it.
fn known((procedure, term): &(String, String)) -> Result<(), Failure> {
    if procedure.contains('\0') || term.contains('\0') { Err(Failure::NotFound) } else { Ok(()) }
}

struct Said {
    typed: Answers,
    faults: Faults,
    since: Vec<Told>,
}

pub async fn show(
    State(state): State<AppState>,
    reader: AdministrationReader,
    Path(key): Path<(String, String)>,
    Query(query): Query<Vec<(String, String)>>,
    visit: Visit,
) -> Result<Response, Failure> {
    known(&key)?;
    let typed = restored(&state, &key, typed(&query, &["back"]).get("back")).await?;
    let said = Said { typed, faults: Faults::default(), since: Vec::new() };
    respond(&state, &visit, reader.writes(), key, said).await
}

/// The form with the value that putting a change back brings back, from tomorrow on; empty where it names none.
async fn restored(state: &AppState, (procedure, term): &(String, String), change: &str) -> Result<Answers, Failure> {
    let mut typed = Answers::default();
    let subject = verbs::subject(procedure, term);
    let Some(change) = restoring::change(state, (KIND, &subject), change).await? else { return Ok(typed) };
    let (of_procedure, of_term) = (procedure.clone(), term.clone());
    let load = move |conn: &mut AnyConn| store::of_subject(conn, &of_procedure, &of_term).map_err(Failure::from);
    let rows: Vec<Value> = state.db.read(load).await?.iter().map(Value::of).collect();
    if let Some(value) = restoring::term(&rows, &change) {
        typed.set("reverts", &change.id);
        typed.set("value", &if in_hundredths(term) { rules::written(value.value) } else { value.value.to_string() });
        restoring::write_tomorrow(&mut typed, state.clock.today());
        restoring::write_act(&mut typed, &value.act);
        typed.set("verified", if value.verified { "on" } else { "" });
    }
    Ok(typed)
}

pub async fn enter(
    State(state): State<AppState>,
    by: Administrator,
    Path(key): Path<(String, String)>,
    visit: Visit,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let tr = visit.tr;
    known(&key)?;
    let confirmed = pairs.iter().any(|(name, _)| name == "confirmed");
    let sent = typed(&pairs, &["seen"]);
    let typed = typed(&pairs, &FIELDS);
    let mut faults = Faults::default();
    let number = match in_hundredths(&key.1) {
        true => rules::hundredths(typed.get("value")),
        false => typed.get("value").trim().parse::<i32>().ok().filter(|number| *number <= 1_000),
    };
    // A fee may be nothing, and a term may end on its first day.
    let least = i32::from(key.1 == "value" || key.1.contains("months"));
    let number = number.filter(|number| *number >= least);
    if number.is_none() {
        faults.add("value", tr.t("terms-value-wrong"));
    }
    let from = rules::day(tr, &typed, "from", "terms-from", &mut faults);
    if from.is_some_and(|from| from <= state.clock.today()) {
        faults.add("from", tr.t("administration-fault-from-tomorrow"));
    }
    let act = rules::act(tr, &typed, &mut faults);
    let reason = why(tr, &typed, "why", &mut faults);
    let mut said = Said { typed: typed.clone(), faults, since: Vec::new() };
    let (Some(number), Some(from), true) = (number, from, said.faults.is_empty()) else {
        return respond(&state, &visit, true, key, said).await;
    };
    let to = Value { valid_from: from, value: number, act, verified: typed.get("verified") == "on" };
    if !confirmed {
        return check(&state, &visit, key, to, typed).await;
    }
    let href = format!("/office/administration/terms/{}/{}", key.0, key.1);
    let subject = verbs::subject(&key.0, &key.1);
    let reverts = restoring::change(&state, (KIND, &subject), said.typed.get("reverts")).await?.map(|change| change.id);
    match verbs::enter(&state, by, key.clone(), Wanted { to, seen: seen(&sent), why: reason, reverts }).await? {
        Outcome::Done => return Ok(Redirect::to(&href).into_response()),
        Outcome::Since(since) => {
            said.faults = Faults::page(tr.t("administration-changed"));
            said.since = since;
        }
        Outcome::Refused(code) => said.faults.add("from", tr.t(&format!("administration-fault-{code}"))),
    }
    respond(&state, &visit, true, key, said).await
}

async fn check(
    state: &AppState,
    visit: &Visit,
    key: (String, String),
    to: Value,
    typed: Answers,
) -> Result<Response, Failure> {
    let (procedure, term) = key;
    let (of_procedure, of_term) = (procedure.clone(), term.clone());
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let rows = store::of_subject(conn, &of_procedure, &of_term)?;
        let seen = administration::revision(conn, KIND, &verbs::subject(&of_procedure, &of_term))?;
        let touched = match Procedure::from_slug(&of_procedure) {
            Some(_) => Some(deadlines::open_of(conn, &of_procedure)?),
            None => None,
        };
        Ok((rows, seen, touched))
    };
    let (rows, seen, touched) = state.db.read(load).await?;
    let before = rows.iter().rfind(|row| row.valid_from < to.valid_from).or(rows.first()).ok_or(Failure::NotFound)?;
    let tr = visit.tr;
    let href = format!("/office/administration/terms/{procedure}/{term}");
    let view = CheckView {
        tr,
        href: href.clone(),
        of: of(tr, &procedure),
        name: name(tr, &term),
        was: value(tr, &term, before.value),
        becomes: value(tr, &term, to.value),
        from: to.valid_from,
        touched,
        checked: Checked { typed, seen },
    };
    let title = tr.t("rule-check-title");
    let between = [("terms-admin-title", "/office/administration/terms")];
    let mut visit = visit.clone();
    visit.path = href;
    let head = Page::titled(&title).crumbs(crumbs(&visit, &between, &title)).in_one_language(true);
    Ok(visit.page(head, move || pages::check(view)).await)
}

async fn respond(
    state: &AppState,
    visit: &Visit,
    writes: bool,
    (procedure, term): (String, String),
    said: Said,
) -> Result<Response, Failure> {
    let (of_procedure, of_term) = (procedure.clone(), term.clone());
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let rows = store::of_subject(conn, &of_procedure, &of_term)?;
        let changes = administration::since(conn, KIND, &verbs::subject(&of_procedure, &of_term), 0)?;
        let names = words::names(conn, &changes)?;
        let by: Vec<String> = rows.iter().filter_map(|row| row.entered_by.clone()).collect();
        Ok((rows, changes, names, people::names(conn, by)?))
    };
    let (rows, changes, names, by) = state.db.read(load).await?;
    if rows.is_empty() {
        return Err(Failure::NotFound);
    }
    let by: HashMap<String, String> = by.into_iter().collect();
    let (tr, today) = (visit.tr, state.clock.today());
    let now = rows.iter().rfind(|row| row.valid_from <= today).map(|row| row.valid_from);
    let failed = !said.faults.is_empty();
    let title = name(tr, &term);
    let href = format!("/office/administration/terms/{procedure}/{term}");
    let view = TermView {
        tr,
        href: href.clone(),
        of: of(tr, &procedure),
        name: title.clone(),
        hint: match (in_hundredths(&term), term.as_str()) {
            (true, "value") => tr.t("terms-hint-roubles"),
            (true, _) => tr.t("terms-hint-base-values"),
            (false, name) if name.contains("months") => tr.t("terms-hint-months"),
            _ => tr.t("terms-hint-days"),
        },
        values: rows
            .iter()
            .rev()
            .map(|row| {
                let by = row.entered_by.as_ref().and_then(|id| by.get(id).cloned());
                view_of(tr, row, Some(row.valid_from) == now, today, by)
            })
            .collect(),
        changes: changes.iter().map(|change| words::view(state, tr, &names, change)).collect(),
        writes,
        typed: said.typed,
        faults: said.faults,
        since: said.since.iter().map(|change| words::view(state, tr, &names, change)).collect(),
    };
    let between = [("terms-admin-title", "/office/administration/terms")];
    let mut visit = visit.clone();
    visit.path = href;
    let head = Page::titled(&title).crumbs(crumbs(&visit, &between, &title)).failed(failed);
    Ok(visit.page(head, move || pages::one(view)).await)
}
