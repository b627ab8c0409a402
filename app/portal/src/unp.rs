//! UNP, the payer's number (учётный номер плательщика): nine characters, the last a check digit.

use serde::{Deserialize, Serialize};
use std::fmt;

const WEIGHTS: [u32; 8] = [29, 23, 19, 17, 13, 7, 5, 3];
const LETTERS: &[u8; 10] = b"ABCEHKMOPT";
const FIRST_LETTERS: &[u8; 7] = b"ABCEHKM";

/// A well-formed payer's number with a right check digit, as nine ASCII characters.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Unp([u8; 9]);

/// Why a text is no payer's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnpError {
    /// Nothing but spaces and the prefix.
    Empty,
    /// Not nine characters long.
    Length(usize),
    /// A character that a payer's number cannot have at that place.
    Character,
    /// The last digit is not the one that the first eight give.
    CheckDigit,
}

impl Unp {
    /// Reads what people type: spaces, dashes, the prefixes УНП and UNP, lower case and Cyrillic
    /// letters that look like Latin ones are all taken.
    pub fn parse(text: &str) -> Result<Unp, UnpError> {
        let mut folded: Vec<char> = text
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–' | '\u{200b}'))
            .flat_map(char::to_uppercase)
            .map(latin_look_alike)
            .collect();
        for prefix in [['У', 'H', 'П'], ['U', 'N', 'P']] {
            if folded.starts_with(&prefix) {
                folded.drain(..3);
            }
        }
        if folded.is_empty() {
            return Err(UnpError::Empty);
        }
        if folded.len() != 9 {
            return Err(UnpError::Length(folded.len()));
        }
        let mut chars = [0u8; 9];
        for (slot, c) in chars.iter_mut().zip(folded) {
            *slot = u8::try_from(c).ok().filter(u8::is_ascii_alphanumeric).ok_or(UnpError::Character)?;
        }
        let numeric = chars.iter().all(u8::is_ascii_digit) && (b'1'..=b'7').contains(&chars[0]);
        let lettered = FIRST_LETTERS.contains(&chars[0])
            && LETTERS.contains(&chars[1])
            && chars[2..].iter().all(u8::is_ascii_digit);
        if !numeric && !lettered {
            return Err(UnpError::Character);
        }
        let first: [u8; 8] = std::array::from_fn(|i| chars[i]);
        match Unp::check_digit(&first) {
            Some(digit) if digit == chars[8] - b'0' => Ok(Unp(chars)),
            _ => Err(UnpError::CheckDigit),
        }
    }

    /// The check digit of eight ASCII characters, or `None` where the remainder is ten: such
    /// numbers are never issued.
    pub fn check_digit(first: &[u8; 8]) -> Option<u8> {
        let mut sum = 0;
        for (place, (&c, weight)) in first.iter().zip(WEIGHTS).enumerate() {
            let value = match c {
                b'0'..=b'9' => c - b'0',
                // The first letter counts by its place in 0-9A-Z, the second by its place among
                // the ten letters in use.
                b'A'..=b'Z' if place == 0 => c - b'A' + 10,
                _ => LETTERS.iter().position(|l| *l == c)? as u8,
            };
            sum += u32::from(value) * weight;
        }
        let digit = sum % 11;
        (digit < 10).then_some(digit as u8)
    }

    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The register's number (`ngrn`): `None` for the letter form, which belongs to natural persons.
    pub fn number(&self) -> Option<i64> {
        self.as_str().parse().ok()
    }

    pub fn from_number(number: i64) -> Result<Unp, UnpError> {
        Unp::parse(&number.to_string())
    }
}

fn latin_look_alike(c: char) -> char {
    match c {
        'А' => 'A',
        'В' => 'B',
        'С' => 'C',
        'Е' => 'E',
        'Н' => 'H',
        'К' => 'K',
        'М' => 'M',
        'О' => 'O',
        'Р' => 'P',
        'Т' => 'T',
        other => other,
    }
}

impl fmt::Display for Unp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Unp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Unp({self})")
    }
}

impl Serialize for Unp {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Unp {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Unp::parse(&text).map_err(|e| serde::de::Error::custom(format!("UNP {text:?}: {e:?}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use stdnum::Validator;

    #[test]
    fn known_numbers_are_read() {
        for text in
            ["200988541", "MA1953684", "191682495", "УНП 791397355", "unp 100-049-190", " 700000018", "ма1953684"]
        {
            assert!(Unp::parse(text).is_ok(), "{text}");
        }
        assert_eq!(Unp::parse("791397355").unwrap().number(), Some(791397355));
        assert_eq!(Unp::parse("MA1953684").unwrap().number(), None);
    }

    #[test]
    fn each_fault_has_its_name() {
        assert_eq!(Unp::parse(" УНП "), Err(UnpError::Empty));
        assert_eq!(Unp::parse("20098854"), Err(UnpError::Length(8)));
        assert_eq!(Unp::parse("900988541"), Err(UnpError::Character));
        assert_eq!(Unp::parse("20098854🙂"), Err(UnpError::Character));
        assert_eq!(Unp::parse("M00280425"), Err(UnpError::Character));
        assert_eq!(Unp::parse("200988542"), Err(UnpError::CheckDigit));
    }

    proptest! {
        // One letter beside eight digits is no payer's number, though the library's check digit takes it.
        #[test]
        fn agrees_with_the_public_library(text in "[1-7][0-9]{8}|[ABCEHKM][ABCEHKMOPT][0-9]{7}") {
            let oracle = stdnum::country::by::UNP.validate(&text).is_ok();
            prop_assert_eq!(Unp::parse(&text).is_ok(), oracle);
        }

        #[test]
        fn never_panics(text in ".{0,40}") {
            let _ = Unp::parse(&text);
        }
    }
}
