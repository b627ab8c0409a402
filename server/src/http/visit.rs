//! A visit: one request with what every page needs to know of it (language, person, address,
//! request id), and the answer as a page in the portal's frame.

use super::cases::news;
use super::cookies;
use crate::access::SignedIn;
use crate::state::AppState;
use crate::store::accounts::Role;
use app::l10n::Tr;
use app::ui::frame::{FrameView, Work, document};
use app::ui::{Crumb, Language};
use axum::body::Body;
use axum::extract::FromRequestParts;
use axum::http::{HeaderMap, HeaderValue, Request, StatusCode, Uri, header, request::Parts};
use axum::response::Response;
use leptos::prelude::*;
use leptos_integration_utils::{BoxedFnOnce, PinnedFuture, PinnedStream};
use portal::lang::Lang;
use std::convert::Infallible;

/// Headers of a page, those that go around every answer among them: by itself the map grows twice on the way there.
const HEADERS: usize = 24;

/// One request's circumstances. Cheap to clone.
#[derive(Clone)]
pub struct Visit {
    pub state: AppState,
    pub tr: Tr,
    pub signed_in: Option<SignedIn>,
    /// The id in the log and on error pages.
    pub request_id: String,
    /// Path and query without `lang=`.
    pub path: String,
    /// The language was chosen in this request: the answer keeps it in a cookie.
    lang_chosen: bool,
}

/// What a page says of itself.
#[derive(Clone, Default)]
pub struct Page {
    pub title: String,
    pub crumbs: Vec<Crumb>,
    /// The page has an island and loads the script.
    pub islands: bool,
    /// A search on it suggests while one types.
    pub suggests: bool,
    /// A script of its own among the embedded files, for a page without islands.
    pub script: Option<&'static str>,
    /// Keys lead to the page's links and buttons; only without islands.
    pub keys: bool,
    /// The form on it has faults: the title says so first.
    pub failed: bool,
    pub status: Option<StatusCode>,
    /// The page holds what is nowhere else: a link to it in another language would lose that.
    pub one_language: bool,
}

impl Page {
    pub fn titled(title: impl Into<String>) -> Page {
        Page { title: title.into(), ..Page::default() }
    }

    pub fn crumbs(mut self, crumbs: Vec<Crumb>) -> Page {
        self.crumbs = crumbs;
        self
    }

    pub fn with_islands(mut self) -> Page {
        self.islands = true;
        self
    }

    pub fn with_suggestions(mut self) -> Page {
        self.suggests = true;
        self
    }

    pub fn with_script(mut self, name: &'static str) -> Page {
        self.script = Some(name);
        self
    }

    /// Loads the script by which keys do something, where the reader wants them.
    pub fn keys(mut self, wanted: bool) -> Page {
        self.keys = wanted;
        self
    }

    pub fn failed(mut self, failed: bool) -> Page {
        self.failed = failed;
        self
    }

    /// Without links to the page in the other languages.
    pub fn in_one_language(mut self, only: bool) -> Page {
        self.one_language = only;
        self
    }

    pub fn status(mut self, status: StatusCode) -> Page {
        self.status = Some(status);
        self
    }
}

impl Visit {
    /// Reads a request's circumstances; the session is looked up where there is a cookie.
    pub async fn of(state: &AppState, headers: &HeaderMap, uri: &Uri, request_id: String) -> Visit {
        let (lang, lang_chosen) = language(headers, uri);
        let signed_in = match cookies::session(headers, state.config.is_https()) {
            Some(token) if uri.path() == news::PATH => SignedIn::glance(state, &token).await,
            Some(token) => SignedIn::load(state, &token).await,
            None => None,
        };
        Visit { state: state.clone(), tr: Tr(lang), signed_in, request_id, path: path_without_lang(uri), lang_chosen }
    }

    pub fn lang(&self) -> Lang {
        self.tr.lang()
    }

    /// Answers with a page in the portal's frame.
    pub async fn page<V, F>(&self, page: Page, body: F) -> Response
    where
        V: IntoView + 'static,
        F: FnOnce() -> V + Send + 'static,
    {
        let nonce = crate::random::nonce();
        let usual = if page.failed { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
        let (islands, status) = (page.islands, page.status.unwrap_or(usual));
        let frame = self.frame(page, &nonce);
        let mut response = match islands {
            true => with_islands(frame, body).await,
            false => Response::new(Body::from(plain(frame, body))),
        };
        *response.status_mut() = status;
        let headers = response.headers_mut();
        headers.reserve(HEADERS);
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(self.lang().tag()));
        headers.insert(header::VARY, HeaderValue::from_static("Cookie, Accept-Language, Accept-Encoding"));
        if let Ok(policy) = HeaderValue::from_str(&super::security::page_policy(&nonce, islands)) {
            headers.insert(header::CONTENT_SECURITY_POLICY, policy);
        }
        if self.lang_chosen {
            cookies::keep_language(headers, self.lang(), self.state.config.is_https());
        }
        response
    }

    fn frame(&self, page: Page, nonce: &str) -> FrameView {
        let languages = Lang::ALL.map(|lang| {
            let joint = if self.path.contains('?') { '&' } else { '?' };
            let name = self.tr.t(match lang {
                Lang::Be => "lang-be",
                Lang::Ru => "lang-ru",
                Lang::En => "lang-en",
            });
            Language::new(lang.tag(), name, format!("{}{joint}lang={}", self.path, lang.tag()))
                .current(lang == self.lang())
        });
        FrameView {
            tr: self.tr,
            title: page.title,
            failed: page.failed,
            crumbs: page.crumbs,
            languages: if page.one_language { Vec::new() } else { languages.into() },
            account: self.signed_in.as_ref().map(|s| (s.account.name.clone(), work(s))),
            unreachable: self.signed_in.as_ref().is_some_and(|s| s.unreachable),
            path: self.path.clone(),
            demo: self.state.demo,
            stylesheet: format!("/assets/{}", assets::stylesheet()),
            suggests: page.suggests,
            script: match (page.islands, page.keys) {
                (true, _) => assets::islands_script(),
                (false, true) => Some("keys.js"),
                (false, false) => page.script,
            }
            .map(|path| format!("/assets/{path}")),
            nonce: nonce.to_owned(),
        }
    }
}

impl FromRequestParts<AppState> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Self::Rejection> {
        if let Some(visit) = parts.extensions.get::<Visit>() {
            return Ok(visit.clone());
        }
        let request_id = parts.extensions.get::<super::observe::RequestId>().map(|id| id.0.clone()).unwrap_or_default();
        let visit = Visit::of(state, &parts.headers, &parts.uri, request_id).await;
        parts.extensions.insert(visit.clone());
        Ok(visit)
    }
}

fn work(person: &SignedIn) -> Work {
    match (person.is_staff(), person.body()) {
        _ if person.account.role() == Role::Editor => Work::Data,
        _ if matches!(person.account.role(), Role::Administrator | Role::Auditor) => Work::Administration,
        _ if person.account.role() == Role::Supervisor => Work::Supervision,
        _ if person.account.role() == Role::Regional => Work::Region,
        (true, _) => Work::Office,
        (false, Some(_)) => Work::Tasks,
        (false, None) => Work::Applications,
    }
}

/// A page with islands, in which they find their places again.
async fn with_islands<V, F>(frame: FrameView, body: F) -> Response
where
    V: IntoView + 'static,
    F: FnOnce() -> V + Send + 'static,
{
    let request = Request::builder().uri("/").body(Body::empty()).unwrap_or_default();
    let app = move || document(frame, body());
    let mut response = leptos_axum::handle_response_inner(|| {}, app, request, whole_page).await;
    // It is all there: sent in one piece with its length, not as a stream.
    if let Ok(html) = axum::body::to_bytes(std::mem::take(response.body_mut()), usize::MAX).await {
        *response.body_mut() = Body::from(html);
    }
    response
}

/// A page without an island: text and nothing to find again, so that it needs neither the stream nor the
/// marks by which Leptos would find its places. No text can hold a mark, since `<` is escaped in it.
fn plain<V, F>(frame: FrameView, body: F) -> String
where
    V: IntoView + 'static,
    F: FnOnce() -> V,
{
    Owner::new_root(None).with(|| without_marks(document(frame, body()).into_view().to_html()))
}

/// Renders a page at once. Leptos' own builders append scripts for resources that load later: no
/// page here has any.
fn whole_page<V: IntoView + 'static>(
    page: V,
    _later: BoxedFnOnce<PinnedStream<String>>,
    _out_of_order: bool,
) -> PinnedFuture<PinnedStream<String>> {
    at_once(page.to_html())
}

/// By which Leptos finds a place again.
const MARK: &[u8] = b"<!>";

fn without_marks(html: String) -> String {
    let Some(first) = memchr::memmem::find(html.as_bytes(), MARK) else { return html };
    let mut kept = String::with_capacity(html.len());
    let mut from = 0;
    for at in memchr::memmem::find_iter(&html.as_bytes()[first..], MARK).map(|at| first + at) {
        kept.push_str(&html[from..at]);
        from = at + MARK.len();
    }
    kept.push_str(&html[from..]);
    kept
}

fn at_once(html: String) -> PinnedFuture<PinnedStream<String>> {
    Box::pin(async move { Box::pin(futures::stream::once(async move { html })) as PinnedStream<String> })
}

/// `?lang=`, then the cookie, then `Accept-Language`, then Russian; and whether it was chosen now.
fn language(headers: &HeaderMap, uri: &Uri) -> (Lang, bool) {
    let asked = query_pairs(uri).find(|(name, _)| *name == "lang").and_then(|(_, value)| Lang::from_tag(value));
    if let Some(lang) = asked {
        return (lang, true);
    }
    let accepted =
        || headers.get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()).and_then(Lang::from_accept_language);
    (cookies::language(headers).or_else(accepted).unwrap_or(Lang::Ru), false)
}

fn path_without_lang(uri: &Uri) -> String {
    let kept: Vec<String> =
        query_pairs(uri).filter(|(name, _)| *name != "lang").map(|(name, value)| format!("{name}={value}")).collect();
    if kept.is_empty() { uri.path().to_owned() } else { format!("{}?{}", uri.path(), kept.join("&")) }
}

fn query_pairs(uri: &Uri) -> impl Iterator<Item = (&str, &str)> {
    uri.query()
        .unwrap_or("")
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
}
