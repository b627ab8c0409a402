//! Putting back a rule whose day has come: its former value is entered anew, from a day ahead, through the form of the
//! rule and the page that says what that would do. The form carries which change it puts back.

use crate::failure::Failure;
use crate::office::administration::dated::{Body, Dated};
use crate::office::administration::{calendar, guides, terms};
use crate::office::reasons;
use crate::state::AppState;
use crate::store::administration::{self, ChangeRow};
use crate::store::dated_texts::DatedTextRow;
use crate::store::{AnyConn, dated_texts};
use chrono::{Datelike, Days, NaiveDate};
use portal::answers::Answers;
use portal::guide::Pieces;
use portal::reasons::Kept;
use serde::de::DeserializeOwned;

/// The change that a form puts back, where it names one about this subject.
pub async fn change(state: &AppState, (kind, subject): (&str, &str), id: &str) -> Result<Option<ChangeRow>, Failure> {
    if id.is_empty() || id.contains('\0') {
        return Ok(None);
    }
    let id = id.to_owned();
    let found = state.db.read(move |conn| administration::find(conn, &id).map_err(Failure::from)).await?;
    Ok(found.map(|(row, _)| row).filter(|row| (row.kind.as_str(), row.subject.as_str()) == (kind, subject)))
}

/// The change of a day that a form puts back, and the day.
pub async fn day_change(state: &AppState, id: &str) -> Result<Option<(ChangeRow, NaiveDate)>, Failure> {
    if id.is_empty() || id.contains('\0') {
        return Ok(None);
    }
    let id = id.to_owned();
    let found = state.db.read(move |conn| administration::find(conn, &id).map_err(Failure::from)).await?;
    let found = found.map(|(row, _)| row).filter(|row| row.kind == calendar::KIND);
    Ok(found.and_then(|row| row.subject.parse().ok().map(|day| (row, day))))
}

fn read<T: DeserializeOwned>(json: &str) -> Option<T> {
    serde_json::from_str(json).ok().flatten()
}

/// What a form puts back of terms: the value that held before the change, or the one that it took away.
pub fn term(rows: &[terms::Value], change: &ChangeRow) -> Option<terms::Value> {
    match read::<terms::Value>(&change.became) {
        Some(entered) => rows.iter().rfind(|row| row.valid_from < entered.valid_from).cloned(),
        None => read(&change.was),
    }
}

/// The same of a text by date.
pub fn text<T: Body>(rows: &[DatedTextRow], change: &ChangeRow) -> Option<T> {
    match read::<Dated<T>>(&change.became) {
        Some(entered) => {
            let before = rows.iter().rfind(|row| row.valid_from < entered.valid_from);
            before.and_then(|row| Dated::of(row)).map(|dated| dated.text)
        }
        None => read::<Dated<T>>(&change.was).map(|dated| dated.text),
    }
}

/// Whether a change can be put back through the form of its rule, as things stand.
pub fn offered(conn: &mut AnyConn, change: &ChangeRow, today: NaiveDate) -> Result<bool, Failure> {
    let begun = |json: &str| {
        let day = |value: serde_json::Value| value["valid_from"].as_str()?.parse::<NaiveDate>().ok();
        read::<serde_json::Value>(json).and_then(day).is_some_and(|from| from <= today)
    };
    let held = begun(if change.became == "null" { &change.was } else { &change.became });
    Ok(match change.kind.as_str() {
        // What it would do can be looked at first.
        calendar::KIND => change.subject.parse::<NaiveDate>().is_ok_and(|day| day > today),
        terms::KIND if held => {
            let (procedure, name) = change.subject.split_once('/').unwrap_or_default();
            let rows = crate::store::terms::of_subject(conn, procedure, name)?;
            let rows: Vec<terms::Value> = rows.iter().map(terms::Value::of).collect();
            term(&rows, change).is_some()
        }
        reasons::KIND if held => {
            text::<Kept>(&dated_texts::of_subject(conn, reasons::KIND, &change.subject)?, change).is_some()
        }
        // Before the first pieces there were the portal's own sentences.
        guides::KIND => {
            held && read::<Dated<Pieces>>(if change.became == "null" { &change.was } else { &change.became }).is_some()
        }
        _ => false,
    })
}

/// Writes a day into its three boxes.
pub fn write_day(typed: &mut Answers, name: &str, day: NaiveDate) {
    for (part, number) in [("day", day.day()), ("month", day.month()), ("year", day.year().unsigned_abs())] {
        typed.set(&format!("{name}_{part}"), &number.to_string());
    }
}

/// Writes the first day from which something new can hold.
pub fn write_tomorrow(typed: &mut Answers, today: NaiveDate) {
    if let Some(tomorrow) = today.checked_add_days(Days::new(1)) {
        write_day(typed, "from", tomorrow);
    }
}

/// Writes an act into the boxes of its title, number and day, as far as it tells them apart.
pub fn write_act(typed: &mut Answers, act: &str) {
    let parts = act.rsplit_once(" № ").and_then(|(rest, number)| {
        let (title, day) = rest.rsplit_once(" от ")?;
        Some((title, NaiveDate::parse_from_str(day, "%d.%m.%Y").ok()?, number))
    });
    match parts {
        Some((title, day, number)) => {
            typed.set("act_title", title);
            typed.set("act_number", number);
            write_day(typed, "act", day);
        }
        None => typed.set("act_title", act),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_act_is_written_into_the_boxes_from_which_it_was_read() {
        let mut typed = Answers::default();
        write_act(&mut typed, "Указ Президента Республики Беларусь от 02.11.2026 № 300");
        let boxes =
            ["act_title", "act_number", "act_day", "act_month", "act_year"].map(|name| typed.get(name).to_owned());
        assert_eq!(boxes, ["Указ Президента Республики Беларусь", "300", "2", "11", "2026"]);
        let mut typed = Answers::default();
        write_act(&mut typed, "Жилищный кодекс");
        assert_eq!((typed.get("act_title"), typed.get("act_number")), ("Жилищный кодекс", ""));
    }
}
