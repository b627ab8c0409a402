//! Who may act for a company: the head's page, where rights are offered and taken away; and the page on
//! which an offer is accepted.

use crate::access::{Addressed, HeadOf, Invited, RevocableRight};
use crate::accounts::is_email;
use crate::failure::Failure;
use crate::http::form::{Sent, slowed};
use crate::http::visit::{Page, Visit};
use crate::office::rights;
use crate::state::AppState;
use crate::store::{AnyConn, invitations, mandates};
use app::pages::account::faults::Faults;
use app::pages::business::RightView;
use app::pages::business::invitation::{self as invitation_page, EndedView, InvitationView};
use app::pages::business::rights::{self as page, OfferView, RightsView};
use app::ui::Crumb;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use portal::answers::Answers;
use portal::grant::{self, Bounds};
use portal::problem::Problem;
use serde::Deserialize;

/// What was just done.
#[derive(Deserialize)]
pub struct Done {
    #[serde(default)]
    notice: Option<String>,
}

pub async fn show(
    State(state): State<AppState>,
    head: HeadOf,
    Query(done): Query<Done>,
    visit: Visit,
) -> Result<Response, Failure> {
    let known = |code: &String| page::NOTICES.contains(&code.as_str());
    let notice = done.notice.filter(known).map(|code| visit.tr.t(&format!("notice-right-{code}")));
    form(&state, head, visit, Answers::default(), Faults::default(), notice).await
}

pub async fn offer(
    State(state): State<AppState>,
    head: HeadOf,
    mut visit: Visit,
    Sent(typed): Sent<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let mut answers = Answers::default();
    for field in grant::FIELDS {
        let text = typed.iter().find(|(name, _)| name == field).map_or("", |(_, text)| text.as_str());
        answers.set(field, text);
    }
    let today = state.clock.today();
    let email = head.signed_in.account.email.clone();
    let bounds = Bounds { today, own_email: &email, own_until: head.until, most_months: most_months(&state) };
    let path = format!("/businesses/{}/rights", head.company.unp);
    visit.path.clone_from(&path);
    match grant::check(&answers, bounds, is_email) {
        Err(problems) => {
            let faults = faults(&visit, &problems);
            form(&state, head, visit, answers, faults, None).await
        }
        Ok(offered) => match rights::invite(&state, head.clone(), offered).await? {
            Ok(replaced) => {
                let notice = if replaced { "replaced" } else { "offered" };
                Ok(Redirect::to(&format!("{path}?notice={notice}")).into_response())
            }
            Err(wait) => {
                let faults = Faults::page(wait.in_words(visit.lang()));
                Ok(slowed(form(&state, head, visit, answers, faults, None).await?, wait))
            }
        },
    }
}

pub async fn withdraw(
    State(state): State<AppState>,
    head: HeadOf,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let path = format!("/businesses/{}/rights", head.company.unp);
    // No id holds a NUL, and PostgreSQL refuses to look for one.
    if id.contains('\0') {
        return Err(Failure::NotFound);
    }
    rights::withdraw(&state, head, id).await?;
    Ok(Redirect::to(&format!("{path}?notice=withdrawn")).into_response())
}

pub async fn revoke(State(state): State<AppState>, right: RevocableRight) -> Result<Response, Failure> {
    let to = match right.own {
        true => "/businesses".to_owned(),
        false => format!("/businesses/{}/rights?notice=revoked", right.company.unp),
    };
    rights::revoke(&state, right).await?;
    Ok(Redirect::to(&to).into_response())
}

/// What is offered, and one button. An offer that was accepted leads to the company; of one that is to be had no
/// more, that is said to whoever it was made to.
pub async fn invitation(State(state): State<AppState>, invited: Addressed, visit: Visit) -> Result<Response, Failure> {
    if !invited.stands {
        return ended(&state, invited, visit).await;
    }
    if invited.row.accepted_at.is_some() {
        return Ok(Redirect::to(&format!("/businesses/{}", invited.company.unp)).into_response());
    }
    let row = &invited.row;
    let view = InvitationView {
        tr: visit.tr,
        id: row.id.clone(),
        unp: row.unp,
        company: invited.company.title().to_owned(),
        right: RightView {
            scope: row.scope().ok_or(Failure::NotFound)?,
            from: row.valid_from.max(state.clock.today()),
            until: Some(row.valid_to),
        },
    };
    let title = visit.tr.t("invitation-title");
    let crumbs = vec![Crumb::new(visit.tr.t("nav-businesses"), "/businesses"), Crumb::here(&title)];
    Ok(visit.page(Page::titled(&title).crumbs(crumbs), move || invitation_page::page(view)).await)
}

/// An offer that was replaced, taken back, not accepted in time or made by whoever heads the company no more, and the
/// way to another that stands.
async fn ended(state: &AppState, invited: Addressed, visit: Visit) -> Result<Response, Failure> {
    let (id, email, unp) = (invited.row.id.clone(), invited.row.email.clone(), invited.row.unp);
    let (now, today) = (state.clock.now(), state.clock.today());
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        for row in invitations::to_address(conn, &email)? {
            if row.unp == unp && row.id != id && invitations::stands(conn, &row, now, today)? {
                return Ok(Some(row.id));
            }
        }
        Ok(None)
    };
    let newer = state.db.read(load).await?;
    let view = EndedView { tr: visit.tr, company: invited.company.title().to_owned(), newer };
    let title = visit.tr.t("invitation-ended-title");
    let crumbs = vec![Crumb::new(visit.tr.t("nav-businesses"), "/businesses"), Crumb::here(&title)];
    let head = Page::titled(&title).crumbs(crumbs).status(StatusCode::GONE);
    Ok(visit.page(head, move || invitation_page::ended(view)).await)
}

pub async fn accept(State(state): State<AppState>, invited: Invited) -> Result<Response, Failure> {
    let unp = invited.company.unp;
    rights::accept(&state, invited).await?;
    Ok(Redirect::to(&format!("/businesses/{unp}")).into_response())
}

fn most_months(state: &AppState) -> u32 {
    let term = state.terms.of("rights", "most_months", state.clock.today());
    term.and_then(|term| u32::try_from(term.value).ok()).unwrap_or(12)
}

fn faults(visit: &Visit, problems: &[Problem]) -> Faults {
    let mut faults = Faults::default();
    for problem in problems {
        // The boxes of a date are one field.
        let field = match problem.field.as_ref() {
            "email" => "email",
            "scope" => "scope",
            field if field.starts_with("from") => "from",
            _ => "until",
        };
        faults.add(field, visit.tr.problem(problem));
    }
    faults
}

async fn form(
    state: &AppState,
    head: HeadOf,
    visit: Visit,
    typed: Answers,
    faults: Faults,
    notice: Option<String>,
) -> Result<Response, Failure> {
    let (unp, now, today) = (head.company.unp, state.clock.now(), state.clock.today());
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        Ok((mandates::holders(conn, unp)?, invitations::waiting(conn, unp)?, invitations::taken_back(conn, unp)?))
    };
    let (holders, offers, taken_back) = state.db.read(load).await?;
    let tr = visit.tr;
    let own = &head.signed_in.account.id;
    let view = RightsView {
        tr,
        unp,
        company: head.company.title().to_owned(),
        today,
        holders: holders.iter().filter_map(|holder| super::holder(holder, own, today)).collect(),
        offers: offers
            .into_iter()
            .filter(|row| row.is_open(now, today))
            .filter_map(|row| {
                // An offer and the one that it takes the place of are written at one moment.
                let replaces = taken_back.contains(&(row.email.clone(), Some(row.created_at)));
                Some(OfferView {
                    replaces,
                    right: RightView { scope: row.scope()?, from: row.valid_from, until: Some(row.valid_to) },
                    id: row.id,
                    email: row.email,
                    expires: crate::clock::minsk(row.expires_at).date(),
                })
            })
            .collect(),
        most_months: most_months(state),
        typed,
        faults,
        notice,
    };
    let title = tr.t("rights-title");
    let crumbs = vec![
        Crumb::new(tr.t("nav-businesses"), "/businesses"),
        Crumb::new(head.company.title(), format!("/businesses/{unp}")),
        Crumb::here(&title),
    ];
    let failed = !view.faults.is_empty();
    let head = Page::titled(&title).crumbs(crumbs).failed(failed);
    let head = if failed { head.status(StatusCode::UNPROCESSABLE_ENTITY) } else { head };
    Ok(visit.page(head, move || page::page(view)).await)
}

/// The offers to an address that can be accepted, with the names of their companies.
pub(super) fn offered(
    conn: &mut AnyConn,
    email: &str,
    now: chrono::NaiveDateTime,
    today: chrono::NaiveDate,
) -> Result<Vec<(String, String, RightView)>, Failure> {
    let mut rows = Vec::new();
    for row in invitations::to_address(conn, email)? {
        if invitations::stands(conn, &row, now, today)? {
            rows.push(row);
        }
    }
    let unps: Vec<i64> = rows.iter().map(|row| row.unp).collect();
    let companies = crate::store::companies::of(conn, &unps)?;
    let line = |row: invitations::InvitationRow| {
        let company = companies.iter().find(|company| company.unp == row.unp)?;
        let offered = RightView { scope: row.scope()?, from: row.valid_from, until: Some(row.valid_to) };
        Some((row.id, company.title().to_owned(), offered))
    };
    Ok(rows.into_iter().filter_map(line).collect())
}
