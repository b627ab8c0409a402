//! `/api/v1/data/{set}/rows`: rows by typed filters, as JSON, NDJSON or CSV.
//!
//! A filter is `column=value`, several values of one column are alternatives; `column.gte`, `.gt`,
//! `.lte`, `.lt` and `.contains` compare. `column.eq` is the same as `column`, and the way to a column that is called
//! as a parameter is. `q` looks in all columns, `sort=-column,column`, `fields` chooses columns, `limit` is 100 and at
//! most 10,000; `after` is the number of the last row had. `limit=all` sends every row as it is read. What is looked for
//! has letters or digits: of signs alone no filter would be left.

use super::groups::{self, Grouping};
use super::newest;
use super::question::{answer, once, sort, words};
use crate::failure::Failure;
use crate::http::urls::digits;
use crate::state::AppState;
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use opendata::rows::{Found, Question, Test};
use opendata::{Published, Schema, Value};
use portal::fold::fold;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::json;

/// Rows of one answer.
const MOST: usize = 10_000;

/// Parameters of which one alone can be meant.
const ONCE: [&str; 9] = ["q", "limit", "offset", "after", "sort", "fields", "format", "group", "measure"];

type Typed = Query<Vec<(String, String)>>;

pub async fn rows(
    State(state): State<AppState>,
    Path(id): Path<String>,
    Query(typed): Typed,
) -> Result<Response, Failure> {
    let (_, published) = newest(&state, &id).await?;
    let asked = match read(&typed, &published.passport.schema) {
        Ok(asked) => asked,
        Err(fault) => return Ok(refused(&fault)),
    };
    let mut response = match &asked.grouping {
        Some(grouping) => match groups::answer(&state, &published, &asked.question, grouping, &asked.format).await? {
            Ok(response) => response,
            Err(fault) => return Ok(refused(&fault)),
        },
        None if asked.all => {
            let lines = asked.format == "ndjson";
            super::whole::answer(&state, &published, asked.question, asked.columns, lines)?
        }
        None => {
            let (found, more) = page(&state, &published, &asked).await?;
            told(&state, &published, &asked, &found, more)?
        }
    };
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=60"));
    Ok(response)
}

/// The rows of a page, and whether there are others behind it; only JSON tells that, and how many there are in all.
async fn page(state: &AppState, published: &Published, asked: &Asked) -> Result<(Found, bool), Failure> {
    let mut question = asked.question.clone();
    question.counts_passed = asked.format == "json";
    // One row more than asked tells whether there are others.
    question.limit += usize::from(question.counts_passed && question.sort.is_empty());
    let mut found = answer(state, published, question).await?;
    let more = found.rows.len() > asked.question.limit;
    found.rows.truncate(asked.question.limit);
    Ok((found, more))
}

struct Asked {
    question: Question,
    /// Columns of the answer.
    columns: Vec<usize>,
    format: String,
    /// Every row, sent as it is read.
    all: bool,
    /// Groups are asked for, not rows.
    grouping: Option<Grouping>,
    /// The question without `after`, for the next page.
    kept: Vec<(String, String)>,
}

/// What is said of a search for signs alone.
const SIGNS: &str = "letters or digits to look for; signs are passed over";

/// What is wrong with a question: the parameter, and why.
pub(super) struct Fault {
    pub parameter: String,
    pub why: String,
}

fn read(typed: &[(String, String)], schema: &Schema) -> Result<Asked, Fault> {
    let mut question = Question { limit: 100, ..Question::default() };
    let mut asked = Asked {
        question: Question::default(),
        columns: (0..schema.fields.len()).collect(),
        format: "json".into(),
        all: false,
        grouping: None,
        kept: Vec::new(),
    };
    if let Some(twice) = ONCE.iter().find(|once| typed.iter().filter(|(name, _)| name == **once).count() > 1) {
        return Err(Fault { parameter: (*twice).to_owned(), why: "may be given once".to_owned() });
    }
    let grouped = typed.iter().any(|(name, _)| name == "group" || name == "measure");
    if grouped {
        asked.grouping = Some(Grouping::read(typed, schema)?);
    }
    for (name, text) in typed {
        let fault = |why: &str| Fault { parameter: name.clone(), why: why.to_owned() };
        if name != "after" {
            asked.kept.push((name.clone(), text.clone()));
        }
        match name.as_str() {
            "group" | "measure" => {}
            // Groups are sorted by what is reckoned of them: `Grouping::read` has done it.
            "sort" if grouped => {}
            "after" | "fields" if grouped => return Err(fault("is for rows; groups have limit and offset")),
            "q" => {
                question.words = words(text);
                if question.words.is_empty() && !text.trim().is_empty() {
                    return Err(fault(SIGNS));
                }
            }
            "limit" if text == "all" && !grouped => asked.all = true,
            "limit" => {
                let limit = digits(text).filter(|limit| (1..=MOST).contains(limit));
                question.limit = limit.ok_or_else(|| fault("a whole number from 1 to 10000, or all"))?;
            }
            "offset" => question.offset = digits(text).ok_or_else(|| fault("a whole number"))?,
            "after" => question.after = digits(text).ok_or_else(|| fault("a row's number"))?,
            "sort" => question.sort = sort(text, schema).map_err(|name| fault(&format!("no column {name}")))?,
            "fields" => {
                let places = text.split(',').map(|name| schema.place(name.trim()));
                let named: Option<Vec<usize>> = places.collect();
                asked.columns = once(named.ok_or_else(|| fault("a column that is not there"))?, |place| *place);
            }
            "format" if ["json", "ndjson", "csv"].contains(&text.as_str()) => asked.format.clone_from(text),
            "format" => return Err(fault("json, ndjson or csv")),
            _ => {
                let (column, test) = test(name, text, schema).map_err(|why| fault(&why))?;
                let same = question.filters.iter_mut().find_map(|(place, known)| match (known, &test) {
                    (Test::Among(values), Test::Among(more)) if *place == column => {
                        values.extend(more.iter().cloned());
                        Some(())
                    }
                    _ => None,
                });
                if same.is_none() {
                    question.filters.push((column, test));
                }
            }
        }
    }
    if question.after > 0 && !question.sort.is_empty() {
        let why = "continues rows in their own order; leave out sort, or use offset";
        return Err(Fault { parameter: "after".to_owned(), why: why.to_owned() });
    }
    if asked.all {
        let wrong = |parameter: &str, why: &str| Err(Fault { parameter: parameter.to_owned(), why: why.to_owned() });
        if asked.format == "json" {
            return wrong("format", "all rows come as csv or ndjson");
        }
        if !question.sort.is_empty() || question.offset > 0 {
            return wrong("limit", "all rows come in their own order from the first; leave out sort and offset");
        }
    }
    asked.question = question;
    Ok(asked)
}

fn test(name: &str, text: &str, schema: &Schema) -> Result<(usize, Test), String> {
    let (column, comparison) = name.split_once('.').unwrap_or((name, ""));
    let place = schema.place(column).ok_or("neither a column nor a parameter")?;
    let kind = schema.fields[place].kind;
    let value = || match kind.parse(text) {
        Some(value) => Ok(value),
        None => Err(format!("not a value of the type {}", kind.frictionless())),
    };
    let test = match comparison {
        "" | "eq" => Test::Among(vec![value()?]),
        "gte" => Test::AtLeast(value()?),
        "gt" => Test::Above(value()?),
        "lte" => Test::AtMost(value()?),
        "lt" => Test::Below(value()?),
        "contains" => Test::Holds(Some(fold(text)).filter(|text| !text.is_empty()).ok_or(SIGNS)?),
        _ => return Err("compare with eq, gte, gt, lte, lt or contains".to_owned()),
    };
    Ok((place, test))
}

/// A row: its number, and the columns that were asked for.
struct Object<'a> {
    number: u64,
    /// Their names and places.
    columns: &'a [(&'a str, usize)],
    row: &'a [Value],
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut object = to.serialize_map(Some(self.columns.len() + 1))?;
        object.serialize_entry("_id", &self.number)?;
        for (name, place) in self.columns {
            object.serialize_entry(name, &self.row[*place])?;
        }
        object.end()
    }
}

/// A page of rows.
#[derive(Serialize)]
struct Answer<'a> {
    version: i32,
    total: u64,
    next: Option<String>,
    rows: Vec<Object<'a>>,
}

fn told(
    state: &AppState,
    published: &Published,
    asked: &Asked,
    found: &Found,
    more: bool,
) -> Result<Response, Failure> {
    let fields = &published.passport.schema.fields;
    let columns: Vec<(&str, usize)> =
        asked.columns.iter().map(|column| (fields[*column].name.as_str(), *column)).collect();
    let objects = found.rows.iter().map(|(number, row)| Object { number: *number, columns: &columns, row });
    let failed = |error: serde_json::Error| Failure::Internal(error.to_string());
    match asked.format.as_str() {
        "csv" => {
            let mut csv = csv::Writer::from_writer(Vec::new());
            let failed = |error: csv::Error| Failure::Internal(error.to_string());
            csv.write_record(asked.columns.iter().map(|column| &fields[*column].name)).map_err(failed)?;
            for (_, row) in &found.rows {
                csv.write_record(asked.columns.iter().map(|column| row[*column].to_text())).map_err(failed)?;
            }
            let bytes = csv.into_inner().map_err(|error| Failure::Internal(error.to_string()))?;
            Ok(([(header::CONTENT_TYPE, "text/csv; charset=utf-8")], bytes).into_response())
        }
        "ndjson" => {
            let mut lines = Vec::new();
            for object in objects {
                serde_json::to_writer(&mut lines, &object).map_err(failed)?;
                lines.push(b'\n');
            }
            Ok(([(header::CONTENT_TYPE, "application/x-ndjson; charset=utf-8")], lines).into_response())
        }
        _ => {
            let rows = objects.collect();
            let next = if more { next(state, published, asked, found) } else { None };
            Ok(Json(Answer { version: published.version, total: found.total, next, rows }).into_response())
        }
    }
}

/// Where the rows behind these are.
fn next(state: &AppState, published: &Published, asked: &Asked, found: &Found) -> Option<String> {
    let last = found.rows.last()?.0;
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(asked.kept.iter().filter(|(name, _)| name != "offset"));
    query.append_pair("after", &last.to_string());
    Some(format!("{}/api/v1/data/{}/rows?{}", state.config.public_url, published.passport.id, query.finish()))
}

/// RFC 9457, with the parameter that is wrong.
fn refused(fault: &Fault) -> Response {
    let body = json!({
        "type": "/problems/bad-parameter",
        "title": "bad-parameter",
        "status": 400,
        "parameter": fault.parameter,
        "detail": fault.why,
    });
    let kind = [(header::CONTENT_TYPE, "application/problem+json")];
    (StatusCode::BAD_REQUEST, kind, Json(body)).into_response()
}
