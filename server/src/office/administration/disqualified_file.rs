//! A file of persons barred: CSV with a head, one person a line. Nothing of it is entered unless all of it is right; each
//! fault names its line.

use super::disqualified::Person;
use chrono::{Datelike, NaiveDate};
use portal::fold::fold;
use portal::personal_number;

/// Persons in one file.
pub const MOST: usize = 5_000;

/// Faults that are told at once.
const TOLD: usize = 50;

/// What is wrong with a line: its number in the file, and the code of its sentence `disqualified-line-{code}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub line: u64,
    pub code: &'static str,
}

/// Why a file cannot be read at all: the code of its sentence `disqualified-file-{code}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    File(&'static str),
    Lines(Vec<Fault>),
}

/// The columns: the words by which each is known in the head, folded.
const COLUMNS: [(&str, &[&str]); 6] = [
    ("name", &["фио", "имя", "фамилия имя отчество", "прозвішча імя імя па бацьку", "name"]),
    ("born", &["дата рождения", "рождение", "дата нараджэння", "born", "birth date"]),
    ("number", &["личный номер", "идентификационный номер", "асабісты нумар", "number", "personal number"]),
    ("from", &["с", "начало", "з", "from"]),
    ("until", &["по", "до", "конец", "па", "until"]),
    ("act", &["акт", "основание", "решение", "падстава", "act"]),
];

/// Reads a file; a semicolon or a comma parts the columns, whichever the head has.
pub fn read(bytes: &[u8]) -> Result<Vec<Person>, Unread> {
    let text = std::str::from_utf8(bytes).map_err(|_| Unread::File("encoding"))?;
    let text = text.trim_start_matches('\u{feff}');
    let head = text.lines().next().unwrap_or_default();
    let delimiter = if head.contains(';') { b';' } else { b',' };
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(text.as_bytes());
    let mut records = reader.records();
    let Some(Ok(head)) = records.next() else { return Err(Unread::File("empty")) };
    let heads: Vec<String> = head.iter().map(fold).collect();
    let place = |words: &[&str]| heads.iter().position(|head| words.iter().any(|word| head == &fold(word)));
    let places = COLUMNS.map(|(_, words)| place(words));
    let [Some(name), _, _, Some(from), _, Some(act)] = places else { return Err(Unread::File("columns")) };
    let (born, number, until) = (places[1], places[2], places[4]);
    let (mut persons, mut faults) = (Vec::new(), Vec::new());
    for (line, record) in (2..).zip(records) {
        let Ok(record) = record else {
            faults.push(Fault { line, code: "unreadable" });
            continue;
        };
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if persons.len() >= MOST {
            return Err(Unread::File("many"));
        }
        let cell = |place: Option<usize>| place.and_then(|place| record.get(place)).unwrap_or_default().trim();
        match person([cell(Some(name)), cell(born), cell(number), cell(Some(from)), cell(until), cell(Some(act))]) {
            Ok(person) => persons.push(person),
            Err(code) => faults.push(Fault { line, code }),
        }
        if faults.len() >= TOLD {
            break;
        }
    }
    match (faults.is_empty(), persons.is_empty()) {
        (false, _) => Err(Unread::Lines(faults)),
        (true, true) => Err(Unread::File("empty")),
        (true, false) => Ok(persons),
    }
}

/// One person of six texts: name, birth date, personal number, from, until, act; or the code of what is wrong.
pub fn person([name, born, number, from, until, act]: [&str; 6]) -> Result<Person, &'static str> {
    // A spreadsheet's own text mark is no part of the name.
    let words = |text: &str| text.replace('\0', "").split_whitespace().collect::<Vec<_>>().join(" ");
    let (name, act) = (words(name), words(act));
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    if letters < 3 || name.chars().count() > 150 || !name.contains(' ') || name.chars().any(|c| c.is_ascii_digit()) {
        return Err("name");
    }
    let optional = |text: &str, code: &'static str| match text.is_empty() {
        true => Ok(None),
        false => day(text).map(Some).ok_or(code),
    };
    let born_on = optional(born, "born")?;
    let number = match number.is_empty() {
        true => None,
        false => Some(personal_number::read(number).ok_or("number")?),
    };
    let from = day(from).ok_or("from")?;
    let until = optional(until, "until")?;
    if until.is_some_and(|until| until < from) {
        return Err("until-before");
    }
    if born_on.is_some_and(|born| born >= from) {
        return Err("born");
    }
    if act.is_empty() || act.chars().count() > 300 {
        return Err("act");
    }
    Ok(Person { name, born_on, number, from, until, act })
}

/// «07.03.1980» or «1980-03-07».
fn day(text: &str) -> Option<NaiveDate> {
    let found = NaiveDate::parse_from_str(text, "%d.%m.%Y").or_else(|_| NaiveDate::parse_from_str(text, "%Y-%m-%d"));
    found.ok().filter(|day| (1900..=2200).contains(&day.year()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_with_either_mark_and_in_any_order() {
        let semicolons =
            "ФИО;дата рождения;личный номер;с;по;акт\nИванов Иван Иванович;07.03.1980;;01.02.2026;;Суд, дело 5\n\n";
        let commas = "\u{feff}act,from,until,name\r\n\"Суд, дело 5\",2026-02-01,,Иванов Иван Иванович\r\n";
        for (text, born) in [(semicolons, true), (commas, false)] {
            let read = read(text.as_bytes()).unwrap();
            assert_eq!((read.len(), read[0].name.as_str()), (1, "Иванов Иван Иванович"));
            assert_eq!((read[0].born_on.is_some(), read[0].act.as_str()), (born, "Суд, дело 5"));
            assert_eq!(read[0].from.to_string(), "2026-02-01");
        }
    }

    #[test]
    fn each_fault_names_its_line_and_a_file_that_is_none_says_so() {
        let head = "ФИО;дата рождения;личный номер;с;по;акт\n";
        for (line, code) in [
            ("Иванов;;;01.02.2026;;Суд", "name"),
            ("Иванов Иван;31.02.1980;;01.02.2026;;Суд", "born"),
            ("Иванов Иван;01.02.2027;;01.02.2026;;Суд", "born"),
            ("Иванов Иван;;123;01.02.2026;;Суд", "number"),
            ("Иванов Иван;;;вчера;;Суд", "from"),
            ("Иванов Иван;;;01.02.2026;01.01.2026;Суд", "until-before"),
            ("Иванов Иван;;;01.02.2026;х;Суд", "until"),
            ("Иванов Иван;;;01.02.2026;;", "act"),
            ("Иванов Иван;;;01.02.2026", "act"),
        ] {
            let text = format!("{head}Петров Пётр;;;01.02.2026;;Суд\n{line}\n");
            assert_eq!(read(text.as_bytes()), Err(Unread::Lines(vec![Fault { line: 3, code }])), "{line}");
        }
        assert_eq!(read(b""), Err(Unread::File("empty")));
        assert_eq!(read(head.as_bytes()), Err(Unread::File("empty")));
        assert_eq!(read(b"%PDF-1.7 \xff\xfe\n"), Err(Unread::File("encoding")));
        assert_eq!(read("имя;с\nИванов Иван;01.02.2026".as_bytes()), Err(Unread::File("columns")));
        let many = format!("{head}{}", "Иванов Иван;;;01.02.2026;;Суд\n".repeat(MOST + 1));
        assert_eq!(read(many.as_bytes()), Err(Unread::File("many")));
    }
}
