//! Sentences that Fluent need not be asked for each time: those in which no value stands, and those in which values
//! simply stand, without a choice or a term. A page says a hundred of them, a letter ten.

use super::{FluentValue, Tr, source};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use portal::lang::Lang;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The sentences of each language.
static SENTENCES: LazyLock<[FxHashMap<&'static str, Sentence>; 3]> = LazyLock::new(|| Lang::ALL.map(of));

enum Sentence {
    /// Finished.
    Plain(String),
    WithValues(Vec<Part>),
}

enum Part {
    Words(&'static str),
    /// The name of a value.
    Value(&'static str),
}

fn of(lang: Lang) -> FxHashMap<&'static str, Sentence> {
    let mut said = FxHashMap::default();
    for source in source(lang) {
        let resource = fluent_syntax::parser::parse(*source).unwrap_or_else(|(partial, _)| partial);
        for entry in resource.body {
            let Entry::Message(message) = entry else { continue };
            let name = message.id.name;
            // What stands later under the same name counts, be it simple or not.
            match message.value.as_ref().and_then(parts) {
                Some(parts) if parts.iter().all(|part| matches!(part, Part::Words(_))) => {
                    said.insert(name, Sentence::Plain(Tr::with_one_stop(Tr(lang).by_fluent(name, &[]))))
                }
                Some(parts) => said.insert(name, Sentence::WithValues(parts)),
                None => said.remove(name),
            };
        }
    }
    said
}

fn parts(pattern: &Pattern<&'static str>) -> Option<Vec<Part>> {
    let part = |element: &PatternElement<&'static str>| match element {
        PatternElement::TextElement { value } => Some(Part::Words(value)),
        PatternElement::Placeable { expression: Expression::Inline(InlineExpression::VariableReference { id }) } => {
            Some(Part::Value(id.name))
        }
        PatternElement::Placeable { .. } => None,
    };
    pattern.elements.iter().map(part).collect()
}

/// The sentence of a key in which no value stands.
pub(super) fn plain(lang: Lang, key: &str) -> Option<&'static str> {
    match SENTENCES[lang as usize].get(key)? {
        Sentence::Plain(sentence) => Some(sentence),
        Sentence::WithValues(_) => None,
    }
}

/// The sentence of a key with values, where they simply stand in it and are all there as text.
pub(super) fn with_values(lang: Lang, key: &str, values: &[(&str, FluentValue<'_>)]) -> Option<String> {
    let parts = match SENTENCES[lang as usize].get(key)? {
        Sentence::Plain(sentence) => return Some(sentence.clone()),
        Sentence::WithValues(parts) => parts,
    };
    let words = |part: &Part| if let Part::Words(words) = part { words.len() } else { 16 };
    let mut said = String::with_capacity(parts.iter().map(words).sum());
    for part in parts {
        match part {
            Part::Words(words) => said.push_str(words),
            // Of several values of one name Fluent takes the last.
            Part::Value(name) => match values.iter().rev().find(|(given, _)| given == name) {
                Some((_, FluentValue::String(text))) => said.push_str(text),
                _ => return None,
            },
        }
    }
    Some(said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_sentence_is_said_as_fluent_says_it() {
        let mut told = 0;
        for lang in Lang::ALL {
            for (key, sentence) in &SENTENCES[lang as usize] {
                let names: Vec<&str> = match sentence {
                    Sentence::Plain(_) => Vec::new(),
                    Sentence::WithValues(parts) => parts
                        .iter()
                        .filter_map(|part| match part {
                            Part::Value(name) => Some(*name),
                            Part::Words(_) => None,
                        })
                        .collect(),
                };
                let values: Vec<(&str, FluentValue)> =
                    names.iter().map(|name| (*name, format!("‹{name}› {{$x}} \\u0041\n  б ").into())).collect();
                let simply = with_values(lang, key, &values).expect("all its values are there");
                assert_eq!(simply, Tr(lang).by_fluent(key, &values), "{key}");
                told += usize::from(!names.is_empty());
            }
        }
        assert!(told > 300, "{told} sentences with values");
    }

    #[test]
    fn what_is_not_simple_is_left_to_fluent() {
        let key = "date-long";
        assert!(with_values(Lang::Ru, key, &[]).is_none(), "values are missing");
        let day = [("day", 1.into()), ("month", "мая".into()), ("year", "2026".into())];
        assert!(with_values(Lang::Ru, key, &day).is_none(), "a number is written by the rules of the language");
        assert_eq!(Tr(Lang::Ru).ta(key, &day), "1 мая 2026\u{a0}г.");
        assert!(with_values(Lang::Ru, "no-such-key", &[]).is_none());
    }
}
