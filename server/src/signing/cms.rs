//! Detached CMS signatures (RFC 5652): ECDSA over P-256 and P-384, RSA with PKCS #1 v1.5 and PSS, SHA-256 to SHA-512.
//!
//! The order is: one signer, whose certificate is there and is for signing; signed attributes that name the content's
//! digest; that digest; the signature over the attributes; the way to a trusted root at this moment. The signature
//! itself and the chain are webpki's. Revocation is not looked up, and a time that the signer claims counts for nothing:
//! the portal's clock at the filing does.

use super::qualified::{LARGEST, Refusal, Verified, Verifier};
use super::trust::TrustList;
use crate::random::hex;
use chrono::NaiveDateTime;
use cms::cert::CertificateChoices;
use cms::content_info::ContentInfo;
use cms::signed_data::{SignedData, SignerIdentifier, SignerInfo};
use sha2::{Digest, Sha256, Sha384, Sha512};
use std::fmt::Write;
use webpki_types::{CertificateDer, SignatureVerificationAlgorithm};
use x509_cert::Certificate;
use x509_cert::attr::Attributes;
use x509_cert::der::asn1::{ObjectIdentifier, OctetString};
use x509_cert::der::{Decode, Encode, EncodingRules};
use x509_cert::ext::pkix::{KeyUsage, SubjectKeyIdentifier};
use x509_cert::name::Name;

const fn oid(text: &str) -> ObjectIdentifier {
    ObjectIdentifier::new_unwrap(text)
}

const SIGNED_DATA: ObjectIdentifier = oid("1.2.840.113549.1.7.2");
const DATA: ObjectIdentifier = oid("1.2.840.113549.1.7.1");
const CONTENT_TYPE: ObjectIdentifier = oid("1.2.840.113549.1.9.3");
const MESSAGE_DIGEST: ObjectIdentifier = oid("1.2.840.113549.1.9.4");
const SHA_256: ObjectIdentifier = oid("2.16.840.1.101.3.4.2.1");
const SHA_384: ObjectIdentifier = oid("2.16.840.1.101.3.4.2.2");
const SHA_512: ObjectIdentifier = oid("2.16.840.1.101.3.4.2.3");
const RSA: ObjectIdentifier = oid("1.2.840.113549.1.1.1");
const RSA_SHA_256: ObjectIdentifier = oid("1.2.840.113549.1.1.11");
const RSA_SHA_384: ObjectIdentifier = oid("1.2.840.113549.1.1.12");
const RSA_SHA_512: ObjectIdentifier = oid("1.2.840.113549.1.1.13");
const RSA_PSS: ObjectIdentifier = oid("1.2.840.113549.1.1.10");
const ECDSA_SHA_256: ObjectIdentifier = oid("1.2.840.10045.4.3.2");
const ECDSA_SHA_384: ObjectIdentifier = oid("1.2.840.10045.4.3.3");

/// Characters of a name that are kept.
const LONGEST_NAME: usize = 1000;

type Algorithms = Vec<&'static dyn SignatureVerificationAlgorithm>;

/// CMS under a list of trusted roots.
pub struct Cms(pub TrustList);

impl Verifier for Cms {
    fn verify(&self, content: &[u8], signature: &[u8], now: NaiveDateTime) -> Result<Verified, Refusal> {
        let signature = bytes(signature)?;
        let signed = signed_data(&signature)?;
        let [signer] = signed.signer_infos.0.as_slice() else { return Err(Refusal::Signers) };
        let (certificate, others) = certificates(&signed, signer)?;
        let tbs = certificate.tbs_certificate();
        for_signing(&certificate)?;

        let attributes = signer.signed_attrs.as_ref().ok_or(Refusal::Attributes)?;
        let content_type: ObjectIdentifier = attribute(attributes, CONTENT_TYPE)?;
        let digest: OctetString = attribute(attributes, MESSAGE_DIGEST)?;
        if content_type != DATA || signed.encap_content_info.econtent_type != DATA {
            return Err(Refusal::Attributes);
        }
        if digest.as_bytes() != hashed(signer.digest_alg.oid, content)?.as_slice() {
            return Err(Refusal::OtherContent);
        }
        let der = certificate.to_der().map_err(|_| Refusal::Unreadable)?;
        // RFC 5652, 5.4: what is signed is the DER of the attributes as a SET, however they came.
        let sorted = Attributes::try_from(attributes.iter().cloned().collect::<Vec<_>>());
        let attributes = sorted.and_then(|attributes| attributes.to_der()).map_err(|_| Refusal::Unreadable)?;
        fits(&der, signer, &attributes)?;
        let at = u64::try_from(now.and_utc().timestamp()).unwrap_or_default();
        self.0.leads_to(&der, others, at)?;
        Ok(Verified {
            subject: named(tbs.subject())?,
            issuer: named(tbs.issuer())?,
            serial: hex(tbs.serial_number().as_bytes()),
            digest: hex(&Sha256::digest(content)),
            signature,
        })
    }
}

/// A name as RFC 4514 writes it, cut where nobody's is so long.
fn named(name: &Name) -> Result<String, Refusal> {
    let mut text = String::new();
    write!(text, "{name}").map_err(|_| Refusal::Unreadable)?;
    Ok(text.chars().take(LONGEST_NAME).collect())
}

/// DER or BER, or the same as PEM.
fn bytes(given: &[u8]) -> Result<Vec<u8>, Refusal> {
    match given {
        [] => Err(Refusal::Empty),
        _ if given.len() > LARGEST => Err(Refusal::TooLarge),
        _ if given.starts_with(b"-----BEGIN ") => {
            let (label, der) = armoured(given).ok_or(Refusal::Unreadable)?;
            if ["CMS", "PKCS7"].contains(&label.as_str()) { Ok(der) } else { Err(Refusal::Unreadable) }
        }
        _ => Ok(given.to_vec()),
    }
}

/// The first PEM block and its label.
fn armoured(given: &[u8]) -> Option<(String, Vec<u8>)> {
    let (label, der) = x509_cert::der::pem::decode_vec(given).ok()?;
    Some((label.to_owned(), der))
}

fn signed_data(bytes: &[u8]) -> Result<SignedData, Refusal> {
    let unreadable = |_| Refusal::Unreadable;
    let outer = ContentInfo::from_ber(bytes).map_err(unreadable)?;
    if outer.content_type != SIGNED_DATA {
        return Err(Refusal::Unreadable);
    }
    let signed: SignedData = outer.content.decode_as_encoding(EncodingRules::Ber).map_err(unreadable)?;
    if signed.encap_content_info.econtent.is_some() {
        return Err(Refusal::Attached);
    }
    Ok(signed)
}

/// The signer's certificate, and the others as DER.
fn certificates(signed: &SignedData, signer: &SignerInfo) -> Result<(Certificate, Vec<Vec<u8>>), Refusal> {
    let all = signed.certificates.as_ref().map(|set| set.0.as_slice()).unwrap_or_default();
    let (mut own, mut others) = (None, Vec::new());
    for choice in all {
        let CertificateChoices::Certificate(certificate) = choice else { continue };
        if own.is_none() && is_of(certificate, &signer.sid) {
            own = Some(certificate.clone());
        } else {
            others.push(certificate.to_der().map_err(|_| Refusal::Unreadable)?);
        }
    }
    own.map(|own| (own, others)).ok_or(Refusal::NoCertificate)
}

fn is_of(certificate: &Certificate, signer: &SignerIdentifier) -> bool {
    let tbs = certificate.tbs_certificate();
    match signer {
        SignerIdentifier::IssuerAndSerialNumber(named) => {
            named.issuer == *tbs.issuer() && named.serial_number == *tbs.serial_number()
        }
        SignerIdentifier::SubjectKeyIdentifier(key) => {
            tbs.get_extension::<SubjectKeyIdentifier>().ok().flatten().is_some_and(|(_, found)| found == *key)
        }
    }
}

/// RFC 5280, 4.2.1.3: the key signs documents (`digitalSignature`) or binds its owner (`nonRepudiation`). A certificate
/// that does not say what its key is for is none for signatures.
fn for_signing(certificate: &Certificate) -> Result<(), Refusal> {
    match certificate.tbs_certificate().get_extension::<KeyUsage>() {
        Ok(Some((_, usage))) if usage.digital_signature() || usage.non_repudiation() => Ok(()),
        Ok(_) => Err(Refusal::Usage),
        Err(_) => Err(Refusal::Unreadable),
    }
}

/// The one value of an attribute that is there once.
fn attribute<T: for<'a> Decode<'a>>(attributes: &Attributes, wanted: ObjectIdentifier) -> Result<T, Refusal> {
    let mut found = attributes.iter().filter(|attribute| attribute.oid == wanted);
    let (Some(attribute), None) = (found.next(), found.next()) else { return Err(Refusal::Attributes) };
    let [value] = attribute.values.as_slice() else { return Err(Refusal::Attributes) };
    value.to_der().ok().and_then(|der| T::from_der(&der).ok()).ok_or(Refusal::Attributes)
}

fn hashed(algorithm: ObjectIdentifier, content: &[u8]) -> Result<Vec<u8>, Refusal> {
    match algorithm {
        SHA_256 => Ok(Sha256::digest(content).to_vec()),
        SHA_384 => Ok(Sha384::digest(content).to_vec()),
        SHA_512 => Ok(Sha512::digest(content).to_vec()),
        _ => Err(Refusal::Algorithm),
    }
}

/// Whether the signature over the attributes fits the certificate's key.
fn fits(certificate: &[u8], signer: &SignerInfo, attributes: &[u8]) -> Result<(), Refusal> {
    let certificate = CertificateDer::from(certificate);
    let key = webpki::EndEntityCert::try_from(&certificate).map_err(|error| match error {
        webpki::Error::CaUsedAsEndEntity => Refusal::Usage,
        _ => Refusal::Unreadable,
    })?;
    for algorithm in algorithms(signer.signature_algorithm.oid, signer.digest_alg.oid)? {
        match key.verify_signature(algorithm, attributes, signer.signature.as_bytes()) {
            Ok(()) => return Ok(()),
            Err(webpki::Error::InvalidSignatureForPublicKey) => return Err(Refusal::Signature),
            // The key is of another kind or curve.
            Err(_) => {}
        }
    }
    Err(Refusal::Algorithm)
}

/// The algorithms under one name: those of a curve are told apart by the key.
fn algorithms(signature: ObjectIdentifier, digest: ObjectIdentifier) -> Result<Algorithms, Refusal> {
    use webpki::ring::*;
    Ok(match (signature, digest) {
        (ECDSA_SHA_256, _) => vec![ECDSA_P256_SHA256, ECDSA_P384_SHA256],
        (ECDSA_SHA_384, _) => vec![ECDSA_P384_SHA384, ECDSA_P256_SHA384],
        (RSA, SHA_256) | (RSA_SHA_256, _) => vec![RSA_PKCS1_2048_8192_SHA256],
        (RSA, SHA_384) | (RSA_SHA_384, _) => vec![RSA_PKCS1_2048_8192_SHA384],
        (RSA, SHA_512) | (RSA_SHA_512, _) => vec![RSA_PKCS1_2048_8192_SHA512],
        // Salt as long as the digest, as every library makes it now.
        (RSA_PSS, SHA_256) => vec![RSA_PSS_2048_8192_SHA256_LEGACY_KEY],
        (RSA_PSS, SHA_384) => vec![RSA_PSS_2048_8192_SHA384_LEGACY_KEY],
        (RSA_PSS, SHA_512) => vec![RSA_PSS_2048_8192_SHA512_LEGACY_KEY],
        _ => return Err(Refusal::Algorithm),
    })
}
