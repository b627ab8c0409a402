//! Answers as they were typed: field name → text, valid or not, so that nothing typed is lost.

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::collections::BTreeMap;

/// The longest answer kept, in characters; a longer one is cut there and the field says so.
pub const LONGEST: usize = 4_000;

/// The raw answers of one application. Iterates in the order of the field names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(BTreeMap<String, String>);

impl Answers {
    /// The text of a field as typed; empty where nothing was.
    pub fn get(&self, field: &str) -> &str {
        self.0.get(field).map_or("", String::as_str)
    }

    /// Stores a field: line ends unified, NUL (which PostgreSQL cannot store) dropped, outer white
    /// space dropped, cut at [`LONGEST`].
    pub fn set(&mut self, field: &str, text: &str) {
        let text: String = text.replace("\r\n", "\n").chars().filter(|c| *c != '\0').collect();
        let text: String = text.trim().chars().take(LONGEST).collect();
        if text.is_empty() {
            self.0.remove(field);
        } else {
            self.0.insert(field.to_owned(), text);
        }
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(k, v)| (k.as_str(), v.as_str()))
    }

    /// The answers as the struct of one step; every field of such a struct is text with a default.
    pub fn read<T: DeserializeOwned + Default>(&self) -> T {
        serde_json::to_value(&self.0).and_then(serde_json::from_value).unwrap_or_default()
    }

    /// The canonical form: compact JSON with sorted keys. A filing's digest is taken over it.
    pub fn canonical(&self) -> String {
        serde_json::to_string(&self.0).unwrap_or_default()
    }

    /// The fields in which two sets of answers differ, sorted.
    pub fn changed(&self, other: &Answers) -> Vec<String> {
        let names: std::collections::BTreeSet<&String> = self.0.keys().chain(other.0.keys()).collect();
        names.into_iter().filter(|name| self.0.get(*name) != other.0.get(*name)).cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_kept_but_for_what_no_database_can_hold() {
        let mut answers = Answers::default();
        answers.set("house", "  7А\0\r\nдвор ");
        assert_eq!(answers.get("house"), "7А\nдвор");
        answers.set("house", &"я".repeat(LONGEST + 5));
        assert_eq!(answers.get("house").chars().count(), LONGEST);
        answers.set("house", "   ");
        assert!(answers.is_empty());
    }
}
