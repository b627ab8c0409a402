//! Parameters of an action: of an address, where a name that stands twice is a list, or of a JSON body.

use super::Refusal;
use axum::http::{HeaderMap, header};
use serde_json::{Map, Value};

#[derive(Debug, Default)]
pub(super) struct Parameters(Map<String, Value>);

impl Parameters {
    pub fn of_query(query: &str) -> Parameters {
        let mut all = Map::new();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let value = Value::from(value.into_owned());
            match all.get_mut(name.as_ref()) {
                None => {
                    all.insert(name.into_owned(), value);
                }
                Some(Value::Array(list)) => list.push(value),
                Some(one) => *one = Value::Array(vec![one.take(), value]),
            }
        }
        Parameters(all)
    }

    /// A body is JSON, or a form; an empty one has no parameters.
    pub fn of_body(headers: &HeaderMap, body: &[u8]) -> Result<Parameters, String> {
        if body.iter().all(u8::is_ascii_whitespace) {
            return Ok(Parameters::default());
        }
        let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or("");
        if kind.starts_with("application/x-www-form-urlencoded") {
            let text = std::str::from_utf8(body).map_err(|_| "JSON Error: the body is not UTF-8")?;
            if !text.trim_start().starts_with('{') {
                return Ok(Parameters::of_query(text));
            }
        }
        match serde_json::from_slice(body) {
            Ok(Value::Object(all)) => Ok(Parameters(all)),
            Ok(_) => Err("Request data JSON decoded must be a dict".to_owned()),
            Err(error) => Err(format!("JSON Error: Error decoding JSON data: {error}")),
        }
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name).filter(|value| !value.is_null())
    }

    /// Text; of a list the last, as CKAN has it.
    pub fn text(&self, name: &str) -> Option<String> {
        match self.get(name)? {
            Value::Array(list) => list.last().map(plain),
            other => Some(plain(other)),
        }
    }

    /// A list: itself, a JSON list in a text, or the one value.
    pub fn list(&self, name: &str) -> Vec<String> {
        match self.get(name) {
            None => Vec::new(),
            Some(Value::Array(list)) => list.iter().map(plain).collect(),
            Some(Value::String(text)) => match serde_json::from_str::<Vec<Value>>(text) {
                Ok(list) => list.iter().map(plain).collect(),
                Err(_) => vec![text.clone()],
            },
            Some(other) => vec![plain(other)],
        }
    }

    pub fn flag(&self, name: &str, otherwise: bool) -> bool {
        match self.text(name).as_deref() {
            None | Some("") => otherwise,
            Some(text) => matches!(text.to_ascii_lowercase().as_str(), "true" | "1" | "yes" | "t" | "y" | "on"),
        }
    }

    /// A number from 0 on; a greater one than `most` is `most`.
    pub fn number(&self, name: &str, otherwise: usize, most: usize) -> Result<usize, Refusal> {
        match self.text(name) {
            None => Ok(otherwise),
            Some(text) => match text.trim().parse::<usize>() {
                Ok(number) => Ok(number.min(most)),
                Err(_) => Err(Refusal::Invalid(vec![(name.to_owned(), "Must be a natural number".to_owned())])),
            },
        }
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
