//! Minsk time since 1980, as a table of one line a year.
//!
//! The register writes a date as Minsk midnight in UTC, so the zone's history is part of the wire
//! format. A whole time zone database would weigh more than the rest of this crate; a test compares
//! the table with one.

use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime};

/// The year's two changes of the clock, as instants in UTC: (month, day, hour).
struct Year {
    to_summer: (u32, u32, u32),
    to_winter: (u32, u32, u32),
}

const fn year(to_summer: (u32, u32, u32), to_winter: (u32, u32, u32)) -> Year {
    Year { to_summer, to_winter }
}

const FIRST_MOSCOW_YEAR: i32 = 1981;
/// 1981–1989: Moscow time, +03 in winter and +04 in summer.
const MOSCOW_YEARS: [Year; 9] = [
    year((3, 31, 21), (9, 30, 20)),
    year((3, 31, 21), (9, 30, 20)),
    year((3, 31, 21), (9, 30, 20)),
    year((3, 31, 21), (9, 29, 23)),
    year((3, 30, 23), (9, 28, 23)),
    year((3, 29, 23), (9, 27, 23)),
    year((3, 28, 23), (9, 26, 23)),
    year((3, 26, 23), (9, 24, 23)),
    year((3, 25, 23), (9, 23, 23)),
];

const FIRST_EASTERN_YEAR: i32 = 1991;
/// 1991–2011: Eastern European time, +02 in winter and +03 in summer. 1991 had no change in
/// spring that showed, and 2011 none in autumn: since then it is +03 all the year.
const EASTERN_YEARS: [Year; 21] = [
    year((1, 1, 0), (9, 29, 0)),
    year((3, 29, 0), (9, 27, 0)),
    year((3, 28, 0), (9, 26, 0)),
    year((3, 27, 0), (9, 25, 0)),
    year((3, 26, 0), (9, 24, 0)),
    year((3, 31, 0), (10, 27, 0)),
    year((3, 30, 0), (10, 26, 0)),
    year((3, 29, 0), (10, 25, 0)),
    year((3, 28, 0), (10, 31, 0)),
    year((3, 26, 0), (10, 29, 0)),
    year((3, 25, 0), (10, 28, 0)),
    year((3, 31, 0), (10, 27, 0)),
    year((3, 30, 0), (10, 26, 0)),
    year((3, 28, 0), (10, 31, 0)),
    year((3, 27, 0), (10, 30, 0)),
    year((3, 26, 0), (10, 29, 0)),
    year((3, 25, 0), (10, 28, 0)),
    year((3, 30, 0), (10, 26, 0)),
    year((3, 29, 0), (10, 25, 0)),
    year((3, 28, 0), (10, 31, 0)),
    year((3, 27, 0), (12, 32, 0)),
];

/// The date in Minsk at an instant given in UTC.
pub(super) fn date_at(utc: NaiveDateTime) -> Option<NaiveDate> {
    utc.checked_add_signed(Duration::hours(offset_at(utc))).map(|local| local.date())
}

/// The instant, in UTC, at which a date begins in Minsk. The four midnights that the clock skipped
/// (1 April of 1981–1984) begin at one o'clock.
pub(super) fn midnight(date: NaiveDate) -> NaiveDateTime {
    let local = date.and_time(NaiveTime::MIN);
    let tried = local - Duration::hours(offset_at(local - Duration::hours(3)));
    local - Duration::hours(offset_at(tried))
}

/// Hours that Minsk is ahead of UTC at an instant given in UTC. Before 1981 the answer is the +03
/// of the years from 1944 on.
fn offset_at(utc: NaiveDateTime) -> i64 {
    let year = utc.year();
    let of = |years: &[Year], first: i32, winter: i64| {
        let index = usize::try_from(year - first).ok()?;
        Some(if is_summer(utc, years.get(index)?) { winter + 1 } else { winter })
    };
    of(&MOSCOW_YEARS, FIRST_MOSCOW_YEAR, 3).or_else(|| of(&EASTERN_YEARS, FIRST_EASTERN_YEAR, 2)).unwrap_or(3)
}

fn is_summer(utc: NaiveDateTime, year: &Year) -> bool {
    use chrono::Timelike;
    let moment = (utc.month(), utc.day(), utc.hour());
    year.to_summer <= moment && moment < year.to_winter
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{Offset, TimeZone, Utc};

    #[test]
    fn the_table_agrees_with_the_time_zone_database_at_every_hour_from_1980_to_2100() {
        let mut utc = NaiveDate::from_ymd_opt(1980, 1, 1).unwrap().and_time(NaiveTime::MIN);
        let end = NaiveDate::from_ymd_opt(2101, 1, 1).unwrap().and_time(NaiveTime::MIN);
        while utc < end {
            let known = chrono_tz::Europe::Minsk.offset_from_utc_datetime(&utc).fix();
            assert_eq!(offset_at(utc) * 3600, i64::from(known.local_minus_utc()), "at {utc} UTC");
            utc += Duration::hours(1);
        }
    }

    #[test]
    fn every_date_begins_when_the_time_zone_database_says_and_reads_back() {
        let mut date = NaiveDate::from_ymd_opt(1980, 1, 1).unwrap();
        while date.year() <= 2100 {
            let ours = midnight(date);
            let local = date.and_time(NaiveTime::MIN);
            match chrono_tz::Europe::Minsk.from_local_datetime(&local).earliest() {
                Some(known) => assert_eq!(ours, known.with_timezone(&Utc).naive_utc(), "{date}"),
                None => assert!((1981..=1984).contains(&date.year()), "{date} has no midnight"),
            }
            assert_eq!(date_at(ours), Some(date));
            date = date.succ_opt().unwrap();
        }
    }
}
