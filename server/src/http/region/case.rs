//! What the regional administration may do about a case.

use super::crumbs;
use crate::access::RegionCase;
use crate::failure::Failure;
use crate::http::visit::{Page, Visit};
use crate::office::region::{self as verbs, Asked, Passed};
use crate::office::words::Words;
use crate::state::AppState;
use crate::store::{AnyConn, hands, new_id, people};
use app::l10n::Tr;
use app::pages::account::faults::Faults;
use app::pages::office::words;
use app::pages::region::case::{CaseView, Form as Which, page};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form;
use portal::answers::Answers;
use portal::application::Status;

/// The longest reason and the longest question, in characters.
const LONGEST: u32 = 2_000;

/// Working days that the form of the question begins with.
const DAYS: &str = "3";

/// Working days that a supervisor has at most to answer.
const MOST_DAYS: u32 = 20;

pub async fn show(State(state): State<AppState>, case: RegionCase, visit: Visit) -> Result<Response, Failure> {
    let mut typed = Answers::default();
    typed.set("days", DAYS);
    respond(&state, &visit, &case, Said { typed, faults: Faults::default(), form: Which::Pass, changed: false }).await
}

/// What the page says beside the case.
struct Said {
    typed: Answers,
    faults: Faults,
    form: Which,
    /// The case changed since the form was made.
    changed: bool,
}

fn read(pairs: &[(String, String)], fields: &[&str]) -> Answers {
    let mut typed = Answers::default();
    for (name, value) in pairs.iter().filter(|(name, _)| fields.contains(&name.as_str())) {
        typed.set(name, &value.replace('\0', ""));
    }
    typed
}

/// Words that must be there.
fn words_of(tr: Tr, typed: &Answers, field: &'static str, missing: &str, faults: &mut Faults) -> Words {
    match Words::read(typed.get(field), LONGEST) {
        Ok(words) if words.is_empty() => faults.add(field, tr.t(missing)),
        Ok(words) => return words,
        Err(long) => {
            faults.add(field, tr.ta("administration-why-long", &[("longest", i64::from(long.longest).into())]))
        }
    }
    Words::default()
}

pub async fn transfer(
    State(state): State<AppState>,
    case: RegionCase,
    visit: Visit,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let tr = visit.tr;
    let mut typed = read(&pairs, &["office", "why", "revision"]);
    let mut faults = Faults::default();
    let to = typed.get("office").parse::<i32>().ok().filter(|code| choices(&state, &case).contains(code));
    if to.is_none() && typed.get("office") != case.office.to_string() {
        faults.add("office", tr.t("region-office-missing"));
    }
    let why = words_of(tr, &typed, "why", "region-pass-why-missing", &mut faults);
    let revision = typed.get("revision").parse().unwrap_or_default();
    typed.set("days", DAYS);
    let mut said = Said { typed, faults, form: Which::Pass, changed: false };
    if !said.faults.is_empty() {
        return respond(&state, &visit, &case, said).await;
    }
    let there = Redirect::to(&format!("/office/cases/{}", case.row.id)).into_response();
    // Sent again: it is there already.
    let Some(to) = to else { return Ok(there) };
    match verbs::pass(&state, case.clone(), revision, to, why).await? {
        Passed::On => return Ok(there),
        Passed::Changed => said.changed = true,
        Passed::NotOpen => said.faults = Faults::page(tr.t("region-not-open")),
    }
    respond(&state, &visit, &case, said).await
}

pub async fn ask(
    State(state): State<AppState>,
    case: RegionCase,
    visit: Visit,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let tr = visit.tr;
    let typed = read(&pairs, &["id", "supervisor", "question", "days"]);
    let mut faults = Faults::default();
    if typed.get("supervisor").is_empty() {
        faults.add("supervisor", tr.t("region-supervisor-missing"));
    }
    let question = words_of(tr, &typed, "question", "region-question-missing", &mut faults);
    let days = typed.get("days").trim().parse::<u32>().ok().filter(|days| (1..=MOST_DAYS).contains(days));
    if days.is_none() {
        faults.add("days", tr.ta("region-days-wrong", &[("most", i64::from(MOST_DAYS).into())]));
    }
    let mut said = Said { typed, faults, form: Which::Ask, changed: false };
    let (Some(days), true) = (days, said.faults.is_empty()) else {
        return respond(&state, &visit, &case, said).await;
    };
    let id = uuid::Uuid::try_parse(said.typed.get("id")).map_or_else(|_| new_id(), |id| id.to_string());
    let supervisor = said.typed.get("supervisor").to_owned();
    match verbs::ask(&state, case.clone(), id, supervisor, question, days).await? {
        Asked::Asked => {
            return Ok(Redirect::to(&format!("/office/cases/{}/opinions", case.row.id)).into_response());
        }
        Asked::TooMany => said.faults = Faults::page(tr.t("region-too-many")),
        Asked::Decided => said.faults = Faults::page(tr.t("region-not-open")),
    }
    respond(&state, &visit, &case, said).await
}

/// The offices to which a case may go.
fn choices(state: &AppState, case: &RegionCase) -> Vec<i32> {
    let others = state.offices.registering().map(|office| office.code);
    others.filter(|code| *code != case.office && case.regional.covers(state, *code)).collect()
}

async fn respond(state: &AppState, visit: &Visit, case: &RegionCase, said: Said) -> Result<Response, Failure> {
    let (office, clerk) = (case.office, case.row.clerk.clone());
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let supervisors = hands::supervisors(conn, office)?;
        let clerk = people::names(conn, clerk.into_iter().collect())?.into_iter().next().map(|(_, name)| name);
        Ok((supervisors, clerk))
    };
    let (supervisors, clerk) = state.db.read(load).await?;
    let tr = visit.tr;
    let row = &case.row;
    let failed = !said.faults.is_empty();
    let changed = said.changed;
    let number = row.number.clone().unwrap_or_default();
    let view = CaseView {
        tr,
        id: row.id.clone(),
        number: number.clone(),
        company: case.company.title().to_owned(),
        procedure: tr.t(&format!("procedure-{}", row.procedure)),
        office: state.offices.name(office, tr.lang()),
        status: row.status(),
        clerk,
        filed_on: row.filed_on,
        due_on: row.due_on,
        today: state.clock.today(),
        revision: row.revision,
        open: matches!(row.status(), Status::Filed | Status::InReview),
        offices: state.offices.named(choices(state, case), tr.lang()),
        supervisors: supervisors.into_iter().map(|person| (person.id, person.name)).collect(),
        question: new_id(),
        typed: said.typed,
        faults: said.faults,
        form: said.form,
        changed,
    };
    let title = tr.ta("region-case-title", &[("number", words::number(&number).into())]);
    let mut visit = visit.clone();
    visit.path = format!("/office/region/cases/{}", row.id);
    let head = Page::titled(&title).crumbs(crumbs(&visit, &title)).failed(failed);
    let head = if changed { head.status(StatusCode::CONFLICT) } else { head };
    Ok(visit.page(head, move || page(view)).await)
}
