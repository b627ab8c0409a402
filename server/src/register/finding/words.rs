//! How the words of a text are looked for.

use crate::register::sample::Sample;
use crate::register::search_words::{may_tell_a_kind_of_place, without_kinds_of_places};
use portal::fold::search_key;
use portal::legal_form::{self, LegalForm, is_word_of_form};
use portal::sound;

/// Words of a query that are looked for.
const MOST_WORDS: usize = 12;
/// A shorter word sounds like too many others.
const SHORTEST_SPELT: usize = 4;
/// Spellings of one word that are looked for beside the typed one.
const MOST_SPELT: usize = 3;
/// So many times as frequent is the spelling that was meant where both occur.
const MEANT: usize = 10;

/// Which other spellings of a word are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spelling {
    /// Those that the register has.
    Any,
    /// Those that many companies have while hardly any has the word as typed.
    Frequent,
}

pub(super) struct Words {
    /// For each word its readings, words of legal forms left out.
    pub(super) readings: Vec<Vec<String>>,
    /// The folded words as names are stored, those of legal forms left out where others stay.
    pub(super) folded: Vec<String>,
    /// The forms that are meant where nothing else is typed.
    pub(super) forms: Vec<LegalForm>,
    /// The readings without words that may tell a kind of place, where there are such words and others.
    pub(super) without_places: Option<Vec<Vec<String>>>,
    /// Such a word stands first, as in «город Могилёв» and not as in «Новый город».
    pub(super) begins_with_place: bool,
    /// Letters stand in the text that only Belarusian has.
    pub(super) is_belarusian: bool,
}

impl Words {
    pub(super) fn of(text: &str) -> Words {
        let is_belarusian = text.chars().any(|letter| matches!(letter, 'і' | 'І' | 'ў' | 'Ў'));
        let all: Vec<String> =
            search_key(text).split(' ').filter(|word| !word.is_empty()).take(MOST_WORDS).map(str::to_owned).collect();
        let readings: Vec<Vec<String>> =
            sound::sought(&without_kinds_of_places(text)).into_iter().take(MOST_WORDS).collect();
        let of_form = |readings: &[String]| readings.iter().any(|reading| is_word_of_form(reading));
        let telling: Vec<String> =
            all.iter().filter(|word| !sound::sought(word).iter().any(|readings| of_form(readings))).cloned().collect();
        let nothing_else = readings.iter().all(|readings| of_form(readings));
        let forms = if nothing_else { legal_form::meant_by(&readings) } else { Vec::new() };
        let places: Vec<Vec<String>> =
            all.iter().filter(|word| may_tell_a_kind_of_place(word)).flat_map(|word| sound::sought(word)).collect();
        let readings: Vec<Vec<String>> = readings.into_iter().filter(|readings| !of_form(readings)).collect();
        let others: Vec<Vec<String>> = readings.iter().filter(|readings| !places.contains(readings)).cloned().collect();
        let without_places = (others.len() < readings.len() && !others.is_empty()).then_some(others);
        let begins_with_place = all.first().is_some_and(|word| may_tell_a_kind_of_place(word));
        Words {
            begins_with_place,
            readings,
            folded: if telling.is_empty() { all } else { telling },
            forms,
            without_places,
            is_belarusian,
        }
    }

    /// Readings with those of words as they stand in the register though Belarusian and Russian spell them differently,
    /// where there are such.
    pub(super) fn spelt_otherwise(
        readings: &[Vec<String>],
        sample: &Sample,
        spelling: Spelling,
    ) -> Option<Vec<Vec<String>>> {
        let may_be = |reading: &str| {
            reading.len() >= SHORTEST_SPELT && reading.bytes().all(|letter| letter.is_ascii_lowercase())
        };
        let mut differs = false;
        let mut with_others = |readings: &Vec<String>| {
            let mut all = readings.clone();
            for reading in readings.iter().filter(|reading| may_be(reading)) {
                let typed = sample.count_of(reading).max(1);
                let mut others = sample.spelt_otherwise(reading, MOST_SPELT);
                others.retain(|other| spelling == Spelling::Any || sample.count_of(other) > MEANT * typed);
                differs |= !others.is_empty();
                all.extend(others);
            }
            all
        };
        let spelt: Vec<Vec<String>> = readings.iter().map(&mut with_others).collect();
        differs.then_some(spelt)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_forms_are_passed_over_unless_nothing_else_is_typed() {
        assert_eq!(Words::of("ООО «Ёлка-Ўсход»").folded, ["елка", "усход"]);
        assert_eq!(Words::of("общество с ограниченной ответственностью елка").folded, ["елка"]);
        let form = Words::of("OOO");
        assert_eq!((form.folded, form.readings.len()), (vec!["ооо".to_owned()], 0));
        assert_eq!(form.forms, [LegalForm::LimitedLiability]);
        assert!(Words::of("ООО елка").forms.is_empty());
        assert!(Words::of("«»").folded.is_empty());
    }

    #[test]
    fn an_initial_is_no_kind_of_place_and_a_name_stays_as_typed() {
        let initials = Words::of("Иванов г.п.");
        assert_eq!((initials.readings.len(), initials.folded.join(" ")), (3, "иванов г п".to_owned()));
        let address = Words::of("г. Шклов, ул. Мира");
        assert_eq!((address.readings.len(), address.folded.join(" ")), (2, "г шклов ул мира".to_owned()));
    }

    #[test]
    fn what_may_tell_a_kind_of_place_can_be_passed_over() {
        let words = Words::of("улица Каштановая");
        assert!(words.begins_with_place && !Words::of("Новый город").begins_with_place);
        assert_eq!(words.readings.len(), 2);
        assert_eq!(words.without_places, Some(vec![vec!["kashtanovaia".to_owned()]]));
        assert_eq!(Words::of("Каштановая").without_places, None);
        assert_eq!(Words::of("улица").without_places, None);
    }
}
