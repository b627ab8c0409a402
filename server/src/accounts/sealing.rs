//! How secrets of one-time codes are kept: sealed with the setting `totp_key`, where there is one, by
//! XChaCha20-Poly1305 and bound to their account; else readable, as the operator's documentation says.

use super::totp::Secret;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};

const PLAIN: &str = "plain:";
const SEALED: &str = "sealed:";

/// Bytes of the nonce before what was sealed: long enough to be drawn at random.
const NONCE: usize = 24;

/// The operator's key.
#[derive(Clone)]
pub struct Key([u8; 32]);

impl Key {
    /// Sixty-four hexadecimal digits.
    pub fn from_hex(text: &str) -> Option<Key> {
        bytes(text)?.try_into().ok().map(Key)
    }
}

/// The form in which a secret of an account is kept.
pub fn seal(key: Option<&Key>, account: &str, secret: &Secret) -> String {
    let Some(Key(key)) = key else { return format!("{PLAIN}{}", secret.base32()) };
    let nonce: [u8; NONCE] = rand::random();
    let payload = Payload { msg: secret.bytes(), aad: account.as_bytes() };
    match XChaCha20Poly1305::new(&(*key).into()).encrypt(&XNonce::from(nonce), payload) {
        Ok(sealed) => format!("{SEALED}{}{}", crate::random::hex(&nonce), crate::random::hex(&sealed)),
        // Only a text of many gigabytes cannot be sealed.
        Err(_) => format!("{PLAIN}{}", secret.base32()),
    }
}

/// The secret that was kept; `None` where it was sealed with another key or for another account.
pub fn open(key: Option<&Key>, account: &str, kept: &str) -> Option<Secret> {
    if let Some(text) = kept.strip_prefix(PLAIN) {
        return Secret::from_base32(text);
    }
    let sealed = bytes(kept.strip_prefix(SEALED)?)?;
    let (nonce, sealed) = sealed.split_at_checked(NONCE)?;
    let nonce: [u8; NONCE] = nonce.try_into().ok()?;
    let payload = Payload { msg: sealed, aad: account.as_bytes() };
    let opened = XChaCha20Poly1305::new(&key?.0.into()).decrypt(&XNonce::from(nonce), payload).ok()?;
    Some(Secret::of(opened.try_into().ok()?))
}

/// Whether a key has come since this was kept.
pub fn wants_sealing(key: Option<&Key>, kept: &str) -> bool {
    key.is_some() && kept.starts_with(PLAIN)
}

fn bytes(text: &str) -> Option<Vec<u8>> {
    let digits = text.as_bytes();
    if !digits.len().is_multiple_of(2) || !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    (0..digits.len()).step_by(2).map(|at| u8::from_str_radix(text.get(at..at + 2)?, 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_secret_is_opened_by_its_key_for_its_account_alone() {
        let (key, other) = (Key::from_hex(&"a1".repeat(32)).unwrap(), Key::from_hex(&"A2".repeat(32)).unwrap());
        let secret = Secret::random();
        let kept = seal(Some(&key), "elena", &secret);
        assert!(!kept.contains(&secret.base32()) && !kept.contains(&crate::random::hex(secret.bytes())));
        assert_ne!(kept, seal(Some(&key), "elena", &secret));
        assert_eq!(open(Some(&key), "elena", &kept).unwrap().bytes(), secret.bytes());
        assert!(open(Some(&other), "elena", &kept).is_none());
        assert!(open(Some(&key), "oleg", &kept).is_none());
        assert!(open(None, "elena", &kept).is_none());
        let tampered = format!("{}{}", &kept[..kept.len() - 2], if kept.ends_with("00") { "01" } else { "00" });
        assert!(open(Some(&key), "elena", &tampered).is_none());
    }

    #[test]
    fn without_a_key_secrets_are_readable_and_a_later_key_wants_to_seal_them() {
        let (key, secret) = (Key::from_hex(&"0f".repeat(32)).unwrap(), Secret::random());
        let kept = seal(None, "elena", &secret);
        assert_eq!(open(Some(&key), "elena", &kept).unwrap().bytes(), secret.bytes());
        assert!(wants_sealing(Some(&key), &kept) && !wants_sealing(None, &kept));
        assert!(!wants_sealing(Some(&key), &seal(Some(&key), "elena", &secret)));
    }

    #[test]
    fn what_is_no_key_and_what_was_never_kept_is_refused() {
        for wrong in ["", "a1", &"g1".repeat(32), &"a1".repeat(33), &"ж".repeat(32), &format!("+{}", "1".repeat(63))] {
            assert!(Key::from_hex(wrong).is_none(), "{wrong}");
        }
        let key = Key::from_hex(&"a1".repeat(32)).unwrap();
        for wrong in
            ["", "sealed:", "sealed:zz", "sealed:00", "plain:", "plain:GEZD", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"]
        {
            assert!(open(Some(&key), "elena", wrong).is_none(), "{wrong}");
        }
    }
}
