//! The embedded files: content-hashed ones are kept by browsers for a year.

use crate::failure::Failure;
use assets::Asset;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};

pub async fn show(Path(path): Path<String>, headers: HeaderMap) -> Result<Response, Failure> {
    let asset = assets::get(&path).ok_or(Failure::NotFound)?;
    Ok(answer(asset, &headers))
}

pub async fn favicon(headers: HeaderMap) -> Result<Response, Failure> {
    assets::get("favicon.svg").map(|asset| answer(asset, &headers)).ok_or(Failure::NotFound)
}

pub async fn robots(headers: HeaderMap) -> Result<Response, Failure> {
    assets::get("robots.txt").map(|asset| answer(asset, &headers)).ok_or(Failure::NotFound)
}

/// The smallest form of a file that the browser takes.
fn answer(asset: &'static Asset, headers: &HeaderMap) -> Response {
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or("");
    let takes = |coding: &str| {
        accepted.split(',').any(|item| item.trim() == coding || item.trim().starts_with(&format!("{coding};")))
    };
    let (bytes, coding) = match (asset.br, asset.gz) {
        (Some(br), _) if takes("br") => (br, Some("br")),
        (_, Some(gz)) if takes("gzip") => (gz, Some("gzip")),
        _ => (asset.bytes, None),
    };
    let mut response = bytes.into_response();
    let out = response.headers_mut();
    out.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.media_type));
    let kept = if asset.immutable() { "public, max-age=31536000, immutable" } else { "public, max-age=3600" };
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static(kept));
    out.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    if let Some(coding) = coding {
        out.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    response
}
