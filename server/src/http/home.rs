//! The home page, and the pages about the portal itself.

use super::visit::{Page, Visit};
use crate::access::SignedIn;
use crate::clock::minsk;
use crate::failure::Failure;
use crate::state::AppState;
use crate::store::accounts::Role;
use crate::store::applications::{self, ApplicationRow};
use crate::store::{Dialect, bills, companies, import_runs, jobs, mandates, parties};
use app::pages::home::about::{self, AboutView};
use app::pages::home::front::{self, HomeView, Open};
use app::pages::home::status::{self as status_page, StatusView};
use app::ui::Crumb;
use axum::extract::State;
use axum::response::Response;
use portal::money::Byn;
use std::collections::HashMap;

/// Applications that the home page shows; all stand on their own page.
const SHOWN: usize = 5;

pub async fn show(State(state): State<AppState>, visit: Visit) -> Result<Response, Failure> {
    let open = match &visit.signed_in {
        Some(person) if !person.is_staff() => open_applications(&state, person).await?,
        _ => Vec::new(),
    };
    let tr = visit.tr;
    let view = HomeView {
        tr,
        name: visit.signed_in.as_ref().map(|person| person.account.name.clone()),
        is_editor: visit.signed_in.as_ref().is_some_and(|person| person.account.role() == Role::Editor),
        is_regional: visit.signed_in.as_ref().is_some_and(|who| who.account.role() == Role::Regional),
        is_administration: visit.signed_in.as_ref().is_some_and(SignedIn::is_administration),
        is_body: visit.signed_in.as_ref().is_some_and(|person| person.body().is_some()),
        is_staff: visit.signed_in.as_ref().is_some_and(SignedIn::is_staff),
        more: open.len() > SHOWN,
        open: open.into_iter().take(SHOWN).collect(),
    };
    Ok(visit.page(Page::titled(tr.t("home-title")).with_suggestions(), move || front::page(view)).await)
}

pub async fn help(visit: Visit) -> Response {
    let view = AboutView { tr: visit.tr };
    visit.page(titled(&visit, "help-title"), move || about::help(view)).await
}

pub async fn accessibility(visit: Visit) -> Response {
    let view = AboutView { tr: visit.tr };
    visit.page(titled(&visit, "accessibility-title"), move || about::accessibility(view)).await
}

pub async fn status(State(state): State<AppState>, visit: Visit) -> Result<Response, Failure> {
    let numbers = state.db.read(|conn| {
        let (imported, refused) = import_runs::last(conn)?;
        Ok::<_, Failure>((imported, refused, jobs::counts(conn)?))
    });
    let (imported_at, refused, (waiting, failed)) = numbers.await?;
    let (companies, synthetic) = state.counts.companies(&state.db).await?;
    let view = StatusView {
        tr: visit.tr,
        companies,
        synthetic,
        imported_at: imported_at.map(minsk),
        refused,
        waiting,
        failed,
        version: env!("CARGO_PKG_VERSION"),
        database: match state.db.dialect() {
            Dialect::Sqlite => "SQLite",
            Dialect::Postgres => "PostgreSQL",
        },
        now: minsk(state.clock.now()),
    };
    Ok(visit.page(titled(&visit, "status-page-title"), move || status_page::page(view)).await)
}

fn titled(visit: &Visit, key: &str) -> Page {
    let title = visit.tr.t(key);
    Page::titled(title.clone()).crumbs(vec![Crumb::here(title)])
}

/// The person's open applications, the most urgent first: what waits for them, then what waits for
/// the office.
async fn open_applications(state: &AppState, person: &SignedIn) -> Result<Vec<Open>, Failure> {
    let (account, today) = (person.account.id.clone(), state.clock.today());
    let rows = state.db.read(move |conn| {
        let mandates = mandates::of_account(conn, &account)?;
        let allowed = mandates.iter().filter(|m| m.allows(portal::mandate::Scope::Read, today));
        let unps: Vec<i64> = allowed.map(|mandate| mandate.unp).collect();
        let mut rows = applications::of_companies(conn, &unps)?;
        rows.extend(applications::without_company(conn, &account)?);
        rows.retain(|row| !row.status().is_decided());
        let named: Vec<i64> = rows.iter().filter_map(|row| row.unp).collect();
        let filed = rows.iter().filter(|row| row.filed_at.is_some()).map(|row| row.id.clone()).collect();
        Ok::<_, Failure>((companies::of(conn, &named)?, bills::owed(conn, filed)?, rows))
    });
    let (companies, owed, mut rows) = rows.await?;
    let names: HashMap<i64, String> = companies.into_iter().map(|c| (c.unp, c.title().to_owned())).collect();
    let waits = |row: &ApplicationRow| row.status().is_open_to_applicant() || owed.contains_key(&row.id);
    rows.sort_by_key(|row| (!waits(row), row.due_on));
    Ok(rows.iter().map(|row| open(row, &names, owed.get(&row.id).copied())).collect())
}

fn open(row: &ApplicationRow, names: &HashMap<i64, String>, owed: Option<Byn>) -> Open {
    Open {
        id: row.id.clone(),
        procedure: row.procedure(),
        status: row.status(),
        company: match row.unp {
            Some(unp) => names.get(&unp).cloned().unwrap_or_else(|| unp.to_string()),
            None => parties::in_the_making(row).name,
        },
        due_on: row.due_on,
        owed,
    }
}
