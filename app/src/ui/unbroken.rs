//! Lines that break in good places: no-break spaces between an abbreviation and its name, and no break within one
//! («пр-т»), for showing alone. What is stored, sent or compared keeps plain spaces.

/// What stands before the name it belongs to.
const BEFORE: &[&str] = &[
    "г.",
    "г.п.",
    "аг.",
    "д.",
    "п.",
    "х.",
    "ул.",
    "пр-т",
    "пр-д",
    "пер.",
    "б-р",
    "пл.",
    "ш.",
    "тракт",
    "туп.",
    "корп.",
    "каб.",
    "оф.",
    "пом.",
    "комн.",
    "кв.",
    "№",
];

/// What stands after the name it belongs to.
const AFTER: &[&str] = &["обл.", "р-н", "с/с"];

/// A line may break behind these.
const BREAKS: [char; 2] = ['-', '/'];

/// Takes no room and keeps a line from breaking there; who looks for «пр-т» finds it all the same.
const JOINER: char = '\u{2060}';

/// An address whose parts stay whole: «г. Могилёв», «Шкловский р-н», «каб. 12».
pub fn unbroken(line: &str) -> String {
    let mut whole = String::with_capacity(line.len());
    let mut former = "";
    for (at, word) in line.split(' ').enumerate() {
        if at > 0 {
            let joined = BEFORE.contains(&former) || AFTER.contains(&word.trim_end_matches(','));
            whole.push(if joined { '\u{a0}' } else { ' ' });
        }
        match word.contains(BREAKS) && is_abbreviation(word.trim_end_matches(',')) {
            true => word.split_inclusive(BREAKS).enumerate().for_each(|(at, part)| {
                whole.extend((at > 0).then_some(JOINER));
                whole.push_str(part);
            }),
            false => whole.push_str(word),
        }
        former = word;
    }
    whole
}

fn is_abbreviation(word: &str) -> bool {
    BEFORE.contains(&word) || AFTER.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::unbroken;

    #[test]
    fn the_parts_of_an_address_stay_whole() {
        let line = "213010, Могилёвская обл., Шкловский р-н, г. Шклов, ул. Ленинская, 10, корп. 2, каб. 3";
        let expected = "213010, Могилёвская\u{a0}обл., Шкловский\u{a0}р-\u{2060}н, г.\u{a0}Шклов, ул.\u{a0}Ленинская, 10, корп.\u{a0}2, каб.\u{a0}3";
        assert_eq!(unbroken(line), expected);
    }

    #[test]
    fn an_abbreviation_does_not_break_within() {
        assert_eq!(unbroken("г. Могилёв, пр-т Мира, 7-9"), "г.\u{a0}Могилёв, пр-\u{2060}т\u{a0}Мира, 7-9");
        assert_eq!(unbroken("Вендорожский с/с, б-р Победы"), "Вендорожский\u{a0}с/\u{2060}с, б-\u{2060}р\u{a0}Победы");
    }

    #[test]
    fn nothing_else_is_touched() {
        for line in ["", " ", "ООО «Г. и сын»  ", "a  b", "<script> г.", "ул.", "пр-т", "-", "Санкт-Петербург", "/,"]
        {
            assert_eq!(unbroken(line).replace('\u{a0}', " ").replace('\u{2060}', ""), line);
        }
        assert_eq!(unbroken("пр-тик 5-р"), "пр-тик 5-р");
    }
}
