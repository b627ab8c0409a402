//! Suggestions for addresses: settlements and streets that stand in the register.

use super::AnyConn;
use super::projection::PlaceRow;
use super::schema::places;
use diesel::prelude::*;

/// Follows every text that begins with `prefix`, by code points.
fn after(prefix: &str) -> String {
    format!("{prefix}\u{10ffff}")
}

/// Settlements whose folded name begins with `prefix`, in the areas of some registering bodies or, where none is named,
/// in all; by name.
pub fn settlements(conn: &mut AnyConn, prefix: &str, areas: &[i32], limit: i64) -> QueryResult<Vec<PlaceRow>> {
    let mut query = places::table
        .filter(places::street_key.eq(""))
        .filter(places::settlement_key.ge(prefix.to_owned()))
        .filter(places::settlement_key.lt(after(prefix)))
        .order((places::settlement_key, places::settlement_kind, places::area))
        .limit(limit)
        .select(PlaceRow::as_select())
        .into_boxed();
    if !areas.is_empty() {
        query = query.filter(places::area.eq_any(areas.to_vec()));
    }
    query.load(conn)
}

/// Streets whose folded name begins with `prefix`, of one settlement or of all; by name.
pub fn streets(
    conn: &mut AnyConn,
    prefix: &str,
    settlement_key: Option<String>,
    areas: &[i32],
    limit: i64,
) -> QueryResult<Vec<PlaceRow>> {
    let mut query = places::table
        .filter(places::street_key.ne(""))
        .filter(places::street_key.ge(prefix.to_owned()))
        .filter(places::street_key.lt(after(prefix)))
        .order((places::street_key, places::settlement_key, places::area))
        .limit(limit)
        .select(PlaceRow::as_select())
        .into_boxed();
    if let Some(key) = settlement_key {
        query = query.filter(places::settlement_key.eq(key));
    }
    if !areas.is_empty() {
        query = query.filter(places::area.eq_any(areas.to_vec()));
    }
    query.load(conn)
}

/// Streets with a word that begins with `word` but is not the first: «1 Мая» for «ма».
pub fn streets_by_word(
    conn: &mut AnyConn,
    word: &str,
    settlement_key: Option<String>,
    areas: &[i32],
    limit: i64,
) -> QueryResult<Vec<PlaceRow>> {
    // The word is folded: it has none of LIKE's signs.
    let mut query = places::table
        .filter(places::street_key.like(format!("% {word}%")))
        .order((places::street_key, places::settlement_key, places::area))
        .limit(limit)
        .select(PlaceRow::as_select())
        .into_boxed();
    if let Some(key) = settlement_key {
        query = query.filter(places::settlement_key.eq(key));
    }
    if !areas.is_empty() {
        query = query.filter(places::area.eq_any(areas.to_vec()));
    }
    query.load(conn)
}

/// Which of a settlement and its street the addresses of the register know, by their folded names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    pub settlement: bool,
    pub street: bool,
}

/// Looks both up at once.
pub fn known(conn: &mut AnyConn, settlement_key: &str, street_key: &str) -> QueryResult<Known> {
    let keys: Vec<String> = places::table
        .filter(places::settlement_key.eq(settlement_key.to_owned()))
        .filter(places::street_key.eq_any([String::new(), street_key.to_owned()]))
        .select(places::street_key)
        .distinct()
        .load(conn)?;
    Ok(Known {
        settlement: !keys.is_empty(),
        street: !street_key.is_empty() && keys.iter().any(|key| key == street_key),
    })
}
