//! Days: read by their places, as SQLite holds them, and told in Russian.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDateTime, Utc};

/// A day; its fields stand in the order in which days are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    year: u16,
    month: u8,
    day: u8,
}

/// In the genitive, with the space before the year.
const MONTHS: [&str; 12] = [
    " января ",
    " февраля ",
    " марта ",
    " апреля ",
    " мая ",
    " июня ",
    " июля ",
    " августа ",
    " сентября ",
    " октября ",
    " ноября ",
    " декабря ",
];

/// Minsk's clocks are that much before UTC, and have been since 2011.
const MINSK: FixedOffset = FixedOffset::east_opt(3 * 60 * 60).unwrap();

impl Day {
    /// `2026-11-29`.
    pub fn read(text: &str) -> Option<Day> {
        let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else { return None };
        let number = |digits: &[u8]| {
            let digit = |so_far: u16, digit: &u8| digit.is_ascii_digit().then(|| so_far * 10 + u16::from(digit - b'0'));
            digits.iter().try_fold(0, digit)
        };
        let (year, month, day) = (number(&[y1, y2, y3, y4])?, number(&[m1, m2])? as u8, number(&[d1, d2])? as u8);
        ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some(Day { year, month, day })
    }

    /// The day in Minsk on which a record's instant falls: `2015-09-14T21:00:00.000+00:00` is the 15th.
    pub fn of_instant(text: &str) -> Option<Day> {
        DateTime::parse_from_rfc3339(text).ok().map(|instant| Day::of(instant.with_timezone(&MINSK).naive_local()))
    }

    /// Today in Minsk.
    pub fn today() -> Day {
        Day::of(Utc::now().with_timezone(&MINSK).naive_local())
    }

    fn of(at: NaiveDateTime) -> Day {
        // The years of the register have four digits.
        Day { year: at.year().clamp(1, 9999) as u16, month: at.month() as u8, day: at.day() as u8 }
    }

    /// `29 ноября 2026 г.`, the last space a no-break one.
    pub fn write_in_words(self, html: &mut String) {
        if self.day > 9 {
            html.push(digit(u16::from(self.day) / 10));
        }
        html.push(digit(u16::from(self.day)));
        html.push_str(MONTHS[usize::from(self.month) - 1]);
        self.write_year(html);
        html.push_str("\u{a0}г.");
    }

    /// `2026-11-29`.
    pub fn write_for_programs(self, html: &mut String) {
        self.write_year(html);
        for part in [self.month, self.day].map(u16::from) {
            html.push('-');
            html.push(digit(part / 10));
            html.push(digit(part));
        }
    }

    fn write_year(self, html: &mut String) {
        for place in [1000, 100, 10, 1] {
            html.push(digit(self.year / place));
        }
    }
}

/// The last digit of a number.
fn digit(number: u16) -> char {
    char::from(b'0' + (number % 10) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> [String; 2] {
        let (day, mut words, mut iso) = (Day::read(text).unwrap(), String::new(), String::new());
        day.write_in_words(&mut words);
        day.write_for_programs(&mut iso);
        [words, iso]
    }

    #[test]
    fn a_day_is_told_in_russian_and_for_programs() {
        assert_eq!(written("2026-05-09"), ["9 мая 2026\u{a0}г.", "2026-05-09"]);
        assert_eq!(written("2019-12-30"), ["30 декабря 2019\u{a0}г.", "2019-12-30"]);
    }

    #[test]
    fn what_is_no_day_is_not_read() {
        for text in ["", "2026-13-01", "2026-00-01", "2026-01-32", "20261129", "2026-1-1x", "вчера", "12026-01-01"]
        {
            assert_eq!(Day::read(text), None, "{text}");
        }
        assert!(Day::read("2025-12-31") < Day::read("2026-01-01"));
    }

    #[test]
    fn an_instant_falls_on_a_day_of_minsk() {
        assert_eq!(Day::of_instant("2015-09-14T21:00:00.000+00:00"), Day::read("2015-09-15"));
        assert_eq!(Day::of_instant("2015-09-14T20:59:59Z"), Day::read("2015-09-14"));
        assert_eq!(Day::of_instant("15.09.2015"), None);
    }
}
