//! The current entries of one kind, as lists that go on from key to key: each piece is a query of its own, so
//! that a list of thirty years holds neither a connection nor more memory than a piece.

use super::AnyConn;
use super::entries::EntryKind;
use super::packing::Packed;
use super::schema::{companies, register_entries};
use chrono::{NaiveDate, NaiveDateTime};
use diesel::dsl::exists;
use diesel::prelude::*;
use portal::company::Kind;
use std::ops::Deref;

type Backend = <AnyConn as diesel::Connection>::Backend;

/// A current entry without what it says: of whom it is, and what tells when it changed. To read and unpack the body
/// takes most of the time of a row.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable)]
#[diesel(table_name = register_entries)]
pub struct FeedKey {
    pub id: i64,
    pub unp: i64,
    pub kind: String,
    pub identity: String,
    pub valid_from: Option<NaiveDate>,
    pub valid_to: Option<NaiveDate>,
    pub active: bool,
    pub application_id: Option<String>,
    pub supersedes: Option<i64>,
    pub recorded_at: NaiveDateTime,
}

/// A current entry with what it says.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable)]
#[diesel(table_name = register_entries)]
pub struct FeedRow {
    #[diesel(embed)]
    pub key: FeedKey,
    #[diesel(deserialize_as = Packed)]
    pub body: String,
}

impl Deref for FeedRow {
    type Target = FeedKey;

    fn deref(&self) -> &FeedKey {
        &self.key
    }
}

impl AsRef<FeedKey> for FeedRow {
    fn as_ref(&self) -> &FeedKey {
        &self.key
    }
}

impl AsRef<FeedKey> for FeedKey {
    fn as_ref(&self) -> &FeedKey {
        self
    }
}

/// Days from the first to the last, and the same as moments in UTC: from the first on, before the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    pub days: (NaiveDate, NaiveDate),
    pub moments: (NaiveDateTime, NaiveDateTime),
    /// Whether what has no day of its own belongs to it: to no period, but to all that there is.
    pub undated: bool,
}

impl Period {
    /// Whether an entry began, ended, was put right or was brought by a filing in the period.
    pub fn has(&self, row: &FeedKey) -> bool {
        Pass::ALL.into_iter().any(|pass| self.has_by(row, pass))
    }

    fn has_by(&self, row: &FeedKey, pass: Pass) -> bool {
        let on = |day: Option<NaiveDate>| day.is_some_and(|day| self.days.0 <= day && day <= self.days.1);
        let recorded = self.moments.0 <= row.recorded_at && row.recorded_at < self.moments.1;
        match pass {
            Pass::Began => on(row.valid_from),
            Pass::Ended => on(row.valid_to),
            Pass::Renewed => recorded && row.supersedes.is_some(),
            Pass::Filed => recorded && row.supersedes.is_none() && row.application_id.is_some(),
            Pass::Undated => self.undated && row.valid_from.is_none() && row.valid_to.is_none(),
        }
    }

    /// The pass in which an entry is listed: the first that has it.
    fn listed(&self, row: &FeedKey) -> Option<Pass> {
        Pass::ALL.into_iter().find(|pass| self.has_by(row, *pass))
    }
}

/// The ways by which an entry belongs to a period, one index each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pass {
    Began,
    Ended,
    /// It took the place of a former version.
    Renewed,
    /// A filing brought it, perhaps after its first day.
    Filed,
    /// It has no day, where none is asked for.
    Undated,
}

impl Pass {
    const ALL: [Pass; 5] = [Pass::Began, Pass::Ended, Pass::Renewed, Pass::Filed, Pass::Undated];
}

/// Where a list of a period goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pass: Pass,
    day: NaiveDate,
    moment: NaiveDateTime,
    id: i64,
}

impl Place {
    pub fn start(period: &Period) -> Place {
        Place { pass: Pass::Began, day: period.days.0, moment: period.moments.0, id: 0 }
    }

    fn behind(self, row: &FeedKey) -> Place {
        let day = match self.pass {
            Pass::Ended => row.valid_to,
            _ => row.valid_from,
        };
        Place { pass: self.pass, day: day.unwrap_or(self.day), moment: row.recorded_at, id: row.id }
    }

    fn next_pass(self, period: &Period) -> Option<Place> {
        let next = Pass::ALL.into_iter().skip_while(|pass| *pass != self.pass).nth(1)?;
        if next == Pass::Undated && !period.undated {
            return None;
        }
        Some(Place { pass: next, ..Place::start(period) })
    }
}

/// The next entries of a kind that belong to a period, each once in the whole list, and where it goes on.
/// Addresses are those of legal entities alone.
pub fn of_period(
    conn: &mut AnyConn,
    kind: EntryKind,
    period: &Period,
    place: Place,
    limit: i64,
) -> QueryResult<(Vec<FeedRow>, Option<Place>)> {
    piece(period, place, limit, |same_key, limit| {
        part(kind, period, place, same_key, limit).select(FeedRow::as_select()).load(conn)
    })
}

/// The same without what the entries say.
pub fn keys_of_period(
    conn: &mut AnyConn,
    kind: EntryKind,
    period: &Period,
    place: Place,
    limit: i64,
) -> QueryResult<(Vec<FeedKey>, Option<Place>)> {
    piece(period, place, limit, |same_key, limit| {
        part(kind, period, place, same_key, limit).select(FeedKey::as_select()).load(conn)
    })
}

/// A piece of a list from a place on, read in one part or in two.
fn piece<R: AsRef<FeedKey>>(
    period: &Period,
    place: Place,
    limit: i64,
    mut read: impl FnMut(bool, i64) -> QueryResult<Vec<R>>,
) -> QueryResult<(Vec<R>, Option<Place>)> {
    // An import records many rows in one moment: those of the same key first, by id, then those of later keys.
    // One condition for both would walk through the key's rows again for each piece.
    let mut rows = read(true, limit)?;
    let left = limit - rows.len() as i64;
    // What has no day has one key.
    if left > 0 && place.pass != Pass::Undated {
        rows.extend(read(false, left)?);
    }
    let next = match rows.last() {
        Some(last) if rows.len() as i64 == limit => Some(place.behind(last.as_ref())),
        _ => place.next_pass(period),
    };
    rows.retain(|row| period.listed(row.as_ref()) == Some(place.pass));
    Ok((rows, next))
}

/// Entries at the key of a place and behind its id, or those of later keys.
fn part(
    kind: EntryKind,
    period: &Period,
    place: Place,
    same_key: bool,
    limit: i64,
) -> register_entries::BoxedQuery<'static, Backend> {
    let mut query = register_entries::table
        .filter(register_entries::kind.eq(kind.code()))
        .filter(register_entries::superseded_by.is_null())
        .limit(limit)
        .into_boxed();
    if kind == EntryKind::Address {
        query = query.filter(exists(
            companies::table
                .filter(companies::unp.eq(register_entries::unp))
                .filter(companies::kind.eq(Kind::LegalEntity.code())),
        ));
    }
    if kind == EntryKind::Succession {
        // Told of both companies; listed once.
        query = query.filter(register_entries::identity.like("to/%"));
    }
    let id = register_entries::id;
    macro_rules! behind {
        ($query:expr, $column:expr, $key:expr, $within:expr) => {
            match same_key {
                true => $query.filter($column.eq($key)).filter(id.gt(place.id)).order(id),
                false => $query.filter($column.gt($key)).filter($within).order(($column, id)),
            }
        };
    }
    let (from, until, recorded) =
        (register_entries::valid_from, register_entries::valid_to, register_entries::recorded_at);
    let (last_day, end) = (period.days.1, period.moments.1);
    match place.pass {
        Pass::Began => behind!(query, from, place.day, from.le(last_day)),
        Pass::Ended => behind!(query.filter(until.is_not_null()), until, place.day, until.le(last_day)),
        Pass::Renewed => {
            let query = query.filter(register_entries::supersedes.is_not_null());
            behind!(query, recorded, place.moment, recorded.lt(end))
        }
        Pass::Filed => {
            let filed = register_entries::application_id.is_not_null();
            let query = query.filter(register_entries::supersedes.is_null()).filter(filed);
            behind!(query, recorded, place.moment, recorded.lt(end))
        }
        // By the index of first days: in it those without any stand together.
        Pass::Undated => query.filter(from.is_null()).filter(until.is_null()).filter(id.gt(place.id)).order((from, id)),
    }
}

/// The current entries of some kinds of some companies, by company.
pub fn of_companies(conn: &mut AnyConn, unps: &[i64], kinds: &[EntryKind]) -> QueryResult<Vec<FeedRow>> {
    register_entries::table
        .filter(register_entries::unp.eq_any(unps.to_vec()))
        .filter(register_entries::kind.eq_any(kinds.iter().map(|kind| kind.code()).collect::<Vec<_>>()))
        .filter(register_entries::superseded_by.is_null())
        .order((register_entries::unp, register_entries::id))
        .select(FeedRow::as_select())
        .load(conn)
}

/// The same without what the entries say.
pub fn keys_of_companies(conn: &mut AnyConn, unps: &[i64], kinds: &[EntryKind]) -> QueryResult<Vec<FeedKey>> {
    register_entries::table
        .filter(register_entries::unp.eq_any(unps.to_vec()))
        .filter(register_entries::kind.eq_any(kinds.iter().map(|kind| kind.code()).collect::<Vec<_>>()))
        .filter(register_entries::superseded_by.is_null())
        .order((register_entries::unp, register_entries::id))
        .select(FeedKey::as_select())
        .load(conn)
}

/// Numbers of the companies of a state behind a number; of one kind, or of both.
pub fn of_standing(
    conn: &mut AnyConn,
    standing: i32,
    kind: Option<Kind>,
    after: i64,
    limit: i64,
) -> QueryResult<Vec<i64>> {
    let mut query = companies::table
        .filter(companies::standing.eq(standing))
        .filter(companies::unp.gt(after))
        .order(companies::unp)
        .limit(limit)
        .select(companies::unp)
        .into_boxed();
    if let Some(kind) = kind {
        query = query.filter(companies::kind.eq(kind.code()));
    }
    query.load(conn)
}

/// What kind of subject some companies are; those that the register cannot show yet are left out.
pub fn kinds_of(conn: &mut AnyConn, unps: &[i64]) -> QueryResult<Vec<(i64, String)>> {
    companies::table.filter(companies::unp.eq_any(unps.to_vec())).select((companies::unp, companies::kind)).load(conn)
}
