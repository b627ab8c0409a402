//! Days and moments as a page's rows hold them.
//!
//! Diesel reads a date of SQLite by a format that it takes apart each time; a company's page has two dozen of them. What is
//! written as Diesel writes it is read by its places, anything else by that format. Diesel reads more ways of writing a moment
//! than are read here; the portal writes none of them.

use super::AnyConn;
use chrono::{NaiveDate, NaiveDateTime};
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sql_types::{Date, Nullable, Text, Timestamp};
use diesel::sqlite::Sqlite;

type Backend = <AnyConn as Connection>::Backend;

/// A day of a column that may hold none.
#[derive(Debug, FromSqlRow)]
pub struct Day(Option<NaiveDate>);

impl From<Day> for Option<NaiveDate> {
    fn from(day: Day) -> Option<NaiveDate> {
        day.0
    }
}

impl FromSql<Nullable<Date>, Sqlite> for Day {
    fn from_sql(value: <Sqlite as diesel::backend::Backend>::RawValue<'_>) -> deserialize::Result<Day> {
        let text = <String as FromSql<Text, Sqlite>>::from_sql(value)?;
        let day = match by_places(text.as_bytes()) {
            Some(day) => day,
            None => NaiveDate::parse_from_str(&text, "%F").map_err(|_| format!("no date: {text}"))?,
        };
        Ok(Day(Some(day)))
    }

    fn from_nullable_sql(
        value: Option<<Sqlite as diesel::backend::Backend>::RawValue<'_>>,
    ) -> deserialize::Result<Day> {
        value.map_or(Ok(Day(None)), <Day as FromSql<Nullable<Date>, Sqlite>>::from_sql)
    }
}

impl FromSql<Nullable<Date>, Pg> for Day {
    fn from_sql(value: <Pg as diesel::backend::Backend>::RawValue<'_>) -> deserialize::Result<Day> {
        <NaiveDate as FromSql<Date, Pg>>::from_sql(value).map(|day| Day(Some(day)))
    }

    fn from_nullable_sql(value: Option<<Pg as diesel::backend::Backend>::RawValue<'_>>) -> deserialize::Result<Day> {
        value.map_or(Ok(Day(None)), <Day as FromSql<Nullable<Date>, Pg>>::from_sql)
    }
}

impl FromSql<Nullable<Date>, Backend> for Day {
    fn from_sql(value: <Backend as diesel::backend::Backend>::RawValue<'_>) -> deserialize::Result<Day> {
        value.from_sql::<Day, Nullable<Date>>()
    }

    fn from_nullable_sql(
        value: Option<<Backend as diesel::backend::Backend>::RawValue<'_>>,
    ) -> deserialize::Result<Day> {
        value.map_or(Ok(Day(None)), |value| value.from_sql::<Day, Nullable<Date>>())
    }
}

/// A moment of a column that always holds one.
#[derive(Debug, FromSqlRow)]
pub struct Moment(NaiveDateTime);

impl From<Moment> for NaiveDateTime {
    fn from(moment: Moment) -> NaiveDateTime {
        moment.0
    }
}

impl FromSql<Timestamp, Sqlite> for Moment {
    fn from_sql(value: <Sqlite as diesel::backend::Backend>::RawValue<'_>) -> deserialize::Result<Moment> {
        let text = <String as FromSql<Text, Sqlite>>::from_sql(value)?;
        let other = || NaiveDateTime::parse_from_str(&text.replacen('T', " ", 1), "%F %T%.f");
        match moment_by_places(text.as_bytes()) {
            Some(moment) => Ok(Moment(moment)),
            None => Ok(Moment(other().map_err(|_| format!("no moment: {text}"))?)),
        }
    }
}

impl FromSql<Timestamp, Pg> for Moment {
    fn from_sql(value: <Pg as diesel::backend::Backend>::RawValue<'_>) -> deserialize::Result<Moment> {
        <NaiveDateTime as FromSql<Timestamp, Pg>>::from_sql(value).map(Moment)
    }
}

impl FromSql<Timestamp, Backend> for Moment {
    fn from_sql(value: <Backend as diesel::backend::Backend>::RawValue<'_>) -> deserialize::Result<Moment> {
        value.from_sql::<Moment, Timestamp>()
    }
}

/// `2026-11-29 08:30:00` with up to nine digits of a second behind it.
fn moment_by_places(text: &[u8]) -> Option<NaiveDateTime> {
    let (day, time) = (text.get(..10)?, text.get(10..)?);
    let (&[b' ', h1, h2, b':', m1, m2, b':', s1, s2], part) = time.split_first_chunk::<9>()? else { return None };
    let nanos = match part {
        [] => 0,
        [b'.', digits @ ..] if (1..=9).contains(&digits.len()) => number(digits)? * 10_u32.pow(9 - digits.len() as u32),
        _ => return None,
    };
    by_places(day)?.and_hms_nano_opt(number(&[h1, h2])?, number(&[m1, m2])?, number(&[s1, s2])?, nanos)
}

/// `2026-11-29`.
fn by_places(text: &[u8]) -> Option<NaiveDate> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text else { return None };
    NaiveDate::from_ymd_opt(i32::try_from(number(&[y1, y2, y3, y4])?).ok()?, number(&[m1, m2])?, number(&[d1, d2])?)
}

/// Of at most nine digits.
fn number(digits: &[u8]) -> Option<u32> {
    let digit = |so_far: u32, digit: &u8| digit.is_ascii_digit().then(|| so_far * 10 + u32::from(digit - b'0'));
    digits.iter().try_fold(0, digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Nullable<Date>, deserialize_as = Day)]
        day: Option<NaiveDate>,
    }

    fn read(conn: &mut SqliteConnection, written: &str) -> QueryResult<Option<NaiveDate>> {
        diesel::sql_query(format!("SELECT {written} AS day")).get_result::<Row>(conn).map(|row| row.day)
    }

    #[test]
    fn a_day_is_read_as_diesel_reads_it() {
        let conn = &mut SqliteConnection::establish(":memory:").unwrap();
        for text in ["2026-11-29", "1900-01-01", "0001-02-03", "2024-02-29", "9999-12-31"] {
            let theirs: NaiveDate =
                diesel::select(diesel::dsl::sql::<Date>(&format!("'{text}'"))).get_result(conn).unwrap();
            assert_eq!(read(conn, &format!("'{text}'")).unwrap(), Some(theirs), "{text}");
        }
        assert_eq!(read(conn, "'12026-01-02'").ok(), None);
        assert_eq!(read(conn, "NULL").unwrap(), None);
    }

    #[derive(QueryableByName)]
    struct At {
        #[diesel(sql_type = Timestamp, deserialize_as = Moment)]
        at: NaiveDateTime,
    }

    fn read_moment(conn: &mut SqliteConnection, written: &str) -> QueryResult<NaiveDateTime> {
        diesel::sql_query(format!("SELECT {written} AS at")).get_result::<At>(conn).map(|row| row.at)
    }

    #[test]
    fn a_moment_is_read_as_diesel_writes_it() {
        let conn = &mut SqliteConnection::establish(":memory:").unwrap();
        for text in [
            "2026-11-29 08:30:00",
            "2026-11-29 08:30:59.5",
            "2026-11-29 23:59:59.123456789",
            "2026-11-29T08:30:00.25",
            "1990-01-01 00:00:00.000001",
        ] {
            let theirs: NaiveDateTime =
                diesel::select(diesel::dsl::sql::<Timestamp>(&format!("'{text}'"))).get_result(conn).unwrap();
            assert_eq!(read_moment(conn, &format!("'{text}'")).unwrap(), theirs, "{text}");
        }
        for text in ["", "2026-11-29", "2026-11-29 24:00:00", "2026-11-29 08:30:00.", "2026-11-29 08:60:00", "вчера"]
        {
            assert!(read_moment(conn, &format!("'{text}'")).is_err(), "{text}");
        }
    }

    #[test]
    fn what_is_no_day_is_refused() {
        let conn = &mut SqliteConnection::establish(":memory:").unwrap();
        for text in ["", "2026-02-30", "2026-13-01", "20261129", "2026-1-1x", "вчера", "2026-11-2９"] {
            assert!(read(conn, &format!("'{text}'")).is_err(), "{text}");
        }
    }
}
