//! One company that somebody acts for: what the register says, what is due, under way, decided, the
//! documents received and who may act.

use super::{holder, line, right, services};
use crate::access::OwnCompany;
use crate::clock::minsk;
use crate::failure::Failure;
use crate::http::visit::{Page, Visit};
use crate::office::affairs::Affairs;
use crate::register::projection;
use crate::state::AppState;
use crate::store::{AnyConn, applications, documents, mandates};
use app::pages::business::show::{self as page, BusinessView, DocumentView, RegisterView};
use app::pages::register::company::AuthorisedView;
use app::ui::Crumb;
use axum::extract::State;
use axum::response::Response;
use portal::address::Address;
use portal::application::Status;
use portal::procedures::Procedure;

/// What was decided and which documents came: so many of each, the latest.
const SHOWN: i64 = 20;

pub async fn show(State(state): State<AppState>, own: OwnCompany, visit: Visit) -> Result<Response, Failure> {
    let (account, today, company) = (own.signed_in.account.id.clone(), state.clock.today(), own.company.clone());
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let unp = company.unp;
        let affairs = Affairs::load(conn, &account, Some(unp), today)?;
        let decided = applications::decided(conn, unp, SHOWN + 1)?;
        let documents = documents::of_company(conn, unp, SHOWN)?;
        // Whoever acts for a sole proprietor may know the body that follows from the address.
        let office = projection::keeper(conn, &company)?;
        let subject = projection::subject(conn, &company)?;
        Ok((affairs, decided, documents, (subject, office), mandates::holders(conn, unp)?))
    };
    let (affairs, decided, documents, (subject, office), holders) = state.db.read(load).await?;
    let (tr, company) = (visit.tr, &own.company);
    let (drafts, under_way): (Vec<_>, Vec<_>) =
        affairs.open_of(company.unp).partition(|row| matches!(row.status(), Status::Draft | Status::Prepared));
    let view = BusinessView {
        tr,
        today,
        unp: company.unp,
        title: company.title().to_owned(),
        standing: company.standing(),
        right: right(affairs.right(company.unp).ok_or(Failure::NotFound)?),
        register: RegisterView {
            full_name: company.name.clone(),
            registered_on: company.registered_on,
            office: office.map(|code| state.offices.name(code, tr.lang())),
            address: subject.address.as_ref().map(Address::one_line).filter(|line| !line.is_empty()),
            head: subject.head,
            others: subject.others.into_iter().map(AuthorisedView::from).collect(),
            participants: subject.participants.unwrap_or_default(),
            activity: company.activity.clone(),
        },
        duties: affairs.duties(&state, company),
        proceeding: affairs.proceedings.first().map(|(row, _)| (row.id.clone(), row.stage(), row.due_on)),
        drafts: drafts.into_iter().map(line).collect(),
        under_way: under_way.into_iter().map(line).collect(),
        more_decided: decided.len() > SHOWN as usize,
        decided: decided.iter().take(SHOWN as usize).map(line).collect(),
        documents: documents
            .into_iter()
            .filter_map(|document| {
                Some(DocumentView {
                    href: format!("/applications/{}/documents/{}", document.application_id, document.id),
                    kind: document.kind,
                    round: document.round,
                    procedure: Procedure::from_slug(&document.procedure)?,
                    number: document.number,
                    made: minsk(document.typeset_at?).date(),
                })
            })
            .collect(),
        holders: holders.iter().filter_map(|held| holder(held, &own.signed_in.account.id, today)).collect(),
        is_head: own.is_head,
        services: if own.may_prepare { services(company, !affairs.proceedings.is_empty()) } else { Vec::new() },
    };
    let title = company.title().to_owned();
    let head =
        Page::titled(&title).crumbs(vec![Crumb::new(tr.t("nav-businesses"), "/businesses"), Crumb::here(&title)]);
    Ok(visit.page(head, move || page::page(view)).await)
}
