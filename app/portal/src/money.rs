//! Money: sums in Belarusian roubles, exact to the kopeck, and fees in base values.

use serde::{Deserialize, Serialize};

/// A sum in kopecks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Byn(i64);

impl Byn {
    pub const fn kopecks(kopecks: i64) -> Byn {
        Byn(kopecks)
    }

    pub const fn as_kopecks(self) -> i64 {
        self.0
    }

    /// Reads a sum as banks and people write it: `42`, `42,00`, `1 042.5`. `None` for anything else, a
    /// negative sum, or one with parts of a kopeck.
    pub fn parse(text: &str) -> Option<Byn> {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let (roubles, kopecks) = text.split_once([',', '.']).unwrap_or((&text, ""));
        let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if roubles.is_empty() || roubles.len() > 12 || kopecks.len() > 2 || !digits(roubles) || !digits(kopecks) {
            return None;
        }
        let kopecks: i64 = format!("{kopecks:0<2}").parse().ok()?;
        Some(Byn(roubles.parse::<i64>().ok()? * 100 + kopecks))
    }

    /// The sum with a mark between roubles and kopecks: `42,00`.
    pub fn written(self, mark: char) -> String {
        let sign = if self.0 < 0 { "−" } else { "" };
        let (roubles, kopecks) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        format!("{sign}{roubles}{mark}{kopecks:02}")
    }
}

/// A fee: so many hundredths of a base value, on a day on which that is worth so much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fee {
    pub hundredths: i32,
    pub base_value: Byn,
}

impl Fee {
    /// The sum to pay; half a kopeck is rounded up.
    pub fn sum(self) -> Byn {
        Byn((i64::from(self.hundredths) * self.base_value.0 + 50) / 100)
    }

    /// How many base values, with a mark before the hundredths where there are any: `1`, `0,5`.
    pub fn base_values(self, mark: char) -> String {
        let whole = Byn(i64::from(self.hundredths)).written(mark);
        let short = whole.trim_end_matches('0').trim_end_matches(mark);
        if short.is_empty() { "0".to_owned() } else { short.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn sums_are_read_as_banks_write_them() {
        for (text, kopecks) in
            [("42", 4200), ("42,00", 4200), ("42.5", 4250), ("1 042,07", 104_207), (" 1\u{a0}000 ", 100_000), ("0", 0)]
        {
            assert_eq!(Byn::parse(text), Some(Byn(kopecks)), "{text}");
        }
        for text in ["", ",", ",5", "-42", "42,005", "42,0.0", "4e2", "сорок", "42 BYN", "1234567890123", "٤٢"] {
            assert_eq!(Byn::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_fee_is_rounded_to_the_kopeck() {
        let fee = |hundredths, base_value| Fee { hundredths, base_value: Byn(base_value) };
        assert_eq!(fee(100, 4200).sum(), Byn(4200));
        assert_eq!(fee(50, 2900).sum(), Byn(1450));
        assert_eq!(fee(15, 2905).sum(), Byn(436), "435.75");
        assert_eq!(fee(10, 2905).sum(), Byn(291), "290.5");
        let written = [100, 50, 25, 300, 105, 1000, 0].map(|hundredths| fee(hundredths, 4200).base_values(','));
        assert_eq!(written, ["1", "0,5", "0,25", "3", "1,05", "10", "0"]);
    }

    proptest! {
        #[test]
        fn a_written_sum_reads_back(kopecks in 0i64..100_000_000_000) {
            for mark in [',', '.'] {
                prop_assert_eq!(Byn::parse(&Byn(kopecks).written(mark)), Some(Byn(kopecks)));
            }
        }

        #[test]
        fn hostile_text_is_no_negative_sum(text in ".{0,30}") {
            prop_assert!(Byn::parse(&text).is_none_or(|sum| sum.0 >= 0));
        }
    }
}
