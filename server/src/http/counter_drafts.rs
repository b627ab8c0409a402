//! Typing for a person who came with nothing prepared.

use super::services::subject;
use super::visit::{Page, Visit};
use crate::access::Clerk;
use crate::clock::minsk;
use crate::failure::Failure;
use crate::office::counter_drafts as verb;
use crate::state::AppState;
use crate::store::counter_drafts::{self as store, OpenDraft};
use crate::store::{AnyConn, case_file, companies, proceedings};
use app::l10n::Tr;
use app::pages::account::faults::Faults;
use app::pages::office::counter_drafts::{DraftView, DraftsView, page};
use app::pages::office::words;
use app::ui::Crumb;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form;
use portal::collation::sort_by_name;
use portal::lang::Lang;
use portal::procedures::{Procedure, Subject};
use portal::unp::Unp;
use serde::Deserialize;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct BeginForm {
    procedure: String,
    unp: String,
    lang: String,
}

pub async fn show(State(state): State<AppState>, clerk: Clerk, visit: Visit) -> Result<Response, Failure> {
    let form = BeginForm { lang: Lang::Ru.tag().to_owned(), ..BeginForm::default() };
    respond(&state, &visit, &clerk, form, Faults::default()).await
}

pub async fn create(
    State(state): State<AppState>,
    clerk: Clerk,
    visit: Visit,
    Form(form): Form<BeginForm>,
) -> Result<Response, Failure> {
    let tr = visit.tr;
    let mut faults = Faults::default();
    let procedure = Procedure::from_slug(&form.procedure);
    let lang = Lang::from_tag(&form.lang);
    if procedure.is_none() {
        faults.add("procedure", tr.t("second-person-procedure-missing"));
    }
    let founds = procedure.is_some_and(|procedure| procedure.founds().is_some());
    let unp = match procedure {
        Some(procedure) if !founds => match company(&state, tr, procedure, &form.unp).await? {
            Ok(unp) => Some(unp),
            Err(why) => {
                faults.add("unp", why);
                None
            }
        },
        _ => None,
    };
    if lang.is_none() {
        faults.add("lang", tr.t("counter-draft-lang-missing"));
    }
    match (procedure, lang) {
        (Some(procedure), Some(lang)) if faults.is_empty() => {
            let id = verb::begin(&state, clerk, procedure, unp, lang).await?;
            Ok(Redirect::to(&format!("/applications/{id}")).into_response())
        }
        _ => respond(&state, &visit, &clerk, form, faults).await,
    }
}

/// The number of a company that can use a procedure, or a sentence of why it cannot.
async fn company(state: &AppState, tr: Tr, procedure: Procedure, typed: &str) -> Result<Result<i64, String>, Failure> {
    let Some(unp) = Unp::parse(typed).ok().and_then(|unp| unp.number()) else {
        return Ok(Err(tr.t("counter-draft-unp-wrong")));
    };
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let Some(row) = companies::find(conn, unp)? else { return Ok(None) };
        let open = proceedings::open_of(conn, unp)?.map(|open| open.proceeding(&[]));
        Ok(Some(Subject { proceeding: open, ..subject(&row) }))
    };
    Ok(match state.db.read(load).await? {
        None => Err(tr.t("counter-draft-unp-unknown")),
        Some(subject) => match procedure.rules().eligible(&subject) {
            Ok(()) => Ok(unp),
            Err(why) => Err(words::ineligible(tr, why.0)),
        },
    })
}

async fn respond(
    state: &AppState,
    visit: &Visit,
    clerk: &Clerk,
    form: BeginForm,
    faults: Faults,
) -> Result<Response, Failure> {
    let (tr, office) = (visit.tr, clerk.office);
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let (open, returned) = (store::open_of(conn, office)?, store::returned_of(conn, office)?);
        let by = returned.iter().chain(&open).map(|one| one.drafted_by.clone()).collect();
        Ok((open, returned, case_file::names(conn, by)?))
    };
    let (open, returned, names) = state.db.read(load).await?;
    let line = |one: OpenDraft, is_returned: bool| DraftView {
        href: match &one.paper_code {
            Some(code) if !is_returned => format!("/office/counter/{code}"),
            _ => format!("/applications/{}", one.id),
        },
        procedure: tr.t(&format!("procedure-{}", one.procedure)),
        company: one.company.unwrap_or_default(),
        by: names.get(&one.drafted_by).cloned().unwrap_or_default(),
        until: (!is_returned).then(|| minsk(one.created_at + verb::kept())),
    };
    let returned = returned.into_iter().map(|one| line(one, true));
    let open = open.into_iter().map(|one| line(one, false));
    let mut procedures: Vec<(String, String)> = Procedure::ALL
        .into_iter()
        .map(|one| (one.slug().to_owned(), tr.t(&format!("procedure-{}", one.slug()))))
        .collect();
    sort_by_name(tr.lang(), &mut procedures, |(_, title)| title);
    let failed = !faults.is_empty();
    let view = DraftsView {
        tr,
        procedures,
        langs: Lang::ALL.map(|lang| (lang.tag().to_owned(), tr.t(&format!("lang-{}", lang.tag())))).into(),
        procedure: form.procedure,
        unp: form.unp.chars().take(40).collect(),
        lang: form.lang,
        faults,
        open: returned.chain(open).collect(),
    };
    let title = tr.t("counter-draft-title");
    let crumbs = vec![Crumb::new(tr.t("counter-title"), "/office/counter"), Crumb::here(&title)];
    let head = Page::titled(&title).crumbs(crumbs).failed(failed);
    Ok(visit.page(head, move || page(view)).await)
}
