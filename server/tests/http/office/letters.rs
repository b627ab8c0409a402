//! The letter that each decision gives: for the applicant, the clerk, and whoever verifies it.

use super::{decide, give_back, in_hands, pin, take};
use crate::support::client::{Answer, Client};
use crate::support::journey;
use crate::support::pdf::text;
use crate::support::portal::{COMPANY, Portal};
use akno::store::documents::{self, DocumentRow};
use akno::store::mails;

/// The letters of a case, typeset.
async fn letters(portal: &Portal, id: &str) -> Vec<DocumentRow> {
    portal.work_done().await;
    let id = id.to_owned();
    let mut found = portal.read(move |conn| documents::of_application(conn, &id)).await;
    found.retain(|document| document.kind != "receipt");
    found
}

async fn open(client: &mut Client, path: &str) -> String {
    let answer = client.get(path).await;
    assert_eq!((answer.status, answer.header("content-type")), (200, Some("application/pdf")), "{path}");
    let claims = String::from_utf8_lossy(&answer.bytes).into_owned();
    assert!(claims.contains("pdfaid") && claims.contains("pdfuaid"), "{path} is to be archived and read aloud");
    text(&answer.bytes)
}

async fn verified(portal: &Portal, letter: &DocumentRow) -> Answer {
    let page = portal.client().get(&format!("/verify/{}?lang=en", letter.verify_code)).await;
    assert_eq!(page.status, 200);
    page
}

#[tokio::test]
async fn an_accepted_case_has_a_letter_for_both_sides_that_anyone_verifies() {
    let portal = Portal::start().await;
    let (id, mut elena, mut clerk) = in_hands(&portal).await;
    assert!(letters(&portal, &id).await.is_empty());
    decide(&portal, &mut clerk, &id, &[("outcome", "accept")]).await;
    let found = letters(&portal, &id).await;
    assert_eq!(found.iter().map(|d| (d.kind.as_str(), d.lang.as_str())).collect::<Vec<_>>(), [("decision", "ru")]);
    let path = format!("/applications/{id}/documents/{}", found[0].id);
    let page = elena.get(&format!("/applications/{id}?lang=en")).await;
    assert!(page.attribute(&format!("main a[href='{path}']"), "href").is_some(), "{}", page.body);
    let said = open(&mut elena, &path).await;
    for words in ["Решение: принято", "Ёлка", "Оршанская", "Ирина Быкова", "Шкловский районный исполнительный комитет"]
    {
        assert!(said.contains(words), "{words} in {said}");
    }
    let case = clerk.get(&format!("/office/cases/{id}?lang=en")).await;
    let path = format!("/office/cases/{id}/documents/{}", found[0].id);
    assert!(case.attribute(&format!("main a[href='{path}']"), "href").is_some(), "{}", case.body);
    open(&mut clerk, &path).await;

    let genuine = verified(&portal, &found[0]).await;
    assert!(genuine.text_of("main").contains("Decision: accepted"), "{}", genuine.body);
    assert!(genuine.body.contains(found[0].digest.as_deref().unwrap()), "its file can be compared");
    for personal in ["Быкова", "Ковалёва", "123-45-67"] {
        assert!(!genuine.body.contains(personal), "{personal}");
    }
}

#[tokio::test]
async fn the_mail_names_the_letter_and_nothing_of_what_it_says() {
    let portal = Portal::start().await;
    let (id, _, mut clerk) = in_hands(&portal).await;
    let fields = [("outcome", "refuse"), ("reasons", "not-entitled"), ("words", "Тайные слова")];
    decide(&portal, &mut clerk, &id, &fields).await;
    let letter = letters(&portal, &id).await.remove(0);
    let application = id.clone();
    let mails = portal.read(move |conn| mails::of_application(conn, &application)).await;
    let body = &mails.last().unwrap().body;
    let address = format!("http://{}/applications/{id}/documents/{}", portal.address, letter.id);
    assert!(body.contains(&address), "{body}");
    assert!(!body.contains("Тайные слова") && !body.contains("отказ"), "{body}");
}

#[tokio::test]
async fn a_refusal_says_its_reasons_with_their_acts_in_the_language_of_the_application() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    assert_eq!(elena.post("/account/language", &[("lang", "be")]).await.status, 303);
    let id = journey::id(&journey::filed(&portal, &mut elena).await);
    // The answer comes in the language in which was filed, whatever the account reads later.
    elena.post("/account/language", &[("lang", "en")]).await;
    let mut clerk = portal.signed_in("clerk0").await;
    take(&mut clerk, &id).await;
    let hostile = "#set page(fill: red)\n*тлусты* </p>\u{202e}\u{0}🏠 $x$";
    let fields = [("outcome", "refuse"), ("reasons", "not-entitled"), ("words", hostile)];
    assert_eq!(decide(&portal, &mut clerk, &id, &fields).await.status, 303);
    let letter = letters(&portal, &id).await.remove(0);
    assert_eq!(letter.lang, "be");
    let said = open(&mut elena, &format!("/applications/{id}/documents/{}", letter.id)).await;
    for words in ["Рашэнне: адмоўлена", "Падстава: Декрет", "#set page(fill: red)", "*тлусты*", "абскардзіць"]
    {
        // The reader of the PDF parts words at marks.
        assert!(said.replace(' ', "").contains(&words.replace(' ', "")), "{words} in {said}");
    }
    assert!(verified(&portal, &letter).await.text_of("main").contains("Decision: refused"));
}

#[tokio::test]
async fn each_return_has_a_letter_with_the_remarks_of_its_round() {
    let portal = Portal::start().await;
    let (id, mut elena, mut clerk) = in_hands(&portal).await;
    pin(&mut clerk, &id, "house", "Такого дома нет").await;
    give_back(&portal, &mut clerk, &id).await;
    let first = letters(&portal, &id).await.remove(0);
    let tasks = elena.get(&format!("/applications/{id}?lang=en")).await;
    let path = format!("/applications/{id}/documents/{}", first.id);
    assert!(tasks.attribute(&format!("main a[href='{path}']"), "href").is_some(), "{}", tasks.body);
    let said = open(&mut elena, &path).await;
    assert!(said.contains("Такого дома нет") && said.contains("7А"), "{said}");
    assert!(!verified(&portal, &first).await.body.contains("A correction has been filed since"));

    let draft = format!("/applications/{id}");
    journey::save(&mut elena, &draft, "street", &[("house", "9".to_owned())]).await;
    journey::file(&mut elena, &draft, 2).await;
    pin(&mut clerk, &id, "phone", "Телефон не отвечает").await;
    give_back(&portal, &mut clerk, &id).await;
    let found = letters(&portal, &id).await;
    assert_eq!(
        found.iter().map(|d| (d.kind.as_str(), d.round)).collect::<Vec<_>>(),
        [("returned", 1), ("returned", 2)]
    );
    let said = open(&mut elena, &format!("/applications/{id}/documents/{}", found[1].id)).await;
    assert!(said.contains("Телефон не отвечает") && !said.contains("Такого дома нет"), "{said}");
    let page = verified(&portal, &found[0]).await;
    assert!(page.body.contains("A correction has been filed since"));
    assert!(page.text_of("main").contains("Returned for correction") && !page.body.contains("Такого дома нет"));
}

#[tokio::test]
async fn a_letter_is_the_companys_and_the_offices_alone_and_a_withdrawal_has_none() {
    let portal = Portal::start().await;
    let (id, mut elena, mut clerk) = in_hands(&portal).await;
    decide(&portal, &mut clerk, &id, &[("outcome", "accept")]).await;
    let letter = letters(&portal, &id).await.remove(0);
    let own = format!("/applications/{id}/documents/{}", letter.id);
    assert_eq!(portal.signed_in("oleg").await.get(&own).await.status, 404);
    assert_eq!(portal.client().get(&own).await.status, 303);
    let theirs = format!("/office/cases/{id}/documents/{}", letter.id);
    assert_eq!(portal.signed_in("clerk1").await.get(&theirs).await.status, 404);
    let other = journey::id(&journey::start(&mut elena, COMPANY).await);
    assert_eq!(elena.get(&format!("/applications/{other}/documents/{}", letter.id)).await.status, 404);

    // The next move is of a later day than the one that was just accepted.
    portal.clock.advance(chrono::Duration::days(1));
    let mut elena = portal.signed_in("elena").await;
    let withdrawn = journey::filed(&portal, &mut elena).await;
    assert_eq!(elena.post(&format!("{withdrawn}/withdrawal"), &[]).await.status, 303);
    assert!(letters(&portal, &journey::id(&withdrawn)).await.is_empty());
}
