//! Where administrators and auditors begin.

use super::retention::view_of;
use super::words;
use crate::access::AdministrationReader;
use crate::failure::Failure;
use crate::http::visit::{Page, Visit};
use crate::state::AppState;
use crate::store::{AnyConn, administration, retention};
use app::pages::administration::home::{HomeView, page};
use app::ui::Crumb;
use axum::extract::State;
use axum::response::Response;

/// Changes that the page shows.
const NEWEST: i64 = 5;

pub async fn show(
    State(state): State<AppState>,
    reader: AdministrationReader,
    visit: Visit,
) -> Result<Response, Failure> {
    let load = |conn: &mut AnyConn| -> Result<_, Failure> {
        let changes = administration::newest(conn, None, None, NEWEST)?;
        let names = words::names(conn, &changes)?;
        Ok((changes, names, retention::open(conn)?))
    };
    let (changes, names, removals) = state.db.read(load).await?;
    let tr = visit.tr;
    let mut doors = vec![
        ("/office/administration/users", "users-title"),
        ("/office/administration/offices", "offices-title"),
        ("/office/administration/terms", "terms-admin-title"),
        ("/office/administration/calendar", "calendar-admin-title"),
        ("/office/administration/reasons", "reasons-title"),
        ("/office/administration/procedures", "guides-title"),
        ("/office/administration/letters", "wording-title"),
        ("/office/administration/disqualified", "disqualified-title"),
        ("/office/administration/retention", "retention-title"),
        ("/office/administration/changes", "changes-title-administration"),
        ("/office/administration/audit", "audit-title"),
    ];
    if !reader.writes() {
        doors.extend([
            ("/office/administration/cases", "audited-title"),
            ("/office/administration/setup", "setup-title"),
            ("/office/statistics", "statistics-title"),
        ]);
    }
    let view = HomeView {
        tr,
        doors,
        changes: changes.iter().map(|change| words::view(&state, tr, &names, change)).collect(),
        audits: !reader.writes(),
        removals: removals.iter().filter_map(view_of).collect(),
    };
    let title = tr.t("administration-title");
    let head = Page::titled(&title).crumbs(vec![Crumb::here(&title)]);
    Ok(visit.page(head, move || page(view)).await)
}
