//! A passport as an editor types it: kept as typed, checked when shown, and a [`Passport`] once nothing
//! is wrong.

use crate::doctor::day;
use crate::passport::{Licence, Owner, Passport, Period, Theme};
use crate::schema::Schema;
use chrono::NaiveDate;
use portal::lang::{Lang, Names3};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A question of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Three texts, one a language: `title_be`, `title_ru`, `title_en`.
    Texts {
        longest: usize,
        required: bool,
        lines: bool,
    },
    Theme,
    Period,
    Licence,
    Email,
    /// A day; `required` but for a set that is published once.
    Day,
    /// Any of the three languages; sent once for each.
    Languages,
}

/// The questions in their order; the name is part of the locale keys `editor-passport-…`.
pub const QUESTIONS: [(&str, Kind); 14] = [
    ("title", Kind::Texts { longest: 150, required: true, lines: false }),
    ("about", Kind::Texts { longest: 2_000, required: true, lines: true }),
    ("note", Kind::Texts { longest: 2_000, required: false, lines: true }),
    ("keywords", Kind::Texts { longest: 300, required: true, lines: false }),
    ("area", Kind::Texts { longest: 150, required: true, lines: false }),
    ("theme", Kind::Theme),
    ("covers_from", Kind::Day),
    ("covers_until", Kind::Day),
    ("period", Kind::Period),
    ("next_on", Kind::Day),
    ("licence", Kind::Licence),
    ("languages", Kind::Languages),
    ("officer", Kind::Texts { longest: 150, required: true, lines: false }),
    ("contact", Kind::Email),
];

/// What was typed, by field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Typed(pub BTreeMap<String, String>);

/// What is wrong with a field; the code is the end of the locale key `editor-problem-…`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    pub field: String,
    pub code: &'static str,
}

impl Wrong {
    pub const CODES: [&str; 7] = ["empty", "long", "choice", "email", "day", "day-order", "next-order"];
}

impl Typed {
    /// Takes the form's fields out of what was sent, without what no database can hold.
    pub fn read(sent: &[(String, String)]) -> Typed {
        let mut typed = Typed::default();
        for field in fields() {
            let values: Vec<String> = sent
                .iter()
                .filter(|(name, _)| *name == field)
                .map(|(_, value)| value.replace("\r\n", "\n").chars().filter(|c| *c != '\0').take(4_000).collect())
                .collect();
            let value = values.join(" ").trim().to_owned();
            if !value.is_empty() {
                typed.0.insert(field, value);
            }
        }
        typed
    }

    /// What a published passport would have been typed as, for its next version: the days are left open.
    pub fn of(passport: &Passport) -> Typed {
        let mut typed = Typed::default();
        let words = |lang: Lang| passport.keywords.iter().map(|word| word.get(lang)).collect::<Vec<_>>().join(", ");
        let keywords = Names3::new(words(Lang::Be), words(Lang::Ru), words(Lang::En));
        let texts = [
            ("title", Some(&passport.title)),
            ("about", Some(&passport.about)),
            ("note", passport.note.as_ref()),
            ("keywords", Some(&keywords)),
            ("area", Some(&passport.area)),
            ("officer", Some(&passport.officer)),
        ];
        for (field, names) in texts {
            typed.set_names(field, names);
        }
        typed.set("theme", passport.theme.code());
        typed.set("period", passport.period.code());
        typed.set("licence", passport.licence.code());
        typed.set("languages", passport.languages.join(" "));
        typed.set("contact", passport.contact.clone());
        typed
    }

    pub fn get(&self, field: &str) -> &str {
        self.0.get(field).map_or("", String::as_str)
    }

    pub fn set(&mut self, field: &str, value: impl Into<String>) {
        let value = value.into();
        if !value.is_empty() {
            self.0.insert(field.to_owned(), value);
        }
    }

    pub fn set_names(&mut self, field: &str, names: Option<&Names3>) {
        for lang in Lang::ALL {
            self.set(&format!("{field}_{}", lang.tag()), names.map_or("", |names| names.get(lang)));
        }
    }

    fn names(&self, field: &str) -> Names3 {
        let text = |lang: &str| self.get(&format!("{field}_{lang}"));
        Names3::new(text("be"), text("ru"), text("en"))
    }

    fn day(&self, field: &str) -> Option<NaiveDate> {
        day(self.get(field)).ok()
    }

    /// What is wrong, in the order of the form; at most one thing a field.
    pub fn wrong(&self) -> Vec<Wrong> {
        let mut all = Vec::new();
        for (name, kind) in QUESTIONS {
            let mut add = |field: &str, code: Option<&'static str>| {
                all.extend(code.map(|code| Wrong { field: field.to_owned(), code }));
            };
            match kind {
                Kind::Texts { longest, required, .. } => {
                    let empty_note = !required && Lang::ALL.iter().all(|lang| self.text(name, *lang).is_empty());
                    for lang in Lang::ALL {
                        let text = self.text(name, lang);
                        let code = match text.chars().count() {
                            0 if !empty_note => Some("empty"),
                            count if count > longest => Some("long"),
                            _ => None,
                        };
                        add(&format!("{name}_{}", lang.tag()), code);
                    }
                }
                Kind::Theme => add(name, choice(self.get(name), Theme::from_code(self.get(name)).is_some())),
                Kind::Period => add(name, choice(self.get(name), Period::from_code(self.get(name)).is_some())),
                Kind::Licence => add(name, choice(self.get(name), Licence::from_code(self.get(name)).is_some())),
                Kind::Languages => {
                    let known = self.get(name).split(' ').all(|tag| Lang::from_tag(tag).is_some());
                    add(name, choice(self.get(name), known));
                }
                Kind::Email => add(name, self.wrong_email(name)),
                Kind::Day => add(name, self.wrong_day(name)),
            }
        }
        all
    }

    fn text(&self, name: &str, lang: Lang) -> &str {
        self.get(&format!("{name}_{}", lang.tag()))
    }

    fn wrong_email(&self, name: &str) -> Option<&'static str> {
        let text = self.get(name);
        let parts = text.split_once('@').is_some_and(|(person, host)| {
            !person.is_empty()
                && host.contains('.')
                && !host.starts_with('.')
                && !host.ends_with('.')
                && !host.contains('@')
        });
        match text {
            "" => Some("empty"),
            _ if parts && text.len() <= 200 && !text.contains(char::is_whitespace) => None,
            _ => Some("email"),
        }
    }

    fn wrong_day(&self, name: &str) -> Option<&'static str> {
        let text = self.get(name);
        if name == "next_on" && Period::from_code(self.get("period")) == Some(Period::Once) {
            return None;
        }
        if text.is_empty() {
            return Some("empty");
        }
        let Some(day) = self.day(name) else { return Some("day") };
        match name {
            "covers_until" if self.day("covers_from").is_some_and(|from| from > day) => Some("day-order"),
            "next_on" if self.day("covers_until").is_some_and(|until| until >= day) => Some("next-order"),
            _ => None,
        }
    }

    /// The passport, where nothing is wrong.
    pub fn passport(&self, id: &str, owner: Owner, schema: Schema) -> Option<Passport> {
        if !self.wrong().is_empty() {
            return None;
        }
        let period = Period::from_code(self.get("period"))?;
        let note = self.names("note");
        Some(Passport {
            id: id.to_owned(),
            title: self.names("title"),
            about: self.names("about"),
            note: (!note.ru.is_empty()).then_some(note),
            theme: Theme::from_code(self.get("theme"))?,
            keywords: self.keywords(),
            owner,
            officer: self.names("officer"),
            contact: self.get("contact").to_owned(),
            period,
            covers: (self.day("covers_from")?, self.day("covers_until")?),
            next_on: if period == Period::Once { None } else { self.day("next_on") },
            area: self.names("area"),
            languages: self.get("languages").split(' ').map(str::to_owned).collect(),
            licence: Licence::from_code(self.get("licence"))?,
            synthetic: false,
            schema,
        })
    }

    /// The words in their order: the first in each language are one keyword, and so on.
    fn keywords(&self) -> Vec<Names3> {
        let of = |lang: Lang| -> Vec<String> {
            self.text("keywords", lang)
                .split(',')
                .map(|word| word.trim().to_owned())
                .filter(|word| !word.is_empty())
                .collect()
        };
        let [be, ru, en] = Lang::ALL.map(of);
        let most = be.len().max(ru.len()).max(en.len());
        // Where a language has fewer words, its last stands for the rest.
        let word = |words: &[String], at: usize| words.get(at).or(words.last()).cloned().unwrap_or_default();
        (0..most.min(30)).map(|at| Names3::new(word(&be, at), word(&ru, at), word(&en, at))).collect()
    }
}

fn choice(text: &str, known: bool) -> Option<&'static str> {
    if text.is_empty() || !known { Some("choice") } else { None }
}

/// The names of all fields.
pub fn fields() -> Vec<String> {
    let of = |(name, kind): (&str, Kind)| match kind {
        Kind::Texts { .. } => Lang::ALL.map(|lang| format!("{name}_{}", lang.tag())).to_vec(),
        _ => vec![name.to_owned()],
    };
    QUESTIONS.into_iter().flat_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole() -> Typed {
        let mut typed = Typed::default();
        for (name, kind) in QUESTIONS {
            if let Kind::Texts { .. } = kind {
                typed.set_names(name, Some(&Names3::new("Школы, сад", "Школы, сад", "Schools")));
            }
        }
        for (field, value) in [
            ("theme", "soci"),
            ("period", "yearly"),
            ("licence", "CC0-1.0"),
            ("languages", "be ru"),
            ("contact", "data@shklov.example"),
            ("covers_from", "1.1.2026"),
            ("covers_until", "2026-12-31"),
            ("next_on", "31.01.2028"),
        ] {
            typed.set(field, value);
        }
        typed
    }

    fn codes(typed: &Typed) -> Vec<(String, &'static str)> {
        typed.wrong().into_iter().map(|wrong| (wrong.field, wrong.code)).collect()
    }

    fn owner() -> Owner {
        Owner { code: Some(7121), name: Names3::new("С", "С", "S") }
    }

    #[test]
    fn a_whole_form_is_a_passport_and_comes_back_from_it() {
        let passport = whole().passport("schools-7121", owner(), Schema::default()).unwrap();
        assert_eq!(passport.covers.0.to_string(), "2026-01-01");
        assert_eq!((passport.keywords.len(), passport.keywords[1].en.as_str()), (2, "Schools"));
        let again = Typed::of(&passport);
        let open: Vec<String> = again.wrong().into_iter().map(|wrong| wrong.field).collect();
        assert_eq!(open, ["covers_from", "covers_until", "next_on"]);
    }

    #[test]
    fn an_empty_form_is_wrong_in_every_field_that_is_required() {
        let wrong = Typed::default().wrong();
        assert!(!wrong.iter().any(|wrong| wrong.field.starts_with("note")));
        assert_eq!(wrong.len(), fields().len() - 3);
        assert!(Typed::default().passport("a", owner(), Schema::default()).is_none());
    }

    #[test]
    fn each_fault_is_told_at_its_field() {
        let with = |field: &str, value: &str| {
            let mut typed = whole();
            typed.0.insert(field.to_owned(), value.to_owned());
            codes(&typed)
        };
        let fault = |field: &str, code| vec![(field.to_owned(), code)];
        assert_eq!(with("title_be", &"ў".repeat(151)), fault("title_be", "long"));
        assert_eq!(with("theme", "weather"), fault("theme", "choice"));
        assert_eq!(with("languages", "ru de"), fault("languages", "choice"));
        assert_eq!(with("contact", "data@shklov"), fault("contact", "email"));
        assert_eq!(with("covers_from", "31.02.2026"), fault("covers_from", "day"));
        assert_eq!(with("covers_from", "2027-01-01"), fault("covers_until", "day-order"));
        assert_eq!(with("next_on", "2026-12-31"), fault("next_on", "next-order"));
        let mut once = whole();
        once.0.insert("period".into(), "once".into());
        once.0.remove("next_on");
        assert_eq!(codes(&once), []);
        // A note is in all languages or in none.
        let mut noted = whole();
        noted.0.remove("note_en");
        assert_eq!(codes(&noted), fault("note_en", "empty"));
    }
}
