//! `/api/v1/data/{set}/rows?group=a,b&measure=count,sum(c)`: rows grouped by columns; `day.year` and
//! `day.month` group by a part of a day.

use super::question::{begun, stored, unanswered};
use super::rows::Fault;
use crate::failure::Failure;
use crate::state::AppState;
use axum::Json;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use opendata::groups::{By, Groups, Measure, Part, group};
use opendata::rows::Question;
use opendata::{Kind, Published, Schema, Value};
use serde_json::{Map, json};
use std::cmp::Ordering;
use std::fs::File;

/// How a count is called in answers: a column may be called `count`.
const COUNT: &str = "_count";
/// Columns and measures of one question.
const MOST: usize = 12;

/// What to group by, what to reckon, in which order to answer.
#[derive(Clone, Debug)]
pub struct Grouping {
    pub by: Vec<By>,
    pub measures: Vec<(String, Measure)>,
    /// The place among columns and measures, and whether from the last.
    sort: Vec<(usize, bool)>,
    /// The names of columns and measures, as they stand in answers.
    names: Vec<String>,
}

impl Grouping {
    /// Reads `group`, `measure` and `sort`; without a measure rows are counted.
    pub(super) fn read(typed: &[(String, String)], schema: &Schema) -> Result<Grouping, Fault> {
        let fault = |parameter: &str, why: String| Fault { parameter: parameter.to_owned(), why };
        let words = |parameter: &'static str| {
            let texts = typed.iter().filter(move |(name, _)| name == parameter).flat_map(|(_, text)| text.split(','));
            texts.map(str::trim).filter(|word| !word.is_empty())
        };
        let by = words("group").map(|name| Ok((by(name, schema).map_err(|why| fault("group", why))?, name.to_owned())));
        let (by, mut names): (Vec<By>, Vec<String>) = by.collect::<Result<Vec<_>, _>>()?.into_iter().unzip();
        let measures = words("measure").map(|text| measure(text, schema).map_err(|why| fault("measure", why)));
        let mut measures: Vec<(String, Measure)> = measures.collect::<Result<_, _>>()?;
        if measures.is_empty() {
            measures.push((COUNT.to_owned(), Measure::Count));
        }
        if by.len() + measures.len() > MOST {
            return Err(fault("group", format!("at most {MOST} columns and measures together")));
        }
        names.extend(measures.iter().map(|(name, _)| name.clone()));
        let place = |text: &str| {
            let (name, last) = text.strip_prefix('-').map_or((text, false), |name| (name, true));
            let name = if name == "count" && !names.iter().any(|known| known == name) { COUNT } else { name };
            let found = names.iter().position(|known| known == name);
            found.map(|place| (place, last)).ok_or_else(|| fault("sort", format!("{name} is not in the answer")))
        };
        let sort = words("sort").map(place).collect::<Result<_, _>>()?;
        Ok(Grouping { by, measures, sort, names })
    }

    /// The groups as rows of columns and measures, in the order asked for.
    pub fn sorted(&self, groups: Groups) -> Vec<Vec<Value>> {
        let mut rows: Vec<Vec<Value>> =
            groups.groups.into_iter().map(|(key, told)| key.into_iter().chain(told).collect()).collect();
        rows.sort_by(|a: &Vec<Value>, b| {
            let orders = self.sort.iter().map(|(place, last)| match (&a[*place], &b[*place], last) {
                (Value::Nothing, _, _) | (_, Value::Nothing, _) | (_, _, false) => a[*place].order(&b[*place]),
                (one, other, true) => other.order(one),
            });
            orders.fold(Ordering::Equal, Ordering::then)
        });
        rows
    }
}

/// `column`, or of a column of days `column.year` and `column.month`.
fn by(name: &str, schema: &Schema) -> Result<By, String> {
    let (column, part) = match name.rsplit_once('.') {
        None => (name, Part::Whole),
        Some((column, "year")) => (column, Part::Year),
        Some((column, "month")) => (column, Part::Month),
        Some(_) => return Err(format!("{name} is neither a column nor its .year or .month")),
    };
    let place = schema.place(column).ok_or_else(|| format!("no column {column}"))?;
    if part != Part::Whole && schema.fields[place].kind != Kind::Date {
        return Err(format!("{column} holds no days"));
    }
    Ok(By { column: place, part })
}

/// `count`, `sum(column)`, `min(column)`, `max(column)`, `avg(column)`.
fn measure(text: &str, schema: &Schema) -> Result<(String, Measure), String> {
    if matches!(text, "count" | "count()" | COUNT) {
        return Ok((COUNT.to_owned(), Measure::Count));
    }
    let parts = text.strip_suffix(')').and_then(|text| text.split_once('('));
    let (name, column) = parts.ok_or("count, sum(column), min(column), max(column) or avg(column)")?;
    let place = schema.place(column.trim()).ok_or_else(|| format!("no column {column}"))?;
    let measure: fn(usize) -> Measure = match name {
        "sum" => Measure::Sum,
        "avg" => Measure::Avg,
        "min" => Measure::Min,
        "max" => Measure::Max,
        _ => return Err(format!("{name} is none of count, sum, min, max, avg")),
    };
    let kind = schema.fields[place].kind;
    if matches!(name, "sum" | "avg") && !matches!(kind, Kind::Integer | Kind::Number) {
        return Err(format!("{column} holds no numbers"));
    }
    Ok((format!("{name}({})", column.trim()), measure(place)))
}

/// Groups the rows of a version; it reads the whole file on a thread of its own.
pub async fn grouped(
    state: &AppState,
    published: &Published,
    question: &Question,
    grouping: &Grouping,
) -> Result<Vec<Vec<Value>>, Failure> {
    let path = stored(state, published)?;
    let (schema, question, asked) = (published.passport.schema.clone(), begun(question.clone()), grouping.clone());
    let work = move || {
        let measures: Vec<Measure> = asked.measures.iter().map(|(_, measure)| *measure).collect();
        Ok(asked.sorted(group(File::open(path)?, &schema, &question, &asked.by, &measures)?))
    };
    let done = tokio::task::spawn_blocking(work).await.map_err(|error| Failure::Internal(error.to_string()))?;
    done.map_err(unanswered)
}

/// The different rows that some columns alone have, `sort` by their places among these; without it in the order of
/// their values.
pub async fn distinct(
    state: &AppState,
    published: &Published,
    question: &Question,
    columns: &[usize],
    sort: Vec<(usize, bool)>,
) -> Result<Vec<Vec<Value>>, Failure> {
    let by = columns.iter().copied().map(By::whole).collect();
    let grouping = Grouping { by, measures: Vec::new(), sort, names: Vec::new() };
    grouped(state, published, question, &grouping).await
}

/// The answer to a program.
pub(super) async fn answer(
    state: &AppState,
    published: &Published,
    question: &Question,
    grouping: &Grouping,
    format: &str,
) -> Result<Result<Response, Fault>, Failure> {
    let rows = match grouped(state, published, question, grouping).await {
        Ok(rows) => rows,
        Err(Failure::BadRequest("data-too-many-groups")) => {
            let most = opendata::groups::MOST_GROUPS;
            return Ok(Err(Fault {
                parameter: "group".to_owned(),
                why: format!("more than {most} groups: filter first"),
            }));
        }
        Err(other) => return Err(other),
    };
    let total = rows.len();
    let page: Vec<Vec<Value>> = rows.into_iter().skip(question.offset).take(question.limit).collect();
    let object = |row: &Vec<Value>| {
        let pairs = grouping.names.iter().zip(row).map(|(name, value)| (name.clone(), value.to_json()));
        serde_json::Value::Object(pairs.collect::<Map<_, _>>())
    };
    Ok(Ok(match format {
        "csv" => {
            let mut csv = csv::Writer::from_writer(Vec::new());
            let failed = |error: csv::Error| Failure::Internal(error.to_string());
            csv.write_record(&grouping.names).map_err(failed)?;
            for row in &page {
                csv.write_record(row.iter().map(Value::to_text)).map_err(failed)?;
            }
            let bytes = csv.into_inner().map_err(|error| Failure::Internal(error.to_string()))?;
            ([(header::CONTENT_TYPE, "text/csv; charset=utf-8")], bytes).into_response()
        }
        "ndjson" => {
            let lines: String = page.iter().map(|row| format!("{}\n", object(row))).collect();
            ([(header::CONTENT_TYPE, "application/x-ndjson; charset=utf-8")], lines).into_response()
        }
        _ => {
            let groups: Vec<_> = page.iter().map(object).collect();
            Json(json!({ "version": published.version, "total": total, "groups": groups })).into_response()
        }
    }))
}
