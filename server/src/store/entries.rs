//! The register's log: entries are appended, never changed. A later version of the same fact closes
//! the former one (`superseded_by`); what is not closed is current.

mod appending;

pub use appending::{Appended, Tally, append, append_all, in_order, lock};

use super::AnyConn;
use super::connection::on_either;
use super::days::Day;
use super::kept::Kept;
use super::packing::Packed;
use super::schema::register_entries;
use chrono::{NaiveDate, NaiveDateTime};
use diesel::PgSortExpressionMethods;
use diesel::prelude::*;
use std::cmp::Reverse;
use std::collections::HashSet;

/// What an entry is about; the order is the one in which a company's entries are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EntryKind {
    /// What a company is, since when, registered by whom.
    Base,
    /// Number, status and names in one row: what other feeds say better, where they say it.
    Short,
    /// Names of a legal entity.
    Names,
    /// Name of a sole proprietor.
    Person,
    Activity,
    Address,
    Head,
    /// Others who may act for a legal entity.
    Authorised,
    /// An edition of the charter.
    Charter,
    /// Who takes part in a legal entity; natural persons among them are not public.
    Participants,
    Event,
    /// A sole proprietor went on as a legal entity.
    Succession,
}

impl EntryKind {
    pub const ALL: [EntryKind; 12] = [
        EntryKind::Base,
        EntryKind::Short,
        EntryKind::Names,
        EntryKind::Person,
        EntryKind::Activity,
        EntryKind::Address,
        EntryKind::Head,
        EntryKind::Authorised,
        EntryKind::Charter,
        EntryKind::Participants,
        EntryKind::Event,
        EntryKind::Succession,
    ];

    /// The word in the database.
    pub fn code(self) -> &'static str {
        match self {
            EntryKind::Base => "base",
            EntryKind::Short => "short",
            EntryKind::Names => "names",
            EntryKind::Person => "person",
            EntryKind::Activity => "activity",
            EntryKind::Address => "address",
            EntryKind::Head => "head",
            EntryKind::Authorised => "authorised",
            EntryKind::Charter => "charter",
            EntryKind::Participants => "participants",
            EntryKind::Event => "event",
            EntryKind::Succession => "succession",
        }
    }

    /// Whether it says how a company is, and not only what happened: what the projection is made of.
    pub fn is_state(self) -> bool {
        !matches!(self, EntryKind::Event | EntryKind::Succession)
    }

    pub fn from_code(code: &str) -> Option<EntryKind> {
        EntryKind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// An entry to append.
#[derive(Clone, Debug, PartialEq)]
pub struct NewEntry {
    pub unp: i64,
    pub kind: EntryKind,
    /// Tells the facts of one kind apart: see `register::wire`.
    pub identity: String,
    pub valid_from: Option<NaiveDate>,
    pub valid_to: Option<NaiveDate>,
    /// Holds now, by the record's own mark.
    pub active: bool,
    /// The record: canonical JSON of the wire format, unknown fields included.
    pub body: String,
    /// SHA-256 of the body.
    pub digest: Vec<u8>,
    /// Where it comes from: an import's source, `synthetic:…`, `portal`.
    pub source: String,
    /// The application that caused it.
    pub application_id: Option<String>,
    pub recorded_at: NaiveDateTime,
}

/// A current entry, with what pages and the projection read of it: each column of each row takes its time.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable)]
#[diesel(table_name = register_entries)]
pub struct EntryRow {
    pub id: i64,
    pub unp: i64,
    pub kind: String,
    #[diesel(deserialize_as = Day)]
    pub valid_from: Option<NaiveDate>,
    #[diesel(deserialize_as = Day)]
    pub valid_to: Option<NaiveDate>,
    pub active: bool,
    #[diesel(deserialize_as = Packed)]
    pub body: String,
    pub source: String,
    pub application_id: Option<String>,
}

impl EntryRow {
    pub fn kind(&self) -> Option<EntryKind> {
        EntryKind::from_code(&self.kind)
    }
}

/// A company's current entries, by kind, the oldest first.
pub fn current(conn: &mut AnyConn, unp: i64) -> QueryResult<Vec<EntryRow>> {
    register_entries::table
        .filter(register_entries::unp.eq(unp))
        .filter(register_entries::superseded_by.is_null())
        .order((register_entries::kind, register_entries::valid_from, register_entries::id))
        .select(EntryRow::as_select())
        .load(conn)
}

/// A company's current entries of one kind, the oldest first.
pub fn current_of_kind(conn: &mut AnyConn, unp: i64, kind: EntryKind) -> QueryResult<Vec<EntryRow>> {
    on_either!(conn, c => register_entries::table
        .filter(register_entries::unp.eq(unp))
        .filter(register_entries::kind.eq(kind.code()))
        .filter(register_entries::superseded_by.is_null())
        .order((register_entries::valid_from, register_entries::id))
        .select(EntryRow::as_select())
        .load(c))
}

/// The current entries of one kind of several companies, by company, the oldest first.
pub fn current_of_kind_of(conn: &mut AnyConn, unps: &[i64], kind: EntryKind) -> QueryResult<Vec<EntryRow>> {
    register_entries::table
        .filter(register_entries::unp.eq_any(unps.to_vec()))
        .filter(register_entries::kind.eq(kind.code()))
        .filter(register_entries::superseded_by.is_null())
        .order((register_entries::unp, register_entries::valid_from, register_entries::id))
        .select(EntryRow::as_select())
        .load(conn)
}

/// Every version of a company's entries of one kind, superseded ones too, the first recorded first, each with
/// the moment (UTC) at which it was recorded.
pub fn versions(conn: &mut AnyConn, unp: i64, kind: EntryKind) -> QueryResult<Vec<(EntryRow, NaiveDateTime)>> {
    register_entries::table
        .filter(register_entries::unp.eq(unp))
        .filter(register_entries::kind.eq(kind.code()))
        .order(register_entries::id)
        .select((EntryRow::as_select(), register_entries::recorded_at))
        .load(conn)
}

/// A company's entries that say how it is, as the log had them just before a moment: by kind, the oldest first.
pub fn states_before(conn: &mut AnyConn, unp: i64, at: NaiveDateTime) -> QueryResult<Vec<EntryRow>> {
    let states: Vec<&str> = EntryKind::ALL.into_iter().filter(|kind| kind.is_state()).map(EntryKind::code).collect();
    let rows: Vec<(EntryRow, Option<i64>)> = register_entries::table
        .filter(register_entries::unp.eq(unp))
        .filter(register_entries::kind.eq_any(states))
        .filter(register_entries::recorded_at.lt(at))
        .order((register_entries::kind, register_entries::valid_from, register_entries::id))
        .select((EntryRow::as_select(), register_entries::superseded_by))
        .load(conn)?;
    // What took a row's place only later had not taken it yet.
    let known: HashSet<i64> = rows.iter().map(|(row, _)| row.id).collect();
    let held = rows.into_iter().filter(|(_, by)| by.is_none_or(|by| !known.contains(&by)));
    Ok(held.map(|(row, _)| row).collect())
}

/// A company's entries as the log had them when one of them was its newest, and when a later one was; the
/// last recorded first, at most `limit` of both together.
pub fn as_of_two(
    conn: &mut AnyConn,
    unp: i64,
    [earlier, later]: [i64; 2],
    limit: i64,
) -> QueryResult<[Vec<EntryRow>; 2]> {
    let not_yet_superseded =
        register_entries::superseded_by.is_null().or(register_entries::superseded_by.gt(earlier)).assume_not_null();
    let rows: Vec<(EntryRow, Option<i64>)> = register_entries::table
        .filter(register_entries::unp.eq(unp))
        .filter(register_entries::id.le(later))
        .filter(not_yet_superseded)
        .order(register_entries::id.desc())
        .limit(limit)
        .select((EntryRow::as_select(), register_entries::superseded_by))
        .load(conn)?;
    let held_at = |newest: i64| -> Vec<EntryRow> {
        let held = rows.iter().filter(|(row, by)| row.id <= newest && by.is_none_or(|by| by > newest));
        held.map(|(row, _)| row.clone()).collect()
    };
    Ok([held_at(earlier), held_at(later)])
}

/// The newest current entries of a company, at most `limit`: a page's worth.
pub fn newest(conn: &mut AnyConn, unp: i64, limit: i64) -> QueryResult<Vec<EntryRow>> {
    let current = register_entries::table
        .filter(register_entries::unp.eq(unp))
        .filter(register_entries::superseded_by.is_null())
        .limit(limit);
    let (by_date, by_id) = (register_entries::valid_from.desc(), register_entries::id.desc());
    match conn {
        AnyConn::Sqlite(c) => {
            // A company has a dozen: sorted here, SQLite need not copy each row into a list of its own and out again.
            let mut rows: Vec<EntryRow> = Kept(current.select(EntryRow::as_select())).load(c)?;
            if rows.len() as i64 == limit {
                return current.order((by_date, by_id)).select(EntryRow::as_select()).load(c);
            }
            rows.sort_unstable_by_key(|row| Reverse((row.valid_from, row.id)));
            Ok(rows)
        }
        // Entries without a date come last, as they do in SQLite's order downwards and not in PostgreSQL's.
        AnyConn::Postgres(c) => current.order((by_date.nulls_last(), by_id)).select(EntryRow::as_select()).load(c),
    }
}

/// The current entries of several companies that say how they are, and not what happened: by company,
/// by kind, the oldest first.
pub fn states_of(conn: &mut AnyConn, unps: &[i64]) -> QueryResult<Vec<EntryRow>> {
    let states: Vec<&str> = EntryKind::ALL.into_iter().filter(|kind| kind.is_state()).map(EntryKind::code).collect();
    register_entries::table
        .filter(register_entries::unp.eq_any(unps.to_vec()))
        .filter(register_entries::superseded_by.is_null())
        .filter(register_entries::kind.eq_any(states))
        .order((register_entries::unp, register_entries::kind, register_entries::valid_from, register_entries::id))
        .select(EntryRow::as_select())
        .load(conn)
}
