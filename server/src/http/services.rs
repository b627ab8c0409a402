//! Services: what the portal does, the guide of each, and the start.

use super::applications::documents::named_pdf;
use super::founding;
use super::visit::{Page, Visit};
use crate::access::{Representative, SignedIn};
use crate::failure::Failure;
use crate::office::{blank_form, drafting};
use crate::state::AppState;
use crate::store::applications::ApplicationRow;
use crate::store::companies::CompanyRow;
use crate::store::{AnyConn, applications, companies, mandates, proceedings};
use app::pages::services::{choose, guide as guide_page, list as list_page};
use app::ui::Crumb;
use axum::Form;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{Duration, NaiveDateTime};
use portal::answers::Answers;
use portal::application::Status;
use portal::lang::Lang;
use portal::mandate::Scope;
use portal::procedures::{Procedure, Subject};
use portal::unp::Unp;
use serde::Deserialize;

/// The last decided applications of a year from which the usual time is reckoned, and the fewest that tell one.
const COUNTED: i64 = 200;
const FEWEST: usize = 5;

/// Within how many days, begun ones counted whole, eight of ten applications were decided lately; nothing
/// while there are too few to tell.
fn typical(lately: &[(NaiveDateTime, NaiveDateTime)]) -> Option<i64> {
    let mut days: Vec<i64> =
        lately.iter().map(|(filed, decided)| ((*decided - *filed).num_hours().max(0) + 24) / 24).collect();
    days.sort_unstable();
    let at = (days.len() * 8).div_ceil(10).checked_sub(1)?;
    days.get(at).copied().filter(|_| days.len() >= FEWEST)
}

pub async fn list(visit: Visit) -> Response {
    let tr = visit.tr;
    let title = tr.t("nav-services");
    let head = Page::titled(&title).crumbs(vec![Crumb::here(&title)]);
    visit.page(head, move || list_page::page(tr)).await
}

pub async fn guide(State(state): State<AppState>, Path(slug): Path<String>, visit: Visit) -> Result<Response, Failure> {
    let procedure = procedure(&slug)?;
    let tr = visit.tr;
    let today = state.clock.today();
    let since = state.clock.now() - Duration::days(365);
    let lately =
        move |conn: &mut AnyConn| applications::decided_lately(conn, procedure, since, COUNTED).map_err(Failure::from);
    let typical_days = typical(&state.db.read(lately).await?);
    let view = guide_page::GuideView {
        tr,
        typical_days,
        procedure,
        filer_days: state.terms.days(procedure, "filer_days", today),
        office_days: state.terms.on(procedure, "office_days", today).map(|t| (t.value, t.verified)),
        fee: state.terms.on(procedure, "fee", today).map(|t| (t.value, t.verified)),
        fee_on_paper: state.terms.on(procedure, "fee_on_paper", today).map(|t| t.value),
        fee_today: state.terms.fee(procedure, today),
        acts: acts(&state, procedure),
        pieces: state.guides.on(procedure, today).cloned(),
    };
    let title = tr.t(&format!("procedure-{slug}"));
    let head = Page::titled(&title).crumbs(vec![Crumb::new(tr.t("nav-services"), "/services"), Crumb::here(&title)]);
    Ok(visit.page(head, move || guide_page::page(view)).await)
}

/// The blank forms that were typeset, by procedure and language: none of them ever changes.
pub type BlankForms = quick_cache::sync::Cache<(Procedure, Lang), Bytes>;

/// The form to print and to fill in by hand.
pub async fn blank_form(
    State(state): State<AppState>,
    Path(slug): Path<String>,
    visit: Visit,
) -> Result<Response, Failure> {
    let (procedure, tr) = (procedure(&slug)?, visit.tr);
    let typeset = async {
        let typeset = tokio::task::spawn_blocking(move || documents::typeset(&blank_form::blank_form(procedure, tr)));
        let bytes = typeset.await.map_err(|e| Failure::Internal(e.to_string()))?;
        bytes.map(Bytes::from).map_err(|e| Failure::Internal(e.to_string()))
    };
    // Whoever asks for the same one meanwhile waits for it.
    let bytes = state.blank_forms.get_or_insert_async(&(procedure, tr.lang()), typeset).await?;
    Ok(named_pdf(bytes, &format!("akno-{slug}-{}.pdf", tr.lang().tag())))
}

/// The companies one may act for, and the drafts that wait.
pub async fn choose_company(
    State(state): State<AppState>,
    Path(slug): Path<String>,
    signed_in: SignedIn,
    visit: Visit,
) -> Result<Response, Failure> {
    let procedure = procedure(&slug)?;
    if procedure.founds().is_some() {
        return founding::show(&state, &visit, &signed_in, procedure).await;
    }
    let view = choices(&state, &visit, &signed_in, procedure, None).await?;
    Ok(choose_page(&visit, &slug, view).await)
}

#[derive(Deserialize)]
pub struct Start {
    #[serde(default)]
    unp: String,
    /// Start afresh although a draft waits.
    #[serde(default)]
    anew: String,
    /// A decided application of the same company whose answers are taken over.
    #[serde(default)]
    from: String,
}

/// Starts a draft, or offers the one that waits.
pub async fn start(
    State(state): State<AppState>,
    Path(slug): Path<String>,
    signed_in: SignedIn,
    visit: Visit,
    Form(form): Form<Start>,
) -> Result<Response, Failure> {
    let procedure = procedure(&slug)?;
    if procedure.founds().is_some() {
        return founding::start(&state, &visit, signed_in, procedure, !form.anew.is_empty(), form.from).await;
    }
    let chosen = Unp::parse(&form.unp).ok().and_then(|unp| unp.number());
    let mut view = choices(&state, &visit, &signed_in, procedure, Some(form.unp.clone())).await?;
    view.from.clone_from(&form.from);
    let Some(unp) = chosen.filter(|unp| view.companies.iter().any(|c| c.unp == *unp)) else {
        return Ok(choose_page(&visit, &slug, view).await);
    };
    let company = view.companies.iter().find(|c| c.unp == unp);
    let waits = company.is_some_and(|c| !c.drafts.is_empty() || !c.under_review.is_empty());
    if company.is_some_and(|c| c.ineligible.is_some()) || (waits && form.anew.is_empty()) {
        return Ok(choose_page(&visit, &slug, view).await);
    }
    let by = Representative::of(&state, signed_in, unp).await?;
    let answers = answers_of(&state, form.from, unp, procedure).await?;
    let id = drafting::start(&state, by, procedure, answers).await?;
    Ok(Redirect::to(&format!("/applications/{id}")).into_response())
}

/// What was filed in a decided application, where it fits the company and the form; else nothing.
async fn answers_of(state: &AppState, id: String, unp: i64, procedure: Procedure) -> Result<Answers, Failure> {
    // No id holds a NUL, and PostgreSQL refuses to look for one.
    if id.is_empty() || id.contains('\0') {
        return Ok(Answers::default());
    }
    let load = move |conn: &mut AnyConn| -> Result<Answers, Failure> {
        let row = applications::find(conn, &id)?.filter(|row| {
            let fits = row.unp == Some(unp) && row.procedure() == procedure && row.status().is_decided();
            fits && row.form_version == procedure.rules().form_version()
        });
        let Some(row) = row else { return Ok(Answers::default()) };
        Ok(applications::answered_last(conn, &row)?)
    };
    state.db.read(load).await
}

async fn choose_page(visit: &Visit, slug: &str, view: choose::ChooseView) -> Response {
    let tr = visit.tr;
    let failed = view.problem.is_some();
    let title = tr.t("choose-title");
    let crumbs = crumbs(visit, slug, &title);
    visit.page(Page::titled(&title).crumbs(crumbs).failed(failed), move || choose::page(view)).await
}

/// The way to the start of a procedure.
pub fn crumbs(visit: &Visit, slug: &str, title: &str) -> Vec<Crumb> {
    let tr = visit.tr;
    vec![
        Crumb::new(tr.t("nav-services"), "/services"),
        Crumb::new(tr.t(&format!("procedure-{slug}")), format!("/services/{slug}")),
        Crumb::here(title),
    ]
}

async fn choices(
    state: &AppState,
    visit: &Visit,
    signed_in: &SignedIn,
    procedure: Procedure,
    chosen: Option<String>,
) -> Result<choose::ChooseView, Failure> {
    let (account, today) = (signed_in.account.id.clone(), state.clock.today());
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let mandates = mandates::of_account(conn, &account)?;
        let unps: Vec<i64> = mandates.iter().filter(|m| m.allows(Scope::Prepare, today)).map(|m| m.unp).collect();
        let mut found = Vec::new();
        let mut proceedings = proceedings::of_companies(conn, &unps)?;
        proceedings.retain(|p| p.ended_on.is_none());
        let rows = companies::of(conn, &unps)?;
        let drafts = applications::undecided_of(conn, &unps, procedure)?;
        // A stage follows the notice that begins it all, which may have been filed and not been decided.
        let mut notices: Vec<ApplicationRow> = Vec::new();
        if procedure == Procedure::LiquidationStage {
            for notice in [Procedure::Liquidation, Procedure::Termination] {
                notices.extend(applications::undecided_of(conn, &unps, notice)?);
            }
            notices.retain(|notice| notice.filed_at.is_some());
        }
        for row in rows {
            let proceeding = proceedings.iter().find(|p| p.unp == row.unp).map(|p| p.proceeding(&[]));
            let subject = Subject { proceeding, ..subject(&row) };
            let begun = notices.iter().filter(|notice| notice.unp == Some(row.unp) && subject.proceeding.is_none());
            let begun: Vec<_> = begun.cloned().collect();
            let own = drafts.iter().filter(|d| d.unp == Some(row.unp)).cloned();
            let waiting: Vec<_> = own.chain(begun.iter().cloned()).collect();
            found.push((row, subject, waiting, !begun.is_empty()));
        }
        Ok(found)
    };
    let found = state.db.read(load).await?;
    let companies: Vec<choose::Choice> = found
        .into_iter()
        .map(|(row, subject, drafts, begun)| choose::Choice {
            unp: row.unp,
            title: row.title().to_owned(),
            ineligible: procedure.rules().eligible(&subject).err().map(|why| match why.0 {
                "not-in-liquidation" if begun => "notice-undecided",
                code => code,
            }),
            drafts: drafts
                .iter()
                .filter(|row| row.status().is_open_to_applicant())
                .map(|d| choose::Waiting {
                    id: d.id.clone(),
                    saved: crate::clock::minsk(d.updated_at),
                    status: d.status(),
                    number: d.number.clone(),
                })
                .collect(),
            under_review: drafts.iter().filter_map(under_review).collect(),
        })
        .collect();
    let known = chosen.as_ref().is_some_and(|unp| companies.iter().any(|c| c.unp.to_string() == *unp));
    Ok(choose::ChooseView {
        tr: visit.tr,
        procedure,
        companies,
        problem: chosen.is_some().then_some(!known).filter(|missing| *missing).map(|_| "company-missing"),
        chosen: chosen.unwrap_or_default(),
        from: String::new(),
    })
}

/// What the office has and has not decided.
pub fn under_review(row: &ApplicationRow) -> Option<choose::UnderReview> {
    matches!(row.status(), Status::Filed | Status::InReview).then_some(())?;
    Some(choose::UnderReview {
        id: row.id.clone(),
        number: row.number.clone()?,
        filed_on: row.filed_on?,
        status: row.status(),
    })
}

/// What eligibility asks; the address is not among it.
pub fn subject(row: &CompanyRow) -> Subject {
    Subject {
        unp: row.unp,
        kind: row.kind(),
        standing: row.standing(),
        full_name: row.name.clone(),
        names: Default::default(),
        activity: Default::default(),
        registered_on: row.registered_on,
        address: None,
        head: None,
        office: row.office,
        others: Vec::new(),
        participants: None,
        proceeding: None,
    }
}

fn procedure(slug: &str) -> Result<Procedure, Failure> {
    Procedure::from_slug(slug).ok_or(Failure::NotFound)
}

fn acts(state: &AppState, procedure: Procedure) -> Vec<(String, bool)> {
    let today = state.clock.today();
    let mut acts: Vec<(String, bool)> = Vec::new();
    for name in [
        "filer_days",
        "office_days",
        "fee",
        "claims_months",
        "limit_months",
        "limit_extended_months",
        "body_days",
        "approval_months",
    ] {
        if let Some(term) =
            state.terms.on(procedure, name, today).filter(|t| !acts.iter().any(|(act, _)| *act == t.act))
        {
            acts.push((term.act.clone(), term.verified));
        }
    }
    if let Some(pieces) =
        state.guides.on(procedure, today).filter(|pieces| !acts.iter().any(|(act, _)| *act == pieces.act))
        && !pieces.act.is_empty()
    {
        acts.push((pieces.act.clone(), pieces.verified));
    }
    if state.terms.fee(procedure, today).is_some()
        && let Some(value) = state.terms.of("base-value", "value", today)
    {
        acts.push((value.act.clone(), value.verified));
    }
    acts
}

#[cfg(test)]
mod tests {
    use super::typical;
    use chrono::{DateTime, Duration};

    #[test]
    fn the_usual_time_is_that_of_eight_cases_in_ten_and_is_told_of_five_at_least() {
        let filed = DateTime::from_timestamp(1_790_000_000, 0).unwrap().naive_utc();
        let cases = |hours: &[i64]| hours.iter().map(|h| (filed, filed + Duration::hours(*h))).collect::<Vec<_>>();
        assert_eq!(typical(&[]), None);
        assert_eq!(typical(&cases(&[1, 2, 3, 4])), None);
        assert_eq!(typical(&cases(&[1, 2, 3, 4, 500])), Some(1));
        assert_eq!(typical(&cases(&[1, 30, 30, 50, 100, 30, 1, 1, 1, 900])), Some(3));
        assert_eq!(typical(&cases(&[-5; 5])), Some(1), "a clock that was set back");
    }
}
