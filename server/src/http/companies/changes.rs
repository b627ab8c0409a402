//! The feed of changes: each change of the register once, in the order in which it was recorded. Whoever asks
//! behind the last cursor skips none and meets none again.

use super::{Typed, conditional, limit, moment, only, value};
use crate::failure::Failure;
use crate::http::problem::bad_parameter;
use crate::state::AppState;
use crate::store::changes::{self as store, ChangeRow};
use crate::store::entries::EntryKind;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use portal::company::Kind;
use serde_json::{Value, json};

/// `?after=CURSOR`; 0 is the beginning, `now` gives the cursor of this moment.
pub async fn changes(State(state): State<AppState>, typed: Typed, headers: HeaderMap) -> Result<Response, Failure> {
    let most = match only(&typed, &["after", "limit"]).and_then(|()| limit(&typed, 1_000, 10_000)) {
        Ok(most) => most,
        Err(refused) => return Ok(refused),
    };
    let after: Option<i64> = match value(&typed, "after") {
        None => Some(0),
        Some("now") => None,
        Some(text) => match text.parse() {
            Ok(after) if after >= 0 => Some(after),
            _ => return Ok(bad_parameter("after", "a cursor that an answer gave, 0 or now")),
        },
    };
    let read = state.db.read(move |conn| {
        Ok::<_, Failure>(match after {
            Some(after) => (after, store::after(conn, after, most)?),
            None => (store::newest(conn)?, Vec::new()),
        })
    });
    let (after, rows) = read.await?;
    let cursor = rows.last().map_or(after, |row| row.id);
    let more = rows.len() as i64 == most;
    let told: Vec<Value> = rows.iter().filter(|row| is_public(row)).map(told).collect();
    Ok(conditional(&headers, &json!({ "changes": told, "cursor": cursor, "more": more })))
}

/// Of a sole proprietor it is nobody's business when they moved.
fn is_public(row: &ChangeRow) -> bool {
    row.kind != EntryKind::Address.code() || row.subject.as_deref() == Some(Kind::LegalEntity.code())
}

fn told(row: &ChangeRow) -> Value {
    let mut told = json!({
        "cursor": row.id,
        "unp": row.unp.to_string(),
        "fact": row.kind,
        "from": row.valid_from,
        "until": row.valid_to,
        "replaces": row.supersedes,
        "recorded_at": moment(row.recorded_at),
    });
    if let Value::Object(told) = &mut told {
        told.retain(|_, value| !value.is_null());
    }
    told
}
