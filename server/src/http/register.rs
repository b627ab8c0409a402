//! The public register: the search and the page of each company.

use super::urls::encode;
use super::visit::{Page, Visit};
use crate::failure::Failure;
use crate::register::history::{Told, tell};
use crate::state::AppState;
use crate::store::companies::{self, CompanyRow};
use crate::store::company_search::{self, FoundRow, MOST, Sought};
use crate::store::{entries, proceedings};
use app::pages::register::company::{self as company_page, CompanyView, Contacts, UnknownView};
use app::pages::register::search::{self as search_page, Answer, FoundView, Hit, SearchView};
use app::ui::Crumb;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use portal::company::{Kind, Standing};
use portal::fold::search_key;
use portal::procedures::Procedure;
use portal::unp::{Unp, UnpError};

/// Companies on one page of results.
const PER_PAGE: i64 = 20;
/// Characters of a query that are looked for.
const LONGEST: usize = 200;
/// Entries of one company that its page shows.
const HISTORY: i64 = 400;

/// The names and values of a query, repeated or not: nothing that people type into an address is an
/// error of form.
type Typed = Query<Vec<(String, String)>>;

pub async fn search(State(state): State<AppState>, visit: Visit, Query(typed): Typed) -> Result<Response, Failure> {
    let (typed, cut) = shortened(value(&typed, "q").unwrap_or("").trim(), value(&typed, "page").unwrap_or(""));
    let answer = match asked(&typed.text) {
        Asked::Unp(unp) => match unp.number() {
            Some(number) if is_known(&state, number).await? => {
                return Ok(Redirect::to(&format!("/register/{number}")).into_response());
            }
            Some(_) => Answer::NoSuchUnp(unp.to_string()),
            None => Answer::PersonsUnp,
        },
        Asked::Nothing => Answer::NotAsked,
        Asked::Sought(sought) => find(&state, sought, &typed).await?,
        Asked::Answered(answer) => answer,
    };
    let tr = visit.tr;
    let head = Page::titled(tr.t("register-search-title")).crumbs(vec![Crumb::here(tr.t("nav-register"))]);
    let view = SearchView { tr, typed: typed.text, cut, answer };
    Ok(visit.page(head, move || search_page::page(view)).await)
}

pub async fn company(
    State(state): State<AppState>,
    visit: Visit,
    unp: Result<Path<String>, PathRejection>,
) -> Result<Response, Failure> {
    let Ok(Path(asked)) = unp else { return Err(Failure::NotFound) };
    let number = match Unp::parse(&asked) {
        Ok(unp) if unp.as_str() == asked => unp.number(),
        Ok(unp) => return Ok(Redirect::to(&format!("/register/{unp}")).into_response()),
        Err(_) => None,
    };
    let Some(number) = number else { return Ok(unknown(&visit, asked).await) };
    let found = state.db.look(move |conn| {
        let Some(row) = companies::find(conn, number)? else { return Ok::<_, Failure>(None) };
        let notice = if row.standing() == Standing::InLiquidation { proceedings::open_of(conn, number)? } else { None };
        Ok(Some((row, entries::newest(conn, number, HISTORY)?, notice)))
    });
    let Some((row, entries, notice)) = found.await? else { return Ok(unknown(&visit, asked).await) };
    let office =
        |code: i64| state.offices.get(i32::try_from(code).ok()?).map(|o| o.names().get(visit.lang()).to_owned());
    let told = tell(&entries, row.kind(), &office);
    let mut view = view(&state, &visit, row, told, entries.len() as i64 == HISTORY);
    view.notice = notice.map(|row| super::notices::notice(&row, view.title().to_owned()));
    let register = Crumb::new(visit.tr.t("nav-register"), "/register");
    let head = Page::titled(view.title()).crumbs(vec![register, Crumb::here(view.crumb())]);
    Ok(visit.page(head, move || company_page::page(view)).await)
}

/// What was typed into the search, at most [`LONGEST`] characters of it.
struct Shortened {
    text: String,
    /// From 1.
    page: i64,
}

fn shortened(text: &str, page: &str) -> (Shortened, bool) {
    let end = text.char_indices().nth(LONGEST).map_or(text.len(), |(index, _)| index);
    let page = page.parse().unwrap_or(1).clamp(1, MOST / PER_PAGE);
    // A NUL would end the text early in one database and be refused by the other.
    (Shortened { text: text[..end].replace('\0', " ").trim().to_owned(), page }, end < text.len())
}

fn value<'a>(typed: &'a [(String, String)], name: &str) -> Option<&'a str> {
    typed.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
}

/// What a text asks for.
enum Asked {
    Nothing,
    Unp(Unp),
    Sought(Sought),
    /// The text itself tells that there is nothing to look for.
    Answered(Answer),
}

fn asked(text: &str) -> Asked {
    if text.is_empty() {
        return Asked::Nothing;
    }
    let digits: String = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–')).collect();
    let digits = ["УНП", "унп", "UNP", "unp"].iter().find_map(|prefix| digits.strip_prefix(prefix)).unwrap_or(&digits);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    match Unp::parse(text) {
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
    let unps = is_number.then(|| with_beginning(digits)).flatten();
    match search_key(text) {
        folded if folded.is_empty() => Asked::Answered(Answer::OnlySigns),
        folded => Asked::Sought(Sought { text: folded, unps }),
    }
}

/// The first and the last number that begin with these digits; `None` for one or two digits, which
/// would be most of the register.
fn with_beginning(digits: &str) -> Option<(i64, i64)> {
    let missing = u32::try_from(9 - digits.len().min(9)).ok().filter(|missing| *missing <= 6)?;
    let first = digits.parse::<i64>().ok()? * 10_i64.pow(missing);
    Some((first, first + 10_i64.pow(missing) - 1))
}

async fn is_known(state: &AppState, unp: i64) -> Result<bool, Failure> {
    state.db.look(move |conn| Ok(companies::find(conn, unp)?.is_some())).await
}

async fn find(state: &AppState, sought: Sought, typed: &Shortened) -> Result<Answer, Failure> {
    let asked_page = typed.page;
    let found = state.db.read(move |conn| {
        let count = company_search::count(conn, &sought)?;
        // A page beyond the last shows the last.
        let pages = ((count.min(MOST) + PER_PAGE - 1) / PER_PAGE).max(1);
        let page = asked_page.min(pages);
        let limit = PER_PAGE.min(MOST - (page - 1) * PER_PAGE);
        let rows =
            if count > 0 { company_search::find(conn, &sought, (page - 1) * PER_PAGE, limit)? } else { Vec::new() };
        Ok::<_, Failure>((count, page, pages, rows))
    });
    let (count, page, pages, rows) = found.await?;
    if count == 0 {
        return Ok(Answer::NoSuchName);
    }
    Ok(Answer::Found(FoundView {
        companies: rows.into_iter().map(hit).collect(),
        count: count.min(MOST),
        more: count > MOST,
        page: page as usize,
        pages: pages as usize,
        encoded: encode(&typed.text),
    }))
}

fn hit(row: FoundRow) -> Hit {
    Hit {
        unp: row.unp,
        kind: Kind::from_code(&row.kind).unwrap_or(Kind::LegalEntity),
        standing: Standing::from_wire(row.standing).unwrap_or(Standing::Active),
        name: row.name,
        short_name: row.short_name,
        address: row.address,
    }
}

fn view(state: &AppState, visit: &Visit, row: CompanyRow, told: Told, more: bool) -> CompanyView {
    let filled = |text: String| (!text.is_empty()).then_some(text);
    let (kind, standing) = (row.kind(), row.standing());
    let office = told.office.or_else(|| row.office.map(|code| state.offices.name(code, visit.lang())));
    let subject = portal::procedures::Subject {
        unp: row.unp,
        kind,
        standing,
        full_name: String::new(),
        names: Default::default(),
        activity: Default::default(),
        registered_on: row.registered_on,
        address: None,
        head: None,
        office: row.office,
        proceeding: None,
    };
    CompanyView {
        tr: visit.tr,
        unp: row.unp,
        kind,
        standing,
        name: row.name,
        short_name: row.short_name,
        brand: row.brand,
        name_be: row.name_be,
        short_name_be: row.short_name_be,
        registered_on: row.registered_on,
        excluded_on: row.excluded_on,
        office,
        head: told.head,
        activity: row.activity,
        address: row.address,
        contacts: Contacts {
            phone: filled(told.contacts.phone),
            email: filled(told.contacts.email),
            site: filled(told.contacts.website),
        },
        other_activities: told.other_activities,
        history: told.history,
        more,
        synthetic: row.synthetic,
        notice: None,
        today: state.clock.today(),
        may_move: Procedure::ChangeOfLocation.rules().eligible(&subject).is_ok(),
    }
}

/// No such company: a page that says what to try.
async fn unknown(visit: &Visit, asked: String) -> Response {
    let asked = asked.chars().take(40).collect();
    let (tr, view) = (visit.tr, UnknownView { tr: visit.tr, asked });
    let title = tr.t("company-unknown-title");
    let register = Crumb::new(tr.t("nav-register"), "/register");
    let head = Page::titled(title.clone()).crumbs(vec![register, Crumb::here(title)]).status(StatusCode::NOT_FOUND);
    visit.page(head, move || company_page::unknown(view)).await
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
    fn a_long_query_is_cut_between_characters() {
        let (shortened, cut) = shortened(&"ё".repeat(201), "7");
        assert_eq!((shortened.text.chars().count(), shortened.page, cut), (200, 7, true));
        assert_eq!(super::shortened("x", "-3").0.page, 1);
        assert_eq!(super::shortened("x", "99999999999999999999").0.page, 1);
        assert_eq!(super::shortened("x", "51").0.page, 50);
    }
}
