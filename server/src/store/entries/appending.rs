//! Appending to the log: one entry, or many at once.

use super::NewEntry;
use crate::store::AnyConn;
use crate::store::packing::pack;
use crate::store::schema::register_entries;
use chrono::{NaiveDate, NaiveDateTime};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Array, BigInt, Nullable};
use std::collections::HashMap;

/// What became of an appended entry, with the id of the row that now says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Appended {
    Added(i64),
    /// A former version was closed.
    Replaced(i64),
    /// The register says so already.
    Unchanged(i64),
}

impl Appended {
    pub fn id(self) -> i64 {
        match self {
            Appended::Added(id) | Appended::Replaced(id) | Appended::Unchanged(id) => id,
        }
    }
}

/// How many of a batch were new, replaced a version or said nothing new.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub added: i64,
    pub replaced: i64,
    pub unchanged: i64,
    /// The companies whose projection has to be computed anew.
    pub changed: Vec<i64>,
    /// The companies of which anything was entered, be it an event alone: of whom there is something to tell.
    pub touched: Vec<i64>,
}

/// Appends an entry; refresh the company's projection afterwards, in the same transaction.
pub fn append(conn: &mut AnyConn, entry: NewEntry) -> QueryResult<Appended> {
    lock(conn, &[entry.unp])?;
    let former: Option<(i64, Vec<u8>)> = register_entries::table
        .filter(register_entries::unp.eq(entry.unp))
        .filter(register_entries::kind.eq(entry.kind.code()))
        .filter(register_entries::identity.eq(entry.identity.clone()))
        .filter(register_entries::superseded_by.is_null())
        .select((register_entries::id, register_entries::digest))
        .first(conn)
        .optional()?;
    let former = match former {
        Some((id, digest)) if digest == entry.digest => return Ok(Appended::Unchanged(id)),
        former => former.map(|(id, _)| id),
    };
    in_order(conn)?;
    if let Some(former) = former {
        close(conn, &[former])?;
    }
    let id = diesel::insert_into(register_entries::table)
        .values(Insert::of(entry, former))
        .returning(register_entries::id)
        .get_result(conn)?;
    match former {
        None => Ok(Appended::Added(id)),
        Some(former) => point_to_successors(conn, &[former]).map(|()| Appended::Replaced(id)),
    }
}

/// Appends many entries at once; of one identity at most one may be among them.
pub fn append_all(conn: &mut AnyConn, entries: Vec<NewEntry>) -> QueryResult<Tally> {
    let mut unps: Vec<i64> = entries.iter().map(|entry| entry.unp).collect();
    unps.sort_unstable();
    unps.dedup();
    lock(conn, &unps)?;
    let known = known(conn, &unps)?;
    let (mut tally, mut closed, mut inserts) = (Tally::default(), Vec::new(), Vec::new());
    for entry in entries {
        let key = (entry.unp, entry.kind.code().to_owned(), entry.identity.clone());
        let former = match known.get(&key) {
            Some((_, digest)) if *digest == entry.digest => {
                tally.unchanged += 1;
                continue;
            }
            former => former.map(|(id, _)| *id),
        };
        match former {
            Some(id) => {
                tally.replaced += 1;
                closed.push(id);
            }
            None => tally.added += 1,
        }
        if entry.kind.is_state() {
            tally.changed.push(entry.unp);
        }
        tally.touched.push(entry.unp);
        inserts.push(Insert::of(entry, former));
    }
    if !inserts.is_empty() {
        in_order(conn)?;
    }
    close(conn, &closed)?;
    insert(conn, &inserts)?;
    point_to_successors(conn, &closed)?;
    for unps in [&mut tally.changed, &mut tally.touched] {
        unps.sort_unstable();
        unps.dedup();
    }
    Ok(tally)
}

fn insert(conn: &mut AnyConn, rows: &[Insert]) -> QueryResult<()> {
    match conn {
        // The largest statement has 13 values a row: far below the limit of 32,766.
        AnyConn::Sqlite(conn) => rows
            .chunks(500)
            .try_for_each(|rows| diesel::insert_into(register_entries::table).values(rows).execute(conn).map(drop)),
        // Its way for many rows: no statement to parse, no value to bind.
        AnyConn::Postgres(conn) => {
            diesel::copy_from(register_entries::table).from_insertable(rows).execute(conn).map(drop)
        }
    }
}

/// Lets one transaction at a time change a company. SQLite has one writer anyway; on PostgreSQL two
/// transactions could each compute the projection without the other's entry.
pub fn lock(conn: &mut AnyConn, unps: &[i64]) -> QueryResult<()> {
    if let AnyConn::Postgres(conn) = conn {
        let mut sorted = unps.to_vec();
        sorted.sort_unstable();
        sql_query("SELECT pg_advisory_xact_lock(unp) FROM unnest($1) AS unp")
            .bind::<Array<BigInt>, _>(sorted)
            .execute(conn)?;
    }
    Ok(())
}

/// Lets one transaction at a time give ids, until it ends: so they are committed in their order, and whoever
/// reads behind an id (`store::changes`) misses none. SQLite has one writer anyway. A transaction that appends
/// for several companies takes them all in one [`append_all`], lest two wait for each other.
pub fn in_order(conn: &mut AnyConn) -> QueryResult<()> {
    /// Beyond any payer's number: those are the keys of [`lock`].
    const ORDER: i64 = 0x616b_6e6f_6c6f_6700;
    if let AnyConn::Postgres(conn) = conn {
        sql_query("SELECT pg_advisory_xact_lock($1)").bind::<BigInt, _>(ORDER).execute(conn)?;
    }
    Ok(())
}

#[derive(Insertable)]
#[diesel(table_name = register_entries, treat_none_as_default_value = false)]
struct Insert {
    unp: i64,
    kind: &'static str,
    identity: String,
    valid_from: Option<NaiveDate>,
    valid_to: Option<NaiveDate>,
    active: bool,
    body: Vec<u8>,
    digest: Vec<u8>,
    source: String,
    application_id: Option<String>,
    supersedes: Option<i64>,
    recorded_at: NaiveDateTime,
}

impl Insert {
    fn of(entry: NewEntry, supersedes: Option<i64>) -> Insert {
        Insert {
            unp: entry.unp,
            kind: entry.kind.code(),
            identity: entry.identity,
            valid_from: entry.valid_from,
            valid_to: entry.valid_to,
            active: entry.active,
            body: pack(&entry.body),
            digest: entry.digest,
            source: entry.source,
            application_id: entry.application_id,
            supersedes,
            recorded_at: entry.recorded_at,
        }
    }
}

type Key = (i64, String, String);

/// Id and digest of the current entries of some companies.
fn known(conn: &mut AnyConn, unps: &[i64]) -> QueryResult<HashMap<Key, (i64, Vec<u8>)>> {
    type Known = (i64, String, String, i64, Vec<u8>);
    let rows: Vec<Known> = register_entries::table
        .filter(register_entries::unp.eq_any(unps.to_vec()))
        .filter(register_entries::superseded_by.is_null())
        .select((
            register_entries::unp,
            register_entries::kind,
            register_entries::identity,
            register_entries::id,
            register_entries::digest,
        ))
        .load(conn)?;
    Ok(rows.into_iter().map(|(unp, kind, identity, id, digest)| ((unp, kind, identity), (id, digest))).collect())
}

/// Takes entries out of the unique index of current ones, before their successors enter it: for the
/// moment each points to itself.
fn close(conn: &mut AnyConn, ids: &[i64]) -> QueryResult<()> {
    if ids.is_empty() {
        return Ok(());
    }
    diesel::update(register_entries::table.filter(register_entries::id.eq_any(ids.to_vec())))
        .set(register_entries::superseded_by.eq(register_entries::id.nullable()))
        .execute(conn)
        .map(drop)
}

fn point_to_successors(conn: &mut AnyConn, ids: &[i64]) -> QueryResult<()> {
    if ids.is_empty() {
        return Ok(());
    }
    let successor = sql::<Nullable<BigInt>>(
        "(SELECT later.id FROM register_entries AS later WHERE later.supersedes = register_entries.id)",
    );
    diesel::update(register_entries::table.filter(register_entries::id.eq_any(ids.to_vec())))
        .set(register_entries::superseded_by.eq(successor))
        .execute(conn)
        .map(drop)
}
