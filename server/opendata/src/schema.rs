//! A table's columns and the values in them.

use chrono::NaiveDate;
use portal::lang::Names3;
use serde::{Deserialize, Serialize, Serializer};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Text,
    /// A whole number within 64 bits.
    Integer,
    /// A number with a fraction; a double in binary files.
    Number,
    Boolean,
    /// A day, written `2026-11-24`.
    Date,
}

impl Kind {
    pub const ALL: [Kind; 5] = [Kind::Text, Kind::Integer, Kind::Number, Kind::Boolean, Kind::Date];

    /// The word of Frictionless Table Schema, which is CSVW's too but for text.
    pub fn frictionless(self) -> &'static str {
        match self {
            Kind::Text => "string",
            Kind::Integer => "integer",
            Kind::Number => "number",
            Kind::Boolean => "boolean",
            Kind::Date => "date",
        }
    }

    /// The type that CKAN's datastore would give.
    pub fn ckan(self) -> &'static str {
        match self {
            Kind::Text => "text",
            Kind::Integer => "int8",
            Kind::Number => "float8",
            Kind::Boolean => "bool",
            Kind::Date => "date",
        }
    }

    /// Reads a value as people and programs write it; an empty text is nothing. `None` where the text
    /// is not of this kind.
    pub fn parse(self, text: &str) -> Option<Value> {
        if text.is_empty() {
            return Some(Value::Nothing);
        }
        match self {
            Kind::Text => Some(Value::Text(text.to_owned())),
            Kind::Integer => text.trim().parse().ok().map(Value::Integer),
            Kind::Number => {
                let number: f64 = text.trim().replace(',', ".").parse().ok()?;
                number.is_finite().then_some(Value::Number(number))
            }
            Kind::Boolean => match text.trim() {
                "true" | "1" => Some(Value::Boolean(true)),
                "false" | "0" => Some(Value::Boolean(false)),
                _ => None,
            },
            Kind::Date => text.trim().parse().ok().map(Value::Date),
        }
    }
}

/// A column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Field {
    /// Latin letters, digits and `_`; stands in every file.
    pub name: String,
    pub kind: Kind,
    /// What it says, in a few words.
    pub title: Names3,
    /// UCUM or a currency's code, where values have a unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Whether every row has a value.
    #[serde(default)]
    pub required: bool,
    /// What a reader must know of it besides its title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<Names3>,
    #[serde(default, skip_serializing_if = "Limits::is_none")]
    pub limits: Limits,
}

/// What values a column may have.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Limits {
    /// One of these texts; any where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<String>,
    /// The least and the greatest number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<f64>,
    /// A payer's number with its check digit.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unp: bool,
}

impl Limits {
    pub fn is_none(&self) -> bool {
        *self == Limits::default()
    }
}

/// The columns of a set, and which of them together tell its rows apart; rows are sorted by them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Schema {
    pub fields: Vec<Field>,
    pub key: Vec<String>,
}

impl Schema {
    /// The place of a column.
    pub fn place(&self, name: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.name == name)
    }
}

/// One value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Nothing,
    Text(String),
    Integer(i64),
    Number(f64),
    Boolean(bool),
    Date(NaiveDate),
}

impl Value {
    /// As it stands in CSV and in an address.
    pub fn to_text(&self) -> String {
        match self {
            Value::Nothing => String::new(),
            Value::Text(text) => text.clone(),
            Value::Integer(number) => number.to_string(),
            Value::Number(number) => number.to_string(),
            Value::Boolean(yes) => yes.to_string(),
            Value::Date(day) => day.to_string(),
        }
    }

    pub fn to_json(&self) -> serde_json::Value {
        match self {
            Value::Nothing => serde_json::Value::Null,
            Value::Text(text) => text.as_str().into(),
            Value::Integer(number) => (*number).into(),
            Value::Number(number) => (*number).into(),
            Value::Boolean(yes) => (*yes).into(),
            Value::Date(day) => day.to_string().into(),
        }
    }

    /// The order of a column: nothing last, text by code points as in the files.
    pub fn order(&self, other: &Value) -> std::cmp::Ordering {
        use std::cmp::Ordering::{Equal, Greater, Less};
        match (self, other) {
            (Value::Nothing, Value::Nothing) => Equal,
            (Value::Nothing, _) => Greater,
            (_, Value::Nothing) => Less,
            (Value::Text(a), Value::Text(b)) => a.cmp(b),
            (Value::Integer(a), Value::Integer(b)) => a.cmp(b),
            (Value::Number(a), Value::Number(b)) => a.total_cmp(b),
            (Value::Boolean(a), Value::Boolean(b)) => a.cmp(b),
            (Value::Date(a), Value::Date(b)) => a.cmp(b),
            // A column holds one kind.
            _ => Equal,
        }
    }
}

/// As [`Value::to_json`] has it, without a value in between.
impl Serialize for Value {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Nothing => to.serialize_unit(),
            Value::Text(text) => to.serialize_str(text),
            Value::Integer(number) => to.serialize_i64(*number),
            Value::Number(number) => to.serialize_f64(*number),
            Value::Boolean(yes) => to.serialize_bool(*yes),
            Value::Date(day) => to.collect_str(day),
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        if text.is_empty() { Value::Nothing } else { Value::Text(text.to_owned()) }
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        if text.is_empty() { Value::Nothing } else { Value::Text(text) }
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Value {
        Value::Integer(number)
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Value {
        Value::Number(number)
    }
}

impl From<bool> for Value {
    fn from(yes: bool) -> Value {
        Value::Boolean(yes)
    }
}

impl From<NaiveDate> for Value {
    fn from(day: NaiveDate) -> Value {
        Value::Date(day)
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Value {
        value.map_or(Value::Nothing, Into::into)
    }
}
