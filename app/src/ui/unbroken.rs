//! Lines that break in good places: no-break spaces between an abbreviation and its name, for showing
//! alone. What is stored, sent or compared keeps plain spaces.

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

/// An address whose parts stay whole: «г. Могилёв», «Шкловский р-н», «каб. 12».
pub fn unbroken(line: &str) -> String {
    let mut whole = String::with_capacity(line.len());
    let mut former = "";
    for (at, word) in line.split(' ').enumerate() {
        if at > 0 {
            let joined = BEFORE.contains(&former) || AFTER.contains(&word.trim_end_matches(','));
            whole.push(if joined { '\u{a0}' } else { ' ' });
        }
        whole.push_str(word);
        former = word;
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::unbroken;

    #[test]
    fn the_parts_of_an_address_stay_whole() {
        let line = "213010, Могилёвская обл., Шкловский р-н, г. Шклов, ул. Ленинская, 10, корп. 2, каб. 3";
        let expected = "213010, Могилёвская\u{a0}обл., Шкловский\u{a0}р-н, г.\u{a0}Шклов, ул.\u{a0}Ленинская, 10, корп.\u{a0}2, каб.\u{a0}3";
        assert_eq!(unbroken(line), expected);
    }

    #[test]
    fn nothing_else_is_touched() {
        for line in ["", " ", "ООО «Г. и сын»  ", "a  b", "<script> г.", "ул."] {
            assert_eq!(unbroken(line).replace('\u{a0}', " "), line);
        }
    }
}
