//! What every database needs: offices, calendar, terms, reasons.

use crate::failure::Failure;
use crate::office::reasons;
use crate::store::Db;
use crate::store::dated_texts;
use crate::store::offices::{self, OfficeRow};
use crate::store::reserved_words::{self, ReservedWordRow};
use crate::store::terms::{self, CalendarDayRow, TermRow};
use portal::fold::search_key;

/// Working days and moved holidays 2015–2027, each a decree's.
const CALENDAR: &str = include_str!("../../data/working-days.csv");
/// Terms and fees with their acts.
const TERMS: &str = include_str!("../../data/terms.toml");

/// Words that a name may not have, with their acts.
const RESERVED_WORDS: &str = include_str!("../../data/reserved-words.toml");

/// Adds the offices, the calendar, the terms and the reasons that the database does not have yet; what a clerk has
/// corrected stays.
pub async fn reference_data(db: &Db) -> Result<(), Failure> {
    let calendar = calendar()?;
    let terms = term_rows()?;
    let words = word_rows()?;
    db.write(move |conn| -> Result<(), Failure> {
        offices::add_missing(conn, portal::offices::mogilev().into_iter().map(office).collect())?;
        terms::add_missing_days(conn, calendar)?;
        terms::add_missing(conn, terms)?;
        reserved_words::add_missing(conn, words)?;
        dated_texts::add_missing(conn, reasons::first_rows())?;
        Ok(())
    })
    .await
}

fn office(office: portal::offices::Office) -> OfficeRow {
    OfficeRow {
        code: office.code,
        soato: office.soato,
        kind: office.kind.code().to_owned(),
        parent: office.parent,
        registering: office.kind.registers(),
        name_be: office.name.be,
        name_ru: office.name.ru,
        name_en: office.name.en,
        area_be: office.area_name.be,
        area_ru: office.area_name.ru,
        area_en: office.area_name.en,
        opened_on: None,
        area_of: None,
    }
}

fn calendar() -> Result<Vec<CalendarDayRow>, Failure> {
    let rows: Result<Vec<CalendarDayRow>, csv::Error> =
        csv::Reader::from_reader(CALENDAR.as_bytes()).deserialize().collect();
    rows.map_err(|error| Failure::Internal(format!("working-days.csv: {error}")))
}

fn term_rows() -> Result<Vec<TermRow>, Failure> {
    #[derive(serde::Deserialize)]
    struct File {
        terms: Vec<TermRow>,
    }
    let file: File = toml::from_str(TERMS).map_err(|error| Failure::Internal(format!("terms.toml: {error}")))?;
    Ok(file.terms)
}

/// The words as names are compared: folded, the star kept.
fn word_rows() -> Result<Vec<ReservedWordRow>, Failure> {
    #[derive(serde::Deserialize)]
    struct File {
        words: Vec<ReservedWordRow>,
    }
    let file: File =
        toml::from_str(RESERVED_WORDS).map_err(|error| Failure::Internal(format!("reserved-words.toml: {error}")))?;
    let folded = |row: ReservedWordRow| {
        let star = if row.word.ends_with('*') { "*" } else { "" };
        ReservedWordRow { word: search_key(&row.word) + star, ..row }
    };
    Ok(file.words.into_iter().map(folded).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reference_files_are_whole() {
        assert!(calendar().unwrap().len() > 200);
        assert!(!term_rows().unwrap().is_empty());
        let words: Vec<String> = word_rows().unwrap().into_iter().map(|row| row.word).collect();
        assert!(words.contains(&"национальн*".to_owned()) && words.contains(&"беларусь".to_owned()), "{words:?}");
    }
}
