//! What is published, as `server/data/data-sets.toml` says it.

use crate::failure::Failure;
use opendata::{Field, Kind, Period, Schema, Theme};
use portal::lang::Names3;
use serde::Deserialize;
use std::sync::LazyLock;

const SOURCE: &str = include_str!("../../data/data-sets.toml");

/// The whole file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Definitions {
    #[serde(rename = "set")]
    pub sets: Vec<Definition>,
    #[serde(rename = "template")]
    pub templates: Vec<Definition>,
}

/// A set, or the template that gives each council its set.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    pub id: String,
    #[serde(default)]
    pub kind: String,
    pub theme: Theme,
    pub period: Period,
    /// A template of every council; the others are of some.
    #[serde(default)]
    pub everywhere: bool,
    #[serde(deserialize_with = "names")]
    pub title: Names3,
    #[serde(deserialize_with = "names")]
    pub about: Names3,
    #[serde(default)]
    note: Option<[String; 3]>,
    key: Vec<String>,
    keywords: Vec<[String; 3]>,
    fields: Vec<Vec<String>>,
}

impl Definition {
    pub fn note(&self) -> Option<Names3> {
        self.note.clone().map(three)
    }

    pub fn keywords(&self) -> Vec<Names3> {
        self.keywords.iter().cloned().map(three).collect()
    }

    pub fn schema(&self) -> Schema {
        Schema { fields: self.fields.iter().filter_map(|words| field(words)).collect(), key: self.key.clone() }
    }
}

/// The definitions; a fault in the file is a fault of the build, which a test finds.
pub fn definitions() -> Result<&'static Definitions, Failure> {
    static READ: LazyLock<Result<Definitions, String>> =
        LazyLock::new(|| toml::from_str(SOURCE).map_err(|error| error.to_string()));
    READ.as_ref().map_err(|error| Failure::Internal(format!("data-sets.toml: {error}")))
}

fn three([be, ru, en]: [String; 3]) -> Names3 {
    Names3 { be, ru, en }
}

fn names<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Names3, D::Error> {
    <[String; 3]>::deserialize(deserializer).map(three)
}

/// `[name, kind, be, ru, en]`, and a unit behind; `!` behind the name: every row has a value.
fn field(words: &[String]) -> Option<Field> {
    let [name, kind, be, ru, en, unit @ ..] = words else { return None };
    Some(Field {
        name: name.trim_end_matches('!').to_owned(),
        kind: Kind::ALL.into_iter().find(|known| format!("{known:?}").eq_ignore_ascii_case(kind))?,
        title: Names3::new(be, ru, en),
        unit: unit.first().cloned(),
        required: name.ends_with('!'),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_definition_is_whole() {
        let all = definitions().unwrap();
        assert!(all.templates.len() >= 7 && all.sets.len() >= 10);
        for one in all.sets.iter().chain(&all.templates) {
            let schema = one.schema();
            assert_eq!(schema.fields.len(), one.fields.len(), "{}", one.id);
            assert!(!schema.key.is_empty() && schema.key.iter().all(|name| schema.place(name).is_some()), "{}", one.id);
            let names = [&one.title, &one.about].into_iter().chain(schema.fields.iter().map(|field| &field.title));
            for name in names {
                assert!(![&name.be, &name.ru, &name.en].into_iter().any(|text| text.is_empty()), "{}", one.id);
            }
            assert!(one.id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{}", one.id);
        }
    }
}
