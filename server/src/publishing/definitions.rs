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
    /// What the page of the set draws first, as its address would ask: the groups, and what is reckoned of each.
    #[serde(default)]
    chart: Option<[String; 2]>,
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

/// What the page of a set draws where nothing else is asked for: groups and measure. Of the region's table of a
/// template that is told by council.
pub fn chart(set: &str) -> Option<(String, String)> {
    let all = definitions().ok()?;
    let drawn = |one: &Definition| one.chart.clone().map(|[by, measure]| (by, measure));
    if let Some(template) = set.strip_prefix("union-") {
        let (_, measure) = all.templates.iter().find(|one| one.id == template).and_then(drawn)?;
        return Some(("council".to_owned(), measure));
    }
    let is_of = |one: &&Definition| {
        let code = set.strip_prefix(one.id.as_str()).and_then(|rest| rest.strip_prefix('-'));
        code.is_some_and(|code| code.bytes().all(|b| b.is_ascii_digit()))
    };
    let whole = all.sets.iter().find(|one| one.id == set);
    whole.or_else(|| all.templates.iter().find(is_of)).and_then(drawn)
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
        about: None,
        limits: opendata::Limits::default(),
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
            let [by, measure] = one.chart.clone().unwrap_or_else(|| ["".into(), "count".into()]);
            let column = |name: &str| schema.place(name.trim_end_matches(".year").trim_end_matches(".month"));
            assert!(by.is_empty() || column(&by).is_some(), "{}", one.id);
            let measured = measure.split_once('(').map(|(_, column)| column.trim_end_matches(')'));
            assert!(measured.is_none_or(|name| schema.place(name).is_some()), "{}", one.id);
            assert!(one.id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{}", one.id);
        }
    }

    #[test]
    fn charts_are_of_the_set_of_its_template_or_of_the_region() {
        assert_eq!(chart("addresses"), Some(("district".into(), "count".into())));
        assert_eq!(chart("budget-7211"), Some(("section".into(), "sum(spent)".into())));
        assert_eq!(chart("union-budget"), Some(("council".into(), "sum(spent)".into())));
        assert_eq!(chart("sme-foreign-trade-2018"), None);
        assert_eq!(chart("budget-x"), None);
    }
}
