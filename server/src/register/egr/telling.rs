//! Rows of the log as the USR tells them. A row is the wire record that it came from, word for word; only the
//! short row is put together, since its status and its names are told better by other rows.
//!
//! Of a sole proprietor neither address nor contacts are told, in whatever record they stand, nor the note of
//! an event, which may name people.

use crate::register::wire::Feed;
use crate::store::AnyConn;
use crate::store::companies;
use crate::store::entries::EntryKind;
use crate::store::feeds::{self, FeedKey, FeedRow};
use diesel::QueryResult;
use portal::company::Kind;
use serde_json::{Map, Value};
use std::cmp::Reverse;
use std::collections::HashMap;

/// The rows that a short row is made of.
pub const SHORT: [EntryKind; 4] = [EntryKind::Base, EntryKind::Short, EntryKind::Names, EntryKind::Person];

/// Fields of an address and of contacts, by their names on the wire.
const PERSONAL: [&str; 20] = [
    "nindex",
    "nsi00201",
    "nsi00202",
    "nsi00226",
    "nsi00227",
    "nsi00234",
    "nsi00239",
    "vadrprim",
    "vdistrict",
    "vdom",
    "vemail",
    "vfax",
    "vkorp",
    "vnp",
    "vpadres",
    "vpom",
    "vregion",
    "vsite",
    "vtels",
    "vulitsa",
];

/// The note of a correction says what stood in the register, and is written for everybody.
const CORRECTION: i64 = 990_013;

impl Feed {
    /// The kind of its entries.
    pub fn kind(self) -> EntryKind {
        match self {
            Feed::Base => EntryKind::Base,
            Feed::Short => EntryKind::Short,
            Feed::Names => EntryKind::Names,
            Feed::Person => EntryKind::Person,
            Feed::Address => EntryKind::Address,
            Feed::Activity => EntryKind::Activity,
            Feed::Event => EntryKind::Event,
            Feed::Succession => EntryKind::Succession,
            Feed::Head => EntryKind::Head,
            Feed::Authorised => EntryKind::Authorised,
            Feed::Charter => EntryKind::Charter,
            Feed::Participants => EntryKind::Participants,
        }
    }
}

/// What one company's rows of a feed say, the one in force first, then the newest.
pub fn by_number(conn: &mut AnyConn, unp: i64, feed: Feed, history: bool) -> QueryResult<Vec<String>> {
    if feed == Feed::Short {
        return shorts(conn, &[unp]);
    }
    let kind = companies::find(conn, unp)?.map(|company| company.kind());
    // Also where nothing else is known yet: it may be a person's.
    if feed == Feed::Address && kind != Some(Kind::LegalEntity) {
        return Ok(Vec::new());
    }
    let mut rows = feeds::of_companies(conn, &[unp], &[feed.kind()])?;
    let by_force = matches!(feed, Feed::Names | Feed::Person | Feed::Address | Feed::Activity);
    rows.retain(|row| history || !by_force || row.active);
    // Not by id: who reads the same rows from here has other ids.
    rows.sort_by(|a, b| order(a).cmp(&order(b)));
    Ok(rows.into_iter().map(|row| told(row, kind)).collect())
}

fn order(row: &FeedKey) -> impl Ord + '_ {
    (Reverse(row.active), Reverse(row.valid_from), Reverse(row.identity.as_str()))
}

/// What a row says to everybody.
pub fn told(row: FeedRow, kind: Option<Kind>) -> String {
    let is_event = row.kind == EntryKind::Event.code();
    if kind == Some(Kind::LegalEntity) {
        return row.body;
    }
    // Fields that the portal has no name for keep the letters in which they came.
    let body = row.body.to_ascii_lowercase();
    if !PERSONAL.iter().chain(&["vprim"]).any(|field| body.contains(&format!("\"{field}\""))) {
        return row.body;
    }
    let Ok(mut record) = serde_json::from_str::<Value>(&row.body) else { return "{}".to_owned() };
    without_personal(&mut record);
    let Value::Object(mut record) = record else { return "{}".to_owned() };
    let corrects = record.get("nsi00223").and_then(|kind| kind["nkop"].as_i64()) == Some(CORRECTION);
    if is_event && !corrects {
        record.retain(|field, _| !field.eq_ignore_ascii_case("vprim"));
    }
    Value::Object(record).to_string()
}

/// Takes out what is personal of a sole proprietor, however deep it stands.
fn without_personal(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|field, _| !PERSONAL.iter().any(|personal| personal.eq_ignore_ascii_case(field)));
            fields.values_mut().for_each(without_personal);
        }
        Value::Array(values) => values.iter_mut().for_each(without_personal),
        _ => {}
    }
}

/// The kinds of some companies.
pub fn kinds(conn: &mut AnyConn, unps: &[i64]) -> QueryResult<HashMap<i64, Kind>> {
    let kinds = feeds::kinds_of(conn, unps)?;
    Ok(kinds.into_iter().filter_map(|(unp, code)| Some((unp, Kind::from_code(&code)?))).collect())
}

/// The short rows of some companies, in their order; a company of which neither name nor state is known has none.
pub fn shorts(conn: &mut AnyConn, unps: &[i64]) -> QueryResult<Vec<String>> {
    if unps.is_empty() {
        return Ok(Vec::new());
    }
    let rows = feeds::of_companies(conn, unps, &SHORT)?;
    let of: HashMap<i64, &[FeedRow]> = rows.chunk_by(|a, b| a.unp == b.unp).map(|rows| (rows[0].unp, rows)).collect();
    Ok(unps.iter().filter_map(|unp| short(of.get(unp)?)).collect())
}

/// A company's short row, of its [`SHORT`] rows: as it came, with the state and the dates of the base row and
/// the names in force.
pub fn short(rows: &[FeedRow]) -> Option<String> {
    let body = |kind| -> Option<Map<String, Value>> { serde_json::from_str(&latest(rows, kind)?.body).ok() };
    let base = body(EntryKind::Base);
    let names = body(EntryKind::Names);
    let person = body(EntryKind::Person);
    let came = body(EntryKind::Short);
    if came.is_none() && (base.is_none() || (names.is_none() && person.is_none())) {
        return None;
    }
    let mut short = came.unwrap_or_default();
    short.insert("ngrn".to_owned(), rows.first()?.unp.into());
    let mut take = |from: &Map<String, Value>, fields: &[&str]| {
        for field in fields {
            match from.get(*field) {
                Some(value) => short.insert((*field).to_owned(), value.clone()),
                None => short.remove(*field),
            };
        }
    };
    if let Some(base) = &base {
        take(base, &["dfrom", "dto", "nsi00219"]);
        if let Some(invented) = base.get(crate::register::synthetic::FLAG) {
            take(
                &Map::from_iter([(crate::register::synthetic::FLAG.to_owned(), invented.clone())]),
                &[crate::register::synthetic::FLAG],
            );
        }
    }
    let said = base.as_ref().and_then(|base| base.get("nsi00211")?.get("nkvob")?.as_i64()).and_then(Kind::from_wire);
    if let Some(names) = names.filter(|_| said != Some(Kind::SoleProprietor)) {
        take(&names, &["vnaim", "vn", "vfn"]);
    }
    if let Some(person) = person.filter(|_| said != Some(Kind::LegalEntity)) {
        take(&person, &["vfio"]);
    }
    // A row that came as it is may hold anything beside what is named here.
    short.retain(|field, _| !PERSONAL.iter().any(|personal| personal.eq_ignore_ascii_case(field)));
    Some(Value::Object(short).to_string())
}

/// The row in force of a kind, the latest of several; where none is, the latest of all.
pub fn latest<R: AsRef<FeedKey>>(rows: &[R], kind: EntryKind) -> Option<&R> {
    let of_kind = |row: &&R| {
        let key: &FeedKey = (*row).as_ref();
        key.kind == kind.code()
    };
    rows.iter().filter(of_kind).min_by(|a, b| order((*a).as_ref()).cmp(&order((*b).as_ref())))
}
