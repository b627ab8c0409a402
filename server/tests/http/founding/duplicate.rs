//! A duplicate of a certificate: issued anew, the earlier one void.

use super::{accept, file, sole_proprietor};
use crate::liquidation::pay;
use crate::office::row;
use crate::support::client::Client;
use crate::support::journey::{fill_in, id};
use crate::support::portal::{COMPANY, EXCLUDED, Portal};
use akno::store::documents;

const SLUG: &str = "certificate-duplicate";

async fn ask(client: &mut Client, unp: i64) -> String {
    let started = client.post(&format!("/services/{SLUG}/start"), &[("unp", &unp.to_string()), ("anew", "yes")]).await;
    assert_eq!(started.status, 303, "{}", started.body);
    let draft = started.location().to_owned();
    let words = "Пропало при переезде </textarea><script>".to_owned();
    let why = vec![("certificate_reason", "lost".to_owned()), ("certificate_words", words)];
    fill_in(client, &draft, &[("why", why)]).await;
    let filed = client.post(&format!("{draft}/filing"), &[("confirmed", "yes"), ("round", "1")]).await;
    assert_eq!(filed.location(), format!("{draft}/receipt"), "{}", filed.body);
    id(&draft)
}

/// The fee of half a base value is marked paid: the office's term begins.
async fn paid(portal: &Portal, case: &str) {
    assert_eq!(row(portal, case).await.due_on, None);
    let marked = pay(&mut portal.signed_in("clerk0").await, case, portal.clock.today(), "15").await;
    assert_eq!(marked.status, 303, "{}", marked.body);
    assert!(row(portal, case).await.due_on.is_some());
}

async fn code(portal: &Portal, case: &str) -> String {
    portal.work_done().await;
    let case = case.to_owned();
    let papers = portal.read(move |conn| documents::of_application(conn, &case)).await;
    let certificate = papers.into_iter().find(|paper| paper.kind == "certificate").unwrap();
    assert!(certificate.bytes.unwrap().starts_with(b"%PDF"));
    certificate.verify_code
}

#[tokio::test(flavor = "multi_thread")]
async fn the_duplicate_is_genuine_and_the_earlier_certificate_is_void() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let registration =
        file(&mut elena, "registration-sole-proprietor", sole_proprietor::answers("0000000A000PB2")).await;
    accept(&portal, &registration, &[]).await;
    let unp = row(&portal, &registration).await.unp.unwrap();
    let first = code(&portal, &registration).await;
    let case = ask(&mut elena, unp).await;
    paid(&portal, &case).await;
    assert!(accept(&portal, &case, &[]).await.contains("прежнее станет недействительным"));
    let second = code(&portal, &case).await;
    let says = async |code: &str| portal.client().get(&format!("/verify/{code}?lang=ru")).await.text_of("main");
    assert!(says(&first).await.contains("Это свидетельство недействительно с"), "{}", says(&first).await);
    let now = says(&second).await;
    assert!(now.contains("Это дубликат") && !now.contains("недействительно с"), "{now}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_company_registered_on_paper_gets_one_too_and_an_excluded_one_is_told_why_not() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let case = ask(&mut elena, COMPANY).await;
    paid(&portal, &case).await;
    accept(&portal, &case, &[]).await;
    code(&portal, &case).await;
    let status = elena.get(&format!("/applications/{case}?lang=ru")).await;
    assert!(status.text_of("main").contains("Дубликат выдан"), "{}", status.text_of("main"));
    assert!(!status.body.contains("</textarea><script>"));
    let choice = elena.get(&format!("/services/{SLUG}/start?lang=ru")).await.text_of("main");
    assert!(choice.contains("дубликат не выдают"), "{choice}");
    let refused = elena.post(&format!("/services/{SLUG}/start"), &[("unp", &EXCLUDED.to_string())]).await;
    assert_eq!(refused.status, 200);
}
