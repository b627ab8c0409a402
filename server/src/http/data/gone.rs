//! Addresses of sets that were withdrawn: 410 with a page that says why, for programs as problem+json.

use crate::clock::minsk;
use crate::failure::Failure;
use crate::http::ckan::is_table_of;
use crate::http::observe::{RequestId, wants_json};
use crate::http::visit::{Page, Visit};
use crate::state::AppState;
use crate::store::AnyConn;
use crate::store::data_tombstones::{self as store, TombstoneRow};
use app::pages::publishing::gone::{GoneView, page};
use app::ui::Crumb;
use axum::Json;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Looks at what was not found whether it was there once.
pub async fn tell(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let Some(about) = about(request.uri().path()) else { return next.run(request).await };
    let (uri, headers) = (request.uri().clone(), request.headers().clone());
    let id = request.extensions().get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default();
    let response = next.run(request).await;
    if response.status() != StatusCode::NOT_FOUND {
        return response;
    }
    let found = state.db.read(move |conn| about.stone(conn)).await;
    match found {
        Ok(Some(stone)) if wants_json(&uri, &headers) => problem(&stone),
        Ok(Some(stone)) => respond(&state, &Visit::of(&state, &headers, &uri, id).await, stone).await,
        _ => response,
    }
}

/// What an address is about.
#[derive(Debug, PartialEq)]
enum About {
    Set(String),
    /// A set's table, as CKAN's clients name it.
    Table(String),
}

impl About {
    fn stone(&self, conn: &mut AnyConn) -> Result<Option<TombstoneRow>, Failure> {
        let set = match self {
            About::Set(set) => Some(set.clone()),
            About::Table(resource) => store::ids(conn)?.into_iter().find(|set| is_table_of(set, resource)),
        };
        Ok(match set {
            Some(set) => store::find(conn, &set)?,
            None => None,
        })
    }
}

fn about(path: &str) -> Option<About> {
    match path.strip_prefix("/datastore/dump/") {
        Some(resource) => Some(About::Table(resource.to_owned())),
        None => set_of(path).map(About::Set),
    }
}

/// The set that an address is about, without the suffix of its description.
fn set_of(path: &str) -> Option<String> {
    let rest = path.strip_prefix("/api/v1/data/").or_else(|| path.strip_prefix("/data/"))?;
    let name = rest.split('/').next()?.split('.').next()?;
    let plain = name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    (plain && !name.is_empty()).then(|| name.to_owned())
}

fn problem(stone: &TombstoneRow) -> Response {
    let body = serde_json::json!({
        "type": "/problems/withdrawn",
        "title": "withdrawn",
        "status": 410,
        "reason": stone.reason,
        "successor": stone.successor,
        "withdrawn_at": stone.withdrawn_at.and_utc(),
    });
    let mut response = (StatusCode::GONE, Json(body)).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    response
}

async fn respond(state: &AppState, visit: &Visit, stone: TombstoneRow) -> Response {
    let tr = visit.tr;
    let view = GoneView {
        tr,
        title: stone.title().get(tr.lang()).to_owned(),
        owner: stone.owner.map(|code| state.offices.name(code, tr.lang())).unwrap_or_default(),
        reason: stone.reason,
        words: stone.words,
        successor: stone.successor,
        at: minsk(stone.withdrawn_at),
    };
    let catalogue = Crumb::new(tr.t("data-title"), "/data");
    let head = Page::titled(&view.title).crumbs(vec![catalogue, Crumb::here(&view.title)]).status(StatusCode::GONE);
    visit.page(head, move || page(view)).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_about_the_set_whose_name_they_hold() {
        for path in ["/data/a-7121", "/data/a-7121.ttl", "/data/a-7121/2/a-7121.csv", "/api/v1/data/a-7121/rows"] {
            assert_eq!(set_of(path).as_deref(), Some("a-7121"), "{path}");
        }
        for path in ["/data", "/data/", "/councils/7121", "/data/%D0%B0"] {
            assert_eq!(about(path), None, "{path}");
        }
        assert_eq!(about("/datastore/dump/a-7121-csv"), Some(About::Table("a-7121-csv".to_owned())));
    }
}
