//! Rows grouped by columns, with what is reckoned of each group. Memory grows with the groups alone,
//! and there is a bound to them.

use crate::rows::{Question, Sieve, Unanswered, each};
use crate::schema::{Schema, Value};
use chrono::Datelike;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::io::Read;

/// Groups that one answer may have.
pub const MOST_GROUPS: usize = 100_000;

/// What is reckoned of a group; rows without a value count for [`Measure::Count`] alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    Count,
    Sum(usize),
    Min(usize),
    Max(usize),
    Avg(usize),
}

impl Measure {
    /// The column that it looks at.
    pub fn column(self) -> Option<usize> {
        match self {
            Measure::Count => None,
            Measure::Sum(column) | Measure::Min(column) | Measure::Max(column) | Measure::Avg(column) => Some(column),
        }
    }
}

/// What of a column's values rows are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct By {
    pub column: usize,
    pub part: Part,
}

/// A value as it is, or the year or the month of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Whole,
    /// As a whole number.
    Year,
    /// As `2026-11`, ISO 8601.
    Month,
}

impl By {
    /// The values of a column as they are.
    pub fn whole(column: usize) -> By {
        By { column, part: Part::Whole }
    }

    fn of(self, values: &[Value]) -> Value {
        match (self.part, &values[self.column]) {
            (Part::Year, Value::Date(day)) => Value::Integer(day.year().into()),
            (Part::Month, Value::Date(day)) => Value::Text(day.format("%Y-%m").to_string()),
            (_, value) => value.clone(),
        }
    }
}

/// The groups, in the order of their columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Groups {
    /// Rows in all groups together.
    pub rows: u64,
    /// The values of each group's columns, and of its measures.
    pub groups: Vec<(Vec<Value>, Vec<Value>)>,
}

/// Groups the rows that a question's filters and words leave; its sorting and paging are for rows.
pub fn group(
    file: impl Read,
    schema: &Schema,
    question: &Question,
    by: &[By],
    measures: &[Measure],
) -> Result<Groups, Unanswered> {
    let mut found: BTreeMap<Key, Vec<Tally>> = BTreeMap::new();
    let (mut rows, mut too_many) = (0, false);
    let sieve = Sieve::of(question);
    each(file, schema, |number, values| {
        sieve.in_time(number)?;
        if !sieve.matches(number, &values) {
            return Ok(true);
        }
        rows += 1;
        let key = Key(by.iter().map(|by| by.of(&values)).collect());
        if found.len() >= MOST_GROUPS && !found.contains_key(&key) {
            too_many = true;
            return Ok(false);
        }
        let tallies = found.entry(key).or_insert_with(|| vec![Tally::default(); measures.len()]);
        for (tally, measure) in tallies.iter_mut().zip(measures) {
            tally.take(measure.column().map_or(&Value::Boolean(true), |column| &values[column]));
        }
        Ok(true)
    })?;
    if too_many {
        return Err(Unanswered::TooManyGroups);
    }
    let told =
        |tallies: Vec<Tally>| tallies.iter().zip(measures).map(|(tally, measure)| tally.tell(*measure)).collect();
    Ok(Groups { rows, groups: found.into_iter().map(|(key, tallies)| (key.0, told(tallies))).collect() })
}

/// A group's values; a column holds one kind, so their order is whole.
#[derive(PartialEq)]
struct Key(Vec<Value>);

impl Eq for Key {}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Key) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Key {
    fn cmp(&self, other: &Key) -> Ordering {
        self.0.iter().zip(&other.0).map(|(a, b)| a.order(b)).fold(Ordering::Equal, Ordering::then)
    }
}

#[derive(Clone, Default)]
struct Tally {
    count: u64,
    whole: i128,
    /// The sum of numbers with a fraction and what rounding has taken from it (Neumaier).
    sum: f64,
    lost: f64,
    fraction: bool,
    least: Option<Value>,
    most: Option<Value>,
}

impl Tally {
    fn take(&mut self, value: &Value) {
        if *value == Value::Nothing {
            return;
        }
        self.count += 1;
        match value {
            Value::Integer(number) => self.whole += i128::from(*number),
            Value::Number(number) => {
                self.fraction = true;
                let sum = self.sum + number;
                self.lost +=
                    if self.sum.abs() >= number.abs() { (self.sum - sum) + number } else { (number - sum) + self.sum };
                self.sum = sum;
            }
            _ => {}
        }
        if self.least.as_ref().is_none_or(|least| value.order(least) == Ordering::Less) {
            self.least = Some(value.clone());
        }
        if self.most.as_ref().is_none_or(|most| value.order(most) == Ordering::Greater) {
            self.most = Some(value.clone());
        }
    }

    fn tell(&self, measure: Measure) -> Value {
        let sum = if self.fraction { self.sum + self.lost } else { self.whole as f64 };
        match measure {
            Measure::Count => Value::Integer(i64::try_from(self.count).unwrap_or(i64::MAX)),
            _ if self.count == 0 => Value::Nothing,
            Measure::Sum(_) if self.fraction => number(sum),
            Measure::Sum(_) => i64::try_from(self.whole).map_or_else(|_| number(sum), Value::Integer),
            Measure::Avg(_) => number(sum / self.count as f64),
            Measure::Min(_) => self.least.clone().unwrap_or(Value::Nothing),
            Measure::Max(_) => self.most.clone().unwrap_or(Value::Nothing),
        }
    }
}

/// No JSON holds what is not finite.
fn number(number: f64) -> Value {
    if number.is_finite() { Value::Number(number) } else { Value::Nothing }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rows::Test;
    use crate::schema::{Field, Kind};
    use portal::lang::Names3;

    const CSV: &str = "kind,sum,share\r\nб,5,0.1\r\nа,,0.2\r\nб,7,\r\n,1,0.7\r\nб,9223372036854775807,0.2\r\n";

    fn schema() -> Schema {
        let field = |name: &str, kind| Field {
            name: name.to_owned(),
            kind,
            title: Names3::new(name, name, name),
            unit: None,
            required: false,
            about: None,
            limits: crate::schema::Limits::default(),
        };
        let fields = vec![field("kind", Kind::Text), field("sum", Kind::Integer), field("share", Kind::Number)];
        Schema { fields, key: Vec::new() }
    }

    #[test]
    fn groups_are_counted_summed_and_averaged() {
        let measures = [Measure::Count, Measure::Sum(1), Measure::Avg(2), Measure::Min(1), Measure::Max(0)];
        let found = group(CSV.as_bytes(), &schema(), &Question::default(), &[By::whole(0)], &measures).unwrap();
        let text: Vec<String> = found
            .groups
            .iter()
            .map(|(key, told)| key.iter().chain(told).map(Value::to_text).collect::<Vec<_>>().join("|"))
            .collect();
        assert_eq!(found.rows, 5);
        // What is too large for 64 bits becomes a number; what has no value is last and is nothing.
        assert_eq!(text[0], "а|1||0.2||а");
        assert!(text[1].starts_with("б|3|9223372036854776000|0.15") && text[1].ends_with("|5|б"), "{}", text[1]);
        assert_eq!(text[2], "|1|1|0.7|1|");
    }

    #[test]
    fn days_are_grouped_by_their_month_or_year() {
        let csv = "on\r\n2025-12-31\r\n2026-01-01\r\n2026-01-31\r\n\r\n2026-02-01\r\n";
        let on = Field {
            name: "on".into(),
            kind: Kind::Date,
            title: Names3::new("on", "on", "on"),
            unit: None,
            required: false,
            about: None,
            limits: crate::schema::Limits::default(),
        };
        let schema = Schema { fields: vec![on], key: Vec::new() };
        let told = |part| {
            let by = [By { column: 0, part }];
            let found = group(csv.as_bytes(), &schema, &Question::default(), &by, &[Measure::Count]).unwrap();
            found.groups.iter().map(|(k, n)| format!("{}={}", k[0].to_text(), n[0].to_text())).collect::<Vec<_>>()
        };
        assert_eq!(told(Part::Year)[..2], ["2025=1", "2026=3"]);
        assert_eq!(told(Part::Month)[..3], ["2025-12=1", "2026-01=2", "2026-02=1"]);
    }

    #[test]
    fn filters_come_before_groups_and_no_column_makes_one_group() {
        let question = Question { filters: vec![(0, Test::Holds("б".into()))], ..Question::default() };
        let found = group(CSV.as_bytes(), &schema(), &question, &[], &[Measure::Count, Measure::Sum(2)]).unwrap();
        assert_eq!(found.groups.len(), 1);
        assert_eq!(found.groups[0].1[0], Value::Integer(3));
        assert_eq!(found.groups[0].1[1].to_text().get(..3), Some("0.3"));
    }
}
