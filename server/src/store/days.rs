//! Days as a page's rows hold them.
//!
//! Diesel reads a date of SQLite by a format that it takes apart each time; a company's page has two dozen of them. What is
//! written as Diesel writes it is read by its places, anything else by that format.

use super::AnyConn;
use chrono::NaiveDate;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sql_types::{Date, Nullable, Text};
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

/// `2026-11-29`.
fn by_places(text: &[u8]) -> Option<NaiveDate> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text else { return None };
    let number = |digits: &[u8]| {
        let digit = |so_far: u32, digit: &u8| digit.is_ascii_digit().then(|| so_far * 10 + u32::from(digit - b'0'));
        digits.iter().try_fold(0, digit)
    };
    NaiveDate::from_ymd_opt(i32::try_from(number(&[y1, y2, y3, y4])?).ok()?, number(&[m1, m2])?, number(&[d1, d2])?)
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

    #[test]
    fn what_is_no_day_is_refused() {
        let conn = &mut SqliteConnection::establish(":memory:").unwrap();
        for text in ["", "2026-02-30", "2026-13-01", "20261129", "2026-1-1x", "вчера", "2026-11-2９"] {
            assert!(read(conn, &format!("'{text}'")).is_err(), "{text}");
        }
    }
}
