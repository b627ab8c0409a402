//! Certification authorities and people with certificates, who sign as any CMS program does.

use cms::cert::{CertificateChoices, IssuerAndSerialNumber};
use cms::content_info::{CmsVersion, ContentInfo};
use cms::signed_data::{EncapsulatedContentInfo, SignedData, SignerIdentifier, SignerInfo};
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DistinguishedName, DnType, IsCa, KeyPair, KeyUsagePurpose,
    SigningKey,
};
use sha2::{Digest, Sha256};
use x509_cert::Certificate;
use x509_cert::attr::Attribute;
use x509_cert::der::asn1::{Any, ObjectIdentifier, OctetString, SetOfVec};
use x509_cert::der::{Decode, Encode};
use x509_cert::spki::AlgorithmIdentifierOwned;

pub const DATA: &str = "1.2.840.113549.1.7.1";
pub const SIGNED_DATA: &str = "1.2.840.113549.1.7.2";
pub const CONTENT_TYPE: &str = "1.2.840.113549.1.9.3";
pub const MESSAGE_DIGEST: &str = "1.2.840.113549.1.9.4";
pub const SHA_256: &str = "2.16.840.1.101.3.4.2.1";
const ECDSA_SHA_256: &str = "1.2.840.10045.4.3.2";
const ECDSA_SHA_384: &str = "1.2.840.10045.4.3.3";
const RSA: &str = "1.2.840.113549.1.1.1";
const RSA_PSS: &str = "1.2.840.113549.1.1.10";

/// A key for tests alone: making one of RSA takes seconds.
const RSA_KEY: &str = include_str!("rsa.pem");

pub fn oid(text: &str) -> ObjectIdentifier {
    ObjectIdentifier::new_unwrap(text)
}

/// A certification authority.
pub struct Authority {
    issuer: CertifiedIssuer<'static, KeyPair>,
    /// The authorities between it and the root, itself first, as DER.
    chain: Vec<Vec<u8>>,
}

fn named(name: &str) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name = DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, name);
    params
}

fn authority(name: &str) -> CertificateParams {
    let mut params = named(name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params
}

impl Authority {
    pub fn root(name: &str) -> Authority {
        let issuer = CertifiedIssuer::self_signed(authority(name), KeyPair::generate().unwrap()).unwrap();
        Authority { issuer, chain: Vec::new() }
    }

    /// An authority under this one.
    pub fn below(&self, name: &str) -> Authority {
        let issuer = CertifiedIssuer::signed_by(authority(name), KeyPair::generate().unwrap(), &self.issuer).unwrap();
        let mut chain = vec![issuer.der().to_vec()];
        chain.extend(self.chain.iter().cloned());
        Authority { issuer, chain }
    }

    pub fn pem(&self) -> String {
        self.issuer.pem()
    }

    /// A person with a key of a kind, good from 2020 to 2050 and for signing, unless that is changed.
    pub fn person(&self, key: Key, change: impl FnOnce(&mut CertificateParams)) -> Signer {
        let mut params = named("Ковалёва Елена Петровна");
        params.not_before = rcgen::date_time_ymd(2020, 1, 1);
        params.not_after = rcgen::date_time_ymd(2050, 1, 1);
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature, KeyUsagePurpose::ContentCommitment];
        change(&mut params);
        let pair = key.pair();
        let certificate = params.signed_by(&pair, &self.issuer).unwrap();
        Signer { key, pair, certificate: certificate.der().to_vec(), chain: self.chain.clone() }
    }

    pub fn elena(&self) -> Signer {
        self.person(Key::P256, |_| {})
    }
}

/// Kinds of keys and of signatures made with them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    P256,
    P384,
    Rsa,
    RsaPss,
}

impl Key {
    pub const ALL: [Key; 4] = [Key::P256, Key::P384, Key::Rsa, Key::RsaPss];

    fn pair(self) -> KeyPair {
        match self {
            Key::P256 => KeyPair::generate_for(&rcgen::PKCS_ECDSA_P256_SHA256).unwrap(),
            Key::P384 => KeyPair::generate_for(&rcgen::PKCS_ECDSA_P384_SHA384).unwrap(),
            Key::Rsa | Key::RsaPss => KeyPair::from_pem_and_sign_algo(RSA_KEY, &rcgen::PKCS_RSA_SHA256).unwrap(),
        }
    }

    fn algorithm(self) -> &'static str {
        match self {
            Key::P256 => ECDSA_SHA_256,
            Key::P384 => ECDSA_SHA_384,
            Key::Rsa => RSA,
            Key::RsaPss => RSA_PSS,
        }
    }
}

/// Somebody with a certificate.
pub struct Signer {
    key: Key,
    pair: KeyPair,
    pub certificate: Vec<u8>,
    chain: Vec<Vec<u8>>,
}

/// A signature before it is put together, for tests that spoil it.
pub struct Parts {
    pub attributes: Vec<Attribute>,
    pub content: Option<Any>,
    pub content_type: ObjectIdentifier,
    pub certificates: Vec<Vec<u8>>,
    pub digest: ObjectIdentifier,
    pub algorithm: ObjectIdentifier,
    /// Changes what was signed after it was signed.
    pub spoil: fn(&mut Vec<SignerInfo>),
}

pub fn attribute(name: &str, value: Any) -> Attribute {
    Attribute { oid: oid(name), values: SetOfVec::try_from(vec![value]).unwrap() }
}

pub fn digest_of(content: &[u8]) -> Any {
    Any::encode_from(&OctetString::new(Sha256::digest(content).to_vec()).unwrap()).unwrap()
}

impl Signer {
    /// A detached signature over bytes, in DER.
    pub fn sign(&self, content: &[u8]) -> Vec<u8> {
        self.sign_changed(content, |_| {})
    }

    /// The same as PEM.
    pub fn sign_pem(&self, content: &[u8]) -> String {
        x509_cert::der::pem::encode_string("CMS", x509_cert::der::pem::LineEnding::LF, &self.sign(content)).unwrap()
    }

    pub fn sign_changed(&self, content: &[u8], change: impl FnOnce(&mut Parts)) -> Vec<u8> {
        let mut certificates = vec![self.certificate.clone()];
        certificates.extend(self.chain.iter().cloned());
        let mut parts = Parts {
            attributes: vec![
                attribute(CONTENT_TYPE, Any::encode_from(&oid(DATA)).unwrap()),
                attribute(MESSAGE_DIGEST, digest_of(content)),
            ],
            content: None,
            content_type: oid(DATA),
            certificates,
            digest: oid(SHA_256),
            algorithm: oid(self.key.algorithm()),
            spoil: |_| {},
        };
        change(&mut parts);
        let attributes = SetOfVec::try_from(parts.attributes).unwrap();
        let signature = self.signature(&attributes.to_der().unwrap());
        let own = Certificate::from_der(&self.certificate).unwrap();
        let bare = |oid| AlgorithmIdentifierOwned { oid, parameters: None };
        let mut signers = vec![SignerInfo {
            version: CmsVersion::V1,
            sid: SignerIdentifier::IssuerAndSerialNumber(IssuerAndSerialNumber {
                issuer: own.tbs_certificate().issuer().clone(),
                serial_number: own.tbs_certificate().serial_number().clone(),
            }),
            digest_alg: bare(parts.digest),
            signed_attrs: (!attributes.is_empty()).then_some(attributes),
            signature_algorithm: bare(parts.algorithm),
            signature: OctetString::new(signature).unwrap(),
            unsigned_attrs: None,
        }];
        (parts.spoil)(&mut signers);
        let certificates: Vec<CertificateChoices> = parts
            .certificates
            .iter()
            .map(|der| CertificateChoices::Certificate(Certificate::from_der(der).unwrap()))
            .collect();
        let signed = SignedData {
            version: CmsVersion::V1,
            digest_algorithms: SetOfVec::try_from(vec![bare(parts.digest)]).unwrap(),
            encap_content_info: EncapsulatedContentInfo { econtent_type: parts.content_type, econtent: parts.content },
            certificates: (!certificates.is_empty()).then(|| certificates.try_into().unwrap()),
            crls: None,
            signer_infos: signers.try_into().unwrap(),
        };
        let outer = ContentInfo { content_type: oid(SIGNED_DATA), content: Any::encode_from(&signed).unwrap() };
        outer.to_der().unwrap()
    }

    fn signature(&self, message: &[u8]) -> Vec<u8> {
        if self.key != Key::RsaPss {
            return self.pair.sign(message).unwrap();
        }
        let key = ring::signature::RsaKeyPair::from_pkcs8(self.pair.serialized_der()).unwrap();
        let mut signature = vec![0; key.public().modulus_len()];
        let random = ring::rand::SystemRandom::new();
        key.sign(&ring::signature::RSA_PSS_SHA256, &random, message, &mut signature).unwrap();
        signature
    }
}
