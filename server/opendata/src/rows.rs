//! Questions to the rows of a version, answered by reading its CSV once: memory does not grow with
//! the number of rows, whatever is asked.

use crate::schema::{Kind, Schema, Value};
use csv::StringRecord;
use portal::fold::fold;
use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::io::{self, Read};
use std::time::Instant;

/// Rows up to which an answer may reach into a sorted table.
pub const DEEPEST: usize = 200_000;

/// Rows after which it is looked whether there is time for more.
const EVERY: u64 = 2_000;

/// What a value must be.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// One of these.
    Among(Vec<Value>),
    AtLeast(Value),
    AtMost(Value),
    Above(Value),
    Below(Value),
    /// Holds this folded text.
    Holds(String),
}

impl Test {
    pub(crate) fn allows(&self, value: &Value) -> bool {
        let there = *value != Value::Nothing;
        match self {
            Test::Among(values) => values.contains(value),
            Test::AtLeast(bound) => there && value.order(bound) != Ordering::Less,
            Test::AtMost(bound) => there && value.order(bound) != Ordering::Greater,
            Test::Above(bound) => there && value.order(bound) == Ordering::Greater,
            Test::Below(bound) => there && value.order(bound) == Ordering::Less,
            Test::Holds(text) => fold(&value.to_text()).contains(text),
        }
    }
}

/// What is asked of the rows.
#[derive(Clone, Debug, Default)]
pub struct Question {
    /// Column and what its value must be; all of them.
    pub filters: Vec<(usize, Test)>,
    /// Words, folded, each of which some column must hold.
    pub words: Vec<String>,
    /// Columns to sort by, and whether from the last; without any the rows come as they are numbered.
    pub sort: Vec<(usize, bool)>,
    /// Only rows with a greater number.
    pub after: u64,
    /// Whether the rows up to `after` count in the total of an unsorted answer: it is a place in a list then, no filter.
    pub counts_passed: bool,
    pub offset: usize,
    pub limit: usize,
    /// When whoever answers gives up; never where there is none.
    pub until: Option<Instant>,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// How many rows there are in all.
    pub total: u64,
    /// The number of each row in its version, from 1, and its values.
    pub rows: Vec<(u64, Vec<Value>)>,
}

/// Why a question was not answered.
#[derive(Debug)]
pub enum Unanswered {
    /// It reaches deeper into a sorted table than [`DEEPEST`].
    TooDeep,
    /// It has more groups than [`crate::groups::MOST_GROUPS`].
    TooManyGroups,
    /// Its time was over before all rows were read.
    TooLong,
    Io(io::Error),
}

impl From<io::Error> for Unanswered {
    fn from(error: io::Error) -> Unanswered {
        match error.kind() {
            io::ErrorKind::TimedOut => Unanswered::TooLong,
            _ => Unanswered::Io(error),
        }
    }
}

/// A question made ready for many rows: however many values it allows, each row is looked up among them.
pub(crate) struct Sieve<'a> {
    question: &'a Question,
    /// Of each filter the values that it allows, in their order; empty of one that compares.
    lists: Vec<Vec<&'a Value>>,
}

impl<'a> Sieve<'a> {
    pub(crate) fn of(question: &'a Question) -> Sieve<'a> {
        let list = |(_, test): &'a (usize, Test)| -> Vec<&'a Value> {
            let Test::Among(values) = test else { return Vec::new() };
            let mut list: Vec<&Value> = values.iter().collect();
            list.sort_unstable_by(|a, b| compare(a, b));
            list
        };
        Sieve { question, lists: question.filters.iter().map(list).collect() }
    }

    /// Fails once the time of the question is over.
    pub(crate) fn in_time(&self, number: u64) -> io::Result<()> {
        if number.is_multiple_of(EVERY) && self.question.until.is_some_and(|until| Instant::now() >= until) {
            return Err(io::Error::new(io::ErrorKind::TimedOut, "the question takes too long"));
        }
        Ok(())
    }

    /// Whether the question leaves a row; only the cells that it asks about are read.
    pub(crate) fn holds(&self, schema: &Schema, number: u64, record: &StringRecord) -> bool {
        number > self.question.after && self.fits(schema, record)
    }

    /// The same of a row wherever it stands.
    fn fits(&self, schema: &Schema, record: &StringRecord) -> bool {
        self.filters().all(|(column, test, list)| match (test, record.get(column)) {
            // The most usual one needs no copy of the text.
            (Test::Among(_), Some(text)) if schema.fields[column].kind == Kind::Text && !text.is_empty() => {
                let by_text = |wanted: &&Value| match wanted {
                    Value::Text(wanted) => wanted.as_str().cmp(text),
                    _ => Ordering::Greater,
                };
                list.binary_search_by(by_text).is_ok()
            }
            _ => allows(test, list, &cell(schema, record, column)),
        }) && (self.question.words.is_empty() || self.has_words(&values(schema, record)))
    }

    /// The same of a row's values.
    pub(crate) fn matches(&self, number: u64, values: &[Value]) -> bool {
        number > self.question.after
            && self.filters().all(|(column, test, list)| allows(test, list, &values[column]))
            && (self.question.words.is_empty() || self.has_words(values))
    }

    fn filters(&self) -> impl Iterator<Item = (usize, &Test, &[&'a Value])> {
        self.question.filters.iter().zip(&self.lists).map(|((column, test), list)| (*column, test, list.as_slice()))
    }

    fn has_words(&self, values: &[Value]) -> bool {
        let all = values.iter().map(|value| fold(&value.to_text())).collect::<Vec<_>>().join("\n");
        self.question.words.iter().all(|word| all.contains(word.as_str()))
    }
}

/// As [`Test::allows`], with the values of a list in their order.
fn allows(test: &Test, list: &[&Value], value: &Value) -> bool {
    match test {
        Test::Among(_) => list.binary_search_by(|wanted| compare(wanted, value)).is_ok(),
        _ => test.allows(value),
    }
}

/// An order of all values, of whatever kind, in which those that are equal stand together: texts first.
fn compare(a: &Value, b: &Value) -> Ordering {
    let kind = |value: &Value| match value {
        Value::Text(_) => 0,
        Value::Integer(_) => 1,
        Value::Number(_) => 2,
        Value::Boolean(_) => 3,
        Value::Date(_) => 4,
        Value::Nothing => 5,
    };
    match (a, b) {
        // Zero is zero, whatever its sign.
        (Value::Number(a), Value::Number(b)) => a.partial_cmp(b).unwrap_or_else(|| a.total_cmp(b)),
        _ => kind(a).cmp(&kind(b)).then_with(|| a.order(b)),
    }
}

/// Answers a question from a CSV file; `open` is called once, or twice where the rows are sorted.
pub fn ask<R: Read>(
    open: impl Fn() -> io::Result<R>,
    schema: &Schema,
    question: &Question,
) -> Result<Found, Unanswered> {
    if question.sort.is_empty() {
        return Ok(in_order(open()?, schema, question)?);
    }
    let reach = question.offset.saturating_add(question.limit);
    if reach > DEEPEST {
        return Err(Unanswered::TooDeep);
    }
    let mut total = 0;
    let mut best: BTreeSet<Place> = BTreeSet::new();
    let sieve = Sieve::of(question);
    each_record(open()?, |number, record| {
        sieve.in_time(number)?;
        if sieve.holds(schema, number, record) {
            total += 1;
            let key = question.sort.iter().map(|(column, last)| (cell(schema, record, *column), *last)).collect();
            best.insert(Place { key, number });
            if best.len() > reach {
                best.pop_last();
            }
        }
        Ok(true)
    })?;
    let wanted: Vec<u64> = best.into_iter().skip(question.offset).map(|place| place.number).collect();
    let mut rows: Vec<(u64, Vec<Value>)> = Vec::with_capacity(wanted.len());
    let among: HashSet<u64> = wanted.iter().copied().collect();
    each_record(open()?, |number, record| {
        sieve.in_time(number)?;
        if among.contains(&number) {
            rows.push((number, values(schema, record)));
        }
        Ok(rows.len() < among.len())
    })?;
    let places: HashMap<u64, usize> = wanted.iter().enumerate().map(|(place, number)| (*number, place)).collect();
    rows.sort_by_key(|(number, _)| places.get(number).copied());
    Ok(Found { total, rows })
}

fn in_order<R: Read>(file: R, schema: &Schema, question: &Question) -> io::Result<Found> {
    let mut found = Found::default();
    let mut behind = 0;
    let sieve = Sieve::of(question);
    each_record(file, |number, record| {
        sieve.in_time(number)?;
        let passed = number <= question.after;
        if (passed && !question.counts_passed) || !sieve.fits(schema, record) {
            return Ok(true);
        }
        found.total += 1;
        behind += u64::from(!passed);
        if !passed && behind > question.offset as u64 && found.rows.len() < question.limit {
            found.rows.push((number, values(schema, record)));
        }
        Ok(true)
    })?;
    Ok(found)
}

/// The rows of a CSV file, gone through with stops on the way: whoever sends them on goes no further than somebody
/// reads.
#[derive(Debug)]
pub struct Passing<R> {
    reader: csv::Reader<R>,
    record: StringRecord,
    /// Of the last row that was read.
    number: u64,
}

impl<R: Read> Passing<R> {
    /// Before the first row.
    pub fn of(file: R) -> Passing<R> {
        let reader = csv::ReaderBuilder::new().buffer_capacity(64 * 1024).from_reader(file);
        Passing { reader, record: StringRecord::new(), number: 0 }
    }

    /// Writes the rows that a question leaves as they are met, until `write` tells that it is enough for now; its
    /// sorting, `offset` and `limit` are for pages. Whether there may be more.
    pub fn go_on(
        &mut self,
        schema: &Schema,
        question: &Question,
        mut write: impl FnMut(u64, &StringRecord) -> io::Result<bool>,
    ) -> io::Result<bool> {
        let sieve = Sieve::of(question);
        while self.reader.read_record(&mut self.record)? {
            self.number += 1;
            sieve.in_time(self.number)?;
            if sieve.holds(schema, self.number, &self.record) && !write(self.number, &self.record)? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// A cell of a record; what is not of the column's kind is nothing.
pub fn cell(schema: &Schema, record: &StringRecord, column: usize) -> Value {
    schema.fields[column].kind.parse(record.get(column).unwrap_or("")).unwrap_or(Value::Nothing)
}

pub(crate) fn values(schema: &Schema, record: &StringRecord) -> Vec<Value> {
    (0..schema.fields.len()).map(|column| cell(schema, record, column)).collect()
}

/// Where a row stands in the order asked for; equal rows stand as they are numbered.
#[derive(PartialEq)]
struct Place {
    key: Vec<(Value, bool)>,
    number: u64,
}

impl Eq for Place {}

impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Place) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Place {
    fn cmp(&self, other: &Place) -> Ordering {
        for ((a, from_last), (b, _)) in self.key.iter().zip(&other.key) {
            // Rows without a value are last in both directions.
            let order = match (a, b) {
                (Value::Nothing, _) | (_, Value::Nothing) => a.order(b),
                _ if *from_last => b.order(a),
                _ => a.order(b),
            };
            if order != Ordering::Equal {
                return order;
            }
        }
        self.number.cmp(&other.number)
    }
}

/// Goes through the rows until `visit` has seen enough.
pub fn each<R: Read>(
    file: R,
    schema: &Schema,
    mut visit: impl FnMut(u64, Vec<Value>) -> io::Result<bool>,
) -> io::Result<()> {
    each_record(file, |number, record| visit(number, values(schema, record)))
}

/// Goes through the rows as they are written until `visit` has seen enough.
pub(crate) fn each_record<R: Read>(
    file: R,
    mut visit: impl FnMut(u64, &StringRecord) -> io::Result<bool>,
) -> io::Result<()> {
    let mut reader = csv::ReaderBuilder::new().buffer_capacity(64 * 1024).from_reader(file);
    let mut record = StringRecord::new();
    let mut number = 0;
    while reader.read_record(&mut record)? {
        number += 1;
        if !visit(number, &record)? {
            break;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{Field, Kind};
    use portal::lang::Names3;

    const CSV: &str = "code,name,sum\r\n1,Ёлка,5\r\n2,Берёза,\r\n3,Ель,7\r\n4,Дуб,5\r\n";

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
        let fields = vec![field("code", Kind::Integer), field("name", Kind::Text), field("sum", Kind::Integer)];
        Schema { fields, key: vec!["code".into()] }
    }

    fn numbers(question: Question) -> (u64, Vec<u64>) {
        let found = ask(|| Ok(CSV.as_bytes()), &schema(), &question).unwrap();
        (found.total, found.rows.into_iter().map(|(number, _)| number).collect())
    }

    #[test]
    fn rows_come_in_their_order_and_are_counted_beyond_the_page() {
        assert_eq!(numbers(Question { offset: 1, limit: 2, ..Question::default() }), (4, vec![2, 3]));
        assert_eq!(numbers(Question { after: 2, limit: 1, ..Question::default() }), (2, vec![3]));
        let place = Question { after: 2, counts_passed: true, limit: 1, ..Question::default() };
        assert_eq!(numbers(place.clone()), (4, vec![3]), "a place in a list leaves the total as it is");
        assert_eq!(numbers(Question { offset: 1, ..place }), (4, vec![4]));
        assert_eq!(numbers(Question { offset: 9, limit: 2, ..Question::default() }), (4, vec![]));
    }

    #[test]
    fn sorting_leaves_rows_without_a_value_last_both_ways() {
        let sorted = |last| numbers(Question { sort: vec![(2, last)], limit: 9, ..Question::default() }).1;
        assert_eq!(sorted(false), [1, 4, 3, 2]);
        assert_eq!(sorted(true), [3, 1, 4, 2]);
        let page = Question { sort: vec![(2, false)], offset: 1, limit: 2, ..Question::default() };
        assert_eq!(numbers(page), (4, vec![4, 3]));
    }

    #[test]
    fn filters_are_of_the_columns_kind_and_words_are_folded() {
        let filter =
            |column, test| numbers(Question { filters: vec![(column, test)], limit: 9, ..Question::default() }).1;
        assert_eq!(filter(2, Test::Among(vec![Value::Integer(5)])), [1, 4]);
        assert_eq!(filter(2, Test::Above(Value::Integer(5))), [3]);
        assert_eq!(filter(2, Test::Among(vec![Value::Nothing])), [2]);
        assert_eq!(filter(1, Test::Holds("ел".into())), [1, 3]);
        let words = Question { words: vec!["елка".into(), "5".into()], limit: 9, ..Question::default() };
        assert_eq!(numbers(words), (1, vec![1]));
    }

    #[test]
    fn a_long_list_of_values_allows_what_each_of_them_does() {
        let filter = |column, values| {
            let filters = vec![(column, Test::Among(values))];
            numbers(Question { filters, limit: 9, ..Question::default() }).1
        };
        let mut codes: Vec<Value> = (3..900).rev().map(Value::Integer).collect();
        codes.push(Value::Integer(1));
        assert_eq!(filter(0, codes), [1, 3, 4]);
        let mut names: Vec<Value> = (0..900).map(|n| Value::Text(format!("нет {n}"))).collect();
        names.extend([
            Value::Text("Дуб".into()),
            Value::Nothing,
            Value::Text("Ёлка".into()),
            Value::Text("Дуб".into()),
        ]);
        assert_eq!(filter(1, names), [1, 4]);
        assert_eq!(filter(2, vec![Value::Nothing, Value::Integer(7)]), [2, 3]);
        assert!(filter(2, Vec::new()).is_empty());
    }

    #[test]
    fn values_are_looked_up_as_they_are_compared() {
        let day = |text: &str| Value::Date(text.parse().unwrap());
        let values = [
            Value::Nothing,
            Value::Number(0.0),
            Value::Number(-0.0),
            Value::Number(-1.5),
            Value::Number(1e300),
            Value::Text("б".into()),
            Value::Text("а".into()),
            Value::Integer(0),
            Value::Integer(i64::MIN),
            Value::Boolean(true),
            Value::Boolean(false),
            day("2026-01-01"),
            day("1999-12-31"),
        ];
        for left_out in 0..values.len() {
            let mut list = values.to_vec();
            list.remove(left_out);
            let question = Question { filters: vec![(0, Test::Among(list.clone()))], ..Question::default() };
            let sieve = Sieve::of(&question);
            for value in &values {
                let found = sieve.matches(1, std::slice::from_ref(value));
                assert_eq!(found, list.contains(value), "{value:?} in {list:?}");
            }
        }
    }

    #[test]
    fn a_question_ends_when_its_time_is_over() {
        let rows: String = (0..2 * EVERY).map(|n| format!("{n},а,\r\n")).collect();
        let csv = format!("code,name,sum\r\n{rows}");
        for sort in [vec![], vec![(0, false)]] {
            let late = Question { limit: 1, sort, until: Some(Instant::now()), ..Question::default() };
            let answer = ask(|| Ok(csv.as_bytes()), &schema(), &late);
            assert!(matches!(answer, Err(Unanswered::TooLong)), "{answer:?}");
            let early = Question { until: Some(Instant::now() + std::time::Duration::from_secs(600)), ..late };
            assert_eq!(ask(|| Ok(csv.as_bytes()), &schema(), &early).unwrap().total, 2 * EVERY);
        }
    }

    #[test]
    fn rows_that_are_passed_with_stops_are_the_same_and_come_once() {
        let question = Question { filters: vec![(2, Test::AtLeast(Value::Integer(5)))], ..Question::default() };
        for at_once in 1..5 {
            let (mut rows, mut met) = (Passing::of(CSV.as_bytes()), Vec::new());
            loop {
                let mut left = at_once;
                let write = |number: u64, record: &StringRecord| {
                    met.push((number, record.get(1).unwrap_or("").to_owned()));
                    left -= 1;
                    Ok(left > 0)
                };
                if !rows.go_on(&schema(), &question, write).unwrap() {
                    break;
                }
            }
            assert_eq!(met, [(1, "Ёлка".to_owned()), (3, "Ель".to_owned()), (4, "Дуб".to_owned())], "{at_once}");
        }
    }

    #[test]
    fn a_sorted_table_is_not_reached_into_without_bound() {
        let deep = Question { sort: vec![(0, false)], offset: usize::MAX, limit: 10, ..Question::default() };
        assert!(matches!(ask(|| Ok(CSV.as_bytes()), &schema(), &deep), Err(Unanswered::TooDeep)));
    }
}
