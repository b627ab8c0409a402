//! The order of names in the alphabet of a language, by the Unicode collation algorithm and CLDR.
//!
//! By code points «і», «ё» and «ў» stand behind all other letters. What only programs read — digests, open data,
//! lists of locks — stays in that order.

use crate::lang::Lang;
use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::locale;
use std::cmp::Ordering;
use std::sync::LazyLock;

type Alphabet = Option<CollatorBorrowed<'static>>;

static BELARUSIAN: LazyLock<Alphabet> =
    LazyLock::new(|| Collator::try_new(locale!("be").into(), CollatorOptions::default()).ok());
static RUSSIAN: LazyLock<Alphabet> =
    LazyLock::new(|| Collator::try_new(locale!("ru").into(), CollatorOptions::default()).ok());
static ENGLISH: LazyLock<Alphabet> =
    LazyLock::new(|| Collator::try_new(locale!("en").into(), CollatorOptions::default()).ok());

/// Which of two names stands first in a list in a language. Only the same text is equal.
pub fn compare(lang: Lang, one: &str, other: &str) -> Ordering {
    let alphabet: &Alphabet = match lang {
        Lang::Be => &BELARUSIAN,
        Lang::Ru => &RUSSIAN,
        Lang::En => &ENGLISH,
    };
    let order = alphabet.as_ref().map_or(Ordering::Equal, |alphabet| alphabet.compare(one, other));
    order.then_with(|| one.cmp(other))
}

/// Sorts what has a name as the alphabet of a language has it; what has the same name keeps its places.
pub fn sort_by_name<T>(lang: Lang, list: &mut [T], name: impl Fn(&T) -> &str) {
    list.sort_by(|one, other| compare(lang, name(one), name(other)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Names3;
    use crate::places;

    fn sorted(lang: Lang, names: &[&str]) -> Vec<String> {
        let mut names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        sort_by_name(lang, &mut names, |name| name);
        names
    }

    #[test]
    fn belarusian_names_stand_as_in_the_belarusian_alphabet() {
        let alphabet = "абвгдеёжзійклмнопрстуўфхцчшыьэюя";
        let letters: Vec<String> = alphabet.chars().map(String::from).collect();
        let mut mixed: Vec<&str> = letters.iter().map(String::as_str).collect();
        mixed.sort_unstable();
        assert_eq!(sorted(Lang::Be, &mixed).concat(), alphabet);
        assert_eq!(
            sorted(Lang::Be, &["Крычаўскі", "Клічаўскі", "Кіраўскі", "Ўсход", "Уваход", "Бялыніцкі", "Бабруйскі"]),
            ["Бабруйскі", "Бялыніцкі", "Кіраўскі", "Клічаўскі", "Крычаўскі", "Уваход", "Ўсход"]
        );
    }

    #[test]
    fn russian_names_stand_as_in_the_russian_alphabet() {
        assert_eq!(sorted(Lang::Ru, &["Жук", "Ель", "Ёлка", "ёж", "Дом"]), ["Дом", "ёж", "Ёлка", "Ель", "Жук"]);
    }

    #[test]
    fn capitals_do_not_stand_before_all_small_letters() {
        assert_eq!(sorted(Lang::En, &["Zeta", "alpha", "Beta"]), ["alpha", "Beta", "Zeta"]);
    }

    #[test]
    fn districts_stand_by_their_names_in_each_language() {
        for lang in Lang::ALL {
            let mut areas: Vec<Names3> = places::districts().iter().map(|district| district.area()).collect();
            sort_by_name(lang, &mut areas, |area| area.get(lang));
            let firsts: Vec<char> = areas.iter().filter_map(|area| area.get(lang).chars().next()).collect();
            let alphabet = match lang {
                Lang::Be => "АБВГДЕЁЖЗІЙКЛМНОПРСТУЎФХЦЧШЫЭЮЯ",
                Lang::Ru => "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЫЭЮЯ",
                Lang::En => "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
            };
            let places: Vec<Option<usize>> = firsts.iter().map(|first| alphabet.find(*first)).collect();
            assert!(places.is_sorted() && places.iter().all(Option::is_some), "{}: {firsts:?}", lang.tag());
        }
    }
}
