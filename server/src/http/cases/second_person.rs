//! Where the office wants a second person.

use crate::access::{SetupReader, Supervisor};
use crate::failure::Failure;
use crate::http::administration::setup;
use crate::http::visit::{Page, Visit};
use crate::office::second_person::{self as verb, Needed};
use crate::state::AppState;
use crate::store::{AnyConn, case_file, second_person as store};
use app::pages::account::faults::Faults;
use app::pages::office::second_person::{RuleView, SecondPersonView, page};
use app::ui::Crumb;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form;
use chrono::{Days, NaiveDate};
use portal::answers::Answers;
use portal::collation::{compare, sort_by_name};
use portal::procedures::Procedure;

pub async fn show(State(state): State<AppState>, reader: SetupReader, visit: Visit) -> Result<Response, Failure> {
    setup::looked(&state, &reader, setup::RULES).await?;
    respond(&state, &visit, &reader, Answers::default(), Vec::new(), Faults::default()).await
}

const FIELDS: [&str; 4] = ["procedure", "from_day", "from_month", "from_year"];

/// The furthest day from which something can be set, in days.
const FURTHEST: u64 = 2 * 366;

pub async fn create(
    State(state): State<AppState>,
    supervisor: Supervisor,
    visit: Visit,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let mut typed = Answers::default();
    for (name, value) in pairs.iter().filter(|(name, _)| FIELDS.contains(&name.as_str())) {
        typed.set(name, value);
    }
    let needs: Vec<String> = pairs.iter().filter(|(name, _)| name == "needs").map(|(_, value)| value.clone()).collect();
    let (tr, today) = (visit.tr, state.clock.today());
    let mut faults = Faults::default();
    let procedure = Procedure::from_slug(typed.get("procedure"));
    if procedure.is_none() {
        faults.add("procedure", tr.t("second-person-procedure-missing"));
    }
    let [day, month, year] =
        ["day", "month", "year"].map(|part| typed.get(&format!("from_{part}")).trim().parse::<u32>().ok());
    // Without a day it holds at once.
    let empty = FIELDS[1..].iter().all(|field| typed.get(field).trim().is_empty());
    let date = || NaiveDate::from_ymd_opt(i32::try_from(year?).ok()?, month?, day?);
    let from = if empty { Some(today) } else { date() };
    match from {
        None => {
            let field = tr.t("second-person-from");
            faults.add("from", tr.ta("absences-date-wrong", &[("field", field.into())]));
        }
        Some(from) if from < today => faults.add("from", tr.t("second-person-past")),
        Some(from) if Some(from) > today.checked_add_days(Days::new(FURTHEST)) => {
            faults.add("from", tr.t("second-person-far"));
        }
        Some(_) => {}
    }
    let (Some(procedure), Some(from), true) = (procedure, from, faults.is_empty()) else {
        return respond(&state, &visit, &SetupReader::of(&supervisor), typed, needs, faults).await;
    };
    let has = |code: &str| needs.iter().any(|need| need == code);
    let wanted = Needed { accepting: has("accept"), refusing: has("refuse") };
    verb::set(&state, supervisor, procedure, from, wanted).await?;
    Ok(Redirect::to("/office/second-person").into_response())
}

async fn respond(
    state: &AppState,
    visit: &Visit,
    reader: &SetupReader,
    typed: Answers,
    needs: Vec<String>,
    faults: Faults,
) -> Result<Response, Failure> {
    let (office, tr, today) = (reader.office, visit.tr, state.clock.today());
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let rules = store::rules(conn, office)?;
        let mut people: Vec<String> = rules.iter().map(|rule| rule.set_by.clone()).collect();
        people.sort();
        people.dedup();
        let names = case_file::names(conn, people)?;
        Ok((rules, names))
    };
    let (rules, names) = state.db.read(load).await?;
    let title_of = |slug: &str| tr.t(&format!("procedure-{slug}"));
    let lines = rules.iter().filter(|rule| Procedure::from_slug(&rule.procedure).is_some()).map(|rule| {
        let later = |other: &&store::RuleRow| other.procedure == rule.procedure && other.valid_from <= today;
        RuleView {
            procedure: title_of(&rule.procedure),
            from: rule.valid_from,
            accepting: rule.accepting,
            refusing: rule.refusing,
            by: names.get(&rule.set_by).cloned().unwrap_or_default(),
            in_force: rules.iter().rfind(later).is_some_and(|last| last.id == rule.id),
            to_come: rule.valid_from > today,
        }
    });
    let mut lines: Vec<RuleView> = lines.collect();
    lines.sort_by(|one, other| {
        compare(tr.lang(), &one.procedure, &other.procedure).then_with(|| other.from.cmp(&one.from))
    });
    let mut procedures: Vec<(String, String)> =
        Procedure::ALL.into_iter().map(|p| (p.slug().to_owned(), title_of(p.slug()))).collect();
    sort_by_name(tr.lang(), &mut procedures, |(_, title)| title);
    let failed = !faults.is_empty();
    let view = SecondPersonView {
        tr,
        office: state.offices.name(office, tr.lang()),
        rules: lines,
        procedures,
        typed,
        needs,
        faults,
        writes: !reader.audited,
    };
    let title = tr.t("second-person-title");
    let mut crumbs = match reader.audited {
        true => setup::crumbs(tr, office),
        false => vec![Crumb::new(tr.t("nav-office"), "/office")],
    };
    crumbs.push(Crumb::here(&title));
    let head = Page::titled(&title).crumbs(crumbs).failed(failed);
    Ok(visit.page(head, move || page(view)).await)
}
