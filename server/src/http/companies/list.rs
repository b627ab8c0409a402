//! Searching: by a part of the name or the number, by state and kind, page by page.
//!
//! Without `q` the list goes by number and its cursor is the last number, so that pages stay whole however
//! long reading takes. With `q` the register's own search finds, the best first, at most a thousand, and the cursor is
//! a place among them.

use super::record::{Company, company};
use super::{Typed, conditional, limit, only, value};
use crate::failure::Failure;
use crate::http::problem::bad_parameter;
use crate::http::register::with_beginning;
use crate::http::urls::digits;
use crate::register::finding::{self, Sort, Sought};
use crate::state::AppState;
use crate::store::companies::{self, CompanyRow};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use portal::company::{Kind, Standing};
use portal::fold::search_key;
use portal::legal_form::LegalForm;
use portal::unp::Unp;
use serde_json::json;
use std::collections::HashMap;

/// Characters of a query that are looked for.
const LONGEST: usize = 200;

/// Filters of a list.
#[derive(Clone, Copy)]
struct Filters {
    standing: Option<Standing>,
    kind: Option<Kind>,
}

/// Where a page begins.
#[derive(Clone, Copy)]
enum Cursor {
    Start,
    After(i64),
    Place(usize),
}

pub async fn list(State(state): State<AppState>, typed: Typed, headers: HeaderMap) -> Result<Response, Failure> {
    let (filters, cursor, limit) = match read(&typed) {
        Ok(read) => read,
        Err(refused) => return Ok(refused),
    };
    let q = value(&typed, "q").unwrap_or("").trim();
    if q.chars().count() > LONGEST {
        return Ok(bad_parameter("q", "at most 200 characters"));
    }
    let found = match (q.is_empty(), cursor) {
        (true, Cursor::Place(_)) | (false, Cursor::After(_)) => {
            return Ok(bad_parameter("cursor", "a cursor of this very list"));
        }
        (true, Cursor::After(unp)) => by_number(&state, filters, unp, limit).await?,
        (true, Cursor::Start) => by_number(&state, filters, 0, limit).await?,
        (false, Cursor::Place(place)) => by_search(&state, q, filters, place, limit).await?,
        (false, Cursor::Start) => by_search(&state, q, filters, 0, limit).await?,
    };
    let told: Vec<Company> = found.rows.into_iter().map(|row| company(&state, row)).collect();
    let mut body = json!({ "companies": told });
    let said = [("corrected", found.corrected), ("incomplete", found.incomplete), ("more", found.more)];
    for (name, is_so) in said {
        if is_so {
            body[name] = true.into();
        }
    }
    let link = found.next.map(|cursor| {
        body["cursor"] = cursor.clone().into();
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(typed.iter().filter(|(name, _)| name != "cursor"));
        query.append_pair("cursor", &cursor);
        format!("<{}/api/v1/companies?{}>; rel=\"next\"", state.config.public_url, query.finish())
    });
    let mut response = conditional(&headers, &body);
    if let Some(link) = link.and_then(|link| HeaderValue::from_str(&link).ok()) {
        response.headers_mut().insert(header::LINK, link);
    }
    Ok(response)
}

fn read(typed: &[(String, String)]) -> Result<(Filters, Cursor, i64), Response> {
    only(typed, &["q", "status", "kind", "limit", "cursor"])?;
    let standing = match value(typed, "status") {
        None => None,
        Some(code) => {
            let known = Standing::ALL.into_iter().find(|standing| standing.code().replace('-', "_") == code);
            Some(known.ok_or_else(|| bad_parameter("status", "a state, such as active or in_liquidation"))?)
        }
    };
    let kind = match value(typed, "kind") {
        None => None,
        Some(code) => {
            Some(Kind::from_code(code).ok_or_else(|| bad_parameter("kind", "legal_entity or sole_proprietor"))?)
        }
    };
    let cursor = match value(typed, "cursor") {
        None => Cursor::Start,
        Some(text) => match (text.strip_prefix('n').and_then(digits), text.strip_prefix('p').and_then(digits)) {
            (Some(unp), _) => Cursor::After(unp),
            (_, Some(place)) => Cursor::Place(place),
            _ => return Err(bad_parameter("cursor", "a cursor that an answer gave")),
        },
    };
    Ok((Filters { standing, kind }, cursor, limit(typed, 20, 100)?))
}

/// A page of a list.
#[derive(Default)]
struct Found {
    rows: Vec<CompanyRow>,
    /// Where the next page begins.
    next: Option<String>,
    /// Nothing was spelt as typed: these are near it.
    corrected: bool,
    /// Time was up before everything was looked at.
    incomplete: bool,
    /// More were found than a search tells.
    more: bool,
}

async fn by_number(state: &AppState, filters: Filters, after: i64, limit: i64) -> Result<Found, Failure> {
    let standing = filters.standing.map(Standing::to_wire);
    // One more than asked tells whether there are more.
    let read =
        state.db.read(move |conn| Ok::<_, Failure>(companies::after(conn, after, standing, filters.kind, limit + 1)?));
    let mut rows = read.await?;
    let more = rows.len() as i64 > limit;
    rows.truncate(limit as usize);
    let next = rows.last().filter(|_| more).map(|row| format!("n{}", row.unp));
    Ok(Found { rows, next, ..Found::default() })
}

/// By the search that the page has: however a name is spelt, best first. The search may be cut short, which
/// the answer tells as the page does.
async fn by_search(state: &AppState, q: &str, filters: Filters, place: usize, limit: i64) -> Result<Found, Failure> {
    let number = Unp::parse(q).ok().and_then(|unp| unp.number());
    // A NUL would end the text early in one database and be refused by the other.
    let text = q.replace('\0', " ");
    if search_key(&text).is_empty() {
        return Ok(Found::default());
    }
    let sought = Sought {
        unps: beginning(&text),
        text,
        filters: finding::Filters {
            standings: filters.standing.map(Standing::to_wire).into_iter().collect(),
            forms: filters.kind.map(forms).unwrap_or_default(),
            ..finding::Filters::default()
        },
        sort: Sort::Best,
        reach: Some(place.saturating_add(limit as usize)),
    };
    let fits = move |kind: &str| filters.kind.is_none_or(|wanted| wanted.code() == kind);
    let time = state.config.search_timeout();
    let sample = state.samples.kept();
    let read = state.db.read(move |conn| {
        if let Some(number) = number {
            let one = companies::find(conn, number)?.filter(|row| {
                fits(&row.kind) && filters.standing.is_none_or(|wanted| wanted.to_wire() == row.standing)
            });
            return Ok::<Found, Failure>(Found { rows: one.into_iter().skip(place).collect(), ..Found::default() });
        }
        let found = finding::find(conn, &sought, time, sample.as_deref())?;
        let unps = found.unps;
        let page: Vec<i64> = unps.iter().copied().skip(place).take(limit as usize).collect();
        let end = place.saturating_add(page.len());
        let mut rows: HashMap<i64, CompanyRow> =
            companies::of(conn, &page)?.into_iter().map(|row| (row.unp, row)).collect();
        Ok(Found {
            rows: page.iter().filter_map(|unp| rows.remove(unp)).collect(),
            next: (end < found.listed).then(|| format!("p{end}")),
            corrected: found.corrected,
            incomplete: found.cut,
            more: found.more,
        })
    });
    read.await
}

/// The legal forms of a kind: the index knows these.
fn forms(kind: Kind) -> Vec<LegalForm> {
    let of_kind = |form: &LegalForm| (*form == LegalForm::SoleProprietor) == (kind == Kind::SoleProprietor);
    LegalForm::ALL.into_iter().filter(of_kind).collect()
}

/// First and last number that begin with what was typed, where that is three digits or more.
fn beginning(text: &str) -> Option<(i64, i64)> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| with_beginning(&digits)).flatten()
}
