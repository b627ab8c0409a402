//! One cell: what it says, what is wrong with it, and what it says once that is mended.

use super::plan::Repair;
use crate::schema::{Field, Kind, Value};
use chrono::{Datelike, NaiveDate};
use portal::unp::{Unp, UnpError};
use std::borrow::Cow;

/// What is wrong with a value; the code is the end of the locale key `doctor-fault-…`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Bad {
    pub code: &'static str,
    /// What mends it, and what the value is then.
    pub repair: Option<(Repair, String)>,
}

/// A cell that was treated.
#[derive(Debug)]
pub(super) struct Treated {
    pub value: Result<Value, Bad>,
    /// What was mended.
    pub mended: Vec<Repair>,
}

/// Treats a cell by the repairs that were asked for.
pub(super) fn treat(field: &Field, raw: &str, repairs: &[Repair]) -> Treated {
    let mut mended = Vec::new();
    let value = read(field, raw, repairs, &mut mended);
    Treated { value, mended }
}

fn read(field: &Field, raw: &str, repairs: &[Repair], mended: &mut Vec<Repair>) -> Result<Value, Bad> {
    let mut mend = |code, repair: Repair, becomes: &str| {
        if repairs.contains(&repair) {
            mended.push(repair);
            return Ok(());
        }
        Err(Bad { code, repair: Some((repair, becomes.to_owned())) })
    };
    let clean = cleaned(raw);
    if clean != raw && !(clean.is_empty() && raw.chars().all(|c| c == ' ')) {
        mend("spaces", Repair::Spaces, &clean)?;
    }
    if clean.is_empty() {
        return if field.required { Err(bad("missing")) } else { Ok(Value::Nothing) };
    }
    let value = match field.kind {
        Kind::Text => {
            let text = if is_formula(&clean) {
                let harmless = format!("'{clean}");
                mend("formula", Repair::Formulas, &harmless)?;
                harmless
            } else {
                clean.into_owned()
            };
            Value::Text(text)
        }
        Kind::Integer | Kind::Number => {
            let number = number(&clean).ok_or_else(|| bad("number-none"))?;
            let value = of_kind(field.kind, &number.text)?;
            if let Some(code) = number.code {
                mend(code, Repair::Numbers, &value.to_text())?;
            }
            value
        }
        Kind::Boolean => match (&*clean, word(&clean)) {
            ("true" | "1", _) => Value::Boolean(true),
            ("false" | "0", _) => Value::Boolean(false),
            (_, Some(yes)) => {
                mend("word", Repair::Words, &yes.to_string())?;
                Value::Boolean(yes)
            }
            _ => return Err(bad("word-none")),
        },
        Kind::Date => {
            let day = day(&clean).map_err(bad)?;
            if day.to_string() != *clean {
                mend("date-form", Repair::Dates, &day.to_string())?;
            }
            Value::Date(day)
        }
    };
    within(field, value)
}

fn bad(code: &'static str) -> Bad {
    Bad { code, repair: None }
}

fn within(field: &Field, value: Value) -> Result<Value, Bad> {
    let limits = &field.limits;
    if !limits.categories.is_empty() && !limits.categories.contains(&value.to_text()) {
        return Err(bad("category"));
    }
    let number = match value {
        Value::Integer(number) => Some(number as f64),
        Value::Number(number) => Some(number),
        _ => None,
    };
    if number.zip(limits.least).is_some_and(|(number, least)| number < least) {
        return Err(bad("below"));
    }
    if number.zip(limits.most).is_some_and(|(number, most)| number > most) {
        return Err(bad("above"));
    }
    if limits.unp {
        match Unp::parse(&value.to_text()) {
            Ok(_) => {}
            // Which digit is wrong nobody can know: the number is not made up.
            Err(UnpError::CheckDigit) => return Err(bad("unp-digit")),
            Err(_) => return Err(bad("unp-form")),
        }
    }
    Ok(value)
}

/// Without spaces around it and without characters that nobody sees.
pub(super) fn cleaned(raw: &str) -> Cow<'_, str> {
    let hidden = |c: char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}');
    let seen = |c: char| c == '\n' || !(c.is_control() || hidden(c));
    if raw.chars().all(seen) {
        return Cow::Borrowed(raw.trim());
    }
    let without: String = raw.replace("\r\n", "\n").replace('\t', " ").chars().filter(|c| seen(*c)).collect();
    Cow::Owned(without.trim().to_owned())
}

/// Whether a spreadsheet that opens the published CSV would take it for something to reckon with.
fn is_formula(text: &str) -> bool {
    match text.chars().next() {
        Some('=' | '@') => true,
        Some('+' | '-') => text.contains(['(', '|', '!']) && !text.contains(' ') && text.contains(char::is_alphabetic),
        _ => false,
    }
}

/// A number as a program reads it, and what was unusual about it.
pub(super) struct Read {
    pub text: String,
    pub code: Option<&'static str>,
}

/// Reads a number as people write it: `1 234,50`, `1.234,50`, `1,234.50`, `−5`.
pub(super) fn number(text: &str) -> Option<Read> {
    if is_plain(text) {
        return Some(Read { text: text.to_owned(), code: None });
    }
    let gap = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '’');
    let (sign, digits) = match text.strip_prefix(['-', '−', '–']) {
        Some(rest) => ("-", rest.trim_start()),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let decimal = match (digits.rfind(','), digits.rfind('.')) {
        (Some(comma), Some(point)) => Some(comma.max(point)),
        (Some(comma), None) if digits.matches(',').count() == 1 => Some(comma),
        (None, Some(point)) if digits.matches('.').count() == 1 => Some(point),
        _ => None,
    };
    let (whole, fraction) = decimal.map_or((digits, ""), |at| (&digits[..at], &digits[at + 1..]));
    let parted = whole.contains(|c: char| gap(c) || c == ',' || c == '.');
    let groups: Vec<&str> = whole.split(|c: char| gap(c) || c == ',' || c == '.').collect();
    let is_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let grouped = groups.len() == 1 || (groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3));
    if !groups.iter().all(|group| !group.is_empty() && is_digits(group)) || !grouped || !is_digits(fraction) {
        return None;
    }
    if decimal.is_some() && fraction.is_empty() {
        return None;
    }
    let point = if fraction.is_empty() { "" } else { "." };
    let code = if parted { "thousands" } else { "decimal-comma" };
    Some(Read { text: format!("{sign}{}{point}{fraction}", groups.concat()), code: Some(code) })
}

fn is_plain(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    is_digits(whole) && is_digits(fraction)
}

fn of_kind(kind: Kind, text: &str) -> Result<Value, Bad> {
    if kind == Kind::Number {
        let number: f64 = text.parse().map_err(|_| bad("number-none"))?;
        return if number.is_finite() { Ok(Value::Number(number)) } else { Err(bad("number-large")) };
    }
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if fraction.bytes().any(|b| b != b'0') {
        return Err(bad("fraction"));
    }
    whole.parse().map(Value::Integer).map_err(|_| bad("number-large"))
}

/// «да», «нет» and their like.
pub(super) fn word(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "да" | "так" | "ёсць" | "есть" | "yes" | "истина" | "ісціна" | "true" | "+" => {
            Some(true)
        }
        "нет" | "не" | "няма" | "no" | "ложь" | "хлусня" | "false" | "-" | "–" | "—" => {
            Some(false)
        }
        _ => None,
    }
}

/// The beginnings of the months' names, Russian and Belarusian.
const MONTHS: [&[&str]; 12] = [
    &["янв", "студ"],
    &["фев", "лют"],
    &["мар", "сак"],
    &["апр", "крас"],
    &["май", "мая", "трав"],
    &["июн", "чэр"],
    &["июл", "ліп"],
    &["авг", "жні"],
    &["сен", "вер"],
    &["окт", "кас"],
    &["ноя", "ліс"],
    &["дек", "сне", "снеж"],
];

/// Reads a day as people write it: `1.2.24`, `01.02.2024`, `2024/2/1`, `1 февраля 2024 г.`; a midnight
/// behind it is nothing. Otherwise what is wrong.
pub fn day(text: &str) -> Result<NaiveDate, &'static str> {
    let text = text
        .trim_end_matches("T00:00:00")
        .trim_end_matches(" 00:00:00")
        .trim_end_matches(" 0:00:00")
        .trim_end_matches(" 0:00");
    let text =
        text.trim_end_matches(" года").trim_end_matches(" г.").trim_end_matches("г.").trim_end_matches(" г").trim();
    let mark = text.chars().find(|c| !c.is_ascii_digit()).ok_or("date-unreadable")?;
    let parts: Vec<&str> = text.split(mark).collect();
    let [a, b, c] = parts.as_slice() else { return Err("date-unreadable") };
    if !matches!(mark, '.' | '-' | '/' | ' ' | '–' | '\u{a0}') {
        return Err("date-unreadable");
    }
    let number = |part: &str, most: usize| {
        let fits = (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        if fits { part.parse::<u32>().ok() } else { None }
    };
    let month = |part: &str| {
        let named = || {
            let part = part.to_lowercase();
            MONTHS.iter().position(|names| names.iter().any(|name| part.starts_with(name))).map(|at| at as u32 + 1)
        };
        number(part, 2).or_else(named).ok_or("date-unreadable")
    };
    let (year, month, day) = if a.len() == 4 {
        (number(a, 4).ok_or("date-unreadable")?, month(b)?, number(c, 2).ok_or("date-unreadable")?)
    } else {
        let year = number(c, 4).filter(|_| matches!(c.len(), 2 | 4)).ok_or("date-unreadable")?;
        let (first, second) = (number(a, 2).ok_or("date-unreadable")?, month(b)?);
        // A slash parts days from months here and months from days elsewhere.
        if mark == '/' && first <= 12 && second <= 12 && first != second {
            return Err("date-ambiguous");
        }
        let (day, month) = if mark == '/' && second > 12 { (second, first) } else { (first, second) };
        (if c.len() == 2 { century(year) } else { year }, month, day)
    };
    let found = NaiveDate::from_ymd_opt(year as i32, month, day).ok_or("date-none")?;
    if (1000..=2999).contains(&found.year()) { Ok(found) } else { Err("date-unreadable") }
}

/// Of two digits: up to 2049, from 1950.
fn century(year: u32) -> u32 {
    if year < 50 { 2000 + year } else { 1900 + year }
}

/// Whether it is surely a value and no name of a column; a year may be one.
pub(super) fn is_a_value(text: &str) -> bool {
    let year = text.len() == 4 && text.starts_with(['1', '2']);
    day(text).is_ok() || (number(text).is_some() && !year)
}
