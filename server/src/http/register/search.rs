//! The search of the register: what was typed, the filters, and a page of what was found.

mod filters;

use self::filters::Wanted;
use super::naming;
use crate::failure::Failure;
use crate::http::urls::encode;
use crate::http::visit::{Page, Visit};
use crate::register::finding::{self, Found, Sort, Sought, Tallies};
use crate::state::AppState;
use crate::store::companies;
use crate::store::company_search::{FoundRow, MOST};
use app::pages::register::search::{self as search_page, Answer, FoundView, Hit, SearchView};
use app::ui::Crumb;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use portal::company::{Kind, Standing};
use portal::fold::search_key;
use portal::lang::Lang;
use portal::unp::{Unp, UnpError};

/// Companies on one page of results.
const PER_PAGE: i64 = 20;
/// Characters of a query that are looked for.
const LONGEST: usize = 200;

/// The names and values of a query, repeated or not: nothing that people type into an address is an
/// error of form.
type Typed = Query<Vec<(String, String)>>;

pub async fn search(State(state): State<AppState>, visit: Visit, Query(typed): Typed) -> Result<Response, Failure> {
    let (text, cut) = shortened(value(&typed, "q").trim());
    let wanted = Wanted::read(&typed);
    let mut status = StatusCode::OK;
    let mut tallies = None;
    let answer = match asked(&text) {
        Asked::Unp(unp) => match unp.number() {
            Some(number) if is_known(&state, number).await? => {
                return Ok(Redirect::to(&format!("/register/{number}")).into_response());
            }
            Some(_) => Answer::NoSuchUnp(unp.to_string()),
            None => Answer::PersonsUnp,
        },
        _ if wanted.is_wrong() => {
            status = StatusCode::UNPROCESSABLE_ENTITY;
            Answer::WrongFilters
        }
        Asked::Nothing if wanted.filters.is_empty() && wanted.sort == Sort::Best => Answer::NotAsked,
        Asked::Answered(answer) => answer,
        asked => {
            let unps = if let Asked::Sought(unps) = asked { unps } else { None };
            let page = page_number(value(&typed, "page"));
            let (filters, reach) = (wanted.filters.clone(), Some((page * PER_PAGE) as usize));
            let sought = Sought { text: text.clone(), unps, filters, sort: wanted.sort, reach };
            let (answer, counted) = find(&state, sought, page, (&text, visit.lang()), &wanted).await?;
            tallies = counted;
            answer
        }
    };
    let tr = visit.tr;
    let head = Page::titled(tr.t("register-search-title"))
        .with_suggestions()
        .crumbs(vec![Crumb::here(tr.t("nav-register"))])
        .status(status);
    let panel = filters::panel(&state, tr, &text, &wanted, tallies.as_ref());
    let view = SearchView { tr, typed: text, cut, answer, panel };
    Ok(visit.page(head, move || search_page::page(view)).await)
}

fn value<'a>(typed: &'a [(String, String)], name: &str) -> &'a str {
    typed.iter().find(|(found, _)| found == name).map_or("", |(_, value)| value.as_str())
}

/// At most [`LONGEST`] characters of what was typed, and whether that is not all.
fn shortened(text: &str) -> (String, bool) {
    let end = text.char_indices().nth(LONGEST).map_or(text.len(), |(index, _)| index);
    // A NUL would end the text early in one database and be refused by the other.
    (text[..end].replace('\0', " ").trim().to_owned(), end < text.len())
}

/// From 1.
fn page_number(typed: &str) -> i64 {
    typed.parse().unwrap_or(1).clamp(1, MOST / PER_PAGE)
}

/// What a text asks for.
enum Asked {
    Nothing,
    Unp(Unp),
    /// A name; where it is digits, the first and last number that begin with them.
    Sought(Option<(i64, i64)>),
    /// The text itself tells that there is nothing to look for.
    Answered(Answer),
}

fn asked(text: &str) -> Asked {
    if text.is_empty() {
        return Asked::Nothing;
    }
    let digits: String = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–')).collect();
    let digits = ["УНП", "унп", "UNP", "unp", "ЕГР", "егр"]
        .iter()
        .find_map(|prefix| digits.strip_prefix(prefix))
        .map_or(digits.as_str(), |rest| rest.trim_start_matches(['№', ':', '#']));
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    match Unp::parse(text).or_else(|error| if is_number { Unp::parse(digits) } else { Err(error) }) {
        Ok(unp) => return Asked::Unp(unp),
        Err(UnpError::CheckDigit) if is_number => {
            let mut first = [0; 8];
            first.copy_from_slice(&digits.as_bytes()[..8]);
            let expected = Unp::check_digit(&first);
            return Asked::Answered(Answer::WrongCheckDigit { typed: digits.to_owned(), expected });
        }
        Err(UnpError::Character) if is_number => return Asked::Answered(Answer::WrongBeginning(digits.to_owned())),
        Err(UnpError::Length(length)) if is_number && length > 9 => {
            return Asked::Answered(Answer::TooManyDigits(length));
        }
        Err(_) => {}
    }
    if search_key(text).is_empty() {
        return Asked::Answered(Answer::OnlySigns);
    }
    Asked::Sought(is_number.then(|| with_beginning(digits)).flatten())
}

/// The first and the last number that begin with these digits; `None` for one or two digits, which
/// would be most of the register.
pub fn with_beginning(digits: &str) -> Option<(i64, i64)> {
    let missing = u32::try_from(9 - digits.len().min(9)).ok().filter(|missing| *missing <= 6)?;
    let first = digits.parse::<i64>().ok()? * 10_i64.pow(missing);
    Some((first, first + 10_i64.pow(missing) - 1))
}

async fn is_known(state: &AppState, unp: i64) -> Result<bool, Failure> {
    state.db.read(move |conn| Ok(companies::find(conn, unp)?.is_some())).await
}

async fn find(
    state: &AppState,
    sought: Sought,
    asked_page: i64,
    (text, lang): (&str, Lang),
    wanted: &Wanted,
) -> Result<(Answer, Option<Tallies>), Failure> {
    let limit = state.config.search_timeout();
    let (asked, sample) = (sought.clone(), state.samples.current(state));
    let found = state.db.read(move |conn| {
        let found = finding::find(conn, &sought, limit, sample.as_deref())?;
        let count = found.listed as i64;
        // A page beyond the last shows the last.
        let pages = ((count + PER_PAGE - 1) / PER_PAGE).max(1);
        let page = asked_page.min(pages);
        let from = ((page - 1) * PER_PAGE) as usize;
        let unps = &found.unps[from..found.unps.len().min(from + PER_PAGE as usize)];
        let rows = if unps.is_empty() { Vec::new() } else { finding::shown(conn, unps)? };
        Ok::<_, Failure>((found, page, pages, rows))
    });
    let (found, page, pages, rows) = found.await?;
    let (about, tallies) = counted(state, &asked, &found);
    let answer = match (found.unps.is_empty(), found.cut) {
        (true, true) => Answer::TooSlow,
        (true, false) if !wanted.filters.is_empty() => Answer::NothingLeft,
        (true, false) => Answer::NoSuchName,
        (false, _) => Answer::Found(FoundView {
            companies: hits(rows, text, lang),
            count: found.listed as i64,
            more: found.more,
            about,
            late: found.cut,
            corrected: found.corrected,
            page: page as usize,
            pages: pages as usize,
            page_href: format!("/register?q={}{}&page=", encode(text), wanted.query()),
        }),
    };
    Ok((answer, tallies))
}

/// How many each filter would leave: counted where all that was found was looked at, elsewhere estimated; and about
/// how many there are in all.
fn counted(state: &AppState, sought: &Sought, found: &Found) -> (Option<i64>, Option<Tallies>) {
    if !found.more && found.tallies.as_ref().is_some_and(Tallies::are_complete) {
        return (None, found.tallies.clone());
    }
    let Some(sample) = state.samples.current(state) else { return (None, found.tallies.clone()) };
    let (all, estimated) = sample.estimate(sought, found);
    // Less than was seen it is not.
    let all = all.filter(|all| found.more && *all > MOST);
    (all, Some(found.tallies.clone().unwrap_or_default().completed(estimated)))
}

fn hits(rows: Vec<FoundRow>, text: &str, lang: Lang) -> Vec<Hit> {
    let typed = naming::Typed::of(text);
    let readings: Vec<String> =
        portal::sound::sought(text).into_iter().flatten().filter(|reading| reading.len() > 2).collect();
    let hit = |row: FoundRow| Hit { also: typed.found_by(row.names(), lang), ..hit(row, &readings, lang) };
    rows.into_iter().map(hit).collect()
}

fn hit(row: FoundRow, readings: &[String], lang: Lang) -> Hit {
    let begins = |field: &Option<String>| {
        let words = portal::sound::keys(field.as_deref().unwrap_or_default());
        readings.iter().any(|reading| words.iter().any(|word| word.starts_with(reading)))
    };
    let (in_head, in_activity) = (begins(&row.head), begins(&row.activity));
    Hit {
        unp: row.unp,
        kind: Kind::from_code(&row.kind).unwrap_or(Kind::LegalEntity),
        standing: Standing::from_wire(row.standing).unwrap_or(Standing::Active),
        title: row.names().title(lang).to_owned(),
        also: None,
        address: row.address,
        head: row.head.filter(|_| in_head),
        activity: row.activity.filter(|_| in_activity),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_beginning_of_a_number_is_a_range() {
        assert_eq!(with_beginning("7913"), Some((791_300_000, 791_399_999)));
        assert_eq!(with_beginning("79139735"), Some((791_397_350, 791_397_359)));
        assert_eq!(with_beginning("79"), None);
    }

    #[test]
    fn a_number_is_read_in_any_spelling() {
        for typed in ["791397355", "УНП: 791 397 355", "унп №791-397-355", "ЕГР 791397355", "UNP791397355"] {
            assert!(matches!(asked(typed), Asked::Unp(unp) if unp.number() == Some(791_397_355)), "{typed}");
        }
    }

    #[test]
    fn a_long_query_is_cut_between_characters() {
        let (text, cut) = shortened(&"ё".repeat(201));
        assert_eq!((text.chars().count(), cut), (200, true));
        for (typed, page) in [("7", 7), ("-3", 1), ("99999999999999999999", 1), ("51", 50)] {
            assert_eq!(page_number(typed), page, "{typed}");
        }
    }
}
