//! The list of persons barred from leading or founding companies.

use super::{crumbs, seen, typed, why, words};
use crate::access::{AdministrationReader, Administrator, ListedPerson};
use crate::failure::Failure;
use crate::http::form::too_large;
use crate::http::urls::encode;
use crate::http::visit::{Page, Visit};
use crate::office::administration::disqualified::{self as verbs, KIND, Person};
use crate::office::administration::disqualified_file::{self as file, MOST, Unread};
use crate::office::administration::{Outcome, Wanted};
use crate::office::words::Words;
use crate::state::AppState;
use crate::store::administration::{self, Told};
use crate::store::disqualified::{self as store, DisqualifiedRow};
use crate::store::{AnyConn, new_id};
use app::l10n::Tr;
use app::pages::account::faults::Faults;
use app::pages::administration::disqualified::{self as pages, BASE, FIELDS, ListView, OneView, PersonView};
use axum::extract::multipart::MultipartError;
use axum::extract::{Multipart, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form;
use portal::answers::Answers;
use portal::fold::search_key;

/// Bytes of a file.
const LARGEST_FILE: usize = 2 * 1024 * 1024;
/// Bytes of a form. One that passes this limit is told before what was typed is taken: so there is room for a file that is
/// too large.
pub const LARGEST: usize = 4 * LARGEST_FILE;

/// Persons on a page.
const SHOWN: usize = 50;

/// What the page says beside the list.
#[derive(Default)]
struct Said {
    typed: Answers,
    faults: Faults,
    lines: Vec<String>,
}

pub async fn list(
    State(state): State<AppState>,
    reader: AdministrationReader,
    Query(pairs): Query<Vec<(String, String)>>,
    visit: Visit,
) -> Result<Response, Failure> {
    respond(&state, &visit, reader.writes(), &pairs, Said::default()).await
}

/// One person.
pub async fn enter(
    State(state): State<AppState>,
    by: Administrator,
    visit: Visit,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let tr = visit.tr;
    let typed = typed(&pairs, &FIELDS);
    let mut faults = Faults::default();
    let person = person(tr, &typed, &mut faults);
    let why = why(tr, &typed, "why", &mut faults);
    let Some(person) = person.filter(|_| faults.is_empty()) else {
        return respond(&state, &visit, true, &[], Said { typed, faults, lines: Vec::new() }).await;
    };
    let batch = id_of(typed.get("id"));
    enter_all(&state, &visit, by, batch, vec![person], why, typed).await
}

/// Persons of a file: all of them or none.
pub async fn upload(
    State(state): State<AppState>,
    by: Administrator,
    visit: Visit,
    form: Multipart,
) -> Result<Response, Failure> {
    let tr = visit.tr;
    let mut pairs = Vec::new();
    let sent = sent(form, &mut pairs).await;
    let typed = typed(&pairs, &["batch", "file_why"]);
    let mut said = Said { typed, ..Said::default() };
    let bytes = match sent {
        Err(Failure::TooLarge) => {
            said.faults.add("file", tr.t("disqualified-file-too-large"));
            return respond(&state, &visit, true, &[], said).await.map(too_large);
        }
        sent => sent?,
    };
    let why = super::why(tr, &said.typed, "file_why", &mut said.faults);
    match file::read(&bytes) {
        Ok(persons) if said.faults.is_empty() => {
            let batch = id_of(said.typed.get("batch"));
            return enter_all(&state, &visit, by, batch, persons, why, said.typed).await;
        }
        Ok(_) => {}
        Err(Unread::File(code)) => {
            let most = [("most", i64::try_from(MOST).unwrap_or_default().into())];
            said.faults.add("file", tr.ta(&format!("disqualified-file-{code}"), &most));
        }
        Err(Unread::Lines(faults)) => {
            let line = |fault: file::Fault| {
                let what = tr.t(&format!("disqualified-line-{}", fault.code));
                let number = i64::try_from(fault.line).unwrap_or_default();
                tr.ta("disqualified-line", &[("line", number.into()), ("what", what.into())])
            };
            said.lines = faults.into_iter().map(line).collect();
            said.faults.add("file", tr.t("disqualified-file-lines"));
        }
    }
    respond(&state, &visit, true, &[], said).await
}

/// The file of the form; `pairs` gets its other fields, those before a file that is too large too.
async fn sent(mut form: Multipart, pairs: &mut Vec<(String, String)>) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    while let Some(field) = form.next_field().await.map_err(unreadable)? {
        match field.name().map(str::to_owned) {
            Some(name) if name == "file" => {
                bytes = field.bytes().await.map_err(unreadable)?.to_vec();
                if bytes.len() > LARGEST_FILE {
                    return Err(Failure::TooLarge);
                }
            }
            Some(name) => pairs.push((name, field.text().await.map_err(unreadable)?)),
            None => {}
        }
    }
    Ok(bytes)
}

fn unreadable(error: MultipartError) -> Failure {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Failure::TooLarge,
        _ => Failure::BadRequest("form"),
    }
}

/// An id that is none was not made by the page.
fn id_of(text: &str) -> String {
    uuid::Uuid::try_parse(text).map_or_else(|_| new_id(), |id| id.to_string())
}

async fn enter_all(
    state: &AppState,
    visit: &Visit,
    by: Administrator,
    batch: String,
    persons: Vec<Person>,
    why: Words,
    typed: Answers,
) -> Result<Response, Failure> {
    let wanted = Wanted { to: persons, seen: 0, why, reverts: None };
    match verbs::enter(state, by, batch, wanted).await? {
        (Outcome::Done | Outcome::Since(_), 0) => Ok(Redirect::to(BASE).into_response()),
        (Outcome::Done | Outcome::Since(_), persons) => {
            Ok(Redirect::to(&format!("{BASE}?entered={persons}")).into_response())
        }
        (Outcome::Refused(code), _) => {
            let faults = Faults::page(visit.tr.t(&format!("administration-fault-{code}")));
            respond(state, visit, true, &[], Said { typed, faults, lines: Vec::new() }).await
        }
    }
}

/// The person of the form, by the same rules as a line of a file.
fn person(tr: Tr, typed: &Answers, faults: &mut Faults) -> Option<Person> {
    // Three empty boxes are no day; what is half typed is a wrong one.
    let day = |name: &str| {
        let parts = ["day", "month", "year"].map(|part| typed.get(&format!("{name}_{part}")).trim().to_owned());
        match parts.iter().all(String::is_empty) {
            true => String::new(),
            false => format!("{:0>2}.{:0>2}.{}", parts[0], parts[1], parts[2]),
        }
    };
    let (born, from, until) = (day("born"), day("from"), day("until"));
    let texts = [typed.get("name"), &born, typed.get("number").trim(), &from, &until, typed.get("act")];
    match file::person(texts) {
        Ok(person) => Some(person),
        Err(code) => {
            let field = match code {
                "until-before" => "until",
                code => ["name", "born", "number", "from", "until", "act"].into_iter().find(|field| *field == code)?,
            };
            faults.add(field, tr.t(&format!("disqualified-line-{code}")));
            None
        }
    }
}

/// «К. Е. В.»: what an auditor needs no more of.
fn initials(name: &str) -> String {
    name.split_whitespace()
        .filter_map(|word| word.chars().next())
        .map(|c| format!("{c}."))
        .collect::<Vec<_>>()
        .join(" ")
}

fn view(row: &DisqualifiedRow, writes: bool) -> PersonView {
    PersonView {
        id: row.id.clone(),
        name: if writes { row.name.clone() } else { initials(&row.name) },
        born_on: row.born_on.filter(|_| writes),
        number: row.number_hash.is_some(),
        from: row.from_day,
        until: row.until_day,
        act: row.act.clone(),
    }
}

async fn respond(
    state: &AppState,
    visit: &Visit,
    writes: bool,
    pairs: &[(String, String)],
    said: Said,
) -> Result<Response, Failure> {
    let asked = typed(pairs, &["q", "before", "entered"]);
    let key = if writes { search_key(asked.get("q")) } else { String::new() };
    let before = Some(asked.get("before").to_owned()).filter(|id| !id.is_empty());
    let limit = i64::try_from(SHOWN + 1).unwrap_or(i64::MAX);
    let load = move |conn: &mut AnyConn| Ok::<_, Failure>(store::listed(conn, &key, before.as_deref(), limit)?);
    let mut rows = state.db.read(load).await?;
    let more = rows.len() > SHOWN;
    rows.truncate(SHOWN);
    let tr = visit.tr;
    let mut typed = said.typed;
    if typed.get("id").is_empty() {
        typed.set("id", &new_id());
    }
    let batch = id_of(typed.get("batch"));
    let failed = !said.faults.is_empty();
    let view = ListView {
        tr,
        older: rows
            .last()
            .filter(|_| more)
            .map(|last| format!("{BASE}?q={}&before={}", encode(asked.get("q")), last.id)),
        persons: rows.iter().map(|row| view(row, writes)).collect(),
        asked: asked.get("q").to_owned(),
        writes,
        typed,
        faults: said.faults,
        lines: said.lines,
        entered: asked.get("entered").parse().ok(),
        batch,
    };
    let title = tr.t("disqualified-title");
    let mut visit = visit.clone();
    if failed {
        visit.path = BASE.to_owned();
    }
    let head = Page::titled(&title).crumbs(crumbs(&visit, &[], &title)).failed(failed);
    Ok(visit.page(head, move || pages::page(view)).await)
}

pub async fn show(State(state): State<AppState>, person: ListedPerson, visit: Visit) -> Result<Response, Failure> {
    respond_one(&state, &visit, person.row, Answers::default(), Faults::default(), Vec::new()).await
}

/// Takes a person off the list.
pub async fn take_off(
    State(state): State<AppState>,
    person: ListedPerson,
    visit: Visit,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let tr = visit.tr;
    let typed = typed(&pairs, &["why", "seen"]);
    let mut faults = Faults::default();
    let why = why(tr, &typed, "why", &mut faults);
    let (row, id) = (person.row, person.id);
    if !faults.is_empty() {
        return respond_one(&state, &visit, row, typed, faults, Vec::new()).await;
    }
    let wanted = Wanted { to: false, seen: seen(&typed), why, reverts: None };
    match verbs::put(&state, person.administrator, id, wanted).await? {
        Outcome::Done => Ok(Redirect::to(BASE).into_response()),
        Outcome::Since(since) => {
            let faults = Faults::page(tr.t("administration-changed"));
            respond_one(&state, &visit, row, typed, faults, since).await
        }
        Outcome::Refused(code) => {
            let faults = Faults::page(tr.t(&format!("administration-fault-{code}")));
            respond_one(&state, &visit, row, typed, faults, Vec::new()).await
        }
    }
}

async fn respond_one(
    state: &AppState,
    visit: &Visit,
    row: DisqualifiedRow,
    typed: Answers,
    faults: Faults,
    since: Vec<Told>,
) -> Result<Response, Failure> {
    let (id, batch) = (row.id.clone(), row.batch.clone());
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let mut changes = administration::since(conn, KIND, &id, 0)?;
        changes.extend(administration::since(conn, KIND, &batch, 0)?);
        Ok((changes, administration::revision(conn, KIND, &id)?))
    };
    let (changes, seen) = state.db.read(load).await?;
    let tr = visit.tr;
    let names = words::Names::new();
    let failed = !faults.is_empty();
    let told = |changes: &[Told]| changes.iter().map(|change| words::view(state, tr, &names, change)).collect();
    let view = OneView {
        tr,
        person: view(&row, true),
        seen,
        ended: row.ended_at.is_some(),
        changes: told(&changes),
        typed,
        faults,
        since: told(&since),
    };
    let title = row.name.clone();
    let mut visit = visit.clone();
    visit.path = format!("{BASE}/{}", row.id);
    let head = Page::titled(&title).crumbs(crumbs(&visit, &[("disqualified-title", BASE)], &title)).failed(failed);
    Ok(visit.page(head, move || pages::one(view)).await)
}
