//! Answers that were written from two pages at once, merged field by field: what only one of them
//! changed is taken, and only what both changed differently has to be chosen by a person.
//!
//! A page tells with what it sends what it began with, as a digest of each part: enough to see whether
//! somebody changed it, and short. A page that lies about it can do no more than it could by typing.

use crate::answers::Answers;
use std::collections::BTreeMap;

/// What is merged as one: a field, the three boxes of a date, or a name with its kind ("street", "ул.").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The field after which it is called: the day of a date, the name beside its kind.
    pub name: String,
    pub fields: Vec<&'static str>,
}

impl Part {
    /// Its texts.
    pub fn texts(&self, answers: &Answers) -> Vec<String> {
        self.fields.iter().map(|field| answers.get(field).to_owned()).collect()
    }

    pub fn set(&self, answers: &mut Answers, from: &Answers) {
        for field in &self.fields {
            answers.set(field, from.get(field));
        }
    }
}

/// The parts of a step, in the order in which its fields are asked.
pub fn parts(fields: &[&'static str]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for field in fields {
        let name = name_of_part(field, fields);
        match parts.iter_mut().find(|part| part.name == name) {
            Some(part) => part.fields.push(field),
            None => parts.push(Part { name, fields: vec![field] }),
        }
    }
    parts
}

fn name_of_part(field: &str, fields: &[&'static str]) -> String {
    let is_asked = |name: &str| fields.contains(&name);
    let date = ["_day", "_month", "_year"].iter().find_map(|end| field.strip_suffix(end));
    if let Some(name) = date.filter(|name| is_asked(&format!("{name}_day")) && is_asked(&format!("{name}_year"))) {
        return format!("{name}_day");
    }
    match field.strip_suffix("_kind").filter(|name| is_asked(name)) {
        Some(name) => name.to_owned(),
        None => field.to_owned(),
    }
}

/// What is known of one part when a page sends it.
#[derive(Clone, Copy, Debug)]
pub struct Meeting {
    /// What is sent is what the page began with.
    pub sent_is_base: bool,
    /// What is kept is what the page began with.
    pub kept_is_base: bool,
    /// What is kept was written by this very page: a later word of the same hand.
    pub kept_is_own: bool,
    /// What is sent is what is kept.
    pub same: bool,
}

/// What becomes of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It stays as it is kept.
    Same,
    /// What was sent is taken.
    Sent,
    /// What another page wrote stays: this one did not touch it.
    Kept,
    /// Both changed it, differently.
    Apart,
}

impl Meeting {
    pub fn outcome(self) -> Outcome {
        match self {
            Meeting { same: true, .. } => Outcome::Same,
            Meeting { kept_is_own: true, .. } | Meeting { kept_is_base: true, .. } => Outcome::Sent,
            Meeting { sent_is_base: true, .. } => Outcome::Kept,
            _ => Outcome::Apart,
        }
    }
}

/// What a page began with: a digest for each part, by its name; written `street=1f2e…;house=…` in the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Base(BTreeMap<String, String>);

impl Base {
    /// Digests of what is kept, made by `digest`.
    pub fn of(parts: &[Part], answers: &Answers, digest: impl Fn(&[String]) -> String) -> Base {
        Base(parts.iter().map(|part| (part.name.clone(), digest(&part.texts(answers)))).collect())
    }

    pub fn read(text: &str) -> Base {
        let pairs = text.split(';').take(200).filter_map(|pair| pair.split_once('='));
        Base(pairs.map(|(name, digest)| (name.to_owned(), digest.to_owned())).collect())
    }

    pub fn written(&self) -> String {
        self.0.iter().map(|(name, digest)| format!("{name}={digest}")).collect::<Vec<_>>().join(";")
    }

    pub fn get(&self, part: &Part) -> Option<&str> {
        self.0.get(&part.name).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_belongs_together_is_one_part() {
        let fields = ["since_day", "since_month", "since_year", "street_kind", "street", "house", "kind", "x_day"];
        let parts = parts(&fields);
        let names: Vec<Vec<&str>> = parts.into_iter().map(|part| part.fields).collect();
        assert_eq!(names[0], ["since_day", "since_month", "since_year"]);
        assert_eq!(names[1], ["street_kind", "street"]);
        assert_eq!(names[2..], [vec!["house"], vec!["kind"], vec!["x_day"]]);
    }

    #[test]
    fn each_field_of_each_procedure_is_in_one_part() {
        for procedure in crate::procedures::Procedure::ALL {
            for step in procedure.form().steps() {
                let mut fields: Vec<_> = parts(step.fields).into_iter().flat_map(|part| part.fields).collect();
                let mut asked = step.fields.to_vec();
                fields.sort_unstable();
                asked.sort_unstable();
                assert_eq!(fields, asked, "{} {}", procedure.slug(), step.slug);
            }
        }
    }

    #[test]
    fn only_what_both_changed_differently_stands_apart() {
        // base, kept, sent
        let outcome = |base: &str, kept: &str, sent: &str, kept_is_own: bool| {
            let meeting =
                Meeting { sent_is_base: sent == base, kept_is_base: kept == base, kept_is_own, same: kept == sent };
            meeting.outcome()
        };
        assert_eq!(outcome("a", "a", "a", false), Outcome::Same);
        assert_eq!(outcome("a", "a", "b", false), Outcome::Sent);
        assert_eq!(outcome("a", "b", "a", false), Outcome::Kept);
        assert_eq!(outcome("a", "b", "b", false), Outcome::Same);
        assert_eq!(outcome("a", "b", "c", false), Outcome::Apart);
        // The page's own earlier word, whose answer never came: gone on with, and taken back.
        assert_eq!(outcome("a", "b", "c", true), Outcome::Sent);
        assert_eq!(outcome("a", "b", "a", true), Outcome::Sent);
    }

    #[test]
    fn the_base_reads_back_and_nonsense_is_no_base() {
        let parts = parts(&["house", "street"]);
        let mut answers = Answers::default();
        answers.set("house", "7А");
        let base = Base::of(&parts, &answers, |texts| texts.concat().len().to_string());
        assert_eq!(base.written(), "house=3;street=0");
        assert_eq!(Base::read(&base.written()), base);
        for nonsense in ["", ";;;", "=", "house", &"x=y;".repeat(10_000)] {
            assert_eq!(Base::read(nonsense).get(&parts[0]), None);
        }
    }
}
