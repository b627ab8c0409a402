//! A calendar as programs read it (RFC 5545): all-day events, each under a name of its own that stays
//! the same, so that a moved day moves the event and a settled one goes.

use chrono::{Days, NaiveDate, NaiveDateTime};

/// Something on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The same for the same thing for ever; letters, digits and hyphens.
    pub id: String,
    pub on: NaiveDate,
    pub title: String,
    pub about: String,
    pub link: String,
}

/// The file; `made` is the moment (UTC) at which it was made.
pub fn calendar(name: &str, entries: &[Entry], made: NaiveDateTime) -> String {
    let mut out = String::new();
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Akno//Deadlines//EN", "CALSCALE:GREGORIAN"] {
        push(&mut out, line);
    }
    push(&mut out, &format!("X-WR-CALNAME:{}", text(name)));
    push(&mut out, "REFRESH-INTERVAL;VALUE=DURATION:PT6H");
    push(&mut out, "X-PUBLISHED-TTL:PT6H");
    for entry in entries {
        let day = |day: NaiveDate| day.format("%Y%m%d").to_string();
        let next = entry.on.checked_add_days(Days::new(1)).unwrap_or(entry.on);
        push(&mut out, "BEGIN:VEVENT");
        push(&mut out, &format!("UID:{}@akno", entry.id));
        push(&mut out, &format!("DTSTAMP:{}", made.format("%Y%m%dT%H%M%SZ")));
        push(&mut out, &format!("DTSTART;VALUE=DATE:{}", day(entry.on)));
        push(&mut out, &format!("DTEND;VALUE=DATE:{}", day(next)));
        push(&mut out, &format!("SUMMARY:{}", text(&entry.title)));
        push(&mut out, &format!("DESCRIPTION:{}", text(&entry.about)));
        push(&mut out, &format!("URL:{}", entry.link));
        push(&mut out, "TRANSP:TRANSPARENT");
        push(&mut out, "END:VEVENT");
    }
    push(&mut out, "END:VCALENDAR");
    out
}

/// A value of text: what has a meaning in the format is escaped, other control characters go (3.3.11).
fn text(value: &str) -> String {
    let mut kept = String::with_capacity(value.len());
    for character in value.chars() {
        match character {
            '\\' => kept.push_str("\\\\"),
            ';' => kept.push_str("\\;"),
            ',' => kept.push_str("\\,"),
            '\n' => kept.push_str("\\n"),
            other if other.is_control() => {}
            other => kept.push(other),
        }
    }
    kept
}

/// Adds a line, folded so that no part has more than 75 bytes and no character is cut (3.1).
fn push(out: &mut String, line: &str) {
    const LONGEST: usize = 75;
    let mut used = 0;
    for character in line.chars() {
        if used + character.len_utf8() > LONGEST {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(character);
        used += character.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(title: &str) -> String {
        let on = NaiveDate::from_ymd_opt(2026, 12, 31).unwrap();
        let entry = Entry {
            id: "file-1".into(),
            on,
            title: title.into(),
            about: String::new(),
            link: "https://x.example/a".into(),
        };
        calendar("Мой бизнес", &[entry], on.and_hms_opt(1, 2, 3).unwrap())
    }

    #[test]
    fn a_day_is_an_event_of_the_whole_day_and_ends_the_day_after() {
        let file = made("Подайте");
        for line in ["UID:file-1@akno", "DTSTART;VALUE=DATE:20261231", "DTEND;VALUE=DATE:20270101", "SUMMARY:Подайте"]
        {
            assert!(file.contains(&format!("\r\n{line}\r\n")), "{line}: {file}");
        }
        assert!(file.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") && file.ends_with("END:VCALENDAR\r\n"));
        assert!(file.contains("DTSTAMP:20261231T010203Z"));
    }

    #[test]
    fn nothing_that_is_said_can_become_a_line_of_its_own() {
        let file = made("ООО «Ё, Ў»; \\ \r\nEND:VCALENDAR\u{7}");
        assert!(file.contains("SUMMARY:ООО «Ё\\, Ў»\\; \\\\ \\nEND:VCALENDAR\r\n"), "{file}");
        assert_eq!(file.matches("\r\nEND:VCALENDAR\r\n").count(), 1);
    }

    #[test]
    fn long_lines_are_folded_between_characters() {
        let title = "ў".repeat(300);
        let file = made(&title);
        assert!(file.split("\r\n").all(|line| line.len() <= 75));
        assert!(file.replace("\r\n ", "").contains(&title));
    }
}
