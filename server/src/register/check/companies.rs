//! The projections of companies: the row, the words and marks by which the search finds it, its trigrams,
//! the places of its address.

use super::Difference;
use crate::clock::Clock;
use crate::failure::Failure;
use crate::register::{projection, search_words};
use crate::store::check::{self, Indexed};
use crate::store::companies::{self, CompanyRow};
use crate::store::company_terms::is_known;
use crate::store::projection::PlaceRow;
use crate::store::{AnyConn, Db};
use chrono::NaiveDateTime;
use diesel::{Connection, QueryResult};
use std::collections::{BTreeSet, HashMap};

/// Companies of one transaction.
const PIECE: i64 = 50;

pub struct Piece {
    pub last: i64,
    pub read: u64,
    pub differences: Vec<Difference>,
    /// SQLite's index of trigrams has to be made anew, which is done for all companies at once.
    pub index_broken: bool,
    /// Whose projections differ.
    differing: Vec<i64>,
}

/// The companies behind a number, compared and, where that is wanted, made anew; `None` behind the last.
pub async fn piece(db: &Db, clock: &Clock, after: i64, repair: bool) -> Result<Option<Piece>, Failure> {
    let now = clock.now();
    let piece = db.read(move |conn| conn.transaction(|conn| Ok::<_, Failure>(look(conn, after, now)?))).await?;
    if let Some(piece) = piece.as_ref().filter(|piece| repair && !piece.differing.is_empty()) {
        let differing = piece.differing.clone();
        db.bulk(move |conn| Ok::<_, Failure>(projection::rebuild(conn, &differing, now)?)).await?;
    }
    Ok(piece)
}

fn look(conn: &mut AnyConn, after: i64, now: NaiveDateTime) -> QueryResult<Option<Piece>> {
    let unps = check::numbers_after(conn, after, PIECE)?;
    let Some(last) = unps.last().copied() else { return Ok(None) };
    let replayed = projection::projected(conn, &unps, now)?;
    let kept: HashMap<i64, CompanyRow> = companies::of(conn, &unps)?.into_iter().map(|row| (row.unp, row)).collect();
    let mut piece =
        Piece { last, read: unps.len() as u64, differences: Vec::new(), index_broken: false, differing: Vec::new() };
    for unp in &unps {
        let before = piece.differences.len();
        let row = replayed.get(unp).map(|(row, _)| row);
        compare_rows(*unp, kept.get(unp), row, &mut piece.differences);
        compare_words(conn, *unp, row, &mut piece.differences)?;
        if piece.differences.len() > before {
            piece.differing.push(*unp);
        }
        // The index follows the row that is kept.
        if let Some(row) = kept.get(unp) {
            piece.index_broken |= compare_trigrams(conn, row, &mut piece.differences)?;
        }
    }
    missing_places(conn, &replayed, &mut piece)?;
    missing_words(conn, &replayed, &mut piece)?;
    piece.differing.sort_unstable();
    piece.differing.dedup();
    Ok(Some(piece))
}

fn compare_rows(unp: i64, kept: Option<&CompanyRow>, replayed: Option<&CompanyRow>, differences: &mut Vec<Difference>) {
    match (kept, replayed) {
        (None, None) => {}
        (Some(kept), None) => differences.push(Difference::new(unp, "companies", &kept.name, "no company")),
        (None, Some(replayed)) => differences.push(Difference::new(unp, "companies", "no row", &replayed.name)),
        (Some(kept), Some(replayed)) => {
            let fields = fields(kept).into_iter().zip(fields(replayed));
            let unlike = fields.filter(|((_, kept), (_, replayed))| kept != replayed);
            differences.extend(unlike.map(|((name, kept), (_, replayed))| Difference {
                subject: unp.to_string(),
                field: format!("companies.{name}"),
                kept,
                replayed,
            }));
        }
    }
}

/// Every column but the moment of the last change. Taken apart, so that a new column is not forgotten.
fn fields(row: &CompanyRow) -> [(&'static str, String); 16] {
    let CompanyRow {
        unp: _,
        kind,
        standing,
        registered_on,
        excluded_on,
        office,
        name,
        short_name,
        brand,
        name_be,
        short_name_be,
        address,
        activity,
        head,
        synthetic,
        search,
        name_key,
        updated_at: _,
    } = row;
    [
        ("kind", format!("{kind:?}")),
        ("standing", format!("{standing:?}")),
        ("registered_on", format!("{registered_on:?}")),
        ("excluded_on", format!("{excluded_on:?}")),
        ("office", format!("{office:?}")),
        ("name", format!("{name:?}")),
        ("short_name", format!("{short_name:?}")),
        ("brand", format!("{brand:?}")),
        ("name_be", format!("{name_be:?}")),
        ("short_name_be", format!("{short_name_be:?}")),
        ("address", format!("{address:?}")),
        ("activity", format!("{activity:?}")),
        ("head", format!("{head:?}")),
        ("synthetic", format!("{synthetic:?}")),
        ("search", format!("{search:?}")),
        ("name_key", format!("{name_key:?}")),
    ]
}

fn compare_words(
    conn: &mut AnyConn,
    unp: i64,
    row: Option<&CompanyRow>,
    differences: &mut Vec<Difference>,
) -> QueryResult<()> {
    let wanted = row.map(search_words::words_of);
    let (words, marks) = wanted.as_ref().map_or(("", ""), |wanted| (&wanted.words, &wanted.marks));
    let agrees = match (check::words_of(conn, unp, words, marks)?, &wanted) {
        (Indexed::Nothing, None) => true,
        (Indexed::Texts(words, marks), Some(wanted)) => words == wanted.words && marks == wanted.marks,
        (Indexed::Tokens { counts, all_found }, Some(_)) => {
            all_found && counts == [words.split_whitespace().count(), marks.split_whitespace().count()]
        }
        _ => false,
    };
    if !agrees {
        differences.push(Difference::new(unp, "company_words", "something else", (words, marks)));
    }
    Ok(())
}

/// Whether the index of trigrams holds another text than the row.
fn compare_trigrams(conn: &mut AnyConn, row: &CompanyRow, differences: &mut Vec<Difference>) -> QueryResult<bool> {
    let trigrams = row.search.chars().count().saturating_sub(2);
    let broken = match check::trigrams_of(conn, row.unp, &row.search)? {
        None => false,
        Some(Indexed::Tokens { counts, all_found }) => !all_found || counts != [trigrams],
        Some(_) => true,
    };
    if broken {
        differences.push(Difference::new(row.unp, "company_search", "something else", &row.search));
    }
    Ok(broken)
}

type Replayed = HashMap<i64, (CompanyRow, Vec<PlaceRow>)>;

/// Places stay when the last company has moved away, so only missing ones differ.
fn missing_places(conn: &mut AnyConn, replayed: &Replayed, piece: &mut Piece) -> QueryResult<()> {
    let settlements: BTreeSet<String> =
        replayed.values().flat_map(|(_, places)| places).map(|place| place.settlement_key.clone()).collect();
    let known = check::places_of(conn, settlements.into_iter().collect())?;
    for (unp, (_, places)) in replayed {
        let missing = places.iter().find(|place| {
            let PlaceRow { area, settlement_key, settlement_kind, street_key, street_kind, .. } = (*place).clone();
            !known.contains(&(settlement_key, street_key, area, settlement_kind, street_kind))
        });
        if let Some(place) = missing {
            piece.differences.push(Difference::new(unp, "places", "no row", (&place.settlement, &place.street)));
            piece.differing.push(*unp);
        }
    }
    Ok(())
}

/// The words among which a mistyped one is looked for; they too stay.
fn missing_words(conn: &mut AnyConn, replayed: &Replayed, piece: &mut Piece) -> QueryResult<()> {
    let words = |row: &CompanyRow| -> Vec<String> {
        let words = search_words::words_of(row).words;
        words.split_whitespace().filter(|word| is_known(word)).map(str::to_owned).collect()
    };
    let all: BTreeSet<String> = replayed.values().flat_map(|(row, _)| words(row)).collect();
    let known = check::known_words(conn, all.into_iter().collect())?;
    for (unp, (row, _)) in replayed {
        if let Some(word) = words(row).into_iter().find(|word| !known.contains(word)) {
            piece.differences.push(Difference::new(unp, "register_words", "no row", word));
            piece.differing.push(*unp);
        }
    }
    Ok(())
}
