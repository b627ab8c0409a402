//! One version of a letter's words, and putting it back.

use super::{Desk, edit};
use crate::access::{AdministrationReader, Administrator, SetupReader, Supervisor};
use crate::failure::Failure;
use crate::http::administration::{setup, why};
use crate::http::visit::{Page, Visit};
use crate::office::administration;
use crate::office::letters::{Outcome, Template, Wanted, save};
use crate::office::words::Words;
use crate::state::AppState;
use crate::store::AnyConn;
use crate::store::letter_versions::{self as store, VersionRow};
use app::pages::account::faults::Faults;
use app::pages::letters::kind;
use app::pages::letters::version::{VersionView, page};
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form;
use portal::answers::Answers;
use portal::letters::fields;

type Pairs = Vec<(String, String)>;
type Address = (Path<(String, String)>, Query<Pairs>);

/// The template and the number that an address names.
fn named(desk: Desk, (Path((kind, edition)), Query(query)): Address) -> Result<(Template, i32), Failure> {
    Ok((desk.template(&kind, &query)?, edition.parse().map_err(|_| Failure::NotFound)?))
}

pub async fn show_office(
    State(state): State<AppState>,
    reader: SetupReader,
    address: Address,
    visit: Visit,
) -> Result<Response, Failure> {
    let desk = Desk::office(&reader);
    setup::looked(&state, &reader, setup::WORDS).await?;
    respond(&state, &visit, desk, named(desk, address)?, None).await
}

pub async fn show_portal(
    State(state): State<AppState>,
    reader: AdministrationReader,
    address: Address,
    visit: Visit,
) -> Result<Response, Failure> {
    let desk = Desk::portal(&reader);
    respond(&state, &visit, desk, named(desk, address)?, None).await
}

pub async fn put_back_office(
    State(state): State<AppState>,
    supervisor: Supervisor,
    address: Address,
    visit: Visit,
    Form(pairs): Form<Pairs>,
) -> Result<Response, Failure> {
    let desk = Desk::office(&SetupReader::of(&supervisor));
    let of = named(desk, address)?;
    let (wanted, said) = asked(&state, &visit, of, &pairs).await?;
    let Some(wanted) = wanted else { return respond(&state, &visit, desk, of, Some(said)).await };
    let outcome = save(&state, supervisor, (of.0.kind, of.0.procedure), wanted).await?;
    done(&state, &visit, desk, of, said, outcome).await
}

pub async fn put_back_portal(
    State(state): State<AppState>,
    (reader, by): (AdministrationReader, Administrator),
    address: Address,
    visit: Visit,
    Form(pairs): Form<Pairs>,
) -> Result<Response, Failure> {
    let desk = Desk::portal(&reader);
    let of = named(desk, address)?;
    let (wanted, said) = asked(&state, &visit, of, &pairs).await?;
    let Some(wanted) = wanted else { return respond(&state, &visit, desk, of, Some(said)).await };
    let outcome = administration::letters::save(&state, by, (of.0.kind, of.0.procedure), wanted, None).await?;
    done(&state, &visit, desk, of, said, outcome).await
}

/// What the page says beside the version.
struct Said {
    typed: String,
    faults: Faults,
}

/// The version that puts another one back, where the form says why.
async fn asked(
    state: &AppState,
    visit: &Visit,
    (template, number): (Template, i32),
    pairs: &[(String, String)],
) -> Result<(Option<Wanted>, Said), Failure> {
    let found = state.db.read(move |conn| store::find(conn, template.key(), number).map_err(Failure::from)).await?;
    let (row, _) = found.ok_or(Failure::NotFound)?;
    let mut typed = Answers::default();
    for (name, value) in pairs.iter().filter(|(name, _)| ["why", "seen"].contains(&name.as_str())) {
        typed.set(name, value);
    }
    let mut faults = Faults::default();
    let reason: Words = why(visit.tr, &typed, "why", &mut faults);
    let seen = typed.get("seen").parse().unwrap_or_default();
    let wanted = faults.is_empty().then(|| Wanted { texts: row.texts(), seen, why: reason, puts_back: Some(number) });
    Ok((wanted, Said { typed: typed.get("why").to_owned(), faults }))
}

async fn done(
    state: &AppState,
    visit: &Visit,
    desk: Desk,
    of: (Template, i32),
    mut said: Said,
    outcome: Outcome,
) -> Result<Response, Failure> {
    match outcome {
        Outcome::Saved => Ok(Redirect::to(&desk.href(of.0)).into_response()),
        Outcome::Since(_) => {
            said.faults = Faults::page(visit.tr.t("wording-changed"));
            respond(state, visit, desk, of, Some(said)).await
        }
    }
}

async fn respond(
    state: &AppState,
    visit: &Visit,
    desk: Desk,
    (template, number): (Template, i32),
    said: Option<Said>,
) -> Result<Response, Failure> {
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let Some(told) = store::find(conn, template.key(), number)? else { return Ok(None) };
        let before = store::find(conn, template.key(), number.saturating_sub(1))?;
        let (office, kind, procedure) = template.key();
        let latest = store::latest(conn, office, kind, procedure)?.map_or(0, |row| row.number);
        let letters = store::letters(conn, std::slice::from_ref(&told.0.id))?;
        Ok(Some((told, before, latest, letters)))
    };
    let (told, before, latest, letters) = state.db.read(load).await?.ok_or(Failure::NotFound)?;
    let tr = visit.tr;
    let was = before.as_ref().map(|(row, _): &(VersionRow, String)| row.texts()).unwrap_or_default();
    let is = told.0.texts();
    let texts = fields().filter_map(|(part, lang)| {
        let [old, new] = [&was, &is].map(|texts| texts.get(part, lang).unwrap_or_default().to_owned());
        (!old.is_empty() || !new.is_empty()).then_some((part, lang, old, new))
    });
    let said = said.unwrap_or_else(|| Said { typed: String::new(), faults: Faults::default() });
    let failed = !said.faults.is_empty();
    let title = tr.ta("wording-version-title", &[("number", i64::from(number).into())]);
    let letter = kind(tr, template.kind.code);
    let view = VersionView {
        tr,
        of: desk.of(state, visit),
        kind: letter.clone(),
        procedure: template.procedure.map(|procedure| tr.t(&format!("procedure-{}", procedure.slug()))),
        line: edit::line(desk, template, &letters, &told),
        puts_back: told.0.puts_back,
        texts: texts.collect(),
        latest: latest == number,
        back: (desk.writes && latest != number).then_some(latest),
        typed: said.typed,
        faults: said.faults,
    };
    let between = [(tr.t("wording-title"), desk.list()), (letter, desk.href(template))];
    let mut visit = visit.clone();
    visit.path = desk.version_href(template, number);
    let head = Page::titled(&title).crumbs(desk.crumbs(&visit, &between, &title)).failed(failed);
    Ok(visit.page(head, move || page(view)).await)
}
