//! Answers that may be had again: each carries a tag of what it says, and whoever has that already gets 304.

use crate::failure::Failure;
use crate::random::hex;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

/// An answer of a media type, or 304. What is sent compressed as asked for varies, whether it is sent or not.
pub fn answer(asked: &HeaderMap, kind: &'static str, said: impl AsRef<[u8]> + Into<Body>) -> Response {
    let tag = tag(said.as_ref());
    let mut response = match has_it(asked, &tag) {
        true => StatusCode::NOT_MODIFIED.into_response(),
        false => {
            let said: Body = said.into();
            ([(header::CONTENT_TYPE, kind)], said).into_response()
        }
    };
    mark(response.headers_mut(), &tag);
    response
}

/// The same of an answer that is made, whole in memory and as it is to be sent; others are passed on.
pub async fn tagged(asked: &HeaderMap, response: Response) -> Result<Response, Failure> {
    if response.status() != StatusCode::OK || response.headers().contains_key(header::ETAG) {
        return Ok(response);
    }
    let (mut parts, body) = response.into_parts();
    let said = to_bytes(body, usize::MAX).await.map_err(|error| Failure::Internal(error.to_string()))?;
    let tag = tag(&said);
    mark(&mut parts.headers, &tag);
    if !has_it(asked, &tag) {
        return Ok(Response::from_parts(parts, Body::from(said)));
    }
    parts.status = StatusCode::NOT_MODIFIED;
    for of_body in [header::CONTENT_TYPE, header::CONTENT_LENGTH] {
        parts.headers.remove(of_body);
    }
    Ok(Response::from_parts(parts, Body::empty()))
}

/// The tag is weak: an answer may be sent compressed.
fn tag(said: &[u8]) -> String {
    format!("W/\"{}\"", &hex(&Sha256::digest(said))[..32])
}

/// Whether what is asked for is there already: weak or strong, by itself, in a list, or whatever it is.
fn has_it(asked: &HeaderMap, tag: &str) -> bool {
    let known = asked.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let opaque = tag.trim_start_matches("W/");
    known
        .flat_map(|tags| tags.split(','))
        .map(str::trim)
        .any(|known| known == "*" || known.trim_start_matches("W/") == opaque)
}

fn mark(headers: &mut HeaderMap, tag: &str) {
    if let Ok(tag) = HeaderValue::from_str(tag) {
        headers.insert(header::ETAG, tag);
    }
    headers.entry(header::VARY).or_insert(HeaderValue::from_static("Accept-Encoding"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_known_weak_or_strong_in_a_list_and_whatever_it_is() {
        let tag = tag(b"{}");
        assert_ne!(tag, super::tag(b"[]"));
        let strong = tag.trim_start_matches("W/");
        let asked = |known: &str| {
            let known = HeaderValue::from_str(known).unwrap();
            HeaderMap::from_iter([(header::IF_NONE_MATCH, known)])
        };
        for known in [tag.as_str(), strong, "*", &format!("\"x\", {tag}"), &format!("{strong},W/\"x\"")] {
            assert!(has_it(&asked(known), &tag), "{known}");
        }
        for other in ["", "\"x\"", "W/\"x\", W/\"y\""] {
            assert!(!has_it(&asked(other), &tag), "{other}");
        }
        assert!(!has_it(&HeaderMap::new(), &tag));
    }
}
