//! The catalogue and the sets as other catalogues read them: DCAT-AP, Data Package, CSVW, Atom.

use super::newest;
use crate::failure::Failure;
use crate::http::conditional::tagged;
use crate::http::urls::encode;
use crate::http::visit::Visit;
use crate::state::AppState;
use crate::store::data_sets as store;
use app::l10n::Tr;
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use opendata::describe::{CataloguePage, Graph, Syntax, croissant, csvw, datapackage, feed, meta_csv};
use portal::lang::{Lang, Names3};

/// Sets of one page of the catalogue, and of a feed.
const PER_PAGE: usize = 100;
const NEWEST: usize = 50;

type Typed = Query<Vec<(String, String)>>;

/// The syntax that `Accept` asks for before HTML.
pub(super) fn negotiated(headers: &HeaderMap) -> Option<Syntax> {
    let accept = headers.get(header::ACCEPT)?.to_str().ok()?;
    let weight = |kind: &str| {
        let of_kind = accept.split(',').filter_map(|item| {
            let mut parts = item.split(';').map(str::trim);
            (parts.next()? == kind).then(|| {
                let quality = parts.find_map(|part| part.strip_prefix("q="));
                quality.map_or(1.0, |quality| quality.parse::<f32>().unwrap_or(0.0))
            })
        });
        of_kind.fold(0.0, f32::max)
    };
    let html = weight("text/html");
    let best = Syntax::ALL.into_iter().map(|syntax| (weight(syntax.media_type()), syntax));
    best.filter(|(found, _)| *found > html).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, syntax)| syntax)
}

/// `/catalog.ttl`, `.jsonld`, `.rdf`, and `/catalog` by `Accept`.
pub async fn catalog(
    State(state): State<AppState>,
    uri: axum::http::Uri,
    Query(typed): Typed,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let named = Syntax::ALL.into_iter().find(|syntax| uri.path().ends_with(&format!(".{}", syntax.suffix())));
    let syntax = named.or_else(|| negotiated(&headers)).unwrap_or(Syntax::Turtle);
    let all = state.db.read(|conn| Ok::<_, Failure>(store::all(conn)?)).await?;
    let (total, pages) = (all.len(), all.len().div_ceil(PER_PAGE).max(1));
    let number = typed.iter().find(|(name, _)| name == "page").map(|(_, text)| text.parse::<usize>());
    let page = match number {
        None => 1,
        Some(Ok(page)) if (1..=pages).contains(&page) => page,
        Some(_) => return Err(Failure::NotFound),
    };
    let modified = all.iter().map(|set| set.updated_at).max().unwrap_or_else(|| state.clock.now());
    let issued = all.iter().map(|set| set.created_at).min().unwrap_or(modified);
    let rows: Vec<_> = all.into_iter().skip((page - 1) * PER_PAGE).take(PER_PAGE).collect();
    let sets = state.db.read(move |conn| Ok::<_, Failure>(store::published_of(conn, &rows)?)).await?;
    let names = |key| three(key);
    let (title, about, publisher) = (names("data-feed-title"), names("data-about"), names("site-name"));
    let described = CataloguePage {
        base: &state.config.public_url,
        title: &title,
        about: &about,
        publisher: &publisher,
        issued,
        modified,
        sets: &sets,
        total,
        page,
        pages,
        per_page: PER_PAGE,
        syntax,
    };
    let mut graph = Graph::new(is_udata(&typed));
    graph.catalogue(&described);
    let mut response = written(graph, syntax)?;
    if named.is_none() {
        response.headers_mut().insert(header::VARY, HeaderValue::from_static("Accept, Accept-Encoding"));
    }
    tagged(&headers, response).await
}

/// A set's graph.
pub(super) async fn of_set(
    state: &AppState,
    id: &str,
    syntax: Syntax,
    typed: &[(String, String)],
) -> Result<Response, Failure> {
    let (_, published) = newest(state, id).await?;
    let mut graph = Graph::new(is_udata(typed));
    graph.set(&published, &state.config.public_url);
    written(graph, syntax)
}

fn is_udata(typed: &[(String, String)]) -> bool {
    typed.iter().any(|(name, value)| name == "profile" && value == "udata")
}

fn written(graph: Graph, syntax: Syntax) -> Result<Response, Failure> {
    let bytes = graph.write(syntax).map_err(|error| Failure::Internal(format!("DCAT: {error}")))?;
    let kind = format!("{}; charset=utf-8", syntax.media_type());
    Ok(([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "public, max-age=300".to_owned())], bytes)
        .into_response())
}

fn three(key: &str) -> Names3 {
    let [be, ru, en] = Lang::ALL.map(|lang| Tr(lang).t(key));
    Names3 { be, ru, en }
}

/// `/data/{set}/{document}`: what describes a set besides DCAT.
pub async fn document(
    State(state): State<AppState>,
    Path((id, name)): Path<(String, String)>,
    headers: HeaderMap,
    visit: Visit,
) -> Result<Response, Failure> {
    let (_, published) = newest(&state, &id).await?;
    let (base, lang) = (state.config.public_url.as_str(), visit.lang());
    let cached =
        [(header::CACHE_CONTROL, "public, max-age=300"), (header::VARY, "Cookie, Accept-Language, Accept-Encoding")];
    let answer = match name.as_str() {
        "datapackage.json" => (cached, Json(datapackage(&published, base, lang))).into_response(),
        "croissant.json" => {
            let kind = [(header::CONTENT_TYPE, "application/ld+json")];
            (cached, kind, Json(croissant(&published, base, lang)).into_response().into_body()).into_response()
        }
        "usage.csv" => super::usage::csv(&state, &id).await?,
        "versions.json" => super::deltas::versions(&state, &id).await?,
        "csv-metadata.json" => {
            let kind = [(header::CONTENT_TYPE, "application/csvm+json")];
            (cached, kind, Json(csvw(&published, base)).into_response().into_body()).into_response()
        }
        "meta.csv" => {
            let kind = [(header::CONTENT_TYPE, "text/csv; charset=utf-8")];
            (cached, kind, meta_csv(&published, base, lang)).into_response()
        }
        "feed.atom" => {
            let title = published.passport.title.get(lang).to_owned();
            let (path, page) = (format!("/data/{id}/feed.atom"), format!("/data/{id}"));
            atom(feed(&title, std::slice::from_ref(&*published), (base, &path, &page), lang))
        }
        _ => return Err(Failure::NotFound),
    };
    tagged(&headers, answer).await
}

/// `/api/v1/data/{set}/openapi.json`: the rows' interface with the set's own columns.
pub async fn openapi(
    State(state): State<AppState>,
    Path(id): Path<String>,
    headers: HeaderMap,
    visit: Visit,
) -> Result<Response, Failure> {
    let (_, published) = newest(&state, &id).await?;
    let cached =
        [(header::CACHE_CONTROL, "public, max-age=300"), (header::VARY, "Cookie, Accept-Language, Accept-Encoding")];
    let described = opendata::describe::openapi(&published, &state.config.public_url, visit.lang());
    tagged(&headers, (cached, Json(described)).into_response()).await
}

/// `/data/feed.atom`: what was published last.
pub async fn newest_feed(State(state): State<AppState>, headers: HeaderMap, visit: Visit) -> Result<Response, Failure> {
    let title = visit.tr.t("data-feed-title");
    tagged(&headers, of_rows(&state, &visit, None, title, ("/data/feed.atom", "/data")).await?).await
}

/// `/councils/{council}/feed.atom`.
pub async fn council_feed(
    State(state): State<AppState>,
    Path(code): Path<String>,
    headers: HeaderMap,
    visit: Visit,
) -> Result<Response, Failure> {
    let office = code.parse().ok().and_then(|code: i32| state.offices.get(code)).ok_or(Failure::NotFound)?;
    let (owner, title) = (office.code, office.names().get(visit.lang()).to_owned());
    let page = format!("/councils/{owner}");
    let feed = of_rows(&state, &visit, Some(owner), title, (&format!("{page}/feed.atom"), &page)).await?;
    tagged(&headers, feed).await
}

async fn of_rows(
    state: &AppState,
    visit: &Visit,
    owner: Option<i32>,
    title: String,
    (path, page): (&str, &str),
) -> Result<Response, Failure> {
    let read = state.db.read(move |conn| {
        let mut rows = match owner {
            Some(owner) => store::of_owner(conn, owner)?,
            None => store::all(conn)?,
        };
        rows.sort_by(|a, b| b.updated_at.cmp(&a.updated_at).then_with(|| a.id.cmp(&b.id)));
        rows.truncate(NEWEST);
        Ok::<_, Failure>(store::published_of(conn, &rows)?)
    });
    let sets = read.await?;
    Ok(atom(feed(&title, &sets, (&state.config.public_url, path, page), visit.lang())))
}

fn atom(text: String) -> Response {
    let head = [
        (header::CONTENT_TYPE, "application/atom+xml; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=300"),
        (header::VARY, "Cookie, Accept-Language, Accept-Encoding"),
    ];
    (head, text).into_response()
}

/// `/sitemap.xml`: the portal's public pages and every set.
pub async fn sitemap(State(state): State<AppState>) -> Result<Response, Failure> {
    let sets = state.db.read(|conn| Ok::<_, Failure>(store::all(conn)?)).await?;
    let base = &state.config.public_url;
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for path in ["/", "/services", "/register", "/data", "/councils", "/help"] {
        text.push_str(&format!("<url><loc>{base}{path}</loc></url>\n"));
    }
    for set in sets {
        let day = set.updated_at.date();
        text.push_str(&format!("<url><loc>{base}/data/{}</loc><lastmod>{day}</lastmod></url>\n", encode(&set.id)));
    }
    text.push_str("</urlset>\n");
    Ok(([(header::CONTENT_TYPE, "application/xml; charset=utf-8")], text).into_response())
}
