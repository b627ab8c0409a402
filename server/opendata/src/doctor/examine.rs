//! Looking through all rows by a plan, and giving them out in the order of the key.

use super::cells::treat;
use super::plan::{Plan, Repair};
use crate::schema::{Schema, Value};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::HashMap;
use std::io::Cursor;

/// Faults that are told one by one; all are counted.
pub const TOLD: usize = 200;
/// Faults of one kind in one column that are told one by one.
const TOLD_ALIKE: u64 = 20;
/// Characters of a value that are shown.
const SHOWN: usize = 60;

/// A word of the program, which comes back from where a report is kept.
type Code = Cow<'static, str>;

/// One fault.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fault {
    /// The end of the locale key `doctor-fault-…`.
    pub code: Code,
    /// The number in the file that was sent.
    pub row: u64,
    /// The column's name there; empty where the whole row is meant.
    pub column: String,
    pub value: String,
    /// What mends it, and what stands there then.
    pub repair: Option<(Repair, String)>,
    /// The row that it repeats.
    pub of_row: Option<u64>,
}

/// The codes of faults, as the locale names them.
impl Fault {
    pub const CODES: [&str; 23] = [
        "spaces",
        "missing",
        "formula",
        "number-none",
        "number-large",
        "decimal-comma",
        "thousands",
        "fraction",
        "word",
        "word-none",
        "date-form",
        "date-none",
        "date-ambiguous",
        "date-unreadable",
        "category",
        "below",
        "above",
        "unp-digit",
        "unp-form",
        "row-long",
        "row-repeated",
        "key-missing",
        "key-repeated",
    ];
}

/// Faults of one kind in one column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Count {
    pub code: Code,
    pub column: String,
    pub repair: Option<Repair>,
    pub count: u64,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Rows that would be published.
    pub rows: u64,
    /// The first faults, in the order of the rows.
    pub faults: Vec<Fault>,
    /// All of them, in the order in which they were first met.
    pub counts: Vec<Count>,
    /// How often each repair was made.
    pub mended: Vec<(Repair, u64)>,
    /// Published columns that the file does not have.
    pub missing_columns: Vec<String>,
    /// No column tells rows apart.
    pub no_key: bool,
}

impl Report {
    /// Whether the rows can be published as they are.
    pub fn is_clean(&self) -> bool {
        self.counts.is_empty() && self.missing_columns.is_empty() && !self.no_key && self.rows > 0
    }

    /// How many faults there are in all.
    pub fn faults_in_all(&self) -> u64 {
        self.counts.iter().map(|count| count.count).sum()
    }

    /// The repairs that would mend something.
    pub fn offered(&self) -> Vec<Repair> {
        Repair::ALL.into_iter().filter(|repair| self.counts.iter().any(|count| count.repair == Some(*repair))).collect()
    }

    fn tell(&mut self, fault: Fault) {
        let repair = fault.repair.as_ref().map(|(repair, _)| *repair);
        let same =
            |count: &&mut Count| count.code == fault.code && count.column == fault.column && count.repair == repair;
        let count = match self.counts.iter_mut().find(same) {
            Some(known) => {
                known.count += 1;
                known.count
            }
            None => {
                let column = fault.column.clone();
                self.counts.push(Count { code: fault.code.clone(), column, repair, count: 1 });
                1
            }
        };
        if count <= TOLD_ALIKE && self.faults.len() < TOLD {
            self.faults.push(fault);
        }
    }

    fn mend(&mut self, repair: Repair) {
        match self.mended.iter_mut().find(|(known, _)| *known == repair) {
            Some((_, count)) => *count += 1,
            None => self.mended.push((repair, 1)),
        }
    }
}

/// Looks through the rows of a reading.
pub fn examine(csv: &[u8], plan: &Plan) -> Report {
    walk(csv, plan, |_, _| {})
}

/// The rows of a reading in the order of the key, where nothing is wrong with them: what is published.
/// Only keys are kept in memory beside the file itself.
pub fn sorted<E>(csv: &[u8], plan: &Plan, mut give: impl FnMut(Vec<Value>) -> Result<(), E>) -> Result<Report, E> {
    let schema = plan.schema();
    let places: Vec<usize> = schema.key.iter().filter_map(|name| schema.place(name)).collect();
    let mut order: Vec<(Vec<Value>, u64)> = Vec::new();
    let report = walk(csv, plan, |at, values| {
        order.push((places.iter().map(|place| values[*place].clone()).collect(), at));
    });
    if !report.is_clean() {
        return Ok(report);
    }
    order.sort_by(|(a, _), (b, _)| {
        a.iter().zip(b).fold(std::cmp::Ordering::Equal, |order, (a, b)| order.then(a.order(b)))
    });
    let mut reader = reader(csv);
    let mut record = csv::StringRecord::new();
    for (_, at) in order {
        let mut position = csv::Position::new();
        position.set_byte(at);
        if reader.seek(position).is_err() || !reader.read_record(&mut record).unwrap_or(false) {
            break;
        }
        let values = plan.kept().map(|column| {
            let raw = column.at.and_then(|at| record.get(at + 1)).unwrap_or_default();
            treat(&column.field, raw, &plan.repairs).value.unwrap_or(Value::Nothing)
        });
        give(values.collect())?;
    }
    Ok(report)
}

fn reader(csv: &[u8]) -> csv::Reader<Cursor<&[u8]>> {
    csv::ReaderBuilder::new().has_headers(false).flexible(true).buffer_capacity(4 * 1024).from_reader(Cursor::new(csv))
}

/// Goes through the rows; `visit` gets each that has no fault, and where it begins.
fn walk(csv: &[u8], plan: &Plan, mut visit: impl FnMut(u64, &[Value])) -> Report {
    let schema: Schema = plan.schema();
    let key: Vec<usize> = schema.key.iter().filter_map(|name| schema.place(name)).collect();
    let width = plan.columns.iter().filter_map(|column| column.at).max().map_or(0, |last| last + 1);
    let mut report = Report {
        missing_columns: plan.missing().into_iter().map(str::to_owned).collect(),
        no_key: key.is_empty(),
        ..Report::default()
    };
    let mut known: HashMap<[u8; 16], (u64, [u8; 16])> = HashMap::new();
    let mut reader = reader(csv);
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).unwrap_or(false) {
        let at = record.position().map_or(0, csv::Position::byte);
        let row = record.get(0).and_then(|number| number.parse().ok()).unwrap_or(0);
        let (values, sound) = cells(&record, row, plan, &mut report);
        if record.len() > width + 1 {
            report.tell(Fault {
                code: "row-long".into(),
                row,
                column: String::new(),
                value: shown(record.get(width + 1).unwrap_or_default()),
                repair: None,
                of_row: None,
            });
            continue;
        }
        if !sound {
            continue;
        }
        if !key.is_empty() && !is_first(&mut known, (row, &values, &key), plan, &mut report) {
            continue;
        }
        report.rows += 1;
        visit(at, &values);
    }
    report
}

/// The values of a row, and whether nothing is wrong with any.
fn cells(record: &csv::StringRecord, row: u64, plan: &Plan, report: &mut Report) -> (Vec<Value>, bool) {
    let mut sound = true;
    let values = plan.kept().map(|column| {
        let raw = column.at.and_then(|at| record.get(at + 1)).unwrap_or_default();
        let treated = treat(&column.field, raw, &plan.repairs);
        treated.mended.into_iter().for_each(|repair| report.mend(repair));
        treated.value.unwrap_or_else(|bad| {
            // A column that is missing as a whole is told once.
            if column.at.is_some() {
                let repair = bad.repair.map(|(repair, becomes)| (repair, shown(&becomes)));
                let (column, value) = (column.head.clone(), shown(raw));
                report.tell(Fault { code: bad.code.into(), row, column, value, repair, of_row: None });
            }
            sound = false;
            Value::Nothing
        })
    });
    let values = values.collect();
    (values, sound)
}

type Row<'a> = (u64, &'a [Value], &'a [usize]);

/// Whether no row before has the same key, and all of the key is there.
fn is_first(
    known: &mut HashMap<[u8; 16], (u64, [u8; 16])>,
    (row, values, key): Row<'_>,
    plan: &Plan,
    report: &mut Report,
) -> bool {
    let head = |place: usize| plan.kept().nth(place).map(|column| column.head.clone()).unwrap_or_default();
    let mut fault = Fault {
        code: "key-missing".into(),
        row,
        column: String::new(),
        value: String::new(),
        repair: None,
        of_row: None,
    };
    if let Some(empty) = key.iter().find(|place| values[**place] == Value::Nothing) {
        fault.column = head(*empty);
        report.tell(fault);
        return false;
    }
    let own = digest(key.iter().map(|place| &values[*place]));
    let whole = digest(values.iter());
    let Some((first, same)) = known.get(&own) else {
        known.insert(own, (row, whole));
        return true;
    };
    fault.of_row = Some(*first);
    fault.column = key.iter().map(|place| head(*place)).collect::<Vec<_>>().join(", ");
    fault.value = shown(&key.iter().map(|place| values[*place].to_text()).collect::<Vec<_>>().join(", "));
    if *same != whole {
        fault.code = "key-repeated".into();
        report.tell(fault);
    } else if plan.repairs.contains(&Repair::Rows) {
        report.mend(Repair::Rows);
    } else {
        fault.code = "row-repeated".into();
        fault.repair = Some((Repair::Rows, String::new()));
        report.tell(fault);
    }
    false
}

fn digest<'a>(values: impl Iterator<Item = &'a Value>) -> [u8; 16] {
    let mut hash = Sha256::new();
    for value in values {
        let text = value.to_text();
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text.as_bytes());
    }
    let whole = hash.finalize();
    std::array::from_fn(|place| whole[place])
}

fn shown(text: &str) -> String {
    let short: String = text.chars().take(SHOWN).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(SHOWN).is_some() { format!("{short}…") } else { short }
}
