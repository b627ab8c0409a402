//! What happens around every request: its id, one line in the log, and the page (or problem+json)
//! that tells a failure.

use super::leftover;
use super::visit::{Page, Visit};
use crate::failure::Failure;
use crate::state::AppState;
use app::pages::failure::{FailureView, page};
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use axum::{BoxError, Json};
use std::time::Instant;

/// The id of a request: in the log, in the answer's `x-request-id` and on error pages.
#[derive(Clone, Debug)]
pub struct RequestId(pub String);

/// What the log says of a request beside its status, which is known when the answer has passed everything around it.
#[derive(Clone)]
struct Observed {
    id: String,
    method: Method,
    route: Option<MatchedPath>,
    started: Instant,
}

/// The log names the route, never the path: paths carry ids.
pub(super) async fn observe(state: &AppState, mut request: Request, next: Next) -> Response {
    let started = Instant::now();
    state.keep_fresh().await;
    let id = crate::random::short_id();
    request.extensions_mut().insert(RequestId(id.clone()));
    let method = request.method().clone();
    let uri = request.uri().clone();
    let headers = request.headers().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let response = leftover::read_to_its_end(request, next).await;
    let mut response = with_words(response, &method, &uri, &headers);
    if let Some(failure) = response.extensions_mut().remove::<Failure>() {
        if let Failure::Internal(text) = &failure {
            let route = route.as_ref().map(MatchedPath::as_str);
            tracing::error!(request = id, %method, route, "a request failed: {text}");
        }
        let said = std::mem::take(response.headers_mut());
        response = tell(state, &method, &uri, &headers, id.clone(), failure).await;
        keep(&said, response.headers_mut());
    }
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert("x-request-id", value);
    }
    response.extensions_mut().insert(Observed { id, method, route, started });
    response
}

/// What the layers below say of any answer, whoever words it: which sites may read it, and how many requests are left.
fn keep(said: &HeaderMap, headers: &mut HeaderMap) {
    let of_layers = |name: &HeaderName| {
        let layers = ["access-control-", "cross-origin-resource-policy", "ratelimit"];
        layers.iter().any(|layer| name.as_str().starts_with(layer))
    };
    for (name, value) in said.iter().filter(|&(name, _)| of_layers(name)) {
        headers.insert(name, value.clone());
    }
}

/// Writes the line of an answer as it is sent: compression, which lies around [`observe`], refuses whoever takes it
/// neither compressed nor plain. The refusal has no body then.
pub fn logged<B>(response: Response<B>) -> Response
where
    B: HttpBody<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    let mut response = match response.status() {
        StatusCode::NOT_ACCEPTABLE => emptied(response),
        _ => response.map(Body::new),
    };
    if let Some(Observed { id, method, route, started }) = response.extensions_mut().remove::<Observed>() {
        let route = route.as_ref().map(MatchedPath::as_str);
        let status = response.status().as_u16();
        let ms = started.elapsed().as_secs_f64() * 1e3;
        tracing::info!(request = id, %method, route, status, ms = format!("{ms:.1}"), "answered");
    }
    response
}

/// An answer without its body and what is said of that.
fn emptied<B>(response: Response<B>) -> Response {
    let mut response = response.map(|_| Body::empty());
    let of_body = [
        header::CONTENT_TYPE,
        header::CONTENT_LENGTH,
        header::CONTENT_ENCODING,
        header::CONTENT_DISPOSITION,
        header::ETAG,
        header::LAST_MODIFIED,
        header::ACCEPT_RANGES,
    ];
    for name in of_body {
        response.headers_mut().remove(name);
    }
    response
}

async fn tell(
    state: &AppState,
    method: &Method,
    uri: &Uri,
    headers: &HeaderMap,
    id: String,
    failure: Failure,
) -> Response {
    let mut response = if wants_json(uri, headers) {
        problem(&failure, &id)
    } else if matches!(failure, Failure::SignInNeeded) && *method == Method::GET {
        let back: String = uri.path_and_query().map_or("/".into(), |p| crate::http::urls::encode(p.as_str()));
        Redirect::to(&format!("/sign-in?return_to={back}")).into_response()
    } else {
        let visit = Visit::of(state, headers, uri, id.clone()).await;
        let code = words(&failure, uri.path());
        let title = visit.tr.t(&format!("failure-{code}-title"));
        let view = FailureView {
            tr: visit.tr,
            title: title.clone(),
            text: visit.tr.t(&format!("failure-{code}")),
            request_id: id,
            work: what_became_of_the_work(&failure, method),
            ways: ways(&visit, &failure, uri.path()),
        };
        let head = Page::titled(title).status(failure.status());
        visit.page(head, move || page(view)).await
    };
    if let Failure::TooMany { retry_after } = failure {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(retry_after));
    }
    response
}

/// The sentence that tells what became of what was sent and of what was saved before.
fn what_became_of_the_work(failure: &Failure, method: &Method) -> Option<&'static str> {
    match failure {
        Failure::Internal(_) | Failure::Unavailable => Some("failure-nothing-lost"),
        Failure::BadRequest(_) | Failure::TooMany { .. } | Failure::TooLarge if *method != Method::GET => {
            Some("failure-not-taken")
        }
        _ => None,
    }
}

/// The words of a failure: what is not there is named where its address tells what it was to be.
fn words(failure: &Failure, path: &str) -> &'static str {
    match failure {
        Failure::NotFound if path.starts_with("/services/") => "no-such-service",
        other => other.code(),
    }
}

/// Where to go on from a failure at an address.
fn ways(visit: &Visit, failure: &Failure, path: &str) -> Vec<(String, String)> {
    let mut parts = path.trim_start_matches('/').split('/');
    let place = [parts.next(), parts.next(), parts.next()];
    let ways = match (failure, place) {
        (Failure::NotFound, [Some("services"), ..]) => vec![("failure-way-services", "/services".to_owned())],
        (Failure::Conflict(_), [Some("applications"), Some(id), _]) => vec![
            ("failure-way-application", format!("/applications/{id}")),
            ("failure-way-applications", "/applications".to_owned()),
        ],
        (Failure::Conflict(_), [Some("office"), Some("cases"), Some(id)]) => {
            vec![("failure-way-case", format!("/office/cases/{id}")), ("failure-way-office", "/office".to_owned())]
        }
        (Failure::Conflict(_), [Some("office"), Some("data"), Some("drafts")]) => {
            let draft = path.split('/').nth(4).unwrap_or_default();
            vec![
                ("failure-way-draft", format!("/office/data/drafts/{draft}")),
                ("failure-way-publishing", "/office/data".to_owned()),
            ]
        }
        (Failure::Conflict(_), [Some("office"), Some("counter"), _]) => {
            vec![("failure-way-counter", "/office/counter".to_owned()), ("failure-way-office", "/office".to_owned())]
        }
        _ => Vec::new(),
    };
    ways.into_iter().map(|(key, href)| (visit.tr.t(key), href)).collect()
}

/// Whether a program asks.
pub(super) fn wants_json(uri: &Uri, headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|v| v.to_str().ok()).unwrap_or("");
    is_for_programs(uri.path())
        || accept.starts_with("application/json")
        || accept.starts_with("application/problem+json")
}

/// Whether an address is of the interfaces for programs.
fn is_for_programs(path: &str) -> bool {
    path == "/catalog"
        || ["/api/", "/grp/", "/datastore/", "/catalog."].iter().any(|interface| path.starts_with(interface))
}

/// RFC 9457.
fn problem(failure: &Failure, id: &str) -> Response {
    let body = serde_json::json!({
        "type": format!("/problems/{}", failure.code()),
        "title": failure.code(),
        "status": failure.status().as_u16(),
        "request_id": id,
    });
    let mut response = (failure.status(), Json(body)).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    response
}

/// Turns a panic in a handler into [`Failure::Internal`]: one request fails, the server goes on.
pub fn panicked(panic: Box<dyn std::any::Any + Send + 'static>) -> Response {
    let text = panic
        .downcast_ref::<String>()
        .cloned()
        .or_else(|| panic.downcast_ref::<&str>().map(|s| (*s).to_owned()))
        .unwrap_or_else(|| "a panic without words".to_owned());
    Failure::Internal(text).into_response()
}

/// Answers of the layers below that carry no page of their own (404, 405, 413, cross-site refusals, and what axum says in
/// plain English of an address or a form that it cannot read).
fn with_words(mut response: Response, method: &Method, uri: &Uri, headers: &HeaderMap) -> Response {
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let (typed, plain) = (kind.is_some(), kind.is_some_and(|kind| kind.starts_with("text/plain")));
    // The interfaces for programs have words of their own.
    let for_people = !is_for_programs(uri.path());
    let failure = match response.status() {
        StatusCode::BAD_REQUEST | StatusCode::UNSUPPORTED_MEDIA_TYPE | StatusCode::UNPROCESSABLE_ENTITY
            if plain && for_people =>
        {
            Failure::BadRequest(if *method == Method::GET { "address" } else { "form" })
        }
        StatusCode::METHOD_NOT_ALLOWED if !typed && wants_json(uri, headers) => Failure::WrongMethod,
        StatusCode::METHOD_NOT_ALLOWED | StatusCode::NOT_FOUND if !typed => Failure::NotFound,
        // A form that tells the limit at its field is a page already.
        StatusCode::PAYLOAD_TOO_LARGE if plain || !typed => Failure::TooLarge,
        StatusCode::FORBIDDEN => Failure::BadRequest("cross-site"),
        StatusCode::REQUEST_TIMEOUT => Failure::Unavailable,
        _ => return response,
    };
    // What the layers below said with it stays.
    response.extensions_mut().get_or_insert(failure);
    response
}
