//! Cases of every registering body, as many as one likes, made one after another: the same numbers give the same cases.
//!
//! Each is a copy of one that was filed over HTTP, of another company, in another office, at another time: most were
//! decided, the latest are open. Into SQLite they are written here; for PostgreSQL the rows of a table are printed as
//! `COPY` reads them.

use crate::rows::Row;
use anyhow::{Context, Result, bail};
use chrono::{Datelike, Duration, NaiveDateTime, Utc};
use clap::Args;
use rusqlite::types::Value as Sql;
use rusqlite::{Connection, params_from_iter};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// Days over which they were filed.
const DAYS: i64 = 1_000;
/// Of a hundred, so many of the latest are not decided.
const OPEN: u64 = 6;
/// Rows of one commit.
const PIECE: u64 = 20_000;

#[derive(Args)]
pub struct Options {
    /// What they are like, as `shape` printed it
    #[arg(long)]
    shape: PathBuf,
    #[arg(long)]
    cases: u64,
    /// An SQLite database to write them into
    #[arg(long, conflicts_with = "table", required_unless_present = "table")]
    database: Option<PathBuf>,
    /// Print the rows of this table: applications, filings or application_events
    #[arg(long)]
    table: Option<String>,
}

/// What the cases are like.
#[derive(Serialize, Deserialize)]
pub struct Shape {
    /// Rows of one that was filed, by column.
    application: Map<String, Value>,
    filing: Map<String, Value>,
    event: Map<String, Value>,
    offices: Vec<i64>,
    /// Number and name.
    companies: Vec<(i64, String)>,
    /// Account and office.
    clerks: Vec<(String, i64)>,
}

impl Shape {
    pub fn read(file: &Path) -> Result<Shape> {
        let text = std::fs::read_to_string(file).with_context(|| file.display().to_string())?;
        serde_json::from_str(&text).with_context(|| file.display().to_string())
    }

    /// Of an SQLite database in which one was filed.
    pub fn of(conn: &Connection, filed: &str) -> Result<Shape> {
        let row = |table: &str, condition: &str| Row::read(conn, table, condition, filed).map(|row| by_column(&row));
        let mut offices = conn.prepare("SELECT code FROM offices WHERE registering ORDER BY code")?;
        let mut companies = conn.prepare(
            "SELECT c.unp, c.name FROM applications a JOIN companies own ON own.unp = a.unp
             JOIN companies c ON c.kind = own.kind AND c.standing = own.standing
             WHERE a.id = ?1 ORDER BY (c.unp * 2654435761) % 4294967296, c.unp LIMIT 20000",
        )?;
        let mut clerks = conn.prepare("SELECT id, office FROM accounts WHERE email LIKE 'bench-%' ORDER BY email")?;
        Ok(Shape {
            application: row("applications", "id = ?1")?,
            filing: row("filings", "application_id = ?1")?,
            event: row("application_events", "application_id = ?1 AND kind = 'filed'")?,
            offices: offices.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?,
            companies: companies.query_map([filed], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?,
            clerks: clerks.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?,
        })
    }
}

fn by_column(row: &Row) -> Map<String, Value> {
    let value = |value: &Sql| match value {
        Sql::Integer(number) => json!(number),
        Sql::Real(number) => json!(number),
        Sql::Text(text) => json!(text),
        Sql::Null | Sql::Blob(_) => Value::Null,
    };
    row.columns_but(&[]).into_iter().map(str::to_owned).zip(row.values.iter().map(value)).collect()
}

/// One case, by its number from 0.
pub struct Case {
    pub id: String,
    pub number: String,
    pub office: i64,
    pub unp: i64,
    pub name: String,
    clerk: Option<String>,
    status: &'static str,
    channel: &'static str,
    filed_at: NaiveDateTime,
    due: Option<i64>,
    decided_at: Option<NaiveDateTime>,
}

/// All of them.
pub struct Cases<'a> {
    shape: &'a Shape,
    cases: u64,
    now: NaiveDateTime,
    clerk_of: HashMap<i64, &'a str>,
}

impl<'a> Cases<'a> {
    pub fn of(shape: &'a Shape, cases: u64) -> Result<Cases<'a>> {
        if shape.offices.is_empty() || shape.companies.is_empty() || shape.clerks.is_empty() {
            bail!("there are no offices, companies or clerks to make cases of");
        }
        let clerk_of = shape.clerks.iter().map(|(id, office)| (*office, id.as_str())).collect();
        Ok(Cases { shape, cases: cases.max(1), now: Utc::now().naive_utc(), clerk_of })
    }

    /// The case of a number.
    pub fn nth(&self, n: u64) -> Case {
        let dice = |of: u64| scrambled(n.wrapping_mul(31).wrapping_add(of));
        let office = self.shape.offices[self.office_of(dice(1))];
        let (unp, name) = &self.shape.companies[(dice(2) % self.shape.companies.len() as u64) as usize];
        let back = Duration::minutes((DAYS * 1_440) * (self.cases - n) as i64 / self.cases as i64);
        let filed_at = self.now - back;
        let open = n * 100 >= self.cases * (100 - OPEN);
        let chance = dice(3) % 100;
        let status = match (open, chance) {
            (true, 0..40) => "filed",
            (true, 40..90) => "in_review",
            (true, _) => "returned",
            (false, 0..80) => "accepted",
            (false, 80..93) => "refused",
            (false, 93..95) => "unconsidered",
            (false, _) => "withdrawn",
        };
        let any = &self.shape.clerks[(dice(4) % self.shape.clerks.len() as u64) as usize].0;
        let clerk = self.clerk_of.get(&office).copied().unwrap_or(any).to_owned();
        Case {
            id: format!("{n:08x}-0000-7000-8000-{:012x}", dice(5) % 0xffff_ffff_ffff),
            // Each number once: the factor has no divisor in common with the million millions.
            number: format!("{:012}", (n + 1).wrapping_mul(982_451_653) % 1_000_000_000_000),
            office,
            unp: *unp,
            name: name.clone(),
            clerk: (status != "filed").then_some(clerk),
            status,
            channel: ["online", "online", "online", "by_post", "in_person"][(dice(6) % 5) as usize],
            filed_at,
            due: (open && status != "returned").then_some((dice(7) % 20) as i64 - 4),
            decided_at: (!open).then(|| filed_at + Duration::hours(20 + (dice(8) % 100) as i64)),
        }
    }

    /// Offices are not of one size: the first have far more than the last.
    fn office_of(&self, dice: u64) -> usize {
        let share = (dice % 1_000_000) as f64 / 1e6;
        ((share * share * self.shape.offices.len() as f64) as usize).min(self.shape.offices.len() - 1)
    }

    fn each(&self, mut take: impl FnMut(Case) -> Result<()>) -> Result<()> {
        (0..self.cases).try_for_each(|n| take(self.nth(n)))
    }
}

/// Numbers that only look random (splitmix64).
fn scrambled(n: u64) -> u64 {
    let mut z = n.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// A moment as both databases read it.
fn moment(at: NaiveDateTime) -> Value {
    json!(at.format("%Y-%m-%d %H:%M:%S%.6f").to_string())
}

/// The rows of a table, made of one that is there.
struct Table {
    name: &'static str,
    columns: Vec<String>,
    values: Vec<Value>,
    /// The answers of the one that is there.
    answers: Map<String, Value>,
}

impl Table {
    fn of(name: &str, shape: &Shape) -> Result<Table> {
        let (name, row) = match name {
            "applications" => ("applications", &shape.application),
            "filings" => ("filings", &shape.filing),
            "application_events" => ("application_events", &shape.event),
            other => bail!("no cases are made in {other}"),
        };
        let answers = row.get("answers").and_then(Value::as_str).map_or(Ok(Map::new()), serde_json::from_str)?;
        Ok(Table { name, columns: row.keys().cloned().collect(), values: row.values().cloned().collect(), answers })
    }

    fn set(&mut self, column: &str, value: Value) {
        if let Some(place) = self.columns.iter().position(|known| known == column) {
            self.values[place] = value;
        }
    }

    /// The answers, of a change on the day before the filing: another day would stand in the way of accepting it.
    fn answered(&mut self, case: &Case) {
        let day = case.filed_at.date() - Duration::days(1);
        for (part, number) in [("day", day.day()), ("month", day.month()), ("year", day.year() as u32)] {
            self.answers.insert(format!("changed_on_{part}"), json!(number.to_string()));
        }
        self.set("answers", json!(json!(self.answers).to_string()));
    }

    /// The rows of a case, one after another in the same place.
    fn rows(&mut self, case: &Case, mut take: impl FnMut(&Table) -> Result<()>) -> Result<()> {
        match self.name {
            "applications" => {
                self.set("id", json!(case.id));
                self.set("number", json!(case.number));
                self.set("office", json!(case.office));
                self.set("unp", json!(case.unp));
                self.set("status", json!(case.status));
                self.set("clerk", json!(case.clerk));
                self.set("channel", json!(case.channel));
                self.set("filed_at", moment(case.filed_at));
                self.set("filed_on", json!(case.filed_at.date().to_string()));
                let due = case.due.map(|days| (Utc::now().date_naive() + Duration::days(days)).to_string());
                self.set("due_on", json!(due));
                self.set("decided_at", case.decided_at.map_or(Value::Null, moment));
                self.set("created_at", moment(case.filed_at));
                self.set("updated_at", moment(case.decided_at.unwrap_or(case.filed_at)));
                self.answered(case);
                take(self)
            }
            "filings" => {
                self.set("id", json!(part(case, 'f')));
                self.set("application_id", json!(case.id));
                self.set("channel", json!(case.channel));
                self.set("filed_on", json!(case.filed_at.date().to_string()));
                self.set("filed_at", moment(case.filed_at));
                self.answered(case);
                take(self)
            }
            _ => {
                self.set("application_id", json!(case.id));
                let taken = case.clerk.as_ref().map(|_| ("taken", case.filed_at + Duration::hours(2)));
                let decided = case.decided_at.map(|at| (case.status, at));
                let events = [Some(("filed", case.filed_at)), taken, decided];
                for (position, (kind, at)) in (1..).zip(events.into_iter().flatten()) {
                    self.set("id", json!(part(case, (b'0' + position as u8) as char)));
                    self.set("position", json!(position));
                    self.set("kind", json!(kind));
                    self.set("at", moment(at));
                    take(self)?;
                }
                Ok(())
            }
        }
    }

    /// As `COPY … FROM STDIN` reads it.
    fn copied(&self, out: &mut impl Write) -> Result<()> {
        for (place, value) in self.values.iter().enumerate() {
            if place > 0 {
                out.write_all(b"\t")?;
            }
            match value {
                Value::Null => out.write_all(b"\\N")?,
                Value::String(text) => out.write_all(escaped(text).as_bytes())?,
                other => write!(out, "{other}")?,
            }
        }
        Ok(out.write_all(b"\n")?)
    }
}

/// An id beside that of a case.
fn part(case: &Case, mark: char) -> String {
    format!("{}{mark}{}", &case.id[..9], &case.id[10..])
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\t', "\\t").replace('\n', "\\n").replace('\r', "\\r")
}

/// Makes them; for PostgreSQL prints the table's columns first, in a line.
pub fn make(options: &Options) -> Result<()> {
    let shape = Shape::read(&options.shape)?;
    let cases = Cases::of(&shape, options.cases)?;
    let Some(database) = &options.database else {
        let mut table = Table::of(options.table.as_deref().unwrap_or_default(), &shape)?;
        let mut out = BufWriter::with_capacity(1 << 20, std::io::stdout().lock());
        return cases.each(|case| table.rows(&case, |row| row.copied(&mut out)));
    };
    let conn = crate::database::writer(database)?;
    // Nothing else has it open, and a machine that stops meanwhile begins anew.
    conn.execute_batch("PRAGMA synchronous = OFF; PRAGMA cache_size = -262144; BEGIN IMMEDIATE")?;
    let mut tables =
        [Table::of("applications", &shape)?, Table::of("filings", &shape)?, Table::of("application_events", &shape)?];
    let mut made = 0;
    cases.each(|case| {
        for table in &mut tables {
            table.rows(&case, |row| insert(&conn, row))?;
        }
        made += 1;
        if made % PIECE == 0 {
            conn.execute_batch("COMMIT; BEGIN IMMEDIATE")?;
        }
        Ok(())
    })?;
    conn.execute_batch("COMMIT")?;
    crate::database::settle(&conn)
}

fn insert(conn: &Connection, row: &Table) -> Result<()> {
    let places: Vec<String> = (1..=row.columns.len()).map(|number| format!("?{number}")).collect();
    let text = format!("INSERT INTO {} ({}) VALUES ({})", row.name, row.columns.join(", "), places.join(", "));
    let values = row.values.iter().map(|value| match value {
        Value::Null => Sql::Null,
        Value::Bool(yes) => Sql::Integer(i64::from(*yes)),
        Value::Number(number) => number.as_i64().map_or(Sql::Real(number.as_f64().unwrap_or(0.0)), Sql::Integer),
        Value::String(text) => Sql::Text(text.clone()),
        other => Sql::Text(other.to_string()),
    });
    conn.prepare_cached(&text)?.execute(params_from_iter(values))?;
    Ok(())
}

/// The columns of a table's rows, as `COPY` names them.
pub fn columns(shape: &Shape, table: &str) -> Result<String> {
    Ok(Table::of(table, shape)?.columns.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    fn shape() -> Shape {
        let row = |columns: &[&str]| columns.iter().map(|name| ((*name).to_owned(), Value::Null)).collect();
        Shape {
            application: row(&["id", "number", "office", "status", "clerk", "answers"]),
            filing: row(&["id", "application_id"]),
            event: row(&["id", "application_id", "position", "kind", "at"]),
            offices: (1..=179).collect(),
            companies: vec![(790_000_001, "ООО".into()), (790_000_002, "ЗАО".into())],
            clerks: vec![("a".into(), 1), ("b".into(), 2)],
        }
    }

    #[test]
    fn each_case_is_another_and_every_office_has_some() {
        let shape = shape();
        let cases = Cases::of(&shape, 5_000).unwrap();
        let (mut ids, mut numbers, mut offices, mut open) = (HashSet::new(), HashSet::new(), HashSet::new(), 0);
        cases
            .each(|case| {
                assert!(ids.insert(case.id.clone()) && numbers.insert(case.number.clone()));
                assert_eq!(case.number.len(), 12);
                assert_eq!(case.decided_at.is_none(), ["filed", "in_review", "returned"].contains(&case.status));
                assert_eq!(case.clerk.is_none(), case.status == "filed");
                offices.insert(case.office);
                open += usize::from(case.decided_at.is_none());
                Ok(())
            })
            .unwrap();
        assert_eq!((offices.len(), open), (179, 300));
    }

    #[test]
    fn rows_are_written_as_copy_reads_them() {
        let shape = shape();
        let cases = Cases::of(&shape, 10).unwrap();
        let case = cases.nth(0);
        let mut table = Table::of("application_events", &shape).unwrap();
        let mut text = Vec::new();
        table.rows(&case, |row| row.copied(&mut text)).unwrap();
        let text = String::from_utf8(text).unwrap();
        assert_eq!(text.lines().count(), 3, "filed, taken, decided: {text}");
        assert!(text.lines().all(|line| line.split('\t').count() == 5));
        let ids: HashSet<&str> = text.split_whitespace().filter(|word| word.len() == 36).collect();
        assert_eq!(ids.len(), 4, "{text}");
        assert_eq!(escaped("a\tb\\c\nd"), "a\\tb\\\\c\\nd");
    }
}
