//! The words that an office puts into its letters: an opening, what the applicant does next, and a closing, in three
//! languages. What the law demands of a letter (the decision, its reasons with their acts, how to appeal) is no part of
//! them: it stands in every letter whatever they say.
//!
//! `{company}` and the like are places that each letter fills in. Nothing else in a text means anything: it is set as it
//! was typed.

use crate::lang::Lang;
use crate::procedures::Procedure;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A kind of letter, by the code that its sentences are named after: `decided-{code}-title`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    pub code: &'static str,
    /// The places that this letter can fill in beside [`ALWAYS`]: of what is known when it is made, and not before.
    more: &'static [&'static str],
}

/// The kinds of letters. A new one is a line here; its portal's own words are the locale keys `wording-own-{code}-next`.
pub const KINDS: &[Kind] = &[
    Kind { code: "accepted", more: &["deadline", "fee", "register"] },
    Kind { code: "refused", more: &["deadline", "fee", "reasons", "words"] },
    Kind { code: "unconsidered", more: &["deadline", "fee", "reasons", "words"] },
    // With the applicant the clock stands still: there is no last day, but how much of the term is left.
    Kind { code: "returned", more: &["days_left", "remarks"] },
    Kind { code: "reopened", more: &["deadline", "decided", "reasons", "act", "words"] },
];

/// The places that every letter can fill in.
pub const ALWAYS: [&str; 12] = [
    "company",
    "unp",
    "number",
    "procedure",
    "filed",
    "applicant",
    "date",
    "office",
    "address",
    "phone",
    "clerk",
    "link",
];

/// The places that only an accepted application of one procedure can fill in.
const OF_PROCEDURES: &[(Procedure, &[&str])] = &[(Procedure::NameApproval, &["approved_name", "kept_until"])];

impl Kind {
    pub fn of(code: &str) -> Option<Kind> {
        KINDS.iter().find(|kind| kind.code == code).copied()
    }

    /// The names of the places that its texts may have; `procedure` is that of the template, nothing of one for all.
    pub fn places(self, procedure: Option<Procedure>) -> impl Iterator<Item = &'static str> {
        let own = OF_PROCEDURES.iter().filter(move |(of, _)| self.code == "accepted" && Some(*of) == procedure);
        let own = own.flat_map(|(_, places)| places.iter().copied());
        ALWAYS.into_iter().chain(self.more.iter().copied()).chain(own)
    }
}

/// A part of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Opening,
    Next,
    Closing,
}

impl Part {
    pub const ALL: [Part; 3] = [Part::Opening, Part::Next, Part::Closing];

    pub fn code(self) -> &'static str {
        match self {
            Part::Opening => "opening",
            Part::Next => "next",
            Part::Closing => "closing",
        }
    }
}

/// The name of a part's text in one language, as forms and versions have it.
pub fn field(part: Part, lang: Lang) -> &'static str {
    match (part, lang) {
        (Part::Opening, Lang::Be) => "opening_be",
        (Part::Opening, Lang::Ru) => "opening_ru",
        (Part::Opening, Lang::En) => "opening_en",
        (Part::Next, Lang::Be) => "next_be",
        (Part::Next, Lang::Ru) => "next_ru",
        (Part::Next, Lang::En) => "next_en",
        (Part::Closing, Lang::Be) => "closing_be",
        (Part::Closing, Lang::Ru) => "closing_ru",
        (Part::Closing, Lang::En) => "closing_en",
    }
}

/// Every text of a template, by language and then in the order of the letter.
pub fn fields() -> impl Iterator<Item = (Part, Lang)> {
    Lang::ALL.into_iter().flat_map(|lang| Part::ALL.map(|part| (part, lang)))
}

/// The texts of a template by their [`field`]; one that is not there leaves the word to what stands behind it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Texts(BTreeMap<String, String>);

impl Texts {
    /// Keeps a text; an empty one is none.
    pub fn set(&mut self, part: Part, lang: Lang, text: &str) {
        match text.trim() {
            "" => self.0.remove(field(part, lang)),
            text => self.0.insert(field(part, lang).to_owned(), text.to_owned()),
        };
    }

    pub fn get(&self, part: Part, lang: Lang) -> Option<&str> {
        self.0.get(field(part, lang)).map(String::as_str)
    }

    /// Whether all is left to what stands behind it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The text of a part: of the first template that has one, the most particular first.
pub fn chosen(templates: &[Texts], part: Part, lang: Lang) -> Option<&str> {
    templates.iter().find_map(|texts| texts.get(part, lang))
}

/// What is wrong with a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// There is no such place in this letter.
    Unknown(String),
    /// A place begins and does not end; with how it begins.
    Unclosed(String),
    /// An end without a beginning.
    Unopened,
}

/// The longest name of a place that a fault repeats, in characters.
const SHOWN: usize = 40;

/// Looks for the first fault in a text.
pub fn check(kind: Kind, procedure: Option<Procedure>, text: &str) -> Result<(), Fault> {
    let shown = |text: &str| text.chars().take(SHOWN).collect::<String>();
    for piece in pieces(text) {
        match piece {
            Piece::Words(words) if words.contains('}') => return Err(Fault::Unopened),
            Piece::Words(_) => {}
            Piece::Place(name) if kind.places(procedure).any(|known| known == name) => {}
            Piece::Place(name) => return Err(Fault::Unknown(shown(name))),
            Piece::Begun(rest) => return Err(Fault::Unclosed(shown(rest.lines().next().unwrap_or_default()))),
        }
    }
    Ok(())
}

/// Fills a text in. A value is never read for places; a place without a value is left empty.
pub fn filled(text: &str, values: &[(&'static str, String)]) -> String {
    let value = |name: &str| values.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value.as_str());
    pieces(text)
        .map(|piece| match piece {
            Piece::Words(words) | Piece::Begun(words) => words,
            Piece::Place(name) => value(name),
        })
        .collect()
}

enum Piece<'a> {
    Words(&'a str),
    /// The name of a place.
    Place(&'a str),
    /// From a `{` that does not end, on.
    Begun(&'a str),
}

fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let begins = rest.find('{').unwrap_or(rest.len());
        if begins > 0 {
            let (words, then) = rest.split_at(begins);
            rest = then;
            return Some(Piece::Words(words));
        }
        let inside = rest.strip_prefix('{')?;
        match inside.find(['{', '}', '\n']) {
            Some(ends) if inside[ends..].starts_with('}') => {
                rest = &inside[ends + 1..];
                Some(Piece::Place(inside[..ends].trim()))
            }
            _ => Some(Piece::Begun(std::mem::take(&mut rest))),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(code: &str) -> Kind {
        Kind::of(code).unwrap()
    }

    #[test]
    fn places_are_filled_in_and_everything_else_stays_as_it_was_typed() {
        let values = [("company", "ООО «{number}»".to_owned()), ("number", "7".to_owned())];
        assert_eq!(filled("№ {number}: {company}, { number }", &values), "№ 7: ООО «{number}», 7");
        assert_eq!(filled("<b>&amp;</b> #set page()", &values), "<b>&amp;</b> #set page()");
        assert_eq!(filled("{clerk}|", &values), "|");
        assert_eq!(filled("{", &values), "{");
        assert_eq!(filled("", &values), "");
    }

    #[test]
    fn a_place_that_a_letter_does_not_have_or_that_does_not_end_is_a_fault() {
        let refused = kind("refused");
        assert_eq!(check(refused, None, "{company}, {reasons}\n{deadline}"), Ok(()));
        assert_eq!(check(kind("accepted"), None, "{reasons}"), Err(Fault::Unknown("reasons".into())));
        assert_eq!(check(kind("returned"), None, "{deadline}"), Err(Fault::Unknown("deadline".into())));
        assert_eq!(check(refused, None, "{Company}"), Err(Fault::Unknown("Company".into())));
        assert_eq!(check(refused, None, "{}"), Err(Fault::Unknown(String::new())));
        assert_eq!(check(refused, None, "a {company"), Err(Fault::Unclosed("{company".into())));
        assert_eq!(check(refused, None, "{company\n}"), Err(Fault::Unclosed("{company".into())));
        assert_eq!(check(refused, None, "{{company}}"), Err(Fault::Unclosed("{{company}}".into())));
        assert_eq!(check(refused, None, "company}"), Err(Fault::Unopened));
        assert_eq!(check(refused, None, &"{".repeat(100_000)), Err(Fault::Unclosed("{".repeat(SHOWN))));
    }

    #[test]
    fn some_places_are_of_one_procedure_alone() {
        let (accepted, text) = (kind("accepted"), "{approved_name} {kept_until}");
        assert_eq!(check(accepted, Some(Procedure::NameApproval), text), Ok(()));
        for (of, procedure) in
            [(accepted, None), (accepted, Some(Procedure::Manager)), (kind("refused"), Some(Procedure::NameApproval))]
        {
            assert_eq!(check(of, procedure, text), Err(Fault::Unknown("approved_name".into())));
        }
    }

    #[test]
    fn the_most_particular_text_is_taken_part_by_part() {
        let mut own = Texts::default();
        own.set(Part::Opening, Lang::Ru, "свой");
        own.set(Part::Next, Lang::Ru, " \n ");
        let mut portal = Texts::default();
        portal.set(Part::Opening, Lang::Ru, "общий");
        portal.set(Part::Next, Lang::Ru, "общий");
        let both = [own, portal];
        assert_eq!(chosen(&both, Part::Opening, Lang::Ru), Some("свой"));
        assert_eq!(chosen(&both, Part::Next, Lang::Ru), Some("общий"));
        assert_eq!(chosen(&both, Part::Next, Lang::Be), None);
        assert_eq!(fields().map(|(part, lang)| field(part, lang)).collect::<std::collections::BTreeSet<_>>().len(), 9);
    }
}
