//! Answers as they were typed: field name → text, valid or not, so that nothing typed is lost.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The longest answer kept, in characters; a longer one is cut there and the field says so.
pub const LONGEST: usize = 4_000;

/// The raw answers of one application, sorted by the names of the fields. A sorted list, not a tree:
/// there are dozens of them at most.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "BTreeMap<String, String>", into = "BTreeMap<String, String>")]
pub struct Answers(Vec<(String, String)>);

impl Answers {
    fn place(&self, field: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(name, _)| name.as_str().cmp(field))
    }

    /// The text of a field as typed; empty where nothing was.
    pub fn get(&self, field: &str) -> &str {
        self.place(field).map_or("", |at| &self.0[at].1)
    }

    /// Stores a field: line ends unified, NUL (which PostgreSQL cannot store) dropped, outer white
    /// space dropped, cut at [`LONGEST`].
    pub fn set(&mut self, field: &str, text: &str) {
        let mut kept = String::new();
        let mut characters = text.trim().chars().filter(|c| *c != '\0').peekable();
        while let Some(c) = characters.next() {
            if !(c == '\r' && characters.peek() == Some(&'\n')) {
                kept.push(c);
            }
        }
        let kept: String = kept.trim().chars().take(LONGEST).collect();
        match (self.place(field), kept.is_empty()) {
            (Ok(at), true) => drop(self.0.remove(at)),
            (Ok(at), false) => self.0[at].1 = kept,
            (Err(_), true) => {}
            (Err(at), false) => self.0.insert(at, (field.to_owned(), kept)),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(k, v)| (k.as_str(), v.as_str()))
    }

    /// The canonical form: compact JSON with sorted keys. A filing's digest is taken over it.
    pub fn canonical(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The fields in which two sets of answers differ, sorted.
    pub fn changed(&self, other: &Answers) -> Vec<String> {
        let names: BTreeSet<&str> = self.iter().chain(other.iter()).map(|(name, _)| name).collect();
        names.into_iter().filter(|name| self.get(name) != other.get(name)).map(str::to_owned).collect()
    }
}

impl From<BTreeMap<String, String>> for Answers {
    fn from(answers: BTreeMap<String, String>) -> Answers {
        Answers(answers.into_iter().collect())
    }
}

impl From<Answers> for BTreeMap<String, String> {
    fn from(answers: Answers) -> BTreeMap<String, String> {
        answers.0.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_canonical_form_is_sorted_and_reads_back() {
        let mut answers = Answers::default();
        for (field, text) in [("street", "Мира"), ("area", "7211"), ("house", "5"), ("area", "7222")] {
            answers.set(field, text);
        }
        assert_eq!(answers.canonical(), r#"{"area":"7222","house":"5","street":"Мира"}"#);
        assert_eq!(serde_json::from_str::<Answers>(&answers.canonical()).unwrap(), answers);
        let mut later = answers.clone();
        later.set("house", "");
        later.set("room", "2");
        assert_eq!(answers.changed(&later), ["house", "room"]);
    }

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
