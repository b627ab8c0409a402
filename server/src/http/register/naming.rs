//! By which of its names a company was found: lists call it in the reader's language, and the search knows both.

use portal::company::Names;
use portal::fold::search_key;
use portal::lang::Lang;
use portal::sound;

/// What was typed.
pub(super) struct Typed {
    folded: String,
    /// For each word the keys that it may have; of a letter or two nothing follows.
    words: Vec<Vec<String>>,
}

impl Typed {
    pub(super) fn of(text: &str) -> Typed {
        let words = sound::sought(text).into_iter().map(|mut word| {
            word.retain(|key| key.len() > 2);
            word
        });
        Typed { folded: search_key(text), words: words.collect() }
    }

    /// The name in the other language, where what was typed stands in it and not in the one that is shown.
    pub(super) fn found_by(&self, names: Names<'_>, lang: Lang) -> Option<String> {
        let other = names.other(lang)?;
        let shown = names.title(lang);
        let holds = |name: &str| !self.folded.is_empty() && search_key(name).contains(&self.folded);
        // Nearly always what is shown is what was typed; the keys of words take longer.
        if holds(shown) {
            return None;
        }
        (holds(other) || self.sounds_more_like(other, shown)).then(|| other.to_owned())
    }

    /// Whether a word begins one of the first name and none of the second.
    fn sounds_more_like(&self, first: &str, second: &str) -> bool {
        let (first, second) = (sound::keys(first), sound::keys(second));
        self.words.iter().any(|word| begins(&first, word) && !begins(&second, word))
    }
}

/// Whether one of the words begins as a word that was typed may.
fn begins(words: &[String], typed: &[String]) -> bool {
    typed.iter().any(|reading| words.iter().any(|word| word.starts_with(reading)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_other_name_is_told_where_it_is_what_was_typed() {
        let names = Names {
            full: "Общество с ограниченной ответственностью \"Стройтранс\"",
            short: Some("ООО \"Стройтранс\""),
            full_be: None,
            short_be: Some("ТАА \"Будтранс\""),
        };
        let told = |typed: &str, lang| Typed::of(typed).found_by(names, lang);
        let [russian, belarusian] = ["ООО \"Стройтранс\"", "ТАА \"Будтранс\""].map(|name| Some(name.to_owned()));
        for typed in ["Будтранс", "будтр", "ТАА Будтранс", "удтранс"] {
            assert_eq!((told(typed, Lang::Be), told(typed, Lang::Ru)), (None, belarusian.clone()), "{typed}");
        }
        for typed in ["Стройтранс", "stroitrans", "ройтранс"] {
            assert_eq!((told(typed, Lang::Be), told(typed, Lang::En)), (russian.clone(), None), "{typed}");
        }
        for typed in ["", "транс", "Шклов", "«»"] {
            assert_eq!((told(typed, Lang::Be), told(typed, Lang::Ru)), (None, None), "{typed}");
        }
    }
}
