//! The files of the versions: whole, in part, or already had.

use super::ranges::{Wanted, http_date, wanted};
use super::{AsStored, storehouse};
use crate::failure::Failure;
use crate::state::AppState;
use crate::store::data_sets::{self as store, DataFileRow};
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use opendata::Format;
use opendata::compress::Coding;
use std::fs::File;
use std::io::{Seek, SeekFrom};

/// `/data/{set}/latest/{set}.csv`, or a version's number in place of `latest`.
pub async fn file(
    State(state): State<AppState>,
    Path((set, version, name)): Path<(String, String, String)>,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let earlier = super::deltas::asked(&set, &name);
    let format = name.strip_prefix(&set).and_then(|rest| Format::from_code(rest.strip_prefix('.')?));
    let number: Option<i32> = match version.as_str() {
        "latest" => None,
        // One address a version: `01` is none.
        text => Some(text.parse().ok().filter(|number: &i32| number.to_string() == text).ok_or(Failure::NotFound)?),
    };
    if let Some(from) = earlier {
        return super::deltas::delta(&state, set, (from, number), &headers).await;
    }
    let format = format.ok_or(Failure::NotFound)?;
    let find = state.db.read(move |conn| Ok::<_, Failure>(store::file(conn, &set, number, format)?));
    let (row, made_at) = find.await?.ok_or(Failure::NotFound)?;
    // A range is of GET alone (RFC 9110, 14.2): HEAD is told of the file that would come whole.
    let in_part = method == Method::GET && headers.contains_key(header::RANGE);
    let coding = if in_part { None } else { coding(&headers, &row) };
    let size = coding.and_then(|coding| row.compressed(coding)).unwrap_or(row.size);
    let size = u64::try_from(size).unwrap_or(0);
    let etag = match coding {
        None => format!("\"{}\"", row.sha256),
        Some(coding) => format!("\"{}-{}\"", row.sha256, coding.token()),
    };
    let wanted = wanted(&method, &headers, &etag, made_at, size);
    // A file that is read in parts is counted by its first.
    let begins = match &wanted {
        Wanted::Whole => true,
        Wanted::Part(range) => *range.start() == 0,
        _ => false,
    };
    if begins && method == Method::GET {
        super::usage::count(&state, &row.data_set, format);
    }
    let (status, first, length) = match &wanted {
        Wanted::Whole => (StatusCode::OK, 0, size),
        Wanted::Part(range) => (StatusCode::PARTIAL_CONTENT, *range.start(), range.end() - range.start() + 1),
        Wanted::NotModified => (StatusCode::NOT_MODIFIED, 0, 0),
        Wanted::Failed => (StatusCode::PRECONDITION_FAILED, 0, 0),
        Wanted::NotSatisfiable => (StatusCode::RANGE_NOT_SATISFIABLE, 0, 0),
    };
    let accel = (wanted == Wanted::Whole && method == Method::GET && !state.config.data_accel.is_empty())
        .then(|| storehouse(&state).name(&row.sha256, coding));
    let mut response = match length {
        _ if accel.is_some() => status.into_response(),
        0 => status.into_response(),
        length => (status, body(&state, &row.sha256, coding, first, length).await?).into_response(),
    };
    response.extensions_mut().insert(AsStored);
    let out = response.headers_mut();
    let mut set = |name, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            out.insert(name, value);
        }
    };
    set(header::ETAG, &etag);
    set(header::LAST_MODIFIED, &http_date(made_at));
    set(header::ACCEPT_RANGES, "bytes");
    set(header::VARY, "Accept-Encoding");
    set(
        header::CACHE_CONTROL,
        if number.is_some() { "public, max-age=31536000, immutable" } else { "public, max-age=300" },
    );
    let described = format!("/data/{}/csv-metadata.json", row.data_set);
    set(header::LINK, &format!("<{described}>; rel=\"describedby\"; type=\"application/csvm+json\""));
    let permanent = format!("/data/{}/{}/{name}", row.data_set, row.number);
    set(header::CONTENT_LOCATION, &permanent);
    match &wanted {
        Wanted::Part(range) => {
            set(header::CONTENT_RANGE, &format!("bytes {}-{}/{size}", range.start(), range.end()));
        }
        Wanted::NotSatisfiable => set(header::CONTENT_RANGE, &format!("bytes */{size}")),
        Wanted::Whole | Wanted::NotModified | Wanted::Failed => {}
    }
    if matches!(wanted, Wanted::Whole | Wanted::Part(_)) {
        let charset = if format.compresses() { "; charset=utf-8" } else { "" };
        set(header::CONTENT_TYPE, &format!("{}{charset}", format.media_type()));
        match accel {
            None => set(header::CONTENT_LENGTH, &length.to_string()),
            Some(name) => {
                set(HeaderName::from_static("x-accel-redirect"), &format!("{}/{name}", state.config.data_accel))
            }
        }
        set(header::CONTENT_DISPOSITION, &format!("attachment; filename=\"{name}\""));
        if let Some(coding) = coding {
            set(header::CONTENT_ENCODING, coding.token());
        }
    }
    Ok(response)
}

/// Whether `If-None-Match` has a tag.
pub(super) fn etag_lists(headers: &HeaderMap, etag: &str) -> bool {
    let mut tags = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    tags.any(|tags| super::ranges::lists(tags, etag, true))
}

/// The smallest stored copy that the client takes; none where it takes the file itself.
fn coding(headers: &HeaderMap, row: &DataFileRow) -> Option<Coding> {
    let accepted = headers.get(header::ACCEPT_ENCODING)?.to_str().ok()?;
    let takes = |coding: &Coding| {
        accepted.split(',').any(|item| {
            let (name, quality) = item.split_once(";q=").unwrap_or((item, "1"));
            name.trim().eq_ignore_ascii_case(coding.token()) && quality.trim().parse::<f32>().is_ok_and(|q| q > 0.0)
        })
    };
    let there = Coding::ALL.into_iter().filter(takes).filter_map(|coding| Some((row.compressed(coding)?, coding)));
    there.min_by_key(|(size, _)| *size).map(|(_, coding)| coding)
}

/// A part of a stored file, read as it is sent.
async fn body(
    state: &AppState,
    sha256: &str,
    coding: Option<Coding>,
    first: u64,
    length: u64,
) -> Result<Body, Failure> {
    let path = storehouse(state).path(sha256);
    let path = coding.map_or(path.clone(), |coding| coding.beside(&path));
    let lost = |error: std::io::Error| Failure::Internal(format!("a published file cannot be read: {sha256}: {error}"));
    let open = move || {
        let mut file = File::open(path)?;
        file.seek(SeekFrom::Start(first))?;
        Ok(file)
    };
    let file = tokio::task::spawn_blocking(open).await.map_err(std::io::Error::other).flatten().map_err(lost)?;
    Ok(Body::from_stream(super::pieces::of_file(file, length)))
}
