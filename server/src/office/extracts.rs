//! Making an extract from the register: at once, for anyone, and kept.

use super::extract_sheet::sheet;
use crate::access::Themselves;
use crate::accounts::throttle::{self, EXTRACTS, Wait};
use crate::clock::minsk;
use crate::failure::Failure;
use crate::random::{filing_number, hex, token};
use crate::register::as_of;
use crate::register::extracted::{Extracted, extracted};
use crate::state::AppState;
use crate::store::extracts::{self, ExtractRow};
use crate::store::{AnyConn, companies, entries, new_id};
use chrono::NaiveDate;
use portal::lang::Lang;
use sha2::{Digest, Sha256};

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Asked {
    pub unp: i64,
    /// The day whose state is wanted; not later than today.
    pub on: NaiveDate,
    pub lang: Lang,
    /// A sole proprietor who asks for their own address and contacts.
    pub personal: Option<Themselves>,
    /// For counting how many one network has made.
    pub network: Option<String>,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Made {
    /// The extract's number.
    Extract(String),
    /// On that day the register did not have the company yet; since when it has, where that is known.
    NotYet(Option<NaiveDate>),
    /// This network has made many; how long until the next.
    Slowed(Wait),
}

/// Makes an extract, or finds the one that says the same of the same day and was made today.
pub async fn make(state: &AppState, asked: Asked) -> Result<Made, Failure> {
    let now = state.clock.now();
    let personal = asked.personal.as_ref().is_some_and(|of| of.unp() == asked.unp);
    let (unp, on, lang) = (asked.unp, asked.on, asked.lang);
    let current = state.clone();
    let read = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let company = companies::find(conn, unp)?.ok_or(Failure::NotFound)?;
        let rows = as_of::entries_on(conn, unp, on)?;
        let named = |code: i64| Some(current.offices.get(i32::try_from(code).ok()?)?.name(lang).to_owned());
        Ok((company.registered_on, extracted(&rows, personal, &named, now)))
    };
    let (registered_on, found) = state.db.read(read).await?;
    let Some(found) = found else { return Ok(Made::NotYet(registered_on)) };
    let facts = serde_json::to_string(&found.facts).map_err(|e| Failure::Internal(e.to_string()))?;
    let mut row = ExtractRow {
        id: new_id(),
        number: filing_number(),
        unp,
        on_day: on,
        lang: asked.lang.tag().to_owned(),
        personal,
        facts_digest: digest(&facts, &found),
        facts,
        verify_code: token(),
        digest: String::new(),
        made_on: minsk(now).date(),
        made_at: now,
    };
    let sought = row.clone();
    let before = move |conn: &mut AnyConn| extracts::same(conn, &sought).map_err(Failure::from);
    if let Some(same) = state.db.read(before).await? {
        return Ok(Made::Extract(same.number));
    }
    let subjects: Vec<_> = asked.network.iter().map(|network| EXTRACTS.of(network)).collect();
    let counted = state.db.write(move |conn: &mut AnyConn| throttle::count(conn, &subjects, now)).await?;
    if let Err(wait) = counted {
        return Ok(Made::Slowed(wait));
    }
    let document = sheet(state, &row, &found);
    let typeset = tokio::task::spawn_blocking(move || documents::typeset(&document)).await;
    let bytes = typeset.map_err(|e| Failure::Internal(e.to_string()))?.map_err(|e| Failure::Internal(e.to_string()))?;
    row.digest = hex(&Sha256::digest(&bytes));
    let keep = move |conn: &mut AnyConn| -> Result<String, Failure> {
        // Whoever asked the same at the same time was as quick: one of the two is kept.
        entries::lock(conn, &[row.unp])?;
        if let Some(same) = extracts::same(conn, &row)? {
            return Ok(same.number);
        }
        extracts::add(conn, &row, bytes)?;
        Ok(row.number)
    };
    state.db.write(keep).await.map(Made::Extract)
}

/// Over the facts and the history: an extract with a longer history is another one.
fn digest(facts: &str, found: &Extracted) -> String {
    let history = app::pages::register::company::in_rows(app::l10n::Tr(Lang::Ru), &found.history);
    let mut hasher = Sha256::new();
    hasher.update(facts.as_bytes());
    for text in history.iter().flatten() {
        hasher.update([0]);
        hasher.update(text.as_bytes());
    }
    hex(&hasher.finalize())
}
