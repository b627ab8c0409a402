//! Spreading the queue over the clerks who are there.

use crate::access::Supervisor;
use crate::failure::Failure;
use crate::http::visit::{Page, Visit};
use crate::office::assignment::{self, MOST_AT_ONCE, Planned};
use crate::state::AppState;
use crate::store::{AnyConn, absences, hands};
use app::pages::office::distribution::{DistributionView, PlannedView, ShareView, page};
use app::ui::Crumb;
use axum::extract::{Query, State};
use axum::response::{Redirect, Response};
use axum_extra::extract::Form;
use portal::distribution::even;
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Done {
    done: Option<u32>,
    changed: Option<u32>,
}

pub async fn plan(
    State(state): State<AppState>,
    supervisor: Supervisor,
    Query(done): Query<Done>,
    visit: Visit,
) -> Result<Response, Failure> {
    let (office, today) = (supervisor.office, state.clock.today());
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let most = i64::try_from(MOST_AT_ONCE).unwrap_or(i64::MAX);
        let free = hands::free(conn, office, most + 1)?;
        Ok((hands::colleagues(conn, office)?, hands::loads(conn, office)?, absences::away(conn, office, today)?, free))
    };
    let (colleagues, loads, away, mut free) = state.db.read(load).await?;
    let left = free.len().saturating_sub(MOST_AT_ONCE);
    free.truncate(MOST_AT_ONCE);
    let clerks: Vec<_> = colleagues.into_iter().filter(|person| person.role == "clerk").collect();
    let there: Vec<_> = clerks.iter().filter(|person| !away.contains(&person.id)).collect();
    let load_of = |id: &str| loads.get(id).copied().unwrap_or_default();
    let begin: Vec<usize> = there.iter().map(|person| usize::try_from(load_of(&person.id)).unwrap_or(0)).collect();
    let spread = even(&begin, free.len());
    let tr = visit.tr;
    let planned: Vec<PlannedView> = free
        .into_iter()
        .zip(&spread)
        .map(|(case, who)| PlannedView {
            procedure: tr.t(&format!("procedure-{}", case.procedure)),
            id: case.id,
            revision: case.revision,
            number: case.number.unwrap_or_default(),
            due: case.due_on,
            clerk: there[*who].id.clone(),
            clerk_name: there[*who].name.clone(),
        })
        .collect();
    let shares = clerks.iter().map(|person| ShareView {
        name: person.name.clone(),
        load: load_of(&person.id),
        gets: i64::try_from(planned.iter().filter(|case| case.clerk == person.id).count()).unwrap_or(0),
        away: away.contains(&person.id),
    });
    let view = DistributionView {
        tr,
        office: state.offices.name(office, tr.lang()),
        shares: shares.collect(),
        left: i64::try_from(left).unwrap_or(0),
        plan: planned,
        done: done.done.map(|given| (i64::from(given), i64::from(done.changed.unwrap_or(0)))),
    };
    let title = tr.t("distribution-title");
    let crumbs = vec![Crumb::new(tr.t("nav-office"), "/office"), Crumb::here(&title)];
    Ok(visit.page(Page::titled(&title).crumbs(crumbs), move || page(view)).await)
}

/// The plan comes back as it was shown: a case, its revision, its clerk.
pub async fn create(
    State(state): State<AppState>,
    supervisor: Supervisor,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Redirect, Failure> {
    let read = |value: &str| -> Option<Planned> {
        let mut parts = value.splitn(3, ' ');
        let (case, revision, clerk) = (parts.next()?, parts.next()?.parse().ok()?, parts.next()?);
        (!value.contains('\0')).then(|| Planned { case: case.to_owned(), revision, clerk: clerk.to_owned() })
    };
    let sent = pairs.iter().filter(|(name, _)| name == "case");
    let plan: Option<Vec<Planned>> = sent.map(|(_, value)| read(value)).collect();
    let plan = plan.filter(|plan| !plan.is_empty() && plan.len() <= MOST_AT_ONCE);
    let (given, changed) = assignment::distribute(&state, supervisor, plan.ok_or(Failure::BadRequest("form"))?).await?;
    Ok(Redirect::to(&format!("/office/distribution?done={given}&changed={changed}")))
}
