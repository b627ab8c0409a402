//! Random secrets and ids.

use portal::code::{BILL_DIGITS, FILING_DIGITS, PAPER_DIGITS, code};
use sha2::{Digest, Sha256};

/// 128 random bits as 26 letters and digits of Crockford's base 32, in lower case.
pub fn token() -> String {
    written(uuid::Uuid::new_v4().as_u128() ^ (uuid::Uuid::new_v4().as_u128().rotate_left(64)), 26)
}

/// As a token, for what is forgotten with its answer: from the thread's own generator, which the system seeds and which is
/// as hard to guess. Asking the system takes a call for each.
pub fn nonce() -> String {
    written(rand::random(), 26)
}

/// Ten characters, for request ids.
pub fn short_id() -> String {
    written(rand::random(), 10)
}

/// The first letters and digits of random bits, five bits each.
fn written(bits: u128, letters: u32) -> String {
    const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    (0..letters).map(|i| char::from(ALPHABET[((bits >> (i * 5)) & 31) as usize])).collect()
}

/// A filing number: see [`portal::code`].
pub fn filing_number() -> String {
    code(number(), FILING_DIGITS)
}

/// A code for the paper draft.
pub fn paper_code() -> String {
    code(number(), PAPER_DIGITS)
}

/// A number of a bill.
pub fn bill_number() -> String {
    code(number(), BILL_DIGITS)
}

/// The form in which tokens are kept: SHA-256, hexadecimal. A token has 128 random bits, so no salt
/// and no slow hash are needed.
pub fn hashed(token: &str) -> String {
    hex(&Sha256::digest(token.as_bytes()))
}

/// Lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |half: u8| char::from(DIGITS[usize::from(half)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

fn number() -> u64 {
    (uuid::Uuid::new_v4().as_u128() ^ (uuid::Uuid::new_v4().as_u128() >> 61)) as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn tokens_differ_and_have_all_their_bits() {
        let tokens: HashSet<String> = (0..1000).flat_map(|_| [token(), nonce()]).collect();
        assert_eq!(tokens.len(), 2000);
        assert!(tokens.iter().all(|t| t.len() == 26));
        let ids: HashSet<String> = (0..1000).map(|_| short_id()).collect();
        assert!(ids.len() == 1000 && ids.iter().all(|id| id.len() == 10));
    }
}
