//! The rows of a company's page: the portal's queries over the portal's columns, read where SQLite holds them.

use super::day::Day;
use super::packing::Unpacker;
use anyhow::{Context, Result};
use portal::company::InHeadsPlace;
use rusqlite::{Connection, Row};
use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;

/// Entries of one company that its page shows.
const HISTORY: i64 = 400;

/// Codes of `standing`.
pub const ACTIVE: i64 = 1;
pub const IN_LIQUIDATION: i64 = 3;
pub const BANKRUPT: i64 = 4;
pub const SUSPENDED: i64 = 10;

/// A row of `companies`, as far as the page tells it.
pub struct Company<'a> {
    pub unp: i64,
    pub is_legal_entity: bool,
    pub standing: i64,
    pub registered_on: Option<Day>,
    pub excluded_on: Option<Day>,
    pub office: Option<i64>,
    pub name: &'a str,
    pub short_name: Option<&'a str>,
    pub brand: Option<&'a str>,
    pub name_be: Option<&'a str>,
    pub short_name_be: Option<&'a str>,
    pub address: Option<&'a str>,
    pub activity: Option<&'a str>,
    pub head: Option<&'a str>,
    pub synthetic: bool,
}

impl Company<'_> {
    fn of<'a>(row: &'a Row<'_>) -> Result<Company<'a>> {
        Ok(Company {
            unp: row.get(0)?,
            is_legal_entity: row.get_ref(1)?.as_str()? != "sole_proprietor",
            // As the portal takes a code that it does not know.
            standing: row.get(2).map(|code| if (1..=13).contains(&code) { code } else { ACTIVE })?,
            registered_on: day(row, 3)?,
            excluded_on: day(row, 4)?,
            office: row.get(5)?,
            name: row.get_ref(6)?.as_str()?,
            short_name: text(row, 7)?,
            brand: text(row, 8)?,
            name_be: text(row, 9)?,
            short_name_be: text(row, 10)?,
            address: text(row, 11)?,
            activity: text(row, 12)?,
            head: text(row, 13)?,
            synthetic: row.get(14)?,
        })
    }

    /// The short name where there is one.
    pub fn title(&self) -> &str {
        self.short_name.unwrap_or(self.name)
    }

    /// Whether something can be filed for it.
    pub fn exists(&self) -> bool {
        matches!(self.standing, ACTIVE | IN_LIQUIDATION | BANKRUPT | SUSPENDED)
    }

    /// Who acts for it in the place of its head.
    pub fn in_heads_place(&self) -> Option<InHeadsPlace> {
        match self.standing {
            IN_LIQUIDATION if self.is_legal_entity => Some(InHeadsPlace::Liquidator),
            BANKRUPT if self.is_legal_entity => Some(InHeadsPlace::Administrator),
            _ => None,
        }
    }
}

/// Hands over the row of a company; `None` where there is no such company.
pub fn company<T>(conn: &Connection, unp: i64, then: impl FnOnce(Company<'_>) -> Result<T>) -> Result<Option<T>> {
    let mut select = conn.prepare_cached(
        "SELECT unp, kind, standing, registered_on, excluded_on, office, name, short_name, brand, name_be, \
         short_name_be, address, activity, head, synthetic, search, name_key, updated_at \
         FROM companies WHERE unp = ?1 LIMIT 1",
    )?;
    let mut rows = select.query([unp])?;
    rows.next()?.map(|row| then(Company::of(row)?)).transpose()
}

/// What an entry is about, of what the page tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Base,
    Names,
    Person,
    Activity,
    Address,
    Head,
    Event,
}

impl Kind {
    /// `None` for what the page does not tell: of a sole proprietor neither addresses nor heads, and of the others
    /// the kinds that no import brings (others authorised, charters, participants, successions).
    fn told(code: &str, is_legal_entity: bool) -> Option<Kind> {
        Some(match code {
            "base" => Kind::Base,
            "names" => Kind::Names,
            "person" => Kind::Person,
            "activity" => Kind::Activity,
            "address" if is_legal_entity => Kind::Address,
            "head" if is_legal_entity => Kind::Head,
            "event" => Kind::Event,
            _ => return None,
        })
    }
}

/// A current row of `register_entries`.
pub struct Entry {
    pub id: i64,
    pub kind: Kind,
    pub from: Option<Day>,
    pub to: Option<Day>,
    pub active: bool,
    /// The place of its record among the texts unpacked.
    pub body: Range<usize>,
    /// An application caused it.
    pub filed: bool,
}

/// The entries that a page tells, the newest first, their records unpacked; and whether there may be more of them.
pub fn newest(
    conn: &Connection,
    unp: i64,
    is_legal_entity: bool,
    unpacker: &mut Unpacker,
) -> Result<(Vec<Entry>, bool)> {
    const SELECT: &str = "SELECT id, unp, kind, valid_from, valid_to, active, body, source, application_id \
                          FROM register_entries WHERE unp = ?1 AND superseded_by IS NULL LIMIT ?2";
    const IN_ORDER: &str = "SELECT id, unp, kind, valid_from, valid_to, active, body, source, application_id \
                            FROM register_entries WHERE unp = ?1 AND superseded_by IS NULL \
                            ORDER BY valid_from DESC, id DESC LIMIT ?2";
    // A dozen are sorted here sooner than by SQLite, which copies each row for it.
    let (mut entries, mut many) = told(conn, SELECT, unp, is_legal_entity, unpacker)?;
    if many == HISTORY {
        (entries, many) = told(conn, IN_ORDER, unp, is_legal_entity, unpacker)?;
    }
    entries.sort_unstable_by_key(|entry| Reverse((entry.from, entry.id)));
    Ok((entries, many == HISTORY))
}

/// The entries among the rows, and how many rows there were.
fn told(
    conn: &Connection,
    select: &str,
    unp: i64,
    is_legal_entity: bool,
    unpacker: &mut Unpacker,
) -> Result<(Vec<Entry>, i64)> {
    let mut select = conn.prepare_cached(select)?;
    let mut rows = select.query((unp, HISTORY))?;
    let (mut entries, mut many) = (Vec::with_capacity(32), 0);
    unpacker.clear();
    while let Some(row) = rows.next()? {
        many += 1;
        let Some(kind) = Kind::told(row.get_ref(2)?.as_str()?, is_legal_entity) else { continue };
        entries.push(Entry {
            id: row.get(0)?,
            kind,
            from: day(row, 3)?,
            to: day(row, 4)?,
            active: row.get(5)?,
            body: unpacker.add(row.get_ref(6)?.as_blob()?)?,
            filed: text(row, 8)?.is_some(),
        });
    }
    Ok((entries, many))
}

/// A row of `proceedings`, as far as the notice tells it.
pub struct Proceeding<'a> {
    pub is_legal_entity: bool,
    pub published_on: Day,
    pub claims_until: Day,
    /// Address, phone and e-mail for the creditors; each may be empty.
    pub claims: [&'a str; 3],
}

/// Hands over the proceeding of a company that is under way, where there is one.
pub fn proceeding<T>(conn: &Connection, unp: i64, then: impl FnOnce(Proceeding<'_>) -> T) -> Result<Option<T>> {
    let mut select = conn.prepare_cached(
        "SELECT id, unp, kind, stage, application_id, asked_by, decided_on, published_on, claims_until, due_on, \
         due_at_most, extended, claims_address, claims_phone, claims_email, ended_on, updated_at, revision \
         FROM proceedings WHERE unp = ?1 AND ended_on IS NULL LIMIT 1",
    )?;
    let mut rows = select.query([unp])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let claims = [row.get_ref(12)?.as_str()?, row.get_ref(13)?.as_str()?, row.get_ref(14)?.as_str()?];
    Ok(Some(then(Proceeding {
        is_legal_entity: row.get_ref(2)?.as_str()? != "sole_proprietor",
        published_on: day(row, 7)?.context("a notice without its day")?,
        claims_until: day(row, 8)?.context("a notice without its term")?,
        claims,
    })))
}

/// What two companies have in common.
#[derive(Clone, Copy)]
pub enum Common {
    Head,
    Address,
}

/// Hands over number, title and state of each of the other companies that have this in common, one after the other.
pub fn beside(
    conn: &Connection,
    common: Common,
    value: &str,
    but: i64,
    most: i64,
    mut then: impl FnMut(i64, &str, i64),
) -> Result<()> {
    let mut select = conn.prepare_cached(match common {
        Common::Head => {
            "SELECT unp, name, short_name, standing, coalesce(short_name_be, name_be) FROM companies \
             WHERE head = ?1 AND unp <> ?2 ORDER BY unp LIMIT ?3"
        }
        Common::Address => {
            "SELECT unp, name, short_name, standing, coalesce(short_name_be, name_be) FROM companies \
             WHERE address = ?1 AND unp <> ?2 ORDER BY unp LIMIT ?3"
        }
    })?;
    let mut rows = select.query((value, but, most))?;
    while let Some(row) = rows.next()? {
        let title = match text(row, 2)? {
            Some(short) => short,
            None => row.get_ref(1)?.as_str()?,
        };
        then(row.get(0)?, title, row.get(3)?);
    }
    Ok(())
}

/// The names of the registering bodies by their codes, as they are today.
pub fn offices(conn: &Connection) -> Result<HashMap<i64, String>> {
    let mut names = conn.prepare(
        "SELECT code, coalesce((SELECT name_ru FROM office_details WHERE office = code AND valid_from <= ?1 \
         ORDER BY valid_from DESC, id DESC LIMIT 1), name_ru) FROM offices",
    )?;
    let mut today = String::new();
    Day::today().write_for_programs(&mut today);
    let names = names.query_map([today], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(names.collect::<Result<_, _>>()?)
}

fn text<'a>(row: &'a Row<'_>, column: usize) -> Result<Option<&'a str>> {
    Ok(row.get_ref(column)?.as_str_or_null()?)
}

fn day(row: &Row<'_>, column: usize) -> Result<Option<Day>> {
    let text = text(row, column)?;
    text.map(|text| Day::read(text).with_context(|| format!("no date: {text}"))).transpose()
}
