//! The feed of changes: each change of the register once, in the order in which it was recorded; that of an address
//! once it is known whose it is. Whoever asks behind the last cursor skips none and meets none again.

use super::{Typed, conditional, limit, moment, only, value};
use crate::failure::Failure;
use crate::http::problem::bad_parameter;
use crate::http::urls::digits;
use crate::state::AppState;
use crate::store::AnyConn;
use crate::store::changes::{self as store, ChangeRow};
use crate::store::entries::EntryKind;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use diesel::QueryResult;
use portal::company::Kind;
use serde_json::{Value, json};
use std::collections::HashMap;

/// `?after=CURSOR`; 0 is the beginning, `now` gives the cursor of this moment.
pub async fn changes(State(state): State<AppState>, typed: Typed, headers: HeaderMap) -> Result<Response, Failure> {
    let most = match only(&typed, &["after", "limit"]).and_then(|()| limit(&typed, 1_000, 10_000)) {
        Ok(most) => most,
        Err(refused) => return Ok(refused),
    };
    let after: Option<i64> = match value(&typed, "after") {
        None => Some(0),
        Some("now") => None,
        Some(text) => match digits(text) {
            None => return Ok(bad_parameter("after", "a cursor that an answer gave, 0 or now")),
            after => after,
        },
    };
    let read = state.db.read(move |conn| {
        let Some(after) = after else { return Ok::<_, Failure>((store::newest(conn)?, false, Vec::new())) };
        // One more than asked tells whether there are more.
        let mut rows = store::after(conn, after, most + 1)?;
        let more = rows.len() as i64 > most;
        rows.truncate(most as usize);
        let cursor = rows.last().map_or(after, |row| row.id);
        Ok((cursor, more, public(conn, rows)?))
    });
    let (cursor, more, public) = read.await?;
    let told: Vec<Value> = public.iter().map(|(place, row)| told(*place, row)).collect();
    Ok(conditional(&headers, &json!({ "changes": told, "cursor": cursor, "more": more })))
}

/// What everybody may know of some entries, with its place in the feed. Of a sole proprietor it is nobody's business
/// when they moved; so an address that came before it was known whose it is, is told where that became known, before
/// the entry by which it did and in its place: whoever had read past it by then meets it there, and everybody once.
fn public(conn: &mut AnyConn, rows: Vec<ChangeRow>) -> QueryResult<Vec<(i64, ChangeRow)>> {
    const WHOSE: [EntryKind; 4] = [EntryKind::Address, EntryKind::Base, EntryKind::Short, EntryKind::Names];
    let tells_whose = |row: &&ChangeRow| is_of_entity(row) && WHOSE.iter().any(|kind| kind.code() == row.kind);
    let mut unps: Vec<i64> = rows.iter().filter(tells_whose).map(|row| row.unp).collect();
    unps.sort_unstable();
    unps.dedup();
    let known = store::known_from(conn, &unps)?;
    let became_known = |row: &ChangeRow| known.get(&row.unp) == Some(&row.id);
    let newly: Vec<i64> = rows.iter().filter(|row| became_known(row)).map(|row| row.unp).collect();
    let mut waiting: HashMap<i64, Vec<ChangeRow>> = HashMap::new();
    for address in store::addresses(conn, &newly)? {
        waiting.entry(address.unp).or_default().push(address);
    }
    let mut public = Vec::with_capacity(rows.len());
    for row in rows {
        let place = row.id;
        let waited = if became_known(&row) { waiting.remove(&row.unp).unwrap_or_default() } else { Vec::new() };
        let may_tell = || is_of_entity(&row) && known.get(&row.unp).is_none_or(|from| *from < place);
        public.extend(waited.into_iter().filter(|address| address.id < place).map(|address| (place, address)));
        if row.kind != EntryKind::Address.code() || may_tell() {
            public.push((place, row));
        }
    }
    Ok(public)
}

fn is_of_entity(row: &ChangeRow) -> bool {
    row.subject.as_deref() == Some(Kind::LegalEntity.code())
}

fn told(place: i64, row: &ChangeRow) -> Value {
    let mut told = json!({
        "cursor": place,
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
