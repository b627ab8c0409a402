//! Many companies at once: a list of numbers in, what the register says of each out.

mod files;
mod reading;
mod sheet;

pub use files::{csv, xlsx};
pub use reading::{Unreadable, read};

use crate::failure::Failure;
use crate::random;
use crate::state::AppState;
use crate::store::company_search::{self, FoundRow};
use crate::store::{AnyConn, batches, proceedings};
use chrono::{Duration, NaiveDate};
use diesel::QueryResult;
use portal::company::{Kind, Standing};
use portal::retention;
use portal::unp::Unp;
use std::collections::{HashMap, HashSet};

/// Numbers of one list.
pub const MOST: usize = 10_000;
/// Companies of one query.
const CHUNK: usize = 1_000;
/// How long a list is kept.
pub fn kept(state: &AppState) -> Duration {
    state.retention.span(retention::Kind::Batches, state.clock.today())
}

/// One line of the list with what the register says.
#[derive(Clone, Debug)]
pub struct Line {
    /// As it was asked, digits together.
    pub asked: String,
    pub company: Option<FoundRow>,
    pub flags: Vec<Flag>,
}

impl Line {
    pub fn standing(&self) -> Option<Standing> {
        Standing::from_wire(self.company.as_ref()?.standing)
    }

    pub fn kind(&self) -> Option<Kind> {
        Kind::from_code(&self.company.as_ref()?.kind)
    }

    /// Whether something of it wants to be looked at. That a company is invented is told, but every company is where the
    /// portal is tried out.
    pub fn needs_attention(&self) -> bool {
        self.flags.iter().any(|flag| *flag != Flag::Invented)
    }
}

/// What one should know before relying on a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flag {
    /// It is no payer's number at all.
    NoNumber,
    /// The last digit does not follow from the others.
    WrongDigit,
    /// A right number that the register does not have.
    Unknown,
    /// The number of a person who is no entrepreneur: the register has no such numbers.
    Person,
    /// It stood in the list before.
    Repeated,
    /// The company is no more, or may not act.
    Ended,
    /// It does not work for a time.
    Suspended,
    /// Another body keeps its record.
    Moved,
    /// It is being wound up or is bankrupt.
    Closing,
    /// Creditors may make claims until then.
    Claims(NaiveDate),
    /// The company is invented.
    Invented,
}

impl Flag {
    /// What is to be known of a standing; nothing of one that is plainly active.
    fn of(standing: Standing) -> Option<Flag> {
        match standing {
            Standing::Active => None,
            Standing::InLiquidation | Standing::Bankrupt => Some(Flag::Closing),
            Standing::Suspended => Some(Flag::Suspended),
            Standing::MovedToOtherBody | Standing::MovedToOtherTerritory => Some(Flag::Moved),
            Standing::Excluded
            | Standing::EndedByReorganisation
            | Standing::EndedInFormerForm
            | Standing::Mistake
            | Standing::LostCapacity
            | Standing::Annulled
            | Standing::RegisteredTwice => Some(Flag::Ended),
        }
    }

    /// The end of the locale key `batch-flag-…`.
    pub fn code(self) -> &'static str {
        match self {
            Flag::NoNumber => "no-number",
            Flag::WrongDigit => "wrong-digit",
            Flag::Unknown => "unknown",
            Flag::Person => "person",
            Flag::Repeated => "repeated",
            Flag::Ended => "ended",
            Flag::Suspended => "suspended",
            Flag::Moved => "moved",
            Flag::Closing => "closing",
            Flag::Claims(_) => "claims",
            Flag::Invented => "invented",
        }
    }
}

/// Keeps a list; gives the token of its address.
pub async fn keep(state: &AppState, asked: Vec<String>) -> Result<String, Failure> {
    let token = random::token();
    let (id, now) = (random::hashed(&token), state.clock.now());
    let text = serde_json::to_string(&asked).map_err(|error| Failure::Internal(error.to_string()))?;
    state.db.write(move |conn| Ok::<_, Failure>(batches::add(conn, &id, &text, now)?)).await?;
    Ok(token)
}

/// What the register says now of a list; `None` where there is none (any more).
pub async fn answer(state: &AppState, token: &str) -> Result<Option<Vec<Line>>, Failure> {
    let (id, since, today) = (random::hashed(token), state.clock.now() - kept(state), state.clock.today());
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let Some(text) = batches::find(conn, &id, since)? else { return Ok(None) };
        let asked: Vec<String> = serde_json::from_str(&text).map_err(|error| Failure::Internal(error.to_string()))?;
        Ok(Some(lines(conn, asked, today)?))
    };
    state.db.read(load).await
}

fn lines(conn: &mut AnyConn, asked: Vec<String>, today: NaiveDate) -> QueryResult<Vec<Line>> {
    let numbers: Vec<i64> = asked.iter().filter_map(|text| Unp::parse(text).ok()?.number()).collect();
    let (mut companies, mut claims) = (HashMap::new(), HashMap::new());
    for chunk in numbers.chunks(CHUNK) {
        companies.extend(company_search::shown(conn, chunk)?.into_iter().map(|row| (row.unp, row)));
        for row in proceedings::under_way(conn, chunk)? {
            if row.claims_until >= today {
                claims.insert(row.unp, row.claims_until);
            }
        }
    }
    let mut seen = HashSet::new();
    let line = |asked: String| {
        let mut flags = Vec::new();
        let company = match Unp::parse(&asked) {
            Err(portal::unp::UnpError::CheckDigit) => {
                flags.push(Flag::WrongDigit);
                None
            }
            Err(_) => {
                flags.push(Flag::NoNumber);
                None
            }
            Ok(unp) => {
                let company = unp.number().and_then(|number| companies.get(&number)).cloned();
                if company.is_none() {
                    flags.push(if unp.number().is_some() { Flag::Unknown } else { Flag::Person });
                }
                company
            }
        };
        if let Some(row) = &company {
            flags.extend(Standing::from_wire(row.standing).and_then(Flag::of));
            flags.extend(claims.get(&row.unp).map(|until| Flag::Claims(*until)));
            if row.synthetic {
                flags.push(Flag::Invented);
            }
        }
        if !seen.insert(asked.clone()) {
            flags.push(Flag::Repeated);
        }
        Line { asked, company, flags }
    };
    Ok(asked.into_iter().map(line).collect())
}

/// A flag as pages and files put it into words.
pub fn flag_view(flag: Flag) -> app::pages::register::batch::FlagView {
    let until = match flag {
        Flag::Claims(until) => Some(until),
        _ => None,
    };
    app::pages::register::batch::FlagView { code: flag.code(), until }
}

#[cfg(test)]
mod tests {
    use super::*;
    use app::l10n::Tr;
    use app::pages::register::batch::flag_words;
    use portal::lang::Lang;

    #[test]
    fn every_standing_but_active_needs_attention_and_has_words() {
        for standing in Standing::ALL {
            let flags: Vec<Flag> = Flag::of(standing).into_iter().collect();
            for (flag, lang) in flags.iter().flat_map(|flag| Lang::ALL.map(|lang| (*flag, lang))) {
                let words = flag_words(Tr(lang), &flag_view(flag));
                assert!(!words.starts_with("batch-flag"), "{words}");
            }
            let line = Line { asked: String::new(), company: None, flags };
            assert_eq!(line.needs_attention(), standing != Standing::Active, "{standing:?}");
        }
    }

    #[test]
    fn that_a_company_is_invented_is_told_and_not_counted() {
        let line = |flags: &[Flag]| Line { asked: String::new(), company: None, flags: flags.to_vec() };
        assert!(!line(&[Flag::Invented]).needs_attention());
        assert!(line(&[Flag::Repeated, Flag::Invented]).needs_attention());
    }
}
