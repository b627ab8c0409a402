//! `datastore_search` over the rows of a set's CSV, and the dump.

use super::packages::resource_id;
use super::parameters::Parameters;
use super::{Refusal, search as packages};
use crate::failure::Failure;
use crate::http::data::{FULL, answer, distinct, filled, once, storehouse, words};
use crate::state::AppState;
use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use opendata::groups::MOST_GROUPS;
use opendata::rows::{Found, Passing, Question, Test, cell};
use opendata::{Format, Published, Schema};
use serde_json::{Map, Value, json};
use std::fs::File;
use std::io;

const MOST: usize = 32_000;

/// Values of all filters together.
const MOST_VALUES: usize = 1_000;

/// The set whose CSV has this id, or this name.
async fn table(state: &AppState, wanted: &str) -> Result<Published, Refusal> {
    let all = packages::all(state).await?;
    let found = all.into_iter().find(|set| is_table_of(&set.passport.id, wanted));
    found.ok_or_else(|| Refusal::NotFound(format!("Resource \"{wanted}\" was not found.")))
}

/// Whether a resource is the table of a set: by its id, or by its name.
pub fn is_table_of(set: &str, resource: &str) -> bool {
    resource.strip_suffix("-csv") == Some(set) || resource_id(set, Format::Csv) == resource
}

fn wanted(with: &Parameters) -> Result<String, Refusal> {
    let id = with.text("resource_id").or_else(|| with.text("id")).filter(|id| !id.is_empty());
    id.ok_or_else(|| invalid("resource_id", "Missing value"))
}

fn invalid(field: &str, why: impl Into<String>) -> Refusal {
    Refusal::Invalid(vec![(field.to_owned(), why.into())])
}

pub(super) async fn info(state: &AppState, with: &Parameters) -> Result<Value, Refusal> {
    let set = table(state, &wanted(with)?).await?;
    let fields: Vec<Value> =
        set.passport.schema.fields.iter().map(|f| json!({ "id": f.name, "type": f.kind.ckan() })).collect();
    Ok(json!({ "meta": { "count": set.rows, "table_type": "BASE TABLE" }, "fields": fields }))
}

pub(super) async fn search(state: &AppState, with: &Parameters) -> Result<Value, Refusal> {
    let id = wanted(with)?;
    let set = table(state, &id).await?;
    let schema = &set.passport.schema;
    let limit = with.number("limit", 100, MOST)?;
    let offset = with.number("offset", 0, usize::MAX)?;
    let mut question = Question { limit, offset, ..Question::default() };
    let sought = with.text("q").unwrap_or_default();
    question.words = words(&sought);
    if question.words.is_empty() && !sought.trim().is_empty() {
        return Err(invalid("q", "Must have letters or digits to look for"));
    }
    filters(with, schema, &mut question)?;
    let sort = with.list("sort").join(",");
    question.sort = order(&sort, schema)?;
    let columns = columns(with, schema)?;
    // Every row has a number of its own: where it is in the answer, as without `fields`, all differ.
    let chosen = named(with);
    let numbered = !with.flag("distinct", false) || chosen.is_empty() || chosen.iter().any(|name| name == "_id");
    let found = match numbered {
        true => answer(state, &set, question).await?,
        false => distinct_rows(state, &set, question, &columns).await?,
    };
    let mut result = Map::new();
    for name in ["filters", "q", "sort", "fields", "distinct", "records_format", "include_total"] {
        if let Some(value) = with.get(name) {
            result.insert(name.to_owned(), value.clone());
        }
    }
    let mut fields = if numbered { vec![json!({ "id": "_id", "type": "int" })] } else { Vec::new() };
    fields.extend(columns.iter().map(|place| {
        let field = &schema.fields[*place];
        json!({ "id": field.name, "type": field.kind.ckan() })
    }));
    let format = with.text("records_format").unwrap_or_else(|| "objects".to_owned());
    result.insert("resource_id".to_owned(), id.into());
    result.insert("fields".to_owned(), fields.into());
    result.insert("records".to_owned(), records(&format, schema, (columns.as_slice(), numbered), &found)?);
    result.insert("records_format".to_owned(), format.into());
    result.insert("limit".to_owned(), limit.into());
    result.insert("offset".to_owned(), offset.into());
    if with.flag("include_total", true) {
        result.insert("total".to_owned(), found.total.into());
        result.insert("total_was_estimated".to_owned(), false.into());
    }
    if with.flag("include_next_page", false) && sort.is_empty() && numbered {
        let next = found.rows.last().map(|(number, _)| json!({ "_id": { "gt": number } }));
        result.insert("next_page".to_owned(), next.into());
    }
    Ok(result.into())
}

/// `{"column": value}`, a list for any of several, `{"gte": n}` to compare; `_id` is the row's number.
fn filters(with: &Parameters, schema: &Schema, question: &mut Question) -> Result<(), Refusal> {
    let given = match with.get("filters") {
        None => return Ok(()),
        Some(Value::Object(given)) => given.clone(),
        Some(Value::String(text)) if text.trim().is_empty() => return Ok(()),
        Some(Value::String(text)) => serde_json::from_str(text).map_err(|_| invalid("filters", "Cannot parse JSON"))?,
        Some(_) => return Err(invalid("filters", "Not a dictionary")),
    };
    let values = given.values().map(|value| match value {
        Value::Array(list) => list.len(),
        Value::Object(comparisons) => comparisons.len(),
        _ => 1,
    });
    if values.sum::<usize>() > MOST_VALUES {
        return Err(invalid("filters", format!("more than {MOST_VALUES} values")));
    }
    for (name, value) in given {
        if name == "_id" {
            let after = value.get("gt").and_then(Value::as_u64);
            question.after = after.ok_or_else(|| invalid("filters", "only {\"_id\": {\"gt\": n}} is known"))?;
            continue;
        }
        let place = schema.place(&name).ok_or_else(|| invalid("filters", format!("invalid filter field: {name}")))?;
        let kind = schema.fields[place].kind;
        let parsed = |value: &Value| {
            let text = value
                .as_str()
                .map_or_else(|| if value.is_null() { String::new() } else { value.to_string() }, str::to_owned);
            kind.parse(&text).ok_or_else(|| invalid("filters", format!("invalid value of {name}: {text}")))
        };
        match &value {
            Value::Array(list) => {
                let values = list.iter().map(parsed).collect::<Result<_, _>>()?;
                question.filters.push((place, Test::Among(values)));
            }
            Value::Object(comparisons) => {
                for (comparison, bound) in comparisons {
                    let bound = parsed(bound)?;
                    let test = match comparison.as_str() {
                        "eq" => Test::Among(vec![bound]),
                        "gte" => Test::AtLeast(bound),
                        "gt" => Test::Above(bound),
                        "lte" => Test::AtMost(bound),
                        "lt" => Test::Below(bound),
                        other => return Err(invalid("filters", format!("unknown comparison: {other}"))),
                    };
                    question.filters.push((place, test));
                }
            }
            one => question.filters.push((place, Test::Among(vec![parsed(one)?]))),
        }
    }
    Ok(())
}

fn order(sort: &str, schema: &Schema) -> Result<Vec<(usize, bool)>, Refusal> {
    let mut columns = Vec::new();
    for part in sort.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        let mut words = part.split_whitespace();
        let name = words.next().unwrap_or("").trim_matches('"');
        let last = match words.next().map(str::to_ascii_lowercase).as_deref() {
            None | Some("asc") => false,
            Some("desc") => true,
            Some(other) => return Err(invalid("sort", format!("invalid sorting order: {other}"))),
        };
        // Rows stand in the order of their numbers anyway.
        if name == "_id" && !last {
            continue;
        }
        let place = schema.place(name).ok_or_else(|| invalid("sort", format!("field \"{name}\" not in table")))?;
        columns.push((place, last));
    }
    Ok(once(columns, |(place, _)| *place))
}

/// The names in `fields`.
fn named(with: &Parameters) -> Vec<String> {
    with.list("fields").iter().flat_map(|list| list.split(',')).map(|n| n.trim().to_owned()).collect()
}

/// The rows that differ in some columns, each once. As in SQL they are sorted by no others.
async fn distinct_rows(
    state: &AppState,
    set: &Published,
    question: Question,
    columns: &[usize],
) -> Result<Found, Refusal> {
    let fields = &set.passport.schema.fields;
    let mut sort = Vec::new();
    for (wanted, last) in &question.sort {
        let name = &fields[*wanted].name;
        let place = columns.iter().position(|column| column == wanted);
        let place = place.ok_or_else(|| invalid("sort", format!("field \"{name}\" is not among the distinct ones")))?;
        sort.push((place, *last));
    }
    let rows = match distinct(state, set, &question, columns, sort).await {
        Err(Failure::BadRequest("data-too-many-groups")) => {
            return Err(invalid("distinct", format!("more than {MOST_GROUPS} distinct rows: filter first")));
        }
        other => other?,
    };
    let total = rows.len() as u64;
    let whole = |row: Vec<opendata::Value>| {
        let mut values = vec![opendata::Value::Nothing; fields.len()];
        for (column, value) in columns.iter().zip(row) {
            values[*column] = value;
        }
        (0, values)
    };
    Ok(Found { total, rows: rows.into_iter().skip(question.offset).take(question.limit).map(whole).collect() })
}

fn columns(with: &Parameters, schema: &Schema) -> Result<Vec<usize>, Refusal> {
    let named = named(with);
    if named.is_empty() {
        return Ok((0..schema.fields.len()).collect());
    }
    let places = named
        .iter()
        .filter(|name| *name != "_id")
        .map(|name| schema.place(name).ok_or_else(|| invalid("fields", format!("field \"{name}\" not in table"))));
    Ok(once(places.collect::<Result<Vec<usize>, _>>()?, |place| *place))
}

/// Rows with some columns, and with their numbers where they have any.
fn records(
    format: &str,
    schema: &Schema,
    (columns, numbered): (&[usize], bool),
    found: &Found,
) -> Result<Value, Refusal> {
    let separated = |separator: u8| {
        let mut csv = csv::WriterBuilder::new().delimiter(separator).from_writer(Vec::new());
        for (number, row) in &found.rows {
            let cells = columns.iter().map(|place| row[*place].to_text());
            let number = numbered.then(|| number.to_string());
            // Writing into memory does not fail.
            let _ = csv.write_record(number.into_iter().chain(cells));
        }
        String::from_utf8_lossy(&csv.into_inner().unwrap_or_default()).into_owned()
    };
    Ok(match format {
        "objects" => {
            let objects = found.rows.iter().map(|(number, row)| {
                let mut object = Map::new();
                if numbered {
                    object.insert("_id".to_owned(), (*number).into());
                }
                for place in columns {
                    object.insert(schema.fields[*place].name.clone(), row[*place].to_json());
                }
                Value::Object(object)
            });
            objects.collect()
        }
        "lists" => {
            let list = |(number, row): &(u64, Vec<opendata::Value>)| {
                let cells = columns.iter().map(|place| row[*place].to_json());
                numbered.then(|| Value::from(*number)).into_iter().chain(cells).collect::<Value>()
            };
            found.rows.iter().map(list).collect()
        }
        "csv" => separated(b',').into(),
        "tsv" => separated(b'\t').into(),
        other => {
            return Err(invalid(
                "records_format",
                format!("unexpected value; permitted: objects, lists, csv, tsv; got {other}"),
            ));
        }
    })
}

/// `/datastore/dump/{resource}?format=csv`: every row with its number, sent as it is read.
pub async fn dump(
    State(state): State<AppState>,
    Path(resource): Path<String>,
    Query(typed): Query<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let separator = match typed.iter().find(|(name, _)| name == "format").map(|(_, text)| text.as_str()) {
        None | Some("csv") => b',',
        Some("tsv") => b'\t',
        Some(_) => return Err(Failure::BadRequest("data-dump-format")),
    };
    let set = match table(&state, &resource).await {
        Ok(set) => set,
        Err(Refusal::Own(failure)) => return Err(failure),
        Err(_) => return Err(Failure::NotFound),
    };
    let sha256 = set.file(Format::Csv).map(|file| file.sha256.clone()).ok_or(Failure::NotFound)?;
    let file = File::open(storehouse(&state).path(&sha256));
    let file = file.map_err(|error| Failure::Internal(format!("a published file cannot be read: {error}")))?;
    let (schema, mut rows, mut begins) = (set.passport.schema, Passing::of(file), true);
    let pieces = filled(move |piece| numbered(&mut rows, &schema, separator, std::mem::take(&mut begins), piece));
    let kind = if separator == b',' { "text/csv; charset=utf-8" } else { "text/tab-separated-values; charset=utf-8" };
    Ok(([(header::CONTENT_TYPE, kind)], Body::from_stream(pieces)).into_response())
}

/// Writes the next rows with their numbers. The first piece begins with the names of the columns.
fn numbered(
    rows: &mut Passing<File>,
    schema: &Schema,
    separator: u8,
    begins: bool,
    piece: &mut Vec<u8>,
) -> io::Result<bool> {
    let mut csv = csv::WriterBuilder::new().delimiter(separator).from_writer(piece);
    if begins {
        csv.write_record(std::iter::once("_id").chain(schema.fields.iter().map(|field| field.name.as_str())))?;
    }
    let more = rows.go_on(schema, &Question::default(), |number, record| {
        let cells = (0..schema.fields.len()).map(|column| cell(schema, record, column).to_text());
        csv.write_record(std::iter::once(number.to_string()).chain(cells))?;
        Ok(csv.get_ref().len() < FULL)
    })?;
    csv.flush()?;
    Ok(more)
}
