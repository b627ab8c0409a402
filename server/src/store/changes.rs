//! What the register's log gained, in the order in which it was committed.
//!
//! The id of an entry is its place. Ids are given while `entries::in_order` is held, so that whoever reads
//! behind an id has missed none before it.

use super::AnyConn;
use super::entries::EntryKind;
use super::schema::{companies, register_entries};
use chrono::{NaiveDate, NaiveDateTime};
use diesel::dsl::{max, min};
use diesel::prelude::*;
use std::collections::HashMap;

/// An entry as the feed of changes tells it: what changed, not what it says.
#[derive(Clone, Debug, PartialEq, Queryable)]
pub struct ChangeRow {
    pub id: i64,
    pub unp: i64,
    pub kind: String,
    pub valid_from: Option<NaiveDate>,
    pub valid_to: Option<NaiveDate>,
    pub supersedes: Option<i64>,
    pub recorded_at: NaiveDateTime,
    /// What kind of subject it is of; none while the register cannot show it.
    pub subject: Option<String>,
}

/// The columns of a [`ChangeRow`].
macro_rules! columns {
    () => {
        (
            register_entries::id,
            register_entries::unp,
            register_entries::kind,
            register_entries::valid_from,
            register_entries::valid_to,
            register_entries::supersedes,
            register_entries::recorded_at,
            companies::kind.nullable(),
        )
    };
}

/// The entries behind an id.
pub fn after(conn: &mut AnyConn, id: i64, limit: i64) -> QueryResult<Vec<ChangeRow>> {
    register_entries::table
        .left_join(companies::table.on(companies::unp.eq(register_entries::unp)))
        .filter(register_entries::id.gt(id))
        .order(register_entries::id)
        .limit(limit)
        .select(columns!())
        .load(conn)
}

/// The entries of addresses of some companies, in the order of recording.
pub fn addresses(conn: &mut AnyConn, unps: &[i64]) -> QueryResult<Vec<ChangeRow>> {
    if unps.is_empty() {
        return Ok(Vec::new());
    }
    register_entries::table
        .left_join(companies::table.on(companies::unp.eq(register_entries::unp)))
        .filter(register_entries::unp.eq_any(unps.to_vec()))
        .filter(register_entries::kind.eq(EntryKind::Address.code()))
        .order(register_entries::id)
        .select(columns!())
        .load(conn)
}

/// The place in the log at which the register learned what some legal entities are: of each the first entry with which
/// it had both a record of the state and one of the name. Later entries leave it where it is.
pub fn known_from(conn: &mut AnyConn, unps: &[i64]) -> QueryResult<HashMap<i64, i64>> {
    if unps.is_empty() {
        return Ok(HashMap::new());
    }
    let telling = [EntryKind::Base, EntryKind::Short, EntryKind::Names].map(EntryKind::code).to_vec();
    let firsts: Vec<(i64, String, Option<i64>)> = register_entries::table
        .filter(register_entries::unp.eq_any(unps.to_vec()))
        .filter(register_entries::kind.eq_any(telling))
        .group_by((register_entries::unp, register_entries::kind))
        .select((register_entries::unp, register_entries::kind, min(register_entries::id)))
        .load(conn)?;
    let mut known: HashMap<i64, [Option<i64>; 2]> = HashMap::new();
    for (unp, kind, first) in firsts {
        let [state, name] = known.entry(unp).or_default();
        let sooner = |than: Option<i64>| than.into_iter().chain(first).min();
        if kind != EntryKind::Names.code() {
            *state = sooner(*state);
        }
        if kind != EntryKind::Base.code() {
            *name = sooner(*name);
        }
    }
    Ok(known.into_iter().filter_map(|(unp, [state, name])| Some((unp, state?.max(name?)))).collect())
}

/// The id of the newest entry; 0 in an empty register.
pub fn newest(conn: &mut AnyConn) -> QueryResult<i64> {
    let newest: Option<i64> = register_entries::table.select(max(register_entries::id)).first(conn)?;
    Ok(newest.unwrap_or(0))
}
