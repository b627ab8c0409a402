//! The consent of co-owners of a dwelling: by their own sign-in, over the location alone, or on paper.

use crate::office::{decide, row, take};
use crate::support::client::Client;
use crate::support::journey::{answers, fill_in, id, save, start};
use crate::support::portal::{PRIVATE, Portal, email};
use akno::store::mails;

type Step = (&'static str, Vec<(&'static str, String)>);

fn owner(place: usize, name: &str, how: &str, more: &str, portal: &Portal) -> Step {
    let day = portal.clock.today().format("%d|%m|%Y").to_string();
    let [day, month, year]: [&str; 3] = day.split('|').collect::<Vec<_>>().try_into().unwrap();
    let names: [[&'static str; 7]; 2] = [
        [
            "owner_1_name",
            "owner_1_how",
            "owner_1_email",
            "owner_1_signed_day",
            "owner_1_signed_month",
            "owner_1_signed_year",
            "owner_1_more",
        ],
        [
            "owner_2_name",
            "owner_2_how",
            "owner_2_email",
            "owner_2_signed_day",
            "owner_2_signed_month",
            "owner_2_signed_year",
            "owner_2_more",
        ],
    ];
    let texts = [name, how, &email("oleg"), day, month, year, more].map(str::to_owned);
    let step = if place == 0 { "owner-1" } else { "owner-2" };
    (step, names[place].into_iter().zip(texts).collect())
}

/// A whole change of location into a dwelling with two other owners, one of whom consents here.
fn dwelling(portal: &Portal) -> Vec<Step> {
    let mut all = answers(portal);
    let premises = [("premises", "dwelling"), ("room_kind", "кв."), ("room", "4"), ("consent", "others")];
    all[3].1 = premises.map(|(name, text)| (name, text.to_owned())).into();
    all.insert(4, owner(0, "Шиманский Олег Петрович", "portal", "yes", portal));
    all.insert(5, owner(1, "Шиманская Инна Львовна", "paper", "no", portal));
    all
}

async fn seen(client: &mut Client, case: &str) -> String {
    let page = client.get(&format!("/foundings/{case}?lang=ru")).await;
    assert_eq!(page.status, 200, "{}", page.body);
    page.attribute("input[name=digest]", "value").expect("something to consent to")
}

async fn consent(client: &mut Client, case: &str) {
    let digest = seen(client, case).await;
    let sent = client.post(&format!("/foundings/{case}"), &[("digest", &digest), ("confirmed", "yes")]).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_owner_consents_to_the_address_and_the_clerk_sees_who_did_and_what_is_on_paper() {
    let portal = Portal::start().await;
    let (mut elena, mut oleg) = (portal.signed_in("elena").await, portal.signed_in("oleg").await);
    let draft = start(&mut elena, PRIVATE).await;
    fill_in(&mut elena, &draft, &dwelling(&portal)).await;
    let case = id(&draft);
    let file = [("confirmed", "yes"), ("round", "1")];
    let check = elena.get(&format!("{draft}/check?lang=ru")).await.text_of("main");
    assert!(check.contains("когда на местонахождение согласятся"), "{check}");
    assert_eq!(elena.post(&format!("{draft}/filing"), &file).await.location(), format!("{draft}/founders"));
    assert_eq!(oleg.get(&format!("/foundings/{case}")).await.status, 404, "nobody sees it uninvited");
    assert!(elena.post(&format!("{draft}/founders"), &[]).await.location().ends_with("invited=sent"));
    portal.work_done().await;
    let wanted = case.clone();
    let letters = portal.read(move |conn| mails::of_application(conn, &wanted)).await;
    assert_eq!(letters.len(), 1, "who signed on paper is not written to");
    assert!(letters[0].recipient == email("oleg") && letters[0].body.contains("Синий лён"), "{}", letters[0].body);
    assert!(oleg.get("/applications?lang=ru").await.text_of("main").contains("Синий лён"));

    // The owner sees the address and nothing else of the application.
    let shown = oleg.get(&format!("/foundings/{case}?lang=ru")).await.text_of("main");
    assert!(shown.contains("Оршанская") && !shown.contains("+375") && !shown.contains("info@"), "{shown}");
    let digest = seen(&mut oleg, &case).await;
    let unticked = oleg.post(&format!("/foundings/{case}"), &[("digest", &digest)]).await;
    assert_eq!(unticked.status, 422);
    consent(&mut oleg, &case).await;
    let twice = oleg.post(&format!("/foundings/{case}"), &[("digest", &digest), ("confirmed", "yes")]).await;
    assert_eq!(twice.status, 303, "sent twice, it is one consent");

    // A telephone is no part of it, an address is.
    save(&mut elena, &draft, "contacts", &[("phone", "+375 29 765-43-21".to_owned())]).await;
    assert!(elena.get(&format!("{draft}/founders?lang=ru")).await.text_of("main").contains("дал согласие"));
    let other = [("street_kind", "ул."), ("street", "Оршанская"), ("house", "9"), ("postcode", "213010")];
    save(&mut elena, &draft, "street", &other.map(|(name, text)| (name, text.to_owned()))).await;
    assert_eq!(elena.post(&format!("{draft}/filing"), &file).await.location(), format!("{draft}/founders"));
    let stale = oleg.post(&format!("/foundings/{case}"), &[("digest", &digest), ("confirmed", "yes")]).await;
    assert_eq!(stale.status, 422, "{}", stale.body);
    consent(&mut oleg, &case).await;
    let filed = elena.post(&format!("{draft}/filing"), &file).await;
    assert_eq!(filed.location(), format!("{draft}/receipt"), "{}", filed.body);

    let mut clerk = portal.signed_in("clerk0").await;
    let page = clerk.get(&format!("/office/cases/{case}?lang=ru")).await.text_of("main");
    assert!(page.contains("собственник согласился с этим местонахождением"), "{page}");
    assert!(page.contains("Шиманская Инна Львовна: письменное согласие собственника от"), "{page}");
    assert_eq!(take(&mut clerk, &case).await.status, 303);
    assert_eq!(decide(&portal, &mut clerk, &case, &[("outcome", "accept")]).await.status, 303);
    let company = portal.client().get(&format!("/register/{PRIVATE}")).await;
    assert!(company.body.contains("Оршанская"));
    assert!(!company.body.contains("Шиманск"), "who owns the dwelling is nobody's business");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sole_owner_asks_nobody_and_that_too_is_told_to_the_clerk() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let draft = start(&mut elena, PRIVATE).await;
    let mut all = dwelling(&portal);
    all.drain(4..6);
    all[3].1.retain(|(name, _)| *name != "consent");
    all[3].1.push(("consent", "sole".to_owned()));
    fill_in(&mut elena, &draft, &all).await;
    assert_eq!(elena.get(&format!("{draft}/founders")).await.status, 404);
    let filed = elena.post(&format!("{draft}/filing"), &[("confirmed", "yes"), ("round", "1")]).await;
    assert_eq!(filed.location(), format!("{draft}/receipt"), "{}", filed.body);
    let mut clerk = portal.signed_in("clerk0").await;
    let page = clerk.get(&format!("/office/cases/{}?lang=ru", id(&draft))).await.text_of("main");
    assert!(page.contains("сверьте с документом о праве собственности"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_consents_for_another_and_a_tick_is_no_consent() {
    let portal = Portal::start().await;
    let (mut elena, mut oleg) = (portal.signed_in("elena").await, portal.signed_in("oleg").await);
    let draft = start(&mut elena, PRIVATE).await;
    fill_in(&mut elena, &draft, &dwelling(&portal)).await;
    let case = id(&draft);
    elena.post(&format!("{draft}/founders"), &[]).await;
    // Neither the filer, who owns nothing there, nor an official.
    assert_eq!(elena.get(&format!("/foundings/{case}")).await.status, 404);
    let mut clerk = portal.signed_in("clerk0").await;
    let forged = [("digest", "x"), ("confirmed", "yes")];
    assert_eq!(clerk.post(&format!("/foundings/{case}"), &forged).await.status, 404);
    assert_eq!(oleg.post(&format!("/foundings/{case}"), &forged).await.status, 422);
    consent(&mut oleg, &case).await;
    // Another owner in the first one's place: what was consented to by one does not count for the other.
    let mut other = owner(0, "Шиманский Олег Петрович", "portal", "no", &portal).1;
    other[2].1 = "inna@akno.example".to_owned();
    save(&mut elena, &draft, "owner-1", &other).await;
    let filed = elena.post(&format!("{draft}/filing"), &[("confirmed", "yes"), ("round", "1")]).await;
    assert_eq!(filed.location(), format!("{draft}/founders"));
    assert_eq!(oleg.get(&format!("/foundings/{case}")).await.status, 404, "and the first is asked no more");
    // The tick of the first form counts under that form alone.
    let ticked = [("premises", "dwelling"), ("room_kind", "кв."), ("room", "4"), ("consent", "yes")];
    let saved = save(&mut elena, &draft, "premises", &ticked.map(|(name, text)| (name, text.to_owned()))).await;
    assert!(saved.location().ends_with("check=1"), "{}", saved.location());
    let huge = "я".repeat(9_000);
    save(&mut elena, &draft, "owner-1", &[("owner_1_name", huge), ("owner_1_how", "<script>".to_owned())]).await;
    let page = elena.get(&format!("{draft}/check?check=1")).await;
    assert!(page.status == 200 && !page.body.contains("<script>\""));
    assert_eq!(row(&portal, &case).await.number, None, "nothing was filed");
}
