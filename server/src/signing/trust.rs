//! Whose certificates count: the roots that the operator names (`signature_trust`), and the way from a signer's
//! certificate to one of them.

use super::qualified::Refusal;
use std::path::Path;
use webpki::{Error, ExtendedKeyUsageValidator, KeyPurposeIdIter, KeyUsage, RequiredEkuNotFoundContext};
use webpki_types::pem::PemObject;
use webpki_types::{CertificateDer, TrustAnchor, UnixTime};

/// Certificates between the signer's and a root: more are no chain of a certification authority.
const LONGEST_CHAIN: usize = 8;

/// Roots that are trusted to name signers.
pub struct TrustList(Vec<TrustAnchor<'static>>);

impl TrustList {
    /// The certificates of a PEM file, at least one.
    pub fn read(path: &Path) -> Result<TrustList, String> {
        TrustList::of(&std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?)
    }

    pub fn of(pem: &[u8]) -> Result<TrustList, String> {
        let mut anchors = Vec::new();
        for certificate in CertificateDer::pem_slice_iter(pem) {
            let certificate = certificate.map_err(|error| format!("is no PEM file: {error}"))?;
            let anchor = webpki::anchor_from_trusted_cert(&certificate)
                .map_err(|error| format!("certificate {} cannot be read: {error}", anchors.len() + 1))?;
            anchors.push(anchor.to_owned());
        }
        if anchors.is_empty() { Err("holds no certificate".to_owned()) } else { Ok(TrustList(anchors)) }
    }

    /// Whether a certificate leads to one of the roots and was good at `at`, in seconds since 1970.
    pub fn leads_to(&self, signer: &[u8], others: Vec<Vec<u8>>, at: u64) -> Result<(), Refusal> {
        if others.len() > LONGEST_CHAIN {
            return Err(Refusal::UnknownIssuer);
        }
        let signer = CertificateDer::from(signer);
        let others: Vec<CertificateDer<'_>> = others.into_iter().map(CertificateDer::from).collect();
        let certificate = webpki::EndEntityCert::try_from(&signer).map_err(refusal)?;
        let at = UnixTime::since_unix_epoch(std::time::Duration::from_secs(at));
        certificate
            .verify_for_usage(webpki::ALL_VERIFICATION_ALGS, &self.0, &others, at, ForSigning, None, None)
            .map(drop)
            .map_err(refusal)
    }
}

impl std::fmt::Debug for TrustList {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "TrustList({})", self.0.len())
    }
}

fn refusal(error: Error) -> Refusal {
    match error {
        Error::CertExpired { .. } => Refusal::Expired,
        Error::CertNotValidYet { .. } => Refusal::NotYetValid,
        Error::CaUsedAsEndEntity | Error::RequiredEkuNotFoundContext(_) => Refusal::Usage,
        Error::BadDer | Error::BadDerTime | Error::TrailingData(_) | Error::MalformedExtensions => Refusal::Unreadable,
        _ => Refusal::UnknownIssuer,
    }
}

/// Extended key usages of certificates that sign documents (RFC 5280, 4.2.1.12; RFC 9336): any, mails, documents.
/// A certificate without the extension may be used for anything.
struct ForSigning;

/// 2.5.29.37.0, 1.3.6.1.5.5.7.3.4 and 1.3.6.1.5.5.7.3.36.
const FOR_SIGNING: [&[usize]; 3] = [&[2, 5, 29, 37, 0], &[1, 3, 6, 1, 5, 5, 7, 3, 4], &[1, 3, 6, 1, 5, 5, 7, 3, 36]];

/// 1.3.6.1.5.5.7.3.36 as webpki writes it.
const DOCUMENTS: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 3, 36];

impl ExtendedKeyUsageValidator for ForSigning {
    fn validate(&self, usages: KeyPurposeIdIter<'_, '_>) -> Result<(), Error> {
        let mut present = Vec::new();
        for usage in usages {
            present.push(usage?.to_decoded_oid());
        }
        if present.is_empty() || present.iter().any(|usage| FOR_SIGNING.contains(&usage.as_slice())) {
            return Ok(());
        }
        let required = KeyUsage::required_if_present(DOCUMENTS);
        Err(Error::RequiredEkuNotFoundContext(RequiredEkuNotFoundContext { required, present }))
    }
}
