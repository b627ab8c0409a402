//! Answers in words: the same for the applicant, the clerk and the documents.

use crate::l10n::Tr;
use portal::procedures::Value;

/// A value in the reader's language. `areas` are the names of the areas of registering bodies.
pub fn value_text(tr: Tr, value: &Value, areas: &[(i32, String)]) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Date(date) => tr.date(*date),
        Value::Choice(key) => tr.t(&format!("answer-{}", key.replace('_', "-"))),
        Value::Area(code) => {
            areas.iter().find(|(c, _)| c == code).map_or_else(|| code.to_string(), |(_, name)| name.clone())
        }
        Value::Missing => tr.t("not-given"),
    }
}

/// The label of a row of the summary.
pub fn label(tr: Tr, field: &str) -> String {
    tr.t(&format!("field-{}", field.replace('_', "-")))
}
