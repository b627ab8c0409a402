//! All companies that somebody acts for, what is due first.

use super::{right, rights};
use crate::access::SignedIn;
use crate::failure::Failure;
use crate::http::visit::{Page, Visit};
use crate::office::affairs::Affairs;
use crate::state::AppState;
use crate::store::{AnyConn, applications};
use app::pages::business::list::{self as page, Business, ListView};
use app::ui::Crumb;
use axum::extract::State;
use axum::response::Response;
use portal::application::Status;
use portal::collation::compare;
use portal::duties::urgency;

pub async fn list(State(state): State<AppState>, signed_in: SignedIn, visit: Visit) -> Result<Response, Failure> {
    let (account, today) = (signed_in.account.id.clone(), state.clock.today());
    let (email, now) = (signed_in.account.email.clone(), state.clock.now());
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let affairs = Affairs::load(conn, &account, None, today)?;
        let unps: Vec<i64> = affairs.companies.iter().map(|company| company.unp).collect();
        let offers = rights::offered(conn, &email, now, today)?;
        Ok((affairs, applications::decided_counts(conn, &unps)?, offers))
    };
    let (affairs, decided, offers) = state.db.read(load).await?;
    let tr = visit.tr;
    let mut businesses: Vec<Business> = affairs
        .companies
        .iter()
        .filter_map(|company| {
            let count = |is: fn(Status) -> bool| affairs.open_of(company.unp).filter(|row| is(row.status())).count();
            Some(Business {
                unp: company.unp,
                title: company.title().to_owned(),
                standing: company.standing(),
                right: right(affairs.right(company.unp)?),
                duties: affairs.duties(&state, company),
                drafts: count(|status| matches!(status, Status::Draft | Status::Prepared)),
                under_way: count(|status| matches!(status, Status::Filed | Status::InReview | Status::Returned)),
                decided: decided.get(&company.unp).copied().unwrap_or_default(),
            })
        })
        .collect();
    // Whoever has something to do sees it first; the others stand by name, the excluded last.
    let order = |business: &Business| (urgency(&business.duties), !business.standing.exists());
    businesses
        .sort_by(|one, other| order(one).cmp(&order(other)).then_with(|| compare(tr.lang(), &one.title, &other.title)));
    let view = ListView { tr, today, offers, businesses };
    let title = tr.t("nav-businesses");
    let head = Page::titled(&title).crumbs(vec![Crumb::here(&title)]);
    Ok(visit.page(head, move || page::page(view)).await)
}
