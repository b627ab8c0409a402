//! A date as the register writes it: Minsk midnight in UTC, `2024-03-25T21:00:00.000+00:00` for
//! 26 March 2024.

use super::error::Problem;
use super::minsk;
use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use serde_json::Value;
use std::fmt;

/// A calendar date in Minsk. Years 1 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WireDate(pub NaiveDate);

impl WireDate {
    /// Reads the register's own form and the others met in exports: an instant with `Z` or any
    /// offset (`+00:00`, `+0000`), `YYYY-MM-DD`, `DD.MM.YYYY`.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let text = text.trim();
        let date = match text.len() {
            10 => NaiveDate::parse_from_str(text, "%Y-%m-%d")
                .or_else(|_| NaiveDate::parse_from_str(text, "%d.%m.%Y"))
                .map_err(|_| Problem::NotADate)?,
            _ => {
                let instant = DateTime::parse_from_rfc3339(text)
                    .or_else(|_| DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f%z"))
                    .map_err(|_| Problem::NotADate)?;
                return Self::at(instant.naive_utc());
            }
        };
        Self::checked(date)
    }

    /// Reads epoch milliseconds.
    pub fn from_epoch_milliseconds(milliseconds: i64) -> Result<Self, Problem> {
        let instant = DateTime::from_timestamp_millis(milliseconds).ok_or(Problem::OutOfRange)?;
        Self::at(instant.naive_utc())
    }

    fn at(utc: NaiveDateTime) -> Result<Self, Problem> {
        Self::checked(minsk::date_at(utc).ok_or(Problem::OutOfRange)?)
    }

    fn checked(date: NaiveDate) -> Result<Self, Problem> {
        if (1..=9999).contains(&date.year()) { Ok(Self(date)) } else { Err(Problem::OutOfRange) }
    }
}

impl From<NaiveDate> for WireDate {
    fn from(date: NaiveDate) -> Self {
        Self(date)
    }
}

/// The register's own form.
impl fmt::Display for WireDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", minsk::midnight(self.0).format("%Y-%m-%dT%H:%M:%S%.3f+00:00"))
    }
}

impl Serialize for WireDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for WireDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use super::record::Scalar;
        match Self::read(Value::deserialize(deserializer)?) {
            Ok(Some(date)) => Ok(date),
            Ok(None) => Err(de::Error::custom(Problem::Missing)),
            Err(error) => Err(de::Error::custom(error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(year: i32, month: u32, day: u32) -> WireDate {
        WireDate(NaiveDate::from_ymd_opt(year, month, day).unwrap())
    }

    #[test]
    fn a_date_is_written_as_minsk_midnight_with_the_offset_of_its_time() {
        assert_eq!(date(2024, 3, 26).to_string(), "2024-03-25T21:00:00.000+00:00");
        assert_eq!(date(2003, 2, 13).to_string(), "2003-02-12T22:00:00.000+00:00");
        assert_eq!(date(1992, 6, 16).to_string(), "1992-06-15T21:00:00.000+00:00");
    }

    #[test]
    fn every_form_met_in_exports_reads_as_the_same_date() {
        for text in [
            "2024-03-25T21:00:00.000+00:00",
            "2024-03-25T21:00:00Z",
            "2024-03-25T21:00:00.000Z",
            "2024-03-25T21:00:00.000+0000",
            "2024-03-26T00:00:00+03:00",
            " 2024-03-26 ",
            "26.03.2024",
        ] {
            assert_eq!(WireDate::parse(text), Ok(date(2024, 3, 26)), "{text}");
        }
        assert_eq!(WireDate::from_epoch_milliseconds(1_711_400_400_000), Ok(date(2024, 3, 26)));
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in ["", "2024", "31.02.2024", "2024-13-01", "yesterday", "2024-03-25T21:00:00"] {
            assert_eq!(WireDate::parse(text), Err(Problem::NotADate), "{text}");
        }
        assert_eq!(WireDate::parse("9999-12-31T23:00:00Z"), Err(Problem::OutOfRange));
        assert_eq!(WireDate::from_epoch_milliseconds(i64::MAX), Err(Problem::OutOfRange));
        assert_eq!(WireDate::from_epoch_milliseconds(i64::MIN), Err(Problem::OutOfRange));
    }

    #[test]
    fn the_ends_of_the_calendar_are_written_and_read_back() {
        for date in [date(1, 1, 2), date(1900, 1, 1), date(2029, 1, 1), date(9999, 12, 31)] {
            assert_eq!(WireDate::parse(&date.to_string()), Ok(date));
        }
    }
}
