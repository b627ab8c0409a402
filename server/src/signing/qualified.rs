//! The port for qualified signatures: a file that somebody made with their own certificate over the canonical form.
//!
//! What stands behind it here is CMS ([`super::cms`]). Another kind of signature, such as one over the Belarusian
//! algorithms bign and belt, becomes another [`Verifier`].

use chrono::NaiveDateTime;

/// Bytes of a signature with its certificates.
pub const LARGEST: usize = 128 * 1024;

/// Checks detached signatures.
pub trait Verifier: Send + Sync {
    /// Whether `signature` is a good one over exactly these bytes, at this moment.
    fn verify(&self, content: &[u8], signature: &[u8], now: NaiveDateTime) -> Result<Verified, Refusal>;
}

/// A signature that is good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// Whose certificate it is and who issued it, as RFC 4514 writes names.
    pub subject: String,
    pub issuer: String,
    /// Hexadecimal.
    pub serial: String,
    /// SHA-256 over what was signed, hexadecimal.
    pub digest: String,
    /// The signature as it came, in DER or BER.
    pub signature: Vec<u8>,
}

/// Why a signature does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    Empty,
    TooLarge,
    /// It is no CMS signature at all, or a broken one.
    Unreadable,
    /// It holds what it signs; a detached one is wanted.
    Attached,
    /// Not exactly one person has signed.
    Signers,
    /// The signer's certificate is not in it.
    NoCertificate,
    /// It has no signed attributes with content type and digest.
    Attributes,
    /// Made over something else.
    OtherContent,
    /// With an algorithm, a curve or a length of key that is not checked here.
    Algorithm,
    /// The signature does not fit the certificate's key.
    Signature,
    Expired,
    NotYetValid,
    /// The certificate leads to none of the trusted roots.
    UnknownIssuer,
    /// The certificate is for something other than signing documents.
    Usage,
}

impl Refusal {
    pub const ALL: [Refusal; 14] = [
        Refusal::Empty,
        Refusal::TooLarge,
        Refusal::Unreadable,
        Refusal::Attached,
        Refusal::Signers,
        Refusal::NoCertificate,
        Refusal::Attributes,
        Refusal::OtherContent,
        Refusal::Algorithm,
        Refusal::Signature,
        Refusal::Expired,
        Refusal::NotYetValid,
        Refusal::UnknownIssuer,
        Refusal::Usage,
    ];

    /// Part of the locale keys `qualified-refused-…`.
    pub fn code(self) -> &'static str {
        match self {
            Refusal::Empty => "empty",
            Refusal::TooLarge => "too-large",
            Refusal::Unreadable => "unreadable",
            Refusal::Attached => "attached",
            Refusal::Signers => "signers",
            Refusal::NoCertificate => "no-certificate",
            Refusal::Attributes => "attributes",
            Refusal::OtherContent => "other-content",
            Refusal::Algorithm => "algorithm",
            Refusal::Signature => "signature",
            Refusal::Expired => "expired",
            Refusal::NotYetValid => "not-yet-valid",
            Refusal::UnknownIssuer => "unknown-issuer",
            Refusal::Usage => "usage",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use app::l10n::Tr;
    use portal::lang::Lang;

    #[test]
    fn every_refusal_has_its_sentence_in_each_language() {
        for lang in Lang::ALL {
            for refusal in Refusal::ALL {
                assert!(Tr(lang).has(&format!("qualified-refused-{}", refusal.code())), "{refusal:?}");
            }
        }
    }
}
