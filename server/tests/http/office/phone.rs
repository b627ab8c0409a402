//! `/office/counter/{code}/phone` and `/confirm/{token}`: whoever came confirms on their own phone.

use super::counter::{prepared, receive};
use super::{events, row, take};
use crate::support::client::{Answer, Client};
use crate::support::database::counted;
use crate::support::journey;
use crate::support::pdf::text;
use crate::support::portal::{Portal, offices};
use chrono::{Datelike, Duration};
use portal::application::Status;

/// Shows a code; the clerk's page with it and the path of its link.
async fn shown(clerk: &mut Client, code: &str) -> (String, String) {
    let answer = clerk.post(&format!("/office/counter/{code}/phone"), &[]).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    let page = answer.location().split('#').next().unwrap().to_owned();
    let token = page.split("phone=").nth(1).unwrap().to_owned();
    (page, format!("/confirm/{token}"))
}

async fn state(clerk: &mut Client, code: &str) -> String {
    let answer = clerk.get(&format!("/office/counter/{code}/phone")).await;
    serde_json::from_str::<serde_json::Value>(&answer.body).unwrap()["state"].as_str().unwrap().to_owned()
}

async fn say(stranger: &mut Client, link: &str, answer: &str) -> Answer {
    stranger.post(link, &[("answer", answer)]).await
}

#[tokio::test]
async fn what_is_filed_is_confirmed_without_an_account_and_the_receipt_says_so() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let (draft, code) = prepared(&portal, &mut elena, offices()[0]).await;
    let id = journey::id(&draft);
    let mut clerk = portal.signed_in("clerk0").await;
    assert_eq!(state(&mut clerk, &code).await, "none");
    let (page, link) = shown(&mut clerk, &code).await;
    let before = clerk.get(&format!("{page}&lang=en")).await;
    assert_eq!(before.all("figure.code-to-scan svg").len(), 1, "{}", before.body);
    assert!(before.text_of("main").contains("We wait for the answer"));
    assert_eq!(state(&mut clerk, &code).await, "waiting");
    let kept = "SELECT COUNT(*) AS count FROM phone_confirmations WHERE token_hash = '";
    let token = link.rsplit('/').next().unwrap().to_owned();
    assert_eq!(counted(&portal.state.db, format!("{kept}{token}'")).await, 0, "the link is kept as a hash");
    let mut stranger = portal.client();
    let asked = stranger.get(&format!("{link}?lang=be")).await;
    assert_eq!(asked.status, 200);
    for said in ["Ёлка-Ўсход", "Оршанская", "Усё правільна?"] {
        assert!(asked.text_of("main").contains(said), "{said} in {}", asked.body);
    }
    for nothing in ["", "maybe", "yes\u{0}", &"я".repeat(9_000)] {
        assert_eq!(say(&mut stranger, &link, nothing).await.status, 422, "neither yes nor no");
    }
    let (mut one, mut two) = (portal.client(), portal.client());
    let (first, second) = tokio::join!(say(&mut one, &link, "yes"), say(&mut two, &link, "yes"));
    assert_eq!((first.status, second.status), (303, 303));
    assert_eq!(say(&mut stranger, &link, "no").await.status, 303);
    assert!(stranger.get(&format!("{link}?lang=en")).await.text_of("main").contains("You have confirmed"), "once");
    let said = "SELECT COUNT(*) AS count FROM audit WHERE action IN ('confirmed-by-phone', 'declined-by-phone')";
    assert_eq!(counted(&portal.state.db, said).await, 1);
    assert_eq!(row(&portal, &id).await.status(), Status::Prepared, "the clerk receives it, not the phone");
    assert_eq!(state(&mut clerk, &code).await, "yes");
    let after = clerk.get(&format!("/office/counter/{code}?lang=en")).await;
    assert!(after.text_of("main").contains("compared the identity document"), "{}", after.body);
    let today = portal.clock.today();
    let unseen = receive(&mut clerk, &code, "in_person", today, false).await;
    assert_eq!(unseen.status, 422, "who it was is for the clerk to see");
    assert_eq!(receive(&mut clerk, &code, "in_person", today, true).await.status, 303);
    let received = events(&portal, &id).await.into_iter().find(|event| event.kind == "received").unwrap();
    assert!(received.body.contains("\"phone\":true"), "{}", received.body);
    assert_eq!(stranger.get(&link).await.status, 404, "what was filed is not shown by the link");
    portal.work_done().await;
    let documents = portal.read(move |conn| akno::store::documents::of_application(conn, &id)).await;
    let receipt = text(documents[0].bytes.as_ref().unwrap());
    assert!(receipt.contains("на своём телефоне"), "{receipt}");
    let id = journey::id(&draft);
    assert_eq!(take(&mut clerk, &id).await.status, 303);
    let case = clerk.get(&format!("/office/cases/{id}?lang=en")).await;
    assert!(case.body.contains("confirmed it on their own phone; Ирина Быкова"), "{}", case.body);
}

#[tokio::test]
async fn what_was_confirmed_by_phone_speaks_of_no_paper_and_says_who_confirmed_it() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let (draft, code) = prepared(&portal, &mut elena, offices()[0]).await;
    let id = journey::id(&draft);
    let mut clerk = portal.signed_in("clerk0").await;
    let counter = format!("/office/counter/{code}");
    let (_, link) = shown(&mut clerk, &code).await;
    assert_eq!(say(&mut portal.client(), &link, "yes").await.status, 303);
    let form = clerk.get(&format!("{counter}?lang=en")).await;
    assert!(form.all("input[name=channel]").is_empty() && form.all("input[name=received_on_day]").is_empty());
    let text = form.text_of("main");
    for paper in ["How did the paper come", "Compare with the paper", "Receive the paper"] {
        assert!(!text.contains(paper), "{paper} in {text}");
    }
    // What a form says of a paper beside it, and names that are none.
    let stale = [("by", "phone"), ("channel", "by_post"), ("signed", "yes")];
    for who in ["", "\u{0}", &"я".repeat(201)] {
        let fields: Vec<(&str, &str)> = stale.into_iter().chain([("who", who)]).collect();
        let refused = clerk.post(&counter, &fields).await;
        assert_eq!(refused.status, 422, "{who}");
        assert!(refused.attribute("main a[href='#who']", "href").is_some(), "{}", refused.body);
    }
    assert_eq!(receive(&mut clerk, &code, "by_post", portal.clock.today(), true).await.status, 303);
    let filed = row(&portal, &id).await;
    assert_eq!((filed.channel.as_deref(), filed.filed_on), (Some("in_person"), Some(portal.clock.today())));
    let after = clerk.get(&counter).await;
    let text = after.text_of("main");
    assert!(text.contains("The application is received") && !text.contains("Keep the paper"), "{text}");
    assert!(after.attribute(&format!("main a[href^='/office/cases/{id}/documents/']"), "href").is_some());
    let case = clerk.get(&format!("/office/cases/{id}")).await.text_of("main");
    for said in [
        "Ковалёва Елена Петровна: at the counter, on their own phone",
        "Ирина Быкова compared the identity document",
        "in person, confirmed by phone",
        "Application received",
    ] {
        assert!(case.contains(said), "{said} in {case}");
    }
    assert!(!case.contains("Paper received") && !case.contains("The signature on the paper"), "{case}");
}

/// Receives the paper that came by post today, or what was confirmed by phone.
async fn receive_by(portal: &Portal, clerk: &mut Client, code: &str, by: &str, signed: &str) -> Answer {
    let today = portal.clock.today();
    let (day, month, year) = (today.day().to_string(), today.month().to_string(), today.year().to_string());
    let fields = [
        ("by", by),
        ("channel", "by_post"),
        ("received_on_day", day.as_str()),
        ("received_on_month", month.as_str()),
        ("received_on_year", year.as_str()),
        ("who", "Ковалёва Елена Петровна"),
        ("signed", signed),
    ];
    clerk.post(&format!("/office/counter/{code}"), &fields).await
}

/// What the form of a page receives.
fn way(page: &Answer) -> String {
    page.attribute("main input[name=by]", "value").unwrap_or_else(|| panic!("{}", page.body))
}

#[tokio::test]
async fn a_signed_paper_is_received_although_it_was_confirmed_by_phone() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let (draft, code) = prepared(&portal, &mut elena, offices()[0]).await;
    let id = journey::id(&draft);
    let mut clerk = portal.signed_in("clerk0").await;
    let counter = format!("/office/counter/{code}");
    assert_eq!(way(&clerk.get(&format!("{counter}?lang=en")).await), "paper");
    let (_, link) = shown(&mut clerk, &code).await;
    assert_eq!(say(&mut portal.client(), &link, "yes").await.status, 303);
    let page = clerk.get(&counter).await;
    assert_eq!(way(&page), "phone");
    assert_eq!(page.all(&format!("main form[action='{counter}/phone'] button")).len(), 1, "a new code is offered");
    let other = page.attribute("main a[href$='?by=paper']", "href").unwrap();
    let page = clerk.get(&other).await;
    assert_eq!(way(&page), "paper");
    assert!(page.text_of("main").contains("How did the paper come"), "{}", page.body);
    assert!(page.attribute(&format!("main a[href='{counter}']"), "href").is_some(), "and back: {}", page.body);

    // What was typed of the paper stays when something is wrong with it.
    let unsigned = receive_by(&portal, &mut clerk, &code, "paper", "").await;
    assert_eq!((unsigned.status, way(&unsigned).as_str()), (422, "paper"));
    let typed = "main input[name=channel][value=by_post][checked]";
    assert!(unsigned.attribute(typed, "value").is_some(), "{}", unsigned.body);
    assert_eq!(receive_by(&portal, &mut clerk, &code, "paper", "yes").await.status, 303);
    let filed = row(&portal, &id).await;
    assert_eq!((filed.channel.as_deref(), filed.filed_on), (Some("by_post"), Some(portal.clock.today())));
    let received = events(&portal, &id).await.into_iter().find(|event| event.kind == "received").unwrap();
    assert!(!received.body.contains("phone"), "{}", received.body);
    portal.work_done().await;
    let documents = portal.read(move |conn| akno::store::documents::of_application(conn, &id)).await;
    let receipt = text(documents[0].bytes.as_ref().unwrap());
    assert!(!receipt.contains("на своём телефоне"), "{receipt}");
}

#[tokio::test]
async fn a_confirmation_counts_on_its_own_day_and_until_a_new_code_is_shown() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let (draft, code) = prepared(&portal, &mut elena, offices()[0]).await;
    let id = journey::id(&draft);
    let mut clerk = portal.signed_in("clerk0").await;
    let mut stranger = portal.client();
    let (_, first) = shown(&mut clerk, &code).await;
    assert_eq!(say(&mut stranger, &first, "yes").await.status, 303);
    let (_, second) = shown(&mut clerk, &code).await;
    assert_eq!(state(&mut clerk, &code).await, "waiting");
    let refused = receive_by(&portal, &mut clerk, &code, "phone", "yes").await;
    assert_eq!((refused.status, way(&refused).as_str()), (422, "paper"));
    assert!(refused.all("main input[name=signed][checked]").is_empty(), "nobody said that a paper is signed");
    assert_eq!(say(&mut stranger, &second, "yes").await.status, 303);
    assert_eq!(state(&mut clerk, &code).await, "yes");

    portal.clock.advance(Duration::days(1));
    let mut clerk = portal.signed_in("clerk0").await;
    assert_eq!(state(&mut clerk, &code).await, "over");
    let page = clerk.get(&format!("/office/counter/{code}?lang=en")).await;
    assert_eq!(way(&page), "paper");
    assert!(page.text_of("main").contains("counts on its own day only"), "{}", page.body);
    assert_eq!(receive_by(&portal, &mut clerk, &code, "phone", "yes").await.status, 422);
    assert_eq!(row(&portal, &id).await.status(), Status::Prepared);
    assert_eq!(receive_by(&portal, &mut clerk, &code, "paper", "yes").await.status, 303);
    assert_eq!(row(&portal, &id).await.channel.as_deref(), Some("by_post"));
}

#[tokio::test]
async fn a_no_files_nothing_and_a_new_code_takes_the_place_of_the_last() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let (draft, code) = prepared(&portal, &mut elena, offices()[0]).await;
    let mut clerk = portal.signed_in("clerk0").await;
    let (_, first) = shown(&mut clerk, &code).await;
    let (_, second) = shown(&mut clerk, &code).await;
    let mut stranger = portal.client();
    assert_eq!(stranger.get(&first).await.status, 404, "the earlier code works no more");
    assert_eq!(say(&mut stranger, &first, "yes").await.status, 404);
    assert_eq!(say(&mut stranger, &second, "no").await.status, 303);
    assert_eq!(state(&mut clerk, &code).await, "no");
    let page = clerk.get(&format!("/office/counter/{code}?lang=en")).await;
    assert!(page.text_of("main").contains("The applicant said no"));
    assert!(page.text_of("main").contains("The signature is on the paper"), "paper stays open");
    assert_eq!(row(&portal, &journey::id(&draft)).await.status(), Status::Prepared);
    let (_, third) = shown(&mut clerk, &code).await;
    assert_eq!(say(&mut stranger, &third, "yes").await.status, 303);
    assert_eq!(state(&mut clerk, &code).await, "yes", "the last answer counts");
}

#[tokio::test]
async fn a_code_is_for_what_was_shown_and_for_minutes() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let (draft, code) = prepared(&portal, &mut elena, offices()[0]).await;
    let mut clerk = portal.signed_in("clerk0").await;
    let (_, link) = shown(&mut clerk, &code).await;
    portal.clock.advance(Duration::minutes(11));
    let mut stranger = portal.client();
    assert_eq!(stranger.get(&link).await.status, 404);
    assert_eq!(say(&mut stranger, &link, "yes").await.status, 404);
    assert_eq!(state(&mut clerk, &code).await, "over");
    let (_, link) = shown(&mut clerk, &code).await;
    assert_eq!(say(&mut stranger, &link, "yes").await.status, 303);
    // Whoever prepared it changes it and prints it anew: another text, and so another confirmation.
    let street = [("street_kind", "ул."), ("street", "Оршанская"), ("house", "8"), ("postcode", "213010")];
    journey::save(&mut elena, &draft, "street", &street.map(|(name, value)| (name, value.to_owned()))).await;
    assert_eq!(stranger.get(&link).await.status, 404);
    assert_eq!(elena.post(&format!("{draft}/paper"), &[]).await.status, 303);
    let code = row(&portal, &journey::id(&draft)).await.paper_code.unwrap();
    assert_eq!(state(&mut clerk, &code).await, "none");
    assert!(!clerk.get(&format!("/office/counter/{code}?lang=en")).await.body.contains("has confirmed"));
    for (who, status) in [("elena", 404), ("tax", 404)] {
        let mut other = portal.signed_in(who).await;
        assert_eq!(other.post(&format!("/office/counter/{code}/phone"), &[]).await.status, status, "{who}");
    }
    for hostile in ["/confirm/%00", "/confirm/x", "/confirm/%3Cscript%3E"] {
        assert_eq!(stranger.get(hostile).await.status, 404, "{hostile}");
    }
    for hostile in ["?phone=%00", "?phone=a&phone=b", &format!("?phone={}", "x".repeat(5_000))] {
        assert_eq!(clerk.get(&format!("/office/counter/{code}{hostile}")).await.status, 200, "{hostile}");
    }
}
