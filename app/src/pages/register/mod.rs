//! The public register: the search and the page of a company.

pub mod alerts;
pub mod batch;
pub mod company;
pub mod notices;
pub mod search;

use crate::l10n::Tr;
use crate::ui::Tone;
use portal::company::Standing;

/// The state of a company in a word or two.
pub fn standing_words(tr: Tr, standing: Standing) -> String {
    tr.t(&format!("standing-{}", standing.code()))
}

/// How a state is meant: the colour says it together with the words.
pub fn standing_tone(standing: Standing) -> Tone {
    match standing {
        Standing::Active => Tone::Green,
        Standing::InLiquidation | Standing::Bankrupt | Standing::Suspended => Tone::Amber,
        _ => Tone::Neutral,
    }
}

/// A number with its thousands apart: «20 000».
pub fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 * 2 + 1);
    if number < 0 {
        text.push('−');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push('\u{a0}');
        }
        text.push(digit);
    }
    text
}

/// How many filters of a list are on; nothing where none is.
pub fn filters_chosen(tr: Tr, count: usize) -> Option<String> {
    (count > 0).then(|| tr.ta("filters-chosen", &[("count", count.to_string().into())]))
}

/// A UNP in groups of three, for sentences.
pub fn spaced(unp: &str) -> String {
    let digits: Vec<char> = unp.chars().collect();
    if digits.len() != 9 {
        return unp.to_owned();
    }
    digits.chunks(3).map(|three| three.iter().collect::<String>()).collect::<Vec<_>>().join("\u{a0}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use portal::lang::Lang;

    #[test]
    fn every_state_has_words_and_a_sentence_in_every_language() {
        for lang in Lang::ALL {
            for standing in Standing::ALL {
                for key in [format!("standing-{}", standing.code()), format!("standing-{}-sentence", standing.code())] {
                    assert!(Tr(lang).has(&key), "{key} in {}", lang.tag());
                }
            }
        }
    }

    #[test]
    fn numbers_are_set_apart_by_thousands() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(20_000), "20\u{a0}000");
        assert_eq!(grouped(-1_234_567), "−1\u{a0}234\u{a0}567");
        assert_eq!(spaced("790123453"), "790\u{a0}123\u{a0}453");
        assert_eq!(spaced("12"), "12");
    }
}
