//! Offices: the tree, and the page of one with the forms that change and close it.

use super::{crumbs, office_forms as forms, seen, typed, words};
use crate::access::{AdministrationReader, Administrator};
use crate::failure::Failure;
use crate::http::visit::{Page, Visit};
use crate::office::administration::office_mendings::{self, MENDING};
use crate::office::administration::office_openings::{AreaOf, OPENING};
use crate::office::administration::offices::{self as verbs, CLOSURE, Closure, DETAILS, Details};
use crate::office::administration::{Outcome, Wanted};
use crate::office::words::Words;
use crate::state::AppState;
use crate::store::administration::{self, Told};
use crate::store::offices::{self as store, OfficeRow};
use crate::store::{AnyConn, passing, people};
use app::l10n::Tr;
use app::pages::account::faults::Faults;
use app::pages::administration::office_mending::MendingView;
use app::pages::administration::offices::{
    self as pages, BASE, Branch, CLOSURE_FIELDS, CheckView, DetailsView, FIELDS, Form as Which, OfficeView, Standing,
};
use app::pages::administration::rules::Checked;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form;
use portal::answers::Answers;
use portal::collation::compare;
use portal::hours::Hours;
use portal::offices::Contacts;
use std::collections::HashMap;

/// The way from the administration to an office.
pub(super) const BETWEEN: [(&str, &str); 1] = [("offices-title", BASE)];

/// Whether an office works today, in the words of its tag.
fn standing(state: &AppState, office: &OfficeRow) -> Standing {
    let today = state.clock.today();
    match (office.opened_on, state.offices.closure(office.code)) {
        (Some(day), _) if day > today => Standing::Opens(day),
        (_, Some(closure)) if closure.closes_on <= today => Standing::Closed(closure.closes_on),
        (_, Some(closure)) => Standing::Closes(closure.closes_on),
        _ => Standing::Open,
    }
}

pub async fn list(
    State(state): State<AppState>,
    reader: AdministrationReader,
    visit: Visit,
) -> Result<Response, Failure> {
    let tr = visit.tr;
    let (tree, count, writes) = (below(&state, tr, None), state.offices.all().len(), reader.writes());
    let title = tr.t("offices-title");
    let head = Page::titled(&title).crumbs(crumbs(&visit, &[], &title));
    Ok(visit.page(head, move || pages::page(tr, tree, count, writes)).await)
}

fn below(state: &AppState, tr: Tr, above: Option<i32>) -> Vec<Branch> {
    let mut own: Vec<&OfficeRow> = state.offices.ever().filter(|office| office.parent == above).collect();
    own.sort_by(|one, other| compare(tr.lang(), one.name(tr.lang()), other.name(tr.lang())));
    let branch = |office: &&OfficeRow| Branch {
        code: office.code,
        name: office.names().get(tr.lang()).to_owned(),
        kind: office.kind.clone(),
        standing: standing(state, office),
        below: below(state, tr, Some(office.code)),
    };
    own.iter().map(branch).collect()
}

/// What the page says beside the office.
pub(super) struct Said {
    pub typed: Answers,
    pub faults: Faults,
    pub form: Which,
    pub since: Vec<Told>,
}

pub async fn show(
    State(state): State<AppState>,
    reader: AdministrationReader,
    Path(code): Path<String>,
    visit: Visit,
) -> Result<Response, Failure> {
    let office = known(&state, &code)?;
    let typed = forms::filled(&office, &state.offices.contacts(office.code), state.clock.today());
    let said = Said { typed, faults: Faults::default(), form: Which::Details, since: Vec::new() };
    respond(&state, &visit, reader.writes(), &office, said).await
}

pub async fn enter(
    State(state): State<AppState>,
    by: Administrator,
    Path(code): Path<String>,
    visit: Visit,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let (tr, office) = (visit.tr, known(&state, &code)?);
    let confirmed = pairs.iter().any(|(name, _)| name == "confirmed");
    let sent = typed(&pairs, &["seen"]);
    let typed = typed(&pairs, &FIELDS);
    let mut faults = Faults::default();
    let read = forms::details(tr, &typed, state.clock.today(), &mut faults);
    let mut said = Said { typed: typed.clone(), faults, form: Which::Details, since: Vec::new() };
    let Some((to, why)) = read.filter(|_| said.faults.is_empty()) else {
        return respond(&state, &visit, true, &office, said).await;
    };
    if !confirmed {
        return check(&state, &visit, &office, to, typed).await;
    }
    match verbs::enter(&state, by, office.code, Wanted { to, seen: seen(&sent), why, reverts: None }).await? {
        Outcome::Done => return Ok(Redirect::to(&format!("{BASE}/{}", office.code)).into_response()),
        Outcome::Since(since) => {
            said.faults = Faults::page(tr.t("administration-changed"));
            said.since = since;
        }
        Outcome::Refused(code) => said.faults.add("from", tr.t(&format!("administration-fault-{code}"))),
    }
    respond(&state, &visit, true, &office, said).await
}

pub async fn close(
    State(state): State<AppState>,
    by: Administrator,
    Path(code): Path<String>,
    visit: Visit,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let (tr, office) = (visit.tr, known(&state, &code)?);
    let confirmed = pairs.iter().any(|(name, _)| name == "confirmed");
    let sent = typed(&pairs, &["seen"]);
    let closing = typed(&pairs, &CLOSURE_FIELDS);
    let mut faults = Faults::default();
    let read = forms::closure(tr, &closing, state.clock.today(), &mut faults);
    let mut typed = forms::filled(&office, &state.offices.contacts(office.code), state.clock.today());
    closing.iter().for_each(|(name, value)| typed.set(name, value));
    let mut said = Said { typed, faults, form: Which::Closure, since: Vec::new() };
    let Some((to, why)) = read.filter(|_| said.faults.is_empty()) else {
        return respond(&state, &visit, true, &office, said).await;
    };
    if !confirmed {
        return check_closure(&state, &visit, &office, to, closing).await;
    }
    match verbs::close(&state, by, office.code, Wanted { to, seen: seen(&sent), why, reverts: None }).await? {
        Outcome::Done => return Ok(Redirect::to(&format!("{BASE}/{}", office.code)).into_response()),
        Outcome::Since(since) => {
            said.faults = Faults::page(tr.t("administration-changed"));
            said.since = since;
        }
        Outcome::Refused(code) => {
            let field = if code == "from-tomorrow" { "closes" } else { "successor" };
            said.faults.add(field, tr.t(&format!("administration-fault-{code}")));
        }
    }
    respond(&state, &visit, true, &office, said).await
}

pub(super) fn known(state: &AppState, code: &str) -> Result<OfficeRow, Failure> {
    let found = code.parse().ok().and_then(|code: i32| state.offices.get(code));
    found.cloned().ok_or(Failure::NotFound)
}

async fn check(
    state: &AppState,
    visit: &Visit,
    office: &OfficeRow,
    to: Details,
    typed: Answers,
) -> Result<Response, Failure> {
    let (tr, code, from) = (visit.tr, office.code, to.valid_from);
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let was = verbs::on(conn, code, from)?.ok_or(Failure::NotFound)?;
        Ok((was, administration::revision(conn, DETAILS, &code.to_string())?))
    };
    let (was, seen) = state.db.read(load).await?;
    let what = words::between(words::of_details(tr, &was), words::of_details(tr, &to));
    let lede = match what.is_empty() {
        true => tr.t("changes-nothing"),
        false => tr.ta("offices-check-from", &[("date", tr.date(from).into())]),
    };
    let href = format!("{BASE}/{code}");
    let checked = Checked { typed, seen };
    let touched = vec![tr.t("offices-check-earlier")];
    let name = office.names().get(tr.lang()).to_owned();
    let view = CheckView { tr, action: href.clone(), back: href.clone(), name, lede, what, touched, checked };
    Ok(show_check(visit, href, view).await)
}

async fn check_closure(
    state: &AppState,
    visit: &Visit,
    office: &OfficeRow,
    to: Closure,
    typed: Answers,
) -> Result<Response, Failure> {
    let (tr, code, today) = (visit.tr, office.code, state.clock.today());
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let belongings = passing::belongings(conn, code, today)?;
        Ok((belongings, administration::revision(conn, CLOSURE, &code.to_string())?))
    };
    let (has, seen) = state.db.read(load).await?;
    let href = format!("{BASE}/{code}");
    let successor = state.offices.name(to.successor, tr.lang());
    let values = [("date", tr.date(to.closes_on).into()), ("successor", successor.into())];
    let cases = [("open", has.open.into()), ("hands", has.in_hands.into()), ("overdue", has.overdue.into())];
    let touched = vec![
        tr.ta("offices-check-cases", &cases),
        tr.ta("offices-check-people", &[("people", has.people.into())]),
        tr.ta("offices-check-below", &[("below", has.below.into())]),
        tr.t("offices-check-new-cases"),
    ];
    let view = CheckView {
        tr,
        action: format!("{href}/closure"),
        back: href.clone(),
        name: office.names().get(tr.lang()).to_owned(),
        lede: tr.ta("offices-check-closes", &values),
        what: Vec::new(),
        touched,
        checked: Checked { typed, seen },
    };
    Ok(show_check(visit, href, view).await)
}

pub(super) async fn show_check(visit: &Visit, href: String, view: CheckView) -> Response {
    let title = view.tr.t("rule-check-title");
    let mut visit = visit.clone();
    visit.path = href;
    let head = Page::titled(&title).crumbs(crumbs(&visit, &BETWEEN, &title)).in_one_language(true);
    visit.page(head, move || pages::check(view)).await
}

pub(super) async fn respond(
    state: &AppState,
    visit: &Visit,
    writes: bool,
    office: &OfficeRow,
    said: Said,
) -> Result<Response, Failure> {
    let code = office.code;
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let rows = store::details(conn, code)?;
        let mut changes = Vec::new();
        let mut codes = office_mendings::once_called(conn, code)?;
        codes.push(code);
        for subject in codes.iter().map(i32::to_string) {
            for kind in [DETAILS, CLOSURE, OPENING, MENDING] {
                changes.extend(administration::since(conn, kind, &subject, 0)?);
            }
        }
        let named = store::references(conn, code)?;
        changes.sort_by(|one, other| other.0.id.cmp(&one.0.id));
        let by = people::names(conn, rows.iter().filter_map(|row| row.entered_by.clone()).collect())?;
        Ok((rows, changes, by, named))
    };
    let (rows, changes, by, named) = state.db.read(load).await?;
    let by: HashMap<String, String> = by.into_iter().collect();
    let (tr, today) = (visit.tr, state.clock.today());
    let now = rows.iter().rfind(|row| row.valid_from <= today).map(|row| row.id.clone());
    let names = words::Names::new();
    let failed = !said.faults.is_empty();
    let title = office.names().get(tr.lang()).to_owned();
    let with_name = |code: i32| (code, state.offices.name(code, tr.lang()));
    let details = rows.iter().rev().map(|row| DetailsView {
        from: row.valid_from,
        name: match tr.lang() {
            portal::lang::Lang::Be => row.name_be.clone(),
            portal::lang::Lang::Ru => row.name_ru.clone(),
            portal::lang::Lang::En => row.name_en.clone(),
        },
        contacts: Contacts {
            address: row.address.clone(),
            phone: row.phone.clone(),
            email: row.email.clone(),
            hours: Hours::of_text(&row.hours),
        },
        by: row.entered_by.as_ref().and_then(|id| by.get(id).cloned()),
        now: Some(&row.id) == now.as_ref(),
        ahead: row.valid_from > today,
    });
    let view = OfficeView {
        tr,
        code,
        name: title.clone(),
        kind: office.kind.clone(),
        soato: office.soato,
        above: office.parent.map(with_name),
        standing: standing(state, office),
        successor: state.offices.closure(code).map(|closure| with_name(closure.successor)),
        registers: office.registering,
        contacts: state.offices.contacts(code),
        details: details.collect(),
        changes: changes.iter().map(|change| words::view(state, tr, &names, change)).collect(),
        writes,
        area_of: office.opened_on.map(|_| words::area_words(state, tr, AreaOf::of(office))),
        mending: office.opened_on.map(|_| MendingView {
            code,
            soato: office.soato,
            areas: forms::areas(state, tr, Some(code)),
            has_area: office.area_of.is_some(),
            named,
        }),
        successors: forms::successors(state, tr, office),
        typed: said.typed,
        faults: said.faults,
        form: said.form,
        since: said.since.iter().map(|change| words::view(state, tr, &names, change)).collect(),
    };
    let mut visit = visit.clone();
    visit.path = format!("{BASE}/{code}");
    let head = Page::titled(&title).crumbs(crumbs(&visit, &BETWEEN, &title)).failed(failed);
    Ok(visit.page(head, move || pages::one(view)).await)
}

/// The reason of a form, where one was given.
pub(super) type WithWhy<T> = (T, Words);
