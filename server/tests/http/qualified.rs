//! Qualified signatures: every good kind, every fault once, and the way from the check page to the receipt.

use crate::support::client::{Answer, Client};
use crate::support::journey::{answers, fill_in, id, save, start};
use crate::support::portal::{COMPANY, Portal};
use crate::support::signer::*;
use akno::config::{Config, Signature};
use akno::random::hex;
use akno::signing::cms::Cms;
use akno::signing::qualified::{LARGEST, Refusal, Verified, Verifier};
use akno::signing::trust::TrustList;
use akno::store::applications as store;
use akno::store::signatures::{self, SignatureRow};
use chrono::NaiveDateTime;
use rcgen::{CertificateParams, ExtendedKeyUsagePurpose, IsCa, KeyUsagePurpose, date_time_ymd};
use sha2::{Digest, Sha256};
use x509_cert::der::asn1::{Any, OctetString};

const CONTENT: &[u8] = b"{\"answers\":{},\"form_version\":1}";

fn now() -> NaiveDateTime {
    chrono::NaiveDate::from_ymd_opt(2026, 11, 29).unwrap().and_hms_opt(9, 0, 0).unwrap()
}

fn verify(root: &Authority, content: &[u8], signature: &[u8]) -> Result<Verified, Refusal> {
    Cms(TrustList::of(root.pem().as_bytes()).unwrap()).verify(content, signature, now())
}

#[test]
fn good_signatures_of_every_kind_count_and_name_their_certificate() {
    let root = Authority::root("Корневой центр");
    for key in Key::ALL {
        let signer = root.person(key, |_| {});
        let verified = verify(&root, CONTENT, &signer.sign(CONTENT)).unwrap_or_else(|why| panic!("{key:?}: {why:?}"));
        assert!(verified.subject.contains("Ковалёва Елена Петровна"), "{}", verified.subject);
        assert!(verified.issuer.contains("Корневой центр") && verified.serial.len() > 10, "{verified:?}");
        assert_eq!(verified.digest, hex(&Sha256::digest(CONTENT)));
        let pem = verify(&root, CONTENT, signer.sign_pem(CONTENT).as_bytes()).unwrap();
        assert_eq!((pem.serial, pem.signature[0]), (verified.serial, 0x30), "{key:?}: kept as DER");
    }
    // Over an authority in between, whose certificate comes along.
    let between = root.below("Центр").below("Подчинённый центр");
    assert!(verify(&root, CONTENT, &between.elena().sign(CONTENT)).is_ok());
    // Mails and documents are signed too; so is by certificates that say nothing of it.
    for usage in [ExtendedKeyUsagePurpose::EmailProtection, ExtendedKeyUsagePurpose::Any] {
        let signer = root.person(Key::P256, |params| params.extended_key_usages = vec![usage]);
        assert!(verify(&root, CONTENT, &signer.sign(CONTENT)).is_ok());
    }
}

/// The refusal of a certificate changed so.
fn of_certificate(root: &Authority, change: impl FnOnce(&mut CertificateParams)) -> Refusal {
    verify(root, CONTENT, &root.person(Key::P256, change).sign(CONTENT)).unwrap_err()
}

#[test]
fn a_certificate_counts_only_in_its_time_for_signing_and_under_a_trusted_root() {
    let root = Authority::root("Корневой центр");
    assert_eq!(of_certificate(&root, |params| params.not_after = date_time_ymd(2026, 11, 28)), Refusal::Expired);
    assert_eq!(of_certificate(&root, |params| params.not_before = date_time_ymd(2026, 11, 30)), Refusal::NotYetValid);
    let usages = |usages: Vec<KeyUsagePurpose>| of_certificate(&root, move |params| params.key_usages = usages);
    assert_eq!(usages(vec![KeyUsagePurpose::KeyEncipherment]), Refusal::Usage);
    assert_eq!(usages(Vec::new()), Refusal::Usage, "one that does not say what it is for");
    let extended = vec![ExtendedKeyUsagePurpose::ServerAuth, ExtendedKeyUsagePurpose::ClientAuth];
    assert_eq!(of_certificate(&root, move |params| params.extended_key_usages = extended), Refusal::Usage);
    let authority = |params: &mut CertificateParams| params.is_ca = IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    assert_eq!(of_certificate(&root, authority), Refusal::Usage);

    let other = Authority::root("Корневой центр");
    assert_eq!(verify(&other, CONTENT, &root.elena().sign(CONTENT)), Err(Refusal::UnknownIssuer), "of the same name");
    let between = root.below("Центр");
    let without = between.elena().sign_changed(CONTENT, |parts| parts.certificates.truncate(1));
    assert_eq!(verify(&root, CONTENT, &without), Err(Refusal::UnknownIssuer), "the one in between is missing");
}

#[test]
fn every_fault_of_a_signature_is_told_apart() {
    let root = Authority::root("Корневой центр");
    let elena = root.elena();
    let changed = |change: fn(&mut Parts)| verify(&root, CONTENT, &elena.sign_changed(CONTENT, change)).unwrap_err();
    assert_eq!(verify(&root, b"{}", &elena.sign(CONTENT)), Err(Refusal::OtherContent));
    assert_eq!(verify(&root, CONTENT, &elena.sign(b"{}")), Err(Refusal::OtherContent));
    assert_eq!(verify(&root, b"", &elena.sign(CONTENT)), Err(Refusal::OtherContent));
    let attached = changed(|parts| {
        parts.content = Some(Any::encode_from(&OctetString::new(CONTENT.to_vec()).unwrap()).unwrap());
    });
    assert_eq!(attached, Refusal::Attached);
    assert_eq!(changed(|parts| parts.certificates.clear()), Refusal::NoCertificate);
    assert_eq!(changed(|parts| parts.attributes.clear()), Refusal::Attributes, "signed without attributes");
    assert_eq!(changed(|parts| drop(parts.attributes.remove(0))), Refusal::Attributes, "no content type");
    assert_eq!(changed(|parts| drop(parts.attributes.remove(1))), Refusal::Attributes, "no digest");
    assert_eq!(changed(|parts| parts.content_type = oid(SIGNED_DATA)), Refusal::Attributes);
    let other_type = changed(|parts| {
        parts.attributes[0] = attribute(CONTENT_TYPE, Any::encode_from(&oid(SIGNED_DATA)).unwrap());
    });
    assert_eq!(other_type, Refusal::Attributes);
    let twice = changed(|parts| parts.attributes.push(attribute(MESSAGE_DIGEST, digest_of(b"other"))));
    assert_eq!(twice, Refusal::Attributes, "two digests");
    assert_eq!(changed(|parts| parts.digest = oid("1.3.14.3.2.26")), Refusal::Algorithm, "SHA-1");
    assert_eq!(changed(|parts| parts.algorithm = oid("1.2.112.0.2.0.34.101.45.12")), Refusal::Algorithm, "bign");
    assert_eq!(changed(|parts| parts.algorithm = oid("1.2.840.113549.1.1.11")), Refusal::Algorithm, "of another key");
    assert_eq!(changed(|parts| parts.spoil = |signers| signers.clear()), Refusal::Signers);
    let two = changed(|parts| {
        parts.spoil = |signers| {
            let mut second = signers[0].clone();
            second.signature = OctetString::new(vec![1, 2, 3]).unwrap();
            signers.push(second);
        };
    });
    assert_eq!(two, Refusal::Signers);
    let tampered = changed(|parts| {
        parts.spoil = |signers| {
            let mut bytes = signers[0].signature.as_bytes().to_vec();
            *bytes.last_mut().unwrap() ^= 1;
            signers[0].signature = OctetString::new(bytes).unwrap();
        };
    });
    assert_eq!(tampered, Refusal::Signature);
    let swapped = changed(|parts| {
        parts.spoil = |signers| {
            let mut attributes: Vec<_> = signers[0].signed_attrs.clone().unwrap().into_vec();
            attributes.push(attribute("1.2.840.113549.1.9.5", Any::encode_from(&oid(DATA)).unwrap()));
            signers[0].signed_attrs = Some(attributes.try_into().unwrap());
        };
    });
    assert_eq!(swapped, Refusal::Signature, "attributes that were not signed");
    let mut cut = elena.sign(CONTENT);
    cut.truncate(cut.len() / 2);
    assert_eq!(verify(&root, CONTENT, &cut), Err(Refusal::Unreadable));
}

#[test]
fn whatever_is_no_signature_is_refused_and_none_of_it_panics() {
    let root = Authority::root("Корневой центр");
    let good = root.elena().sign(CONTENT);
    for (garbage, why) in [
        (Vec::new(), Refusal::Empty),
        (vec![0; LARGEST + 1], Refusal::TooLarge),
        (vec![0x30; 5000], Refusal::Unreadable),
        (vec![0xff; 100], Refusal::Unreadable),
        (b"%PDF-1.7".to_vec(), Refusal::Unreadable),
        (b"-----BEGIN CMS-----\nnothing\n-----END CMS-----\n".to_vec(), Refusal::Unreadable),
        (root.pem().into_bytes(), Refusal::Unreadable),
        ("подпись".as_bytes().to_vec(), Refusal::Unreadable),
    ] {
        assert_eq!(verify(&root, CONTENT, &garbage), Err(why), "{:?}", &garbage[..garbage.len().min(20)]);
    }
    // Each byte changed, each end cut off: refused or, where the byte says nothing, as good as before.
    let whole = verify(&root, CONTENT, &good).unwrap();
    for at in 0..good.len() {
        let mut other = good.clone();
        other[at] ^= 0x55;
        if let Ok(found) = verify(&root, CONTENT, &other) {
            assert_eq!((&found.subject, &found.serial), (&whole.subject, &whole.serial), "{at}");
        }
        assert!(verify(&root, CONTENT, &good[..at]).is_err(), "{at}");
    }
}

#[test]
fn a_list_of_roots_that_cannot_be_used_stops_the_start_with_the_fields_name() {
    let root = Authority::root("Корневой центр");
    let folder = std::env::temp_dir().join(format!("akno-trust-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let cut = root.pem().replace("MII", "MI");
    for (name, content, fits) in [
        ("good.pem", root.pem(), true),
        ("two.pem", format!("{}{}", root.pem(), Authority::root("Второй").pem()), true),
        ("empty.pem", String::new(), false),
        ("text.pem", "not a certificate".to_owned(), false),
        ("cut.pem", cut, false),
    ] {
        let path = folder.join(name);
        std::fs::write(&path, content).unwrap();
        let file = folder.join(format!("{name}.toml"));
        std::fs::write(&file, format!("signature_trust = {:?}", path.display().to_string())).unwrap();
        match Config::load(Some(&file)) {
            Ok(config) => assert!(fits, "{name}: {}", config.signature_trust),
            Err(error) => assert!(!fits && error.to_string().contains("signature_trust"), "{name}: {error}"),
        }
    }
    let file = folder.join("nowhere.toml");
    std::fs::write(&file, "signature_trust = \"/nowhere/roots.pem\"").unwrap();
    assert!(Config::load(Some(&file)).unwrap_err().to_string().contains("signature_trust"));
    std::fs::remove_dir_all(&folder).unwrap();
}

/// A portal that takes certificates of a root.
async fn trusting(root: &Authority, change: impl FnOnce(&mut Config)) -> Portal {
    let path = std::env::temp_dir().join(format!("akno-roots-{}.pem", akno::store::new_id()));
    std::fs::write(&path, root.pem()).unwrap();
    let portal = Portal::with(|config| {
        config.signature_trust = path.display().to_string();
        change(config);
    })
    .await;
    std::fs::remove_file(&path).unwrap();
    portal
}

async fn draft(portal: &Portal, client: &mut Client) -> String {
    let draft = start(client, COMPANY).await;
    fill_in(client, &draft, &answers(portal)).await;
    draft
}

/// Sends a signature as the form does.
async fn send(client: &mut Client, draft: &str, signature: &[u8], confirmed: bool) -> Answer {
    let mut body = Vec::new();
    let confirmed = if confirmed { "yes" } else { "" };
    for (name, value) in [("round", "1"), ("confirmed", confirmed)] {
        body.extend(format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").into_bytes());
    }
    body.extend(b"--x\r\nContent-Disposition: form-data; name=\"signature\"; filename=\"../a.p7s\"\r\n\r\n");
    body.extend_from_slice(signature);
    body.extend(b"\r\n--x--\r\n");
    let kind = Some("multipart/form-data; boundary=x");
    client.send("POST", &format!("{draft}/filing/certificate"), kind, body).await
}

async fn signed(portal: &Portal, draft: &str) -> Vec<(SignatureRow, String)> {
    let case = id(draft);
    portal.read(move |conn| signatures::of_round(conn, &case, 1)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn one_files_with_a_certificate_over_the_file_that_the_portal_gives() {
    let root = Authority::root("Корневой центр");
    let portal = trusting(&root, |config| config.signature = Signature::Required).await;
    let mut elena = portal.signed_in("elena").await;
    let draft = draft(&portal, &mut elena).await;
    let check = elena.get(&format!("{draft}/check")).await;
    let form = format!("form button[formaction='{draft}/filing/certificate'][formenctype='multipart/form-data']");
    assert_eq!(check.all(&form).len(), 1, "{}", check.body);
    let file = elena.get(&check.attribute(&format!("a[href='{draft}/application.json']"), "href").unwrap()).await;
    let signer = root.elena();

    // Nothing is filed by a file that does not fit, and each fault is said at the field.
    for (signature, word) in [
        (Vec::new(), "Выберите"),
        (b"garbage".to_vec(), "прочитать"),
        (signer.sign(b"{}"), "другой файл"),
        (Authority::root("Чужой").elena().sign(&file.bytes), "доверяет"),
        (vec![b'x'; LARGEST + 1], "велик"),
    ] {
        let answer = send(&mut elena, &draft, &signature, true).await;
        assert_eq!(answer.status, 422, "{word}: {}", answer.body);
        assert!(answer.text_of("#signature-error").contains(word), "{word}: {}", answer.text_of("#signature-error"));
        assert!(answer.text_of("main").contains("Оршанская") && answer.attribute("#confirmed", "checked").is_some());
    }
    let large = send(&mut elena, &draft, &vec![b'x'; 512 * 1024], true).await;
    assert_eq!(large.status, 413);
    assert!(large.text_of("#signature-error").contains("128"), "the limit is told at the field: {}", large.body);
    let unticked = send(&mut elena, &draft, &signer.sign(&file.bytes), false).await;
    assert_eq!(unticked.location(), format!("{draft}/check?check=confirm"));
    // What is changed after it was signed is not what was signed.
    let stale = signer.sign(&file.bytes);
    let street = [("street_kind", "ул."), ("street", "Оршанская"), ("house", "9"), ("postcode", "213010")];
    save(&mut elena, &draft, "street", &street.map(|(name, text)| (name, text.to_owned()))).await;
    assert_eq!(send(&mut elena, &draft, &stale, true).await.status, 422);
    let case = id(&draft);
    assert!(portal.read(move |conn| store::filings(conn, &case)).await.is_empty());

    let file = elena.get(&format!("{draft}/application.json")).await;
    let signature = signer.sign_pem(&file.bytes);
    let filed = send(&mut elena, &draft, signature.as_bytes(), true).await;
    assert_eq!(filed.location(), format!("{draft}/receipt"), "{}", filed.body);
    let again = send(&mut elena, &draft, signature.as_bytes(), true).await;
    assert_eq!(again.location(), format!("{draft}/receipt"), "sent twice, it is filed once");
    let rows = signed(&portal, &draft).await;
    assert_eq!(rows.len(), 1);
    assert_eq!(
        (rows[0].0.method.as_str(), rows[0].0.digest.clone()),
        ("certificate", hex(&Sha256::digest(&file.bytes)))
    );
    portal.work_done().await;
    let receipt = elena.get(&format!("{draft}/receipt?lang=ru")).await;
    let said = receipt.text_of("main");
    let serial = rows[0].0.certificate_serial.clone().unwrap();
    assert!(said.contains("Ковалёва Елена Петровна") && said.contains(&serial), "{said}");
    // The signature itself can be had and checked by anybody's own means, against the file.
    let p7s = elena.get(&receipt.attribute("a[href$='.p7s']", "href").unwrap()).await;
    assert_eq!(p7s.header("content-type"), Some("application/pkcs7-signature"));
    let filed = elena.get(&format!("{draft}/filings/1/application.json")).await;
    assert!(verify(&root, &filed.bytes, &p7s.bytes).is_ok());
    let verify = receipt.attribute("a[href^='/verify/']", "href").unwrap();
    let page = portal.client().get(&verify).await;
    assert!(!page.body.contains("Ковалёва") && !page.body.contains(&serial), "nobody's name");
    for who in ["oleg", "clerk1"] {
        assert_eq!(portal.signed_in(who).await.get(&format!("{draft}/filings/1/signature.p7s")).await.status, 404);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_roots_there_is_no_such_way() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let draft = draft(&portal, &mut elena).await;
    let check = elena.get(&format!("{draft}/check")).await;
    assert!(!check.body.contains("/filing/certificate"), "{}", check.body);
    let file = elena.get(&format!("{draft}/application.json")).await;
    let signature = Authority::root("Корневой центр").elena().sign(&file.bytes);
    assert_eq!(send(&mut elena, &draft, &signature, true).await.status, 404);
    assert_eq!(elena.get(&format!("{draft}/filings/1/signature.p7s")).await.status, 404);
}
