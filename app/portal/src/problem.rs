//! What is wrong with an answer: a field, a code with its sentence in three languages, and values
//! for the sentence. The filer's page, the island, the clerk's page and a dry run show the same codes.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use validator::{ValidationErrors, ValidationErrorsKind};

/// Whether a finding stops the filing or is only told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Weight {
    /// Must be mended before filing.
    Error,
    /// Told, and does not stop the filing.
    Warning,
}

/// One finding. `code` is the key of its sentence without the prefix `problem-`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    pub field: Cow<'static, str>,
    pub code: Cow<'static, str>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<(Cow<'static, str>, String)>,
    pub weight: Weight,
}

impl Problem {
    pub fn error(field: &'static str, code: &'static str) -> Problem {
        Problem { field: field.into(), code: code.into(), values: Vec::new(), weight: Weight::Error }
    }

    pub fn warning(field: &'static str, code: &'static str) -> Problem {
        Problem { weight: Weight::Warning, ..Problem::error(field, code) }
    }

    pub fn with(mut self, name: &'static str, value: impl ToString) -> Problem {
        self.values.push((name.into(), value.to_string()));
        self
    }

    pub fn stops(&self) -> bool {
        self.weight == Weight::Error
    }

    /// Whether nothing was answered, other than something wrong.
    pub fn is_missing(&self) -> bool {
        self.code.ends_with("-missing")
    }
}

/// Turns what `validator` found into problems, in the order of `fields`.
pub fn from_validation(errors: &ValidationErrors, fields: &[&'static str]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for field in fields {
        // One sentence a field: the first fault is the one to mend first.
        let Some(ValidationErrorsKind::Field(found)) = errors.errors().get(*field) else { continue };
        let Some(error) = found.first() else { continue };
        // The only number a sentence names.
        let most = error.params.get("max").and_then(serde_json::Value::as_u64);
        let values = most.into_iter().map(|most| ("max".into(), most.to_string())).collect();
        problems.push(Problem { field: (*field).into(), code: error.code.clone(), values, weight: Weight::Error });
    }
    problems
}
