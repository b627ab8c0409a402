//! `/api/openapi.json`, the description of the interfaces, and `/api/docs`, the same as a page of our own.

use super::conditional;
use super::visit::{Page, Visit};
use app::pages::api::{self, AnswerLine, ApiView, FieldLine, Group, Operation, SchemaView};
use app::ui::Crumb;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use serde_json::Value;
use std::sync::LazyLock;

/// The document, kept by hand; tests compare it with the routes and with the answers.
pub const DOCUMENT: &str = include_str!("../../data/openapi.json");

static PARSED: LazyLock<Value> = LazyLock::new(|| serde_json::from_str(DOCUMENT).unwrap_or_default());

pub async fn document(headers: HeaderMap) -> Response {
    let mut response = conditional::answer(&headers, "application/json", DOCUMENT);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("public, no-cache"));
    response
}

pub async fn page(visit: Visit) -> Response {
    let title = visit.tr.t("api-title");
    let head = Page::titled(&title).crumbs(vec![Crumb::here(&title)]);
    let view = view(&visit, &PARSED);
    visit.page(head, move || api::page(view)).await
}

fn view(visit: &Visit, document: &Value) -> ApiView {
    let mut groups: Vec<Group> = items(&document["tags"])
        .map(|tag| Group { name: text(&tag["name"]), about: text(&tag["description"]), operations: Vec::new() })
        .collect();
    for (path, methods) in document["paths"].as_object().into_iter().flatten() {
        for (method, operation) in methods.as_object().into_iter().flatten() {
            let tag = text(&operation["tags"][0]);
            if let Some(group) = groups.iter_mut().find(|group| group.name == tag) {
                group.operations.push(self::operation(method, path, operation));
            }
        }
    }
    let schemas = document["components"]["schemas"].as_object().into_iter().flatten();
    ApiView {
        tr: visit.tr,
        about: text(&document["info"]["description"]),
        groups,
        schemas: schemas
            .map(|(name, schema)| SchemaView {
                name: name.clone(),
                about: text(&schema["description"]),
                fields: fields(schema),
            })
            .collect(),
    }
}

fn operation(method: &str, path: &str, operation: &Value) -> Operation {
    let parameters = items(&operation["parameters"]).map(|parameter| FieldLine {
        name: text(&parameter["name"]),
        kind: kind(&parameter["schema"]),
        needed: parameter["required"] == true,
        about: text(&parameter["description"]),
    });
    let answers = operation["responses"].as_object().into_iter().flatten().map(|(status, answer)| AnswerLine {
        status: status.clone(),
        schema: answer["content"]["application/json"]["schema"]["$ref"].as_str().map(last).unwrap_or_default(),
        about: text(&answer["description"]),
    });
    Operation {
        id: text(&operation["operationId"]),
        method: method.to_uppercase(),
        path: path.to_owned(),
        summary: text(&operation["summary"]),
        about: text(&operation["description"]),
        parameters: parameters.collect(),
        body: operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].as_str().map(last),
        answers: answers.collect(),
    }
}

fn fields(schema: &Value) -> Vec<FieldLine> {
    let needed: Vec<String> = items(&schema["required"]).map(text).collect();
    let fields = schema["properties"].as_object().into_iter().flatten().map(|(name, field)| FieldLine {
        name: name.clone(),
        kind: kind(field),
        needed: needed.contains(name),
        about: text(&field["description"]),
    });
    fields.collect()
}

/// The type in a word: a name of another schema, `string (date)`, `array of Change`, the values of an enum.
fn kind(schema: &Value) -> String {
    if let Some(reference) = schema["$ref"].as_str() {
        return last(reference);
    }
    if let Value::Array(values) = &schema["enum"] {
        return values.iter().map(text).collect::<Vec<_>>().join(" | ");
    }
    let of = match &schema["type"] {
        Value::Array(types) => types.iter().map(text).collect::<Vec<_>>().join(" | "),
        one => text(one),
    };
    match (of.as_str(), schema["format"].as_str()) {
        ("array", _) => format!("array of {}", kind(&schema["items"])),
        (_, Some(format)) => format!("{of} ({format})"),
        _ => of,
    }
}

fn last(reference: &str) -> String {
    reference.rsplit('/').next().unwrap_or_default().to_owned()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}
