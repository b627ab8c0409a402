//! Suggestions while one types a search: the first companies that the search would find, as JSON.

use super::naming;
use super::search::with_beginning;
use crate::failure::Failure;
use crate::http::visit::Visit;
use crate::register::finding::{self, Sought};
use crate::state::AppState;
use crate::store::AnyConn;
use crate::store::company_search::FoundRow;
use app::l10n::Tr;
use app::pages::register::standing_words;
use axum::Json;
use axum::extract::{Query, State};
use portal::company::Standing;
use portal::fold::search_key;
use portal::unp::Unp;
use serde::Serialize;
use std::time::Duration;

/// So many are offered.
const MOST: usize = 8;
/// Characters of a text that are looked for, and the fewest.
const LONGEST: usize = 100;
const LEAST: usize = 2;
/// What takes longer is no help to somebody who types on.
const PATIENCE: Duration = Duration::from_millis(300);

/// The best first.
#[derive(Default, Serialize)]
pub struct Suggestions {
    suggestions: Vec<Suggestion>,
}

#[derive(Serialize)]
struct Suggestion {
    /// The company's page.
    href: String,
    name: String,
    /// The name in the other language where that is what was typed, the number and the state.
    note: String,
}

type Typed = Query<Vec<(String, String)>>;

/// `?q=`: nothing that people type is an error.
pub async fn suggestions(
    State(state): State<AppState>,
    visit: Visit,
    Query(typed): Typed,
) -> Result<Json<Suggestions>, Failure> {
    let typed = typed.into_iter().find(|(name, _)| name == "q").map(|(_, text)| text).unwrap_or_default();
    let text: String = typed.trim().chars().take(LONGEST).map(|c| if c == '\0' { ' ' } else { c }).collect();
    if search_key(&text).chars().count() < LEAST {
        return Ok(Json(Suggestions::default()));
    }
    let named = naming::Typed::of(&text);
    let sought = Sought { unps: numbers(&text), text, reach: Some(MOST), ..Sought::default() };
    let time = PATIENCE.min(state.config.search_timeout());
    let sample = state.samples.kept();
    let find = move |conn: &mut AnyConn| -> Result<Vec<FoundRow>, Failure> {
        let found = finding::find(conn, &sought, time, sample.as_deref())?;
        match found.unps.get(..found.unps.len().min(MOST)) {
            Some(unps) if !unps.is_empty() => Ok(finding::shown(conn, unps)?),
            _ => Ok(Vec::new()),
        }
    };
    let found = state.db.read(find).await?;
    Ok(Json(Suggestions { suggestions: found.into_iter().map(|row| suggestion(visit.tr, row, &named)).collect() }))
}

/// The numbers that begin with what was typed, or are it.
fn numbers(text: &str) -> Option<(i64, i64)> {
    if let Some(number) = Unp::parse(text).ok().and_then(|unp| unp.number()) {
        return Some((number, number));
    }
    let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| with_beginning(&digits)).flatten()
}

fn suggestion(tr: Tr, row: FoundRow, typed: &naming::Typed) -> Suggestion {
    let standing = Standing::from_wire(row.standing).unwrap_or(Standing::Active);
    let unp = row.unp.to_string();
    let also = typed.found_by(row.names(), tr.lang()).map(|name| format!("{name} · ")).unwrap_or_default();
    Suggestion {
        href: format!("/register/{unp}"),
        name: row.names().title(tr.lang()).to_owned(),
        note: format!("{also}{} {unp} · {}", tr.t("unp"), standing_words(tr, standing)),
    }
}
