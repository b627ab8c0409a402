//! Words as they sound, in Latin letters: what a search of the register compares.
//!
//! A name may be typed in Cyrillic or in Latin letters, by the official transliteration of Russian
//! names (Mogilevselmash) or of Belarusian ones (Mahilioŭ), or as people write it. A key keeps what all
//! of these agree on: no marks, no soft sign, one letter for й, ы and и, one for a doubled consonant.
//! Where a Latin letter may stand for two sounds («c» is «к» or «ц», «h» is «х» or «г», «ch» is «ч» or
//! «х»), the register's word has one key and the query's word several.

use crate::fold::{drawn_like_cyrillic, fold};

/// Letters of a key at most: longer ones tell nothing apart.
const LONGEST: usize = 40;

/// The keys of a text's words as they stand in the register; none of them empty.
pub fn keys(text: &str) -> Vec<String> {
    keys_of_folded(&fold(text))
}

/// The same of a text, or of its lines, that was folded before.
pub fn keys_of_folded(text: &str) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    for word in text.split([' ', '\n']) {
        add_keys(word, &mut keys);
    }
    keys
}

/// The keys of a folded text's words that may begin with one of some letters; of other words hardly any are made, which
/// is what takes the time.
pub fn keys_that_begin(text: &str, letters: &[u8]) -> Vec<String> {
    let may_begin = |word: &&str| first_letter(word).is_none_or(|first| letters.contains(&first));
    let mut keys: Vec<String> = Vec::new();
    for word in text.split([' ', '\n']).filter(may_begin) {
        add_keys(word, &mut keys);
    }
    keys
}

fn add_keys(word: &str, keys: &mut Vec<String>) {
    let own = [Some(key(word)), lookalike(word)];
    keys.extend(own.into_iter().flatten().filter(|key| !key.is_empty()));
}

/// The first letter of a folded word's key, where the first letter of the word alone tells: a vowel that begins as «и»
/// may become another with what follows.
fn first_letter(word: &str) -> Option<u8> {
    let first = match word.chars().next()? {
        'а' => b'a',
        'б' => b'b',
        'в' => b'v',
        'г' => b'g',
        'д' => b'd',
        'е' | 'э' => b'e',
        'ж' | 'з' => b'z',
        'к' => b'k',
        'л' => b'l',
        'м' => b'm',
        'н' => b'n',
        'о' => b'o',
        'п' => b'p',
        'р' => b'r',
        'с' | 'ш' | 'щ' => b's',
        'т' | 'ц' => b't',
        'у' => b'u',
        'ф' => b'f',
        'х' => b'h',
        'ч' => b'c',
        _ => return None,
    };
    Some(first)
}

/// For each word of a query the keys that it may have in the register.
pub fn sought(text: &str) -> Vec<Vec<String>> {
    fold(text).split(' ').map(readings).filter(|readings| !readings.is_empty()).collect()
}

/// The key of one folded word.
pub fn key(word: &str) -> String {
    if is_cyrillic(word) { cyrillic(word) } else { settled(&latin(word).replace('c', "k").replace("kh", "ch")) }
}

/// So many equal letters one after another are no doubled ones: nothing is named so.
const NO_WORD: usize = 4;

/// All that a word of a query can mean.
fn readings(word: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    if is_noise(word) {
        // As typed, which no key is: keys have no doubled letters.
        let mut latin = if is_cyrillic(word) { cyrillic_in_latin(word) } else { latin(word) };
        latin.truncate(LONGEST);
        return Some(latin).filter(|latin| !latin.is_empty()).into_iter().collect();
    }
    if is_cyrillic(word) {
        found.push(cyrillic(word));
    } else {
        let plain = latin(word);
        for ch in [&["ch"][..], &["ch", "h"]][usize::from(plain.contains("ch"))] {
            // «ch» stands apart while the other letters are read.
            let marked = plain.replace("ch", "\u{1}");
            for c in [&["k"][..], &["k", "ts"]][usize::from(marked.contains('c'))] {
                let read = marked.replace('c', c);
                for h in [&["h"][..], &["h", "g"]][usize::from(has_own_h(&read))] {
                    found.push(settled(&with_h(&read, h).replace('\u{1}', ch)));
                }
            }
        }
        found.extend(lookalike(word));
    }
    found.retain(|key| !key.is_empty());
    found.sort();
    found.dedup();
    found
}

/// The key of a Latin word that is drawn as a Cyrillic one would be: «OOO», «BEPA».
fn lookalike(word: &str) -> Option<String> {
    let letters = word.chars().any(char::is_alphabetic);
    let drawn: Option<String> =
        word.chars().map(|c| if c.is_ascii_digit() { Some(c) } else { drawn_like_cyrillic(c) }).collect();
    drawn.filter(|_| letters && !is_cyrillic(word)).map(|word| cyrillic(&word))
}

fn is_noise(word: &str) -> bool {
    let letters: Vec<char> = word.chars().filter(|letter| !letter.is_ascii_digit()).collect();
    letters.windows(NO_WORD).any(|run| run.iter().all(|letter| *letter == run[0]))
}

fn is_cyrillic(word: &str) -> bool {
    word.chars().any(|c| ('\u{400}'..='\u{4ff}').contains(&c))
}

fn cyrillic(word: &str) -> String {
    settled(&cyrillic_in_latin(word))
}

/// Letter by letter.
fn cyrillic_in_latin(word: &str) -> String {
    let mut latin = String::with_capacity(word.len());
    for letter in word.chars() {
        // A Latin letter among Cyrillic ones was meant as the one it looks like.
        match drawn_like_cyrillic(letter).unwrap_or(letter) {
            'а' => latin.push('a'),
            'б' => latin.push('b'),
            'в' => latin.push('v'),
            'г' => latin.push('g'),
            'д' => latin.push('d'),
            'е' | 'э' => latin.push('e'),
            'ж' => latin.push_str("zh"),
            'з' => latin.push('z'),
            'и' | 'ы' => latin.push('i'),
            'к' => latin.push('k'),
            'л' => latin.push('l'),
            'м' => latin.push('m'),
            'н' => latin.push('n'),
            'о' => latin.push('o'),
            'п' => latin.push('p'),
            'р' => latin.push('r'),
            'с' => latin.push('s'),
            'т' => latin.push('t'),
            'у' => latin.push('u'),
            'ф' => latin.push('f'),
            'х' => latin.push('h'),
            'ц' => latin.push_str("ts"),
            'ч' => latin.push_str("ch"),
            'ш' => latin.push_str("sh"),
            'щ' => latin.push_str("shch"),
            'ю' => latin.push_str("iu"),
            'я' => latin.push_str("ia"),
            other if other.is_ascii_alphanumeric() => latin.push(other),
            _ => {}
        }
    }
    latin
}

/// A Latin word without marks over its letters.
fn latin(word: &str) -> String {
    let mut plain = String::with_capacity(word.len());
    for letter in word.chars() {
        match letter {
            'č' => plain.push_str("ch"),
            'š' => plain.push_str("sh"),
            'ž' => plain.push_str("zh"),
            'ć' => plain.push_str("ts"),
            'ŭ' | 'ü' | 'ú' => plain.push('u'),
            'ń' | 'ñ' => plain.push('n'),
            'ś' => plain.push('s'),
            'ź' | 'ż' => plain.push('z'),
            'ĺ' | 'ł' => plain.push('l'),
            'é' | 'è' | 'ë' | 'ě' => plain.push('e'),
            'á' | 'ä' => plain.push('a'),
            'ó' | 'ö' => plain.push('o'),
            'í' | 'ý' => plain.push('i'),
            'w' => plain.push('v'),
            'q' => plain.push('k'),
            'x' => plain.push_str("ks"),
            'y' | 'j' => plain.push('i'),
            other if other.is_ascii_alphanumeric() => plain.push(other),
            _ => {}
        }
    }
    plain.replace("kh", "h").replace("ph", "f").replace("ck", "k").replace("tz", "ts")
}

/// Whether there is an «h» that is no part of «sh» or «zh».
fn has_own_h(word: &str) -> bool {
    word.replace("sh", "").replace("zh", "").contains('h')
}

fn with_h(word: &str, h: &str) -> String {
    word.replace("sh", "\u{2}").replace("zh", "\u{3}").replace('h', h).replace('\u{2}', "sh").replace('\u{3}', "zh")
}

/// What spellings agree on: «ie» and «io» are «e» (Yezery, Mogilyov), doubled letters are one.
fn settled(latin: &str) -> String {
    let mut key = String::with_capacity(latin.len());
    for letter in latin.chars() {
        match (key.chars().last(), letter) {
            (Some('i'), 'e' | 'o') => {
                key.pop();
                if !key.ends_with('e') {
                    key.push('e');
                }
            }
            // Digits are said as they are.
            (Some(before), letter) if before == letter && !letter.is_ascii_digit() => {}
            (_, letter) => key.push(letter),
        }
    }
    key.truncate(LONGEST);
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_folded_needs_not_be_folded_again() {
        for text in ["ООО «Ёлка-Ўсход»", "Comfort, ltd", "", "«»", "CTPOЙ 2000"] {
            assert_eq!(keys_of_folded(&format!("\n{}\n", fold(text))), keys(text), "{text}");
        }
    }

    #[test]
    fn keys_that_begin_so_are_among_all_and_none_is_missed() {
        let letters = "абвгдежзийклмнопрстуфхцчшщъыьэюяabchikosxyz019";
        let words = letters.chars().flat_map(|a| letters.chars().map(move |b| format!("{a}{b}рог {a}{a}{b}ёл")));
        for words in words {
            let folded = fold(&words);
            for letter in b'a'..=b'z' {
                let all = keys_of_folded(&folded);
                let begin =
                    |keys: Vec<String>| keys.into_iter().filter(|key| key.as_bytes()[0] == letter).collect::<Vec<_>>();
                let some = keys_that_begin(&folded, &[letter]);
                assert!(some.iter().all(|key| all.contains(key)), "{words}");
                assert_eq!(begin(some), begin(all), "{words} {}", char::from(letter));
            }
        }
        assert_eq!(keys_that_begin("парк лес", b"l"), ["les"]);
    }

    /// Whether a query's word finds a register's word.
    fn finds(typed: &str, registered: &str) -> bool {
        let keys = keys(registered);
        sought(typed).iter().all(|readings| readings.iter().any(|reading| keys.contains(reading)))
    }

    #[test]
    fn names_are_found_however_they_are_spelt() {
        for (typed, registered) in [
            ("Mogilevselmash", "Могилёвсельмаш"),
            ("mogilyovselmash", "Могилевсельмаш"),
            ("Mahilioŭ", "Магілёў"),
            ("Uschod", "Усход"),
            ("Viciaź", "Віцязь"),
            ("Jalinka", "Ялінка"),
            ("Yalinka", "Ялинка"),
            ("Krasnopolye", "Краснополье"),
            ("Khotimsk", "Хотимск"),
            ("Hotimsk", "Хотимск"),
            ("Novy Bykhov", "Новый Быхов"),
            ("Moshchanitsa", "Мощаница"),
            ("Yezery", "Езеры"),
            ("Comfort", "Комфорт"),
            ("komfort", "Comfort"),
            ("Centr", "Центр"),
            ("Horki", "Горки"),
            ("могилёв", "МОГИЛЕВ"),
            ("Краіна", "Краина"),
            ("CTPOЙ", "Строй"),
            ("BEPA", "Вера"),
            ("Вера", "BEPA"),
            ("Belshina", "Белшина"),
            ("Chaika", "Чайка"),
            ("24", "Маркет 24"),
        ] {
            assert!(finds(typed, registered), "{typed} {:?} / {registered} {:?}", sought(typed), keys(registered));
        }
    }

    #[test]
    fn different_names_stay_apart() {
        for (typed, registered) in [("Маяк", "Майка"), ("Лес", "Лис"), ("Lux", "Люкс"), ("11", "1"), ("Хор", "Гор")]
        {
            assert!(!finds(typed, registered), "{typed} / {registered}");
        }
    }

    #[test]
    fn a_letter_said_again_and_again_is_the_beginning_of_no_word() {
        for noise in ["ффффф", "ыыыыzz", "aaaa", &"а".repeat(200)] {
            for reading in sought(noise).concat() {
                assert!(reading.len() > 3, "{noise}: {reading}");
            }
        }
        assert_eq!(sought("ооо"), sought("ОО"), "three may be a word's");
        assert_eq!(sought("1111"), [["1111"]]);
    }

    #[test]
    fn nothing_but_letters_and_digits_of_ascii_is_in_a_key() {
        for text in ["İstanbul ß ﬁ", "株式会社", "«»", "\0", "a\u{301}é", &"щ".repeat(500), "٧٩", "\"OR\"*"]
        {
            let all: Vec<String> = keys(text).into_iter().chain(sought(text).into_iter().flatten()).collect();
            for key in all {
                assert!(!key.is_empty() && key.len() <= LONGEST, "{text}: {key}");
                assert!(key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()), "{text}: {key}");
            }
        }
    }
}
