//! OpenAPI 3.1 of one set's rows: its own columns as typed filters and as the answer.

use crate::passport::Published;
use crate::schema::{Field, Kind};
use portal::lang::Lang;
use serde_json::{Map, Value, json};

/// Describes `/api/v1/data/{set}/rows` of a set in a language.
pub fn openapi(published: &Published, base: &str, lang: Lang) -> Value {
    let passport = &published.passport;
    let mut parameters = vec![
        parameter(
            "q",
            "Words that must stand in any column: letters or digits, not signs alone",
            json!({ "type": "string", "maxLength": 200 }),
        ),
        parameter(
            "sort",
            "Columns, the first first; a minus before one turns it",
            of_columns(passport_names(published)),
        ),
        parameter("fields", "Columns of the answer", of_columns(passport_names(published))),
        parameter(
            "group",
            "Columns whose values make groups; of a column of days also column.year and column.month. The answer has \
             groups in place of rows",
            json!({ "type": "string" }),
        ),
        parameter(
            "measure",
            "What is reckoned of each group: count, sum(column), min(column), max(column), avg(column). Without group \
             all rows are one",
            json!({ "type": "string" }),
        ),
        parameter(
            "limit",
            "Rows of an answer; all: every row as it is read, as csv or ndjson, without sort and offset",
            json!({ "oneOf": [{ "type": "integer", "minimum": 1, "maximum": 10_000 }, { "const": "all" }], "default": 100 }),
        ),
        parameter("offset", "Rows passed over", json!({ "type": "integer", "minimum": 0, "default": 0 })),
        parameter(
            "after",
            "The number of the last row had: the next ones follow",
            json!({ "type": "integer", "minimum": 0 }),
        ),
        parameter("format", "How rows are written", json!({ "enum": ["json", "ndjson", "csv"], "default": "json" })),
    ];
    for field in &passport.schema.fields {
        let title = field.title.get(lang);
        // What is called as a parameter is has a name of its own as a filter.
        let taken = parameters.iter().any(|known| known["name"] == field.name.as_str());
        let name = if taken { format!("{}.eq", field.name) } else { field.name.clone() };
        parameters.push(parameter(&name, title, typed(field)));
        let compared: &[&str] = match field.kind {
            Kind::Integer | Kind::Number | Kind::Date => &["gte", "gt", "lte", "lt"],
            Kind::Text => &["contains", "gte", "gt", "lte", "lt"],
            Kind::Boolean => &[],
        };
        for how in compared {
            parameters.push(parameter(&format!("{}.{how}", field.name), title, typed(field)));
        }
    }
    let media = |kind: &str| json!({ kind: { "schema": { "type": "string" } } });
    let answers = ["Rows", "Groups"].map(|schema| json!({ "$ref": format!("#/components/schemas/{schema}") }));
    let mut content = json!({ "application/json": { "schema": { "oneOf": answers } } });
    for kind in ["application/x-ndjson", "text/csv"] {
        if let (Some(all), Some(one)) = (content.as_object_mut(), media(kind).as_object()) {
            all.extend(one.clone());
        }
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": passport.title.get(lang),
            "description": passport.about.get(lang),
            "version": format!("{}.0.0", published.version),
            "contact": { "name": passport.owner.name.get(lang), "email": passport.contact },
            "license": { "name": passport.licence.title(), "url": passport.licence.url() },
        },
        "externalDocs": { "url": format!("{base}/data/{}", passport.id) },
        "servers": [{ "url": base }],
        "paths": {
            format!("/api/v1/data/{}/rows", passport.id): {
                "get": {
                    "operationId": "rows",
                    "summary": passport.title.get(lang),
                    "parameters": parameters,
                    "responses": {
                        "200": { "description": "Rows, or groups where they are asked for", "content": content },
                        "400": { "description": "A parameter cannot be understood; it is named" },
                        "410": { "description": "The set was withdrawn" },
                    },
                },
            },
        },
        "components": { "schemas": schemas(published, lang) },
    })
}

fn passport_names(published: &Published) -> Vec<&str> {
    published.passport.schema.fields.iter().map(|field| field.name.as_str()).collect()
}

fn of_columns(names: Vec<&str>) -> Value {
    json!({ "type": "string", "examples": [names.into_iter().take(2).collect::<Vec<_>>().join(",")] })
}

fn parameter(name: &str, about: &str, schema: Value) -> Value {
    json!({ "name": name, "in": "query", "required": false, "description": about, "schema": schema })
}

fn schemas(published: &Published, lang: Lang) -> Value {
    let mut properties = Map::new();
    let number = json!({ "type": "integer", "description": "The number of the row in its version, from 1" });
    properties.insert("_id".to_owned(), number);
    for field in &published.passport.schema.fields {
        let mut one = typed(field);
        if let Some(map) = one.as_object_mut() {
            map.insert("title".to_owned(), field.title.get(lang).into());
            if let Some(about) = &field.about {
                map.insert("description".to_owned(), about.get(lang).into());
            }
            if !field.required {
                let plain = map.remove("type").unwrap_or_default();
                map.insert("type".to_owned(), json!([plain, "null"]));
            }
        }
        properties.insert(field.name.clone(), one);
    }
    json!({
        "Row": { "type": "object", "properties": properties },
        "Rows": {
            "type": "object",
            "required": ["version", "total", "rows"],
            "properties": {
                "version": { "type": "integer", "description": "The version that answered" },
                "total": { "type": "integer", "description": "Rows that fit the filters" },
                "rows": { "type": "array", "items": { "$ref": "#/components/schemas/Row" } },
                "next": { "type": ["string", "null"], "description": "The address of the next rows" },
            },
        },
        "Groups": {
            "type": "object",
            "required": ["version", "total", "groups"],
            "properties": {
                "version": { "type": "integer", "description": "The version that answered" },
                "total": { "type": "integer", "description": "Groups in all" },
                "groups": { "type": "array", "items": { "$ref": "#/components/schemas/Group" } },
            },
        },
        "Group": {
            "type": "object",
            "description": "The columns of group and the measures by their names, as they were asked for",
            "properties": { "_count": { "type": "integer", "description": "Rows of the group, where they are counted" } },
            "additionalProperties": { "type": ["string", "number", "boolean", "null"] },
        },
    })
}

fn typed(field: &Field) -> Value {
    let mut one = match field.kind {
        Kind::Text => json!({ "type": "string" }),
        Kind::Integer => json!({ "type": "integer", "format": "int64" }),
        Kind::Number => json!({ "type": "number" }),
        Kind::Boolean => json!({ "type": "boolean" }),
        Kind::Date => json!({ "type": "string", "format": "date" }),
    };
    if let Some(map) = one.as_object_mut() {
        if !field.limits.categories.is_empty() {
            map.insert("examples".to_owned(), field.limits.categories.clone().into());
        }
        if let Some(unit) = &field.unit {
            map.insert("x-unit".to_owned(), unit.as_str().into());
        }
    }
    one
}
