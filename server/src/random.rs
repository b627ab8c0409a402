//! Random secrets and ids, from the operating system.

use portal::code::{BILL_DIGITS, FILING_DIGITS, PAPER_DIGITS, code};
use sha2::{Digest, Sha256};

/// 128 random bits as 26 letters and digits of Crockford's base 32, in lower case.
pub fn token() -> String {
    const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let bits = uuid::Uuid::new_v4().as_u128() ^ (uuid::Uuid::new_v4().as_u128().rotate_left(64));
    (0..26).map(|i| char::from(ALPHABET[((bits >> (i * 5)) & 31) as usize])).collect()
}

/// Ten characters, for request ids.
pub fn short_id() -> String {
    token().split_at(10).0.to_owned()
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
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

fn number() -> u64 {
    (uuid::Uuid::new_v4().as_u128() ^ (uuid::Uuid::new_v4().as_u128() >> 61)) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_differ_and_have_all_their_bits() {
        let tokens: std::collections::HashSet<String> = (0..1000).map(|_| token()).collect();
        assert_eq!(tokens.len(), 1000);
        assert!(tokens.iter().all(|t| t.len() == 26));
    }
}
