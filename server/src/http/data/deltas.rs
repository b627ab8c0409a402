//! `/data/{set}/{version}/{set}-from-{earlier}.csv`: what leads one version's CSV into another's, made
//! when it is asked for, and `/data/{set}/versions.json`, which lists the versions with their hashes.

use super::files::etag_lists;
use super::ranges::http_date;
use super::{AsStored, storehouse};
use crate::failure::Failure;
use crate::state::AppState;
use crate::store::data_sets as store;
use axum::Json;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use opendata::{Format, delta};
use serde_json::json;
use std::fs::File;
use std::io::{BufWriter, Seek, SeekFrom};

/// SHA-256 of the file that applying the delta gives.
pub const RESULT_SHA256: HeaderName = HeaderName::from_static("x-result-sha256");

/// The earlier version that a file's name asks a delta from.
pub(super) fn asked(set: &str, name: &str) -> Option<i32> {
    let number = name.strip_prefix(set)?.strip_prefix("-from-")?.strip_suffix(".csv")?;
    number.parse().ok().filter(|parsed: &i32| parsed.to_string() == number)
}

/// The delta between two versions of a set; `to` none for the newest. Nothing of it stays on the disk:
/// whoever asks for all pairs fills nothing.
pub(super) async fn delta(
    state: &AppState,
    set: String,
    (from, to): (i32, Option<i32>),
    headers: &HeaderMap,
) -> Result<Response, Failure> {
    let id = set.clone();
    let read = state.db.read(move |conn| {
        let old = store::file(conn, &id, Some(from), Format::Csv)?;
        let new = store::file(conn, &id, to, Format::Csv)?;
        let Some(((old, _), (new, made_at))) = old.zip(new) else { return Ok::<_, Failure>(None) };
        let passport = store::version(conn, &id, new.number)?.as_ref().and_then(store::passport);
        Ok(passport.map(|passport| (old, new, made_at, passport.schema)))
    });
    let (old, new, made_at, schema) = read.await?.ok_or(Failure::NotFound)?;
    let etag = format!("\"{}-{}-delta\"", &old.sha256[..32.min(old.sha256.len())], new.sha256);
    let house = storehouse(state);
    let mut response = if etag_lists(headers, &etag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let (before, after) = (house.path(&old.sha256), house.path(&new.sha256));
        let make = move || -> std::io::Result<(File, u64)> {
            // The folder goes when this ends; the open file stays readable.
            let bench = house.workbench()?;
            let path = bench.folder().join("delta.csv");
            let sink = BufWriter::new(File::create_new(&path)?);
            delta::write(File::open(before)?, File::open(after)?, &schema, sink)?;
            let mut made = File::open(path)?;
            let size = made.seek(SeekFrom::End(0))?;
            made.seek(SeekFrom::Start(0))?;
            Ok((made, size))
        };
        let made = tokio::task::spawn_blocking(make).await.map_err(|error| Failure::Internal(error.to_string()))?;
        let (made, size) = made.map_err(|error| Failure::Internal(format!("a delta of {set}: {error}")))?;
        let body = Body::from_stream(super::pieces::of_file(made, size));
        let name = format!("attachment; filename=\"{set}-{}-from-{from}.csv\"", new.number);
        let kind = "text/csv; charset=utf-8".to_owned();
        let about = [
            (header::CONTENT_TYPE, kind),
            (header::CONTENT_LENGTH, size.to_string()),
            (header::CONTENT_DISPOSITION, name),
        ];
        (about, body).into_response()
    };
    response.extensions_mut().insert(AsStored);
    let place = format!("/data/{set}/{}/{set}-from-{from}.csv", new.number);
    let cached = if to.is_some() { "public, max-age=31536000, immutable" } else { "public, max-age=300" };
    let told = [
        (header::ETAG, etag),
        (header::LAST_MODIFIED, http_date(made_at)),
        (header::CONTENT_LOCATION, place),
        (header::CACHE_CONTROL, cached.to_owned()),
        (header::ACCEPT_RANGES, "none".to_owned()),
        (RESULT_SHA256, new.sha256),
    ];
    for (name, value) in told {
        if let Ok(value) = HeaderValue::from_str(&value) {
            response.headers_mut().insert(name, value);
        }
    }
    Ok(response)
}

/// The versions of a set, the newest first, each with the address and hash of its CSV and the delta
/// from the one before.
pub(super) async fn versions(state: &AppState, id: &str) -> Result<Response, Failure> {
    let (set, base) = (id.to_owned(), state.config.public_url.clone());
    let found = state.db.read(move |conn| Ok::<_, Failure>(store::csv_files(conn, &set)?)).await?;
    let versions = found.iter().map(|(file, version)| {
        let at = |name: String| format!("{base}/data/{id}/{}/{name}", file.number);
        json!({
            "version": file.number,
            "made_at": version.made_at.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
            "rows": version.row_count,
            "csv": at(format!("{id}.csv")),
            "bytes": file.size,
            "sha256": file.sha256,
            "delta": (file.number > 1).then(|| at(format!("{id}-from-{}.csv", file.number - 1))),
        })
    });
    let versions: Vec<_> = versions.collect();
    Ok(([(header::CACHE_CONTROL, "public, max-age=60")], Json(json!({ "set": id, "versions": versions })))
        .into_response())
}
