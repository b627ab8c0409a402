//! What an office set up for itself, before an auditor: its words of letters, its rules, who is away, and the lists that
//! it shares. Each look is recorded.

use crate::access::{AbsencesReader, AuditedOffice, SetupReader, SignedIn};
use crate::clock::minsk;
use crate::failure::Failure;
use crate::http::cases::inbox::Asked;
use crate::http::visit::{Page, Visit};
use crate::state::AppState;
use crate::store::{AnyConn, audit, case_lists, people};
use app::l10n::Tr;
use app::pages::administration::setup::{ListLine, SetupView, page};
use app::ui::Crumb;
use axum::extract::State;
use axum::response::Response;
use std::collections::HashMap;

/// What is looked at, as the audit record names it.
pub const SETUP: &str = "office-setup";
pub const WORDS: &str = "office-words";
pub const RULES: &str = "office-rules";
pub const ABSENCES: &str = "office-absences";

const BASE: &str = "/office/administration/setup";

pub async fn show(State(state): State<AppState>, of: AuditedOffice, visit: Visit) -> Result<Response, Failure> {
    saw(&state, &of.signed_in, of.office, SETUP).await?;
    let (tr, office) = (visit.tr, of.office);
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let lists = case_lists::shared_in(conn, office)?;
        let mut ids: Vec<String> = lists.iter().map(|list| list.account_id.clone()).collect();
        for list in &lists {
            ids.extend(Asked::of_query(&list.query, true).into_iter().flat_map(|asked| asked.clerks().to_vec()));
        }
        ids.sort();
        ids.dedup();
        let names: HashMap<String, String> = people::names(conn, ids)?.into_iter().collect();
        Ok((lists, names))
    };
    let (lists, names) = state.db.read(load).await?;
    let line = |list: &case_lists::CaseListRow| ListLine {
        name: list.name.clone(),
        says: Asked::of_query(&list.query, true).map(|asked| asked.words(tr, &names)).unwrap_or_default(),
        by: names.get(&list.account_id).cloned().unwrap_or_default(),
        at: minsk(list.created_at),
    };
    let offices = state.offices.named(of.among.iter().copied(), tr.lang());
    let view = SetupView {
        tr,
        office,
        name: state.offices.name(office, tr.lang()),
        offices,
        lists: lists.iter().map(line).collect(),
    };
    let title = tr.t("setup-title");
    let crumbs = vec![Crumb::new(tr.t("administration-title"), "/office/administration"), Crumb::here(&title)];
    Ok(visit.page(Page::titled(&title).crumbs(crumbs), move || page(view)).await)
}

/// The way to a page of an office's settings before an auditor, without that page.
pub(in crate::http) fn crumbs(tr: Tr, office: i32) -> Vec<Crumb> {
    vec![
        Crumb::new(tr.t("administration-title"), "/office/administration"),
        Crumb::new(tr.t("setup-title"), format!("{BASE}?office={office}")),
    ]
}

/// Records that an auditor looked at what an office set up; of the office's own people nothing is recorded.
pub(in crate::http) async fn looked(state: &AppState, reader: &SetupReader, what: &'static str) -> Result<(), Failure> {
    match reader.audited {
        true => saw(state, &reader.signed_in, reader.office, what).await,
        false => Ok(()),
    }
}

/// The same of who is away.
pub(in crate::http) async fn looked_at_absences(state: &AppState, reader: &AbsencesReader) -> Result<(), Failure> {
    match reader.audited {
        true => saw(state, &reader.clerk.signed_in, reader.clerk.office, ABSENCES).await,
        false => Ok(()),
    }
}

async fn saw(state: &AppState, who: &SignedIn, office: i32, what: &'static str) -> Result<(), Failure> {
    let (actor, office, now) = (who.actor(), office.to_string(), state.clock.now());
    let saw = move |conn: &mut AnyConn| Ok::<_, Failure>(audit::record(conn, &actor, "saw", (what, &office), now)?);
    state.db.write(saw).await
}
