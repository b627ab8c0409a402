//! What a list of cases would show now, for the script that counts what changed behind the page.

use super::inbox::{Asked, bands, page_of};
use crate::access::Clerk;
use crate::failure::Failure;
use crate::state::AppState;
use crate::store::{AnyConn, inbox};
use axum::Json;
use axum::extract::{Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// Where it is asked. Looking here keeps no session alive: a page that asks by itself is nobody at work.
pub const PATH: &str = "/office/news";

pub async fn show(
    State(state): State<AppState>,
    clerk: Clerk,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let asked = Asked::read(&pairs, clerk.is_supervisor());
    let (wanted, order) = asked.wanted(clerk.office, &clerk.signed_in.account.id, bands(&state));
    let (most, before) = page_of(asked.page());
    let shown = move |conn: &mut AnyConn| -> Result<_, Failure> {
        Ok(inbox::List::of(conn, &wanted)?.revisions(conn, order, most, before)?)
    };
    let cases = state.db.read(shown).await?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(json!({ "cases": cases }))).into_response())
}
