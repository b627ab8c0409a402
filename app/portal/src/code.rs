//! Numbers that people read aloud and type: the filing number, the paper code, the number of a bill.
//!
//! Digits alone: they are the same in Belarusian, Russian and English, on paper, on a telephone
//! keypad and over the telephone. The last one is a check digit by Damm's algorithm, which finds
//! every single wrong digit and every swap of neighbours.

const DAMM: [[u8; 10]; 10] = [
    [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
    [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
    [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
    [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
    [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
    [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
    [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
    [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
    [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
    [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
];

/// Digits of a filing number, check digit included.
pub const FILING_DIGITS: u32 = 12;
/// Digits of a paper code, check digit included.
pub const PAPER_DIGITS: u32 = 8;

/// Digits of a bill's number, check digit included: of another length than the others, so that none is
/// taken for it.
pub const BILL_DIGITS: u32 = 10;

/// Makes a code of `digits` digits from a random number; its first digit is never zero, so that
/// a spreadsheet cannot swallow it.
pub fn code(random: u64, digits: u32) -> String {
    let low = 10u64.pow(digits - 2);
    let body = (low + random % (9 * low)).to_string();
    let check = damm(&body);
    format!("{body}{check}")
}

/// Reads a code as people type it, with spaces or dashes: its digits, or `None` where the length
/// or the check digit is wrong.
pub fn parse(text: &str, digits: u32) -> Option<String> {
    let code: String = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–' | '—')).collect();
    let whole = code.len() == digits as usize && code.bytes().all(|b| b.is_ascii_digit());
    (whole && !code.starts_with('0') && damm(&code) == 0).then_some(code)
}

/// Writes a code in groups of four: `4821-0937`.
pub fn grouped(code: &str) -> String {
    let groups: Vec<&str> = code.as_bytes().chunks(4).filter_map(|g| std::str::from_utf8(g).ok()).collect();
    groups.join("-")
}

/// The numbers of bills in a text that a payer or a bank wrote, each once: digits together or in groups,
/// with a right check digit.
pub fn bills_in(text: &str) -> Vec<String> {
    let mark = |c: char| !c.is_ascii_digit() && !matches!(c, '-' | '–' | '—');
    let words: Vec<&str> = text.split(mark).map(|word| word.trim_matches(['-', '–', '—'])).collect();
    let mut found: Vec<String> = words.iter().filter_map(|word| parse(word, BILL_DIGITS)).collect();
    // The groups as they are printed, parted by spaces.
    let groups: Vec<&str> =
        text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).collect();
    let grouped =
        groups.windows(3).filter(|three| [4, 4, 2].iter().zip(*three).all(|(length, word)| word.len() == *length));
    found.extend(grouped.filter_map(|three| parse(&three.concat(), BILL_DIGITS)));
    found.sort();
    found.dedup();
    found
}

fn damm(digits: &str) -> u8 {
    digits.bytes().fold(0, |row, b| DAMM[usize::from(row)][usize::from(b - b'0')])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_code_reads_back_and_one_wrong_digit_or_swap_is_found(random: u64, place in 0usize..11, other in 0u8..10) {
            let written = code(random, FILING_DIGITS);
            prop_assert_eq!(parse(&grouped(&written), FILING_DIGITS), Some(written.clone()));
            let mut wrong = written.clone().into_bytes();
            wrong[place] = b'0' + other;
            if wrong != written.as_bytes() {
                prop_assert_eq!(parse(std::str::from_utf8(&wrong).unwrap(), FILING_DIGITS), None);
            }
            let mut swapped = written.clone().into_bytes();
            swapped.swap(place, place + 1);
            if swapped != written.as_bytes() {
                prop_assert_eq!(parse(std::str::from_utf8(&swapped).unwrap(), FILING_DIGITS), None);
            }
        }

        #[test]
        fn a_bill_is_found_in_what_a_payer_wrote(random: u64) {
            let bill = code(random, BILL_DIGITS);
            let spaced = format!("{} {} {}", &bill[..4], &bill[4..8], &bill[8..]);
            for text in [
                bill.clone(),
                format!("Плата по счёту №{}, УНП 791397355 от 29.11.2026", grouped(&bill)),
                format!("рахунак {spaced}."),
                format!("счёт {bill};{bill}"),
            ] {
                prop_assert_eq!(bills_in(&text), vec![bill.clone()], "{}", text);
            }
        }

        #[test]
        fn hostile_text_holds_no_wrong_bill(text in ".{0,60}") {
            prop_assert!(bills_in(&text).iter().all(|bill| parse(bill, BILL_DIGITS).is_some()));
        }

        #[test]
        fn hostile_text_is_no_code(text in ".{0,40}") {
            if let Some(read) = parse(&text, PAPER_DIGITS) {
                prop_assert_eq!(read.len(), 8);
            }
        }
    }
}
