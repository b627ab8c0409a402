//! How much was filed, by which way, and how long it took: counted by month, procedure and office.

use super::register::Offices;
use super::version::disk;
use crate::clock::minsk;
use crate::failure::Failure;
use crate::store::{Db, open_data as store};
use chrono::NaiveDate;
use opendata::{FileSet, Period, Value};
use portal::application::{Channel, Status};
use portal::lang::Lang;
use std::collections::BTreeMap;

/// Applications of one portion.
const PORTION: i64 = 2_000;

/// Month, procedure and office.
type Key = (NaiveDate, String, i32);

/// Writes the counts of filings, or the times that decisions took.
pub fn write(id: &str, (db, offices): (&Db, &Offices), files: &mut FileSet) -> Result<(), Failure> {
    let rows = if id == "filings" { filed(db)? } else { decided(db)? };
    for ((month, procedure, office), rest) in rows {
        let mut row =
            vec![month.into(), procedure.into(), i64::from(office).into(), Value::from(offices.name(office, Lang::Ru))];
        row.extend(rest);
        files.row(row).map_err(disk)?;
    }
    Ok(())
}

type Rows = BTreeMap<Key, Vec<Value>>;

/// The decisions of a month, and the calendar days that they took.
#[derive(Default)]
struct Times {
    days: i64,
    longest: i64,
    /// In the order of [`Status::DECISIONS`].
    outcomes: [i64; 3],
}

fn filed(db: &Db) -> Result<Rows, Failure> {
    let found = db.read_here(|conn| Ok::<_, Failure>(store::filed(conn)?))?;
    let mut counts: BTreeMap<Key, (i64, i64)> = BTreeMap::new();
    for row in found {
        let (Some(day), Some(office)) = (row.day, row.office) else { continue };
        let (all, online) = counts.entry((Period::Monthly.beginning(day), row.procedure, office)).or_default();
        *all += row.count;
        if row.channel.as_deref() == Some(Channel::Online.code()) {
            *online += row.count;
        }
    }
    let with_share =
        |(all, online): (i64, i64)| vec![all.into(), online.into(), tenths(online as f64 * 100.0 / all as f64)];
    Ok(counts.into_iter().map(|(key, count)| (key, with_share(count))).collect())
}

fn decided(db: &Db) -> Result<Rows, Failure> {
    let mut times: BTreeMap<Key, Times> = BTreeMap::new();
    let mut after = String::new();
    loop {
        let from = after.clone();
        let portion = db.read_here(move |conn| Ok::<_, Failure>(store::decided_after(conn, &from, PORTION)?))?;
        let Some(last) = portion.last() else { break };
        after = last.id.clone();
        for row in portion {
            let (Some(filed), Some(decided), Some(office)) = (row.filed_on, row.decided_at, row.office) else {
                continue;
            };
            let decided = minsk(decided).date();
            let days = (decided - filed).num_days().max(0);
            let time = times.entry((Period::Monthly.beginning(decided), row.procedure, office)).or_default();
            time.days += days;
            time.longest = time.longest.max(days);
            for (count, outcome) in time.outcomes.iter_mut().zip(Status::DECISIONS) {
                *count += i64::from(row.status == outcome.code());
            }
        }
    }
    let with_mean = |time: Times| {
        let count: i64 = time.outcomes.iter().sum();
        let mut row = vec![count.into(), tenths(time.days as f64 / count as f64), time.longest.into()];
        row.extend(time.outcomes.map(Value::from));
        row
    };
    Ok(times.into_iter().map(|(key, time)| (key, with_mean(time))).collect())
}

fn tenths(number: f64) -> Value {
    Value::Number((number * 10.0).round() / 10.0)
}
