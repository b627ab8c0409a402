//! How filings and founders' confirmations are signed, what the receipt says of it, and how anybody checks it.

use crate::founding::legal_entity;
use crate::office::{give_back, pin, take};
use crate::support::authenticator::connect;
use crate::support::client::{Answer, Client};
use crate::support::journey::{answers, file, filed, fill_in, id, start};
use crate::support::pdf::text;
use crate::support::portal::{COMPANY, PASSWORD, Portal};
use akno::config::Signature;
use akno::store::applications as store;
use akno::store::signatures::{self, SignatureRow};
use chrono::Duration;
use sha2::{Digest, Sha256};

async fn signed(portal: &Portal, case: &str, round: i32) -> Vec<(SignatureRow, String)> {
    let case = id(case);
    portal.read(move |conn| signatures::of_round(conn, &case, round)).await
}

async fn rounds(portal: &Portal, case: &str) -> usize {
    let case = id(case);
    portal.read(move |conn| store::filings(conn, &case)).await.len()
}

async fn sign(client: &mut Client, draft: &str, password: &str, code: &str) -> Answer {
    let fields = [("confirmed", "yes"), ("round", "1"), ("password", password), ("code", code)];
    client.post(&format!("{draft}/filing"), &fields).await
}

fn sha256(bytes: &[u8]) -> String {
    akno::random::hex(&Sha256::digest(bytes))
}

async fn draft(portal: &Portal, client: &mut Client) -> String {
    let draft = start(client, COMPANY).await;
    fill_in(client, &draft, &answers(portal)).await;
    draft
}

/// Sends a file or a digest to be compared.
async fn compare(client: &mut Client, verify: &str, name: &str, content: &[u8]) -> Answer {
    let file_name = if name == "file" { "; filename=\"../../x\"" } else { "" };
    let mut body = format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"{file_name}\r\n\r\n").into_bytes();
    body.extend_from_slice(content);
    body.extend_from_slice(b"\r\n--x--\r\n");
    client.send("POST", verify, Some("multipart/form-data; boundary=x"), body).await
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_codes_files_with_password_and_code_and_nothing_ticked_or_typed_is_lost() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let app = connect(&portal, &mut elena).await;
    let draft = draft(&portal, &mut elena).await;
    let check = elena.get(&format!("{draft}/check")).await;
    assert_eq!(check.all("form #password, form #code").len(), 2);

    let empty = sign(&mut elena, &draft, "", "").await;
    assert_eq!((empty.status, empty.all("#error-summary a").len()), (422, 2), "{}", empty.body);
    assert!(empty.attribute("#confirmed", "checked").is_some(), "what was ticked stays");
    let used = app.code(&portal);
    for (password, code, field) in [
        ("not it at all", used.as_str(), "#password-error"),
        (PASSWORD, "000000", "#code-error"),
        (PASSWORD, used.as_str(), "#code-error"),
        (PASSWORD, app.recovery[0].as_str(), "#code-error"),
        (PASSWORD, "\0<script>", "#code-error"),
    ] {
        let answer = sign(&mut elena, &draft, password, code).await;
        assert_eq!((answer.status, answer.all(field).len()), (422, 1), "{code:?}: {}", answer.body);
        assert!(answer.text_of("main").contains("Оршанская") && !answer.body.contains("not it at all"));
    }
    let code = app.next_code(&portal);
    let slowed = sign(&mut elena, &draft, PASSWORD, &code).await;
    assert_eq!(slowed.status, 429, "guesses are slowed");
    assert_eq!(rounds(&portal, &draft).await, 0);
    portal.clock.advance(Duration::minutes(2));

    let code = app.next_code(&portal);
    let filed = sign(&mut elena, &draft, PASSWORD, &code).await;
    assert_eq!(filed.location(), format!("{draft}/receipt"), "{}", filed.body);
    let again = sign(&mut elena, &draft, PASSWORD, &code).await;
    assert_eq!(again.location(), format!("{draft}/receipt"), "sent twice");
    let rows = signed(&portal, &draft, 1).await;
    assert_eq!(rows.len(), 1);
    let (row, name) = &rows[0];
    assert_eq!((row.method.as_str(), row.part.as_str(), name.as_str()), ("password-totp", "filer", "Елена Ковалёва"));

    // The same code signs nothing else.
    let other = start(&mut elena, COMPANY).await;
    fill_in(&mut elena, &other, &answers(&portal)).await;
    assert_eq!(sign(&mut elena, &other, PASSWORD, &code).await.status, 422);
    assert_eq!(rounds(&portal, &other).await, 0);
    let next = app.next_code(&portal);
    assert_eq!(sign(&mut elena, &other, PASSWORD, &next).await.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_filing_signed_and_sent_many_times_at_once_is_filed_and_signed_once() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let app = connect(&portal, &mut elena).await;
    let draft = draft(&portal, &mut elena).await;
    let code = app.next_code(&portal);
    let sent: Vec<_> = (0..5)
        .map(|_| {
            let (mut client, draft, code) = (elena.clone(), draft.clone(), code.clone());
            tokio::spawn(async move { sign(&mut client, &draft, PASSWORD, &code).await.status })
        })
        .collect();
    for one in sent {
        assert_eq!(one.await.unwrap(), 303, "each is told that it is filed");
    }
    assert_eq!((rounds(&portal, &draft).await, signed(&portal, &draft, 1).await.len()), (1, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn without_codes_one_files_with_the_session_and_is_offered_codes_unless_they_are_required() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let open = draft(&portal, &mut elena).await;
    let check = elena.get(&format!("{open}/check")).await;
    assert_eq!(check.all("main a[href='/account/second-step']").len(), 1);
    assert!(check.all("#code").is_empty());
    assert_eq!(file(&mut elena, &open, 1).await.location(), format!("{open}/receipt"));
    assert_eq!(signed(&portal, &open, 1).await[0].0.method, "session");

    let portal = Portal::with(|config| config.signature = Signature::Required).await;
    let mut elena = portal.signed_in("elena").await;
    let barred = draft(&portal, &mut elena).await;
    let check = elena.get(&format!("{barred}/check")).await;
    assert!(check.all("form[action$='/filing']").is_empty(), "nothing to press");
    assert_eq!(check.all("main a[href='/account/second-step']").len(), 1);
    assert_eq!(check.all(&format!("main a[href='{barred}/paper']")).len(), 1, "paper is a way all the same");
    let sent = file(&mut elena, &barred, 1).await;
    assert_eq!((sent.status, rounds(&portal, &barred).await), (422, 0));
    let app = connect(&portal, &mut elena).await;
    let code = app.next_code(&portal);
    assert_eq!(sign(&mut elena, &barred, PASSWORD, &code).await.location(), format!("{barred}/receipt"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_receipt_says_who_confirmed_and_the_file_has_the_digest_that_it_names() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let app = connect(&portal, &mut elena).await;
    let draft = draft(&portal, &mut elena).await;
    let before = elena.get(&format!("{draft}/application.json")).await;
    assert_eq!(before.header("content-type"), Some("application/json"));
    let code = app.next_code(&portal);
    sign(&mut elena, &draft, PASSWORD, &code).await;
    portal.work_done().await;
    let receipt = elena.get(&format!("{draft}/receipt?lang=ru")).await;
    let said = receipt.text_of("main");
    assert!(said.contains("Елена Ковалёва: пароль и одноразовый код"), "{said}");
    let file = elena.get(&format!("{draft}/filings/1/application.json")).await;
    assert!(file.header("content-disposition").unwrap().starts_with("attachment"));
    assert_eq!(file.bytes, before.bytes, "what was to be signed is what was filed");
    assert!(!file.body.ends_with('\n') && file.body.contains("Оршанская"));
    let digest = sha256(&file.bytes);
    assert!(said.contains(&digest), "{digest} in {said}");
    assert_eq!(signed(&portal, &draft, 1).await[0].0.digest, digest);
    let pdf = elena.get(&receipt.attribute("a[href*='/documents/']", "href").unwrap()).await;
    let printed = text(&pdf.bytes);
    let printed: String = printed.split_whitespace().collect();
    assert!(printed.contains("парольиодноразовыйкод") && printed.contains(&digest), "{printed}");

    // The clerk has the same file; nobody else has it.
    let mut clerk = portal.signed_in("clerk0").await;
    let case = clerk.get(&format!("/office/cases/{}", id(&draft))).await;
    assert!(case.text_of("main").contains("пароль и одноразовый код"));
    let path = case.attribute("a[href$='application.json']", "href").unwrap();
    assert_eq!(clerk.get(&path).await.bytes, file.bytes);
    for who in ["oleg", "clerk1"] {
        let mut other = portal.signed_in(who).await;
        for path in [&path, &format!("{draft}/filings/1/application.json"), &format!("{draft}/application.json")] {
            assert_eq!(other.get(path).await.status, 404, "{who} {path}");
        }
    }
    for round in ["0", "2", "-1", "x", "99999999999999", "%00"] {
        let status = elena.get(&format!("{draft}/filings/{round}/application.json")).await.status;
        assert!([400, 404].contains(&status), "{round}: {status}");
    }

    // Anybody may compare a file with what was filed, and learns nobody's name.
    let verify = receipt.attribute("a[href^='/verify/']", "href").unwrap();
    let mut anyone = portal.client().with_header("accept-language", "en");
    let page = anyone.get(&verify).await;
    assert!(page.text_of("main").contains("password and one-time code") && !page.body.contains("Ковалёва"));
    for (name, content, said) in [
        ("file", file.bytes.clone(), "this is what was filed"),
        ("file", pdf.bytes.clone(), "this is the document"),
        ("file", b"something else".to_vec(), "not the one that the portal issued"),
        ("digest", digest.clone().into_bytes(), "this is what was filed"),
        ("digest", digest.to_uppercase().into_bytes(), "this is what was filed"),
        ("digest", format!("{digest}  akno-filed.json").into_bytes(), "this is what was filed"),
        ("digest", "0".repeat(64).into_bytes(), "not the one that the portal issued"),
    ] {
        let answer = compare(&mut anyone, &verify, name, &content).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        assert!(answer.text_of(".note-title").contains(said), "{}", answer.text_of("main"));
    }
    // Of a document that is not the one in hand nothing on the page says that it is genuine.
    let other = compare(&mut anyone, &verify, "file", &[&pdf.bytes[..], b"\n"].concat()).await;
    assert_eq!(other.all("h1"), ["The file does not match the document"]);
    assert!(!other.body.contains("is genuine<") && other.all(".note.green").is_empty(), "{}", other.body);
    assert!(other.text_of("title").contains("does not match"), "{}", other.text_of("title"));
    assert!(other.text_of("main").contains("Do not rely on what it says"), "{}", other.text_of("main"));
    let same = compare(&mut anyone, &verify, "file", &pdf.bytes).await;
    assert_eq!(same.all("h1"), ["The document is genuine"]);
    assert_eq!(same.attribute("#digest", "value").unwrap_or_default(), "", "the next file is compared by itself");
    for (name, content) in [
        ("digest", b"".to_vec()),
        ("digest", b"abc".to_vec()),
        ("digest", "ж".repeat(64).into_bytes()),
        ("digest", b"<script>alert(1)</script>".to_vec()),
        ("file", Vec::new()),
        ("nothing", b"x".to_vec()),
    ] {
        let answer = compare(&mut anyone, &verify, name, &content).await;
        assert_eq!((answer.status, answer.all("#digest-error").len()), (422, 1), "{name}: {}", answer.body);
        assert!(!answer.body.contains("<script>alert"));
    }
    let large = compare(&mut anyone, &verify, "file", &vec![0; 17 << 20]).await;
    assert_eq!(large.status, 413);
    assert!(large.text_of("#file-error").contains("larger than 16 MB"), "{}", large.text_of("main"));
    assert_eq!(compare(&mut anyone, "/verify/unknown", "file", &vec![0; 17 << 20]).await.status, 404);
    assert_eq!(compare(&mut anyone, "/verify/unknown", "file", b"x").await.status, 404);
    let bare = anyone.post(&verify, &[("digest", &digest)]).await;
    assert!((400..500).contains(&bare.status), "{}", bare.status);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_is_signed_anew_and_the_first_round_keeps_its_own() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let case = filed(&portal, &mut elena).await;
    let first = elena.get(&format!("{case}/filings/1/application.json")).await.bytes;
    let mut clerk = portal.signed_in("clerk0").await;
    take(&mut clerk, &id(&case)).await;
    pin(&mut clerk, &id(&case), "house", "Проверьте номер дома").await;
    assert_eq!(give_back(&portal, &mut clerk, &id(&case)).await.status, 303);
    let app = connect(&portal, &mut elena).await;
    let code = app.next_code(&portal);
    let fields = [("confirmed", "yes"), ("round", "2"), ("password", PASSWORD), ("code", &code)];
    let sent = elena.post(&format!("{case}/filing"), &fields).await;
    assert_eq!(sent.location(), format!("{case}/receipt"), "{}", sent.body);
    let (one, two) = (signed(&portal, &case, 1).await, signed(&portal, &case, 2).await);
    assert_eq!((one[0].0.method.as_str(), two[0].0.method.as_str()), ("session", "password-totp"));
    assert_eq!(one[0].0.digest, sha256(&first));
    let copy = elena.get("/account/data").await;
    assert!(copy.body.contains("password-totp"), "one's own data has one's signatures");
}

#[tokio::test(flavor = "multi_thread")]
async fn founders_confirm_with_their_own_codes_and_a_change_voids_their_signatures() {
    let portal = Portal::start().await;
    let (mut elena, mut oleg) = (portal.signed_in("elena").await, portal.signed_in("oleg").await);
    let draft = legal_entity::filled_in(&portal, &mut elena, "Васильковая межа").await;
    let case = id(&draft);
    elena.post(&format!("{draft}/founders"), &[]).await;
    let app = connect(&portal, &mut oleg).await;
    let path = format!("/foundings/{case}");
    let page = oleg.get(&path).await;
    assert_eq!(page.all("form #password, form #code").len(), 2, "{}", page.body);
    let digest = page.attribute("input[name=digest]", "value").unwrap();
    assert_eq!(sha256(&oleg.get(&format!("{path}/application.json")).await.bytes), digest);
    let unsigned = oleg.post(&path, &[("digest", &digest), ("confirmed", "yes")]).await;
    assert_eq!((unsigned.status, unsigned.all("#error-summary a").len()), (422, 2));
    let code = app.next_code(&portal);
    let stale = [("digest", "0"), ("confirmed", "yes"), ("password", PASSWORD), ("code", &code)];
    assert_eq!(oleg.post(&path, &stale).await.status, 422);
    let fields = [("digest", digest.as_str()), ("confirmed", "yes"), ("password", PASSWORD), ("code", &code)];
    assert_eq!(oleg.post(&path, &fields).await.status, 303, "a code that confirmed nothing is as good as before");
    assert_eq!(oleg.post(&path, &fields).await.status, 303, "sent twice");
    legal_entity::confirm(&mut elena, &case).await;
    let rows = signed(&portal, &draft, 1).await;
    let said: Vec<_> =
        rows.iter().map(|(row, _)| (row.account_id.as_str(), row.method.as_str(), row.part.as_str())).collect();
    assert_eq!(said, [("oleg", "password-totp", "founder"), ("elena", "session", "founder")]);

    crate::support::journey::save(&mut elena, &draft, "capital", &[("capital", "2000".to_owned())]).await;
    assert!(signed(&portal, &draft, 1).await.is_empty(), "void");
    let digest = oleg.get(&path).await.attribute("input[name=digest]", "value").unwrap();
    let code = app.next_code(&portal);
    let fields = [("digest", digest.as_str()), ("confirmed", "yes"), ("password", PASSWORD), ("code", &code)];
    assert_eq!(oleg.post(&path, &fields).await.status, 303);
    legal_entity::confirm(&mut elena, &case).await;
    let sent = elena.post(&format!("{draft}/filing"), &[("confirmed", "yes"), ("round", "1")]).await;
    assert_eq!(sent.location(), format!("{draft}/receipt"), "{}", sent.body);
    let receipt = elena.get(&format!("{draft}/receipt?lang=ru")).await.text_of("main");
    assert!(receipt.contains("Олег Шыманскі, учредитель: пароль и одноразовый код"), "{receipt}");
    assert_eq!(signed(&portal, &draft, 1).await.len(), 3);
}
